// Asks for a gradient before it changes. The question stands in the third tile; a wrong answer plays the first two moves as its
// hint, a second one the whole step.

import { calculated } from "./arithmetic.js"
import { evaluate } from "./evaluator.js"
import { element, freshId } from "./host.js"
import { shortly } from "./numbers.js"
import { filledIn } from "./sentences.js"

/** @import { Answered, Ask, PlayerData, ToldAnswer } from "./types.d.ts" */

const NEARLY = 1e-6 // a gradient that is smaller is 0

export class Asking {
  /**
   * @param {PlayerData} data
   * @param {(outcome: "right" | "wrong" | "shown" | "said") => void} answered what is done after an answer.
   */
  constructor({ words, graph, steps }, answered) {
    this.words = words
    this.names = graph.names
    this.short = graph.short
    this.steps = steps
    this.answered = answered
    /** @type {(Answered | null)[]} */
    this.answers = steps.map(step => (step.ask ? { tries: 0, solved: false, given: [] } : null))
    /** @type {number | null} the question that waits for an answer. */
    this.waiting = null
    this.said = ""
    this.field = element("input", { id: freshId(), type: "text", autocomplete: "off", spellcheck: false, title: words.answer ?? "" })
    this.form = element("form", { className: "mg-ask" }, this.field, element("button", { type: "submit" }, words.check ?? ""))
    this.showButton = element("button", { type: "button", className: "mg-show", onclick: () => this.reveal() }, words.show ?? "")
    this.options = element("div", { className: "mg-options", role: "group" })
    this.form.addEventListener("submit", event => {
      event.preventDefault()
      this.answer()
    })
  }

  get any() {
    return this.answers.some(Boolean)
  }

  get open() {
    return this.answers.some(answer => answer && !answer.solved)
  }

  /** The first question between two steps that nobody has answered; -1 for none.
   *
   * @param {number} from
   * @param {number} to
   */
  between(from, to) {
    return this.answers.findIndex((answer, i) => answer && !answer.solved && i > from && i <= to)
  }

  /** @param {number | null} step */
  wait(step) {
    if (this.waiting === step) return
    this.waiting = step
    this.said = ""
    this.field.value = ""
    if (step === null) return
    const { asked, options } = this.asked
    this.field.ariaLabel = this.options.ariaLabel = asked
    this.options.replaceChildren(
      ...(options ?? []).map(([text], i) => element("button", { type: "button", onclick: () => this.choose(i) }, text)),
    )
  }

  /** The question that waits.
   *
   * @returns {Ask}
   */
  get asked() {
    return /** @type {Ask} */ (this.steps[/** @type {number} */ (this.waiting)].ask)
  }

  /** What the answer is given with: a field, or what there is to choose from. */
  get control() {
    return this.asked.options ? this.options : this.form
  }

  focus() {
    const first = /** @type {HTMLElement | null} */ (this.control.querySelector("input, button"))
    first?.focus({ preventScroll: true })
  }

  /** An arrow of the picture is an answer where one is asked for; says whether it was.
   *
   * @param {string} edge
   */
  chooseArrow(edge) {
    if (this.waiting === null) return false
    const at = this.asked.options?.findIndex(option => option[1] === edge) ?? -1
    if (at >= 0) this.choose(at)
    return at >= 0
  }

  /** How the question that waits has been answered so far. */
  get current() {
    return /** @type {Answered} */ (this.answers[/** @type {number} */ (this.waiting)])
  }

  get tries() {
    return this.waiting === null ? 0 : this.current.tries
  }

  answer() {
    const ask = this.asked
    const given = calculated(this.field.value)
    if (given === null) return this.say(this.words.not_a_number, "said")
    this.current.given.push(this.field.value.trim())
    if (ask.stops) return this.answerWith(given, ask.stops)
    if (agrees(given, ask)) return this.solve(filledIn(this.words.right, { answer: ask.text }), true)
    const slip = ask.slips?.find(([number]) => agrees(given, { ...ask, number }))
    this.fail(this.words[slip ? slip[1] : "nudge"])
    this.field.select()
  }

