import assert from "node:assert/strict"
import { test } from "node:test"

import { placed, within } from "../../viz/outputs/js/slope_labels.js"
import { areAlikeViews, between, closer, cut, ticks, whole } from "../../viz/outputs/js/slope_view.js"

const WINDOW = [-4, 4, -2, 14] // left, right, low, high: two units of f(x) for one of x

test("the whole is the window, as seen from the point", () => {
  assert.deepEqual(whole(WINDOW, [3, 9], [0.5, 3.25]), { x: -3, y: -3, width: 8 })
})

test("a second point that lies beyond is seen too, but not one that is far away", () => {
  const beyond = whole(WINDOW, [3, 9], [2, 16])
  assert.ok(beyond.width > 8 && beyond.x + beyond.width / 2 > 2 && beyond.y + beyond.width > 16)
  assert.deepEqual(whole(WINDOW, [3, 9], [2, 1e6]), whole(WINDOW, [3, 9], undefined))
})

test("from near by the triangle fills the view, however small it is", () => {
  for (const h of [1, 1e-5, 1e-15]) {
    const view = closer([h, 6 * h], 2, 8)
    assert.ok(Math.abs(view.x / h - 0.5) < 1e-9 && Math.abs(view.y / h - 3) < 1e-9)
    assert.ok(view.width > (6 * h) / 2 && view.width < 10 * h)
  }
})

test("a view comes nearer by the same part at each moment, and ends where it is to end", () => {
  const [from, to] = [
    { x: -3, y: -3, width: 8 },
    { x: 5e-11, y: 3e-10, width: 8e-10 },
  ]
  assert.deepEqual(between(from, to, 0), from)
  assert.deepEqual(between(from, to, 1), to)
  const widths = [0, 0.25, 0.5, 0.75, 1].map(part => between(from, to, part).width)
  for (let k = 1; k < 5; k++) assert.ok(Math.abs(widths[k] / widths[k - 1] - 10 ** -2.5) < 1e-9)
  for (const part of [0.25, 0.5, 0.75]) {
    const { x, width } = between(from, to, part)
    assert.ok(Math.abs(x - to.x) <= width / 2 + 1e-12) // the goal is in sight all the way
  }
})

test("views are alike by what is seen of them", () => {
  const view = { x: 0, y: 0, width: 1e-12 }
  assert.ok(areAlikeViews(view, { ...view }, 2))
  assert.ok(!areAlikeViews(view, { ...view, x: 1e-13 }, 2) && !areAlikeViews(view, { ...view, y: 1e-13 }, 2))
})

test("a run of points is cut at the edges, on its lines", () => {
  assert.deepEqual(
    cut(
      [
        [0, 0],
        [10, 20],
      ],
      2,
      4,
    ),
    [
      [2, 4],
      [4, 8],
    ],
  )
  assert.deepEqual(
    cut(
      [
        [0, 0],
        [1, 2],
      ],
      5,
      6,
    ),
    [],
  )
})

test("ticks are round numbers, and none where they could not be told apart", () => {
  assert.deepEqual(ticks(-4, 4), [-4, -2, 0, 2, 4])
  assert.deepEqual(ticks(0.98, 1.03), [0.98, 0.99, 1, 1.01, 1.02, 1.03])
  assert.deepEqual(ticks(3, 3 + 1e-9), [])
})

test("words stand where they hide least, and not on each other", () => {
  const spots = [
    [100, 50, "start"],
    [100, 120, "start"],
    [100, 190, "start"],
  ]
  const dots = Array.from({ length: 40 }, (_, k) => [100 + k, 46])
  const found = placed(
    [
      { text: "secant", spots },
      { text: "tangent", spots },
    ],
    dots,
    [0, 0, 400, 300],
  )
  assert.deepEqual(found, [spots[1], spots[2]])
})

test("words that fit nowhere stand nowhere", () => {
  assert.deepEqual(placed([{ text: "secant", spots: [[395, 50, "start"]] }], [], [0, 0, 400, 300]), [null])
})

test("of a line only the part in the area counts", () => {
  assert.deepEqual(
    within(
      [
        [-100, -100],
        [500, 500],
      ],
      [0, 0, 400, 300],
    ),
    [
      [0, 0],
      [300, 300],
    ],
  )
})
