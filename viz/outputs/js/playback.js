// Time in a training's recording: which frame is seen, and, in slow motion, which part of the step after it.

import { Clock } from "./clock.js"
import { TrainingBar } from "./training_bar.js"

/** @import { Way } from "./training_bar.js" */

const STEP = 100 // ms that a step is seen, at speed 1
const SLOW = 4200 // ms that one takes in slow motion
/** When its three phases end, as parts of it. @type {["forward" | "backward" | "update", number][]} */
const PHASES = [
  ["forward", 0.33],
  ["backward", 0.7],
  ["update", 1],
]

export class Playback {
  place = 0 // which frame is seen; in slow motion a part of the next step is added
  isSlow = false

  /**
   * @param {TrainingBar} bar
   * @param {{ last: () => number; draw: () => void; drawSoon: () => void; tell: () => void }} view the index of its last frame, and
   * what it does when the place has changed.
   */
  constructor(bar, view) {
    this.bar = bar
    this.view = view
    this.clock = new Clock(() => bar.speed)
  }

  stop() {
    this.clock.stop()
    this.bar.showPlaying(false)
  }

  /** @param {Way} way */
  press(way) {
    const plays = this.clock.isRunning
    this.stop()
    const last = this.view.last()
    const place = Math.floor(this.place)
    if (way === "play") {
      if (!plays) this.play()
      else this.view.tell()
      return
    }
    if (way === "forward" && this.isSlow && place < last) this.playOne(place)
    else this.go({ first: 0, back: this.place > place ? place : place - 1, forward: place + 1, last }[way])
    this.view.tell()
  }

  /** @param {number} place */
  scrub(place) {
    this.stop()
    this.go(place)
  }

  /** @param {number} place */
  go(place) {
    this.place = Math.max(0, Math.min(this.view.last(), place))
    this.view.drawSoon()
  }

  play() {
    const last = this.view.last()
    const from = this.place >= last ? 0 : this.place
    const length = this.isSlow ? SLOW : STEP
    const moments = this.isSlow ? this.stills(from, last) : undefined
    this.run(from, last, length, moments)
  }

  /** One step in slow motion.
   *
   * @param {number} place
   */
  playOne(place) {
    this.run(place, place + 1, SLOW, this.stills(place, place + 1))
  }

  /**
   * @param {number} from
   * @param {number} until
   * @param {number} length ms of a step.
   * @param {number[] | undefined} moments what is seen where nothing is to move.
   */
  run(from, until, length, moments) {
    this.bar.showPlaying(true)
    const keys = (moments ?? Array.from({ length: until - Math.floor(from) }, (_, i) => Math.floor(from) + i + 1)).map(
      place => place * length,
    )
    const show = (/** @type {number} */ ms) => {
      this.place = this.isSlow ? ms / length : Math.floor(ms / length + 1e-9)
      this.view.draw()
    }
    this.clock.run(from * length, until * length, keys, show, () => {
      this.place = until
      this.bar.showPlaying(false)
      this.view.draw()
      this.view.tell()
    })
  }

  /** The middle of each phase, and the end of each step.
   *
   * @param {number} from
   * @param {number} until
   */
  stills(from, until) {
    const places = []
    for (let step = Math.floor(from); step < until; step++) places.push(step + 0.32, step + 0.69, step + 0.85, step + 1)
    return places
  }

  toggleSlow() {
    this.isSlow = !this.isSlow
    TrainingBar.press(this.bar.slow, this.isSlow)
    const plays = this.clock.isRunning
    this.stop()
    if (!this.isSlow) this.go(Math.floor(this.place))
    else if (plays) this.play()
    else if (this.view.last() > 0) this.playOne(Math.min(Math.floor(this.place), this.view.last() - 1))
  }
}

/** @param {number} part of a step. */
export function phaseAt(part) {
  let begin = 0
  for (const [name, end] of PHASES) {
    if (part <= end) return { name, t: (part - begin) / (end - begin) }
    begin = end
  }
  return undefined
}
