"""Lesson 8, the engine room: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

import ast
import inspect
import linecache
import math
import re
import sys
from textwrap import indent

import pytest

from classroom.lesson import named, read
from exercises import predict
from lesson_cells import answer, both_languages, run, sources, text, values_from, values_of, why
from micrograd.engine import Value as Engine
from requirements_of_ci import required
from test_lessons_structure import WORDS

pytestmark = pytest.mark.usefixtures("lessons_in_english")


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
def test_the_lines_of_the_engine_on_the_slide_are_its_own(language):
    slides = [part.slide.get("text", "") for part in read(named("8"), language).parts]
    (lines,) = [
        found[1] for slide in slides for found in [re.search(r"```python\n(.*_local.*?)\n```", slide, re.S)] if found
    ]
    assert indent(lines, " " * 8) in inspect.getsource(Engine._backward)
