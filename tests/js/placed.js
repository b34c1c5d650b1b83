// Not a test: writes where the page would place graphs. Standard input is [the path of graphviz.wasm, words, signs, cases], a case
// [nodes, rooms]; of each case it writes [the picture, what Graphviz was asked and what it answered].

import { readFileSync } from "node:fs"

import { graphvizOf } from "../../viz/drawing/wasm_graphviz.js"
import { placeGraph } from "../../viz/outputs/js/twins/geometry.js"

const [wasm, words, signs, cases] = JSON.parse(readFileSync(0, "utf8"))
const graphviz = graphvizOf(readFileSync(wasm))
const placed = cases.map(([nodes, rooms]) => {
  const asked = {}
  const heard = (source, ...form) => {
    const answer = graphviz(source, ...form)
    asked[source] = answer.output ? new TextDecoder().decode(answer.output) : answer.error
    return answer
  }
  return [placeGraph(nodes, { ...rooms, ledgers: new Set(rooms.ledgers) }, heard, words, signs), asked]
})
process.stdout.write(JSON.stringify(placed))
