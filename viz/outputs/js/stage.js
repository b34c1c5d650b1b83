// The picture on the page: built once from where everything stands; then each scene shows how it looks, and only what is
// different is drawn anew.

import { equation, fall, operation, value } from "./boxes.js"
import { Arc, pathText } from "./curves.js"
import { arrow, bead, ghost, tag } from "./edges.js"
import { element } from "./host.js"
import { shape } from "./shapes.js"

/** @import { Box, Extent, Picture, PictureData, Point, Properties, Scene } from "./types.d.ts" */

/** @type {Properties} */
const NOTHING = {}

export class Stage {
  /** @type {((i: number) => string) | undefined} what a value's box says to a screen reader; set by makeChoosable. */
  describe

  /**
   * @param {HTMLElement} host
   * @param {PictureData} data where everything stands.
   * @param {string} label what the picture is, to a screen reader.
   * @param {string[]} names what stands in the boxes that are sent without a name.
   */
  constructor(host, data, label, names = []) {
    this.picture = pictureOf(data, names)
    /** @type {Extent} */
    this.extent = data.extent
    this.svg = /** @type {SVGSVGElement} */ (
      shape("svg", { viewBox: data.extent.join(" "), preserveAspectRatio: "xMidYMid meet", role: "group", "aria-label": label })
    )
    const layer = (/** @type {string} */ name) => this.svg.appendChild(shape("g", { class: `mg-layer-${name}` }))
    const { arcs, boxes, operations } = this.picture
    const arrows = layer("arrows")
    /** @type {Record<string, SVGElement>} the groups that are drawn anew. */
    this.groups = {}
    for (const edge of Object.keys(arcs)) this.groups[edge] = arrows.appendChild(shape("g", { "data-edge": edge }))
    const hits = layer("hits")
    /** @type {Record<string, SVGElement>} what is touched for an arrow: much wider than it is drawn. */
    this.hits = {}
    for (const [edge, arc] of Object.entries(arcs))
      this.hits[edge] = hits.appendChild(shape("path", { d: pathText(arc.path, true), "data-hit": edge }))
    const tags = layer("tags")
    /** @type {Record<string, SVGElement>} */
    this.tags = {}
    for (const edge of Object.keys(arcs)) this.tags[edge] = tags.appendChild(shape("g", { "data-tag": edge }))
    const middle = layer("operations")
    for (const [i, [, x, y, , , cut]] of Object.entries(operations)) {
      const place = { "data-operation": i, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }
      this.groups[`o${i}`] = middle.appendChild(shape("g", place))
      if (cut)
        middle.append(shape("text", { x: cut[0], y: cut[1] + 5, "text-anchor": "middle", "font-size": 20, class: "mg-f-muted" }, "⋯"))
    }
    const values = layer("values")
    this.boxes = boxes.map((box, i) => {
      const place = { "data-value": i, transform: `translate(${box.x.toFixed(1)} ${box.y.toFixed(1)})` }
      this.groups[`v${i}`] = values.appendChild(shape("g", place))
      return this.groups[`v${i}`]
    })
    this.over = layer("over")
    this.over.setAttribute("aria-hidden", "true")
    /** @type {Scene} what is seen. */
    this.scene = {}
    this.element = element("div", { className: "mg-stage" }, this.svg)
    this.element.style.setProperty("--mg-aspect", `${data.extent[2] / data.extent[3]}`)
    const still = host.querySelector(".mg-still")
    if (still) still.replaceWith(this.element)
    else host.append(this.element)
  }

  /** Shows a scene.
   *
   * @param {Scene} scene
   */
  apply(scene) {
    const before = this.scene
    this.scene = scene
    for (const target of Object.keys(this.groups)) {
      const [now, old] = [scene[target] ?? NOTHING, before[target] ?? NOTHING]
      if (!this.groups[target].firstChild || !areAlike(now, old)) this.draw(target, now)
    }
    this.over.replaceChildren(...travelling(scene, this.picture))
  }

