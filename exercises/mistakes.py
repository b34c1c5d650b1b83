"""The mistakes that learners make: what each is called, what is said of it, and which gradients it gives.

A mistake of an engine is a *flaw*: a few of the engine's parts exchanged for wrong ones. The flawed engine is run on
the same expressions as the learner's; the flaw (or the pair of flaws) that gives the learner's gradients everywhere
explains them. The names are those of docs/misconceptions.md.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations, islice
from types import MappingProxyType
from typing import Any, cast

from exercises.evaluation import Evaluation, near, truth_of
from exercises.reference_engine import Reference
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.graph import Graph, Node
from viz.values.numbers import or_nan
from viz.values.operands import ValueLike
from viz.values.operations import OPERATIONS, Operation, Slopes, operation_of
from viz.values.passes import creation_order
from viz.values.slopes import local_slopes, recorded_slopes

MESSAGES = {
    name: Text(f"mistake.{name}")
    for name in (
        "overwrite",
        "recursion",
        "preorder / BFS",
        "not reversed",
        "no upstream",
        "not swapped",
        "one side",
        "out's value",
        "sign of sub",
        "exponent dropped",
        "not decremented",
        "relu passes all",
        "relu gates on the gradient",
        "relu scales by value",
        "relu at 0",
        "root not seeded",
        "stale gradients",
        "no parents",
        "wrapped twice",
        "detached",
        "late binding",
        "uphill",
        "finite change",
        "h too small",
        "h too big",
        "operands exchanged",
    )
}
NAMES = {
    "h too small": "h too small / too big",
    "h too big": "h too small / too big",
}  # two messages, one row of docs/misconceptions.md


Flaw = dict[str | tuple[str, str, int], Any]  # what it consists of is told below
NamedFlaw = tuple[str, Flaw]
_Order = Iterable[tuple[int, int]]
_Reading = Callable[[Graph], Sequence[int]]
_Slope = Callable[[float, float, float, float, float], float]
_ANY = "any operation"
_MOST_ORDERS = 200


@dataclass(frozen=True)
class _Case:
    """An evaluation as a flawed engine has to explain it.

    Attributes:
        graph: what is gone through.
        local: its local slopes.
        gradients: {node: the learner's gradient}.
        seed: the gradient of the root to begin with.
        held: what the gradients of the leaves are before.
        own: whether the learner's own `backward()` has chosen the order.
        tolerance: how near a gradient has to come.
    """

    graph: Graph
    local: Sequence[Slopes]
    gradients: Mapping[int, float | None]
    seed: float
    held: float
    own: bool
    tolerance: float


def explanation(evaluations: Iterable[Evaluation], flaws: Sequence[NamedFlaw]) -> tuple[str, ...]:
    """The names of the one or two mistakes that give the learner's gradients in all evaluations, or () where none do.

    A flaw of some operation is tried, one of all operations together (a single loop or rule may serve them all), and,
    where the learner's own `backward()` ran, one of its order.

    Args:
        evaluations: Evaluations that went back, some of them wrong.
        flaws: those of the operations that may be wrong (see flaws_of_an_operation).
    """
    ordered = sorted(evaluations, key=lambda evaluation: evaluation.right)  # the wrong ones rule out most
    of_all = _FLAWS_OF_ALL + (_FLAWS_OF_THE_ORDER if any(evaluation.own for evaluation in ordered) else [])
    attempts = [([_case(evaluation) for evaluation in ordered], [*flaws, *of_all])]
    recorded = [_case_as_recorded(evaluation) for evaluation in ordered]
    kept = [case for case in recorded if case is not None]
    if len(kept) == len(recorded) and not all(_gives({}, case) for case in kept):
        attempts.append((kept, of_all))
    for hypotheses, any_order in ((_single, True), (_pairs, False)):
        for cases, possible in attempts:
            for names, flaw in hypotheses(possible):
                if all(_gives(flaw, case, any_order) for case in cases):
                    return names
    return ()


def hands_on_what_it_recorded(evaluation: Evaluation) -> bool | None:
    """Whether the recorded local slopes of a result and its operands give the true gradients, however the class goes
    back; None where it records none.
    """
    case = _case_as_recorded(evaluation)
    if case is None:
        return None
    true = {id(leaf): evaluation.true_gradients[name] for name, leaf in evaluation.leaves.items()}
    values = graphs.read_with_values(evaluation.result)[1]
    found = _gradients_of(case, {})
    return found is not None and all(near(found[i], true[id(values[i])]) for i in case.gradients)


def _single(flaws: Sequence[NamedFlaw]) -> Iterator[tuple[tuple[str, ...], Flaw]]:
    return (((name,), flaw) for name, flaw in flaws)


def _pairs(flaws: Sequence[NamedFlaw]) -> Iterator[tuple[tuple[str, ...], Flaw]]:
    for (first, flaw), (second, other) in combinations(flaws, 2):
        if flaw.keys().isdisjoint(other):
            yield (first, second), flaw | other


def _gives(flaw: Flaw, case: _Case, any_order: bool = False) -> bool:
    """Whether the flaw gives the gradients of a case.

    Where nothing is said of the order and it matters, as with what is overwritten, in some order that is valid: in one
    of the usual ones, or in any.
    """
    orders: Iterable[_Reading] = [_as_read]
    if "order" not in flaw and any(part[0] == "write" for part in flaw):
        orders = _VALID_ORDERS if case.own else _VALID_ORDERS[:2]
        if case.own and any_order:  # the members of a set come in an order of their own each time
            orders = chain(orders, _orders_of(case.graph))
    for order in orders:
        in_order: Flaw = {"order": _backwards(order)}
        found = _gradients_of(case, in_order | flaw)
        if found is not None and all(near(x, found[i], case.tolerance) for i, x in case.gradients.items()):
            return True
    return False


def _case(evaluation: Evaluation) -> _Case:
    """The learner's own graph, since a minus may be made of a plus and a times; where its operations are not known by
    their symbols and operands (`self + 1` may keep only self), that of the reference engine.
    """
    graph, values = graphs.read_with_values(evaluation.result)
    local, leaves = local_slopes(graph), evaluation.leaves
    if evaluation.engine is not Reference or any(
        node.operands and (slopes is None or not _operation(node)) for node, slopes in zip(graph.nodes, local)
    ):
        result, leaves = truth_of(evaluation.expression, evaluation.engine)
        graph, values = graphs.read_with_values(result)
        local = recorded_slopes(graph)
    return _case_of(evaluation, graph, values, local, leaves)


def _case_as_recorded(evaluation: Evaluation) -> _Case | None:
    """The learner's own graph with the local slopes that its values have recorded; None where they have none."""
    graph, values = graphs.read_with_values(evaluation.result)
    if any(node.operands and node.local is None for node in graph.nodes):
        return None
    return _case_of(evaluation, graph, values, [node.local for node in graph.nodes], evaluation.leaves)


def _case_of(
    evaluation: Evaluation,
    graph: Graph,
    values: Sequence[ValueLike],
    local: Sequence[Slopes],
    leaves: Mapping[str, ValueLike],
) -> _Case:
    names = {id(leaf): name for name, leaf in leaves.items()}
    gradients = {i: evaluation.gradients.get(names[id(value)]) for i, value in enumerate(values) if id(value) in names}
    return _Case(graph, local, gradients, evaluation.seed, evaluation.held, evaluation.own, evaluation.tolerance)


# A flawed engine. A flaw is {part: what stands in its place}; kind may be _ANY. The parts:
#   ("slope", kind, slot)   (the operand's number, the other's, the result's, its gradient, the exponent)
#                           -> the local slope
#   ("product", kind, slot) (local slope, out.grad) -> what is handed on
#   ("to", kind, slot)      the slot of the operand that receives it
#   ("write", kind, slot)   (old gradient, what is handed on) -> new gradient
#   "seed"                  the gradient of the root
#   "order"                 graph -> the (result, slot) in the order in which they are handed on


def _gradients_of(case: _Case, flaw: Flaw) -> list[float] | None:
    return _gradients(case.graph, case.local, flaw, case.seed, dict.fromkeys(case.gradients, case.held))


def _gradients(
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
    for turn, (i, slot) in enumerate(flaw.get("order", _backwards(_as_read))(graph)):
        if turn > 2000:
            return None
        node, operation = graph.nodes[i], _operation(graph.nodes[i])
        part = partial(_part, flaw, operation.symbol if operation else node.op, slot)
        operand, out_grad = _operands(node)[part("to", slot)], grads[i]
        wrong, number = part("slope", None), operation.number if operation else None
        slope = _slope(graph, node, slot, wrong, number, out_grad) if wrong else (local[i] or ())[slot]
        grads[operand] = part("write", _sum)(grads[operand], part("product", _product)(slope, out_grad))
    return grads


def _part(flaw: Flaw, kind: str, slot: int, name: str, right: Any) -> Any:
    """What does that part of the work for that slot of an operation."""
    return flaw.get((name, kind, slot), flaw.get((name, _ANY, slot), right))


def _operation(node: Node) -> Operation | None:
    return operation_of(node.op, len(node.operands))


def _operands(node: Node) -> tuple[int, ...]:
    return cast("tuple[int, ...]", node.operands)  # the graph was read as a whole: none was left out


def _slope(graph: Graph, node: Node, slot: int, slope: _Slope, exponent: float | None, out_grad: float) -> float:
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


def _backwards(reading: _Reading) -> Callable[[Graph], _Order]:
    """The order of a right way back: each result when all that uses it has had its turn."""

    def order(graph: Graph) -> _Order:
        return [(i, slot) for i in reversed(reading(graph)) for slot in range(len(graph.nodes[i].operands))]

    return order


def _as_read(graph: Graph) -> Sequence[int]:
    return range(len(graph.nodes))


def _right_first(graph: Graph) -> Sequence[int]:
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


def _when_all_have_reported(graph: Graph, deep: bool) -> Sequence[int]:
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


def _orders_of(graph: Graph) -> Iterator[_Reading]:
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


def _from_the_inputs(graph: Graph) -> _Order:
    return [(i, slot) for i, node in enumerate(graph.nodes) for slot in range(len(node.operands))]


def _first_visit(graph: Graph, deep: bool, left_first: bool) -> _Order:
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


def _recursive(graph: Graph, left_first: bool, at_once: bool) -> _Order:
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


def _in_the_order(name: str, order: Callable[[Graph], _Order]) -> NamedFlaw:
    return name, {"order": order}


def _flaws_of(kind: str, slots: int, slopes: Sequence[tuple[str, Sequence[_Slope | None]]]) -> list[NamedFlaw]:
    """[(name, flaw)] for one operation; slopes: (name, for each slot the wrong slope, or None)."""
    every = range(slots)
    found: list[NamedFlaw] = [
        (name, {("slope", kind, k): slope for k, slope in enumerate(wrong) if slope}) for name, wrong in slopes
    ]
    found.append(("no upstream", {("product", kind, k): _only_the_slope for k in every}))
    found.append(("overwrite", {("write", kind, k): _replaced for k in every}))
    if slots > 1:
        found += [("one side", {("product", kind, k): _nothing}) for k in every]
        found += [("one side", {("product", kind, k): _nothing for k in every if k})]
        found += [
            (name, {(part, kind, k): wrong})
            for k in every
            for name, part, wrong in (("no upstream", "product", _only_the_slope), ("overwrite", "write", _replaced))
        ]
        late: Flaw = {("to", kind, k): -1 for k in every}
        found.append(("late binding", late))
        if kind in _SLOPE_OF_THE_LAST:
            found.append(("late binding", late | {("slope", kind, k): _SLOPE_OF_THE_LAST[kind] for k in every[:-1]}))
    return found


def flaws_of_an_operation(kind: str) -> list[NamedFlaw]:
    """[(name, flaw)] for the operation with that symbol: those of the table, or what goes wrong with any operation."""
    slots = OPERATIONS[kind].arity or 2
    return _FLAWS_OF_AN_OPERATION.get(kind) or _flaws_of(kind, slots, [("out's value", (_the_result,) * slots)])


def flaws_of_own_operation(kind: str, symbol: str | None, slots: int) -> list[NamedFlaw]:
    """[(name, flaw)] for an operation of a learner's own.

    Args:
        kind: its symbol in the reference engine.
        symbol: that of the operation with its name in viz.values.operations, of which more may be known, or None.
        slots: the number of its operands.
    """
    known = _FLAWS_OF_AN_OPERATION.get(symbol or "") or _flaws_of(
        kind, slots, [("out's value", (_the_result,) * slots)]
    )
    flaws: list[NamedFlaw] = []
    for name, flaw in known:
        parts: Flaw = {(key[0], kind, int(key[2])): wrong for key, wrong in flaw.items() if int(key[2]) < slots}
        if parts:
            flaws.append((name, parts))
    return flaws


def _only_the_slope(local: float, out_grad: float) -> float:
    return local


def _nothing(local: float, out_grad: float) -> float:
    return 0.0


def _replaced(old: float, handed: float) -> float:
    return handed


_SLOPE_OF_THE_LAST: dict[str, _Slope] = {
    "+": lambda x, other, out, out_grad, n: 1.0,  # the same for both
    "-": lambda x, other, out, out_grad, n: -1.0,
    "*": lambda x, other, out, out_grad, n: x,
}


def _the_result(x: float, other: float, out: float, out_grad: float, n: float) -> float:
    return out


_FLAWS_OF_AN_OPERATION = {
    "+": _flaws_of("+", 3, [("out's value", (_the_result, _the_result, _the_result))]),
    "-": _flaws_of("-", 2, [
        ("sign of sub", (None, lambda x, other, out, out_grad, n: 1.0)),
        ("out's value", (_the_result, _the_result)),
    ]),
    "*": _flaws_of("*", 2, [
        ("not swapped", (lambda x, other, out, out_grad, n: x,) * 2),
        ("not swapped", (lambda x, other, out, out_grad, n: x, None)),
        ("not swapped", (None, lambda x, other, out, out_grad, n: x)),
        ("out's value", (_the_result, _the_result)),
    ]),
    "**": _flaws_of("**", 1, [
        ("exponent dropped", (lambda x, other, out, out_grad, n: x ** (n - 1),)),
        ("not decremented", (lambda x, other, out, out_grad, n: n * x**n,)),
        ("out's value", (_the_result,)),
    ]),
    "ReLU": _flaws_of("ReLU", 1, [
        ("relu at 0", (lambda x, other, out, out_grad, n: 1.0 if x >= 0 else 0.0,)),
        ("relu passes all", (lambda x, other, out, out_grad, n: 1.0,)),
        ("relu passes all", (lambda x, other, out, out_grad, n: 1.0 if x else 0.0,)),
        ("relu gates on the gradient", (lambda x, other, out, out_grad, n: 1.0 if out_grad > 0 else 0.0,)),
        ("relu scales by value", (_the_result,)),
    ]),
    "exp": _flaws_of("exp", 1, []),  # its slope is the result's value
}  # fmt: skip
# What is wrong with every operation at once, where one loop or one rule serves them all.
_SLOTS = range(3)  # no operation of the checks has more
_FLAWS_OF_ALL: list[NamedFlaw] = [
    ("overwrite", {("write", _ANY, k): _replaced for k in _SLOTS}),
    ("no upstream", {("product", _ANY, k): _only_the_slope for k in _SLOTS}),
    ("one side", {("product", _ANY, k): _nothing for k in _SLOTS if k}),
    ("one side", {("product", _ANY, 0): _nothing}),
    ("out's value", {("slope", _ANY, k): _the_result for k in _SLOTS}),
]
_VALID_ORDERS: Sequence[_Reading] = (
    _as_read,
    creation_order,
    _right_first,
    partial(_when_all_have_reported, deep=True),
    partial(_when_all_have_reported, deep=False),
)
_SIDES = (True, False)
_FLAWS_OF_THE_ORDER: list[NamedFlaw] = [
    ("root not seeded", {"seed": 0.0}),
    _in_the_order("not reversed", _from_the_inputs),
    *(
        _in_the_order("preorder / BFS", partial(_first_visit, deep=deep, left_first=left))
        for deep in _SIDES
        for left in _SIDES
    ),
    *(
        _in_the_order("recursion", partial(_recursive, left_first=left, at_once=at_once))
        for left in _SIDES
        for at_once in _SIDES
    ),
]
