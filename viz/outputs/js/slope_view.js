// Which part of the plane is seen of a curve, told from the point that stands on it: so a window of 1e-14 is as exact as one of 10.

/** @typedef {{ x: number; y: number; width: number }} View the middle, as seen from the point, and the width, in units of x. */
/** @typedef {[dx: number, dy: number]} Way from the point, in units of x and of f(x). */

const TRIANGLE = 2.6 // times as wide as the triangle a closer view is
const FARTHEST = 4 // times as wide as the whole

/** The whole curve, and the second point where it lies beyond.
 *
 * @param {[left: number, right: number, low: number, high: number]} window
 * @param {[x: number, y: number]} point
 * @param {Way | undefined} step the second point.
 * @returns {View}
 */
export function whole([left, right, low, high], [px, py], step) {
  const [dx, dy] = step ?? [0, 0]
  const pad = 0.06 * (right - left)
  const ratio = (high - low) / (right - left)
  const [from, to] = [Math.min(left, px + dx - pad), Math.max(right, px + dx + pad)]
  const [bottom, top] = [Math.min(low, py + dy - pad * ratio), Math.max(high, py + dy + pad * ratio)]
  const wanted = Math.max(to - from, (top - bottom) / ratio)
  if (wanted > FARTHEST * (right - left)) return { x: (left + right) / 2 - px, y: (low + high) / 2 - py, width: right - left }
  return { x: (from + to) / 2 - px, y: (bottom + top) / 2 - py, width: wanted }
}

/** The triangle between the two points from near by.
 *
 * @param {Way} step
 * @param {number} ratio units of f(x) for one of x, in the picture.
 * @param {number} most no wider than that.
 * @returns {View}
 */
export function closer([dx, dy], ratio, most) {
  const width = Math.min(TRIANGLE * Math.max(Math.abs(dx), Math.abs(dy) / ratio), most)
  return { x: dx / 2, y: dy / 2, width }
}

/** Whether nobody would see that one view is another.
 *
 * @param {View} one
 * @param {View} other
 * @param {number} ratio units of f(x) for one of x, in the picture.
 */
export function areAlikeViews(one, other, ratio) {
  const away = Math.abs(one.width - other.width) + Math.abs(one.x - other.x)
  return away < 1e-3 * other.width && Math.abs(one.y - other.y) < 1e-3 * other.width * ratio
}

/** On the way from one view to another; each moment it gets nearer by the same part.
 *
 * @param {View} from
 * @param {View} to
 * @param {number} part of the way.
 * @returns {View}
 */
export function between(from, to, part) {
  const width = from.width * (to.width / from.width) ** part
  const left = from.width === to.width ? 1 - part : (width - to.width) / (from.width - to.width)
  return { x: to.x + (from.x - to.x) * left, y: to.y + (from.y - to.y) * left, width }
}

/** The part of a run between two ends.
 *
 * @param {Way[]} run
 * @param {number} left
 * @param {number} right
 */
export function cut(run, left, right) {
  const edge = (/** @type {Way} */ [x0, y0], /** @type {Way} */ [x1, y1], /** @type {number} */ x) =>
    /** @type {Way} */ ([x, y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)])
  /** @type {Way[]} */
  const kept = []
  run.forEach((way, k) => {
    const before = run[k - 1]
    if (before && before[0] < left && way[0] > left) kept.push(edge(before, way, left))
    if (way[0] >= left && way[0] <= right) kept.push(way)
    if (before && before[0] < right && way[0] > right) kept.push(edge(before, way, right))
  })
  return kept
}

/** Round numbers between two ends; none where they cannot be told apart.
 *
 * @param {number} low
 * @param {number} high
 */
export function ticks(low, high) {
  const wanted = (high - low) / 5
  if (!(wanted > 1e-3 * Math.max(Math.abs(low), Math.abs(high)))) return []
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = ([1, 2, 5].find(nice => nice * power >= wanted * (1 - 1e-9)) ?? 10) * power
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, k) => +((first + k) * step).toPrecision(12))
}
