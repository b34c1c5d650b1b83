// Where something happens as one leaf moves while the others stand still: a gate opens, a denominator is 0, a slope dies out, the
// edge of what has a value, the result or the gradient changes its sign.

import { evaluate, ruleOf } from "./evaluator.js"

/** @import { Graph, Happening, Rule, State } from "./types.d.ts" */

const FARTHEST = 1000
const A_DECADE = 8 // places that are tried between 1 and 10
const HALVINGS = 60
const NEAREST = 2 // on each side
const SAME = 1e-6 // places that are so near, in parts of them, are one

// What an operation has, [kind, what is the case for these operands]: where that changes, something happens. Where the slope of tanh
// or sigmoid is a twentieth of its steepest they count as flat, and exp as huge from 1000 on.
/** @type {Record<string, [kind: string, state: (...operands: number[]) => State]>} */
// biome-ignore format: a table
const STATES = {
    ReLU:      ["gate",   a => a > 0],
    LeakyReLU: ["gate",   a => a > 0],
    abs:       ["corner", a => a > 0],
    max:       ["choice", (...all) => all.indexOf(Math.max(...all))],
    min:       ["choice", (...all) => all.indexOf(Math.min(...all))],
    "/":       ["zero",   (_, b) => signIn(b)],
    log:       ["edge",   a => a > 0],
    sqrt:      ["edge",   a => a > 0],
    tanh:      ["flat",   a => Math.abs(a) < 2.18],
    sigmoid:   ["flat",   a => Math.abs(a) < 4.36],
    exp:       ["huge",   a => a > Math.log(1000)],
}
const KINDS = ["edge", "zero", "gate", "corner", "choice", "flat", "huge", "gradient", "result"] // of several in one place the first is told

/** What may happen in a graph as a leaf moves: of each operation, of the leaf's gradient and of the result.
 *
 * @typedef {{ kind: string; node: number; state: (found: import("./types.d.ts").Evaluated) => State }} Watched
 */

/** What happens nearest to where a leaf stands, at most two things on each side, from left to right.
 *
 * @param {Graph} graph each of its symbols has a rule.
 * @param {Map<number, number>} leaves
 * @param {number} leaf
 * @returns {Happening[]}
 */
export function happeningsOf(graph, leaves, leaf) {
  const here = /** @type {number} */ (leaves.get(leaf))
  const watched = whatIsWatched(graph, leaf)
  const statesAt = (/** @type {number} */ x) => {
    const found = evaluate(graph, new Map(leaves).set(leaf, x))
    return watched.map(each => each.state(found))
  }
  const changes = changesAmong(placesAround(here), statesAt)
  const near = [
    changes.filter(change => change.to <= here).slice(-2 * NEAREST),
    changes.filter(change => change.to > here).slice(0, 2 * NEAREST),
  ]
  const found = near.flat().map(({ k, from, to, left, right }) => {
    const { kind, node } = watched[k]
    return { at: refined(from, to, x => statesAt(x)[k], left), kind, node, left, right }
  })
  const once = withoutTwins(found)
  return [...once.filter(({ at }) => at < here).slice(-NEAREST), ...once.filter(({ at }) => at >= here).slice(0, NEAREST)]
}

/**
 * @param {Graph} graph
 * @param {number} leaf
 * @returns {Watched[]}
 */
function whatIsWatched({ symbols, operands }, leaf) {
  const moves = operands.map(() => false)
  moves[leaf] = true
  /** @type {Watched[]} */
  const watched = []
  for (let i = 0; i < symbols.length; i++) {
    if (!operands[i].some(k => moves[k])) continue
    moves[i] = true
    const [kind, state] = stateOf(/** @type {Rule} */ (ruleOf(symbols[i], operands[i].length)))
    if (state)
      watched.push({
        kind,
        node: i,
        state: ({ data }) =>
          known(
            state,
            operands[i].map(k => data[k]),
          ),
      })
  }
  watched.push({ kind: "gradient", node: leaf, state: ({ grads }) => signIn(grads[leaf]) })
  watched.push({ kind: "result", node: symbols.length - 1, state: ({ data }) => signIn(data[data.length - 1]) })
  return watched
}

