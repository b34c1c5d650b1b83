"""Whether Values were taken for others that hold the same number."""

from collections.abc import Set

from viz.values.graph import Graph


def are_taken_for_one(graph: Graph, missing: Set[int]) -> bool:
    """Whether those that are missing are explained by that: each has the number of one that is there, or is used by
    none but such that are missing.

    Args:
        graph: a graph.
        missing: the places of the nodes that were left out; some of them are.
    """
    numbers = {node.number for i, node in enumerate(graph.nodes) if i not in missing}
    users = [{i for i, node in enumerate(graph.nodes) if k in node.operands} for k in range(len(graph.nodes))]
    return all(graph.nodes[k].number in numbers or (users[k] and users[k] <= missing) for k in missing)
