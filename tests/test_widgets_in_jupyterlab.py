"""Players and explorers as widgets in a real JupyterLab: the READMEs' examples, two views of one widget,
cells that are run again, a kernel that is started anew, a notebook that is opened again.
"""

import re
import shutil
from pathlib import Path

import pytest

import kernel
from browser import chromium
from lab import opened, run_all, server

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent
READMES = {"en": ROOT / "README.md", "zh-TW": ROOT / "README.zh-TW.md"}
BEGIN = """
import math, sys
sys.path.insert(0, ".")
import ipywidgets, viz
from IPython.display import display
from micrograd.engine import Value

class Wrong(Value):
    def __mul__(self, other):
        out = Wrong(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

a, b, c = Value(2.0), Value(-3.0), Value(10.0)
d = a * b + c
viz.label(a=a, b=b, c=c, d=d)
x, y = Value(3.0, label="x"), Wrong(3.0, label="x")
right, wrong = x * x, y * y
"""
VIEWS = [
    'player = viz.animate(d)\ndisplay(player)\nprint("first")',
    'display(ipywidgets.VBox([player.widget]))\nprint("second")',
    'player.widget.step = 3\nprint("set")',
    'print(f"now {player.widget.step} {player.widget.playing}")',
]

PLAYS = [
    "player = viz.animate(Value(1.0) + 1)\nplayer.widget.playing = True\nplayer",
    'print(f"now {player.widget.step} of {player.widget.steps}, {player.widget.playing}")',
]


def examples(path):
    """The three examples of a README: what uses .widget."""
    blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    return [block for block in blocks if ".widget" in block]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone")
    for part in ("micrograd", "viz", "exercises", "notebooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    kernel.write(kernel.notebook(BEGIN, *examples(READMES["en"])), folder / "examples.ipynb")
    kernel.write(kernel.notebook(BEGIN, *VIEWS), folder / "views.ipynb")
    kernel.write(kernel.notebook(BEGIN, *PLAYS), folder / "plays.ipynb")
    return folder


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    with server(folder, tmp_path_factory.mktemp("private")) as address_of:
        yield address_of


@pytest.fixture
def page():
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")


def cell(page, n):
    return page.locator(".jp-CodeCell").nth(n)


def run_cell(page, n):
    """Runs a cell, and waits until it has run."""
    prompt = cell(page, n).locator(".jp-InputArea-prompt")
    before = prompt.inner_text()
    cell(page, n).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([prompt, before]) => /\\d/.test(prompt.textContent) && prompt.textContent.trim() !== before.trim()",
        arg=[prompt.element_handle(), before],
    )


def counts(page):
    return page.locator(".mg-count").all_inner_texts()


def wait_for_counts(page, *expected):
    page.wait_for_function(
        "expected => JSON.stringify([...document.querySelectorAll('.mg-count')].map(one => one.innerText)) === expected",
        arg=str(list(expected)).replace("'", '"').replace('", "', '","'),
    )


def errors(page):
    return page.locator(
        '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
    ).count()


def test_the_examples_are_the_same_in_both_languages():
    assert len(examples(READMES["en"])) == 3 and examples(READMES["en"]) == examples(READMES["zh-TW"])


