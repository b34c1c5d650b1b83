// What the player gets of an expression, but for the places: the twin of viz/outputs/player_data.py.

import { formatted, shortly, significant } from "../numbers.js"
import { readTyped } from "./expression.js"
import { graphOf } from "./graph.js"
import { captionOf, headlineOf } from "./in_words.js"
import { bracketedName, namesOf } from "./names.js"
import { truePasses } from "./passes.js"
import { TwinScore } from "./score.js"
import { waveOf } from "./wave.js"

/** @import { Part, PassStep, PlayerData, Step, TypedData } from "../types.d.ts" */

/** What is played of a text.
 *
 * @param {string} text
 * @param {TypedData["words"]} words
 * @param {TypedData["choreography"]} given
 */
export function toldOf(text, words, { lengths, ...choreography }) {
  const graph = graphOf(readTyped(text))
  const names = namesOf(graph.nodes, words.captions["value number"])
  names.forEach((name, i) => {
    graph.nodes[i].name = name.text
  })
  const steps = truePasses(graph)
  const score = new TwinScore(graph, steps, words.captions.arrows)
  /** @type {Omit<PlayerData, "picture">} */
  const data = {
    words: words.player,
    graph: {
      names: names.map(({ text }) => text),
      short: names.map(bracketedName),
      operands: graph.nodes.map(({ operands }) => operands),
      slopes: graph.slopes.map(known => known?.map(inJson) ?? null),
    },
    notes: [],
    choreography,
    begin: score.begin,
    code: [],
    steps: steps.map((step, n) => stepData(step, score.parts[n], lengths[step.kind] ?? lengths.other)),
    wave: waveOf(graph, steps, score, choreography),
  }
  return {
    data,
    rows: steps.map(step => captionOf(graph, names, step, words)),
    headline: headlineOf(names.length, words.captions),
    assumed: graph.assumed,
    nodes: graph.nodes,
    rooms: score.rooms,
  }
}

/**
 * @param {PassStep} step
 * @param {Part[]} parts
 * @param {number} length
 * @returns {Step}
 */
function stepData(step, parts, length) {
  const { kind, value } = step
  const data = { value, length, code: null, parts }
  if (kind === "start" || kind === "forward") return { kind, ...data }
  const after = formatted(step.after, true)
  if (kind === "seed") return { kind, ...data, after }
  const { result, slot } = step
  const moves = {
    local: shortly(step.local),
    upstream: shortly(step.upstream),
    product: shortly(step.contribution),
    before: shortly(step.before),
    after: shortly(step.after),
  }
  return { kind, ...data, after, result, slot, moves }
}

/** A local slope for JSON, in as many digits as anybody sees.
 *
 * @param {number} x
 */
function inJson(x) {
  const short = significant(x, 8)
  return Number.isFinite(short) ? short : `${short}`
}
