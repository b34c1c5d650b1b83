// What every output on a page needs: its host element, elements in it, the keyboard, the kernel's side.

// Every host with this token that nobody has taken yet: the same output may stand twice in one page.
export function claim(token, show) {
  for (const host of document.querySelectorAll(`[data-mg="${token}"]:not([data-claimed])`)) {
    host.dataset.claimed = ""
    show(host)
  }
}

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

let made = 0
export const freshId = () => `mg-${Date.now().toString(36)}-${made++}`

// Keys for as long as the focus is inside host, and no longer. They are taken at the window, on their way down: a notebook
// listens for its shortcuts at the document, before the event reaches us. handle returns whether the key was one of ours.
export function listenForKeys(host, handle) {
  const listener = event => {
    if (!host.contains(event.target)) return // the focus was lost with what had it
    const typing = event.target.matches("input:not([type=range]), select")
    const character = typing && event.key.length === 1 // ( and * need the shift key
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && !character)) return
    if (typing ? event.key !== "Escape" : handle(event)) event.stopImmediatePropagation()
  }
  host.addEventListener("focusin", () => addEventListener("keydown", listener, true))
  host.addEventListener("focusout", () => removeEventListener("keydown", listener, true))
}

// The kernel's side of a host, once there is one: connect(model) is called with it.
export function whenLinked(token, connect) {
  const waiting = globalThis.microgradLinks?.get(token)
  if (waiting) connect(waiting)
  addEventListener("micrograd-link", event => event.detail === token && connect(globalThis.microgradLinks.get(token)))
}
