// Shows a training: live, as the kernel sends each step, or its recording. A frame holds what the network was after a step;
// everything else is computed here.

import { Field } from "./field.js"
import { between, changesOf, closedGates, gradientsOf, isDescent, layersOf, outputsOf } from "./forward.js"
import { claim, element, listenForKeys, whenLinked } from "./host.js"
import { LossCurve } from "./loss_curve.js"
import { Mesh } from "./mesh.js"
import { shortly } from "./numbers.js"
import { unpacked } from "./packing.js"
import { Playback, phaseAt } from "./playback.js"
import { paragraph } from "./sentences.js"
import { headline, TrainingBar } from "./training_bar.js"

/** @import { Way } from "./training_bar.js" */
/** @import { Model, TrainingData, TrainingFrame, TrainingMessage, TrainingSetup } from "./types.d.ts" */

/** Shows a training in every host of the page that has this token.
 *
 * @param {string} token
 * @param {TrainingData} data
 */
export function show(token, data) {
  claim(token, host => new Training(host, data))
}

const PATIENCE = 3000 // ms in which the kernel should have heard that the page is there
class Training {
  // What take makes.
  /** @type {TrainingSetup} */
  setup
  /** @type {LossCurve} */
  curve
  /** @type {Field | undefined} where there is a plane. */
  field
  /** @type {Mesh | undefined} where there is a network. */
  mesh

  said = "" // above the pictures
  /** @type {TrainingFrame[]} */
  frames = []
  /** @type {Model | undefined} */
  model
  /** @type {[number, number, number][]} the points that were added in this run. */
  added = []
  linked = Number.POSITIVE_INFINITY // when, in ms
  waits = false // whether a drawing is on its way

  /**
   * @param {HTMLElement & { training?: Training }} host
   * @param {TrainingData} data
   */
  constructor(host, data) {
    host.training = this // for a page that wants to drive it
    this.host = host
    this.words = data.words
    this.steps = data.steps
    this.live = data.live
    this.stopped = data.stopped
    this.bar = new TrainingBar(data.words, {
      press: way => this.playback.press(way),
      scrub: place => this.playback.scrub(place),
      slow: () => this.playback.toggleSlow(),
      gradients: () => this.toggleGradients(),
    })
    this.playback = new Playback(this.bar, {
      last: () => this.frames.length - 1,
      draw: () => this.draw(),
      drawSoon: () => this.drawSoon(),
      tell: () => this.tell(),
    })
    this.head = element("p", { className: "mg-head" })
    this.note = element("p", { className: "mg-note", role: "status" })
    this.heard = element("p", { className: "mg-heard", ariaLive: "polite" })
    this.grid = element("div", { className: "mg-grid" })
    host.append(this.grid)
    this.take(data.setup, data.note)
    this.frames = data.frames
    this.bar.slow.hidden ||= this.frames.length > 1 && !this.isNext(0)
    this.playback.place = this.frames.length - 1
    new ResizeObserver(() => this.fit()).observe(this.grid)
    listenForKeys(host, event => this.key(event))
    if (this.live) whenLinked(/** @type {string} */ (host.dataset.mg), model => this.link(model))
    this.fit()
  }

  /** Begins with a network.
   *
   * @param {TrainingSetup} setup
   * @param {string} note
   */
  take(setup, note) {
    this.setup = setup
    this.added = []
    this.curve = new LossCurve(this.words)
    this.field = setup.window ? new Field(this.words, setup, (...point) => this.add(point)) : undefined
    this.mesh = setup.sizes ? new Mesh(this.words, setup.sizes) : undefined
    const parts = [this.field?.element, this.mesh?.element, this.curve.element].filter(part => part !== undefined)
    this.grid.replaceChildren(this.head, ...parts, this.bar.element, this.note, this.heard)
    this.grid.classList.toggle("mg-no-plane", !this.field)
    this.grid.classList.toggle("mg-no-mesh", !this.mesh)
    this.field?.allow(false)
    this.bar.gradients.hidden = this.bar.slow.hidden = !this.mesh
    this.say(note)
  }

  /** @param {string} note */
  say(note) {
    const { why, no_network: noNetwork, points, all } = this.setup
    const few = all > points.length ? this.words.few.replace("{shown}", `${points.length}`).replace("{all}", `${all}`) : ""
    this.note.textContent = paragraph([note, why, noNetwork, few])
  }

  fit() {
    this.field?.place()
    this.mesh?.place()
    this.draw()
  }

  // ---- live

  /** @param {Model} model */
  link(model) {
    this.model = model
    this.linked = performance.now()
    this.host.scrollIntoView({ block: "nearest" }) // whoever has just begun it wants to see all of it
    model.on("change:answer", () => this.receive(model.get("answer")))
    this.tellKernel()
    this.receive(model.get("answer"))
  }

  tellKernel() {
    this.model?.send({ run: this.setup.run, added: this.added })
  }

  /** @param {TrainingMessage} message */
  receive({ setup, frame, heard, note }) {
    if (!setup || !frame) return
    const follows = this.playback.place >= this.frames.length - 1
    if (setup.run !== this.setup.run) {
      this.playback.stop()
      this.take(setup, note)
      this.frames = []
      this.fit()
    }
    Object.assign(this.setup, setup)
    if (!heard) this.tellKernel() // the first message may come too early to reach a cell that runs
    const deaf = !heard && performance.now() - this.linked > PATIENCE
    this.say(paragraph([note, deaf ? this.words.not_heard : ""]))
    this.field?.allow(heard)
    const last = this.frames.at(-1)
    if (last && frame.n <= last.n) this.frames[this.frames.length - 1] = frame.n === last.n ? frame : last
    else this.frames.push(frame)
    if (follows || this.frames.length === 1) this.playback.place = this.frames.length - 1
    this.drawSoon()
  }

