// The playground of a site: expressions are played, and programs run in the site's Python.

import { claim } from "../../../viz/outputs/js/host.js"
import { Playground } from "./playground.js"
import { Sandbox } from "./sandbox.js"

/** @import { PlaygroundData, PythonFiles } from "./playground.js" */

/** Opens the playground in every host of the page that has this token.
 *
 * @param {string} token
 * @param {PlaygroundData & { python: PythonFiles }} data
 */
export function show(token, data) {
  claim(token, host => new Playground(host, data, (room, told) => new Sandbox(room, data.python, told)))
}
