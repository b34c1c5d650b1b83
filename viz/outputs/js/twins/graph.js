// The graph that an expression makes of the engine's Value (micrograd/engine.py), as viz.values.graph reads it: operands before
// results, the root last. What Value has no method for is one operation too.

import { ruleOf } from "../evaluator.js"
import { NotRead } from "./grammar.js"

/** @import { PlayedGraph, PlacedNode, Read, Rule, Typed } from "../types.d.ts" */

const MOST_PLAYED = 40 // values: beyond, the picture is too wide for the numbers on its arrows

/** The graph, without the names of its values.
 *
 * @param {Typed} typed
 * @returns {PlayedGraph}
 * @throws {NotRead} it has too many values, or an operation has no real result.
 */
export function graphOf(typed) {
  const made = new Made(typed)
  const kept = topological(made.nodes, made.root)
  if (kept.length > MOST_PLAYED) throw new NotRead("expression too large", { count: kept.length, most: MOST_PLAYED })
  made.compute()
  const index = new Map(kept.map((old, i) => [old, i]))
  const renamed = (/** @type {number} */ old) => /** @type {number} */ (index.get(old))
  const nodes = kept.map(old => ({ ...made.nodes[old], operands: made.nodes[old].operands.map(renamed) }))
  return {
    nodes,
    slopes: nodes.map(({ symbol, operands }) =>
      symbol
        ? slopesOf(
            symbol,
            operands.map(k => nodes[k].data),
          )
        : null,
    ),
    order: [...kept].sort((one, other) => one - other).map(renamed),
    assumed: nodes.flatMap(({ label, operands }) => (!operands.length && label && typed.leaves.get(label) === undefined ? [label] : [])),
  }
}

/** All values that are made, in the order of their birth. */
class Made {
  /** @param {Typed} typed */
  constructor({ leaves, steps, named, result }) {
    /** @type {PlacedNode[]} */
    this.nodes = []
    /** @type {Map<number, string>} */
    this.codes = new Map()
    /** @type {Map<string, number>} */
    const leaf = new Map([...leaves].map(([label, number]) => [label, this.add("", [], label, number ?? 1)]))
    /** @type {number[]} */
    const done = []
    const find = (/** @type {Read} */ read) =>
      typeof read === "object"
        ? this.add("", [], "", read.number + 0) // an engine is given 0 for -0.0
        : /** @type {number} */ (typeof read === "string" ? leaf.get(read) : done[read])
    for (const { symbol, operands, code } of steps) {
      const [first, second] = operands
      const i =
        symbol === "**" && typeof second === "object"
          ? this.add(`**${inPython(second.number)}`, [find(first)])
          : this.add(symbol, operands.map(find))
      this.codes.set(i, code)
      done.push(i)
    }
    for (const [label, what] of named) if (typeof what === "number") this.nodes[done[what]].label = label
    this.root = find(result)
  }

  /**
   * @param {string} symbol
   * @param {number[]} operands
   */
  add(symbol, operands, label = "", data = NaN) {
    return this.nodes.push({ symbol, operands, label, data, name: "" }) - 1
  }

  compute() {
    this.nodes.forEach((node, i) => {
      if (!node.symbol) return
      const { value } = /** @type {Rule} */ (ruleOf(node.symbol, node.operands.length))
      const data = value(...node.operands.map(k => this.nodes[k].data))
      if (data === undefined) throw new NotRead("explorer.undefined", { name: /** @type {string} */ (this.codes.get(i)) })
      node.data = data
    })
  }
}

/**
 * @param {string} symbol
 * @param {number[]} operands
 */
const slopesOf = (symbol, operands) => /** @type {Rule} */ (ruleOf(symbol, operands.length)).slopes(...operands)

/** What the root was computed from, and it: each after its operands.
 *
 * @param {PlacedNode[]} nodes
 * @param {number} root
 */
function topological(nodes, root) {
  /** @type {Set<number>} */
  const order = new Set()
  const visit = (/** @type {number} */ i) => {
    if (order.has(i)) return
    nodes[i].operands.forEach(visit)
    order.add(i)
  }
  visit(root)
  return [...order]
}

/** A number as Python writes it in the symbol of a power: `**2`, `**0.5`, `**1e+20`.
 *
 * @param {number} x
 */
function inPython(x) {
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return `${x + 0}`
  const [digits, exponent] = x.toExponential().split("e")
  if (+exponent < -4 || +exponent >= 16) return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`
  return Number.isInteger(x) ? `${x}.0` : `${x}`
}
