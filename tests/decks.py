"""Decks of slides in a browser: opened from a file with the network refused, and measured slide by slide."""

import contextlib
from typing import NamedTuple

from classroom import lesson
from classroom.execution import executed
from classroom.slides import deck, page
from viz.words.messages import language

WIDTH, HEIGHT = 1280, 720
# px of the letters of a text, of code, of what stands beside and below a picture, of numbers in it, and of what is the same
# in each of its boxes ("data", "grad") or only tells the scale.
LEAST = {"text": 24, "code": 20, "panel": 16, "number": 15, "word": 9.5}

_MEASURE = """() => {
  const slide = Reveal.getCurrentSlide(), scale = Reveal.getScale()
  const isSeen = e => {
    if (e.closest("details:not([open])") && !e.closest("summary")) return false
    for (let x = e; x && x !== slide; x = x.parentElement) {
      const style = getComputedStyle(x)
      if (style.visibility === "hidden" || style.display === "none" || +style.opacity === 0) return false
      if (style.position === "absolute" && style.clipPath !== "none") return false // for screen readers
    }
    return e.getClientRects().length > 0
  }
  const isOut = r => r.left < -1 || r.top < -1 || r.right > 1281 || r.bottom > 721
  const lines = e => {
    const range = document.createRange(), rows = []
    range.selectNodeContents(e)
    for (const r of range.getClientRects()) {
      const row = rows.find(row => r.top < row.bottom && r.bottom > row.top)
      if (!row) rows.push({ left: r.left, right: r.right, top: r.top, bottom: r.bottom })
      else Object.assign(row, { left: Math.min(row.left, r.left), right: Math.max(row.right, r.right) })
    }
    return rows.sort((a, b) => a.top - b.top)
  }
  const found = { out: [], raw: [], stub: [], letters: { text: [], code: [], panel: [], number: [], word: [] } }
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode, said = node.textContent.trim(), e = node.parentElement
    if (!said || e.closest("script, style, aside") || !isSeen(e)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width < 1) continue
    if (isOut(box)) found.out.push(said.slice(0, 40))
    if (/\\$[^$\\n]+\\$/.test(node.textContent)) found.raw.push(said.slice(0, 60))
    if (e.closest("sup, sub, math")) continue // small by their nature
    let letters = parseFloat(getComputedStyle(e).fontSize)
    const drawn = e.ownerSVGElement
    if (drawn) letters *= Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b) / scale
    const isNumber = /^[+-]?\\d/.test(said) && e.getAttribute("font-size") > 17
    const kind = drawn ? (isNumber ? "number" : "word") : e.closest("pre.code, .printed") ? "code" : e.closest(".seen") ? "panel" : "text"
    found.letters[kind].push([Math.round(letters * 10) / 10, said.slice(0, 30)])
  }
  for (const e of slide.querySelectorAll(".room > *, .room pre, .seen > *, .room img"))
    if (isSeen(e) && isOut(e.getBoundingClientRect())) found.out.push(`<${e.tagName} class="${e.className}">`)
  for (const e of slide.querySelectorAll(":is(.text :is(h1, h2, h3, p, td), .mg-question):lang(zh)")) {
    const rows = lines(e), last = rows.at(-1) // a last line of one or two letters
    if (rows.length > 1 && last.right - last.left < 2.6 * scale * parseFloat(getComputedStyle(e).fontSize))
      found.stub.push(e.textContent.trim().slice(-20))
  }
  for (const sizes of Object.values(found.letters)) sizes.sort((a, b) => a[0] - b[0]).splice(3)
  return found
}"""


class Opened(NamedTuple):
    """A deck in a browser.

    Attributes:
        page: Playwright's.
        asked: the addresses that were asked for beyond the file.
        errors: of its scripts.
    """

    page: object
    asked: list[str]
    errors: list[str]


def write_deck(name, in_language, folder):
    """(the file of a lesson's slides, its Slides)."""
    before = language()
    language(in_language)
    try:
        ran = executed(lesson.read(name, in_language))
        slides = deck.slides(ran)
        path = folder / f"{name}-{in_language}.html"
        path.write_text(page.page(ran.title, slides), encoding="utf-8")
    finally:
        language(before)
    return path, slides


@contextlib.contextmanager
def opened(browser, path, **options):
    """An Opened deck, at its first slide."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, **options)
    asked, errors = [], []

    def refuse(route):
        asked.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(("file:", "data:", "blob:", "about:")), refuse)
    tab = context.new_page()
    tab.on("pageerror", lambda error: errors.append(str(error)))
    try:
        tab.goto(path.as_uri())
        tab.wait_for_function("globalThis.Reveal?.isReady()")
        yield Opened(tab, asked, errors)
    finally:
        context.close()


def turn_to(tab, n):
    """Show slide n (from 0) with all that comes step by step, and wait until it stands."""
    tab.evaluate("n => { const { h, v } = Reveal.getIndices(Reveal.getSlides()[n]); Reveal.slide(h, v, 99) }", n)
    tab.wait_for_function("n => 'fits' in Reveal.getSlides()[n].dataset", arg=n)


def faults(tab):
    """{number of a slide, from 1: what is wrong with it} for each slide of a deck on which something is."""
    found = {}
    for n in range(tab.evaluate("Reveal.getTotalSlides()")):
        turn_to(tab, n)
        measured = tab.evaluate(_MEASURE)
        small = {
            kind: [letters for letters in sizes if letters[0] < LEAST[kind] - 0.1]
            for kind, sizes in measured.pop("letters").items()
        }
        wrong = {kind: what for kind, what in (measured | small).items() if what}
        if wrong:
            found[n + 1] = wrong
    return found
