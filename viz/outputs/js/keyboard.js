// What each key does in a player that has the focus.

/** @import { Control } from "./bar.js" */

/** What of a player the keys work on.
 *
 * @typedef {{
 *   stage: import("./stage.js").Stage; bar: import("./bar.js").Bar; camera: import("./camera.js").Camera;
 *   spotlight: import("./spotlight.js").Spotlight;
 *   press: (name: Control) => void; tell: (i: number) => void; hold: (beat: number) => void;
 *   playWave: () => void; fullScreen: () => void; closePane: () => boolean
 * }} Played
 */

/** @type {Record<string, Control>} */
const CONTROLS = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last" }

/** @type {Record<string, (player: Played) => void>} */
const OTHERS = {
  w: player => player.playWave(),
  f: player => player.fullScreen(),
  1: player => player.hold(0),
  2: player => player.hold(1),
  3: player => player.hold(2),
  "+": player => player.camera.nearer(),
  "-": player => player.camera.farther(),
  0: player => player.camera.fit(),
}

/** Does what a key says; returns whether it says anything.
 *
 * @param {Played} player
 * @param {KeyboardEvent & { target: Element }} event
 */
export function pressed(player, event) {
  const { key } = event
  if (key === "Escape") return player.spotlight.free() || player.closePane()
  if (key === "Enter" || key === " ") return chosen(player, event)
  if (key === "ArrowUp" || key === "ArrowDown") {
    const moved = player.stage.focusNext(key === "ArrowUp" ? -1 : 1)
    if (moved) event.preventDefault()
    return moved || event.target === player.bar.scrubber
  }
  if (!CONTROLS[key] && !OTHERS[key]) return false
  event.preventDefault()
  if (CONTROLS[key]) player.press(CONTROLS[key])
  else OTHERS[key](player)
  return true
}

/** Enter and the space bar: on a button, on a value, elsewhere.
 *
 * @param {Played} player
 * @param {KeyboardEvent & { target: Element }} event
 */
function chosen(player, event) {
  const target = /** @type {HTMLElement} */ (event.target)
  if (target.matches("button, summary")) return true // the browser presses it
  const i = player.stage.boxes.indexOf(/** @type {any} */ (target))
  const isTile = i < 0 && target.matches("[role=button]")
  if (event.key === "Enter" && i < 0 && !isTile) return false
  event.preventDefault()
  if (isTile) target.click()
  else if (event.key === "Enter") player.tell(i)
  else player.press("play")
  return true
}
