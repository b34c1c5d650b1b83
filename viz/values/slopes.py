"""The local slopes of a graph: as its operations are known to have them, or as the objects themselves have recorded
them.
"""

from collections.abc import Sequence

from viz.values.graph import Graph, Node
from viz.values.operands import ValueLike
from viz.values.operations import Slopes, contradicts, true_slopes
from viz.values.recorder import own_slopes


def local_slopes(graph: Graph) -> list[Slopes]:
    """For each node the true local slope of each operand, or None where they are not known.

    The rule of the operation knows them, otherwise the object that recorded them. A rule is not asked where an
    operand was changed after the forward pass: what was computed then is what the object remembers.
    """
    return [_slopes_of(graph, node) for node in graph.nodes]


def known_slopes(graph: Graph, values: Sequence[ValueLike]) -> tuple[list[Slopes], set[int]]:
    """(the true local slopes of each node as in local_slopes, the indices of those that only its `_backward` knows)."""
    slopes = local_slopes(graph)
    own: set[int] = set()
    for i, node in enumerate(graph.nodes):
        operands = [values[k] for k in node.operands if k is not None]
        if operands and slopes[i] is None and node.order_known and len(operands) == len(node.operands):
            slopes[i] = own_slopes(values[i], operands)
            if slopes[i] is not None:
                own.add(i)
    return slopes, own


def recorded_slopes(graph: Graph) -> list[Slopes]:
    """For each node its local derivatives as the object recorded them, otherwise as the rule of its operation gives
    them.
    """
    return [_recorded_slopes_of(graph, node) for node in graph.nodes]


def _slopes_of(graph: Graph, node: Node) -> Slopes:
    operands = [None if k is None else graph.nodes[k].number for k in node.operands]
    known = node.order_known and not contradicts(node.op, operands, node.number, node.rounding)
    found = true_slopes(node.op, operands) if known else None
    return node.local and tuple(map(float, node.local)) if found is None else found


def _recorded_slopes_of(graph: Graph, node: Node) -> Slopes:
    if node.local is None and None not in node.operands and node.order_known:
        return true_slopes(node.op, [graph.nodes[k].number for k in node.operands if k is not None])
    return node.local
