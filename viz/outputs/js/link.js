// Lets an explorer on the page find the kernel's side of it. Runs when the kernel opens the link; shows nothing.
/** @import { Model } from "./types.d.ts" */

export default {
  /** @param {{ model: Model }} view */
  initialize({ model }) {
    globalThis.microgradLinks ??= new Map()
    globalThis.microgradLinks.set(model.get("token"), model)
    dispatchEvent(new CustomEvent("micrograd-link", { detail: model.get("token") }))
  },
}
