"""The gradients that a mistake gives on a graph that was drawn."""

from collections.abc import Iterator, Sequence

from exercises.flawed_engine import Flaw, as_read, backwards, gradients
from exercises.flaws import FLAWS_OF_ALL, FLAWS_OF_THE_ORDER, VALID_ORDERS, flaws_of_an_operation
from exercises.practice.random_graphs import Drawn

_OPERATIONS = ("+", "-", "*", "**", "ReLU")


def ways_of(drawn: Drawn, mistake: str) -> Iterator[tuple[float, ...]]:
    """The gradients of all nodes that a mistake may give, in each of its forms; first where all operations have it.

    Args:
        drawn: the graph.
        mistake: its name in docs/misconceptions.md.
    """
    kinds = [flaw for kind in _OPERATIONS for flaw in flaws_of_an_operation(kind)]
    for name, flaw in (*FLAWS_OF_ALL, *FLAWS_OF_THE_ORDER, *kinds):
        if name == mistake:
            for each in _in_valid_orders(flaw):
                found: Sequence[float] | None = gradients(drawn.graph, drawn.slopes, each)
                if found is not None and all(x == x for x in found):
                    yield tuple(found)


def _in_valid_orders(flaw: Flaw) -> Iterator[Flaw]:
    """The flaw; where it matters who comes last, in each of the usual orders."""
    is_of_the_last = any(part[0] == "write" for part in flaw)
    for reading in VALID_ORDERS if is_of_the_last else (as_read,):
        in_order: Flaw = {"order": backwards(reading)}
        yield in_order | flaw
