// The picture on the page: shows the drawing that came as an image as live SVG, and changes it in place.
// Texts of the learner's enter only through textContent and setAttribute.

import { element } from "./host.js"

/** @import { Flow, Travel } from "./types.d.ts" */

const SVG = "http://www.w3.org/2000/svg"
const NOT_YET = "·"

export class Stage {
  /** @type {((i: number) => string) | undefined} what a value's box says to a screen reader; set by makeChoosable. */
  describe
  /** @type {(() => void) | null} what is done once the numbers on their way have arrived. */
  arrived = null
  /** The next frame of their way. */
  frame = 0

  /**
   * @param {HTMLElement} host
   * @param {string} label what the picture is, to a screen reader.
   */
  constructor(host, label) {
    const image = /** @type {HTMLElement} */ (host.querySelector("img.mg-still"))
    this.svg = document.importNode(
      new DOMParser().parseFromString(source(/** @type {string} */ (image.getAttribute("src"))), "image/svg+xml").documentElement,
      true,
    )
    this.svg.setAttribute("role", "group")
    this.svg.setAttribute("aria-label", label)
    this.values = this.all("data-value").map(box => ({
      box,
      data: /** @type {SVGElement} */ (box.querySelector("[data-part=data]")),
      grad: /** @type {SVGElement} */ (box.querySelector("[data-part=grad]")),
    }))
    this.operations = byId(this.all("data-operation"), "operation")
    this.edges = byId(this.all("data-edge"), "edge")
    this.slopes = byId(this.all("data-slope"), "slope")
    this.final = this.values.map(value => value.data.textContent ?? "")
    /** @type {SVGElement[]} */
    this.lit = []
    this.element = element("div", { className: "mg-stage" }, this.svg)
    image.replaceWith(this.element)
    this.motionless = matchMedia("(prefers-reduced-motion: reduce)")
  }

  /** @param {string} attribute */
  all(attribute) {
    return [.../** @type {NodeListOf<SVGElement>} */ (this.svg.querySelectorAll(`[${attribute}]`))]
  }

  /**
   * @param {number} i
   * @param {string} text
   */
  setData(i, text) {
    this.values[i].data.textContent = text
    this.relabel(i)
  }

  /**
   * @param {number} i
   * @param {boolean} shown
   */
  showData(i, shown) {
    this.setData(i, shown ? this.final[i] : NOT_YET)
  }

  /**
   * @param {number} i
   * @param {string} text
   */
  setGrad(i, text) {
    const { grad } = this.values[i]
    grad.textContent = text
    const sign = text.startsWith("+") ? "positive" : text.startsWith("-") ? "negative" : "ink"
    grad.setAttribute("class", `mg-f-${sign}`)
    this.relabel(i)
  }

  /** @param {number} i */
  relabel(i) {
    if (this.describe) this.values[i].box.setAttribute("aria-label", this.describe(i))
  }

  /**
   * @param {string} edge
   * @param {Flow} flow
   */
  setFlow(edge, [colour, width, dash]) {
    const [line, head] = this.edges[edge].children
    line.setAttribute("class", `mg-s-${colour}`)
    line.setAttribute("stroke-width", `${width}`)
    line.setAttribute("stroke-dasharray", dash || "none")
    head.setAttribute("class", `mg-f-${colour}`)
  }

  /**
   * @param {string} edge
   * @param {boolean} shown
   */
  showSlope(edge, shown) {
    this.slopes[edge]?.setAttribute("visibility", shown ? "visible" : "hidden")
  }

  /** @param {SVGElement[]} groups */
  light(groups) {
    for (const group of this.lit) group.classList.remove("mg-lit")
    for (const group of groups) group.classList.add("mg-lit")
    this.lit = groups
    if (groups.length) this.bringIntoView(groups)
  }

