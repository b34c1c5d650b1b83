// Not a test: writes what the page plays of expressions, but for the places. Standard input is [what Python sends, texts].

import { readFileSync } from "node:fs"

import { filledIn } from "../../viz/outputs/js/sentences.js"
import { NotRead } from "../../viz/outputs/js/twins/grammar.js"
import { toldOf } from "../../viz/outputs/js/twins/player_data.js"

const [{ words, choreography }, texts] = JSON.parse(readFileSync(0, "utf8"))

/** @param {string} text */
function told(text) {
  try {
    const { rooms, nodes, ...rest } = toldOf(text, words, choreography)
    const sent = nodes.map(node => ({ ...node, data: Number.isFinite(node.data) ? node.data : `${node.data}` }))
    return { ...rest, nodes: sent, rooms: { ...rooms, ledgers: [...rooms.ledgers].sort((one, other) => one - other) } }
  } catch (error) {
    if (!(error instanceof NotRead)) throw error
    return { key: error.key, error: filledIn(words.errors[error.key], error.facts) }
  }
}

process.stdout.write(JSON.stringify(texts.map(told)))
