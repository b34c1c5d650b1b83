import assert from "node:assert/strict"
import { test } from "node:test"

import { calculated } from "../../viz/outputs/js/arithmetic.js"

function assertCalculated(answers) {
  for (const [text, number] of Object.entries(answers)) assert.equal(calculated(text), number, text)
}

test("a number is itself, in any spelling", () => {
  assertCalculated({ 6: 6, "6.": 6, " 6.0 ": 6, ".5": 0.5, "-3": -3, "+3": 3, "1e-3": 0.001, "1E3": 1000, inf: Infinity, "-∞": -Infinity })
  assert.ok(Number.isNaN(calculated("nan")))
})

test("a sum and a product are calculated, the product first", () => {
  assertCalculated({ "-2*-3": 6, "6/4": 1.5, "1+2*3": 7, "(1+2)*3": 9, "8-3-2": 3, "8/2/2": 2, "1--1": 2 })
})

test("a power binds more than the sign before it, and the last one first", () => {
  assertCalculated({ "2**3": 8, "2^-1": 0.5, "-2^2": -4, "(-2)^2": 4, "2^3^2": 512 })
})

test("the signs and characters that people type are understood", () => {
  assertCalculated({ "2×3": 6, "2·3": 6, "2x3": 6, "6÷4": 1.5, "−2": -2, "６＊（１＋１）": 12 })
})

test("what is no calculation has no number", () => {
  for (const text of ["", " ", "two", "2*", "*2", "(2", "2)", "2 3", "1,5", "2+()"]) assert.equal(calculated(text), null, text)
})
