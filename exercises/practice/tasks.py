"""What can be asked about a graph that was drawn, what is true of it, and what its picture may show before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exercises.practice.random_graphs import Drawn, gradient_of
from viz.values.graph import Node
from viz.values.numbers import as_float

Given = float | str  # a number, or the name of the answer that was chosen
NUDGE = 0.01  # by so much a leaf is moved
SIGNS = ("+", "0", "-")


@dataclass(frozen=True)
class Task:
    """One question about one graph.

    Attributes:
        kind: the name of its Kind.
        number: what it is made again from, with the kind.
        drawn: the graph.
        what: "data", "grad", "sign", "slope", "arrow", "upstream", "operand", "nudge" or "next".
        node: the value that it is about.
        arrow: the arrow that it is about, (result, slot); None where it is about a value.
        true: the right answer.
        options: the answers to choose from; () where a number is typed.
        slips: {answer that is often given: the name of what gives it}; none of them is right.
        data, gradients: the nodes whose number, and whose gradient, is seen before the answer.
    """

    kind: str
    number: int
    drawn: Drawn
    what: str
    node: int
    arrow: tuple[int, int] | None
    true: Given
    options: tuple[str, ...] = ()
    slips: Mapping[Given, str] = field(default_factory=dict, hash=False)
    data: frozenset[int] = frozenset()
    gradients: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The name of the value that it is about."""
        return label(self.drawn, self.node)


def label(drawn: Drawn, i: int) -> str:
    """The name of a value; all of a graph that was drawn have one."""
    return drawn.graph.nodes[i].label


def number_of(node: Node) -> float:
    """The number of a value, of which the reference engine has one always."""
    number = as_float(node.data)
    assert number is not None
    return number


def slope_of(drawn: Drawn, arrow: tuple[int, int]) -> float:
    """The local slope on an arrow (result, slot)."""
    result, slot = arrow
    return float((drawn.slopes[result] or ())[slot])


def share_of(drawn: Drawn, arrow: tuple[int, int]) -> float:
    """What comes back along an arrow: its slope times the gradient of the result."""
    return slope_of(drawn, arrow) * gradient_of(drawn.graph.nodes[arrow[0]])


def below(drawn: Drawn, i: int) -> set[int]:
    """The values that are computed from a value, itself included."""
    found = {i}
    for k, node in enumerate(drawn.graph.nodes):
        if found & set(node.operands):
            found.add(k)
    return found
