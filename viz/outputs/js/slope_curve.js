// The curve with its two points, the triangle between them, the secant and the tangent, as they are seen in a view.

import { shortly } from "./numbers.js"
import { filled, line, lined, shape } from "./shapes.js"
import { along, below, beside, besides, dotsBetween, placed, WORDS, within } from "./slope_labels.js"
import { cut, ticks } from "./slope_view.js"

/** @import { Extent, Point, SlopeData } from "./types.d.ts" */
/** @import { View, Way } from "./slope_view.js" */
/** @typedef {{ x: number; h: number; value: number; rise: number; tangent: number | null; view: View }} Moment what is shown. */
/** @typedef {{ point: Point; second: Point; secant: Point[] | null; touching: Point[] | null }} Seen where it is. */

export const RISE = "f(x + h) − f(x)"
const HEIGHT = 372 // px
/** @type {Extent} */
const AREA = [52, 8, 580, 316] // in a picture of 640 px
const BESIDE = 60 // px of a picture that the area does not have
const SHORT = 18 // px: a shorter side of the triangle gets no words
const APART = 90 // px between the two points, for both to be named below the axis

export class CurvePicture {
  /**
   * @param {SlopeData} data
   */
  constructor({ curve, jumps, window: [left, right, low, high], words }) {
    this.words = words
    this.curve = curve
    this.jumps = jumps
    this.ratio = (high - low) / (right - left)
    this.svg = /** @type {SVGSVGElement} */ (shape("svg", { role: "group", "aria-label": words.picture }))
    this.inside = shape("svg", { x: AREA[0], y: AREA[1], overflow: "hidden" })
    /** @type {number} of the picture, in px of its letters. */
    this.width = AREA[2] + BESIDE
    /** @type {Extent} where the curve is seen. */
    this.area = AREA
    this.resize(this.width)
    this.axes = shape("g", { "aria-hidden": "true" })
    this.labels = shape("g", { "aria-hidden": "true", class: "mg-labels" })
    const handle = (/** @type {string} */ name) =>
      shape("g", { role: "slider", tabindex: 0, class: "mg-handle", "data-handle": name, "aria-label": words[name] })
    this.handles = { x: handle("x"), h: handle("h") }
    this.handles.x.append(shape("circle", { r: 20, fill: "transparent" }), shape("circle", { r: 7.5, ...filled("ink") }))
    this.handles.h.append(
      shape("circle", { r: 20, fill: "transparent" }),
      shape("circle", { r: 7, "stroke-width": 2.6, ...filled("ink", "paper") }),
    )
    this.svg.append(this.axes, this.inside, this.labels, this.handles.h, this.handles.x)
  }

