// A question put to a whole class: the hands for each answer are counted, the shares stand as bars, then the answer is shown. It may
// be asked a second time; the first round then stays as an outline.

import { comesTo, echoed } from "../../exercises/given.js"
import { calculated } from "../../viz/outputs/js/arithmetic.js"
import { claim, element } from "../../viz/outputs/js/host.js"
import { filledIn } from "../../viz/outputs/js/sentences.js"
import { AnswerRow } from "./answer_row.js"
import { askedAgain, calledOut, counted, fixedRows, isUntouched, keep, kept, LETTERS, nobodyYet, pollIn, shared, total } from "./poll.js"

/** @import { ClassData, ClassAnswer, Poll } from "../../viz/outputs/js/types.d.ts" */

// reveal.js takes these of the letters, and keeps them until the question has the focus. It takes A as well, to halt a deck that
// runs by itself: ours do not.
const LETTERS_OF_THE_SLIDES = "BF"
/** @type {Record<string, number>} */
const ONE_HAND = { "+": 1, "＋": 1, ArrowUp: 1, "-": -1, "－": -1, ArrowDown: -1 } // also those of a Chinese keyboard

/** Asks in every host of the page that has this token.
 *
 * @param {string} token
 * @param {ClassData} data
 */
export function show(token, data) {
  claim(token, host => new ClassQuestion(host, data))
}

class ClassQuestion {
  /** @type {AnswerRow[]} */
  rows = []
  /** What is said for a moment in place of the number of hands. */
  said = ""
  list = element("ol", { className: "mg-rows" })
  told = element("p", { className: "mg-told", role: "status" })
  count = element("p", { className: "mg-count", role: "status" })

  /**
   * @param {HTMLElement} host
   * @param {ClassData} data
   */
  constructor(host, data) {
    this.host = host
    this.data = data
    this.words = data.words
    host.tabIndex = -1
    this.poll = pollIn(kept(data.name), data) ?? nobodyYet(fixedRows(data))
    this.tell = shared(
      data.name,
      () => this.poll,
      left => this.hearOf(pollIn(left, data)),
    )
    this.showButton = this.button("mg-show", () => this.change({ ...this.poll, open: !this.poll.open }))
    this.againButton = this.button("mg-again", () => this.change(askedAgain(this.poll)), this.words.again)
    this.clearButton = this.button("mg-clear", () => this.change(nobodyYet(fixedRows(data))), this.words.clear)
    const buttons = element("div", { className: "mg-buttons" }, this.showButton, this.againButton, this.clearButton)
    host.querySelector(".mg-rows")?.replaceWith(this.list, this.told, element("div", { className: "mg-foot" }, this.count, buttons))
    this.build()
    addEventListener("keydown", event => this.hear(event) && event.stopImmediatePropagation(), true)
  }

  /**
   * @param {string} className
   * @param {() => void} act
   */
  button(className, act, text = "") {
    const onclick = () => {
      act()
      if (!this.host.contains(document.activeElement) || document.activeElement?.matches(":disabled")) this.focus()
    }
    return element("button", { type: "button", className, onclick }, text)
  }

  focus() {
    this.host.focus({ preventScroll: true })
  }

  /** @returns {ClassAnswer[]} */
  answers() {
    const { rows, free } = this.data
    const other = free ? [{ given: null, text: this.words.another, slip: "" }] : []
    const typed = this.poll.typed.map(given => ({ given, text: echoed(given), slip: "" }))
    return [...rows.map(([given, text, slip]) => ({ given, text, slip })), ...other, ...typed]
  }

  build() {
    this.rows = this.answers().map((row, n, { length }) => new AnswerRow(this, row, n, length < LETTERS.length))
    this.list.replaceChildren(...this.rows.map(({ item }) => item))
    this.update()
  }

  /** What was done in another window is seen here.
   *
   * @param {Poll | null} poll
   */
  hearOf(poll) {
    if (!poll) return
    this.take(poll)
    keep(this.data.name, poll)
  }

  /** What is done here is kept, and told to the other windows.
   *
   * @param {Poll} poll
   */
  change(poll) {
    this.said = ""
    this.take(poll)
    keep(this.data.name, poll)
    this.tell(poll)
  }

  /** @param {Poll} poll */
  take(poll) {
    const isBuilt = `${poll.typed}` === `${this.poll.typed}`
    this.poll = poll
    if (isBuilt) this.update()
    else this.build()
  }

