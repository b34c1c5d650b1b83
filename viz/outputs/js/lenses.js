// Buttons that go nearer to a picture and farther away.

import { button, FULL, icon } from "./buttons.js"
import { element } from "./host.js"

/** @import { Camera } from "./camera.js" */
/** @import { Words } from "./types.d.ts" */

/**
 * @param {Words} words
 * @param {Camera} camera
 */
export function lenses(words, camera) {
  return element(
    "div",
    { className: "mg-lenses", role: "group", ariaLabel: words.lenses },
    button(words.nearer, icon("M8 3h2v5h5v2h-5v5H8v-5H3V8h5z"), () => camera.nearer()),
    button(words.farther, icon("M3 8h12v2H3z"), () => camera.farther()),
    button(words.fit, icon(FULL), () => camera.fit()),
  )
}
