// Time that goes on: as fast as chosen, or from moment to moment where nothing is to move.

const STANDS = 1100 // ms that each moment stands where nothing is to move

export class Clock {
  /** @param {() => number} speed how many times as fast as usual. */
  constructor(speed) {
    this.speed = speed
    this.frame = 0
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined
    this.motionless = matchMedia("(prefers-reduced-motion: reduce)")
  }

  /** Whether nothing is to move. */
  get isStill() {
    return this.motionless.matches
  }

  get isRunning() {
    return this.frame !== 0
  }

  /**
   * @param {number} from ms.
   * @param {number} until ms.
   * @param {number[] | undefined} keys the moments that are shown where nothing is to move.
   * @param {(ms: number) => void} show
   * @param {() => void} [then] what is done at the end.
   */
  run(from, until, keys = [until], show, then) {
    this.stop()
    const moments = this.isStill ? keys.filter(key => key > from && key <= until) : null
    let before = performance.now()
    let passed = 0
    const step = (/** @type {number} */ now) => {
      passed += Math.max(0, now - before) * this.speed() // a frame's time may lie before that of the call
      before = now
      const over = moments ? passed >= STANDS * moments.length : from + passed >= until
      if (over) this.frame = 0
      else this.frame = requestAnimationFrame(step)
      if (moments?.length) show(moments[Math.min(moments.length - 1, Math.floor(passed / STANDS))])
      else show(Math.min(from + passed, until))
      if (over) then?.()
    }
    this.frame = requestAnimationFrame(step)
  }

  /**
   * @param {number} ms at the usual speed.
   * @param {() => void} then
   */
  rest(ms, then) {
    this.timer = setTimeout(then, ms / this.speed())
  }

  stop() {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.timer)
    this.frame = 0
  }
}
