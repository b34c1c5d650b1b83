"""What a lesson's text says of its cells is what they really give. One section for each lesson.

The cells of one notebook run in one process, without Jupyter. Nothing here is timed: work is counted in steps.
"""

import ast
import contextlib
import io
import math
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import viz
from exercises import check, closure_engine, hint, mine, predict, progress, solution
from explorers import Shown as Explorer
from micrograd.engine import Value as Engine
from pages import shown_in
from requirements_of_ci import required
from test_lessons_structure import WORDS, cells

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


def sources(lesson, start=None, end=None, without=()):
    """The code of a lesson's cells from one heading to another, apart from the first cell and those with some words."""
    found, inside = [], start is None
    for cell in notebook(lesson)[1:]:
        if cell["cell_type"] == "markdown":
            inside = (inside or f"{cell['source']}\n".startswith(f"{start}\n")) and not (end and end in cell["source"])
        elif inside and not any(words in cell["source"] for words in without):
            found.append(re.sub(r"\A%%predict \w+\n", "", cell["source"]))
    assert found, "the headings have changed"
    return found


def run(codes):
    """The Run of these cells in one namespace."""
    shown = []
    names = {"__name__": "__main__", "display": lambda *things: shown.extend(things)}
    names |= {"viz": viz, "check": check, "hint": hint, "mine": mine, "predict": predict}
    names |= {"progress": progress, "solution": solution}
    ran = []
    for code in codes:
        shown.clear()
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value = _run_cell(code, names)
        ran.append(Ran(code, printed.getvalue(), value, tuple(shown)))
    return Run(ran, names)


def _run_cell(code, names):
    body = ast.parse(code).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
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


# Lesson 6: why backwards.


@pytest.fixture(scope="module")
def towers():
    value = closure_engine.source_after(6)
    return run([value, *sources(6, start="## Why backwards?", end="## How deep?")])


@pytest.mark.parametrize(("storeys", "said"), [(3, 8), (12, 4096), (18, 262144)])
def test_the_paths_of_a_tower_are_as_many_as_the_lesson_says_and_double_with_each_storey(towers, storeys, said):
    tower, every_path = (towers.names[name] for name in ("tower", "every_path"))
    x, top = tower(storeys)
    top.backward()
    assert every_path(top) == x.grad == said == 2**storeys


def test_the_picture_of_the_tower_has_three_storeys(towers):
    assert values_of(towers.cell("tower(3)\nviz.label").value) == 4


def test_every_path_finds_what_backward_finds(towers):
    assert towers.cell("every_path(top), x.grad").value == (8.0, 8.0)


def test_the_prediction_is_the_number_of_paths(towers):
    assert predict.tower_paths(1).true == 2**12


def test_the_walk_takes_thousands_of_times_fewer_steps_than_all_paths(towers):
    names = dict(towers.names)
    exec(towers.cell("def every_path").source, names)
    steps = counted(names, "every_path")
    _, top = names["tower"](18)
    names["every_path"](top)
    arrows = sum(len(value._prev) for value in values_from(top))
    assert arrows == 36 and len(steps) > 2**18
    assert 2**18 / arrows > 1000 and len(steps) / arrows > 1000


@both_languages
def test_the_two_counts_stand_in_the_text(language):
    assert re.search(r"262,144 .*\b36 ", text(6, language))


