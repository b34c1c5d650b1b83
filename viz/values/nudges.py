"""Nudges of a function of one number: at each of many places x, and for each of many h, how far the result moves.

All of it is computed here, once. Whoever shows it shows what f really gave, and never a guess between two places.
"""

import io
import math
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import pairwise

from viz.values.functions import UNKNOWN, Function, Slope, slope_at, value_at, value_or_nan

Truth = Callable[[float], float] | None  # place -> the slope there, nan where it is not told

_PLACES, _FEWEST = 120, 8
_SECONDS = 4  # that all calls of f may take: a slow f gets fewer places
_CALLS = 100  # about so many for each place
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_STEPS_OF_A_DECADE, _FINE_DECADES, _DIGITS = (1.0, 0.5, 0.2), 3, 16
_SMALL_JUMP, _HALVINGS = 0.08, 60  # of the height that is shown


@dataclass(frozen=True)
class Place:
    """A place, and what is told of it.

    Attributes:
        x: where.
        value: f there; nan where it has none.
        slope: the Slope as nudges tell it.
        given: the slope that somebody has told; nan where nobody has.
        rises: f(x + h) - f(x) for each h of the Nudges; nan where there is none.
    """

    x: float
    value: float
    slope: Slope
    given: float
    rises: tuple[float, ...]

    @property
    def tangent(self) -> float:
        """The slope that counts as the true one; nan where none is known."""
        return self.given if math.isfinite(self.given) else math.nan if self.slope.number is None else self.slope.number

    @property
    def bound(self) -> float:
        """How far off that may be."""
        if math.isfinite(self.given):
            return 2.0**-52 * abs(self.given)
        return 0.0 if self.slope.number is None else self.slope.left.bound

    @property
    def contradicts(self) -> bool:
        """Whether nudging tells, beyond doubt, another slope than the given one."""
        told = self.slope.number
        if told is None or not math.isfinite(self.given):
            return False
        return abs(told - self.given) > 10 * self.slope.left.bound + 1e-6 * (abs(told) + abs(self.given))

    def errors(self, nudges: Sequence[float]) -> list[float]:
        """How far the quotient of each nudge is from the tangent; nan where one of them is not known."""
        return [abs(rise / h - self.tangent) for rise, h in zip(self.rises, nudges)]


@dataclass(frozen=True)
class Nudges:
    """What a function does around a place.

    Attributes:
        sizes: of h, from the largest down to where rounding is all that is left.
        places: the Places, from left to right.
        start: the index of the one that was asked for.
        curve: (x, f(x)) for drawing, also somewhat beyond the places; nan where f has no value.
        jumps: the x at which the curve is not connected.
        window: (left, right, low, high) that shows the curve.
    """

    sizes: tuple[float, ...]
    places: tuple[Place, ...]
    start: int
    curve: tuple[tuple[float, float], ...]
    jumps: tuple[float, ...]
    window: tuple[float, float, float, float]

    @property
    def steps(self) -> list[float]:
        """Every h: the sizes to the right, then to the left."""
        return [*self.sizes, *(-size for size in self.sizes)]


def nudges_of(f: Function, x: float, h: float, ends: tuple[float, float], truth: Truth) -> Nudges:
    """The Nudges of f around x.

    Args:
        f: a function of one number.
        x, h: the place and the nudge that must be among them; h is not 0.
        ends: the first and the last place.
        truth: what is told of the slope, or None.

    Raises:
        TypeError: f gives no number at x.
        ValueError: f has no finite value at x.
    """
    with redirect_stdout(io.StringIO()):  # f is called some thousand times: what it prints would bury the picture
        value_at(f, x)
        begun = time.perf_counter()
        value_at(f, x)
        most = _SECONDS / (_CALLS * max(time.perf_counter() - begun, 1e-9))
        return _nudges(f, x, h, ends, truth, int(min(max(most, _FEWEST), _PLACES)))


