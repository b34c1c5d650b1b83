// Reads what is typed for an expression, as reading.py does: `a = 0; d = a * a; d + d`.

/** @import { PythonNode, TypedExpression } from "../../viz/outputs/js/types.d.ts" */

/** @type {Record<string, string>} */
const NAME_OF_SIGN = { "+": "Add", "-": "Sub", "*": "Mult", "**": "Pow" }
const SIGN_OF_NAME = Object.fromEntries(Object.entries(NAME_OF_SIGN).map(([sign, name]) => [name, sign]))
const GIVEN = /^([A-Za-z_]\w*) *= *(-? *(?:\d+\.?\d*|\.\d+))$/ // a leaf and its number

/** What is wrong with what was typed: the name of the word that says it, and what fills its blank. */
export class Untyped extends Error {
  /**
   * @param {string} word
   * @param {string} shown
   */
  constructor(word, shown) {
    super(word)
    this.word = word
    this.shown = shown
  }
}

/** An expression with the numbers of its leaves.
 *
 * @param {string} text
 * @param {Record<string, number>} usual the numbers of leaves that are given none.
 * @returns {TypedExpression}
 */
export function readTyped(text, usual) {
  const plain = text.normalize("NFKC").replaceAll(/[×·]/g, "*").replaceAll(/[−–]/g, "-")
  const parts = plain.split(/[;\n]/).map(part => part.trim())
  /** @type {Record<string, number>} */
  const numbers = {}
  /** @type {PythonNode[]} */
  const statements = []
  const reader = new TypedReader()
  for (const part of parts.filter(Boolean)) {
    if (statements.length && !statements[statements.length - 1][2]) throw new Untyped("unread", text)
    const [, name, rest] = part.match(/^([A-Za-z_]\w*)\s*=(?!=)(.*)$/) ?? ["", "", part]
    if (name && (name in numbers || reader.knows(name))) throw new Untyped("twice", name)
    const given = part.match(GIVEN)
    if (given) {
      numbers[given[1]] = Number(given[2].replaceAll(" ", ""))
      continue
    }
    const node = reader.read(/** @type {string} */ (rest))
    if (name) reader.named.set(name, node)
    statements.push(["Named", 0, name ?? "", node])
  }
  const last = statements.at(-1)
  if (!last || last[3][0] === "Constant") throw new Untyped("unread", text)
  const unknown = [...reader.leaves].find(leaf => !(leaf in numbers) && !(leaf in usual))
  if (unknown) throw new Untyped("without_number", unknown)
  return measured(statements, { ...usual, ...numbers })
}

/** The expression of statements: the numbers of its leaves, (operations, leaves), what it asks of a class.
 *
 * @param {PythonNode[]} statements
 * @param {Record<string, number>} numbers
 * @returns {TypedExpression}
 */
function measured(statements, numbers) {
  const named = statements.map(([, , name]) => name)
  const nodes = statements.flatMap(([, , , node]) => within(node))
  const operations = nodes.map(signOf).filter(Boolean)
  const leaves = [...new Set(nodes.filter(([kind]) => kind === "Name").map(([, , name]) => name))].filter(name => !named.includes(name))
  const plainNumbers = nodes.filter(node => operandsOf(node).some(operand => operand[0] === "Constant")).length
  return {
    statements,
    numbers: Object.fromEntries(leaves.map(leaf => [leaf, numbers[leaf]])),
    size: [operations.length, leaves.length + plainNumbers],
    operations: [...new Set(operations)],
  }
}

/** Whether a size is smaller than another: fewer operations, or as many and fewer leaves.
 *
 * @param {[number, number]} one
 * @param {[number, number]} other
 */
export function isSmaller(one, other) {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1])
}

/** Each expression that is left when one operand stands in the place of an operation, with what was left away.
 *
 * @param {TypedExpression} typed
 * @returns {[TypedExpression, string][]}
 */
export function reduced({ statements, numbers }) {
  return statements.flatMap(([kind, line, name, whole], k) =>
    within(whole).flatMap(node =>
      operandsOf(node)
        .filter(operand => operand[0] !== "Constant")
        .map(operand => {
          const rest = statements.with(k, [kind, line, name, replaced(whole, node, operand)])
          /** @type {[TypedExpression, string]} */
          const found = [measured(rest, numbers), leftAway(node, operand)]
          return found
        }),
    ),
  )
}

/**
 * @param {PythonNode} whole
 * @param {PythonNode} old
 * @param {PythonNode} other
 * @returns {PythonNode}
 */
function replaced(whole, old, other) {
  if (whole === old) return other
  const [kind, line, ...fields] = whole
  const isNode = (/** @type {any} */ part) => Array.isArray(part) && typeof part[0] === "string"
  return [kind, line, ...fields.map(part => (isNode(part) ? replaced(part, old, other) : part))]
}

/**
 * @param {PythonNode} node
 * @param {PythonNode} kept
 */
function leftAway(node, kept) {
  const [kind, , first, , third] = node
  if (kind === "UnaryOp") return "-"
  if (kind === "Call") return ".relu()"
  const sign = signOf(node).replace("r", "")
  const level = bindingOf(node)
  return kept === first ? `${sign} ${bracketedNode(third, level + 1)}` : `${bracketedNode(first, level)} ${sign}`
}

/** A node as it is typed.
 *
 * @param {PythonNode} node
 * @returns {string}
 */
function written(node) {
  const [kind, , first, second, third] = node
  const level = bindingOf(node)
  if (kind === "Name" || kind === "Constant") return `${first}`
  if (kind === "UnaryOp") return `-${bracketedNode(second, level)}`
  if (kind === "Call") return `${bracketedNode(first[2], level)}.relu()`
  return `${bracketedNode(first, level)} ${SIGN_OF_NAME[second]} ${bracketedNode(third, level + 1)}`
}