def test_the_examples_of_the_readme(page, address):
    run_all(page, address, "examples.ipynb")
    page.wait_for_function(
        "() => document.querySelectorAll('.mg-bar').length === 3 && document.querySelector('.mg-sliders')"
    )
    assert errors(page) == 0
    # What is answered is counted.
    first = cell(page, 1).locator(".mg-player")
    for _ in range(4):
        first.get_by_label("one step forward").click()
    first.locator(".mg-ask input").fill("1")
    first.locator(".mg-ask").get_by_role("button").click()
    cell(page, 1).locator(".widget-label").get_by_text("1 / 1", exact=True).wait_for()
    # One slider for two players, in both directions.
    second = cell(page, 2)
    second.locator(".widget-readout").fill("3")
    second.locator(".widget-readout").press("Enter")
    page.wait_for_function(
        "cell => [...cell.querySelectorAll('.mg-count')].every(one => one.innerText === 'step 3 of 4')",
        arg=second.element_handle(),
    )
    second.locator(".mg-player").nth(1).get_by_label("last step").click()
    page.wait_for_function(
        "cell => cell.querySelector('.widget-readout').textContent === '4' && cell.querySelector('.mg-count').innerText === 'step 4 of 4'",
        arg=second.element_handle(),
    )
    boxes = [each.bounding_box() for each in second.locator(".mg-player").all()]
    assert boxes[0]["width"] > 400 and abs(boxes[0]["width"] - boxes[1]["width"]) < 2 and boxes[0]["y"] == boxes[1]["y"]
    # A figure follows the sliders.
    cell(page, 3).locator(".mg-sliders input[type=number]").first.fill("1.5")
    cell(page, 3).locator(".jp-OutputArea svg.mg, .mg-picture svg").last.wait_for()
    cell(page, 3).get_by_text("tangent: slope 0.1807").first.wait_for(state="attached")


def test_two_views_of_one_widget_move_together(page, address):
    run_all(page, address, "views.ipynb")
    wait_for_counts(page, "step 3 of 7", "step 3 of 7")  # Python said where
    cell(page, 1).get_by_label("one step forward").click()
    wait_for_counts(page, "step 4 of 7", "step 4 of 7")
    cell(page, 2).get_by_label("last step").click()
    wait_for_counts(page, "step 7 of 7", "step 7 of 7")
    run_cell(page, 4)
    cell(page, 4).get_by_text("now 7 False").wait_for()
    # A view that comes later begins where the others are.
    run_cell(page, 2)
    wait_for_counts(page, "step 7 of 7", "step 7 of 7")
    # The cell is run again: a new player, which the old view knows nothing of.
    run_cell(page, 1)
    wait_for_counts(page, "step 0 of 7", "step 7 of 7")
    run_cell(page, 2)
    wait_for_counts(page, "step 0 of 7", "step 0 of 7")
    run_cell(page, 3)
    wait_for_counts(page, "step 3 of 7", "step 3 of 7")
    assert errors(page) == 0


def test_a_player_that_python_lets_play_plays_to_its_end_and_says_so(page, address):
    run_all(page, address, "plays.ipynb")
    page.wait_for_function("() => /step (\\d+) of \\1/.test(document.querySelector('.mg-count')?.innerText)")
    page.locator(".mg-bar").get_by_role("button", name="play", exact=True).wait_for()  # no longer "pause"
    run_cell(page, 2)
    cell(page, 2).get_by_text("now 4 of 4, False").wait_for()
    assert errors(page) == 0


def test_after_a_restart_of_the_kernel_players_go_on_by_themselves(page, address):
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    run_all(page, address, "views.ipynb")
    wait_for_counts(page, "step 3 of 7", "step 3 of 7")
    page.get_by_role("menuitem", name="Kernel", exact=True).first.click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Restart Kernel…", exact=True).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator(".jp-Dialog").wait_for(state="detached")
    cell(page, 1).get_by_label("one step forward").click()
    page.wait_for_function(
        "cell => cell.querySelector('.mg-count').innerText === 'step 4 of 7'", arg=cell(page, 1).element_handle()
    )
    assert complaints == []


def test_saved_and_opened_again_players_play_without_a_run(page, address):
    run_all(page, address, "views.ipynb")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "views.ipynb" in answer.url):
        page.keyboard.press("Control+s")
    opened(page, address, "views.ipynb")
    cell(page, 1).locator(".mg-bar").wait_for()
    cell(page, 1).get_by_label("last step").click()
    page.wait_for_function(
        "cell => cell.querySelector('.mg-count').innerText === 'step 7 of 7'", arg=cell(page, 1).element_handle()
    )
