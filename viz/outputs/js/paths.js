// The paths from a value to the result: which there are, what lies on them, what their slopes multiply to.

/** @import { PlayerData } from "./types.d.ts" */

const MOST = 8 // paths that are told

/** All paths are counted, at most eight are told: the first ones in operand order.
 *
 * @param {PlayerData["graph"]} graph
 * @param {number} start
 */
export function pathsToRoot({ operands, slopes }, start) {
  const root = operands.length - 1
  /** @type {[result: number, slope: number][][]} */
  const users = operands.map(() => [])
  operands.forEach((list, result) =>
    list.forEach((operand, slot) => operand === null || users[operand].push([result, slopes[result] ? Number(slopes[result][slot]) : NaN])),
  )
  const count = new Array(root + 1).fill(0n)
  const sum = new Array(root + 1).fill(0)
  ;[count[root], sum[root]] = [1n, 1]
  for (let i = root - 1; i >= 0; i--)
    for (const [result, slope] of users[i]) if (count[result]) [count[i], sum[i]] = [count[i] + count[result], sum[i] + slope * sum[result]]
  /** @type {{ nodes: number[]; slopes: number[] }[]} */
  const paths = []
  const stack = [{ nodes: [start], slopes: /** @type {number[]} */ ([]) }]
  while (paths.length < MOST) {
    const path = stack.pop()
    if (!path) break
    const last = path.nodes[path.nodes.length - 1]
    if (last === root) paths.push(path)
    for (const [result, slope] of [...users[last]].reverse())
      if (count[result]) stack.push({ nodes: [...path.nodes, result], slopes: [...path.slopes, slope] })
  }
  return { paths, count: count[start] > 1_000_000n ? 1e6 : Number(count[start]), sum: sum[start] }
}

/** What a value's gradient comes through: the ids of the values, operations and arrows from it to the result.
 *
 * @param {(number | null)[][]} operands
 * @param {number} start
 */
export function wayOf(operands, start) {
  const way = new Set([`v${start}`])
  operands.forEach((list, result) =>
    list.forEach((operand, slot) => {
      if (operand === null || !way.has(`v${operand}`)) return
      for (const id of [`e${result}_${slot}`, `o${result}`, `r${result}`, `v${result}`]) way.add(id)
    }),
  )
  return way
}

/** The way of one contribution: along one arrow, and from its result on.
 *
 * @param {(number | null)[][]} operands
 * @param {string} edge
 */
export function wayAlong(operands, edge) {
  const [result, slot] = edge.slice(1).split("_").map(Number)
  return new Set([`v${operands[result][slot]}`, edge, `o${result}`, `r${result}`, ...wayOf(operands, result)])
}
