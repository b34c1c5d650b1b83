"""The graphs of an exam: each has one relu, a product, and a value that goes into two results."""

import random
from collections.abc import Callable

from exercises.practice.random_graphs import Drawn, Shape, gradient_of, random_graph

FEWEST, MOST = 4, 7  # operations
_FORMS = ("{x} + {y}", "{x} + {y}", "{x} - {y}", "{x} * {y}", "{x} * {y}", "{x} * {y}", "{x} ** 2")


def exam_graph(rng: random.Random, gate: str, also: Callable[[Drawn], bool] = lambda drawn: True) -> Drawn:
    """A graph whose relu is in that state.

    Args:
        rng: decides; the same one in the same state gives the same graph.
        gate: one of exercises.practice.random_graphs.GATES.
        also: what it has to fulfil besides.
    """

    def fits(drawn: Drawn) -> bool:
        return _is_no_trifle(drawn) and _only_the_gate_has_zeros(drawn) and also(drawn)

    return random_graph(rng, Shape(_FORMS, (FEWEST, MOST), gate), fits)


def _is_no_trifle(drawn: Drawn) -> bool:
    nodes = drawn.graph.nodes
    into = [len({result for result, _ in drawn.uses(i)}) for i in range(len(nodes))]
    return any(node.op == "*" for node in nodes) and max(into) > 1


def _only_the_gate_has_zeros(drawn: Drawn) -> bool:
    """Whether no gradient is 0 but that of a result that a gate alone has used: what lies before it has other ways."""
    nodes = drawn.graph.nodes
    gated = {node.operands[0] for node in nodes if node.op == "ReLU"}
    zeros = [i for i, node in enumerate(nodes) if gradient_of(node) == 0]
    return all(i in gated and nodes[i].operands and len(drawn.uses(i)) == 1 for i in zeros)
