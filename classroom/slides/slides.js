// Shows the slides, and gives each what stands on it as much of the screen as it can use.

const WIDTH = 1200
const HEIGHT = 670
const WORDS = [44, 41, 38, 36, 34, 32, 30, 28, 26, 24] // px: what the letters of a text may have
const PANELS = [26, 24, 22, 20, 19, 18, 17, 16, 15, 14] // px: the letters around what plays
const BESIDE = 16.4 // px: those around a player or an explorer, so that the smallest beside its picture have 16

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
  picture.style.minWidth = "0" // on a slide nothing scrolls
  picture.style.height = `${height * scale}px`
}

/** Something that plays. Where it has a picture, the letters beside it are as small as the last row can read, and the picture gets
 * the rest; else they are as large as all of it allows.
 *
 * @param {HTMLElement} seen
 * @param {HTMLElement} panel
 */
function fitPanel(seen, panel) {
  const room = seen.clientHeight
  seen.style.setProperty("--mg-most-height", `${room - 24}px`)
  largest(panel.matches(".mg-player") ? [BESIDE] : PANELS, size => {
    seen.style.fontSize = `${size}px`
    return panel.offsetHeight <= room
  })
  const stage = /** @type {HTMLElement | null} */ (panel.querySelector(".mg-room > .mg-stage")) // of an explorer: its controls stand below
  if (stage) stage.style.maxHeight = `${room - (panel.offsetHeight - stage.offsetHeight)}px`
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

/** Fits a slide that has come: at once, and again when what plays on it has seen how much room there is.
 *
 * @param {HTMLElement} slide
 */
function show(slide) {
  fit(slide)
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      fit(slide)
      slide.dataset.fits = ""
    }),
  )
}

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  controls: false,
  hash: true,
  slideNumber: "c/t",
  transition: "none",
  defaultTiming: 0, // the speaker's clock counts the seconds that the slides have
  plugins: [RevealNotes],
}).then(() => show(Reveal.getCurrentSlide()))
Reveal.on("slidechanged", event => show(event.currentSlide))
