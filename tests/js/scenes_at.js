// Not a test: writes the scenes that the page would show. Standard input is [what Python sends of an animation, moments], a moment
// [step, ms]; step null is the wave, ms null is when it is done.

import { readFileSync } from "node:fs"

import { Score } from "../../viz/outputs/js/scenes.js"

const [data, moments] = JSON.parse(readFileSync(0, "utf8"))
const score = new Score(data)
const scenes = moments.map(([step, ms]) => (step === null ? score.wave(ms) : score.scene(step, ms ?? Infinity)))
process.stdout.write(JSON.stringify(scenes))