  /** A picture larger than its frame is scrolled inside the frame; the page itself never moves.
   *
   * @param {SVGElement[]} groups
   */
  bringIntoView(groups) {
    const frame = this.element
    if (frame.scrollWidth <= frame.clientWidth && frame.scrollHeight <= frame.clientHeight) return
    const seen = frame.getBoundingClientRect()
    const boxes = groups.map(group => group.getBoundingClientRect())
    /** @type {(from: (box: DOMRect) => number, to: (box: DOMRect) => number) => number} */
    const middle = (from, to) => (Math.min(...boxes.map(from)) + Math.max(...boxes.map(to))) / 2
    frame.scrollBy({
      left:
        middle(
          box => box.left,
          box => box.right,
        ) -
        (seen.left + seen.right) / 2,
      top:
        middle(
          box => box.top,
          box => box.bottom,
        ) -
        (seen.top + seen.bottom) / 2,
      behavior: this.motionless.matches ? "auto" : "smooth",
    })
  }

  /** Sends numbers on their way.
   *
   * @param {Travel[]} numbers
   * @param {number} milliseconds
   * @param {() => void} depart what is done before.
   * @param {() => void} arrived and what afterwards.
   */
  travel(numbers, milliseconds, depart, arrived) {
    if (this.motionless.matches) return
    depart()
    this.arrived = arrived
    const tokens = numbers.map(number => ({ ...number, token: this.token() }))
    const begun = performance.now()
    const frame = (/** @type {number} */ now) => {
      const progress = Math.min(Math.max((now - begun) / milliseconds, 0), 1)
      for (const token of tokens) this.place(token, progress)
      if (progress < 1 && this.svg.isConnected) this.frame = requestAnimationFrame(frame)
      else this.arrive()
    }
    frame(begun)
  }

  arrive() {
    cancelAnimationFrame(this.frame)
    this.arrived?.()
    this.arrived = null
    for (const token of this.svg.querySelectorAll(".mg-token")) token.remove()
  }

  token() {
    const group = document.createElementNS(SVG, "g")
    const [pill, text] = [document.createElementNS(SVG, "rect"), document.createElementNS(SVG, "text")]
    group.setAttribute("class", "mg-token")
    group.setAttribute("aria-hidden", "true")
    set(pill, { y: -15, height: 30, rx: 15, class: "mg-f-ink" })
    set(text, { y: 6, "text-anchor": "middle", "font-size": 18, "font-weight": 700, class: "mg-f-paper" })
    text.style.fontFamily = "var(--mg-mono)"
    group.append(pill, text)
    this.svg.append(group)
    return group
  }

  /**
   * @param {Travel & { token: SVGElement }} number
   * @param {number} progress from 0 to 1.
   */
  place({ token, texts, edges, against }, progress) {
    const stretch = Math.min(Math.floor(progress * edges.length), edges.length - 1)
    const line = /** @type {SVGPathElement} */ (this.edges[edges[stretch]].firstElementChild)
    const part = progress * edges.length - stretch
    const { x, y } = line.getPointAtLength(line.getTotalLength() * (against ? 1 - part : part))
    const [pill, text] = token.children
    if (text.textContent !== texts[stretch]) {
      text.textContent = texts[stretch]
      const width = 11 * texts[stretch].length + 20
      set(pill, { x: -width / 2, width })
    }
    token.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`)
  }

  /** One tab stop for the whole picture; the up and down keys go from value to value.
   *
   * @param {(i: number) => string} describe
   * @param {(i: number) => void} choose
   * @param {(i: number) => void} focused
   */
  makeChoosable(describe, choose, focused) {
    this.describe = describe
    this.values.forEach(({ box }, i) => {
      set(box, { tabindex: i === this.values.length - 1 ? 0 : -1, role: "button" })
      box.addEventListener("click", () => choose(i))
      box.addEventListener("focus", () => {
        for (const value of this.values) value.box.setAttribute("tabindex", value.box === box ? "0" : "-1")
        focused(i)
      })
      this.relabel(i)
    })
  }

  /** @param {1 | -1} step */
  focusNext(step) {
    const i = this.values.findIndex(({ box }) => box === document.activeElement)
    if (i < 0) return false
    this.values[(i + step + this.values.length) % this.values.length].box.focus()
    return true
  }
}

/** @param {string} address a data address. */
function source(address) {
  const text = address.slice(address.indexOf(",") + 1)
  return decodeURIComponent(text)
}

/**
 * @param {SVGElement[]} elements
 * @param {string} kind
 */
function byId(elements, kind) {
  return Object.fromEntries(elements.map(element => [element.dataset[kind], element]))
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`)
}
