// A question whose answer waits: takes one number or a choice, then tells what is said to it and opens what waited.

import { calculated } from "../viz/outputs/js/arithmetic.js"
import { element, listenForKeys } from "../viz/outputs/js/host.js"
import { comesTo, echoed } from "./given.js"

/** @import { AnswerGiven, QuestionData } from "../viz/outputs/js/types.d.ts" */

/** A question in its host, and what waits below it. */
export class Question {
  /** @type {AnswerGiven | undefined} what was answered first, null where it was shown without. */
  first
  /** @type {HTMLButtonElement[]} */
  choices = []
  heard = element("div", { className: "mg-heard", role: "status" })

  /**
   * @param {HTMLElement} host
   * @param {QuestionData} data
   * @param {(given: AnswerGiven) => void} settled hears of the first answer, or null where somebody asked to be shown.
   */
  constructor(host, data, settled) {
    this.data = data
    this.settled = settled
    this.card = /** @type {HTMLElement} */ (host.querySelector(":scope > .mg-predict"))
    this.waiting = /** @type {HTMLDetailsElement} */ (host.querySelector(":scope > .mg-waiting"))
    this.ask()
    listenForKeys(this.card, event => event.target.matches("button") && this.isOurs(event))
    const summary = /** @type {HTMLElement} */ (this.waiting.firstElementChild)
    listenForKeys(summary, event => ["Enter", " "].includes(event.key))
    this.waiting.addEventListener("toggle", () => this.waiting.open && this.settle(null))
    if (data.state) this.remember(data.state)
  }

  ask() {
    const control = this.data.options.length ? this.options() : this.form()
    this.card.querySelector(".mg-options")?.remove()
    this.card.querySelector(".mg-next")?.replaceWith(control, this.heard)
  }

  form() {
    const { field, button } = this.data.words
    this.input = element("input", { type: "text", autocomplete: "off", placeholder: field, ariaLabel: field })
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      this.submit()
    }
    return element("form", { className: "mg-field", onsubmit }, this.input, element("button", { type: "submit" }, button))
  }

  submit() {
    const given = calculated(this.input?.value ?? "")
    if (given === null || !Number.isFinite(given)) this.say([this.data.words.type])
    else this.answer(given)
  }

  options() {
    this.choices = this.data.options.map(([option, text], n) =>
      element(
        "button",
        { type: "button", role: "radio", ariaChecked: "false", tabIndex: n ? -1 : 0, onclick: () => this.answer(option) },
        element("span", { className: "mg-sign", ariaHidden: "true" }, ""),
        text,
      ),
    )
    const ariaLabel = this.card.querySelector(".mg-question")?.textContent ?? ""
    return element("div", { className: "mg-choices", role: "radiogroup", ariaLabel }, ...this.choices)
  }

  /** Moves the focus from answer to answer; only Enter, the space bar or a click chooses.
   *
   * @param {KeyboardEvent & { target: Element }} event
   */
  isOurs({ key, target }) {
    const at = this.choices.indexOf(/** @type {HTMLButtonElement} */ (target))
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key]
    if (at >= 0 && step) this.focus(this.choices[(at + step + this.choices.length) % this.choices.length])
    return key === "Enter" || key === " " || (at >= 0 && step !== undefined)
  }

  /** @param {HTMLButtonElement} choice */
  focus(choice) {
    for (const each of this.choices) each.tabIndex = each === choice ? 0 : -1
    choice.focus()
  }

  /** @param {number | string} given */
  answer(given) {
    this.reply(given)
    this.settle(given)
    this.waiting.open = true
  }

  /** The first answer counts, and so does none.
   *
   * @param {AnswerGiven} given
   */
  settle(given) {
    if (this.first !== undefined) return
    this.first = given
    this.settled(given)
  }

  /** Shows what was answered before.
   *
   * @param {{ given: AnswerGiven }} state
   */
  remember(state) {
    if (this.first !== undefined) return
    this.first = state.given
    if (state.given !== null) this.reply(state.given)
    this.waiting.open = true
  }

  /** @param {number | string} given */
  reply(given) {
    const { right, wrong, slips, options, close } = this.data
    const isRight = comesTo(given, this.data.true, close)
    const slip = isRight ? undefined : slips.find(([usual]) => comesTo(given, usual, close))?.[1]
    const told = typeof given === "number" ? echoed(given) : (options.find(([option]) => option === given)?.[1] ?? "")
    this.say([(isRight ? right : wrong).replace("{given}", () => told), slip ?? ""].filter(Boolean))
    this.heard.firstElementChild?.prepend(element("span", { className: "mg-sign", ariaHidden: "true" }, isRight ? "✓" : "≠"), " ")
    this.card.classList.toggle("mg-right", isRight)
    this.data.options.forEach(([option], n) => {
      this.choices[n].ariaChecked = `${option === given}`
      const sign = option === this.data.true ? "✓" : option === given ? "≠" : ""
      if (this.choices[n].firstElementChild) this.choices[n].firstElementChild.textContent = sign
    })
  }

  /** @param {string[]} lines */
  say(lines) {
    this.heard.replaceChildren(...lines.map(line => element("p", {}, line)))
  }
}
