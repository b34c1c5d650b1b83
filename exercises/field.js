// A field for a prediction: takes one number, then tells what the graph says to it. Works without a kernel; where there is one, it
// is told the number.

import { calculated } from "../viz/outputs/js/arithmetic.js"
import { claim, element, listenForKeys, whenLinked } from "../viz/outputs/js/host.js"

/** @import { FieldData, Model } from "../viz/outputs/js/types.d.ts" */

/** Shows a field in every host of the page that has this token.
 *
 * @param {string} token
 * @param {FieldData} data
 */
export function show(token, data) {
  claim(token, host => new Field(host, data))
}

class Field {
  /** @type {Model | undefined} the kernel's side, once there is one. */
  model
  /** @type {number | undefined} the prediction. */
  number
  /** @type {HTMLElement | undefined} */
  picture

  /**
   * @param {HTMLElement} host
   * @param {FieldData} data
   */
  constructor(host, data) {
    this.host = host
    this.data = data
    this.input = element("input", {
      type: "text",
      inputMode: "text",
      autocomplete: "off",
      placeholder: data.words.field,
      ariaLabel: data.words.field,
    })
    const button = element("button", { type: "submit" }, data.words.button)
    this.form = element(
      "form",
      { className: "mg-field", onsubmit: (/** @type {SubmitEvent} */ event) => this.submit(event) },
      this.input,
      button,
    )
    this.heard = element("div", { className: "mg-heard", role: "status" })
    host.querySelector(".mg-next")?.replaceWith(this.form, this.heard)
    listenForKeys(host, () => false)
    whenLinked(/** @type {string} */ (host.dataset.mg), model => {
      this.model = model
      this.tell()
    })
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault()
    const given = calculated(this.input.value)
    if (given === null || !Number.isFinite(given)) return this.say([this.data.words.type])
    this.number = given
    this.tell()
    this.answer(given)
  }

  tell() {
    if (!this.model || this.number === undefined) return
    this.model.set("question", { number: this.number })
    this.model.save_changes()
  }

  /** @param {number} given */
  answer(given) {
    const { right, wrong, slips, why, svg } = this.data
    const isRight = this.agrees(given, this.data.true)
    const slip = isRight ? undefined : slips.find(([x]) => this.agrees(given, x))?.[1]
    const said = (isRight ? right : wrong).replace("{given}", `${+given.toPrecision(4)}`)
    this.say([said, slip ?? "", why].filter(Boolean))
    this.heard.firstElementChild?.prepend(element("span", { className: "mg-sign", ariaHidden: "true" }, isRight ? "✓" : "≠"), " ")
    this.host.classList.toggle("mg-right", isRight)
    const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement
    this.picture?.remove()
    this.picture = element("div", { className: "mg-picture" }, document.importNode(drawing, true))
    this.heard.after(this.picture)
  }

  /**
   * @param {number} given
   * @param {number} x
   */
  agrees(given, x) {
    return Math.abs(given - x) <= this.data.close * Math.max(Math.abs(x), 1e-3)
  }

  /** @param {string[]} lines */
  say(lines) {
    this.heard.replaceChildren(...lines.map(line => element("p", {}, line)))
  }
}
