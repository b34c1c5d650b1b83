// The playground of a gallery: expressions are played, and there is nothing to run a program.

import { claim } from "../../../viz/outputs/js/host.js"
import { Playground } from "./playground.js"

/** @import { PlaygroundData } from "./playground.js" */

/** Opens the playground in every host of the page that has this token.
 *
 * @param {string} token
 * @param {PlaygroundData} data
 */
export function show(token, data) {
  claim(token, host => new Playground(host, data))
}
