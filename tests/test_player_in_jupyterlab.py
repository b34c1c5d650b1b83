"""Animations, recordings and explorers as learners meet them: in a real JupyterLab, live, reloaded without a run, and
unsigned.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import kernel
from browser import chromium
from lab import opened, run_all, server
from pages import press

ROOT = Path(__file__).resolve().parent.parent
CELLS = [
    """
import math, sys
sys.path.insert(0, ".")
import viz

class Value:
    def __init__(self, data, _children=(), _op="", label=""):
        self.data, self.grad, self._prev, self._op, self.label = data, 0.0, set(_children), _op, label
        self._backward = lambda: None

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def wave(self):
        out = Value(math.sin(self.data), (self,), "wave")
        def _backward():
            self.grad += math.cos(self.data) * out.grad
        out._backward = _backward
        return out
""",
    'a, b = Value(2.0, label="a"), Value(-3.0, label="b")\nviz.animate(a * b)',
    'x = Value(3.0, label="x")\nviz.record(x * x)',
    "known = viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(3.0))\nknown",
    "unknown = viz.explore(lambda a, b: (a * b).wave(), a=Value(2.0), b=Value(3.0))\nunknown",
    "print(known.values, unknown.values)",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "viz", folder / "viz", ignore=shutil.ignore_patterns("__pycache__"))
    kernel.write(kernel.notebook(*CELLS), folder / "players.ipynb")
    kernel.write(
        kernel.executed(kernel.notebook(*CELLS), folder), folder / "from_elsewhere.ipynb"
    )  # run, but not by this server: unsigned
    return folder


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    with server(folder, tmp_path_factory.mktemp("private")) as address_of:
        yield address_of


@pytest.fixture(scope="module")
def page():
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")


@pytest.fixture(scope="module")
def live(page, address):
    """The page after Run All; page.asked holds every address that was asked for."""
    page.asked = set()
    page.on("request", lambda request: page.asked.add(urlsplit(request.url)))
    run_all(page, address, "players.ipynb")
    page.wait_for_function(
        "() => globalThis.microgradLinks?.size === 2 && document.querySelectorAll('.mg-sliders').length === 2"
    )
    return page


def player(page, n):
    return page.locator(".mg-player").nth(n)


def count(page, n):
    return player(page, n).locator(".mg-count").inner_text()


def state(page):
    """(how many cells, which of them is chosen) in the notebook."""
    return page.evaluate("""() => {
        const cells = [...document.querySelectorAll('.jp-Cell')]
        return [cells.length, cells.findIndex(cell => cell.classList.contains('jp-mod-active'))]
    }""")


def run_cell(page, n, part=".jp-InputPrompt", keys="Control+Enter"):
    """Runs one cell by keys, and waits until it has run and shows its player."""
    cell = page.locator(".jp-CodeCell").nth(n)
    cell.locator(".mg-player").evaluate("player => { player.dataset.old = '' }")
    cell.locator(part).click()
    page.keyboard.press(keys)
    cell.locator(".mg-player:not([data-old]) .mg-bar").wait_for(timeout=30_000)
    cell.locator(".jp-InputArea-prompt").filter(has_text=re.compile(r"\[\d+\]")).wait_for(timeout=30_000)
    page.locator(".jp-Notebook.jp-mod-commandMode").wait_for()


def test_everything_is_there_and_nothing_is_asked_of_another_host(live):
    assert live.locator(".mg-player .mg-bar").count() == 2
    assert (
        live.locator(
            '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
        ).count()
        == 0
    )
    assert {url.hostname for url in live.asked if url.scheme in ("http", "https", "ws", "wss")} == {"127.0.0.1"}


def test_the_keys_of_a_focused_player_play_and_leave_the_notebook_alone(live):
    player(live, 0).get_by_label("one step forward").click()
    press(live, "Home", "ArrowRight")
    before = state(live)
    press(live, "ArrowRight", "ArrowRight")
    assert count(live, 0) == "step 3 of 4"
    press(live, "Home", "End", "ArrowLeft", "ArrowRight")
    assert count(live, 0) == "step 4 of 4"
    assert player(live, 0).locator(".mg-number").all_inner_texts() == ["2", "× 1 = 2", "0 + 2 = 2"]
    assert state(live) == before


def test_after_a_cell_was_run_its_player_plays_by_the_arrow_keys_and_the_notebook_stays(live):
    for n in (1, 2):
        run_cell(live, n)
        before, other = state(live), count(live, 2 - n)
        press(live, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft")
        assert count(live, n - 1) == "step 2 of 4" and count(live, 2 - n) == other
        assert state(live) == before == [len(CELLS), n]


def test_so_it_does_when_the_cell_was_run_from_its_editor(live):
    run_cell(live, 1, ".cm-content", "Shift+Enter")
    press(live, "ArrowRight", "ArrowRight")
    assert count(live, 0) == "step 2 of 4" and state(live) == [len(CELLS), 2]


def test_other_keys_than_these_are_the_notebooks_after_a_run(live):
    run_cell(live, 1)
    press(live, "ArrowDown")
    assert state(live) == [len(CELLS), 2] and count(live, 0) == "step 0 of 4"


def test_a_click_elsewhere_gives_the_keys_back(live):
    run_cell(live, 1)
    live.locator(".jp-CodeCell").nth(2).locator(".jp-InputPrompt").click()
    press(live, "ArrowRight", "ArrowUp")
    assert count(live, 0) == "step 0 of 4" and state(live) == [len(CELLS), 1]


def test_an_editor_has_its_keys_also_after_a_run(live):
    run_cell(live, 1)
    press(live, "Enter", "Home", "ArrowRight", "ArrowLeft")  # into the cell, whose text is not changed
    assert live.evaluate("() => document.activeElement.closest('.cm-content') !== null")
    assert count(live, 0) == "step 0 of 4"
    press(live, "Escape")


def test_keys_elsewhere_are_the_notebooks(live):
    live.locator(".jp-CodeCell").nth(1).locator(".jp-InputPrompt").click()
    before = count(live, 0)
    press(live, "ArrowDown")
    assert state(live) == [len(CELLS), 2] and count(live, 0) == before


def test_the_code_that_acts_is_the_learners_own_cell(live):
    player(live, 1).get_by_label("last step").click()
    player(live, 1).get_by_label("one step back").click()
    assert player(live, 1).locator(".mg-acts").inner_text().strip() == "other.grad = self.data * out.grad"
    assert "Overwritten: x.grad was 3" in player(live, 1).locator(".mg-sentence").inner_text()


def test_sliders_are_read_in_python_and_the_kernel_computes_what_the_browser_cannot(live):
    for n in (0, 1):
        live.locator(".mg-sliders").nth(n).locator("input[type=number]").first.fill("1.5")
    wave = player(live, 3)
    live.wait_for_function(
        "player => player.querySelectorAll('[data-part=data]')[3].textContent === '-0.9775'", arg=wave.element_handle()
    )
    assert wave.locator("[data-part=grad]").first.text_content() == "-0.6324"
    assert wave.locator(".mg-nudge output").nth(1).inner_text() not in ("?", "", "0", "nan")
    live.locator(".jp-CodeCell").last.locator(".cm-content").click()
    live.keyboard.press("Control+Enter")
    live.get_by_text("{'a': 1.5, 'b': 3.0} {'a': 1.5, 'b': 3.0}").wait_for(timeout=30_000)


def test_an_expression_is_typed_and_played_in_place_and_python_knows_its_leaves(live):
    known = player(live, 2)
    field = known.locator(".mg-typing > form input")
    known.get_by_role("spinbutton", name="a", exact=True).fill("2.5")
    field.fill("p = a * k * 1.5")
    field.press("Enter")
    known.get_by_role("spinbutton", name="k", exact=True).fill("4")
    known.get_by_role("button", name="play p", exact=True).click()
    played = known.locator(".mg-played .mg-player")
    played.locator(".mg-bar").wait_for(timeout=30_000)
    played.get_by_label("last step").click()
    assert played.locator("[data-part=grad]").all_text_contents()[0] == "+6.0"
    assert field.input_value() == "p = a * k * 1.5"
    live.locator(".jp-CodeCell").last.locator(".cm-content").click()
    live.keyboard.press("Control+Enter")
    live.get_by_text("{'a': 2.5, 'k': 4.0}").wait_for(timeout=30_000)
    known.get_by_role("button", name="close", exact=True).click()
    field.fill("a + b")
    field.press("Enter")
    known.get_by_text("Value has no method __add__").wait_for(timeout=30_000)


def test_labs_theme_wins_over_the_systems(live):
    live.emulate_media(color_scheme="dark")
    paper = "() => getComputedStyle(document.querySelector('.mg-player')).backgroundColor"
    assert live.evaluate(paper) == "rgb(255, 255, 255)"
    live.evaluate("() => document.body.dataset.jpThemeLight = 'false'")
    live.emulate_media(color_scheme="light")
    assert live.evaluate(paper) == "rgb(28, 31, 36)"
    live.evaluate("() => document.body.dataset.jpThemeLight = 'true'")


def test_after_a_reload_all_plays_without_a_run(live, address):
    with live.expect_response(lambda answer: answer.request.method == "PUT" and "players.ipynb" in answer.url):
        live.keyboard.press("Control+s")
    opened(live, address, "players.ipynb")
    player(live, 3).locator(".mg-sliders").wait_for(timeout=60_000)
    press(live, "ArrowRight")  # nobody has run anything: it is the notebook's
    assert count(live, 0) == count(live, 1) == "step 0 of 4"
    player(live, 0).get_by_label("last step").click()
    assert count(live, 0) == "step 4 of 4"
    live.locator(".mg-sliders").first.locator("input[type=number]").first.fill("5")
    assert player(live, 2).locator("[data-part=data]").nth(2).text_content() == "15.0"
    assert live.get_by_text("Error displaying widget").count() == 0


def test_an_unsigned_copy_shows_the_still_picture_and_the_steps(page, address):
    opened(page, address, "from_elsewhere.ipynb")
    outputs = page.locator('.jp-OutputArea-output[data-mime-type="text/html"]')
    outputs.nth(3).locator("img.mg-still").wait_for(timeout=60_000)
    assert page.locator(".mg-bar, .mg-sliders").count() == 0
    for image in outputs.locator("img.mg-still").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth > 100", arg=image.element_handle())
    outputs.nth(1).locator("summary").click()
    assert "Overwritten: x.grad was 3" in outputs.nth(1).locator("table").inner_text()
    assert all("import" not in text and "{" not in text for text in outputs.all_inner_texts())
