// What one step of training does to a network: the gradients run back through it, then each weight takes its step.

import { icon, PLAYING } from "./buttons.js"
import { Clock } from "./clock.js"
import { element } from "./host.js"
import { Mesh } from "./mesh.js"
import { shortly } from "./numbers.js"
import { unpacked } from "./packing.js"

/** @import { NetLayer } from "./forward.js" */
/** @import { NetworkStep, Words } from "./types.d.ts" */

const LENGTH = 4000 // ms
const RUN_BACK = 0.6 // of it, after which the gradients have run back; without a learning rate all of it
const ROUND = 1000 // steps of the slider

export class StepView {
  /**
   * @param {Words} words
   * @param {NetworkStep} step
   */
  constructor(words, step) {
    this.words = words
    this.rate = step.rate
    this.at = 0 // how far the step has come, from 0 to 1
    /** @type {NetLayer[]} */
    this.layers = step.weights.map((packed, k) => ({ inputs: step.sizes[k], outputs: step.sizes[k + 1], numbers: unpacked(packed) }))
    this.gradients = step.gradients.map(unpacked)
    this.mesh = new Mesh(words, step.sizes)
    this.clock = new Clock(() => 1)
    this.play = element("button", { type: "button", className: "mg-play", onclick: () => this.press() })
    this.slider = element("input", { type: "range", min: 0, max: ROUND, step: 1, ariaLabel: words.where })
    this.slider.addEventListener("input", () => {
      this.clock.stop()
      this.show(+this.slider.value / ROUND)
    })
    this.element = element(
      "div",
      { className: "mg-step" },
      this.mesh.element,
      element("div", { className: "mg-bar" }, this.play, this.slider),
    )
    new ResizeObserver(() => this.fit()).observe(this.mesh.element)
    this.show(0)
  }

  /** Plays it; of who wants no motion, what is seen are its ends. */
  press() {
    if (this.clock.isRunning) return this.stop()
    const from = this.at >= 1 ? 0 : this.at * LENGTH
    const keys = [RUN_BACK * LENGTH, LENGTH]
    this.clock.run(
      from,
      LENGTH,
      keys,
      ms => this.show(ms / LENGTH),
      () => this.show(1),
    )
    this.show(this.at)
  }

  stop() {
    this.clock.stop()
    this.show(this.at)
  }

  fit() {
    this.mesh.place()
    this.show(this.at)
  }

  /** @param {number} at from 0 to 1. */
  show(at) {
    this.at = at
    const back = this.rate === null ? 1 : RUN_BACK
    const updates = at > back
    const t = updates ? (at - back) / (1 - back) : at / back
    const changes = this.gradients.map(layer => layer.map(x => -x * (this.rate ?? 0)))
    this.mesh.draw({
      layers: updates ? changed(this.layers, changes, t) : this.layers,
      gradients: this.gradients,
      dead: [],
      phase: updates ? "update" : "backward",
      t,
      changes,
      rate: this.rate === null ? undefined : shortly(this.rate),
    })
    this.slider.value = `${Math.round(at * ROUND)}`
    this.slider.setAttribute("aria-valuetext", this.mesh.caption)
    const plays = this.clock.isRunning
    this.play.replaceChildren(icon(plays ? PLAYING.pause : PLAYING.play))
    this.play.title = this.play.ariaLabel = plays ? this.words.pause : this.words.play
  }
}

/** The layers on the way to what a step makes of them.
 *
 * @param {NetLayer[]} layers
 * @param {Float64Array[]} changes of the weights, without the biases.
 * @param {number} t from 0 to 1.
 * @returns {NetLayer[]}
 */
function changed(layers, changes, t) {
  return layers.map((layer, k) => {
    const numbers = layer.numbers.slice()
    for (let n = 0; n < layer.outputs; n++)
      for (let i = 0; i < layer.inputs; i++) numbers[n * (layer.inputs + 1) + i] += t * changes[k][n * layer.inputs + i]
    return { ...layer, numbers }
  })
}
