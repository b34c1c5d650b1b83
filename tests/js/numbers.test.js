import assert from "node:assert/strict"
import { test } from "node:test"

import { formatted, significant } from "../../viz/outputs/js/numbers.js"

const written = (...numbers) => numbers.map(x => formatted(x))

test("a whole number has a decimal point, as in Python, and all its digits", () => {
  assert.deepEqual(written(0, -0, 2, -6, 999999), ["0.0", "0.0", "2.0", "-6.0", "999999.0"])
})

test("other numbers have at most four digits", () => {
  assert.deepEqual(written(0.5, 1 / 3, -1234.56, 2.00001), ["0.5", "0.3333", "-1235", "2"])
})

test("what lies halfway goes to the even digit", () => {
  assert.deepEqual(written(1234.5, 1235.5), ["1234", "1236"])
})

test("small and large numbers have an exponent", () => {
  assert.deepEqual(written(0.001, 0.0001, 1e6, -1.5e-7), ["0.001", "1e-4", "1e6", "-1.5e-7"])
})

test("what is no number, or no finite one, is written as in Python", () => {
  assert.deepEqual(written(NaN, Infinity, -Infinity), ["nan", "inf", "-inf"])
})

test("a gradient shows its plus, zero and nan have no sign", () => {
  assert.deepEqual(
    [2, -2, 0, NaN, Infinity].map(x => formatted(x, true)),
    ["+2.0", "-2.0", "0.0", "nan", "+inf"],
  )
})

test("the digits that are kept are those of Python", () => {
  const kept = [
    [12345678.5, 8, 12345678],
    [-12345677.5, 8, -12345678],
    [1 / 3, 6, 0.333333],
    [0, 6, 0],
    [-Infinity, 8, -Infinity],
    [NaN, 8, NaN],
  ]
  for (const [x, digits, wanted] of kept) assert.equal(significant(x, digits), wanted)
})
