// What stands around the two pictures: a slider below each, the numbers, a sentence; and the sentence that a screen reader hears.

import { element } from "./host.js"
import { shortly } from "./numbers.js"
import { filledIn, paragraph } from "./sentences.js"
import { colourOf, RISE } from "./slope_curve.js"

/** @import { SlopeTable } from "./slope_table.js" */
/** @import { Words } from "./types.d.ts" */
/** @typedef {"x" | "h"} Name of what can be moved. */

export class SlopePanel {
  /**
   * @param {Words} words
   * @param {SlopeTable} table
   * @param {Record<Name, SVGSVGElement>} pictures which has which slider below it.
   * @param {{ move: (name: Name, value: number) => void; moved: () => void; look: () => void; turn: () => void }} handlers
   */
  constructor(words, table, pictures, handlers) {
    this.words = words
    const slider = (/** @type {Name} */ name, /** @type {number} */ last) => {
      const input = element("input", { type: "range", min: 0, max: last, ariaLabel: words[name] })
      input.addEventListener("input", () => handlers.move(name, input.valueAsNumber))
      input.addEventListener("change", () => handlers.moved())
      return input
    }
    this.sliders = { x: slider("x", table.lastPlace), h: slider("h", table.lastSize) }
    this.closer = element("button", { type: "button", onclick: () => handlers.look() }, words.closer)
    const turn = element("button", { type: "button", onclick: () => handlers.turn() }, words.other_side)
    this.sum = element("span", { className: "mg-sum" })
    this.numbers = { secant: element("b"), tangent: element("b"), error: element("b") }
    this.note = element("p", { className: "mg-note" })
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    this.element = element(
      "div",
      { className: "mg-grid" },
      this.side("x", pictures.x, this.closer),
      this.side("h", pictures.h, turn),
      element("div", { className: "mg-tiles" }, this.tile("secant", this.sum), this.tile("tangent"), this.tile("error")),
      this.note,
    )
  }

  /** A picture with its slider.
   *
   * @param {Name} name
   * @param {SVGSVGElement} picture
   * @param {HTMLElement} button
   */
  side(name, picture, button) {
    const shown = element("span", { className: "mg-name", ariaHidden: "true" }, name)
    return element(
      "div",
      { className: "mg-side" },
      picture,
      element("div", { className: "mg-controls" }, shown, this.sliders[name], button),
    )
  }

  /**
   * @param {"secant" | "tangent" | "error"} name
   * @param {...Node} before what stands before its number.
   */
  tile(name, ...before) {
    const what = element("span", { className: "mg-what" }, this.words[name])
    return element("p", { className: `mg-tile mg-is-${name}` }, what, ...before, this.numbers[name])
  }

  /**
   * @param {SlopeTable} table
   * @param {boolean} isClose
   */
  show(table, isClose) {
    const { h, rise, tangent, error, bound, note } = table.now
    const { numbers } = this
    const known = Number.isFinite(rise)
    this.sum.textContent = known ? `(${RISE}) / h = ${shortly(rise)} / ${bracketed(h)} =` : ""
    numbers.secant.textContent = known ? shortly(rise / h) : "?"
    numbers.tangent.textContent = tangent === null ? "?" : shortly(tangent)
    numbers.tangent.className = tangent === null ? "" : `mg-c-${colourOf(tangent)}`
    numbers.error.textContent = error === null ? "?" : error > bound ? shortly(error) : bound ? `< ${shortly(bound)}` : "0"
    this.note.textContent = paragraph([note, this.noteOnH(table)])
    this.sliders.x.value = `${table.place}`
    this.sliders.h.value = `${table.size}`
    this.sliders.x.ariaValueText = valueText("x", table)
    this.sliders.h.ariaValueText = valueText("h", table)
    this.closer.ariaPressed = `${isClose}`
  }

  /** @param {SlopeTable} table */
  noteOnH({ now: { x, h, rise, value } }) {
    if (!Number.isFinite(value)) return ""
    if (x + h === x) return this.words.nothing_moves
    return Number.isFinite(rise) ? "" : this.words.no_value_there
  }

  /** One sentence for a screen reader, once a change is over.
   *
   * @param {SlopeTable} table
   */
  tell({ now: { x, h } }) {
    const numbers = Object.entries(this.numbers).map(([name, { textContent }]) => [name, textContent ?? ""])
    const said = filledIn(this.words.heard, { x: shortly(x), h: shortly(h), ...Object.fromEntries(numbers) })
    this.heard.textContent = paragraph([said, this.note.textContent])
  }
}

/** Where something stands, as a screen reader says it.
 *
 * @param {Name} name
 * @param {SlopeTable} table
 */
export const valueText = (name, { now }) => `${name} = ${shortly(now[name])}`

/** A number behind a sign of operation.
 *
 * @param {number} x
 */
const bracketed = x => (x < 0 ? `(${shortly(x)})` : shortly(x))
