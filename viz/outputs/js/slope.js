// A slope by nudging: two points on a curve that can be moved, the secant through them, the tangent, and how far the one is from the
// other. What is shown at a place stands in the table that Python sent; here nothing is computed of f.

import { Clock } from "./clock.js"
import { claim, listenForKeys, roomIn } from "./host.js"
import { CurvePicture } from "./slope_curve.js"
import { ERRORS_SIZE, ErrorsPicture } from "./slope_errors.js"
import { SlopePanel, valueText } from "./slope_panel.js"
import { SlopeTable } from "./slope_table.js"
import { areAlikeViews, between, closer, whole } from "./slope_view.js"

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
    this.table = new SlopeTable(data)
    this.isClose = false
    /** @type {Set<number>} the sizes of h that have been tried. */
    this.tried = new Set()
    this.clock = new Clock(() => 1)
    this.curve = new CurvePicture(data)
    this.errors = new ErrorsPicture(data.sizes, data.words)
    this.panel = new SlopePanel(
      data.words,
      this.table,
      { x: this.curve.svg, h: this.errors.svg },
      {
        move: (name, value) => (name === "x" ? this.goTo(value) : this.nudge(value)),
        moved: () => this.tell(),
        look: () => this.look(),
        turn: () => this.turn(),
      },
    )
    host.querySelector(".mg-still")?.remove()
    host.append(this.panel.element, this.panel.heard)
    this.listen()
    this.show()
  }

  listen() {
    this.drag(this.curve.handles.x, "x")
    this.drag(this.curve.handles.h, "h")
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
    const [room] = roomIn(this.host)
    const width = WIDTHS[room > NARROW ? 0 : 1]
    if (!room || width === this.curve.width) return
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

  /** From near by, or at the whole again. */
  look() {
    this.isClose = !this.isClose
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
    if (!from || this.clock.isStill || !this.host.isConnected || areAlikeViews(from, to, this.curve.ratio)) {
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
    const { h, errors, bound } = this.now
    this.errors.show(errors, bound, this.tried, this.table.size, h)
    this.panel.show(this.table, this.isClose)
    this.describe("x", this.table.place, this.table.lastPlace)
    this.describe("h", this.table.size, this.table.lastSize)
  }

  draw() {
    this.curve.show({ ...this.now, view: this.view ?? this.wanted() }, this.table.beside)
  }

  /** What a screen reader says of a point.
   *
   * @param {"x" | "h"} name
   * @param {number} value
   * @param {number} last
   */
  describe(name, value, last) {
    const said = { "aria-valuetext": valueText(name, this.table), "aria-valuenow": value, "aria-valuemin": 0, "aria-valuemax": last }
    for (const [attribute, text] of Object.entries(said)) this.curve.handles[name].setAttribute(attribute, `${text}`)
  }

  tell() {
    this.panel.tell(this.table)
  }
}

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
