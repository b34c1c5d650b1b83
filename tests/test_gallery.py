"""The gallery: pages of the executed lessons that work from a folder, with the network cable out."""

import argparse
import re
from html.parser import HTMLParser

import pytest

import viz
from classroom.lesson import notebook
from exercises import progress_store
from lessons import addresses
from lessons.gallery import command, site
from lessons.gallery.lesson_page import is_shown, lesson_page
from lessons.gallery.links import relinked
from lessons.gallery.site import Gallery
from lessons.series import LANGUAGES, ORIGINAL, series
from pages import opened, violations
from training_pages import Shown as Training
from trainings import gone_through, moons_training
from viz.outputs.html import inline_svg, shared
from viz.words.messages import language, say_in

LESSONS = {lesson.source: lesson for lesson in series()}
EXECUTED, TRAINED = "06_backward", "07_a_network_learns"
NARROW = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
_ASKS_A_NETWORK = re.compile(
    r"\bimport\s*[({\"'*]|\b(?:fetch|importScripts|sendBeacon)\s*\(|\bXMLHttpRequest\b|\bnew (?:Worker|SharedWorker|WebSocket|EventSource|Image)\b"
)
_IN_A_STYLE = re.compile(r"url\(\s*[\"']?([^)\"']*)|@import\s+[\"']?([^\"';]*)")
_OF_A_PAGE = {"src", "href", "xlink:href", "srcset", "poster", "data", "action", "formaction", "background", "ping"}


class Page(HTMLParser):
    """What a page names: its addresses, its ids, and what its scripts say."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.ids, self.scripts, self.headings, self.inside = [], [], "", [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        for name, value in attributes:
            if name in _OF_A_PAGE:
                self.addresses.append(value or "")
            elif name == "id":
                self.ids.append(value)
            elif name == "style" or tag in ("path", "use", "g", "rect"):
                self.addresses += self.of_styles(value or "")
        if tag in ("h1", "h2"):
            self.headings.append(dict(attributes).get("id"))

    def handle_data(self, text):
        if self.inside == "script":
            self.scripts += text
        elif self.inside == "style":
            self.addresses += self.of_styles(text)

    def handle_endtag(self, tag):
        self.inside = ""

    def of_styles(self, text):
        return ["".join(found) for found in _IN_A_STYLE.findall(text)]

    def unreachable(self, folder):
        """The addresses that are neither in the page nor in files beside it."""
        return [each for each in self.addresses if not self.is_here(each, folder)]

    def is_here(self, address, folder):
        path, _, place = address.partition("#")
        if address.startswith("data:"):
            return True
        if ":" in address or address.startswith("//"):
            return False
        return (folder / path).is_file() if path else place in self.ids


def page_without_running(lesson, name, outputs=None, built=None):
    """The HTML of a lesson's page; outputs: of some cells, {a part of their code: HTML}."""
    before = language()
    language(name)
    try:
        cells = notebook(lesson.source, name)["cells"]
        shown = {
            cell["id"]: [
                {"data": {"text/html": html}}
                for part, html in (outputs or {}).items()
                if part in "".join(cell["source"])
            ]
            for cell in cells
        }
        gallery = Gallery(tuple(built or LESSONS.values()), LANGUAGES)
        return lesson_page(gallery, lesson, cells, shown, notebook(lesson.source, ORIGINAL)["cells"])
    finally:
        language(before)


@pytest.fixture(scope="module")
def nowhere():
    """The project does not say where it stands, whatever a fork's pyproject.toml has."""
    with pytest.MonkeyPatch.context() as patch:
        for address in ("repository", "gallery"):
            patch.setattr(addresses, address, lambda: None)
        yield


@pytest.fixture(scope="module")
def executed(tmp_path_factory, data_directory, nowhere):
    """The folder of a gallery with one lesson in one language, and what a learner had kept before it was built."""
    kept = progress_store.path()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("a learner's own", encoding="utf-8")
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    out = tmp_path_factory.mktemp("gallery")
    options = parser.parse_args(["--out", str(out), "--lesson", "6", "--language", "en"])
    options.run(options)
    yield out, kept
    kept.unlink()


@pytest.fixture(scope="module")
def written(tmp_path_factory, nowhere):
    """The folder of a gallery with all lessons in all languages, none of which was run."""
    out = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "_executed", lambda gallery, lesson: page_without_running(lesson, language()))
        command.write(Gallery(tuple(LESSONS.values()), LANGUAGES), out)
    return out


def all_pages(folder):
    return [(path, Page(path.read_text(encoding="utf-8"))) for path in sorted(folder.rglob("*.html"))]


