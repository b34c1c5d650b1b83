// A bug that is to be found: which expression shows it, which line it is, what it is called. Works without a kernel; where there is
// one, it is told of each attempt.

import { claim, element, listenForKeys } from "../../viz/outputs/js/host.js"
import { shortly } from "../../viz/outputs/js/numbers.js"
import { filledIn } from "../../viz/outputs/js/sentences.js"
import { KernelSide, whenKept } from "../kernel_side.js"
import { cameToTheSame, ranExpression, ranTraining } from "./judge.js"
import { isSmaller, readTyped, reduced, Untyped } from "./typed.js"

/** @import { BugData, BugState, Outcome, PythonNode, TypedExpression } from "../../viz/outputs/js/types.d.ts" */

/** Asks in every host of the page that has this token.
 *
 * @param {string} token
 * @param {BugData} data
 */
export function show(token, data) {
  claim(token, host => new BugHunt(host, token, data))
}

class BugHunt {
  /** Whether something was attempted, on this page or before. */
  wasTried = false
  /** Whether what was attempted before is being shown again: it was told already. */
  isRemembering = false
  /** What of it was found: 0 nothing, 1 an expression, 2 the line, 3 all. */
  found = 0
  /** Whether the answer was opened before all was found: what is answered later is told to nobody. */
  wasShown = false
  /** What showed it. @type {{ text: string; run: (tree: PythonNode[]) => Outcome; outcome: Outcome } | undefined} */
  shown
  /** @type {HTMLButtonElement[]} */
  names = []

