// The output below one that is answered: it tells it of the answers that the notebook has kept.

import { claim } from "../viz/outputs/js/host.js"

/** @import { KeptData } from "../viz/outputs/js/types.d.ts" */

/** Tells what was answered to the output with that token.
 *
 * @param {string} token
 * @param {KeptData} data
 */
export function show(token, data) {
  claim(token, () => {
    globalThis.microgradKept ??= new Map()
    globalThis.microgradKept.set(data.output, data.state)
    dispatchEvent(new CustomEvent("micrograd-kept", { detail: data.output }))
  })
}
