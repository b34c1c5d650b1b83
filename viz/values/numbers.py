"""Numbers as objects hold them become plain numbers here, and only here; and when two of them count as equal."""

import math
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, TypeGuard

from viz.words.text import FAILURES

# What a foreign class keeps in `data` or `grad`: a number as a rule, but nobody has promised it.
Held = object


def as_float(x: object) -> float | None:
    """x as a float: of a number of any type, or of what holds one in `.data`; None where it is no number or too large
    for a float.
    """
    if type(x) is float:
        return x
    try:
        held: Any = x if isinstance(x, Real) or shape_of(x) is not None else getattr(x, "data", x)
        if held is None or isinstance(held, (str, bytes, bytearray)):
            return None
        return float(held if shape_of(held) is None else held.item())
    except FAILURES:  # whatever a foreign class answers, it is not a number
        return None


def shape_of(x: object) -> tuple[int, ...] | None:
    """The shape of an array, of whatever library; None for whatever is none."""
    if isinstance(x, (Real, str)) or x is None:
        return None
    try:
        shape = getattr(x, "shape", None)
        return tuple(shape) if isinstance(shape, tuple) and callable(getattr(x, "item", None)) else None
    except FAILURES:  # a learner's own attribute, which answers in its own way
        return None


def shape_out_of_scope(held: Held) -> tuple[int, ...] | None:
    """The shape of what holds several numbers, or none, where one is wanted; None for an array of one element and for
    whatever is no array.
    """
    if isinstance(held, (list, tuple)):
        return (len(held),)
    shape = shape_of(held)
    return None if shape is None or math.prod(shape) == 1 else shape


@dataclass(frozen=True, slots=True)
class Gradient:
    """What a `grad` holds.

    Attributes:
        number: to compute with: a float, 0.0 where there is no gradient yet, None for what is no number.
        shown: to be shown: a plain int or float; whatever is no number, None too, as it is.
    """

    number: float | None
    shown: Held


ZERO = Gradient(0.0, 0.0)


def read_gradient(held: Held) -> Gradient:
    """The Gradient for what a `grad` holds; None stands for no gradient yet."""
    if type(held) is float:
        return Gradient(held, held)
    if held is None:
        return Gradient(0.0, None)
    number = as_float(held)
    is_number = isinstance(held, Real) or shape_of(held) is not None
    return Gradient(number, _plain(held, number) if is_number and number is not None else held)


def difference(old: Gradient, new: Gradient) -> float | None:
    """How much more the Gradient new is than the Gradient old; None where one of them is no number."""
    return None if old.number is None or new.number is None else new.number - old.number


def plain_number(x: object) -> float | None:
    """x as a plain int or float; None where as_float knows no number."""
    number = as_float(x)
    return None if number is None else _plain(x, number)


def _plain(x: object, number: float) -> float:
    return int(x) if isinstance(x, Integral) else number


def shown_number(held: Held) -> Held:
    """What is shown of it: a number in a box (an array of one element) as that number, all else as it is."""
    return held if shape_of(held) is None else plain_number(held)


def precision_of(held: Held) -> float:
    """The relative rounding error of the type that a number is held in: that of a double where it says nothing."""
    size = getattr(getattr(held, "dtype", None), "itemsize", 8)
    return {4: 2.0**-23, 2: 2.0**-10}.get(size, 2.0**-52) if isinstance(size, int) else 2.0**-52


def is_finite(x: Held) -> TypeGuard[float]:
    """Whether it is a number of ordinary size."""
    return isinstance(x, Real) and abs(float(x)) < math.inf


def or_nan(x: float | None) -> float:
    """x; nan for None, which stands for no number or one that is not known."""
    return math.nan if x is None else x


def fits(old: Gradient, new: Gradient, due: float | None, scale: float = 0.0) -> bool:
    """Whether the Gradient new is old + due, up to rounding (see is_sum)."""
    return is_sum(old.number, due, new.number, scale)


def is_near(x: float | None, due: float | None, scale: float = 0.0) -> bool:
    """Whether x is due, up to rounding (see is_sum); None is near to nothing."""
    return is_sum(0.0, due, x, scale)


def is_sum(before: float | None, due: float | None, after: float | None, scale: float) -> bool:
    """Whether after is before + due, up to rounding: of due, of the sum, and of what due was computed from.

    Args:
        before, due, after: None for what is no number and so is no sum.
        scale: the size of the numbers that due was computed from.
    """
    if before is None or due is None or after is None:
        return False
    sum_ = before + due
    if sum_ == after or (math.isnan(sum_) and math.isnan(after)):
        return True
    return (
        math.isfinite(sum_ - after)
        and abs(sum_ - after) <= 1e-9 * abs(due) + 1e-12 * max(abs(before), abs(after)) + 1e-14 * scale
    )
