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

// Of the blocks of these scripts all are wide; of the emoji those that are shown as one by themselves.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const COMBINING = /[\p{Mn}\p{Me}\p{Cf}]/u

/** The columns that a text takes, as `width` of viz/words/text.py counts them: two for a wide character, none for a combining one.
 *
 * @param {string} text
 */
export function columns(text) {
  if (/^[ -~]*$/.test(text)) return text.length
  return [...text].reduce((sum, c) => sum + (COMBINING.test(c) ? 0 : WIDE.test(c) ? 2 : 1), 0)
}
