// A leaf to nudge, how far, and what comes of it: what its gradient foretells, and what really happens.

import { element } from "./host.js"
import { shortly } from "./numbers.js"
import { filledIn } from "./sentences.js"

/** @import { ExplorerData } from "./types.d.ts" */

const NUDGES = [1, 0.1, 0.01, 0.001, 0.0001]

export class Nudge {
  /**
   * @param {ExplorerData} data
   * @param {() => void} changed what is done for another leaf or another h.
   * @param {() => void} shaken
   */
  constructor({ leaves, names, short, words }, changed, shaken) {
    this.words = words
    this.short = short
    this.result = names[names.length - 1]
    this.which = element("select", { ariaLabel: words.leaf }, ...leaves.map(([i, name]) => element("option", { value: i }, name)))
    this.step = element("select", { ariaLabel: "h" }, ...NUDGES.map(h => element("option", { value: h, selected: h === 0.01 }, `h = ${h}`)))
    for (const choice of [this.which, this.step]) choice.addEventListener("change", changed)
    this.button = element("button", { type: "button", className: "mg-shake", onclick: shaken }, words.shake)
    this.foretells = element("span", { className: "mg-foretold" })
    this.predicted = element("output", {})
    this.real = element("output", {})
    this.element = element(
      "div",
      { className: "mg-nudge", role: "group", ariaLabel: words.nudge },
      element("div", {}, element("label", {}, `${words.nudge} `, this.which), this.step, this.button),
      element(
        "div",
        {},
        element("p", {}, this.foretells, this.predicted),
        element("p", {}, element("span", { className: "mg-really" }, words.real), this.real),
      ),
    )
  }

  get leaf() {
    return +this.which.value
  }

  get h() {
    return +this.step.value
  }

  /**
   * @param {number} gradient the leaf's.
   * @param {number | undefined} real how far the result really moves.
   */
  show(gradient, real) {
    this.foretells.textContent = filledIn(this.words.predicted, { leaf: this.short[this.leaf], result: this.result })
    this.predicted.textContent = `${shortly(gradient)} × ${this.h} = ${shortly(gradient * this.h)}`
    this.real.textContent = real === undefined ? "?" : shortly(real)
    this.button.hidden = real === undefined
  }

  /** The same, to be spoken. */
  get said() {
    const [foretells, predicted, real] = [this.foretells, this.predicted, this.real].map(part => part.textContent)
    return filledIn(this.words.said, { foretells, predicted, real })
  }
}
