// The lines of a Parsons problem in a page: those that are left, and the program. They are moved by mouse, finger, keys and buttons.

import { element, freshId, listenForKeys } from "../../viz/outputs/js/host.js"
import { filledIn } from "../../viz/outputs/js/sentences.js"
import { fresh, moved, placeOf } from "./arranging.js"
import { Dragging } from "./dragging.js"

/** @import { Arranged, ArrangeData } from "../../viz/outputs/js/types.d.ts" */

const WAYS = { up: "↑", down: "↓", left: "←", right: "→" }
const KEYS = new Map([
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
])
const STEP = 1.5 // em: of the indentation

export class Board {
  /** The line that the buttons move. */
  chosen = 0
  /** What stood where when a line was lifted, null while none is. @type {Arranged | null} */
  lifted = null
  /** Whether lines are being put into other places: the focus is lost then, and comes back. */
  isPlacing = false
  said = element("p", { className: "mg-said", role: "status" })

  /**
   * @param {ArrangeData} data
   * @param {() => void} changed is called after each change of the program.
   */
  constructor(data, changed) {
    this.data = data
    this.changed = changed
    this.state = fresh(data.codes)
    const keys = freshId()
    this.pieces = data.codes.map((code, line) => this.piece(code, line))
    this.left = this.list("left", keys)
    this.program = this.list("program", keys)
    this.buttons = new Map(Object.entries(WAYS).map(([way, sign]) => [way, this.button(way, sign)]))
    const { words } = data
    this.element = element(
      "div",
      { className: "mg-board" },
      element("div", { className: "mg-left" }, element("p", { className: "mg-heading", ariaHidden: "true" }, words.left), this.left),
      element(
        "div",
        { className: "mg-program" },
        element("p", { className: "mg-heading", ariaHidden: "true" }, words.program),
        element("p", { className: "mg-piece mg-head" }, element("span", { className: "mg-number", ariaHidden: "true" }, "1"), data.head),
        this.program,
      ),
      element("div", { className: "mg-moves", role: "toolbar", ariaLabel: words.moves }, ...this.buttons.values()),
      element("p", { className: "mg-keys", id: keys }, words.keys),
      this.said,
    )
    this.element.style.setProperty("--mg-step", `${STEP}em`)
    listenForKeys(this.element, event => this.isOurs(event))
    this.element.addEventListener("focusout", event => this.leave(event.relatedTarget))
    this.dragging = new Dragging(this)
    this.show()
  }

  /** @param {string} code @param {number} line */
  piece(code, line) {
    const piece = element(
      "li",
      { className: "mg-piece", role: "option", onclick: () => piece.focus() },
      element("span", { className: "mg-number", ariaHidden: "true" }),
      element("span", { className: "mg-code" }, code),
      element("span", { className: "mg-grip", ariaHidden: "true" }, "⠿"),
    )
    piece.addEventListener("focus", () => this.choose(line))
    return piece
  }

  /** @param {"left" | "program"} name @param {string} keys the id of what explains the keys. */
  list(name, keys) {
    const { words } = this.data
    return element("ul", {
      className: "mg-list",
      role: "listbox",
      ariaLabel: words[name],
      "aria-describedby": keys,
      "data-empty": words[`no_${name}`],
    })
  }

  /** @param {string} way @param {string} sign */
  button(way, sign) {
    const word = element("span", {})
    return element("button", { type: "button", onclick: () => this.move(way) }, element("span", { ariaHidden: "true" }, sign), " ", word)
  }

  /** @param {KeyboardEvent & { target: Element }} event */
  isOurs(event) {
    const { key, target } = event
    const presses = key === "Enter" || key === " "
    if (!target.matches(".mg-piece")) return presses
    const way = KEYS.get(key)
    if (presses) this.lifted ? this.putDown() : this.lift()
    else if (key === "Escape" && this.lifted) this.putBack(this.lifted)
    else if (way) this.lifted ? this.move(way) : this.walk(way)
    else return false
    event.preventDefault() // the page would scroll
    return true
  }

  /** Moves the focus to another line. @param {string} way */
  walk(way) {
    const list = this.listOf(this.chosen)
    const lines = this.linesIn(list)
    const other = this.linesIn(way === "left" ? this.left : this.program)
    const step = { up: -1, down: 1 }[way]
    const to = step ? lines[lines.indexOf(this.chosen) + step] : (other.find(line => this.pieces[line].tabIndex === 0) ?? other[0])
    if (to !== undefined) this.pieces[to].focus()
  }

  /** @param {number} line */
  choose(line) {
    if (this.isPlacing) return
    this.chosen = line
    this.show()
  }

