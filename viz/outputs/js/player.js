// The page of a player by itself.

import { claim } from "./host.js"
import { openPlayer } from "./player_view.js"

/** @import { SentData } from "./types.d.ts" */

/** Plays an animation in every host of the page that has this token.
 *
 * @param {string} token
 * @param {SentData} data
 */
export function show(token, data) {
  claim(token, host => openPlayer(host, data))
}
