"""What is answered in a page, in a real JupyterLab: predictions, a bug, a sheet of practice. It is saved with the notebook,
and found again by learner and teacher.
"""

import json
import shutil
import time
import urllib.request
from pathlib import Path

import pytest

import kernel
from browser import chromium
from exercises import bug, practice, progress_store
from exercises.bugs.collection import BUGS
from lab import _get, opened, run_all, server
from pages import press
from test_exercises_practice import answer
from test_parsons_browser import heard, put_together_by_keys, solution

ROOT = Path(__file__).resolve().parent.parent
CELLS = [
    'import sys\nsys.path.insert(0, ".")\nimport viz\nfrom exercises import arrange, bug, practice, predict\nfrom micrograd.engine import Value',
    "%%predict secant\nviz.slope(lambda x: x**2, 3, h=1.5)",
    '%%predict mul_slope\na, b = Value(2.0, label="a"), Value(-3.0, label="b")\nviz.animate(a * b)',
    "predict.slope_square",
    "predict.add_reuse",
    "arrange.relu()",
    'bug("moth")',
    "practice(3, lesson=3, seed=2)",
]
OPEN = "() => [...document.querySelectorAll('.mg-asks > .mg-waiting')].map(box => box.open)"
HEARD = "() => [...document.querySelectorAll('.mg-asks > .mg-predict .mg-heard')].map(box => box.textContent)"
FOUND = "count => document.querySelectorAll('.mg-hunt .mg-step.mg-right').length === count"
KEPT = "count => [...document.querySelectorAll('.mg-answered p')].length === count"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone")
    for package in ("viz", "micrograd", "exercises"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    kernel.write(kernel.notebook(*CELLS), folder / "questions.ipynb")
    return folder


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    with server(folder, tmp_path_factory.mktemp("private")) as address_of:
        yield address_of


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def answered(browser, address, folder):
    """{what was seen while three of four questions were answered, lines put in order, a bug found, and a task of practice
    done}; the notebook is saved.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    run_all(page, address, "questions.ipynb")
    page.wait_for_function(
        "() => document.querySelectorAll('.mg-asks[data-claimed]').length === 4 && microgradLinks?.size === 7"
    )
    seen = {"open at first": page.evaluate(OPEN)}
    page.evaluate("globalThis.hosts = [...document.querySelectorAll('.mg-asks')]")
    page.locator("[role=radio]").first.focus()
    press(page, "ArrowRight", "Enter")
    page.wait_for_function(KEPT, arg=1)
    seen["focus"] = page.evaluate("document.activeElement.textContent")
    page.locator(".mg-asks").nth(1).locator(".mg-field input").fill("-3")
    press(page, "Enter")
    page.wait_for_function(KEPT, arg=2)
    page.locator(".mg-asks").nth(1).locator(".mg-bar button, .mg-controls button").first.wait_for()
    page.locator(".mg-asks").nth(2).locator(".mg-waiting > summary").focus()
    press(page, "Enter")
    page.wait_for_function(KEPT, arg=3)
    seen["the same outputs"] = page.evaluate("hosts.every(host => host.isConnected)")
    seen["kept in view"] = page.locator(".mg-answered p").locator("visible=true").count()
    seen["height"] = page.evaluate(
        "[...document.querySelectorAll('.mg-answered')].map(kept => kept.closest('.jp-OutputArea-child').offsetHeight)"
    )
    page.locator(".mg-left [role=option]").first.focus()
    put_together_by_keys(page, solution("relu"))
    page.locator(".mg-run").press("Enter")
    page.locator(".mg-checked").wait_for()
    seen["arranged"], seen["cells"] = heard(page), page.locator(".jp-Cell").count()
    find_the_moth(page)
    page.wait_for_function(KEPT, arg=4)
    task = practice(3, lesson=3, seed=2).tasks[0]
    answer(page, task, task.true)
    page.wait_for_function(KEPT, arg=5)
    seen["bugs"] = [each["step"] for each in progress_store.attempts("bugs")], bug.found
    press(page, "Control+s")
    deadline = time.monotonic() + 60
    while len([each for each in states(folder) if "given" in each or len(each.get("answers", [])) in (1, 3)]) < 5:
        assert time.monotonic() < deadline, states(folder)
        time.sleep(0.1)
    page.close()
    return seen


def find_the_moth(page):
    """By keyboard alone."""
    moth = BUGS["moth"]
    page.locator(".mg-hunt .mg-field input").focus()
    page.keyboard.type("a * b")
    press(page, "Enter")
    page.wait_for_function(FOUND, arg=1)
    press(page, *["ArrowDown"] * (moth.lines[0] - 1), "Enter")
    page.wait_for_function(FOUND, arg=2)
    press(page, *["ArrowDown"] * moth.choices.index(moth.slip), "Enter")
    page.wait_for_function(FOUND, arg=3)


def states(folder):
    """What programs read of the questions in the saved notebook; nothing while it is being saved."""
    text = (folder / "questions.ipynb").read_text(encoding="utf-8")
    try:
        saved = json.loads(text)
    except json.JSONDecodeError:
        return []
    outputs = [output for cell in saved["cells"] for output in cell.get("outputs", [])]
    return [output["metadata"]["micrograd"] for output in outputs if "micrograd" in output.get("metadata", {})]


def test_after_run_all_every_question_is_closed(answered):
    assert answered["open at first"] == [False] * 4


def test_an_answer_leaves_the_page_and_the_focus_as_they_are(answered):
    assert answered["the same outputs"] and "flatter" in answered["focus"]
    assert answered["kept in view"] == 0 and answered["height"] == [0] * 6


def test_lines_are_put_in_order_by_keys_and_run_by_the_kernel(answered):
    assert answered["arranged"].startswith("✓") and "relu: right" in answered["arranged"]
    assert answered["cells"] == len(CELLS)  # no key was a shortcut of the notebook


def test_a_bug_is_found_by_keys_and_the_progress_has_it(answered):
    assert answered["bugs"] == (["expression", "line", "name"], ["moth"])


def test_programs_read_the_answers_in_the_saved_notebook(answered, folder):
    assert [each for each in states(folder) if "given" in each] == [
        {"predict": "secant", "given": "flatter", "right": False},
        {"predict": "mul_slope", "given": -3, "right": False},
        {"predict": "slope_square", "given": None, "right": False},
    ]
    (found,) = [each for each in states(folder) if "bug" in each and "answers" in each]
    assert found["bug"] == "moth" and [each["right"] for each in found["answers"]] == [True] * 3
    (practised,) = [each for each in states(folder) if "practice" in each and "answers" in each]
    assert [each["right"] for each in practised["answers"]] == [True]


def test_the_answers_are_seen_again_without_a_kernel(answered, browser, address):
    for session in _get(address("/api/sessions")):
        urllib.request.urlopen(urllib.request.Request(address(f"/api/sessions/{session['id']}"), method="DELETE"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    opened(page, address, "questions.ipynb")
    page.wait_for_function(f"() => ({OPEN})().filter(Boolean).length === 3")
    heard = page.evaluate(HEARD)
    assert "flatter" in heard[0] and "-3" in heard[1] and heard[2:] == ["", ""]
    assert page.evaluate(OPEN) == [True, True, True, False]
    page.wait_for_function(FOUND, arg=3)
    assert page.locator(".mg-hunt .mg-field input").input_value() == "a * b"
    page.wait_for_function("() => !document.querySelectorAll('.mg-item')[1].hidden")
    assert page.locator(".mg-item .mg-heard").first.text_content().startswith("✓")
    assert page.locator(".mg-answered p").locator("visible=true").count() == 0


def test_a_teacher_reads_the_answers_in_a_notebook_that_is_not_trusted(answered, browser, address, folder):
    saved = json.loads((folder / "questions.ipynb").read_text(encoding="utf-8"))
    for cell in saved["cells"]:
        for output in cell["outputs"]:
            output.get("data", {})["text/plain"] = "from elsewhere"  # so that no signature fits
    (folder / "handed_in.ipynb").write_text(json.dumps(saved), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    opened(page, address, "handed_in.ipynb")
    text = page.locator(".jp-Notebook").inner_text()
    assert "Predicted: flatter" in text and "Predicted: -3" in text and "Shown without a prediction" in text
    assert "Answered: ✓ a * b, ✓ " in text and "Answered: 1 ✓" in text
    assert page.locator(".mg-true, .jp-OutputArea details img").locator("visible=true").count() == 0
