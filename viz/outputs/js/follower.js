// Keeps a player and the kernel's side of it alike: what happens here is told there, and what is set there is done here. Several
// players on the page may stand for the same output: what is told by one of them the others see at once, and follow without a word.

/** @import { Asking } from "./asking.js" */
/** @import { Model } from "./types.d.ts" */

/** What of a player is told.
 *
 * @typedef {{
 *   host: HTMLElement; reached: number; playing: boolean; asking: Asking;
 *   jump: (step: number) => void; play: () => void; pause: () => void; go: (step: number, ms: number) => void
 * }} Followed
 */

export class Follower {
  /** @type {Model | undefined} the kernel's side, once there is one. */
  model
  /** Whether the player is just doing what it was told. */
  taking = false
  /** What the player did when it was last asked. */
  wasPlaying = false

  /** @param {Followed} player */
  constructor(player) {
    this.player = player
  }

  /** @param {Model} model */
  follow(model) {
    const { player } = this
    const isNew = player.reached === 0 && !player.asking.told.length
    this.model = model
    for (const name of ["answers", "step", "playing"]) model.on(`change:${name}`, () => this.take())
    if (isNew) this.take()
    else this.tell()
  }

  /** Does what the model says, if Python said it; of what another player did, only the outcome. */
  take() {
    const { player, model } = this
    if (!model || this.taking || !player.host.isConnected) return
    const byPython = !isTelling.has(model)
    this.taking = true
    const waiting = player.asking.take(model.get("answers") ?? [])
    if (waiting !== null) player.go(waiting, Infinity)
    const step = model.get("step")
    if (step !== player.reached) {
      player.pause()
      player.jump(step)
    }
    if (byPython && model.get("playing") !== player.playing) this.takePlaying(model.get("playing"))
    this.wasPlaying = player.playing
    this.taking = false
    if (byPython) this.tell()
  }

  /** Of several players one plays, and the others follow it.
   *
   * @param {boolean} playing
   */
  takePlaying(playing) {
    const { player } = this
    const { host } = player
    if (!playing) player.pause()
    else if (document.querySelector(`[data-mg="${host.dataset.mg}"][data-claimed]`) === host) player.play()
  }

  /** Says where the player is, if it has moved by itself. */
  tell() {
    const { player, model } = this
    if (!model || this.taking) return
    /** @type {Record<string, unknown>} */
    const state = { answers: player.asking.told, step: player.reached }
    if (player.playing !== this.wasPlaying) state.playing = player.playing
    this.wasPlaying = player.playing
    const news = Object.entries(state).filter(([name, value]) => JSON.stringify(model.get(name)) !== JSON.stringify(value))
    if (!news.length) return
    isTelling.add(model)
    for (const [name, value] of news) model.set(name, value)
    isTelling.delete(model)
    model.save_changes()
  }
}

globalThis.microgradTelling ??= new Set()
/** The models that a player of this page is just telling something: each output has a script of its own, so all of them share this. */
const isTelling = globalThis.microgradTelling
