"""Which operations of a class an expression relies on, and whether each of them is right by itself.

A check uses other operations to look at its own: `a.relu() * -4`. So that it never blames its own for another's fault,
it asks here first.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from exercises.evaluation import evaluate
from exercises.expressions import Expression, expression
from exercises.mistakes import hands_on_what_it_recorded
from exercises.origin import LearnersClass
from exercises.stubs import lacks


@dataclass(frozen=True)
class Helper:
    """An operation that other operations are looked at with, or made of.

    Attributes:
        method: its name in the class.
        sign: how it is called in a sentence.
        exercise: the one that examines it.
        probes: the simplest Expressions that show whether it is right.
    """

    method: str
    sign: str
    exercise: str
    probes: tuple[Expression, ...]


UPSTREAM, HELD = -4.0, 5.0  # a gradient of the result, and one that the leaves hold before

# Those that others may be made of come first: it is the first that is blamed.
_HELPERS = (
    Helper("__add__", "+", "add", (
        expression("a + b", a=2, b=-3),
        expression("a + a", a=3),
        expression("s = a + b; s + s", a=2, b=5),
        expression("a + b + a", a=1, b=4),
    )),
    Helper("__mul__", "*", "mul", (
        expression("a * b", a=2, b=3),
        expression("a * b * c", a=2, b=3, c=-4),
        expression("a * a", a=3),
        expression("a * (b * c)", a=2, b=-3, c=5),
        expression("a * b", a=0, b=3),
        expression("a * b", a=3, b=0),
    )),
    Helper("__pow__", "**", "pow", (
        expression("a ** 3", a=3),
        expression("a ** 2", a=-3),
        expression("(a ** 3) ** 2", a=1.5),
        expression("a ** 2", a=0),
    )),
    Helper("__neg__", "-", "operators", (expression("-a", a=3), expression("-(-a)", a=2))),
    Helper("__sub__", "-", "operators", (expression("a - b", a=2, b=5), expression("a - b - c", a=2, b=5, c=-1))),
    Helper("__truediv__", "/", "operators", (expression("a / b", a=3, b=2), expression("a / b / c", a=3, b=2, c=-4))),
    Helper("relu", "relu", "relu", (
        expression("a.relu()", a=3),
        expression("a.relu()", a=-3),
        expression("a.relu()", a=0),
        expression("a.relu().relu()", a=2),
    )),
    Helper("tanh", "tanh", "tanh", (expression("a.tanh()", a=0.5), expression("a.tanh().tanh()", a=-1))),
    Helper("exp", "exp", "exp", (expression("a.exp()", a=0.5), expression("a.exp().exp()", a=-1))),
)  # fmt: skip


def helpers_of(make: LearnersClass, subject: Iterable[str]) -> list[Helper]:
    """The operations that a class has beside those that are examined.

    Args:
        make: the learner's class.
        subject: the methods that are examined.
    """
    return [helper for helper in _HELPERS if helper.method not in subject and not lacks(make, helper.method)]


def wrong_helpers(make: LearnersClass, subject: Iterable[str]) -> list[Helper]:
    """Those of helpers_of(make, subject) that are not right by themselves."""
    return [
        helper for helper in helpers_of(make, subject) if not all(_is_right(make, probe) for probe in helper.probes)
    ]


def relied_on(make: LearnersClass, asked: Expression, helpers: Sequence[Helper]) -> list[Helper]:
    """Those of the helpers whose methods run when an expression is computed."""
    ran = _that_run(make, asked, [helper.method for helper in helpers])
    return [helper for helper in helpers if helper.method in ran]


def runs_any(make: LearnersClass, asked: Expression, methods: Iterable[str]) -> bool:
    """Whether one of those methods runs when an expression is computed."""
    return bool(_that_run(make, asked, list(methods)))


def _that_run(make: LearnersClass, asked: Expression, methods: Sequence[str]) -> set[str]:
    """Those of the methods that run when an expression is computed.

    They are seen by a profiler, since an operation may be made of others in any way. Where somebody else's is on, which
    could not be put back, or a method has no code of its own, each is thought to run.
    """
    codes = {getattr(getattr(make, method, None), "__code__", None): method for method in methods}
    if sys.getprofile() is not None or None in codes:
        return set(methods)
    seen: set[str] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code in codes:
            seen.add(codes[frame.f_code])

    sys.setprofile(note)
    try:
        asked.of({name: make(x) for name, x in asked.numbers.items()})
    except Exception:  # what it does not come to relies on nothing
        pass
    finally:
        left_on = sys.getprofile()  # held, as a profiler of the learner's that goes while it is exchanged complains
        sys.setprofile(None)
        del left_on
    return {method for method in methods if codes[getattr(make, method).__code__] in seen}


def _is_right(make: LearnersClass, probe: Expression) -> bool:
    """Whether number, operands and gradients are right; where the local slopes are recorded, whether these are, since
    then a wrong way back is no fault of the operation.
    """
    try:
        evaluation = evaluate(probe, make)
        recorded = hands_on_what_it_recorded(evaluation)
        remembers = evaluation.reaches_its_leaves
        if not remembers or not evaluation.right_forwards or recorded is not None:
            return remembers and evaluation.right_forwards and recorded is True
        # By hand also as in a larger expression, where the result has another gradient than 1, and the leaves hold
        # something already.
        return evaluation.right and (evaluation.own or evaluate(probe, make, seed=UPSTREAM, held=HELD).right)
    except Exception:
        return False
