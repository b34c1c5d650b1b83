"""Exercises as learners meet them: in a real JupyterLab, live, themed, and in a notebook that this server has not
signed.
"""

import json
import shutil
from pathlib import Path

import pytest

import kernel
from browser import chromium
from lab import opened, run_all, server, toggle_presentation_mode

ROOT = Path(__file__).resolve().parent.parent
CELLS = [
    "import sys\nsys.path.insert(0, '.')\nfrom exercises import check, hint, predict, progress\nfrom exercises.closure_engine import Value as Right",
    """
class Value(Right):
    def __mul__(self, other):
        other = other if isinstance(other, Right) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad += self.data * out.grad
            other.grad += other.data * out.grad
        out._backward = _backward
        return out
check.mul(Value)
""",
    """
class Value(Right):
    def __mul__(self, other):
        while True:
            pass
check.mul(Value)
""",
    """
class Value(Right):
    def __mul__(self, other):
        exit()
check.mul(Value)
""",
    """
class Value(Right):
    def __mul__(self, other):
        out = Value(self.data * other.dta, (self, other), "*")
        return out
check.mul(Value)
""",
    "check.add(Right)",
    "predict.add_reuse",
    "progress()",
    "import viz\nfrom micrograd.nn import MLP\nviz.network(MLP(2, [3, 1]))",
]
# The px of the text around the outputs, of a card's, of the picture on it, and of a picture that stands alone.
SIZES = """() => [
    ...['.jp-RenderedHTMLCommon', '.mg-wrong .mg-outcome', '.mg-wrong .mg-line, .mg-wrong .mg-source', '.mg-predict button']
        .map(part => parseFloat(getComputedStyle(document.querySelector(part)).fontSize)),
    ...['.mg-wrong .mg-live > svg', '.mg-network .mg-live > svg'].map(part => document.querySelector(part).getBoundingClientRect().width),
]"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("clone")
    for package in ("viz", "micrograd", "exercises"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    kernel.write(kernel.notebook(*CELLS), folder / "exercises.ipynb")
    kernel.write(
        kernel.executed(kernel.notebook(*CELLS), folder), folder / "from_elsewhere.ipynb"
    )  # run, but not by this server: unsigned
    return folder


@pytest.fixture(scope="module")
def address(folder, data, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(data))
        with server(folder, tmp_path_factory.mktemp("private")) as address_of:
            yield address_of


@pytest.fixture(scope="module")
def page():
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="module")
def live(page, address):
    run_all(page, address, "exercises.ipynb")
    page.wait_for_function("() => globalThis.microgradLinks?.size === 1 && document.querySelector('.mg-field')")
    return page


def test_each_attempt_gets_its_answer_and_the_kernel_lives_on(live):
    titles = [
        text.strip() for text in live.locator(".jp-OutputArea .mg-answer > style + .mg-outcome").all_inner_texts()
    ]
    assert titles[:5] == [
        "≠ mul: not yet",
        "! mul: your code raised an error",
        "! mul: your code raised an error",
        "! mul: your code raised an error",
        "✓ add: right",
    ]
    assert (
        live.locator(
            '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
        ).count()
        == 0
    )


def test_an_endless_loop_an_exit_and_a_typing_error_show_what_they_are(live):
    texts = live.locator(".mg-raised").all_inner_texts()
    assert "round and round" in texts[0] or "stopped after" in texts[0]
    assert "exit()" in texts[1]
    assert "line 3, in __mul__:" in texts[2] and "other.dta" in texts[2]


def test_a_prediction_typed_into_the_page_is_kept_by_the_kernel(live, data):
    live.locator(".mg-field input").fill("1")
    live.keyboard.press("Enter")
    assert live.locator(".mg-heard").inner_text().startswith("≠")
    file = data / "micrograd-notebooks" / "progress.json"
    for _ in range(100):
        if file.exists() and json.loads(file.read_text()).get("predictions") == {"add_reuse": 1.0}:
            break
        live.wait_for_timeout(100)
    held = json.loads(file.read_text())
    assert held["predictions"] == {"add_reuse": 1.0}
    assert held["exercises"] == {"mul": "attempted", "add": "done"}


def test_the_theme_of_the_notebook_colours_the_answers(live):
    background = "() => getComputedStyle(document.querySelector('.mg-answer')).backgroundColor"
    before = live.evaluate(background)
    live.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert live.evaluate(background) != before
    live.evaluate("document.body.dataset.jpThemeLight = 'true'")


def test_in_presentation_mode_cards_and_pictures_are_enlarged_as_the_text_is(live):
    usual = live.evaluate(SIZES)
    toggle_presentation_mode(live)
    live.wait_for_function(
        "() => getComputedStyle(document.querySelector('.jp-RenderedHTMLCommon')).fontSize === '17px'"
    )
    assert usual[0] == 14 and live.evaluate(SIZES) == [pytest.approx(17 / 14 * size, rel=0.01) for size in usual]
    toggle_presentation_mode(live)
    live.wait_for_function(
        "() => getComputedStyle(document.querySelector('.jp-RenderedHTMLCommon')).fontSize === '14px'"
    )
    assert live.evaluate(SIZES) == usual


def test_typing_a_prediction_does_not_move_the_notebook(live):
    live.locator(".mg-field input").focus()
    for key in ("a", "b", "d", "d", "ArrowDown", "m"):
        live.keyboard.press(key)
    assert live.locator(".jp-Notebook .jp-Cell").count() == len(CELLS)
    assert live.locator(".mg-field input").input_value().endswith("abddm")


def test_an_unsigned_notebook_still_says_everything_in_words(page, address, live):
    opened(page, address, "from_elsewhere.ipynb")
    body = page.locator(".jp-Notebook").inner_text()
    assert "mul: not yet" in body and "add: right" in body and "predict.add_reuse(your number)" in body
    assert page.locator(".mg-answer img").count() >= 1, "the picture as an image"
    assert page.locator(".mg-answer svg").count() == 0
    widths = page.locator("img.mg-still").evaluate_all("images => images.map(image => image.style.width)")
    assert widths and all(width.endswith("em") for width in widths), "it follows the letters, too"
