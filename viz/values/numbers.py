"""Numbers as objects hold them become plain numbers here, and only here; and when two of them count as equal."""

import math
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

# What a foreign class keeps in `data` or `grad`: a number as a rule, but nobody has promised it.
Held = object


def as_float(x: object) -> float | None:
    """x as a float: of a number of any type, or of what holds one in `.data`; None where it is no number or too large
    for a float.
    """
    if type(x) is float:
        return x
    held: Any = x if isinstance(x, Real) else getattr(x, "data", x)
    if held is None or isinstance(held, (str, bytes, bytearray)):
        return None
    try:
        return float(held)
    except Exception:  # whatever a foreign class answers, it is not a number
        return None


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
    return Gradient(number, _plain(held, number) if isinstance(held, Real) and number is not None else held)


def difference(old: Gradient, new: Gradient) -> float | None:
    """How much more the Gradient new is than the Gradient old; None where one of them is no number."""
    return None if old.number is None or new.number is None else new.number - old.number


def plain_number(x: object) -> float | None:
    """x as a plain int or float; None where as_float knows no number."""
    number = as_float(x)
    return None if number is None else _plain(x, number)


def _plain(x: object, number: float) -> float:
    return int(x) if isinstance(x, Integral) else number


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
