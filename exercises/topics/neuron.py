"""A neuron: weighted inputs, a bias, a gate."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import MethodType
from typing import Any

from exercises.evaluation import go_back, near
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
from exercises.near_names import missing, near_name
from exercises.origin import LearnersClass
from exercises.rows import compared
from exercises.stubs import lacks
from exercises.verdict import NOTHING_RETURNED, Row, Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import paragraph, short_repr

_SIZES = (2, 3, 1, 5)
_CASES = (  # weights, bias, inputs; the gate is open, closed, open, open, closed
    ((3.0, -1.0), 0.5, (1.0, -2.0)),
    ((-1.0, 1.0), 0.5, (1.0, -2.0)),
    ((0.5, -2.0, 1.5), -0.25, (-1.0, -0.5, 2.0)),
    ((-2.0,), 3.0, (0.75,)),
    ((0.25, 0.5, -1.0), -1.0, (2.0, -2.0, 0.5)),
)

_NO_WEIGHTS = Text("network.no weights")
_ONE_OBJECT = Text("network.one object")
_ALL_ALIKE = Text("network.all alike")
_NOT_RANDOM = Text("network.not random")
_NOT_A_VALUE = Text("network.not a value")
_ANOTHER_TIME = Text("network.another time")
_OLD_OUTPUT = Text("network.old output")
_INPUTS_CHANGED = Text("network.inputs changed")
_SHARED = Text("network.shared")
_LINEAR = Text("network.linear")
_TANH = Text("network.tanh")
_NO_BIAS = Text("network.no bias")
_GATE_FIRST = Text("network.gate first")
_OUTPUT = Text("network.output")
_GRADIENTS = Text("network.gradients")
_INPUTS = Text("network.inputs")
_PARAMETERS = Text("network.parameters")
_NO_PARAMETERS = Text("network.no parameters")
_RIGHT = Text("network.neuron right")
_NO_SWITCH, _SWITCH = Text("network.no switch"), Text("network.switch")
_SWITCHED_OFF = Text("network.switched off")


@dataclass(frozen=True)
class _Output:
    """What a neuron gave.

    Attributes:
        neuron: the learner's neuron.
        weights, bias, inputs: its numbers.
        out: what it returned.
    """

    neuron: Any
    weights: Sequence[float]
    bias: float
    inputs: Sequence[float]
    out: Any

    @property
    def weighted(self) -> float:
        return sum(w * x for w, x in zip(self.weights, self.inputs))

    @property
    def true(self) -> float:
        return max(0.0, self.weighted + self.bias)

    def is_near(self, number: float) -> bool:
        return near(as_float(self.out.data), number)

    def row(self) -> Row:
        asked = ", ".join(f"{x:g}" for x in self.inputs)
        return compared(f"neuron([{asked}])", as_float(self.out.data), self.true)


def _examine(make: LearnersClass) -> Verdict:
    misnamed = [name for name in ("__init__", "__call__") if lacks(make, name) and near_name(make, name)]
    verdict = missing(make, *misnamed, "__call__") or _of_the_weights(make)
    if verdict:
        return verdict
    verdict = _of_the_outputs(_outputs(make)) or _of_the_parameters(make) or _of_the_switch(make)
    return verdict or right(_RIGHT if hasattr(make(1), "nonlin") else paragraph([_RIGHT, _NO_SWITCH]))


def _outputs(make: LearnersClass) -> list[_Output]:
    """What neurons give in the cases, as far as they run: a wrong output is told before an error."""
    outputs: list[_Output] = []
    for weights, bias, inputs in _CASES:
        neuron = make(len(weights))
        for value, x in zip([*neuron.w, neuron.b], [*weights, bias]):
            value.data = x
        try:
            outputs.append(_Output(neuron, weights, bias, inputs, neuron(list(inputs))))
        except Exception:
            if not outputs or _of_the_outputs(outputs) is None:
                raise
            break
    return outputs


def _of_the_weights(make: LearnersClass) -> Verdict | None:
    """The Verdict on what a new neuron consists of."""
    neurons = {nin: make(nin) for nin in _SIZES}
    counts = set()
    for nin, neuron in neurons.items():
        w, b = getattr(neuron, "w", None), getattr(neuron, "b", None)
        if not isinstance(w, (list, tuple)) or not all(map(is_value_like, [*w, b])):
            return wrong(_NO_WEIGHTS.filled(nin=nin, given=f"{short_repr(w)}, {short_repr(b)}"))
        counts.add(len(w))
    if len(counts) == 1:
        return mistaken("ignores nin")
    for nin, neuron in neurons.items():
        if len(neuron.w) != nin:
            return wrong(_NO_WEIGHTS.filled(nin=nin, given=f"{short_repr(neuron.w)}, {short_repr(neuron.b)}"))
        if len(set(map(id, [*neuron.w, neuron.b]))) <= nin:
            return wrong(_ONE_OBJECT)
    if len({id(value) for neuron in neurons.values() for value in [*neuron.w, neuron.b]}) < sum(_SIZES) + len(_SIZES):
        return wrong(_SHARED)
    numbers = [[value.data for value in neuron.w] for neuron in (neurons[5], make(5))]
    if len(set(numbers[0])) == 1:
        return wrong(_ALL_ALIKE.filled(given=short_repr(numbers[0][0])))
    return wrong(_NOT_RANDOM) if numbers[0] == numbers[1] else None


def _of_the_outputs(outputs: Sequence[_Output]) -> Verdict | None:
    for each in outputs:
        if each.out is None:
            return wrong(NOTHING_RETURNED)
        if isinstance(each.out, MethodType):
            return mistaken("not called")
        if not is_value_like(each.out):
            return wrong(_NOT_A_VALUE.filled(given=short_repr(each.out)))
    wrong_ones = [each for each in outputs if not each.is_near(each.true)]
    if wrong_ones:
        said = next((said for said, of in _WRONG_OUTPUTS if all(each.is_near(of(each)) for each in outputs)), _OUTPUT)
        return wrong(said, rows=[each.row() for each in wrong_ones])
    return _of_further_calls(outputs) or _of_the_gradients(outputs) or _of_the_inputs(outputs)


def _of_further_calls(outputs: Sequence[_Output]) -> Verdict | None:
    """The Verdict where a call leaves something behind that another one finds."""
    for each in outputs:
        given = list(each.inputs)
        again = each.neuron(given)
        if not near(as_float(getattr(again, "data", None)), each.true):
            return wrong(_ANOTHER_TIME)
        if given != list(each.inputs):
            return wrong(_INPUTS_CHANGED)
        before = each.neuron.b.data
        each.neuron.b.data = before + 8  # the gate is open then
        moved = each.neuron(list(each.inputs))
        each.neuron.b.data = before
        if not near(as_float(getattr(moved, "data", None)), max(0.0, each.weighted + before + 8)):
            return wrong(_OLD_OUTPUT)
    return None


_WRONG_OUTPUTS = (  # what is said, what the outputs are then
    (_LINEAR, lambda each: each.weighted + each.bias),
    (_TANH, lambda each: math.tanh(each.weighted + each.bias)),
    (_NO_BIAS, lambda each: max(0.0, each.weighted)),
    (_NO_BIAS, lambda each: each.weighted),
    (_GATE_FIRST, lambda each: max(0.0, each.weighted) + each.bias),
)


def _of_the_gradients(outputs: Sequence[_Output]) -> Verdict | None:
    open_ones = [each for each in outputs if each.true > 0]
    reached = [set(map(id, graphs.read_with_values(each.out)[1])) for each in open_ones]
    if any(id(value) not in ids for each, ids in zip(open_ones, reached) for value in [*each.neuron.w, each.neuron.b]):
        return mistaken("detached", rows=[each.row() for each in open_ones[:1]])
    for each in outputs:
        values = [*each.neuron.w, each.neuron.b]
        for value in values:
            value.grad = 0.0
        go_back(each.out, own=hasattr(each.out, "backward"))
        gate = 1.0 if each.true > 0 else 0.0
        names = [*(f"w[{i}].grad" for i in range(len(each.weights))), "b.grad"]
        given = [read_gradient(value.grad).number for value in values]
        true = [gate * x for x in [*each.inputs, 1.0]]
        if not all(near(x, y) for x, y in zip(given, true)):
            return wrong(_GRADIENTS, rows=[each.row(), *map(compared, names, given, true)])
    return None


def _of_the_inputs(outputs: Sequence[_Output]) -> Verdict | None:
    """The Verdict where the inputs are Values, as those of a second layer are."""
    each = outputs[0]
    inputs = [type(each.neuron.b)(x) for x in each.inputs]
    out = each.neuron(list(inputs))
    if is_value_like(out):
        go_back(out, own=hasattr(out, "backward"))
        if all(near(read_gradient(x.grad).number, w) for x, w in zip(inputs, each.weights)):
            return None
    given = [read_gradient(x.grad).number for x in inputs]
    names = [f"x{i + 1}.grad" for i in range(len(inputs))]
    return wrong(_INPUTS, rows=list(map(compared, names, given, each.weights)))


def _of_the_parameters(make: LearnersClass) -> Verdict | None:
    for nin in _SIZES[:2]:
        neuron = make(nin)
        held = getattr(neuron, "parameters", None)
        if not callable(held):
            return wrong(_NO_PARAMETERS.filled(name="parameters()", given=short_repr(held)))
        given = held()
        own = sorted(map(id, [*neuron.w, neuron.b]))
        if not isinstance(given, (list, tuple)) or sorted(map(id, given)) != own:
            return wrong(_PARAMETERS.filled(true=nin + 1, given=short_repr(given)))
    return None


def _of_the_switch(make: LearnersClass) -> Verdict | None:
    """The Verdict on a neuron whose gate is switched off, where there is a switch."""
    neuron = make(2)
    if not hasattr(neuron, "nonlin"):
        return None
    if neuron.nonlin is not True:
        return wrong(_SWITCHED_OFF.filled(given=short_repr(neuron.nonlin)))
    neuron.nonlin = False
    for value, x in zip([*neuron.w, neuron.b], (-1.0, 2.0, -0.5)):
        value.data = x
    out = neuron([2.0, 0.5])
    given = as_float(getattr(out, "data", None))
    return None if near(given, -1.5) else wrong(_SWITCH, rows=[compared("neuron([2, 0.5])", given, -1.5)])


def _what_decides() -> str:
    """What the gradient in front of a gate hangs on: the number that goes in, or that of the gradient that arrives."""
    by_input = [_arrives(x, upstream) != 0 for x in (2.0, -2.0) for upstream in (3.0, -3.0)]
    return "input" if by_input == [True, True, False, False] else "gradient"


def _arrives(x: float, upstream: float) -> float:
    """The gradient in front of a gate."""
    _, leaves = solve(expression("a.relu() * b", a=x, b=upstream))
    return leaves["a"].grad


_NEURON = """class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = True              # whether the gate follows

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu() if self.nonlin else act

    def parameters(self):
        return self.w + [self.b]"""

EXERCISES = (
    Exercise(
        name="neuron",
        lesson=7,
        takes="class",
        examine=_examine,
        picture=picture("(w1 * x1 + w2 * x2 + b).relu()", w1=3, x1=1, w2=-1, x2=-2, b=0.5),
        solution=_NEURON,
        predictions=(
            Choice("remember_gate", ("input", "gradient", "weight"), _what_decides, ("gradient", "weight")),
            gradient_of("neuron_weight", "w", "(w * x + b).relu()", (2.0, 0.0), w=2, x=3, b=-1),
        ),
    ),
)
