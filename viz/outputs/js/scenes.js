// A scene: how everything in the picture looks at one moment, as plain data. It is a pure function of (step, ms): the page and
// viz/drawing/scenes.py compute the same one.

import { formatted } from "./numbers.js"

/** @import { Cue, Part, PlayerData, Properties, Scene, Table } from "./types.d.ts" */

const BACK = 2.2 // how far "pop" goes beyond its end

/** @type {Record<string, (q: number) => number>} */
const EASINGS = {
  linear: q => q,
  ease: q => (q < 0.5 ? 4 * q * q * q : 1 - (2 - 2 * q) ** 3 / 2),
  out: q => 1 - (1 - q) ** 3,
  pop: q => 1 + (BACK + 1) * (q - 1) ** 3 + BACK * (q - 1) ** 2,
}

export const EASE = EASINGS.ease

/** The score of an animation: which cues each of its steps has, and the wave. */
export class Score {
  /** @param {PlayerData} data */
  constructor({ begin, steps, choreography, wave }) {
    this.steps = steps
    this.choreography = choreography
    this.turns = wave.turns
    this.begin = begin
    /** @type {Scene[]} the scenes before each step, as far as they have been asked for. */
    this.before = [begin]
    /** @type {Cue[][]} */
    this.cues = []
    /** @type {Track[] | undefined} */
    this.tracks = undefined
  }

  /** The scene of a step so many ms after its beginning. Once its time is over all of it is done.
   *
   * @param {number} step
   * @param {number} ms
   */
  scene(step, ms) {
    while (this.before.length <= step) {
      const last = this.before.length - 1
      this.before.push(withoutActors(played(this.before[last], this.cuesOf(last), Infinity)))
    }
    return played(this.before[step], this.cuesOf(step), ms < this.steps[step].length ? ms : Infinity)
  }

  /** @param {number} step */
  cuesOf(step) {
    this.cues[step] ??= this.steps[step].parts.flatMap(part => cuesOfPart(part, this.choreography.step, part[3], 1))
    return this.cues[step]
  }

  /** The scene of the wave so many ms after its beginning.
   *
   * @param {number} ms
   */
  wave(ms) {
    this.tracks ??= tracksOf(this.begin, this.waveCues())
    const now = { ...this.begin }
    for (const track of this.tracks) {
      const p = track.at(ms)
      if (p) now[track.target] = p
    }
    return now
  }

  /** All that happens in it, in order of time. */
  waveCues() {
    return this.turns.flatMap(([begin, scale, table, steps]) =>
      steps.flatMap(turn => {
        const [step, facts] = typeof turn === "number" ? [turn] : turn
        return this.steps[step].parts.flatMap(([name, roles, own]) =>
          cuesOfPart([name, roles, "chips" in own ? { ...own, ...facts } : own, 0], this.choreography[table], begin, scale),
        )
      }),
    )
  }
}

/** What one thing does in the wave. While nothing of it changes, its properties are the same object: then it is not drawn anew. */
class Track {
  /**
   * @param {string} target
   * @param {Properties | undefined} begin
   * @param {Cue[]} cues
   */
  constructor(target, begin, cues) {
    this.target = target
    /** @type {Scene} */
    this.begin = begin ? { [target]: begin } : {}
    this.cues = cues
    this.times = [...new Set(cues.flatMap(cue => [cue[0], cue[1]]))].sort((a, b) => a - b)
    /** @type {[from: number, until: number]} the time in which nothing changes. */
    this.still = [0, 0]
    /** @type {Properties | undefined} */
    this.seen = undefined
  }

  /** @param {number} ms */
  at(ms) {
    const [from, until] = this.still
    if (from <= ms && ms < until) return this.seen
    this.seen = played(this.begin, this.cues, ms)[this.target]
    const moves = this.cues.some(([begin, end]) => begin <= ms && ms < end)
    const next = this.times.findIndex(time => time > ms)
    const before = next < 0 ? this.times.length - 1 : next - 1
    this.still = moves ? [0, 0] : [this.times[before] ?? -Infinity, next < 0 ? Infinity : this.times[next]]
    return this.seen
  }
}

/**
 * @param {Scene} begin
 * @param {Cue[]} cues
 */
function tracksOf(begin, cues) {
  /** @type {Map<string, Cue[]>} */
  const byTarget = new Map()
  for (const cue of cues) {
    const own = byTarget.get(cue[2])
    if (own) own.push(cue)
    else byTarget.set(cue[2], [cue])
  }
  return [...byTarget].map(([target, own]) => new Track(target, begin[target], own))
}

/** The cues of a part, with its roles and facts filled in.
 *
 * @param {Part} part
 * @param {Table} table
 * @param {number} start
 * @param {number} scale
 * @returns {Cue[]}
 */
function cuesOfPart([name, roles, facts], table, start, scale) {
  const fact = (/** @type {any} */ state) => (typeof state === "string" && state.startsWith("$") ? facts[state.slice(1)] : state)
  return (table[name] ?? []).map(([begin, end, role, property, before, after, easing]) => [
    start + begin * scale,
    start + end * scale,
    roles[role],
    property,
    fact(before),
    fact(after),
    easing,
  ])
}

/** The scene so many ms after the beginning of some cues; the one before is left as it was.
 *
 * @param {Scene} scene
 * @param {Cue[]} cues
 * @param {number} ms
 */
export function played(scene, cues, ms) {
  const now = { ...scene }
  for (const [begin, end, target, property, before, after, easing] of cues) {
    if (ms < begin) continue
    if (now[target] === scene[target]) now[target] = { ...scene[target] }
    const p = /** @type {Record<string, any>} */ (now[target])
    p[property] = ms >= end ? after : between(before, after, (ms - begin) / (end - begin), easing)
  }
  return now
}

/** When a step is over, nothing stands in its light any more.
 *
 * @param {Scene} scene
 */
function withoutActors(scene) {
  /** @type {(entry: [string, Properties]) => [string, Properties]} */
  const without = ([target, p]) => {
    if (!("active" in p)) return [target, p]
    const { active, ...rest } = p
    return [target, rest]
  }
  return Object.fromEntries(Object.entries(scene).map(without))
}

/**
 * @param {number} before
 * @param {number} after
 * @param {number} q
 * @param {string} easing
 */
function between(before, after, q, easing) {
  if (easing !== "count") return before + (after - before) * EASINGS[easing](q)
  const reached = before + (after - before) * q
  return formatted(Number.isInteger(before) && Number.isInteger(after) ? Math.floor(reached + 0.5) : reached, true)
}
