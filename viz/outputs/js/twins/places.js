// Finds a place for what stands beside the boxes, as viz/drawing/places.py does, where the numbers are explained: the local
// slopes on the arrows, the equations at the operations.

import { fixed } from "./text.js"

/** @import { Arc } from "../curves.js" */
/** @import { Point, Rectangle, Size } from "../types.d.ts" */

const FRACTIONS = [0.56, 0.6, 0.52, 0.64, 0.48, 0.44, 0.68, 0.4, 0.36, 0.72, 0.32, 0.28, 0.76, 0.24]
const CLEARANCE = 6
const FROM_MIDDLE = 25 + 14
const COST_OUTSIDE = 60
const COST_ASIDE = 120
const COST_LIFTED = 4
const COST_BELOW = 30
const CANDIDATES = [true, false]
  .flatMap(above => [0, 0.2, -0.2, 0.36, -0.36].flatMap(shift => [0, 14, 28].map(lift => ({ above, shift, lift }))))
  .map(each => ({ ...each, apart: COST_ASIDE * Math.abs(each.shift) + COST_LIFTED * each.lift + (each.above ? 0 : COST_BELOW) }))
  .sort((p, q) => p.apart - q.apart || p.shift - q.shift || p.lift - q.lift)

/** For each local slope the point on its arrow where it covers least, and its width.
 *
 * @param {Record<string, Arc>} arcs
 * @param {Record<string, number>} widths
 * @param {Rectangle[]} taken what may not be covered
 * @param {number} height
 */
export function tagPlaces(arcs, widths, taken, height) {
  const covered = [...taken]
  /** @type {Record<string, [place: Point, width: number]>} */
  const places = {}
  for (const [edge, width] of Object.entries(widths)) {
    const points = FRACTIONS.map(fraction => arcs[edge].at(fraction))
    const costs = points.map(point => areaUnder(rectangleAround(point, width + CLEARANCE, height), covered))
    const free = costs.findIndex(cost => cost <= 0.5)
    const place = points[free < 0 ? costs.indexOf(Math.min(...costs)) : free]
    covered.push(rectangleAround(place, width, height))
    places[edge] = [place, width]
  }
  return places
}

/** Where an equation opens, and whether that is above its operation; never over it.
 *
 * @param {Point} middle of the operation
 * @param {Size} size of the equation
 * @param {Rectangle[]} taken what should not be covered
 * @param {Size} whole of the picture, which it should not leave
 */
export function equationPlace([x, y], [width, height], taken, [right, bottom]) {
  /** @type {[place: Rectangle, above: boolean]} */
  let best = [[x - width / 2, y - FROM_MIDDLE - height, width, height], true]
  let least = Infinity
  for (const { apart, above, shift, lift } of CANDIDATES) {
    if (apart >= least) break // those that follow are no nearer
    const left = x - width / 2 + shift * width
    const top = above ? y - FROM_MIDDLE - height - lift : y + FROM_MIDDLE + lift
    const outside = Math.max(0, -top) + Math.max(0, top + height - bottom) + Math.max(0, -left) + Math.max(0, left + width - right)
    const cost = apart + COST_OUTSIDE * outside + areaUnder([left, top, width, height], taken)
    if (cost < least) [best, least] = [[[left, top, width, height], above], cost]
  }
  return best
}

/** How much of what is taken would lie under a rectangle, in square px.
 *
 * @param {Rectangle} rectangle
 * @param {Rectangle[]} taken
 */
export const areaUnder = (rectangle, taken) =>
  Number(
    fixed(
      taken.reduce((sum, other) => sum + overlapOf(rectangle, other), 0),
      3,
    ),
  )

/** @type {(point: Point, width: number, height: number) => Rectangle} */
export const rectangleAround = ([x, y], width, height) => [x - width / 2, y - height / 2, width, height]

/** @type {(p: Rectangle, q: Rectangle) => number} */
function overlapOf(p, q) {
  const across = Math.min(p[0] + p[2], q[0] + q[2]) - Math.max(p[0], q[0])
  const down = Math.min(p[1] + p[3], q[1] + q[3]) - Math.max(p[1], q[1])
  return across > 0 && down > 0 ? across * down : 0
}
