"""What the name `Value` stands for while a function of the learner's is given the engine's values."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from exercises.origin import LearnersClass, LearnersFunction
from micrograd import engine


@contextmanager
def value_of_the_engine(function: LearnersFunction, make: LearnersClass = engine.Value) -> Iterator[None]:
    """Inside, `Value` is the engine's, or another class, in the notebook of a function.

    In a lesson it is the learner's own class, and `total = Value(0.0)` is a usual beginning of a sum: of two classes,
    each would take the other's values for numbers.
    """
    space: dict[str, Any] = getattr(getattr(function, "__func__", function), "__globals__", {})
    before = space.get("Value")
    if not isinstance(before, type):
        yield
        return
    space["Value"] = make
    try:
        yield
    finally:
        space["Value"] = before
