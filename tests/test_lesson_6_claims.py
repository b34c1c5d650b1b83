"""Lesson 6, backward and why backwards: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

import re

import pytest

from exercises import check, closure_engine, predict
from lesson_cells import both_languages, counted, run, sources, values_from, values_of, why
from misconceptions import backward

pytestmark = pytest.mark.usefixtures("lessons_in_english")


_PUT_IN = "\nValue.backward = backward"
_WALK = "self.grad = 1.0\nfor v in reversed(order):\n    v._backward()"
KEEPS = backward(_WALK) + _PUT_IN  # clears nothing, as the class of the lecture
CLEARS_ALL = backward(f"for v in order:\n    v.grad = 0.0\n{_WALK}") + _PUT_IN


@pytest.fixture(scope="module")
def walks():
    return run(sources(6, end="## Why backwards?"))


@pytest.fixture(scope="module")
def end_of_6():
    """The cells behind the towers, with the engine that the lesson goes on with."""
    return run(["Value = mine.backward()", *sources(6, start="## How deep?")])


def test_lesson_6_in_the_wrong_order_b_is_too_early_and_a_ends_with_2(walks):
    played = str(walks.cell("def diamond").value)
    assert "a.grad: 0 + (2 × 1) = 2\n" in played and "not all is right" in played
    assert played.index("b hands a gradient to a") < played.index("d hands a gradient to b")


@pytest.mark.parametrize(("total", "is_right"), [("b + d", True), ("d + b", False)])
def test_lesson_6_the_modified_order_is_right_by_luck(total, is_right, walks):
    wrong, recording = (walks.cell(part).source for part in ("waiting.pop(0)", "def diamond"))
    modified = [wrong.replace("pop(0)", "pop()"), recording.replace("L = b + d", f"L = {total}")]
    assert ("no mistake was found" in str(run(["Value = mine.relu()", *modified]).ran[-1].value)) == is_right


def test_lesson_6_the_engine_does_what_the_player_shows(walks):
    played, recorded = str(walks.cell('ask="arrow"').value), str(walks.cell("viz.record(L)").value)
    steps = [re.findall(r"(\w) hands a gradient to (\w)   (.*)", text) for text in (played, recorded)]
    assert len(steps[0]) == 4 and sorted(steps[0]) == sorted(steps[1]) and "no mistake was found" in recorded


def test_lesson_6_only_what_lies_on_a_path_to_f_gets_a_gradient(walks):
    assert walks.cell("f.backward()").printed.split() == ["1.0", "1.0", "1.0", "0.0", "0.0"]
    assert predict.off_path("d e").right


@pytest.mark.parametrize(
    ("own", "clears", "second"), [("", True, "54.0"), (KEEPS, False, "72.0"), (CLEARS_ALL, True, "27.0")]
)
def test_lesson_6_a_second_call_brings_54_72_or_27_with_engines_that_are_found_right(walks, own, clears, second):
    engine = f"{closure_engine.source_after(6)}\n{own}"
    ran = run([engine, walks.cell("y.backward()").source])
    assert ran.ran[-1].printed.split() == ["27.0", second]
    Value = ran.names["Value"]
    assert check.backward(Value).outcome == "right" and (check.backward_twice(Value).outcome == "right") == clears


def test_lesson_6_what_the_middle_value_keeps_makes_the_45_that_is_told(walks):
    names = run([f"{closure_engine.source_after(6)}\n{KEEPS}", walks.cell("y.backward()").source]).names
    assert names["e"].grad == 6 == float(predict.middle_kept("3").true)
    assert 6 * 3 * 2 + 9 == 45 == names["x"].grad - 27


@pytest.mark.parametrize("part", ["def diamond", 'ask="arrow"', "f.backward()", "y.backward()", "viz.explore("])
def test_lesson_6_a_cell_that_is_run_twice_gives_the_same(walks, part):
    code = walks.cell(part).source
    *_, first, second = run(["Value = mine.backward()", code, code]).ran
    assert (first.printed, str(first.value)) == (second.printed, str(second.value))


def test_lesson_6_the_series_engine_calls_itself_too_often_and_the_projects_does_not(end_of_6):
    first, second = end_of_6.cell("def chain").printed.splitlines()
    assert "recursion" in first and second == "1.0"


def test_lesson_6_the_test_at_its_end_has_the_answer_that_is_told(end_of_6):
    played = str(end_of_6.cell("q = p * p").value)
    assert re.findall(r"(\w) hands a gradient", played) == ["L", "L", "q", "q", "p", "p"]
    assert "x.grad: 3 + (1 × 3) = 6\n" in played


@pytest.fixture(scope="module")
def towers():
    value = closure_engine.source_after(6)
    return run([value, *sources(6, start="## Why backwards?", end="## How deep?")])


@pytest.mark.parametrize(("storeys", "said"), [(3, 8), (18, 262144)])
def test_the_paths_of_a_tower_are_as_many_as_the_lesson_says_and_double_with_each_storey(towers, storeys, said):
    tower, every_path = (towers.names[name] for name in ("tower", "every_path"))
    x, top = tower(storeys)
    top.backward()
    assert every_path(storeys) == x.grad == said == 2**storeys


def test_the_picture_of_the_tower_has_three_storeys(towers):
    assert values_of(towers.cell("tower(3)\nviz.label").value) == 4


def test_every_path_finds_what_backward_finds(towers):
    assert towers.cell("every_path(3), x.grad").value == (8.0, 8.0)


def test_the_prediction_is_the_number_of_paths(towers):
    assert predict.tower_paths(1).true == 2**18


def test_the_walk_takes_thousands_of_times_fewer_steps_than_all_paths(towers):
    names = dict(towers.names)
    exec(towers.cell("def every_path").source, names)
    steps = counted(names, "every_path")
    _, top = names["tower"](18)
    names["every_path"](18)
    arrows = sum(len(value._prev) for value in values_from(top))
    assert arrows == 36 and len(steps) > 2**18
    assert 2**18 / arrows > 1000 and len(steps) / arrows > 1000


@both_languages
def test_the_two_counts_stand_in_the_text(language):
    assert re.search(r"262,144 .*\b36 ", why("tower_work", language))


def test_each_tower_is_measured_and_drawn(towers):
    cell = towers.cell("viz.plots.paths_and_walk")
    storeys, paths, walk = (towers.names[name] for name in ("storeys", "paths", "walk"))
    assert storeys == [4, 8, 12, 16, 18] and len(cell.printed.splitlines()) == len(paths) == len(walk) == 5
    assert "towers of 4 to 18 storeys" in str(cell.value)


def test_every_path_is_walked_as_well_where_a_learners_operands_are_a_set(towers, monkeypatch):
    class Value(closure_engine.Value):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            self._prev = set(self._prev)

    monkeypatch.setattr(closure_engine, "Value", Value)  # by which its methods make results
    monkeypatch.setitem(towers.names, "Value", Value)
    x, top = towers.names["tower"](3)
    top.backward()
    assert [len(value._prev) for value in (top, x)] == [1, 0] and x.grad == towers.names["every_path"](3) == 8
