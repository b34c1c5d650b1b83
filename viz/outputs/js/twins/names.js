// What a value is called: the twin of viz/values/names.py, where it is explained. All operations here are known, and no operand is
// left out.

import { ruleOf } from "../evaluator.js"
import { shortly } from "../numbers.js"
import { filledIn } from "../sentences.js"
import { columns } from "../shapes.js"
import { fit } from "./text.js"

/** @import { NameOf, PlacedNode, Rule } from "../types.d.ts" */

const LABEL_AT_MOST = 20
const EXPRESSION_AT_MOST = 11
const MOST_NESTED = 2

// How firmly the parts of a text hold together.
const HOLD = { sum: 1, product: 2, sign: 3, power: 4, number: 5, word: 6 }
/** @type {Record<string, number>} */
const INFIX = { "+": HOLD.sum, "-": HOLD.sum, "*": HOLD.product, "/": HOLD.product, "**": HOLD.power }

/** The names of all values.
 *
 * @param {PlacedNode[]} nodes
 * @param {string} numbered what a value is called by its number: v{number}
 */
export function namesOf(nodes, numbered) {
  const labels = new Set(nodes.flatMap(({ label }) => (label ? [fit(label, LABEL_AT_MOST)] : [])))
  const names = nodes.map((node, i) => ownName(node) ?? byNumber(i, labels, numbered))
  const taken = new Set([...labels, ...names.map(({ text }) => text)])
  for (const level of levelsOf(nodes)) {
    const found = level.map(i =>
      written(
        nodes[i],
        nodes[i].operands.map(k => names[k]),
      ),
    )
    const short = found.map(each => (isShort(each) ? each : null))
    short.forEach((each, n) => {
      const isOnly = each && short.filter(other => other?.text === each.text).length === 1
      if (isOnly && !taken.has(each.text)) names[level[n]] = each
    })
    for (const each of short) if (each) taken.add(each.text)
  }
  return names
}

/** A name to stand before `.grad` and behind a sign: in brackets, unless it is one word or a call.
 *
 * @param {NameOf} name
 */
export const bracketedName = name => bound(name, HOLD.word)

/** A value and how it is computed, `e = a * b`; its name alone where that says so, and for a leaf.
 *
 * @param {PlacedNode[]} nodes
 * @param {NameOf[]} names
 * @param {number} i
 */
export function nameWithEquation(nodes, names, i) {
  const { text, depth } = names[i]
  const { operands } = nodes[i]
  return operands.length && !depth
    ? `${text} = ${
        written(
          nodes[i],
          operands.map(k => names[k]),
          true,
        ).text
      }`
    : text
}

/** The operation of a result with its operands' numbers, as they are written by hand: `2 * (-3)`.
 *
 * @param {PlacedNode[]} nodes
 * @param {number} i
 */
export const inNumbers = (nodes, i) =>
  written(
    nodes[i],
    nodes[i].operands.map(k => ofNumber(nodes[k].data)),
    true,
  ).text

/** The results without label: first those of values with a name of their own, then those of these, and so on.
 *
 * @param {PlacedNode[]} nodes
 */
function levelsOf(nodes) {
  /** @type {number[]} */
  const heights = []
  /** @type {number[][]} */
  const levels = nodes.map(() => [])
  nodes.forEach(({ operands, label }, i) => {
    heights[i] = operands.length && !label ? 1 + Math.max(...operands.map(k => heights[k])) : 0
    if (heights[i]) levels[heights[i]].push(i)
  })
  return levels
}

/**
 * @param {PlacedNode} node
 * @returns {NameOf | null}
 */
function ownName({ label, data, operands }) {
  if (label) return { text: fit(label, LABEL_AT_MOST), hold: HOLD.word, depth: 0 }
  return operands.length ? null : ofNumber(data)
}

/**
 * @param {number} x
 * @returns {NameOf}
 */
function ofNumber(x) {
  const text = shortly(x)
  return { text, hold: text.startsWith("-") ? HOLD.sign : HOLD.number, depth: 0 }
}

/**
 * @param {number} i
 * @param {Set<string>} labels
 * @param {string} numbered
 * @returns {NameOf}
 */
function byNumber(i, labels, numbered) {
  let text = filledIn(numbered, { number: i + 1 })
  while (labels.has(text)) text += "′" // another value has been given that very name
  return { text, hold: HOLD.word, depth: 0 }
}

/** @param {NameOf} name */
const isShort = ({ text, depth }) => Math.max([...text].length, columns(text)) <= EXPRESSION_AT_MOST && depth <= MOST_NESTED

/** An operation with its operands, as it stands in code: `a*b`, `a + b`, `a**2`, `-a`, `ReLU(a)`.
 *
 * @param {PlacedNode} node the result.
 * @param {NameOf[]} operands what stands for each of them.
 * @param {boolean} spaced whether each sign of operation stands between spaces.
 * @returns {NameOf}
 */
function written(node, operands, spaced = false) {
  const { symbol, number } = /** @type {Rule} */ (ruleOf(node.symbol, operands.length))
  const depth = 1 + Math.max(...operands.map(each => each.depth))
  const [first, ...others] = operands
  if (number !== undefined) return { text: `${bound(first, HOLD.number)}**${shortly(number)}`, hold: HOLD.power, depth }
  if (symbol === "neg") return { text: `-${bound(first, HOLD.word)}`, hold: HOLD.sign, depth }
  const hold = INFIX[symbol]
  if (!hold) return { text: `${symbol}(${operands.map(each => bound(each, HOLD.sum)).join(", ")})`, hold: HOLD.word, depth }
  const sign = spaced || hold === HOLD.sum ? ` ${symbol} ` : symbol
  const start = bound(first, hold === HOLD.power ? HOLD.number : hold)
  return { text: [start, ...others.map(each => behindSign(each, hold + 1))].join(sign), hold, depth }
}

/**
 * @param {NameOf} name
 * @param {number} least
 */
const bound = ({ text, hold }, least) => (hold >= least ? text : `(${text})`)

/**
 * @param {NameOf} name
 * @param {number} least
 */
const behindSign = (name, least) => (name.text.startsWith("-") ? `(${name.text})` : bound(name, least))
