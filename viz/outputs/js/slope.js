// A slope by nudging: two points on a curve that can be moved, the secant through them, the tangent, and how far the one is from the
// other. What is shown at a place stands in the table that Python sent; here nothing is computed of f.

import { Clock } from "./clock.js"
import { claim, element, listenForKeys } from "./host.js"
import { shortly } from "./numbers.js"
import { filledIn } from "./sentences.js"
import { CurvePicture, colourOf, RISE } from "./slope_curve.js"
import { ERRORS_SIZE, ErrorsPicture } from "./slope_errors.js"
import { SlopeTable } from "./slope_table.js"
import { between, closer, whole } from "./slope_view.js"

/** @import { SlopeData } from "./types.d.ts" */
/** @import { View, Way } from "./slope_view.js" */

/** Shows the slope of a curve in every host of the page that has this token.
 *
 * @param {string} token
 * @param {SlopeData} data
 */
export function show(token, data) {
  claim(token, host => new SlopeByNudge(host, data))
}

const JOURNEY = 700 // ms from one view to the next
const WIDTHS = [640, 400] // px of the curve, where both pictures stand side by side, and where one stands above the other
const NARROW = 620 // px, as in slope.css
const STEP = 36 // px that the finger travels, at most, from one place to the next

class SlopeByNudge {
  // What build makes.
  /** @type {{ x: HTMLInputElement; h: HTMLInputElement }} */
  sliders
  /** @type {{ secant: HTMLElement; tangent: HTMLElement; error: HTMLElement }} */
  numbers
  /** @type {HTMLButtonElement} */
  closeButton
  /** @type {HTMLElement} */
  quotient
  /** @type {HTMLElement} */
  note
  /** @type {HTMLElement} */
  heard

  /** @type {View | undefined} what is seen, as told from the point. */
  view
  /** @type {"x" | "h" | null} what is being dragged. */
  held = null

  /**
   * @param {HTMLElement & { slope?: SlopeByNudge }} host
   * @param {SlopeData} data
   */
  constructor(host, data) {
    host.slope = this // for a page that wants to drive it
    this.host = host
    this.data = data
    this.words = data.words
    this.table = new SlopeTable(data)
    this.isClose = false
    /** @type {Set<number>} the sizes of h that have been tried. */
    this.tried = new Set()
    this.clock = new Clock(() => 1)
    this.curve = new CurvePicture(data)
    this.errors = new ErrorsPicture(data.sizes, data.words)
    this.build()
    this.listen()
    this.show()
  }

  // ---- what stands on the page

  build() {
    const { words, data } = this
    const slider = (/** @type {string} */ name, /** @type {number} */ count, /** @type {() => void} */ moved) => {
      const input = element("input", { type: "range", min: 0, max: count - 1, ariaLabel: words[name] })
      input.addEventListener("input", moved)
      return input
    }
    this.sliders = {
      x: slider("x", data.places.length, () => this.goTo(this.sliders.x.valueAsNumber)),
      h: slider("h", data.sizes.length, () => this.nudge(this.sliders.h.valueAsNumber)),
    }
    this.closeButton = element("button", { type: "button", onclick: () => this.look(!this.isClose) }, words.closer)
    const turn = element("button", { type: "button", onclick: () => this.turn() }, words.other_side)
    const tile = (/** @type {string} */ name, /** @type {Node[]} */ ...inside) =>
      element("p", { className: `mg-tile mg-is-${name}` }, element("span", { className: "mg-what" }, words[name]), ...inside)
    this.quotient = element("span", { className: "mg-sum" })
    this.numbers = { secant: element("b"), tangent: element("b"), error: element("b") }
    this.note = element("p", { className: "mg-note" })
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    const controls = (/** @type {"x" | "h"} */ name, /** @type {Node} */ button) =>
      element(
        "div",
        { className: "mg-controls" },
        element("span", { className: "mg-name", ariaHidden: "true" }, name),
        this.sliders[name],
        button,
      )
    this.host.querySelector(".mg-still")?.remove()
    this.host.append(
      element(
        "div",
        { className: "mg-grid" },
        element("div", { className: "mg-side" }, this.curve.svg, controls("x", this.closeButton)),
        element("div", { className: "mg-side" }, this.errors.svg, controls("h", turn)),
        element(
          "div",
          { className: "mg-tiles" },
          tile("secant", this.quotient, this.numbers.secant),
          tile("tangent", this.numbers.tangent),
          tile("error", this.numbers.error),
        ),
        this.note,
      ),
      this.heard,
    )
  }

