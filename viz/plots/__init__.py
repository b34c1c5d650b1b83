"""Plots for the lessons: a tangent, the error of a nudged slope, a loss, a decision boundary, a way downhill.

    viz.plots.tangent(lambda x: x**2, 3, h=1.5)

Each is an ordinary matplotlib Figure that Jupyter shows in the colours of the page. Where matplotlib is missing, the same is said
in words, so that a notebook goes on.
"""

import math
from collections.abc import Iterable, Mapping
from numbers import Real

from viz.plots.figures import make_plot
from viz.plots.in_words import boundary_in_words, errors_in_words, loss_in_words, tangent_in_words
from viz.plots.painting import paint_boundary, paint_descent, paint_errors, paint_losses, paint_tangent
from viz.words.messages import say
from viz.words.text import fit, number, shortened

_SAMPLES = 241  # of a curve
_NUDGE = 1e-5  # the best for a central difference of numbers of size 1
_DECADES = range(17)  # h = 1, 0.1, ... 1e-16
_MOST_CURVES = 8
_NAME_COLUMNS = 16
_SHAPE = 2.1  # width : height of a plot without its words
_GRID = 42, 21  # places at which a model is asked: its 882 calls take about a second
_FINE_GRID = 60, 30


def tangent(f, x, h=None, *, span=2.0):
    """The curve of f around x with its tangent; with h also the step to x + h, the rise, and the secant through both points.

    Args:
        f: a function from a number to a number. Where it raises or gives nan, the curve has a gap.
        x: where the tangent touches.
        h: the step to the second point, negative to go left.
        span: how far the curve is shown to both sides.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number at x; x, h or span is no number.
        ValueError: f has no finite value at x or x + h; h is 0; span is not above 0.
    """
    _check_function("f", f, "lambda x: x**2")
    x, span = _finite("x", x), _positive("span", span)
    point, slope = (x, _at(f, x)), _slope(f, x)
    step = None if h is None else _step(f, x, _finite("h", h))
    ends = [x] if step is None else [x, x + 1.15 * step[0]]
    first, last = min(x - span, *ends), max(x + span, *ends)
    xs = [first + (last - first) * i / (_SAMPLES - 1) for i in range(_SAMPLES)]
    ys = [_or_nan(f, at) for at in xs]
    description = tangent_in_words(xs, ys, point, slope, step)
    return make_plot(description, lambda figure, ax: paint_tangent(figure, ax, (xs, ys), point, slope, step))


def slope_error(f, x, slope):
    """How far a nudged slope is off, for h from 1 down to 1e-16: nudged to one side, and to both.

    Args:
        f: a function from a number to a number.
        x: where the slope is taken.
        slope: the true slope there.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number at x; x or slope is no number.
        ValueError: f has no finite value at x, or nowhere beside it.
    """
    _check_function("f", f, "lambda x: x**2")
    x, slope = _finite("x", x), _finite("slope", slope)
    value = _at(f, x)
    steps = [10.0**-n for n in _DECADES]
    one = [abs((_or_nan(f, x + h) - value) / h - slope) for h in steps]
    two = [abs((_or_nan(f, x + h) - _or_nan(f, x - h)) / (2 * h) - slope) for h in steps]
    if not any(math.isfinite(error) for error, h in zip(one, steps) if x + h != x):
        raise ValueError(say("no value beside", x=number(x)))
    description = "\n".join([say("errors in words", x=number(x), slope=number(slope)), *errors_in_words(steps, one, two)])
    return make_plot(description, lambda figure, ax: paint_errors(figure, ax, steps, one, two))


def loss_curve(losses, labels=None):
    """The loss against the step; several runs, as with different learning rates, in one plot.

    Args:
        losses: a list of numbers, or several: {name: list}, or a list of lists. A nan or inf is marked where the line ends.
            An empty list is a training that has not begun.
        labels: the names of the lists, in order, where losses does not carry them.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: losses holds something else.
        ValueError: there are more than 8 lists, or as many labels as lists are not given.
    """
    curves = _curves(losses, labels)
    description = "\n".join(loss_in_words(name, curve) for name, curve in curves or [(None, [])])
    return make_plot(description, lambda figure, ax: paint_losses(figure, ax, curves))


