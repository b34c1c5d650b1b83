// How far each value moves when a leaf is nudged.

import assert from "node:assert/strict"
import { test } from "node:test"

import { evaluate } from "../../viz/outputs/js/evaluator.js"
import { distances, foretold } from "../../viz/outputs/js/moves.js"
import { graphOf } from "./graphs.js"

const DIAMOND = graphOf([""], ["**2", 0], ["*", 1, 0], [""], ["+", 1, 2], ["*", 4, 3])
const leaves = { 0: 3, 3: -2 }

test("forwards as backwards: the move of the result is the gradient times h", () => {
  const { slopes, grads } = evaluate(DIAMOND, leaves)
  for (const leaf of [0, 3]) assert.ok(Math.abs(foretold(DIAMOND, slopes, leaf, 0.01).at(-1) - grads[leaf] * 0.01) < 1e-12)
})

test("each value on the way moves as its own slope says, and no other", () => {
  const { slopes } = evaluate(DIAMOND, leaves)
  assert.deepEqual(foretold(DIAMOND, slopes, 0, 1), [1, 6, 27, 0, 33, -66])
  assert.deepEqual(foretold(DIAMOND, slopes, 3, 1), [0, 0, 0, 1, 0, 36])
})

test("where a slope is not known neither is what is foretold", () => {
  assert.deepEqual(foretold(graphOf([""], ["wave", 0], ["neg", 0]), [null, null, [-1]], 0, 1), [1, NaN, -1])
})

test("a move takes the longest way", () => {
  assert.deepEqual(distances(DIAMOND, 0), [0, 1, 2, -1, 3, 4])
  assert.deepEqual(distances(DIAMOND, 3), [-1, -1, -1, 0, -1, 1])
})
