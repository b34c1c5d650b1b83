// The output below a question that keeps its answer: it tells the question of it.

import { claim } from "../viz/outputs/js/host.js"

/** @import { KeptData } from "../viz/outputs/js/types.d.ts" */

/** Tells what was answered to the question with that token.
 *
 * @param {string} token
 * @param {KeptData} data
 */
export function show(token, data) {
  claim(token, () => {
    globalThis.microgradKept ??= new Map()
    globalThis.microgradKept.set(data.question, data.state)
    dispatchEvent(new CustomEvent("micrograd-kept", { detail: data.question }))
  })
}
