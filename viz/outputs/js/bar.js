// The controls below the picture: they never change their place.

import { button, FULL, icon, PLAYING } from "./buttons.js"
import { element } from "./host.js"
import { filledIn } from "./sentences.js"
import { columns } from "./shapes.js"

/** @import { PlayerData, Step } from "./types.d.ts" */

const ICONS = {
  ...PLAYING,
  full: FULL,
  table: "M2 3h14v2H2zM2 8h14v2H2zM2 13h14v2H2z",
}
const WAVE = "M1 9c3-8 5-8 8 0s5 8 8 0 5-8 8 0"
const SPEEDS = ["0.5", "1", "2", "4"]
const LEAST_COUNT = 7.4 // em: of the wave
const LETTER = 0.52 // em of a column of the count
const THUMB = 9 // px from the end of the scrubber to the middle of its thumb there

/** @typedef {"first" | "back" | "play" | "forward" | "last"} Control */

export class Bar {
  /**
   * @param {PlayerData} data
   * @param {{ press: (name: Control) => void; wave: () => void; scrub: (place: number) => void; table: () => void; full: () => void }} handlers
   */
  constructor({ words, steps }, handlers) {
    this.words = words
    this.last = steps.length - 1
    const control = (/** @type {Control} */ name) =>
      button(words[name], icon(ICONS[name]), () => handlers.press(name), name === "play" ? "mg-main" : "")
    this.buttons = {
      first: control("first"),
      back: control("back"),
      play: control("play"),
      forward: control("forward"),
      last: control("last"),
    }
    this.waveButton = button(words.play_wave, icon(WAVE, "0 0 26 18"), handlers.wave, "mg-wave")
    this.waveButton.append(element("span", {}, words.wave))
    this.scrubber = element("input", { type: "range", min: 0, max: this.last, value: 0, ariaLabel: words.which })
    this.scrubber.addEventListener("input", () => handlers.scrub(+this.scrubber.value))
    this.count = element("span", { className: "mg-count" })
    const longest = filledIn(words.step_of, { step: this.last, steps: this.last })
    this.count.style.minWidth = `${Math.max(LEAST_COUNT, LETTER * columns(longest)).toFixed(1)}em`
    this.speed = element(
      "select",
      { ariaLabel: words.speed },
      ...SPEEDS.map(x => element("option", { value: x, selected: x === "1" }, `${x}×`)),
    )
    this.table = button(words.all_steps, icon(ICONS.table), handlers.table)
    const full = document.fullscreenEnabled ? [button(words.full, icon(ICONS.full), handlers.full)] : []
    this.element = element(
      "div",
      { className: "mg-bar", role: "group", ariaLabel: words.controls },
      ...Object.values(this.buttons),
      this.waveButton,
      element("span", { className: "mg-scrubber" }, this.scrubber, ...this.halves(steps), ...this.ticks(steps)),
      this.count,
      this.speed,
      this.table,
      ...full,
    )
  }

  /** @param {number} step */
  placeOf(step) {
    return `calc(${THUMB}px + (100% - ${2 * THUMB}px) * ${step / Math.max(1, this.last)})`
  }

  /** Which part of the scrubber is the way forward, and which the way back.
   *
   * @param {Step[]} steps
   */
  halves(steps) {
    const forward = steps.filter(step => step.kind === "forward").length
    /** @type {[from: number, to: number, word: string][]} */
    const parts = [
      [0, forward, this.words.half_forward],
      [forward + 1, this.last, this.words.half_backward],
    ]
    return parts.flatMap(([from, to, word]) => {
      if (to - from < 1) return []
      const half = element("span", { className: "mg-half", ariaHidden: "true" }, word)
      half.style.left = this.placeOf(from)
      half.style.width = `calc((100% - ${2 * THUMB}px) * ${(to - from) / Math.max(1, this.last)})`
      return [half]
    })
  }

  /** @param {Step[]} steps */
  ticks(steps) {
    return steps.flatMap((step, i) => {
      if (!step.wrong && !step.unknown) return []
      const tick = element("span", { className: `mg-tick${step.wrong ? "" : " mg-doubtful"}`, ariaHidden: "true" }, step.wrong ? "≠" : "?")
      tick.style.left = this.placeOf(i)
      return [tick]
    })
  }

  /** @param {boolean} playing */
  showPlaying(playing) {
    const name = playing ? "pause" : "play"
    this.buttons.play.replaceChildren(icon(ICONS[name]))
    this.buttons.play.title = this.buttons.play.ariaLabel = this.words[name]
  }

  /** What can be pressed. Not `disabled`: that would drop the focus, and with it the player's keys, to the page.
   *
   * @param {boolean} back
   * @param {boolean} forward
   */
  allow(back, forward) {
    const { buttons } = this
    buttons.first.ariaDisabled = buttons.back.ariaDisabled = `${!back}`
    buttons.forward.ariaDisabled = buttons.last.ariaDisabled = `${!forward}`
  }

  /** Where the player is: at a step, or so far into the wave.
   *
   * @param {number} place from 0 to the last step.
   * @param {string} count in words.
   * @param {string} heard the same for a screen reader.
   * @param {boolean} wave
   */
  showPlace(place, count, heard, wave) {
    this.scrubber.step = wave ? "any" : "1"
    this.scrubber.value = `${place}`
    this.scrubber.ariaValueText = heard
    this.count.textContent = count
    this.waveButton.ariaPressed = `${wave}`
  }
}