/** How firmly an operation holds its operands together.
 *
 * @param {PythonNode} node
 */
function bindingOf([kind, , , sign]) {
  if (kind === "BinOp") return { Add: 0, Sub: 0, Mult: 2, Pow: 6 }[/** @type {string} */ (sign)] ?? 0
  return kind === "UnaryOp" ? 4 : 8
}

/** A node as it is typed where only what binds so firmly can stand without brackets.
 *
 * @param {PythonNode} node
 * @param {number} level
 */
function bracketedNode(node, level) {
  return bindingOf(node) < level ? `(${written(node)})` : written(node)
}

/** A node and all nodes in it.
 *
 * @param {PythonNode} node
 * @returns {PythonNode[]}
 */
function within(node) {
  const [kind, , first, second, third] = node
  if (kind === "BinOp") return [node, ...within(first), ...within(third)]
  if (kind === "UnaryOp") return [node, ...within(second)]
  return kind === "Call" ? [node, ...within(first[2])] : [node]
}

/** The operands of an operation; an exponent is none.
 *
 * @param {PythonNode} node
 * @returns {PythonNode[]}
 */
function operandsOf([kind, , first, second, third]) {
  if (kind === "BinOp") return second === "Pow" ? [first] : [first, third]
  return kind === "UnaryOp" ? [second] : kind === "Call" ? [first[2]] : []
}

/** What a node asks of a class: "+", "r+" with a number on the left, "neg", "relu"; "" where it is no operation.
 *
 * @param {PythonNode} node
 * @returns {string}
 */
function signOf([kind, , first, second]) {
  if (kind === "BinOp") return `${first[0] === "Constant" ? "r" : ""}${SIGN_OF_NAME[second]}`
  return kind === "UnaryOp" ? "neg" : kind === "Call" ? "relu" : ""
}

class TypedReader {
  /** @type {Set<string>} */
  leaves = new Set()
  /** What was given a name. @type {Map<string, PythonNode>} */
  named = new Map()
  /** @type {string[]} */
  tokens = []
  place = 0
  text = ""

  /** @param {string} name */
  knows(name) {
    return this.named.has(name) || this.leaves.has(name)
  }

  /**
   * @param {string} text
   * @returns {PythonNode}
   */
  read(text) {
    this.text = text.trim()
    this.tokens = text.match(/\d+\.?\d*|\.\d+|[A-Za-z_]\w*|\*\*|\S/g) ?? []
    this.place = 0
    const node = this.sum()
    if (this.place < this.tokens.length) this.refuse()
    return node
  }

  refuse() {
    throw new Untyped("unread", this.text)
  }

  /** @param {...string} wanted */
  take(...wanted) {
    return wanted.includes(this.tokens[this.place]) ? this.tokens[this.place++] : ""
  }

  /** @returns {PythonNode} */
  sum() {
    let node = this.product()
    for (let sign = this.take("+", "-"); sign; sign = this.take("+", "-")) node = this.binary(sign, node, this.product())
    return node
  }

  /** @returns {PythonNode} */
  product() {
    let node = this.signed()
    while (this.take("*")) node = this.binary("*", node, this.signed())
    return node
  }

  /** @returns {PythonNode} */
  signed() {
    const sign = this.take("-", "+")
    if (!sign) return this.power()
    const node = this.signed()
    if (sign === "+") return node
    return node[0] === "Constant" ? ["Constant", 0, -node[2]] : ["UnaryOp", 0, "USub", node]
  }

  /** @returns {PythonNode} */
  power() {
    const base = this.called()
    return this.take("**") ? this.binary("**", base, this.signed()) : base
  }

  /** @returns {PythonNode} */
  called() {
    let node = this.atom()
    while (this.take(".")) {
      if (!this.take("relu") || !this.take("(") || !this.take(")")) this.refuse()
      node = this.relu(node)
    }
    return node
  }

  /** @returns {PythonNode} */
  atom() {
    const token = this.tokens[this.place++] ?? ""
    if (token === "(") return this.closed(this.sum())
    if (/^\.?\d/.test(token)) return ["Constant", 0, Number(token)]
    if (!/^[A-Za-z_]/.test(token)) this.refuse()
    if (token === "relu" && this.take("(")) return this.relu(this.closed(this.sum()))
    const known = this.named.get(token)
    if (known?.[0] === "Constant") return known
    if (!known) this.leaves.add(token)
    return ["Name", 0, token]
  }

  /**
   * @param {PythonNode} inside
   * @returns {PythonNode}
   */
  closed(inside) {
    if (!this.take(")")) this.refuse()
    return inside
  }

  /**
   * @param {PythonNode} node
   * @returns {PythonNode}
   */
  relu(node) {
    if (node[0] === "Constant") this.refuse()
    return ["Call", 0, ["Attribute", 0, node, "relu"], []]
  }

  /**
   * @param {string} sign
   * @param {PythonNode} left
   * @param {PythonNode} right
   * @returns {PythonNode}
   */
  binary(sign, left, right) {
    const [x, y] = [left, right].map(each => (each[0] === "Constant" ? Number(each[2]) : null))
    if (x !== null && y !== null) {
      const result = { "+": x + y, "-": x - y, "*": x * y }[sign] ?? x ** y
      if (!Number.isFinite(result)) this.refuse()
      return ["Constant", 0, result]
    }
    if (sign === "**" && y === null) throw new Untyped("power", this.text)
    return ["BinOp", 0, left, NAME_OF_SIGN[sign], right]
  }
}