def decision_boundary(model, points, labels):
    """Which class a model gives to every place around the points: the sign of its score; the boundary is where that is 0.

    Args:
        model: called with [x, y]; gives a number, or something that holds one in `.data`.
        points: pairs (x, y).
        labels: the class of each point, -1 or 1.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: model is no function or gives no number; a point is no pair of numbers.
        ValueError: there are no points; a point is not finite; labels are not as many as points, or others than -1 and 1.
    """
    _check_function("model", model, "MLP(2, [8, 1])")
    points = _pairs("points", points, least=1)
    labels = _classes(labels, len(points))
    own = [_score(model, x, y) for x, y in points]
    right = sum(score * label > 0 for score, label in zip(own, labels))
    xs, ys = _window(points, _GRID, 1.2)
    scores = [[_score(model, x, y) for x in xs] for y in ys]
    description = boundary_in_words(labels, right, scores)
    return make_plot(description, lambda figure, ax: paint_boundary(figure, ax, (xs, ys, scores), points, labels, right))


def descent(f, path):
    """The way of a descent over the contour lines of the loss.

    Args:
        f: the loss, a function of two numbers.
        path: the places (u, v), from the first to the last; it is shown as far as they are finite.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number on the path; a place is no pair of numbers.
        ValueError: fewer than two places are finite; f has no finite value at the first.
    """
    _check_function("f", f, "lambda u, v: u**2 + v**2")
    path = _pairs("path", path, least=2, cut=True)
    first, last = _at(f, *path[0]), _or_nan(f, *path[-1])
    us, vs = _window(path, _FINE_GRID, 1.5)
    heights = [[_or_nan(f, u, v) for u in us] for v in vs]
    (u, v), (end_u, end_v) = (map(number, path[0]), map(number, path[-1]))
    description = say(
        "descent in words", steps=len(path) - 1, u=u, v=v, first=number(first), end_u=end_u, end_v=end_v, last=number(last)
    )
    return make_plot(description, lambda figure, ax: paint_descent(figure, ax, (us, vs, heights), path, first, last))


# What came in.


def _check_function(name, thing, example):
    if not callable(thing):
        raise TypeError(say("not a function", name=name, example=example, kind=type(thing).__name__, shown=shortened(thing)))


def _number(name, thing):
    """The float of a number, or of what holds a number in `.data`."""
    held = thing if isinstance(thing, Real) else getattr(thing, "data", None)
    if not isinstance(held, Real):
        raise TypeError(say("not one number", name=name, kind=type(thing).__name__, shown=shortened(thing)))
    return float(held)


def _finite(name, thing):
    x = _number(name, thing)
    if not math.isfinite(x):
        raise ValueError(say("not finite", name=name, shown=shortened(thing)))
    return x


def _positive(name, thing):
    x = _finite(name, thing)
    if x <= 0:
        raise ValueError(say("not above 0", name=name, shown=shortened(thing)))
    return x


def _at(f, *place):
    """f at a place where it must have a finite value."""
    call = f"f({', '.join(map(number, place))})"
    try:
        result = f(*place)
    except Exception as error:
        raise ValueError(say("f fails", call=call, kind=type(error).__name__, text=error)) from error
    return _finite(call, result)


def _or_nan(f, *place):
    """f at a place, nan where it has no finite value."""
    try:
        value = _number("f", f(*place))
    except Exception:
        return math.nan
    return value if math.isfinite(value) else math.nan


def _score(model, x, y):
    return _number(f"model([{number(x)}, {number(y)}])", model([x, y]))


def _step(f, x, h):
    """(h, the rise, the slope of the secant)"""
    if h == 0:
        raise ValueError(say("h is 0"))
    rise = _at(f, x + h) - _at(f, x)
    return h, rise, rise / h


