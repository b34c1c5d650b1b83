// How the arrows run, as viz/drawing/routes.py has them: as Graphviz leads them around the boxes, or straight on where nothing
// is in the way.

import { bezier } from "../curves.js"
import { meanHeight } from "./layout.js"
import { areaUnder } from "./places.js"

/** @import { Curve, Ellipse, PlacedNode, Point, Rectangle } from "../types.d.ts" */

const BESIDE_EACH_OTHER = 20 // px between arrows that leave a box side by side
const FAN = 60 // in all at most
const STEEPEST = (58 * Math.PI) / 180 // at which an arrow meets its operation
const CLEAR = 5 // px between an arrow and what it passes
const BEND = 60 // px: how far before its end an arrow turns towards it
const STEPS = 16

/** The arrows, those that leave one box side by side.
 *
 * @param {PlacedNode[]} nodes
 * @param {Record<string, Curve>} paths as Graphviz has them
 * @param {Rectangle[]} boxes
 * @param {Record<number, Ellipse>} operations
 */
export function routes(nodes, paths, boxes, operations) {
  const led = { ...paths, ...withBegins(nodes, paths) }
  const taken = [...boxes, ...Object.values(operations).map(([x, y, w, h]) => /** @type {Rectangle} */ ([x - w / 2, y - h / 2, w, h]))]
  nodes.forEach(({ operands }, i) => Object.assign(led, straightWays(operands, i, operations[i], led, taken)))
  return led
}

/** The arrows that leave the same box begin in the order in which they arrive from top to bottom.
 *
 * @param {PlacedNode[]} nodes
 * @param {Record<string, Curve>} paths
 */
function withBegins(nodes, paths) {
  /** @type {string[][]} */
  const leaving = nodes.map(() => [])
  nodes.forEach(({ operands }, i) => operands.forEach((operand, k) => leaving[operand].push(`e${i}_${k}`)))
  /** @type {Record<string, Curve>} */
  const led = {}
  for (const edges of leaving) {
    edges.sort((one, other) => endHeight(paths[one]) - endHeight(paths[other]) || meanHeight(paths[one]) - meanHeight(paths[other]))
    const apart = Math.min(BESIDE_EACH_OTHER, FAN / edges.length)
    edges.forEach((edge, place) => {
      const [[x, y], [nextX, nextY], ...rest] = paths[edge]
      const begin = y + apart * (place - (edges.length - 1) / 2)
      led[edge] = [[x, begin], [nextX, nextY + begin - y], ...rest]
    })
  }
  return led
}

/** @param {Curve} path */
const endHeight = path => path[path.length - 1][1]

/** Those arrows into an operation that nothing is in the way of.
 *
 * @param {number[]} operands
 * @param {number} i
 * @param {Ellipse} operation
 * @param {Record<string, Curve>} paths
 * @param {Rectangle[]} taken
 */
function straightWays(operands, i, operation, paths, taken) {
  const edges = operands.map((_, k) => `e${i}_${k}`).sort((one, other) => endHeight(paths[one]) - endHeight(paths[other]))
  const ways = edges.map((edge, place) => {
    const least = edges.length > 1 ? (2 * place) / (edges.length - 1) - 1 : 0 // ends keep apart also where begins do not
    return /** @type {const} */ ([edge, straight(paths[edge][0], operation, least)])
  })
  return Object.fromEntries(ways.filter(([, way]) => isFree(way, operation, taken)))
}

/**
 * @param {Curve} way
 * @param {Ellipse} operation
 * @param {Rectangle[]} taken
 */
function isFree(way, [middle, level, w, h], taken) {
  // In the corners around an ellipse only arrows come that lead to it.
  const isBeside = (/** @type {Point} */ [x, y]) => Math.abs(x - middle) < w / 2 + CLEAR && Math.abs(y - level) < h / 2 + CLEAR
  return passedOn(way).every(point => isBeside(point) || !areaUnder([point[0] - CLEAR, point[1] - CLEAR, 2 * CLEAR, 2 * CLEAR], taken))
}

/** An arrow that leaves a box level and meets the ellipse at right angles, from above (side -1) or below (1).
 *
 * @param {Point} begin
 * @param {Ellipse} operation
 * @param {number} side
 * @returns {Curve}
 */
function straight([x0, y0], [x, y, w, h], side) {
  let turned = Math.atan2(y0 - y, Math.min(0.62 * (x - x0), 1.6 * BEND))
  turned = Math.min(Math.max(turned, -STEEPEST), STEEPEST)
  if (side) turned = side < 0 ? Math.min(turned, 0.45 * side) : Math.max(turned, 0.45 * side)
  const [endX, endY] = [x - (w / 2) * Math.cos(turned), y + (h / 2) * Math.sin(turned)]
  const leaving = 0.45 * (endX - x0)
  const arriving = Math.min(leaving, BEND)
  return [
    [x0, y0],
    [x0 + leaving, y0],
    [endX - arriving * Math.cos(turned), endY + arriving * Math.sin(turned)],
    [endX, endY],
  ]
}

/** Points on the way, but not its ends, which touch what they come from and lead to.
 *
 * @param {Curve} way
 */
function passedOn(way) {
  const [[x0, y0], [x1, y1]] = [way[0], way[way.length - 1]]
  const edge = Math.min(0.3, (2.2 * CLEAR) / Math.hypot(x1 - x0, y1 - y0))
  return Array.from({ length: STEPS + 1 }, (_, k) => bezier(way, edge + ((1 - 2 * edge) * k) / STEPS))
}
