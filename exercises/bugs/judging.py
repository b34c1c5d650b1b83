"""Runs an expression, or a training, with a wrong program and with the right one, and compares."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

from exercises.bugs.collection import Bug
from exercises.bugs.reading import Typed
from exercises.evaluation import near
from exercises.supervision import supervise
from viz.values.expression import APPLIED, Step
from viz.words.text import short_repr

SECONDS = 1.0
MOST_STEPS, POINTS = 6, ((1.0, 2.0), (-2.0, 1.0), (0.5, -1.0))  # of a training: how many, and which
START = {"w": 1.0, "b": 0.0}
_FILE = "<bug>"

Held = float | str  # a number; of anything else what it looks like


@dataclass(frozen=True)
class Outcome:
    """What came of running a program.

    Attributes:
        number: of the result; None of a training, or where an error stopped it.
        gradients: {leaf: its gradient}; of a training {parameter: its number}.
        error: the name of the exception that stopped it, "" for none.
    """

    number: Held | None
    gradients: Mapping[str, Held]
    error: str = ""

    def is_as(self, other: "Outcome") -> bool:
        """Whether both came to the same, rounding aside."""
        numbers = [(self.number, other.number), *((x, other.gradients.get(k)) for k, x in self.gradients.items())]
        return self.error == other.error and all(_is_one(x, y) for x, y in numbers)


def outcome(source: str, typed: Typed, passes: int = 1) -> Outcome:
    """The Outcome of an expression with a class, however long the class would go on.

    Args:
        source: what defines `Value`.
        typed: the expression.
        passes: how often `backward()` is called, the gradients of the leaves being set to 0 in between.
    """
    return _supervised(lambda: run(source, typed, passes))


def outcome_of_training(source: str, steps: int, points: int) -> Outcome:
    """The Outcome of so many steps with the first points.

    Args:
        source: what defines `train` and `Value`.
        steps, points: how many.
    """
    return _supervised(lambda: trained(source, steps, points))


def run(source: str, typed: Typed, passes: int = 1) -> Outcome:
    """As outcome, of a class that comes to an end."""
    make = made(source)["Value"]
    leaves = {name: make(x) for name, x in typed.numbers.items()}
    try:
        result = computed(typed, leaves)
        for n in range(passes):
            for leaf in leaves.values() if n else ():
                leaf.grad = 0.0
            result.backward()
    except Exception as error:
        return Outcome(None, {}, type(error).__name__)
    return Outcome(_held(result.data), {name: _held(leaf.grad) for name, leaf in leaves.items()})


def trained(source: str, steps: int, points: int) -> Outcome:
    """As outcome_of_training, of a training that comes to an end."""
    names = made(source)
    parameters = {name: names["Value"](x) for name, x in START.items()}
    names["train"](**parameters, points=[*POINTS[:points]], steps=steps)
    return Outcome(None, {name: _held(p.data) for name, p in parameters.items()})


def shows(bug: Bug, typed: Typed) -> bool:
    """Whether an expression shows that something is wrong: the right class comes to an end, and to something else."""
    right = outcome(bug.right_source, typed, bug.passes)
    return not right.error and not outcome(bug.source, typed, bug.passes).is_as(right)


def training_shows(bug: Bug, steps: int, points: int) -> bool:
    """The same of a training."""
    right = outcome_of_training(bug.right_source, steps, points)
    return not outcome_of_training(bug.source, steps, points).is_as(right)


def _supervised(run: Callable[[], Outcome]) -> Outcome:
    report = supervise(run, seconds=SECONDS)
    return report.value or Outcome(None, {}, type(report.error).__name__)


@cache
def _compiled(source: str, file: str) -> CodeType:
    return compile(source, file, "exec")


def made(source: str, file: str = _FILE) -> dict[str, Any]:
    """What a source defines, in names of its own.

    Args:
        source: the source.
        file: what its code says where it stands.
    """
    names: dict[str, Any] = {"__name__": "bug"}
    exec(_compiled(source, file), names)
    return names


def computed(typed: Typed, leaves: Mapping[str, Any]) -> Any:
    """What an expression gives for these leaves."""
    found: list[Any] = []
    for step in typed.expression.steps:
        found.append(_done(step, [_operand(x, found, leaves) for x in step.operands]))
    return _operand(typed.expression.result, found, leaves)


def _done(step: Step, operands: list[Any]) -> Any:
    apply = APPLIED.get(step.does) or operator.methodcaller(step.does)
    return apply(*operands)


def _operand(x: float | str | int, found: list[Any], leaves: Mapping[str, Any]) -> Any:
    if isinstance(x, float):
        return int(x) if x.is_integer() else x
    return leaves[x] if isinstance(x, str) else found[x]


def _held(x: object) -> Held:
    return float(x) if isinstance(x, (int, float)) else short_repr(x)


def _is_one(x: Held | None, y: Held | None) -> bool:
    return near(x, y) if isinstance(x, float) and isinstance(y, float) else x == y