def _listed(name, things):
    if not isinstance(things, Iterable) or isinstance(things, (str, bytes, Mapping)):
        raise TypeError(say("not a list", name=name, kind=type(things).__name__, shown=shortened(things)))
    return list(things)


def _curves(losses, labels):
    """[(name or None, [floats])]"""
    if isinstance(losses, Mapping):
        names, lists = [*losses], [*losses.values()]
    else:
        lists = _listed("losses", losses)
        lists = lists if lists and all(isinstance(each, (list, tuple)) for each in lists) else [lists]
        names = [None] * len(lists)
    if labels is not None:
        names = [labels] if isinstance(labels, str) else _listed("labels", labels)
    if len(names) != len(lists):
        raise ValueError(say("labels of curves", labels=len(names), curves=len(lists)))
    if len(lists) > _MOST_CURVES:
        raise ValueError(say("too many curves", count=len(lists), most=_MOST_CURVES))
    if names == [None] * len(lists) and len(lists) > 1:
        names = range(1, len(lists) + 1)
    return [(None if name is None else fit(str(name), _NAME_COLUMNS), _loss_list(each)) for name, each in zip(names, lists)]


def _loss_list(losses):
    return [_number(f"losses[{i}]", loss) for i, loss in enumerate(_listed("losses", losses))]


def _pairs(name, things, least, cut=False):
    """The pairs of floats; with cut only those before the first that is not finite."""
    pairs = []
    for i, thing in enumerate(_listed(name, things)):
        pair = _listed(f"{name}[{i}]", thing)
        if len(pair) != 2:
            raise TypeError(say("not a pair", name=f"{name}[{i}]", shown=shortened(thing)))
        pair = tuple(_number(f"{name}[{i}]", each) for each in pair)
        if not all(map(math.isfinite, pair)):
            if cut:
                break
            raise ValueError(say("not finite", name=f"{name}[{i}]", shown=shortened(thing)))
        pairs.append(pair)
    if len(pairs) < least:
        raise ValueError(say("too few places", name=name, least=least, count=len(pairs)))
    return pairs


def _classes(labels, count):
    labels = _listed("labels", labels)
    if len(labels) != count:
        raise ValueError(say("labels of points", labels=len(labels), points=count))
    for i, label in enumerate(labels):
        if not isinstance(label, Real) or label not in (-1, 1):
            raise ValueError(say("bad class", name=f"labels[{i}]", shown=shortened(label)))
    return labels


# What is computed, without numpy.


def _slope(f, x):
    """The slope at x, rounded to what a central difference can know; (left, right) at a kink; None where there is none."""
    left, right = _one_sided(f, x, _NUDGE)
    if math.isnan(left + right):
        return None
    # With a nudge 100 times smaller the two sides differ 100 times less where a curve bends, alike at a kink, more at a jump.
    difference, closer = abs(right - left), math.dist(*zip(_one_sided(f, x, _NUDGE / 100)))
    if difference > 1e-3 * (1 + abs(left) + abs(right)) and closer > difference / 2:
        return (_rounded(left), _rounded(right)) if closer < 2 * difference else None
    slope = (left + right) / 2
    return 0.0 if abs(slope) < 1e-10 * abs(_at(f, x)) else _rounded(slope)


def _one_sided(f, x, nudge):
    d = nudge * max(1, abs(x))
    value = _or_nan(f, x)
    return (value - _or_nan(f, x - d)) / (x - (x - d)), (_or_nan(f, x + d) - value) / (x + d - x)


def _rounded(x):
    return float(f"{x:.7g}")


def _window(points, grid, room):
    """The x and the y of a grid around the points, of the shape of the plot: a step to the right is as long as one upwards."""
    (left, right), (low, high) = ((min(side), max(side)) for side in zip(*points))
    wide = room * max(right - left, _SHAPE * (high - low)) or 2.0
    x, y = (left + right) / 2, (low + high) / 2
    across, up = ([i / (count - 1) - 0.5 for i in range(count)] for count in grid)
    return [x + wide * at for at in across], [y + wide / _SHAPE * at for at in up]
