import assert from "node:assert/strict"
import { test } from "node:test"

import { paragraph } from "../../viz/outputs/js/sentences.js"

test("sentences stand in a row with a space only where the language has one", () => {
  assert.equal(paragraph(["It is right.", "", "It has no bias."]), "It is right. It has no bias.")
  assert.equal(
    paragraph(["都對了。", undefined, "沒有偏差。", "a = 2", "（這樣也可以）", "對。"]),
    "都對了。沒有偏差。a = 2 （這樣也可以）對。",
  )
  assert.equal(paragraph([]), "")
})
