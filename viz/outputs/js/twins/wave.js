// All steps in one go: the twin of viz/drawing/wave.py, where it is explained.

import { fixed } from "./text.js"

/** @import { Chip, PassStep, PlayedGraph, PlayerData } from "../types.d.ts" */
/** @import { TwinScore } from "./score.js" */
/** @typedef {{ step: number; begin: number; scale: number; table: "wave" | "fade"; facts?: Record<string, any> }} Turn */

const LANDED = 1300
const FIRST = 250
const FADE = 500
const PAUSE = 700
const SEED = 450
const LAST = 2000
const FORWARD = /** @type {const} */ ([2100, 1000])
const BACKWARD = /** @type {const} */ ([3900, 1800])
const MOST_KEYS = 24
const CALM = 4
const TRAVELLING = ["bead", "ghost", "ring", "fall"]

/** The wave of a score.
 *
 * @param {PlayedGraph} graph
 * @param {PassStep[]} steps
 * @param {TwinScore} score
 * @param {PlayerData["choreography"]} choreography
 * @returns {PlayerData["wave"]}
 */
export function waveOf(graph, steps, score, choreography) {
  const levels = levelsFrom(graph)
  const forward = steps.flatMap((step, n) => (step.kind === "forward" ? [n] : []))
  const ranks = Math.max(0, ...forward.map(n => levels[steps[n].value]))
  const rank = each(FORWARD, ranks)
  const backward = whole(FIRST + ranks * rank) + (forward.length ? PAUSE : 0)
  /** @type {Turn[]} */
  const there = [
    ...forward.map(n => turn(n, FIRST + (levels[steps[n].value] - 1) * rank, rank / 1000)),
    ...forward.map(n => turn(n, backward - FADE, 1, "fade")),
  ]
  const back = byDistance(steps, score, distancesFrom(graph), backward)
  const turns = [...there, ...back].sort((one, other) => one.begin - other.begin)
  const end = Math.max(...back.map(({ begin, scale }) => begin + LANDED * scale))
  const length = end + LAST
  const keys = [...calmMoments(turns, score, choreography, backward, length), length]
  return { turns: together(turns, score), backward, end: whole(end), length: whole(length), keys: keys.map(whole) }
}

/**
 * @param {number} step
 * @param {number} begin
 * @param {number} scale
 * @param {Turn["table"]} table
 * @param {Turn["facts"]} facts
 * @returns {Turn}
 */
const turn = (step, begin, scale, table = "wave", facts = undefined) => ({
  step,
  begin: whole(begin),
  scale: Number(fixed(scale, 4)),
  table,
  facts,
})

/**
 * @param {PassStep[]} steps
 * @param {TwinScore} score
 * @param {number[]} distances
 * @param {number} backward
 */
function byDistance(steps, score, distances, backward) {
  const span = each(BACKWARD, Math.max(...distances))
  const at = (/** @type {PassStep} */ step) => (step.kind === "contribution" ? distances[step.result] : -1)
  const inOrder = [...steps.keys()]
    .filter(n => steps[n].kind === "seed" || steps[n].kind === "contribution")
    .sort((one, other) => at(steps[one]) - at(steps[other]))
  /** @type {Map<number, { sum: number; chips: Chip[]; end: number; last: number }>} */
  const values = new Map()
  for (const step of steps)
    if (step.kind === "contribution") {
      const { sum } = values.get(step.value) ?? { sum: step.before }
      values.set(step.value, { sum, chips: [], end: step.after, last: -1 })
    }
  for (const n of inOrder) Object.assign(values.get(steps[n].value) ?? {}, { last: n })
  return inOrder.map(n => {
    const step = steps[n]
    if (step.kind !== "contribution") return turn(n, backward, 1)
    const value = /** @type {{ sum: number; chips: Chip[]; end: number; last: number }} */ (values.get(step.value))
    const [facts, sum] = score.added(step, value.sum, value.chips, value.last === n ? value.end : null) // rounded as in the true order
    value.sum = sum
    return turn(n, backward + SEED + at(step) * span, span / 1000, "wave", facts)
  })
}

/** When something is done and nothing is on its way.
 *
 * @param {Turn[]} turns
 * @param {TwinScore} score
 * @param {PlayerData["choreography"]} choreography
 * @param {number} backward
 * @param {number} length
 */
function calmMoments(turns, score, choreography, backward, length) {
  const moments = new Set([backward - CALM, backward + SEED - CALM])
  for (const { begin, scale, table } of turns)
    if (table === "wave") for (const part of begin < backward ? [985] : [440, 985]) moments.add(begin + part * scale)
  const busy = turns.flatMap(({ step, begin, scale, table }) =>
    score.parts[step]
      .flatMap(([name]) => choreography[table][name] ?? [])
      .filter(cue => TRAVELLING.includes(cue[3]))
      .map(cue => [begin + cue[0] * scale - CALM / 2, begin + cue[1] * scale + 1]),
  )
  const calm = [...moments]
    .filter(ms => 0 < ms && ms < length && !busy.some(([from, until]) => from <= ms && ms <= until))
    .sort((one, other) => one - other)
  const apart = Math.max(1, (calm.length - 1) / (MOST_KEYS - 1))
  return calm.slice(0, MOST_KEYS).map((_, k) => calm[whole(k * apart)])
}

/** The turns as the page gets them: those that are played together, each with the facts that are not its step's own.
 *
 * @param {Turn[]} turns
 * @param {TwinScore} score
 */
function together(turns, score) {
  /** @type {PlayerData["wave"]["turns"]} */
  const found = []
  for (const { step, begin, scale, table, facts = {} } of turns) {
    const last = found.at(-1)
    if (!last || last[0] !== begin || last[1] !== scale || last[2] !== table) found.push([begin, scale, table, []])
    const own = score.parts[step].find(([, , each]) => "chips" in each)?.[2] ?? {}
    const other = Object.entries(facts).filter(([key, fact]) => JSON.stringify(own[key]) !== JSON.stringify(fact))
    found[found.length - 1][3].push(other.length ? [step, Object.fromEntries(other)] : step)
  }
  return found
}

/**
 * @param {readonly [number, number]} times in all; of one at most.
 * @param {number} count
 */
const each = ([all, most], count) => Math.min(all / Math.max(1, count), most)

/** For each value how many operations are between it and the leaf that is farthest away.
 *
 * @param {PlayedGraph} graph
 */
function levelsFrom({ nodes }) {
  /** @type {number[]} */
  const levels = []
  for (const { operands } of nodes) levels.push(Math.max(0, ...operands.map(k => levels[k] + 1)))
  return levels
}

/** For each value how many operations are between it and the result, on the longest way.
 *
 * @param {PlayedGraph} graph
 */
function distancesFrom({ nodes }) {
  const distances = nodes.map(() => 0)
  for (let i = nodes.length - 1; i >= 0; i--) for (const k of nodes[i].operands) distances[k] = Math.max(distances[k], distances[i] + 1)
  return distances
}

/** The whole number that is nearest, of two the even one, as in Python.
 *
 * @param {number} x
 */
function whole(x) {
  const near = Math.round(x)
  return near - x === 0.5 && near % 2 ? near - 1 : near
}
