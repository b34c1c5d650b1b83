// Plays the steps of an animation over its picture, or all of them as one wave. What is seen at a moment is a scene (scenes.js);
// what each step says stands in the table that Python wrote. Here is what belongs to time, keys and focus, and what ties the
// parts together.

import { Asking } from "./asking.js"
import { Bar } from "./bar.js"
import { EQUATION_HEIGHT } from "./boxes.js"
import { Camera, LARGEST } from "./camera.js"
import { Clock } from "./clock.js"
import { Follower } from "./follower.js"
import { element, keysUntilLeft, listenForKeys, whenLinked } from "./host.js"
import { pressed } from "./keyboard.js"
import { lenses } from "./lenses.js"
import { Pane } from "./pane.js"
import { Panel } from "./panel.js"
import { readRow, remarksOf } from "./rows.js"
import { Score } from "./scenes.js"
import { filledIn, paragraph } from "./sentences.js"
import { Spotlight } from "./spotlight.js"
import { Stage } from "./stage.js"
import { expanded } from "./templates.js"

/** @import { Control } from "./bar.js" */
/** @import { Extent, PlayerData, SentData, Step } from "./types.d.ts" */

/** Plays an animation in a host.
 *
 * @param {HTMLElement} host
 * @param {SentData} data
 */
export function openPlayer(host, data) {
  new Player(host, { ...data, begin: Object.fromEntries(expanded(data.begin)), steps: expanded(data.steps) })
}

const REST = 500 // ms between two steps that play by themselves, at speed 1
const ROOMS = { under: [1066, 316], beside: [622, 478] } // px that the picture has in each form
const LARGE = 1.2 // how many times its own size a picture must have beside the tiles

const MANY_STEPS = 40 // steps: of so large a picture one wants to see a part

/** Plays an animation whose data are expanded. */
export class Player {
  /** @type {HTMLElement} */
  heard
  /** @type {number | undefined} the value whose story is open. */
  told
  /** @type {string | undefined} what the panel tells now. */
  lastTold

  /**
   * @param {HTMLElement & { player?: Player }} host
   * @param {PlayerData} data
   */
  constructor(host, data) {
    host.player = this // for a page that wants to drive it
    this.host = host
    this.data = data
    this.words = data.words
    this.steps = data.steps
    this.graph = data.graph
    this.score = new Score(data)
    /** @type {"step" | "wave"} */
    this.mode = "step"
    this.now = 0
    this.ms = 0
    this.playing = false
    this.clock = new Clock(() => +this.bar.speed.value)
    this.tableShown = false
    /** @type {string | null} the arrow that is pointed at. */
    this.pointed = null
    this.heardOf = ""
    this.rows = [.../** @type {NodeListOf<HTMLTableRowElement>} */ (host.querySelectorAll(".mg-steps tbody tr"))].map(readRow)
    this.stage = new Stage(host, data.picture, data.words.picture, data.graph.names)
    this.camera = new Camera(this.stage.svg, data.picture.extent)
    this.asking = new Asking(data, outcome => this.answered(outcome))
    const form = formOf(data.picture.extent)
    this.panel = new Panel(data, this.rows, form, this.asking, beat => this.hold(beat))
    const table = /** @type {HTMLDetailsElement} */ (host.querySelector(".mg-steps"))
    table.querySelector(".mg-still")?.remove() // how it ends, for where no script runs
    this.pane = new Pane(data, this.rows, table, {
      close: () => this.closePane(),
      arrow: edge => this.spotlight.onArrow(edge),
    })
    this.bar = new Bar(data, {
      press: name => this.press(name),
      wave: () => this.playWave(),
      scrub: place => this.scrub(place),
      table: () => this.showTable(),
      full: () => this.fullScreen(),
    })
    table.remove()
    this.build(form)
    this.spotlight = new Spotlight(
      this.stage,
      this.graph.operands,
      edge => this.point(edge),
      edge => this.asking.chooseArrow(edge),
    )
    for (const part of [...this.panel.tiles.tiles.map(({ tile }) => tile), this.pane.body])
      this.spotlight.follow(part, () => this.edgeNow())
    this.follower = new Follower(this)
    this.go(0, 0)
    whenLinked(/** @type {string} */ (host.dataset.mg), model => this.follower.follow(model))
    listenForKeys(host, event => pressed(this, event))
    keysUntilLeft(host, event => ["ArrowLeft", "ArrowRight"].includes(event.key) && pressed(this, event))
    addEventListener("beforeprint", () => host.isConnected && this.print())
  }

  // ---- what stands on the page

