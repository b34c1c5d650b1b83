"""Lesson 1, a number that remembers: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

import pytest

from exercises import closure_engine
from explorers import Shown as Explorer
from lesson_cells import run, sources, text, values_of
from pages import shown_in

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.fixture(scope="module")
def receipts():
    return run(sources(1))


def test_lesson_1_two_computations_give_one_number(receipts):
    assert receipts.cell("e = 1.0 + 3.0").value == (4.0, 4.0, True)


def test_lesson_1_the_number_in_the_question_is_the_one_that_the_cell_gives(receipts):
    assert f"holds `d` as the number {receipts.cell('e = 1.0 + 3.0').value[0]}" in text(1)


def test_lesson_1_a_leaf_has_no_operands_and_a_result_holds_the_very_objects(receipts):
    of_a_leaf, of_a_result, symbol = receipts.cell("a._prev, e._prev").value
    assert of_a_leaf == () and [operand.data for operand in of_a_result] == [-2.0, 5.0] and symbol == "*"


def test_lesson_1_the_completed_picture_has_four_boxes(receipts):
    cell = receipts.cell("s = Value(a.data + b.data, (),")
    completed = cell.source.replace('(), "+"', '(a, b), "+"').replace('(), "*"', '(s, a), "*"')
    assert values_of(run([closure_engine.source_after(1), completed]).ran[1].value) == 4


def test_lesson_1_the_page_believes_the_receipt_once_a_slider_was_moved(receipts, browser, tmp_path):
    with shown_in(browser, tmp_path, Explorer) as show:
        explorer = show(receipts.cell("def contradiction").value)
        at_first = explorer.numbers[0][-1]
        explorer.slider("a").press("ArrowRight")
        explorer.slider("a").press("ArrowLeft")
        assert (explorer.values("a"), at_first, explorer.numbers[0][-1]) == ({"a": 2.0}, "-2.0", "-3.0")


@pytest.mark.parametrize(
    ("old", "new", "number"), [("s.data * a.data", "s.data - a.data", "-3.0"), ('"-"', '"*"', "-2.0")]
)
def test_lesson_1_number_and_receipt_agree_in_both_ways(receipts, browser, tmp_path, old, new, number):
    source = receipts.cell("def contradiction").source.replace(old, new)
    with shown_in(browser, tmp_path, Explorer) as show:
        explorer = show(run([closure_engine.source_after(1), source]).ran[1].value)
        at_first = explorer.numbers[0][-1]
        explorer.slider("a").press("ArrowRight")
        explorer.slider("a").press("ArrowLeft")
        assert at_first == explorer.numbers[0][-1] == number


def test_lesson_1_the_recording_says_that_not_all_is_right_and_nothing_reaches_a(receipts):
    recorded = str(receipts.cell("viz.record(d)").value)
    assert recorded.rstrip().endswith("not all is right.") and "a.grad" not in recorded


def test_lesson_1_ends_with_a_class_to_go_on_with_for_whoever_only_reads(receipts):
    assert receipts.names["Value"](3.0)._backward() is None
