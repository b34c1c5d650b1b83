// Plays the steps of an animation over its picture. What each step says stands in the table that Python wrote; what it changes
// comes as a list of small deltas. Stepping back takes the same deltas the other way.

import { calculated } from "./arithmetic.js"
import { claim, element, freshId, listenForKeys } from "./host.js"
import { formatted } from "./numbers.js"
import { Stage } from "./stage.js"

/** @import { Answered, Ask, Change, Contribution, Flow, PlayerData, Row, Step, Words } from "./types.d.ts" */

/** Plays an animation in every host of the page that has this token.
 *
 * @param {string} token
 * @param {PlayerData} data
 */
export function show(token, data) {
  claim(token, host => new Player(host, data))
}

const ICONS = {
  first: "M3 3h3v12H3zM15 3v12L6.5 9z",
  back: "M12.5 3v12L4 9z",
  play: "M4 2.5v13L15 9z",
  pause: "M4 3h4v12H4zM10.5 3h4v12h-4z",
  forward: "M5.500 3v12L14 9z",
  last: "M12 3h3v12h-3zM3 3v12L11.500 9z",
}
const SPEEDS = ["0.5", "1", "2", "4"]
const PAUSE = 2400 // ms from one step to the next, at speed 1
const WAY = 1300 // ms that a number travels

class Player {
  // What build makes.
  /** @type {Record<"first" | "back" | "play" | "forward" | "last", HTMLButtonElement>} */
  buttons
  /** @type {HTMLInputElement} */
  scrubber
  /** @type {HTMLSelectElement} */
  speed
  /** @type {Record<"name" | "symbol" | "number", HTMLElement>[]} */
  moves
  /** @type {Stack} */
  sentences
  /** @type {Stack} */
  code
  /** @type {HTMLLabelElement} */
  asked
  /** @type {HTMLInputElement} */
  field
  /** @type {HTMLElement} */
  count
  /** @type {HTMLElement} */
  panel
  /** @type {HTMLElement} */
  story
  /** @type {HTMLElement} */
  heard
  /** @type {HTMLElement} */
  table
  /** @type {HTMLElement} */
  title
  /** @type {HTMLElement} */
  arithmetic
  /** @type {HTMLElement} */
  list
  /** @type {HTMLElement} */
  findings
  /** @type {HTMLElement} */
  question
  /** @type {HTMLElement} */
  feedback

  /**
   * @param {HTMLElement & { player?: Player }} host
   * @param {PlayerData} data
   */
  constructor(host, data) {
    host.player = this // for a page that wants to drive it
    this.host = host
    this.words = data.words
    this.steps = data.steps
    this.graph = data.graph
    this.now = 0
    this.playing = false
    /** @type {number | null} the question that waits for an answer. */
    this.waiting = null
    /** @type {number | undefined} the value whose story is open. */
    this.told = undefined
    this.rows = [.../** @type {NodeListOf<HTMLTableRowElement>} */ (host.querySelectorAll(".mg-steps tbody tr"))].map(readRow)
    this.stage = new Stage(host, data.words.picture)
    this.changes = changesOf(data)
    /** @type {(Answered | null)[]} */
    this.answers = data.steps.map(step => (step.ask ? { tries: 0, solved: false } : null))
    this.build(data)
    this.toStart()
    listenForKeys(host, event => this.key(event))
    addEventListener("beforeprint", () => host.isConnected && this.print())
  }

  // ---- what stands on the page

