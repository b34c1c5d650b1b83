"""Paints a tangent, and the errors of nudged slopes: each paint_... fills the one pair of axes of a figure."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from viz.plots.figures import (
    LINE,
    THICK,
    add_key,
    colour_of_sign,
    decades,
    dots_along,
    extent_of,
    few_ticks,
    lay_out,
    light,
    name_axes,
    place_words,
    ticks_at,
)
from viz.plots.in_words import (
    finite_only,
    least_error,
    power_of_ten,
    slope_in_words,
)
from viz.plots.sampling import Point, Secant, Slope
from viz.values.nudges import range_shown
from viz.words.messages import say
from viz.words.text import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

_SHORTEST_LEG = 16  # pt: a shorter side of the triangle gets no number of its own


# The tangent.


def _without_jumps(ys: Sequence[float], low: float, high: float) -> list[float]:
    """The curve is broken where it leaves above and comes back below, as 1 / x does: nothing connects these."""
    broken = list(ys)
    for i, (one, other) in enumerate(itertools.pairwise(ys)):
        if min(one, other) < low and max(one, other) > high:
            broken[i] = math.nan
    return broken


def paint_tangent(
    figure: Figure,
    ax: Axes,
    curve: tuple[list[float], list[float]],
    point: Point,
    slope: Slope,
    step: Secant | None,
) -> None:
    xs, ys = curve
    (x, value), ends = point, [point[1]]
    keys = []
    if step is not None:
        ends.append(value + step[1])
    low, high = range_shown(ys, ends if len(ends) > 1 else ends * 2)
    ax.set(xlim=(xs[0], xs[-1]), ylim=(low, high))
    drawn = [ax.plot(xs, _without_jumps(ys, low, high), color=light("line"), lw=THICK + 0.8)[0]]
    if isinstance(slope, float):
        drawn += ax.plot(
            (xs[0], xs[-1]), [value + slope * (at - x) for at in (xs[0], xs[-1])], color=colour_of_sign(slope), lw=THICK
        )
        keys.append((drawn[-1], say("tangent key", slope=number(slope))))
    else:
        keys.append((ax.plot([], [], "o", ms=9, color=light("ink"))[0], slope_in_words(slope)))
    if step is not None:
        drawn.append(_paint_step(ax, xs, point, step))
        h, rise, secant = map(number, step)
        keys.append((drawn[-1], say("secant key", rise=rise, h=h, slope=secant)))
    ax.plot(x, value, "o", ms=10, color=light("ink"), zorder=5)
    few_ticks(ax)
    name_axes(ax, "x", "f(x)")
    marks, names = zip(*keys)
    add_key(figure, marks, names)
    if step is not None:
        lay_out(figure)
        _number_the_step(ax, point, step, drawn)


def _paint_step(ax: Axes, xs: Sequence[float], point: Point, step: Secant) -> Line2D:
    """The second point, the triangle from the one to the other, and the secant, which is returned."""
    (x, value), (h, rise, slope) = point, step
    ink = light("ink")
    corners = [x, x + h, x + h], [value, value, value + rise]
    ax.fill(*corners, color=light("muted"), alpha=0.2, lw=0)
    ax.plot(*corners, color=ink, lw=LINE - 0.4, solid_joinstyle="miter")
    ax.plot(x + h, value + rise, "o", ms=10, mfc=light("paper"), mec=ink, mew=2.2, zorder=5)
    ends = (xs[0], xs[-1])
    return ax.plot(ends, [value + slope * (at - x) for at in ends], color=ink, lw=LINE, ls=(0, (4, 2)))[0]


def _number_the_step(ax: Axes, point: Point, step: Secant, lines: Iterable[Line2D]) -> None:
    (x, value), (h, rise, _) = point, step
    a, b = ax.transData.transform([point, (x + h, value + rise)])
    per_point = ax.figure.dpi / 72
    across, up = abs(b - a) / per_point
    below = [((x + h * at, value), "center", "top", 0, -7) for at in (0.5, 0.75)]
    above = [((x + h * at, value), "center", "bottom", 0, 7) for at in (0.5, 0.75)]
    right, left = (
        ((x + h, value + rise / 2), "left", "center", 9, 0),
        ((x + h, value + rise / 2), "right", "center", -9, 0),
    )
    corner = (x + h, value + rise / 4)
    inside = (corner, "right", "center", -9, 0) if h > 0 else (corner, "left", "center", 9, 0)
    curves = [line.get_data() for line in lines]
    dots = [dot for xs, ys in curves for dot in dots_along(ax, xs, ys)]  # type: ignore[arg-type]  # what was plotted
    if across > _SHORTEST_LEG:
        place_words(ax, f"h = {number(h)}", below + above if rise >= 0 else above + below, dots)
    if up > _SHORTEST_LEG:
        place_words(
            ax, say("rise", rise=number(rise)), [right if h > 0 else left, inside, left if h > 0 else right], dots
        )


# The errors.


def paint_errors(figure: Figure, ax: Axes, steps: Sequence[float], one: Sequence[float], two: Sequence[float]) -> None:
    logs = [math.log10(error) for error in finite_only([*one, *two]) if error > 0] or [-16]
    low, high = math.floor(min(logs)), max(logs)
    bottom = low - max(1, (high - low) / 12)  # exact hits stand on the bottom edge, apart from the rest
    ax.set(
        xscale="log", yscale="log", xlim=(2.0, 0.5e-16), ylim=(10**bottom, 10 ** (high + 0.34 * (high - bottom) + 0.5))
    )
    looks = [("negative", (0, (4, 1.6)), "s", one), ("positive", "-", "o", two)]
    lines = [
        ax.plot(
            steps, [e or 10**bottom for e in errors], color=light(colour), ls=style, marker=marker, ms=7, clip_on=False
        )[0]
        for colour, style, marker, errors in looks
    ]
    across, up, zero = decades(-16, 0), decades(low, high), [10**bottom] if 0 in [*one, *two] else []
    ticks_at(ax.xaxis, across, [*map(power_of_ten, across)])
    ticks_at(ax.yaxis, up + zero, [*map(power_of_ten, up), *["0" for _ in zero]])
    name_axes(ax, say("h axis"), say("error axis"))
    formulas = (say("one side"), "(f(x + h) - f(x)) / h"), (say("both sides"), "(f(x + h) - f(x - h)) / 2h")
    add_key(figure, lines, [say("named", name=name, told=formula) for name, formula in formulas])
    lay_out(figure)
    best = [h for h in (least_error(steps, one)[1], least_error(steps, two)[1]) if h < 1] or [1.0]
    if any(error > 0 for error in [*one, *two]):
        _name_regions(ax, max(best), min(best))


def _name_regions(ax: Axes, big: float, tiny: float) -> None:
    """Tints where h is bigger or tinier than what is best, and says why it is worse there; between them it is about
    right.
    """
    start, end = ax.get_xlim()
    for left, right, words, tinted in (
        (start, big, say("h too big"), True),
        (big, tiny, say("h just right"), False),
        (tiny, end, say("h too tiny"), True),
    ):
        if tinted:
            ax.axvspan(left, right, color=light("tint"), lw=0, zorder=0)
        text = ax.text(
            math.sqrt(left * right),
            0.97,
            words,
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="top",
            linespacing=1.15,
        )
        room = abs(ax.transData.transform((right, 1))[0] - ax.transData.transform((left, 1))[0])
        if extent_of(text).width > room:
            text.remove()
