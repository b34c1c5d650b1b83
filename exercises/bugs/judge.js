// Runs an expression, or a training, with the programs of a bug, and compares what comes of it.

import { Python } from "./python.js"
import { PythonError } from "./python_objects.js"

/** @import { Outcome, PythonNode, TypedExpression } from "../../viz/outputs/js/types.d.ts" */

const CLOSE = 1e-6

/** What comes of running something: nothing but the name of the exception where one stops it.
 *
 * @param {PythonNode[]} tree
 * @param {(program: Python) => Outcome["held"]} run
 * @returns {Outcome}
 */
function outcomeOf(tree, run) {
  const program = new Python(tree)
  try {
    return { held: run(program), error: "", lines: program.lines }
  } catch (error) {
    // The page's own stack may be the smaller one.
    const kind = error instanceof PythonError ? error.kind : error instanceof RangeError ? "RecursionError" : ""
    if (!kind) throw error
    return { held: {}, error: kind, lines: program.lines }
  }
}

/** The gradients of an expression's leaves, and its number under "".
 *
 * @param {PythonNode[]} tree
 * @param {TypedExpression} typed
 * @param {number} passes how often `backward()` is called, the gradients of the leaves being set to 0 in between.
 */
export function ranExpression(tree, typed, passes) {
  return outcomeOf(tree, program => {
    const leaves = Object.entries(typed.numbers).map(([name, x]) => [name, program.call("Value", x)])
    const result = program.value(typed.statements, Object.fromEntries(leaves))
    for (let n = 0; n < passes; n++) {
      if (n) for (const [, leaf] of leaves) leaf.fields.set("grad", 0)
      program.get(result, "backward")()
    }
    const grads = leaves.map(([name, leaf]) => [name, number(leaf.fields.get("grad"))])
    return { ...Object.fromEntries(grads), "": number(result.fields.get("data")) }
  })
}

/** The parameters after so many steps with the first points.
 *
 * @param {PythonNode[]} tree
 * @param {Record<string, number>} start
 * @param {number[][]} points
 * @param {number} steps
 */
export function ranTraining(tree, start, points, steps) {
  return outcomeOf(tree, program => {
    const parameters = Object.entries(start).map(([name, x]) => [name, program.call("Value", x)])
    program.call("train", ...parameters.map(([, p]) => p), points, steps)
    return Object.fromEntries(parameters.map(([name, p]) => [name, number(p.fields.get("data"))]))
  })
}

/** @param {unknown} held */
function number(held) {
  return typeof held === "number" ? held : null
}

/** Whether two came to the same, rounding aside.
 *
 * @param {Outcome} one
 * @param {Outcome} other
 */
export function cameToTheSame(one, other) {
  return one.error === other.error && Object.entries(one.held).every(([name, x]) => isOne(x, other.held[name]))
}

/**
 * @param {number | null} x
 * @param {number | null} y
 */
function isOne(x, y) {
  if (x === null || y === null) return x === y
  return x === y || Math.abs(x - y) <= Math.max(CLOSE * Math.max(Math.abs(x), Math.abs(y)), CLOSE * 1e-3)
}
