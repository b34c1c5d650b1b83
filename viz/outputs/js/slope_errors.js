// How far the secant's slope is off, for each h that was tried: both on a scale of powers of ten.

import { shortly } from "./numbers.js"
import { filled, line, lined, moved, shape } from "./shapes.js"
import { WORDS } from "./slope_labels.js"

/** @import { Extent, Words } from "./types.d.ts" */

export const ERRORS_SIZE = [400, 372]
/** @type {Extent} */
const FIELD = [56, 24, 320, 300]
const FLOOR = 14 // px above the axis: errors that cannot be told from 0
const CLEARLY = 10 // times as large as the least one an error is too large

export class ErrorsPicture {
  /**
   * @param {number[]} sizes of h, the largest first.
   * @param {Words} words
   */
  constructor(sizes, words) {
    this.sizes = sizes
    this.words = words
    this.svg = /** @type {SVGSVGElement} */ (
      shape("svg", { viewBox: [0, 0, ...ERRORS_SIZE].join(" "), role: "img", "aria-label": words.errors, class: "mg-errors" })
    )
  }

  /** @param {number} size of h. */
  across(size) {
    const [from, to] = [Math.log10(this.sizes[0]) + 0.4, Math.log10(this.sizes[this.sizes.length - 1]) - 0.4]
    return FIELD[0] + (FIELD[2] * (from - Math.log10(size))) / (from - to)
  }

  /** The size of h that is nearest to a place.
   *
   * @param {number} px in the picture.
   */
  nearest(px) {
    const away = this.sizes.map(size => Math.abs(this.across(size) - px))
    return away.indexOf(Math.min(...away))
  }

  /**
   * @param {(number | null)[]} errors of each size; null where none is known.
   * @param {number} bound what cannot be told from 0.
   * @param {Set<number>} tried which sizes have been tried.
   * @param {number} now which of them is shown.
   * @param {number} h the same with its sign.
   */
  show(errors, bound, tried, now, h) {
    const [left, top, width, height] = FIELD
    const bottom = top + height
    const least = Math.max(bound, 1e-300)
    const seen = errors.map((error, k) => (error === null || !tried.has(k) ? null : error))
    const logs = errors.flatMap(error => (error !== null && error > least ? [Math.log10(error)] : []))
    const [low, high] = logs.length
      ? [Math.floor(Math.min(...logs)), Math.max(Math.ceil(Math.max(...logs) + 0.2), Math.floor(Math.min(...logs)) + 2)]
      : [-2, 0]
    const down = (/** @type {number} */ error) =>
      error > least ? top + ((high - Math.log10(error)) * (height - 2 * FLOOR)) / (high - low) : bottom - FLOOR / 2
    const parts = [shape("rect", { x: left, y: top, width, height, "stroke-width": 1, ...filled("edge", "paper") })]
    for (const power of powers(low, high)) {
      const y = down(10 ** power)
      parts.push(shape("path", { d: `M${left} ${y.toFixed(1)}H${left + width}`, ...lined("edge") }), tick(power, left - 6, y + 4.5, "end"))
    }
    parts.push(line("0", "muted", 13, left - 6, bottom - FLOOR / 2 + 4.5, { "text-anchor": "end" }))
    const [first, last] = [this.sizes[this.sizes.length - 1], this.sizes[0]].map(size => Math.log10(size))
    for (const power of powers(Math.ceil(first), Math.floor(last))) {
      const x = this.across(10 ** power)
      parts.push(shape("path", { d: `M${x.toFixed(1)} ${top}V${bottom}`, ...lined("edge") }), tick(power, x, bottom + 16, "middle"))
    }
    parts.push(line(this.words.error, "ink", WORDS, left, top - 9, { "font-weight": 600 }))
    const x = this.across(this.sizes[now])
    parts.push(shape("path", { d: `M${x.toFixed(1)} ${top}V${bottom}`, "stroke-width": 1.6, "stroke-dasharray": "3 3", ...lined("ink") }))
    const middle = Math.min(Math.max(x, left + 44), left + width - 44)
    parts.push(line(`h = ${shortly(h)}`, "ink", WORDS, middle, bottom + 36, { "text-anchor": "middle", "font-weight": 600 }))
    const path = seen.flatMap((error, k) =>
      error === null ? [] : [`${k && seen[k - 1] !== null ? "L" : "M"}${this.across(this.sizes[k]).toFixed(1)} ${down(error).toFixed(1)}`],
    )
    parts.push(shape("path", { d: path.join(""), "stroke-width": 2, "data-part": "errors", ...lined("negative") }))
    seen.forEach((error, k) => {
      if (error !== null) parts.push(dot(this.across(this.sizes[k]), down(error), k === now))
    })
    parts.push(...this.regions(seen, least))
    this.svg.replaceChildren(...parts)
  }

  /** What is wrong with h on both sides of the best that was tried: said only where it is worse on both.
   *
   * @param {(number | null)[]} seen
   * @param {number} least
   */
  regions(seen, least) {
    const known = seen.flatMap((error, k) => (error === null ? [] : [{ k, error: Math.max(error, least) }]))
    const best = known.reduce((one, other) => (other.error < one.error ? other : one), known[0])
    const isWorse = (/** @type {{ k: number; error: number }} */ { error }) => error > CLEARLY * best.error
    const big = known.some(each => each.k < best.k && isWorse(each))
    const tiny = known.some(each => each.k > best.k && isWorse(each))
    if (!big || !tiny) return []
    const [left, top, width, height] = FIELD
    const y = top + height - 2 * FLOOR
    return [
      line(this.words.too_big, "muted", 14, left + 8, y, { class: "mg-f-muted mg-labels" }),
      line(this.words.too_tiny, "muted", 14, left + width - 8, y, { "text-anchor": "end", class: "mg-f-muted mg-labels" }),
    ]
  }
}

/** A few powers of ten between two.
 *
 * @param {number} low
 * @param {number} high
 */
function powers(low, high) {
  const step = Math.max(1, Math.ceil((high - low) / 5))
  return Array.from({ length: Math.max(0, Math.floor((high - low) / step) + 1) }, (_, k) => high - k * step)
}

/**
 * @param {number} power
 * @param {number} x
 * @param {number} y
 * @param {string} anchor
 */
const tick = (power, x, y, anchor) => line(power ? `1e${power}` : "1", "muted", 13, x, y, { "text-anchor": anchor })

/**
 * @param {number} x
 * @param {number} y
 * @param {boolean} now
 */
function dot(x, y, now) {
  const look = now ? { r: 8, "stroke-width": 3, ...filled("ink", "hot"), "data-part": "now" } : { r: 3.5, ...filled("negative") }
  return shape("circle", { transform: moved(x, y), ...look })
}
