"""What is typed for an expression: `a = 0; b = a * a; b + b`."""

import re
from dataclasses import dataclass

from exercises.words import Text
from viz.values.expression import APPLIED, Expression, Step, read_expression

NUMBERS = {"a": 2.0, "b": -3.0, "c": 10.0}  # of leaves that are given none
_GIVEN = re.compile(r"([A-Za-z_]\w*) *= *(-? *(?:\d+\.?\d*|\.\d+))")  # a leaf and its number

_TWICE = Text("bug.twice")
_UNREAD = Text("bug.unread")
_WITHOUT_NUMBER = Text("bug.without_number")


@dataclass(frozen=True)
class Typed:
    """An expression and the numbers of its leaves.

    Attributes:
        expression: what is computed.
        numbers: {leaf: its number}.
    """

    expression: Expression
    numbers: dict[str, float]

    @property
    def size(self) -> tuple[int, int]:
        """(how many operations, how many leaves); a number in it is a leaf too, unless it is an exponent."""
        numbers = [x for step in self.expression.steps for x in _operands(step) if isinstance(x, float)]
        return len(self.expression.steps), len(self.expression.leaves) + len(numbers)

    @property
    def operations(self) -> set[str]:
        """What it asks of a class, as in Program.operations."""
        steps = self.expression.steps
        return {f"r{step.does}" if isinstance(step.operands[0], float) else step.does for step in steps}


def read(text: str) -> Typed:
    """The Typed of a text.

    Raises:
        ValueError: it is none; the message says why.
    """
    numbers: dict[str, float] = {}
    rest: list[str] = []
    for part in filter(None, map(str.strip, re.split("[;\n]", text))):
        given = _GIVEN.fullmatch(part)
        if given is None:
            rest.append(part)
        elif given[1] in numbers or any(re.search(rf"\b{given[1]}\b", each) for each in rest):
            raise ValueError(_TWICE.filled(name=given[1]))
        else:
            numbers[given[1]] = float(given[2].replace(" ", ""))
    expression = read_expression("\n".join(rest))
    for step in expression.steps:
        if step.does not in APPLIED and (step.does, len(step.operands)) != ("relu", 1):
            raise ValueError(_UNREAD.filled(shown=step.code))
    for leaf in expression.leaves:
        if leaf not in numbers and leaf not in NUMBERS:
            raise ValueError(_WITHOUT_NUMBER.filled(name=leaf))
    return Typed(expression, {leaf: numbers.get(leaf, NUMBERS.get(leaf, 0.0)) for leaf in expression.leaves})


def _operands(step: Step) -> tuple[float | str | int, ...]:
    return step.operands[:1] if step.does == "**" else step.operands
