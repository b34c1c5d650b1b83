// [what Python sends of a training, places] on the standard input -> for each frame the scores at the places and the closed gates.

import { readFileSync } from "node:fs"
import { closedGates, layersOf, outputsOf, scorer } from "../../viz/outputs/js/forward.js"

const [{ setup, frames }, places] = JSON.parse(readFileSync(0, "utf8"))
const read = frames.map(frame => {
  const layers = layersOf(setup, frame)
  const outputs = setup.points.map(point => outputsOf(layers, setup.activations, point))
  return { scores: places.map(scorer(layers, setup.activations)), dead: closedGates(setup.activations, outputs) }
})
process.stdout.write(JSON.stringify(read))
