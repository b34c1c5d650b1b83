// Data of which much is alike: see viz/outputs/templates.py.

/** @import { Templated } from "./types.d.ts" */

/** @param {Templated} templated */
export function expanded({ templates, fills }) {
  return fills.map(fill => {
    const [template, ...numbers] = fill.split(" ")
    const pieces = templates[+template].split("\n")
    return JSON.parse(pieces.map((piece, k) => (k % 2 ? numbers[+piece] : piece)).join(""))
  })
}
