// Which parts each step is played with, who plays in them, and with which numbers: the twin of viz/drawing/score.py.

import { formatted, shortly, significant } from "../numbers.js"
import { filledIn } from "../sentences.js"
import { columns } from "../shapes.js"
import { inNumbers } from "./names.js"
import { fixed } from "./text.js"

/** @import { Chip, Flow, Part, PassStep, PlayedGraph, PlacedNode, Rooms, Scene } from "../types.d.ts" */
/** @typedef {Extract<PassStep, { kind: "contribution" }>} Contributing */

const NOT_YET = "·"
const MOST_CHIPS = 3
const WIDEST = 7
const NARROWEST = 2.8
const DECADES = 2
const DASHED = "11 6"

/** The parts of all steps, how it begins, and what a picture of it needs room for. */
export class TwinScore {
  /**
   * @param {PlayedGraph} graph
   * @param {PassStep[]} steps
   * @param {string} arrows how many arrows there are, in words: {count}
   */
  constructor({ nodes }, steps, arrows) {
    this.nodes = nodes
    this.arrows = arrows
    const flowing = steps.flatMap(step => (step.kind === "contribution" ? [step.contribution, step.upstream] : []))
    this.largest = Math.max(0, ...flowing.filter(Number.isFinite).map(Math.abs)) || 1
    /** @type {Map<number, Chip[]>} */
    this.chips = new Map()
    /** @type {Set<number>} */
    this.lit = new Set()
    this.begin = beginOf(nodes)
    this.parts = steps.map(step => this.partsOf(step))
  }

  /**
   * @param {PassStep} step
   * @returns {Part[]}
   */
  partsOf(step) {
    if (step.kind === "forward") return this.forward(step.value)
    if (step.kind === "seed") return [partOf("seed", { value: `v${step.value}` }, setTo(step.after))]
    return step.kind === "contribution" ? this.contribution(step) : []
  }

  /**
   * @param {number} i
   * @returns {Part[]}
   */
  forward(i) {
    const { operands, data } = this.nodes[i]
    const number = shortly(data)
    const call = [
      [inNumbers(this.nodes, i), "", 1],
      [" = ", "", 0],
      [number, "data", 0],
    ]
    return [
      ...operands.map((k, slot) =>
        partOf("operand goes", { edge: `e${i}_${slot}`, operand: `v${k}` }, { number: shortly(this.nodes[k].data) }),
      ),
      partOf("result comes", { way: `r${i}`, operation: `o${i}`, result: `v${i}` }, { call, number, data: formatted(data) }),
    ]
  }

  /**
   * @param {Contributing} step
   * @returns {Part[]}
   */
  contribution(step) {
    const { result: i, value, slot, upstream, contribution } = step
    const edge = `e${i}_${slot}`
    const roles = { result: `v${i}`, operation: `o${i}`, way: `r${i}`, value: `v${value}` }
    const already = +this.lit.has(i)
    this.lit.add(i)
    return [
      partOf("acting", roles),
      this.slope(step, edge),
      partOf("multiply", roles, { upstream: shortly(upstream), ...this.travelling(upstream), already }),
      partOf("equation", roles, { call: equationOf(step) }),
      partOf("arrive", { edge }, { number: shortly(contribution), ...this.travelling(contribution) }),
      this.landing(step),
    ]
  }

  /** Of a product of two it is the other operand's number that comes to the arrow.
   *
   * @param {Contributing} step
   * @param {string} edge
   * @returns {Part}
   */
  slope({ result, slot, local }, edge) {
    const { symbol, operands } = this.nodes[result]
    const facts = { tag: `×${shortly(local)}` }
    if (symbol === "*") {
      const from = operands[1 - slot]
      const number = shortly(this.nodes[from].data)
      if (number === shortly(local)) return partOf("slope from a value", { edge, other: `v${from}` }, { ...facts, from, number })
    }
    return partOf("slope from the operation", { edge }, facts)
  }

  /**
   * @param {Contributing} step
   * @returns {Part}
   */
  landing(step) {
    const { value, before, after, contribution } = step
    const role = { value: `v${value}` }
    const arrived = this.chips.get(value) ?? []
    this.chips.set(value, arrived)
    const facts = { ...setTo(after), chips: this.withChip(arrived, step) }
    if (!Number.isFinite(before) || !Number.isFinite(after)) return partOf("put", role, facts)
    const counted = { before: significant(before, 6), after: significant(after, 6), sum: sumOfTwo(before, contribution) }
    return partOf(before ? "add" : "add first", role, { ...facts, ...counted })
  }

