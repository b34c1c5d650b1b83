// What programs of Python are made of while they run: scopes, objects, sets and dicts, exceptions, arithmetic.

/** What a program stops with; its name is that of Python's exception. */
export class PythonError extends Error {
  /** @param {string} kind */
  constructor(kind) {
    super(kind)
    this.kind = kind
  }
}

export class Scope {
  names = new Map()

  /** @param {Scope | null} outer */
  constructor(outer) {
    this.outer = outer
  }

  /**
   * @param {string} name
   * @returns {any}
   */
  get(name) {
    if (this.names.has(name)) return this.names.get(name)
    if (!this.outer) throw new PythonError("NameError")
    return this.outer.get(name)
  }
}

export class Instance {
  /** @type {Map<string, any>} */
  fields = new Map()

  /** @param {Map<string, any>} methods */
  constructor(methods) {
    this.methods = methods
  }
}

/** A set; or, with values, a dict. */
export class Pile {
  /** @type {any[]} */
  items = []
  /** @type {any[]} */
  values = []
}

/** @type {Record<string, [method: string, reflected: string, number: (x: number, y: number) => number]>} */
export const BINARY = {
  Add: ["__add__", "__radd__", (x, y) => x + y],
  Sub: ["__sub__", "__rsub__", (x, y) => x - y],
  Mult: ["__mul__", "__rmul__", (x, y) => x * y],
  Div: ["__truediv__", "__rtruediv__", divided],
  Pow: ["__pow__", "__rpow__", power],
}

/**
 * @param {number} x
 * @param {number} y
 */
function divided(x, y) {
  if (y === 0) throw new PythonError("ZeroDivisionError")
  return x / y
}

/**
 * @param {number} x
 * @param {number} n
 */
function power(x, n) {
  if (x === 0 && n < 0) throw new PythonError("ZeroDivisionError")
  const result = x ** n
  if (!Number.isFinite(result) && Number.isFinite(x)) throw new PythonError("OverflowError")
  return result
}

/** @param {any} x */
export function iterated(x) {
  return x instanceof Pile ? x.items : x
}

/** @param {any} x */
export function truth(x) {
  return Array.isArray(x) ? x.length > 0 : x instanceof Pile ? x.items.length > 0 : !!x
}