def _nudges(f: Function, x: float, h: float, ends: tuple[float, float], truth: Truth, most: int) -> Nudges:
    known: dict[float, float] = {}

    def value(at: float) -> float:
        if at not in known:
            known[at] = value_or_nan(f, at)
        return known[at]

    left, right = ends
    step = _nice((right - left) / most)
    sizes = _sizes((right - left) / 2, max(map(abs, ends)), abs(h))
    xs = sorted({*_grid(left, right, step), x})
    beyond = min(sizes[0], right - left)
    curve = [(at, value(at)) for at in _grid(left - beyond, right + beyond, step / 2)]
    low, high = range_shown([y for at, y in curve if left <= at <= right], [value(x), value_or_nan(value, x + h)])
    jumps = [
        _narrowed(value, *one, *other) for one, other in pairwise(curve) if _may_jump(one[1], other[1], high - low)
    ]
    steps = [*sizes, *(-size for size in sizes)]
    return Nudges(
        sizes,
        tuple(_place(value, at, steps, truth, sizes[0]) for at in xs),
        xs.index(x),
        tuple(curve),
        tuple(at for at in jumps if at is not None),
        (left, right, low, high),
    )


def _place(f: Callable[[float], float], x: float, steps: Sequence[float], truth: Truth, unit: float) -> Place:
    value = f(x)
    slope = UNKNOWN if math.isnan(value) else slope_at(f, x, unit)
    given = math.nan if truth is None or math.isnan(value) else value_or_nan(truth, x)
    return Place(x, value, slope, given, tuple(_or_nan(f(x + h) - value) for h in steps))


def _or_nan(x: float) -> float:
    return x if math.isfinite(x) else math.nan


def _nice(least: float) -> float:
    """The first number of that size or more that is easily counted by: 0.05, 0.1, 0.2, 0.25, 0.5, ..."""
    power = 10.0 ** math.floor(math.log10(least))
    return float(f"{next(nice for nice in _NICE if nice * power >= least * (1 - 1e-9)) * power:.3g}")


def _grid(left: float, right: float, step: float) -> list[float]:
    """The multiples of step between two ends, as one would write them: 0.3, not 0.30000000000000004."""
    multiples = range(math.ceil(left / step - 1e-9), math.floor(right / step + 1e-9) + 1)
    return sorted({float(f"{step * n:.15g}") for n in multiples})


def _sizes(most: float, size_of_x: float, wanted: float) -> tuple[float, ...]:
    """Sizes of h, down to where x + h is x."""
    top = math.floor(math.log10(most) + 1e-9)
    last = math.floor(math.log10(size_of_x)) - _DIGITS
    fine = [nice * 10.0**power for power in range(top + 1, top - _FINE_DECADES, -1) for nice in _STEPS_OF_A_DECADE]
    decades = [10.0**power for power in range(top - _FINE_DECADES, min(last, top - _FINE_DECADES) - 1, -1)]
    tidy = {float(f"{size:.3g}") for size in [*fine, *decades] if size <= most * (1 + 1e-9)}
    return tuple(sorted({*tidy, wanted}, reverse=True))


def range_shown(ys: Iterable[float], needed: Sequence[float]) -> tuple[float, float]:
    """The lowest and highest y to show: all of a tame curve, not the far ends of a wild one, and what is needed in
    any case, as far as it is finite.
    """
    needed = [y for y in needed if math.isfinite(y)]
    ordered = sorted(y for y in ys if math.isfinite(y)) or needed
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    room = 0.3 * (high - low)
    low, high = max(low - room, ordered[0]), min(high + room, ordered[-1])
    low, high = min(low, *needed), max(high, *needed)
    pad = 0.13 * (high - low) or max(1.0, 1e-3 * abs(low))  # room for a number below or above the triangle
    return low - pad, high + pad


def _may_jump(one: float, other: float, height: float) -> bool:
    return math.isfinite(one) and math.isfinite(other) and abs(other - one) > _SMALL_JUMP * height


def _narrowed(f: Callable[[float], float], a: float, low: float, b: float, high: float) -> float | None:
    """Where f jumps between two places; None where it does not: a rise that only gets smaller is steep."""
    rise = abs(high - low)
    for _ in range(_HALVINGS):
        middle = (a + b) / 2
        if not a < middle < b:
            break
        value = f(middle)
        if math.isnan(value):
            return middle
        if abs(value - low) > abs(high - value):
            b, high = middle, value
        else:
            a, low = middle, value
        if abs(high - low) < rise / 2:
            return None
    return (a + b) / 2
