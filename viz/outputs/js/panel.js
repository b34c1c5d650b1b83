// What is told of where the player is: a title, the tiles, a sentence.

import { element } from "./host.js"
import { byHand } from "./numbers.js"
import { remarksOf } from "./rows.js"
import { filledIn } from "./sentences.js"
import { Tiles } from "./tiles.js"

/** @import { Asking } from "./asking.js" */
/** @import { PlayerData, Row, Scene } from "./types.d.ts" */

const SENTENCE = 125 // characters; a longer text is written smaller
const MOST_LEAVES = 12

export class Panel {
  /**
   * @param {PlayerData} data
   * @param {Row[]} rows what is said of each step.
   * @param {"under" | "beside"} form
   * @param {Asking} asking
   * @param {(beat: number) => void} hold
   */
  constructor(data, rows, form, asking, hold) {
    this.data = data
    this.words = data.words
    this.rows = rows
    this.asking = asking
    this.badge = element("small", {})
    this.title = element("span", {})
    this.tiles = new Tiles(data, form, hold)
    this.sentence = element("div", { className: "mg-sentence" })
    this.element = element(
      "div",
      { className: "mg-told", role: "group", ariaLabel: data.words.panel },
      element("div", { className: "mg-title" }, element("p", {}, this.badge, this.title), asking.showButton),
      this.tiles.element,
      this.sentence,
    )
  }

  /** Which of the three beats a step backward is in; 0 once it is done.
   *
   * @param {number} ms
   * @param {number} length
   */
  beatAt(ms, length) {
    const [second, third] = this.data.choreography.beats
    return ms >= length ? 0 : ms < second ? 1 : ms < third ? 2 : 3
  }

  /** A step backward along an arrow.
   *
   * @param {number} n which step.
   * @param {number} ms how far it has come.
   */
  showContribution(n, ms) {
    const { words, asking } = this
    const step = this.data.steps[n]
    if (step.kind !== "contribution") return
    const row = this.rows[n]
    const { told } = this.data.choreography
    const waiting = asking.waiting === n
    const progress = {
      beat: this.beatAt(ms, step.length),
      local: ms >= told.local,
      upstream: ms >= told.upstream,
      product: ms >= told.product,
      sum: ms >= told.sum,
      total: ms >= told.total,
    }
    const wrong = !!step.wrong && progress.sum && !waiting
    this.head(waiting ? "" : words.half_backward, waiting ? asking.asked.asked : row.title, wrong)
    this.tiles.show(step, progress, waiting ? { asks: asking.control, hidden: asking.tries === 0 } : {})
    const remarks = progress.total ? remarksOf(row) : []
    const score = n === this.data.steps.length - 1 && ms >= step.length ? asking.score() : ""
    if (waiting) this.say([asking.said || words.think_first], !!asking.said)
    else if (remarks.length) this.say([asking.saidAt(n), ...remarks, score], true, row.findings.length > 0)
    else this.say([asking.saidAt(n), row.sentence, score])
  }

  /** Any other step.
   *
   * @param {number} n
   * @param {number} ms
   * @param {Scene} scene
   */
  showOther(n, ms, scene) {
    const { words, data } = this
    const [step, row] = [data.steps[n], this.rows[n]]
    const isEnd = n === data.steps.length - 1
    const wrong = row.findings.length > 0
    this.head("", row.title, wrong)
    if (step.kind === "forward")
      this.tiles.showWide([ms >= data.choreography.told.result ? row.arithmetic : row.arithmetic.replace(/ = [^=]*$/, " = …")])
    else if (step.kind === "start") this.tiles.showWide([words.begin], words.begin_in_words)
    else if (isEnd) this.tiles.showWide(this.gradientsOfLeaves(scene))
    else this.tiles.showWide([row.arithmetic])
    // The last thing that is wrong in the end, which gradients are, stands in the tile.
    const remarks = remarksOf(isEnd && row.findings.length > 1 ? { ...row, findings: row.findings.slice(0, -1) } : row)
    this.say([...remarks, row.sentence, isEnd ? this.asking.score() : ""], remarks.length > 0, wrong)
  }

  /**
   * @param {"forward" | "backward" | "done"} phase
   * @param {Scene} scene
   */
  showWave(phase, scene) {
    const { words, data } = this
    const root = data.graph.names[data.graph.names.length - 1]
    const done = phase === "done"
    this.head(words.wave, done ? filledIn(words.wave_done, { root }) : words[`wave_${phase}`])
    this.tiles.showWide(done ? this.gradientsOfLeaves(scene) : [words[`wave_${phase}_large`]])
    this.say([words[`wave_${phase}_in_words`]])
  }

  /**
   * @param {string} badge
   * @param {string} title
   */
  head(badge, title, wrong = false) {
    this.asking.showButton.hidden = this.asking.waiting === null
    this.badge.textContent = [wrong ? "≠" : "", badge].filter(Boolean).join(" ")
    this.badge.hidden = !this.badge.textContent
    this.badge.classList.toggle("mg-wrong", wrong)
    this.title.textContent = title
  }

  /** The gradients as they are in the picture: of what was put in, and of what is wrong.
   *
   * @param {Scene} scene
   */
  gradientsOfLeaves(scene) {
    const { graph, picture } = this.data
    const told = graph.operands.flatMap((list, i) =>
      (list.length && !scene[`v${i}`].truth) || scene[`v${i}`].grad === undefined ? [] : [i],
    )
    return told.slice(0, MOST_LEAVES).map(i => {
      const { grad = "", grad_sign, truth } = scene[`v${i}`]
      const number = element("b", { className: `mg-c-${grad_sign}` }, byHand(grad))
      const right = truth ? [element("b", { className: "mg-c-wrong" }, ` (${picture.words.truth}: ${byHand(truth)})`)] : []
      return element("span", { className: "mg-pair" }, `${graph.short[i]}.grad = `, number, ...right)
    })
  }

  /**
   * @param {string[]} sentences
   */
  say(sentences, strong = false, wrong = false) {
    const told = sentences.filter(Boolean)
    this.sentence.replaceChildren(...told.map(text => element("p", {}, text)))
    this.sentence.className = "mg-sentence"
    this.sentence.classList.toggle("mg-strong", strong)
    this.sentence.classList.toggle("mg-wrong", wrong)
    this.sentence.classList.toggle("mg-long", told.join(" ").length > SENTENCE)
  }
}