  /** @param {[number, number, number]} point */
  add(point) {
    const [x, y, label] = point
    this.added.push([+x.toFixed(4), +y.toFixed(4), label])
    this.tellKernel()
    this.heard.textContent = this.words.added
  }

  // ---- keys

  toggleGradients() {
    if (!this.mesh) return
    this.mesh.showsGradients = !this.mesh.showsGradients
    TrainingBar.press(this.bar.gradients, this.mesh.showsGradients)
    this.draw()
  }

  /** @param {KeyboardEvent & { target: Element }} event */
  key(event) {
    if (this.field?.key(event)) return true
    const { key, target } = event
    if (key === "Enter" || key === " ") {
      if (target.matches("button")) return true // the browser presses it
      if (key === "Enter") return false
      event.preventDefault()
      this.playback.press("play")
      return true
    }
    const way = WAYS_OF_KEYS[key]
    if (!way && key !== "s" && key !== "g") return false
    event.preventDefault()
    if (way) this.playback.press(way)
    else if (key === "s") this.playback.toggleSlow()
    else this.toggleGradients()
    return true
  }

  // ---- what is seen

  drawSoon() {
    if (this.waits) return
    this.waits = true
    requestAnimationFrame(() => {
      this.waits = false
      this.draw()
    })
  }

  draw() {
    const { setup } = this
    const n = Math.min(Math.floor(this.playback.place), this.frames.length - 1)
    const frame = this.frames[n]
    if (!frame) return
    const part = this.playback.place - n
    const next = part > 0 && this.isNext(n) && this.frames[n + 1]
    const now = layersOf(setup, frame)
    const phase = next ? phaseAt(part) : undefined
    const after = next ? layersOf(setup, next) : now
    const layers = phase?.name === "update" ? between(now, after, phase.t) : now
    const gradients = gradientsOf(next || frame)
    const changes = next ? changesOf(now, after) : undefined
    const rate = next && changes && isDescent(changes, gradients, Number(next.rate), after) ? shortly(Number(next.rate)) : undefined
    const outputs = setup.activations
      ? setup.points.slice(0, frame.count).map(point => outputsOf(layers, setup.activations ?? [], point))
      : []
    const scores = this.scoresOf(frame, outputs)
    this.mesh?.draw({
      layers,
      gradients,
      dead: closedGates(setup.activations ?? [], outputs),
      outputs: phase && meanOf(outputs),
      phase: phase?.name,
      t: phase?.t,
      changes,
      rate,
    })
    this.field?.draw(layers, this.asked(n), scores)
    this.field?.point()
    this.curve.draw(this.losses(), this.live ? Math.max(this.steps, frame.n) : /** @type {TrainingFrame} */ (this.frames.at(-1)).n, frame.n)
    this.showWords(frame, scores)
  }

  /** Whether the frame after this one is that of the next step: none was left out between them.
   *
   * @param {number} n
   */
  isNext(n) {
    return this.frames[n + 1]?.n === this.frames[n].n + 1
  }

  /** The frame with the latest scores that the model was asked for.
   *
   * @param {number} n
   */
  asked(n) {
    if (this.setup.boundary !== "asked") return this.frames[n]
    const found = this.frames.slice(0, n + 1).findLast(frame => frame.grid)
    return found ? { ...found, count: this.frames[n].count } : this.frames[n]
  }

  /**
   * @param {TrainingFrame} frame
   * @param {Float64Array[][]} outputs
   */
  scoresOf(frame, outputs) {
    if (this.setup.boundary === "computed") return outputs.map(each => /** @type {Float64Array} */ (each.at(-1))[0])
    return frame.scores ? [...unpacked(frame.scores)] : []
  }

  /** @returns {[number, number][]} */
  losses() {
    return this.frames.flatMap(({ n, loss }) => (loss === null ? [] : [/** @type {[number, number]} */ ([n, Number(loss)])]))
  }

  /**
   * @param {TrainingFrame} frame
   * @param {number[]} scores
   */
  showWords(frame, scores) {
    const last = this.frames.length - 1
    const counts = this.setup.boundary && scores.length && this.setup.all === this.setup.points.length
    const parts = headline(this.words, {
      n: frame.n,
      steps: this.steps,
      right: counts ? scores.filter((score, i) => score * Number(this.setup.labels[i]) > 0).length : undefined,
      all: scores.length,
      rate: shortly(Number(frame.rate)),
      stopped: this.stopped && this.playback.place >= last,
      data: this.setup.data,
    })
    if (this.said !== parts.join(", ")) this.head.replaceChildren(...parts.map(text => element("span", {}, text)))
    this.said = parts.join(", ")
    this.bar.show(this.playback.place, last, this.said)
  }

  /** Says where it stands, to who does not see it. */
  tell() {
    this.heard.textContent = `${this.said}, ${this.curve.told.textContent}`
  }
}

/** @type {Record<string, Way>} */
const WAYS_OF_KEYS = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last" }

/** The mean of what each neuron gives over all examples.
 *
 * @param {Float64Array[][]} outputs
 */
function meanOf(outputs) {
  if (!outputs.length) return undefined
  return outputs[0].map((layer, k) => layer.map((_, n) => outputs.reduce((sum, each) => sum + each[k][n], 0) / outputs.length))
}
