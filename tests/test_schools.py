"""nbgrader and otter-grader themselves give the marks that a check gives, on hand-ins of the student's edition.

Each tool has an environment of its own, with this project in it, as .ci/full makes them: NBGRADER_ENVIRONMENT and
OTTER_ENVIRONMENT name their folders.
"""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from classroom.lesson import LANGUAGES
from classroom.release import student_edition
from classroom.schools import asked_in, otters_test
from exercises.result import POINTS

pytestmark = pytest.mark.slow
LESSON, EXERCISE = "03_mul", "mul"
EDITIONS = {language: student_edition(LESSON, language, [LESSON]) for language in LANGUAGES}
FORGED = 'class check:\n    outcome, points = "right", 4\n    mul = staticmethod(lambda value: check)\n'


def with_slopes(source, of_self, of_other):
    """The cell of the exercise, filled in."""
    first, second, rest = source.split("____")
    return of_self.join([first, of_other.join([second, rest])])


HAND_INS = {  # {name: (what stands in the cell of the exercise, from what stood there; the points)}
    "right": (lambda cell: with_slopes(cell, "other.data", "self.data"), POINTS),
    "not_swapped": (lambda cell: with_slopes(cell, "self.data", "other.data"), 0),
    "untouched": (lambda cell: cell, 0),
    "imported": (lambda cell: f"from micrograd.engine import Value\n{cell.splitlines()[-1]}", 0),
    "borrowed": (
        lambda cell: f"import micrograd.engine as e\nValue.__mul__ = e.Value.__mul__\n{cell.splitlines()[-1]}",
        0,
    ),
    "forged": (lambda cell: f"{FORGED}\n{cell}", 0),
}


def hand_in(language, change, path):
    """Writes a notebook as it is handed in: with the cell of its exercise changed."""
    notebook = json.loads(json.dumps(EDITIONS[language]))
    (cell,) = [cell for cell in notebook["cells"] if asked_in(cell)]
    cell["source"] = change("".join(cell["source"])).splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def tool(request, tmp_path):
    """Runs a command of the environment that a variable names, in an empty folder."""
    variable = request.param
    folder = os.environ.get(variable)
    if not folder:
        needed = os.environ.get("CI") and request.config.getoption("cases") == "all"
        (pytest.fail if needed else pytest.skip)(f"{variable} names no environment")
    programs = Path(folder).resolve() / "bin"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = clean | {"PATH": f"{programs}{os.pathsep}{clean['PATH']}", "MICROGRAD_PROGRESS": "off"}

    def run(*command):
        done = subprocess.run(
            [programs / command[0], *map(str, command[1:])],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.mark.parametrize("tool", ["NBGRADER_ENVIRONMENT"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nbgrader_gives_the_marks(tool, language, tmp_path):
    source = tmp_path / "source" / LESSON / f"{LESSON}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(json.dumps(EDITIONS[language]), encoding="utf-8")
    tool("nbgrader", "generate_assignment", LESSON)
    handed_out = json.loads((tmp_path / "release" / LESSON / source.name).read_text(encoding="utf-8"))
    assert [cell["source"] for cell in handed_out["cells"]] == [cell["source"] for cell in EDITIONS[language]["cells"]]
    for name, (change, _) in HAND_INS.items():
        hand_in(language, change, tmp_path / "submitted" / name / LESSON / source.name)
    tool("nbgrader", "autograde", LESSON, "--create")
    tool("nbgrader", "export")
    with (tmp_path / "grades.csv").open(encoding="utf-8") as grades:
        marks = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(grades)}
    assert marks == {name: (points, POINTS) for name, (_, points) in HAND_INS.items()}


@pytest.mark.parametrize("tool", ["OTTER_ENVIRONMENT"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_otter_gives_the_marks(tool, language, tmp_path):
    (tmp_path / "tests").mkdir()
    for asked in filter(None, map(asked_in, EDITIONS[language]["cells"])):
        (tmp_path / "tests" / f"{asked.name}.py").write_text(otters_test(asked), encoding="utf-8")
    tool("otter", "generate", "-t", "tests", "-o", "autograder.zip")
    marks = {}
    for name, (change, _) in HAND_INS.items():
        path = tmp_path / f"{name}.ipynb"
        hand_in(language, change, path)
        tool("otter", "run", "--no-logo", "-a", "autograder.zip", "-o", ".", path)
        results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
        marks[name] = [(each["name"], each["score"], each["max_score"]) for each in results["tests"] if "score" in each]
    assert marks == {name: [(EXERCISE, points, POINTS)] for name, (_, points) in HAND_INS.items()}