  /** @param {PlayerData} data */
  build(data) {
    const { words } = this
    const button = (/** @type {keyof Player["buttons"]} */ name) => {
      const made = element(
        "button",
        { type: "button", title: words[name], ariaLabel: words[name], onclick: () => this.press(name) },
        icon(ICONS[name]),
      )
      if (name === "play") made.className = "mg-main"
      return made
    }
    this.buttons = {
      first: button("first"),
      back: button("back"),
      play: button("play"),
      forward: button("forward"),
      last: button("last"),
    }
    this.scrubber = element("input", {
      type: "range",
      min: 0,
      max: this.steps.length - 1,
      value: 0,
      ariaLabel: words.which,
      oninput: () => this.jump(+this.scrubber.value),
    })
    this.count = element("span", { className: "mg-count" })
    this.speed = element(
      "select",
      { ariaLabel: words.speed },
      ...SPEEDS.map(x => element("option", { value: x, selected: x === "1" }, `${x}×`)),
    )
    const ticks = this.steps.flatMap((step, i) => (step.wrong || step.unknown ? [this.tick(i, !step.wrong)] : []))
    const bar = element(
      "div",
      { className: "mg-bar", role: "group", ariaLabel: words.controls },
      ...Object.values(this.buttons),
      element("span", { className: "mg-scrubber" }, this.scrubber, ...ticks),
      this.count,
      this.speed,
    )
    this.panel = this.buildPanel(data)
    this.story = element("div", { className: "mg-story", hidden: true })
    this.heard = element("div", { className: "mg-heard", ariaLive: "polite" })
    this.stage.element.after(bar, this.panel, this.story, this.heard)
    this.stage.makeChoosable(
      i => this.nameAndNumbers(i),
      i => this.tell(i),
      i => this.told !== undefined && this.tell(i), // an open story follows the focus
    )
    this.table = /** @type {HTMLElement} */ (this.host.querySelector(".mg-steps"))
  }

  /**
   * @param {number} i
   * @param {boolean} doubtful whether something is not known there, and nothing is wrong.
   */
  tick(i, doubtful) {
    const tick = element("span", { className: "mg-tick", ariaHidden: "true" }, doubtful ? "?" : "▲")
    tick.classList.toggle("mg-doubtful", doubtful)
    tick.style.left = `calc(9px + (100% - 18px) * ${i / Math.max(1, this.steps.length - 1)})`
    return tick
  }

  /** @param {PlayerData} data */
  buildPanel({ words, code, findings }) {
    const panel = element("div", { className: "mg-panel", role: "group", ariaLabel: words.panel })
    this.title = element("p", { className: "mg-title mg-shown" })
    this.arithmetic = element("p", { className: "mg-arithmetic mg-shown" })
    this.moves = ["local", "upstream", "accumulate"].map(move => ({
      name: element("span", { className: "mg-move" }, words[move]),
      symbol: element("span", { className: "mg-symbol" }),
      number: element("span", { className: "mg-number mg-shown" }),
    }))
    const told = this.steps.filter(step => step.kind === "contribution").map(step => this.movesOf(step))
    const numbers = this.moves.map(({ number }, i) =>
      placeOf(
        "mg-numbers",
        number,
        told.map(move => move[i][1]),
      ),
    )
    this.list = element("div", { className: "mg-moves" }, ...this.moves.flatMap((move, i) => [move.name, move.symbol, numbers[i]]))
    this.sentences = new Stack([...new Set(this.rows.map(row => row.sentence))].map(text => [text, element("p", {}, text)]))
    this.sentences.element.className += " mg-sentences"
    this.findings = element("div", { className: "mg-findings mg-none", hidden: !findings })
    this.question = this.buildQuestion(words)
    const asks = this.answers.some(Boolean)
    this.feedback = element("p", { className: "mg-feedback mg-shown", hidden: !asks, role: "status" })
    /** @type {[key: string | number, HTMLElement][]} */
    const excerpts = code.map((lines, i) => [i, element("div", { className: "mg-excerpt" }, ...lines.map(codeLine))])
    if (asks) excerpts.push(["think", element("p", {}, words.think)])
    this.code = new Stack(excerpts)
    this.code.element.className += " mg-code"
    this.code.element.setAttribute("aria-label", words.code)
    this.code.element.setAttribute("role", "group")
    const titles = placeOf(
      "mg-titles",
      this.title,
      this.rows.map(row => row.title),
    )
    const sums = placeOf(
      "mg-first",
      this.arithmetic,
      this.rows.map(row => row.arithmetic),
    )
    sums.append(this.question)
    const feedback = placeOf(
      "mg-feedbacks",
      this.feedback,
      asks ? [words.nudge, words.only_contribution, words.only_slope, words.in_the_end, words.own_number, words.not_a_number] : [],
    )
    const left = element("div", {}, sums, this.findings, feedback, this.list, this.sentences.element)
    panel.append(titles, left, ...(code.length ? [this.code.element] : []))
    panel.classList.toggle("mg-asks", asks)
    panel.classList.toggle("mg-no-code", !code.length)
    return panel
  }

