"""Numbers of an expression that nobody has named, such as the 2 of `2 * x`, as parts of their operations."""

from collections.abc import Iterator
from dataclasses import replace
from numbers import Real

from viz.values.graph import Graph, part


def without_constants(graph: Graph) -> tuple[Graph, tuple[int, ...]]:
    """The Graph in which each constant is a part of its operation, and the indices in graph of the nodes that it keeps.

    A constant is a leaf without a label. One that an operation cannot do without stays: all its operands are constants,
    or which of them comes first is not known.
    """
    folded = _constants(graph)
    kept = tuple(i for i in range(len(graph.nodes)) if i not in folded)
    rest = part(graph, kept)
    nodes = (
        replace(node, constants={slot: graph.nodes[k].data for slot, k in _folded_operands(graph, i, folded)})
        for i, node in zip(kept, rest.nodes)
    )
    return replace(rest, nodes=tuple(nodes), total=graph.total - len(folded), whole=(graph, kept)), kept


def _constants(graph: Graph) -> set[int]:
    """The indices of all that can be folded."""
    constants = {
        i for i, node in enumerate(graph.nodes) if not node.operands and not node.label and isinstance(node.data, Real)
    }
    constants.discard(len(graph.nodes) - 1)
    for node in graph.nodes:
        if node.operands and (all(k in constants for k in node.operands) or not node.order_known):
            constants.difference_update(k for k in node.operands if k is not None)
    return constants


def _folded_operands(graph: Graph, i: int, folded: set[int]) -> Iterator[tuple[int, int]]:
    for slot, k in enumerate(graph.nodes[i].operands):
        if k in folded and k is not None:
            yield slot, k
