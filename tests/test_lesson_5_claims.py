"""Lesson 5, the gate: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

from itertools import pairwise

import pytest

from explorers import Shown as Explorer
from lesson_cells import run, sources, text
from micrograd.engine import Value as Engine
from pages import shown_in

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.fixture(scope="module")
def gates():
    return run(sources(5))


def test_lesson_5_two_layers_take_6_away_at_each_step(gates):
    heights = [gates.names["two_layers"](x) for x in range(-2, 3)]
    assert {after - before for before, after in pairwise(heights)} == {-6}


def test_lesson_5_three_nudges_at_the_corner_give_three_slopes(gates):
    assert gates.cell("right, left, both").value == (1, 0, 0.5)


def test_lesson_5_only_the_recording_of_the_negative_number_is_marked(gates):
    x, y = map(str, gates.cell("def gate(self)").shown)
    assert "no mistake was found" in x and "no mistake was found" not in y


@pytest.mark.parametrize(("x", "asks", "is_right"), [(3.0, "out.data > 0", True), (0.0, "out.data > 0", True), (0.0, "self.data >= 0", False)])  # fmt: skip
def test_lesson_5_which_of_the_modified_gates_are_right(gates, x, asks, is_right):
    mended = f"self.grad += ({asks}) * out.grad"
    code = (
        gates.cell("def gate(self)")
        .source.replace("self.grad += out.grad", mended)
        .replace("Value(3.0)", f"Value({x})")
    )
    assert ("no mistake was found" in str(run(["Value = mine.relu()", code]).ran[-1].shown[0])) == is_right


def test_lesson_5_at_minus_6_the_gate_closes_for_all_three_leaves(gates):
    Value = gates.names["Value"]
    for b, closed in ((-5.9, False), (-6.0, True), (-7.0, True)):
        leaves = w, x, bias = Value(2.0), Value(3.0), Value(b)
        product = w * x
        out = (total := product + bias).relu()
        out.grad = 1.0
        for value in (out, total, product):
            value._backward()
        assert all((leaf.grad == 0) == closed for leaf in leaves)


def test_lesson_5_the_slider_of_the_bias_goes_down_to_minus_6_where_all_gradients_are_0(gates, browser, tmp_path):
    with shown_in(browser, tmp_path, Explorer) as shown:
        page = shown(gates.cell("relu(w * x + b)").value)
        page.slider("b").fill("-5.9")
        before = page.numbers[1]
        page.slider("b").fill("-6")
        assert page.values("b") == {"b": -6}
        for leaf in (0, 1, 3):  # w, x and b among all boxes
            assert before[leaf] != "0.0" and page.numbers[1][leaf] == "0.0"


def test_lesson_5_the_weight_learns_from_three_examples_from_one_and_from_none(gates):
    rows = [list(map(float, row.split())) for row in gates.cell("for bias in").printed.splitlines()]
    assert rows == [[0, 0.5 + 1 + 2], [-3, 2], [-6, 0]]


def test_lesson_5_the_absolute_value_of_the_solution_has_the_slope_0_at_0(gates):
    assert "x.relu() + (-x).relu()" in text(5)
    for number, slope in ((-3.0, -1), (0.0, 0), (2.5, 1)):
        x = Engine(number)
        y = x.relu() + (-x).relu()
        y.backward()
        assert (y.data, x.grad) == (abs(number), slope)


def test_lesson_5_the_test_at_its_end_has_the_answer_that_is_told(gates):
    played = str(gates.cell("L = p * b").value)
    assert played.count("hands a gradient to a   a.grad: 0 + (0 × 5) = 0") == 1
    assert played.count("hands a gradient to b   b.grad: 0 + (0 × 1) = 0") == 1
