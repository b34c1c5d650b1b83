"""Arithmetic on floats with every corner decided: what is inf, what is nan, and what is an error at once.

Overflows are inf, as IEEE 754 and PyTorch have it, where Python's own functions raise. What has no real result raises.
"""

import math
import sys
from numbers import Real
from reprlib import repr as short_repr
from typing import Any


def real(data: Any) -> float:
    """data as a float.

    Args:
        data: an int, a float, a Fraction, a truth value or a scalar of numpy.

    Raises:
        TypeError: it is not one number.
        OverflowError: it is an int too large for a float.
    """
    if isinstance(data, Real) or type(data).__name__ in ("bool", "bool_"):  # numpy's truth values count as Python's do
        try:
            return float(data)
        except OverflowError:
            raise OverflowError(
                f"a Value holds a float, and an int of {data.bit_length()} bits is too large for one"
            ) from None
    hint = (
        _hint_for_a_value(type(data))
        if hasattr(data, "_prev")
        else "convert it first, or make one Value for each number in it"
    )
    raise TypeError(f"a Value holds one number (int, float or numpy scalar), not {shown(data)}: {hint}")


def _hint_for_a_value(cls: type) -> str:
    if getattr(sys.modules.get(cls.__module__), cls.__qualname__, cls) is not cls:
        return "it was made by an earlier version of its class, make it again"
    if any(base.__module__ == "micrograd.engine" for base in cls.__mro__):
        return "it is a Value already, use it as it is"
    return f"its class is {cls.__module__}.{cls.__qualname__}, and the Values of two classes do not mix"


def shown(thing: object) -> str:
    """What came in, for an error: its type and how it shows itself, shortened."""
    return f"{type(thing).__name__} {' '.join(short_repr(thing).split())}"


def quotient(x: float, y: float) -> float:
    """x / y; ZeroDivisionError where y is 0."""
    if y == 0:
        raise ZeroDivisionError(f"{x} / {y}: division by zero has no value")
    return x / y


def power(x: float, n: float) -> float:
    """x**n; ZeroDivisionError for 0 to a negative power, ValueError for a negative x to a power that is no integer."""
    if x == 0 and n < 0:
        raise ZeroDivisionError(f"{x} ** {n}: zero to a negative power is a division by zero")
    try:
        return math.pow(x, n)
    except OverflowError:
        return -math.inf if x < 0 and n % 2 == 1 else math.inf
    except ValueError:
        raise ValueError(f"{x} ** {n}: a negative base with a fractional exponent has no real result") from None


def power_slope(x: float, n: float) -> float:
    """d(x**n)/dx = n * x**(n-1), in the corners too: x**0 is flat everywhere, and a root stands upright at 0."""
    if n == 0:
        return 0.0
    if x == 0 and n < 1:
        return math.inf
    return n * power(x, n - 1)


def exponential_slope(x: float, n: float) -> float:
    """d(x**n)/dn = x**n * log(x); nan for a negative x, which has no real power beside an integer n."""
    if x > 0:
        return power(x, n) * math.log(x)
    return 0.0 if x == 0 and n >= 0 else math.nan


def exponential(x: float) -> float:
    """e**x."""
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def logarithm(x: float) -> float:
    """The natural logarithm of x; ValueError where x is not above 0."""
    if x <= 0:
        raise ValueError(f"log of {x}: the logarithm exists only for numbers above 0")
    return math.log(x)
