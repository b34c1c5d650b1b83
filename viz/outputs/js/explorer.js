// The explorer of a page: a graph whose leaves can be moved, and, where a kernel is connected, a field for another expression.

import { Exploration } from "./exploration.js"
import { claim, element, freshId, listenForKeys, whenLinked } from "./host.js"
import { Typing } from "./typing.js"

/** @import { Answer, ExplorerData, Model } from "./types.d.ts" */

/** Shows an explorer in every host of the page that has this token.
 *
 * @param {string} token
 * @param {ExplorerData} data
 */
export function show(token, data) {
  claim(token, host => new Explorer(host, data))
}

class Explorer {
  /** @type {Model | undefined} the kernel's side, once there is one. */
  model
  /** @type {string | null} the expression that was typed last and is shown. */
  text = null
  /** @type {{ kind: "page" | "player"; text: string | null; id: string } | null} what the kernel was asked for and has not answered. */
  asked = null
  /** @type {Exploration} */
  exploration

  /**
   * @param {HTMLElement & { explorer?: Explorer }} host
   * @param {ExplorerData} data
   */
  constructor(host, data) {
    host.explorer = this // for a page that wants to drive it
    this.host = host
    this.room = element("div", { className: "mg-room" })
    const still = host.querySelector(".mg-still")
    if (still) still.replaceWith(this.room)
    else host.append(this.room)
    this.typing = new Typing(
      data,
      text => this.ask("page", text),
      () => this.ask("player", null),
    )
    this.room.after(this.typing.element)
    this.open(data)
    whenLinked(/** @type {string} */ (host.dataset.mg), model => this.link(model))
    listenForKeys(host, event => event.target.matches("input[type=range]") && /^(Arrow|Page|Home|End)/.test(event.key))
  }

  /** Shows a graph in place of the one before.
   *
   * @param {ExplorerData} data
   */
  open(data) {
    this.exploration?.close()
    this.room.replaceChildren()
    this.exploration = new Exploration(this.room, data, (values, nudged) => this.share(values, nudged))
    if (this.model) this.exploration.link()
  }

  // ---- the kernel

  /** @param {Model} model */
  link(model) {
    this.model = model
    model.on("change:answer", () => this.receive(model.get("answer")))
    this.typing.element.hidden = false
    this.exploration.link()
  }

  /** Tells the kernel where the leaves are; what it was asked for is asked for until it answers.
   *
   * @param {Record<string, number>} values
   * @param {Record<string, number> | null} nudged
   */
  share(values, nudged) {
    if (!this.model) return
    const typed = this.text === null ? {} : { text: this.text }
    const asked = this.asked ? { asked: this.asked } : {}
    this.model.set("question", { values, nudged, ...typed, ...asked })
    this.model.save_changes()
  }

  /**
   * @param {"page" | "player"} kind
   * @param {string | null} text
   */
  ask(kind, text) {
    this.asked = { kind, text, id: freshId() }
    this.typing.wait()
    this.exploration.share()
  }

  /** @param {Answer} answer */
  receive(answer) {
    if (answer.id === undefined) return this.exploration.receive(answer)
    if (answer.id !== this.asked?.id) return // an answer to an older question, or to the same output elsewhere
    const { kind, text } = this.asked
    this.asked = null
    this.typing.say(answer.error ?? "", kind === "page")
    if (answer.page) {
      this.text = text
      this.open(answer.page)
      this.typing.show(answer.page)
    } else if (answer.player) this.typing.play(answer.player)
    else this.exploration.share()
  }
}
