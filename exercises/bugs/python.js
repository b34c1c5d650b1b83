// Runs the little Python that the bugs are written in, from its syntax tree (see trees.py): numbers, one class, closures, loops.

import { BINARY, Instance, iterated, Pile, PythonError, Scope, truth } from "./python_objects.js"

/** @import { PythonNode } from "../../viz/outputs/js/types.d.ts" */

const DEEPEST = 250 // calls inside one another
const MOST = 200_000 // nodes that are gone through: a program of ours that is right takes a few thousand

const RETURNED = Symbol("return")
const CONTINUED = Symbol("continue")

/** A program that runs, with the names that it has defined. */
export class Python {
  /** The lines that have run. @type {Set<number>} */
  lines = new Set()
  depth = 0
  done = 0
  /** @type {any} */
  returned = null

  /** @param {PythonNode[]} statements */
  constructor(statements) {
    this.scope = new Scope(null)
    for (const [name, made] of Object.entries(this.builtins())) this.scope.names.set(name, made)
    this.run(statements, this.scope)
    this.lines.clear()
  }

  /** @returns {Record<string, any>} */
  builtins() {
    return {
      isinstance: (/** @type {any} */ x, /** @type {any} */ kind) => x instanceof Instance && x.methods === kind.methods,
      set: () => new Pile(),
      tuple: (/** @type {any} */ all) => [...all],
      reversed: (/** @type {any[]} */ all) => [...all].reverse(),
      range: (/** @type {number} */ n) => Array.from({ length: n }, (_, k) => k),
      hash: (/** @type {any} */ x) => x,
    }
  }

  /** The names of a program may also be called from outside.
   *
   * @param {string} name
   * @param {any[]} given
   */
  call(name, ...given) {
    return this.scope.get(name)(...given)
  }

  /** The value of a typed program, {name: value} being known.
   *
   * @param {PythonNode[]} statements the last one is an expression.
   * @param {Record<string, any>} names
   */
  value(statements, names) {
    const scope = new Scope(this.scope)
    for (const [name, held] of Object.entries(names)) scope.names.set(name, held)
    for (const [, , target, of] of statements.slice(0, -1)) scope.names.set(target, this.at(of, scope))
    return this.at(/** @type {any[]} */ (statements.at(-1))[3], scope)
  }

  /**
   * @param {any} thing
   * @param {string} name
   */
  get(thing, name) {
    if (thing instanceof Instance && thing.fields.has(name)) return thing.fields.get(name)
    const method = thing instanceof Instance ? thing.methods.get(name) : this.methodOf(thing, name)
    if (method === undefined) throw new PythonError("AttributeError")
    return thing instanceof Instance ? (/** @type {any[]} */ ...given) => method(thing, ...given) : method
  }

  /** A method of a list, a set or a dict.
   *
   * @param {any} thing
   * @param {string} name
   * @returns {((...given: any[]) => any) | undefined}
   */
  methodOf(thing, name) {
    if (thing instanceof Pile) {
      /** @type {Record<string, (...given: any[]) => any>} */
      const methods = {
        add: x => {
          if (!this.has(thing.items, x)) thing.items.push(x)
        },
        get: (x, other) => (this.has(thing.items, x) ? thing.values[this.placeOf(thing.items, x)] : other),
      }
      return methods[name]
    }
    /** @type {Record<string, (...given: any[]) => any>} */
    const methods = {
      append: x => void thing.push(x),
      insert: (k, x) => void thing.splice(k, 0, x),
      pop: k => thing.splice(k, 1)[0],
      remove: x => void thing.splice(this.placeOf(thing, x), 1),
      extend: all => void thing.push(...all),
    }
    return Array.isArray(thing) ? methods[name] : undefined
  }

  /**
   * @param {any[]} all
   * @param {any} x
   */
  placeOf(all, x) {
    return all.findIndex(each => this.same(each, x))
  }

