// A Parsons problem: lines are put in order and indented, and what was put together is judged. A running kernel runs it by the
// exercise's own check; without one the page compares it with the programs that are known to work.

import { claim, element, freshId, listenForKeys, whenLinked } from "../../viz/outputs/js/host.js"
import { filledIn } from "../../viz/outputs/js/sentences.js"
import { Board } from "./board.js"
import { judged } from "./judging.js"

/** @typedef {[line: number, depth: number][]} Program */
/** @import { ArrangeData, Judged, Model, Ran } from "../../viz/outputs/js/types.d.ts" */

const PATIENCE = 3000 // ms: a kernel that computes something else may take longer

/** Shows it in every host of the page that has this token.
 *
 * @param {string} token
 * @param {ArrangeData} data
 */
export function show(token, data) {
  claim(token, host => new Parsons(host, token, data))
}

class Parsons {
  /** @type {Model | undefined} the kernel's side, once there is one. */
  model
  /** What the kernel was told last. @type {{ arranged: [number, number][]; id: string } | null} */
  asked = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  waiting
  heard = element("div", { className: "mg-heard", role: "status" })
  /** What is there to be looked at, too long to be read aloud at once. */
  shown = element("div", {})

  /**
   * @param {HTMLElement} host
   * @param {string} token
   * @param {ArrangeData} data
   */
  constructor(host, token, data) {
    this.data = data
    this.card = /** @type {HTMLElement} */ (host.querySelector(":scope > .mg-arrange"))
    this.board = new Board(data, () => this.change())
    const { words } = data
    const buttons = element(
      "div",
      { className: "mg-end" },
      element("button", { type: "button", className: "mg-run", onclick: () => this.run() }, words.run),
      element("button", { type: "button", onclick: () => this.startAgain() }, words.again),
    )
    listenForKeys(buttons, ({ key }) => key === "Enter" || key === " ")
    this.card.querySelector(".mg-given")?.replaceWith(this.board.element, buttons, this.heard, this.shown)
    whenLinked(token, model => {
      this.model = model
      model.on("change:answer", () => this.receive(model.get("answer")))
    })
  }

  /** What was right need not be so any longer. */
  change() {
    if (this.card.classList.contains("mg-right")) this.say([])
    this.card.classList.remove("mg-right")
  }

  run() {
    const arranged = this.board.state.program
    const known = judged(arranged, this.data)
    clearTimeout(this.waiting)
    if (!this.model || known.kind === "empty") return this.tell(arranged, known)
    this.asked = { arranged, id: freshId() }
    this.say([this.data.words.running])
    this.waiting = setTimeout(() => this.tell(arranged, known), PATIENCE)
    this.model.set("question", this.asked)
    this.model.save_changes()
  }

  /** @param {Ran} answer */
  receive(answer) {
    if (!this.asked || answer.id !== this.asked.id) return // to the same output elsewhere, or to what has changed since
    clearTimeout(this.waiting)
    const { arranged } = this.asked
    this.asked = null
    this.tell(arranged, judged(arranged, this.data), answer)
  }

  startAgain() {
    clearTimeout(this.waiting)
    this.asked = null
    this.say([])
    this.board.startAgain()
  }

  /** Says what is known of the program: by its name, and where the kernel has run it, by the check.
   *
   * @param {Program} program
   * @param {Judged} known
   * @param {Ran} [answer]
   */
  tell(program, known, answer) {
    const isRight = answer ? answer.right : known.kind === "right"
    this.card.classList.toggle("mg-right", isRight)
    const wrong = [this.outcome(known, answer), ...this.explained(program, known), answer ? "" : known.slip]
    this.say(isRight ? this.praise(known) : wrong)
    const sign = element("span", { className: "mg-sign", ariaHidden: "true" }, isRight ? "✓" : "≠")
    if (known.kind !== "empty") this.heard.firstElementChild?.prepend(sign, " ")
    if (isRight) this.shown.append(this.copyable(program))
    else if (program === this.board.state.program) this.board.mark(known.at)
    if (answer) this.shown.append(fromKernel(answer.card))
  }

  /** @param {Judged} known */
  praise({ spare }) {
    const { words } = this.data
    return [words.works, ...spare.map(at => filledIn(words.spare, { line: at + 2 }))]
  }

  /** @param {Judged} known @param {Ran} [answer] */
  outcome({ kind, slip }, answer) {
    const { words } = this.data
    return kind === "empty" ? words.nothing : answer || slip ? words.not_yet : words.unknown
  }

  /** What its first wrong line does, and why it does not fit.
   *
   * @param {Program} program
   * @param {Judged} known
   */
  explained(program, { kind, at, missing, header }) {
    const { words, told, codes } = this.data
    if (kind === "empty" || kind === "right") return []
    const lacks = missing === null ? "" : filledIn(words.lacks, { does: told[missing] })
    if (kind === "unfinished") return [words.unfinished, lacks]
    const [line] = program[at]
    const first = filledIn(kind === "needless" ? words.needless : words.first, { line: at + 2, does: told[line] })
    const block = header === null ? "" : codes[header]
    const why = { outside: filledIn(words.outside, { block }), inside: filledIn(words.inside, { block }), unreadable: words.unreadable }
    return [first, kind === "outside" || kind === "inside" || kind === "unreadable" ? why[kind] : lacks]
  }

  /** @param {Program} program */
  copyable(program) {
    const code = [this.data.head, ...program.map(([line, depth]) => "    ".repeat(depth + 1) + this.data.codes[line])].join("\n")
    const copy = element("button", { type: "button", onclick: () => this.copy(code) }, this.data.words.copy)
    listenForKeys(copy, ({ key }) => key === "Enter" || key === " ")
    return element("div", {}, element("pre", { className: "mg-line" }, code), navigator.clipboard ? copy : "")
  }

  /** @param {string} code */
  async copy(code) {
    await navigator.clipboard.writeText(code)
    this.board.say(this.data.words.copied)
  }

  /** @param {string[]} lines */
  say(lines) {
    this.shown.replaceChildren()
    this.heard.replaceChildren(...lines.filter(Boolean).map(line => element("p", {}, line)))
  }
}

/** A card of the exercises, as it would stand in an output of its own.
 *
 * @param {string} card HTML; it was made by exercises.card, which has escaped what a learner has written.
 */
function fromKernel(card) {
  const held = element("div", { className: "mg-checked" })
  held.innerHTML = card
  return held
}