  listen() {
    for (const name of /** @type {("x" | "h")[]} */ (["x", "h"])) {
      this.sliders[name].addEventListener("change", () => this.tell())
      this.drag(this.curve.handles[name], name)
    }
    const { svg } = this.errors
    const choose = (/** @type {PointerEvent} */ event) =>
      event.buttons & 1 && this.nudge(this.errors.nearest(placeIn(svg, ERRORS_SIZE[0], event)))
    svg.addEventListener("pointerdown", event => {
      svg.setPointerCapture(event.pointerId)
      choose(event)
    })
    svg.addEventListener("pointermove", choose)
    svg.addEventListener("pointerup", () => this.tell())
    listenForKeys(this.host, event => this.key(event))
    new ResizeObserver(() => this.fit()).observe(this.host)
  }

  /** Moves a point by mouse or finger. The view stands still meanwhile.
   *
   * @param {SVGElement} handle
   * @param {"x" | "h"} name
   */
  drag(handle, name) {
    let [from, begun] = [0, 0]
    handle.addEventListener("pointerdown", event => {
      if (event.button) return
      event.preventDefault()
      handle.setPointerCapture(event.pointerId)
      handle.focus({ preventScroll: true })
      this.settle()
      this.held = name
      from = placeIn(this.curve.svg, this.curve.width, event)
      begun = this.table.place
    })
    handle.addEventListener("touchstart", event => event.preventDefault(), { passive: false }) // else the page scrolls
    handle.addEventListener("pointermove", event => {
      if (this.held !== name) return
      const at = placeIn(this.curve.svg, this.curve.width, event)
      if (name === "x") this.goTo(begun + Math.round((at - from) / this.pxOfAPlace()))
      else this.nudgeTo(this.curve.wayTo(this.view ?? this.wanted(), at))
    })
    const leave = () => {
      if (this.held !== name) return
      this.held = null
      this.travel()
      this.tell()
    }
    handle.addEventListener("pointerup", leave)
    handle.addEventListener("pointercancel", leave)
  }

  /** How far a finger travels from one place to the next. */
  pxOfAPlace() {
    return Math.min(this.table.step * this.curve.pxFor(this.view ?? this.wanted()), STEP)
  }

