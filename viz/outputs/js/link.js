// The kernel's side of an output, in the page. An output that stands there already finds it by its token; displayed itself, it
// shows the output once more.
/** @import { Model } from "./types.d.ts" */

export default {
  /** @param {{ model: Model }} view */
  initialize({ model }) {
    const token = model.get("token")
    globalThis.microgradLinks ??= new Map()
    globalThis.microgradLinks.set(token, model)
    dispatchEvent(new CustomEvent("micrograd-link", { detail: token }))
  },

  /** @param {{ model: Model; el: HTMLElement }} view */
  render({ model, el }) {
    const template = document.createElement("template")
    template.innerHTML = model.get("page")
    for (const script of template.content.querySelectorAll("script")) {
      const fresh = document.createElement("script") // one that was parsed as text would never run
      fresh.type = script.type
      fresh.textContent = script.textContent
      script.replaceWith(fresh)
    }
    el.replaceChildren(template.content)
  },
}
