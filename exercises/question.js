// A question whose answer waits: takes one number or a choice, then tells what is said to it and opens what waited. Works without a
// kernel; where there is one, it is told the answer and keeps it in the notebook.

import { calculated } from "../viz/outputs/js/arithmetic.js"
import { claim, element, listenForKeys, whenLinked } from "../viz/outputs/js/host.js"
import { agrees, echoed } from "./given.js"

/** @import { AnswerGiven, Model, QuestionData } from "../viz/outputs/js/types.d.ts" */

/** Asks in every host of the page that has this token.
 *
 * @param {string} token
 * @param {QuestionData} data
 */
export function show(token, data) {
  claim(token, host => new Question(host, token, data))
}

/** Hands over what the notebook has kept of an answer.
 *
 * @param {string} token
 * @param {(state: { given: AnswerGiven }) => void} remember
 */
function whenKept(token, remember) {
  const look = () => {
    const state = globalThis.microgradKept?.get(token)
    if (state) remember(state)
  }
  look()
  addEventListener("micrograd-kept", event => event.detail === token && look())
}

class Question {
  /** @type {Model | undefined} the kernel's side, once there is one. */
  model
  /** @type {AnswerGiven | undefined} what was answered first, null where it was shown without. */
  first
  /** Whether the kernel knows of it. */
  isKept = false
  /** @type {HTMLButtonElement[]} */
  choices = []
  heard = element("div", { className: "mg-heard", role: "status" })

  /**
   * @param {HTMLElement} host
   * @param {string} token
   * @param {QuestionData} data
   */
  constructor(host, token, data) {
    this.data = data
    this.card = /** @type {HTMLElement} */ (host.querySelector(":scope > .mg-predict"))
    this.waiting = /** @type {HTMLDetailsElement} */ (host.querySelector(":scope > .mg-waiting"))
    this.ask()
    listenForKeys(this.card, event => event.target.matches("button") && this.isOurs(event))
    const summary = /** @type {HTMLElement} */ (this.waiting.firstElementChild)
    listenForKeys(summary, event => ["Enter", " "].includes(event.key))
    this.waiting.addEventListener("toggle", () => this.waiting.open && this.settle(null))
    host.append(element("style", {}, `[data-mg="${token}_kept"] { display: none }`)) // here it is said already
    if (data.state) this.remember(data.state)
    whenKept(token, state => this.remember(state))
    whenLinked(token, model => {
      this.model = model
      this.tell()
    })
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
    this.tell()
  }

  tell() {
    if (!this.model || this.first === undefined || this.isKept) return
    this.isKept = true
    this.model.set("question", { given: this.first })
    this.model.save_changes()
  }

  /** Shows what was answered before.
   *
   * @param {{ given: AnswerGiven }} state
   */
  remember(state) {
    if (this.first !== undefined) return
    this.first = state.given
    this.isKept = true
    if (state.given !== null) this.reply(state.given)
    this.waiting.open = true
  }

  /** @param {number | string} given */
  reply(given) {
    const { right, wrong, slips, options, close } = this.data
    const isRight = agrees(given, this.data.true, close)
    const slip = isRight ? undefined : slips.find(([usual]) => agrees(given, usual, close))?.[1]
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
