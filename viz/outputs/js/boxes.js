// Draws the values and the operations of a picture, and the equation that opens at an operation: as viz/drawing/boxes.py does,
// where the properties are explained.

import { badge } from "./edges.js"
import { columns, filled, line, lined, moved, shape } from "./shapes.js"

/** @import { Box, Chip, Picture, Properties } from "./types.d.ts" */

export const HEADER = 26
export const ROW = 28
export const LEDGER = 26
export const SIDE = 9
export const EQUATION_HEIGHT = 38

/** What stands in the group of a value.
 *
 * @param {Box} box
 * @param {Properties} p
 * @param {Picture["words"]} words
 */
export function value(box, p, words) {
  const { width: w, height: h } = box
  const parts = []
  if (p.glow && p.glow > 0)
    parts.push(
      shape("rect", {
        x: -6,
        y: -6,
        width: w + 12,
        height: h + 12,
        rx: 13,
        "fill-opacity": p.glow,
        ...filled(/** @type {string} */ (p.glow_sign)),
      }),
    )
  const name = { "text-anchor": "middle", "font-weight": box.isLabel ? 800 : null, ...(box.isLabel ? {} : { mono: true }) }
  parts.push(
    shape("rect", { width: w, height: h, rx: 8, ...frame(p) }),
    shape("path", {
      d: `M1.4 ${HEADER}V8a6.6 6.6 0 0 1 6.6 -6.6H${(w - 8).toFixed(1)}a6.6 6.6 0 0 1 6.6 6.6V${HEADER}z`,
      ...filled("tint"),
    }),
    line(box.name, "ink", box.isLabel ? 18 : 16, w / 2, 19, name),
    ...row(0, w, p.data_hot ?? 0, words.data, p.data ?? "", p.data === "·" ? "muted" : "ink", false),
  )
  if (box.rows > 1) parts.push(...row(1, w, p.grad_hot ?? 0, words.grad, p.grad ?? "", p.grad_sign ?? "muted", !!p.grad_bold))
  if (box.ledger)
    parts.push(shape("g", { transform: `translate(0 ${HEADER + 2 * ROW + 1})` }, ...ledger(p.chips ?? [], w, p.chips_seen ?? 1)))
  if (p.truth)
    parts.push(
      line(words.truth, "wrong", 14, SIDE, h - 9, { "font-weight": 700 }),
      line(p.truth, "wrong", fitting(p.truth, w - 56), w - SIDE, h - 7.5, {
        "text-anchor": "end",
        "font-weight": 700,
        mono: true,
        "data-part": "truth",
      }),
    )
  if (p.mark === "wrong")
    parts.push(shape("rect", { x: -5, y: -5, width: w + 10, height: h + 10, rx: 12, ...lined("wrong"), "stroke-width": 1.4 }))
  if (p.mark && p.mark !== "spoilt") parts.push(badge(p.mark === "doubt" ? "?" : "≠", [w - 2, 0], 13))
  return parts
}

/** @param {Properties} p */
function frame(p) {
  if (p.mark === "wrong") return { "stroke-width": 3.4, ...filled("wrong", "paper") }
  if (p.mark === "spoilt") return { "stroke-width": 2.6, "stroke-dasharray": "7 4", ...filled("wrong", "paper") }
  return p.active ? { "stroke-width": 3.2, ...filled("ink", "paper") } : { "stroke-width": 1.4, ...filled("line", "paper") }
}

/**
 * @param {0 | 1} k
 * @param {number} w
 * @param {number} hot
 * @param {string} word
 * @param {string} number
 * @param {string} colour
 * @param {boolean} bold
 */
function row(k, w, hot, word, number, colour, bold) {
  const y = HEADER + k * ROW
  const size = fitting(number, w - 2 * SIDE)
  const parts = []
  if (hot > 0) parts.push(shape("rect", { x: 2, y: y + 1, width: w - 4, height: ROW - 1, rx: 3, "fill-opacity": hot, ...filled("hot") }))
  if (0.6 * size * columns(number) <= w - 2 * SIDE - 34) parts.push(line(word, "muted", 14, SIDE, y + 20))
  parts.push(
    line(number, colour, size, w - SIDE, y + 22, {
      "text-anchor": "end",
      mono: true,
      "font-weight": bold ? 700 : null,
      "data-part": ["data", "grad"][k],
    }),
  )
  return parts
}

/** @type {(number: string, room: number) => number} */
const fitting = (number, room) => Math.min(22, room / (0.6 * Math.max(1, columns(number))))

/** What has arrived, one chip each; of more than a few only how many there are.
 *
 * @param {Chip[] | string} chips
 * @param {number} w
 * @param {number} seen
 */
