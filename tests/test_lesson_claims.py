"""What a lesson's text says of its cells is what they really give. One section for each lesson.

The cells of one notebook run in one process, without Jupyter. Nothing here is timed: work is counted in steps.
"""

import ast
import contextlib
import io
import linecache
import math
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

import viz
from exercises import check, closure_engine, hint, mine, predict, progress, solution
from exercises.answer_texts import answer_text
from exercises.topics import EXERCISES, QUESTIONS
from explorers import Shown as Explorer
from micrograd.engine import Value as Engine
from pages import shown_in
from requirements_of_ci import required
from test_lessons_structure import WORDS, cells
from viz.values.network import dead_units, read_network

ROOT = Path(__file__).resolve().parent.parent
both_languages = pytest.mark.parametrize("language", WORDS)


class Ran(NamedTuple):
    """A cell of code that has run.

    Attributes:
        source: its text.
        printed: what it printed.
        value: that of its last line, None where that is no expression.
        shown: what it gave to display().
    """

    source: str
    printed: str
    value: object
    shown: tuple


class Run(NamedTuple):
    """Cells of code that have run, and the names that are there afterwards."""

    ran: list[Ran]
    names: dict

    def cell(self, part):
        """The one cell whose source holds that part."""
        (found,) = [each for each in self.ran if part in each.source]
        return found


def notebook(lesson, language="en"):
    (path,) = (ROOT / "notebooks" / language).glob(f"{lesson:02}_*.ipynb")
    return cells(path)


def text(lesson, language="en"):
    """All that a lesson says, with the minus sign of a program."""
    said = (cell["source"] for cell in notebook(lesson, language) if cell["cell_type"] == "markdown")
    return "\n\n".join(said).replace("−", "-")


def answer(name, language="en"):
    """What a lesson says once its question is answered, as words, with the minus sign of a program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        return re.sub(r"<[^>]+>", "", answer_text(name)).replace("−", "-")


def why(name, language="en"):
    """The reason that a question gives of its answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        return str(QUESTIONS[name].why)


def sources(lesson, start=None, end=None, without=()):
    """The code of a lesson's cells from one heading to another, apart from the first cell and those with some words."""
    found, inside = [], start is None
    for cell in notebook(lesson)[1:]:
        if cell["cell_type"] == "markdown":
            inside = (inside or f"{cell['source']}\n".startswith(f"{start}\n")) and not (end and end in cell["source"])
        elif inside and not any(words in cell["source"] for words in without):
            found.append(re.sub(r"^%%predict (\w+)$", r"# \1", cell["source"], flags=re.MULTILINE))
    assert found, "the headings have changed"
    return found


def run(codes, given=()):
    """The Run of these cells in one namespace, with names that are given."""
    shown = []
    names = {"__name__": "__main__", "display": lambda *things: shown.extend(things)}
    names |= {
        "viz": viz,
        "check": check,
        "hint": hint,
        "mine": mine,
        "predict": predict,
        "progress": progress,
        "solution": solution,
    }
    names |= dict(given)
    ran = []
    for code in codes:
        shown.clear()
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value = _run_cell(code, names)
        ran.append(Ran(code, printed.getvalue(), value, tuple(shown)))
    return Run(ran, names)


def _run_cell(code, names):
    body = ast.parse(code).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None


def counted(names, function):
    """A list that grows by one with each call of a function of that name, also where it calls itself."""
    calls, original = [], names[function]

    def counting(*arguments):
        calls.append(None)
        return original(*arguments)

    names[function] = counting
    return calls


def values_of(picture):
    """How many values a picture shows, as it says itself."""
    return int(re.search(r"(\d+) values", str(picture))[1])


@pytest.fixture(autouse=True, scope="module")
def english():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", "en")
        yield


# The time that a lesson takes.


@pytest.mark.parametrize("lesson", [4, 5, 6])
def test_lesson_4_5_and_6_take_as_long_as_they_say(lesson):
    texts = [cell["source"] for cell in notebook(lesson)[1:] if cell["cell_type"] == "markdown" and not is_note(cell)]
    codes = [cell["source"] for cell in notebook(lesson)[1:] if cell["cell_type"] == "code"]
    asked = re.findall(r"^(?:%%predict |predict\.)(\w+)$", "\n".join(codes), re.M)
    words = sum(len(re.sub(r"<[^>]+>|!\[.*?\)", " ", each).split()) for each in [*texts, *map(answer_text, asked)])
    lines = [line for code in codes for line in code.splitlines() if line.strip() and not line.startswith("# ")]
    to_make, to_modify = ("\n".join(texts).count(f"### {heading}") for heading in ("Make", "Modify"))
    reckoned = words / 150 + len(lines) / 10 + len(asked) / 2 + 4 * to_make + 2 * to_modify
    assert int(re.search(r"About (\d+) minutes", texts[0])[1]) == pytest.approx(reckoned, abs=3)


