// What a network gives, computed from its weights: as viz/values/scores.py does, which has held it against the model itself.

import { unpacked } from "./packing.js"

/** @import { TrainingFrame, TrainingSetup } from "./types.d.ts" */

/** A layer: for each neuron its weights, then its bias. @typedef {{ inputs: number; outputs: number; numbers: Float64Array }} NetLayer */

/** @type {Record<string, (x: number) => number>} */
const ACTIVATIONS = {
  none: x => x,
  relu: x => (x < 0 ? 0 : x),
  tanh: Math.tanh,
  sigmoid: x => 0.5 * (1 + Math.tanh(x / 2)),
}

/** The layers of a frame.
 *
 * @param {TrainingSetup} setup
 * @param {TrainingFrame} frame
 * @returns {NetLayer[]}
 */
export function layersOf({ sizes }, { weights }) {
  if (!sizes || !weights) return []
  return weights.map((packed, k) => ({ inputs: sizes[k], outputs: sizes[k + 1], numbers: unpacked(packed) }))
}

/** The gradients of the weights, for each layer those of its neurons one after the other.
 *
 * @param {TrainingFrame} frame
 */
export const gradientsOf = ({ gradients }) => (gradients ?? []).map(unpacked)

/** Between two states of one network.
 *
 * @param {NetLayer[]} before
 * @param {NetLayer[]} after
 * @param {number} t from 0 to 1.
 * @returns {NetLayer[]}
 */
export function between(before, after, t) {
  return after.map((layer, k) => ({ ...layer, numbers: layer.numbers.map((x, i) => (1 - t) * before[k].numbers[i] + t * x) }))
}

/** How much each weight has changed, for each layer those of its neurons one after the other, without the biases.
 *
 * @param {NetLayer[]} before
 * @param {NetLayer[]} after
 */
export function changesOf(before, after) {
  return after.map(({ inputs, numbers }, k) =>
    numbers.map((x, i) => x - before[k].numbers[i]).filter((_, i) => i % (inputs + 1) !== inputs),
  )
}

/** Whether the changes are the gradients times -rate, as far as two bytes a number can tell.
 *
 * @param {Float64Array[]} changes
 * @param {Float64Array[]} gradients
 * @param {number} rate
 * @param {NetLayer[]} layers
 */
export function isDescent(changes, gradients, rate, layers) {
  return changes.every((layer, k) => {
    const size = layers[k].numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    const steepest = (gradients[k] ?? []).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    const unsure = 1e-4 * (size + rate * steepest)
    return gradients[k]?.length === layer.length && layer.every((change, i) => Math.abs(change + rate * gradients[k][i]) <= unsure)
  })
}

/** What each layer gives for an example.
 *
 * @param {NetLayer[]} layers
 * @param {string[]} activations
 * @param {ArrayLike<number>} example
 * @returns {Float64Array[]}
 */
export function outputsOf(layers, activations, example) {
  let given = example
  return layers.map((layer, k) => {
    const made = through(layer, ACTIVATIONS[activations[k]], given, new Float64Array(layer.outputs))
    given = made
    return made
  })
}

/** What a layer makes of what it is given, written into made.
 *
 * @param {NetLayer} layer
 * @param {(x: number) => number} act
 * @param {ArrayLike<number>} given
 * @param {Float64Array} made
 */
function through({ inputs, outputs, numbers }, act, given, made) {
  let at = 0
  for (let n = 0; n < outputs; n++) {
    let total = 0
    for (let i = 0; i < inputs; i++) total += numbers[at++] * given[i]
    made[n] = act(total + numbers[at++])
  }
  return made
}

/** A function that gives the score of an example: what the only neuron of the last layer gives. For many examples: it makes no
 * new list for each.
 *
 * @param {NetLayer[]} layers
 * @param {string[]} activations
 */
export function scorer(layers, activations) {
  const acts = activations.map(name => ACTIVATIONS[name])
  const rooms = layers.map(layer => new Float64Array(layer.outputs))
  return (/** @type {ArrayLike<number>} */ example) => {
    let given = example
    for (let k = 0; k < layers.length; k++) given = through(layers[k], acts[k], given, rooms[k])
    return given[0]
  }
}

/** The gates that are closed for all examples, [layer, neuron] each.
 *
 * @param {string[]} activations
 * @param {Float64Array[][]} outputs what each layer gives for each example.
 */
export function closedGates(activations, outputs) {
  /** @type {[number, number][]} */
  const closed = []
  activations.forEach((name, k) => {
    if (name !== "relu" || !outputs.length) return
    for (let n = 0; n < outputs[0][k].length; n++) if (outputs.every(each => each[k][n] === 0)) closed.push([k, n])
  })
  return closed
}
