// Where the points stand, and what the table that Python sent has for that.

/** @import { SlopeData } from "./types.d.ts" */
/** @import { Way } from "./slope_view.js" */

export class SlopeTable {
  /** @param {SlopeData} data */
  constructor(data) {
    this.data = data
    this.place = data.start[0]
    this.size = data.start[1]
    this.side = data.side
  }

  get h() {
    return this.side * this.data.sizes[this.size]
  }

  get lastPlace() {
    return this.data.places.length - 1
  }

  get lastSize() {
    return this.data.sizes.length - 1
  }

  /** From one place to the next, on the average. */
  get step() {
    const { places } = this.data
    return (places[places.length - 1][0] - places[0][0]) / Math.max(1, this.lastPlace)
  }

  /** @param {number} place */
  pointAt(place) {
    const [x, value] = this.data.places[place]
    return /** @type {Way} */ ([x, value ?? 0])
  }

  /** The size of h that comes nearest to a way to the side.
   *
   * @param {number} way
   */
  nearest(way) {
    const away = this.data.sizes.map(size => Math.abs(size - Math.abs(way)))
    return away.indexOf(Math.min(...away))
  }

  get now() {
    const { places, rises, errors, sizes } = this.data
    const [x, value, tangent, bound, note] = places[this.place]
    const offset = this.side > 0 ? 0 : sizes.length
    return {
      x,
      h: this.h,
      value: value ?? Number.NaN,
      rise: rises[this.place][offset + this.size] ?? Number.NaN,
      tangent,
      bound,
      error: errors[this.place][offset + this.size],
      errors: errors[this.place].slice(offset, offset + sizes.length),
      note,
    }
  }

  /** What is known of the curve beside the point, from left to right.
   *
   * @returns {Way[]}
   */
  get beside() {
    const { sizes, rises, places } = this.data
    const row = rises[this.place]
    if (places[this.place][1] === null) return []
    const right = sizes.map((size, k) => /** @type {Way} */ ([size, row[k] ?? Number.NaN]))
    const left = sizes.map((size, k) => /** @type {Way} */ ([-size, row[sizes.length + k] ?? Number.NaN]))
    return [...left, [0, 0], ...right.reverse()]
  }
}
