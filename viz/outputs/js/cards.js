// Values side by side: a small card for each, a page of them at a time.

import { element } from "./host.js"
import { filledIn } from "./sentences.js"

/** @import { Words } from "./types.d.ts" */
/** @typedef {{ name: string; data: string; grad: string; size: number; open?: () => void }} Card */

const MOST = 28 // on a page

/**
 * @param {Card[]} all
 * @param {{ page?: number }} place which page is looked at; changed by whoever turns it.
 * @param {Words} words
 * @param {() => void} turned
 */
export function cards(all, place, words, turned) {
  const page = place.page ?? 0
  const largest = Math.max(...all.map(({ size }) => Math.abs(size)).filter(Number.isFinite), 0)
  const shown = all.slice(page * MOST, (page + 1) * MOST).map((each, n) => card(each, page * MOST + n, largest, words))
  const grid = element("div", { className: "mg-cards" }, ...shown)
  if (all.length <= MOST) return [grid]
  const turn = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ word) =>
    element(
      "button",
      {
        type: "button",
        ariaLabel: word,
        title: word,
        disabled: page + by < 0 || (page + by) * MOST >= all.length,
        onclick: () => {
          place.page = page + by
          turned()
        },
      },
      sign,
    )
  const count = { first: page * MOST + 1, last: page * MOST + shown.length, all: all.length }
  const pages = element(
    "div",
    { className: "mg-pages" },
    turn(-1, "◂", words.before),
    filledIn(words.page, count),
    turn(1, "▸", words.next),
  )
  return [grid, pages]
}

/** A name, a number, its gradient, and how large that is beside the largest of all.
 *
 * @param {Card} card
 * @param {number} n its number among all.
 * @param {number} largest
 * @param {Words} words
 */
function card({ name, data, grad, size, open }, n, largest, words) {
  const share = Number.isFinite(size) && largest > 0 ? Math.abs(size) / largest : 0
  const bar = element("i", { className: `mg-bar mg-${size < 0 ? "negative" : "positive"}`, ariaHidden: "true" })
  bar.style.width = `${(100 * share).toFixed(1)}%`
  const row = (/** @type {string} */ word, /** @type {string} */ number) => element("span", {}, element("small", {}, word), number)
  const parts = [element("b", {}, name), row(words.data, data), ...(grad ? [row(words.grad, grad), bar] : [])]
  if (!open) return element("div", { className: "mg-card" }, ...parts)
  const made = element("button", { type: "button", className: "mg-card mg-opens", onclick: open }, ...parts)
  made.dataset.opens = `${n}`
  return made
}