  /** @param {Words} words */
  buildQuestion(words) {
    const id = freshId()
    const questions = this.steps.map(step => (step.ask ? filled(words.ask, { operand: this.graph.short[step.value] }) : ""))
    this.asked = element("label", { htmlFor: id }, longestOf(questions)[0])
    this.field = element("input", { id, type: "text", autocomplete: "off", spellcheck: false, placeholder: words.answer ?? "" })
    const show = element("button", { type: "button", onclick: () => this.reveal() }, words.show ?? "")
    const form = element(
      "form",
      { className: "mg-ask mg-shown", hidden: true },
      this.asked,
      this.field,
      element("button", { type: "submit" }, words.check ?? ""),
      show,
    )
    form.addEventListener("submit", event => {
      event.preventDefault()
      this.answer()
    })
    return form
  }

  // ---- going from step to step

  /** @param {string} name of a button. */
  press(name) {
    const last = this.steps.length - 1
    if (name === "play") return this.playing ? this.pause() : this.play()
    this.pause()
    const back = this.waiting === null ? this.now - 1 : this.now // a question stands before the step that it asks for
    const target = { first: 0, back, forward: this.now + 1, last }[name]
    this.jump(/** @type {number} */ (target), name === "forward")
  }

  /** @param {KeyboardEvent & { target: Element }} event */
  key(event) {
    const onButton = event.target.matches("button, summary")
    const name = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last" }[event.key]
    if (event.key === "Escape") return this.closeStory()
    if (event.key === "Enter" || event.key === " ") {
      if (onButton) return true // the browser presses it
      const i = this.stage.values.findIndex(({ box }) => box === event.target)
      if (event.key === "Enter" && i < 0) return false
      event.preventDefault()
      if (event.key === "Enter") this.tell(i)
      else this.press("play")
      return true
    }
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const moved = this.stage.focusNext(event.key === "ArrowUp" ? -1 : 1)
      if (moved) event.preventDefault()
      return moved || event.target === this.scrubber
    }
    if (!name) return false
    event.preventDefault()
    this.press(name)
    return true
  }

  play() {
    if (this.now === this.steps.length - 1) this.jump(0)
    this.playing = true
    this.drawPlay()
    this.next()
  }

  next() {
    if (!this.playing || !this.host.isConnected) return this.pause()
    this.jump(this.now + 1, true)
    if (this.waiting !== null || this.now === this.steps.length - 1) return this.pause()
    this.timer = setTimeout(() => this.next(), PAUSE / +this.speed.value)
  }

  pause() {
    clearTimeout(this.timer)
    this.playing = false
    this.drawPlay()
  }

  drawPlay() {
    const name = this.playing ? "pause" : "play"
    this.buttons.play.replaceChildren(icon(ICONS[name]))
    this.buttons.play.title = this.buttons.play.ariaLabel = this.words[name]
  }

  /** Goes to a step. A question that nobody has answered is never jumped over: it is asked first.
   *
   * @param {number} target
   * @param {boolean} travelling whether the numbers are seen on their way.
   */
  jump(target, travelling = false) {
    target = Math.max(0, Math.min(target, this.steps.length - 1))
    const question = this.answers.findIndex((answer, i) => answer && !answer.solved && i > this.now && i <= target)
    this.stage.arrive()
    this.patch(question < 0 ? target : question - 1)
    this.waiting = question < 0 ? null : question
    if (travelling && question < 0) this.travel(this.steps[this.now])
    this.show()
  }

  toStart() {
    // The drawing arrives as it looks at the end.
    for (const change of this.changes.toReversed())
      for (const [apply, key, before] of change.toReversed()) /** @type {any} */ (this.stage)[apply](key, before)
    this.jump(0)
  }

  /** @param {number} target */
  patch(target) {
    while (this.now < target)
      for (const [apply, key, , after] of this.changes[++this.now]) /** @type {any} */ (this.stage)[apply](key, after)
    while (this.now > target)
      for (const [apply, key, before] of this.changes[this.now--].toReversed()) /** @type {any} */ (this.stage)[apply](key, before)
  }

  /** What a step changes is seen when its number arrives.
   *
   * @param {Step} step
   */
  travel(step) {
    const speed = +this.speed.value
    if (step.kind === "contribution") {
      const edges = [`r${step.result}`, `e${step.result}_${step.slot}`]
      this.stage.travel(
        [{ texts: [/** @type {string} */ (step.upstream), step.contribution], edges, against: true }],
        WAY / speed,
        ...this.afterwards(),
      )
    } else if (step.kind === "forward") {
      const numbers = this.graph.operands[step.value].flatMap((operand, slot) =>
        operand === null ? [] : [{ texts: [this.stage.final[operand]], edges: [`e${step.value}_${slot}`], against: false }],
      )
      this.stage.travel(numbers, WAY / 2 / speed, ...this.afterwards())
    }
  }

  /** @returns {[depart: () => void, arrived: () => void]} */
  afterwards() {
    /** @type {(changes: Change[], moment: 2 | 3) => () => void} */
    const apply = (changes, moment) => () =>
      changes.forEach(change => /** @type {any} */ (this.stage)[change[0]](change[1], change[moment]))
    const changes = this.changes[this.now]
    const arrive = apply(changes, 3)
    const arrived = () => {
      arrive()
      if (this.told !== undefined) this.tell(this.told)
    }
    return [apply(changes.toReversed(), 2), arrived]
  }

  // On paper all is as it is in the end, or as far as the questions have been answered.
  print() {
    const { now } = this
    this.jump(this.steps.length - 1)
    addEventListener("afterprint", () => this.jump(now), { once: true })
  }

  // ---- showing where we are

  show() {
    const { now, steps, words } = this
    const shown = this.waiting ?? now
    const step = steps[shown]
    const row = this.rows[shown]
    const asking = this.waiting !== null
    const { stage } = this
    stage.light(litBy(stage, step))
    this.scrubber.value = `${now}`
    this.scrubber.ariaValueText = `${filled(words.step_of, { step: now, steps: steps.length - 1 })}. ${this.rows[now].title}`
    this.count.textContent = filled(words.step_of, { step: shown, steps: steps.length - 1 })
    // Not `disabled`: that would drop the focus, and with it the player's keys, to the page.
    this.buttons.first.ariaDisabled = this.buttons.back.ariaDisabled = `${now === 0 && !asking}`
    this.buttons.forward.ariaDisabled = this.buttons.last.ariaDisabled = `${asking || now === steps.length - 1}`
    this.title.textContent = row.title
    this.arithmetic.textContent = asking ? "" : row.arithmetic
    this.arithmetic.hidden = asking
    this.question.hidden = !asking
    const untried = asking && this.answers[shown]?.tries === 0
    this.showMoves(step, untried, asking)
    this.sentences.show(untried ? "" : row.sentence)
    const remarks = asking ? [] : [...row.findings.map(text => `≠ ${text}`), ...row.doubts.map(text => `? ${text}`)]
    this.findings.replaceChildren(...remarks.map(text => element("p", {}, text)))
    this.findings.classList.toggle("mg-none", !remarks.length)
    this.findings.classList.toggle("mg-doubtful", !row.findings.length)
    this.showCode(step.code, asking)
    if (asking) this.ask(step)
    else this.feedback.textContent = [this.answers[now]?.said, now === steps.length - 1 ? this.score() : ""].filter(Boolean).join("\n")
    this.table.hidden = this.answers.some(answer => answer && !answer.solved)
    this.heard.textContent = [row.title, asking ? this.asked.textContent : row.arithmetic, ...remarks].join(". ")
    if (this.told !== undefined) this.tell(this.told)
  }

  /**
   * @param {Step} step
   * @param {boolean} hidden whether its numbers are not to be seen yet.
   * @param {boolean} asking whether they are asked for.
   */
  showMoves(step, hidden, asking) {
    const moves = step.kind === "contribution" ? this.movesOf(step) : []
    this.list.classList.toggle("mg-idle", !moves.length)
    this.moves.forEach(({ symbol, number }, i) => {
      symbol.textContent = moves[i]?.[0] ?? "\u00a0" // something keeps the line's height
      number.textContent = !moves[i] ? "\u00a0" : hidden || (asking && i === 2) ? "?" : moves[i][1]
    })
  }

  /**
   * @param {Contribution} step
   * @returns {[symbol: string, number: string][]}
   */
  movesOf(step) {
    const [result, operand] = [this.graph.short[step.result], this.graph.short[step.value]]
    const numbers = /** @type {string[]} */ ([step.before, step.contribution, step.after, step.upstream])
    const [before, contribution, after, upstream] = numbers.map(byHand)
    const sum =
      "due" in step
        ? `${before} → ${after}${step.due === null ? "" : ` ≠ ${step.due}`}`
        : `${before} + ${bracketed(contribution, 1)} = ${after}`
    const local = this.graph.slopes[step.result]
    return [
      [`∂${result}/∂${operand}`, local ? shown(Number(local[step.slot])) : "?"],
      [`${result}.grad`, `× ${upstream}`],
      [`${operand}.grad`, sum],
    ]
  }

  /**
   * @param {Step["code"]} code
   * @param {boolean} asking
   */
  showCode(code, asking) {
    const think = asking && this.answers[/** @type {number} */ (this.waiting)]?.tries === 0
    this.code.show(think ? "think" : code ? code[0] : null)
    for (const line of this.code.element.querySelectorAll(".mg-acts")) line.classList.remove("mg-acts")
    if (code && code[1] !== null) this.code.get(code[0]).children[code[1]].classList.add("mg-acts")
  }

  // ---- questions

  /** @param {Step} step */
  ask(step) {
    const text = filled(this.words.ask, { operand: this.graph.short[step.value] })
    if (this.asked.textContent !== text || this.askedStep !== this.waiting) {
      this.field.value = ""
      this.feedback.textContent = ""
    }
    this.askedStep = this.waiting
    this.asked.textContent = text
    if (this.host.contains(document.activeElement)) this.field.focus({ preventScroll: true })
  }

  answer() {
    const given = calculated(this.field.value)
    const waiting = /** @type {number} */ (this.waiting)
    const answer = /** @type {Answered} */ (this.answers[waiting])
    const ask = /** @type {Ask} */ (this.steps[waiting].ask)
    if (given === null) return this.say(this.words.not_a_number)
    if (agrees(given, ask)) return this.solve(filled(this.words.right, { answer: ask.text }), true)
    answer.tries += 1
    if (answer.tries > 1) return this.reveal()
    this.show()
    const slip = ask.slips.find(([number]) => agrees(given, { ...ask, number }))
    this.say(this.words[slip ? slip[1] : "nudge"])
    this.field.select()
  }

  reveal() {
    const ask = /** @type {Ask} */ (this.steps[/** @type {number} */ (this.waiting)].ask)
    this.solve(filled(this.words.revealed, { answer: ask.text }), false)
  }

  /**
   * @param {string} said
   * @param {boolean} right
   */
  solve(said, right) {
    const target = /** @type {number} */ (this.waiting)
    Object.assign(/** @type {Answered} */ (this.answers[target]), { solved: true, right, said })
    const focused = this.question.contains(document.activeElement)
    this.jump(target, true)
    if (focused) this.buttons.forward.focus({ preventScroll: true })
  }

  /** @param {string} text */
  say(text) {
    this.feedback.textContent = text
  }

  score() {
    const answers = this.answers.filter(answer => answer !== null)
    if (!answers.length) return ""
    const right = answers.filter(answer => answer.right)
    const atOnce = right.filter(answer => answer.tries === 0).length
    return filled(this.words.score, { asked: answers.length, right: atOnce, later: right.length - atOnce })
  }

  // ---- the story of one value

  /** @param {number} i */
  nameAndNumbers(i) {
    const { data, grad } = this.stage.values[i]
    return `${this.graph.names[i]}: data ${data.textContent}, grad ${grad.textContent}`
  }

  /** @param {number} i */
  tell(i) {
    const { words, graph } = this
    const heading = element("p", { className: "mg-heading" }, filled(words.story, { name: graph.names[i] }))
    const close = element("button", { type: "button", onclick: () => this.closeStory() }, words.close)
    const opened = this.told === undefined
    this.told = i
    this.story.replaceChildren(
      element("header", {}, heading, close),
      element("p", {}, this.nameAndNumbers(i)),
      element("p", { className: "mg-subheading" }, words.contributions),
      this.contributionsTo(i),
      ...this.pathsFrom(i),
    )
    this.story.hidden = false
    // biome-ignore lint/performance/useDomNodeTextContent: with the breaks between paragraphs, as it is seen
    if (opened) this.heard.textContent = this.story.innerText
  }

  /** @param {number} i */
  contributionsTo(i) {
    const { words, steps, graph } = this
    /** @type {[Step, number][]} */
    const mine = steps.flatMap((step, k) => (step.value === i && "after" in step ? [[step, k]] : []))
    if (!mine.length) return element("p", {}, words.no_contributions)
    const items = mine.map(([step, k]) => {
      const text =
        k > this.now ? `${step.result === undefined ? "" : `${graph.names[step.result]}: `}${words.not_yet}` : this.rows[k].arithmetic
      return element(
        "li",
        { className: k > this.now ? "mg-later" : "" },
        step.result === undefined || k > this.now ? text : `${graph.names[step.result]} → ${text}`,
      )
    })
    return element("ul", {}, ...items)
  }

  /** @param {number} i */
  pathsFrom(i) {
    const { words, graph } = this
    const root = graph.operands.length - 1
    if (i === root) return [element("p", {}, words.is_root)]
    if (this.now < this.steps.length - 1) return [element("p", { className: "mg-later" }, words.paths_at_end)]
    const { paths, count, sum } = pathsToRoot(graph, i)
    const told = paths.map(({ nodes, slopes }) => {
      const product = slopes.reduce((x, y) => x * y, 1)
      const factors = slopes.length > 1 ? `${slopes.map(shown).map(bracketed).join(" × ")} = ` : ""
      return element("li", {}, `${nodes.map(k => graph.names[k]).join(" → ")}: ${factors}${shown(product)}`)
    })
    const rest = sum - paths.reduce((total, { slopes }) => total + slopes.reduce((x, y) => x * y, 1), 0)
    if (count > paths.length) told.push(element("li", {}, filled(words.more_paths, { count: `${count - paths.length}`, sum: shown(rest) })))
    return [
      element("p", { className: "mg-subheading" }, filled(words.paths, { root: graph.names[root] })),
      element("ul", {}, ...told),
      element("p", { className: "mg-sum" }, `= ${shown(sum)}${this.findings.hidden ? "" : ` (${words.true})`}`),
    ]
  }

  closeStory() {
    if (this.told === undefined) return false
    const { box } = this.stage.values[this.told]
    const inside = this.story.contains(document.activeElement)
    this.told = undefined
    this.story.hidden = true
    if (inside) box.focus({ preventScroll: true })
    return true
  }
}