  /** @param {"under" | "beside"} form */
  build(form) {
    const { data } = this
    if (data.notes.length) this.stage.element.append(element("p", { className: "mg-notes" }, paragraph(data.notes)))
    if (this.camera.isFarAway() || this.steps.length > MANY_STEPS) this.stage.element.append(lenses(data.words, this.camera))
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    const grid = element("div", { className: `mg-grid mg-${form}` })
    this.stage.element.replaceWith(grid)
    grid.append(this.stage.element, this.panel.element, this.pane.element, this.bar.element)
    grid.after(this.heard)
    this.stage.makeChoosable(
      i => this.nameAndNumbers(i),
      i => this.tell(i),
      i => {
        this.spotlight.onValue(i)
        if (i !== null && this.told !== undefined) this.tell(i) // an open story follows the focus
      },
    )
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen()
    else this.host.requestFullscreen()
  }

  // ---- going from step to step

  /** @param {Control} name of a button. */
  press(name) {
    const last = this.steps.length - 1
    if (name === "play") return this.playing ? this.pause() : this.play()
    const moving = this.clock.isRunning
    this.pause()
    if (name === "forward") {
      // Pressed while a step plays: it is done, or as far as it gives no answer away.
      if (moving && this.mode === "step")
        return this.go(this.now, this.asking.waiting === null ? Infinity : this.data.choreography.holds[1])
      return this.advance(this.mode === "wave" ? this.now : this.now + 1)
    }
    const unfinished = this.mode === "step" && this.asking.waiting === null && this.ms < this.length
    const back = unfinished ? this.now : this.now - 1
    this.jump({ first: 0, back: Math.max(0, back), last }[name])
  }

  get length() {
    return this.steps[this.now].length
  }

  /** Goes to a step as it is when it is done. A question that nobody has answered is never jumped over: it is asked first.
   *
   * @param {number} target
   */
  jump(target) {
    const question = this.asking.between(this.reached, target)
    if (question < 0) this.go(target, Infinity)
    else this.ask(question)
  }

  /** The last step whose outcome has been seen. */
  get reached() {
    return this.asking.waiting === null ? this.now : this.now - 1
  }

  /** Plays one step, or asks for what comes of it.
   *
   * @param {number} step
   * @param {() => void} [then]
   */
  advance(step, then) {
    if (step > this.steps.length - 1) return
    const question = this.asking.between(this.reached, step)
    if (question >= 0) return this.ask(question)
    if (this.clock.isStill && !then) return this.go(step, Infinity)
    this.go(step, 0)
    this.run(this.length, this.data.choreography.keys[this.steps[step].kind], then)
  }

  /** @param {number} step */
  ask(step) {
    this.stop()
    this.playing = false
    this.bar.showPlaying(false)
    this.mode = "step"
    this.now = step
    this.ms = 0
    this.asking.wait(step)
    this.show()
    if (this.host.contains(document.activeElement)) this.asking.focus()
  }

  /** Shows a step so many ms after its beginning.
   *
   * @param {number} step
   * @param {number} ms
   */
  go(step, ms) {
    this.stop()
    this.mode = "step"
    this.now = Math.max(0, Math.min(step, this.steps.length - 1))
    if (this.asking.waiting !== this.now) this.asking.wait(null)
    this.ms = Math.min(ms, this.length)
    this.show()
  }

  /** Stands still at the end of one of the three beats of a step.
   *
   * @param {number} beat 0, 1 or 2.
   */
  hold(beat) {
    if (this.steps[this.now].kind !== "contribution" || this.mode === "wave" || this.asking.waiting !== null) return
    this.pause()
    this.go(this.now, this.data.choreography.holds[beat])
  }

  /** Lets time go on from now.
   *
   * @param {number} until ms.
   * @param {number[]} [keys] the moments that are shown where nothing is to move.
   * @param {() => void} [then]
   */
  run(until, keys, then) {
    this.clock.run(
      this.ms,
      until,
      keys,
      ms => {
        if (!this.host.isConnected) return this.pause()
        this.ms = ms
        this.show()
      },
      then,
    )
  }

  stop() {
    this.clock.stop()
  }

  play() {
    if (this.mode === "wave") return this.playWave(this.ms < this.data.wave.length ? this.ms : 0)
    if (this.now === this.steps.length - 1 && this.asking.waiting === null) this.go(0, 0)
    this.playing = true
    this.bar.showPlaying(true)
    if (this.ms < this.length && this.asking.waiting === null)
      this.run(this.length, this.data.choreography.keys[this.steps[this.now].kind], () => this.next())
    else this.next()
  }

  next() {
    if (!this.playing || !this.host.isConnected) return this.pause()
    if (this.now === this.steps.length - 1) return this.pause()
    this.advance(this.now + 1, () => {
      if (this.now === this.steps.length - 1) this.pause()
      else this.clock.rest(REST, () => this.next())
    })
  }

