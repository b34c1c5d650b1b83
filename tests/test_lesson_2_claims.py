"""Lesson 2, a sum: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

import pytest

from exercises import closure_engine
from lesson_cells import ALL_RIGHT, NOT_ALL_RIGHT, before_the_cell, run, run_cell, sources

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.fixture(scope="module")
def sums():
    return run(sources(2))


def test_lesson_2_the_sum_moves_as_far_as_the_operand():
    grew, slope = run(sources(2)).cell("before = a0 + b0").value
    assert abs(grew - 0.001) < 1e-12 and abs(slope - 1) < 1e-9


def test_lesson_2_by_hand_both_operands_get_minus_2_and_with_each_further_call_two_less():
    by_hand, called = before_the_cell("local_slope", 2), before_the_cell("c.grad = -2.0\nc._backward()", 2)
    assert (by_hand["a"].grad, by_hand["b"].grad) == (called["a"].grad, called["b"].grad) == (-2.0, -2.0)
    called["c"]._backward()
    assert called["a"].grad == -4.0


def test_lesson_2_a_plain_number_fails_at_first_and_later_only_on_the_left():
    at_first, later = before_the_cell("c.grad = -2.0\nc._backward()", 2), before_the_cell("isinstance(other", 2)
    with pytest.raises(AttributeError, match="data"):
        at_first["a"] + 1
    assert (later["a"] + 1).data == 3.0
    with pytest.raises(TypeError):
        1 + later["a"]


def test_lesson_2_the_learners_own_code_finds_2_for_the_value_that_is_used_twice_also_when_the_cell_runs_again():
    names = before_the_cell("x.grad, y.grad", 2)
    assert names["x"].grad == 2.0
    run_cell(run(sources(2)).cell("x.grad, y.grad").source, names)
    assert names["x"].grad == 2.0


def test_lesson_2_of_the_two_recordings_the_one_with_the_value_used_twice_is_marked(sums):
    s, y = map(str, sums.cell("viz.record(s)").shown)
    assert s.rstrip().endswith(ALL_RIGHT) and y.rstrip().endswith(NOT_ALL_RIGHT) and "x.grad: 1 → 1" in y


@pytest.mark.parametrize(
    ("first", "second", "is_right"),
    [("+=", "+=", (True, True)), ("=", "+=", (False, True)), ("+=", "=", (True, False))],
)
def test_lesson_2_each_of_the_two_sums_needs_another_of_the_two_lines_that_add(sums, first, second, is_right):
    source = sums.cell("def add(self, other)").source
    source = source.replace("self.grad =", f"self.grad {first}").replace("other.grad =", f"other.grad {second}")
    recorded = "viz.record(add(add(x, z), x)), viz.record(add(x, x))"
    codes = [closure_engine.source_after(2), source, f"x, z = Value(3.0), Value(4.0)\n{recorded}"]
    found = tuple(str(each).rstrip().endswith(ALL_RIGHT) for each in run(codes).ran[-1].value)
    assert found == is_right


def test_lesson_2_the_class_that_goes_on_adds_for_whoever_only_reads(sums):
    L, a, b, s = (sums.names[name] for name in "Labs")
    L.grad = 1.0
    L._backward()
    s._backward()
    assert (a.grad, b.grad) == (2.0, 1.0)