// Several elements in one place, of which one is seen: the place is as large as the largest, so that nothing jumps.
class Stack {
  /** @param {[key: string | number, HTMLElement][]} entries */
  constructor(entries) {
    this.entries = new Map(entries)
    this.element = element("div", { className: "mg-stack" }, ...this.entries.values())
  }

  /** @param {string | number} key */
  get(key) {
    return /** @type {HTMLElement} */ (this.entries.get(key))
  }

  /** @param {string | number | null} key of the one that is seen; null for none. */
  show(key) {
    for (const [name, entry] of this.entries) entry.classList.toggle("mg-shown", name === key)
  }
}

/** The place of a text that changes: as large as the longest of its texts, so that nothing jumps.
 *
 * @param {string} name
 * @param {HTMLElement} shown
 * @param {string[]} texts
 */
function placeOf(name, shown, texts) {
  const spare = (/** @type {string} */ text) => element(/** @type {"p"} */ (shown.localName), { ariaHidden: "true" }, text)
  return element("div", { className: `mg-stack ${name}` }, shown, ...longestOf(texts).map(spare))
}

/** @type {(texts: string[]) => string[]} */
const longestOf = texts => [...new Set(texts)].sort((x, y) => y.length - x.length).slice(0, 3)

/** For each step what it changes; steps are given what was there before, which only this walk knows.
 *
 * @param {PlayerData} data
 * @returns {Change[][]}
 */
