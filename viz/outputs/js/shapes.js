// Elements of SVG. What a learner has written enters only as text.

/** @typedef {Record<string, string | number | null | undefined | boolean>} Attributes */

const NAMESPACE = "http://www.w3.org/2000/svg"

/**
 * @param {string} name
 * @param {Attributes} attributes what is null or undefined is left out; "mono" is the font of numbers and code.
 * @param {...(Node | string)} children
 */
export function shape(name, attributes = {}, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, name))
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "mono") made.style.fontFamily = "var(--mg-mono)"
    else if (value !== null && value !== undefined) made.setAttribute(key, typeof value === "number" ? `${+value.toFixed(2)}` : `${value}`)
  }
  made.append(...children)
  return made
}

/** A line of text in a colour of the palette.
 *
 * @param {string} content
 * @param {string} colour
 * @param {number} size
 * @param {number} x
 * @param {number} y
 * @param {Attributes} attributes
 */
export function line(content, colour, size, x, y, attributes = {}) {
  return shape("text", { x, y, "font-size": size, ...filled(colour), ...attributes }, content)
}

/** Attributes that fill a shape with a colour; with another one inside, its outline has the colour.
 *
 * @param {string} colour
 * @param {string} [inside]
 */
export const filled = (colour, inside) => ({ class: inside ? `mg-f-${inside} mg-s-${colour}` : `mg-f-${colour}` })

/** Attributes that draw a line, and fill nothing.
 *
 * @param {string} colour
 */
export const lined = colour => ({ fill: "none", class: `mg-s-${colour}` })

/**
 * @param {number} x
 * @param {number} y
 */
export const moved = (x, y) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu

/** The columns that a text takes: two for a wide character.
 *
 * @param {string} text
 */
export const columns = text => text.length + (text.match(WIDE)?.length ?? 0)
