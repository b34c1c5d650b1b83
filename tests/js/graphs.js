// Graphs for unit tests.

/** A graph from its nodes, each [symbol, ...operands], in the order of creation. */
export function graphOf(...nodes) {
  return { symbols: nodes.map(([symbol]) => symbol), operands: nodes.map(([, ...operands]) => operands), order: nodes.map((_, i) => i) }
}
