"""The table of hand-ins holds what it says: every kind in both languages, each made by changes that do apply."""

import copy
import json
import re
from functools import partial

import pytest

from changed_notebooks import (
    in_format_3,
    place_of,
    source_of_cell,
    with_answer,
    with_blanks,
    with_cell_after,
    with_cell_before,
    with_cell_of_type,
    with_code_cells_merged,
    with_copy_of_the_cell,
    without_cell,
    without_metadata,
    without_stub,
)
from exercises.topics import EXERCISES
from hand_ins import (
    HAND_INS,
    KINDS,
    NOT_ATTEMPTED,
    NOTEBOOKS,
    RIGHT,
    ROOT,
    exercises_of,
    write_hand_ins,
)

LANGUAGES = {"en", "zh-TW"}
OUTCOMES = {"right", "wrong", "not attempted", "raised", "stopped", "ended", "not yours", "not there"}


def lesson(number, language="en"):
    (path,) = (NOTEBOOKS / language).glob(f"{number:02}_*.ipynb")
    return json.loads(path.read_text(encoding="utf-8"))


# What is in the table.


def test_every_kind_and_every_outcome_is_there_in_both_languages():
    assert {(hand_in.kind, hand_in.language) for hand_in in HAND_INS.values()} == {
        (kind, language) for kind in KINDS for language in LANGUAGES
    }
    outcomes = {
        (outcome, hand_in.language) for hand_in in HAND_INS.values() for outcome, _ in hand_in.expected.values()
    }
    assert outcomes == {(outcome, language) for outcome in OUTCOMES for language in LANGUAGES}


def test_every_exercise_is_there_as_right_and_as_wrong():
    judged = [judged for hand_in in HAND_INS.values() for judged in hand_in.expected.items()]
    for outcome in ("right", "wrong"):
        assert {name for name, (said, _) in judged if said == outcome} == {*EXERCISES, "operation"}


def test_names_are_unique_also_where_a_file_system_knows_no_capitals():
    assert len(HAND_INS) == len({name.casefold() for name in HAND_INS}) >= 48


def test_what_is_expected_is_known_to_the_exercises_and_to_the_list_of_mistakes():
    listed = re.findall(r"^\| `([^`]+)`", (ROOT / "docs/misconceptions.md").read_text(encoding="utf-8"), re.MULTILINE)
    for hand_in in HAND_INS.values():
        assert {*hand_in.judged, *hand_in.also} <= set(exercises_of(hand_in.lesson)), hand_in.name
        for exercise in hand_in.expected:
            judgements = hand_in.accepts(exercise)
            assert len(judgements) == len(set(judgements)), hand_in.name
            for outcome, mistake in judgements:
                assert outcome in OUTCOMES and mistake in (None, *listed), hand_in.name
                assert mistake is None or outcome in ("wrong", "raised"), hand_in.name


def test_nothing_is_expected_of_a_file_that_nobody_hands_in():
    assert [hand_in.expected for hand_in in HAND_INS.values() if not hand_in.is_graded] == [{}]


def test_what_is_not_spoken_of_is_not_attempted():
    assert HAND_INS["add right, add3 deleted"].expected.keys() == {"add", "add3"}
    assert HAND_INS["lesson 7 untouched"].expected == dict.fromkeys(exercises_of(7), NOT_ATTEMPTED)
    assert HAND_INS["all of lesson 8"].expected["operation"] == RIGHT


# How each is made.


@pytest.mark.parametrize("name", HAND_INS)
def test_each_change_changes_something_and_leaves_the_lesson_as_it_is(name):
    hand_in = HAND_INS[name]
    notebook = lesson(hand_in.lesson, hand_in.language)
    before, made = json.dumps(notebook), copy.deepcopy(notebook)
    for change in hand_in.changes:
        was, made = json.dumps(made), change(made)
        assert isinstance(made, bytes) or json.dumps(made) != was
    assert hand_in.made(notebook) == made and json.dumps(notebook) == before
    if isinstance(made, dict) and hand_in.kind != "not there":
        ids = [cell["id"] for cell in made.get("cells", []) if "id" in cell]
        assert len(ids) == len(set(ids))


