"""From closures to local slopes: one rule for the way back, and each operation only says its slopes."""

import inspect
import re
import weakref
from typing import Any

from exercises import closure_engine
from exercises.evaluation import near
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import picture
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted, wrong
from exercises.words import Text
from micrograd.engine import Value
from viz.values.insides import attributes_of
from viz.values.numbers import as_float
from viz.words.text import plain, short_repr

_PROBES = [
    expression("a + b", a=2, b=-3),
    expression("a * b", a=2, b=3),
    expression("(a * b + c) * f", a=2, b=-3, c=10, f=-2),
    expression("a * a", a=3),
    expression("a + 1", a=2),
    expression("a * 4", a=2),
    expression("b = a * 3; d = b * 10; b + d", a=2),
    expression("b = a * 3; d = b * 10; d + b", a=2),
]
_OTHER_NAME = Text("local_slopes.other name")
_STILL_CLOSURES = Text("local_slopes.still closures")
_SLOPES = Text("local_slopes.slopes")


def _examine(make: LearnersClass) -> Verdict:
    if lacks(make, "__add__", "__mul__", "backward"):
        return not_attempted()
    results = {
        source: expression(source, a=2, b=3).of({"a": make(2.0), "b": make(3.0)}) for source in ("a + b", "a * b")
    }
    kept = {source: getattr(out, "_local", getattr(out, "_local_grads", None)) for source, out in results.items()}
    if all(local is None for local in kept.values()):
        name = _under_another_name(results["a * b"], (3.0, 2.0))
        return wrong(_OTHER_NAME.filled(name=name)) if name else not_attempted()
    for source, true in (("a + b", (1.0, 1.0)), ("a * b", (3.0, 2.0))):
        local = kept[source]
        told = _SLOPES.filled(source=f"({source})", true=", ".join(map(plain, true)), given=short_repr(local))
        if (
            not isinstance(local, (tuple, list))
            or len(local) != 2
            or not all(near(as_float(x), y) for x, y in zip(local, true))
        ):
            return wrong(told)
    if any("_backward" in getattr(out, "__dict__", {}) for out in results.values()):
        return wrong(_STILL_CLOSURES)
    return examine_class(make, _PROBES, ["x + y", "x * y"], own=True)


def _under_another_name(result: Any, slopes: tuple[float, float]) -> str | None:
    """The name of the attribute in which a result keeps those local slopes; None where none does."""
    for name, thing in attributes_of(result):
        if type(thing) in (tuple, list) and len(thing) == 2 and all(map(near, map(as_float, thing), slopes)):
            return name
    return None


def _new_part() -> str:
    """What differs between the lines of closures that hand on a gradient: whose it is, one factor, or all."""
    lines = re.findall(r"\.grad (\S+) (.*) (\* out\.grad)$", inspect.getsource(closure_engine.Value), re.MULTILINE)
    move, factor, upstream = (len(set(part)) > 1 for part in zip(*lines))
    return "line" if upstream or (move and factor) else "factor" if factor else "target"


def _born_first() -> str:
    """Which number the engine gives first, that of an operand or of its result."""
    operand = Value(2.0)
    result = operand * operand
    return "operand" if operand._birth < result._birth else "result"


def _freed_at_once() -> str:
    """Whose product goes as soon as nobody holds it: of what waits for the collector something holds it still."""
    freed = {name: _goes_at_once(make) for name, make in (("closures", closure_engine.Value), ("engine", Value))}
    return "both" if all(freed.values()) else next(name for name, goes in freed.items() if goes)


def _goes_at_once(make: Any) -> bool:
    product = make(2.0) * make(3.0)
    look = weakref.ref(product)
    del product
    return look() is None


EXERCISES = (
    Exercise(
        name="local_slopes",
        lesson=8,
        takes="class",
        examine=_examine,
        picture=picture("a * b + c", a=2, b=-3, c=10),
        solution="""class Value:
    def __init__(self, data, _children=(), _op="", _local=()):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self._local = _local

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), "+", (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), "*", (other.data, self.data))

    def _backward(self):
        for operand, local in zip(self._prev, self._local):
            operand.grad += local * self.grad

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for operand in value._prev:
                    visit(operand)
                order.append(value)

        visit(self)
        for value in order:
            if value._prev:
                value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            value._backward()""",
        predictions=(
            Choice("new_part", ("target", "factor", "line"), _new_part, ("target", "line")),
            Choice("born_first", ("operand", "result", "either"), _born_first, ("result", "either")),
            Choice("freed_at_once", ("closures", "engine", "both"), _freed_at_once, ("closures", "both")),
        ),
    ),
)
