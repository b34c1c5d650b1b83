"""Five engines, each from its first line to a trained network: what a course does with its class is drawn, animated,
explored, recorded and checked, and nothing of it is changed.

The tests go through a story in its order: a leaf, a sum, the lecture's expression, each operation, the checks, the
training. `-k microgpt` is the story of one engine. Then come the first lecture half way, and the mistakes.
"""

import importlib.util
import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import seed_engine
import viz
from engines_of_courses import ByHand, FirstHour, FirstLecture, Microgpt, SecondLecture, as_typed
from exercises import check
from node import node
from pages import sent
from test_viz_graph import published_engine
from test_viz_recorder import told, trace_of
from viz.values.graph import read_with_values
from viz.words import messages


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(messages, "_current", "en")


# The engines, and what each of them can do.

OPERATIONS = {  # at a = 0.5 and b = -2: the number, and the gradients of a and b
    "a + b": (-1.5, 1.0, 1.0),
    "a * b": (-1.0, -2.0, 0.5),
    "a + a": (1.0, 2.0, 0.0),
    "a * a": (0.25, 1.0, 0.0),
    "a**3": (0.125, 0.75, 0.0),
    "a**-1": (2.0, -4.0, 0.0),
    "a**0.5": (0.5**0.5, 0.5**0.5, 0.0),
    "-a": (-0.5, -1.0, 0.0),
    "a - b": (2.5, 1.0, -1.0),
    "a / b": (-0.25, -0.5, -0.125),
    "a + 3": (3.5, 1.0, 0.0),
    "a * 3": (1.5, 3.0, 0.0),
    "a - 3": (-2.5, 1.0, 0.0),
    "a / 4": (0.125, 0.25, 0.0),
    "3 * a": (1.5, 3.0, 0.0),
    "3 + a": (3.5, 1.0, 0.0),
    "3 - a": (2.5, -1.0, 0.0),
    "3 / a": (6.0, -12.0, 0.0),
    "a.relu()": (0.5, 1.0, 0.0),
    "b.relu()": (0.0, 0.0, 0.0),
    "a.tanh()": (math.tanh(0.5), 1 - math.tanh(0.5) ** 2, 0.0),
    "a.exp()": (math.exp(0.5), math.exp(0.5), 0.0),
    "a.log()": (math.log(0.5), 2.0, 0.0),
}
NUMBERS, ELSEWHERE = {"a": 0.5, "b": -2.0}, {"a": 0.75, "b": -3.5}
OF_THE_ENGINE_FILE = ("add", "mul", "pow", "operators", "relu", "backward")


@dataclass(frozen=True)
class Course:
    """One engine.

    Attributes:
        name: as in `-k`.
        load: gives the class and, where the course brings networks of its own, their module.
        activation: what stands between its layers.
        lacks: those of OPERATIONS that it has not.
        checks: those that fit.
    """

    name: str
    load: Callable
    activation: str
    lacks: set
    checks: tuple

    def expressions(self):
        return [text for text in OPERATIONS if text not in self.lacks]

    def all_in_one(self):
        return " + ".join(f"({text})" for text in self.expressions())


def published():
    """(Value, nn) of the package; its nn asks for `micrograd.engine`, and elsewhere here that is ours."""
    engine = published_engine()
    path = Path(os.environ["PUBLISHED_MICROGRAD"], "micrograd", "nn.py")
    spec = importlib.util.spec_from_file_location("published_micrograd_nn", path)
    nn = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "micrograd.engine", engine)
        spec.loader.exec_module(nn)
    return engine.Value, nn


NO_SLOTS = ('    __slots__ = ("data", "grad", "_children", "_local_grads")\n', "")
NO_CURVES = {"a.tanh()", "a.exp()", "a.log()"}
COURSES = [
    Course("seed", lambda: (seed_engine.Value, None), "relu", NO_CURVES, OF_THE_ENGINE_FILE),
    Course("published", published, "relu", NO_CURVES, OF_THE_ENGINE_FILE),
    Course(
        "first lecture",
        lambda: (FirstLecture, None),
        "tanh",
        {"3 + a", "3 - a", "3 / a", "a.relu()", "b.relu()", "a.log()"},
        ("add", "mul", "pow", "tanh", "exp", "backward"),
    ),
    Course("second lecture", lambda: (SecondLecture, None), "relu", NO_CURVES, OF_THE_ENGINE_FILE),
    Course("microgpt", lambda: (Microgpt, None), "relu", {"a.tanh()"}, (*OF_THE_ENGINE_FILE, "exp")),
    Course(
        "microgpt without slots",
        lambda: (as_typed(Microgpt, NO_SLOTS), None),
        "relu",
        {"a.tanh()"},
        (*OF_THE_ENGINE_FILE, "exp"),
    ),
]


