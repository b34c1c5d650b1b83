// The row of an answer: its letter, its text, the bar of its votes, the hands, and what is said to it in the end.

import { element } from "../../viz/outputs/js/host.js"
import { filledIn } from "../../viz/outputs/js/sentences.js"
import { counted, handsIn, LETTERS, percentOf, takenBack } from "./poll.js"

/** @import { ClassAnswer, Poll, Words } from "../../viz/outputs/js/types.d.ts" */

/** The question that a row is of.
 *
 * @typedef {object} Asking
 * @property {Words} words
 * @property {Poll} poll
 * @property {(poll: Poll) => void} change
 * @property {(n: number, hands: number) => void} vote
 * @property {(said: string) => void} say
 * @property {(text: string) => void} callOut
 * @property {(given: ClassAnswer["given"]) => boolean} isRight
 * @property {(className: string, act: () => void, text?: string) => HTMLButtonElement} button
 */

export class AnswerRow {
  isTyping = false
  share = element("i", { className: "mg-share" })
  first = element("i", { className: "mg-first" })
  percent = element("span", { className: "mg-percent" })
  sign = element("span", { className: "mg-sign" })

  /**
   * @param {Asking} asking
   * @param {ClassAnswer} row
   * @param {number} n
   * @param {boolean} isRoom whether there may be a further row.
   */
  constructor(asking, row, n, isRoom) {
    this.asking = asking
    this.row = row
    this.n = n
    this.field = element("input", { type: "text", inputMode: "numeric", autocomplete: "off", ariaLabel: this.named("how many") })
    this.field.addEventListener("input", () => this.type())
    for (const type of ["focus", "click"]) this.field.addEventListener(type, () => this.field.select()) // to be typed over
    this.field.addEventListener("blur", () => asking.say(""))
    this.fewer = asking.button("mg-fewer", () => this.takeOne())
    const more = asking.button("mg-more", () => asking.vote(n, 1), "+")
    Object.assign(more, { ariaLabel: this.named("more"), tabIndex: -1 }) // the keys + and - do it in the field
    this.fewer.tabIndex = -1
    this.slip = element("p", { className: "mg-slip" })
    this.item = element(
      "li",
      {},
      element("div", { className: "mg-text" }, this.answer(), ...(row.given === null && isRoom ? [this.form()] : [])),
      element("div", { className: "mg-track", ariaHidden: "true" }, this.share, this.first),
      this.percent,
      element("div", { className: "mg-hands" }, this.fewer, this.field, more),
      this.slip,
    )
    this.item.addEventListener("click", event => {
      const isElsewhere = /** @type {Element} */ (event.target).closest(".mg-pick, .mg-hands, form")
      if (!isElsewhere) asking.vote(n, 1)
    })
  }

  answer() {
    const answer = this.asking.button("mg-pick", () => this.asking.vote(this.n, 1))
    answer.append(element("b", {}, LETTERS[this.n]), " ", element("span", {}, this.row.text), " ", this.sign)
    return answer
  }

  /** Takes a number that was called out. */
  form() {
    const { which, add } = this.asking.words
    const field = element("input", { type: "text", autocomplete: "off", placeholder: which, ariaLabel: this.asking.words["called out"] })
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      this.asking.callOut(field.value)
    }
    return element("form", { onsubmit }, field, element("button", { type: "submit" }, add))
  }

  /** @param {string} word */
  named(word) {
    return filledIn(this.asking.words[word], { letter: LETTERS[this.n] })
  }

  type() {
    const hands = handsIn(this.field.value)
    this.isTyping = true // what is half typed stays
    if (hands === null) this.asking.say(this.asking.words["no hands"])
    else this.asking.change(counted(this.asking.poll, this.n, hands))
    this.isTyping = false
  }

  takeOne() {
    if (this.mayGo(this.asking.poll)) this.asking.change(takenBack(this.asking.poll, this.n))
    else this.asking.vote(this.n, -1)
  }

  /** Whether this row was added, and has no votes.
   *
   * @param {Poll} poll
   */
  mayGo({ votes, typed, before }) {
    return this.n >= votes.length - typed.length && !votes[this.n] && !before?.[this.n]
  }

  /** @param {Poll} poll */
  update(poll) {
    const { votes, before, open } = poll
    const hands = votes[this.n]
    if (!this.isTyping) this.field.value = `${hands}`
    this.share.style.width = `${percentOf(votes, this.n)}%`
    this.first.style.width = `${before ? percentOf(before, this.n) : 0}%`
    this.percent.textContent = `${before ? `${percentOf(before, this.n)}% → ` : ""}${percentOf(votes, this.n)}%`
    this.fewer.textContent = this.mayGo(poll) ? "×" : "−"
    this.fewer.ariaLabel = this.named(this.mayGo(poll) ? "remove" : "fewer")
    this.fewer.disabled = !hands && !this.mayGo(poll)
    this.mark(open)
  }

  /** @param {boolean} open */
  mark(open) {
    const { words } = this.asking
    const isRight = this.asking.isRight(this.row.given)
    const isMarked = open && this.row.given !== null
    this.item.classList.toggle("mg-right", open && isRight)
    this.sign.textContent = isMarked ? (isRight ? "✓" : "≠") : ""
    if (isMarked) Object.assign(this.sign, { role: "img", ariaLabel: isRight ? words.right : words.wrong })
    this.slip.textContent = open ? this.row.slip : ""
  }
}
