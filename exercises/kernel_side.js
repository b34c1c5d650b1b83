// What an output that is answered in the page has beside the page: a kernel that is told, and a notebook that keeps the answers.

import { element, freshId, whenLinked } from "../viz/outputs/js/host.js"

/** @import { Model } from "../viz/outputs/js/types.d.ts" */

/** The kernel's side of an output. It is told all that was told since the page was opened, each time: of several messages at once the
 * last one alone may arrive.
 */
export class KernelSide {
  /** @type {Model | undefined} once there is one. */
  model
  /** @type {unknown[]} */
  told = []
  page = freshId()

  /**
   * @param {string} token
   * @param {(answer: any) => void} [hear] what the kernel answers.
   */
  constructor(token, hear) {
    whenLinked(token, model => {
      this.model = model
      if (hear) model.on("change:answer", () => hear(model.get("answer")))
      this.send()
    })
  }

  /** @param {unknown} answer */
  tell(answer) {
    this.told.push(answer)
    this.send()
  }

  send() {
    if (!this.model || !this.told.length) return
    this.model.set("question", { page: this.page, told: [...this.told] })
    this.model.save_changes()
  }
}

/** Hands over what the notebook has kept of the answers to an output; the output that has kept it is not seen then.
 *
 * @param {HTMLElement} host
 * @param {string} token
 * @param {(state: any) => void} remember
 */
export function whenKept(host, token, remember) {
  host.append(element("style", {}, `[data-mg="${token}_kept"] { display: none }`)) // here it is said already
  const look = () => {
    const state = globalThis.microgradKept?.get(token)
    if (state) remember(state)
  }
  look()
  addEventListener("micrograd-kept", event => event.detail === token && look())
}
