/* Every value and every gradient of a graph, computed in the page, for pictures whose leaves can be moved.

The rules are those of viz/values/operations.py, and the backward pass goes in the order of viz/values/passes.py.
*/

/** @import { Evaluated, Graph, Leaves, Rule } from "./types.d.ts" */

/** The values, local slopes and gradients of a graph.
 *
 * An operation that has no real result (1 / 0, log of -2) stands in undefinedAt. Its value and slopes are NaN, which travels on.
 *
 * @param {Graph} graph Each of its symbols has a rule (see `knows`).
 * @param {Leaves} leaves
 * @returns {Evaluated}
 */
export function evaluate(graph, leaves) {
  const { data, slopes, undefinedAt } = forwardPass(graph, leaves)
  return { data, slopes, grads: backwardPass(graph, slopes), undefinedAt }
}

/** Whether there is a rule for that symbol with that many operands.
 *
 * @param {string} symbol
 * @param {number} arity
 */
export function knows(symbol, arity) {
  return ruleOf(symbol, arity) !== null
}

/**
 * @param {Graph} graph
 * @param {Leaves} leaves
 */
function forwardPass({ symbols, operands, order }, leaves) {
  const data = new Float64Array(symbols.length)
  const slopes = /** @type {number[][]} */ (symbols.map(() => []))
  const undefinedAt = []
  for (const i of order) {
    if (operands[i].length === 0) {
      data[i] = /** @type {number} */ (leaves instanceof Map ? leaves.get(i) : leaves[i])
      continue
    }
    const numbers = operands[i].map(k => data[k])
    const rule = /** @type {Rule} */ (ruleOf(symbols[i], numbers.length))
    const value = rule.value(...numbers)
    if (value === NO_VALUE) undefinedAt.push(i)
    data[i] = value === NO_VALUE ? NaN : value
    slopes[i] = value === NO_VALUE ? numbers.map(() => NaN) : rule.slopes(...numbers)
  }
  return { data, slopes, undefinedAt }
}

/**
 * @param {Graph} graph
 * @param {number[][]} slopes
 */
function backwardPass({ operands, order }, slopes) {
  const grads = new Float64Array(operands.length)
  grads[grads.length - 1] = 1
  for (const i of [...order].reverse()) {
    operands[i].forEach((k, slot) => {
      grads[k] += slopes[i][slot] * grads[i] // local slope, times out.grad, accumulate
    })
  }
  return grads
}

// The table of derivatives: symbol, number of operands, value, local derivative with respect to each operand, other spellings.

const NO_VALUE = undefined // what a rule gives where there is no real result; NaN is a value, as of inf - inf
const MANY = Infinity // any number of operands from two up

/** @type {[symbol: string, arity: number, value: Rule["value"], slopes: Rule["slopes"], spellings?: string[]][]} */
// biome-ignore format: a table
const RULES = [
    ["+",       MANY, (...all) => sumOf(all),                          (...all) => all.map(() => 1), ["add"]],
    ["-",       2,    (a, b) => a - b,                                 () => [1, -1], ["sub"]],
    ["*",       MANY, (...all) => productOf(all),                      (...all) => productsOfTheOthers(all), ["mul"]],
    ["/",       2,    (a, b) => (b === 0 ? NO_VALUE : a / b),          (a, b) => [1 / b, -a / b / b], ["div", "truediv"]],
    ["**",      2,    (a, b) => powerOf(a, b),                         (a, b) => [powerSlope(a, b), exponentialSlope(a, b)], ["pow"]],
    ["neg",     1,    (a) => -a,                                       () => [-1], ["-"]],
    ["ReLU",    1,    (a) => (a < 0 ? 0 : a),                          (a) => [a > 0 ? 1 : 0], ["relu", "Relu"]],
    ["exp",     1,    (a) => Math.exp(a),                              (a) => [Math.exp(a)]],
    ["log",     1,    (a) => (a <= 0 ? NO_VALUE : Math.log(a)),        (a) => [1 / a], ["ln"]],
    ["sqrt",    1,    (a) => (a < 0 ? NO_VALUE : Math.sqrt(a)),        (a) => [a === 0 ? Infinity : 0.5 / Math.sqrt(a)]],
    ["tanh",    1,    (a) => Math.tanh(a),                             (a) => [1 - Math.tanh(a) ** 2], ["Tanh"]],
    ["sigmoid", 1,    (a) => sigmoid(a),                               (a) => [sigmoid(a) * sigmoid(-a)], ["Sigmoid", "σ", "logistic"]],
    ["sin",     1,    (a) => (isInfinite(a) ? NO_VALUE : Math.sin(a)), (a) => [Math.cos(a)]],
    ["cos",     1,    (a) => (isInfinite(a) ? NO_VALUE : Math.cos(a)), (a) => [-Math.sin(a)]],
    ["abs",     1,    (a) => Math.abs(a),                              (a) => [Math.sign(a)], ["Abs", "absolute"]],
    ["max",     MANY, (...all) => Math.max(...all),                    (...all) => sharesOf(Math.max(...all), all), ["Max", "maximum"]],
    ["min",     MANY, (...all) => Math.min(...all),                    (...all) => sharesOf(Math.min(...all), all), ["Min", "minimum"]],
]

