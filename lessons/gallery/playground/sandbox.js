// Runs programs in a frame of their own (frame.js), and hands it Python, which it could not fetch by itself.

/** @typedef {import("./playground.js").PythonFiles} PythonFiles */

const TALLEST = 4000 // px: whatever the frame says
const AROUND = 40 // px of the window that a player leaves free

export class Sandbox {
  /** @type {Promise<HTMLIFrameElement> | undefined} */
  frame
  /** @type {Record<string, Blob> | undefined} */
  files
  /** @type {{ state: string, resolve: () => void, reject: (problem: unknown) => void } | undefined} what is waited for. */
  waiting
  ending = new AbortController()
  isNew = false // what is shown: its height is not known yet

  /**
   * @param {HTMLElement} host - where the frame stands
   * @param {PythonFiles} python
   * @param {(part: number) => void} told - hears how much of Python is there, from 0 to 1
   */
  constructor(host, python, told) {
    this.host = host
    this.python = python
    this.told = told
    addEventListener("message", ({ source, data }) => {
      const frame = this.host.querySelector("iframe")
      if (frame && source === frame.contentWindow) this.hear(frame, data ?? {})
    })
  }

  /** Runs a program and shows what it computes. One at a time.
   *
   * @param {string} code
   * @param {() => void} begins - called when Python is there
   * @throws {Error} Python did not start, or ended: the message is for who looks into it; an AbortError after `stop`.
   */
  async run(code, begins) {
    const { signal } = this.ending
    try {
      this.frame ??= this.opened()
      const frame = await this.frame
      begins()
      await this.asked(frame, "shown", { code })
    } catch (problem) {
      signal.throwIfAborted() // whatever the fetching that was broken off says
      this.stop()
      throw problem
    }
  }

  /** Ends whatever runs; the next program gets another Python. */
  stop() {
    this.ending.abort()
    this.waiting?.reject(this.ending.signal.reason)
    this.ending = new AbortController()
    this.frame = undefined
    this.host.replaceChildren()
  }

  async opened() {
    const { signal } = this.ending
    this.files ??= await fetched(this.python, this.told, signal)
    signal.throwIfAborted()
    const frame = document.createElement("iframe")
    frame.setAttribute("sandbox", "allow-scripts")
    frame.allow = "fullscreen"
    frame.title = this.python.title
    frame.srcdoc = this.python.frame
    this.host.replaceChildren(frame)
    await this.asked(frame, "open")
    await this.asked(frame, "ready", { files: this.files, language: this.python.language })
    return frame
  }

  /**
   * @param {HTMLIFrameElement} frame
   * @param {string} state - that it says when it is done
   * @param {object} [what] - what it is told
   * @returns {Promise<void>}
   */
  asked(frame, state, what) {
    return new Promise((resolve, reject) => {
      this.waiting = { state, resolve, reject }
      if (what) frame.contentWindow?.postMessage({ program: this.python.program, most: innerHeight - AROUND, told: what }, "*")
    })
  }

  /**
   * @param {HTMLIFrameElement} frame
   * @param {{ state?: string, problem?: string, height?: number }} said - of which nothing can be relied on
   */
  hear(frame, { state, problem, height }) {
    if (Number(height) > 0) {
      frame.style.height = `${Math.min(Number(height), TALLEST)}px`
      if (this.isNew) frame.scrollIntoView({ block: "nearest" })
      this.isNew = false
    }
    this.isNew ||= state === "shown"
    if (state === "failed") this.waiting?.reject(new Error(`${problem}`))
    else if (state === this.waiting?.state) this.waiting?.resolve()
  }
}

/** {name: file} of all that Python needs.
 *
 * @param {PythonFiles} python
 * @param {(part: number) => void} told
 * @param {AbortSignal} signal
 */
async function fetched({ folder, sizes }, told, signal) {
  const all = Object.values(sizes).reduce((sum, size) => sum + size)
  let there = 0
  const each = Object.keys(sizes).map(async name => {
    const answer = await fetch(`${folder}${name}`, { signal })
    if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`)
    const counting = new TransformStream({
      transform(part, controller) {
        there += part.length
        if (!signal.aborted) told(there / all) // what was under way may still arrive
        controller.enqueue(part)
      },
    })
    return [name, await new Response(answer.body.pipeThrough(counting)).blob()]
  })
  return Object.fromEntries(await Promise.all(each))
}
