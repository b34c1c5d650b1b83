"""The playground of a site: programs run in its Python, in a frame out of which they reach nothing."""

import json
from urllib.parse import quote

import pytest

import lite
from lessons.browser import start_pages
from lessons.browser.site import gather_python
from lessons.gallery.playground.page import NAME
from lessons.series import LANGUAGES
from viz.words.messages import say_in

PATIENCE = 30_000  # ms, on a busy machine: Python is there after 7 s on a quiet one
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
ENDS_PYTHON = "import js, pyodide_js\npyodide_js._api.fatal_error(js.Error.new('x'))\n"

pytestmark = pytest.mark.slow


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


def opened(page, address, text, language="en"):
    page.goto(f"{address}{language}/{NAME}.html#text={quote(text)}")
    return page.frame_locator(".pg-ran iframe").locator("body")


def said(page):
    return page.locator(".pg-said")


def has_said(page, key, language="en"):
    text = say_in(language, f"playground.{key}")
    page.wait_for_function("text => document.querySelector('.pg-said').textContent === text", arg=text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_from_a_link_runs_when_somebody_asks_for_it(language, page, address):
    shown = opened(page, address, PROGRAM, language)
    has_said(page, "from link", language)
    assert page.locator("iframe").count() == 0
    page.locator(".pg-play").click()
    shown.locator(".mg-player .mg-bar").wait_for()
    assert "printed 6.0" in shown.inner_text()
    assert said(page).inner_text() == ""


def test_a_mistake_of_its_class_is_marked(page, address):
    shown = opened(page, address, "")
    page.locator(".pg-example").last.click()
    page.locator(".pg-play").click()
    shown.locator(".mg-player .mg-bar").wait_for()
    shown.get_by_text("≠").first.wait_for()


def test_what_goes_wrong_is_told_with_its_line(page, address):
    shown = opened(page, address, "from micrograd.engine import Value\nValue(1.0) + 'x'\n")
    page.locator(".pg-play").click()
    shown.locator(".mg-raised").wait_for()
    assert "Value(1.0) + 'x'" in shown.inner_text()


def test_a_program_reaches_neither_the_store_of_the_site_nor_a_network(page, address):
    shown = opened(page, address, REACHES_OUT.replace("{ADDRESS}", f"{address}en/index.html"))
    page.locator(".pg-play").click()
    shown.locator("pre").wait_for()
    origin, store, caches, asks = shown.locator("pre").inner_text().splitlines()
    assert origin == "origin null"
    assert all("refused" in line for line in (store, caches, asks)), shown.inner_text()


def test_a_page_that_a_program_makes_cannot_reach_the_one_around_it(page, address):
    script = """let told; try { told = parent.document.title } catch (problem) { told = "refused " + problem }
        document.body.append(Object.assign(document.createElement("pre"), { textContent: told }))"""
    told = json.dumps({"html": f"<script>{script}</script>"})
    forged = f"import js\njs.eval({json.dumps(f'self.postMessage({told})')})\n"
    shown = opened(page, address, forged)
    page.locator(".pg-play").click()
    shown.locator("pre").wait_for()
    assert "refused" in shown.locator("pre").inner_text()


def test_what_does_not_end_is_stopped_and_the_next_program_runs(page, address):
    shown = opened(page, address, "import itertools\nsum(itertools.repeat(1))\n")  # no line of Python's runs again
    page.locator(".pg-play").click()
    has_said(page, "starting")
    page.locator(".pg-stop").click()
    has_said(page, "stopped")
    page.locator(".pg-text").fill(PROGRAM)
    page.locator(".pg-text").press("Control+Enter")
    shown.locator(".mg-player .mg-bar").wait_for()


def test_python_that_has_ended_is_told_and_the_next_program_gets_another(page, address):
    shown = opened(page, address, ENDS_PYTHON)
    page.locator(".pg-play").click()
    page.wait_for_function("begin => document.querySelector('.pg-said').textContent.startsWith(begin)", arg="Python has ended")
    page.locator(".pg-text").fill(PROGRAM)
    page.locator(".pg-play").click()
    shown.locator(".mg-player .mg-bar").wait_for()


def test_the_link_carries_what_is_typed_and_nothing_is_stored(page, address):
    opened(page, address, "")
    page.locator(".pg-text").fill(PROGRAM + "# 中文 & more")
    page.locator(".pg-share").click()
    has_said(page, "copied" if page.evaluate("isSecureContext") and said(page).inner_text() == say_in("en", "playground.copied") else "copy this")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    assert page.locator(".pg-text").input_value() == PROGRAM + "# 中文 & more"
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
