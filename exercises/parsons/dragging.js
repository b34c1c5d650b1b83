// Lines dragged by mouse, pen or finger: a line goes where it is held, and how far to the right is how far it is indented.

import { placed, placeOf, takenOut } from "./arranging.js"

/** @import { Arranged } from "../../viz/outputs/js/types.d.ts" */
/** @import { Board } from "./board.js" */

const FROM = 5 // px: less is a click with an unsteady hand

export class Dragging {
  /** What is held: where it was taken, in px, how far that is from the left end of its code, and what stood where.
   * @type {{ pointer: number; line: number; x: number; y: number; offset: number; before: Arranged; isOnItsWay: boolean } | null} */
  held = null

  /** @param {Board} board */
  constructor(board) {
    this.board = board
    const { element } = board
    element.addEventListener("pointerdown", event => this.take(event))
    element.addEventListener("pointermove", event => this.follow(event))
    element.addEventListener("pointerup", event => this.drop(event))
    element.addEventListener("pointercancel", () => this.giveUp())
    element.addEventListener("keydown", event => event.key === "Escape" && this.giveUp())
  }

  /** @param {PointerEvent} event */
  take(event) {
    const target = /** @type {Element} */ (event.target)
    const piece = target.closest("li")
    const line = piece ? this.board.pieces.indexOf(piece) : -1
    if (!piece || line < 0 || event.button !== 0 || this.held) return
    if (event.pointerType === "touch" && !target.matches(".mg-grip")) return // there a finger scrolls the page
    const { clientX: x, clientY: y, pointerId: pointer } = event
    const at = placeOf(this.board.state, line)
    const offset = x - piece.getBoundingClientRect().left - (at < 0 ? 0 : this.board.depthAt(at) * this.board.step)
    this.held = { pointer, line, x, y, offset, before: this.board.state, isOnItsWay: false }
  }

  /** @param {PointerEvent} event */
  follow(event) {
    const { held, board } = this
    if (!held || event.pointerId !== held.pointer) return
    if (!held.isOnItsWay && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FROM) return
    if (!held.isOnItsWay) this.begin(held.line, event.pointerId)
    held.isOnItsWay = true
    const state = this.isOverProgram(event) ? this.placedUnder(event) : takenOut(board.state, held.line)
    if (`${state.program}` !== `${board.state.program}`) board.become(state)
    const piece = board.pieces[held.line]
    const isOut = placeOf(board.state, held.line) < 0
    piece.style.translate = isOut && placeOf(held.before, held.line) < 0 ? `${event.clientX - held.x}px ${event.clientY - held.y}px` : ""
    if (!isOut) piece.scrollIntoView({ block: "nearest" })
  }

  /** @param {number} line @param {number} pointer */
  begin(line, pointer) {
    this.board.element.setPointerCapture(pointer) // the piece itself leaves the page for a moment when it is moved
    this.board.pieces[line].focus({ preventScroll: true })
    this.board.pieces[line].classList.add("mg-held")
  }

  /** @param {PointerEvent} event */
  drop(event) {
    const { held, board } = this
    if (!held || event.pointerId !== held.pointer) return
    this.let(held.line)
    if (held.isOnItsWay) board.putDown()
  }

  giveUp() {
    const { held, board } = this
    if (!held) return
    this.let(held.line)
    if (held.isOnItsWay) board.putBack(held.before)
  }

  /** @param {number} line */
  let(line) {
    this.held = null
    this.board.pieces[line].classList.remove("mg-held")
    this.board.pieces[line].style.translate = ""
  }

  /** @param {PointerEvent} event */
  isOverProgram({ clientX, clientY }) {
    const [left, program] = [this.board.left, this.board.program].map(list => list.parentElement?.getBoundingClientRect() ?? new DOMRect())
    return program.left >= left.right ? clientX >= program.left : clientY >= program.top
  }

  /** What stands where with the held line under the pointer.
   *
   * @param {PointerEvent} event
   */
  placedUnder({ clientX, clientY }) {
    const { board, held } = this
    const line = held?.line ?? 0
    const others = board.state.program.map(([each]) => each).filter(each => each !== line)
    const at = others.filter(each => middleOf(board.pieces[each]) < clientY).length
    const away = clientX - (held?.offset ?? 0) - board.program.getBoundingClientRect().left
    const depth = Math.round(away / board.step)
    return placed(board.state, line, at, Math.min(Math.max(depth, 0), board.data.deepest))
  }
}

/** @param {Element} piece */
function middleOf(piece) {
  const { top, bottom } = piece.getBoundingClientRect()
  return (top + bottom) / 2
}
