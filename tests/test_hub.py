"""A class on a real hub, with the configuration of docs/hub/: students run lesson 2 at once, each in a home of their own,
and hand in answers that differ: most are right, each in words of its own, some are wrong. Six of them; with --cases=all
twenty.
"""

import json
import runpy
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

import hubs
from exercises.topics import EXERCISES

EVERYBODY = [f"student{n:02}" for n in range(20)]
WRONG = set(EVERYBODY[3::8])
LANGUAGE = {name: "en" if n % 2 else "zh-TW" for n, name in enumerate(EVERYBODY)}
STUB = "def __add__(self, other):\n    ...\n"
PROGRESS = Path(".local", "share", "micrograd-notebooks", "progress.json")


class Class(NamedTuple):
    """What is left when all have run the lesson.

    Attributes:
        names: of its students.
        clone: what its files held before, and afterwards.
        homes: the folder of the homes.
        first_pages: {name: where a student is led to}.
        ran: {name: (the errors of the cells, how the check of the answer begins)}.
        let_in: {name: whether the next one of the class is let into their server}.
    """

    names: list[str]
    clone: tuple
    homes: Path
    first_pages: dict
    ran: dict
    let_in: dict


@pytest.fixture(scope="module")
def after_class(tmp_path_factory, request):
    names = EVERYBODY if request.config.getoption("cases") == "all" else EVERYBODY[:6]
    folder = tmp_path_factory.mktemp("class")
    clone = hubs.clone(folder / "clone")
    before = held(clone)
    with hubs.hub(clone, folder / "hub") as (address, _), ThreadPoolExecutor(len(names)) as at_once:
        students = list(at_once.map(lambda name: hubs.Student(address, name), names))
        ran = dict(zip(names, at_once.map(attend, students)))
        first_pages = {student.name: student.first_page() for student in students}
        let_in = {student.name: other.may_see(student) for student, other in pairwise(students)}
    return Class(names, (before, held(clone)), folder / "hub" / "homes", first_pages, ran, let_in)


def attend(student):
    """Come in, write an answer into the notebook, save it, and run all."""
    student.start_server()
    path = own_copy(student.name).as_posix()
    notebook = student.notebook(path)
    (exercise,) = [cell for cell in notebook["cells"] if STUB in cell["source"]]
    exercise["source"] = exercise["source"].replace(STUB, answer(student.name))
    student.save(path, notebook)
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    outputs = student.run(path, [cell["source"] for cell in cells])
    errors = [each for cell in outputs for each in cell if "ename" in each]
    return errors, outputs[cells.index(exercise)][-1].get("data", {}).get("text/plain", "")[:3]


def answer(name):
    """An addition whose result is called as the student is; a wrong one overwrites."""
    code = EXERCISES["add"].solution.replace("out", f"of_{name}")
    return (code.replace("+=", "=") if name in WRONG else code) + "\n"


def own_copy(name):
    return Path("my-notebooks", LANGUAGE[name], "02_add.ipynb")


def held(folder):
    """{path: (contents, when they were changed)} of all files in a folder."""
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_all_cells_run_and_each_is_told_of_their_own_answer(after_class):
    assert after_class.ran == {name: ([], "[≠]" if name in WRONG else "[✓]") for name in after_class.names}


@pytest.mark.slow
def test_each_home_has_the_progress_and_the_engine_of_its_student_alone(after_class):
    assert sorted(home.name for home in after_class.homes.iterdir()) == after_class.names
    for name in after_class.names:
        kept = json.loads((after_class.homes / name / PROGRESS).read_text(encoding="utf-8"))
        assert kept["exercises"]["add"] == ("attempted" if name in WRONG else "done"), name
        own = kept.get("code", {}).get("add", {}).get("text", "")
        assert [other for other in after_class.names if f"of_{other}" in own] == ([] if name in WRONG else [name])


@pytest.mark.slow
def test_what_a_student_has_written_is_saved_in_their_own_copy_alone(after_class):
    for name in after_class.names:
        written = {
            path.relative_to(after_class.homes / name)
            for path in (after_class.homes / name / "my-notebooks").glob("*/*.ipynb")
            if f"of_{name}" in path.read_text(encoding="utf-8")
        }
        assert written == {own_copy(name)}
        text = (after_class.homes / name / own_copy(name)).read_text(encoding="utf-8")
        assert [other for other in after_class.names if f"of_{other}" in text] == [name]


@pytest.mark.slow
def test_the_overview_of_the_language_opens_first_and_stands_in_each_home(after_class):
    for name, page in after_class.first_pages.items():
        path = page.partition("/lab/tree/")[2].removesuffix("?")
        assert path == "my-notebooks/zh-TW/index.ipynb" and (after_class.homes / name / path).exists()


@pytest.mark.slow
def test_nothing_is_written_into_the_clone(after_class):
    before, afterwards = after_class.clone
    assert len(before) > 100
    assert [path for path in before | afterwards if before.get(path) != afterwards.get(path)] == []


@pytest.mark.slow
def test_nobody_is_let_into_the_server_of_another(after_class):
    assert len(after_class.let_in) == len(after_class.names) - 1 and not any(after_class.let_in.values())


def test_a_copy_that_is_there_is_never_written_over_and_one_that_is_missing_comes_back(tmp_path):
    copy_what_is_missing = runpy.run_path(str(hubs.SERVER))["copy_what_is_missing"]
    notebooks, own = tmp_path / "notebooks", tmp_path / "home" / "my-notebooks"
    for name in ("01.ipynb", "02.ipynb"):
        (notebooks / "en").mkdir(parents=True, exist_ok=True)
        (notebooks / "en" / name).write_text("new")
        (notebooks / "en" / name).chmod(0o444)
    copy_what_is_missing(notebooks, own)
    (own / "en" / "01.ipynb").write_text("my own work")
    (own / "en" / "02.ipynb").unlink()
    copy_what_is_missing(notebooks, own)
    assert {path.name: path.read_text() for path in (own / "en").iterdir()} == {
        "01.ipynb": "my own work",
        "02.ipynb": "new",
    }