  /**
   * @param {any[]} all
   * @param {any} x
   */
  has(all, x) {
    return this.placeOf(all, x) >= 0
  }

  /**
   * @param {any} x
   * @param {any} y
   */
  same(x, y) {
    if (x === y) return true
    return x instanceof Instance && y instanceof Instance && x.methods.has("__eq__") && truth(x.methods.get("__eq__")(x, y))
  }

  // ---- statements

  /**
   * @param {PythonNode[]} statements
   * @param {Scope} scope
   * @returns {symbol | undefined} how they ended before their end.
   */
  run(statements, scope) {
    for (const statement of statements) {
      const ended = this.statement(statement, scope)
      if (ended) return ended
    }
    return undefined
  }

  /**
   * @param {PythonNode} statement
   * @param {Scope} scope
   * @returns {symbol | undefined}
   */
  statement([kind, line, ...parts], scope) {
    this.lines.add(line)
    switch (kind) {
      case "ClassDef":
        this.define(parts[0], parts[1], scope)
        return undefined
      case "FunctionDef":
        scope.names.set(parts[0], this.made(parts[1], parts[2], scope, line))
        return undefined
      case "Return":
        this.returned = parts[0] ? this.at(parts[0], scope) : null
        return RETURNED
      case "Continue":
        return CONTINUED
      case "Expr":
        this.at(parts[0], scope)
        return undefined
      case "Assign": {
        const held = this.at(parts[1], scope)
        for (const target of parts[0]) this.put(target, held, scope)
        return undefined
      }
      case "AugAssign":
        this.put(parts[0], this.binary(parts[1], this.at(parts[0], scope), this.at(parts[2], scope)), scope)
        return undefined
      case "If":
        return this.run(truth(this.at(parts[0], scope)) ? parts[1] : parts[2], scope)
      case "While":
        while (truth(this.at(parts[0], scope))) if (this.run(parts[1], scope) === RETURNED) return RETURNED
        return undefined
      case "For":
        for (const each of iterated(this.at(parts[1], scope))) {
          this.put(parts[0], each, scope)
          if (this.run(parts[2], scope) === RETURNED) return RETURNED
        }
        return undefined
    }
    throw new PythonError(`SyntaxError: ${kind}`)
  }

  /**
   * @param {string} name
   * @param {PythonNode[]} body
   * @param {Scope} scope
   */
  define(name, body, scope) {
    const inside = new Scope(scope)
    this.run(body, inside)
    const methods = inside.names
    const make = (/** @type {any[]} */ ...given) => {
      const made = new Instance(methods)
      methods.get("__init__")(made, ...given)
      return made
    }
    scope.names.set(name, Object.assign(make, { methods }))
  }

  /** A function; its first line runs when it is called.
   *
   * @param {any} parameters
   * @param {PythonNode[]} body
   * @param {Scope} scope
   * @param {number} line
   */
  made([, , args, defaults], body, scope, line) {
    const names = args.map((/** @type {any[]} */ each) => each[2])
    const held = defaults.map((/** @type {PythonNode} */ each) => this.at(each, scope))
    const required = names.length - held.length
    return (/** @type {any[]} */ ...given) => {
      if (given.length < required || given.length > names.length) throw new PythonError("TypeError")
      const inside = new Scope(scope)
      names.forEach((/** @type {string} */ name, /** @type {number} */ k) => {
        inside.names.set(name, k < given.length ? given[k] : held[k - required])
      })
      this.lines.add(line)
      if (++this.depth > DEEPEST) throw new PythonError("RecursionError")
      const ended = this.run(body, inside)
      this.depth--
      return ended === RETURNED ? this.returned : null
    }
  }

  /**
   * @param {PythonNode} target
   * @param {any} held
   * @param {Scope} scope
   */
  put(target, held, scope) {
    const [kind, , first, second] = target
    if (kind === "Name") scope.names.set(first, held)
    else if (kind === "Attribute") this.at(first, scope).fields.set(second, held)
    else if (kind === "Tuple") first.forEach((/** @type {PythonNode} */ each, /** @type {number} */ k) => this.put(each, held[k], scope))
    else this.putItem(this.at(first, scope), this.at(second, scope), held)
  }

