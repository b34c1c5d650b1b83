// Lets an explorer on the page find the kernel's side of it. Runs when the kernel opens the link; shows nothing.
export default {
  initialize({ model }) {
    const links = (globalThis.microgradLinks ??= new Map())
    links.set(model.get("token"), model)
    dispatchEvent(new CustomEvent("micrograd-link", { detail: model.get("token") }))
  },
}
