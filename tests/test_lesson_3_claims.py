"""Lesson 3, a product: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

import pytest

from exercises import closure_engine
from explorers import Shown as Explorer
from lesson_cells import ALL_RIGHT, NOT_ALL_RIGHT, before_the_cell, run, sources
from pages import shown_in

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.fixture(scope="module")
def products():
    return run(sources(3))


def test_lesson_3_the_area_grows_by_3_and_by_2_times_the_nudge(products):
    assert products.cell("a0, b0, h").value == pytest.approx((3, 2))


def test_lesson_3_what_is_to_be_filled_in_fails_no_later_cell(products):
    assert products.cell("____").value.outcome == "not attempted"
    assert products.names["a"].grad is not None


def test_lesson_3_the_square_of_5_has_the_gradient_10():
    assert before_the_cell("y = a * a", 3)["a"].grad == 10.0


def test_lesson_3_the_recording_of_equal_numbers_hides_the_mistake(products):
    of_2_and_3, of_4_and_4 = map(str, products.cell("viz.record(u)").shown)
    assert of_2_and_3.rstrip().endswith(NOT_ALL_RIGHT) and of_4_and_4.rstrip().endswith(ALL_RIGHT)


@pytest.mark.parametrize(("recorded", "said"), [("mul(p, q)", ALL_RIGHT), ("mul(mul(p, q), r)", NOT_ALL_RIGHT)])
def test_lesson_3_without_out_grad_only_a_product_with_something_behind_it_is_marked(products, recorded, said):
    source = products.cell("def mul(self, other)").source
    source = source.replace("self.data * out.grad", "other.data").replace("+= other.data * out.grad", "+= self.data")
    assert "out.grad" not in source
    leaves = "p, q, r = Value(2.0), Value(3.0), Value(4.0)"
    ran = run([closure_engine.source_after(3), source, f"{leaves}\nviz.record({recorded})"]).ran
    assert str(ran[-1].value).rstrip().endswith(said)


def test_lesson_3_the_player_shows_5_plus_1_on_the_two_paths(products):
    played = str(products.cell("viz.animate(L, only=a)").value)
    assert "a.grad: 0 + (1 × 1) = 1" in played and "a.grad: 1 + (5 × 1) = 6" in played


def test_lesson_3_the_gradient_of_a_is_minus_30_wherever_a_stands(products, browser, tmp_path):
    with shown_in(browser, tmp_path, Explorer) as show:
        explorer = show(products.cell("viz.explore").value)
        before = explorer.numbers[1]
        explorer.slider("a").press("ArrowRight")
        after = explorer.numbers[1]
    assert before[0] == after[0] == "-30.0" and (before[1], before[3]) != (after[1], after[3])


def test_lesson_3_walked_back_in_the_order_of_the_solution_all_agrees_with_nudging_and_in_the_other_not(products):
    start, walk, judge = (products.cell(part).source for part in ("d * f", "\n...\n", "def end"))
    value = closure_engine.source_after(3)

    def agreeing(calls):
        ran = run([value, start, "h = 0.001", walk.replace("...", calls), judge]).ran
        return [abs(float(line.split()[1]) - float(line.split()[2])) < 1e-6 for line in ran[-1].printed.splitlines()]

    assert agreeing("d._backward()\ne._backward()") == [True] * 4
    assert agreeing("e._backward()\nd._backward()") != [True] * 4


def test_lesson_3_the_test_at_the_end_is_answered_by_7(products):
    assert str(products.cell("square, triple").value).rstrip().splitlines()[-1].endswith("= 7")