def test_each_tower_is_measured_and_drawn(towers):
    cell = towers.cell("viz.plots.paths_and_walk")
    storeys, paths, walk = (towers.names[name] for name in ("storeys", "paths", "walk"))
    assert storeys == [4, 8, 12, 16, 18] and len(cell.printed.splitlines()) == len(paths) == len(walk) == 5
    assert "towers of 4 to 18 storeys" in str(cell.value)


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
    """The lesson without its cells on PyTorch and on time; the engine is afterwards as it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "log", Engine.log)
        yield run(sources(8, without=("import torch", "perf_counter")))


def test_the_bug_of_tanh_hides_at_0_and_shows_at_1(room):
    at_0, at_1 = room.cell("def soft").shown
    assert "no mistake was found" in str(at_0) and "not all is right" in str(at_1)


def test_the_neurons_sum_its_result_and_its_slope_are_those_of_the_text(room):
    played = str(room.cell("viz.animate(o, ask=True)").value)
    assert "n = s + b   -6 + 6.881 = 0.8814" in played and "tanh(0.8814) = 0.7071" in played
    assert "n.grad: 0 + (0.5 × 1) = 0.5" in played


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
    [
        ("tanh_neuron_bias", 0.5),
        ("tanh_neuron_weight", 1),
        ("tanh_apart", 0.5),
        ("local_product", 10),
        ("log_undoes", 1),
    ],
)
def test_what_is_predicted_comes_out_round(name, true):
    assert getattr(predict, name)(123).true == pytest.approx(true)


def test_the_gradient_of_w_is_largest_where_the_sum_is_0_and_nearly_gone_at_2(room):
    def gradient(b):
        return 0.5 * (1 - math.tanh(1.0 * 0.5 + b) ** 2)

    assert max((-2 + k / 100 for k in range(401)), key=gradient) == pytest.approx(-0.5)
    assert gradient(2) < 0.05 * gradient(-0.5)
    assert 'viz.explore("out = tanh(w * x + b)", w=Value(1.0), x=Value(0.5)' in room.cell("tanh(w * x + b)").source


@pytest.mark.parametrize(
    ("part", "boxes", "said"),
    [
        ("constants=False", 7, ("Seven", "七個")),
        ("many = w1 * 3.0", 13, ("Thirteen", "十三個")),
        ("def dot", 5, ("Five boxes", "五個方框")),
    ],
)
def test_the_pictures_have_as_many_boxes_as_the_text_says(room, part, boxes, said):
    assert values_of(room.cell(part).value) == boxes
    assert all(re.search(f"^{words}", text(8, language), re.M) for words, language in zip(said, WORDS))


def test_all_closures_begin_and_end_alike_and_differ_in_between(room):
    lines = room.cell("closure_engine.Value).splitlines()").printed.splitlines()
    between = [re.fullmatch(r"(?:self|other)\.grad \+= (.+) \* out\.grad", line)[1] for line in lines]
    assert len(set(between)) >= 4


def test_relu_takes_seven_lines_with_a_closure_and_one_in_the_engine(room):
    with_a_closure = [line for line in closure_engine.source_of("relu").splitlines() if line.strip()]
    relu, _, backward = room.cell("(Engine.relu, Engine._backward)").printed.partition("def _backward")
    (function,) = ast.parse(relu.replace("    def", "def", 1)).body
    assert len(with_a_closure) == 7 and len(function.body) == 2  # the explanation, and one line
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
    gradients = room.cell("right=3)").value
    assert gradients == [*probabilities[:3], round(probabilities[3] - 1, 4)]
    assert sum(gradients) == pytest.approx(0, abs=1e-4)
    assert predict.softmax_chosen(123).true == pytest.approx(gradients[3], abs=1e-4)


def test_three_of_the_gradients_are_shown_before_the_fourth_is_predicted(room):
    loss, gradients = room.cell("-probabilities[3].log()").printed.splitlines()
    assert ast.literal_eval(gradients.partition(" ")[2]) == room.cell("for p in probabilities]").value[:3]
    assert float(loss.split()[1]) == pytest.approx(-math.log(0.1135), abs=1e-3)


def test_with_64_inputs_a_neuron_has_257_boxes_or_66(room):
    assert room.cell("[1.0] * 64").value == (257, 66)
    assert room.names["many"].data == room.names["one"].data
    assert "257 and 66." in text(8) and "257 個和 66 個。" in text(8, "zh-TW")


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
