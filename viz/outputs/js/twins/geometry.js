// Where all of the picture of an expression stands, as viz/drawing/geometry.py has it, where the numbers are explained. Only what
// the graph of an expression needs: at most 40 values, all with their gradients, all operands in a known order.

import { EQUATION_HEIGHT, HEADER, LEDGER, ROW, SIDE } from "../boxes.js"
import { Arc } from "../curves.js"
import { TAG_HEIGHT } from "../edges.js"
import { columns } from "../shapes.js"
import { laidOut } from "./layout.js"
import { equationPlace, rectangleAround, tagPlaces } from "./places.js"
import { routes } from "./routes.js"
import { boldWidth, fit, tenth } from "./text.js"

/** @import { Curve, Ellipse, Extent, Geometry, Graphviz, Layout, PictureData, PlacedNode, Point, Rectangle, Rooms, Signs, Size,
 *    Wanted } from "../types.d.ts" */

const NUMBER_COLUMN = 13.2
const TAG_COLUMN = 10.2
const ROW_WORD = 38
const LABEL_COLUMNS = 12
const OPERATION_COLUMNS = 14
const LABEL_SIZE = 18 / 14
const EXPRESSION_COLUMN = 9.6
const BESIDE_NAME = 11
const CIRCLE = 50
const SLOTS = "①②③④⑤⑥⑦⑧⑨"
const FEW = 8
const GAP_BEHIND = 36
const USUAL = 1.3
const MARGIN_ACROSS = 10
const MARGIN_ABOVE = 7

/** What picture_data of viz/outputs/player_data.py makes of the same graph.
 *
 * @param {PlacedNode[]} nodes operands before results
 * @param {Rooms} rooms
 * @param {Graphviz} graphviz
 * @param {PictureData["words"]} words
 * @param {Signs} signs
 * @returns {PictureData}
 */
export function placeGraph(nodes, rooms, graphviz, words, signs) {
  const { extent, boxes, operations, paths, marks, tags, equations } = geometryOf(nodes, rooms, graphviz, signs)
  return {
    extent,
    boxes: nodes.map((node, i) => boxData(node, boxes[i], rooms.ledgers.has(i))),
    operations: mapped(operations, ([x, y, w, h], i) => [shownSign(nodes[i], signs), tenth(x), tenth(y), tenth(w), h, null]),
    paths: mapped(paths, fromPointToPoint),
    marks,
    tags: mapped(tags, ([[x, y], w]) => [tenth(x), tenth(y), tenth(w)]),
    equations: mapped(equations, ([[left, top, w], above], i) => {
      const [x, y] = operations[i]
      return [tenth(left - x), tenth(top - y), tenth(w), above]
    }),
    words,
  }
}

/**
 * @param {PlacedNode[]} nodes
 * @param {Rooms} rooms
 * @param {Graphviz} graphviz
 * @param {Signs} signs
 * @returns {Geometry}
 */
function geometryOf(nodes, rooms, graphviz, signs) {
  const wanted = wantedOf(nodes, rooms, signs)
  const layout = narrowest(wanted, graphviz)
  const boxes = wanted.valueSizes.map((size, i) => boxAt(layout.centers[`v${i}`], size))
  /** @type {Record<number, Ellipse>} */
  const operations = {}
  nodes.forEach(({ operands }, i) => {
    if (operands.length) operations[i] = [...layout.centers[`o${i}`], ...wanted.operationSizes[i]]
  })
  const paths = routes(nodes, layout.paths, boxes, operations)
  const arcs = mapped(paths, path => new Arc(path))
  const marks = marksOf(nodes, arcs, operations, signs)
  const heads = Object.values(operations).map(withHeads)
  const aroundMarks = Object.values(marks).map(([, place]) => rectangleAround(place, 10, 10))
  const tags = tagPlaces(arcs, mapped(rooms.tags, tagWidth), [...boxes, ...heads, ...aroundMarks], TAG_HEIGHT)
  const standing = [...boxes, ...Object.values(tags).map(([place, w]) => rectangleAround(place, w, TAG_HEIGHT))]
  const equations = mapped(rooms.equations, (count, i) => {
    const [x, y] = operations[i]
    return equationPlace([x, y], [NUMBER_COLUMN * count + 26, EQUATION_HEIGHT], standing, [layout.width, layout.height])
  })
  const opened = Object.values(equations).map(([rectangle]) => rectangle)
  return { extent: extentOf(layout, [...standing, ...opened]), boxes, operations, paths, marks, tags, equations }
}

// ---- what is laid out

/**
 * @param {PlacedNode[]} nodes
 * @param {Rooms} rooms
 * @param {Signs} signs
 * @returns {Wanted}
 */
function wantedOf(nodes, rooms, signs) {
  const common = Math.max(...nodes.map(node => boxWidth(node, rooms)))
  const [least, between] = nodes.length > FEW ? [72, 8] : [84, 10]
  return {
    nodes,
    valueSizes: nodes.map((_, i) => [common, HEADER + 2 * ROW + (rooms.ledgers.has(i) ? LEDGER : 0) + 2]),
    operationSizes: nodes.map(node => operationSize(shownSign(node, signs))),
    gap: GAP_BEHIND,
    rooms: arrowRooms(nodes, rooms, least),
    between,
  }
}

/** The narrower one of two layouts: with arrows as long as needed, or all as long as the longest.
 *
 * @param {Wanted} wanted
 * @param {Graphviz} graphviz
 */
