// Sentences of the reader's language, filled in.

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function filledIn(sentence, values) {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => `${values[name]}`)
}
