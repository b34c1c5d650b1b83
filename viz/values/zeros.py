"""Finds for which number of a leaf the gradient of another value is 0, all else as it is."""

from collections.abc import Iterator, Mapping
from math import isfinite

from viz.values.graph import Graph
from viz.values.operations import true_slopes, true_value
from viz.values.passes import creation_order

_TRIED = (0.0, -10.0, 10.0, -100.0, 100.0)  # far out a gate may be closed
_NEARLY = 1e-9  # of the gradient as it is


def leaf_that_stops(graph: Graph, value: int) -> tuple[int, float] | None:
    """(a leaf with a label, a number for it) with which the gradient of that value is 0; None where none is found.

    None also where the gradient is 0 already, or an operation is not known.
    """
    now = gradient_with(graph, value, {})
    found = list(_stopping(graph, value, now)) if now else []
    return min(found, key=lambda each: len(f"{each[1]:g}"), default=None)  # of all of them the one that comes out


def _stopping(graph: Graph, value: int, now: float) -> Iterator[tuple[int, float]]:
    for leaf, node in enumerate(graph.nodes):
        if node.operands or not node.label or leaf == value or node.number is None:
            continue
        for x in (*_TRIED[:1], _by_secant(graph, value, leaf, node.number, now), *_TRIED[1:]):
            reached = None if x is None else gradient_with(graph, value, {leaf: x})
            if x is not None and reached is not None and abs(reached) <= _NEARLY * abs(now):
                yield leaf, x
                break


def gradient_with(graph: Graph, value: int, leaves: Mapping[int, float]) -> float | None:
    """The gradient of a value when some leaves hold other numbers; None where that is not known or not finite."""
    order, data = creation_order(graph), [leaves.get(i, node.number) for i, node in enumerate(graph.nodes)]
    gradients = [0.0] * len(graph.nodes)
    gradients[-1] = 1.0
    for i in order:
        node = graph.nodes[i]
        if node.operands:
            data[i] = true_value(node.op, [None if k is None else data[k] for k in node.operands])
    for i in reversed(order):
        node = graph.nodes[i]
        if not node.operands:
            continue
        slopes = true_slopes(node.op, [None if k is None else data[k] for k in node.operands])
        if slopes is None or not node.order_known:
            return None
        for k, slope in zip(node.operands, slopes):
            if k is not None:
                gradients[k] += slope * gradients[i]
    return gradients[value] if isfinite(gradients[value]) else None


def _by_secant(graph: Graph, value: int, leaf: int, x: float, now: float) -> float | None:
    """Where the gradient would be 0 if it were a straight line in that leaf."""
    beside = gradient_with(graph, value, {leaf: x + 1})
    return None if beside is None or beside == now else round(x - now / (beside - now), 9)
