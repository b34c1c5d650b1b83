// A field to type an expression, and a button that plays what is shown. Both need a kernel.

import { element, freshId } from "./host.js"
import { filledIn } from "./sentences.js"

/** @import { ExplorerData } from "./types.d.ts" */

export class Typing {
  /**
   * @param {ExplorerData} data
   * @param {(text: string) => void} typed
   * @param {() => void} played
   */
  constructor({ text, names, words }, typed, played) {
    this.words = words
    const [field, said] = [freshId(), freshId()]
    this.field = element("input", {
      id: field,
      type: "text",
      value: text ?? "",
      placeholder: "(a + b) * c",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: false,
      "aria-describedby": said,
    })
    this.said = element("p", { id: said, className: "mg-said", ariaLive: "polite" })
    this.button = element("button", { type: "button", onclick: played })
    const form = element("form", {}, this.field, element("button", { type: "submit" }, words.explore), this.button)
    form.addEventListener("submit", event => {
      event.preventDefault()
      typed(this.field.value)
    })
    this.played = element("div", { className: "mg-played" })
    const label = element("label", { htmlFor: field }, words.type)
    this.element = element("div", { className: "mg-typing", hidden: true }, label, form, this.said, this.played)
    this.show({ names })
  }

  /** What is shown now.
   *
   * @param {Pick<ExplorerData, "names">} data
   */
  show({ names }) {
    this.button.textContent = filledIn(this.words.play, { result: names[names.length - 1] })
    this.played.replaceChildren()
  }

  wait() {
    this.say("", false)
    this.waiting = setTimeout(() => this.tell(this.words.waiting), 400) // most answers are there before anybody has read it
  }

  /**
   * @param {string} error "" for none.
   * @param {boolean} isOfText whether it is about what was typed.
   */
  say(error, isOfText) {
    clearTimeout(this.waiting)
    this.field.ariaInvalid = `${isOfText && error !== ""}`
    this.tell(error)
  }

  /** @param {string} text */
  tell(text) {
    this.said.textContent = text
  }

  /** Plays an animation: a page's own HTML, as it would stand in an output.
   *
   * @param {string} html
   */
  play(html) {
    const close = element("button", { type: "button", onclick: () => this.close() }, this.words.close)
    const player = element("div", {})
    player.innerHTML = html // made by viz.outputs.html, which has escaped what a user has written
    this.played.replaceChildren(close, player)
    for (const script of player.querySelectorAll("script")) {
      const live = element("script", { type: "module" }, script.textContent ?? "") // a script in innerHTML does not run
      script.replaceWith(live)
    }
    this.played.scrollIntoView({ block: "nearest" })
  }

  close() {
    this.played.replaceChildren()
    this.button.focus()
  }
}