function changesOf({ steps, flows, begin }) {
  const grads = [...begin]
  /** @type {Map<string, Flow>} */
  const flowed = new Map()
  /** @type {(i: number, after: string) => Change} */
  const changed = (i, after) => {
    const before = grads[i]
    grads[i] = after
    return ["setGrad", i, before, after]
  }
  return steps.map(step => {
    const after = /** @type {string} */ (step.after)
    if (step.kind === "forward") return [["showData", step.value, false, true]]
    if (step.cleared) return step.cleared.map(i => changed(i, after))
    if (!("after" in step)) return []
    Object.assign(step, { before: grads[step.value], upstream: grads[/** @type {number} */ (step.result)] })
    const changes = [changed(step.value, after)]
    if (step.kind !== "contribution") return changes
    const edge = `e${step.result}_${step.slot}`
    const flow = flows[step.flow]
    changes.push(["setFlow", edge, flowed.get(edge) ?? flows[0], flow], ["showSlope", edge, flowed.has(edge), true])
    flowed.set(edge, flow)
    return changes
  })
}

/**
 * @param {Stage} stage
 * @param {Step} step
 */
function litBy(stage, step) {
  if (step.kind === "forward") return [stage.values[step.value].box, stage.operations[step.value]].filter(Boolean)
  if (step.kind === "start" || step.kind === "end") return []
  const result = step.kind === "silent" ? step.value : step.result
  return [stage.values[step.value].box, ...(result === undefined ? [] : [stage.values[result].box, stage.operations[result]])].filter(
    Boolean,
  )
}

