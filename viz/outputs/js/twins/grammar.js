// Reads text as Python's grammar does, as far as an expression goes; of the rest what it is called, or that it is none.

import { fit } from "./text.js"

/** @import { Statement, Tree } from "../types.d.ts" */
/** @typedef {{ kind: string; text: string; start: number; end: number }} Token */

/** What cannot be read, or has no number. */
export class NotRead extends Error {
  /**
   * @param {string} key of the sentence that says it, in the words that Python gives.
   * @param {Record<string, string | number>} facts that stand in it.
   */
  constructor(key, facts = {}) {
    super(key)
    this.key = key
    this.facts = facts
  }
}

/** The statements of a text.
 *
 * @param {string} source
 * @returns {Statement[]}
 */
export function statementsOf(source) {
  return new PythonReader(source).statements()
}

const SHOWN = 40 // characters of a part that an error shows
const DEEPEST = 200 // operations or brackets, one inside the other: Python gives up there too
const SPACE = /(?:[ \t\f]|\\\n|#[^\n]*)+/uy
const KINDS = {
  number:
    /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?/uy,
  name: /[\p{XID_Start}_]\p{XID_Continue}*/uy,
  other: /"[^"\n]*"?|'[^'\n]*'?|\.\.\.|:=|(?:\*\*|\/\/|<<|>>|[-+*/%@&|^])=|[[\]{}:]/uy, // of Python, and of no expression
  sign: /\*\*|\/\/|<<|>>|[<>=!]=|[-+*/%@&|^~<>=(),.;\n]/uy,
}
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
)
/** How firmly a sign holds its operands. @type {Record<string, number>} */
const BINDS = { "|": 1, "^": 2, "&": 3, "<<": 4, ">>": 4, "+": 5, "-": 5, "*": 6, "/": 6, "//": 6, "%": 6, "@": 6 }
const COMPARING = ["<", ">", "<=", ">=", "==", "!="]
const ENDS = [")", "\n", ";", "=", ""]

class PythonReader {
  /** @param {string} source */
  constructor(source) {
    this.source = source
    this.tokens = tokensOf(source)
    this.at = 0
    this.depth = 0
  }

  get next() {
    return this.tokens[this.at]
  }

  /** The next token, if it is one of these.
   *
   * @param {...string} texts
   */
  take(...texts) {
    return texts.includes(this.next.text) ? this.tokens[this.at++] : null
  }

  /** @param {string} text */
  expect(text) {
    if (!this.take(text)) throw this.refused()
  }

  refused(key = "expression not read") {
    return new NotRead(key, { shown: shownCode(this.source) })
  }

  /** A tree of all that was read since a place.
   *
   * @template {object} const Parts
   * @param {number} start
   * @param {Parts} parts
   */
  since(start, parts) {
    return { ...parts, start, end: this.tokens[this.at - 1].end }
  }

  statements() {
    const found = []
    while (this.next.text) {
      if (this.take("\n")) continue
      do found.push(this.statement())
      while (this.take(";") && !["\n", ""].includes(this.next.text))
      if (this.next.text) this.expect("\n")
    }
    return found
  }

  /** @returns {Statement} */
  statement() {
    const { start } = this.next
    const sides = [this.several()]
    while (this.take("=")) sides.push(this.several())
    const value = /** @type {Tree} */ (sides.pop())
    if (!sides.every(({ kind }) => ["name", "attribute", "other"].includes(kind))) throw this.refused()
    return this.since(start, { targets: sides, value })
  }

  /** What stands between commas, as a rule one.
   *
   * @returns {Tree}
   */
  several() {
    const { start } = this.next
    const first = this.compared()
    if (this.next.text !== ",") return first
    while (this.take(",")) if (!ENDS.includes(this.next.text)) this.compared()
    return this.since(start, { kind: "other" })
  }

  /** @returns {Tree} */
  compared() {
    const { start } = this.next
    const first = this.binary(1)
    if (!COMPARING.includes(this.next.text)) return first
    while (this.take(...COMPARING)) this.binary(1)
    return this.since(start, { kind: "compares" })
  }

