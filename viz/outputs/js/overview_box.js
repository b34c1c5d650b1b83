// The boxes of a folded graph: what each is called, which numbers it tells, and what it opens into.

import { byHand, formatted } from "./numbers.js"
import { filledIn } from "./sentences.js"
import { columns } from "./shapes.js"

/** @import { JsonNumber, OverviewData, OverviewItem, Properties } from "./types.d.ts" */

/** What is looked at: a view of some values, or values that are alike, side by side.
 *
 * @typedef {{ title: string; view?: number; map?: number[]; values?: Shown[]; page?: number; at?: number }} Place
 */
/** A value, and the place that it opens into, if it does. @typedef {{ value: number; open?: Place }} Shown */

const HEAD = 12 // columns

/** The values of the graph, as they are told. */
export class Values {
  /** @param {OverviewData} data */
  constructor(data) {
    this.data = data
    this.numbers = data.data.map(numberOrNull)
    this.grads = data.grads.map(numberOrNull)
    this.waiting = data.waiting
    this.stale = new Set(data.stale)
  }

  /**
   * @param {number} value
   * @param {boolean} isResult
   */
  nameOf(value, isResult) {
    const { labels, name } = this.data
    return labels[value] ?? (isResult ? filledIn(name, { number: value + 1 }) : byHand(this.numberOf(value)))
  }

  /** @param {number} value */
  numberOf(value) {
    const number = this.numbers[value]
    return number === null ? "?" : formatted(number)
  }

  /** @param {number} value */
  gradOf(value) {
    const grad = this.grads[value]
    return grad === null ? "" : this.waiting ? "·" : formatted(grad, true)
  }
}

/** One box of a view. */
export class Box {
  /**
   * @param {Values} told
   * @param {OverviewItem} item
   * @param {number[]} map which value of the graph each one of the view is.
   */
  constructor(told, [kind, isLeaf, isOutside, members], map) {
    const { words, sums } = told.data
    this.told = told
    const results = members.map(([result]) => map[result])
    /** All that is folded in it. */
    this.folded = members.flatMap(member => insideOf(member, told.data).map(k => map[k]))
    /** @type {number[]} the values whose numbers it tells. */
    this.values = kind === "s" ? this.folded : results
    this.isSeveral = this.values.length > 1
    const count = { n: this.values.length }
    if (kind === "s") this.name = filledIn(words.values, count)
    else if (kind === "a") this.name = filledIn(isOutside ? words.inputs : isLeaf ? words.leaves : words.alike, count)
    else this.name = told.nameOf(results[0], !isLeaf) + (kind === "w" ? " ⋯" : "")
    const grads = this.values.map(i => told.grads[i]).filter(grad => grad !== null)
    /** The gradient, of several values the size of the largest; null where there is none. */
    this.largest = this.isSeveral && grads.length ? sizeOfLargest(grads) : (grads[0] ?? null)
    /** @type {Place | undefined} */
    this.opens = undefined
    const places = members.map(member => placeOf(member, map, kind === "s" ? this.name : told.nameOf(map[member[0]], !isLeaf)))
    if (kind === "a") this.opens = { title: this.name, values: results.map((value, n) => ({ value, open: places[n] })) }
    else if (places[0]) this.opens = places[0]
    else if (sums[results[0]]) {
      const title = filledIn(words.sum, { name: this.name })
      this.opens = { title, values: sums[results[0]].map(value => ({ value })) }
    }
  }

  get head() {
    return inHead(this.name)
  }

  /** @returns {Properties} */
  look() {
    const { told, values } = this
    const mark = told.stale.size && this.folded.some(i => told.stale.has(i)) ? { mark: "stale" } : {}
    const data = this.isSeveral ? atMost(values.map(i => told.numbers[i])) : told.numberOf(values[0])
    return { data, ...this.gradient(), ...mark }
  }

  gradient() {
    const { told, values } = this
    if (told.waiting) return { grad: told.gradOf(values[0]), grad_sign: "muted" }
    if (this.isSeveral) return { grad: this.largest === null ? "" : atMost([this.largest]), grad_sign: "ink" }
    return { grad: told.gradOf(values[0]), grad_sign: colourOf(this.largest ?? 0) }
  }

  inWords() {
    const { data, grad } = this.look()
    const { words } = this.told.data
    return [this.name, `${words.data} ${data}`, ...(grad ? [`${words.grad} ${grad}`] : [])].join(", ")
  }
}

/** @type {(member: OverviewItem[3][number], map: number[], title: string) => Place | undefined} */
const placeOf = ([, view, inside], map, title) => (inside ? { title, view, map: inside.map(k => map[k]) } : undefined)

/** What is folded in a member, by its numbers in the view; what its own view shows of what is outside comes first there.
 *
 * @param {OverviewItem[3][number]} member
 * @param {OverviewData} data
 */
const insideOf = ([result, view, all], { views }) => (all && view !== undefined ? all.slice(views[view][2]) : [result])

/** @param {JsonNumber | null} x */
const numberOrNull = x => (x === null ? null : Number(x))

/** The largest of several numbers by size; "?" where one of them is not known.
 *
 * @param {(number | null)[]} numbers
 */
function atMost(numbers) {
  const known = numbers.filter(x => x !== null)
  if (known.length < numbers.length) return "?"
  const largest = sizeOfLargest(known)
  return Number.isNaN(largest) ? formatted(largest) : `≤ ${formatted(largest)}`
}

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

/** @param {number[]} numbers */
const sizeOfLargest = numbers => numbers.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0)

/** @type {(x: number) => string} */
const colourOf = x => (x > 0 ? "positive" : x < 0 ? "negative" : "ink")
