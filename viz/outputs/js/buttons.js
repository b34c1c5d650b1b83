// Buttons with a picture on them.

import { element } from "./host.js"

/** Of what plays. */
export const PLAYING = {
  first: "M3 3h3v12H3zM15 3v12L6.5 9z",
  back: "M12.5 3v12L4 9z",
  play: "M4 2.5v13L15 9z",
  pause: "M4 3h4v12H4zM10.5 3h4v12h-4z",
  forward: "M5.500 3v12L14 9z",
  last: "M12 3h3v12h-3zM3 3v12L11.500 9z",
}
export const FULL = "M2 7V2h5v2H4v3zM11 2h5v5h-2V4h-3zM2 11h2v3h3v2H2zM14 11h2v5h-5v-2h3z"

/**
 * @param {string} word
 * @param {SVGElement} picture
 * @param {() => void} onclick
 */
export function button(word, picture, onclick, className = "") {
  return element("button", { type: "button", title: word, ariaLabel: word, onclick, className }, picture)
}

/** @param {string} path */
export function icon(path, viewBox = "0 0 18 18") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("viewBox", viewBox)
  svg.setAttribute("aria-hidden", "true")
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path")
  drawn.setAttribute("d", path)
  svg.append(drawn)
  return svg
}
