// The picture of a network: each neuron opens, in the place of the picture, into the graph of values that it computes, and back.

import { Camera } from "./camera.js"
import { claim, element, listenForKeys } from "./host.js"
import { lenses } from "./lenses.js"
import { StepView } from "./network_step.js"
import { filledIn } from "./sentences.js"
import { shape } from "./shapes.js"
import { Stage } from "./stage.js"

/** @import { NetworkData, NetworkStep, Neuron, Scene } from "./types.d.ts" */
/** @typedef {[column: number, row: number]} Place */

const TOUCHED = 1.35 // times as large as it is drawn a neuron is to touch; no larger, or neighbours would overlap
const LEGIBLE = 0.45 // px of the room for one of the graph; below, the beginning is looked at from near by
const NEAR = 0.75 // the same, there
const STEP = 0.2 // of what is seen, by an arrow key

/** Shows a network in every host of the page that has this token.
 *
 * @param {string} token
 * @param {NetworkData} data
 */
export function show(token, data) {
  claim(token, host => {
    if (host.querySelector(".mg-live > svg")) new Network(host, data)
  })
}

class Network {
  // What open makes, and back takes away.
  /** @type {HTMLElement | undefined} */
  panel
  /** @type {Camera | undefined} */
  camera
  /** @type {SVGElement | HTMLElement | undefined} the neuron that is open, or the button of the step that is shown. */
  open
  /** @type {StepView | undefined} */
  view
  /** @type {HTMLButtonElement | undefined} */
  stepButton

  /**
   * @param {HTMLElement & { network?: Network }} host
   * @param {NetworkData} data
   */
  constructor(host, data) {
    host.network = this // for a page that wants to drive it
    this.host = host
    this.data = data
    const svg = /** @type {SVGElement} */ (host.querySelector(".mg-live > svg"))
    svg.setAttribute("role", "group") // of what stands in an image a screen reader tells nothing
    const drawn = /** @type {NodeListOf<SVGElement>} */ (svg.querySelectorAll(".mg-unit"))
    let next = 0
    /** @type {SVGElement[][]} the neurons by their layers; one that does not open is only drawn. */
    this.layers = data.layers.map(layer => layer.map(() => drawn[next++]))
    this.eachThatOpens((unit, neuron, place) => this.makeButton(unit, neuron, place))
    const [first] = this.places()
    if (first) {
      this.allowFocus(first)
      host.append(element("p", { className: "mg-hint" }, data.words.hint))
    }
    if (data.step) this.stepButton = this.makeStepButton(data.step)
    listenForKeys(host, event => (this.panel ? this.keyInside(event) : this.key(event)))
  }

  /** @param {(unit: SVGElement, neuron: Neuron, place: Place) => void} act */
  eachThatOpens(act) {
    for (const [k, n] of this.places()) act(this.layers[k][n], /** @type {Neuron} */ (this.data.layers[k][n]), [k, n])
  }

  /** Where the neurons are that open.
   *
   * @returns {Place[]}
   */
  places() {
    return this.data.layers.flatMap((layer, k) => layer.flatMap((neuron, n) => (neuron ? [/** @type {Place} */ ([k, n])] : [])))
  }

  /**
   * @param {SVGElement} unit
   * @param {Neuron} neuron
   * @param {Place} place
   */
  makeButton(unit, [title], place) {
    const radius = Number(unit.querySelector("circle")?.getAttribute("r"))
    unit.prepend(shape("circle", { r: radius * TOUCHED, fill: "transparent", class: "mg-touched" }))
    unit.classList.add("mg-opens")
    unit.setAttribute("role", "button")
    unit.setAttribute("tabindex", "-1")
    unit.setAttribute("aria-label", filledIn(this.data.words.open, { name: title }))
    unit.addEventListener("click", () => this.show(place))
    unit.addEventListener("focus", () => this.allowFocus(place))
  }

  /** One tab stop for the whole picture.
   *
   * @param {Place} place
   */
  allowFocus([k, n]) {
    this.eachThatOpens(unit => unit.setAttribute("tabindex", unit === this.layers[k][n] ? "0" : "-1"))
  }

  /** The neuron that an arrow key leads to: the next one of its layer, or the one beside it in the next layer that has one.
   *
   * @param {Place} place
   * @param {number} right
   * @param {number} down
   * @returns {Place | undefined}
   */
  beside([k, n], right, down) {
    if (down)
      return this.places()
        .filter(([layer, row]) => layer === k && (row - n) * down > 0)
        .at(down > 0 ? 0 : -1)
    const layers = this.places().map(([layer]) => layer)
    const next = layers.filter(layer => (layer - k) * right > 0).at(right > 0 ? 0 : -1)
    const height = (/** @type {Place} */ [layer, row]) => row - (this.layers[layer].length - 1) / 2
    const away = (/** @type {Place} */ other) => Math.abs(height(other) - height([k, n]))
    return this.places()
      .filter(([layer]) => layer === next)
      .sort((one, other) => away(one) - away(other))[0]
  }

