// A nudge that runs through the picture: the leaf swings, the move goes along the arrows, and each value shows how far it moves:
// two bars on one scale, what the slopes foretell and what really happens.

import { formatted } from "./numbers.js"
import { filled, line, lined, moved, shape } from "./shapes.js"

/** @import { Flow, Properties, Scene } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

const FOOT = 44 // px at the foot of each box: see viz/outputs/explorer.py
const EDGE = 4 // px that stay free above and below the bars
const BAR = 16
const TRAVEL = 450 // ms along the arrows to the next value
const SWING = 1500 // ms that a value swings
const WIDEST = 9 // px that it swings
const DASHES = "9 5"

/** How far each value moves, and how many arrows from the leaf it is: -1 where the move does not come.
 *
 * @typedef {{ foretold: number[]; real: number[]; far: number[] }} Moves
 */

export class Shake {
  /**
   * @param {Stage} stage
   * @param {number[][]} operands
   */
  constructor(stage, operands) {
    this.stage = stage
    this.operands = operands
    const layer = stage.svg.insertBefore(shape("g", { "aria-hidden": "true", class: "mg-moves" }), stage.over)
    this.feet = stage.picture.boxes.map(({ width }) => {
      const foot = layer.appendChild(shape("g", {}))
      foot.append(shape("path", { d: `M8 0H${width - 8}`, ...lined("edge"), "stroke-width": 1 }), line("Δ", "muted", 17, 9, FOOT / 2 + 6))
      return foot.appendChild(shape("g", {}))
    })
    /** @type {string[]} what each foot shows: what is as it was is not drawn anew. */
    this.shown = this.feet.map(() => "")
    /** @type {(number | undefined)[]} px that each box is away from its place. */
    this.aside = []
    this.place(() => 0)
  }

  /** Each foot below its box.
   *
   * @param {(i: number) => number} aside px that a box is away from its place.
   */
  place(aside) {
    this.feet.forEach((foot, i) => {
      const { x, y, height } = this.stage.picture.boxes[i]
      const down = aside(i)
      if (down === this.aside[i]) return
      this.aside[i] = down
      this.stage.boxes[i].setAttribute("transform", moved(x, y + down))
      foot.parentElement?.setAttribute("transform", moved(x, y + height - FOOT + down))
    })
  }

  /** How long it takes.
   *
   * @param {Moves} moves
   */
  length({ far }) {
    return Math.max(...far) * TRAVEL + SWING
  }

  /** Shows all so many ms after the beginning; by default how it ends.
   *
   * @param {Moves} moves
   */
  show(moves, ms = Infinity) {
    const { foretold, real, far } = moves
    const scale = scaleOf([...foretold, ...real].filter(Number.isFinite))
    this.feet.forEach((foot, i) => {
      const begun = far[i] < 0 ? 0 : far[i] * TRAVEL
      const swing = far[i] < 0 ? 1 : swingAt((ms - begun) / SWING)
      const looks = ms < begun ? "" : [foretold[i], real[i], scale.zero, scale.px, swing].join(" ")
      if (looks === this.shown[i]) return
      this.shown[i] = looks
      foot.replaceChildren(...(looks ? this.bars(i, foretold[i], real[i], scale, swing) : []))
    })
    this.place(i => (far[i] < 0 ? 0 : -(Math.sign(real[i]) || 0) * WIDEST * asideAt((ms - far[i] * TRAVEL) / SWING)))
  }

  hide() {
    this.feet.forEach((foot, i) => {
      if (this.shown[i]) foot.replaceChildren()
      this.shown[i] = ""
    })
    this.place(() => 0)
  }