def is_note(cell):
    return cell["metadata"]["slideshow"]["slide_type"] == "notes"


# Lesson 1: a number that remembers.


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


# Lesson 2: a sum.

ALL_RIGHT, NOT_ALL_RIGHT = "no mistake was found.", "not all is right."


@pytest.fixture(scope="module")
def sums():
    return run(sources(2))


def before_the_cell(part, lesson):
    """The names that are there after the cell with that part has run, and no later one."""
    codes = sources(lesson)
    (last,) = [n for n, code in enumerate(codes) if part in code]
    return run(codes[: last + 1]).names


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
    _run_cell(run(sources(2)).cell("x.grad, y.grad").source, names)
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


# Lesson 3: a product.


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


# Lesson 4: powers, and the rest of arithmetic.


@pytest.fixture(scope="module")
def powers():
    return run(sources(4))


def test_lesson_4_each_row_of_the_tables_has_the_slopes_of_the_rule(powers):
    for part, most in (('print("x", "x**2"', 3), ("slope(x, 4)", 4)):
        rows = [list(map(int, row.split())) for row in powers.cell(part).printed.splitlines() if row[0].isdigit()]
        assert rows == [[x, *(n * x ** (n - 1) for n in range(2, most + 1))] for x in (1, 2, 3, 10)]


def test_lesson_4_both_recordings_of_the_power_without_its_factor_are_marked_and_end_as_the_text_says(powers):
    one, three = map(str, powers.cell("def power").shown)
    assert "one.grad: 0 → 1\n" in one and "three.grad: 0 → 3\n" in three
    assert "not all is right" in one and "not all is right" in three


def test_lesson_4_with_the_factor_and_a_wrong_exponent_only_the_square_of_1_is_right(powers):
    changed = powers.cell("def power").source.replace("self.data ** (n - 1)", "n * self.data**n")
    one, three = map(str, run(["Value = mine.pow()", changed]).ran[-1].shown)
    assert "no mistake was found" in one and "no mistake was found" not in three


def test_lesson_4_a_number_on_the_left_is_an_error_until_the_family_is_written(powers):
    assert "unsupported operand" in powers.cell("print(1 + a)").printed
    assert 1 + powers.names["Value"](2.0)


def test_lesson_4_only_zero_to_the_zero_is_computed_and_fails_on_the_way_back(powers):
    told = re.findall(r"^(\S+ \*\* \S+)\n((?:    .*\n)+)", powers.cell("edge(0.0, -1)").printed, re.M)
    lines = {power: [line.split()[0] for line in below.splitlines()] for power, below in told}
    assert len(lines) == 5 and all(found == ["data", "grad"] for power, found in lines.items() if power[:3] != "0.0")
    assert lines["0.0 ** 0"][0] == "data" != lines["0.0 ** -1"][0] and "grad" not in lines["0.0 ** 0"]
    assert told[-1][1].splitlines()[0].endswith("j)")


def test_lesson_4_the_project_s_engine_gives_a_slope_or_complains_at_once(powers):
    first, second = powers.cell("Engine(0.0)").printed.splitlines()
    assert first == "1.0 0.0" and "fractional exponent" in second


def test_lesson_4_the_test_at_its_end_has_the_answer_that_is_told(powers):
    assert powers.names["y"].data == 25 and "x.grad: 0 + (-1 × -10) = 10" in str(powers.cell("d = 1 - x").value)


# Lesson 5: relu, the gate.


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


# Lesson 6: backward.

KEEPS = """
def backward(self):
    order, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for operand in value._prev:
                visit(operand)
            order.append(value)

    visit(self)
    self.grad = 1.0
    for value in reversed(order):
        value._backward()

Value.backward = backward
"""  # and clears nothing, as the class of the lecture


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


@pytest.mark.parametrize(("clears", "second"), [(True, "54.0"), (False, "72.0")])
def test_lesson_6_a_second_call_brings_54_or_72_with_engines_that_are_found_right(walks, clears, second):
    engine = closure_engine.source_after(6) + ("" if clears else f"\n{KEEPS}")
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


# Lesson 6: why backwards.


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