  /** @param {string} said */
  say(said) {
    this.said = said
    this.update()
  }

  update() {
    const { votes, before, open } = this.poll
    const count = total(votes)
    for (const row of this.rows) row.update(this.poll)
    this.host.classList.toggle("mg-second", before !== null)
    this.host.classList.toggle("mg-open", open)
    this.told.replaceChildren(
      ...(open ? [element("b", { className: this.data.free ? "" : "mg-spoken" }, this.data.told), ` ${this.data.why}`] : []),
    )
    const hands = before ? filledIn(this.words.second, { count, before: total(before) }) : filledIn(this.words.hands, { count })
    this.count.textContent = this.said || hands
    this.showButton.textContent = open ? this.words.hide : this.words.show
    this.againButton.disabled = !count
    this.clearButton.disabled = isUntouched(this.poll)
  }

  /** @param {number | string | null} given */
  isRight(given) {
    return given !== null && comesTo(given, this.data.true, this.data.close)
  }

  /** One hand more in a row, or one fewer.
   *
   * @param {number} n
   * @param {number} hands
   */
  vote(n, hands) {
    this.change(counted(this.poll, n, this.poll.votes[n] + hands))
  }

  /** A number that was called out gets a row of its own, where none has it.
   *
   * @param {string} text
   */
  callOut(text) {
    const given = calculated(text)
    if (given === null || !Number.isFinite(given)) return this.say(this.data.refusal)
    const n = this.answers().findIndex(row => row.given !== null && comesTo(given, row.given, this.data.close))
    if (n < 0) this.change(calledOut(this.poll, given))
    this.rows.at(n)?.field.focus()
    if (n >= 0) this.say(filledIn(this.words.there, { letter: LETTERS[n] }))
  }

  /** Says whether a key was for this question: when it has the focus, or when it alone is seen.
   *
   * @param {KeyboardEvent} event
   */
  hear(event) {
    const { target } = event
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
    if (!this.host.contains(target)) return isFree(target) && isSeenAlone(this.host) && this.isOurs(event, LETTERS_OF_THE_SLIDES)
    if (target.matches("input")) this.typeIn(event, target)
    else if (!target.matches("button") || !["Enter", " "].includes(event.key)) return this.isOurs(event, "")
    return true
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} others letters that are not for us.
   */
  isOurs(event, others) {
    const letter = letterOf(event)
    const n = LETTERS.indexOf(letter)
    if (event.key === "Enter") this.showButton.click()
    else if (!letter || n < 0 || n >= this.rows.length || others.includes(letter)) return false
    else if (!event.repeat) this.vote(n, event.shiftKey ? -1 : 1)
    if (!this.host.contains(document.activeElement)) this.focus()
    return true
  }

  /** Keys that do more in a field than to type.
   *
   * @param {KeyboardEvent} event
   * @param {HTMLElement} field
   */
  typeIn(event, field) {
    const n = this.rows.findIndex(row => row.field === field)
    const hands = ONE_HAND[event.key]
    if (event.key === "Escape") return this.focus()
    if (n < 0 || (!hands && event.key !== "Enter")) return
    event.preventDefault()
    if (hands) this.vote(n, hands)
    else this.after(n).focus()
  }

  /** Where one goes on after the hands of a row.
   *
   * @param {number} n
   */
  after(n) {
    return this.rows[n + 1]?.field ?? this.showButton
  }
}

/** The letter of a key; where another script is typed, the one that is printed on it.
 *
 * @param {KeyboardEvent} event
 */
function letterOf({ key, code }) {
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : (/^Key([A-Z])$/.exec(code)?.[1] ?? "")
}

/** Whether nothing else has a use for the keys.
 *
 * @param {HTMLElement} target what has the focus.
 */
const isFree = target => !target.matches?.("a, button, summary, input, textarea, select, .mg, .mg *, [contenteditable=true]")

/** Whether it is the only question for a class that is seen: on its slide, which nothing covers.
 *
 * @param {HTMLElement} host
 */
function isSeenAlone(host) {
  const seen = [...document.querySelectorAll(".mg-poll")].filter(isOnTop)
  return seen.length === 1 && seen[0] === host
}

/** @param {Element} host */
function isOnTop(host) {
  const { left, top, width, height } = host.getBoundingClientRect()
  const found = document.elementFromPoint(left + width / 2, top + height / 2)
  return host.contains(found) && !host.closest(".overview")
}