/** All paths are counted, at most eight are told: the first ones in operand order.
 *
 * @param {PlayerData["graph"]} graph
 * @param {number} start
 */
function pathsToRoot({ operands, slopes }, start, most = 8) {
  const root = operands.length - 1
  /** @type {[result: number, slope: number][][]} */
  const users = operands.map(() => [])
  operands.forEach((list, result) =>
    list.forEach((operand, slot) => operand === null || users[operand].push([result, slopes[result] ? Number(slopes[result][slot]) : NaN])),
  )
  const count = new Array(root + 1).fill(0n)
  const sum = new Array(root + 1).fill(0)
  ;[count[root], sum[root]] = [1n, 1]
  for (let i = root - 1; i >= 0; i--)
    for (const [result, slope] of users[i]) if (count[result]) [count[i], sum[i]] = [count[i] + count[result], sum[i] + slope * sum[result]]
  /** @type {{ nodes: number[]; slopes: number[] }[]} */
  const paths = []
  const stack = [{ nodes: [start], slopes: /** @type {number[]} */ ([]) }]
  while (paths.length < most) {
    const path = stack.pop()
    if (!path) break
    const last = path.nodes[path.nodes.length - 1]
    if (last === root) paths.push(path)
    for (const [result, slope] of [...users[last]].reverse())
      if (count[result]) stack.push({ nodes: [...path.nodes, result], slopes: [...path.slopes, slope] })
  }
  return { paths, count: count[start] > 1_000_000n ? 1e6 : Number(count[start]), sum: sum[start] }
}

