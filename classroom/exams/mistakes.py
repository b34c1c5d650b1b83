"""The mistakes that an exam asks for: which gradients each gives on a graph, and which graphs tell them apart."""

import random
from dataclasses import dataclass

from classroom.exams.exam_graphs import exam_graph
from exercises.practice.random_graphs import GATES, LARGEST, Drawn, gradient_of
from exercises.practice.wrong_gradients import ways_of

OFFERED = (
    "overwrite", "no upstream", "no local slope", "out's value", "one side", "not swapped", "sign of sub",
    "exponent dropped", "not decremented", "relu passes all", "relu gates on the gradient", "relu scales by value",
    "preorder / BFS", "recursion",
)  # fmt: skip
CHOICES = 4  # from which one chooses
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
    drawn = exam_graph(rng, gate, also=lambda drawn: len(others_for(drawn, mistake)) >= CHOICES - 1)
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