/**
 * @param {(...operands: number[]) => State} state
 * @param {number[]} operands
 */
function known(state, operands) {
  return operands.some(Number.isNaN) ? undefined : state(...operands)
}

/**
 * @param {Rule} rule
 * @returns {[kind: string, state?: (...operands: number[]) => State]}
 */
function stateOf({ symbol, number }) {
  if (symbol !== "**" || number === undefined) return STATES[symbol] ?? [""]
  if (number < 0) return ["zero", signIn]
  return Number.isInteger(number) ? [""] : ["edge", a => a > 0]
}

/** A sign, where there is one.
 *
 * @param {number} x
 */
function signIn(x) {
  return x > 0 ? 1 : x < 0 ? -1 : undefined
}

/** The places that are tried: near 0 and near to where the leaf stands closely, farther away less so.
 *
 * @param {number} here
 */
function placesAround(here) {
  const ways = Array.from({ length: 6 * A_DECADE + 1 }, (_, k) => 10 ** (k / A_DECADE - 3))
  const places = [0, here, ...ways.flatMap(way => [way, -way, here + way, here - way])].filter(x => Math.abs(x) <= FARTHEST)
  return [...new Set(places)].sort((a, b) => a - b)
}

/** What changes from one place to the next where it is known.
 *
 * @param {number[]} places
 * @param {(x: number) => State[]} statesAt
 */
function changesAmong(places, statesAt) {
  /** @type {{ k: number; from: number; to: number; left: State; right: State }[]} */
  const changes = []
  /** @type {[x: number, state: State][]} */
  const before = []
  for (const x of places)
    statesAt(x).forEach((right, k) => {
      if (right === undefined) return
      if (before[k] && before[k][1] !== right) changes.push({ k, from: before[k][0], to: x, left: before[k][1], right })
      before[k] = [x, right]
    })
  return changes
}

/** The place between two at which a state ceases.
 *
 * @param {number} from
 * @param {number} to
 * @param {(x: number) => State} stateAt
 * @param {State} left
 */
function refined(from, to, stateAt, left) {
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (from + to) / 2
    const state = stateAt(middle)
    if (state === left) from = middle
    else to = middle
    if (state === undefined && to - from < SAME) break
  }
  const at = (from + to) / 2
  return Math.abs(at) < 1e-9 ? 0 : Number(at.toPrecision(8))
}

/** Of several things in one place only the first kind.
 *
 * @param {Happening[]} found
 */
function withoutTwins(found) {
  const byRank = [...found].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
  const alone = byRank.filter(
    (one, n) => !byRank.slice(0, n).some(other => Math.abs(other.at - one.at) <= SAME * Math.max(1, Math.abs(one.at))),
  )
  return alone.sort((a, b) => a.at - b.at)
}

/** How far a slider has to reach to both sides, so that what happens nearest lies well inside; 0 where nothing does.
 *
 * @param {number} here
 * @param {Happening[]} happenings
 */
export function reachOf(here, happenings) {
  const size = Math.max(1, Math.abs(here))
  const sides = [happenings.findLast(({ at }) => at < here), happenings.find(({ at }) => at >= here)]
  const places = sides.flatMap(each => (each ? [Math.abs(each.at)] : [])).sort((a, b) => a - b)
  const [near = 0, far = 0] = places
  if (near > 500 * size) return 0 // on such a slider nothing near could be set
  return 1.4 * (far <= 20 * Math.max(size, near) ? Math.max(near, far) : near)
}

/** What has been passed or reached on the way from one place to another: the last of it.
 *
 * @param {Happening[]} happenings
 * @param {number} from
 * @param {number} to
 */
export function passed(happenings, from, to) {
  const [low, high] = from < to ? [from, to] : [to, from]
  const between = happenings.filter(({ at }) => low <= at && at <= high && at !== from)
  return from < to ? between.at(-1) : between[0]
}
