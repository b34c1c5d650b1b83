// Texts and numbers of a picture, as viz/words/text.py measures and cuts the ones and Python rounds the others.

import { columns } from "../shapes.js"

/** Text cut to that many columns, with an ellipsis where something was cut off. Python also replaces what reorders or breaks a
 * line, which no name in an expression has.
 *
 * @param {string} text
 * @param {number} most
 */
export function fit(text, most) {
  if (columns(text) <= most) return text
  let kept = ""
  for (const c of text) {
    if (columns(kept + c) > most - 1) break
    kept += c
  }
  return `${kept}…`
}

/** About how many px text takes in bold letters of 14 px, rather more than less.
 *
 * @param {string} text
 */
export const boldWidth = text => tenth([...text].reduce((sum, c) => sum + boldLetter(c), 0))

/** @param {string} c */
function boldLetter(c) {
  const isAscii = c < "\x80"
  if (/[MWmw@%]/.test(c)) return 15.5
  if (/\p{Uppercase}/u.test(c)) return isAscii ? 12 : 19
  if (isAscii) return /[#&+<=>^~]/.test(c) ? 12 : 10
  return columns(c) === 1 ? 15.5 : 8.3 * columns(c)
}

/** x.toFixed(digits), but what lies halfway between two texts goes to the even digit, as in Python.
 *
 * @param {number} x
 * @param {number} digits
 */
export function fixed(x, digits) {
  const exact = x.toFixed(60) // no double comes so near to a halfway point without being one
  const kept = exact.slice(0, digits - 60)
  const halfwayAboveEven = /[02468]$/.test(kept) && /^50*$/.test(exact.slice(kept.length))
  return halfwayAboveEven ? kept : x.toFixed(digits)
}

/** A tenth of a px is enough.
 *
 * @param {number} x
 */
export const tenth = x => Number(fixed(x, 1))
