// The votes of a class: what is counted, and where it is kept. The numbers that were called out are the last of the rows.

/** @import { ClassData, Poll } from "../../viz/outputs/js/types.d.ts" */

export const LETTERS = "ABCDEF" // of the rows; there are no more
const MOST_HANDS = 999
const KEPT = "micrograd-class"

/** How many rows there always are; where a number is asked for, the last of them is that for any other.
 *
 * @param {Pick<ClassData, "rows" | "free">} data
 */
export const fixedRows = ({ rows, free }) => rows.length + (free ? 1 : 0)

/** @param {number} rows @returns {Poll} */
export const nobodyYet = rows => ({ votes: Array(rows).fill(0), typed: [], before: null, open: false })

/** @param {Poll} poll */
export const isUntouched = ({ votes, typed, before }) => !total(votes) && !typed.length && !before

/** @param {number[]} votes */
export const total = votes => votes.reduce((sum, count) => sum + count, 0)

/** A row's part of all votes, in percent.
 *
 * @param {number[]} votes
 * @param {number} row
 */
export const percentOf = (votes, row) => Math.round((100 * votes[row]) / Math.max(total(votes), 1))

/** How many hands were typed, also in full-width digits; none where nothing was, null where it is no such number.
 *
 * @param {string} text
 */
export function handsIn(text) {
  const plain = text.normalize("NFKC").trim()
  return /^\d{0,3}$/.test(plain) ? Number(plain) : null
}

/** The poll with so many hands in a row.
 *
 * @param {Poll} poll
 * @param {number} row
 * @param {number} hands
 * @returns {Poll}
 */
export function counted(poll, row, hands) {
  const most = Math.min(Math.max(hands, 0), MOST_HANDS)
  return { ...poll, votes: poll.votes.map((before, n) => (n === row ? most : before)) }
}

/** The second round: what was counted is compared with.
 *
 * @param {Poll} poll
 * @returns {Poll}
 */
export const askedAgain = poll => ({ ...poll, votes: poll.votes.map(() => 0), before: poll.votes, open: false })

/** With a row for a number that was called out.
 *
 * @param {Poll} poll
 * @param {number} number
 * @returns {Poll}
 */
export function calledOut(poll, number) {
  return { ...poll, votes: [...poll.votes, 0], typed: [...poll.typed, number], before: poll.before && [...poll.before, 0] }
}

/** Without a row that was added.
 *
 * @param {Poll} poll
 * @param {number} row
 * @returns {Poll}
 */
export function takenBack(poll, row) {
  const without = (/** @type {number[]} */ list, /** @type {number} */ at) => list.filter((_, n) => n !== at)
  const typed = without(poll.typed, row - (poll.votes.length - poll.typed.length))
  return { ...poll, votes: without(poll.votes, row), typed, before: poll.before && without(poll.before, row) }
}

/** What another window or an earlier visit has left, where it is a poll of that question; else null.
 *
 * @param {any} left
 * @param {Pick<ClassData, "rows" | "free">} data
 * @returns {Poll | null}
 */
export function pollIn(left, data) {
  const { votes, typed, before, open } = left ?? {}
  const isList = (/** @type {any} */ list) => Array.isArray(list)
  const isCounted = (/** @type {any} */ list) =>
    isList(list) &&
    list.length === fixedRows(data) + typed.length &&
    list.every(hands => Number.isInteger(hands) && hands >= 0 && hands <= MOST_HANDS)
  if (!isList(typed) || !typed.every(Number.isFinite) || (typed.length && !data.free)) return null
  if (fixedRows(data) + typed.length > LETTERS.length) return null
  if (!isCounted(votes) || !(before === null || isCounted(before))) return null
  return { votes, typed, before, open: open === true }
}

/** What is kept of the poll of a question, for as long as the window stays open; undefined where the browser keeps nothing for a file.
 *
 * @param {string} name
 */
export function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`${KEPT} ${name}`) ?? "null")
  } catch {
    return undefined
  }
}

/**
 * @param {string} name
 * @param {Poll} poll
 */
export function keep(name, poll) {
  try {
    sessionStorage.setItem(`${KEPT} ${name}`, JSON.stringify(poll))
  } catch {
    // the votes are in the page, and that is all
  }
}

/** Says the poll of a question in the other windows that show it, as the speaker's does, and hears of theirs.
 *
 * @param {string} name
 * @param {() => Poll} told gives the poll as it is now.
 * @param {(left: unknown) => void} hear
 * @returns {(poll: Poll) => void} tells it to the others.
 */
export function shared(name, told, hear) {
  try {
    const channel = new BroadcastChannel(`${KEPT} ${name}`)
    channel.onmessage = ({ data }) => (data !== null ? hear(data) : isUntouched(told()) || channel.postMessage(told()))
    channel.postMessage(null) // asks for it
    return poll => channel.postMessage(poll)
  } catch {
    return () => {} // a browser that lets files tell each other nothing
  }
}
