// How far every value of a graph moves when one leaf is nudged: as the slopes foretell it, and really.

/** @import { Graph } from "./types.d.ts" */

/** What the slopes foretell: in forward mode, the slope of each value with respect to the leaf, times h.
 *
 * @param {Graph} graph
 * @param {(ArrayLike<number> | null)[]} slopes for each value the local slope of each operand.
 * @param {number} leaf
 * @param {number} h
 */
export function foretold({ operands, order }, slopes, leaf, h) {
  const moves = operands.map(() => 0)
  moves[leaf] = h
  for (const i of order) {
    if (i === leaf) continue
    operands[i].forEach((k, slot) => {
      if (moves[k]) moves[i] += (slopes[i]?.[slot] ?? NaN) * moves[k]
    })
  }
  return moves
}

/** How many arrows the move takes to each value, on the longest way; -1 where it does not come.
 *
 * @param {Graph} graph
 * @param {number} leaf
 */
export function distances({ operands, order }, leaf) {
  const far = operands.map(() => -1)
  far[leaf] = 0
  for (const i of order) for (const k of operands[i]) if (i !== leaf && far[k] >= 0) far[i] = Math.max(far[i], far[k] + 1)
  return far
}
