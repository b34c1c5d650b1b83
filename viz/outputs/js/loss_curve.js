// The loss against the step.

import { element, roomIn } from "./host.js"
import { formatted, shortly } from "./numbers.js"
import { filledIn } from "./sentences.js"
import { filled, line, lined, shape } from "./shapes.js"

/** @import { Words } from "./types.d.ts" */

const ABOVE = 6 // px
const BELOW = 20 // room for the number below the axis
const LEFT = 50 // room for the numbers beside the axis
const RIGHT = 10
const EXPLODED = 20 // times the first loss: beyond, the axis has powers of ten

export class LossCurve {
  /** @param {Words} words */
  constructor(words) {
    this.words = words
    this.svg = shape("svg", { "aria-hidden": "true" })
    this.told = element("p", { className: "mg-caption" })
    this.element = element("div", { className: "mg-loss" }, this.told, element("div", { className: "mg-room" }, this.svg))
  }

  /**
   * @param {[step: number, loss: number][]} losses of the steps so far that have told one.
   * @param {number} last the step that is the end of the axis.
   * @param {number} place the step that is shown.
   */
  draw(losses, last, place) {
    const [width, height] = roomIn(/** @type {HTMLElement} */ (this.svg.parentElement))
    const [, now] = losses.filter(([step]) => step <= place).at(-1) ?? []
    this.told.textContent = now === undefined ? this.words.no_loss : filledIn(this.words.loss, { loss: formatted(now) })
    if (!width || !height) return
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
    const finite = losses.filter(([, loss]) => Number.isFinite(loss))
    const heightOf = heightsOf(finite.map(([, loss]) => loss))
    const x = (/** @type {number} */ step) => LEFT + ((width - LEFT - RIGHT) * step) / Math.max(last, 1)
    const y = (/** @type {number} */ loss) => height - BELOW - (height - ABOVE - BELOW) * heightOf(loss)
    const path = (/** @type {[number, number][]} */ places) =>
      places.map(([step, loss]) => `${x(step).toFixed(1)} ${y(loss).toFixed(1)}`).join("L")
    const done = finite.filter(([step]) => step <= place)
    const largest = finite.reduce((most, [, loss]) => Math.max(most, loss), 0)
    const number = (/** @type {string} */ text, /** @type {number} */ at) => line(text, "muted", 14, LEFT - 5, at, { "text-anchor": "end" })
    const parts = [shape("path", { d: `M${LEFT} ${ABOVE}V${height - BELOW}H${width - RIGHT}`, "stroke-width": 1.2, ...lined("line") })]
    if (finite.length)
      parts.push(number(shortly(+largest.toPrecision(2)), ABOVE + 8), ...(heightOf(0) === 0 ? [number("0", height - BELOW + 4)] : []))
    parts.push(line(`${last}`, "muted", 14, width - RIGHT, height - 5, { "text-anchor": "end" }))
    if (finite.length > 1) parts.push(shape("path", { d: `M${path(finite)}`, "stroke-width": 2, ...lined("edge") }))
    if (done.length > 1)
      parts.push(shape("path", { d: `M${path(done)}`, "stroke-width": 3, "stroke-linejoin": "round", ...lined("positive") }))
    const end = done.at(-1)
    if (end) parts.push(shape("circle", { cx: x(end[0]), cy: y(end[1]), r: 5, "stroke-width": 1.5, ...filled("paper", "positive") }))
    this.svg.replaceChildren(...parts)
  }
}

/** How high a loss stands, from 0 to 1: above 0; where it has exploded, by its powers of ten.
 *
 * @param {number[]} losses
 * @returns {(loss: number) => number}
 */
export function heightsOf(losses) {
  const least = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const largest = losses.reduce((a, b) => Math.max(a, b), 0)
  if (least > 0 && largest > EXPLODED * losses[0]) {
    const span = Math.log(largest) - Math.log(least)
    return loss => (Math.log(loss) - Math.log(least)) / span
  }
  const low = Math.min(least, 0)
  const span = largest / 2 - low / 2
  return loss => (span ? (loss / 2 - low / 2) / span : 0)
}
