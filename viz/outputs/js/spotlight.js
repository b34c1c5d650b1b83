// What belongs together lights up together: the way from a value, or along an arrow, to the result; the rest is dimmed for as
// long as the pointer or the focus is there.

import { wayAlong, wayOf } from "./paths.js"

/** @import { Stage } from "./stage.js" */

export class Spotlight {
  /**
   * @param {Stage} stage
   * @param {(number | null)[][]} operands
   * @param {(edge: string | null) => void} pointed which arrow into an operation is pointed at.
   * @param {(edge: string) => boolean} chosen which one is clicked; returns whether that answered a question.
   */
  constructor(stage, operands, pointed, chosen) {
    this.stage = stage
    this.operands = operands
    /** @type {string | null} the arrow that was clicked: it stays in the light. */
    this.pinned = null
    for (const [edge, hit] of Object.entries(stage.hits)) {
      if (edge[0] !== "e") continue
      const point = (/** @type {string | null} */ at) => {
        this.onArrow(at)
        pointed(at)
      }
      for (const part of [hit, stage.tags[edge]]) {
        part.addEventListener("pointerenter", () => this.pinned ?? point(edge))
        part.addEventListener("pointerleave", () => this.pinned ?? point(null))
        part.addEventListener("click", () => {
          if (chosen(edge)) return
          this.pinned = this.pinned === edge ? null : edge
          point(this.pinned)
        })
      }
    }
    stage.boxes.forEach((box, i) => {
      box.addEventListener("pointerenter", () => this.onValue(i))
      box.addEventListener("pointerleave", () => this.onValue(null))
    })
    this.point = pointed
  }

  /** Lets go of the arrow that was clicked; says whether there was one. */
  free() {
    if (this.pinned === null) return false
    this.pinned = null
    this.onArrow(null)
    this.point(null)
    return true
  }

  /** The way of an arrow is seen while the pointer or the focus is in an element that is about it.
   *
   * @param {HTMLElement} element
   * @param {() => string | null} edge the arrow that it is about now.
   */
  follow(element, edge) {
    for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, () => this.pinned ?? this.onArrow(edge()))
    for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => this.pinned ?? this.onArrow(null))
  }

  /** @param {number | null} i */
  onValue(i) {
    if (this.pinned === null) this.keep(i === null ? null : wayOf(this.operands, i))
  }

  /** @param {string | null} edge */
  onArrow(edge) {
    this.keep(edge === null ? null : wayAlong(this.operands, edge))
  }

  /** Dims all but these; null for none.
   *
   * @param {Set<string> | null} kept ids of values, operations and arrows.
   */
  keep(kept) {
    const { svg, groups, tags } = this.stage
    svg.classList.toggle("mg-dimmed", kept !== null)
    for (const parts of [groups, tags]) for (const [id, group] of Object.entries(parts)) group.classList.toggle("mg-kept", !!kept?.has(id))
  }
}
