// What is said of each step: the twin of viz/values/in_words.py.

import { ruleOf } from "../evaluator.js"
import { shortly } from "../numbers.js"
import { filledIn } from "../sentences.js"
import { bracketedName, inNumbers, nameWithEquation } from "./names.js"

/** @import { NameOf, PassStep, PlayedGraph, Row, Rule, TypedData } from "../types.d.ts" */

/** The graph in one line.
 *
 * @param {number} count
 * @param {TypedData["words"]["captions"]} captions
 */
export const headlineOf = (count, captions) => (count > 1 ? filledIn(captions["graph of"], { count }) : captions["graph of one"])

/** What is said of a step.
 *
 * @param {PlayedGraph} graph
 * @param {NameOf[]} names
 * @param {PassStep} step
 * @param {TypedData["words"]} words
 * @returns {Row}
 */
export function captionOf({ nodes }, names, step, { captions, sentences }) {
  const said = (/** @type {string} */ title, arithmetic = "", sentence = "") => ({ title, arithmetic, sentence, findings: [], doubts: [] })
  if (step.kind === "start") return said(captions.start, "", captions["start in words"])
  if (step.kind === "forward") {
    const arithmetic = `${inNumbers(nodes, step.value)} = ${shortly(nodes[step.value].data)}`
    return said(filledIn(captions["forward step"], { equation: nameWithEquation(nodes, names, step.value) }), arithmetic)
  }
  const grad = `${bracketedName(names[step.value])}.grad`
  const [before, after] = [step.before, step.after].map(shortly)
  if (step.kind === "seed") {
    const title = filledIn(captions["seed step"], { root: bracketedName(names[step.value]) })
    return said(title, `${grad}: ${before} → ${after}`, captions["seed in words"])
  }
  const title = filledIn(captions["contribution step"], { result: names[step.result].text, operand: names[step.value].text })
  const { symbol } = /** @type {Rule} */ (ruleOf(nodes[step.result].symbol, nodes[step.result].operands.length))
  const of = sentences[symbol]
  const sentence = captions[of[Math.min(step.slot, of.length - 1)][kindOf(step.local)]]
  return said(title, `${grad}: ${before} + (${shortly(step.local)} × ${shortly(step.upstream)}) = ${after}`, sentence)
}

/** Of which kind a local slope is, as sentences on it differ.
 *
 * @param {number} slope
 */
const kindOf = slope => (slope === 1 ? "one" : slope > 0 ? "above" : slope < 0 ? "below" : slope === 0 ? "zero" : "nan")
