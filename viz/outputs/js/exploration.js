// One graph whose leaves can be moved: every value and gradient follows at once, computed here; what the browser has no rule for
// is asked of the kernel, where one is connected.

import { Clock } from "./clock.js"
import { evaluate, knows } from "./evaluator.js"
import { happeningsOf } from "./happenings.js"
import { element } from "./host.js"
import { distances, foretold } from "./moves.js"
import { Nudge } from "./nudge.js"
import { formatted } from "./numbers.js"
import { presetsOf, titlesOf } from "./presets.js"
import { Shake } from "./shake.js"
import { Sliders } from "./sliders.js"
import { Stage } from "./stage.js"

/** @import { Answer, ExplorerData, Graph, Happening, Preset, Result, Scene } from "./types.d.ts" */
/** @import { Moves } from "./shake.js" */

const MOST_SEARCHED = 2000 // values times leaves: beyond, looking for what happens would be felt

export class Exploration {
  linked = false // whether there is a kernel

  /**
   * @param {HTMLElement} room
   * @param {ExplorerData} data
   * @param {(values: Record<string, number>, nudged: Record<string, number> | null) => void} share tells the kernel where the leaves
   *   are, and asks it for what the browser cannot compute.
   */
  constructor(room, data, share) {
    this.toKernel = share
    this.words = data.words
    this.graph = data.graph
    this.names = data.names
    this.short = data.short
    this.labels = new Map(data.leaves.map(([i, label]) => [i, label]))
    this.unknown = unknownSymbols(data.graph, new Set(data.unordered))
    this.known = this.unknown.length === 0
    this.fixed = Object.entries(data.fixed).map(([i, x]) => /** @type {[number, number]} */ ([+i, Number(x)]))
    this.clock = new Clock(() => 1)
    this.shaken = false
    this.stage = new Stage(room, data.picture, data.words.picture, data.names)
    this.stage.element.style.setProperty("--mg-width", `${data.picture.extent[2]}`)
    this.shake = new Shake(this.stage, data.graph.operands)
    this.sliders = new Sliders(
      data,
      i => this.moved(i),
      () => this.rest(),
    )
    this.nudge = new Nudge(
      data,
      () => this.choose(),
      () => this.playShake(),
    )
    this.note = element("p", { className: "mg-note", role: "status" })
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    /** @type {Map<number, Happening[]>} of each leaf, as they rest. */
    this.happenings = new Map()
    this.last = data.leaves[0][0] // the leaf that was moved last
    /** @type {Result} */
    this.result = { data: data.data.map(Number), grads: data.grads.map(Number), slopes: [], undefinedAt: [] }
    /** @type {Result} as the operations give it; at first the numbers of the class are shown, which may differ. */
    this.here = this.known ? this.at(this.sliders.now) : this.result
    this.result.slopes = this.here.slopes
    this.search()
    this.build(data.presets)
    this.show()
  }

