// The three moves of a step as three tiles, in the order of the arithmetic: local slope × times out.grad, accumulate. Of any other
// step one wide tile stands in their place.

import { element } from "./host.js"
import { filledIn } from "./sentences.js"

/** @import { Contribution, Moves, PlayerData } from "./types.d.ts" */

/** How far a step has come, as far as the tiles are concerned.
 *
 * @typedef {{ beat: number; local: boolean; upstream: boolean; product: boolean; sum: boolean; total: boolean }} Progress
 */

const NUMBER_ROOMS = { under: [7.4, 8.8, 11.6], beside: [11, 12, 13] } // em that the numbers of each tile have
const LARGEST_NUMBER = 1.69 // em of a number
const SHORT = 16 // characters that stand in one line
const PRODUCT = 6 // characters of a product that stands between the tiles; a longer one stands in the picture only
const BETWEEN = 5.5 // em that it takes there, in letters of 1 em
const SYMBOL = 0.86 // em of a symbol; a longer one is written smaller
const SYMBOL_ROOM = 7.7 // em

export class Tiles {
  /**
   * @param {PlayerData} data
   * @param {"under" | "beside"} form
   * @param {(beat: number) => void} hold shows the step as it is at the end of one of its three beats.
   */
  constructor({ words, graph, steps }, form, hold) {
    this.words = words
    this.graph = graph
    this.form = form
    this.tiles = [words.local, words.upstream, words.accumulate].map((name, i) => {
      const symbol = element("span", { className: "mg-symbol" })
      const number = element("span", { className: "mg-number" })
      const mark = element("b", { ariaHidden: "true" }, `${i + 1}`)
      const tile = element(
        "div",
        { className: "mg-tile", role: "button", tabIndex: 0, title: filledIn(words.hold, { key: i + 1 }) },
        element("span", { className: "mg-move" }, mark, name),
        symbol,
        number,
      )
      tile.addEventListener("click", event => /** @type {Element} */ (event.target).closest("form") || hold(i))
      return { tile, symbol, number }
    })
    this.between = [element("span", { className: "mg-between" }, "×"), element("span", { className: "mg-between mg-product" })]
    this.wide = element("div", { className: "mg-wide" })
    const [first, second, third] = this.tiles.map(({ tile }) => tile)
    this.element = element("div", { className: "mg-tiles" }, first, this.between[0], second, this.between[1], third, this.wide)
    const told = steps.filter(step => step.kind === "contribution")
    this.tiles.forEach(({ number }, i) => {
      const longest = Math.max(1, ...told.map(step => lengthOf(this.textOf(step, i))))
      const usual = Math.min(LARGEST_NUMBER, NUMBER_ROOMS[form][i] / (0.6 * longest)).toFixed(2)
      number.style.fontSize = form === "under" ? `min(${usual}em, ${(100 / (0.6 * longest)).toFixed(1)}cqw)` : `${usual}em` // of its tile
    })
  }

  /** All that a tile will say of a step.
   *
   * @param {Contribution} step
   * @param {number} i
   */
  textOf({ moves }, i) {
    const { local, upstream, product, slope_due } = moves
    if (i === 0) return slope_due ? `${local} ≠ ${slope_due}` : local
    if (i === 1) return this.form === "beside" ? `× ${bracketed(upstream)} = ${product}` : upstream
    return sumInWords(moves).join(" ")
  }

  /** Something else than a contribution, in the wide tile.
   *
   * @param {(Node | string)[]} first in large letters.
   * @param {string} second in small ones.
   */
  showWide(first, second = "") {
    this.element.classList.add("mg-flat")
    this.wide.replaceChildren(element("div", { className: "mg-first" }, ...first), element("div", { className: "mg-second" }, second))
  }