function ledger(chips, w, seen) {
  const parts = [shape("path", { d: `M8 -1H${(w - 8).toFixed(1)}`, ...lined("edge"), "stroke-width": 1 })]
  if (typeof chips === "string") return [...parts, line(chips, "muted", 15, w - SIDE, 18, { "text-anchor": "end" })]
  const room = chips.reduce((sum, [content]) => sum + 10.2 * columns(content) + 26, 0)
  const shrunk = room ? Math.min(1, (w - 14) / room) : 1
  let x = 10
  chips.forEach(([content, sign, lost, edge], k) => {
    const across = (10.2 * columns(content) + 12) * shrunk
    if (k) {
      if (!lost && !chips[k - 1][2]) parts.push(line("+", "ink", 16, x + 5, 18, { "text-anchor": "middle", mono: true }))
      x += 12 * shrunk + 2
    }
    const colour = lost ? "wrong" : sign
    const opacity = k === chips.length - 1 && seen !== 1 ? seen : null
    parts.push(
      shape(
        "g",
        { opacity, "data-chip": edge },
        shape("rect", {
          x,
          y: 2,
          width: across,
          height: LEDGER - 5,
          rx: 7,
          "stroke-width": 1.6,
          "stroke-dasharray": lost ? "3 3" : null,
          ...filled(colour, "paper"),
        }),
        line(content, colour === "line" ? "ink" : colour, 16 * Math.max(0.8, shrunk), x + across / 2, 18.5, {
          "text-anchor": "middle",
          "font-weight": 700,
          mono: true,
          "text-decoration": lost ? "line-through" : null,
        }),
      ),
    )
    x += across + 1
  })
  return parts
}

/** A number that is overwritten: pushed out of its row, it falls.
 *
 * @param {number} i
 * @param {Box} box
 * @param {Properties} p
 */
export function fall(i, box, p) {
  const q = /** @type {number} */ (p.fall)
  const content = /** @type {string} */ (p.fall_text)
  const pushed = 1 - (1 - Math.min(1, 2.4 * q)) ** 3
  const x = box.x + box.width - 34 - 74 * pushed
  const y = box.y + HEADER + 1.5 * ROW + (150 * Math.max(0, q - 0.25) ** 2) / 0.56
  const room = 13.2 * columns(content) + 18
  return shape(
    "g",
    { transform: `${moved(x, y)} rotate(${(-44 * Math.max(0, q - 0.2)).toFixed(0)})`, opacity: 1 - q ** 4, "data-fall": i },
    shape("rect", { x: -room / 2, y: -14.5, width: room, height: 29, rx: 13, "stroke-width": 2.4, ...filled("wrong", "paper") }),
    line(content, "wrong", 22, 0, 7.5, {
      "text-anchor": "middle",
      "font-weight": 700,
      mono: true,
      "text-decoration": q > 0.25 ? "line-through" : null,
    }),
  )
}

/** What stands in the group of an operation.
 *
 * @param {Picture["operations"][number]} place
 * @param {Properties} p
 */
export function operation([sign, , , width, height], p) {
  const [rx, ry] = [width / 2, height / 2]
  const parts = []
  if (typeof p.ring === "number") {
    const grown = 1 + 0.9 * p.ring
    parts.push(
      shape("ellipse", {
        rx: rx * grown,
        ry: ry * grown,
        "stroke-opacity": 0.8 * (1 - p.ring),
        ...lined("ink"),
        "stroke-width": 2 * grown,
      }),
    )
  }
  const outline = p.active
    ? { "stroke-width": 3.4, ...filled("ink", "operation") }
    : { "stroke-width": 1.6, ...filled("line", "operation") }
  const isSign = columns(sign) === 1
  parts.push(
    shape("ellipse", { rx, ry, ...outline }),
    line(sign, "ink", isSign ? 27 : 19, 0, isSign ? 9 : 6.5, { "text-anchor": "middle", "font-weight": 600 }),
  )
  if (p.mark) parts.push(badge(p.mark === "doubt" ? "?" : "≠", [0.7 * rx, -0.7 * ry], 11))
  return parts
}

/** The equation at an operation: it points at it, and never covers it.
 *
 * @param {number} i
 * @param {Picture} picture
 * @param {Properties} p
 */
export function equation(i, { equations, operations }, p) {
  const [left, top, room, above] = equations[i]
  const [, x, y] = operations[i]
  const edge = above ? top + EQUATION_HEIGHT : top
  const tip = above ? y - 27 : y + 27
  const foot = Math.min(Math.max(x, left + 18), left + room - 18)
  const size = p.call_size ?? 1
  const call = /** @type {[string, string, number][]} */ (p.call)
  const pieces = call.map(([content, colour, atOnce]) =>
    shape("tspan", { "fill-opacity": atOnce || p.call_result ? null : 0, ...filled(colour || "ink") }, content),
  )
  const letters = call.reduce((sum, [content]) => sum + columns(content), 0)
  const text = shape(
    "text",
    {
      x: left + room / 2,
      y: top + 26,
      "font-size": Math.min(22, (room - 12) / (0.6 * Math.max(1, letters))),
      "font-weight": 700,
      "text-anchor": "middle",
      mono: true,
      ...filled("ink"),
    },
    ...pieces,
  )
  text.style.whiteSpace = "pre"
  const scaled = size === 1 ? null : `${moved(x, y)} scale(${size.toFixed(2)}) ${moved(-x, -y)}`
  return shape(
    "g",
    { opacity: p.call_seen === undefined || p.call_seen === 1 ? null : p.call_seen, transform: scaled, "data-call": i },
    shape("rect", { x: left, y: top, width: room, height: EQUATION_HEIGHT, rx: 9, "stroke-width": 2.2, ...filled("ink", "paper") }),
    shape("path", {
      d: `M${(foot - 9).toFixed(1)} ${edge.toFixed(1)}L${x.toFixed(1)} ${tip.toFixed(1)}L${(foot + 9).toFixed(1)} ${edge.toFixed(1)}`,
      "stroke-width": 2.2,
      ...filled("ink", "paper"),
    }),
    text,
  )
}
