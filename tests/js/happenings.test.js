// Where something happens as one leaf moves.

import assert from "node:assert/strict"
import { test } from "node:test"

import { happeningsOf, passed, reachOf } from "../../viz/outputs/js/happenings.js"
import { graphOf } from "./graphs.js"

const places = (graph, leaves, leaf) => happeningsOf(graph, new Map(leaves), leaf).map(({ kind, at }) => [kind, at])
const ofOne = (x, ...operations) => places(graphOf([""], ...operations.map((symbol, i) => [symbol, i])), [[0, x]], 0)

const NEURON = graphOf([""], [""], ["*", 0, 1], [""], ["+", 2, 3], ["ReLU", 4])

test("the gate of a neuron closes where its input is 0, for each of its leaves", () => {
  const leaves = [[0, 2], [1, 3], [3, -1]] // biome-ignore format: a table
  assert.deepEqual(places(NEURON, leaves, 3), [["gate", -6]])
  assert.deepEqual(places(NEURON, leaves, 0), [["gate", 0.33333333]])
  assert.deepEqual(places(NEURON, leaves, 1), [["gate", 0.5]])
})

test("on its left the gate is closed, on its right open", () => {
  const [gate] = happeningsOf(NEURON, new Map([[0, 2], [1, 3], [3, -1]]), 3) // biome-ignore format: a table
  assert.deepEqual([gate.left, gate.right, gate.node], [false, true, 5])
})

test("each kind is found where it is", () => {
  assert.deepEqual(ofOne(2, "**-1"), [["zero", 0]])
  assert.deepEqual(ofOne(2, "log")[0], ["edge", 0])
  assert.deepEqual(ofOne(2, "**0.5"), [["edge", 0]])
  assert.deepEqual(ofOne(2, "abs"), [["corner", 0]])
  assert.deepEqual(ofOne(2, "LeakyReLU(0.1)"), [["gate", 0]])
  assert.deepEqual(ofOne(0.5, "tanh"), [["flat", -2.18], ["result", 0], ["flat", 2.18]]) // biome-ignore format: a table
  assert.deepEqual(ofOne(0.5, "sigmoid"), [["flat", -4.36], ["flat", 4.36]]) // biome-ignore format: a table
  assert.equal(ofOne(0.5, "exp")[0][0], "huge")
  assert.deepEqual(ofOne(2, "**2"), [["gradient", 0]])
  const choice = graphOf([""], [""], ["max", 0, 1])
  assert.deepEqual(places(choice, [[0, 2], [1, 5]], 0), [["choice", 5]]) // biome-ignore format: a table
})

test("the loss of one weight turns where it is least", () => {
  const loss = graphOf([""], [""], ["*", 0, 1], [""], ["+", 2, 3], [""], ["-", 4, 5], ["**2", 6])
  const leaves = [[0, -1], [1, 2], [3, 0.5], [5, 3]] // biome-ignore format: a table
  assert.deepEqual(places(loss, leaves, 0), [["gradient", 1.25]])
})

test("where nothing happens nothing is found, and of what happens again and again the nearest two on each side", () => {
  assert.deepEqual(places(graphOf([""], [""], ["+", 0, 0], ["*", 2, 1]), [[0, 2], [1, 0]], 0), []) // biome-ignore format: a table
  assert.equal(ofOne(2, "sin").length, 4)
})

test("what comes of nan is no change", () => {
  assert.deepEqual(ofOne(2, "sqrt", "ReLU"), [["edge", 0]])
})

test("a place where the leaf stands counts once", () => {
  assert.deepEqual(ofOne(0, "ReLU"), [["gate", 0]])
})

test("a leaf that is no number anywhere has no places", () => {
  assert.deepEqual(places(graphOf([""], [""], ["log", 1], ["*", 0, 2]), [[0, 2], [1, -1]], 0), []) // biome-ignore format: a table
})

test("a slider reaches beyond the nearest place on each side, but not to what is far away", () => {
  const at = (...all) => all.map(place => ({ at: place }))
  assert.ok(reachOf(-1, at(-6)) > 6)
  assert.ok(reachOf(2, at(-3, 7)) > 7)
  assert.ok(reachOf(2, at(-3, 700)) < 100 && reachOf(2, at(-3, 700)) > 3)
  assert.equal(reachOf(1, at(900)), 0)
  assert.equal(reachOf(1, []), 0)
})

test("what lies on the way is passed, and what one comes from is not", () => {
  const [low, high] = [{ at: -6 }, { at: 2 }]
  assert.equal(passed([low, high], -1, -6), low)
  assert.equal(passed([low, high], -6, -7), undefined)
  assert.equal(passed([low, high], -7, 3), high)
  assert.equal(passed([low, high], 3, -7), low)
  assert.equal(passed([low, high], 0, 1), undefined)
})
