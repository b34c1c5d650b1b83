// Shows the slides, and gives each what stands on it as much of the screen as it can use.

const WIDTH = 1200
const HEIGHT = 658
const WORDS = [44, 41, 38, 36, 34, 32, 30, 28, 26, 24] // px: what the letters of a text may have
const PANELS = [26, 24, 22, 20, 19, 18, 17, 16.5, 16, 15, 14] // px: of what plays, whose smallest letters are a little smaller

/** The largest of some sizes at which something fits; the smallest where none does.
 *
 * @param {number[]} sizes
 * @param {(size: number) => boolean} fits
 */
function largest(sizes, fits) {
  return sizes.find(fits) ?? sizes[sizes.length - 1]
}

/** @param {HTMLElement} room */
function fitWords(room) {
  largest(WORDS, size => {
    room.style.fontSize = `${size}px`
    return room.scrollHeight <= HEIGHT && room.scrollWidth <= WIDTH
  })
}

/** A still picture, as large as there is room.
 *
 * @param {HTMLElement} seen
 * @param {SVGSVGElement | HTMLImageElement} picture
 */
function fitPicture(seen, picture) {
  const { width, height } =
    picture instanceof HTMLImageElement ? { width: picture.naturalWidth, height: picture.naturalHeight } : picture.viewBox.baseVal
  const scale = Math.min(WIDTH / width, seen.clientHeight / height, 2.6)
  picture.style.width = `${width * scale}px`
  picture.style.maxWidth = "none"
  picture.style.height = `${height * scale}px`
}

/** Something that plays: letters as large as all of it allows.
 *
 * @param {HTMLElement} seen
 * @param {HTMLElement} panel
 */
function fitPanel(seen, panel) {
  seen.style.setProperty("--mg-most-height", `${seen.clientHeight - 24}px`)
  largest(PANELS, size => {
    seen.style.fontSize = `${size}px`
    return panel.offsetHeight <= seen.clientHeight
  })
}

/** @param {HTMLElement} slide */
function fit(slide) {
  const room = /** @type {HTMLElement} */ (slide.querySelector(":scope > .room"))
  const seen = /** @type {HTMLElement | null} */ (room.querySelector(":scope > .seen"))
  if (!seen) return slide.classList.contains("words") && fitWords(room)
  const panel = /** @type {HTMLElement} */ (seen.firstElementChild)
  const picture = panel.matches("img, svg") ? panel : panel.matches(".mg-picture") ? panel.querySelector(".mg-live > svg") : null
  if (picture) fitPicture(seen, /** @type {any} */ (picture))
  else fitPanel(seen, panel)
}

const reveal = globalThis.Reveal
reveal
  .initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    hash: true,
    controls: false,
    slideNumber: "c/t",
    transition: "none",
    defaultTiming: 0, // the speaker's clock counts the seconds that the slides have
    plugins: [globalThis.RevealNotes],
  })
  .then(() => fit(reveal.getCurrentSlide()))
reveal.on("slidechanged", event => fit(event.currentSlide))