  pause() {
    this.stop()
    this.playing = false
    this.bar.showPlaying(false)
    this.follower.tell()
  }

  /** All steps in one go.
   *
   * @param {number} from ms.
   */
  playWave(from = 0) {
    if (this.asking.open) return this.jump(this.steps.length - 1) // it would give the answers away
    this.pause()
    const { length, keys } = this.data.wave
    this.mode = "wave"
    this.now = this.steps.length - 1
    this.ms = from
    this.asking.wait(null)
    this.playing = true
    this.bar.showPlaying(true)
    this.run(length, keys, () => this.pause())
    this.show()
  }

  /** Shows the wave so many ms after its beginning.
   *
   * @param {number} ms
   */
  seekWave(ms) {
    this.pause()
    this.mode = "wave"
    this.now = this.steps.length - 1
    this.ms = ms
    this.show()
  }

  /** @param {number} place on the scrubber. */
  scrub(place) {
    if (this.mode === "wave") return this.seekWave((place / Math.max(1, this.steps.length - 1)) * this.data.wave.length)
    this.pause()
    this.jump(Math.round(place))
  }

  // On paper all is as it is in the end, or as far as the questions have been answered.
  print() {
    const { now, ms, mode } = this
    this.pause()
    this.jump(this.steps.length - 1)
    addEventListener("afterprint", () => (mode === "wave" ? this.seekWave(ms) : this.go(now, ms)), { once: true })
  }

  // ---- answers

  /** @param {"right" | "wrong" | "shown" | "said"} outcome */
  answered(outcome) {
    const { choreography } = this.data
    const focused = this.host.contains(document.activeElement)
    if (outcome === "said") return this.show()
    const over = outcome !== "wrong"
    if (over) {
      this.asking.wait(null)
      if (focused) this.bar.buttons.forward.focus({ preventScroll: true })
    }
    const until = over ? this.length : this.asking.asked.options?.[0][1] ? 0 : choreography.holds[1] // one arrow alone would mislead
    if (this.clock.isStill) {
      this.ms = until
      return this.show()
    }
    this.show()
    this.run(until, undefined, () => this.show())
  }

  // ---- showing where we are

  show() {
    const scene = this.mode === "wave" ? this.score.wave(this.ms) : this.score.scene(this.now, this.ms)
    this.stage.apply(scene)
    this.camera.look(this.mode === "wave" ? null : this.actors())
    this.showPlace()
    this.showTold()
    this.speak()
    this.follower.tell()
  }

  /** The rectangles that a step is about; null for the whole picture.
   *
   * @returns {Extent[] | null}
   */
  actors() {
    const step = this.steps[this.now]
    if (step.kind === "start" || step.kind === "end") return null
    const result = "result" in step ? step.result : step.value
    const { boxes, equations } = this.stage.picture
    const values = [result, step.value, ...this.graph.operands[result]].filter(i => i !== null)
    /** @type {Extent[]} */
    const parts = values.map(i => [boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height])
    if (equations[result]) parts.push([equations[result][0], equations[result][1], equations[result][2], EQUATION_HEIGHT])
    return parts
  }

  showPlace() {
    const { steps, words, now, mode } = this
    const last = steps.length - 1
    const asking = this.asking.waiting !== null
    if (mode === "wave") {
      const seconds = filledIn(words.wave_at, { seconds: (this.ms / 1000).toFixed(1) })
      this.bar.showPlace((this.ms / this.data.wave.length) * last, seconds, seconds, true)
    } else {
      const count = filledIn(words.step_of, { step: now, steps: last })
      this.bar.showPlace(asking ? now - 1 : now, count, `${count}. ${this.rows[now].title}`, false)
    }
    this.bar.allow(now > 0, !asking && (now < last || this.ms < this.length || mode === "wave"))
  }

  /** The panel: of the arrow that is pointed at, else of the wave, else of the step. */
  showTold() {
    const key = this.toldKey()
    if (key === this.lastTold) return
    this.lastTold = key
    const { panel, now, ms, stage } = this
    const pointed = this.pointedStep()
    const step = this.steps[pointed >= 0 ? pointed : now]
    if (pointed >= 0) panel.showContribution(pointed, Infinity)
    else if (this.mode === "wave") panel.showWave(this.phase(), stage.scene)
    else if (step.kind === "contribution") panel.showContribution(now, ms)
    else panel.showOther(now, ms, stage.scene)
    this.showPane(step, pointed >= 0)
  }

  /** What the panel depends on: it is only drawn when that changes. */
  toldKey() {
    const { mode, now, ms, pointed, told, tableShown, asking } = this
    const { told: turns, beats } = this.data.choreography
    const marks = mode === "wave" ? this.phase() : [...Object.values(turns), ...beats].map(at => ms >= at)
    return JSON.stringify([mode, now, marks, ms >= this.length, pointed, told, tableShown, asking.waiting, asking.tries, asking.said])
  }

