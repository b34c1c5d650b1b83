"""What the name `Value` stands for while a function of the learner's is given the engine's values."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from exercises.origin import LearnersFunction
from micrograd.engine import Value


@contextmanager
def value_of_the_engine(function: LearnersFunction) -> Iterator[None]:
    """Inside, `Value` is the engine's in the notebook of a function.

    In a lesson it is the learner's own class, and `total = Value(0.0)` is a usual beginning of a sum: of two classes,
    each would take the other's values for numbers.
    """
    space: dict[str, Any] = getattr(getattr(function, "__func__", function), "__globals__", {})
    before = space.get("Value")
    if not isinstance(before, type):
        yield
        return
    space["Value"] = Value
    try:
        yield
    finally:
        space["Value"] = before
