"""The blank page in a real kernel: written from top to bottom, and as somebody hands it in."""

import json
import re
from pathlib import Path

import pytest

import kernel
from blank_pages import LOOP, NETWORK, QUICK_ENGINE
from classroom import lesson
from classroom.grading.grading import Grade, Grading, Limits
from classroom.grading.hand_in import read_hand_in
from classroom.grading.tasks import is_untouched, tasks_of
from exercises import progress_store
from exercises.blank_page.parts import ENGINE, GROUPS, MOONS  # fmt: skip
from exercises.blank_page.parts import NETWORK as OF_A_NETWORK
from exercises.blank_page.training import _LAYERS, ENOUGH, POINTS
from lessons.series import BLANK_PAGE, ROOT, series

(NAME,) = (each.source for each in series() if each.kind == BLANK_PAGE)
PARTS = [*ENGINE.parts, *OF_A_NETWORK.parts]
WRITTEN = {"engine": QUICK_ENGINE, "network": NETWORK}


def filled_in(notebook, saved=""):
    """The notebook with all that it asks for."""
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        called = re.search(r"^check\.(\w+)\(.*$", source, re.MULTILINE)
        if called and cell["cell_type"] == "code":
            cell["source"] = f"{WRITTEN[called[1]]}\n\n{called[0]}"
        elif "moons(MLP)" in source and cell["cell_type"] == "code":
            cell["source"] = f"training = moons(MLP)\n{LOOP}"
        elif "# keepsake().save" in source:
            cell["source"] = source.replace("# keepsake()", "keepsake()") if saved else source
    return notebook


@pytest.mark.slow
@pytest.mark.multiplies(1)
@pytest.mark.parametrize(("language", "told"), [("en", "Finished: a whole engine"), ("zh-TW", "完成：一個完整的引擎")])
def test_written_from_nothing_it_is_right_learns_and_gives_a_page_to_keep(language, told, tmp_path):
    notebook = filled_in(kernel.read(ROOT / "notebooks" / language / f"{NAME}.ipynb"), saved=True)
    environment = {progress_store.PLACE: str(tmp_path / "progress"), "PYTHONPATH": str(ROOT)}
    ran = kernel.executed(notebook, tmp_path, **environment)
    shown = [each.data["text/plain"] for cell in ran.cells for each in cell.get("outputs", []) if "data" in each]
    assert [line for text in shown for line in text.splitlines() if line.startswith("[")] == [
        line for line in (text.splitlines()[0] for text in shown) if line.startswith("[✓]")
    ]
    assert shown[-1].startswith(told) and "class Value" in shown[-1]
    page = (tmp_path / "my_micrograd.html").read_text(encoding="utf-8")
    assert told in page and f'lang="{language}"' in page and "<svg" in page and "def _hand_back" in page
    log = json.loads((tmp_path / "progress" / "progress.json").read_text(encoding="utf-8"))["log"].values()
    assert [(each["name"], each["right"]) for each in sorted(log, key=lambda each: each["at"])] == [
        (part, True) for part in [*PARTS, MOONS]
    ]


@pytest.mark.parametrize("language", lesson.LANGUAGES)
def test_the_list_names_all_parts_in_the_order_in_which_they_are_graded_and_how_many_points_are_enough(language):
    cells = lesson.notebook(NAME, language)["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert re.findall(r"^\| (\w+) \| (?!what is|要求)", text, re.MULTILINE) == PARTS
    assert f" {ENOUGH} " in text and f" {ENOUGH - 1}" in text and f" {POINTS} " in text
    assert text.count(f"MLP(2, {_LAYERS})") == 1


# As somebody hands it in.


def test_each_part_is_a_task_of_its_own_and_what_is_handed_in_for_it_is_known():
    tasks = tasks_of(NAME)
    assert list(tasks) == PARTS
    assert {task.thing for task in tasks.values()} == {name for group in GROUPS.values() for name in group.takes}
    assert tasks["relu"].thing == "Value" and tasks["layer"].thing == "Layer"
    assert all(is_untouched(task.source, task) for task in tasks.values())


@pytest.mark.parametrize("keeps_metadata", [True, False])
def test_a_page_that_is_handed_in_is_known_by_its_checks_and_all_parts_are_graded(keeps_metadata, tmp_path):
    notebook = filled_in(lesson.notebook(NAME, "zh-TW"))
    if not keeps_metadata:
        notebook["metadata"] = {}
        for cell in notebook["cells"]:
            cell["metadata"] = {}
            cell.pop("id")
    path = Path(tmp_path / "anna.ipynb")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    read = read_hand_in("anna", path, None, "en")
    assert (read.lesson, read.language) == (NAME, "zh-TW")
    assert [each for _, found in sorted(read.marked.items()) for each in found] == [
        (part, task.thing) for part, task in tasks_of(NAME).items()
    ]


@pytest.mark.parametrize(("engine", "told"), [("wrong", "stands on mul"), ("right", "as it was")])
def test_a_network_on_a_wrong_engine_is_blamed_for_nothing_where_it_is_graded(engine, told, tmp_path):
    path = tmp_path / "ben.ipynb"
    path.write_text(json.dumps(filled_in(lesson.notebook(NAME, "en"))), encoding="utf-8")
    read = read_hand_in("ben", path, None, "en")
    grading = Grading(read, Limits(), lambda folder: [])
    outcomes = dict.fromkeys(PARTS, "right") | {"mul": engine, "layer": "wrong", "mlp": "not attempted"}
    grading._run.grades = {
        (k, part): Grade(part, outcomes[part], "some mistake", "as it was", html="<p>as it was</p>")
        for k, found in read.marked.items()
        for part, _ in found
    }
    grades = {grade.exercise: grade for grade in grading.grades()}
    assert {part: grade.outcome for part, grade in grades.items()} == outcomes
    assert told in grades["layer"].message and (grades["layer"].mistake is None) == (engine == "wrong")
    assert all(grades[part].message == "as it was" for part in PARTS if part != "layer")
