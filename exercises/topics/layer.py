"""A layer: several neurons that look at the same inputs."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from exercises.bytecode import makes_functions
from exercises.evaluation import go_back, near
from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.near_names import missing, near_name
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.numbers import as_float, or_nan, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import short_repr

_SIZES = ((2, 3), (3, 2), (4, 5))
_INPUTS = (1.5, 0.25, 2.0, 3.0, 0.5)  # as many as there are; all above 0, so that gates are open

_OUTPUTS = Text("network.outputs")
_SWAPPED = Text("network.swapped")
_IGNORES_NOUT = Text("network.ignores nout")
_ONE_NEURON = Text("network.one neuron")
_ALL_BY_ONE = Text("network.all by one")
_PARAMETERS = Text("network.parameters")
_PARAMETERS_AGAIN = Text("network.parameters again")
_ALIKE = Text("network.layer alike")
_OTHER_OUTPUTS = Text("network.other outputs")
_RIGHT = Text("network.layer right")


@dataclass(frozen=True)
class _Layer:
    """A layer that was made and called.

    Attributes:
        layer: the learner's.
        nin, nout: its sizes.
        outputs: what it gave for nin inputs.
        error: the exception that came instead.
    """

    layer: Any
    nin: int
    nout: int
    outputs: Any = None
    error: Exception | None = None

    @property
    def count(self) -> int | None:
        """How many outputs there are, None where it is no list of Values."""
        return _count(self.outputs)

    @property
    def parameters(self) -> Any:
        return self.layer.parameters() if callable(getattr(self.layer, "parameters", None)) else None

    @property
    def true(self) -> int:
        """How many parameters there should be."""
        return self.nout * (self.nin + 1)

    def is_swapped(self) -> bool:
        """Whether it is a layer of nin neurons with nout inputs."""
        outputs, parameters = None, None
        with suppress(Exception):
            outputs, parameters = self.layer(list(_INPUTS[: self.nout])), self.parameters
        return _count(outputs) == self.nin and _count(parameters) == self.nin * (self.nout + 1)


def _count(things: object) -> int | None:
    return len(things) if isinstance(things, (list, tuple)) and all(map(is_value_like, things)) else None


def _examine(make: LearnersClass) -> Verdict:
    misnamed = [name for name in ("__init__", "__call__") if lacks(make, name) and near_name(make, name)]
    verdict = missing(make, *misnamed, "__call__")
    if verdict:
        return verdict
    layers = [_called(make, nin, nout) for nin, nout in _SIZES]
    return _of_the_sizes(layers) or _of_the_neurons(layers) or right(_RIGHT)


def _called(make: LearnersClass, nin: int, nout: int) -> _Layer:
    layer = make(nin, nout)
    try:
        return _Layer(layer, nin, nout, layer(list(_INPUTS[:nin])))
    except Exception as error:
        return _Layer(layer, nin, nout, error=error)


def _of_the_sizes(layers: Sequence[_Layer]) -> Verdict | None:
    if all(each.is_swapped() for each in layers):
        return wrong(_SWAPPED)
    if layers[0].error is not None:
        raise layers[0].error
    if all(each.outputs is None and each.error is None for each in layers):
        return wrong(NOTHING_RETURNED)
    counts = [each.count for each in layers if each.error is None]
    if len(counts) > 1 and counts[0] is not None and set(counts) == {counts[0]}:
        return wrong(_IGNORES_NOUT)
    for_each = [(_count(each.parameters) or 0) / (each.count or each.nout) for each in layers]
    if for_each[0] > 1 and set(for_each) == {for_each[0]}:
        return mistaken("ignores nin")
    for each in layers:
        if each.error is not None:
            raise each.error
        if each.count != each.nout:
            return wrong(_OUTPUTS.filled(nin=each.nin, nout=each.nout, given=short_repr(each.outputs)))
        if _count(each.parameters) is None:
            return wrong(_PARAMETERS.filled(true=each.true, given=short_repr(each.parameters)))
    return None


def _of_the_neurons(layers: Sequence[_Layer]) -> Verdict | None:
    reached = [_reached(each) for each in layers]
    if not any(ids for each in reached for ids in each):
        first, again = layers[0].parameters, layers[0].parameters
        if not any(p is q for p, q in zip(first, again)):  # copies, made anew in each call
            return wrong(_PARAMETERS.filled(true=layers[0].true, given=short_repr(first)))
        return mistaken("detached")
    if all(len(set(ids)) == 1 and len(ids[0]) <= each.nin + 1 for each, ids in zip(layers, reached)):
        if any(len(set(map(id, each.parameters))) != each.true for each in layers):
            return wrong(_ONE_NEURON)
        of_the_last = [{id(p) for p in each.parameters[-each.nin - 1 :]} for each in layers]
        is_late = makes_functions(type(layers[0].layer)) and [ids[0] for ids in reached] == of_the_last
        return mistaken("late binding") if is_late else wrong(_ALL_BY_ONE)
    for each in layers:
        given, different = len(each.parameters), len(set(map(id, each.parameters)))
        if different < given:
            return wrong(_PARAMETERS_AGAIN.filled(given=given, different=different, true=each.true))
        if given != each.true:
            return wrong(_PARAMETERS.filled(true=each.true, given=f"{given}"))
    if all(_begins_alike(each, ids) for each, ids in zip(layers, reached)):
        return wrong(_ALIKE)
    return None if all(map(_is_right, layers)) else wrong(_OTHER_OUTPUTS)


def _begins_alike(each: _Layer, reached: Sequence[frozenset[int]]) -> bool:
    """Whether the parameters of all neurons have the same numbers."""
    numbers = {id(p): or_nan(as_float(p.data)) for p in each.parameters}
    return len({tuple(sorted(map(numbers.__getitem__, ids))) for ids in reached}) == 1


def _reached(each: _Layer) -> list[frozenset[int]]:
    """Of each output which of the layer's parameters it was computed from."""
    own = set(map(id, each.parameters))
    return [frozenset(own & set(map(id, graphs.read_with_values(out)[1]))) for out in each.outputs]


def _is_right(each: _Layer) -> bool:
    """Whether each output, with all gates open, is the inputs weighted with parameters of its own, and one more."""
    for k, p in enumerate(each.parameters):
        p.data = 1.0 + 0.125 * k
    slopes = sorted([*_INPUTS[: each.nin], 1.0])
    used: list[int] = []
    for out in each.layer(list(_INPUTS[: each.nin])):
        for p in each.parameters:
            p.grad = 0.0
        go_back(out, own=hasattr(out, "backward"))
        own = [(p, read_gradient(p.grad).number or 0.0) for p in each.parameters]
        own = [(p, slope) for p, slope in own if slope]
        used += [id(p) for p, _ in own]
        if len(own) != len(slopes) or not all(map(near, sorted(slope for _, slope in own), slopes)):
            return False
        if not near(as_float(out.data), sum(p.data * slope for p, slope in own)):
            return False
    return len(set(used)) == len(used)


EXERCISES = (
    Exercise(
        name="layer",
        lesson=7,
        takes="class",
        examine=_examine,
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
