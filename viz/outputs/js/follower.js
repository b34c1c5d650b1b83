// Keeps a player and the kernel's side of it alike: what happens here is told there, and what is set there is done here, as it is
// in every other player that stands for the same output.

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
  told = ""

  /** @param {Followed} player */
  constructor(player) {
    this.player = player
  }

  /** @param {Model} model */
  follow(model) {
    const { player } = this
    const isNew = player.reached === 0 && !player.asking.told.length
    this.model = model
    model.on("change:answers", () => this.takeAnswers())
    model.on("change:step", () => this.takeStep())
    model.on("change:playing", () => this.takePlaying())
    if (isNew) this.take()
    else this.tell()
  }

  /** All that was set before this player stood on the page. */
  take() {
    this.takeAnswers()
    this.takeStep()
    this.takePlaying()
  }

  takeAnswers() {
    if (!this.player.host.isConnected) return
    const waiting = this.player.asking.take(this.model?.get("answers") ?? [])
    if (waiting !== null) this.player.go(waiting, Infinity)
  }

  takeStep() {
    const { player } = this
    const step = this.model?.get("step")
    if (step === player.reached || !player.host.isConnected) return
    player.pause()
    player.jump(step)
  }

  takePlaying() {
    const { player } = this
    const playing = this.model?.get("playing")
    if (playing === player.playing || !player.host.isConnected) return
    if (playing) player.play()
    else player.pause()
  }

  /** Says where the player is, if it has moved. */
  tell() {
    if (!this.model) return
    const { reached, playing, asking } = this.player
    const state = { step: reached, playing, answers: asking.told }
    const told = JSON.stringify(state)
    if (told === this.told) return
    this.told = told
    for (const [name, value] of Object.entries(state))
      if (JSON.stringify(this.model.get(name)) !== JSON.stringify(value)) this.model.set(name, value)
    this.model.save_changes()
  }
}