@pytest.fixture(params=COURSES, ids=lambda course: course.name)
def course(request):
    return request.param


@pytest.fixture
def make(course):
    return course.load()[0]


def computed(text, make, numbers=None):
    """(root, leaves) of an expression of a and b."""
    leaves = {name: make(x) for name, x in (numbers or NUMBERS).items()}
    return eval(text, {}, leaves), leaves


def lecture(a, b, c, f):
    return (a * b + c) * f


LECTURE = {"a": 2.0, "b": -3.0, "c": 10.0, "f": -2.0}  # in the graph: a 0, b 1, e 2, c 3, d 4, f 5, L 6
LECTURE_ELSEWHERE = {"a": 0.5, "b": 4.0, "c": -1.0, "f": 3.0}


def of_lecture(make):
    return lecture(**{name: make(x) for name, x in LECTURE.items()})


def symbols(graph):
    return [node.op for node in graph.nodes if node.operands]


def doubts(animation):
    return [text for caption in animation.captions for text in caption.doubts]


def findings(animation):
    return [text for caption in animation.captions for text in caption.findings]


def ends_with_no_mistake(animation):
    end = animation.captions[-1].title
    return end == "The end: no mistake was found." and not findings(animation) and not doubts(animation)


def final_gradients(animation):
    held = {i: node.grad for i, node in enumerate(animation.graph.nodes)}
    for step in animation.steps:
        held |= {i: step.after for i, _ in step.cleared} if step.kind == "clear" else {}
        held |= {step.value: step.after} if step.kind in ("seed", "contribution", "write") else {}
    return list(held.values())


def gradients_of(root):
    return [value.grad for value in read_with_values(root)[1]]


# The pictures.


def test_a_leaf_is_drawn(make):
    picture = viz.draw(make(2.0))
    assert picture.description.splitlines()[1].startswith("2: data 2.0, grad 0")
    assert [(node.op, node.operands) for node in picture.graph.nodes] == [("", ())]


@pytest.mark.parametrize(
    "text, symbol, told",
    [("a + b", "+", "0.5 + (-2)"), ("b + a", "+", "-2 + 0.5"), ("a * b", "*", "0.5*(-2)"), ("b * a", "*", "-2*0.5")],
)
def test_an_operation_is_drawn_with_its_symbol_and_its_operands_in_order(make, text, symbol, told):
    root, leaves = computed(text, make)
    graph = viz.draw(root).graph
    drawn = graph.nodes[-1]
    assert (drawn.op, drawn.order_known) == (symbol, True)
    assert [graph.nodes[k].data for k in drawn.operands] == [leaves[text[0]].data, leaves[text[-1]].data]
    assert viz.draw(root).description.splitlines()[-1].startswith(f"{told}: data")


@pytest.mark.parametrize("x", [2.0, 1.0, 0.0])
def test_numbers_that_fit_a_sum_and_a_product_mislead_nobody(make, x):
    for text, symbol in {"a + b": "+", "a * b": "*", "a + a": "+", "a * a": "*", "a + 0": "+", "a * 1": "*"}.items():
        root, _ = computed(text, make, {"a": x, "b": x})
        assert symbols(viz.draw(root).graph) == [symbol], text


@pytest.mark.parametrize("text, x", [("a**2", 2.0), ("a**2", 1.0), ("a**2", 0.0), ("a**3", 0.0)])
def test_a_power_is_never_taken_for_another_operation(course, make, text, x):
    symbol = symbols(viz.draw(computed(text, make, {"a": x})[0]).graph)[0]
    told = (
        [text[1:], "?", ""] if "microgpt" in course.name else [text[1:]]
    )  # which keeps only numbers, and these may fit
    assert symbol in told


