// The steps of the true forward and backward pass: the twin of viz/values/passes.py.

/** @import { PassStep, PlayedGraph } from "../types.d.ts" */

/**
 * @param {PlayedGraph} graph
 * @returns {PassStep[]}
 */
export function truePasses({ nodes, slopes, order }) {
  const root = nodes.length - 1
  const forward = order.filter(i => nodes[i].operands.length)
  const grads = nodes.map((_, i) => (i === root ? 1 : 0))
  const backward = [...forward].reverse().flatMap(result =>
    nodes[result].operands.map((value, slot) => {
      const local = /** @type {number[]} */ (slopes[result])[slot]
      const upstream = grads[result]
      const before = grads[value]
      const contribution = local * upstream
      grads[value] += contribution
      return /** @type {const} */ ({
        kind: "contribution",
        value,
        before,
        after: grads[value],
        result,
        slot,
        local,
        upstream,
        contribution,
      })
    }),
  )
  return [
    { kind: "start", value: root },
    ...forward.map(value => /** @type {const} */ ({ kind: "forward", value })),
    { kind: "seed", value: root, before: 0, after: 1 },
    ...backward,
  ]
}