  /**
   * @param {Pile} pile
   * @param {any} key
   * @param {any} held
   */
  putItem(pile, key, held) {
    if (!this.has(pile.items, key)) pile.items.push(key)
    pile.values[this.placeOf(pile.items, key)] = held
  }

  // ---- expressions

  /**
   * @param {PythonNode} node
   * @param {Scope} scope
   * @returns {any}
   */
  at([kind, line, first, second, third], scope) {
    if (++this.done > MOST) throw new PythonError("TimeUp")
    if (line) this.lines.add(line)
    const value = (/** @type {PythonNode} */ node) => this.at(node, scope)
    switch (kind) {
      case "Constant":
        return first
      case "Name":
        return scope.get(first)
      case "Attribute":
        return this.get(value(first), second)
      case "Call":
        return value(first)(...second.map(value))
      case "BinOp":
        return this.binary(second, value(first), value(third))
      case "UnaryOp":
        return this.unary(first, value(second))
      case "Compare":
        return this.compared(second[0], value(first), value(third[0]))
      case "BoolOp":
        return second.every((/** @type {PythonNode} */ each) => truth(value(each)))
      case "IfExp":
        return truth(value(first)) ? value(second) : value(third)
      case "Tuple":
      case "List":
        return first.map(value)
      case "Set":
        return this.piled(first.map(value))
      case "Dict":
        return new Pile()
      case "Subscript":
        return this.item(value(first), second, scope)
      case "Lambda":
        return this.made(first, [["Return", line, second]], scope, line)
      case "JoinedStr":
        return first.map((/** @type {PythonNode} */ each) => `${value(each)}`).join("")
      case "FormattedValue":
        return value(first)
    }
    throw new PythonError(`SyntaxError: ${kind}`)
  }

  /** @param {any[]} all */
  piled(all) {
    const pile = new Pile()
    for (const each of all) if (!this.has(pile.items, each)) pile.items.push(each)
    return pile
  }

  /**
   * @param {any} thing
   * @param {PythonNode} which
   * @param {Scope} scope
   */
  item(thing, which, scope) {
    if (which[0] === "Slice") return thing.slice(which[2] ? this.at(which[2], scope) : 0, which[3] ? this.at(which[3], scope) : undefined)
    return thing.values[this.placeOf(thing.items, this.at(which, scope))]
  }

  /**
   * @param {string} sign
   * @param {any} x
   * @param {any} y
   */
  binary(sign, x, y) {
    const [method, reflected, number] = BINARY[sign]
    if (x instanceof Instance && x.methods.has(method)) return x.methods.get(method)(x, y)
    if (y instanceof Instance && !(x instanceof Instance) && y.methods.has(reflected)) return y.methods.get(reflected)(y, x)
    if (typeof x !== "number" || typeof y !== "number") throw new PythonError("TypeError")
    return number(x, y)
  }

  /**
   * @param {string} sign
   * @param {any} x
   */
  unary(sign, x) {
    if (sign === "Not") return !truth(x)
    if (typeof x === "number") return -x
    return this.get(x, "__neg__")()
  }

  /**
   * @param {string} sign
   * @param {any} x
   * @param {any} y
   */
  compared(sign, x, y) {
    const all = y instanceof Pile ? y.items : y
    switch (sign) {
      case "In":
        return this.has(all, x)
      case "NotIn":
        return !this.has(all, x)
      case "Is":
        return x === y
      case "IsNot":
        return x !== y
      case "Eq":
        return this.same(x, y)
      case "Gt":
        return x > y
      case "GtE":
        return x >= y
    }
    throw new PythonError(`SyntaxError: ${sign}`)
  }
}