  /** @param {ExplorerData["presets"]} given */
  build(given) {
    const { words, sliders, nudge } = this
    /** @type {Preset[]} */
    const presets = given
      ? given.map(([name, numbers]) => ({ name, numbers: new Map([...sliders.start, ...numbers]) }))
      : presetsOf(this.graph, this.all(sliders.start), this.happenings)
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) => element("button", { type: "button", onclick }, name)
    const titles = titlesOf(presets, this.names, words)
    this.presets = [
      { button: button(words.reset, () => this.reset()), numbers: sliders.start },
      ...presets.map(({ numbers }, n) => ({ button: button(titles[n], () => this.take(numbers)), numbers })),
    ]
    const row = element(
      "div",
      { className: "mg-presets", role: "group", ariaLabel: words.presets },
      ...this.presets.map(each => each.button),
    )
    const hand = element("div", {}, row, sliders.element)
    this.stage.element.after(element("div", { className: "mg-hands" }, hand, nudge.element), this.note, this.heard)
    new ResizeObserver(() => makeScrollable(this.stage.element)).observe(this.stage.element)
  }

  /** @param {number} i */
  moved(i) {
    this.last = i
    this.compute()
  }

  reset() {
    this.sliders.reset()
    this.shaken = false
    this.compute()
    this.rest()
  }

  /** @param {Map<number, number>} numbers a preset's. */
  take(numbers) {
    this.sliders.set(numbers)
    this.compute()
    this.rest()
  }

  /** @param {Record<string, number>} values as the kernel calls the leaves. */
  moveAll(values) {
    const moved = [...this.labels].filter(([i, label]) => Number.isFinite(values[label]) && values[label] !== this.sliders.numberOf(i))
    if (!moved.length) return
    this.sliders.set(new Map(moved.map(([i, label]) => [i, values[label]])))
    this.compute()
    this.search()
  }

  // Another leaf or another h.
  choose() {
    this.clock.stop()
    if (this.known) this.show()
    else this.share()
  }

  compute() {
    this.clock.stop()
    if (this.known) this.result = this.here = this.at(this.sliders.now)
    this.share()
    this.show()
  }

  // Once a leaf is let go.
  rest() {
    this.search()
    this.tell()
  }

  // Where something happens: the sliders shall reach it.
  search() {
    if (!this.known || this.names.length * this.labels.size > MOST_SEARCHED) return
    const leaves = this.all(this.sliders.now)
    this.happenings = new Map([...this.labels.keys()].map(i => [i, happeningsOf(this.graph, leaves, i)]))
    for (const [i, found] of this.happenings) this.sliders.reach(i, found)
  }

  // Tells the kernel, which keeps the values, and computes what the browser cannot.
  share() {
    const { leaf, h } = this.nudge
    const nudged = { ...this.byLabel(), [this.labelOf(leaf)]: this.sliders.numberOf(leaf) + h }
    this.toKernel(this.byLabel(), this.known ? null : nudged)
  }

  /** @param {Map<number, number>} leaves */
  at(leaves) {
    return evaluate(this.graph, this.all(leaves))
  }

  /** With those that stand still.
   *
   * @param {Map<number, number>} leaves
   */
  all(leaves) {
    return new Map([...this.fixed, ...leaves])
  }

  // As the kernel calls the leaves: what is shown of a label may be cut.
  byLabel() {
    return Object.fromEntries([...this.sliders.now].map(([i, x]) => [this.labelOf(i), x]))
  }

  /** @param {number} i */
  labelOf(i) {
    return /** @type {string} */ (this.labels.get(i))
  }

  // ---- what is seen

  show() {
    const { data, grads } = this.result
    const moves = this.moves()
    const seen = this.shaken && moves
    this.stage.apply({ ...sceneOf(data, grads, this.stage.scene), ...(seen ? this.shake.arrows(seen) : {}) })
    if (seen) this.shake.show(seen)
    else this.shake.hide()
    this.nudge.show(grads[this.nudge.leaf], moves?.real.at(-1))
    this.note.textContent = this.noted()
    for (const { button, numbers } of this.presets ?? [])
      button.ariaPressed = `${[...numbers].every(([i, x]) => x === this.sliders.numberOf(i))}`
  }

  noted() {
    const { words, result } = this
    if (!this.known && !this.linked) return words.no_kernel.replace("{symbols}", () => this.unknown.join(", "))
    if (result.error) return result.error
    if (result.undefinedAt.length) return words.undefined.replace("{name}", () => this.names[result.undefinedAt[0]])
    return this.sliders.told(this.last)
  }

  /** How far everything moves by the nudge; null where that is not known.
   *
   * @returns {Moves | null}
   */
  moves() {
    const { leaf: i, h } = this.nudge
    const { data, grads, slopes, nudged } = this.result
    const [before, after] = this.known
      ? [this.here.data, this.at(new Map(this.sliders.now).set(i, this.sliders.numberOf(i) + h)).data]
      : [data, nudged]
    if (!after) return null
    const moves = foretold(this.graph, slopes, i, h)
    moves[moves.length - 1] = grads[i] * h // the same, but for rounding
    return { foretold: moves, real: Array.from(before, (x, k) => after[k] - x), far: distances(this.graph, i) }
  }

  playShake() {
    const moves = this.moves()
    if (!moves) return
    this.shaken = true
    const values = sceneOf(this.result.data, this.result.grads, this.stage.scene)
    const length = this.shake.length(moves)
    this.clock.run(0, length, [length], ms => {
      this.stage.apply({ ...values, ...this.shake.arrows(moves, ms) })
      this.shake.show(moves, ms < length ? ms : Infinity)
      this.stage.element.scrollLeft = (ms / length) * (this.stage.element.scrollWidth - this.stage.element.clientWidth) // with the move
    })
    this.heard.textContent = this.nudge.said
  }

  tell() {
    const { data, grads } = this.result
    const gradients = [...this.sliders.now.keys()].map(i => `${this.short[i]}.grad ${formatted(grads[i], true)}`)
    this.heard.textContent = [`${this.names.at(-1)} ${formatted(data[data.length - 1])}`, ...gradients].join(", ")
  }

  close() {
    this.clock.stop()
  }

  // ---- the kernel

  link() {
    this.linked = true
    this.compute()
  }

  /** @param {Answer} answer */
  receive({ values, data = [], grads = [], slopes = [], nudged = [], error }) {
    if (JSON.stringify(values) !== JSON.stringify(this.byLabel())) return // an answer to an older question
    this.result = error
      ? { ...this.result, error }
      : {
          data: data.map(Number),
          grads: grads.map(Number),
          slopes: slopes.map(each => each?.map(Number) ?? null),
          nudged: nudged.map(Number),
          undefinedAt: [],
        }
    this.show()
  }
}

/** What is wider than its room is scrolled by keys too.
 *
 * @param {HTMLElement} room
 */
function makeScrollable(room) {
  if (room.scrollWidth > room.clientWidth) room.tabIndex = 0
  else room.removeAttribute("tabindex")
}

/** The picture of these numbers; what is as it was before stays the same object, which is not drawn again.
 *
 * @param {ArrayLike<number>} data
 * @param {ArrayLike<number>} grads
 * @param {Scene} before
 */
function sceneOf(data, grads, before) {
  /** @type {Scene} */
  const scene = {}
  for (let i = 0; i < data.length; i++) {
    const p = { data: formatted(data[i]), grad: formatted(grads[i], true), grad_sign: signOf(grads[i]) }
    const old = before[`v${i}`]
    scene[`v${i}`] = old && old.data === p.data && old.grad === p.grad ? old : p
  }
  return scene
}

/** @type {(x: number) => string} */
const signOf = x => (x > 0 ? "positive" : x < 0 ? "negative" : "ink")

/** The symbols of the operations that cannot be computed here: no rule, or operands in an unknown order.
 *
 * @param {Graph} graph
 * @param {Set<number>} unordered
 */
function unknownSymbols({ symbols, operands }, unordered) {
  const unknown = symbols.filter((symbol, i) => operands[i].length > 0 && (unordered.has(i) || !knows(symbol, operands[i].length)))
  return [...new Set(unknown)].map(symbol => symbol || "?").sort()
}
