// Moves the leaves of a graph: every value and gradient follows at once, computed here; what the browser has no rule for is
// asked of the kernel, where one is connected.

import { evaluate, knows } from "./evaluator.js"
import { claim, element, listenForKeys, whenLinked } from "./host.js"
import { formatted, shortly } from "./numbers.js"
import { Stage } from "./stage.js"

/** @import { Answer, ExplorerData, Graph, Model, Result, Scene } from "./types.d.ts" */
/** @typedef {{ slider: HTMLInputElement; field: HTMLInputElement; cells: HTMLElement[] }} Row */

/** Shows an explorer in every host of the page that has this token.
 *
 * @param {string} token
 * @param {ExplorerData} data
 */
export function show(token, data) {
  claim(token, host => new Explorer(host, data))
}

const NUDGES = [1, 0.1, 0.01, 0.001, 0.0001]
const LONG_STEPS = 100 // steps of a slider from one end to the middle

class Explorer {
  // What build makes.
  /** @type {Map<number, Row>} */
  rows
  /** @type {HTMLSelectElement} */
  which
  /** @type {HTMLSelectElement} */
  step
  /** @type {HTMLElement} */
  predicted
  /** @type {HTMLElement} */
  real
  /** @type {HTMLElement} */
  note
  /** @type {HTMLElement} */
  heard

  /** @type {Model | undefined} the kernel's side, once there is one. */
  model

  /**
   * @param {HTMLElement & { explorer?: Explorer }} host
   * @param {ExplorerData} data
   */
  constructor(host, data) {
    host.explorer = this // for a page that wants to drive it
    this.host = host
    this.words = data.words
    this.graph = data.graph
    this.names = data.names
    this.short = data.short
    this.labels = new Map(data.leaves.map(([i, label]) => [i, label]))
    this.unknown = unknownSymbols(data.graph, new Set(data.unordered))
    this.known = this.unknown.length === 0
    this.start = new Map(data.leaves.map(([i, , x]) => [i, x]))
    this.fixed = data.fixed
    this.now = new Map(this.start)
    this.stage = new Stage(host, data.picture, data.words.picture, data.names)
    /** @type {Result} */
    this.result = { data: data.data.map(Number), grads: data.grads.map(Number), undefinedAt: [] }
    this.build(data)
    this.link(/** @type {string} */ (host.dataset.mg))
    this.show()
    listenForKeys(host, event => event.target.matches("input[type=range]") && /^(Arrow|Page|Home|End)/.test(event.key))
  }

  /** @param {ExplorerData} data */
  build({ leaves, words }) {
    this.rows = new Map(leaves.map(([i, name, x]) => [i, this.row(i, name, x)]))
    const reset = element("button", { type: "button", onclick: () => this.reset() }, words.reset)
    const sliders = element(
      "div",
      { className: "mg-sliders", role: "group", ariaLabel: words.leaves },
      ...[...this.rows.values()].flatMap(row => row.cells),
      reset,
    )
    this.which = element("select", { ariaLabel: words.leaf }, ...leaves.map(([i, name]) => element("option", { value: i }, name)))
    this.step = element("select", { ariaLabel: "h" }, ...NUDGES.map(h => element("option", { value: h, selected: h === 0.01 }, `h = ${h}`)))
    this.predicted = element("output", {})
    this.real = element("output", {})
    const change = (/** @type {string} */ word, /** @type {Node} */ output) => element("p", {}, element("span", {}, word), output)
    const nudge = element(
      "div",
      { className: "mg-nudge", role: "group", ariaLabel: words.nudge },
      element("label", {}, `${words.nudge} `, this.which),
      this.step,
      change(words.predicted, this.predicted),
      change(words.real, this.real),
    )
    this.note = element("p", { className: "mg-note", role: "status" })
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    for (const choice of [this.which, this.step]) choice.addEventListener("change", () => (this.known ? this.showNudge() : this.share()))
    this.stage.element.after(sliders, nudge, this.note, this.heard)
  }

  /**
   * @param {number} i
   * @param {string} name
   * @param {number} x
   * @returns {Row}
   */
  row(i, name, x) {
    const slider = element("input", { type: "range", ariaLabel: name })
    setEnds(slider, x)
    slider.value = `${x}`
    const field = element("input", { type: "number", step: "any", value: x, ariaLabel: name })
    slider.addEventListener("input", () => this.move(i, slider.valueAsNumber))
    field.addEventListener("input", () => Number.isFinite(field.valueAsNumber) && this.move(i, field.valueAsNumber, field))
    for (const input of [slider, field]) input.addEventListener("change", () => this.tell())
    return { slider, field, cells: [element("span", { className: "mg-name" }, name), slider, field] }
  }