  lift() {
    this.lifted = this.state
    this.show()
    this.say(this.data.words.lifted)
  }

  putDown() {
    this.lifted = null
    this.show()
    this.say(filledIn(this.data.words.put_down, { place: this.placeTold(this.chosen) }))
  }

  /** @param {Arranged} state */
  putBack(state) {
    this.lifted = null
    this.become(state)
    this.say(filledIn(this.data.words.put_back, { place: this.placeTold(this.chosen) }))
  }

  /** Whoever goes elsewhere puts down what he had lifted. @param {EventTarget | null} to */
  leave(to) {
    if (this.isPlacing || !this.lifted || (to instanceof Node && this.element.contains(to))) return
    this.lifted = null
    this.show()
  }

  /** @param {string} way */
  move(way) {
    const state = moved(this.state, this.chosen, way, this.data)
    if (state === this.state) return this.say(this.data.words.no_further)
    this.become(state)
    this.say(this.placeTold(this.chosen))
  }

  startAgain() {
    this.lifted = null
    this.chosen = 0
    this.become(fresh(this.data.codes))
    this.say(this.data.words.begun_again)
  }

  /** @param {Arranged} state */
  become(state) {
    this.state = state
    for (const piece of this.pieces) piece.classList.remove("mg-misfit")
    this.show()
    this.changed()
  }

  /** Marks the line at that place of the program. @param {number} at */
  mark(at) {
    this.pieces.forEach((piece, line) => piece.classList.toggle("mg-misfit", placeOf(this.state, line) === at))
  }

  show() {
    const had = this.pieces.find(piece => piece === document.activeElement)
    this.isPlacing = true
    fill(
      this.left,
      this.state.left.map(line => this.pieces[line]),
    )
    fill(
      this.program,
      this.state.program.map(([line]) => this.pieces[line]),
    )
    if (had && had !== document.activeElement) had.focus()
    this.isPlacing = false
    this.pieces.forEach((_, line) => this.showPiece(line))
    const at = placeOf(this.state, this.chosen)
    const { words } = this.data
    const named =
      at < 0
        ? { left: words.outdent, right: words.put_in }
        : { left: this.depthAt(at) ? words.outdent : words.take_out, right: words.indent }
    for (const [way, word] of Object.entries({ up: words.up, down: words.down, ...named })) this.nameButton(way, word)
  }

  /** @param {number} line */
  showPiece(line) {
    const piece = this.pieces[line]
    const at = placeOf(this.state, line)
    const lines = this.linesIn(this.listOf(line))
    const isChosen = line === this.chosen
    piece.style.setProperty("--mg-depth", `${at < 0 ? 0 : this.depthAt(at)}`)
    if (piece.firstElementChild) piece.firstElementChild.textContent = at < 0 ? "" : `${at + 2}` // the head is line 1
    piece.ariaSelected = `${isChosen}`
    piece.tabIndex = isChosen || (!lines.includes(this.chosen) && line === lines[0]) ? 0 : -1
    piece.ariaLabel = `${this.data.codes[line]}, ${this.placeTold(line)}`
    piece.classList.toggle("mg-lifted", isChosen && this.lifted !== null)
  }

  /** @param {string} way @param {string} word */
  nameButton(way, word) {
    const button = this.buttons.get(way)
    if (!button?.lastElementChild) return
    button.lastElementChild.textContent = word
    button.ariaDisabled = `${moved(this.state, this.chosen, way, this.data) === this.state}`
  }

  /** Where a line stands, in words. @param {number} line */
  placeTold(line) {
    const { words } = this.data
    const at = placeOf(this.state, line)
    return at < 0 ? words.not_used : filledIn(words.place, { line: at + 2, depth: this.depthAt(at) })
  }

  /** One step of the indentation, in px. */
  get step() {
    return STEP * Number.parseFloat(getComputedStyle(this.program).fontSize)
  }

  /** @param {number} at */
  depthAt(at) {
    return this.state.program[at][1]
  }

  /** @param {number} line */
  listOf(line) {
    return placeOf(this.state, line) < 0 ? this.left : this.program
  }

  /** @param {Element} list */
  linesIn(list) {
    return list === this.left ? this.state.left : this.state.program.map(([line]) => line)
  }

  /** @param {string} text */
  say(text) {
    this.said.textContent = text
  }
}

/** Has a list contain these, in this order; what is in its place already is not touched, and keeps the focus.
 *
 * @param {Element} list
 * @param {Element[]} pieces
 */
function fill(list, pieces) {
  pieces.forEach((piece, k) => {
    if (list.children[k] !== piece) list.insertBefore(piece, list.children[k] ?? null)
  })
}
