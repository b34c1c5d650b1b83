// A slider and a field for each leaf, and on the slider the places where something happens.

import { passed, reachOf } from "./happenings.js"
import { element } from "./host.js"
import { shortly } from "./numbers.js"
import { filledIn } from "./sentences.js"

/** @import { ExplorerData, Happening } from "./types.d.ts" */
/** @typedef {{ name: string; slider: HTMLInputElement; field: HTMLInputElement; marks: HTMLElement; moved: boolean; happenings: Happening[] }} Row */

const LONG_STEPS = 100 // steps of a slider from one end to the middle
const THUMB = 16 // px

export class Sliders {
  /**
   * @param {ExplorerData} data
   * @param {(i: number) => void} moved
   * @param {() => void} rested what is done once a slider is let go.
   */
  constructor({ leaves, words, names }, moved, rested) {
    this.words = words
    this.names = names
    this.moved = moved
    this.rested = rested
    this.start = new Map(leaves.map(([i, , x]) => [i, x]))
    this.now = new Map(this.start)
    /** @type {Map<number, Row>} */
    this.rows = new Map(leaves.map(([i, name, x]) => [i, this.row(i, name, x)]))
    const cells = [...this.rows.values()].flatMap(({ name, slider, marks, field }) => [
      element("span", { className: "mg-name" }, name),
      element("span", { className: "mg-track" }, slider, marks),
      field,
    ])
    this.element = element("div", { className: "mg-sliders", role: "group", ariaLabel: words.leaves }, ...cells)
  }

  /**
   * @param {number} i
   * @param {string} name
   * @param {number} x
   * @returns {Row}
   */
  row(i, name, x) {
    const slider = element("input", { type: "range", ariaLabel: name })
    setEnds(slider, niceHalf(2 * Math.max(1, Math.abs(x))))
    slider.value = `${x}`
    const field = element("input", { type: "number", step: "any", value: x, ariaLabel: name })
    slider.addEventListener("input", () => this.move(i, slider.valueAsNumber))
    field.addEventListener("input", () => Number.isFinite(field.valueAsNumber) && this.move(i, field.valueAsNumber, field))
    for (const input of [slider, field]) input.addEventListener("change", () => this.rested())
    return { name, slider, field, marks: element("span", {}), moved: false, happenings: [] }
  }

  /**
   * @param {number} i
   * @param {number} x
   * @param {HTMLInputElement} [from] the field that it was typed into.
   */
  move(i, x, from) {
    const row = this.rowOf(i)
    this.reached = passed(row.happenings, this.numberOf(i), x)
    this.now.set(i, x)
    this.place(i, from)
    if (!row.moved) {
      row.moved = true
      this.mark(row)
    }
    this.moved(i)
  }

  /** All leaves at once.
   *
   * @param {Map<number, number>} numbers
   */
  set(numbers) {
    this.reached = undefined
    for (const [i, x] of numbers) {
      this.now.set(i, x)
      this.place(i)
    }
  }

  /** As it was at the beginning. */
  reset() {
    for (const [i, x] of this.start) setEnds(this.rowOf(i).slider, niceHalf(2 * Math.max(1, Math.abs(x))))
    this.set(this.start)
  }

  /** @param {number} i */
  rowOf(i) {
    return /** @type {Row} */ (this.rows.get(i))
  }

  /** @param {number} i */
  numberOf(i) {
    return /** @type {number} */ (this.now.get(i))
  }

  /** A value beyond the slider's ends moves the ends.
   *
   * @param {number} i
   * @param {HTMLInputElement} [from] the field that it was typed into, which stays as it is.
   */
  place(i, from) {
    const row = this.rowOf(i)
    const x = this.numberOf(i)
    if (Math.abs(x) > +row.slider.max) {
      setEnds(row.slider, niceHalf(2 * Math.abs(x)))
      this.mark(row)
    }
    row.slider.value = `${x}`
    if (row.field !== from) row.field.value = `${+x.toPrecision(6)}`
  }

  /** Where something happens, now that the leaves rest where they are; the slider reaches it.
   *
   * @param {number} i
   * @param {Happening[]} happenings
   */
  reach(i, happenings) {
    const row = this.rowOf(i)
    row.happenings = happenings
    const half = niceHalf(reachOf(this.numberOf(i), happenings))
    if (half > +row.slider.max) {
      setEnds(row.slider, half)
      row.slider.value = `${this.numberOf(i)}`
    }
    this.mark(row)
  }

  /** The places are only shown on a slider that was moved: where they are may be what was asked.
   *
   * @param {Row} row
   */
  mark({ slider, marks, moved, happenings }) {
    const seen = moved ? happenings.filter(({ at }) => Math.abs(at) < +slider.max) : []
    const made = seen.map(({ at, kind, node }) => {
      const part = (at - +slider.min) / (+slider.max - +slider.min)
      const word = filledIn(this.words[`here_${kind}`], { name: this.names[node] })
      const mark = element("span", { className: "mg-here", role: "img", ariaLabel: word, title: word })
      mark.style.left = `calc(${THUMB / 2}px + ${part.toFixed(4)} * (100% - ${THUMB}px))`
      return mark
    })
    marks.replaceChildren(...made)
  }

  /** What has just been reached, in a sentence; "" for nothing.
   *
   * @param {number} i the leaf that was moved last.
   */
  told(i) {
    if (!this.reached) return ""
    const { at, kind, node, left, right } = this.reached
    const way = (this.numberOf(i) > at ? right : left) ? "opens" : "closes"
    const word = kind === "gate" ? this.words[`gate_${way}`] : this.words[`here_${kind}`]
    return filledIn(this.words.at, { leaf: this.rowOf(i).name, at: shortly(at), what: filledIn(word, { name: this.names[node] }) })
  }
}

/**
 * @param {HTMLInputElement} slider
 * @param {number} half
 */
function setEnds(slider, half) {
  Object.assign(slider, { min: -half, max: half, step: half / LONG_STEPS })
}

/** The next of 1, 2 or 5 times a power of ten; 0 for 0.
 *
 * @param {number} wanted
 */
function niceHalf(wanted) {
  if (!(wanted > 0)) return 0
  const power = 10 ** Math.floor(Math.log10(wanted))
  return ([1, 2, 5].find(n => n * power >= wanted) ?? 10) * power
}
