"""The mistakes that an exam asks for: which gradients each gives on a graph, and which graphs tell them apart."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classroom.exams.random_graphs import GATES, LARGEST, Drawn, gradient_of, random_graph
from exercises.flawed_engine import Flaw, as_read, backwards, gradients
from exercises.flaws import FLAWS_OF_ALL, FLAWS_OF_THE_ORDER, VALID_ORDERS, flaws_of_an_operation

OFFERED = (
    "overwrite", "no upstream", "no local slope", "out's value", "one side", "not swapped", "sign of sub",
    "exponent dropped", "not decremented", "relu passes all", "relu gates on the gradient", "relu scales by value",
    "preorder / BFS", "recursion",
)  # fmt: skip
CHOICES = 4  # from which one chooses
_OPERATIONS = ("+", "-", "*", "**", "ReLU")
_NEEDS = {"relu passes all": GATES[1], "relu scales by value": GATES[0]}  # the gate at which alone it shows


@dataclass(frozen=True)
class Puzzle:
    """A graph with wrong gradients.

    Attributes:
        drawn: the graph.
        mistake: the name of what gives them.
        gradients: for each node the wrong one.
        choices: the names to choose from, in the order in which they are shown; one of them is the mistake.
    """

    drawn: Drawn
    mistake: str
    gradients: tuple[float, ...]
    choices: tuple[str, ...]

    @property
    def wrong(self) -> list[int]:
        """The nodes whose gradient is not the true one, in the order in which the way back comes to them."""
        nodes = self.drawn.graph.nodes
        return [i for i in reversed(range(len(nodes))) if self.gradients[i] != gradient_of(nodes[i])]


def puzzle(rng: random.Random, gate: str) -> Puzzle:
    """A Puzzle with one of OFFERED: a mistake whose gradients are not the true ones, and none that any other of the
    choices gives.
    """
    mistake = rng.choice([name for name in OFFERED if _NEEDS.get(name, gate) == gate])
    drawn = random_graph(rng, gate, also=lambda drawn: len(others_for(drawn, mistake)) >= CHOICES - 1)
    choices = [mistake, *rng.sample(others_for(drawn, mistake), CHOICES - 1)]
    rng.shuffle(choices)
    return Puzzle(drawn, mistake, next(ways_of(drawn, mistake)), tuple(choices))


def others_for(drawn: Drawn, mistake: str) -> list[str]:
    """The mistakes that the gradients of this one tell it from, and that would show on this graph; none where it does
    not show itself, or not with small whole numbers.
    """
    true = tuple(map(gradient_of, drawn.graph.nodes))
    shown = next(ways_of(drawn, mistake), true)
    if shown == true or any(x != int(x) or abs(x) > LARGEST for x in shown):
        return []
    found = []
    for name in OFFERED:
        ways = set(ways_of(drawn, name))
        if name != mistake and shown not in ways and ways - {true}:
            found.append(name)
    return found


def ways_of(drawn: Drawn, mistake: str) -> Iterator[tuple[float, ...]]:
    """The gradients of all nodes that a mistake may give, in each of its forms; first where all operations have it."""
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
