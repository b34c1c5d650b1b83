"""What the plots compute, without numpy: values and slopes of a function, a grid of places."""

import math

from viz.plots.arguments import finite, read_number
from viz.words.messages import say
from viz.words.text import number

_NUDGE = 1e-5  # the best for a central difference of numbers of size 1
_SHAPE = 2.1  # width : height of a plot without its words


def value_at(f, *place):
    """f at a place where it must have a finite value."""
    call = f"f({', '.join(map(number, place))})"
    try:
        result = f(*place)
    except Exception as error:
        raise ValueError(say("f fails", call=call, kind=type(error).__name__, text=error)) from error
    return finite(call, result)


def value_or_nan(f, *place):
    """f at a place, nan where it has no finite value."""
    try:
        value = read_number("f", f(*place))
    except Exception:
        return math.nan
    return value if math.isfinite(value) else math.nan


def score_at(model, x, y):
    return read_number(f"model([{number(x)}, {number(y)}])", model([x, y]))


def secant(f, x, h):
    """(h, the rise, the slope of the secant)"""
    if h == 0:
        raise ValueError(say("h is 0"))
    rise = value_at(f, x + h) - value_at(f, x)
    return h, rise, rise / h


def slope_at(f, x):
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


def _one_sided(f, x, nudge):
    d = nudge * max(1, abs(x))
    value = value_or_nan(f, x)
    return (value - value_or_nan(f, x - d)) / (x - (x - d)), (value_or_nan(f, x + d) - value) / (x + d - x)


def _rounded(x):
    return float(f"{x:.7g}")


def window(points, grid, room):
    """The x and the y of a grid around the points, of the shape of the plot: a step to the right is as long as one
    upwards.
    """
    (left, right), (low, high) = ((min(side), max(side)) for side in zip(*points))
    wide = room * max(right - left, _SHAPE * (high - low)) or 2.0
    x, y = (left + right) / 2, (low + high) / 2
    across, up = ([i / (count - 1) - 0.5 for i in range(count)] for count in grid)
    return [x + wide * at for at in across], [y + wide / _SHAPE * at for at in up]