  /** What one value moves.
   *
   * @param {number} i
   * @param {number} foretold
   * @param {number} real
   * @param {Scale} scale
   * @param {number} swing
   */
  bars(i, foretold, real, { zero, px }, swing) {
    const { width } = this.stage.picture.boxes[i]
    const left = 26
    const bar = (/** @type {number} */ move, /** @type {number} */ x, /** @type {boolean} */ isReal) => {
      const high = Number.isFinite(move) ? px * Math.abs(move) * swing : 0
      if (high < 0.5) return shape("path", { d: `M${x} ${zero}h${BAR}`, ...lined(colourOf(move)), "stroke-width": 2.5 })
      const up = move > 0 ? zero - high : zero
      const look = isReal ? filled(colourOf(move)) : { ...filled(colourOf(move), "paper"), "stroke-width": 2.2 }
      const dash = isReal || move > 0 ? null : "3 2"
      return shape("rect", { x: x + 1, y: up, width: BAR - 2, height: high, rx: 1.5, "stroke-dasharray": dash, ...look })
    }
    const text = (/** @type {number} */ move, /** @type {number} */ y, /** @type {number} */ weight) =>
      line(formatted(move, true), colourOf(move), 18, width - 9, y, { "text-anchor": "end", mono: true, "font-weight": weight })
    return [
      shape("path", { d: `M${left - 3} ${zero}h${2 * BAR + 9}`, ...lined("line"), "stroke-width": 1 }),
      bar(foretold, left, false),
      bar(real, left + BAR + 3, true),
      text(foretold, FOOT / 2 - 3, 400),
      text(real, FOOT / 2 + 17, 700),
    ]
  }

  /** How the arrows look so many ms after the beginning.
   *
   * @param {Moves} moves
   * @returns {Scene}
   */
  arrows({ foretold, far }, ms = Infinity) {
    const largest = Math.max(...foretold.map(Math.abs).filter(Number.isFinite), 0)
    /** @type {Scene} */
    const scene = {}
    this.operands.forEach((list, result) => {
      if (far[result] <= 0) return
      const begun = (far[result] - 1) * TRAVEL
      const way = Math.min(Math.max((ms - begun) / TRAVEL, 0), 1)
      list.forEach((k, slot) => {
        if (far[k] >= 0) scene[`e${result}_${slot}`] = arrowOf(foretold[k], largest, Math.min(1, way * 2))
      })
      scene[`r${result}`] = arrowOf(foretold[result], largest, Math.max(0, way * 2 - 1))
    })
    return scene
  }
}

/** Where 0 is in a foot, and how many px one is: the same for all bars, so that the highest of them has the whole foot.
 *
 * @typedef {{ zero: number; px: number }} Scale
 */

/**
 * @param {number[]} moves
 * @returns {Scale}
 */
function scaleOf(moves) {
  const [up, down] = [Math.max(0, ...moves), Math.max(0, ...moves.map(x => -x))]
  const room = FOOT - 2 * EDGE
  if (!(up + down > 0)) return { zero: FOOT / 2, px: 0 }
  return { zero: EDGE + room * (up / (up + down)), px: room / (up + down) }
}

/** How much of its move a value has made: it swings around the whole of it, and comes to rest.
 *
 * @param {number} way from 0 to 1.
 */
function swingAt(way) {
  if (way >= 1) return 1
  return way <= 0 ? 0 : Math.min(1 - Math.exp(-4 * way) * Math.cos(5 * Math.PI * way), 1.1) // no higher than its foot
}

/** How far it is from its place, from -1 to 1.
 *
 * @param {number} way from 0 to 1.
 */
function asideAt(way) {
  return way <= 0 || way >= 1 ? 0 : Math.exp(-4 * way) * Math.sin(5 * Math.PI * way)
}

/** @type {(x: number) => string} */
const colourOf = x => (x > 0 ? "positive" : x < 0 ? "negative" : "muted")

/** @type {Map<string, Flow>} */
const flows = new Map()

/** One arrow; the same Flow again is the same object, so that it is not drawn anew.
 *
 * @param {number} move
 * @param {number} largest
 * @param {number} lit
 * @returns {Properties}
 */
function arrowOf(move, largest, lit) {
  if (!move || !Number.isFinite(move)) return {}
  const wide = Math.round(2.5 + 4 * Math.sqrt(Math.abs(move) / largest))
  const key = `${Math.sign(move)} ${wide}`
  if (!flows.has(key)) flows.set(key, [move > 0 ? "positive" : "negative", wide, move > 0 ? "" : DASHES])
  return lit > 0 ? { flow: flows.get(key), lit, forward: 1 } : {}
}
