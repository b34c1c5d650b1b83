// What a text computes: the twin of viz/values/expression.py. Only what stands in the tables below can be written. One thing is read
// otherwise, so that leaves can be given their numbers: `a = 2` makes a leaf.

import { ruleOf } from "../evaluator.js"
import { NotRead, shownCode, statementsOf } from "./grammar.js"

/** @import { Read, Statement, Tree, Typed } from "../types.d.ts" */

const LONGEST = 2000

/** @type {Record<string, (x: number, y: number) => number>} */
const OF_NUMBERS = { "+": (x, y) => x + y, "-": (x, y) => x - y, "*": (x, y) => x * y, "/": (x, y) => x / y, "**": (x, y) => x ** y }

/** What a text computes.
 *
 * @param {string} text one line, or several that give names, with the result in the last.
 * @returns {Typed}
 * @throws {NotRead} it is no expression.
 */
export function readTyped(text) {
  const count = [...text].length
  if (count > LONGEST) throw new NotRead("expression too long", { count, most: LONGEST })
  const source = text
    .split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/)
    .map(line => line.trim())
    .join("\n")
  const reader = new ExpressionReader(source)
  const lines = statementsOf(source)
  const result = lines.map(line => reader.line(line, line === lines.at(-1))).at(-1)
  if (result === undefined) throw new NotRead("expression empty")
  if (typeof result === "object") throw new NotRead("expression without a name", { shown: shownCode(source) })
  return { leaves: reader.leaves, steps: reader.steps, named: reader.named, result }
}

class ExpressionReader {
  /** @param {string} source */
  constructor(source) {
    this.source = source
    /** The numbers of the leaves; undefined where nothing gives one. @type {Map<string, number | undefined>} */
    this.leaves = new Map()
    /** @type {Typed["steps"]} */
    this.steps = []
    /** @type {Typed["named"]} */
    this.named = new Map()
  }

  /**
   * @param {Statement} line
   * @param {boolean} isLast
   * @returns {Read}
   */
  line(line, isLast) {
    const { targets, value } = line
    if (!targets.length && isLast) return this.read(value)
    if (targets.length !== 1 || targets[0].kind !== "name") throw this.refused(targets.length ? "expression part" : "expression line", line)
    const { name } = targets[0]
    const number = this.plainNumber(value)
    const result = number ?? this.read(value)
    if (this.named.has(name) || this.leaves.has(name)) throw new NotRead("expression named twice", { name })
    if (number) {
      this.leaves.set(name, number.number)
      return name
    }
    this.named.set(name, result)
    return result
  }

  /** What is written as a number and nothing else, but for signs before it; else null.
   *
   * @param {Tree} tree
   * @returns {{ number: number } | null}
   */
  plainNumber(tree) {
    if (tree.kind === "number") return this.finite(tree.number, tree)
    const inner = tree.kind === "signed" && tree.sign !== "~" ? this.plainNumber(tree.operand) : null
    return inner && { number: tree.kind === "signed" && tree.sign === "-" ? -inner.number : inner.number }
  }

  /**
   * @param {Tree} tree
   * @returns {Read}
   */
  read(tree) {
    if (tree.kind === "name") return this.name(tree.name)
    if (tree.kind === "number") return this.finite(tree.number, tree)
    if (tree.kind === "binary" && tree.sign in OF_NUMBERS) return this.binary(tree)
    if (tree.kind === "binary" && tree.sign === "^") throw this.refused("expression caret", tree)
    if (tree.kind === "signed" && tree.sign !== "~") return this.signed(tree)
    if (tree.kind === "call") return this.call(tree)
    if (tree.kind === "attribute") throw this.refused("expression attribute", tree, { name: tree.name })
    throw this.refused(tree.kind === "compares" ? "expression compares" : "expression part", tree)
  }

  /** @param {string} name */
  name(name) {
    const given = this.named.get(name)
    if (given !== undefined) return given
    if (!this.leaves.has(name)) this.leaves.set(name, undefined)
    return name
  }

  /** @param {Extract<Tree, { kind: "signed" }>} tree */
  signed(tree) {
    const operand = this.read(tree.operand)
    if (tree.sign === "+") return operand
    return typeof operand === "object" ? { number: -operand.number } : this.step("neg", [operand], tree)
  }

  /** @param {Extract<Tree, { kind: "binary" }>} tree */
  binary(tree) {
    const { sign } = tree
    const [left, right] = [this.read(tree.left), this.read(tree.right)]
    if (typeof left === "object" && typeof right === "object") return this.finite(OF_NUMBERS[sign](left.number, right.number), tree)
    if (sign === "**" && typeof right !== "object") throw this.refused("expression power", tree, { exponent: this.code(tree.right) })
    return this.step(sign, [left, right], tree)
  }

  /** A function of one or more operands: relu(x), x.relu(), x.max(y).
   *
   * @param {Extract<Tree, { kind: "call" }>} tree
   */
  call(tree) {
    const { called } = tree
    if (tree.odd || (called.kind !== "attribute" && called.kind !== "name") || called.name.startsWith("_"))
      throw this.refused("expression part", tree)
    const { name } = called
    const trees = called.kind === "attribute" ? [called.of, ...tree.operands] : tree.operands
    if (!trees.length) throw new NotRead("expression function of nothing", { name })
    const operands = trees.map(each => this.read(each))
    const rule = ruleOf(name, operands.length)
    if (!rule || rule.number !== undefined || rule.symbol === "neg" || !/^\w+$/.test(rule.symbol))
      throw this.refused("expression unknown function", tree, { name })
    return this.step(rule.symbol, operands, tree)
  }

  /**
   * @param {number} number
   * @param {Tree} tree
   */
  finite(number, tree) {
    if (!Number.isFinite(number)) throw this.refused("expression number", tree)
    return { number }
  }

  /**
   * @param {string} symbol
   * @param {Read[]} operands
   * @param {Tree} tree
   */
  step(symbol, operands, tree) {
    return this.steps.push({ symbol, operands, code: this.code(tree) }) - 1
  }

  /**
   * @param {string} key
   * @param {Tree | Statement} tree
   * @param {Record<string, string>} facts
   */
  refused(key, tree, facts = {}) {
    return new NotRead(key, { shown: this.code(tree), ...facts })
  }

  /** @param {Tree | Statement} tree */
  code(tree) {
    return shownCode(this.source.slice(tree.start, tree.end))
  }
}