  /** @param {number} width of the picture, in px of its letters. */
  resize(width) {
    this.width = width
    this.area = [AREA[0], AREA[1], width - BESIDE, AREA[3]]
    this.svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`)
    this.inside.setAttribute("width", `${this.area[2]}`)
    this.inside.setAttribute("height", `${this.area[3]}`)
  }

  /** Where a way from the point leads in the area, in its px.
   *
   * @param {View} view
   * @param {Way} way
   * @returns {Point}
   */
  at({ x, y, width }, [dx, dy]) {
    const scale = this.area[2] / width
    const across = this.area[2] / 2 + (dx - x) * scale
    const down = this.area[3] / 2 - ((dy - y) * this.area[3]) / (width * this.ratio)
    return [across, Math.max(-1e5, Math.min(1e5, down))]
  }

  /** How far to the side of the point something is, from where it is seen.
   *
   * @param {View} view
   * @param {number} px in the picture.
   */
  wayTo({ x, width }, px) {
    return x + ((px - this.area[0] - this.area[2] / 2) * width) / this.area[2]
  }

  /** @param {View} view */
  pxFor(view) {
    return this.area[2] / view.width
  }

  /**
   * @param {Moment} moment
   * @param {Way[]} known more points of the curve, from left to right.
   */
  show(moment, known) {
    const { view, h, rise, tangent, value } = moment
    const there = Number.isFinite(value)
    const [whole, second] = [Number.isFinite(rise), this.at(view, [h, rise])]
    const point = this.at(view, [0, 0])
    const runs = this.runs(moment, known).map(run => run.map(way => this.at(view, way)))
    const corner = /** @type {Point} */ ([second[0], point[1]])
    const secant = whole ? this.through(view, rise / h) : null
    const touching = tangent === null ? null : this.through(view, tangent)
    const parts = runs.map(run => shape("path", { d: pathOf(run), "stroke-width": 4, ...lined("line") }))
    if (whole) parts.unshift(shape("path", { d: `${pathOf([point, corner, second])}Z`, ...filled("tint") }))
    const drawn = (/** @type {string} */ what, /** @type {Point[]} */ path, /** @type {any} */ look) =>
      parts.push(shape("path", { d: pathOf(path), "data-part": what, ...look }))
    if (touching) drawn("tangent", touching, { "stroke-width": 2.8, ...lined(colourOf(tangent)) })
    if (secant) {
      drawn("secant", secant, { "stroke-width": 2.2, "stroke-dasharray": "8 5", ...lined("ink") })
      drawn("legs", [point, corner, second], { "stroke-width": 1.8, ...lined("ink") })
    }
    this.inside.replaceChildren(...(there ? parts : runs.map((_, k) => parts[k])))
    this.place(this.handles.x, there ? point : null)
    this.place(this.handles.h, there && whole && Math.abs(second[0] - point[0]) < 1e4 ? second : null)
    this.showAxes(moment, there ? point[0] : null, whole ? second[0] : null)
    this.showLabels(moment, there, runs, { point, second, secant, touching })
  }

  /** A handle out of sight has no place.
   *
   * @param {SVGElement} handle
   * @param {Point | null} at in the area.
   */
  place(handle, at) {
    const seen = at !== null && at[0] > -8 && at[0] < this.area[2] + 8 && at[1] > -8 && at[1] < this.area[3] + 8
    handle.style.display = seen ? "" : "none"
    if (seen) handle.setAttribute("transform", `translate(${(at[0] + this.area[0]).toFixed(1)} ${(at[1] + this.area[1]).toFixed(1)})`)
  }

  /** The line of a slope through the point, from edge to edge.
   *
   * @param {View} view
   * @param {number} slope
   * @returns {[Point, Point]}
   */
  through(view, slope) {
    const [x, y] = this.at(view, [0, 0])
    const steep = (-slope * this.area[3]) / (this.ratio * this.area[2]) // px down for a px to the right
    const reach = Math.min(2 * this.area[2], (4 * this.area[3]) / Math.max(Math.abs(steep), 1e-9))
    return [
      [x - reach, y - reach * steep],
      [x + reach, y + reach * steep],
    ]
  }

  /** The pieces of the curve in a view, as ways from the point: nothing connects what lies beside a gap or a jump.
   *
   * @param {Moment} moment
   * @param {Way[]} known
   */
  runs({ x, value, view }, known) {
    const { first, step, ys } = this.curve
    const base = Number.isFinite(value) ? value : 0
    const isKnown = (/** @type {number} */ dx) => known.some(([other]) => Math.abs(other - dx) < 1e-3 * step)
    /** @type {[place: number, way: Way][]} */
    const all = known.map(way => [x + way[0], way])
    ys.forEach((y, k) => {
      const place = +(first + k * step).toPrecision(15)
      if (!isKnown(place - x)) all.push([place, [place - x, y === null ? Number.NaN : y - base]])
    })
    all.sort(([, [one]], [, [other]]) => one - other)
    /** @type {Way[][]} */
    const runs = [[]]
    all.forEach(([place, way], k) => {
      const before = all[k - 1]?.[0] ?? place
      const broken = !Number.isFinite(way[1]) || this.jumps.some(jump => jump > before && jump <= place)
      if (broken && runs[runs.length - 1].length) runs.push([])
      if (Number.isFinite(way[1])) runs[runs.length - 1].push(way)
    })
    const reach = 1.5 * view.width
    return runs.map(run => cut(run, view.x - reach, view.x + reach)).filter(run => run.length > 1)
  }

  /**
   * @param {Moment} moment
   * @param {number | null} point
   * @param {number | null} second
   */
  showAxes({ x, value, view }, point, second) {
    const [left, top, width, height] = this.area
    const bottom = top + height
    const parts = [shape("rect", { x: left, y: top, width, height, "stroke-width": 1, ...filled("edge", "paper") })]
    const [low, high] = [view.x - view.width / 2 + x, view.x + view.width / 2 + x]
    const base = Number.isFinite(value) ? value : 0
    const tall = view.width * this.ratio
    for (const tick of ticks(low, high)) {
      const at = left + this.at(view, [tick - x, 0])[0]
      parts.push(shape("path", { d: `M${at.toFixed(1)} ${top}V${bottom}`, ...lined("edge") }))
      parts.push(line(shortly(tick), "muted", 13, at, bottom + 16, { "text-anchor": "middle" }))
    }
    for (const tick of ticks(view.y - tall / 2 + base, view.y + tall / 2 + base)) {
      const at = top + this.at(view, [0, tick - base])[1]
      parts.push(shape("path", { d: `M${left} ${at.toFixed(1)}H${left + width}`, ...lined("edge") }))
      parts.push(line(shortly(tick), "muted", 13, left - 6, at + 4.5, { "text-anchor": "end" }))
    }
    const name = (/** @type {string} */ text, /** @type {number} */ at) => {
      if (at < 0 || at > width) return
      parts.push(shape("path", { d: `M${(left + at).toFixed(1)} ${bottom}v-7`, "stroke-width": 2, ...lined("ink") }))
      parts.push(
        line(text, "ink", WORDS, Math.min(Math.max(left + at, left + 20), left + width - 20), bottom + 36, { "text-anchor": "middle" }),
      )
    }
    if (point !== null) name(`x = ${shortly(x)}`, point)
    if (point !== null && second !== null && Math.abs(second - point) > APART) name("x + h", second)
    this.axes.replaceChildren(...parts)
  }

  /**
   * @param {Moment} moment
   * @param {boolean} there
   * @param {Point[][]} runs
   * @param {Seen} seen
   */
  showLabels(moment, there, runs, seen) {
    const { point, second, secant, touching } = seen
    const [left, top, width, height] = this.area
    const curve = runs.flatMap(run => run.slice(1).flatMap((to, k) => dotsBetween(run[k], to)))
    const labels = [...(there ? this.labelsOf(moment, seen) : []), { text: "f", colour: "muted", spots: beside(curve) }]
    const lines = [secant, touching].flatMap(ends => (ends ? dotsBetween(...within(ends, this.area)) : []))
    const corner = /** @type {Point} */ ([second[0], point[1]])
    const legs = secant ? [...dotsBetween(point, corner), ...dotsBetween(corner, second)] : []
    const discs = there ? [point, second].flatMap(([x, y]) => Array(4).fill(/** @type {Point} */ ([x, y - 3]))) : []
    const dots = [...curve, ...legs, ...lines, ...discs].filter(([x, y]) => x > 0 && x < width && y > 0 && y < height)
    const words = placed(labels, dots, [0, 0, width, height]).flatMap((spot, k) => {
      if (!spot) return []
      const [x, y, anchor] = spot
      return [line(labels[k].text, labels[k].colour, WORDS, x + left, y + top, { "text-anchor": anchor, "font-weight": 600 })]
    })
    this.labels.replaceChildren(...words)
  }

  /** The words at the triangle and at the lines, the most important first.
   *
   * @param {Moment} moment
   * @param {Seen} seen
   */
  labelsOf({ h, rise, tangent }, { point: [x0, y0], second: [x1, y1], secant, touching }) {
    const labels = []
    if (secant) {
      if (Math.abs(x1 - x0) > SHORT) labels.push({ text: `h = ${shortly(h)}`, colour: "ink", spots: below(x0, x1, y0, rise < 0) })
      if (Math.abs(y1 - y0) > SHORT) labels.push({ text: `${RISE} = ${shortly(rise)}`, colour: "ink", spots: besides(x1, y0, y1, x1 > x0) })
      labels.push({ text: `${this.words.secant} ${shortly(rise / h)}`, colour: "ink", spots: along(secant, this.area) })
    }
    if (touching && tangent !== null)
      labels.push({ text: `${this.words.tangent} ${shortly(tangent)}`, colour: colourOf(tangent), spots: along(touching, this.area) })
    return labels
  }
}

/** @param {number | null} slope */
export const colourOf = slope => (slope !== null && slope < 0 ? "negative" : "positive")

/** @param {Point[]} points */
const pathOf = points => points.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")
