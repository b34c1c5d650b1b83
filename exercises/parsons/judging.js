// What is known of a program without running it: whether it is one of those that were found right, and where it leaves them.

/** @import { ArrangeData, Judged } from "../../viz/outputs/js/types.d.ts" */

/** @typedef {[line: number, depth: number][]} Program */
/** @typedef {Pick<ArrangeData, "codes" | "working" | "tooMany" | "slips" | "mistakes">} Known */

/** Where a program leaves those that are known to work.
 *
 * @param {Program} program
 * @param {Known} data
 * @returns {Judged}
 */
export function judged(program, data) {
  if (!program.length) return verdict("empty", 0)
  const steps = asBlocks(program, data.codes)
  let fitting = data.working.map(stepsIn)
  for (const [k, step] of steps.entries()) {
    const further = fitting.filter(each => isSame(each[k], step))
    if (!further.length) return { ...firstWrong(steps, k, fitting, data), slip: data.mistakes[data.slips[written(steps)]] ?? "" }
    fitting = further
  }
  if (fitting.some(each => each.length === steps.length)) return { ...verdict("right", steps.length), spare: spareIn(program, data) }
  return { ...verdict("unfinished", steps.length), missing: firstOfAll(fitting, steps.length) }
}

/** @param {Judged["kind"]} kind @param {number} at @returns {Judged} */
function verdict(kind, at) {
  return { kind, at, missing: null, header: null, slip: "", spare: [] }
}

/** How many blocks each line stands in, as Python reads the indentation; NaN where it does not take it.
 *
 * @param {Program} program
 * @param {string[]} codes
 * @returns {Program}
 */
export function asBlocks(program, codes) {
  const open = [program[0]?.[1] ?? 0] // the indentations of the blocks around a line
  return program.map(([line, depth], k) => {
    const begins = k > 0 && codes[program[k - 1][0]].endsWith(":")
    if (begins && depth > open[open.length - 1]) open.push(depth)
    while (open.length > 1 && open[open.length - 1] > depth) open.pop()
    return [line, open[open.length - 1] === depth ? open.length - 1 : NaN]
  })
}

/** The first line that is wrong: one that no program needs, above the first that fits into none or this one itself, or else that.
 *
 * @param {Program} steps
 * @param {number} k the place of the first that fits into none.
 * @param {Program[]} fitting the programs that begin with all that is above it.
 * @param {Known} data
 */
function firstWrong(steps, k, fitting, data) {
  const needless = steps.findIndex(([line]) => data.tooMany.includes(line))
  return needless >= 0 && needless <= k ? verdict("needless", needless) : misfit(steps, k, fitting, data)
}

/** Why the first line that fits into none of the programs does not fit.
 *
 * @param {Program} steps
 * @param {number} k its place.
 * @param {Program[]} fitting the programs that begin with all that is above it.
 * @param {Known} data
 */
function misfit(steps, k, fitting, { codes }) {
  const [line, depth] = steps[k]
  if (Number.isNaN(depth)) return verdict("unreadable", k)
  const elsewhere = fitting.filter(each => each[k]?.[0] === line).map(each => each[k][1])
  if (elsewhere.length) {
    const isOutside = elsewhere.every(other => other > depth)
    const header = headerOf(steps, k, isOutside ? Math.min(...elsewhere) : depth, codes)
    return { ...verdict(isOutside ? "outside" : "inside", k), header }
  }
  const later = fitting.filter(each => each.some(([other], n) => n > k && other === line))
  return { ...verdict(later.length ? "early" : "misfit", k), missing: later.length ? firstOfAll(later, k, line) : null }
}

/** The line that begins the block of that depth in which place k is, or would be; null for the head of the program.
 *
 * @param {Program} steps
 * @param {number} k
 * @param {number} depth
 * @param {string[]} codes
 */
function headerOf(steps, k, depth, codes) {
  const above = steps.slice(0, k).findLast(([line, each]) => each === depth - 1 && codes[line].endsWith(":"))
  return above ? above[0] : null
}

/** The first line, from place k on and before that line, that all of these programs have; null where there is none.
 *
 * @param {Program[]} programs
 * @param {number} k
 * @param {number} [line]
 */
function firstOfAll(programs, k, line) {
  const parts = programs.map(each => each.slice(k).map(([other]) => other))
  const [first, ...others] = parts.map(part => (line === undefined ? part : part.slice(0, part.indexOf(line))))
  return first.find(each => others.every(other => other.includes(each))) ?? null
}

/** The places of lines without which it works as well.
 *
 * @param {Program} program
 * @param {Known} data
 */
function spareIn(program, { codes, working }) {
  const without = (/** @type {number} */ k) => written(asBlocks([...program.slice(0, k), ...program.slice(k + 1)], codes))
  return program.map((_, k) => k).filter(k => working.includes(without(k)))
}

/** A program as the data have it; see exercises/parsons/working.py.
 *
 * @param {Program} steps
 */
function written(steps) {
  return steps.map(([line, depth]) => String.fromCharCode(97 + line) + depth).join("")
}

/** @param {string} text @returns {Program} */
function stepsIn(text) {
  return (text.match(/../g) ?? []).map(([letter, depth]) => [letter.charCodeAt(0) - 97, Number(depth)])
}

/** @param {[number, number] | undefined} one @param {[number, number]} other */
function isSame(one, other) {
  return one?.[0] === other[0] && one[1] === other[1]
}
