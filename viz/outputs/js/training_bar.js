// The controls below a training's recording.

import { button, icon, PLAYING } from "./buttons.js"
import { element } from "./host.js"
import { filledIn } from "./sentences.js"

/** @import { Words } from "./types.d.ts" */
/** @typedef {"first" | "back" | "play" | "forward" | "last"} Way */

const PACES = ["0.5", "1", "2", "4"]

export class TrainingBar {
  /**
   * @param {Words} words
   * @param {{ press: (way: Way) => void; scrub: (place: number) => void; slow: () => void; gradients: () => void }} handlers
   */
  constructor(words, { press, scrub, slow, gradients }) {
    this.words = words
    const made = (/** @type {Way} */ way) => button(words[way], icon(PLAYING[way]), () => press(way), way === "play" ? "mg-main" : "")
    this.buttons = { first: made("first"), back: made("back"), play: made("play"), forward: made("forward"), last: made("last") }
    this.scrubber = element("input", { type: "range", min: 0, step: 1, ariaLabel: words.which })
    this.scrubber.addEventListener("input", () => scrub(+this.scrubber.value))
    this.pace = element(
      "select",
      { ariaLabel: words.speed },
      ...PACES.map(x => element("option", { value: x, selected: x === "1" }, `${x}×`)),
    )
    this.slow = element("button", { type: "button", className: "mg-switch", ariaPressed: "false", onclick: slow }, words.slow)
    this.gradients = element(
      "button",
      { type: "button", className: "mg-switch", ariaPressed: "false", onclick: gradients },
      words.gradients,
    )
    this.element = element(
      "div",
      { className: "mg-bar", role: "group", ariaLabel: words.controls },
      ...Object.values(this.buttons),
      this.scrubber,
      this.pace,
      this.slow,
      this.gradients,
    )
  }

  get speed() {
    return +this.pace.value
  }

  /**
   * @param {number} place
   * @param {number} last
   * @param {string} told what a screen reader hears of the place.
   */
  show(place, last, told) {
    this.scrubber.max = `${last}`
    this.scrubber.value = `${Math.round(place)}`
    this.scrubber.setAttribute("aria-valuetext", told)
    for (const [way, off] of /** @type {[Way, boolean][]} */ ([
      ["first", place <= 0],
      ["back", place <= 0],
      ["forward", place >= last],
      ["last", place >= last],
    ]))
      this.buttons[way].setAttribute("aria-disabled", `${off}`)
  }

  /** @param {boolean} plays */
  showPlaying(plays) {
    const { play } = this.buttons
    play.replaceChildren(icon(plays ? PLAYING.pause : PLAYING.play))
    play.title = play.ariaLabel = plays ? this.words.pause : this.words.play
  }

  /**
   * @param {HTMLButtonElement} which
   * @param {boolean} on
   */
  static press(which, on) {
    which.setAttribute("aria-pressed", `${on}`)
  }
}

/** The line above the pictures: which step it is, and how many points are on their side.
 *
 * @param {Words} words
 * @param {{ n: number; steps: number; right: number | undefined; all: number; rate: string; stopped: boolean; data: string }} facts
 */
export function headline(words, { n, steps, right, all, rate, stopped, data }) {
  const step = filledIn(stopped ? words.stopped : words.step, { n, steps })
  const points = right === undefined ? [] : [filledIn(words.right, { right, all })]
  return [...(data ? [data] : []), step, ...points, filledIn(words.rate, { rate })]
}
