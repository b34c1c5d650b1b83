// Reads a number as people type it.

/** @typedef {() => number | null} Part */
/** @typedef {(x: number, y: number) => number} Operation */

/** What was typed as a number: 6, 6.0, 6/1, -2*-3, (1+2)^2, also in full-width characters; null where it is none.
 *
 * @param {string} text
 * @returns {number | null}
 */
export function calculated(text) {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[×·x]/g, "*")
    .replaceAll("÷", "/")
    .replaceAll(/[−–]/g, "-")
    .replaceAll("^", "**")
    .replaceAll("∞", "inf")
  const tokens = plain.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf|nan|\*\*|[-+*/()]|\S/g) ?? []
  let at = 0
  /** @type {(...wanted: string[]) => string | null} */
  const take = (...wanted) => (wanted.includes(tokens[at]) ? tokens[at++] : null)
  /** @type {Part} */
  const number = () => {
    if (take("(")) {
      const inside = sum()
      return take(")") ? inside : null
    }
    const token = tokens[at++]
    return token === "inf" ? Infinity : token === "nan" ? NaN : /^[\d.]/.test(token ?? "") ? Number(token) : null
  }
  /** @type {Part} */
  const signed = () => {
    const sign = take("-", "+")
    if (!sign) return power()
    const value = signed()
    return value === null ? null : sign === "-" ? -value : value
  }
  /** @type {Part} */
  const power = () => both(number(), take("**") ? signed() : 1, (x, y) => x ** y)
  /** @type {Part} */
  const product = () => chain(signed, { "*": (x, y) => x * y, "/": (x, y) => x / y })
  /** @type {Part} */
  const sum = () => chain(product, { "+": (x, y) => x + y, "-": (x, y) => x - y })
  /** @type {(part: Part, operations: Record<string, Operation>) => number | null} */
  const chain = (part, operations) => {
    let value = part()
    for (let sign = take(...Object.keys(operations)); sign; sign = take(...Object.keys(operations)))
      value = both(value, part(), operations[sign])
    return value
  }
  const value = sum()
  return at === tokens.length ? value : null
}

/** @type {(x: number | null, y: number | null, operation: Operation) => number | null} */
const both = (x, y, operation) => (x === null || y === null ? null : operation(x, y))