  /** @param {KeyboardEvent & { target: Element }} event */
  key(event) {
    const { target, key } = event
    const name = target.getAttribute("data-handle")
    if (!name) return target.matches("input[type=range]") && /^(Arrow|Page|Home|End)/.test(key)
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key]
    if (way && name === "x") this.goTo(this.table.place + way)
    else if (way) this.nudge(this.table.size - way * this.table.side)
    else if (key === "Home" || key === "End") {
      if (name === "x") this.goTo(key === "Home" ? 0 : this.table.lastPlace)
      else this.nudge(key === "Home" ? 0 : this.table.lastSize)
    } else return false
    event.preventDefault()
    this.tell()
    return true
  }

  /** In a narrow page the words stay legible. */
  fit() {
    const width = WIDTHS[this.host.clientWidth > NARROW ? 0 : 1]
    if (!this.host.clientWidth || width === this.curve.width) return
    this.curve.resize(width)
    this.draw()
  }

  // ---- moving

  get now() {
    return this.table.now
  }

  /** @param {number} place */
  goTo(place) {
    const kept = Math.min(Math.max(place, 0), this.table.lastPlace)
    const [x0, y0, x1, y1] = [...this.table.pointAt(this.table.place), ...this.table.pointAt(kept)]
    if (this.view) this.view = { ...this.view, x: this.view.x + x0 - x1, y: this.view.y + y0 - y1 } // the same part of the plane
    this.table.place = kept
    this.show()
  }

  /** @param {number} size which of them. */
  nudge(size) {
    const kept = Math.min(Math.max(size, 0), this.table.lastSize)
    for (let k = Math.min(this.table.size, kept); k <= Math.max(this.table.size, kept); k++) this.tried.add(k) // all that lie on the way
    this.table.size = kept
    this.show()
  }

  /** The h that comes nearest to a way to the side.
   *
   * @param {number} way
   */
  nudgeTo(way) {
    const wanted = way < 0 ? -1 : 1
    if (wanted !== this.table.side) this.switchTo(wanted)
    this.nudge(this.table.nearest(way))
  }

  turn() {
    this.switchTo(-this.table.side)
    this.show()
    this.tell()
  }

  /** @param {number} side */
  switchTo(side) {
    this.table.side = side
    this.tried = new Set([this.table.size])
  }

  /** @param {boolean} isClose */
  look(isClose) {
    this.isClose = isClose
    this.show()
    this.tell()
  }

  // ---- the view

  /** @returns {View} */
  wanted() {
    const { h, rise } = this.now
    const { window } = this.data
    /** @type {Way | undefined} */
    const step = Number.isFinite(rise) ? [h, rise] : undefined
    const all = whole(window, this.table.pointAt(this.table.place), step)
    return this.isClose ? closer(step ?? [h, 0], this.curve.ratio, all.width) : all
  }

  /** Goes smoothly to the view that is wanted; at once where nothing is to move. */
  travel() {
    const [from, to] = [this.view, this.wanted()]
    if (!from || this.clock.isStill || !this.host.isConnected) {
      this.settle()
      return
    }
    this.clock.run(0, JOURNEY, undefined, ms => {
      const part = ms / JOURNEY
      this.view = between(from, to, part * part * (3 - 2 * part))
      this.draw()
    })
  }

  settle() {
    this.clock.stop()
    this.view = this.wanted()
    this.draw()
  }

  // ---- what is seen

  show() {
    this.tried.add(this.table.size)
    if (this.held) this.draw()
    else this.travel()
    const { h, rise, tangent, error, errors, bound, note, value } = this.now
    this.errors.show(errors, bound, this.tried, this.table.size, h)
    const { secant, tangent: touching, error: off } = this.numbers
    const known = Number.isFinite(rise) && Number.isFinite(value)
    this.quotient.textContent = known ? `(${RISE}) / h = ${shortly(rise)} / ${bracketed(h)} =` : ""
    secant.textContent = known ? shortly(rise / h) : "?"
    touching.textContent = tangent === null ? "?" : shortly(tangent)
    touching.className = tangent === null ? "" : `mg-c-${colourOf(tangent)}`
    off.textContent = error === null ? "?" : error > bound ? shortly(error) : bound ? `< ${shortly(bound)}` : "0"
    this.note.textContent = [note, this.noteOnH()].filter(Boolean).join(" ")
    this.sliders.x.value = `${this.table.place}`
    this.sliders.h.value = `${this.table.size}`
    this.closeButton.ariaPressed = `${this.isClose}`
    this.describe()
  }

  draw() {
    this.curve.show({ ...this.now, view: this.view ?? this.wanted() }, this.table.beside)
  }

  noteOnH() {
    const { x, h, rise, value } = this.now
    if (!Number.isFinite(value)) return ""
    if (x + h === x) return this.words.nothing_moves
    return Number.isFinite(rise) ? "" : this.words.no_value_there
  }

  describe() {
    const { x, h } = this.now
    const texts = { x: `x = ${shortly(x)}`, h: `h = ${shortly(h)}` }
    for (const name of /** @type {("x" | "h")[]} */ (["x", "h"])) {
      this.sliders[name].ariaValueText = texts[name]
      const handle = this.curve.handles[name]
      handle.setAttribute("aria-valuetext", texts[name])
      handle.setAttribute("aria-valuenow", `${name === "x" ? this.table.place : this.table.size}`)
      handle.setAttribute("aria-valuemin", "0")
      handle.setAttribute("aria-valuemax", this.sliders[name].max)
    }
  }

  /** One sentence for a screen reader, once a change is over. */
  tell() {
    const { x, h } = this.now
    const { secant, tangent, error } = this.numbers
    this.heard.textContent = [
      filledIn(this.words.heard, {
        x: shortly(x),
        h: shortly(h),
        secant: secant.textContent ?? "",
        tangent: tangent.textContent ?? "",
        error: error.textContent ?? "",
      }),
      this.note.textContent,
    ].join(" ")
  }
}

/** A number behind a sign of operation.
 *
 * @param {number} x
 */
const bracketed = x => (x < 0 ? `(${shortly(x)})` : shortly(x))

/** How far to the right in a picture a pointer is, in its px.
 *
 * @param {SVGSVGElement} svg
 * @param {number} width of the picture.
 * @param {PointerEvent} event
 */
function placeIn(svg, width, event) {
  const seen = svg.getBoundingClientRect()
  return ((event.clientX - seen.left) / seen.width) * width
}
