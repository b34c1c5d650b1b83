// The playground: an expression is drawn and played by the page itself, a program by Python, if the page has one.
// What is typed stands in the address, from which a link is read; it is stored nowhere.

import { graphvizOf } from "../../../viz/drawing/wasm_graphviz.js"
import { element } from "../../../viz/outputs/js/host.js"
import { filledIn } from "../../../viz/outputs/js/sentences.js"
import { NotRead } from "../../../viz/outputs/js/twins/grammar.js"
import { openTyped } from "../../../viz/outputs/js/twins/typed.js"

/** @import { TypedData } from "../../../viz/outputs/js/types.d.ts" */

/** @typedef {{ frame: string, program: string, folder: string, sizes: Record<string, number>, title: string, language: string }} PythonFiles
 *  @typedef {{ words: Record<string, string>, typed: TypedData, graphviz: string, python: PythonFiles | null }} PlaygroundData
 *  @typedef {{ run: (code: string, begins: () => void) => Promise<void>, stop: () => void }} Runner */

const MOST_CHARACTERS = 20_000 // characters of a text that an address can still carry
const MOST_ROWS = 10 // of the field: below it there is room for what is played
const IN_ADDRESS = "text" // what a text is called there
const STATEMENT = /^\s*(class|def|async|import|from|for|while|if|try|with|return|print|lambda|@)\b|^\s*@/m

export class Playground {
  /** @type {Promise<ReturnType<typeof graphvizOf>> | undefined} */
  graphviz

  /**
   * @param {HTMLElement} host
   * @param {PlaygroundData} data
   * @param {(room: HTMLElement, told: (part: number) => void) => Runner} [runnerIn] - makes what runs programs in a room of the
   *   page; it tells how much of Python is there, from 0 to 1.
   */
  constructor(host, data, runnerIn) {
    this.data = data
    this.words = data.words
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (host.querySelector(`.pg-${name}`))
    this.field = /** @type {HTMLTextAreaElement} */ (part("text"))
    this.stopping = /** @type {HTMLButtonElement} */ (part("stop"))
    this.bar = /** @type {HTMLProgressElement} */ (part("bar"))
    this.link = /** @type {HTMLInputElement} */ (part("link"))
    this.said = part("said")
    this.drawn = part("drawn")
    this.ran = part("ran")
    const form = /** @type {HTMLFormElement} */ (part("form"))
    form.hidden = false
    form.addEventListener("submit", event => {
      event.preventDefault()
      this.play()
    })
    this.field.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit()
    })
    this.stopping.addEventListener("click", () => this.stop(this.words.stopped))
    part("share").addEventListener("click", () => this.share())
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (host.querySelectorAll(".pg-example")))
      button.addEventListener("click", () => this.begin(button.value))
    this.runner = runnerIn?.(this.ran, part => this.tellHowFar(part))
    addEventListener("hashchange", () => this.read())
    this.read()
  }

  /** Begins with what the address carries; without that with the example that stands there. */
  read() {
    const text = new URLSearchParams(location.hash.slice(1)).get(IN_ADDRESS)
    if (text === null) this.begin(this.field.value)
    else if (text !== this.field.value) this.begin(text, true)
  }

  /** Takes a text as if it had been typed. An expression is played at once; a program only when somebody asks for it.
   *
   * @param {string} text
   * @param {boolean} [isFromLink]
   */
  begin(text, isFromLink = false) {
    this.field.value = text
    this.field.rows = Math.min(Math.max(text.split("\n").length, 4), MOST_ROWS)
    this.clear()
    if (isFromLink) this.runner?.stop() // what a link has run before is not to act on this one
    if (!STATEMENT.test(text)) this.play()
    else this.tell(isFromLink ? this.words["from link"] : this.words["press play"])
  }

  clear() {
    if (!this.stopping.hidden) this.stop("")
    this.ran.hidden = true
    this.drawn.replaceChildren()
    this.link.hidden = true
    this.tell("")
  }

  /** Ends the program that runs.
   *
   * @param {string} said
   */
  stop(said) {
    this.runner?.stop()
    this.settle(said)
  }

  /** Nothing runs any more.
   *
   * @param {string} said
   * @param {boolean} [isWrong]
   */
  settle(said, isWrong) {
    this.bar.hidden = true
    this.stopping.hidden = true
    this.tell(said, isWrong)
  }

  async play() {
    const text = this.field.value
    if (text.length > MOST_CHARACTERS) return this.tell(filledIn(this.words["too long"], { most: MOST_CHARACTERS }), true)
    this.keepInAddress(text)
    await (STATEMENT.test(text) ? this.run(text) : this.draw(text))
  }

  /** @param {string} text - an expression */
  async draw(text) {
    this.clear()
    const host = element("div", { className: "mg mg-player" })
    try {
      this.graphviz ??= unpacked(this.data.graphviz).then(graphvizOf)
      const graphviz = await this.graphviz
      this.drawn.replaceChildren(host)
      const { assumed } = openTyped(host, text, graphviz, this.data.typed)
      this.tell(assumed.length ? filledIn(this.words.assumed, { names: assumed.join(this.words.comma) }) : "")
    } catch (problem) {
      host.remove()
      if (!(problem instanceof NotRead)) throw problem
      this.tell(filledIn(this.data.typed.words.errors[problem.key], problem.facts), true)
    }
  }

  /** @param {string} code */
  async run(code) {
    this.clear()
    this.ran.hidden = false
    if (!this.runner) return this.tell(this.words["no python"], true)
    this.tell(this.words.starting)
    this.stopping.hidden = false
    try {
      await this.runner.run(code, () => this.tell(this.words.running))
      this.settle("")
    } catch (problem) {
      if (/** @type {Error} */ (problem).name === "AbortError") return // who stopped it has said so, and another may run
      this.settle(filledIn(this.words.failed, { problem: `${problem}` }), true)
    }
  }

  /** @param {number} part - of Python that is there */
  tellHowFar(part) {
    this.bar.hidden = part >= 1
    this.bar.value = part
  }

  /** @param {string} text */
  keepInAddress(text) {
    history.replaceState(null, "", `#${new URLSearchParams({ [IN_ADDRESS]: text })}`)
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.language"))) link.hash = location.hash
  }

  /** Copies a link to what is typed; where the browser does not let it, shows the link to be copied. */
  async share() {
    this.keepInAddress(this.field.value)
    try {
      await navigator.clipboard.writeText(location.href)
      this.tell(this.words.copied)
    } catch {
      this.link.value = location.href
      this.link.hidden = false
      this.link.select()
      this.tell(this.words["copy this"])
    }
  }

  /**
   * @param {string} text
   * @param {boolean} [isWrong] - whether it tells what is wrong with what is typed
   */
  tell(text, isWrong = false) {
    this.field.ariaInvalid = `${isWrong}`
    this.said.textContent = text
  }
}

/** @param {string} packed - a file, compressed by gzip, in base64 */
async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), character => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