def leading_elsewhere(folder):
    """{page: what it asks for, or what its links lead to, that is neither in it nor in a file beside it}"""
    found = {
        path: page.unreachable(path.parent) + _ASKS_A_NETWORK.findall(page.scripts) for path, page in all_pages(folder)
    }
    return {str(path): wrong for path, wrong in found.items() if wrong}


# Nothing is asked of a network.


def test_every_address_in_a_page_is_in_that_page_or_beside_it(written):
    assert leading_elsewhere(written) == {}


def test_no_output_of_a_lesson_leads_elsewhere(executed):
    assert leading_elsewhere(executed[0]) == {}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="//elsewhere/a.png">',
        '<link href="https://elsewhere/a.css">',
        "<style>@font-face{src:url(https://elsewhere/a.woff)}</style>",
        '<style>@import "https://elsewhere/a.css";</style>',
        '<p style="background:url(elsewhere.png)">',
        '<a href="missing.html">',
        '<a href="#missing">',
    ],
)
def test_an_address_that_leads_elsewhere_is_seen(html, tmp_path):
    assert len(Page(html).unreachable(tmp_path)) == 1


@pytest.mark.parametrize("script", ['import "https://a"', "import('a')", 'fetch("a")', "new Worker('a')"])
def test_a_script_that_asks_is_seen(script):
    assert _ASKS_A_NETWORK.search(Page(f"<script>{script}</script>").scripts)


# What stands in a page.


def test_every_page_says_what_it_is(written):
    for path, page in all_pages(written):
        html = path.read_text(encoding="utf-8")
        name = path.parent.name if path.parent != written else ORIGINAL
        assert f'<html lang="{name}">' in html and '<meta name="viewport"' in html, path
        assert re.search(r'<meta name="description" content="[^"]{10,}">', html), path
        assert not re.search(r"canonical|og:|hreflang=\S+ href=.https", html), path
        assert len(set(page.ids)) == len(page.ids), path
        assert not re.search(r"\$[^$\n]+\$|\.ipynb", re.sub(r"<(pre|code|script).*?</\1>", "", html, flags=re.DOTALL))


def test_the_places_in_a_lesson_have_one_name_in_all_languages(written):
    for source in LESSONS:
        pages = [Page((written / name / f"{source}.html").read_text(encoding="utf-8")) for name in LANGUAGES]
        assert all(page.headings == pages[0].headings for page in pages), source
        assert None not in pages[0].headings, f"{source}: a part of it cannot be linked to"
        assert {f"#{place}" for place in pages[0].headings[1:]} <= set(pages[0].addresses), source


def test_lessons_lead_to_each_other_and_to_the_other_language(written):
    html = (written / "zh-TW" / f"{EXECUTED}.html").read_text(encoding="utf-8")
    assert '<a rel="prev" href="05_relu.html">' in html and '<a rel="next" href="07_a_network_learns.html">' in html
    assert f'href="../en/{EXECUTED}.html"' in html and 'href="index.html"' in html
    start = (written / "index.html").read_text(encoding="utf-8")
    for name in LANGUAGES:
        assert f'<section lang="{name}">' in start and f'href="{name}/index.html"' in start


def test_what_is_a_learners_own_stands_in_no_page(written):
    assert not is_shown({"cell_type": "code", "source": ["progress()"]})
    for path, _ in all_pages(written):
        assert "# mine.save" not in path.read_text(encoding="utf-8"), path


def test_a_link_to_a_file_of_the_project_says_that_or_leads_to_it(monkeypatch, nowhere, english):
    text = '<a href="02_add.ipynb#moves">2</a> <a href="03_mul.ipynb">3</a> <a href="../../docs/design.md">how</a>'
    assert relinked(text, "en", {"02_add"}) == (
        '<a href="02_add.html#moves">2</a> 3 (a file of the project) how (a file of the project)'
    )
    monkeypatch.setattr(addresses, "repository", lambda: "https://code.example/project")
    assert relinked(text, "en", {"02_add"}) == (
        '<a href="02_add.html#moves">2</a> <a href="https://code.example/project/blob/HEAD/notebooks/en/03_mul.ipynb">3</a> '
        '<a href="https://code.example/project/blob/HEAD/docs/design.md">how</a>'
    )


def test_where_the_gallery_stands_is_said_only_where_the_project_says_so(monkeypatch):
    monkeypatch.setattr(addresses, "gallery", lambda: "https://pages.example/gallery/")
    monkeypatch.setattr(site, "browser_edition", lambda lesson, name: f"../../lite/{name}/{lesson}")
    html = page_without_running(LESSONS[EXECUTED], "en")
    assert '<link rel="canonical" href="https://pages.example/gallery/en/06_backward.html">' in html
    assert 'hreflang="zh-TW" href="https://pages.example/gallery/zh-TW/06_backward.html"' in html
    assert '<meta property="og:title" content="6 · Backward' in html
    assert f'<a href="../../lite/en/06_backward">{say_in("en", "gallery.in browser")}</a>' in html


