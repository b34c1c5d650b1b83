// Numbers as viz/outputs/packing.py packs them.

/** @import { Packed } from "./types.d.ts" */

const FULL_SIZE = 32766
const INFINITE_CODE = 32767
const NO_NUMBER_CODE = -32768

/** @param {Packed} packed */
export function unpacked([largest, text]) {
  const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  return Float64Array.from({ length: bytes.length / 2 }, (_, i) => {
    const code = view.getInt16(2 * i, true)
    if (code === NO_NUMBER_CODE) return Number.NaN
    return Math.abs(code) === INFINITE_CODE ? code * Number.POSITIVE_INFINITY : (code / FULL_SIZE) * largest
  })
}
