// The network in training: its weights as lines, or their gradients; and one step of it in slow motion.

import { element, roomIn } from "./host.js"
import { formatted } from "./numbers.js"
import { filledIn } from "./sentences.js"
import { filled, line, shape } from "./shapes.js"

/** @import { NetLayer } from "./forward.js" */
/** @import { Words } from "./types.d.ts" */

/** How a line stands: from a neuron of one column to one of the next. @typedef {{ layer: number; to: number; from: number; line: SVGElement }} Wire */
/** What is shown of a network at a moment; all but layers may be missing.
 *
 * @typedef {{
 *   layers: NetLayer[]; gradients: Float64Array[]; dead: [number, number][]; outputs?: Float64Array[];
 *   phase?: "forward" | "backward" | "update"; t?: number; changes?: Float64Array[]; rate?: string
 * }} Seen
 */

const MOST_DRAWN = 24 // neurons of a layer
const MESH_ROW = 46 // px from one neuron to the next, where there is room
const INPUT_ROW = 34
const LEAST_INPUT = 13 // px from its middle to its side: room for its name
const THINNEST = 0.6
const THICKEST = 5
const ALMOST_ZERO = 0.01 // of the largest
const NEAR_ENOUGH = 9 // px from a line that is pointed at
const MOST_PULSES = 16 // of a layer
const DOT = 4 // px
const FAINT = 0.25 // what is not yet reached

export class Mesh {
  /** @type {Wire[]} */
  wires = []
  /** @type {SVGElement[][]} the neurons, of the inputs too. */
  columns = []
  /** @type {[number, number][][]} where they are. */
  places = []
  /** The largest of all that has been shown: the scale of the widths. */
  largest = { weights: 0, gradients: 0 }
  showsGradients = false
  /** @type {Seen | undefined} */
  seen

  /**
   * @param {Words} words
   * @param {number[]} sizes
   */
  constructor(words, sizes) {
    this.words = words
    this.sizes = sizes
    this.svg = shape("svg", { role: "img", "aria-label": words.mesh })
    this.read = element("p", { className: "mg-caption" })
    this.element = element("div", { className: "mg-mesh" }, this.read, element("div", { className: "mg-room" }, this.svg))
    this.svg.addEventListener("pointermove", event => this.point(/** @type {PointerEvent} */ (event)))
    this.svg.addEventListener("pointerleave", () => this.point())
    this.build()
  }

  build() {
    const drawn = this.sizes.map(size => Math.min(size, MOST_DRAWN))
    const lines = shape("g")
    for (let k = 0; k + 1 < drawn.length; k++) {
      for (let to = 0; to < drawn[k + 1]; to++) {
        for (let from = 0; from < drawn[k]; from++) {
          const line = shape("line")
          lines.append(line)
          this.wires.push({ layer: k, to, from, line })
        }
      }
    }
    this.pulses = shape("g")
    this.columns = drawn.map((count, k) => Array.from({ length: count }, (_, n) => (k ? neuron() : input(n + 1))))
    this.svg.append(lines, this.pulses, ...this.columns.flat())
  }

