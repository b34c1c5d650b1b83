"""Everything that follows from +, * and **: minus, division, and plain numbers on the left."""

from collections.abc import Iterable
from typing import Any

from exercises.closure_engine import source_after, source_of
from exercises.evaluation import evaluate, near, truth
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.near_names import missing
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, mistaken, wrong
from exercises.words import Text, joined

_METHODS = ("__neg__", "__sub__", "__truediv__", "__radd__", "__rmul__", "__rsub__", "__rtruediv__")
_PROBES = {
    "__neg__": [expression("-a", a=3)],
    "__sub__": [
        expression("a - b", a=2, b=5),
        expression("a - 1", a=2),
        expression("a - b - a", a=2, b=5),
        expression("a - a", a=2),
    ],
    "__truediv__": [
        expression("a / b", a=3, b=2),
        expression("a / 4", a=2),
        expression("a / a", a=3),
        expression("a / b", a=0, b=2),
    ],
    "__radd__": [expression("1 + a", a=2), expression("sum([a, b])", a=2, b=3), expression("-2.5 + a", a=-1)],
    "__rmul__": [expression("2 * a", a=3), expression("-0.5 * a", a=-4)],
    "__rsub__": [expression("1 - a", a=3), expression("-2.5 - a", a=-1)],
    "__rtruediv__": [expression("6 / a", a=2), expression("-1.5 / a", a=-4)],
}
_WITH_OPERANDS_EXCHANGED = {  # what each gives where its operands are exchanged
    "__sub__": [
        (expression("a - b", a=2, b=5), expression("b - a", a=2, b=5)),
        (expression("a - b", a=7, b=-3), expression("b - a", a=7, b=-3)),
    ],
    "__truediv__": [
        (expression("a / b", a=3, b=2), expression("b / a", a=3, b=2)),
        (expression("a / b", a=-1, b=4), expression("b / a", a=-1, b=4)),
    ],
    "__rsub__": [
        (expression("1 - a", a=3), expression("a - 1", a=3)),
        (expression("7 - a", a=-2), expression("a - 7", a=-2)),
    ],
    "__rtruediv__": [
        (expression("6 / a", a=2), expression("a / 6", a=2)),
        (expression("-1 / a", a=4), expression("a / -1", a=4)),
    ],
}
_POWERS = {"5.0 ** 0": (5.0, 0), "0.0 ** 0": (0.0, 0), "0.0 ** -1": (0.0, -1), "(-8.0) ** 3": (-8.0, 3)}
_STILL = Text("operators.still")


def _examine(make: LearnersClass) -> Verdict:
    lacking = lacks(make, *_METHODS)
    there = [name for name in _METHODS if name not in lacking]
    verdict = missing(make, *lacking)
    if verdict and (verdict.outcome == "wrong" or not there):
        return verdict
    if lacking == ["__radd__"] and not hasattr(
        make, "__radd__"
    ):  # it is there but for what sum([...]) needs: let it show
        there.append("__radd__")
    probes = [probe for name in there for probe in _PROBES[name]]
    forms = ["x - y", "x + y", "x * y"] if "__sub__" in there else ["x + y", "x * y"]
    verdict = examine_class(make, probes, forms, subject=_METHODS)
    if verdict.outcome == "right" and lacking:
        return wrong(_STILL.filled(methods=joined(lacking)))
    shown = verdict.evaluation
    if verdict.outcome == "wrong" and shown is not None and not shown.right_forwards:
        return _exchanged(make, [name for name in there if shown.expression in _PROBES[name]]) or verdict
    return verdict


def _exchanged(make: LearnersClass, methods: Iterable[str]) -> Verdict | None:
    """The Verdict where the numbers are all those of the operation with its operands exchanged, or None."""
    for name in methods:
        pairs = _WITH_OPERANDS_EXCHANGED.get(name, [])
        evaluations = [evaluate(asked, make, back=False) for asked, _ in pairs]
        if pairs and all(near(e.data, truth(exchanged)[0]) for e, (_, exchanged) in zip(evaluations, pairs)):
            return mistaken("operands exchanged", evaluations[0])
    return None


def _value_after(lesson: int) -> Any:
    """The series' class as it is after a lesson."""
    space: dict[str, Any] = {}
    exec(source_after(lesson), space)
    return space["Value"]


def _left_number() -> str:
    """What the class of lesson 3 makes of 1 + a."""
    a = _value_after(3)(2.0)
    try:
        total = 1 + a
    except TypeError:
        return "error"
    return "works" if a in total._prev else "stranger"


def _fails_late() -> str:
    """The power that can be computed, and whose slope cannot."""
    make = _value_after(4)
    for name, (base, n) in _POWERS.items():
        try:
            power = make(base) ** n
        except ZeroDivisionError:
            continue
        try:
            power._backward()
        except ZeroDivisionError:
            return name
    raise AssertionError("none fails on the way back alone")


EXERCISES = (
    Exercise(
        name="operators",
        lesson=4,
        takes="class",
        examine=_examine,
        picture=picture("a * b ** -1", a=3, b=2),
        solution=source_of(*_METHODS),
        predictions=(
            gradient_of("div_bottom", "b", "a / b", (0.5, 2.0), a=8, b=2),
            Choice("left_number", ("works", "stranger", "error"), _left_number, ("works", "stranger")),
            Choice("fails_late", tuple(_POWERS), _fails_late, ("5.0 ** 0", "0.0 ** -1", "(-8.0) ** 3")),
        ),
    ),
)
