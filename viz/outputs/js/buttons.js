// Buttons with a picture on them.

import { element } from "./host.js"

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
