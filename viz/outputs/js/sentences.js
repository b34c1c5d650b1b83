// Sentences of the reader's language, filled in, and in a row.

const WIDE_STOP = /[，、。！？：；」』）]$/

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function filledIn(sentence, values) {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => `${values[name]}`)
}

/** Sentences in a row, without those that are empty: no space follows a wide full stop, which has its own.
 *
 * @param {(string | undefined)[]} sentences
 */
export function paragraph(sentences) {
  let row = ""
  for (const sentence of sentences) if (sentence) row += (row && !WIDE_STOP.test(row) ? " " : "") + sentence
  return row
}
