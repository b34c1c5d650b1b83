// What reveal.js, which is loaded before, offers to slides.js.

interface Reveal {
  initialize(options: object): Promise<void>
  getCurrentSlide(): HTMLElement
  on(name: "slidechanged", heard: (event: Event & { currentSlide: HTMLElement }) => void): void
}
declare var Reveal: Reveal
declare var RevealNotes: () => object
