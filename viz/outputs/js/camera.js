// Looks at the picture: as a whole, or at a part of one that is too large to be read; zoomed and moved by who looks.

import { roomIn } from "./host.js"
import { EASE } from "./scenes.js"

/** @import { Extent } from "./types.d.ts" */

export const LARGEST = 1.7 // px of the room for one of the picture
const READABLE = 0.62 // below, the steps are looked at from near by
const JOURNEY = 450 // ms
const MARGIN = [40, 16]
const ZOOM = 1.25

export class Camera {
  /**
   * @param {SVGSVGElement} svg
   * @param {Extent} extent the whole.
   */
  constructor(svg, extent) {
    this.svg = svg
    this.extent = extent
    this.motionless = matchMedia("(prefers-reduced-motion: reduce)")
    /** @type {Extent | null} the part that should be seen; null for all. */
    this.part = null
    /** @type {Extent} */
    this.view = extent
    /** @type {Extent | undefined} where it travels to. */
    this.target = undefined
    /** @type {Extent | null} what somebody has chosen to look at. */
    this.chosen = null
    new ResizeObserver(() => this.go(this.wanted())).observe(svg)
    this.listen()
  }

  get size() {
    const [width, height] = roomIn(this.svg)
    return [width || 1066, height || 316]
  }

  /** The whole, with as much around it as keeps it from becoming too large.
   *
   * @returns {Extent}
   */
  whole() {
    const [x, y, w, h] = this.extent
    const [width, height] = this.size
    const least = Math.min(width / w, height / h, LARGEST)
    const [across, down] = [width / least, height / least]
    return [x - (across - w) / 2, y - (down - h) / 2, across, down]
  }

  isFarAway() {
    return this.size[0] / this.whole()[2] < READABLE
  }

  /** Looks at a part where the whole is too far away; null for the whole.
   *
   * @param {Extent[] | null} parts rectangles.
   */
  look(parts) {
    this.part = parts && this.isFarAway() ? around(parts) : null
    if (!this.chosen) this.travel(this.wanted())
  }

  /** @returns {Extent} */
  wanted() {
    if (this.chosen) return this.chosen
    const whole = this.whole()
    if (!this.part) return whole
    const [x, y, w, h] = this.part
    const [width, height] = this.size
    const farther = Math.max(w / width, h / height, 1)
    const [across, down] = [width * farther, height * farther]
    return [inside(x + w / 2, across, whole[0], whole[2]), inside(y + h / 2, down, whole[1], whole[3]), across, down]
  }

  /** @param {Extent} target */
  travel(target) {
    if (target.every((side, i) => Math.abs(side - (this.target?.[i] ?? Infinity)) < 0.5)) return
    cancelAnimationFrame(this.frame ?? 0)
    this.target = target
    const [from, begun] = [this.view, performance.now()]
    const step = () => {
      const way = this.motionless.matches ? 1 : Math.min((performance.now() - begun) / JOURNEY, 1)
      this.go(/** @type {Extent} */ (from.map((side, i) => side + (target[i] - side) * EASE(Math.max(0, way)))))
      if (way < 1) this.frame = requestAnimationFrame(step)
    }
    if (this.svg.clientWidth && from !== this.extent) step()
    else this.go(target)
  }

  /** @param {Extent} view */
  go(view) {
    this.view = view
    this.svg.setAttribute("viewBox", view.map(side => side.toFixed(1)).join(" "))
  }

  /** Looks there until the whole is wanted again.
   *
   * @param {Extent} view
   */
  choose(view) {
    this.chosen = view
    this.go(view)
  }

  /** Nearer (more than 1) or farther, around a point of the picture.
   *
   * @param {number} times
   * @param {[number, number]} [at]
   */
  zoom(times, at) {
    const [x, y, w, h] = this.view
    const [px, py] = at ?? [x + w / 2, y + h / 2]
    this.choose([px - (px - x) / times, py - (py - y) / times, w / times, h / times])
  }

  nearer() {
    this.zoom(ZOOM)
  }

  farther() {
    this.zoom(1 / ZOOM)
  }

  fit() {
    this.chosen = null
    this.target = undefined
    this.travel(this.wanted())
  }

  listen() {
    const { svg } = this
    /** @type {[number, number] | null} */
    let held = null
    svg.addEventListener("pointerdown", event => {
      held = event.button === 0 ? [event.clientX, event.clientY] : null
    })
    svg.addEventListener("pointermove", event => {
      if (!held || !(event.buttons & 1)) return
      const scale = this.view[2] / svg.getBoundingClientRect().width
      const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]]
      if (!this.chosen && Math.hypot(dx, dy) < 6) return
      const [x, y, w, h] = this.view
      this.choose([x - dx * scale, y - dy * scale, w, h])
      held = [event.clientX, event.clientY]
    })
    svg.addEventListener(
      "wheel",
      event => {
        if (!event.ctrlKey) return // the page scrolls
        event.preventDefault()
        const seen = svg.getBoundingClientRect()
        const [x, y, w, h] = this.view
        this.zoom(2 ** (-event.deltaY / 240), [
          x + ((event.clientX - seen.left) / seen.width) * w,
          y + ((event.clientY - seen.top) / seen.height) * h,
        ])
      },
      { passive: false },
    )
  }
}

/**
 * @param {Extent[]} parts
 * @returns {Extent}
 */
function around(parts) {
  const [left, top] = [0, 1].map(axis => Math.min(...parts.map(part => part[axis])))
  const [right, bottom] = [0, 1].map(axis => Math.max(...parts.map(part => part[axis] + part[axis + 2])))
  return [left - MARGIN[0], top - MARGIN[1], right - left + 2 * MARGIN[0], bottom - top + 2 * MARGIN[1]]
}

/** Where a view begins that has this middle, and lies within the whole.
 *
 * @param {number} middle
 * @param {number} room
 * @param {number} begin
 * @param {number} whole
 */
function inside(middle, room, begin, whole) {
  return Math.min(Math.max(middle - room / 2, begin), Math.max(begin, begin + whole - room))
}
