// Numbers for the leaves that are worth a look: a gate that closes, a function that is flat, all leaves alike. Found from the graph,
// seen from the numbers that were given.

import { evaluate } from "./evaluator.js"
import { filledIn } from "./sentences.js"

/** @import { Graph, Happening, Preset, Words } from "./types.d.ts" */

const MOST = 4
const BEYOND = 0.4 // of the way to where it happens: a preset lies well beyond, the place itself is for the learner to find
const SUMS = new Set(["+", "-", "add", "sub"])

/**
 * @param {Graph} graph each of its symbols has a rule.
 * @param {Map<number, number>} all the numbers of all leaves.
 * @param {Map<number, Happening[]>} happenings for each leaf that can be moved.
 * @returns {Preset[]}
 */
export function presetsOf(graph, all, happenings) {
  const leaves = [...happenings.keys()]
  const given = new Map(leaves.map(i => [i, /** @type {number} */ (all.get(i))]))
  const found = [
    ...throughHappenings(graph, given, happenings),
    ...equalOperands(graph, given),
    { word: "all_ones", numbers: new Map(leaves.map(i => [i, 1])) },
  ]
  const hasNumbers = (/** @type {Map<number, number>} */ numbers) =>
    evaluate(graph, new Map([...all, ...numbers])).data.every(x => Number.isFinite(x))
  const differs = (/** @type {Preset} */ { numbers }, /** @type {Map<number, number>} */ other) =>
    leaves.some(i => numbers.get(i) !== other.get(i))
  const good = found.filter(each => differs(each, given) && hasNumbers(each.numbers))
  return good.filter((each, n) => good.slice(0, n).every(({ numbers }) => differs(each, numbers))).slice(0, MOST)
}

/** What stands on the buttons; of several of one kind each says which operation it is about.
 *
 * @param {Preset[]} presets
 * @param {string[]} names
 * @param {Words} words
 */
export function titlesOf(presets, names, words) {
  return presets.map(({ name, word = "", node = 0, nodes = [] }) => {
    if (name !== undefined) return name
    const [first, second] = nodes.map(i => names[i])
    const title = filledIn(words[`preset_${word}`], { first, second })
    const isOneOfMany = presets.filter(other => other.word === word).length > 1
    return isOneOfMany ? filledIn(words.preset_of, { preset: title, name: names[node] }) : title
  })
}

/** For each gate and each function that gets flat the nearest way to its other side: by a leaf that is only added, if there is one.
 *
 * @param {Graph} graph
 * @param {Map<number, number>} given
 * @param {Map<number, Happening[]>} happenings
 * @returns {Preset[]}
 */
function throughHappenings(graph, given, happenings) {
  /** @type {Map<number, { word: string; node: number; leaf: number; to: number; cost: number }>} */
  const nearest = new Map()
  for (const [leaf, places] of happenings)
    for (const { at, kind, node, left, right } of places) {
      if (kind !== "gate" && kind !== "flat") continue
      const from = /** @type {number} */ (given.get(leaf))
      const beyond = at > from || (at === from && !left) ? right : left
      if (kind === "flat" && beyond) continue // it is flat as it is given
      const cost = Math.abs(at - from) * (isAdded(graph, leaf, node) ? 1e-6 : 1)
      const word = kind === "flat" ? "saturated" : beyond ? "gate_open" : "gate_closed"
      const before = nearest.get(node)
      if (!before || cost < before.cost) nearest.set(node, { word, node, leaf, to: wellBeyond(from, at, beyond === right), cost })
    }
  return [...nearest.values()]
    .sort((a, b) => a.node - b.node)
    .map(({ word, node, leaf, to }) => ({ word, node, numbers: new Map(given).set(leaf, to) }))
}

/** A short number on the other side of a place.
 *
 * @param {number} from
 * @param {number} at
 * @param {boolean} isRight
 */
function wellBeyond(from, at, isRight) {
  const way = Math.max(Math.abs(at - from) * BEYOND, 0.5)
  const step = 10 ** Math.floor(Math.log10(way)) / 2
  const places = (at + (isRight ? way : -way)) / step
  return Number(((isRight ? Math.ceil(places) : Math.floor(places)) * step).toPrecision(6))
}

/** Whether a leaf comes to an operation only by sums, as a bias does.
 *
 * @param {Graph} graph
 * @param {number} leaf
 * @param {number} node
 */
function isAdded({ symbols, operands }, leaf, node) {
  const waiting = [...operands[node]]
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    if (i === leaf) return true
    if (SUMS.has(symbols[i])) waiting.push(...operands[i])
  }
  return false
}

/** Two leaves that meet in an operation, made equal.
 *
 * @param {Graph} graph
 * @param {Map<number, number>} given
 * @returns {Preset[]}
 */
function equalOperands({ operands }, given) {
  const pair = operands.find(([a, b, ...more]) => !more.length && a !== b && given.has(a) && given.has(b))
  if (!pair) return []
  return [{ word: "equal", nodes: pair, numbers: new Map(given).set(pair[1], /** @type {number} */ (given.get(pair[0]))) }]
}
