// An answer that was given: whether it comes to the same as another, and how it is echoed.

/** Whether two answers come to the same; numbers may be rounded as those on the screen are.
 *
 * @param {number | string} given
 * @param {number | string} x
 * @param {number} close how near a number must be, as a part of x.
 */
export function comesTo(given, x, close) {
  if (typeof given === "string" || typeof x === "string") return given === x
  if (Number.isInteger(given) && Number.isInteger(x)) return given === x // what is counted is not rounded
  return Math.abs(given - x) <= close * Math.max(Math.abs(x), 1e-3)
}

/** A number as it was typed where it is whole, else rounded as those on the screen are.
 *
 * @param {number} given
 */
export function echoed(given) {
  return `${Number.isSafeInteger(given) ? given : +given.toPrecision(4)}`
}