  /**
   * @param {string} target
   * @param {Properties} p
   */
  draw(target, p) {
    const [group, rest] = [this.groups[target], target.slice(1)]
    if (target[0] === "v") {
      group.replaceChildren(...value(this.picture.boxes[+rest], p, this.picture.words))
      if (this.describe) group.setAttribute("aria-label", this.describe(+rest))
    } else if (target[0] === "o") group.replaceChildren(...operation(this.picture.operations[+rest], p))
    else {
      group.replaceChildren(...arrow(target, this.picture, p))
      this.tags[target].replaceChildren(...tag(target, this.picture, p))
    }
  }

  /** One tab stop for the whole picture; the up and down keys go from value to value.
   *
   * @param {(i: number) => string} describe
   * @param {(i: number) => void} choose
   * @param {(i: number | null) => void} focused which value; null when the focus leaves it.
   */
  makeChoosable(describe, choose, focused) {
    this.describe = describe
    this.boxes.forEach((box, i) => {
      box.setAttribute("tabindex", i === this.boxes.length - 1 ? "0" : "-1")
      box.setAttribute("role", "button")
      box.addEventListener("click", () => choose(i))
      box.addEventListener("focus", () => {
        for (const other of this.boxes) other.setAttribute("tabindex", other === box ? "0" : "-1")
        focused(i)
      })
      box.addEventListener("blur", () => focused(null))
      box.setAttribute("aria-label", describe(i))
    })
  }

  /** @param {1 | -1} step */
  focusNext(step) {
    const i = this.boxes.indexOf(/** @type {any} */ (document.activeElement))
    if (i < 0) return false
    this.boxes[(i + step + this.boxes.length) % this.boxes.length].focus({ preventScroll: true })
    return true
  }
}

/**
 * @param {PictureData} data
 * @param {string[]} names
 * @returns {Picture}
 */
function pictureOf({ boxes, paths, equations, ...rest }, names) {
  return {
    ...rest,
    equations: Object.fromEntries(
      Object.entries(equations).map(([i, [left, top, ...size]]) => {
        const [, x, y] = rest.operations[+i]
        return [i, [x + left, y + top, ...size]]
      }),
    ),
    boxes: boxes.map(
      /** @returns {Box} */
      ([name, isLabel, x, y, width, height, rows, ledger, truth], i) => ({
        name: name || (names[i] ?? ""),
        isLabel,
        x,
        y,
        width,
        height,
        rows,
        ledger,
        truth,
      }),
    ),
    arcs: Object.fromEntries(Object.entries(paths).map(([edge, path]) => [edge, new Arc(pointsOf(path))])),
  }
}

/** Whether two states of one thing look alike; lists come from the cues, which keep them.
 *
 * @param {Properties} now
 * @param {Properties} old
 */
function areAlike(now, old) {
  if (now === old) return true
  const names = /** @type {(keyof Properties)[]} */ (Object.keys(now))
  return names.length === Object.keys(old).length && names.every(name => now[name] === old[name])
}

/** The control points of a curve: it is told where it begins, and how far it is from each of them to the next.
 *
 * @param {number[]} ways
 */
function pointsOf(ways) {
  /** @type {Point[]} */
  const points = []
  let [x, y] = [0, 0]
  for (let k = 0; k < ways.length; k += 2) {
    x += ways[k]
    y += ways[k + 1]
    points.push([x, y])
  }
  return points
}

/** What travels, and what opens above the picture.
 *
 * @param {Scene} scene
 * @param {Picture} picture
 */
function travelling(scene, picture) {
  const parts = []
  for (const [target, p] of Object.entries(scene)) {
    const i = +target.slice(1)
    if (p.call && (p.call_seen ?? 1) > 0) parts.push(equation(i, picture, p))
    if (typeof p.ghost === "number") parts.push(ghost(target, picture, p))
    if (typeof p.bead === "number") parts.push(bead(target, picture, p))
    if (typeof p.fall === "number") parts.push(fall(i, picture.boxes[i], p))
  }
  return parts
}
