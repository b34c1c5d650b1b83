"""What the plots compute, without numpy: a secant, a slope, a grid of places."""

from collections.abc import Callable, Sequence
from typing import Any

from viz.values import functions
from viz.values.arguments import read_number
from viz.values.functions import Function, value_at
from viz.words.messages import say
from viz.words.text import number

Model = Callable[[list[float]], Any]  # of [x, y]; gives a number, or what holds one in `.data`
Point = tuple[float, float]
Secant = tuple[float, float, float]  # h, the rise, the slope
Slope = float | tuple[float, float] | None  # at a point; (left, right) at a kink; None where there is none

_SHAPE = 2.1  # width : height of a plot without its words
_FARTHEST = 8e307  # of what is shown: a distance is a float then


def score_at(model: Model, x: float, y: float) -> float:
    return read_number(f"model([{number(x)}, {number(y)}])", model([x, y]))


def secant(f: Function, x: float, h: float) -> Secant:
    """The secant through the points at x and x + h."""
    if h == 0:
        raise ValueError(say("h is 0"))
    rise = value_at(f, x + h) - value_at(f, x)
    return h, rise, rise / h


def slope_at(f: Function, x: float, unit: float) -> Slope:
    told = functions.slope_at(f, x, unit)
    if told.left.slope is not None and told.right.slope is not None and told.is_corner:
        return told.left.slope, told.right.slope
    return told.number


def window(points: Sequence[Point], grid: tuple[int, int], room: float) -> tuple[list[float], list[float]]:
    """The x and the y of a grid around the points, of the shape of the plot: a step to the right is as long as one
    upwards.
    """
    (left, right), (low, high) = ((min(side), max(side)) for side in zip(*points))
    wide = min(room * max(right - left, _SHAPE * (high - low)), _FARTHEST) or 2.0
    x, y = left / 2 + right / 2, low / 2 + high / 2
    across, up = ([i / (count - 1) - 0.5 for i in range(count)] for count in grid)
    return [_near(x + wide * at) for at in across], [_near(y + wide / _SHAPE * at) for at in up]


def _near(x: float) -> float:
    return max(-_FARTHEST, min(x, _FARTHEST))
