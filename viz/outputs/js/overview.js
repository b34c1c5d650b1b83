// A large graph as a few boxes that open, one in the place of another, down to single values.

import { cards } from "./cards.js"
import { claim, element, listenForKeys } from "./host.js"
import { Box, Values } from "./overview_box.js"
import { filledIn } from "./sentences.js"
import { shape } from "./shapes.js"
import { Stage } from "./stage.js"

/** @import { Place, Shown } from "./overview_box.js" */
/** @import { Flow, OverviewData, Scene } from "./types.d.ts" */

const DECADES = 2 // between the widest arrow and the narrowest
const WIDTHS = [2.8, 7] // px

/** Shows an overview in every host of the page that has this token.
 *
 * @param {string} token
 * @param {OverviewData} data
 */
export function show(token, data) {
  claim(token, host => new Overview(host, data))
}

class Overview {
  /**
   * @param {HTMLElement & { overview?: Overview }} host
   * @param {OverviewData} data
   */
  constructor(host, data) {
    host.overview = this // for a page that wants to drive it
    this.data = data
    this.values = new Values(data)
    /** @type {Place[]} from the whole to what is looked at. */
    this.trail = [{ title: data.words.whole, view: 0, map: data.whole }]
    this.way = element("nav", { className: "mg-trail", ariaLabel: data.words.trail })
    this.body = element("div", { className: "mg-body" })
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    const notes = [...data.notes, data.words.hint].map(note => element("span", {}, note))
    host.querySelector(".mg-still")?.remove()
    host.append(this.way, this.body, element("p", { className: "mg-note" }, ...notes), this.heard)
    listenForKeys(host, event => this.key(event))
    this.show()
  }

  /** @param {KeyboardEvent & { target: Element }} event */
  key(event) {
    if (event.key === "Enter" || event.key === " ") {
      const box = event.target.closest(".mg-opens[data-value]")
      if (box) {
        event.preventDefault()
        box.dispatchEvent(new MouseEvent("click"))
      }
      return true // a button is pressed by the browser
    }
    if (event.key !== "Escape" || this.trail.length === 1) return false
    this.back(this.trail.length - 2)
    return true
  }

  // ---- where one is

  /**
   * @param {Place} place
   * @param {number} at which of what is seen opens.
   */
  open(place, at) {
    this.trail[this.trail.length - 1].at = at
    this.trail.push(place)
    this.show()
    this.tell(this.way.querySelector("button:last-of-type"))
  }

  /** @param {number} n the place of the trail to go back to. */
  back(n) {
    this.trail.length = n + 1
    this.show()
    this.tell(this.body.querySelector(`[data-opens="${this.trail[n].at}"]`))
  }

  /** Screen readers are told what is seen now.
   *
   * @param {HTMLElement | SVGElement | null} next what gets the focus, as what had it is gone.
   */
  tell(next) {
    this.heard.textContent = this.trail[this.trail.length - 1].title
    next?.focus({ preventScroll: true })
  }

  show() {
    const here = this.trail[this.trail.length - 1]
    const steps = this.trail.map(({ title }, n) =>
      n === this.trail.length - 1
        ? element("b", { ariaCurrent: "location" }, title)
        : element("button", { type: "button", onclick: () => this.back(n) }, title),
    )
    this.way.replaceChildren(...steps.flatMap((step, n) => (n ? [element("span", { ariaHidden: "true" }, "▸"), step] : [step])))
    this.body.replaceChildren()
    if (here.values) this.body.append(...this.list(here))
    else this.picture(here)
  }

  // ---- the picture of a view

  /** @param {Place} place */
  picture({ title, view = 0, map = [] }) {
    const [picture, items] = this.data.views[view]
    const boxes = items.map(item => new Box(this.values, item, map))
    const stage = new Stage(
      this.body,
      this.data.pictures[picture],
      title,
      boxes.map(box => box.head),
    )
    stage.apply(this.sceneOf(boxes))
    boxes.forEach((box, n) => {
      if (!box.opens) return
      const group = stage.groups[`v${n}`]
      const { width, height } = stage.picture.boxes[n]
      group.before(shape("g", { class: "mg-stack", transform: group.getAttribute("transform") }, ...stackOf(box, width, height)))
      for (const part of [group, stage.groups[`o${n}`]]) {
        part?.classList.add("mg-opens")
        part?.addEventListener("click", () => this.open(/** @type {Place} */ (box.opens), n))
      }
      group.dataset.opens = `${n}`
      group.setAttribute("role", "button")
      group.setAttribute("tabindex", "0")
      group.setAttribute("aria-label", filledIn(this.data.words.open, { name: box.inWords() }))
    })
  }

  /** @param {Box[]} boxes */
  sceneOf(boxes) {
    const largest = Math.max(0, ...boxes.map(box => Math.abs(box.largest ?? 0)).filter(Number.isFinite))
    /** @type {Scene} */
    const scene = {}
    boxes.forEach((box, n) => {
      scene[`v${n}`] = box.look()
      if (box.largest !== null && box.largest !== 0 && !this.values.waiting)
        scene[`r${n}`] = { lit: 1, flow: flowOf(box.largest, largest, box.isSeveral) }
    })
    return scene
  }

  // ---- values side by side

  /** @param {Place} place */
  list(place) {
    const { values } = this
    const shown = /** @type {Shown[]} */ (place.values)
    return cards(
      shown.map(({ value, open }, n) => ({
        name: values.nameOf(value, true),
        data: values.numberOf(value),
        grad: values.gradOf(value),
        size: values.waiting ? 0 : (values.grads[value] ?? 0),
        open: open && (() => this.open(open, n)),
      })),
      place,
      this.data.words,
      () => this.show(),
    )
  }
}

/** A box that holds several looks like a pile.
 *
 * @param {Box} box
 * @param {number} width
 * @param {number} height
 */
function stackOf({ isSeveral }, width, height) {
  const rectangle = (/** @type {number} */ by) =>
    shape("rect", { x: by, y: -by, width, height, rx: 8, "stroke-width": 1.4, class: "mg-f-paper mg-s-line" })
  return isSeveral ? [rectangle(6), rectangle(3)] : []
}

/** How wide an arrow is, by the size of its gradient: see viz/drawing/edges.py.
 *
 * @param {number} gradient
 * @param {number} largest
 * @param {boolean} isSeveral
 * @returns {Flow}
 */
function flowOf(gradient, largest, isSeveral) {
  if (!Number.isFinite(gradient)) return ["ink", 2.6, "1.5 4"]
  const size = Math.abs(gradient)
  const below = Math.min(Math.log10(Math.max(largest, size) / size) / DECADES, 1)
  const width = +(WIDTHS[1] - (WIDTHS[1] - WIDTHS[0]) * below).toFixed(1)
  return isSeveral ? ["line", width, ""] : gradient > 0 ? ["positive", width, ""] : ["negative", width, "11 6"]
}
