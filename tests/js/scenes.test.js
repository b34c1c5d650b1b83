// What a cue does to a scene. Whether the scenes of whole animations are those of Python is compared in tests/test_viz_scenes_in_node.py.

import assert from "node:assert/strict"
import { test } from "node:test"

import { played } from "../../viz/outputs/js/scenes.js"

const GROWS = [[100, 300, "v0", "glow", 0, 1, "linear"]]

test("nothing happens before a cue begins, and all of it once it has ended", () => {
  const scene = { v0: { data: "2.0" } }
  assert.deepEqual(
    [99, 100, 200, 300, Infinity].map(ms => played(scene, GROWS, ms).v0.glow),
    [undefined, 0, 0.5, 1, 1],
  )
})

test("the scene before is left as it was, and what no cue is about stays the same object", () => {
  const scene = { v0: { data: "2.0" }, v1: { data: "3.0" } }
  const now = played(scene, GROWS, 200)
  assert.deepEqual(scene, { v0: { data: "2.0" }, v1: { data: "3.0" } })
  assert.equal(now.v1, scene.v1)
  assert.deepEqual(now.v0, { data: "2.0", glow: 0.5 })
})

test("a cue may be about what was not there", () => {
  assert.deepEqual(played({}, GROWS, 400), { v0: { glow: 1 } })
})

test("a number that counts stays whole between whole numbers, and has its sign", () => {
  const count = (before, after, ms) => played({}, [[0, 100, "v0", "grad", before, after, "count"]], ms).v0.grad
  assert.deepEqual(
    [0, 33, 50].map(ms => count(0, 6, ms)),
    ["0.0", "+2.0", "+3.0"],
  )
  assert.equal(count(0, -0.5, 50), "-0.25")
})

test("what begins and ends at once needs no easing", () => {
  assert.equal(played({}, [[50, 50, "e1_0", "tag", null, "×3", ""]], 50).e1_0.tag, "×3")
})