  /**
   * @param {number} least
   * @returns {Tree}
   */
  binary(least) {
    const { start } = this.next
    let left = this.signed()
    while (BINDS[this.next.text] >= least) {
      const sign = this.tokens[this.at++].text
      const right = this.binary(BINDS[sign] + 1)
      left = this.since(start, { kind: "binary", sign, left, right })
    }
    return left
  }

  /** @returns {Tree} */
  signed() {
    if (++this.depth > DEEPEST) throw this.refused("expression too deep")
    const { start } = this.next
    const sign = this.take("-", "+", "~")
    const found = sign ? this.since(start, { kind: "signed", sign: sign.text, operand: this.signed() }) : this.power()
    this.depth--
    return found
  }

  /** @returns {Tree} */
  power() {
    const { start } = this.next
    const left = this.called()
    return this.take("**") ? this.since(start, { kind: "binary", sign: "**", left, right: this.signed() }) : left
  }

  /** @returns {Tree} */
  called() {
    const { start } = this.next
    /** @type {Tree} */
    let found = this.atom()
    for (;;) {
      if (this.take(".")) found = this.since(start, { kind: "attribute", of: found, name: this.name() })
      else if (this.take("(")) found = this.since(start, { kind: "call", called: found, ...this.operands() })
      else return found
    }
  }

  /** What stands in the brackets of a call, and whether more than values do: `x=a`, `*a`. */
  operands() {
    /** @type {Tree[]} */
    const operands = []
    let odd = false
    while (!this.take(")")) {
      if (this.take("*", "**")) odd = true
      operands.push(this.compared())
      if (this.take("=")) {
        odd = true
        this.compared()
      }
      if (this.next.text !== ")") this.expect(",")
    }
    return { operands, odd }
  }

  /** @returns {Tree} */
  atom() {
    const { kind, text, start, end } = this.next
    if (kind === "name") return { kind, name: this.name(), start, end }
    if (kind === "number") {
      this.at++
      return { kind, number: Number(text.replaceAll("_", "")), start, end }
    }
    this.expect("(")
    const inside = this.several()
    this.expect(")")
    return inside
  }

  name() {
    const { kind, text } = this.next
    if (kind !== "name") throw this.refused()
    this.at++
    return text.normalize("NFKC")
  }
}

/** The signs, names and numbers of a text, and at its end an empty one. An end of line inside brackets is none.
 *
 * @param {string} source
 */
function tokensOf(source) {
  /** @type {Token[]} */
  const tokens = []
  let open = 0
  for (let at = spaceFrom(source, 0); at < source.length; at = spaceFrom(source, at)) {
    const token = tokenAt(source, at)
    at = token.end
    open += token.text === "(" ? 1 : token.text === ")" ? -1 : 0
    if (token.text !== "\n" || open <= 0) tokens.push(token)
  }
  return [...tokens, { kind: "end", text: "", start: source.length, end: source.length }]
}

/**
 * @param {string} source
 * @param {number} at
 */
function spaceFrom(source, at) {
  SPACE.lastIndex = at
  return at + (SPACE.exec(source)?.[0].length ?? 0)
}

/**
 * @param {string} source
 * @param {number} start
 * @returns {Token}
 */
function tokenAt(source, start) {
  for (const [kind, pattern] of Object.entries(KINDS)) {
    pattern.lastIndex = start
    const text = pattern.exec(source)?.[0]
    if (text === undefined) continue
    if (kind === "other" || KEYWORDS.has(text)) throw new NotRead("expression part", { shown: shownCode(text) })
    const end = start + text.length
    if (kind === "number" && (/^[\p{XID_Continue}]/u.test(source.slice(end)) || /^0[\d_]*[1-9][\d_]*$/.test(text))) break
    return { kind, text, start, end }
  }
  throw new NotRead("expression not read", { shown: shownCode(source) })
}

/** A part of what was written, in one line, cut where it is long.
 *
 * @param {string} code
 */
export const shownCode = code => fit(code.trim().split(/\s+/).join(" "), SHOWN)
