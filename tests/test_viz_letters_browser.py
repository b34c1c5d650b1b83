"""Every output follows the letters around it: those of a notebook, of its presentation mode, of a slide."""

import pytest

import viz
from every_output import EVERY, htmls
from pages import opened
from viz.outputs.html import document
from viz.words.messages import LANGUAGES

USUAL = 14  # px: the letters of a notebook's outputs
PRESENTED, ON_A_SLIDE = 17, 24  # px: in JupyterLab's presentation mode; on a slide of 1280x720
ROOM = 1090, 720  # px that an output and the window have in JupyterLab at the usual size
LIVE = ("picture", "small player", "network", "training", "plot", "check", "question", "progress")
MOST_HEIGHT = 300  # px

# Of each output every text that is seen, with the px of its letters on the screen; what is cut off; how high it is.
LOOK = """() => Object.fromEntries([...document.querySelectorAll('[data-output]')].map(output => {
    const seen = [], cut = []
    const texts = document.createTreeWalker(output, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement
        const text = texts.currentNode.data.trim()
        if (!text || element.closest('style, script, .mg-heard, .mg-spoken') || !element.checkVisibility({ visibilityProperty: true })) continue
        const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1
        seen.push([text, parseFloat(getComputedStyle(element).fontSize) * scale])
    }
    for (const element of output.querySelectorAll('*')) {
        if (element.closest('svg, style, script, .mg-heard, .mg-spoken') || !element.clientWidth) continue
        const over = element.scrollWidth - element.clientWidth
        if (over > 1) cut.push(`${element.className || element.tagName}, by ${over} px: ${element.textContent.slice(0, 40)}`)
    }
    return [output.dataset.output, { seen, cut, high: output.clientHeight }]
}))"""
OPENS = (
    "[data-output=neuron] .mg-opens",
    "[data-output=step] .mg-take",
    "[data-output=choice] summary",
)  # what is pressed before
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module", params=LANGUAGES)
def look(request, browser, tmp_path_factory):
    """look(px of the letters around the outputs, further style) -> {name of an output: what LOOK sees of it}, in a window that
    is as much larger.
    """
    outputs, seen = htmls(request.param), {}
    path = tmp_path_factory.mktemp("letters") / "page.html"

    def look(letters, style=""):
        if (letters, style) not in seen:
            body = "".join(f'<section data-output="{name}">{html}</section>' for name, html in outputs.items())
            page_of_all = document("all", f'<div style="font-size: {letters}px; {style}">{body}</div>')
            path.write_text(page_of_all, encoding="utf-8")
            width, height = (round(side * letters / USUAL) for side in ROOM)
            with opened(
                browser, path, viewport={"width": width + 16, "height": height}, reduced_motion="reduce"
            ) as page:
                for part in OPENS:
                    page.locator(part).first.click()
                page.locator("[data-output=step] input").fill("0")  # else it plays
                page.evaluate(DRAWN)
                seen[letters, style] = page.evaluate(LOOK)
        return seen[letters, style]

    yield look
    viz.language("en")


@pytest.mark.parametrize("letters", [PRESENTED, ON_A_SLIDE])
@pytest.mark.parametrize("name", EVERY)
def test_all_that_is_written_grows_with_the_letters_around_it_and_nothing_is_cut_off(look, name, letters):
    usual, larger = look(USUAL)[name], look(letters)[name]
    assert usual["seen"] and usual["cut"] == larger["cut"] == []
    times = letters / USUAL
    assert larger["seen"] == [[text, pytest.approx(times * size, rel=0.05)] for text, size in usual["seen"]]


def test_what_is_shown_already_grows_when_the_letters_do(browser, tmp_path):
    """As when presentation mode is turned on while a lesson is open."""
    html = "".join(f'<section data-output="{name}">{htmls("en")[name]}</section>' for name in LIVE)
    (tmp_path / "page.html").write_text(document("page", f'<div id="letters">{html}</div>'), encoding="utf-8")
    with opened(
        browser, tmp_path / "page.html", viewport={"width": 1900, "height": 1200}, reduced_motion="reduce"
    ) as page:
        page.evaluate(DRAWN)
        before = page.evaluate(LOOK)
        page.evaluate("letters => { document.querySelector('#letters').style.fontSize = `${letters}px` }", PRESENTED)
        page.evaluate(DRAWN)
        for name, looked in page.evaluate(LOOK).items():
            for (text, size), (_, usual) in zip(looked["seen"], before[name]["seen"], strict=True):
                assert size > 1.1 * usual, (name, text)


@pytest.mark.parametrize("name", ["player", "recording", "overview", "training"])
def test_a_slide_says_how_high_an_output_may_be(look, name):
    usual, lower = look(USUAL)[name], look(USUAL, f"--mg-most-height: {MOST_HEIGHT}px")[name]
    assert lower["high"] < min(usual["high"], MOST_HEIGHT + 120)
