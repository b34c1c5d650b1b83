import assert from "node:assert/strict"
import { test } from "node:test"
import { lineAt, regionOf } from "../../viz/outputs/js/contours.js"
import { closedGates } from "../../viz/outputs/js/forward.js"
import { heightsOf } from "../../viz/outputs/js/loss_curve.js"
import { unpacked } from "../../viz/outputs/js/packing.js"

/** The area of a path of polygons, the parts of a whole row among them. */
function areaOf(path) {
  const polygons = path.split("z").filter(Boolean)
  return polygons.reduce((sum, polygon) => sum + shoelace(cornersOf(polygon)), 0)
}

function cornersOf(polygon) {
  const [x, y] = [0, 0]
  let place = [x, y]
  return [...polygon.matchAll(/([MLHV])([-\d. ]+)/g)].map(([, command, numbers]) => {
    const [a, b] = numbers.trim().split(" ").map(Number)
    place = command === "H" ? [a, place[1]] : command === "V" ? [place[0], a] : [a, b]
    return place
  })
}

function shoelace(corners) {
  return Math.abs(
    corners.reduce((sum, [x, y], i) => sum + (x * corners[(i + 1) % corners.length][1] - y * corners[(i + 1) % corners.length][0]) / 2, 0),
  )
}

const grid = (columns, rows, score) => ({
  columns,
  rows,
  scores: Array.from({ length: columns * rows }, (_, i) => score(i % columns, Math.floor(i / columns))),
})

test("the regions above and below a level share out the whole field", () => {
  for (const score of [(x, y) => x - y, (x, y) => x * y - 7, x => Math.sin(2 * x), (x, y) => (x - 3) ** 2 + (y - 3) ** 2 - 4]) {
    const whole = grid(8, 7, score)
    assert.ok(Math.abs(areaOf(regionOf(whole, 0.1, 1)) + areaOf(regionOf(whole, 0.1, -1)) - 7 * 6) < 0.2)
  }
})

test("a region is as large as it is", () => {
  assert.equal(
    areaOf(
      regionOf(
        grid(5, 5, x => x - 1.5),
        0,
        1,
      ),
    ),
    10,
  )
  assert.equal(
    areaOf(
      regionOf(
        grid(5, 5, () => 1),
        0,
        1,
      ),
    ),
    16,
  )
  assert.equal(
    regionOf(
      grid(5, 5, () => -1),
      0,
      1,
    ),
    "",
  )
})

test("the line lies where the level is", () => {
  const places = [
    ...lineAt(
      grid(5, 3, x => x - 1.25),
      0,
    ).matchAll(/[ML]([\d.]+) ([\d.]+)/g),
  ].map(([, x]) => Number(x))
  assert.ok(places.length === 4 && places.every(x => x === 1.25))
})

test("what is no number is left out, and infinity has a side", () => {
  const broken = grid(4, 2, x => [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][x])
  assert.equal(areaOf(regionOf(broken, 0, 1)), 0.5)
  assert.equal(areaOf(regionOf(broken, 0, -1)), 0.5)
})

test("packed numbers come back", () => {
  const codes = Buffer.from(Int16Array.of(32766, -16383, 0, 32767, -32767, -32768).buffer).toString("base64")
  assert.deepEqual([...unpacked([2, codes])], [2, -1, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])
})

test("a gate is closed only where it is for all", () => {
  const of = (...numbers) => [Float64Array.from(numbers), Float64Array.of(0)]
  assert.deepEqual(closedGates(["relu", "none"], [of(0, 0, 1), of(0, 2, 0)]), [[0, 0]])
  assert.deepEqual(closedGates(["relu", "none"], []), [])
  assert.deepEqual(closedGates(["tanh", "relu"], [of(0)]), [[1, 0]])
})

test("losses stand between 0 and 1, from 0 on or by their powers of ten", () => {
  const usual = heightsOf([1, 0.5, 0])
  assert.deepEqual([usual(0), usual(0.5), usual(1)], [0, 0.5, 1])
  const exploded = heightsOf([1, 100, 10000])
  assert.deepEqual([exploded(1), exploded(100), exploded(10000)], [0, 0.5, 1])
  assert.equal(heightsOf([0, 0])(0), 0)
  assert.ok(heightsOf([1e308, -1e308])(0) === 0.5)
})
