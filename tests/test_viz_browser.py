"""Pictures in a real browser: nothing in them runs or leaks, no text leaves its box, and they follow the page's
theme.
"""

import contextlib

import pytest

import viz
from lookalikes import InSets, InTuples
from viz.drawing.palette import COLOURS

HOSTILE = [
    "<script>window.ran=1</script>",
    '"><img src=x onerror=window.ran=1>',
    "</title><script>window.ran=1</script>",
    "</svg></div><script>window.ran=1</script>",
    "</style><script>window.ran=1</script>",
    "' onload='window.ran=1",
    '" onfocus="window.ran=1" autofocus x="',
    "--><script>window.ran=1</script>",
    "]]><script>window.ran=1</script>",
    "<![CDATA[<script>window.ran=1</script>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "<svg onload=window.ran=1>",
    "<a href='javascript:window.ran=1'>x</a>",
    "javascript:window.ran=1",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "{{window.ran=1}}${window.ran=1}",
]
COUNT_ELEMENTS = """() => {
    const counted = [...document.querySelectorAll('body *')].reduce((n, e) => ({...n, [e.tagName]: (n[e.tagName] || 0) + 1}), {})
    return Object.entries(counted).sort()
}"""


class Shown:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


@contextlib.contextmanager
def page_with(browser, body, attributes="", **options):
    """A page with that body; whatever it complains of, asks for, or opens is an error."""
    page, complaints = browser.new_page(**options), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("data:") else None)
    page.set_content(f"<!doctype html><html><body {attributes}>{body}<p id=after>after</p></body></html>")
    page.wait_for_load_state()
    yield page
    assert complaints == []
    page.close()


def html(root, **options):
    return viz.draw(root, **options)._repr_mimebundle_()["text/html"]


def total(label="x", op="x", shown="x"):
    return InTuples(Shown(shown), (InTuples(2.0, label=label), InTuples(-3.0)), op, label)


def test_hostile_text_neither_runs_nor_adds_an_element(browser):
    hostile, harmless = (
        "".join(html(total(text, text, text)) for text in texts) for texts in (HOSTILE, ["x"] * len(HOSTILE))
    )
    with page_with(browser, hostile) as page, page_with(browser, harmless) as other:
        assert page.evaluate(COUNT_ELEMENTS) == other.evaluate(COUNT_ELEMENTS)
        assert page.evaluate("window.ran === undefined && !document.querySelector('script')")
        assert page.evaluate("document.getElementById('after').parentNode === document.body")
        assert page.locator("svg.mg").count() == page.locator("body > .mg-picture").count() == len(HOSTILE)


def test_a_script_in_the_page_itself_would_be_noticed(browser):
    with page_with(browser, html(total()) + HOSTILE[0]) as page:
        assert page.evaluate("window.ran === 1")


# The texts of a picture that a mark on a corner covers in part.
COVERED = """() => {
    const texts = [...document.querySelectorAll('svg.mg text:not(circle + text)')]
    const meet = (p, q) => p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom
    return [...document.querySelectorAll('svg.mg g > circle:has(+ text)')].map(circle => circle.getBoundingClientRect())
        .map(mark => texts.filter(text => meet(mark, text.getBoundingClientRect())).map(text => text.textContent))
}"""
# For every text of a picture: by how many px it reaches beyond the shape beside it, or into the text before it in its
# line.
EXCESS = """() => [...document.querySelectorAll('svg.mg :is([data-value], [data-operation])')].flatMap(group => {
    const shape = group.querySelector('rect, ellipse').getBBox()
    const boxes = [...group.querySelectorAll('text:not(circle + text)')].map(text => [text.textContent, text.getBBox()])
    const beyond = boxes.map(([text, box]) => [text, Math.max(shape.x - box.x, box.x + box.width - shape.x - shape.width)])
    const sameLine = (one, other) => Math.abs(one.y + one.height - other.y - other.height) < 8
    const into = boxes.slice(1).map(([text, box], i) => [text, sameLine(boxes[i][1], box) ? boxes[i][1].x + boxes[i][1].width - box.x : 0])
    return [...beyond, ...into].filter(([text, px]) => px > 0.5)
})"""


def excess(browser, roots):
    with page_with(browser, "".join(map(html, roots))) as page:
        assert page.locator("svg.mg").count() == len(roots)
        return page.evaluate(EXCESS)


USUAL = [
    "a",
    "loss",
    "x_1",
    "w.grad",
    "learning_rate",
    "Hidden",
    "梯度",
    "損失函數的梯度",
    "αβγδεζηθικλμ",
    "loss 損失",
    "😀",
    "a\u0301e\u0301",
    "1234567890",
    "llllllllllllll",
]
WIDEST = [
    "WWWWWWWWWWWW",
    "MMMMMMMMMMMMMM",
    "@@@@@@@@@@@@",
    "mmmmmmmmmmmm",
    "LEARNING_RATE",
    "W",
    "ЖЖЖЖЖЖЖЖЖЖЖЖ",
    "😀😀😀😀😀😀😀",
    "👩‍👩‍👧👩‍👩‍👧",
]
SYMBOLS = [
    "+",
    "**2",
    "ReLU",
    "tanh",
    "**-12.25",
    "some_operation",
    "梯度下降法",
    "log",
    "softmax",
    "LeakyReLU",
    "MATMUL",
]
NUMBERS = [-1.2345e-5, 1.2345e-5, -1.2e-300, -123456.0, -0.0012345, float("-inf"), 10**400, None]


