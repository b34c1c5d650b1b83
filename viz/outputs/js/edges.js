// Draws the arrows of a picture, what flows along them, and what stands and travels on them: as viz/drawing/edges.py does, where
// the properties are explained.

import { pathText } from "./curves.js"
import { columns, filled, line, lined, moved, shape } from "./shapes.js"

/** @import { Arc } from "./curves.js" */
/** @import { Picture, Point, Properties } from "./types.d.ts" */

export const TAG_HEIGHT = 25
const SIGNS = new Map([
  ["doubt", "?"],
  ["late", "…"],
])

/** What stands in the group of an arrow.
 *
 * @param {string} edge
 * @param {Picture} picture
 * @param {Properties} p
 * @returns {SVGElement[]}
 */
export function arrow(edge, { arcs, marks }, p) {
  const arc = arcs[edge]
  const lit = p.lit ?? 0
  const [colour, width, dash] = p.flow ?? ["line", 1.8, ""]
  const lost = p.lost || p.mark === "missing"
  const parts = []
  if (lit > 0 && width > 1.8 && !lost)
    parts.push(
      shape("path", {
        d: litPart(arc, lit, !!p.forward),
        "stroke-width": width + 9,
        "stroke-opacity": p.glow ?? 0.2,
        "stroke-linecap": "round",
        ...lined(colour),
      }),
    )
  if (lit < 1 || p.forward || lost)
    parts.push(
      shape("path", {
        d: pathText(arc.path, true),
        ...(lost
          ? { ...lined("wrong"), "stroke-width": 2.4, "stroke-dasharray": "2 7" }
          : { ...lined("line"), "stroke-width": 1.8, "stroke-dasharray": p.coming ? "2 5" : null }),
      }),
    )
  if (lit > 0 && !lost)
    parts.push(
      shape("path", {
        d: litPart(arc, lit, !!p.forward),
        "stroke-width": width,
        "stroke-dasharray": dash || null,
        ...lined(colour),
      }),
    )
  const reached = lit >= (p.forward ? 1 : 0.15)
  parts.push(head(arc, lost ? "wrong" : reached && lit ? colour : "line"))
  if (p.mark === "wrong" || p.mark === "late") {
    const rails = [1, -1].map(side => pathText(arc.part(0.05, 0.95, side * (width / 2 + 6)), false))
    parts.push(shape("path", { d: rails.join(""), ...lined("wrong"), "stroke-width": 2.2 }))
  }
  if (marks[edge]) {
    const [mark, [x, y]] = marks[edge]
    parts.push(line(mark, "muted", 15, x, y + 4, { "text-anchor": "middle" }))
  }
  return parts
}

/** Seen from where the light comes from, so that dashes begin there.
 *
 * @param {Arc} arc
 * @param {number} lit
 * @param {boolean} forward
 */
function litPart(arc, lit, forward) {
  if (lit >= 1) return pathText(forward ? arc.path : arc.path.toReversed(), true)
  return pathText(forward ? arc.part(0, lit) : arc.part(1, 1 - lit), false)
}

/**
 * @param {Arc} arc
 * @param {string} colour
 */
function head(arc, colour) {
  const [x, y] = arc.path[arc.path.length - 1]
  const turned = ((arc.endAngle * 180) / Math.PI).toFixed(0)
  return shape("path", { d: "M0 0L-11 5V-5z", transform: `${moved(x, y)} rotate(${turned})`, ...filled(colour) })
}

/** A local slope on its arrow, and the mark of an arrow that is wrong.
 *
 * @param {string} edge
 * @param {Picture} picture
 * @param {Properties} p
 */
export function tag(edge, picture, p) {
  const parts = []
  if (p.tag) parts.push(slope(edge, picture, p))
  if (p.mark) parts.push(badge(SIGNS.get(p.mark) ?? "≠", markPlace(edge, picture, !!p.tag), 11))
  return parts
}

/**
 * @param {string} edge
 * @param {Picture} picture
 * @param {Properties} p
 */
