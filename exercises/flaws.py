"""How each operation, and the way back as a whole, is usually wrong: for each mistake what stands in the place of what.

The names are those of docs/misconceptions.md.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial

from exercises.flawed_engine import (
    ANY,
    AS_FOUND,
    Flaw,
    Order,
    Reading,
    Slope,
    as_read,
    first_visit,
    from_the_inputs,
    once_a_number,
    recursive,
    right_first,
    when_all_have_reported,
)
from viz.values.graph import Graph
from viz.values.operations import OPERATIONS
from viz.values.passes import creation_order

NamedFlaw = tuple[str, Flaw]


def _in_the_order(name: str, order: Callable[[Graph], Order]) -> NamedFlaw:
    return name, {"order": order}


def _flaws_of(kind: str, slots: int, slopes: Sequence[tuple[str, Sequence[Slope | None]]]) -> list[NamedFlaw]:
    """[(name, flaw)] for one operation; slopes: (name, for each slot the wrong slope, or None)."""
    every = range(slots)
    found: list[NamedFlaw] = [
        (name, {("slope", kind, k): slope for k, slope in enumerate(wrong) if slope}) for name, wrong in slopes
    ]
    found.append(("no upstream", {("product", kind, k): _only_the_slope for k in every}))
    found.append(("overwrite", {("write", kind, k): _replaced for k in every}))
    if slots > 1:
        found += [
            ("shared half", {("product", kind, k): partial(_a_share, count) for k in every}) for count in (2, slots)
        ]
        found += [("one side", {("product", kind, k): _nothing}) for k in every]
        found += [("one side", {("product", kind, k): _nothing for k in every if k})]
        found += [
            (name, {(part, kind, k): wrong})
            for k in every
            for name, part, wrong in (("no upstream", "product", _only_the_slope), ("overwrite", "write", _replaced))
        ]
        late: Flaw = {("to", kind, k): -1 for k in every}
        found += [("late binding", late), ("both to one", {("to", kind, k): 0 for k in every})]
        if kind in _SLOPE_OF_THE_LAST:
            found.append(("late binding", late | {("slope", kind, k): _SLOPE_OF_THE_LAST[kind] for k in every[:-1]}))
    return found


def _flaws_of_any(kind: str, slots: int) -> list[NamedFlaw]:
    return _flaws_of(kind, slots, [("out's value", (_the_result,) * slots), ("no local slope", (_one,) * slots)])


def flaws_of_an_operation(kind: str) -> list[NamedFlaw]:
    """[(name, flaw)] for the operation with that symbol: those of the table, or what goes wrong with any operation."""
    slots = OPERATIONS[kind].arity or 2
    return _FLAWS_OF_AN_OPERATION.get(kind) or _flaws_of_any(kind, slots)


def flaws_of_own_operation(kind: str, symbol: str | None, slots: int) -> list[NamedFlaw]:
    """[(name, flaw)] for an operation of a learner's own.

    Args:
        kind: its symbol in the reference engine.
        symbol: that of the operation with its name in viz.values.operations, of which more may be known, or None.
        slots: the number of its operands.
    """
    known = _FLAWS_OF_AN_OPERATION.get(symbol or "") or _flaws_of_any(kind, slots)
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


def _replaced_where_open(old: float, handed: float) -> float:
    return handed or old


def _a_share(count: int, local: float, out_grad: float) -> float:
    return local * out_grad / count


def _replaced(old: float, handed: float) -> float:
    return handed


_SLOPE_OF_THE_LAST: dict[str, Slope] = {
    "+": lambda x, other, out, out_grad, n: 1.0,  # the same for both
    "-": lambda x, other, out, out_grad, n: -1.0,
    "*": lambda x, other, out, out_grad, n: x,
}


def _the_result(x: float, other: float, out: float, out_grad: float, n: float) -> float:
    return out


def _one(x: float, other: float, out: float, out_grad: float, n: float) -> float:
    return 1.0


def _the_number(x: float, other: float, out: float, out_grad: float, n: float) -> float:
    return x


def _quotient(x: float, other: float, out: float, out_grad: float, n: float) -> float:
    return out / x if x else 0.0


def _brackets(kind: str, product: Callable[[float, float], float], slope: Slope | None = None) -> NamedFlaw:
    flaw: Flaw = {("product", kind, 0): product}
    return "brackets", flaw | ({("slope", kind, 0): slope} if slope else {})


def _not_lowered(x: float, other: float, out: float, out_grad: float, n: float) -> float:
    return n * x**n


def _less_upstream(local: float, out_grad: float) -> float:
    """n * x**n - 1 * out.grad, where local is n * x**n."""
    return local - out_grad


def _less_one(local: float, out_grad: float) -> float:
    """out.grad * n * x**n - 1, where local is n * x**n."""
    return out_grad * local - 1


def _square_alone(local: float, out_grad: float) -> float:
    """1 - out**2 * out.grad, where local is 1 - out**2."""
    return 1 - (1 - local) * out_grad


def _one_alone(local: float, out_grad: float) -> float:
    """out.grad * 1 - out**2, where local is 1 - out**2."""
    return out_grad - (1 - local)


_FLAWS_OF_AN_OPERATION: dict[str, list[NamedFlaw]] = {
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
        ("no local slope", (_one, _one)),
        ("divides by data", (_quotient, _quotient)),
    ]),
    "**": [*_flaws_of("**", 1, [
        ("exponent dropped", (lambda x, other, out, out_grad, n: x ** (n - 1),)),
        ("not decremented", (_not_lowered,)),
        ("out's value", (_the_result,)),
        ("no local slope", (_one,)),
        ("brackets", (lambda x, other, out, out_grad, n: (n * x) ** (n - 1),)),
        ("brackets", (lambda x, other, out, out_grad, n: n * x**n - 1,)),
    ]), _brackets("**", _less_upstream, _not_lowered), _brackets("**", _less_one, _not_lowered)],
    "ReLU": [*_flaws_of("ReLU", 1, [
        ("relu at 0", (lambda x, other, out, out_grad, n: 1.0 if x > 0 else 0.0 if x < 0 else 0.5,)),
        ("relu at 0", (lambda x, other, out, out_grad, n: 1.0 if x >= 0 else 0.0,)),
        ("relu passes all", (lambda x, other, out, out_grad, n: 1.0,)),
        ("relu passes all", (lambda x, other, out, out_grad, n: 1.0 if x else 0.0,)),
        ("relu gates on the gradient", (lambda x, other, out, out_grad, n: 1.0 if out_grad > 0 else 0.0,)),
        ("relu scales by value", (_the_result,)),
    ]), ("overwrite", {("write", "ReLU", 0): _replaced_where_open})],
    "tanh": [*_flaws_of("tanh", 1, [
        ("out's value", (_the_result,)),
        ("no local slope", (_one,)),
        ("slope of the input", (lambda x, other, out, out_grad, n: 1 - x * x,)),
        ("square forgotten", (lambda x, other, out, out_grad, n: 1 - out,)),
    ]), _brackets("tanh", _square_alone), _brackets("tanh", _one_alone)],
    "exp": _flaws_of("exp", 1, [  # its slope is the result's value
        ("no local slope", (_one,)),
        ("slope of the input", (_the_number,)),
        ("slope of a power", (lambda x, other, out, out_grad, n: x * math.exp(x - 1),)),
        ("slope of a power", (lambda x, other, out, out_grad, n: math.exp(x - 1),)),
        ("exp twice", (lambda x, other, out, out_grad, n: math.exp(out),)),
    ]),
}  # fmt: skip
# What is wrong with every operation at once, where one loop or one rule serves them all.
_SLOTS = range(3)  # no operation of the checks has more
FLAWS_OF_ALL: list[NamedFlaw] = [
    ("overwrite", {("write", ANY, k): _replaced for k in _SLOTS}),
    ("no upstream", {("product", ANY, k): _only_the_slope for k in _SLOTS}),
    ("one side", {("product", ANY, k): _nothing for k in _SLOTS if k}),
    ("one side", {("product", ANY, 0): _nothing}),
    ("out's value", {("slope", ANY, k): _the_result for k in _SLOTS}),
    ("no local slope", {("slope", ANY, k): _one for k in _SLOTS}),
    ("shared half", {("product", kind, k): partial(_a_share, 2) for kind in ("+", "-", "*", "/") for k in (0, 1)}),
]
VALID_ORDERS: Sequence[Reading] = (
    as_read,
    creation_order,
    right_first,
    partial(when_all_have_reported, deep=True),
    partial(when_all_have_reported, deep=False),
)
_SIDES = (True, False)
FLAWS_OF_THE_ORDER: list[NamedFlaw] = [
    ("root not seeded", {"seed": 0.0}),
    ("seed not 1", {"seed": AS_FOUND}),
    _in_the_order("not reversed", from_the_inputs),
    *(
        _in_the_order("preorder / BFS", partial(first_visit, deep=deep, left_first=left))
        for deep in _SIDES
        for left in _SIDES
    ),
    *(
        _in_the_order("recursion", partial(recursive, left_first=left, at_once=at_once))
        for left in _SIDES
        for at_once in _SIDES
    ),
    *(_in_the_order("taken for one", partial(once_a_number, left_first=left)) for left in _SIDES),
]
