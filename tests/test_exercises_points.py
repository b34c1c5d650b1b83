"""What a check's answer earns where a program gives the marks: what is right, and the learner's own."""

import linecache
import math
import re

import pytest

import micrograd.engine
import micrograd.nn
import viz
from exercises import check, closure_engine, mine, predict
from exercises.closure_engine import source_after
from exercises.result import POINTS
from exercises.topics import EXERCISES
from lesson_cells import notebook
from misconceptions import METHODS, RIGHT, defined
from right_answers import ANSWERS, thing_of

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.mark.multiplies(12)
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_what_is_right_and_was_written_by_the_learner_earns_all_points(answer):
    result = getattr(check, answer.exercise)(thing_of(answer.exercise, answer.code))
    assert (result.outcome, result.is_own, result.points) == ("right", True, POINTS)


@pytest.mark.parametrize("exercise", METHODS)
def test_nothing_is_earned_by_an_imported_engine(exercise):
    methods = EXERCISES[exercise].methods
    if all(hasattr(micrograd.engine.Value, name) for name in methods):
        assert getattr(check, exercise)(micrograd.engine.Value).points == 0
    if all(hasattr(closure_engine.Value, name) for name in methods):
        assert getattr(check, exercise)(closure_engine.Value).points == 0


def test_nothing_is_earned_by_a_method_that_is_borrowed():
    made = defined(RIGHT["the seed's class, parents in a set"], methods=False)
    made.__mul__ = micrograd.engine.Value.__mul__
    result = check.mul(made)
    assert not result.is_own and result.points == 0
    assert check.add(made).points == POINTS


@pytest.mark.parametrize("name", ["Neuron", "Layer", "MLP"])
def test_nothing_is_earned_by_an_imported_network_under_a_name_of_ones_own(name):
    theirs = getattr(micrograd.nn, name)
    own = type(name, (theirs,), {"hello": lambda self: "mine"})
    assert getattr(check, name.lower())(own).points == 0


def test_nothing_is_earned_by_what_the_computer_keeps_of_somebody():
    solved = defined(EXERCISES["mul"].solution, methods=True)
    assert check.mul(solved).points == POINTS  # and is kept
    brought = mine.mul()
    assert check.mul(brought).outcome == "right" and check.mul(brought).points == 0


@pytest.mark.parametrize("made", [None, mine.add])
def test_nothing_is_earned_by_what_was_not_written(made):
    assert check.mul(made and made()).points == 0


def test_an_operation_of_the_engine_earns_points_where_it_was_put_in_by_the_learner(monkeypatch):
    assert check.operation(micrograd.engine.Value, "log", truth=math.log).points == 0
    code = "def ln(self):\n    return Engine(math.log(self.data), (self,), 'ln', (1 / self.data,))"
    space = {"Engine": micrograd.engine.Value, "math": math}
    exec(code, space)
    monkeypatch.setattr(micrograd.engine.Value, "ln", space["ln"], raising=False)
    assert check.operation(micrograd.engine.Value, "ln", truth=math.log).points == POINTS
    monkeypatch.setattr(micrograd.engine.Value, "ln", micrograd.engine.Value.exp)
    assert check.operation(micrograd.engine.Value, "ln", truth=math.log).points == 0


@pytest.mark.parametrize(("lesson", "language"), [(1, "en"), (2, "en"), (2, "zh-TW")])
def test_nothing_is_earned_by_what_a_lesson_gives(lesson, language):
    exercise = {1: "value", 2: "add"}[lesson]
    names = {"mine": mine, "viz": viz, "predict": predict, "display": lambda *_: None}
    for n, cell in enumerate(notebook(lesson, language)[1:]):
        if "exercise" in cell["metadata"].get("micrograd", {}):
            break
        if cell["cell_type"] == "code":
            run_as_a_cell(re.sub(r"^%%predict (.*)", r"# \1", cell["source"]), f"<cell {language} {n}>", names)
    result = getattr(check, exercise)(names["Value"])
    assert (result.outcome, result.is_own, result.points) == ("right", False, 0)
    run_as_a_cell(source_after(lesson) + "\n# mine", "<cell of my own>", names)
    assert getattr(check, exercise)(names["Value"]).points == POINTS


def run_as_a_cell(source, filename, names):
    """Runs it so that Python finds its lines, as it finds a notebook's."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), names)
