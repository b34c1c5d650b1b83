"""A multilayer perceptron: layers in a row, the last one without its gate."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.evaluation import go_back, near
from exercises.exercise import Choice, Exercise
from exercises.illustrations import picture
from exercises.near_names import missing
from exercises.origin import LearnersClass
from exercises.rows import compared
from exercises.verdict import NOTHING_RETURNED, Row, Verdict, mistaken, right, wrong
from exercises.words import Text
from micrograd.nn import MLP
from viz.values import graph as graphs
from viz.values.network import neurons_of
from viz.values.numbers import as_float, or_nan, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_SIZES = ((2, [3, 1]), (3, [4, 2, 1]), (2, [2, 3]))
_EXAMPLES = (
    (0.5, -1.0, 2.0),
    (-2.0, 1.5, 0.25),
    (1.0, 1.0, -1.0),
)  # of three inputs; the first two where there are two
_NUDGE = 1e-6

_PARAMETERS, _AGAIN = Text("network.parameters"), Text("network.parameters again")
_NO_PARAMETERS = Text("network.no parameters")
_LAYERS, _OUTPUTS, _ONE_VALUE = Text("network.no layers"), Text("network.mlp outputs"), Text("network.one value")
_LAST_GATE, _NO_GATE = Text("network.last gate"), Text("network.no gate")
_OUTPUT, _GRADIENTS = Text("network.mlp output"), Text("network.mlp gradients")
_NO_ZERO_GRAD, _NOT_ZERO = Text("network.no zero_grad"), Text("network.not zero")
_RIGHT = Text("network.mlp right")

_Numbers = list[list[tuple[list[float], float]]]  # [layer][neuron]: (weights, bias)


@dataclass(frozen=True)
class _Called:
    """A network that was made, given numbers, and called.

    Attributes:
        model: the learner's.
        nin, nouts: its sizes.
        inputs: the example.
        outputs: what it gave, as a list.
        numbers: those of its parameters.
    """

    model: Any
    nin: int
    nouts: Sequence[int]
    inputs: Sequence[float]
    outputs: list[Any]
    numbers: _Numbers

    def gives(self, gates: Callable[[int, int], bool]) -> bool:
        """Whether its outputs are those of a network with gates in these layers (layer, count of layers)."""
        true = _forward(self.numbers, self.inputs, gates)
        return all(near(as_float(out.data), y) for out, y in zip(self.outputs, true))

    def rows(self) -> list[Row]:
        true = _forward(self.numbers, self.inputs, _all_but_the_last)
        asked = ", ".join(map(plain, self.inputs))
        return [compared(f"model([{asked}])", as_float(out.data), y) for out, y in zip(self.outputs, true)]


def _all_but_the_last(layer: int, count: int) -> bool:
    return layer < count - 1


def _forward(numbers: _Numbers, x: Sequence[float], gates: Callable[[int, int], bool]) -> list[float]:
    """The outputs of a network of plain numbers."""
    values = list(x)
    for k, layer in enumerate(numbers):
        sums = [sum(w * value for w, value in zip(weights, values)) + bias for weights, bias in layer]
        values = [max(0.0, each) for each in sums] if gates(k, len(numbers)) else sums
    return values


def _examine(make: LearnersClass) -> Verdict:
    verdict = missing(make, "__init__", "__call__")
    if verdict:
        return verdict
    models = [(make(nin, list(nouts)), nin, nouts) for nin, nouts in _SIZES]
    verdict = next((v for v in (_of_the_parameters(*each) for each in models) if v), None)
    if verdict:
        return verdict
    calls = list[_Called]()
    for model, nin, nouts in models:
        called = _calls(model, nin, nouts)
        if isinstance(called, Verdict):
            return called
        calls += called
    return _of_the_numbers(calls) or _of_the_gradients(calls) or _of_zero_grad(models) or right(_RIGHT)


def _of_the_parameters(model: Any, nin: int, nouts: Sequence[int]) -> Verdict | None:
    held = getattr(model, "parameters", None)
    if not callable(held):
        return wrong(_NO_PARAMETERS.filled(name="parameters()", given=short_repr(held)))
    given = held()
    sizes = [nin, *nouts]
    true = sum((before + 1) * here for before, here in zip(sizes, nouts))
    if not isinstance(given, (list, tuple)) or not all(map(is_value_like, given)):
        return wrong(_PARAMETERS.filled(true=true, given=short_repr(given)))
    different = len(set(map(id, given)))
    if different < len(given):
        return wrong(_AGAIN.filled(given=len(given), different=different, true=true))
    return None if len(given) == true else wrong(_PARAMETERS.filled(true=true, given=f"{len(given)}"))


def _calls(model: Any, nin: int, nouts: Sequence[int]) -> list[_Called] | Verdict:
    """The network called with the examples, its parameters given numbers of which some close gates; or what is wrong
    with its shape.
    """
    try:
        layers = neurons_of(model)
        shape = [len(layer) for layer in layers]
        parameters = [[([*neuron.w], neuron.b) for neuron in layer] for layer in layers]
    except (AttributeError, TypeError):
        shape, parameters = [], []
    if shape != list(nouts):
        return wrong(_LAYERS)
    examples, calls = [list(example[:nin]) for example in _EXAMPLES], list[_Called]()
    numbers = _telling_numbers(shape, examples)
    for layer, given_layer in zip(parameters, numbers):
        for (weights, bias), (given_weights, given_bias) in zip(layer, given_layer):
            for p, x in zip([*weights, bias], [*given_weights, given_bias]):
                p.data = x
    for inputs in examples:
        given = model(inputs)
        outputs = list(given) if isinstance(given, (list, tuple)) else [given]
        if given is None:
            return wrong(NOTHING_RETURNED)
        if len(outputs) != nouts[-1] or not all(map(is_value_like, outputs)):
            return wrong(_OUTPUTS.filled(nin=nin, nouts=list(nouts), count=nouts[-1], given=short_repr(given)))
        if isinstance(given, (list, tuple)) and nouts[-1] == 1:
            return wrong(_ONE_VALUE.filled(given=short_repr(given)))
        calls.append(_Called(model, nin, nouts, inputs, outputs, numbers))
    return calls


def _telling_numbers(shape: Sequence[int], examples: Sequence[Sequence[float]]) -> _Numbers:
    """Numbers for a network with which the sum of each neuron is above 0 for some of the examples, below for others: so
    a gate that is missing, or one too many, is seen.
    """
    rng, values, numbers = random.Random(3), [list(x) for x in examples], _Numbers()
    for count in shape:
        layer = []
        for _ in range(count):
            weights = [rng.choice((-1, 1)) * rng.uniform(0.3, 1.0) for _ in values[0]]
            sums = [sum(w * x for w, x in zip(weights, each)) for each in values]
            layer.append((weights, -(min(sums) + max(sums)) / 2))
        numbers.append(layer)
        values = [_forward([layer], each, lambda layer, count: True) for each in values]
    return numbers


def _of_the_numbers(calls: Sequence[_Called]) -> Verdict | None:
    if all(each.gives(_all_but_the_last) for each in calls):
        return None
    rows = next(each.rows() for each in calls if not each.gives(_all_but_the_last))
    if all(each.gives(lambda layer, count: True) for each in calls):
        return wrong(_LAST_GATE, rows=rows)
    return wrong(_NO_GATE if all(each.gives(lambda layer, count: False) for each in calls) else _OUTPUT, rows=rows)


def _of_the_gradients(calls: Sequence[_Called]) -> Verdict | None:
    """The Verdict on networks whose numbers are right, by nudging each parameter."""
    for each in calls:
        out = each.outputs[0]
        reached = set(map(id, graphs.read_with_values(out)[1]))
        parameters = [p for layer in neurons_of(each.model) for neuron in layer for p in [*neuron.w, neuron.b]]
        if not any(id(p) in reached for p in parameters):
            return mistaken("detached", rows=each.rows())
        for p in parameters:
            p.grad = 0.0
        go_back(out, own=hasattr(out, "backward"))
        given = [or_nan(read_gradient(p.grad).number) for p in parameters]
        true = _slopes(each)
        wrong_ones = [k for k, (x, y) in enumerate(zip(given, true)) if not near(x, y, 1e-4)]
        if wrong_ones:
            rows = [compared(f"parameters()[{k}].grad", given[k], true[k]) for k in wrong_ones[:3]]
            return wrong(_GRADIENTS, rows=rows)
    return None


def _slopes(each: _Called) -> list[float]:
    """The slopes of the first output for all weights and biases, in the order of the neurons."""
    found = []
    for layer in each.numbers:
        for n, (weights, bias) in enumerate(layer):
            for k in range(len(weights) + 1):
                outputs = []
                for h in (_NUDGE, -_NUDGE):
                    layer[n] = (
                        [w + h if i == k else w for i, w in enumerate(weights)],
                        bias + h if k == len(weights) else bias,
                    )
                    outputs.append(_forward(each.numbers, each.inputs, _all_but_the_last)[0])
                layer[n] = (weights, bias)
                found.append((outputs[0] - outputs[1]) / (2 * _NUDGE))
    return found


def _of_zero_grad(models: Sequence[tuple[Any, int, Sequence[int]]]) -> Verdict | None:
    for model, _, _ in models:
        if not callable(getattr(model, "zero_grad", None)):
            return wrong(_NO_ZERO_GRAD)
        before = [p.data for p in model.parameters()]
        for p in model.parameters():
            p.grad = 1.5
        model.zero_grad()
        if any(read_gradient(p.grad).number != 0 for p in model.parameters()):
            return wrong(_NOT_ZERO)
        if [p.data for p in model.parameters()] != before:
            return wrong(_NOT_ZERO)
    return None


def _parameters() -> str:
    """How many parameters a network of two inputs, two layers of four and one output has."""
    return str(len(MLP(2, [4, 4, 1]).parameters()))


def _wakes() -> str:
    """In which layer a neuron that was closed for every example is open again after some steps of training.

    A network of two layers of two neurons, in each of which the second one is closed for both examples.
    """
    model, examples = MLP(1, [2, 2, 1]), ([1.0], [2.0])
    numbers = [1, 0, -1, -5, 1, 0, 0, -1, 0, 0.5, 1, 1, 0]  # weights and bias, neuron by neuron
    for p, x in zip(model.parameters(), numbers):
        p.data = x
    for _ in range(20):
        model.zero_grad()
        for example in examples:
            (model(example) ** 2).backward()  # type: ignore[operator]
        for p in model.parameters():
            p.data -= 0.02 * p.grad
    awake = [layer + 1 for layer in (0, 1) if any(_sums(model, x)[layer][1] > 0 for x in examples)]
    return {(): "none", (1,): "first", (2,): "second", (1, 2): "all"}[tuple(awake)]


def _sums(model: MLP, x: Sequence[float]) -> list[list[float]]:
    """What comes before the gates, [layer][neuron]."""
    values, sums = list(x), []
    for layer in model.layers[:-1]:
        sums.append([sum(w.data * v for w, v in zip(n.w, values)) + n.b.data for n in layer.neurons])
        values = [max(0.0, each) for each in sums[-1]]
    return sums


EXERCISES = (
    Exercise(
        name="mlp",
        lesson=7,
        takes="class",
        examine=_examine,
        picture=picture("p = (x * u).relu(); q = (x * v).relu(); p * s + q * t", x=1, u=2, v=-1, s=3, t=0.5),
        solution="""class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin] + nouts
        self.layers = [Layer(sizes[i], sizes[i + 1]) for i in range(len(nouts))]
        for n in self.layers[-1].neurons:
            n.nonlin = False            # a score may be below 0

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0""",
        predictions=(
            Choice("mlp_parameters", ("9", "28", "37"), _parameters, ("9", "28")),
            Choice("can_wake", ("none", "first", "second", "all"), _wakes, ("none", "all")),
        ),
    ),
)
