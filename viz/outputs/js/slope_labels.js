// Words in a plot, each where it hides least.

import { columns } from "./shapes.js"

/** @import { Extent, Point } from "./types.d.ts" */
/** @typedef {[x: number, y: number, anchor: "start" | "middle" | "end"]} Spot of a line of text: its baseline. */

export const WORDS = 15 // px
const LETTER = 0.56 // of the size of the letters, for a column
const HIDDEN = 6 // dots that one word on another counts as
const OUTSIDE = 1000

/** The spot of each text, or null where there is none.
 *
 * @param {{ text: string; spots: Spot[] }[]} labels the most important first.
 * @param {Point[]} dots along what must be seen.
 * @param {Extent} area
 */
export function placed(labels, dots, [left, top, width, height]) {
  /** @type {Extent[]} */
  const taken = []
  return labels.map(({ text, spots }) => {
    let best = null
    let least = OUTSIDE
    for (const spot of spots) {
      const box = boxOf(text, spot)
      const outside = box[0] < left || box[1] < top || box[0] + box[2] > left + width || box[1] + box[3] > top + height
      const hidden = dots.filter(([x, y]) => x > box[0] && x < box[0] + box[2] && y > box[1] && y < box[1] + box[3]).length
      const cost = hidden + HIDDEN * taken.filter(other => overlap(box, other)).length + (outside ? OUTSIDE : 0)
      if (cost < least) [best, least] = [spot, cost]
    }
    if (best) taken.push(boxOf(text, best))
    return best
  })
}

/**
 * @param {string} text
 * @param {Spot} spot
 * @returns {Extent}
 */
function boxOf(text, [x, y, anchor]) {
  const width = columns(text) * WORDS * LETTER
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2
  return [left - 2, y - 0.85 * WORDS, width + 4, 1.15 * WORDS]
}

/**
 * @param {Extent} one
 * @param {Extent} other
 */
function overlap(one, other) {
  return one[0] < other[0] + other[2] && other[0] < one[0] + one[2] && one[1] < other[1] + other[3] && other[1] < one[1] + one[3]
}

/** Dots along a straight line.
 *
 * @param {Point} from
 * @param {Point} to
 */
export function dotsBetween([x0, y0], [x1, y1]) {
  const count = Math.min(400, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 6)) || 1
  return Array.from({ length: count + 1 }, (_, k) => /** @type {Point} */ ([x0 + ((x1 - x0) * k) / count, y0 + ((y1 - y0) * k) / count]))
}

/** The part of a line that lies in the area.
 *
 * @param {Point[]} ends
 * @param {Extent} area
 * @returns {[Point, Point]}
 */
export function within([from, to], [, , width, height]) {
  let [begin, end] = [0, 1]
  for (const [at, way, most] of [
    [from[0], to[0] - from[0], width],
    [from[1], to[1] - from[1], height],
  ]) {
    if (!way) continue
    const [one, other] = [-at / way, (most - at) / way]
    begin = Math.max(begin, Math.min(one, other))
    end = Math.min(end, Math.max(one, other))
  }
  if (begin > end) [begin, end] = [0, 0]
  const place = (/** @type {number} */ part) =>
    /** @type {Point} */ ([from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part])
  return [place(begin), place(end)]
}

/** Spots beside a line.
 *
 * @param {Point[]} ends
 * @param {Extent} area
 * @returns {Spot[]}
 */
export function along(ends, area) {
  const [[x0, y0], [x1, y1]] = within(ends, area)
  const falls = y1 > y0 === x1 > x0
  return [0.92, 0.08, 0.8, 0.2, 0.68, 0.32].flatMap(part => {
    const [x, y] = [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part]
    return /** @type {Spot[]} */ (
      falls
        ? [
            [x - 8, y + 19, "end"],
            [x + 8, y - 8, "start"],
          ]
        : [
            [x - 8, y - 8, "end"],
            [x + 8, y + 19, "start"],
          ]
    )
  })
}

/** Spots beside the upright side of the triangle.
 *
 * @param {number} x
 * @param {number} from
 * @param {number} to
 * @param {boolean} right whether it is the triangle's right side.
 * @returns {Spot[]}
 */
export function besides(x, from, to, right) {
  const [out, into] = /** @type {Spot[2][]} */ (right ? ["start", "end"] : ["end", "start"])
  const way = right ? 12 : -12
  return [0.5, 0.3, 0.7, 0.15].flatMap(part => {
    const y = from + (to - from) * part + 5
    return /** @type {Spot[]} */ ([
      [x + way, y, out],
      [x - way, y, into],
    ])
  })
}

/** Spots below the level side of the triangle, or above it.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @param {boolean} above what is wanted more.
 * @returns {Spot[]}
 */
export function below(from, to, y, above) {
  const heights = above ? [y - 9, y + 19] : [y + 19, y - 9]
  return heights.flatMap(height => [0.5, 0.7, 0.3].map(part => /** @type {Spot} */ ([from + (to - from) * part, height, "middle"])))
}

/** Spots beside a curve, here and there.
 *
 * @param {Point[]} dots along it.
 * @returns {Spot[]}
 */
export function beside(dots) {
  return dots.flatMap(([x, y], k) => {
    if (k % 12 !== 6) return []
    return /** @type {Spot[]} */ ([
      [x - 8, y - 8, "end"],
      [x + 8, y + 18, "start"],
    ])
  })
}