  /** @param {NetworkStep} step */
  makeStepButton(step) {
    const { words } = this.data
    const button = element("button", { type: "button", className: "mg-take", onclick: () => this.take(step) }, `▶ ${words.step}`)
    this.host.append(button)
    return button
  }

  // ---- open and closed

  /**
   * @param {string} title
   * @returns {HTMLElement}
   */
  openPanel(title) {
    const back = element("button", { type: "button", onclick: () => this.back() }, `← ${this.data.words.back}`)
    const top = element("div", { className: "mg-top" }, element("p", { className: "mg-title" }, title), back)
    this.panel = element("div", { className: "mg-opened", role: "group", ariaLabel: title }, top)
    this.host.append(this.panel)
    this.host.classList.add("mg-open")
    back.focus({ preventScroll: true })
    return this.panel
  }

  /** Shows a step of training.
   *
   * @param {NetworkStep} step
   */
  take(step) {
    this.open = this.stepButton
    this.view = new StepView(this.data.words, step)
    this.openPanel(this.data.words.step).append(this.view.element)
    this.view.fit()
    this.view.press()
  }

  /** @param {Place} place */
  show([k, n]) {
    const { data } = this
    const { words } = data
    const [title, picture, numbers, grads] = /** @type {Neuron} */ (data.layers[k][n])
    const panel = this.openPanel(title)
    const stage = new Stage(panel, data.pictures[picture], title)
    const note = element("p", { className: "mg-note" }, ...data.notes[k].map(sentence => element("span", {}, sentence)))
    const bottom = element("div", { className: "mg-bottom" }, note)
    panel.append(bottom)
    stage.apply(sceneOf(numbers, grads))
    this.camera = new Camera(stage.svg, stage.extent)
    if (this.camera.isFarAway()) {
      bottom.append(lenses(words, this.camera))
      stage.element.classList.add("mg-large")
      if (this.camera.size[0] / this.camera.whole()[2] < LEGIBLE) this.lookAtTheBeginning(stage)
    }
    this.open = this.layers[k][n]
  }

  /** @param {Stage} stage */
  lookAtTheBeginning({ picture }) {
    const camera = /** @type {Camera} */ (this.camera)
    const first = picture.boxes.reduce((one, box) => (box.x < one.x ? box : one))
    const [across, down] = camera.size.map(side => side / NEAR)
    const [left, top, , height] = camera.extent
    const spare = Math.max(0, height - down)
    const y = spare ? Math.min(Math.max(first.y + first.height - down / 2, top), top + spare) : top + (height - down) / 2
    camera.choose([left, y, across, down])
  }

  back() {
    const { open, panel } = this
    this.view?.clock.stop()
    this.host.classList.remove("mg-open")
    this.open = this.panel = this.camera = this.view = undefined
    open?.focus({ preventScroll: true })
    panel?.remove()
  }

  // ---- keys

  /** @param {KeyboardEvent & { target: Element }} event */
  key(event) {
    const here = this.places().find(([k, n]) => this.layers[k][n] === event.target)
    if (!here) return false
    if (event.key === "Enter" || event.key === " ") this.show(here)
    else {
      const [right, down] = WAYS[event.key] ?? [0, 0]
      if (!right && !down) return false
      const other = this.beside(here, right, down)
      if (other) this.layers[other[0]][other[1]].focus({ preventScroll: true })
    }
    event.preventDefault()
    return true
  }

  /** @param {KeyboardEvent & { target: Element }} event */
  keyInside(event) {
    const { camera } = this
    if (event.key === "Enter" || event.key === " ") return true // the browser presses the button
    if (event.target.matches("input") && event.key !== "Escape") return true // it is moved
    /** @type {Record<string, () => void>} */
    const others = { Escape: () => this.back(), "+": () => camera?.nearer(), "-": () => camera?.farther(), 0: () => camera?.fit() }
    const way = camera?.isFarAway() ? WAYS[event.key] : undefined // else the page scrolls
    if (!way && !others[event.key]) return false
    event.preventDefault()
    if (way) this.look(way)
    else others[event.key]()
    return true
  }

  /** Looks farther to one side of a graph that is large.
   *
   * @param {[number, number]} way
   */
  look([right, down]) {
    const camera = /** @type {Camera} */ (this.camera)
    const [x, y, w, h] = camera.view
    camera.choose([x + STEP * w * right, y + STEP * h * down, w, h])
  }
}

/** @type {Record<string, [right: number, down: number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** The picture of these numbers.
 *
 * @param {string[]} data
 * @param {string[]} grads
 */
function sceneOf(data, grads) {
  /** @type {Scene} */
  const scene = {}
  data.forEach((text, i) => {
    scene[`v${i}`] = { data: text, grad: grads[i], grad_sign: COLOURS[grads[i][0]] ?? "ink" }
  })
  return scene
}

/** @type {Record<string, string>} by the first character of a gradient. */
const COLOURS = { "+": "positive", "-": "negative", "·": "muted" }