def test_each_can_be_made_of_an_edition_that_leaves_cells_out(tmp_path):
    for language in LANGUAGES:
        (tmp_path / "edition" / language).mkdir(parents=True)
        for path in (NOTEBOOKS / language).glob("[0-9]*.ipynb"):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            asked = [
                cell for cell in notebook["cells"] if {"exercise", "role"} & {*cell["metadata"].get("micrograd", {})}
            ]
            notebook["cells"] = [cell for cell in asked if cell["cell_type"] == "code"]
            (tmp_path / "edition" / language / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    assert len(write_hand_ins(tmp_path / "made", tmp_path / "edition")) == len(HAND_INS)


def test_they_are_written_under_their_names_with_what_they_hold(tmp_path):
    chosen = [HAND_INS[name] for name in ("mul not swapped", "王小明/新增資料夾/05_relu", "no JSON")]
    paths = write_hand_ins(tmp_path, chosen=chosen)
    assert [str(path.relative_to(tmp_path)) for path in paths] == [f"{hand_in.name}.ipynb" for hand_in in chosen]
    assert [path.read_bytes() for path in paths] == [hand_in.contents() for hand_in in chosen]
    assert json.loads(paths[0].read_bytes())["nbformat"] == 4


def test_those_that_are_alike_are_alike_to_the_letter():
    first, second = (HAND_INS[name].contents() for name in ("alike 1", "alike 2"))
    assert first == second != HAND_INS["一樣 1"].contents()


# The changes do what their names say.


def sources(notebook):
    return [source_of_cell(cell) for cell in notebook["cells"]]


def around(change, exercise="mul", number=3):
    """The sources of an exercise's cell and of the two beside it, after a change."""
    made = change(lesson(number))
    place = place_of(exercise, made)
    return sources(made)[place - 1 : place + 2]


def test_an_answer_takes_the_place_of_the_stub_and_of_nothing_else():
    assert around(with_answer("mul", "def __mul__(self, other): return 3\n"))[1] == (
        "def __mul__(self, other): return 3\n\nValue.__mul__ = __mul__\n\n"
        "# display(hint.mul())\n# display(solution.mul())\ncheck.mul(Value)"
    )
    assert around(with_answer("mlp", "class MLP: pass"), "mlp", 7)[1].startswith(
        "Layer = mine.layer()\n\nclass MLP: pass\n"
    )
    family = around(with_answer("operators", "def __neg__(self): return 1"), "operators", 4)[1]
    assert family.startswith("def __neg__(self): return 1\n\nValue.__neg__, Value.__sub__") and "..." not in family
    assert around(without_stub("mul"))[1].startswith("Value.__mul__ = __mul__\n")


def test_blanks_are_filled_from_the_first_one_on_and_no_more_than_there_are():
    half = around(with_blanks("mul", "other.data"))[1]
    assert "self.grad += other.data * out.grad" in half and "other.grad += ____ * out.grad" in half
    with pytest.raises(ValueError):
        around(with_blanks("mul", "1", "2", "3"))


def test_new_cells_stand_where_they_are_said_to_stand():
    assert around(with_cell_before("mul", "x = 1"))[0] == "x = 1"
    assert around(with_cell_after("mul", "x = 1"))[2] == "x = 1"
    made = with_copy_of_the_cell("mul", "x = 1")(lesson(3))
    place = next(n for n, source in enumerate(sources(made)) if source.startswith("x = 1\n"))
    assert (
        "____" in sources(made)[place - 1] and made["cells"][place]["metadata"] == made["cells"][place - 1]["metadata"]
    )


def test_a_cell_that_is_not_there_cannot_be_changed():
    made = without_cell("mul")(lesson(3))
    assert len(made["cells"]) == len(lesson(3)["cells"]) - 1
    with pytest.raises(ValueError):
        place_of("mul", made)


def test_what_is_lost_is_lost_and_the_sources_are_there():
    bare = without_metadata(lesson(3))
    assert sources(bare) == sources(lesson(3))
    assert not bare["metadata"] and not any(cell["metadata"] or "id" in cell for cell in bare["cells"])


def test_merged_cells_hold_the_check_and_what_comes_next():
    made = partial(with_code_cells_merged, "mul")(lesson(3))
    merged = source_of_cell(made["cells"][place_of("mul", made)])
    assert "check.mul(Value)\n\nValue = mine.mul()" in merged and len(made["cells"]) < len(lesson(3)["cells"])


def test_a_notebook_of_format_3_reads_as_the_same_code():
    import nbformat  # takes seconds: collecting the tests should not

    text = json.dumps(in_format_3(without_metadata(lesson(3))))
    read = nbformat.reads(text, as_version=4)
    assert [cell.source for cell in read.cells if cell.cell_type == "code"] == [
        source_of_cell(cell) for cell in lesson(3)["cells"] if cell["cell_type"] == "code"
    ]


def test_a_cell_of_another_type_has_what_such_a_cell_has():
    made = with_cell_of_type("mul", "markdown")(lesson(3))
    cell = made["cells"][place_of("mul", made)]
    assert cell["cell_type"] == "markdown" and cell.keys() == {"cell_type", "id", "metadata", "source"}
