// How the evaluator is used. Whether its numbers are those of the engine, in every corner, is compared in tests/test_viz_evaluator.py.

import assert from "node:assert/strict"
import { test } from "node:test"

import { evaluate, knows } from "../../viz/outputs/js/evaluator.js"
import { graphOf } from "./graphs.js"

const PRODUCT = graphOf([""], [""], ["*", 0, 1])

test("values go forwards and gradients back", () => {
  const { data, slopes, grads, undefinedAt } = evaluate(PRODUCT, { 0: 2, 1: -3 })
  assert.deepEqual([...data], [2, -3, -6])
  assert.deepEqual(slopes, [[], [], [-3, 2]])
  assert.deepEqual([...grads], [-3, 2, 1])
  assert.deepEqual(undefinedAt, [])
})

test("leaves may come in a Map", () => {
  const leaves = { 0: 2, 1: -3 }
  const inMap = new Map(Object.entries(leaves).map(([i, x]) => [+i, x]))
  assert.deepEqual(evaluate(PRODUCT, inMap), evaluate(PRODUCT, leaves))
})

test("a value that is used twice receives both contributions", () => {
  assert.deepEqual([...evaluate(graphOf([""], ["*", 0, 0]), { 0: 3 }).grads], [6, 1])
  assert.deepEqual([...evaluate(graphOf([""], ["**2", 0], ["+", 1, 0]), { 0: 3 }).grads], [7, 1, 1])
})

test("what has no real result is nan, as is all that follows, and is told", () => {
  const { data, grads, undefinedAt } = evaluate(graphOf([""], [""], ["/", 0, 1], ["neg", 2]), { 0: 1, 1: 0 })
  assert.deepEqual([...data], [1, 0, NaN, NaN])
  assert.deepEqual([...grads], [NaN, NaN, -1, 1])
  assert.deepEqual(undefinedAt, [2])
})

test("of equal operands each has its share of the slope of max", () => {
  assert.deepEqual(evaluate(graphOf([""], [""], ["max", 0, 1]), { 0: 2, 1: 2 }).slopes[2], [0.5, 0.5])
})

test("a rule is known by its symbol, its spellings, the number inside it, and how many operands there are", () => {
  const cases = {
    "+": [2, 5],
    ReLU: [1],
    relu: [1],
    σ: [1],
    "-": [1, 2],
    "**": [2],
    "**3": [1],
    "LeakyReLU(0.1)": [1],
    sine: [],
    "": [],
    constructor: [],
  }
  for (const [symbol, arities] of Object.entries(cases)) {
    const known = [0, 1, 2, 5].filter(arity => knows(symbol, arity))
    assert.deepEqual(known, arities, symbol)
  }
})

test("the number inside a symbol is used", () => {
  const { data, grads } = evaluate(graphOf([""], ["LeakyReLU(0.1)", 0]), { 0: -20 })
  assert.deepEqual([data[1], grads[0]], [-2, 0.1])
})
