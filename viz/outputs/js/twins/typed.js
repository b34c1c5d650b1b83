// Plays an expression that somebody types, in the page itself.

import { element } from "../host.js"
import { Player } from "../player_view.js"
import { placeGraph } from "./geometry.js"
import { toldOf } from "./player_data.js"

/** @import { Graphviz, PlayerData, Row, TypedData } from "../types.d.ts" */

/** What is played of a text.
 *
 * @param {string} text
 * @param {Graphviz} graphviz
 * @param {TypedData["words"]} words
 * @param {TypedData["choreography"]} choreography
 * @returns {{ data: PlayerData; rows: Row[]; headline: string; assumed: string[] }} assumed: the leaves that nothing gives a number.
 * @throws {NotRead} it cannot be read, or has no number.
 */
export function playedOf(text, graphviz, words, choreography) {
  const { data, nodes, rooms, ...told } = toldOf(text, words, choreography)
  return { ...told, data: { ...data, picture: placeGraph(nodes, rooms, graphviz, words.picture, words.signs) } }
}

/** Plays a text in a host in which nothing stands yet.
 *
 * @param {HTMLElement} host
 * @param {string} text
 * @param {Graphviz} graphviz
 * @param {TypedData} sent
 * @returns what playedOf tells.
 * @throws {NotRead} nothing is played.
 */
export function openTyped(host, text, graphviz, { words, choreography }) {
  const played = playedOf(text, graphviz, words, choreography)
  host.append(tableOf(played.rows, words.table))
  new Player(host, played.data)
  return played
}

/** All steps as a table, as Python writes it: the player reads it.
 *
 * @param {Row[]} rows
 * @param {TypedData["words"]["table"]} words
 */
function tableOf(rows, { all, heads }) {
  const cells = (/** @type {"th" | "td"} */ name, /** @type {string[]} */ texts) =>
    element("tr", {}, ...texts.map(text => element(name, {}, text)))
  const body = rows.map(({ title, arithmetic, sentence }, n) => cells("td", [`${n}`, title, arithmetic, sentence, "", ""]))
  const table = element("table", {}, element("thead", {}, cells("th", heads)), element("tbody", {}, ...body))
  return element("details", { className: "mg-steps" }, element("summary", {}, all), table)
}
