"""Every notebook of both languages runs from a clean kernel: as a learner finds it, and with the solutions pasted in."""

import ast
import re
import textwrap
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

from exercises.topics import EXERCISES

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*/[0-9]*.ipynb"))
NAMES = [f"{path.parent.name}-{path.stem}" for path in NOTEBOOKS]
NOT_ATTEMPTED = {"en": "not attempted", "zh-TW": "尚未作答"}
CHECK = re.compile(r"^check\.(\w+)\((\w+)\)$", re.MULTILINE)


def executed(path, solved=False):
    """The notebook after Run All."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if solved and cell.cell_type == "code" and CHECK.search(cell.source):
            cell.source = with_solution(cell.source)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": path.parent}}).execute()
    return notebook


def with_solution(source):
    """The source of an exercise's cell, what is to be written replaced by the solution."""
    name, thing = CHECK.search(source).groups()
    solution, lines = EXERCISES[name].solution, source.splitlines()
    stubs = [node for node in ast.parse(source).body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    if isinstance(stubs[0], ast.ClassDef):
        body = re.sub(r"^class \w+:\n", "", solution) if solution.startswith("class") else textwrap.indent(solution, "    ")
        solution = f"class {thing}:\n{body}"
    return "\n".join([*lines[: stubs[0].lineno - 1], solution, *lines[stubs[-1].end_lineno :]])


def outputs(notebook, mime):
    return [o.data[mime] for cell in notebook.cells for o in cell.get("outputs", []) if mime in o.get("data", {})]


def first_lines_of_checks(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and CHECK.search(cell.source)]
    return [cell.outputs[-1].data["text/plain"].splitlines()[0] for cell in cells]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_run_all_passes_unsolved_each_exercise_says_not_attempted_and_no_state_of_widgets_is_left(path):
    notebook = executed(path)
    lines = first_lines_of_checks(notebook)
    assert lines and all(NOT_ATTEMPTED[path.parent.name] in line for line in lines)
    assert not [o for cell in notebook.cells for o in cell.get("outputs", []) if o.get("name") == "stderr"]
    assert "widgets" not in notebook.metadata  # a page made from such state asks a network for the widgets' code
    assert "application/vnd.jupyter.widget-view+json" not in {mime for cell in notebook.cells for o in cell.get("outputs", []) for mime in o.get("data", {})}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_with_the_solutions_pasted_in_each_exercise_is_right(path):
    lines = first_lines_of_checks(executed(path, solved=True))
    assert lines and all(line.startswith("[✓]") for line in lines)


def test_the_lesson_shows_the_gradients_that_it_talks_about():
    notebook = executed(ROOT / "notebooks" / "en" / "02_add.ipynb")
    descriptions = outputs(notebook, "text/plain")
    assert any("a: data 2.0, grad -2.0" in text and "c = a + b: data -1.0, grad -2.0" in text for text in descriptions)
    assert any("x: data 3.0, grad +2.0" in text and "y = x + x" in text for text in descriptions)


WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in ("matplotlib", "numpy"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
"""


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path.stem[:2] <= "06" and "viz.plots" in path.read_text(encoding="utf-8")], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_where_matplotlib_and_numpy_are_missing_a_sentence_stands_in_for_a_plot(path):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(WITHOUT))
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": path.parent}}).execute()
    plots = [cell for cell in notebook.cells if cell.cell_type == "code" and "viz.plots." in cell.source]
    assert len(plots) >= 2
    assert all("matplotlib" in cell.outputs[-1].data["text/plain"] for cell in plots)


def test_the_working_copy_is_made_once_and_never_written_over(tmp_path):
    cells = nbformat.read(ROOT / "notebooks" / "en" / "00_start_here.ipynb", as_version=4).cells
    (source,) = [cell.source.replace("# shutil", "shutil") for cell in cells if "# shutil.copytree" in cell.source]
    (tmp_path / "notebooks" / "en").mkdir(parents=True)
    (tmp_path / "notebooks" / "en" / "lesson.ipynb").write_text("new")
    names = {"Path": Path, "viz": SimpleNamespace(__file__=str(tmp_path / "viz" / "__init__.py"))}
    exec(source, dict(names))
    copy = tmp_path / "my-notebooks" / "en" / "lesson.ipynb"
    assert copy.read_text() == "new"
    copy.write_text("my own work")
    with pytest.raises(FileExistsError):
        exec(source, dict(names))
    assert copy.read_text() == "my own work"


def test_the_working_copy_is_no_part_of_the_repository():
    assert "/my-notebooks/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
