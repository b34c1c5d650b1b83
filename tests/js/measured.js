// Not a test: [texts, numbers] on the standard input -> of each text its columns, its width in bold letters and what is left of it in 12
// columns; each number with one digit behind the point, and with four.

import { readFileSync } from "node:fs"

import { columns } from "../../viz/outputs/js/shapes.js"
import { boldWidth, fit, fixed } from "../../viz/outputs/js/twins/text.js"

const [texts, numbers] = JSON.parse(readFileSync(0, "utf8"))
const measured = texts.map(text => [columns(text), boldWidth(text), fit(text, 12)])
process.stdout.write(JSON.stringify([measured, numbers.map(x => [fixed(x, 1), fixed(x, 4)])]))
