// The plane of a training: the decision boundary with the points on it, and where a point may be added.

import { lineAt, regionOf } from "./contours.js"
import { scorer } from "./forward.js"
import { element, enlargement, roomIn } from "./host.js"
import { formatted } from "./numbers.js"
import { unpacked } from "./packing.js"
import { filledIn } from "./sentences.js"
import { filled, lined, moved, shape } from "./shapes.js"

/** @import { Grid } from "./contours.js" */
/** @import { NetLayer } from "./forward.js" */
/** @import { TrainingFrame, TrainingSetup, Words } from "./types.d.ts" */

const CELL = 9 // px of the grid that is computed
const MARGIN_LEVEL = 1 // a score beyond it is beyond doubt, and its side is darker
const STEP_OF_CROSS = 0.05 // of the height, by an arrow key
const POINT = 6.5 // px

export class Field {
  /** @type {[left: number, bottom: number, right: number, top: number]} what is seen of the plane. */
  view = [0, 0, 1, 1]
  /** @type {[number, number] | undefined} where the cross stands that the keys move. */
  cross

  /**
   * @param {Words} words
   * @param {TrainingSetup} setup
   * @param {(x: number, y: number, label: number) => void} add takes a new point.
   */
  constructor(words, setup, add) {
    this.words = words
    this.setup = setup
    this.add = add
    this.mayAdd = false
    this.background = shape("g")
    this.dots = shape("g")
    this.mark = shape("path", { d: "M-12 0H12M0 -12V12", "stroke-width": 2.5, ...lined("ink") })
    this.svg = shape("svg", { role: "img", "aria-label": words.field }, this.background, this.dots, this.mark)
    this.read = element("p", { className: "mg-caption" })
    this.chosen = element("button", { type: "button", className: "mg-class", onclick: () => this.choose(-this.label) })
    this.label = 1
    this.element = element(
      "div",
      { className: "mg-plane" },
      element("div", { className: "mg-line" }, this.read, this.chosen),
      element("div", { className: "mg-room" }, this.svg),
    )
    this.choose(1)
    this.listen()
  }

  listen() {
    const { svg } = this
    svg.addEventListener("pointermove", event => this.point(this.placeOf(/** @type {PointerEvent} */ (event))))
    svg.addEventListener("pointerleave", () => this.point())
    svg.addEventListener("click", event => this.put(/** @type {MouseEvent} */ (event), event.shiftKey))
    svg.addEventListener("contextmenu", event => {
      if (!this.mayAdd) return
      event.preventDefault()
      this.put(/** @type {MouseEvent} */ (event), true)
    })
    svg.addEventListener("blur", () => this.moveCross())
  }

  /** Whether points may be added: as long as somebody hears of them.
   *
   * @param {boolean} may
   */
  allow(may) {
    this.mayAdd = may && !!this.setup.window
    this.chosen.hidden = !this.mayAdd
    this.svg.classList.toggle("mg-adds", this.mayAdd)
    if (this.mayAdd) this.svg.setAttribute("tabindex", "0")
    else this.svg.removeAttribute("tabindex")
    this.svg.setAttribute("role", this.mayAdd ? "application" : "img")
    this.svg.setAttribute("aria-label", this.mayAdd ? this.words.field_keys : this.words.field)
  }

  /** @param {number} label the class of the points that are added. */
  choose(label) {
    this.label = label
    this.chosen.textContent = filledIn(this.words.add, { point: label > 0 ? "● +1" : "▲ -1" })
  }

  // ---- what is seen

  /** Fits the window into the room that there is: a step to the right is as long as one upwards. */
  place() {
    const [width, height] = roomIn(/** @type {HTMLElement} */ (this.svg.parentElement))
    if (!width || !height || !this.setup.window) return
    const [left, bottom, right, top] = this.setup.window
    const scale = Math.min(width / (right - left), height / (top - bottom))
    const [x, y] = [(left + right) / 2, (bottom + top) / 2]
    this.view = [x - width / scale / 2, y - height / scale / 2, x + width / scale / 2, y + height / scale / 2]
    this.size = [width, height]
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  }

  /**
   * @param {NetLayer[]} layers
   * @param {TrainingFrame} frame
   * @param {number[]} scores of the points; [] where they are not known.
   */
  draw(layers, frame, scores) {
    if (!this.size) return
    const [width, height] = this.size
    this.layers = layers
    const grid = this.gridOf(layers, frame)
    const [left, bottom, right, top] = this.setup.boundary === "asked" && this.setup.window ? this.setup.window : this.view
    this.background.replaceChildren()
    if (grid) {
      const [a, b] = this.onScreen([left, top])
      const [c, d] = this.onScreen([right, bottom])
      const scale = `translate(${a.toFixed(2)} ${d.toFixed(2)}) scale(${((c - a) / (grid.columns - 1)).toFixed(4)} ${(-(d - b) / (grid.rows - 1)).toFixed(4)})`
      const sides = [
        [0, 1, "positive"],
        [MARGIN_LEVEL, 1, "positive"],
        [0, -1, "negative"],
        [-MARGIN_LEVEL, -1, "negative"],
      ]
      for (const [level, sign, colour] of sides) {
        const d = regionOf(grid, +level, +sign)
        this.background.append(
          shape("path", { d, "fill-opacity": 0.17, "shape-rendering": "crispEdges", ...filled(`${colour}`), transform: scale }),
        )
      }
      this.background.append(
        shape("path", {
          d: lineAt(grid, 0),
          "stroke-width": 3.5 * enlargement(this.svg),
          "vector-effect": "non-scaling-stroke",
          ...lined("ink"),
          transform: scale,
          "data-boundary": "",
        }),
      )
    }
    const { points, labels } = this.setup
    this.dots.replaceChildren(...points.slice(0, frame.count).map((place, i) => this.dotOf(place, Number(labels[i]), scores[i])))
    this.background.prepend(shape("rect", { width, height, ...filled("stage") }))
    this.moveCross(this.cross)
  }

