// What stands where in a Parsons problem, and what a move makes of it. Nothing here knows of a page.

/** @import { Arranged } from "../../viz/outputs/js/types.d.ts" */

/** Nothing stands in the program yet.
 *
 * @param {string[]} codes
 * @returns {Arranged}
 */
export function fresh(codes) {
  return { left: codes.map((_, line) => line), program: [] }
}

/** The place of a line in the program; -1 where it was not put in.
 *
 * @param {Arranged} state
 * @param {number} line
 */
export function placeOf({ program }, line) {
  return program.findIndex(([each]) => each === line)
}

/** A line at a place of the program, wherever it was before.
 *
 * @param {Arranged} state
 * @param {number} line
 * @param {number} at
 * @param {number} depth
 * @returns {Arranged}
 */
export function placed({ left, program }, line, at, depth) {
  const others = program.filter(([each]) => each !== line)
  return { left: left.filter(each => each !== line), program: [...others.slice(0, at), [line, depth], ...others.slice(at)] }
}

/** A line among those that are not used.
 *
 * @param {Arranged} state
 * @param {number} line
 * @returns {Arranged}
 */
export function takenOut({ left, program }, line) {
  return { left: [...left.filter(each => each !== line), line].sort((a, b) => a - b), program: program.filter(([each]) => each !== line) }
}

/** What an arrow key, or the button of that name, does with a line; the same state where it cannot go there.
 *
 * @param {Arranged} state
 * @param {number} line
 * @param {string} way "up", "down", "left" or "right".
 * @param {{ codes: string[]; deepest: number }} data
 * @returns {Arranged}
 */
export function moved(state, line, way, { codes, deepest }) {
  const at = placeOf(state, line)
  const { program } = state
  if (at < 0) return way === "right" ? placed(state, line, program.length, Math.min(usualDepth(program.at(-1), codes), deepest)) : state
  const depth = program[at][1]
  if (way === "left") return depth ? placed(state, line, at, depth - 1) : takenOut(state, line)
  if (way === "right") return depth < deepest ? placed(state, line, at, depth + 1) : state
  const to = at + (way === "up" ? -1 : 1)
  return to >= 0 && to < program.length ? placed(state, line, to, depth) : state
}

/** How far a line below that one is usually indented, as an editor does it.
 *
 * @param {[line: number, depth: number] | undefined} above
 * @param {string[]} codes
 */
function usualDepth(above, codes) {
  return above ? above[1] + Number(codes[above[0]].endsWith(":")) : 0
}