def test_usual_labels_stay_in_their_boxes(browser):
    assert excess(browser, [InTuples(1.0, label=label) for label in USUAL]) == []


def test_the_widest_labels_stay_in_their_boxes(browser):
    assert excess(browser, [InTuples(1.0, label=label) for label in WIDEST]) == []


def test_operations_stay_in_their_round_shapes(browser):
    assert excess(browser, [InTuples(1.0, (InTuples(1.0),), op) for op in SYMBOLS]) == []


def test_the_widest_numbers_stay_in_their_boxes(browser):
    leaves = [InTuples(number) for number in NUMBERS]
    for leaf in leaves:
        leaf.grad = leaf.data
    assert excess(browser, leaves) == []


def test_the_mark_of_a_stale_number_covers_nothing(browser):
    numbers, labels = (-1.2345e-5, 2.5, -123456.0, 7.0), ("", "learning_rate", "WWWWWWWWWWWW", "損失函數的梯度")
    roots = [InTuples(number, (InTuples(1.0), InTuples(1.0)), "+", label) for number, label in zip(numbers, labels)]
    assert excess(browser, roots) == []
    with page_with(browser, "".join(map(html, roots))) as page:
        assert page.evaluate(COVERED) == [[]] * len(roots)


ALL_TEXTS_INSIDE = """() => {
    const box = document.querySelector('svg.mg').getBoundingClientRect()
    const inside = t => t.left >= box.left && t.right <= box.right + 1 && t.bottom <= box.bottom + 1
    return [...document.querySelectorAll('svg.mg text')].every(text => inside(text.getBoundingClientRect()))
}"""


def test_notes_stay_inside_the_picture(browser, monkeypatch):
    for language in ("en", "zh-TW"):
        monkeypatch.setattr("viz.words.messages._current", language)
        with page_with(browser, html(InSets(1.0) - InSets(2.0), limit=2)) as page:
            assert page.evaluate(ALL_TEXTS_INSIDE)


def test_the_same_output_stands_twice_in_a_page(browser):
    picture = html(InTuples(2.0, label="a") * InTuples(3.0), slopes=True)
    with page_with(browser, picture + picture) as page:
        sizes = [picture.bounding_box() for picture in page.locator("svg.mg").all()]
        assert (
            len(sizes) == 2
            and sizes[0]["width"] == sizes[1]["width"] > 30
            and sizes[0]["height"] == sizes[1]["height"] > 30
        )
        assert page.evaluate("document.querySelectorAll('body [id]').length") == 1  # our own `after`


def paper(page):
    return page.evaluate("() => getComputedStyle(document.querySelector('svg.mg rect')).fill")


def rgb(name, theme):
    colour = COLOURS[name][("light", "dark").index(theme)]
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


THEMES = {
    "": None,
    "data-jp-theme-light=true": "light",
    "data-jp-theme-light=false": "dark",
    "class=vscode-light": "light",
    "class=vscode-dark": "dark",
    "class=vscode-high-contrast": "dark",
    "class='vscode-high-contrast-light vscode-high-contrast'": "light",
}


@pytest.mark.parametrize("attributes", THEMES)
def test_colours_follow_the_page_and_otherwise_the_system_and_are_printed_light(browser, attributes):
    with page_with(browser, html(total()), attributes) as page:
        for system in ("light", "dark"):
            page.emulate_media(media="screen", color_scheme=system)
            assert paper(page) == rgb("paper", THEMES[attributes] or system)
        page.emulate_media(media="print", color_scheme="dark")
        assert paper(page) == rgb("paper", "light")


def test_the_page_around_a_picture_keeps_its_own_looks(browser):
    look = "() => JSON.stringify([...document.querySelectorAll('#after, #before')].map(e => Object.fromEntries([...getComputedStyle(e)].map(k => [k, getComputedStyle(e)[k]]))))"
    with page_with(browser, "<p id=before>before</p>", color_scheme="dark") as page:
        before = page.evaluate(look)
    with page_with(browser, "<p id=before>before</p>" + html(total()), color_scheme="dark") as page:
        assert page.evaluate(look) == before


def test_the_still_image_is_hidden_where_styles_work(browser):
    with page_with(browser, html(total())) as page:
        assert page.locator("svg.mg").is_visible() and not page.locator("img").is_visible()


def test_the_still_image_remains_where_style_and_svg_are_stripped(browser):
    with page_with(browser, html(total())) as page:
        page.evaluate("() => document.querySelectorAll('style, svg').forEach(element => element.remove())")
        image = page.locator("img")
        assert image.is_visible() and image.bounding_box()["width"] > 100
        assert image.get_attribute("alt").startswith("Computation graph of 3 values")


def test_a_saved_picture_opens_by_itself(browser, tmp_path):
    page = browser.new_page()
    page.goto(viz.draw(total("梯度", "<&>")).save(tmp_path / "graph.svg").as_uri())
    assert page.evaluate("() => document.documentElement.tagName") == "svg"
    assert page.locator("rect").count() == 3 and paper(page) == rgb("paper", "light")
    page.close()
