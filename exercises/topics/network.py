"""A neuron and a layer of neurons."""

from collections.abc import Sequence
from typing import Any

from exercises.evaluation import go_back, near
from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_X = [1.0, -2.0]
_CASES = (
    ([3.0, -1.0], 0.5),
    ([-1.0, 1.0], 0.5),
    ([2.0, 0.25], -1.0),
)  # weights, bias; the second leaves the relu closed

_NO_WEIGHTS = Text("network.no weights")
_ONE_OBJECT = Text("network.one object")
_NOT_A_VALUE = Text("network.not a value")
_LINEAR = Text("network.linear")
_NO_BIAS = Text("network.no bias")
_OUTPUT = Text("network.output")
_GRADIENTS = Text("network.gradients")
_PARAMETERS = Text("network.parameters")
_NEURON_RIGHT = Text("network.neuron right")

_OUTPUTS = Text("network.outputs")
_ONE_NEURON = Text("network.one neuron")
_LAYER_RIGHT = Text("network.layer right")


def _examine_neuron(make: LearnersClass) -> Verdict:
    if lacks(make, "__call__"):
        return not_attempted()
    for weights, bias in _CASES:
        neuron = make(2)
        w, b = getattr(neuron, "w", None), getattr(neuron, "b", None)
        if not isinstance(w, (list, tuple)) or len(w) != 2 or not all(map(is_value_like, [*w, b])):
            return wrong(_NO_WEIGHTS.filled(given=f"{short_repr(w)}, {short_repr(b)}"))
        if w[0] is w[1]:
            return wrong(_ONE_OBJECT)
        for value, x in zip([*w, b], [*weights, bias]):
            value.data = x
        verdict = _one_case(neuron, weights, bias)
        if verdict:
            return verdict
    return _parameters_of_neuron(make(2)) or right(_NEURON_RIGHT)


def _one_case(neuron: Any, weights: Sequence[float], bias: float) -> Verdict | None:
    out = neuron(list(_X))
    if out is None:
        return wrong(NOTHING_RETURNED)
    if not is_value_like(out):
        return wrong(_NOT_A_VALUE.filled(given=short_repr(out)))
    weighted = sum(w * x for w, x in zip(weights, _X))
    true = max(0.0, weighted + bias)
    rows = [("neuron([1, -2])", "?" if as_float(out.data) is None else plain(out.data), plain(true))]
    if not near(as_float(out.data), true):
        linear, unbiased = (
            near(as_float(out.data), weighted + bias),
            near(as_float(out.data), max(0.0, weighted)) or near(as_float(out.data), weighted),
        )
        return wrong(_LINEAR if linear else _NO_BIAS if unbiased else _OUTPUT, rows=rows)
    reached = set(map(id, graphs.read_with_values(out)[1]))
    if not all(id(value) in reached for value in [*neuron.w, neuron.b]):
        return mistaken("detached", rows=rows)
    for value in [*neuron.w, neuron.b]:
        value.grad = 0.0
    go_back(out, own=hasattr(out, "backward"))
    gate = 1.0 if true > 0 else 0.0
    rows += [
        (name, plain(value.grad), plain(gate * x))
        for name, value, x in zip(("w[0].grad", "w[1].grad", "b.grad"), [*neuron.w, neuron.b], [*_X, 1.0])
    ]
    if not all(near(read_gradient(value.grad).number, gate * x) for value, x in zip([*neuron.w, neuron.b], [*_X, 1.0])):
        return wrong(_GRADIENTS, rows=rows)
    return None


def _parameters_of_neuron(neuron: Any) -> Verdict | None:
    given = neuron.parameters() if callable(getattr(neuron, "parameters", None)) else None
    if isinstance(given, (list, tuple)) and sorted(map(id, given)) == sorted(map(id, [*neuron.w, neuron.b])):
        return None
    return wrong(_PARAMETERS.filled(true=3, given=short_repr(given)))


def _examine_layer(make: LearnersClass) -> Verdict:
    if lacks(make, "__call__"):
        return not_attempted()
    layer = make(2, 3)
    outputs = layer(list(_X))
    if outputs is None:
        return wrong(NOTHING_RETURNED)
    if not isinstance(outputs, (list, tuple)) or len(outputs) != 3 or not all(map(is_value_like, outputs)):
        return wrong(_OUTPUTS.filled(given=short_repr(outputs)))
    parameters = layer.parameters() if callable(getattr(layer, "parameters", None)) else None
    if not isinstance(parameters, (list, tuple)) or not all(map(is_value_like, parameters)):
        return wrong(_PARAMETERS.filled(true=9, given=short_repr(parameters)))
    own = set(map(id, parameters))
    reached = [own & set(map(id, graphs.read_with_values(out)[1])) for out in outputs]
    if not any(reached):
        return mistaken("detached")
    if len(set(map(frozenset, reached))) == 1:
        return mistaken("late binding") if len(own) == 9 else wrong(_ONE_NEURON)
    if len(own) != 9 or len(parameters) != 9:
        return wrong(_PARAMETERS.filled(true=9, given=f"{len(parameters)}"))
    return right(_LAYER_RIGHT)


_NEURON = """class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu()

    def parameters(self):
        return self.w + [self.b]"""

EXERCISES = (
    Exercise(
        name="neuron",
        lesson=7,
        takes="class",
        examine=_examine_neuron,
        picture=picture("(w1 * x1 + w2 * x2 + b).relu()", w1=3, x1=1, w2=-1, x2=-2, b=0.5),
        solution=_NEURON,
        predictions=(gradient_of("neuron_weight", "w", "(w * x + b).relu()", (2.0, 0.0), w=2, x=3, b=-1),),
    ),
    Exercise(
        name="layer",
        lesson=7,
        takes="class",
        examine=_examine_layer,
        picture=picture(
            "p = (x * u + y * v).relu(); q = (x * s + y * t).relu(); p + q", x=1, y=-2, u=3, v=-1, s=1, t=0.5
        ),
        solution="""class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, x):
        return [n(x) for n in self.neurons]

    def parameters(self):
        return [p for n in self.neurons for p in n.parameters()]""",
        predictions=(gradient_of("layer_input", "x", "p = x * u; q = x * s; p + q", (3.0, 4.0, 12.0), x=2, u=3, s=4),),
    ),
)
