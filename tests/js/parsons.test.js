// What a move makes of the lines of a Parsons problem, and where a program leaves those that are known to work.

import assert from "node:assert/strict"
import { test } from "node:test"

import { fresh, moved, placed, placeOf, takenOut } from "../../exercises/parsons/arranging.js"
import { asBlocks, judged } from "../../exercises/parsons/judging.js"

// a: def f():  b: one  c: two  d: return f  e: uno, which is taken for one
const CODES = ["def f():", "one", "two", "return f", "uno"]
const DATA = {
  codes: CODES,
  deepest: 2,
  working: ["a0b1c1d0", "a0c1b1d0", "a0b1c1d0e0"],
  tooMany: [4],
  slips: { a0e1c1d0: "uno" },
  mistakes: { uno: "uno is not one" },
}
const look = program => judged(program, DATA)

test("a line that is put in goes to the end, indented as an editor does it", () => {
  let state = fresh(CODES)
  for (const line of [0, 1, 3]) state = moved(state, line, "right", DATA)
  assert.deepEqual(state, { left: [2, 4], program: [[0, 0], [1, 1], [3, 1]] }) // biome-ignore format: a program
})

test("left outdents a line and then takes it out to its old place", () => {
  let state = placed(fresh(CODES), 1, 0, 1)
  state = moved(state, 1, "left", DATA)
  assert.deepEqual(state.program, [[1, 0]])
  assert.deepEqual(moved(state, 1, "left", DATA), fresh(CODES))
})

test("where a line cannot go the state is the same", () => {
  const state = placed(placed(fresh(CODES), 0, 0, 0), 1, 1, 2)
  assert.equal(moved(state, 0, "up", DATA), state)
  assert.equal(moved(state, 1, "down", DATA), state)
  assert.equal(moved(state, 1, "right", DATA), state)
  assert.equal(moved(state, 2, "left", DATA), state)
  assert.equal(moved(state, 2, "up", DATA), state)
})

test("lines change places and keep their indentation", () => {
  const state = placed(placed(fresh(CODES), 0, 0, 0), 1, 1, 2)
  assert.deepEqual(moved(state, 1, "up", DATA).program, [[1, 2], [0, 0]]) // biome-ignore format: a program
  assert.equal(placeOf(takenOut(state, 0), 1), 0)
})

test("blocks are read as Python reads them", () => {
  const depths = (...program) => asBlocks(program, CODES).map(([, depth]) => depth)
  assert.deepEqual(depths([0, 0], [1, 2], [2, 2], [3, 0]), [0, 1, 1, 0])
  assert.deepEqual(depths([0, 1], [1, 2], [3, 1]), [0, 1, 0])
  assert.deepEqual(depths([0, 0], [1, 0]), [0, 0])
  assert.deepEqual(depths([1, 0], [2, 1]), [0, NaN])
  assert.deepEqual(depths([1, 1], [2, 0]), [0, NaN])
  assert.deepEqual(depths([0, 0], [1, 2], [2, 1]), [0, 1, NaN])
})

test("what is known to work is right, and a line that is not needed is told", () => {
  assert.equal(look([[0, 0], [1, 2], [2, 2], [3, 0]]).kind, "right") // biome-ignore format: a program
  assert.deepEqual(look([[0, 0], [1, 1], [2, 1], [3, 0], [4, 0]]), { kind: "right", at: 5, missing: null, header: null, slip: "", spare: [4] }) // biome-ignore format: a program
})

test("a program that is not finished, and what it lacks in every case", () => {
  assert.equal(look([]).kind, "empty")
  const begun = look([[0, 0], [1, 1]]) // biome-ignore format: a program
  assert.deepEqual([begun.kind, begun.missing], ["unfinished", 2])
  assert.equal(look([[0, 0]]).missing, 1)
})

test("the first line that fits nowhere, and why", () => {
  const cases = [
    [[[0, 0], [3, 0]], "early", 1, { missing: 1 }],
    [[[1, 0], [0, 0]], "early", 0, { missing: 0 }],
    [[[0, 0], [1, 1], [2, 0], [3, 0]], "outside", 2, { header: 0 }],
    [[[0, 0], [1, 1], [2, 1], [3, 1]], "inside", 3, { header: 0 }],
    [[[0, 0], [1, 1], [2, 2]], "unreadable", 2, {}],
    [[[0, 0], [4, 1], [1, 1], [2, 1], [3, 0]], "needless", 1, {}],
    [[[0, 0], [3, 0], [4, 0]], "early", 1, { missing: 1 }],
  ] // biome-ignore format: programs
  for (const [program, kind, at, more] of cases) {
    const found = look(program)
    assert.deepEqual([found.kind, found.at], [kind, at], JSON.stringify(program))
    for (const [name, value] of Object.entries(more)) assert.equal(found[name], value, JSON.stringify(program))
  }
})

test("a slip is told only where nothing else is wrong", () => {
  assert.equal(look([[0, 0], [4, 1], [2, 1], [3, 0]]).slip, "uno is not one") // biome-ignore format: a program
  assert.equal(look([[0, 0], [4, 1], [3, 0]]).slip, "") // biome-ignore format: a program
  assert.equal(look([[0, 0], [4, 1], [1, 1], [2, 1], [3, 0]]).slip, "") // biome-ignore format: a program
})