  /** Puts everything where there is room for it. */
  place() {
    const [width, height] = roomIn(/** @type {HTMLElement} */ (this.svg.parentElement))
    if (!width || !height) return
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
    const row = Math.min(MESH_ROW, height / Math.max(...this.columns.map(column => column.length)))
    this.radius = 0.4 * row
    this.thickest = THICKEST * Math.max(0.5, Math.min(1, row / 30))
    const { radius } = this
    const left = Math.max(radius, LEAST_INPUT) + 2
    const apart = (width - left - radius - 2) / (this.columns.length - 1)
    this.places = this.columns.map((column, k) =>
      column.map((_, n) => [left + k * apart, height / 2 + (n - (column.length - 1) / 2) * (k ? row : Math.max(row, INPUT_ROW))]),
    )
    for (const { layer, to, from, line } of this.wires) {
      const [x1, y1] = this.places[layer][from]
      const [x2, y2] = this.places[layer + 1][to]
      for (const [name, x] of Object.entries({ x1: x1 + radius, y1, x2: x2 - radius, y2 })) line.setAttribute(name, x.toFixed(1))
    }
    this.columns.forEach((column, k) => {
      column.forEach((drawn, n) => {
        const [x, y] = this.places[k][n]
        const size = k ? radius : Math.max(radius, LEAST_INPUT)
        drawn.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(size / 10).toFixed(3)})`)
      })
    })
  }

  /** @param {Seen} seen */
  draw(seen) {
    this.seen = seen
    for (const layer of seen.layers) this.largest.weights = Math.max(this.largest.weights, largestOf(layer.numbers))
    for (const layer of seen.gradients) this.largest.gradients = Math.max(this.largest.gradients, largestOf(layer))
    const dead = new Set(seen.dead.map(([k, n]) => `${k} ${n}`))
    for (const wire of this.wires) this.drawWire(wire, seen)
    this.columns.forEach((column, k) => {
      column.forEach((drawn, n) => {
        drawn.classList.toggle("mg-dead", dead.has(`${k - 1} ${n}`))
        drawn.style.setProperty("--mg-full", `${this.fullness(seen, k, n)}`)
      })
    })
    this.drawPulses(seen)
    this.tell()
  }

  /**
   * @param {Wire} wire
   * @param {Seen} seen
   */
  drawWire({ layer, to, from, line }, seen) {
    const { phase, t = 1, layers, gradients } = seen
    const count = layers.length
    const inputs = layers[layer].inputs
    const weight = layers[layer].numbers[to * (inputs + 1) + from]
    const gradient = gradients[layer]?.[to * inputs + from]
    const reached = phase === "forward" ? t * count >= layer : phase === "backward" ? t * count >= count - 1 - layer : true
    const asGradient = phase === "backward" ? reached : this.showsGradients && !phase
    const look = asGradient
      ? lookOf(gradient, this.largest.gradients, /** @type {number} */ (this.thickest), Math.sqrt)
      : lookOf(weight, this.largest.weights, /** @type {number} */ (this.thickest))
    line.setAttribute("class", `mg-s-${look.colour}`)
    line.style.strokeWidth = `${look.width}`
    line.style.strokeDasharray = look.dash
    line.style.opacity = `${phase === "update" ? this.prominence(seen, layer, to * inputs + from) : reached ? 1 : FAINT}`
  }

  /** How clearly a weight stands that changes: those that change most stand out.
   *
   * @param {Seen} seen
   * @param {number} layer
   * @param {number} i which of its weights.
   */
  prominence({ changes = [] }, layer, i) {
    const largest = Math.max(...changes.map(largestOf))
    const change = Math.abs(changes[layer]?.[i] ?? 0)
    return largest ? +Math.max(FAINT / 2, Math.sqrt(change / largest)).toFixed(2) : FAINT
  }

  /** How full a neuron is drawn: as much as it gives, in the part of slow motion that goes forward.
   *
   * @param {Seen} seen
   * @param {number} k
   * @param {number} n
   */
  fullness({ phase, t = 1, outputs }, k, n) {
    if (phase !== "forward" || !outputs || !k || t * outputs.length < k - 0.5) return 0
    const given = outputs[k - 1].map(Math.abs)
    const largest = given.reduce((a, b) => Math.max(a, b), 0)
    return largest ? +Math.min(1, given[n] / largest).toFixed(3) : 0
  }

  /** Gradients on their way back along the lines that carry most, one layer after the other.
   *
   * @param {Seen} seen
   */
  drawPulses({ phase, t = 1, layers, gradients }) {
    /** @type {SVGElement[]} */
    const dots = []
    const way = t * layers.length
    const layer = layers.length - 1 - Math.floor(way)
    if (phase === "backward" && layer >= 0 && gradients[layer] && this.places.length) {
      const inputs = layers[layer].inputs
      const size = (/** @type {Wire} */ wire) => Math.abs(gradients[layer][wire.to * inputs + wire.from])
      const most = this.wires.filter(wire => wire.layer === layer && size(wire) > 0).sort((a, b) => size(b) - size(a))
      for (const { to, from } of most.slice(0, MOST_PULSES)) {
        const [x2, y2] = this.places[layer][from]
        const [x1, y1] = this.places[layer + 1][to]
        const s = way - Math.floor(way)
        dots.push(shape("circle", { cx: x1 + s * (x2 - x1), cy: y1 + s * (y2 - y1), r: DOT, ...filled("ink") }))
      }
    }
    this.pulses?.replaceChildren(...dots)
  }

  /** Shows the number of the line that is pointed at.
   *
   * @param {PointerEvent} [event]
   */
  point(event) {
    const box = this.svg.getBoundingClientRect()
    const times = box.width / roomIn(this.svg)[0]
    this.pointed = event && [(event.clientX - box.left) / times, (event.clientY - box.top) / times]
    this.tell()
  }

  tell() {
    const wire = this.pointed && this.nearest(this.pointed[0], this.pointed[1])
    for (const each of this.wires) each.line.classList.toggle("mg-pointed", each === wire)
    if (!wire || !this.seen) {
      this.read.textContent = this.caption
      return
    }
    const { layers, gradients } = this.seen
    const { layer, to, from } = wire
    const inputs = layers[layer].inputs
    this.read.textContent = filledIn(this.words.weight, {
      layer: layer + 1,
      n: to + 1,
      from: from + 1,
      weight: formatted(layers[layer].numbers[to * (inputs + 1) + from]),
      gradient: gradients[layer] ? formatted(gradients[layer][to * inputs + from], true) : "·",
    })
  }

  get caption() {
    const { words, seen } = this
    const phase = seen?.phase
    if (phase === "update" && seen?.rate) return filledIn(words.slow_update_rate, { rate: seen.rate })
    if (phase) return words[`slow_${phase}`]
    return this.showsGradients ? words.gradients_shown : words.weights_shown
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  nearest(x, y) {
    /** @type {Wire | undefined} */
    let found
    let least = NEAR_ENOUGH
    if (!this.places.length) return undefined
    for (const wire of this.wires) {
      const [x1, y1] = this.places[wire.layer][wire.from]
      const [x2, y2] = this.places[wire.layer + 1][wire.to]
      const t = (x - x1) / (x2 - x1)
      const far = t < 0 || t > 1 ? NEAR_ENOUGH : Math.abs(y1 + t * (y2 - y1) - y)
      if (far < least) {
        least = far
        found = wire
      }
    }
    return found
  }
}

/** The box of an input.
 *
 * @param {number} number from 1 up.
 */
function input(number) {
  const name = line(`x${number}`, "ink", 11, 0, 4, { "text-anchor": "middle" })
  return shape("g", {}, shape("rect", { x: -10, y: -10, width: 20, height: 20, rx: 2, ...filled("line", "tint") }), name)
}

/** A neuron of radius 10: how much it gives, and the cross of a dead one. */
function neuron() {
  return shape(
    "g",
    { class: "mg-neuron" },
    shape("circle", { r: 10, ...filled("line", "operation") }),
    shape("circle", { r: 9, class: "mg-full mg-f-data" }),
    shape("path", { d: "M-6 -6L6 6M-6 6L6 -6", class: "mg-cross mg-s-negative", fill: "none" }),
  )
}

/** @param {ArrayLike<number>} numbers */
function largestOf(numbers) {
  let largest = 0
  for (let i = 0; i < numbers.length; i++) if (Number.isFinite(numbers[i])) largest = Math.max(largest, Math.abs(numbers[i]))
  return largest
}

/** Colour, width and dashes of a number: whole above 0, dashed below, dotted where it is no number.
 *
 * @param {number | undefined} x
 * @param {number} largest
 * @param {number} thickest
 * @param {(part: number) => number} grows
 */
function lookOf(x, largest, thickest, grows = part => part) {
  if (x === undefined || Math.abs(x) <= ALMOST_ZERO * largest * (grows === Math.sqrt ? ALMOST_ZERO : 1) || !largest)
    return x === undefined || Number.isFinite(x) ? { colour: "edge", width: THINNEST, dash: "" } : DOTTED
  if (!Number.isFinite(x)) return DOTTED
  const width = +(THINNEST + (thickest - THINNEST) * grows(Math.abs(x) / largest)).toFixed(2)
  return x > 0
    ? { colour: "positive", width, dash: "" }
    : { colour: "negative", width, dash: `${(2 * width + 3).toFixed(1)} ${(width + 2).toFixed(1)}` }
}

const DOTTED = { colour: "ink", width: 3, dash: "2 5" }
