// The place beside the tiles: the code that acts, with its three moves in the light; or the story of a value; or how the picture
// is read; or the table of all steps. What it shows never changes its size.

import { element } from "./host.js"
import { shortly } from "./numbers.js"
import { pathsToRoot } from "./paths.js"
import { filledIn } from "./sentences.js"
import { shape } from "./shapes.js"
import { bracketed } from "./tiles.js"

/** @import { PlayerData, Row, Step } from "./types.d.ts" */

const MOVES = ["local", "upstream", "accumulate"]
const BEFORE = 2 // lines that are seen above the one that acts

export class Pane {
  /**
   * @param {PlayerData} data
   * @param {Row[]} rows what is said of each step.
   * @param {HTMLDetailsElement} table all steps.
   * @param {{ close: () => void; arrow: (edge: string | null) => void }} handlers
   */
  constructor({ words, graph, steps, code }, rows, table, handlers) {
    this.words = words
    this.graph = graph
    this.steps = steps
    this.code = code
    this.rows = rows
    this.table = table
    this.handlers = handlers
    this.head = element("p", { className: "mg-head" })
    this.body = element("div", { className: "mg-body", tabIndex: 0 })
    this.close = element("button", { type: "button", className: "mg-close", onclick: handlers.close }, words.close)
    this.element = element(
      "div",
      { className: "mg-pane", role: "group", ariaLabel: words.panel },
      element("header", {}, this.head, this.close),
      this.body,
    )
    /** @type {string} what it shows. */
    this.shows = ""
  }

  /**
   * @param {string} shows
   * @param {string} head
   * @param {boolean} closes whether it can be closed.
   * @param {...Node} content
   */
  put(shows, head, closes, ...content) {
    this.shows = shows
    this.head.textContent = head
    this.close.hidden = !closes
    this.body.replaceChildren(...content)
    this.body.className = `mg-body mg-${shows.split(" ")[0]}`
    this.body.scrollTop = 0
  }

  /** The code of a step, its moves in step with the beats.
   *
   * @param {Step["code"]} code
   * @param {number} beat 1, 2 or 3; 0 between steps.
   * @param {boolean} wrong
   */
  showCode(code, beat, wrong) {
    if (!code) return this.showLegend()
    const [excerpt, active, moves] = code
    const lines = this.code[excerpt]
    const shows = `code ${excerpt}`
    if (this.shows !== shows) this.put(shows, this.words.code, false, element("pre", { tabIndex: -1 }))
    const pre = /** @type {HTMLElement} */ (this.body.firstElementChild)
    const now = MOVES[beat - 1]
    pre.replaceChildren(
      ...lines.map((text, i) => {
        const made = element("span", { className: "mg-line" }, ...pieces(text, moves, i, now))
        made.classList.toggle("mg-acts", i === active)
        made.classList.toggle("mg-wrong", i === active && wrong)
        return made
      }),
    )
    if (active !== null) this.scrollTo(active - BEFORE, lines.length)
  }

  /** Whole lines are seen: the wanted one as the first, unless the last ones would leave room empty.
   *
   * @param {number} wanted
   * @param {number} count of lines.
   */
  scrollTo(wanted, count) {
    const height = this.body.querySelector(".mg-line")?.getBoundingClientRect().height || 1
    const room = Math.round(this.body.clientHeight / height)
    this.body.scrollTop = Math.max(0, Math.min(wanted, count - room)) * height
  }

  showThink() {
    if (this.shows !== "think") this.put("think", "", false, element("p", {}, this.words.think))
  }

  showLegend() {
    if (this.shows === "legend") return
    const { words } = this
    const sample = (/** @type {string} */ colour, /** @type {number} */ width, dash = "") =>
      shape(
        "svg",
        { width: 46, height: 16, viewBox: "0 0 46 16", "aria-hidden": "true" },
        shape("path", { d: "M2 8H44", class: `mg-s-${colour}`, "stroke-width": width + 7, "stroke-opacity": 0.2 }),
        shape("path", { d: "M2 8H44", class: `mg-s-${colour}`, "stroke-width": width, "stroke-dasharray": dash || null }),
      )
    const sign = (/** @type {string} */ text) => element("span", { className: "mg-sample", ariaHidden: "true" }, text)
    /** @type {[Node, string][]} */
    const rows = [
      [sample("data", 4), words.legend_data],
      [sample("positive", 5), words.legend_positive],
      [sample("negative", 5, "11 6"), words.legend_negative],
      [sign("×-3"), words.legend_slope],
      [sign("1 + 1"), words.legend_sum],
    ]
    this.put(
      "legend",
      words.legend,
      false,
      element("div", { className: "mg-rows" }, ...rows.flatMap(([picture, text]) => [picture, element("span", {}, text)])),
    )
  }

