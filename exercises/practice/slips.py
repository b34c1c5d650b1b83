"""The wrong answers that are often given to a Task, each with the name of what gives it.

An answer that two of them would give is named after neither.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from exercises.practice.random_graphs import Drawn, gradient_of
from exercises.practice.tasks import NUDGE, Given, number_of, share_of, slope_of
from exercises.practice.wrong_gradients import ways_of
from exercises.truth import comes_to
from viz.values.graph import Node

Slip = tuple[Given, str]  # (a wrong answer, the name of what gives it)


def told_apart(slips: Iterable[Slip], true: Given) -> Mapping[Given, str]:
    """{answer: name} of those that are wrong, and that one thing alone gives."""
    names: dict[Given, set[str]] = {}
    for given, name in slips:
        if (isinstance(given, str) or math.isfinite(given)) and not comes_to(given, true):
            names.setdefault(given, set()).add(name)
    return {given: min(found) for given, found in names.items() if _all_of(given, names) == found and len(found) == 1}


def _all_of(given: Given, names: Mapping[Given, set[str]]) -> set[str]:
    """The names of all that come to the same as an answer."""
    return {name for other, found in names.items() if comes_to(given, other) for name in found}


def of_one_step(drawn: Drawn, arrow: tuple[int, int]) -> Iterator[Slip]:
    """Of a gradient that comes along one arrow, where that of the result is known."""
    node = drawn.graph.nodes[arrow[0]]
    x, out = number_of(_operand(drawn, arrow)), number_of(node)
    slope, upstream = slope_of(drawn, arrow), gradient_of(node)
    yield from ((slope, "no upstream"), (-slope * upstream, "sign"))
    if slope != -1:  # else that is the sign
        yield upstream, "no slope"
    if slope:  # else that is the upstream gradient alone
        yield slope + upstream, "sum"
    if node.op in ("*", "ReLU"):
        yield x * upstream, "own number"
    if node.op == "/" and not arrow[1]:
        yield upstream / slope, "not divided"
    if node.op == "/" and arrow[1]:
        yield -out * upstream, "not squared"
    if node.op != "ReLU":  # whose result is its operand, or 0
        yield out * upstream, "result's number"
    if node.op == "tanh":
        yield (1 - x**2) * upstream, "operand squared"
        yield (1 - out) * upstream, "result not squared"
    if node.op == "exp":
        yield x * math.exp(x - 1) * upstream, "as a power"
    if power := exponent_of(node):
        yield x ** (power - 1) * upstream, "exponent dropped"
        yield power * x**power * upstream, "exponent not lowered"


def of_a_path(drawn: Drawn, i: int) -> Iterator[Slip]:
    """Of a gradient that comes along one path from the root."""
    slopes = [slope_of(drawn, arrow) for arrow in path_to(drawn, i)]
    true = math.prod(slopes)
    yield from ((slopes[-1], "no upstream"), (sum(slopes), "sum"), (-true, "sign"))
    for k, slope in enumerate(slopes):
        if abs(slope) != 1:
            yield math.prod(slopes[:k] + slopes[k + 1 :]), "slope left out"
    yield from _own_numbers(drawn, i)


def of_several_paths(drawn: Drawn, i: int) -> Iterator[Slip]:
    """Of a gradient to which several arrows bring a share."""
    arrows = drawn.uses(i)
    shares = [share_of(drawn, arrow) for arrow in arrows]
    yield from ((math.prod(shares), "product"), (-sum(shares), "sign"))
    yield sum(slope_of(drawn, arrow) for arrow in arrows), "no upstream"
    for count in range(1, len(shares)):
        yield from ((sum(some), "one path") for some in combinations(shares, count))
    yield from _own_numbers(drawn, i)


def of_a_number(drawn: Drawn, i: int) -> Iterator[Slip]:
    """Of the number of a result."""
    node = drawn.graph.nodes[i]
    numbers = [number_of(drawn.graph.nodes[k]) for k in operands_of(node)]
    yield -number_of(node), "sign"
    if node.op == "+":
        yield math.prod(numbers), "multiplied instead"
    if node.op == "*":
        yield sum(numbers), "added instead"
    if node.op == "/":
        yield numbers[1] / numbers[0], "upside down"
    if power := exponent_of(node):
        yield numbers[0] * power, "times the exponent"


def of_a_slope(drawn: Drawn, arrow: tuple[int, int]) -> Iterator[Slip]:
    """Of a local slope."""
    node, slope = drawn.graph.nodes[arrow[0]], slope_of(drawn, arrow)
    x = number_of(_operand(drawn, arrow))
    yield from ((-slope, "sign"), (number_of(node), "result's number"), (x, "own number"))
    if power := exponent_of(node):
        yield x ** (power - 1), "exponent dropped"
        yield power * x**power, "exponent not lowered"


def of_a_division(product: float, factor: float) -> Iterator[Slip]:
    """Of the other factor of a product."""
    yield from ((product * factor, "multiplied"), (product - factor, "difference"), (-product / factor, "sign"))


def of_a_nudge(drawn: Drawn, i: int) -> Iterator[Slip]:
    """Of how far the root moves with a leaf."""
    node = drawn.graph.nodes[i]
    gradient = gradient_of(node)
    yield from ((gradient, "step forgotten"), (NUDGE, "as far as itself"), (-NUDGE * gradient, "sign"))
    yield NUDGE * number_of(node), "number for gradient"


def path_to(drawn: Drawn, i: int) -> Sequence[tuple[int, int]]:
    """The arrows from the root back to a value that has one path; of several paths the first."""
    arrows: list[tuple[int, int]] = []
    while uses := drawn.uses(i):
        arrows.insert(0, uses[0])
        i = uses[0][0]
    return arrows


def operands_of(node: Node) -> list[int]:
    """The operands of a result; of a graph that was drawn none is left out."""
    return [k for k in node.operands if k is not None]


def exponent_of(node: Node) -> int | None:
    """The exponent of a power; None of any other operation."""
    return int(float(node.op[2:])) if node.op.startswith("**") else None


def _operand(drawn: Drawn, arrow: tuple[int, int]) -> Node:
    result, slot = arrow
    return drawn.graph.nodes[operands_of(drawn.graph.nodes[result])[slot]]


def _own_numbers(drawn: Drawn, i: int) -> Iterator[Slip]:
    return ((gradients[i], "own number") for gradients in ways_of(drawn, "not swapped"))
