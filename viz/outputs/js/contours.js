// Where the scores on a grid are above a level, and the line where they are the level itself: paths of SVG, in steps of the grid.

/** @typedef {{ columns: number; rows: number; scores: ArrayLike<number> }} Grid row by row, from the bottom up. */

/** The path around all that is above a level (or below it, with sign -1). A cell with a corner that is no number is left out.
 *
 * @param {Grid} grid
 * @param {number} level
 * @param {number} sign
 */
export function regionOf(grid, level, sign) {
  const parts = []
  const { columns, rows } = grid
  for (let r = 0; r + 1 < rows; r++) {
    let whole = -1 // where the cells begin that are wholly above
    for (let c = 0; c < columns; c++) {
      const above = c + 1 < columns ? countAbove(grid, c, r, level, sign) : 0
      if (above === 4 && whole < 0) whole = c
      if (above < 4 && whole >= 0) {
        parts.push(`M${whole} ${r}H${c}V${r + 1}H${whole}z`)
        whole = -1
      }
      if (above > 0 && above < 4)
        parts.push(
          `M${outlineOf(cornersOf(grid, c, r, level, sign))
            .map(written)
            .join("L")}z`,
        )
    }
  }
  return parts.join("")
}

/** The path of the line at a level.
 *
 * @param {Grid} grid
 * @param {number} level
 */
export function lineAt(grid, level) {
  const parts = []
  for (let r = 0; r + 1 < grid.rows; r++) {
    for (let c = 0; c + 1 < grid.columns; c++) {
      const above = countAbove(grid, c, r, level, 1)
      const crossed = above > 0 && above < 4 ? crossings(cornersOf(grid, c, r, level, 1)) : []
      for (let k = 0; k + 1 < crossed.length; k += 2) parts.push(`M${written(crossed[k])}L${written(crossed[k + 1])}`)
    }
  }
  return parts.join("")
}

/** How many corners of a cell are above the level; 0 where one is no number.
 *
 * @param {Grid} grid
 * @param {number} c
 * @param {number} r
 * @param {number} level
 * @param {number} sign
 */
function countAbove({ columns, scores }, c, r, level, sign) {
  const i = r * columns + c
  const [a, b, d, e] = [scores[i], scores[i + 1], scores[i + columns], scores[i + columns + 1]]
  if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(d) || Number.isNaN(e)) return 0
  const limit = sign * level
  return +(sign * a > limit) + +(sign * b > limit) + +(sign * d > limit) + +(sign * e > limit)
}

/** The corners of a cell around it, each with how far above the level it is.
 *
 * @param {Grid} grid
 * @param {number} c
 * @param {number} r
 * @param {number} level
 * @param {number} sign
 * @returns {[x: number, y: number, height: number][]}
 */
function cornersOf({ columns, scores }, c, r, level, sign) {
  const at = (/** @type {number} */ x, /** @type {number} */ y) => {
    const score = scores[y * columns + x]
    return Math.max(-FAR, Math.min(FAR, sign * (score - level))) // an infinite one still has a place beside it
  }
  return [
    [c, r, at(c, r)],
    [c + 1, r, at(c + 1, r)],
    [c + 1, r + 1, at(c + 1, r + 1)],
    [c, r + 1, at(c, r + 1)],
  ]
}

const FAR = 1e100

/** @param {[number, number, number][]} corners */
function outlineOf(corners) {
  /** @type {[number, number][]} */
  const outline = []
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % 4]
    if (corner[2] > 0) outline.push([corner[0], corner[1]])
    if (corner[2] > 0 !== next[2] > 0) outline.push(crossing(corner, next))
  })
  return outline
}

/** @param {[number, number, number][]} corners */
function crossings(corners) {
  return corners.flatMap((corner, k) => {
    const next = corners[(k + 1) % 4]
    return corner[2] > 0 === next[2] > 0 ? [] : [crossing(corner, next)]
  })
}

/**
 * @param {[number, number, number]} from
 * @param {[number, number, number]} to
 * @returns {[number, number]}
 */
function crossing([x, y, height], [otherX, otherY, otherHeight]) {
  const t = height / (height - otherHeight)
  return [x + t * (otherX - x), y + t * (otherY - y)]
}

/** @param {[number, number]} place */
const written = ([x, y]) => `${+x.toFixed(2)} ${+y.toFixed(2)}`
