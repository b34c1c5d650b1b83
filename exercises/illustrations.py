"""Pictures and questions made from the reference engine, and what is built with the one that learners import."""

from collections.abc import Callable

import viz
from exercises.exercise import Prediction
from exercises.expressions import Expression, expression
from exercises.originals import in_force
from exercises.reference_engine import Reference
from exercises.words import Joined, Text
from micrograd.engine import Value
from viz.outputs.output import StillPicture
from viz.words.text import plain


def solve(asked: Expression) -> tuple[Reference, dict[str, Reference]]:
    """(the result, {leaf: value}) of an Expression by the reference engine, after the backward pass, fresh.

    All that has a name in the Expression bears it.
    """
    leaves = {name: Reference(x, label=name) for name, x in asked.numbers.items()}
    result, names = asked.run(leaves)
    for name, value in names.items():
        if isinstance(value, Reference):
            value.label = name
    result.backward()
    return result, leaves


def built(asked: Expression) -> Value:
    """The result of an Expression by the engine that learners import, after the backward pass, for their functions."""
    result: Value = asked.of({name: Value(x, label=name) for name, x in asked.numbers.items()})
    result.backward()
    return result


def picture(source: str, **numbers: float) -> Callable[[], StillPicture]:
    """A function that draws the expression with its true gradients and local slopes."""

    def drawn() -> StillPicture:
        with in_force():
            return viz.draw(solve(expression(source, **numbers))[0], slopes=True)

    return drawn


def gradient_of(name: str, of: str, source: str, slips: tuple[float, ...], **numbers: float) -> Prediction:
    """A Prediction of a leaf's gradient."""
    asked = expression(source, **numbers)
    told = Joined(f"{leaf} = {plain(x)}" for leaf, x in asked.numbers.items())
    return Prediction(name, Text("predict.gradient", source=source, numbers=told, of=of), asked, of, slips)
