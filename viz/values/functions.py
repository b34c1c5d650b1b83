"""A function of one number: its values as plain numbers, and its slope, told by nudging, with how sure that is.

A quotient (f(x + h) - f(x)) / h is off by what bends, which is less for a small h, and by rounding, which is less for a
big one. From quotients of several h a polynomial tells what they run to as h goes to 0 (Neville's scheme, as in
Ridders, Advances in Engineering Software 4, 1982). Of all that it tells the surest is taken, and only where the
quotients of all smaller h bear it out.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from viz.values.arguments import finite, read_number
from viz.words.messages import say
from viz.words.text import FAILURES, number

Function = Callable[..., Any]  # of one number, or of two; gives a number, or what holds one in `.data`

_NUDGES = [*(nice * 10.0**-power for power in range(6) for nice in (1, 0.5, 0.2)), 1e-6, 1e-7]
_MOST_AT_ONCE = 6  # quotients that one polynomial goes through
_ROUNDINGS = 64  # of the last digit, that a value may be off: f may compute it from numbers much larger than it
_LAST_DIGIT, _SMALLEST = 2.0**-52, 2.0**-1074
_CAUTION = 16  # times as far off as two estimates are from each other each of them may be
_SURE = 1e-6  # of the quotients: beyond that a slope is not known
_GROWS = 1.03  # times as steep from each nudge to the next


def value_at(f: Function, *place: float) -> float:
    """f at a place where it must have a finite value."""
    call = f"f({', '.join(map(number, place))})"
    try:
        result = f(*place)
    except FAILURES as error:
        raise ValueError(say("f fails", call=call, kind=type(error).__name__, text=error)) from error
    return finite(call, result)


def value_or_nan(f: Function, *place: float) -> float:
    """f at a place, nan where it has no finite value."""
    try:
        value = read_number("f", f(*place))
    except FAILURES:
        return math.nan
    return value if math.isfinite(value) else math.nan


@dataclass(frozen=True)
class Side:
    """How steep a function is on one side of a place.

    Attributes:
        slope: what its quotients run to; None where that is not known.
        bound: how far off it may be.
        why: where it is None: "ends" (f has no values there), "grows" (the smaller the nudge, the larger the quotient)
            or "unknown"; else "".
    """

    slope: float | None
    bound: float = 0.0
    why: str = ""


@dataclass(frozen=True)
class Slope:
    """How steep a function is at a place: on both sides alike, where it is smooth."""

    left: Side
    right: Side

    @property
    def number(self) -> float | None:
        """The one slope; None where there is none, or none that is known."""
        return self.left.slope if self.left == self.right else None

    @property
    def is_corner(self) -> bool:
        return self.number is None and None not in (self.left.slope, self.right.slope)


UNKNOWN = Slope(*[Side(None, why="unknown")] * 2)


def slope_at(f: Function, x: float, unit: float = 1.0) -> Slope:
    """The Slope of f at x.

    Args:
        f: gives nan where it has no value (see value_or_nan), or fails.
        x: where.
        unit: the largest nudge; smaller ones follow, down to a ten millionth of it.
    """
    value = value_or_nan(f, x)
    if math.isnan(value):
        return UNKNOWN
    unit = max(unit, abs(x) * 1e-6)  # smaller nudges would be rounding and nothing else
    right, left = ([_quotient(f, (x, value), sign * unit * nudge) for nudge in _NUDGES] for sign in (1, -1))
    sides = [_side(quotients) for quotients in (left, right)]
    one, other = (side.slope for side in sides)
    if one is None or other is None or abs(one - other) > sides[0].bound + sides[1].bound:
        return Slope(*map(_short, sides))
    centre = _surest([_central(*both) for both in zip(left, right)], power=2)
    agreeing = [each for each in (centre, *sides) if all(_agree(each, side) for side in sides)]
    best = _short(min(agreeing, key=lambda side: side.bound, default=sides[0]))
    return Slope(best, best)


@dataclass(frozen=True)
class _Quotient:
    """What a nudge tells: its size, what it gives, and how much of that may be rounding."""

    size: float
    slope: float
    noise: float


def _quotient(f: Function, point: tuple[float, float], nudge: float) -> _Quotient:
    x, value = point
    step = (x + nudge) - x  # as it really is
    other = value_or_nan(f, x + nudge)
    if step == 0 or math.isnan(other):
        return _Quotient(abs(nudge), math.nan, math.inf)
    slope = (other - value) / step
    size = abs(value) + abs(other) + abs(x * slope)
    digit = max(_LAST_DIGIT * size, _SMALLEST) if size else 0.0
    return _Quotient(abs(step), slope, _ROUNDINGS * digit / abs(step))


def _central(one: _Quotient, other: _Quotient) -> _Quotient:
    return _Quotient(one.size, (one.slope + other.slope) / 2, (one.noise + other.noise) / 2)


def _side(quotients: Sequence[_Quotient]) -> Side:
    if all(math.isnan(each.slope) for each in quotients[-3:]):
        return Side(None, why="ends")
    surest = _surest(quotients)
    return surest if surest.slope is not None else Side(None, why="grows" if _grow(quotients) else "unknown")


def _surest(quotients: Sequence[_Quotient], power: int = 1) -> Side:
    """What the quotients run to as the nudges go to 0.

    Args:
        quotients: from the largest nudge to the smallest.
        power: of the nudge, in which they are a series.
    """
    told: list[tuple[Side, Sequence[_Quotient], Sequence[_Quotient]]] = []  # with what it rests on, what is smaller
    column = [(each.slope, each.noise) for each in quotients]
    for width in range(1, _MOST_AT_ONCE):
        longer = []
        for i, ((far, far_noise), (near, near_noise)) in enumerate(pairwise(column)):
            part = 1 / ((quotients[i].size / quotients[i + width].size) ** power - 1)
            slope, noise = near + (near - far) * part, near_noise + (near_noise + far_noise) * part
            longer.append((slope, noise))
            side = Side(slope, _CAUTION * max(abs(slope - near), abs(slope - far)) + noise)
            if math.isfinite(slope) and math.isfinite(side.bound):
                told.append((side, quotients[i : i + width + 1], quotients[i + width :]))
        column = longer
    told = [each for each in told if _is_sure(each[0], each[1]) and _come_nearer(each[2], each[0])]
    return min((side for side, _, _ in told), key=lambda side: side.bound, default=Side(None, why="unknown"))


def _is_sure(side: Side, quotients: Sequence[_Quotient]) -> bool:
    rounding = max(each.noise for each in quotients)
    size = max(abs(quotients[-1].slope), abs(side.slope or 0))
    return side.bound <= _SURE * size + 10 * rounding * (rounding < _SURE)


def _come_nearer(quotients: Sequence[_Quotient], side: Side) -> bool:
    """Whether each smaller nudge comes nearer to what is told, up to rounding."""
    away = [(abs(each.slope - (side.slope or 0)), each.noise + side.bound) for each in quotients]
    return all(near <= far + near_noise + far_noise for (far, far_noise), (near, near_noise) in pairwise(away))


def _agree(one: Side, other: Side) -> bool:
    return None not in (one.slope, other.slope) and abs(one.slope - other.slope) <= one.bound + other.bound  # type: ignore[operator]


def _grow(quotients: Sequence[_Quotient]) -> bool:
    """Whether the quotients of ever smaller nudges get ever larger, as at a jump, or where a curve stands upright."""
    last = [each.slope for each in quotients[-9:]]
    return all(near / far >= _GROWS if far else False for far, near in pairwise(last))


def _short(side: Side) -> Side:
    """The shortest number that is as sure: 6.0 for 5.999999999999996."""
    if side.slope is None or side.bound == 0:
        return side
    if abs(side.slope) <= side.bound:
        return Side(0.0, 2 * side.bound)
    texts = (f"{side.slope:.{digits}g}" for digits in range(1, 18))
    shortest = next(float(text) for text in texts if abs(float(text) - side.slope) <= side.bound or len(text) > 16)
    return Side(shortest, 2 * side.bound)