  /**
   * @param {HTMLElement} host
   * @param {string} token
   * @param {BugData} data
   */
  constructor(host, token, data) {
    this.data = data
    this.words = data.words
    this.trees = data.slips.map(([, differing]) => changed(data.program, differing))
    this.wrong = this.trees[data.slips.findIndex(([, , isTrue]) => isTrue)]
    this.card = /** @type {HTMLElement} */ (host.querySelector(":scope > .mg-bug"))
    this.waiting = /** @type {HTMLDetailsElement} */ (host.querySelector(":scope > .mg-found"))
    this.questions = /** @type {HTMLElement} */ (this.card.querySelector(".mg-questions"))
    this.lines = this.numberedLines(/** @type {HTMLElement} */ (this.card.querySelector(".mg-program")))
    this.steps = [data.training ? this.lengthStep() : this.expressionStep(), this.lineStep(), this.nameStep()]
    this.questions.replaceChildren(...this.steps.map(({ element }) => element))
    this.showSteps()
    listenForKeys(this.card, event => this.isOurs(event))
    for (const summary of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll(":scope > details > summary"))) {
      listenForKeys(summary, event => ["Enter", " "].includes(event.key))
    }
    this.waiting.addEventListener("toggle", () => this.waiting.open && this.found < 3 && this.noteShown())
    this.kernel = new KernelSide(token)
    if (data.state) this.remember(data.state)
    whenKept(host, token, state => this.remember(state))
  }

  /** Shows what was attempted before.
   *
   * @param {BugState} state
   */
  remember({ given, shown }) {
    if (this.wasTried) return
    this.isRemembering = true
    for (const [step, answer] of given) this.repeat(step, answer)
    if (shown) this.noteShown()
    this.waiting.open ||= shown
    this.isRemembering = false
  }

  /**
   * @param {string} step
   * @param {any} given
   */
  repeat(step, given) {
    if (step === "line") {
      const program = /** @type {HTMLElement} */ (this.lines[given - 1].parentElement)
      program.scrollTop = this.lines[given - 1].offsetTop - program.clientHeight / 2 // as far as it was scrolled to be chosen
      return this.chooseLine(given)
    }
    if (step === "name") return this.chooseName(given)
    const fields = this.steps[0].element.querySelectorAll("input")
    for (const [k, text] of [given].flat().entries()) fields[k].value = text
    if (this.data.training) this.tryLength(given[0], given[1])
    else this.tryExpression(given)
  }

  // ---- what stands on the page

  /** @param {HTMLElement} list */
  numberedLines(list) {
    const lines = [...list.children].map(({ textContent }, k) =>
      element(
        "button",
        { type: "button", role: "radio", ariaChecked: "false", tabIndex: k ? -1 : 0, onclick: () => this.chooseLine(k + 1) },
        element("span", { className: "mg-number" }, `${k + 1}`),
        element("span", { className: "mg-code" }, textContent ?? ""),
        element("span", { className: "mg-sign", ariaHidden: "true" }),
      ),
    )
    const program = element("div", { className: "mg-program", role: "radiogroup", ariaLabel: this.words.program }, ...lines)
    list.replaceWith(program)
    return lines
  }

  /** A step: its title, what is in it, and where is said what comes of it.
   *
   * @param {string} title
   * @param {...(Node | string)} inside
   */
  step(title, ...inside) {
    const heard = element("div", { className: "mg-heard", role: "status" })
    const section = element("section", { className: "mg-step" }, element("p", { className: "mg-question" }, title), ...inside, heard)
    return { element: section, heard }
  }

  expressionStep() {
    const { words, data } = this
    const input = element("input", {
      type: "text",
      autocomplete: "off",
      spellcheck: false,
      placeholder: words.field,
      ariaLabel: words.field,
    })
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      this.tryExpression(input.value)
    }
    const form = element("form", { className: "mg-field", onsubmit }, input, element("button", { type: "submit" }, words.run))
    const tryPick = (/** @type {string} */ text) => {
      input.value = text
      this.tryExpression(text)
    }
    const picks = data.picks.map(text =>
      element("button", { type: "button", onclick: () => tryPick(text) }, element("span", { className: "mg-code" }, text)),
    )
    const offered = element("div", { className: "mg-choices", role: "group", ariaLabel: words.pick }, ...picks)
    return this.step(words.step_expression, form, element("p", { className: "mg-next" }, words.pick), offered)
  }

  lengthStep() {
    const { words } = this
    const { points, most } = /** @type {NonNullable<BugData["training"]>} */ (this.data.training)
    const field = (/** @type {string} */ label, /** @type {number} */ max) => {
      const input = element("input", { type: "number", min: 0, max, step: 1, value: 0 })
      return { input, label: element("label", {}, `${label} `, input) }
    }
    const [steps, count] = [field(words.steps, most), field(words.points, points.length)]
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      this.tryLength(steps.input.valueAsNumber, count.input.valueAsNumber)
    }
    const form = element(
      "form",
      { className: "mg-field", noValidate: true, onsubmit },
      steps.label,
      count.label,
      element("button", { type: "submit" }, words.run),
    )
    return this.step(words.step_training, form)
  }

  lineStep() {
    return this.step(this.words.step_line, element("p", { className: "mg-next" }, this.words.line_help))
  }

  nameStep() {
    const title = this.data.training ? this.words.step_name_of_training : this.words.step_name
    this.names = this.data.slips.map(([name], k) =>
      element(
        "button",
        { type: "button", role: "radio", ariaChecked: "false", tabIndex: k ? -1 : 0, onclick: () => this.chooseName(k) },
        element("span", { className: "mg-sign", ariaHidden: "true" }),
        name,
      ),
    )
    return this.step(title, element("div", { className: "mg-choices mg-names", role: "radiogroup", ariaLabel: title }, ...this.names))
  }

  /** Those that are found, and the one that is asked now. */
  showSteps() {
    this.steps.forEach(({ element }, k) => {
      element.hidden = k > this.found
    })
    for (const line of this.lines) line.ariaDisabled = `${this.found !== 1}`
    this.card.classList.toggle("mg-right", this.found === 3)
    if (this.found === 3) this.waiting.open = true
  }

  // ---- the keyboard

  /** Moves the focus from choice to choice; only Enter, the space bar or a click chooses.
   *
   * @param {KeyboardEvent & { target: Element }} event
   */
  isOurs(event) {
    const { key, target } = event
    const group = [this.lines, this.names].find(each => each.includes(/** @type {HTMLButtonElement} */ (target)))
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key]
    if (group && step) {
      const next = group[(group.indexOf(/** @type {HTMLButtonElement} */ (target)) + step + group.length) % group.length]
      for (const each of group) each.tabIndex = each === next ? 0 : -1
      next.focus()
      event.preventDefault()
    }
    return key === "Enter" || key === " " || (group !== undefined && step !== undefined)
  }

  // ---- answers

  /** @param {string} text */
  tryExpression(text) {
    /** @type {TypedExpression} */
    let typed
    try {
      typed = readTyped(text, this.data.usual)
    } catch (error) {
      if (!(error instanceof Untyped)) throw error
      return this.say(0, false, inWords(this.words[error.word], { name: error.shown, shown: error.shown || "…" }))
    }
    const { operations, passes } = this.data
    const missing = typed.operations.find(operation => !operations.includes(operation))
    if (missing)
      return this.say(0, false, inWords(this.words.no_such, { shown: asTyped(missing), known: operations.map(asTyped).join(" , ") }))
    const run = (/** @type {PythonNode[]} */ tree) => ranExpression(tree, typed, passes)
    const [right, wrong] = [run(this.data.program), run(this.wrong)]
    const values = { source: text.trim(), wrong: this.told(wrong, right), right: this.told(right, wrong) }
    const doesShow = !right.error && !cameToTheSame(wrong, right)
    const isSmall = !isSmaller(this.data.smallest, typed.size)
    this.attempt("expression", text)
    if (right.error) return this.say(0, false, inWords(this.words.no_truth, { error: right.error }))
    if (!doesShow) return this.say(0, false, inWords(this.words.agree, { ...values, right: this.told(right) }))
    if (!isSmall) return this.say(0, false, inWords(this.words.too_large, values), this.howSmaller(typed))
    const isOurs = !isSmaller(typed.size, this.data.smallest)
    this.shown = { text: text.trim(), run, outcome: wrong }
    this.say(0, true, inWords(this.words.found, values), isOurs ? this.words.as_small : this.words.smaller)
    this.goOn(1)
  }

  /** What can be left away of an expression, or how small it can be.
   *
   * @param {TypedExpression} typed
   */
  howSmaller(typed) {
    const { passes, operations, smallest } = this.data
    const runs = (/** @type {TypedExpression} */ each, /** @type {PythonNode[]} */ tree) => ranExpression(tree, each, passes)
    const left = reduced(typed).find(([smaller]) => {
      if (!isSmaller(smaller.size, typed.size) || smaller.operations.some(each => !operations.includes(each))) return false
      return !cameToTheSame(runs(smaller, this.wrong), runs(smaller, this.data.program))
    })
    if (left) return inWords(this.words.away, { part: left[1] })
    return inWords(this.words.can_be, { operations: smallest[0], leaves: smallest[1] })
  }

  /**
   * @param {number} steps
   * @param {number} count
   */
  tryLength(steps, count) {
    const { start, points, most } = /** @type {NonNullable<BugData["training"]>} */ (this.data.training)
    const isCount = (/** @type {number} */ n, /** @type {number} */ max) => Number.isInteger(n) && n >= 0 && n <= max
    if (!isCount(steps, most) || !isCount(count, points.length)) {
      return this.say(0, false, inWords(this.words.no_length, { most, points: points.length }))
    }
    const run = (/** @type {PythonNode[]} */ tree) => ranTraining(tree, start, points.slice(0, count), steps)
    const [right, wrong] = [run(this.data.program), run(this.wrong)]
    const values = { steps, points: count, wrong: this.told(wrong, right), right: this.told(right, wrong) }
    this.attempt("expression", [steps, count])
    if (cameToTheSame(wrong, right)) return this.say(0, false, inWords(this.words.agree_training, { ...values, right: this.told(right) }))
    if (isSmaller(this.data.smallest, [steps, count])) {
      return this.say(0, false, inWords(this.words.too_long, values))
    }
    this.shown = { text: inWords(this.words.length, values), run, outcome: wrong }
    this.say(0, true, inWords(this.words.found_training, values))
    this.goOn(1)
  }

  /** @param {number} line */
  chooseLine(line) {
    if (this.found !== 1 || !this.shown) return
    const isRight = this.data.lines.includes(line)
    this.attempt("line", line)
    mark(this.lines, line - 1, isRight)
    const values = { line, source: this.shown.text }
    if (!isRight) {
      const ran = this.shown.outcome.lines.has(line)
      return this.say(1, false, inWords(ran ? this.words.line_runs : this.words.line_rests, values))
    }
    this.say(1, true, inWords(this.words.line_right, values))
    this.goOn(2)
  }

  /** @param {number} k which of the names. */
  chooseName(k) {
    if (this.found !== 2 || !this.shown) return
    const isRight = this.data.slips[k][2]
    this.attempt("name", k)
    mark(this.names, k, isRight)
    if (!isRight) return this.say(2, false, this.ofOtherName(k, this.shown))
    this.say(2, true, this.words.name_right)
    this.goOn(3)
  }

  /** What that mistake would have given.
   *
   * @param {number} k
   * @param {NonNullable<BugHunt["shown"]>} shown
   */
  ofOtherName(k, { text, run, outcome }) {
    const [other, right] = [run(this.trees[k]), run(this.data.program)]
    const values = { source: text, other: this.told(other, outcome), wrong: this.told(outcome, other), line: this.data.lines[0] }
    if (cameToTheSame(other, outcome)) return inWords(this.words.name_same, values)
    return inWords(cameToTheSame(other, right) ? this.words.name_hides : this.words.name_other, values)
  }

  /** @param {number} found */
  goOn(found) {
    if (found <= this.found) return
    const focused = this.card.contains(document.activeElement)
    this.found = found
    this.showSteps()
    if (focused && found < 3) (found === 1 ? this.lines : this.names).find(each => each.tabIndex === 0)?.focus({ preventScroll: true })
  }

  // ---- what is said, and told

  /** What came of running it, in words: of what differs from another outcome, or all.
   *
   * @param {Outcome} outcome
   * @param {Outcome} [other]
   */
  told({ held, error }, other) {
    const { words } = this
    if (error) return inWords(words.stops, { error })
    const names = Object.keys(held).filter(name => !other || other.error || held[name] !== other.held[name])
    const kind = this.data.training ? "data" : "grad"
    const told = names.map(name => {
      const x = held[name]
      return `${name ? `${name}.${kind}` : words.result} = ${x === null ? words.no_number : shortly(x)}`
    })
    return told.join(this.data.comma)
  }

  /**
   * @param {number} k of which step.
   * @param {boolean} isRight
   * @param {...string} lines
   */
  say(k, isRight, ...lines) {
    const sign = element("span", { className: "mg-sign", ariaHidden: "true" }, isRight ? "✓" : "≠")
    const said = lines.map(line => element("p", {}, line))
    said[0].prepend(sign, " ")
    this.steps[k].heard.replaceChildren(...said)
    this.steps[k].element.classList.toggle("mg-right", isRight)
  }

  noteShown() {
    if (this.wasShown) return
    this.attempt("shown", null)
    this.wasShown = true
  }

  /**
   * @param {string} step
   * @param {unknown} given
   */
  attempt(step, given) {
    this.wasTried = true
    if (!this.wasShown && !this.isRemembering) this.kernel.tell([step, given])
  }
}