// With a number inside the symbol, as in `**3` or `LeakyReLU(0.1)`: symbol, that number -> [value, local derivative], other spellings.
/** @type {[symbol: string, (n: number) => [value: (a: number) => number | undefined, slopes: (a: number) => number[]], spellings: string[]][]} */
// biome-ignore format: a table
const RULES_WITH_NUMBER = [
    ["**",        (n) => [(a) => powerOf(a, n),         (a) => [powerSlope(a, n)]], ["pow"]],
    ["LeakyReLU", (k) => [(a) => (a > 0 ? a : k * a),   (a) => [a > 0 ? 1 : k]], ["leaky_relu", "leakyrelu", "LeakyRelu", "lrelu"]],
]

/** @type {Map<string, Rule[]>} */
const RULES_BY_NAME = new Map()
for (const [symbol, arity, value, slopes, spellings = []] of RULES) {
  for (const name of [symbol, ...spellings]) {
    RULES_BY_NAME.set(name, [...(RULES_BY_NAME.get(name) ?? []), { symbol, arity, value, slopes }])
  }
}
/** @type {Map<string, (typeof RULES_WITH_NUMBER)[0]>} */
const BEFORE_A_NUMBER = new Map(RULES_WITH_NUMBER.flatMap(row => [row[0], ...row[2]].map(name => [name, row])))

/** The rule for a symbol with that many operands, however it is spelled, or null.
 *
 * @param {string} symbol
 * @param {number} arity
 * @returns {Rule | null}
 */
export function ruleOf(symbol, arity) {
  const rules = RULES_BY_NAME.get(symbol) ?? rulesWithNumber(symbol)
  return rules.find(rule => (rule.arity === MANY ? arity >= 2 : arity === rule.arity)) ?? null
}

/**
 * @param {string} symbol
 * @returns {Rule[]}
 */
function rulesWithNumber(symbol) {
  const [name, row] = [...BEFORE_A_NUMBER].find(([name]) => symbol.startsWith(name)) ?? []
  const number = name === undefined ? null : numberInside(symbol.slice(name.length))
  if (!row || number === null) return []
  const [value, slopes] = row[1](number)
  return [{ symbol: row[0], number, arity: 1, value, slopes }]
}

/** The number that is written inside a symbol, in any way in which Python writes one: 3, True, 1/2 (a Fraction), in brackets,
 * as np.float64(0.5); null where it is none.
 *
 * @param {string} text
 */
function numberInside(text) {
  const inside = text.match(/^(?:[A-Za-z_][\w.]*)?\((.+)\)$/)?.[1].replace(/^'+|'+$/g, "") ?? text
  if (inside === "True" || inside === "False") return Number(inside === "True")
  const [top, ...rest] = inside.split("/")
  const [over, under] = [numberAsInPython(top), rest.length ? numberAsInPython(rest.join("/")) : 1]
  return over === null || under === null || under === 0 ? null : over / under
}

/** What Python's float(text) gives, or null where it gives an error: `inf` is a number there, `0x10` and `` are none.
 *
 * @param {string} text
 */
function numberAsInPython(text) {
  const written = text
    .trim()
    .toLowerCase()
    .replace(/(\d)_(?=\d)/g, "$1")
  if (/^[+-]?nan$/.test(written)) return NaN
  if (/^[+-]?inf(inity)?$/.test(written)) return written.startsWith("-") ? -Infinity : Infinity
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(written) ? Number(written) : null
}

/** @param {number[]} numbers */
function sumOf(numbers) {
  return numbers.reduce((sum, x) => sum + x)
}

/** @param {number[]} numbers */
function productOf(numbers) {
  return numbers.reduce((product, x) => product * x)
}

/** @param {number[]} numbers */
function productsOfTheOthers(numbers) {
  return numbers.map((_, k) => productOf(numbers.filter((_, j) => j !== k)))
}

/**
 * @param {number} a
 * @param {number} n
 */
function powerOf(a, n) {
  const betweenIntegers = Number.isFinite(n) && !Number.isInteger(n)
  if ((a === 0 && n < 0) || (-Infinity < a && a < 0 && betweenIntegers)) return NO_VALUE
  if (a === 1 || (a === -1 && Math.abs(n) === Infinity)) return 1 // as in C and Python; 1 ** NaN is NaN in JavaScript
  return a ** n
}

/**
 * @param {number} a
 * @param {number} n
 */
function powerSlope(a, n) {
  if (n === 0) return 0
  return a === 0 && n < 1 ? Infinity : n * /** @type {number} */ (powerOf(a, n - 1))
}

/**
 * @param {number} a
 * @param {number} n
 */
function exponentialSlope(a, n) {
  if (a > 0) return /** @type {number} */ (powerOf(a, n)) * Math.log(a)
  return a === 0 && n >= 0 ? 0 : NaN
}

/** @param {number} a */
function isInfinite(a) {
  return Math.abs(a) === Infinity
}

/** @param {number} a */
function sigmoid(a) {
  const e = Math.exp(-Math.abs(a)) // never overflows, and on neither side are two numbers near 1 subtracted
  return a < 0 ? e / (1 + e) : 1 / (1 + e)
}

/** The slopes of max and min: 1 for the one that is chosen, shared equally between all that are equal to it.
 *
 * @param {number} chosen
 * @param {number[]} numbers
 */
function sharesOf(chosen, numbers) {
  if (Number.isNaN(chosen)) return numbers.map(() => NaN)
  const ties = numbers.filter(x => x === chosen).length
  return numbers.map(x => (x === chosen ? 1 / ties : 0))
}
