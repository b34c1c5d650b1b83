// Graphviz says where each box stands and how each edge runs: it is asked and read as in viz/drawing/layout.py.

import { fixed } from "./text.js"

/** @import { Curve, Graphviz, Layout, PlacedNode, Point, Wanted } from "../types.d.ts" */

const BETWEEN_RANKS = 12 // px: an arrow spans as many ranks as it needs

/** A graph laid out from left to right, operands in source order from top to bottom.
 *
 * @param {Wanted} wanted
 * @param {Graphviz} graphviz
 * @returns {Layout}
 */
export function laidOut(wanted, graphviz) {
  const { output, error } = graphviz(sourceOf(wanted), "json", "dot")
  if (!output) throw new Error(error)
  return layoutOf(wanted.nodes, JSON.parse(new TextDecoder().decode(output)))
}

/** @param {Wanted} wanted */
function sourceOf({ nodes, valueSizes, operationSizes, gap, rooms, between }) {
  const ranks = (/** @type {number} */ px) => Math.ceil(px / BETWEEN_RANKS)
  const lines = [
    `graph [nodesep=${inches(between)} nslimit=4 ordering=in rankdir=LR ranksep=${inches(BETWEEN_RANKS)}]`,
    'node [fixedsize=true label="" shape=box]',
    "edge [arrowhead=none]",
  ]
  nodes.forEach(({ operands }, i) => {
    const [[width, height], [operationWidth, operationHeight]] = [valueSizes[i], operationSizes[i]]
    lines.push(`v${i} [height=${inches(height)} width=${inches(width)}]`)
    if (operands.length)
      lines.push(
        `o${i} [height=${inches(operationHeight)} shape=ellipse width=${inches(operationWidth)}]`,
        `o${i} -> v${i} [headport=w id=r${i} minlen=${ranks(gap)} tailport=e]`,
      )
    operands.forEach((operand, k) => {
      lines.push(`v${operand} -> o${i} [id=e${i}_${k} minlen=${ranks(rooms[`e${i}_${k}`])} tailport=e]`)
    })
  })
  return `digraph {\n${lines.map(line => `\t${line}\n`).join("")}}\n`
}

/** Graphviz counts in points, 72 to the inch; one point is one px here.
 *
 * @param {number} px
 */
const inches = px => fixed(px / 72, 4)

/**
 * @param {PlacedNode[]} nodes
 * @param {{ bb: string, objects: { name: string, pos: string }[], edges?: { id: string, pos: string }[] }} placed
 * @returns {Layout}
 */
function layoutOf(nodes, placed) {
  const [left, bottom, right, top] = placed.bb.split(",").map(Number)
  const point = (/** @type {string} */ text) => {
    const [x, y] = text.split(",").map(Number)
    return /** @type {Point} */ ([x - left, top - y])
  }
  const centers = Object.fromEntries(placed.objects.map(({ name, pos }) => [name, point(pos)]))
  const paths = Object.fromEntries((placed.edges ?? []).map(({ id, pos }) => [id, pos.split(" ").map(point)]))
  nodes.forEach(({ operands }, i) => sortParallel(paths, i, operands))
  return { width: right - left, height: top - bottom, centers, paths }
}

/** Give the edges between the same two boxes (a + a) to the operands from top to bottom.
 *
 * @param {Record<string, Curve>} paths
 * @param {number} i
 * @param {number[]} operands
 */
function sortParallel(paths, i, operands) {
  for (const operand of new Set(operands)) {
    const ids = operands.flatMap((other, k) => (other === operand ? [`e${i}_${k}`] : []))
    const curves = ids.map(id => paths[id]).sort((one, other) => meanHeight(one) - meanHeight(other))
    ids.forEach((id, n) => {
      paths[id] = curves[n]
    })
  }
}

/** The mean of the y of its control points.
 *
 * @param {Curve} path
 */
export const meanHeight = path => Number(fixed(path.reduce((sum, [, y]) => sum + y, 0) / path.length, 3))
