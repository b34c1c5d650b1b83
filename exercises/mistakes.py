"""The mistakes that learners make: what each is called, what is said of it, and which gradients it gives.

A mistake of an engine is a *flaw*: a few of the engine's parts exchanged for wrong ones. The flawed engine is run on
the same expressions as the learner's; the flaw (or the pair of flaws) that gives the learner's gradients everywhere
explains them. The names are those of docs/misconceptions.md.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any, cast

from exercises.evaluation import Evaluation, near, truth_of
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.graph import Graph, Node
from viz.values.numbers import or_nan
from viz.values.operations import OPERATIONS, Operation, Slopes, operation_of
from viz.values.slopes import local_slopes

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
    )
}
NAMES = {
    "h too small": "h too small / too big",
    "h too big": "h too small / too big",
}  # two messages, one row of docs/misconceptions.md


Flaw = dict[str | tuple[str, str, int], Any]  # what it consists of is told below
NamedFlaw = tuple[str, Flaw]
_Case = tuple[Graph, Sequence[Slopes], Mapping[int, float | None]]
_Order = Iterable[tuple[int, int]]
_Slope = Callable[[float, float, float, float, float], float]


def explanation(evaluations: Iterable[Evaluation], kinds: Iterable[str], own: bool) -> tuple[str, ...]:
    """The names of the one or two mistakes that give the learner's gradients in all evaluations, or () where none do.

    Args:
        evaluations: Evaluations that went back, some of them wrong.
        kinds: the operations that may be wrong, by their symbols in viz.values.operations: "+", "**", "ReLU".
        own: whether the learner's own `backward()` ran, so that its order may be wrong as well.
    """
    cases = [
        _case(evaluation) for evaluation in sorted(evaluations, key=lambda evaluation: evaluation.right)
    ]  # the wrong ones rule out most
    flaws = [flaw for kind in kinds for flaw in flaws_of_an_operation(kind)] + (_FLAWS_OF_THE_ORDER if own else [])
    hypotheses: list[tuple[tuple[str, ...], list[Flaw]]] = [((name,), [flaw]) for name, flaw in flaws]
    hypotheses += [
        ((first, second), [flaw, other])
        for (first, flaw), (second, other) in combinations(flaws, 2)
        if flaw.keys().isdisjoint(other)
    ]
    for names, parts in hypotheses:
        flaw = {key: part for flaw in parts for key, part in flaw.items()}
        if all(_gives(flaw, *case) for case in cases):
            return names
    return ()


def _gives(flaw: Flaw, graph: Graph, local: Sequence[Slopes], gradients: Mapping[int, float | None]) -> bool:
    expected = _gradients(graph, local, flaw)
    return expected is not None and all(near(x, expected[i]) for i, x in gradients.items())


def _case(evaluation: Evaluation) -> _Case:
    """(graph, local slopes, {node: the learner's gradient}) of an evaluation.

    The graph is the learner's own, since a minus may be made of a plus and a times; where its operations are not known
    by their symbols and operands (`self + 1` may keep only self), it is that of the reference engine.
    """
    graph, values = graphs.read_with_values(evaluation.result)
    local, leaves = local_slopes(graph), {id(leaf): name for name, leaf in evaluation.leaves.items()}
    if any(node.operands and (slopes is None or not _operation(node)) for node, slopes in zip(graph.nodes, local)):
        graph, values = graphs.read_with_values(truth_of(evaluation.expression)[0])
        local, leaves = (
            local_slopes(graph),
            {id(leaf): name for name, leaf in truth_of(evaluation.expression)[1].items()},
        )
    return (
        graph,
        local,
        {i: evaluation.gradients.get(leaves[id(value)]) for i, value in enumerate(values) if id(value) in leaves},
    )


# A flawed engine. A flaw is {part: what stands in its place}; the parts:
#   ("slope", kind, slot)   (the operand's number, the other's, the result's, its gradient, the exponent)
#                           -> the local slope
#   ("product", kind, slot) (local slope, out.grad) -> what is handed on
#   ("to", kind, slot)      the slot of the operand that receives it
#   ("write", kind, slot)   (old gradient, what is handed on) -> new gradient
#   "seed"                  the gradient of the root
#   "order"                 graph -> the (result, slot) in the order in which they are handed on


def _gradients(graph: Graph, local: Sequence[Slopes], flaw: Flaw) -> list[float] | None:
    """For each node its gradient as the flawed engine has it, or None where it comes to no end."""
    grads = [0.0] * len(graph.nodes)
    grads[-1] = flaw.get("seed", 1.0)
    for turn, (i, slot) in enumerate(flaw.get("order", _true_order)(graph)):
        if turn > 2000:
            return None
        node, operation = graph.nodes[i], _operation(graph.nodes[i])
        assert operation is not None  # _case sees to that
        kind = operation.symbol
        operand, out_grad = _operands(node)[flaw.get(("to", kind, slot), slot)], grads[i]
        wrong = flaw.get(("slope", kind, slot))
        slope = _slope(graph, node, slot, wrong, operation.number, out_grad) if wrong else (local[i] or ())[slot]
        handed = flaw.get(("product", kind, slot), _product)(slope, out_grad)
        grads[operand] = flaw.get(("write", kind, slot), _sum)(grads[operand], handed)
    return grads


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


def _true_order(graph: Graph) -> _Order:
    return [(i, slot) for i in reversed(range(len(graph.nodes))) for slot in range(len(graph.nodes[i].operands))]


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
            waiting += operands if left_first != deep else operands[::-1]
    return order


def _recursive(graph: Graph, left_first: bool, at_once: bool) -> _Order:
    """Each result hands on as soon as it has received something: after its whole turn, or at once after each share."""

    def go(i: int) -> Iterator[tuple[int, int]]:
        operands = list(enumerate(_operands(graph.nodes[i])))
        for slot, operand in operands if left_first else operands[::-1]:
            if at_once:
                yield i, slot
                yield from go(operand)
        if not at_once:
            yield from ((i, slot) for slot, _ in operands)
            for _, operand in operands if left_first else operands[::-1]:
                yield from go(operand)

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
        ("relu gates on the gradient", (lambda x, other, out, out_grad, n: 1.0 if out_grad > 0 else 0.0,)),
        ("relu scales by value", (_the_result,)),
    ]),
    "exp": _flaws_of("exp", 1, []),  # its slope is the result's value
}  # fmt: skip
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