/** Marks a choice that was made: the last one is checked, and each keeps its sign.
 *
 * @param {HTMLButtonElement[]} group
 * @param {number} k which of them.
 * @param {boolean} isRight
 */
function mark(group, k, isRight) {
  for (const each of group) each.ariaChecked = `${each === group[k]}`
  group[k].classList.toggle("mg-true", isRight)
  group[k].querySelector(".mg-sign")?.replaceChildren(isRight ? "✓" : "≠")
}

/** A sentence with its blanks filled in; between two Chinese characters stands no space.
 *
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
function inWords(sentence, values) {
  return filledIn(sentence, values).replaceAll(/(\p{sc=Han}) (?=\p{sc=Han})/gu, "$1")
}

/** A program with other statements in some places: of its class, or of itself where it begins with none.
 *
 * @param {PythonNode[]} program
 * @param {[number, PythonNode][]} differing
 */
function changed(program, differing) {
  const [first, ...rest] = program
  const body = first[0] === "ClassDef" ? [...first[3]] : [...program]
  for (const [k, statement] of differing) body[k] = statement
  /** @type {PythonNode} */
  const cls = ["ClassDef", first[1], first[2], body]
  return first[0] === "ClassDef" ? [cls, ...rest] : body
}

/** An operation as one types it.
 *
 * @param {string} operation
 */
function asTyped(operation) {
  if (operation === "neg") return "-a"
  if (operation === "relu") return "a.relu()"
  return operation.startsWith("r") ? `1 ${operation.slice(1)} a` : operation === "**" ? "a ** 2" : `a ${operation} b`
}
