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
