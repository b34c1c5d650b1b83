"""The local slopes of a graph, and how far each can be trusted: by the rule of its operation, measured by differences
of what the class itself computes, or only as the class hands them on.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from viz.values.conventions import ValueLike, number_held
from viz.values.forward import asked_without_a_trace, measured_slopes, number_of_run, run_of
from viz.values.graph import Graph, Node
from viz.values.insides import classes_read_once
from viz.values.numbers import precision_of
from viz.values.operands import operands_of
from viz.values.operations import Slopes, contradicts, operation_of, true_slopes, true_value
from viz.values.recorder import own_slopes
from viz.values.symbols import agreed_slopes, fits_some_operation
from viz.values.torch_graph import TorchValue

_BLUR_OF_DOUBLES, _BLUR_OF_SINGLES = 1e8, 1e11  # of measured slopes, see Known.blur
_BLUR_OF_NUMBERS = 1e9  # of slopes by the rule, where the class computes with singles
_NEARBY = 100  # a slope may be so many times less exact than the number


@dataclass(frozen=True)
class Known:
    """What is known of the local slopes of a Graph.

    Attributes:
        slopes: for each node the local slope of each operand, or None where it is not known.
        measured: the indices of the nodes whose slopes are differences of what their class computes.
        own: the indices of those whose slopes only the class itself says: they may be wrong.
        blur: for each node how many times less exact than double precision its slopes and numbers are.
    """

    slopes: tuple[Slopes, ...]
    measured: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    blur: tuple[float, ...] = ()

    def true(self) -> "Known":
        """The same without those that only the class itself says."""
        return replace(
            self, slopes=tuple(None if i in self.own else s for i, s in enumerate(self.slopes)), own=frozenset()
        )

    def part(self, kept: Sequence[int]) -> "Known":
        """The same of a part of the Graph: the nodes kept, by the indices that they have there."""
        index = {old: new for new, old in enumerate(kept)}
        return Known(
            tuple(self.slopes[i] for i in kept),
            frozenset(index[i] for i in self.measured if i in index),
            frozenset(index[i] for i in self.own if i in index),
            tuple(self.blur[i] for i in kept),
        )


def known_slopes(graph: Graph, values: Sequence[ValueLike], wanted: Collection[int] | None = None) -> Known:
    """What is Known of the local slopes: by the rule of each operation, else measured, else as the class has it.

    A rule is not asked where the numbers contradict it: an operand was changed after the forward pass, or the class
    computes something else. Then what the class says is all that there is.

    Args:
        graph, values: what viz.values.graph.read_with_values gives.
        wanted: the indices of the nodes whose class may be asked; None for all.
    """
    slopes = local_slopes(graph)
    asked = range(len(graph.nodes)) if wanted is None else wanted
    for i, value in enumerate(values):
        if isinstance(value, TorchValue) and slopes[i] is None:  # read by ourselves: there is no class to be asked
            slopes[i] = value._local
    unknown = [i for i in asked if graph.nodes[i].operands and slopes[i] is None and _can_be_asked(values[i])]
    for i in unknown:
        if not graph.nodes[i].op:
            slopes[i] = agreed_slopes(values[i], operands_of(values[i]), graph.nodes[i].local)
    unknown = [i for i in unknown if slopes[i] is None]
    measured, own = set[int](), set[int]()
    for i, found in _measured(graph, values, unknown):
        slopes[i] = found
        measured.add(i)
    for i in set(unknown) - measured:
        slopes[i] = _as_the_class_says(
            graph.nodes[i], values[i], [values[k] for k in graph.nodes[i].operands if k is not None]
        )
        own |= {i} if slopes[i] is not None else set()
    return Known(tuple(slopes), frozenset(measured), frozenset(own), tuple(_blurs(graph, values, measured)))


def local_slopes(graph: Graph) -> list[Slopes]:
    """For each node the true local slope of each operand by the rule of its operation, or None where none is known."""
    return [_by_the_rule(graph, node) for node in graph.nodes]


def recorded_slopes(graph: Graph) -> list[Slopes]:
    """For each node its local derivatives as the object recorded them, otherwise as the rule of its operation gives
    them.
    """
    return [_by_the_rule(graph, node) if node.local is None else node.local for node in graph.nodes]


def _by_the_rule(graph: Graph, node: Node) -> Slopes:
    operands = [None if k is None else graph.nodes[k].number for k in node.operands]
    operation = operation_of(node.op, len(operands))
    known = operation is not None and (node.order_known or not operation.ordered)
    doubtful = not known or contradicts(node.op, operands, node.number, node.rounding)
    return None if doubtful else true_slopes(node.op, operands)


def _can_be_asked(value: ValueLike) -> bool:
    return not isinstance(value, TorchValue)


def _measured(graph: Graph, values: Sequence[ValueLike], unknown: Sequence[int]) -> list[tuple[int, tuple[float, ...]]]:
    """(index, slopes) for those that the class can be asked about."""

    def found() -> list[tuple[int, tuple[float, ...]]]:
        told = []
        for i in unknown:
            numbers = [graph.nodes[k].number for k in graph.nodes[i].operands if k is not None]
            slopes = _measured_at(values[i], [x for x in numbers if x is not None], graph.nodes[i])
            told += [] if slopes is None else [(i, slopes)]
        return told

    with classes_read_once():
        return asked_without_a_trace({type(values[i]) for i in unknown}, found, otherwise=[])


def _measured_at(value: ValueLike, numbers: Sequence[float], node: Node) -> Slopes:
    """The slopes of one operation, where its class computes the same again; else an operand was changed meanwhile."""
    operands = operands_of(value)
    # Where an operation of one operand fits as well, nothing tells it from one with a number.
    with_numbers = bool(node.op) or not fits_some_operation(value, operands)
    readable = len(numbers) == len(node.operands) and node.order_known
    run = run_of(value, operands, node.op, with_numbers) if readable else None
    if run is None or not _is_near(number_of_run(run, numbers), node.number, precision_of(number_held(value))):
        return None
    return measured_slopes(run, numbers, precision_of(number_held(value)))


def _is_near(x: float | None, y: float | None, precision: float) -> bool:
    return x is not None and y is not None and abs(x - y) <= 1e4 * precision * max(abs(x), abs(y), 1e-3)


def _as_the_class_says(node: Node, value: ValueLike, operands: Sequence[ValueLike]) -> Slopes:
    if node.local is not None:
        return tuple(map(float, node.local))
    try:
        return own_slopes(value, operands) if node.order_known and len(operands) == len(node.operands) else None
    except TypeError:  # something could not be put back: it is not asked
        return None


def _blurs(graph: Graph, values: Sequence[ValueLike], measured: set[int]) -> list[float]:
    precise = [precision_of(number_held(value)) < 1e-12 for value in values]
    return [
        (_BLUR_OF_DOUBLES if exact else _BLUR_OF_SINGLES)
        if i in measured
        else max(1.0 if exact else _BLUR_OF_NUMBERS, _blur_of_its_number(graph, graph.nodes[i]))
        for i, exact in enumerate(precise)
    ]


def _blur_of_its_number(graph: Graph, node: Node) -> float:
    """How far a class's number lies from that of the rule: as inexact are the slopes, as with 2.71828 for e."""
    operands = [None if k is None else graph.nodes[k].number for k in node.operands]
    truth = true_value(node.op, operands) if operands else None
    if truth is None or node.number is None or not math.isfinite(truth) or not math.isfinite(node.number):
        return 1.0
    off = abs(truth - node.number) / max(abs(truth), 1e-300)
    return 1.0 if off < 1e-13 else _NEARBY * off / 1e-14
