"""Functions and numbers that a verb is given: read as plain ones, or refused in a sentence that says what came in and
what is expected.

Raises everywhere: TypeError for what is of another kind, ValueError for a number that nothing can be made of.
"""

import math
from numbers import Real
from typing import Any

from viz.words.messages import say
from viz.words.text import short_repr

NumberLike = Any  # a number, or what holds one in `.data`


def check_function(name: str, thing: object, example: str) -> None:
    if not callable(thing):
        raise TypeError(
            say("not a function", name=name, example=example, kind=type(thing).__name__, shown=short_repr(thing))
        )


def read_number(name: str, thing: NumberLike) -> float:
    """The float of a number, or of what holds a number in `.data`."""
    held = thing if isinstance(thing, Real) else getattr(thing, "data", None)
    if not isinstance(held, Real):
        raise TypeError(say("not one number", name=name, kind=type(thing).__name__, shown=short_repr(thing)))
    return float(held)


def finite(name: str, thing: NumberLike) -> float:
    x = read_number(name, thing)
    if not math.isfinite(x):
        raise ValueError(say("not finite", name=name, shown=short_repr(thing)))
    return x


def positive(name: str, thing: NumberLike) -> float:
    x = finite(name, thing)
    if x <= 0:
        raise ValueError(say("not above 0", name=name, shown=short_repr(thing)))
    return x
