"""Every notebook of both languages runs from a clean kernel: as a learner finds it, with the solutions pasted in, and
where the learner's own code is kept.
"""

import ast
import json
import os
import re
import tempfile
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from nbformat import v4

import kernel
from exercises import progress_store
from exercises.topics import EXERCISES
from lessons.series import LESSON, series
from pages import sent

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(  # both languages of a lesson side by side: a sample has both
    (ROOT / "notebooks").glob("*/[0-9]*.ipynb"), key=lambda path: (path.name, path.parent.name == "en")
)
LESSONS = [path for path in NOTEBOOKS if path.stem in {each.source for each in series() if each.kind == LESSON}]
NOT_ATTEMPTED = {"en": "not attempted", "zh-TW": "尚未作答"}
CHECK = re.compile(r"^check\.(\w+)\((\w+)\)$", re.MULTILINE)
WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in ("matplotlib", "numpy"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
"""


OWN_CODE = {
    name: {
        "text": re.sub(r"\bout\b", "mine", exercise.solution),
        "around": "import math\nimport random",
        "called": "Value",
        "at": 1.0,
    }
    for name, exercise in EXERCISES.items()
}


class Run(NamedTuple):
    """A notebook, and the function that changes it before it is run."""

    path: Path
    changed: Callable


def each(paths, changed):
    """Makes one test for each notebook, which gets it as `executed` after Run All."""
    names = [f"{path.parent.name}-{path.stem}" for path in paths]
    return pytest.mark.parametrize("executed", [Run(path, changed) for path in paths], ids=names, indirect=True)


@pytest.fixture(scope="module")
def side_by_side(request):
    """Runs the notebooks of all selected tests, one on each processor, and gives each when it is done."""
    params = [item.callspec.params.get("executed") for item in request.session.items if hasattr(item, "callspec")]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {run: pool.submit(run_all, *run) for run in dict.fromkeys(params) if run is not None}
        yield lambda run: runs[run].result()
        pool.shutdown(cancel_futures=True)


@pytest.fixture
def executed(request, side_by_side):
    """The notebook after Run All; an error in a cell is raised."""
    return side_by_side(request.param)


WHENCE = "Value.__init__.__code__.co_filename"


def run_all(path, changed):
    """Each with a progress of its own: what another run did right is not kept for this one."""
    with tempfile.TemporaryDirectory() as folder:
        if changed is with_own_code:
            (Path(folder) / "progress.json").write_text(json.dumps({"code": OWN_CODE}))
        return kernel.executed(changed(kernel.read(path)), path.parent, **{progress_store.PLACE: folder})


def as_found(notebook):
    return notebook


def solved(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code" and CHECK.search(cell.source):
            cell.source = with_solution(cell.source)
    return notebook


def with_own_code(notebook):
    """A notebook of somebody whose own code was found right before: the series' under other names. Where the last of it
    was brought a cell is put in that tells where it comes from.
    """
    last = max(n for n, cell in enumerate(notebook.cells) if re.search(r"^Value = mine\.", cell.source, re.MULTILINE))
    notebook.cells.insert(last + 1, v4.new_code_cell(WHENCE))
    return notebook


def without_plots(notebook):
    notebook.cells[:0] = kernel.notebook(WITHOUT).cells
    return notebook


def with_solution(source):
    """The source of an exercise's cell, what is to be written replaced by the solution."""
    name, thing = CHECK.search(source).groups()
    solution, lines = EXERCISES[name].solution, source.splitlines()
    stubs = [node for node in ast.parse(source).body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    if isinstance(stubs[0], ast.ClassDef):
        body = (
            re.sub(r"^class \w+:\n", "", solution)
            if solution.startswith("class")
            else textwrap.indent(solution, "    ")
        )
        solution = f"class {thing}:\n{body}"
    return "\n".join([*lines[: stubs[0].lineno - 1], solution, *lines[stubs[-1].end_lineno :]])


def outputs(notebook, mime):
    return [o.data[mime] for cell in notebook.cells for o in cell.get("outputs", []) if mime in o.get("data", {})]


def first_lines_of_checks(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and CHECK.search(cell.source)]
    return [cell.outputs[-1].data["text/plain"].splitlines()[0] for cell in cells]


@pytest.mark.multiplies(3)
@each(NOTEBOOKS, as_found)
def test_run_all_passes_unsolved_each_exercise_says_not_attempted_and_no_state_of_widgets_is_left(executed, request):
    language = request.node.callspec.params["executed"].path.parent.name
    lines = first_lines_of_checks(executed)
    assert lines and all(NOT_ATTEMPTED[language] in line for line in lines)
    assert not [o for cell in executed.cells for o in cell.get("outputs", []) if o.get("name") == "stderr"]
    assert "widgets" not in executed.metadata  # a page made from such state asks a network for the widgets' code
    assert "application/vnd.jupyter.widget-view+json" not in {
        mime for cell in executed.cells for o in cell.get("outputs", []) for mime in o.get("data", {})
    }


@pytest.mark.multiplies(4)
@each(LESSONS, solved)
def test_with_the_solutions_pasted_in_each_exercise_is_right(executed):
    lines = first_lines_of_checks(executed)
    assert lines and all(line.startswith("[✓]") for line in lines)


@pytest.mark.multiplies(3)
@each([path for path in NOTEBOOKS if "mine." in path.read_text(encoding="utf-8")], with_own_code)
def test_where_the_learners_own_code_is_kept_the_lesson_goes_on_with_it(executed):
    (whence,) = [cell for cell in executed.cells if cell.source == WHENCE]
    assert whence.outputs[-1].data["text/plain"].startswith("'<my value")
    assert not [o for cell in executed.cells for o in cell.get("outputs", []) if o.get("name") == "stderr"]
    brought = [cell for cell in executed.cells if re.search(r"= mine\.", cell.source)]
    assert brought
    for cell in brought:
        said = [o.data["text/html"] for o in cell.outputs if "mg-progress" in o.get("data", {}).get("text/html", "")]
        assert said and all('class="mg-untouched"' not in html for html in said), cell.source


@each([ROOT / "notebooks" / "en" / "02_add.ipynb"], as_found)
def test_the_lesson_shows_the_gradients_that_it_talks_about(executed):
    descriptions = outputs(executed, "text/plain")
    assert any("a: data 2.0, grad -2.0" in text and "c = a + b: data -1.0, grad -2.0" in text for text in descriptions)
    assert any("x: data 3.0, grad +2.0" in text and "y = x + x" in text for text in descriptions)


@pytest.mark.multiplies(1)
@each([path for path in reversed(NOTEBOOKS) if "viz.training" in path.read_text(encoding="utf-8")], as_found)
def test_a_training_is_shown_before_its_first_step_and_leaves_a_recording_of_all(executed):
    first, *_, last = [sent(html) for html in executed.metadata.drawn if "mg-training" in html]
    assert [frame["n"] for frame in first["frames"]] == [0]
    assert [frame["n"] for frame in last["frames"]] == [*range(last["steps"] + 1)]
    assert last["setup"]["boundary"] == "computed" and not last["live"]


@each([ROOT / "notebooks" / "en" / "07_a_network_learns.ipynb"], as_found)
def test_the_network_of_the_lessons_learns_every_point_of_the_moons(executed):
    printed = [o.text for cell in executed.cells for o in cell.get("outputs", []) if o.get("name") == "stdout"]
    assert "60 / 60\n" in printed


@pytest.mark.multiplies(6)
@each(
    [path for path in NOTEBOOKS if path.stem[:2] <= "06" and "viz.plots" in path.read_text(encoding="utf-8")],
    without_plots,
)
def test_where_matplotlib_and_numpy_are_missing_a_plot_is_a_picture_too(executed):
    plots = [cell for cell in executed.cells if cell.cell_type == "code" and "viz.plots." in cell.source]
    assert plots and all("<svg" in "".join(cell.outputs[-1].data.values()) for cell in plots)


def test_the_working_copy_is_made_once_and_never_written_over(tmp_path):
    cells = kernel.read(ROOT / "notebooks" / "en" / "00_start_here.ipynb").cells
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