def values_from(root):
    seen, waiting = {root}, [root]
    while waiting:
        new = set(waiting.pop()._prev) - seen
        seen |= new
        waiting += new
    return seen


# Lesson 8: the engine room.

NEURON = [-1.5, 1.0, 0.5, 0.0, 0.5]  # the gradients of x1, w1, x2, w2, b
SCORES = [0.0, 3.0, -2.0, 1.0]


@pytest.fixture(scope="module")
def room():
    """The lesson without its cells on PyTorch and on time; nothing of the learner's is kept, and the engine is
    afterwards as it was.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MICROGRAD_PROGRESS", "off")
        patch.setattr(Engine, "ln", None, raising=False)
        yield run(sources(8, without=("import torch", "perf_counter")))


@pytest.mark.parametrize(("exercise", "operations"), [("backward", ()), ("exp", ("exp",)), ("tanh", ("exp", "tanh"))])
def test_the_class_that_a_cell_brings_has_the_operations_that_were_made_by_then(exercise, operations):
    value = run([f"Value = mine.{exercise}()"]).names["Value"]
    assert [name for name in ("exp", "tanh") if hasattr(value, name)] == [*operations]


def test_the_bug_of_tanh_hides_at_0_and_shows_at_1(room):
    at_0, at_1 = room.cell("def soft").shown
    assert "no mistake was found" in str(at_0) and "not all is right" in str(at_1)
    assert predict.soft_shows("at 1").right


def test_the_neurons_sum_its_result_and_its_slope_are_those_of_the_text(room):
    played = str(room.cell("viz.animate(o").value)
    assert "n = s + b   -6 + 6.881 = 0.8814" in played and "tanh(0.8814) = 0.7071" in played
    assert "n.grad: 0 + (0.5 × 1) = 0.5" in played and "w2.grad: 0 + (0 × 0.5) = 0" in played


@both_languages
def test_the_neurons_gradients_are_those_of_the_table_as_one_operation_and_in_parts(room, language):
    (table,) = re.findall(
        r"^\| \| `x1` \| `w1` \| `x2` \| `w2` \| `b` \|\n.*\n\|[^|]+\|(.*)\|$", text(8, language), re.M
    )
    assert [float(number) for number in table.split("|")] == NEURON
    rows = room.cell("def in_parts").printed.splitlines()
    assert [ast.literal_eval(row) for row in rows] == [NEURON, NEURON]


@pytest.mark.parametrize(
    ("name", "true"),
    [("exp_zero", 3), ("tanh_neuron_bias", 0.5), ("largest_at", -0.5), ("dot_boxes", 5), ("log_undoes", 1)],
)
def test_what_is_predicted_comes_out_round(name, true):
    assert getattr(predict, name)(123).true == pytest.approx(true)


def test_the_cell_that_is_asked_about_the_bias_shows_no_gradient_of_the_others(room):
    assert room.cell("# tanh_neuron_bias").value == (0.7071, 0.5)


def test_the_cell_that_is_asked_about_the_fourth_score_shows_what_is_predicted(room):
    assert room.cell("# softmax_chosen").value == pytest.approx(predict.softmax_chosen(123).true, abs=1e-4)


def test_the_gradient_of_w_is_largest_where_the_sum_is_0_and_nearly_gone_at_2(room):
    def gradient(b):
        return 0.5 * (1 - math.tanh(1.0 * 0.5 + b) ** 2)

    assert max((-2 + k / 100 for k in range(401)), key=gradient) == pytest.approx(-0.5)
    assert gradient(2) < 0.05 * gradient(-0.5)
    assert 'viz.explore("out = tanh(w * x + b)", w=Value(1.0), x=Value(0.5)' in room.cell("tanh(w * x + b)").source


@pytest.mark.parametrize(
    ("part", "boxes", "said"),
    [
        ("constants=False", 7, (r"Seven with the class of the series", "用本系列的類別，從兩個變成七個")),
        ("many = w1 * 3.0", 13, ("Thirteen boxes", "十三個方框")),
        ("def dot", 5, ("Three weights, the bias and the result", "三個權重、一個偏差，加上結果")),
    ],
)
def test_the_pictures_have_as_many_boxes_as_the_text_says(room, part, boxes, said):
    assert values_of(room.cell(part).value) == boxes
    for words, language in zip(said, WORDS):
        assert words in "\n".join([text(8, language), answer("tanh_apart", language), why("dot_boxes", language)])


def test_of_the_thirteen_boxes_five_are_products_and_partial_sums(room):
    many = run(room.cell("many = w1 * 3.0").source.split("viz.")[:1], {"Engine": Engine}).names["many"]
    made = [value for value in values_from(many) if value._prev and value is not many]
    assert sorted(value._op for value in made) == ["*", "*", "*", "+", "+"]


def test_the_lines_of_every_operation_that_mention_a_gradient_are_laid_side_by_side(room):
    names, lines = [], []
    for line in room.cell("import inspect").printed.splitlines():
        (lines if line.startswith(" ") else names).append(line.strip())
    assert names == ["__add__", "__mul__", "__pow__", "relu", "exp", "tanh"]
    assert len(lines) >= len(names) and all(".grad" in line for line in lines)


STYLES = {
    "other names": ("def __add__(me, you):", "    new = type(me)(me.data + you.data, (me, you), '+')", "    def way():", "        me.grad = me.grad + new.grad", "        you.grad = you.grad + new.grad", "    new._backward = way", "    return new"),
    "elsewhere": ("def __add__(self, other):", "    return add(self, other)"),
}  # fmt: skip


@pytest.mark.parametrize(("style", "count"), [("other names", 2), ("elsewhere", 0)])
def test_a_learners_own_lines_are_laid_side_by_side_whatever_they_look_like(room, style, count):
    code = "\n".join(STYLES[style])
    linecache.cache["<my add>"] = (len(code), None, code.splitlines(keepends=True), "<my add>")
    names = {}
    exec(compile(code, "<my add>", "exec"), names)
    value = type("Value", (run(["Value = mine.tanh()"]).names["Value"],), {"__add__": names["__add__"]})
    laid = run([room.cell("import inspect").source], {"Value": value})
    del linecache.cache["<my add>"]
    add, _ = laid.ran[0].printed.split("__mul__")
    assert add.splitlines()[0] == "__add__" and len(add.splitlines()) == 1 + count


def test_relu_is_one_line_in_the_engine_and_the_way_back_of_all_is_two(room):
    relu, _, backward = room.cell("(Engine.relu, Engine._backward)").printed.partition("def _backward")
    (function,) = ast.parse(relu.replace("    def", "def", 1)).body
    assert len(function.body) == 2  # the explanation, and one line
    assert backward.split("\n")[-4].strip() == "for operand, local in zip(self._prev, self._local):"
    assert backward.split("\n")[-3].strip() == "operand.grad += local * self.grad"


def test_a_chain_of_50000_values_is_no_trouble_for_the_engine():
    y = x = Engine(1.0)
    for _ in range(50_000):
        y = y + 0.5
    y.backward()
    assert x.grad == 1


def test_the_gradient_of_a_score_is_its_probability_minus_1_for_the_right_one(room):
    probabilities = room.cell("for p in probabilities]").value
    exps = [math.exp(score) for score in SCORES]
    assert probabilities == [round(each / sum(exps), 4) for each in exps] == [0.0418, 0.839, 0.0057, 0.1135]
    gradients = room.names["gradients"](SCORES, right=3)
    assert gradients == [*probabilities[:3], round(probabilities[3] - 1, 4)]
    assert sum(gradients) == pytest.approx(0, abs=1e-4)
    assert predict.softmax_chosen(123).true == pytest.approx(gradients[3], abs=1e-4)


def test_the_cell_to_try_scores_in_shows_no_number_that_was_asked_for(room):
    shown = room.cell("right=3)").value
    assert len(shown) == 4 and not {*shown} & {*room.names["gradients"](SCORES, right=3)}


def test_three_of_the_gradients_are_shown_before_the_fourth_is_predicted(room):
    loss, gradients = room.cell("-probabilities[3].log()").printed.splitlines()
    assert ast.literal_eval(gradients.partition(" ")[2]) == room.cell("for p in probabilities]").value[:3]
    assert float(loss.split()[1]) == pytest.approx(-math.log(0.1135), abs=1e-3)


def test_with_64_inputs_a_neuron_has_257_boxes_or_66(room):
    assert room.cell("[1.0] * 64").value == (257, 66)
    assert room.names["many"].data == room.names["one"].data
    assert "257 and 66." in answer("dot_64") and "257 個和 66 個。" in answer("dot_64", "zh-TW")


def test_the_products_of_closures_wait_and_the_engines_are_freed_at_once(room):
    closures, engine = room.cell("import weakref").printed.splitlines()
    assert closures.endswith("False") and engine.endswith("True")


def test_the_graph_that_is_timed_has_more_than_30000_values(monkeypatch):
    (code,) = [code for code in sources(8) if "perf_counter" in code]
    timed, sizes, history = run([code.partition("print(")[0]]), [], Engine._history
    monkeypatch.setattr(Engine, "_history", lambda value: sizes.append(len(found := history(value))) or found)
    timed.names["seconds"](Engine)
    assert len(sizes) == 1 and sizes[0] > 30_000


PYTORCH = re.compile(r"PyTorch \d+\.\d+[^`]*```text\n(.*?)```", re.DOTALL)


@pytest.mark.slow
@both_languages
def test_pytorch_prints_what_was_recorded_of_it(language):
    required("torch")
    (code,) = [code for code in sources(8) if "import torch" in code]
    (recorded,) = PYTORCH.findall(text(8, language))
    assert run([code]).ran[0].printed == recorded


def test_what_was_recorded_of_pytorch_is_what_the_neuron_gave():
    (recorded,) = PYTORCH.findall(text(8))
    assert [ast.literal_eval(line) for line in recorded.splitlines()] == [0.7071, NEURON]


def test_where_pytorch_is_missing_the_lesson_says_where_its_output_stands(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    (code,) = [code for code in sources(8) if "import torch" in code]
    assert run([code]).ran[0].printed == "PyTorch is not installed here. What it prints stands below.\n"


@both_languages
def test_the_checks_of_the_blank_page_stand_in_the_order_in_which_they_are_learned_and_find_the_class_right(language):
    named = re.findall(r"`check\.(\w+)\(Value\)`", text(8, language))
    assert named == sorted(named, key=list(EXERCISES).index)
    assert {*named} == {"value", "add", "mul", "pow", "operators", "relu", "backward", "backward_twice", "exp", "tanh"}
    written = [closure_engine.source_after(6), *(EXERCISES[name].solution for name in ("exp", "tanh"))]
    value = run(["import math", *written, "Value.exp, Value.tanh = exp, tanh"]).names["Value"]
    assert [getattr(check, name)(value).outcome for name in named] == ["right"] * len(named)


# Lesson 7


@pytest.fixture(scope="module")
def seventh():
    return run(sources(7))


def test_lesson_7_counts_its_parameters(seventh):
    assert "A network with 105 parameters" in text(7) and len(seventh.names["network"]([8, 8, 1]).parameters()) == 105
    assert seventh.cell("print(len(model.parameters()))").printed == "37\n"


def test_lesson_7_walks_too_timidly_just_so_and_too_boldly(seventh):
    bowl, walk = seventh.names["bowl"], seventh.names["walk"]
    timid, bold, exploding = ([bowl(*place) for place in walk(rate)] for rate in (0.01, 0.2, 0.26))
    assert timid[-1] > timid[0] / 5
    assert bold[-1] < bold[0] / 50 and len({v > -0.5 for _, v in walk(0.2)}) == 2  # from side to side
    assert all(after > before for before, after in pairwise(exploding[3:]))


def test_lesson_7_trains_four_examples_step_by_step(seventh):
    names = dict(seventh.names)
    for part in ["xs = [[", *["rows.append"] * 25]:  # the cell of the step is run again and again
        _run_cell(seventh.cell(part).source, names)
    losses = [float(row.split()[1]) for row in names["rows"]]
    assert losses[-1] < losses[0] / 50 and losses[12] > losses[20]
    assert [round(p.data) for p in names["predictions"]] == names["ys"]


def test_lesson_7_finds_the_old_slope(seventh):
    assert "The old slope, -18," in Path(ROOT / "exercises/answers/en.json").read_text(encoding="utf-8").replace(
        "−", "-"
    )
    assert "w.grad: -18" in repr(seventh.cell("viz.record(error)").value)


def test_lesson_7_draws_its_boundary(seventh):
    right, of = seventh.cell("right += 1").printed.split("/")
    assert int(right) >= 57 and int(of) == 60


def test_lesson_7_tells_the_truth_about_dead_units(seventh):
    names = dict(seventh.names)
    layers = lambda: dead_units(read_network(names["broken"]), names["points"])  # noqa: E731
    _run_cell(seventh.cell("def one_step").source, names)
    before = set(layers())
    _run_cell(seventh.cell("one_step(broken, 0.3)").source, names)
    after = set(layers())
    assert {unit for unit in before if unit[0] == 0} <= after, "for good"
    assert any(layer == 0 for layer, _ in before) and any(layer == 1 for layer, _ in before - after), "some come back"