  /** The arrow that the tiles and the code are about, if they are about one. */
  edgeNow() {
    const step = this.steps[this.now]
    const isTold =
      this.mode === "step" && this.asking.waiting === null && step.kind === "contribution" && this.told === undefined && !this.tableShown
    return isTold ? `e${step.result}_${step.slot}` : null
  }

  /** @param {string | null} edge the arrow that is pointed at. */
  point(edge) {
    this.pointed = edge
    this.showTold()
  }

  /** The step that handed something along the arrow that is pointed at, if it is over; else -1. */
  pointedStep() {
    if (!this.pointed || this.asking.waiting !== null) return -1
    const at = this.steps.findIndex(step => step.kind === "contribution" && `e${step.result}_${step.slot}` === this.pointed)
    return this.mode === "wave" || at < this.now || (at === this.now && this.ms >= this.length) ? at : -1
  }

  /** @returns {"forward" | "backward" | "done"} */
  phase() {
    const { backward, end } = this.data.wave
    return this.ms >= end ? "done" : this.ms >= backward ? "backward" : "forward"
  }

  /** The story that is open, the table, the code, or how the picture is read.
   *
   * @param {Step} step
   * @param {boolean} pointed whether it is only pointed at.
   */
  showPane(step, pointed) {
    const { asking, pane, panel, ms } = this
    if (this.told !== undefined) return this.tellStory()
    if (this.tableShown) return pane.showTable()
    if (asking.waiting !== null && asking.tries === 0) return pane.showThink()
    if (!step.code || (this.mode === "wave" && !pointed)) return pane.showLegend()
    pane.showCode(step.code, pointed || step.kind !== "contribution" ? 0 : panel.beatAt(ms, step.length), !!step.wrong)
  }

  /** One sentence for each step, and one for each answer; none for a beat. */
  speak() {
    const { asking, rows, now } = this
    const row = rows[now]
    const text =
      this.mode === "wave"
        ? `${this.panel.title.textContent}. ${this.phase() === "done" ? this.panel.tiles.wide.textContent : ""}`
        : asking.waiting === null
          ? [asking.saidAt(now), row.title, row.arithmetic, ...remarksOf(row), now === this.steps.length - 1 ? asking.score() : ""]
              .filter(Boolean)
              .join(". ")
          : asking.said || [row.title, asking.asked.asked].join(". ")
    if (text === this.heardOf) return
    this.heardOf = text
    this.heard.textContent = text
  }

  // ---- the story of one value, the table of all steps

  /** @param {number} i */
  nameAndNumbers(i) {
    return `${this.graph.names[i]}: ${this.numbersOf(i)}`
  }

  /** @param {number} i */
  numbersOf(i) {
    const { data, grad } = this.stage.scene[`v${i}`] ?? {}
    return `data ${data}${grad === undefined ? "" : `, grad ${grad}`}`
  }

  /** @param {number} i */
  tell(i) {
    const opened = this.told === undefined
    this.told = i
    this.tableShown = false
    this.tellStory()
    // biome-ignore lint/performance/useDomNodeTextContent: with the breaks between paragraphs, as it is seen
    if (opened) this.heard.textContent = this.pane.element.innerText
  }

  tellStory() {
    const i = /** @type {number} */ (this.told)
    const done =
      this.mode === "wave" ? (this.phase() === "done" ? this.steps.length - 1 : -1) : this.ms >= this.length ? this.now : this.now - 1
    this.pane.showStory(i, this.numbersOf(i), done)
  }

  showTable() {
    if (this.asking.open) return this.jump(this.steps.length - 1) // it would give the answers away
    if (this.tableShown) return void this.closePane()
    this.told = undefined
    this.tableShown = true
    this.pane.showTable()
  }

  closePane() {
    if (this.told === undefined && !this.tableShown) return false
    const box = this.told === undefined ? this.bar.table : this.stage.boxes[this.told]
    const inside = this.pane.element.contains(document.activeElement)
    this.told = undefined
    this.tableShown = false
    this.lastTold = undefined
    this.showTold()
    if (inside) box.focus({ preventScroll: true })
    return true
  }
}

/** Whether the tiles stand below the picture or beside it: decided once, from the picture alone.
 *
 * @param {Extent} extent
 */
function formOf([, , w, h]) {
  const [under, beside] = [ROOMS.under, ROOMS.beside].map(([width, height]) => Math.min(width / w, height / h, LARGEST))
  return beside >= LARGE || beside > under ? "beside" : "under"
}