  showTable() {
    this.table.open = true
    this.put("table", this.words.all_steps, true, this.table)
  }

  /** The story of a value: what its gradient is made of, and in the end the sum over its paths.
   *
   * @param {number} i
   * @param {string} numbers its data and grad as they are seen.
   * @param {number} done the last step that is done.
   */
  showStory(i, numbers, done) {
    const head = `${filledIn(this.words.story, { name: this.graph.names[i] })}: ${numbers}`
    const place = this.body.scrollTop
    const again = this.shows === `story ${i}`
    this.put(`story ${i}`, head, true, ...this.contributionsTo(i, done), ...this.pathsFrom(i, done))
    if (again) this.body.scrollTop = place
  }

  /**
   * @param {number} i
   * @param {number} done
   */
  contributionsTo(i, done) {
    const { words, steps, graph } = this
    /** @type {[Step, number][]} */
    const mine = steps.flatMap((step, k) => (step.value === i && "after" in step ? [[step, k]] : []))
    if (!mine.length) return [element("p", {}, words.no_contributions)]
    const items = mine.map(([step, k]) => {
      const from = step.kind === "contribution" ? `${graph.names[step.result]} → ` : ""
      const item = element(
        "li",
        { className: k > done ? "mg-later" : "" },
        k > done ? `${from}${words.not_yet}` : `${from}${this.rows[k].arithmetic}`,
      )
      if (step.kind === "contribution") {
        const edge = `e${step.result}_${step.slot}`
        item.addEventListener("pointerenter", () => this.handlers.arrow(edge))
        item.addEventListener("pointerleave", () => this.handlers.arrow(null))
      }
      return item
    })
    return [element("p", { className: "mg-subheading" }, words.contributions), element("ul", {}, ...items)]
  }

  /**
   * @param {number} i
   * @param {number} done
   */
  pathsFrom(i, done) {
    const { words, graph, steps } = this
    const root = graph.operands.length - 1
    if (i === root) return [element("p", {}, words.is_root)]
    if (done < steps.length - 1) return [element("p", { className: "mg-later" }, words.paths_at_end)]
    const { paths, count, sum } = pathsToRoot(graph, i)
    const told = paths.map(({ nodes, slopes }) => {
      const factors = slopes.map(shortly).map((text, k) => (k ? bracketed(text) : text))
      const product = slopes.length > 1 ? `${factors.join(" × ")} = ` : ""
      const whole = shortly(slopes.reduce((x, y) => x * y, 1))
      return element("li", {}, `${nodes.map(k => graph.names[k]).join(" → ")}: ${product}${whole}`)
    })
    const rest = sum - paths.reduce((total, { slopes }) => total + slopes.reduce((x, y) => x * y, 1), 0)
    if (count > paths.length)
      told.push(element("li", {}, filledIn(words.more_paths, { count: `${count - paths.length}`, sum: shortly(rest) })))
    const isWrong = this.rows.some(row => row.findings.length + row.doubts.length > 0)
    return [
      element("p", { className: "mg-subheading" }, filledIn(words.paths, { root: graph.names[root] })),
      element("ul", {}, ...told),
      element("p", { className: "mg-sum" }, `= ${shortly(sum)}${isWrong ? ` (${words.true})` : ""}`),
    ]
  }
}

/** A line of code, the pieces of it that are moves marked.
 *
 * @param {string} text
 * @param {[move: string, line: number, start: number, end: number][]} moves
 * @param {number} line
 * @param {string | undefined} now the move that acts.
 */
function pieces(text, moves, line, now) {
  /** @type {(Node | string)[]} */
  const made = []
  const characters = [...text] // Python counts an emoji as one
  let done = 0
  for (const [move, at, start, end] of moves) {
    if (at !== line) continue
    made.push(characters.slice(done, start).join(""))
    made.push(element("span", { className: move === now ? "mg-token mg-now" : "mg-token" }, characters.slice(start, end).join("")))
    done = end
  }
  made.push(characters.slice(done).join("") || " ")
  return made
}
