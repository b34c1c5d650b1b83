/* Numbers as text, the same as `number` of viz/words/text.py makes: what the page shows is what Python would show. */

/** A number in at most 4 significant digits, or all digits of a whole one below a million; `signed` gives it its plus.
 *
 * @param {number} x
 */
export function formatted(x, signed = false) {
  const sign = x < 0 ? "-" : signed && x > 0 ? "+" : ""
  const size = Math.abs(x)
  return sign + (size === 0 || (1e-3 <= size && size < 1e6) ? plainText(size) : scientificText(size))
}

/** The same number with so many significant digits, as Python rounds it.
 *
 * @param {number} x
 * @param {number} digits
 */
export const significant = (x, digits) => Math.sign(x) * Number(rounded(Math.abs(x), digits - 1))

// Numbers as text. `size` is never negative.

/** @param {number} size */
function plainText(size) {
  const wholeDigits = String(Math.trunc(size)).length
  const text = String(Number(rounded(size, Math.max(3, wholeDigits - 1))))
  return Number.isInteger(size) ? `${text}.0` : text // 2.0, as Python writes it; 2.00001 becomes 2
}

/** @param {number} size */
function scientificText(size) {
  if (!Number.isFinite(size)) return Number.isNaN(size) ? "nan" : "inf"
  const texts = [3, 2, 1].map(digits => rounded(size, digits).split("e").map(Number).join("e")) // 1.230e+7 -> 1.23e7
  return texts.find(text => text.length <= 8) ?? texts.at(-1) // one less than NUMBER_WIDTH: there may be a sign
}

/** size.toExponential(digits), but what lies halfway between two texts goes to the even digit, as in Python: 1234.5 -> 1.234e+3.
 *
 * @param {number} size
 * @param {number} digits
 */
function rounded(size, digits) {
  const exact = size.toExponential(60) // no double comes so near to a halfway point without being one
  const [mantissa, exponent] = exact.split("e")
  const kept = mantissa.slice(0, digits + 2)
  const halfwayAboveEven = /[02468]$/.test(kept) && /^50*$/.test(mantissa.slice(digits + 2))
  return halfwayAboveEven ? `${kept}e${exponent}` : size.toExponential(digits)
}

/** A number as it is written by hand.
 *
 * @param {number} x
 */
export const shortly = x => byHand(formatted(x))

/** As it is written by hand: 6 for +6.0.
 *
 * @param {string} text
 */
export const byHand = text => text.replace(/^\+/, "").replace(/\.0$/, "")
