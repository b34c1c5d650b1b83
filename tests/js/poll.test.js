import assert from "node:assert/strict"
import { test } from "node:test"

import {
  askedAgain,
  calledOut,
  counted,
  fixedRows,
  handsIn,
  isUntouched,
  nobodyYet,
  percentOf,
  pollIn,
  takenBack,
  total,
} from "../../classroom/slides/poll.js"

const NUMBER = { rows: [[2, "2", ""], [6, "6", ""]], free: true } // biome-ignore format: two answers
const CHOICE = { rows: [["a", "a", ""], ["b", "b", ""]], free: false } // biome-ignore format: two answers

test("where a number is asked for there is a row for any other", () => {
  assert.deepEqual([fixedRows(NUMBER), fixedRows(CHOICE)], [3, 2])
})

test("hands are read from the digits that are typed, also full-width ones, and from nothing else", () => {
  assert.deepEqual([" 12 ", "１２", "", "0", "999"].map(handsIn), [12, 12, 0, 0, 999])
  assert.deepEqual(["1000", "-1", "1.5", "1e2", "two", "NaN"].map(handsIn), [null, null, null, null, null, null])
})

test("there are never fewer than no hands, nor more than fit the field", () => {
  assert.deepEqual(counted(counted(nobodyYet(2), 0, -1), 1, 1000).votes, [0, 999])
})

test("the shares are parts of all votes, and nothing where nobody has voted", () => {
  assert.deepEqual(
    [0, 1, 2].map(row => percentOf([1, 2, 0], row)),
    [33, 67, 0],
  )
  assert.equal(percentOf([0, 0], 1), 0)
})

test("a second round begins at none and keeps the first", () => {
  const again = askedAgain({ ...counted(nobodyYet(2), 1, 5), open: true })
  assert.deepEqual(again, { votes: [0, 0], typed: [], before: [0, 5], open: false })
  assert.equal(isUntouched(again), false)
})

test("a number that was called out is a further row, and is taken back with its votes of both rounds", () => {
  const poll = askedAgain(counted(calledOut(calledOut(nobodyYet(3), 7), 8), 4, 2))
  assert.deepEqual(poll, { votes: [0, 0, 0, 0, 0], typed: [7, 8], before: [0, 0, 0, 0, 2], open: false })
  assert.deepEqual(takenBack(poll, 3), { votes: [0, 0, 0, 0], typed: [8], before: [0, 0, 0, 2], open: false })
  assert.deepEqual(calledOut(takenBack(poll, 3), 9).before, [0, 0, 0, 2, 0])
})

test("what was left is taken where it is a poll of the question", () => {
  const left = { votes: [1, 2, 0, 4], typed: [7], before: [1, 1, 1, 1], open: true }
  assert.deepEqual(pollIn(JSON.parse(JSON.stringify(left)), NUMBER), left)
  assert.equal(total(pollIn(left, NUMBER).votes), 7)
})

test("whatever else was left is taken for nothing", () => {
  const good = { votes: [1, 2], typed: [], before: null, open: false }
  assert.deepEqual(pollIn(good, CHOICE), good)
  const bad = [
    undefined,
    null,
    "votes",
    3,
    [],
    {},
    { ...good, votes: [1] },
    { ...good, votes: "12" },
    { ...good, votes: [1, null] },
    { ...good, votes: [1, -2] },
    { ...good, votes: [1, 1000] },
    { ...good, votes: [1, 2, 3], typed: [7] },
    { ...good, before: [1] },
    { ...good, before: undefined },
    { ...good, typed: null },
  ]
  for (const left of bad) assert.equal(pollIn(left, CHOICE), null, JSON.stringify(left))
  const many = { votes: [0, 0, 0, 0, 0, 0, 0], typed: [3, 4, 5, 7], before: null, open: false }
  assert.equal(pollIn(many, NUMBER), null)
  assert.equal(pollIn({ ...many, votes: [0, 0, 0, 0], typed: [null] }, NUMBER), null)
})