/** A line too long for the pane goes on below, further in than it began.
 *
 * @param {string} text
 */
function codeLine(text) {
  const line = element("span", {}, text || " ")
  line.style.setProperty("--in", `${text.search(/\S|$/) + 4}ch`)
  return line
}

/**
 * @param {HTMLTableRowElement} row
 * @returns {Row}
 */
function readRow(row) {
  const [, title, arithmetic, sentence, findings, doubts] = [...row.cells]
  const [titleText, arithmeticText, sentenceText] = [title, arithmetic, sentence].map(cell => cell.textContent)
  return {
    title: titleText,
    arithmetic: arithmeticText,
    sentence: sentenceText,
    findings: [...findings.children].map(line => line.textContent),
    doubts: [...doubts.children].map(line => line.textContent),
  }
}

/** Rounded as the numbers on the screen are is right enough.
 *
 * @param {number} given
 * @param {Pick<Ask, "number" | "scale">} ask
 */
function agrees(given, { number, scale }) {
  const truth = Number(number)
  return Object.is(given, truth) || given === truth || Math.abs(given - truth) <= 2e-3 * Math.min(Math.abs(Number(scale)), 1e300)
}

/** @type {(text: string) => string} */
const byHand = text => text.replace(/^\+/, "").replace(/\.0$/, "") // 6 for +6.0
/** @type {(x: number) => string} */
const shown = x => byHand(formatted(x))
/** @type {(text: string, i: number) => string} */
const bracketed = (text, i) => (i && text.startsWith("-") ? `(${text})` : text)

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
function filled(sentence, values) {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => `${values[name]}`)
}

/** @param {string} path */
function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("viewBox", "0 0 18 18")
  svg.setAttribute("aria-hidden", "true")
  svg.innerHTML = `<path d="${path}"/>`
  return svg
}
