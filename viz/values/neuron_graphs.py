"""The computation graph that each neuron of a network builds: read by calling the learner's own neurons, layer by
layer, without a trace.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any, TypeVar

from viz.values import graph as graphs
from viz.values.conventions import ValueLike, number_held
from viz.values.forward import Maker, asked_together, leaf_maker
from viz.values.graph import Graph
from viz.values.insides import classes_read_once, codes_within, is_library, methods_of, module_of
from viz.values.network import NetworkLike, neurons_of
from viz.values.numbers import as_float
from viz.values.operands import is_value_like, operands_of
from viz.values.restore import Restorable, Snapshot
from viz.values.unnoticed import unnoticed

MOST_CALLED, MOST_WEIGHTS = 64, 1200  # of a network, beyond which nothing is called: it would take seconds
MOST_TO_READ = 80  # values of a graph; beyond, pages swell, and nobody reads it
_MADE = ("__init__", "__new__", "__post_init__")  # leaf_maker looks at these
# Names, of whatever kind, in code that may wait, or do what nobody can take back.
_LASTING = frozenset({
    "input", "open", "exec", "eval", "breakpoint", "sleep", "os", "subprocess", "shutil", "socket", "pathlib", "Path",
    "requests", "urllib", "pickle", "threading", "Thread", "next", "write", "display", "logging", "plt",
})  # fmt: skip

_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class NeuronGraph:
    """What one call of a neuron built.

    Attributes:
        graph: its Graph; weights are called w1, w2, ..., the bias b, inputs x1, x2, ...
        parameters: the indices of the weights and the bias in it.
    """

    graph: Graph
    parameters: frozenset[int]


def neuron_graphs(model: NetworkLike, example: Sequence[float]) -> list[list[NeuronGraph | None]]:
    """The NeuronGraph of each neuron, [layer][neuron]; None where there is none to show: the neuron cannot be called,
    raises, gives no value, or makes too many of them. Of a network with too many neurons or weights [].

    Nothing that the calls do remains: they print nothing, and weights, gradients, attributes and random numbers are as
    they were.

    Args:
        model: a network that viz.values.network.read_network has read.
        example: the numbers that the first layer is given; a further one is given what the layer before gives.
    """
    neurons = [neuron for layer in neurons_of(model) for neuron in layer]
    if len(neurons) > MOST_CALLED or sum(len(list(neuron.w)) for neuron in neurons) > MOST_WEIGHTS:
        return []
    return _without_a_trace(model, lambda: list(_opened(neurons_of(model), example))) or []


def _opened(neurons: Sequence[Sequence[NetworkLike]], example: Sequence[float]) -> Iterator[list[NeuronGraph | None]]:
    inputs: list[float] | None = [float(x) for x in example]
    for layer in neurons:
        called = [_quietly(_Call, neuron, inputs) for neuron in layer]
        yield [None if call is None else _quietly(call.read) for call in called]
        numbers = [call.number for call in called if call and call.number is not None]
        inputs = numbers if len(numbers) == len(layer) else None


class _Call:
    """One call of a neuron.

    Attributes:
        number: what it gives, None where that is no number.
    """

    def __init__(self, neuron: NetworkLike, inputs: Sequence[float] | None) -> None:
        self._weights, self._bias = list(neuron.w), neuron.b
        if inputs is None or not _only_computes(neuron, [*self._weights, self._bias]):
            raise TypeError
        make = _maker(self._weights[0])
        self._inputs: list[Any] = [make(x) for x in inputs]
        self._result = neuron(list(self._inputs))
        self.number = as_float(number_held(self._result))

    def read(self) -> NeuronGraph | None:
        graph, values = graphs.read_with_values(self._result, limit=MOST_TO_READ)
        if len(values) < graph.total:
            return None
        names = {id(x): f"x{i + 1}" for i, x in enumerate(self._inputs) if is_value_like(x)}
        parameters = {id(w): f"w{i + 1}" for i, w in reversed([*enumerate(self._weights)])} | {id(self._bias): "b"}
        names |= parameters
        nodes = (replace(node, label=names.get(id(v), node.label)) for node, v in zip(graph.nodes, values))
        return NeuronGraph(
            replace(graph, nodes=tuple(nodes)), frozenset(i for i, v in enumerate(values) if id(v) in parameters)
        )


def _maker(weight: ValueLike) -> Maker:
    """What makes inputs: the class of the weights where a number is all that it takes, else they stay numbers."""
    return leaf_maker(weight, operands_of(weight)) or float


def _only_computes(neuron: NetworkLike, values: Iterable[ValueLike]) -> bool:
    """Whether calling a neuron reaches nothing that could not be put back, as far as its code and that of the values'
    operations tell: no file, no other output, nobody at the keyboard.
    """
    methods = [methods_of(cls) for cls in dict.fromkeys(map(type, [neuron, *values]))]
    waiting = [each for name, each in methods[0].items() if name == "__call__"]
    waiting += [each for of_values in methods[1:] for name, each in of_values.items() if _is_operation(name)]
    seen = set[FunctionType]()
    while waiting:
        function = waiting.pop()
        if function in seen:
            continue
        seen.add(function)
        names = {name for code in codes_within(function.__code__) for name in code.co_names}
        if not names.isdisjoint(_LASTING):
            return False
        waiting += _functions(names.difference(_MADE), [*methods, function.__globals__])
    return True


def _is_operation(name: str) -> bool:
    return name.startswith("__") and name not in _MADE


def _functions(names: Iterable[str], spaces: Iterable[Mapping[str, Any]]) -> list[FunctionType]:
    """The program's functions that bear these names."""
    held = (space.get(name) for space in spaces for name in names)
    return [each for each in held if isinstance(each, FunctionType) and not is_library(module_of(each))]


def _quietly(ask: Callable[..., _Answer], *given: object) -> _Answer | None:
    """What it gives, or None where it raises whatever: only a KeyboardInterrupt goes through."""
    try:
        return ask(*given)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def _without_a_trace(model: NetworkLike, ask: Callable[[], _Answer]) -> _Answer | None:
    """The same; afterwards all that the model reaches is as it was. Where it could not be put back nothing is asked."""
    before: Restorable | None = _quietly(Snapshot, [model])
    if before is None:
        return None
    with unnoticed():
        try:
            with classes_read_once(), asked_together():
                return _quietly(ask)
        finally:
            before.restore()
