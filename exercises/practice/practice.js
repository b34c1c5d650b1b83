// A sheet of practice: one task at a time, then its story, then the next. It works without a kernel; where there is one, it is told
// each answer, and says how long the way still is.

import { claim, element } from "../../viz/outputs/js/host.js"
import { openPlayer } from "../../viz/outputs/js/player_view.js"
import { comesTo } from "../given.js"
import { KernelSide, whenKept } from "../kernel_side.js"
import { Question } from "../question_view.js"

/** @import { AnswerGiven, PracticeData, PracticeItem } from "../../viz/outputs/js/types.d.ts" */

/** Asks in every host of the page that has this token.
 *
 * @param {string} token
 * @param {PracticeData} data
 */
export function show(token, data) {
  claim(token, host => new Practice(host, token, data))
}

class Practice {
  now = 0

  /**
   * @param {HTMLElement} host
   * @param {string} token
   * @param {PracticeData} data
   */
  constructor(host, token, data) {
    this.data = data
    this.way = host.querySelector(":scope > .mg-way")
    this.tasks = [.../** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll(":scope > .mg-item"))].map(
      (item, n) => new Task(item, data.items[n], given => this.settled(n, given)),
    )
    this.button = element("button", { type: "button", className: "mg-on", onclick: () => this.goOn() }, data.words.next)
    this.end = element("div", { className: "mg-end", role: "status" })
    host.append(this.button, this.end)
    this.resume()
    this.kernel = new KernelSide(token, answer => this.hear(answer))
    whenKept(host, token, state => this.remember(state))
  }

  /** Goes to the first task that is not answered yet. */
  resume() {
    const open = this.tasks.findIndex(task => task.question.first === undefined)
    this.go(open < 0 ? this.tasks.length - 1 : open)
    if (open < 0) this.finish()
  }

  /** @param {{ given: [n: number, given: AnswerGiven][] }} state */
  remember({ given }) {
    const others = given.filter(([n]) => this.tasks[n].question.first === undefined)
    for (const [n, answer] of others) this.tasks[n].question.remember({ given: answer })
    if (others.length) this.resume()
  }

  /** @param {number} n */
  go(n) {
    this.now = n
    for (const [k, task] of this.tasks.entries()) task.show(k === n)
    this.button.hidden = n === this.tasks.length - 1 || this.tasks[n].question.first === undefined
  }

  goOn() {
    this.go(this.now + 1)
    this.tasks[this.now].focus()
  }

  /**
   * @param {number} n
   * @param {AnswerGiven} given
   */
  settled(n, given) {
    this.kernel?.tell([n, given])
    this.button.hidden = n === this.tasks.length - 1
    if (this.tasks.every(task => task.question.first !== undefined)) this.finish()
  }

  finish() {
    const { words } = this.data
    const missed = this.tasks.filter(task => !task.isRight())
    const kinds = [...new Set(missed.map(task => task.data.asked.kind))]
    const right = `${this.tasks.length - missed.length}`
    const lines = [words.done.replace("{right}", () => right).replace("{total}", () => `${this.tasks.length}`)]
    if (kinds.length) lines.push((this.kernel?.model ? words.missed : words.again).replace("{kinds}", () => kinds.join(words.comma)))
    this.end.replaceChildren(...lines.map(line => element("p", {}, line)))
  }

  /** @param {{ way?: string }} answer */
  hear({ way }) {
    if (this.way && way) this.way.innerHTML = way // made by Python of numbers and words of ours
  }
}

class Task {
  isPlayed = false

  /**
   * @param {HTMLElement} item
   * @param {PracticeItem} data
   * @param {(given: AnswerGiven) => void} settled
   */
  constructor(item, data, settled) {
    this.item = item
    this.data = data
    this.story = /** @type {HTMLDetailsElement} */ (item.querySelector(":scope > .mg-waiting"))
    this.story.addEventListener("toggle", () => this.play())
    this.question = new Question(item, data.asked, settled)
  }

  /** @param {boolean} isShown */
  show(isShown) {
    this.item.hidden = !isShown
    const picture = /** @type {HTMLElement} */ (this.item.querySelector(".mg-live"))
    if (picture.scrollWidth > picture.clientWidth) picture.tabIndex = 0 // where it is wider than the page it is moved by keys
    this.play()
  }

  /** Makes the player once it has a place: one that is hidden has no size. */
  play() {
    if (this.isPlayed || this.item.hidden || !this.story.open) return
    this.isPlayed = true
    openPlayer(/** @type {HTMLElement} */ (this.story.querySelector(".mg-player")), this.data.story)
  }

  focus() {
    const first = /** @type {HTMLElement | null} */ (this.item.querySelector("input, [role=radio]"))
    first?.focus({ preventScroll: true })
    this.item.scrollIntoView({ block: "nearest" })
  }

  isRight() {
    const given = this.question.first
    return given !== undefined && given !== null && comesTo(given, this.data.asked.true, this.data.asked.close)
  }
}
