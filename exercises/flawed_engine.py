"""A backward pass that may be wrong: a few of its parts exchanged for others, and gone through on a graph.

It says which gradients a mistake gives. Which mistakes there are stands in exercises.flaws.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import Any, cast

from viz.values.graph import Graph, Node
from viz.values.numbers import or_nan
from viz.values.operations import Operation, Slopes, operation_of

# A flaw is {part: what stands in its place}; kind may be ANY. The parts:
#   ("slope", kind, slot)   (the operand's number, the other's, the result's, its gradient, the exponent)
#                           -> the local slope
#   ("product", kind, slot) (local slope, out.grad) -> what is handed on
#   ("to", kind, slot)      the slot of the operand that receives it
#   ("write", kind, slot)   (old gradient, what is handed on) -> new gradient
#   "seed"                  the gradient of the root; AS_FOUND for what the learner's root has
#   "order"                 graph -> the (result, slot) in the order in which they are handed on
Flaw = dict[str | tuple[str, str, int], Any]
Order = Iterable[tuple[int, int]]
Reading = Callable[[Graph], Sequence[int]]
Slope = Callable[[float, float, float, float, float], float]
ANY, AS_FOUND = "any operation", "as found"
_MOST_ORDERS = 200


def gradients(
    graph: Graph,
    local: Sequence[Slopes],
    flaw: Flaw,
    seed: float = 1.0,
    held: Mapping[int, float] = MappingProxyType({}),
) -> list[float] | None:
    """For each node its gradient as the flawed engine has it, or None where it comes to no end.

    Args:
        graph, local: what is gone through, and its local slopes.
        flaw: how the engine is flawed.
        seed: the gradient of the root to begin with.
        held: {node: its gradient before} for those that hold something.
    """
    grads = [held.get(i, 0.0) for i in range(len(graph.nodes))]
    grads[-1] = flaw.get("seed", seed)
    for turn, (i, slot) in enumerate(flaw.get("order", backwards(as_read))(graph)):
        if turn > 2000:
            return None
        node, operation = graph.nodes[i], operation_in(graph.nodes[i])
        part = partial(_part, flaw, operation.symbol if operation else node.op, slot)
        operand, out_grad = _operands(node)[part("to", slot)], grads[i]
        wrong, number = part("slope", None), operation.number if operation else None
        slope = _slope(graph, node, slot, wrong, number, out_grad) if wrong else (local[i] or ())[slot]
        grads[operand] = part("write", _sum)(grads[operand], part("product", _product)(slope, out_grad))
    return grads


def _part(flaw: Flaw, kind: str, slot: int, name: str, right: Any) -> Any:
    """What does that part of the work for that slot of an operation."""
    return flaw.get((name, kind, slot), flaw.get((name, ANY, slot), right))


def operation_in(node: Node) -> Operation | None:
    return operation_of(node.op, len(node.operands))


def _operands(node: Node) -> tuple[int, ...]:
    return cast("tuple[int, ...]", node.operands)  # the graph was read as a whole: none was left out


def _slope(graph: Graph, node: Node, slot: int, slope: Slope, exponent: float | None, out_grad: float) -> float:
    numbers = [or_nan(graph.nodes[k].number) for k in _operands(node)]
    other = numbers[1 - slot] if len(numbers) > 1 else math.nan
    try:
        return slope(numbers[slot], other, or_nan(node.number), out_grad, other if exponent is None else exponent)
    except ArithmeticError:
        return math.nan


def _product(local: float, out_grad: float) -> float:
    return local * out_grad


def _sum(old: float, handed: float) -> float:
    return old + handed


def backwards(reading: Reading) -> Callable[[Graph], Order]:
    """The order of a right way back: each result when all that uses it has had its turn."""

    def order(graph: Graph) -> Order:
        return [(i, slot) for i in reversed(reading(graph)) for slot in range(len(graph.nodes[i].operands))]

    return order


def as_read(graph: Graph) -> Sequence[int]:
    return range(len(graph.nodes))


def right_first(graph: Graph) -> Sequence[int]:
    """Operands before results, depth first, of several operands the last one first."""
    order, seen, waiting = list[int](), set[int](), [(len(graph.nodes) - 1, False)]
    while waiting:
        i, returned = waiting.pop()
        if returned:
            order.append(i)
        elif i not in seen:
            seen.add(i)
            waiting += [(i, True), *((k, False) for k in _operands(graph.nodes[i]))]
    return order


def when_all_have_reported(graph: Graph, deep: bool) -> Sequence[int]:
    """Operands before results: going back, each value when the last result that uses it has had its turn."""
    users = [0] * len(graph.nodes)
    for node in graph.nodes:
        for k in _operands(node):
            users[k] += 1
    waiting, order = [len(graph.nodes) - 1], list[int]()
    while waiting:
        i = waiting.pop() if deep else waiting.pop(0)
        order.append(i)
        for k in _operands(graph.nodes[i]):
            users[k] -= 1
            if not users[k]:
                waiting.append(k)
    return order[::-1]


def valid_orders_of(graph: Graph) -> Iterator[Reading]:
    """Valid orders of a graph, as many as may be tried."""
    return (partial(_always, order) for order in islice(_finished(graph, ()), _MOST_ORDERS))


def _always(order: Sequence[int], _: Graph) -> Sequence[int]:
    return order


def _finished(graph: Graph, done: tuple[int, ...]) -> Iterator[Sequence[int]]:
    """The orders, operands before results, that end with those nodes (the root first)."""
    rest = set(range(len(graph.nodes))) - set(done)
    if not rest:
        yield done[::-1]
    for i in sorted(rest):
        if not any(i in graph.nodes[k].operands for k in rest):
            yield from _finished(graph, (*done, i))


def from_the_inputs(graph: Graph) -> Order:
    return [(i, slot) for i, node in enumerate(graph.nodes) for slot in range(len(node.operands))]


def first_visit(graph: Graph, deep: bool, left_first: bool) -> Order:
    """Depth first or breadth first, each result when it is met first."""
    waiting, seen, order = [len(graph.nodes) - 1], set[int](), list[tuple[int, int]]()
    while waiting:
        i = waiting.pop() if deep else waiting.pop(0)
        if i not in seen:
            seen.add(i)
            operands = _operands(graph.nodes[i])
            order += [(i, slot) for slot in range(len(operands))]
            waiting += [operands[slot] for slot in _visited(graph.nodes[i], left_first != deep)]
    return order


def _visited(node: Node, left_first: bool) -> Sequence[int]:
    """The slots in the order in which a loop over the operands meets them; in a set each operand is met once."""
    slots = range(len(node.operands)) if node.in_the_set is None else node.in_the_set
    return slots if left_first else slots[::-1]


def once_a_number(graph: Graph, left_first: bool) -> Order:
    """Operands before results, and then back, where a value whose number was met already is taken for that one."""
    order, seen = list[int](), set[float]()

    def visit(i: int) -> None:
        number = or_nan(graph.nodes[i].number)
        if number not in seen:
            seen.add(number)
            for slot in _visited(graph.nodes[i], left_first):
                visit(_operands(graph.nodes[i])[slot])
            order.append(i)

    visit(len(graph.nodes) - 1)
    return [(i, slot) for i in reversed(order) for slot in range(len(graph.nodes[i].operands))]


def recursive(graph: Graph, left_first: bool, at_once: bool) -> Order:
    """Each result hands on as soon as it has received something: after its whole turn, or at once after each share."""

    def go(i: int) -> Iterator[tuple[int, int]]:
        operands, visited = _operands(graph.nodes[i]), _visited(graph.nodes[i], left_first)
        if not at_once:
            yield from ((i, slot) for slot in range(len(operands)))
        for slot in visited:
            if at_once:
                yield i, slot
            yield from go(operands[slot])

    return go(len(graph.nodes) - 1)