function narrowest(wanted, graphviz) {
  const layout = laidOut(wanted, graphviz)
  const longest = Math.max(...Object.values(wanted.rooms))
  if (Object.values(wanted.rooms).every(px => px === longest)) return layout
  const even = laidOut({ ...wanted, rooms: mapped(wanted.rooms, () => longest) }, graphviz)
  return even.width < layout.width ? even : layout
}

/** @param {PlacedNode} node @param {Rooms} rooms */
function boxWidth({ name, label }, rooms) {
  const text = fit(name, LABEL_COLUMNS)
  const head = label ? LABEL_SIZE * boldWidth(text) : EXPRESSION_COLUMN * columns(text)
  return Math.max(2 * SIDE + ROW_WORD + NUMBER_COLUMN * rooms.digits, head + 2 * BESIDE_NAME)
}

/** What stands in an operation's circle.
 *
 * @param {PlacedNode} node
 * @param {Signs} signs
 */
const shownSign = ({ symbol }, signs) => fit(signs.shown[symbol] ?? symbol, OPERATION_COLUMNS)

/** @type {(sign: string) => Size} */
const operationSize = sign => [columns(sign) === 1 ? CIRCLE : Math.max(CIRCLE, 11.5 * columns(sign) + 26), CIRCLE]

/** The px that each operand's arrow must span at least, as many as possible the same.
 *
 * @param {PlacedNode[]} nodes
 * @param {Rooms} rooms
 * @param {number} least
 */
function arrowRooms(nodes, { tags }, least) {
  const edges = nodes.flatMap(({ operands }, i) => operands.map((_, k) => `e${i}_${k}`))
  if (!Object.keys(tags).length) return Object.fromEntries(edges.map(edge => [edge, GAP_BEHIND]))
  const needed = edges.map(edge => TAG_COLUMN * columns(tags[edge] ?? "") + 40)
  const usual = Math.max(least, ...needed.filter(px => px <= USUAL * least))
  return Object.fromEntries(edges.map((edge, n) => [edge, Math.max(needed[n], usual)]))
}

// ---- where it stands

/** @type {(center: Point, size: Size) => Rectangle} */
const boxAt = ([x, y], [w, h]) => [tenth(x - w / 2), tenth(y - h / 2), w, h]

/** An operation, and a little of what lies before it: the heads of the arrows.
 *
 * @type {(operation: Ellipse) => Rectangle} */
const withHeads = ([x, y, w, h]) => [x - w / 2 - 4, y - h / 2, w + 4, h]

/** @param {string} text */
const tagWidth = text => TAG_COLUMN * columns(text) + 14

/** ① and ② beside the ends of the operands' arrows where their order matters.
 *
 * @param {PlacedNode[]} nodes
 * @param {Record<string, Arc>} arcs
 * @param {Record<number, Ellipse>} operations
 * @param {Signs} signs
 */
function marksOf(nodes, arcs, operations, signs) {
  /** @type {PictureData["marks"]} */
  const marks = {}
  nodes.forEach(({ symbol, operands }, i) => {
    if (signs.ordered.includes(symbol))
      operands.forEach((_, k) => {
        marks[`e${i}_${k}`] = [SLOTS[k], markPlaceAt(arcs[`e${i}_${k}`], operations[i][1])]
      })
  })
  return marks
}

/** Above the arrow of an upper operand, below that of a lower one.
 *
 * @param {Arc} arc
 * @param {number} middle
 * @returns {Point}
 */
function markPlaceAt(arc, middle) {
  const [x, y] = arc.path[arc.path.length - 1]
  const [beforeX, beforeY] = arc.at(0.94)
  const length = Math.sqrt((x - beforeX) ** 2 + (y - beforeY) ** 2)
  return [x - (20 * (x - beforeX)) / length, y - (20 * (y - beforeY)) / length + (y > middle ? 14 : -9)]
}

/**
 * @param {Layout} layout
 * @param {Rectangle[]} taken
 * @returns {Extent}
 */
function extentOf({ width, height }, taken) {
  const [left, top] = [Math.min(0, ...taken.map(([x]) => x)), Math.min(0, ...taken.map(([, y]) => y))]
  const right = Math.max(width, ...taken.map(([x, , w]) => x + w))
  const bottom = Math.max(height, ...taken.map(([, y, , h]) => y + h))
  return [left - MARGIN_ACROSS, top - MARGIN_ABOVE, right - left + 2 * MARGIN_ACROSS, bottom - top + 2 * MARGIN_ABOVE]
}

// ---- what the page gets

/** The page knows the name of a value: only another text is told.
 *
 * @param {PlacedNode} node
 * @param {Rectangle} rectangle
 * @param {boolean} ledger
 * @returns {PictureData["boxes"][number]}
 */
function boxData({ name, label }, [x, y, w, h], ledger) {
  const text = fit(name, LABEL_COLUMNS)
  return [text === name ? "" : text, label !== "", x, y, tenth(w), h, 2, ledger, false]
}

/** Where a curve begins, x and y, and how far it is from each of its control points to the next.
 *
 * @param {Curve} path
 */
function fromPointToPoint(path) {
  const points = path.map(point => point.map(tenth))
  return points.flatMap((point, n) => (n ? point.map((at, axis) => tenth(at - points[n - 1][axis])) : point))
}

/** @type {<T, Made>(things: Record<string, T>, make: (thing: T, key: number) => Made) => Record<string, Made>} */
const mapped = (things, make) => Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, make(thing, Number(key))]))