  /** A contribution, as far as it has come.
   *
   * @param {Contribution} step
   * @param {Progress} progress
   * @param {{ asks?: Node; hidden?: boolean }} asking the form that stands in the last tile; whether the first two say nothing.
   */
  show(step, progress, { asks, hidden } = {}) {
    const [result, operand] = [this.graph.short[step.result], this.graph.short[step.value]]
    const { local, upstream, product, slope_due, skipped } = step.moves
    this.element.classList.remove("mg-flat")
    const isWrong = "due" in step.moves
    const symbols = [`∂${result}/∂${operand}`, `${result}.grad`, `${operand}.grad ${isWrong ? "=" : "+="} …`]
    const wrong = [!!slope_due && progress.local, !!skipped && progress.upstream, isWrong && progress.sum]
    this.tiles.forEach(({ tile, symbol }, i) => {
      symbol.textContent = symbols[i]
      symbol.style.fontSize = `${Math.min(SYMBOL, SYMBOL_ROOM / (0.6 * symbols[i].length)).toFixed(2)}em`
      tile.classList.toggle("mg-now", progress.beat === i + 1 && !hidden)
      tile.classList.toggle("mg-wrong", wrong[i])
      tile.classList.toggle("mg-asking", i === 2 && !!asks)
      // A button holds no other control.
      if (i === 2 && asks) tile.removeAttribute("role")
      else tile.setAttribute("role", "button")
      tile.tabIndex = i === 2 && asks ? -1 : 0
    })
    const unknown = hidden ? "?" : "·"
    const beside = this.form === "beside"
    const due = slope_due ? [element("b", {}, ` ≠ ${slope_due}`)] : []
    this.put(0, progress.local && !hidden ? [signed(local), ...due] : [unknown])
    const times = skipped ? element("s", {}, `${beside ? "× " : ""}${upstream}`) : signed(upstream, beside)
    const equals = beside && progress.product && !skipped ? [" = ", signed(product)] : []
    this.put(1, progress.upstream && !hidden ? [beside && !skipped ? "× " : "", times, ...equals] : [unknown])
    const between = element("span", {}, "= ", signed(product))
    between.style.fontSize = `${Math.min(1, BETWEEN / (product.length + 2)).toFixed(2)}em`
    const shown = progress.product && !hidden && !skipped && product.length <= PRODUCT
    this.between[1].replaceChildren(shown ? between : "", element("span", {}, "⟶"))
    if (asks) this.putOnce(asks)
    else this.put(2, progress.sum ? sumParts(step, progress.total) : ["·"])
  }

  /** A form that stands there already is left in peace: it would lose the focus.
   *
   * @param {Node} asks
   */
  putOnce(asks) {
    const { number } = this.tiles[2]
    if (number.firstChild !== asks) number.replaceChildren(asks)
  }

  /**
   * @param {number} i
   * @param {(Node | string)[]} content
   */
  put(i, content) {
    this.tiles[i].number.replaceChildren(...content)
    this.tiles[i].number.classList.toggle("mg-nothing", content[0] === "·" || content[0] === "?")
  }
}

/** The sum as it was made; and what came of it, or what ought to have.
 *
 * @param {Moves} moves
 */
function sumInWords(moves) {
  const { product, before, after, due } = moves
  if ("due" in moves) return [`${before} → ${after}`, due === null ? "" : `≠ ${due}`]
  return [`${before} + ${bracketed(product)}`, `= ${after}`]
}

/**
 * @param {Contribution} step
 * @param {boolean} total whether the sum has been made.
 */
function sumParts({ moves }, total) {
  const [sum, result] = sumInWords(moves)
  if (!("due" in moves)) {
    const last = element("span", { className: "mg-piece" }, "= ", signed(moves.after))
    return [element("span", { className: "mg-piece" }, sum), ...(total ? [" ", last] : [])]
  }
  const struck = element("s", {}, moves.before)
  return [
    element("span", { className: "mg-piece" }, struck, ` → ${moves.after}`),
    ...(total && result ? [" ", element("b", {}, result)] : []),
  ]
}

/** In characters: of a long text, which takes two lines, those of the longer one.
 *
 * @param {string} text
 */
function lengthOf(text) {
  if (text.length <= SHORT) return text.length
  return Math.max(...text.split(/ (?=[=≠] )/).map(piece => piece.length))
}

/** A number in the colour of its sign.
 *
 * @param {string} text
 */
function signed(text, inBrackets = false) {
  const colour = text.startsWith("-") ? "negative" : /[1-9i]/.test(text) ? "positive" : "ink"
  return element("span", { className: `mg-c-${colour}` }, inBrackets ? bracketed(text) : text)
}

/** @type {(text: string) => string} */
export const bracketed = text => (text.startsWith("-") ? `(${text})` : text)
