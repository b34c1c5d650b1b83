"""What the plots compute, without numpy: values and slopes of a function, a grid of places."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from viz.plots.arguments import finite, read_number
from viz.words.messages import say
from viz.words.text import number

Function = Callable[..., Any]  # of one number, or of two; gives a number, or what holds one in `.data`
Model = Callable[[list[float]], Any]  # of [x, y]; gives a number, or what holds one in `.data`
Point = tuple[float, float]
Secant = tuple[float, float, float]  # h, the rise, the slope
Slope = float | tuple[float, float] | None  # at a point; (left, right) at a kink; None where there is none

_NUDGE = 1e-5  # the best for a central difference of numbers of size 1
_SHAPE = 2.1  # width : height of a plot without its words


def value_at(f: Function, *place: float) -> float:
    """f at a place where it must have a finite value."""
    call = f"f({', '.join(map(number, place))})"
    try:
        result = f(*place)
    except Exception as error:
        raise ValueError(say("f fails", call=call, kind=type(error).__name__, text=error)) from error
    return finite(call, result)


def value_or_nan(f: Function, *place: float) -> float:
    """f at a place, nan where it has no finite value."""
    try:
        value = read_number("f", f(*place))
    except Exception:
        return math.nan
    return value if math.isfinite(value) else math.nan


def score_at(model: Model, x: float, y: float) -> float:
    return read_number(f"model([{number(x)}, {number(y)}])", model([x, y]))


def secant(f: Function, x: float, h: float) -> Secant:
    """The secant through the points at x and x + h."""
    if h == 0:
        raise ValueError(say("h is 0"))
    rise = value_at(f, x + h) - value_at(f, x)
    return h, rise, rise / h


def slope_at(f: Function, x: float) -> Slope:
    """The slope at x, rounded to what a central difference can know; (left, right) at a kink; None where there is
    none.
    """
    left, right = _one_sided(f, x, _NUDGE)
    if math.isnan(left + right):
        return None
    # With a nudge 100 times smaller the two sides differ 100 times less where a curve bends, alike at a kink, more at
    # a jump.
    difference, closer = abs(right - left), math.dist(*zip(_one_sided(f, x, _NUDGE / 100)))
    if difference > 1e-3 * (1 + abs(left) + abs(right)) and closer > difference / 2:
        return (_rounded(left), _rounded(right)) if closer < 2 * difference else None
    slope = (left + right) / 2
    return 0.0 if abs(slope) < 1e-10 * abs(value_at(f, x)) else _rounded(slope)


def _one_sided(f: Function, x: float, nudge: float) -> tuple[float, float]:
    d = nudge * max(1, abs(x))
    value = value_or_nan(f, x)
    return (value - value_or_nan(f, x - d)) / (x - (x - d)), (value_or_nan(f, x + d) - value) / (x + d - x)


def _rounded(x: float) -> float:
    return float(f"{x:.7g}")


def window(points: Sequence[Point], grid: tuple[int, int], room: float) -> tuple[list[float], list[float]]:
    """The x and the y of a grid around the points, of the shape of the plot: a step to the right is as long as one
    upwards.
    """
    (left, right), (low, high) = ((min(side), max(side)) for side in zip(*points))
    wide = room * max(right - left, _SHAPE * (high - low)) or 2.0
    x, y = (left + right) / 2, (low + high) / 2
    across, up = ([i / (count - 1) - 0.5 for i in range(count)] for count in grid)
    return [x + wide * at for at in across], [y + wide / _SHAPE * at for at in up]