# What outputs share.


def output(data):
    return (
        f'<div class="mg"><style>.a{{}}</style><script type="module">const show = f\nshow("t", {data})</script></div>'
    )


def test_a_style_sheet_and_a_module_stand_once_in_a_page():
    styles, rest = shared(output('{"n":1}') + output('{"n":2}'))
    assert styles == ".a{}" and "<style>" not in rest
    assert rest.count("const show = f") == 1
    assert re.findall(r"microgradModules\.(\w+)\(\"t\", (.*?)\)", rest) == [("show0", '{"n":1}'), ("show0", '{"n":2}')]


def test_an_image_keeps_its_style_sheet_and_a_drawing_needs_no_second_copy():
    image = '<img src="data:image/svg+xml,<svg><style>.b{}</style></svg>">'
    assert shared(image) == ("", image)
    styles, rest = shared(inline_svg("<svg><style>.b{}</style><title>t</title></svg>", "in words"))
    assert "<title>t</title></svg></div></div>" in rest and "mg-still" not in rest and ".b{}" in styles


# In a browser.


@pytest.mark.slow
def test_lesson_6_plays_asks_and_answers_from_a_folder(browser, executed):
    with opened(browser, executed[0] / "en" / f"{EXECUTED}.html", reduced_motion="reduce") as page:
        player = page.locator(".mg-player").filter(visible=True).nth(1)  # the first one asks before it goes on
        player.get_by_label("one step forward").focus()
        before = player.locator(".mg-count").inner_text()
        page.keyboard.press("End")
        assert player.locator(".mg-count").inner_text() != before

        asks = page.locator(".mg-asks").filter(has_text="After the backward pass, what is a.grad?").first
        asks.get_by_role("textbox").fill("12")
        asks.get_by_role("textbox").press("Enter")
        assert asks.locator(".mg-heard").inner_text().startswith("✓")

        asks = page.locator(".mg-asks").filter(has_text="For which b is a.grad 0?")
        asks.get_by_role("textbox").first.fill("4")
        asks.get_by_role("textbox").first.press("Enter")
        assert asks.locator(".mg-predict .mg-heard").inner_text().startswith("≠")
        slider = asks.locator(".mg-sliders input[type=range]").first
        value = asks.locator("[data-part=data]").last
        before = value.text_content()
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert value.text_content() != before


@pytest.mark.slow
def test_a_training_plays_from_a_folder(browser, tmp_path, nowhere):
    training = gone_through(moons_training())
    shown = {"viz.network(model)": viz.network(training.model).to_html(), "for step in training:": training.to_html()}
    html = page_without_running(LESSONS[TRAINED], "zh-TW", shown, [LESSONS[TRAINED]])
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    with opened(browser, tmp_path / "page.html", reduced_motion="reduce") as page:
        assert page.locator("[data-mg]:not([data-claimed])").count() == 0
        training = Training(page)
        before = training.boundary
        training.host.locator("input[type=range]").first.focus()
        page.keyboard.press("Home")
        training.drawn()
        assert training.boundary != before


@pytest.mark.slow
def test_a_telephone_scrolls_what_is_wide_and_not_the_page(browser, executed):
    with opened(browser, executed[0] / "en" / f"{EXECUTED}.html", **NARROW) as page:
        page.locator(".scrolls").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        wide = page.locator(".code:has(+ .scrolls)").first
        assert wide.evaluate("code => code.scrollWidth > code.clientWidth && code.tabIndex === 0")
        assert page.locator("pre:not(:has(+ .scrolls))").first.evaluate("code => code.tabIndex") == -1
        page.set_viewport_size({"width": 2000, "height": 900})
        page.locator(".scrolls").first.wait_for(state="detached")


@pytest.mark.slow
@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, NARROW], ids=["wide", "narrow"])
def test_a_page_is_accessible(browser, written, options):
    with opened(
        browser, written / "zh-TW" / "09_blank_page.html", **options
    ) as page:  # what plays has tests of its own
        assert violations(page) == []


def test_nobodys_progress_is_touched(executed):
    out, kept = executed
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    assert kept.read_text(encoding="utf-8") == "a learner's own"
    assert "a learner's own" not in (out / "en" / f"{EXECUTED}.html").read_text(encoding="utf-8")