ANIMATED = """
forward: 2*(-3)   2 * (-3) = -6
forward: 2*(-3) + 10   -6 + 10 = 4
forward: v7 = (2*(-3) + 10) * (-2)   4 * (-2) = -8
backward: seed the root, v7.grad = 1   v7.grad: 0 → 1
v7 hands a gradient to 2*(-3) + 10   (2*(-3) + 10).grad: 0 + (-2 × 1) = -2
v7 hands a gradient to -2   (-2).grad: 0 + (4 × 1) = 4
2*(-3) + 10 hands a gradient to 2*(-3)   (2*(-3)).grad: 0 + (1 × -2) = -2
2*(-3) + 10 hands a gradient to 10   (10).grad: 0 + (1 × -2) = -2
2*(-3) hands a gradient to 2   (2).grad: 0 + (-3 × -2) = 6
2*(-3) hands a gradient to -3   (-3).grad: 0 + (2 × -2) = -4
"""


def lines_of(animation):
    return [line.partition(". ")[2] for line in animation.to_text().splitlines()]


def test_the_expression_of_the_lecture_is_animated(make):
    animation = viz.animate(of_lecture(make))
    assert lines_of(animation)[1:] == ANIMATED.strip().splitlines()
    assert doubts(animation) == findings(animation) == [] and "?" not in symbols(animation.graph)
    assert final_gradients(animation) == [6.0, -4.0, -2.0, -2.0, -2.0, 4.0, 1.0]


def test_the_expression_of_the_lecture_is_recorded(make):
    animation = viz.record(of_lecture(make))
    backward = [line for line in ANIMATED.strip().splitlines() if not line.startswith("forward")]
    assert lines_of(animation)[1:-1] == backward
    assert ends_with_no_mistake(animation)


def test_every_operation_is_animated_and_recorded_with_its_true_numbers(course, make):
    for text in course.expressions():
        root, leaves = computed(text, make)
        number, *gradients = OPERATIONS[text]
        animated, recorded = viz.animate(root), viz.record(root)
        assert root.data == pytest.approx(number)
        assert doubts(animated) == [] and ends_with_no_mistake(recorded), f"{text}\n{recorded.to_text()}"
        assert not {"", "?"} & set(symbols(animated.graph)), text
        assert [leaf.grad for leaf in leaves.values()] == [0.0, 0.0]
        root.backward()
        assert [leaf.grad for leaf in leaves.values()] == pytest.approx(gradients), text
        assert final_gradients(animated) == pytest.approx(gradients_of(root)), text
        assert final_gradients(recorded) == gradients_of(root), text


@pytest.mark.multiplies(3)
def test_pictures_change_nothing(course, make):
    root, _ = computed(course.all_in_one(), make)
    values = read_with_values(root)[1]
    for _ in ("as made", "after backward"):
        before, of_class = trace_of(values), dict(vars(make))
        viz.draw(root), viz.animate(root), viz.record(root)
        viz.explore(lecture, **{name: make(x) for name, x in LECTURE.items()})
        assert trace_of(values) == before
        assert vars(make).keys() == of_class.keys() and all(vars(make)[key] is of_class[key] for key in of_class)
        root.backward()


# The explorer. The page's own evaluator runs in Node.

IN_THE_PAGE = """
import { readFileSync } from "node:fs"
const { evaluate, knows } = await import(process.argv[1])
const answers = JSON.parse(readFileSync(0, "utf-8")).map(([graph, leaves]) => {
  const unknown = graph.symbols.filter((symbol, i) => graph.operands[i].length && !knows(symbol, graph.operands[i].length))
  if (unknown.length) return { unknown }
  const { data, grads, undefinedAt } = evaluate(graph, leaves)
  return { unknown, data: [...data], grads: [...grads], undefinedAt }
})
console.log(JSON.stringify(answers))
"""