  /**
   * @param {number} i
   * @param {number} x
   * @param {HTMLInputElement} [from] the field that it was typed into.
   */
  move(i, x, from) {
    this.now.set(i, x)
    this.place(i, from)
    this.compute()
  }

  /** As the kernel, or another explorer of the same output, has it.
   *
   * @param {Record<string, number> | undefined} values
   */
  moveAll(values) {
    const moved = [...this.labels].filter(([i, label]) => Number.isFinite(values?.[label]) && values?.[label] !== this.now.get(i))
    for (const [i, label] of moved) {
      this.now.set(i, /** @type {Record<string, number>} */ (values)[label])
      this.place(i)
    }
    if (moved.length) this.compute()
  }

  reset() {
    for (const [i, x] of this.start) {
      this.now.set(i, x)
      setEnds(this.rowOf(i).slider, x)
      this.place(i)
    }
    this.compute()
    this.tell()
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
    const { slider, field } = this.rowOf(i)
    const x = this.numberOf(i)
    if (Math.abs(x) > +slider.max) setEnds(slider, x)
    slider.value = `${x}`
    if (field !== from) field.value = `${+x.toPrecision(6)}`
  }

  compute() {
    if (this.known) this.result = this.at(this.now)
    this.share()
    this.show()
  }

  // Tells the kernel, which keeps the values, and computes what the browser cannot.
  share() {
    if (!this.model) return
    const i = +this.which.value
    const nudged = { ...this.byLabel(), [this.labelOf(i)]: this.numberOf(i) + +this.step.value }
    this.model.set("values", this.byLabel())
    this.model.set("question", { values: this.byLabel(), nudged: this.known ? null : nudged })
    this.model.save_changes()
  }

  /** @param {Map<number, number>} leaves */
  at(leaves) {
    return evaluate(this.graph, { ...this.fixed, ...Object.fromEntries(leaves) })
  }

  // As the kernel calls the leaves: what is shown of a label may be cut.
  byLabel() {
    return Object.fromEntries([...this.now].map(([i, x]) => [this.labelOf(i), x]))
  }

  /** @param {number} i */
  labelOf(i) {
    return /** @type {string} */ (this.labels.get(i))
  }

  // ---- what is seen

  show() {
    const { data, grads } = this.result
    this.stage.apply(sceneOf(data, grads, this.stage.scene))
    this.showNudge()
    this.note.textContent = this.noted()
  }

  noted() {
    const { words, result } = this
    if (!this.known && !this.model) return words.no_kernel.replace("{symbols}", () => this.unknown.join(", "))
    if (result.error) return result.error
    return result.undefinedAt.length ? words.undefined.replace("{name}", () => this.names[result.undefinedAt[0]]) : ""
  }

  showNudge() {
    const i = +this.which.value
    const h = +this.step.value
    const gradient = this.result.grads[i]
    this.predicted.textContent = `${shortly(gradient)} × ${h} = ${shortly(gradient * h)}`
    const nudged = this.known ? this.at(new Map(this.now).set(i, this.numberOf(i) + h)).data.at(-1) : this.result.nudged
    this.real.textContent = nudged === undefined ? "?" : shortly(nudged - this.result.data[this.result.data.length - 1])
  }

  tell() {
    const { data, grads } = this.result
    const gradients = [...this.now.keys()].map(i => `${this.short[i]}.grad ${formatted(grads[i], true)}`)
    this.heard.textContent = [`${this.names.at(-1)} ${formatted(data[data.length - 1])}`, ...gradients, this.note.textContent].join(", ")
  }

  // ---- the kernel

  /** @param {string} token */
  link(token) {
    whenLinked(token, model => {
      this.model = model
      model.on("change:answer", () => this.receive(model.get("answer")))
      model.on("change:values", () => this.moveAll(model.get("values")))
      this.moveAll(model.get("values"))
      this.compute()
    })
  }

  /** @param {Answer} answer */
  receive({ values, data = [], grads = [], nudged, error }) {
    if (JSON.stringify(values) !== JSON.stringify(this.byLabel())) return // an answer to an older question
    this.result = error
      ? { ...this.result, error }
      : { data: data.map(Number), grads: grads.map(Number), nudged: Number(nudged), undefinedAt: [] }
    this.show()
  }
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

/**
 * @param {HTMLInputElement} slider
 * @param {number} x
 */
function setEnds(slider, x) {
  const half = niceHalf(x)
  Object.assign(slider, { min: -half, max: half, step: half / LONG_STEPS })
}

/** The end of a slider that has x well inside: 1, 2 or 5 times a power of ten.
 *
 * @param {number} x
 */
function niceHalf(x) {
  const wanted = 2 * Math.max(1, Math.abs(x))
  const power = 10 ** Math.floor(Math.log10(wanted))
  return ([1, 2, 5].find(n => n * power >= wanted) ?? 10) * power
}