  /** Any number is right with which the gradient is 0; of another it is said what the gradient would be.
   *
   * @param {number} given
   * @param {NonNullable<Ask["stops"]>} stops
   */
  answerWith(given, { graph, leaves, leaf }) {
    const { value } = this.steps[/** @type {number} */ (this.waiting)]
    const numbers = Object.fromEntries(Object.entries(leaves).map(([i, x]) => [i, Number(x)]))
    const gradient = evaluate(graph, { ...numbers, [leaf]: given }).grads[value]
    const [name, text] = [this.names[leaf], shortly(given)]
    if (Math.abs(gradient) < NEARLY) return this.solve(filledIn(this.words.right, { answer: `${name} = ${text}` }), true)
    this.fail(filledIn(this.words.would_be, { leaf: name, given: text, operand: this.short[value], grad: shortly(gradient) }))
    this.field.select()
  }

  /** @param {number} i which of the options. */
  choose(i) {
    const { right, text, options } = this.asked
    this.current.given.push(options?.[i][0] ?? "")
    if (i === right) return this.solve(filledIn(this.words.right, { answer: text }), true)
    this.fail(this.words[options?.[0][1] ? "nudge_arrow" : "nudge"])
  }

  /** A wrong answer: the second one is the last.
   *
   * @param {string} said
   */
  fail(said) {
    const answer = this.current
    answer.tries += 1
    if (answer.tries > 1) this.reveal()
    else this.say(said, "wrong")
  }

  reveal() {
    this.solve(filledIn(this.words.revealed, { answer: this.asked.text }), false)
  }

  /**
   * @param {string} said
   * @param {boolean} right
   */
  solve(said, right) {
    Object.assign(this.current, { solved: true, right, said })
    this.answered(right ? "right" : "shown")
  }

  /**
   * @param {string} text
   * @param {"wrong" | "said"} outcome
   */
  say(text, outcome) {
    this.said = text
    this.answered(outcome)
  }

  /** What was answered, as the kernel is told.
   *
   * @returns {ToldAnswer[]}
   */
  get told() {
    return this.steps.flatMap(({ ask }, step) => {
      const answer = this.answers[step]
      if (!ask || !answer || (!answer.solved && !answer.given.length)) return []
      const right = answer.right === true
      return [{ step, question: ask.asked, given: [...answer.given], right, shown: answer.solved && !right }]
    })
  }

  /** Takes over what was answered in another player of the same output.
   *
   * @param {ToldAnswer[]} told
   * @returns {number | null} the question that waited, where it is answered now.
   */
  take(told) {
    const { waiting } = this
    for (const { step, given, right, shown } of told) {
      const [answer, ask] = [this.answers[step], this.steps[step]?.ask]
      if (!answer || !ask || answer.solved) continue
      Object.assign(answer, { given: [...given], tries: given.length - (right ? 1 : 0) })
      const said = filledIn(right ? this.words.right : this.words.revealed, { answer: ask.text })
      if (right || shown) Object.assign(answer, { solved: true, right, said })
    }
    if (waiting === null || !this.answers[waiting]?.solved) return null
    this.wait(null)
    return waiting
  }

  /** What was said to the answer of a step.
   *
   * @param {number} step
   */
  saidAt(step) {
    return this.answers[step]?.said ?? ""
  }

  score() {
    const answers = this.answers.filter(answer => answer !== null)
    if (!answers.length) return ""
    const right = answers.filter(answer => answer.right)
    const atOnce = right.filter(answer => answer.tries === 0).length
    return filledIn(this.words.score, { asked: answers.length, right: atOnce, later: right.length - atOnce })
  }
}

/** Rounded as the numbers on the screen are is right enough.
 *
 * @param {number} given
 * @param {Pick<Ask, "number" | "scale">} ask
 */
function agrees(given, { number, scale }) {
  const truth = Number(number)
  return Object.is(given, truth) || given === truth || Math.abs(given - truth) <= 2e-3 * Math.min(Math.abs(Number(scale)), 1e300)
}
