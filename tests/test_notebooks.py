"""Every notebook of both languages runs from a clean kernel, as a learner finds it: with the exercises unsolved."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*/*.ipynb"))
NOT_ATTEMPTED = {"en": "not attempted", "zh-TW": "尚未作答"}
ADD3 = """
def add3(x, y, z):
    out = Value(x.data + y.data + z.data, (x, y, z), "+")
    def _backward():
        x.grad += out.grad
        y.grad += out.grad
        z.grad += out.grad
    out._backward = _backward
    return out
"""


def executed(path, solutions=()):
    """The notebook after Run All; a cell that begins like a key of solutions is replaced first."""
    notebook = nbformat.read(path, as_version=4)
    for start, solution in dict(solutions).items():
        (cell,) = [cell for cell in notebook.cells if cell.source.startswith(start)]
        cell.source = solution
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": path.parent}}).execute()
    return notebook


def outputs(notebook, mime):
    return [o.data[mime] for cell in notebook.cells for o in cell.get("outputs", []) if mime in o.get("data", {})]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_run_all_passes_and_shows_pictures(path):
    notebook = executed(path)
    assert outputs(notebook, "text/html")
    assert NOT_ATTEMPTED[path.parent.name] in outputs(notebook, "text/plain")
    assert not [o for cell in notebook.cells for o in cell.get("outputs", []) if o.get("name") == "stderr"]


@pytest.mark.parametrize("language", NOT_ATTEMPTED)
def test_a_solved_exercise_shows_what_the_lesson_promises(language):
    notebook = executed(ROOT / "notebooks" / language / "02_add.ipynb", {"def add3": ADD3})
    assert NOT_ATTEMPTED[language] not in outputs(notebook, "text/plain")
    (once,) = [text for text in outputs(notebook, "text/plain") if "u: data" in text]
    (thrice,) = [text for text in outputs(notebook, "text/plain") if "t: data" in text]
    assert once.count("+4.0") == 4  # the three operands and the result
    assert "+12.0" in thrice


def test_the_lesson_shows_the_gradients_that_it_talks_about():
    notebook = executed(ROOT / "notebooks" / "en" / "02_add.ipynb")
    descriptions = outputs(notebook, "text/plain")
    assert any("a: data 2.0, grad -2.0" in text and "c = a + b: data -1.0, grad -2.0" in text for text in descriptions)
    assert any("x: data 3.0, grad +2.0" in text and "y = x + x" in text for text in descriptions)
