// What every output on a page needs: its host element, elements in it, the keyboard, the kernel's side.

/** @import { Model } from "./types.d.ts" */

/** Shows something in every host with this token that nobody has taken yet: the same output may stand twice in one page.
 *
 * @param {string} token
 * @param {(host: HTMLElement) => void} show
 */
export function claim(token, show) {
  for (const host of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-mg="${token}"]:not([data-claimed])`))) {
    host.dataset.claimed = ""
    show(host)
  }
}

/** A new element, with what its properties and attributes are to be and what stands in it.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, properties = {}, ...children) {
  const made = /** @type {any} */ (document.createElement(name))
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

/** How many times as large as usual the letters of an output are: --mg-letter is how many px they have in a notebook.
 *
 * @param {Element} inside
 */
export function enlargement(inside) {
  const style = getComputedStyle(inside)
  const usual = Number(style.getPropertyValue("--mg-letter")) // 0 where a page takes no style sheets
  return (usual && Number.parseFloat(style.fontSize) / usual) || 1
}

/** The width and height of an element, in px that grow with the letters.
 *
 * @param {Element} room
 */
export function roomIn(room) {
  const times = enlargement(room)
  return [room.clientWidth / times, room.clientHeight / times]
}

let made = 0
export const freshId = () => `mg-${Date.now().toString(36)}-${made++}`

/** Keys for as long as the focus is inside host, and no longer. They are taken at the window, on their way down: a notebook
 * listens for its shortcuts at the document, before the event reaches us.
 *
 * @param {HTMLElement} host
 * @param {(event: KeyboardEvent & { target: Element }) => boolean} handle returns whether the key was one of ours.
 */
export function listenForKeys(host, handle) {
  const listener = (/** @type {any} */ event) => {
    if (!host.contains(event.target)) return // the focus was lost with what had it
    const typing = event.target.matches("input:not([type=range]), select")
    const character = typing && event.key.length === 1 // ( and * need the shift key
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && !character)) return
    if (typing ? event.key !== "Escape" : handle(event)) event.stopImmediatePropagation()
  }
  host.addEventListener("focusin", () => addEventListener("keydown", listener, true))
  host.addEventListener("focusout", () => removeEventListener("keydown", listener, true))
}

/** Hands over the kernel's side of a host, once there is one.
 *
 * @param {string} token
 * @param {(model: Model) => void} connect
 */
export function whenLinked(token, connect) {
  const waiting = globalThis.microgradLinks?.get(token)
  if (waiting) connect(waiting)
  addEventListener("micrograd-link", event => {
    const model = globalThis.microgradLinks?.get(token)
    if (event.detail === token && model) connect(model)
  })
}

/** The host that was run last: its keys work before anybody has touched it. @type {HTMLElement | null} */
let latest = null

/** Some keys for who has just run a cell and not yet moved on: until he touches or types elsewhere, or runs another. A page that
 * only opens (a notebook is loaded, a page is read) takes no keys.
 *
 * @param {HTMLElement} host
 * @param {(event: KeyboardEvent & { target: Element }) => boolean} handle returns whether the key was one of ours.
 */
export function keysUntilLeft(host, handle) {
  if (!wasTouched()) return
  latest = host
  const stop = () => {
    removeEventListener("keydown", listener, true)
    removeEventListener("pointerdown", leave, true)
  }
  const leave = (/** @type {any} */ event) => host.contains(event.target) || stop()
  const listener = (/** @type {any} */ event) => {
    if (latest !== host || !host.isConnected) return stop()
    const { target } = event
    if (host.contains(target)) return // it has the focus: listenForKeys
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (target.matches?.("input, select, textarea, .mg *") || target.closest?.("[contenteditable=true]")) return
    if (host.closest("details:not([open])")) return // it waits behind a question
    const { top, bottom } = host.getBoundingClientRect()
    if (bottom < 0 || top > innerHeight) return
    if (handle(event)) event.stopImmediatePropagation()
  }
  addEventListener("keydown", listener, true)
  addEventListener("pointerdown", leave, true)
}

/** Whether anybody has pressed anything since this page was opened; what he did before a reload does not count. */
const wasTouched = () => ["keydown", "pointerdown"].some(type => (performance.eventCounts?.get(type) ?? 0) > 0)
