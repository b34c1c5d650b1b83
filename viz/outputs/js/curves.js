// Curves as Graphviz gives them, cubic Bezier pieces end to end: where a fraction of the way lies, and parts of it. The same as
// viz/drawing/curves.py computes.

/** @import { Point } from "./types.d.ts" */

const SAMPLES = 32 // points of one piece
const PART = 26 // points of a part

/** A curve by its length: all fractions are fractions of the way from its beginning to its end. */
export class Arc {
  /** @param {Point[]} path its control points. */
  constructor(path) {
    this.path = path
    /** @type {Point[]} */
    this.points = []
    /** @type {number[]} */
    this.lengths = []
  }

  /** Of most arrows nobody ever asks for a point. */
  measure() {
    const { path, points, lengths } = this
    points.push(path[0])
    for (let begin = 0; begin < path.length - 1; begin += 3)
      for (let j = 1; j <= SAMPLES; j++) points.push(bezier(path.slice(begin, begin + 4), j / SAMPLES))
    lengths.push(0)
    for (let i = 1; i < points.length; i++) {
      const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]]
      lengths.push(lengths[i - 1] + Math.hypot(x1 - x0, y1 - y0))
    }
  }

  /** The direction in which it arrives, in radians. */
  get endAngle() {
    const { path } = this
    const [x, y] = path[path.length - 1]
    const [px, py] = path.slice(0, -1).findLast(p => Math.hypot(x - p[0], y - p[1]) > 0.1) ?? path[0]
    return Math.atan2(y - py, x - px)
  }

  /**
   * @param {number} fraction
   * @returns {Point}
   */
  at(fraction) {
    if (!this.points.length) this.measure()
    const { points, lengths } = this
    const last = lengths.length - 1
    const wanted = Math.min(Math.max(fraction, 0), 1) * lengths[last]
    let i = 1
    while (i < last && lengths[i] < wanted) i++
    const part = (wanted - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1)
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]]
    return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)]
  }

  /** The direction there, in radians.
   *
   * @param {number} fraction
   */
  angle(fraction) {
    const [[x0, y0], [x1, y1]] = [this.at(fraction - 0.02), this.at(fraction + 0.02)]
    return Math.atan2(y1 - y0, x1 - x0)
  }

  /** Points from one fraction to another, which may be the smaller one; so many px to the side.
   *
   * @param {number} begin
   * @param {number} end
   */
  part(begin, end, aside = 0) {
    return Array.from({ length: PART + 1 }, (_, k) => this.beside(begin + ((end - begin) * k) / PART, aside))
  }

  /**
   * @param {number} fraction
   * @param {number} aside
   * @returns {Point}
   */
  beside(fraction, aside) {
    const [x, y] = this.at(fraction)
    if (!aside) return [x, y]
    const turned = this.angle(fraction) + Math.PI / 2
    return [x + aside * Math.cos(turned), y + aside * Math.sin(turned)]
  }
}

/** The point of a single piece at that value of its parameter.
 *
 * @param {Point[]} piece
 * @param {number} t
 * @returns {Point}
 */
export function bezier(piece, t) {
  const u = 1 - t
  const weights = [u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t]
  const along = (/** @type {0 | 1} */ axis) => weights.reduce((sum, weight, i) => sum + weight * piece[i][axis], 0)
  return [along(0), along(1)]
}

/** The points as the d of an SVG path: the control points of a curve, or the corners of a line.
 *
 * @param {Point[]} points
 * @param {boolean} curved
 */
export function pathText(points, curved) {
  const [first, ...rest] = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`)
  return `M${first}${curved ? "C" : "L"}${rest.join(" ")}`
}