def in_the_page(cases):
    """What the page computes for each (graph, {index of a leaf: its number})."""
    path = (Path(viz.__file__).parent / "outputs" / "js" / "evaluator.js").as_uri()
    command = [node(), "--input-type=module", "-e", IN_THE_PAGE, path]
    ran = subprocess.run(command, input=json.dumps(cases), capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def explored(function, leaves):
    return sent(viz.explore(function, **leaves).to_html())


def as_case(page, numbers):
    at = {index: numbers[label] for index, label, _ in page["leaves"]}
    return page["graph"], at | {int(i): x for i, x in page["fixed"].items()}


def test_sliders_compute_in_the_page_what_the_class_computes(course, make):
    def all_operations(**leaves):
        return eval(course.all_in_one(), {}, leaves)

    cases, expected = [], []
    for function, *places in ((lecture, LECTURE, LECTURE_ELSEWHERE), (all_operations, NUMBERS, ELSEWHERE)):
        page = explored(function, {name: make(x) for name, x in places[0].items()})
        assert page["unordered"] == []
        for numbers in places:
            root = function(**{name: make(x) for name, x in numbers.items()})
            root.backward()
            cases.append(as_case(page, numbers))
            expected.append(([value.data for value in read_with_values(root)[1]], gradients_of(root)))
    for (data, grads), found in zip(expected, in_the_page(cases), strict=True):
        assert found["unknown"] == [] and found["undefinedAt"] == []
        assert found["data"] == pytest.approx(data) and found["grads"] == pytest.approx(grads)


# The checks.


@pytest.mark.multiplies(3)
def test_the_checks_that_fit_say_right(course, make):
    for name in course.checks:
        result = getattr(check, name)(make)
        assert (result.outcome, result.mistake) == ("right", None), repr(result)


def test_a_logarithm_is_right_by_the_numbers_of_a_plain_function():
    assert check.operation(Microgpt, "log", truth=math.log).outcome == "right"


# A network: three inputs, two neurons, one output. Each value but the parameters is used once in the loss of a point.
# So the gradients have the same last bits in whichever order a set gives its operands.

POINTS = [((2.0, 3.0, -1.0), 1.0), ((3.0, -1.0, 0.5), -1.0), ((0.5, 1.0, 1.0), -1.0), ((1.0, 1.0, -1.0), 1.0)]
SEED, RATE, MOST_STEPS = 29, 0.05, 100
LOOKED_AT = 3  # the step in whose middle somebody looks


class Network:
    """Of any class that has `+` and `*`."""

    def __init__(self, make, activation):
        chance = random.Random(SEED)
        self.make, self.activation = make, activation
        self.rows = [[make(chance.uniform(-1, 1)) for _ in range(size)] for size in (4, 4, 3)]

    def __call__(self, inputs):
        inputs = [self.make(x) for x in inputs]
        hidden = [getattr(_weighted(row, inputs), self.activation)() for row in self.rows[:2]]
        return _weighted(self.rows[2], hidden)

    def parameters(self):
        return [p for row in self.rows for p in row]


def _weighted(row, inputs):
    *weights, total = row
    for w, x in zip(weights, inputs):
        total = total + w * x
    return total


def network_of(course, make, nn):
    if nn is None:
        return Network(make, course.activation)
    before = random.getstate()
    random.seed(SEED)
    model = nn.MLP(3, [2, 1])
    random.setstate(before)
    return model


def loss_of(model, points):
    loss, *others = [(model(inputs) - wanted) ** 2 for inputs, wanted in points]
    for other in others:
        loss = loss + other
    return loss


def trained(course, look=lambda value: None):
    """(model, losses) of a plain loop until the loss has fallen below a tenth; look is called in the middle."""
    model, losses = network_of(course, *course.load()), []
    while not losses or losses[-1] >= min(0.1, losses[0] / 10):
        assert len(losses) < MOST_STEPS, losses[:: MOST_STEPS // 10]
        whole = loss_of(model, POINTS)
        losses.append(whole.data)
        looks = look if len(losses) == LOOKED_AT else lambda value: None
        for p in model.parameters():
            p.grad = 0.0
        looks(whole)
        for point in POINTS:
            loss = loss_of(model, [point])
            looks(loss)
            loss.backward()
        for p in model.parameters():
            p.data -= RATE * p.grad
        looks(whole)  # its numbers are no longer those of its leaves
    return model, losses


def test_a_network_is_trained_and_its_loss_is_drawn_and_recorded(course):
    model, losses = trained(course)
    assert losses[-1] < 0.1 < losses[0]
    for p in model.parameters():
        p.grad = 0.0
    loss = loss_of(model, POINTS)
    graph = viz.draw(loss).graph
    assert len(graph.nodes) == graph.total > 90 and not {"", "?"} & set(symbols(graph))
    assert all(node.order_known for node in graph.nodes)
    assert doubts(viz.animate(loss)) == []
    recorded = viz.record(loss)
    assert ends_with_no_mistake(recorded), recorded.to_text()
    assert all(p.grad == 0.0 for p in model.parameters())
    loss.backward()
    assert gradients_of(loss) == pytest.approx(final_gradients(recorded))


@pytest.mark.slow
@pytest.mark.multiplies(3)
def test_looking_in_the_middle_changes_nothing_about_a_training(course):
    looks = []

    def look(value):
        values = read_with_values(value)[1]
        before = trace_of(values)
        looks.append((viz.draw(value), viz.animate(value), viz.record(value)))
        assert trace_of(values) == before

    undisturbed, watched = trained(course), trained(course, look)
    assert len(looks) == 2 + len(POINTS)
    assert watched[1] == undisturbed[1]
    assert [p.data for p in watched[0].parameters()] == [p.data for p in undisturbed[0].parameters()]


# The first lecture half way.


def test_before_there_are_gradients_the_picture_says_that_the_order_of_a_set_is_unknown():
    assert viz.draw(FirstHour(2.0)).description.splitlines()[1] == "2: data 2.0"
    picture = viz.draw(FirstHour(2.0) + FirstHour(-3.0))
    graph = picture.graph
    assert symbols(graph) == ["+"] and not graph.nodes[-1].order_known
    assert sorted(graph.nodes[k].data for k in graph.nodes[-1].operands) == [-3.0, 2.0]
    assert "The order of these operands is not known" in picture.svg


def test_before_there_are_gradients_the_true_passes_are_animated_and_explored():
    root = of_lecture(FirstHour)
    animation = viz.animate(root)
    assert doubts(animation) == []
    data = [node.data for node in animation.graph.nodes]
    assert dict(zip(data, final_gradients(animation))) == {2: 6, -3: -4, -6: -2, 10: -2, 4: -2, -2: 4, -8: 1}
    page = explored(lecture, {name: FirstHour(x) for name, x in LECTURE.items()})
    [found] = in_the_page([as_case(page, LECTURE)])
    assert found["unknown"] == [] and found["data"] == page["data"] and found["grads"] == page["grads"]
    with pytest.raises(TypeError, match="no way back yet"):
        viz.record(root)


def neuron_of_the_lecture(make):
    """(x1, x2, w1, w2, b, the values in between, o)"""
    x1, x2, w1, w2, b = map(make, (2.0, 0.0, -3.0, 1.0, 6.8813735870195432))
    x1w1, x2w2 = x1 * w1, x2 * w2
    both = x1w1 + x2w2
    n = both + b
    return [x1, x2, w1, w2, b, x1w1, x2w2, both, n, n.tanh()]


BY_HAND = [-1.5, 0.5, 1.0, 0.0, 0.5, 0.5, 0.5, 0.5, 0.5, 1.0]


def test_what_is_called_by_hand_is_seen_in_the_pictures():
    values = neuron_of_the_lecture(ByHand)
    o = values[-1]
    recorded = viz.record(o)
    assert ends_with_no_mistake(recorded), recorded.to_text()
    assert [v.grad for v in values] == [0.0] * 10
    o.grad = 1.0
    for called in reversed(values):
        called._backward()
        place = {id(v): i for i, v in enumerate(read_with_values(o)[1])}
        drawn = viz.draw(o).graph.nodes
        assert [drawn[place[id(v)]].grad for v in values] == [v.grad for v in values]
    assert [v.grad for v in values] == pytest.approx(BY_HAND, abs=1e-12)
    assert gradients_of(o) == pytest.approx(final_gradients(recorded))


def test_pictures_of_a_class_with_rules_to_be_called_by_hand_change_nothing():
    values = neuron_of_the_lecture(ByHand)
    for _ in range(2):
        before, of_class = trace_of(values), dict(vars(ByHand))
        viz.draw(values[-1]), viz.animate(values[-1]), viz.record(values[-1])
        assert trace_of(values) == before and dict(vars(ByHand)) == of_class
        values[-1].grad = 1.0
        for value in reversed(values):
            value._backward()


def test_the_same_numbers_come_of_the_backward_of_the_lecture():
    values = neuron_of_the_lecture(FirstLecture)
    values[-1].backward()
    assert [v.grad for v in values] == pytest.approx(BY_HAND, abs=1e-12)


@pytest.mark.parametrize("name", ["add", "mul"])
def test_a_check_leads_to_the_line_that_lets_no_plain_number_in(name):
    result = getattr(check, name)(ByHand)
    assert (result.outcome, result.mistake) == ("raised", None), repr(result)
    assert f"in __{name}__" in repr(result) and "has to be made of it first" in result.message


@pytest.mark.parametrize("name", ["add", "mul", "tanh"])
def test_rules_that_let_plain_numbers_in_are_right_before_there_is_a_backward(name):
    changes = [(line, f"        other = other if isinstance(other, Value) else Value(other)\n{line}") for line in SUMS]
    result = getattr(check, name)(as_typed(ByHand, *changes))
    assert (result.outcome, result.mistake) == ("right", None), repr(result)


SUMS = [f"        out = Value(self.data {sign} other.data" for sign in "+*"]


def test_tanh_may_be_put_together_from_exp():
    def in_parts(x):
        e = (2 * x).exp()
        return (e - 1) / (e + 1)

    whole, x = FirstLecture(0.8814), FirstLecture(0.8814)
    whole.tanh().backward()
    root = in_parts(x)
    recorded = viz.record(root)
    assert ends_with_no_mistake(recorded), recorded.to_text()
    root.backward()
    assert x.grad == pytest.approx(whole.grad)


@pytest.mark.parametrize("engine", [SecondLecture, Microgpt])
def test_a_class_from_a_bare_namespace_is_left_as_it_was_too(engine):
    make = as_typed(engine, module=None)  # exec(source, {}): its __module__ is "builtins"
    a = make(3.0)
    root = a * a
    viz.record(root)
    assert (a.grad, root.grad) == (0, 0)


# Mistakes, one at a time, in microgpt's engine and in that of the second lecture.

WITH_EXP = (
    "    def backward(self):",
    """    def exp(self):
        out = Value(math.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
        return out

    def backward(self):""",
)
OF_THE_BASE = "other * self.data ** (other - 1)"


def order_of_first_sight(operands):
    visits = f"                for child in v.{operands}:\n                    build_topo(child)\n"
    appends = "                topo.append(v)\n"
    return (visits + appends, appends + visits), ("reversed(topo)", "topo")


def recursion(turn, operands):
    goes_on = f"            for child in v.{operands}:\n                go(child)\n\n        go(self)\n"
    return (("        for v in reversed(topo):\n" + turn, "        def go(v):\n" + turn + goes_on),)


LOOP = """            for child, local_grad in zip(v._children, v._local_grads):
                child.grad += local_grad * v.grad
"""
RULE = "            v._backward()\n"


@dataclass(frozen=True)
class Mistake:
    """One mistake in two engines.

    Attributes:
        name: as in docs/misconceptions.md, or None where it has none there.
        checks: those that have to find it.
        expression: the text that exposes it, of a, b and c.
        numbers: theirs.
        told: the set of (finding, result, slot) of its recording.
        in_slopes: the changes in Microgpt.
        in_closures: the changes in SecondLecture.
    """

    name: str | None
    checks: tuple
    expression: str
    numbers: dict
    told: set
    in_slopes: tuple
    in_closures: tuple


TWO, THREE = {"a": 2.0, "b": 3.0}, {"a": 3.0}
MISTAKES = {
    "overwrite": Mistake(
        "overwrite", ("add", "mul"), "a + a", THREE, {("overwrite", 1, 1)},
        (("child.grad += ", "child.grad = "),),
        (("grad += ", "grad = "),),
    ),
    "no upstream": Mistake(
        "no upstream", ("mul", "pow"), "a * b * c", LECTURE, {("no upstream", 2, 0), ("no upstream", 2, 1)},
        (("local_grad * v.grad", "local_grad"),),
        ((" * out.grad", ""),),
    ),
    "relu passes all": Mistake(
        "relu passes all", ("relu",), "a.relu() * b", {"a": -3.0, "b": -4.0}, {("slope", 1, 0)},
        (("float(self.data > 0)", "1.0"),),
        (("(out.data > 0) * out.grad", "1.0 * out.grad"),),
    ),
    "pow not decremented": Mistake(
        "not decremented", ("pow",), "a**3", THREE, {("slope", 1, 0)},
        ((OF_THE_BASE, "other * self.data ** other"),),
        ((OF_THE_BASE, "other * self.data ** other"),),
    ),
    "exponent dropped": Mistake(
        "exponent dropped", ("pow",), "a**3", THREE, {("slope", 1, 0)},
        ((OF_THE_BASE, "self.data ** (other - 1)"),),
        ((OF_THE_BASE, "self.data ** (other - 1)"),),
    ),
    "mul not swapped": Mistake(
        "not swapped", ("mul",), "a * b", TWO, {("slope", 2, 0), ("slope", 2, 1)},
        (("(other.data, self.data)", "(self.data, other.data)"),),
        (("self.grad += other.data", "self.grad += self.data"), ("other.grad += self.data", "other.grad += other.data")),
    ),
    "exp's slope is its input": Mistake(
        "slope of the input", ("exp",), "a.exp()", TWO, {("slope", 1, 0)},
        (("(self,), (math.exp(self.data),)", "(self,), (self.data,)"),),
        (WITH_EXP, ("self.grad += out.data * out.grad", "self.grad += self.data * out.grad")),
    ),
    "exp's slope is 1": Mistake(
        "no local slope", ("exp",), "a.exp()", TWO, {("slope", 1, 0)},
        (("(self,), (math.exp(self.data),)", "(self,), (1.0,)"),),
        (WITH_EXP, ("self.grad += out.data * out.grad", "self.grad += 1.0 * out.grad")),
    ),
    "preorder": Mistake(  # a 0, 3 1, x 2, 10 3, 10 x 4, 5 5, 5 x 6: wrong in whichever order a set gives its operands
        "preorder / BFS", ("backward",), "(lambda x: x * 10 + x * 5)(a * 3)", TWO, {("too early", 2, 0)},
        order_of_first_sight("_children"),
        order_of_first_sight("_prev"),
    ),
    "recursion": Mistake(  # the same values
        "recursion", ("backward",), "(lambda x: x * 10 + x * 5)(a * 3)", TWO,
        {("too early", 2, 0), ("twice", 2, 0), ("twice", 2, 1)},
        recursion(LOOP, "_children"),
        recursion(RULE, "_prev"),
    ),
    "not reversed": Mistake(
        "not reversed", ("backward",), "(a * b + c) * f", LECTURE, {("too early", 2, 0), ("too early", 4, 0)},
        (("reversed(topo)", "topo"),),
        (("reversed(topo)", "topo"),),
    ),
    "root not seeded": Mistake(
        "root not seeded", ("backward",), "a * b", TWO, {("root not seeded", 2, 0)},
        (("self.grad = 1\n", "pass\n"),),
        (("self.grad = 1\n", "pass\n"),),
    ),
}  # fmt: skip
IN_BOTH = [(Microgpt, "in_slopes"), (SecondLecture, "in_closures")]


@pytest.fixture(params=IN_BOTH, ids=["microgpt", "second lecture"])
def mistaken(request):
    """A function: a Mistake -> the class that makes it."""
    engine, changes = request.param
    return lambda mistake: as_typed(engine, *getattr(mistake, changes))


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_recording_marks_the_step_in_which_the_mistake_is_made(mistaken, mistake):
    root, _ = computed(mistake.expression, mistaken(mistake), mistake.numbers)
    recorded = viz.record(root)
    assert told(recorded.steps) == mistake.told, recorded.to_text()
    assert recorded.captions[-1].title == "The end: not all is right."
    assert "wrong" in {finding.name for finding in recorded.steps[-1].findings}
    assert doubts(recorded) == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_true_passes_are_animated_whatever_the_class_does(mistaken, mistake):
    root, _ = computed(mistake.expression, mistaken(mistake), mistake.numbers)
    right, _ = computed(mistake.expression, as_typed(SecondLecture, WITH_EXP), mistake.numbers)
    animated = viz.animate(root)
    right.backward()
    assert doubts(animated) == [] and not {"", "?"} & set(symbols(animated.graph))
    assert final_gradients(animated) == pytest.approx(gradients_of(right))


@pytest.mark.multiplies(9)
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_check_gives_the_mistake_its_name(mistaken, mistake):
    for name in mistake.checks:
        result = getattr(check, name)(mistaken(mistake))
        assert (result.outcome, result.mistake) == ("wrong", mistake.name), repr(result)


@pytest.mark.parametrize("make", [Microgpt, as_typed(SecondLecture, WITH_EXP)], ids=["microgpt", "second lecture"])
def test_the_engines_are_right_but_for_their_mistakes(make):
    for mistake in MISTAKES.values():
        assert ends_with_no_mistake(viz.record(computed(mistake.expression, make, mistake.numbers)[0]))
    for name in {name for mistake in MISTAKES.values() for name in mistake.checks}:
        assert getattr(check, name)(make).outcome == "right", name
