// What is said of each step, as it stands in the table that Python wrote.

/** @import { Row } from "./types.d.ts" */

/**
 * @param {HTMLTableRowElement} row
 * @returns {Row}
 */
export function readRow(row) {
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

/** What is wrong in a step, and what is not known, each with its own mark.
 *
 * @param {Row} row
 */
export function remarksOf(row) {
  return [...row.findings.map(text => `≠ ${text}`), ...row.doubts.map(text => `? ${text}`)]
}