  /** The facts of a contribution that is added to another sum than in its own step, and that sum afterwards.
   *
   * @param {Contributing} step
   * @param {number} before the sum so far.
   * @param {Chip[]} chips what has arrived so far; it grows.
   * @param {number | null} end what is shown in place of the sum, if anything.
   * @returns {[Record<string, any>, number]}
   */
  added(step, before, chips, end) {
    const after = before + step.contribution
    const shown = setTo(end ?? after)
    const sum = before !== 0 ? sumOfTwo(before, step.contribution) : shown.grad
    return [{ ...shown, sum, chips: this.withChip(chips, step) }, after]
  }

  /** What has arrived at a value, with the contribution of a step: the list; of many, how many.
   *
   * @param {Chip[]} chips
   * @param {Contributing} step
   * @returns {Chip[] | string}
   */
  withChip(chips, { contribution, result, slot }) {
    chips.push([shortly(contribution), travellingSign(contribution), 0, `e${result}_${slot}`])
    return chips.length <= MOST_CHIPS ? [...chips] : filledIn(this.arrows, { count: chips.length })
  }

  /** How a number looks that travels, and the arrow along which it does.
   *
   * @param {number} x
   */
  travelling(x) {
    return { sign: travellingSign(x), flow: flowOf(x, this.largest) }
  }

  /** @returns {Rooms} */
  get rooms() {
    const parts = this.parts.flat()
    const texts = [
      ...Object.values(this.begin).flatMap(({ data = "", grad = "" }) => [data, grad]),
      ...parts.flatMap(([, , { data = "", grad = "" }]) => [data, grad]),
    ]
    /** @type {Rooms} */
    const rooms = { digits: Math.max(...texts.map(columns)), tags: {}, equations: {}, ledgers: new Set() }
    for (const [, roles, { tag, call }] of parts) {
      if (tag) rooms.tags[roles.edge] = tag
      if (!call) continue
      const i = +roles.operation.slice(1)
      const wide = columns(call.map((/** @type {string[]} */ [content]) => content).join(""))
      rooms.equations[i] = Math.max(rooms.equations[i] ?? 0, wide)
    }
    const used = this.nodes.flatMap(({ operands }) => operands)
    for (const k of used) if (used.filter(other => other === k).length > 1) rooms.ledgers.add(k)
    return rooms
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} roles
 * @param {Record<string, any>} facts
 * @returns {Part}
 */
const partOf = (name, roles, facts = {}) => [name, roles, facts, 0]

/**
 * @param {PlacedNode[]} nodes
 * @returns {Scene}
 */
function beginOf(nodes) {
  /** @type {Scene} */
  const scene = {}
  nodes.forEach(({ data, operands }, i) => {
    const isComing = operands.length > 0
    scene[`v${i}`] = { data: isComing ? NOT_YET : formatted(data), grad: NOT_YET, grad_sign: "muted" }
    if (isComing) for (const arrow of [`r${i}`, ...operands.map((_, slot) => `e${i}_${slot}`)]) scene[arrow] = { coming: 1 }
  })
  return scene
}

/** The multiplication of a contribution, as it opens at the operation: [text, colour, seen at once] each.
 *
 * @param {Contributing} step
 */
function equationOf({ local, upstream, contribution }) {
  return [
    [shortly(local), "", 1],
    [" × ", "", 1],
    [inBrackets(upstream), colourOf(upstream), 1],
    [" = ", "", 0],
    [shortly(contribution), colourOf(contribution), 0],
  ]
}

/** How an arrow looks along which a gradient has flowed.
 *
 * @param {number} x
 * @param {number} largest
 * @returns {Flow}
 */
function flowOf(x, largest) {
  if (!Number.isFinite(x)) return ["ink", 2.6, "1.5 4"]
  if (x === 0) return ["line", 1.8, ""]
  const size = Math.abs(x)
  const below = size > 1e-300 ? Math.log10(Math.max(largest, size) / size) : DECADES
  const wide = Number(fixed(WIDEST - (WIDEST - NARROWEST) * Math.min(below / DECADES, 1), 1))
  return x > 0 ? ["positive", wide, ""] : ["negative", wide, DASHED]
}

/** @param {number} x a gradient. */
const setTo = x => ({ grad: formatted(x, true), sign: colourOf(x) })

/**
 * @param {number} before
 * @param {number} contribution
 */
const sumOfTwo = (before, contribution) => `${shortly(before)} + ${inBrackets(contribution)}`

/** A number behind a sign of operation.
 *
 * @param {number} x
 */
const inBrackets = x => (x < 0 ? `(${shortly(x)})` : shortly(x))

/** @param {number} x */
const colourOf = x => (x > 0 ? "positive" : x < 0 ? "negative" : "ink")

/** The colour of a number that travels: a line's for 0.
 *
 * @param {number} x
 */
const travellingSign = x => (x === 0 ? "line" : colourOf(x))
