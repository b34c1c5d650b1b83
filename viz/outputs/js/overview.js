// A large graph as a few boxes that open, one in the place of another, down to single values.

import { cards } from "./cards.js"
import { claim, element, listenForKeys } from "./host.js"
import { formatted, shortly } from "./numbers.js"
import { filledIn } from "./sentences.js"
import { columns, shape } from "./shapes.js"
import { Stage } from "./stage.js"

/** @import { Flow, OverviewData, OverviewItem, Properties, Scene } from "./types.d.ts" */

/** What is looked at: a view of some values, or values that are alike, side by side.
 *
 * @typedef {{ title: string; view?: number; map?: number[]; values?: Shown[]; page?: number; at?: number }} Place
 */
/** A value, and the place that it opens into, if it does. @typedef {{ value: number; open?: Place }} Shown */

const HEAD = 12 // columns
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
    this.numbers = data.data.map(Number)
    this.grads = data.grads.map(x => (x === null ? null : Number(x)))
    this.waiting = this.grads.every(x => !x)
    this.stale = new Set(data.stale)
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
    const boxes = items.map(item => new Box(this, item, map))
    const stage = new Stage(
      this.body,
      this.data.pictures[picture],
      title,
      boxes.map(box => inHead(box.name)),
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
      if (box.largest && !this.waiting) scene[`r${n}`] = { lit: 1, flow: flowOf(box.largest, largest, box.isSeveral) }
    })
    return scene
  }

  // ---- values side by side

  /** @param {Place} place */
  list(place) {
    const values = /** @type {Shown[]} */ (place.values)
    return cards(
      values.map(({ value, open }, n) => ({
        name: this.nameOf(value, true),
        data: formatted(this.numbers[value]),
        grad: this.gradOf(value),
        size: this.waiting ? 0 : (this.grads[value] ?? 0),
        open: open && (() => this.open(open, n)),
      })),
      place,
      this.data.words,
      () => this.show(),
    )
  }

  // ---- names and numbers

  /**
   * @param {number} value
   * @param {boolean} isResult
   */
  nameOf(value, isResult) {
    const { labels, name } = this.data
    return labels[value] ?? (isResult ? filledIn(name, { number: value + 1 }) : shortly(this.numbers[value]))
  }

  /** @param {number} value */
  gradOf(value) {
    const grad = this.grads[value]
    return grad === null ? "" : this.waiting ? "·" : formatted(grad, true)
  }
}

/** One box of a view. */
class Box {
  /**
   * @param {Overview} overview
   * @param {OverviewItem} item
   * @param {number[]} map which value of the graph each one of the view is.
   */
  constructor(overview, [kind, isLeaf, isOutside, members], map) {
    const { words, sums } = overview.data
    this.overview = overview
    this.kind = kind
    const results = members.map(([result]) => map[result])
    /** @type {number[]} the values whose numbers it tells. */
    this.values = kind === "s" ? (members[0][2] ?? []).map(k => map[k]) : results
    this.isSeveral = this.values.length > 1
    this.members = members
    const count = { n: this.values.length }
    if (kind === "s") this.name = filledIn(words.values, count)
    else if (kind === "a") this.name = filledIn(isOutside ? words.inputs : isLeaf ? words.leaves : words.alike, count)
    else this.name = overview.nameOf(results[0], !isLeaf) + (kind === "w" ? " ⋯" : "")
    this.largest = this.isSeveral ? sizeOfLargest(this.values.map(i => overview.grads[i] ?? 0)) : overview.grads[results[0]]
    /** @type {Place | undefined} */
    this.opens = undefined
    const places = members.map(member => placeOf(member, map, kind === "s" ? this.name : overview.nameOf(map[member[0]], !isLeaf)))
    if (kind === "a") this.opens = { title: this.name, values: results.map((value, n) => ({ value, open: places[n] })) }
    else if (places[0]) this.opens = places[0]
    else if (sums[results[0]]) {
      const title = filledIn(words.sum, { name: this.name })
      this.opens = { title, values: sums[results[0]].map(value => ({ value })) }
    }
  }

  /** @returns {Properties} */
  look() {
    const { overview, values } = this
    const mark = this.overview.stale.size && values.some(i => overview.stale.has(i)) ? { mark: "stale" } : {}
    if (!this.isSeveral) return { data: formatted(overview.numbers[values[0]]), ...this.gradient(), ...mark }
    const data = `≤ ${formatted(sizeOfLargest(values.map(i => overview.numbers[i])))}`
    return { data, ...this.gradient(), ...mark }
  }

  gradient() {
    const { overview, values } = this
    if (overview.waiting) return { grad: overview.gradOf(values[0]), grad_sign: "muted" }
    if (this.isSeveral) return { grad: `≤ ${formatted(this.largest ?? 0)}`, grad_sign: "ink" }
    return { grad: overview.gradOf(values[0]), grad_sign: colourOf(this.largest ?? 0) }
  }

  inWords() {
    const { data, grad } = this.look()
    const { words } = this.overview.data
    return [this.name, `${words.data} ${data}`, ...(grad ? [`${words.grad} ${grad}`] : [])].join(", ")
  }
}

/** @type {(member: OverviewItem[3][number], map: number[], title: string) => Place | undefined} */
const placeOf = ([, view, inside], map, title) => (inside ? { title, view, map: inside.map(k => map[k]) } : undefined)

/** What of a name has room in the head of a box.
 *
 * @param {string} name
 */
function inHead(name) {
  if (columns(name) <= HEAD) return name
  let kept = name
  while (columns(kept) > HEAD - 1) kept = kept.slice(0, -1)
  return `${kept}…`
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

/** @param {number[]} numbers */
const sizeOfLargest = numbers => numbers.reduce((largest, x) => Math.max(largest, Math.abs(x) || 0), 0)

/** @type {(x: number) => string} */
const colourOf = x => (x > 0 ? "positive" : x < 0 ? "negative" : "ink")

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