  /** The scores all over the picture: computed, or as the model was asked for them.
   *
   * @param {NetLayer[]} layers
   * @param {TrainingFrame} frame
   * @returns {Grid | undefined}
   */
  gridOf(layers, frame) {
    const { boundary, activations, grid } = this.setup
    if (boundary === "asked" && frame.grid) return { columns: grid[0], rows: grid[1], scores: unpacked(frame.grid) }
    if (boundary !== "computed" || !activations || !this.size) return undefined
    const [width, height] = this.size
    const [columns, rows] = [Math.ceil(width / CELL) + 1, Math.ceil(height / CELL) + 1]
    const [left, bottom, right, top] = this.view
    const scoreAt = scorer(layers, activations)
    const scores = new Float64Array(columns * rows)
    const place = [0, 0]
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        place[0] = left + ((right - left) * c) / (columns - 1)
        place[1] = bottom + ((top - bottom) * r) / (rows - 1)
        scores[r * columns + c] = scoreAt(place)
      }
    }
    return { columns, rows, scores }
  }

  /**
   * @param {number[]} place
   * @param {number} label
   * @param {number | undefined} score
   */
  dotOf(place, label, score) {
    const [x, y] = this.onScreen(place)
    const wrong = score !== undefined && !(score * label > 0)
    const look = { transform: moved(x, y), "data-wrong": wrong ? "" : null, "data-point": label, "stroke-width": wrong ? 3 : 1.5 }
    const colours = filled(wrong ? "ink" : "paper", label > 0 ? "positive" : "negative")
    if (label > 0) return shape("circle", { r: wrong ? POINT + 1 : POINT, ...look, ...colours })
    return shape("path", { d: wrong ? "M0 -9L8.500 6.500H-8.500z" : "M0 -8L7.500 5.500H-7.500z", ...look, ...colours })
  }

  /** @param {number[]} place */
  onScreen([x, y]) {
    const [left, bottom, right, top] = this.view
    const [width, height] = this.size ?? [0, 0]
    return [((x - left) / (right - left)) * width, ((top - y) / (top - bottom)) * height]
  }

  // ---- what is pointed at, and added

  /** @param {MouseEvent} event */
  placeOf(event) {
    const box = this.svg.getBoundingClientRect()
    return this.placeAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  /**
   * @param {number} across from 0 to 1.
   * @param {number} down from 0 to 1.
   * @returns {[number, number]}
   */
  placeAt(across, down) {
    const [left, bottom, right, top] = this.view
    return [left + across * (right - left), top - down * (top - bottom)]
  }

  /** @param {[number, number]} [place] */
  point(place) {
    const { words, setup, layers } = this
    const known = place && layers && setup.boundary === "computed" && setup.activations
    this.read.textContent = known
      ? filledIn(words.score, {
          x: place[0].toFixed(2),
          y: place[1].toFixed(2),
          score: formatted(scorer(layers, setup.activations ?? [])(place)),
        })
      : this.legend
  }

  get legend() {
    return this.setup.window ? this.words.legend : ""
  }

  /**
   * @param {MouseEvent} event
   * @param {boolean} other whether it is of the other class.
   */
  put(event, other) {
    if (this.mayAdd) this.add(...this.placeOf(event), other ? -this.label : this.label)
  }

  /** @param {[number, number]} [cross] */
  moveCross(cross) {
    this.cross = cross
    this.mark.setAttribute("visibility", cross ? "visible" : "hidden")
    if (!cross) return
    const [x, y] = this.onScreen(cross)
    this.mark.setAttribute("transform", moved(x, y))
    this.point(cross)
  }

  /** Returns whether a key was one of the field's.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (!this.mayAdd || event.target !== this.svg) return false
    const [left, bottom, right, top] = this.view
    const [x, y] = this.cross ?? this.placeAt(0.5, 0.5)
    const step = STEP_OF_CROSS * (top - bottom)
    const way = WAYS_OF_CROSS[event.key]
    if (way) this.moveCross([Math.min(right, Math.max(left, x + step * way[0])), Math.min(top, Math.max(bottom, y + step * way[1]))])
    else if (event.key === "Enter" || event.key === " ") this.add(x, y, this.label)
    else if (event.key === "-") this.add(x, y, -this.label)
    else return false
    event.preventDefault()
    return true
  }
}

/** @type {Record<string, [right: number, up: number]>} */
const WAYS_OF_CROSS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