function slope(edge, { tags, operations }, p) {
  const [endX, endY, room] = tags[edge]
  const [, ox, oy] = operations[operationOf(edge)]
  const way = p.tag_way ?? 1
  const [x, y] = [ox + (endX - ox) * way, oy + (endY - oy) * way]
  const frame = p.tag_hot ? { "stroke-width": 2.2, ...filled("ink", "hot") } : filled("line", "paper")
  const size = p.tag_size ?? 1
  const text = /** @type {string} */ (p.tag)
  const shown = 17 * Math.min(1, (room - 8) / (10.2 * Math.max(1, columns(text))))
  return shape(
    "g",
    { transform: moved(x, y) + (size === 1 ? "" : ` scale(${Math.max(size, 0.02).toFixed(2)})`) },
    shape("rect", { x: -room / 2, y: -TAG_HEIGHT / 2, width: room, height: TAG_HEIGHT, rx: 7, ...frame }),
    line(text, "ink", shown, 0, 6, { "text-anchor": "middle", "font-weight": 700, mono: true }),
  )
}

/** @param {string} edge */
const operationOf = edge => Number(edge.slice(1).split("_")[0])

/**
 * @param {string} edge
 * @param {Picture} picture
 * @param {boolean} besideTag
 * @returns {Point}
 */
function markPlace(edge, { tags, arcs }, besideTag) {
  if (!besideTag || !tags[edge]) return arcs[edge].at(0.5)
  const [x, y, room] = tags[edge]
  return [x + room / 2 + 5, y - TAG_HEIGHT / 2 - 3]
}

/** A sign in a circle: a ≠ where something is wrong, a ? where it is not known, a … where it comes too late.
 *
 * @param {string} sign
 * @param {Point} place
 * @param {number} radius
 */
export function badge(sign, [x, y], radius) {
  const colour = sign === "?" ? "muted" : "wrong"
  return shape(
    "g",
    { transform: moved(x, y) },
    shape("circle", { r: radius, "stroke-width": 2.6, ...filled(colour, "paper") }),
    line(sign, colour, 1.5 * radius, 0, 0.54 * radius, { "text-anchor": "middle", "font-weight": 800 }),
  )
}

/** The number that travels along an arrow, beside it.
 *
 * @param {string} edge
 * @param {Picture} picture
 * @param {Properties} p
 */
export function bead(edge, picture, p) {
  const colour = /** @type {string} */ (p.bead_sign)
  const [x, y] = picture.arcs[edge].at(/** @type {number} */ (p.bead))
  const parts = [shape("circle", { r: 17, "fill-opacity": 0.25, ...filled(colour) }), shape("circle", { r: 8.5, ...filled(colour) })]
  if (p.bead_text) parts.push(...pill(p.bead_text, colour, sideOf(edge, picture)))
  return shape("g", { transform: moved(x, y), "data-bead": edge }, ...parts)
}

/** A value's number on its way to the arrow whose local slope it is.
 *
 * @param {string} edge
 * @param {Picture} picture
 * @param {Properties} p
 */
export function ghost(edge, { tags, boxes }, p) {
  const [x1, y1] = tags[edge]
  const box = boxes[/** @type {number} */ (p.ghost_from)]
  const way = /** @type {number} */ (p.ghost)
  const [x0, y0] = [box.x + box.width - 34, box.y + 40]
  const place = moved(x0 + (x1 - x0) * way, y0 + (y1 - y0) * way - 16 * Math.sin(Math.PI * way))
  return shape("g", { transform: place, "data-bead": edge }, ...pill(/** @type {string} */ (p.ghost_text), "line", 0))
}

/**
 * @param {string} content
 * @param {string} colour
 * @param {number} lift
 */
function pill(content, colour, lift) {
  const room = 13.2 * columns(content) + 18
  return [
    shape("rect", { x: -room / 2, y: lift - 14.5, width: room, height: 29, rx: 13, "stroke-width": 2.4, ...filled(colour, "paper") }),
    line(content, "ink", 22, 0, lift + 7.5, { "text-anchor": "middle", "font-weight": 700, mono: true }),
  ]
}

/** The number rides outside the fork: below an arrow that comes from below.
 *
 * @param {string} edge
 * @param {Picture} picture
 */
function sideOf(edge, { arcs, operations }) {
  if (edge[0] !== "e") return -28
  return arcs[edge].at(0.5)[1] > operations[operationOf(edge)][2] + 3 ? 28 : -28
}
