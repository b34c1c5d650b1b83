"""Plots for the lessons: a tangent, the error of a nudged slope, a loss, a decision boundary, a way downhill, running
times.

    viz.plots.tangent(lambda x: x**2, 3, h=1.5)

Each is an ordinary matplotlib Figure that Jupyter shows in the colours of the page. Where matplotlib is missing, as in
a browser, it is the same picture drawn by us, which is shown and saved likewise but is no Figure to go on with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from viz.plots.arguments import read_classes, read_curves, read_pairs, read_sizes, read_times
from viz.plots.figures import DrawnPlot, make_plot
from viz.plots.in_words import boundary_in_words, errors_in_words, loss_in_words, tangent_in_words, times_in_words
from viz.plots.painting_losses import paint_losses
from viz.plots.painting_maps import paint_boundary, paint_descent
from viz.plots.painting_slopes import paint_errors, paint_tangent
from viz.plots.painting_times import paint_times
from viz.plots.sampling import Model, score_at, secant, slope_at, window
from viz.values.arguments import NumberLike, check_function, finite, positive
from viz.values.functions import Function, value_at, value_or_nan
from viz.words.messages import say
from viz.words.text import number

if TYPE_CHECKING:
    from viz.plots.figures import Plot

__all__ = ["decision_boundary", "descent", "loss_curve", "paths_and_walk", "slope_error", "tangent"]

_SAMPLES = 241  # of a curve
_DECADES = range(17)  # h = 1, 0.1, ... 1e-16
_GRID = 42, 21  # places at which a model is asked: its 882 calls take about a second
_FINE_GRID = 60, 30


def tangent(f: Function, x: NumberLike, h: NumberLike | None = None, *, span: NumberLike = 2.0) -> Plot | DrawnPlot:
    """The curve of f around x with its tangent; with h also the step to x + h, the rise, and the secant through both
    points.

    Args:
        f: a function from a number to a number. Where it raises or gives nan, the curve has a gap.
        x: where the tangent touches.
        h: the step to the second point, negative to go left.
        span: how far the curve is shown to both sides.

    Returns:
        A Plot, or a DrawnPlot where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number at x; x, h or span is no number.
        ValueError: f has no finite value at x or x + h; h is 0; span is not above 0.
    """
    check_function("f", f, "lambda x: x**2")
    x, span = finite("x", x), positive("span", span)
    point, slope = (x, value_at(f, x)), slope_at(f, x, span)
    step = None if h is None else secant(f, x, finite("h", h))
    ends = [x] if step is None else [x, x + 1.15 * step[0]]
    first, last = min(x - span, *ends), max(x + span, *ends)
    xs = [first + (last - first) * i / (_SAMPLES - 1) for i in range(_SAMPLES)]
    ys = [value_or_nan(f, at) for at in xs]
    description = tangent_in_words(xs, ys, point, slope, step)
    return make_plot(description, lambda sheet: paint_tangent(sheet, (xs, ys), point, slope, step))


def slope_error(f: Function, x: NumberLike, slope: NumberLike) -> Plot | DrawnPlot:
    """How far a nudged slope is off, for h from 1 down to 1e-16: nudged to one side, and to both.

    Args:
        f: a function from a number to a number.
        x: where the slope is taken.
        slope: the true slope there.

    Returns:
        A Plot, or a DrawnPlot where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number at x; x or slope is no number.
        ValueError: f has no finite value at x, or nowhere beside it.
    """
    check_function("f", f, "lambda x: x**2")
    x, slope = finite("x", x), finite("slope", slope)
    value = value_at(f, x)
    steps = [10.0**-n for n in _DECADES]
    one = [abs((value_or_nan(f, x + h) - value) / h - slope) for h in steps]
    two = [abs((value_or_nan(f, x + h) - value_or_nan(f, x - h)) / (2 * h) - slope) for h in steps]
    if not any(math.isfinite(error) for error, h in zip(one, steps) if x + h != x):
        raise ValueError(say("no value beside", x=number(x)))
    description = "\n".join(
        [say("errors in words", x=number(x), slope=number(slope)), *errors_in_words(steps, one, two)]
    )
    return make_plot(description, lambda sheet: paint_errors(sheet, steps, one, two))


def loss_curve(
    losses: Mapping[Any, Iterable[NumberLike]] | Iterable[Any], labels: Iterable[object] | None = None
) -> Plot | DrawnPlot:
    """The loss against the step; several runs, as with different learning rates, in one plot.

    Args:
        losses: a list of numbers, or several: {name: list}, or a list of lists. A nan or inf is marked where the line
            ends. An empty list is a training that has not begun.
        labels: the names of the lists, in order, where losses does not carry them.

    Returns:
        A Plot, or a DrawnPlot where matplotlib is missing.

    Raises:
        TypeError: losses holds something else.
        ValueError: there are more than 8 lists, or as many labels as lists are not given.
    """
    curves = read_curves(losses, labels)
    description = "\n".join(loss_in_words(name, curve) for name, curve in curves or [(None, [])])
    return make_plot(description, lambda sheet: paint_losses(sheet, curves))


def decision_boundary(model: Model, points: Iterable[Any], labels: Iterable[int]) -> Plot | DrawnPlot:
    """Which class a model gives to every place around the points: the sign of its score; the boundary is where that
    is 0.

    Args:
        model: called with [x, y]; gives a number, or something that holds one in `.data`.
        points: pairs (x, y).
        labels: the class of each point, -1 or 1.

    Returns:
        A Plot, or a DrawnPlot where matplotlib is missing.

    Raises:
        TypeError: model is no function or gives no number; a point is no pair of numbers.
        ValueError: there are no points; a point is not finite; labels are not as many as points, or others than -1
            and 1.
    """
    check_function("model", model, "MLP(2, [8, 1])")
    places = read_pairs("points", points, least=1)
    classes = read_classes(labels, len(places))
    own = [score_at(model, x, y) for x, y in places]
    right = sum(score * label > 0 for score, label in zip(own, classes))
    xs, ys = window(places, _GRID, 1.2)
    scores = [[score_at(model, x, y) for x in xs] for y in ys]
    description = boundary_in_words(classes, right, scores)
    return make_plot(description, lambda sheet: paint_boundary(sheet, (xs, ys, scores), places, classes, right))


def descent(f: Function, path: Iterable[Any]) -> Plot | DrawnPlot:
    """The way of a descent over the contour lines of the loss.

    Args:
        f: the loss, a function of two numbers.
        path: the places (u, v), from the first to the last; it is shown as far as they are finite.

    Returns:
        A Plot, or a DrawnPlot where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number on the path; a place is no pair of numbers.
        ValueError: fewer than two places are finite; f has no finite value at the first.
    """
    check_function("f", f, "lambda u, v: u**2 + v**2")
    way = read_pairs("path", path, least=2, cut=True)
    first, last = value_at(f, *way[0]), value_or_nan(f, *way[-1])
    us, vs = window(way, _FINE_GRID, 1.5)
    heights = [[value_or_nan(f, u, v) for u in us] for v in vs]
    (u, v), (end_u, end_v) = (map(number, way[0]), map(number, way[-1]))
    description = say(
        "descent in words",
        count=len(way) - 1,
        u=u,
        v=v,
        first=number(first),
        end_u=end_u,
        end_v=end_v,
        last=number(last),
    )
    return make_plot(description, lambda sheet: paint_descent(sheet, (us, vs, heights), way, first, last))


def paths_and_walk(
    storeys: Iterable[NumberLike], paths: Iterable[NumberLike], walk: Iterable[NumberLike]
) -> Plot | DrawnPlot:
    """How long a gradient takes along every path by itself, and by one walk back, in towers of shared values.

    Args:
        storeys: how many storeys the towers have, from the lowest to the highest.
        paths: for each tower the seconds that all of its paths took; 0 where the clock was too coarse to tell.
        walk: for each tower the seconds of one `backward()`; 0 likewise.

    Returns:
        A Plot, with the times on a logarithmic scale, or a DrawnPlot where matplotlib is missing.

    Raises:
        TypeError: one of them is no list of numbers.
        ValueError: the towers are fewer than two or do not grow; a time is below 0 or not finite; there are not as many
            times as towers.
    """
    sizes = read_sizes("storeys", storeys)
    times = read_times("paths", paths, len(sizes)), read_times("walk", walk, len(sizes))
    return make_plot(times_in_words(sizes, *times), lambda sheet: paint_times(sheet, sizes, *times))
