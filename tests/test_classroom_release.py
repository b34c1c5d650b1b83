"""A student's edition has no note for the teacher, no answer and no solution, runs as it is, and has the keys of nbgrader
and otter-grader.
"""

import doctest
import json
import re
import tomllib

import pytest

import kernel
from classroom import lesson, schools
from classroom.copies import INDEX
from classroom.grading.hand_in import read_hand_in
from classroom.lesson import LANGUAGES, ROOT
from classroom.lesson import notebook as original
from classroom.markup import FOLDED
from classroom.release import release, student_edition
from exercises.blank_page.parts import GROUPS
from exercises.result import POINTS
from exercises.topics import EXERCISES
from lesson_cells import run_cell
from misconceptions import RIGHT, defined

pytestmark = pytest.mark.usefixtures("english")
NAMES = [*lesson.names(), INDEX]
TAUGHT = lesson.taught()
notebooks = pytest.mark.parametrize(("name", "language"), [(name, each) for name in NAMES for each in LANGUAGES])


def source(cell):
    return "".join(cell["source"])


def noted(cell):
    return cell["metadata"].get("micrograd", {})


def by_id(notebook):
    return {cell["id"]: cell for cell in notebook["cells"]}


def texts_in(value):
    """Every text in a notebook: sources, metadata, whatever holds it; lists of lines as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        yield "".join(each for each in value if isinstance(each, str))
        for each in value:
            yield from texts_in(each)


# What is left out.


@notebooks
def test_nothing_of_it_is_for_the_teacher(name, language):
    series, released = original(name, language), student_edition(name, language, NAMES)
    everything = "\n".join(texts_in(released))
    notes = [note for cell in series["cells"] for note in noted(cell).get("notes", [])]
    short = [
        noted(cell)["slide"][kind]
        for cell in series["cells"]
        for kind in ("text", "answer")
        if kind in noted(cell).get("slide", {})
    ]
    assert bool(notes and short) == (name in TAUGHT)
    assert not [text for text in notes + short if text in everything and text not in map(source, series["cells"])]
    assert all(set(noted(cell)) <= {"exercise", "predict", "points"} for cell in released["cells"])
    assert not [cell for cell in released["cells"] if "slideshow" in cell["metadata"]]


@notebooks
def test_no_answer_is_in_it_and_every_hint(name, language):
    series, released = original(name, language), student_edition(name, language, NAMES)
    everything = "\n".join(texts_in(released))
    folded = {True: [], False: []}
    for cell in series["cells"]:
        folded[noted(cell).get("role") == "hint"] += [body for _, body in FOLDED.findall(source(cell))]
    assert bool(folded[False]) == (name in TAUGHT)
    assert not [answer for answer in folded[False] if answer.strip() in everything]
    assert all(hint in everything for hint in folded[True])
    assert sum(source(cell).count("<details") for cell in released["cells"]) == len(folded[True])
    assert bool(folded[True]) == name.startswith("08")


@notebooks
def test_solutions_are_offered_only_where_they_are_wanted(name, language):
    without, offered = (student_edition(name, language, NAMES, solutions) for solutions in (False, True))
    assert "solution" not in "\n".join(source(cell) for cell in without["cells"] if cell["cell_type"] == "code")
    series = by_id(original(name, language))
    codes = [cell for cell in offered["cells"] if cell["cell_type"] == "code" and "points" not in noted(cell)]
    assert len(codes) >= 2 and all(cell["source"] == series[cell["id"]]["source"] for cell in codes)


def test_what_only_concerns_a_clone_is_not_handed_out():
    everything = "\n".join(map(source, student_edition("00_start_here", "en", NAMES)["cells"]))
    assert "my-notebooks" not in everything and "shutil" not in everything


# What stays.


@notebooks
def test_programs_find_its_cells_as_in_the_series(name, language):
    series, released = original(name, language), student_edition(name, language, NAMES)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert released["metadata"]["micrograd"] == {**series["metadata"]["micrograd"], "version": version}
    assert released["metadata"]["micrograd"]["lesson"] == name
    kept, before = by_id(released), by_id(series)
    for key, cell in before.items():
        for what in ("exercise", "predict"):
            assert what not in noted(cell) or noted(kept[key])[what] == noted(cell)[what]
        assert key not in kept or kept[key]["metadata"].get("tags") == cell["metadata"].get("tags")
    order = [cell["id"] for cell in released["cells"] if cell["id"] in before]
    assert order == [key for key in before if key in kept]
    gone = [cell for key, cell in before.items() if key not in kept]
    assert {noted(cell).get("role") for cell in gone} <= {"answer", "clone"}


@notebooks
def test_its_code_is_that_of_the_series_but_for_solutions(name, language):
    series = by_id(original(name, language))
    for cell in student_edition(name, language, NAMES)["cells"]:
        if cell["cell_type"] == "code" and "points" not in noted(cell):
            lines = source(series[cell["id"]]).splitlines()
            left_out = [line for line in lines if line not in source(cell).splitlines()]
            assert all(
                re.search(r"# display\(solution\.|from exercises import .*, solution$", line) for line in left_out
            )
            assert len(source(cell).splitlines()) == len(lines) - sum("display" in line for line in left_out)
        else:
            assert source(cell).strip()


@pytest.mark.parametrize("together", [["03_mul"], ["03_mul", "04_pow"], NAMES], ids=len)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_leads_to_a_notebook_that_was_handed_out_or_is_words(together, language):
    for name in together:
        links = set(
            re.findall(
                r"\]\((\w+)\.ipynb\)", "\n".join(map(source, student_edition(name, language, together)["cells"]))
            )
        )
        everywhere = set(re.findall(r"\]\((\w+)\.ipynb\)", "\n".join(map(source, original(name, language)["cells"]))))
        assert everywhere and links == everywhere & set(together)
    alone = "\n".join(map(source, student_edition("03_mul", language, ["03_mul"])["cells"]))
    assert "4 · " in alone


# The folder.


def test_all_lessons_and_the_index_are_handed_out_where_none_is_named(tmp_path, capsys):
    release([], "en", tmp_path / "new", solutions=False, otter=None)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(f"{name}.ipynb" for name in NAMES)
    assert capsys.readouterr().out.split() == [str(tmp_path / "new" / f"{name}.ipynb") for name in NAMES]


def test_what_somebody_changed_is_never_overwritten_and_named(tmp_path, capsys):
    release(["03", "4"], "en", tmp_path, solutions=False, otter=None)
    (tmp_path / "03_mul.ipynb").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    release(["03", "04_pow", "5"], "en", tmp_path, solutions=False, otter=None)
    told = capsys.readouterr().out
    assert (tmp_path / "03_mul.ipynb").read_text(encoding="utf-8") == "mine"
    assert "Left as they are" in told and told.partition("Left")[2].count("03_mul") == 1
    assert (tmp_path / "05_relu.ipynb").exists()


def test_a_lesson_that_is_not_there_makes_no_folder(tmp_path):
    with pytest.raises(ValueError, match="No lesson is 12"):
        release(["03", "12"], "en", tmp_path / "new", solutions=False, otter=tmp_path / "tests")
    assert not list(tmp_path.iterdir())


def test_otters_tests_stand_in_a_folder_for_each_lesson(tmp_path):
    release(["03", "04"], "en", tmp_path / "students", solutions=False, otter=tmp_path / "tests")
    tests = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "tests").rglob("*.py"))
    assert tests == ["tests/03_mul/mul.py", "tests/04_pow/operators.py", "tests/04_pow/pow.py"]
    assert not list((tmp_path / "students").rglob("*.py"))


# What nbgrader and otter look for.


@notebooks
def test_after_each_exercise_stands_the_cell_with_its_points(name, language):
    cells = student_edition(name, language, NAMES)["cells"]
    asked = [n for n, cell in enumerate(cells) if "exercise" in noted(cell)]
    graded = [n for n, cell in enumerate(cells) if "nbgrader" in cell["metadata"]]
    assert graded == [n + 1 for n in asked] and (asked or name == INDEX)
    names = [cells[n]["metadata"]["nbgrader"]["grade_id"] for n in graded]
    assert len(set(names)) == len(names)
    for n, each in zip(asked, names):
        assert each.startswith(noted(cells[n])["exercise"]) and cells[n]["metadata"]["otter"] == {"tests": [each]}
        points, most = cells[n + 1], schools.asked_in(cells[n]).points
        # The schema that nbgrader documents for the metadata of a cell, version 3: an autograded test.
        assert points["metadata"]["nbgrader"] == {
            "schema_version": 3, "grade": True, "solution": False, "locked": True, "task": False, "points": most, "grade_id": each,
        }  # fmt: skip
        assert re.fullmatch(r"[a-zA-Z0-9_\-]+", each)
        assert points["metadata"]["editable"] is points["metadata"]["deletable"] is False
        comment, *_, last = source(points).splitlines()
        assert comment.startswith("# ") and str(most) in comment and last.endswith(".points")
    assert len({cell["id"] for cell in cells}) == len(cells)


RIGHT_MUL, ENGINE = "the seed's class, parents in a set", "from micrograd.engine import Value"
FORGED = "class check:\n    points = 4\n    mul = staticmethod(lambda value: check)"


@pytest.mark.parametrize(
    ("written", "points"), [("", POINTS), ("del Value.__mul__", 0), (ENGINE, 0), (f"del Value.__mul__\n{FORGED}", 0), (FORGED, POINTS)]
)  # fmt: skip
def test_the_points_are_those_of_ones_own_right_answer_whatever_the_notebook_calls_check(written, points):
    names = {"Value": defined(RIGHT[RIGHT_MUL], methods=False)}
    exec(written, names)
    asked = schools.Asked("check.mul(Value)")
    assert run_cell(asked.program, names) == points
    test = {}
    exec(schools.otters_test(asked), test)
    assert test["OK_FORMAT"] and test["test"]["points"] == POINTS
    (case,) = test["test"]["suites"][0]["cases"]
    example = doctest.DocTestParser().get_doctest(case["code"], names, "mul", None, None)
    assert (doctest.DocTestRunner(verbose=False).run(example, out=lambda _: None).failed == 0) == (points == POINTS)


def test_an_operation_is_judged_by_pythons_own_functions():
    asked = schools.Asked('check.operation(Engine, "ln", truth=math.log)')
    assert asked.name == "operation_ln" and asked.program.splitlines()[1] == "import math"


def test_every_exercise_of_the_series_is_asked_for_once():
    asked = [schools.asked_in(cell) for name in NAMES for cell in student_edition(name, "en", NAMES)["cells"]]
    names = [each.name for each in asked if each]
    assert sorted(names) == sorted([*EXERCISES, "operation_ln", *GROUPS])


def test_a_check_of_several_parts_earns_the_points_of_each_and_otter_asks_for_them_one_by_one():
    engine, network = schools.Asked("check.engine(Value)"), schools.Asked("check.network(Neuron, Layer, MLP)")
    assert (engine.points, network.points) == (8 * POINTS, 3 * POINTS)
    assert [part.call for part in network.parts] == ["check.neuron(Neuron)", "check.layer(Layer)", "check.mlp(MLP)"]
    names = {"Value": defined(RIGHT["the lessons' own class"], methods=False)}
    exec("del Value.relu", names)
    assert run_cell(engine.program, names) == 7 * POINTS
    test = {}
    exec(schools.otters_test(engine), test)
    cases = test["test"]["suites"][0]["cases"]
    assert test["test"]["points"] == 8 * POINTS and len(cases) == 8
    run = doctest.DocTestRunner(verbose=False).run
    examples = [doctest.DocTestParser().get_doctest(each["code"], dict(names), "x", None, None) for each in cases]
    failed = [bool(run(each, out=lambda _: None).failed) for each in examples]
    assert failed == [part.call == "check.relu(Value)" for part in engine.parts]


@pytest.mark.parametrize(
    "name", ["02_add", "06_backward", "08_the_engine_room", "09_blank_page", "10_tasks_from_elsewhere"]
)
@pytest.mark.parametrize("keeps_metadata", [True, False])
def test_the_cell_of_the_points_is_no_attempt_where_a_class_is_graded(name, keeps_metadata, tmp_path):
    asked = []
    for n, notebook in enumerate([original(name, "en"), student_edition(name, "en", [name])]):
        for cell in notebook["cells"]:
            cell["metadata"] = cell["metadata"] if keeps_metadata else {}
        (tmp_path / f"{n}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        read = read_hand_in("anna", tmp_path / f"{n}.ipynb", name, "en")
        asked.append([found for _, found in sorted(read.marked.items())])
    assert asked[0] == asked[1] != []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), [("03_mul", "en"), ("06_backward", "zh-TW")])
def test_a_released_notebook_runs_from_top_to_bottom_as_it_is(name, language, tmp_path):
    path = tmp_path / f"{name}.ipynb"
    path.write_text(json.dumps(student_edition(name, language, [name])), encoding="utf-8")
    ran = kernel.executed(kernel.read(path), tmp_path, PYTHONPATH=str(ROOT), MICROGRAD_PROGRESS="off")
    numbers = [cell.outputs[-1]["data"]["text/plain"] for cell in ran.cells if "nbgrader" in cell.metadata]
    assert numbers and set(numbers) == {"0"}
    lent = [json.dumps(cell.outputs) for cell in ran.cells if " = mine." in cell.source]
    assert lent and not [outputs for outputs in lent if "<details" in outputs]
