"""Paints what viz.plots has computed: each paint_... fills the one pair of axes of a figure."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from viz.plots.arguments import Losses
from viz.plots.figures import (
    LINE,
    THICK,
    THIN,
    add_key,
    around,
    colour_of_sign,
    dots_along,
    extent_of,
    few_ticks,
    lay_out,
    light,
    name_axes,
    place_words,
)
from viz.plots.in_words import (
    finite_only,
    first_broken,
    least_error,
    power_of_ten,
    slope_in_words,
    state_of_losses,
    with_name,
)
from viz.plots.sampling import Point, Secant, Slope
from viz.words.messages import say
from viz.words.text import number

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

_SHORTEST_LEG = 16  # pt: a shorter side of the triangle gets no number of its own
_HUGE = 1e270  # what a diverging loss is drawn up to: the margins of a plot still are floats then
_LEVELS = 9
_SHORTEST_ARROW = 13  # pt: a shorter step has no room for an arrow's head

Grid = tuple[list[float], list[float], list[list[float]]]  # the xs, the ys, and for each y what is at each x
End = tuple[str, str, Point]  # of a line: its words, their colour, the place

# Two cycles of different lengths: lines differ in both.
_LINE_COLOURS = ("positive", "negative", "ink", "muted")
_LINE_STYLES = ("-", (0, (5, 1.6)), (0, (1.2, 1.2)), (0, (6, 1.6, 1.2, 1.6)), (0, (2.6, 1.2)))


# The tangent.


def _view(ys: Iterable[float], needed: Sequence[float]) -> tuple[float, float]:
    """The lowest and highest y to show: all of a tame curve, not the far ends of a wild one, and what is needed in
    any case.
    """
    ordered = sorted(finite_only(ys)) or list(needed)
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    room = 0.3 * (high - low)
    low, high = max(low - room, ordered[0]), min(high + room, ordered[-1])
    low, high = min(low, *needed), max(high, *needed)
    pad = 0.13 * (high - low) or 1.0  # room for a number below or above the triangle
    return low - pad, high + pad


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
    low, high = _view(ys, ends if len(ends) > 1 else ends * 2)
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
    across, up, zero = _decades(-16, 0), _decades(low, high), [10**bottom] if 0 in [*one, *two] else []
    _ticks_at(ax.xaxis, across, [*map(power_of_ten, across)])
    _ticks_at(ax.yaxis, up + zero, [*map(power_of_ten, up), *["0" for _ in zero]])
    name_axes(ax, say("h axis"), say("error axis"))
    formulas = (say("one side"), "(f(x + h) - f(x)) / h"), (say("both sides"), "(f(x + h) - f(x - h)) / 2h")
    add_key(figure, lines, [say("named", name=name, told=formula) for name, formula in formulas])
    lay_out(figure)
    best = [h for h in (least_error(steps, one)[1], least_error(steps, two)[1]) if h < 1] or [1.0]
    if any(error > 0 for error in [*one, *two]):
        _name_regions(ax, max(best), min(best))


def _decades(low: float, high: float) -> list[float]:
    """A few powers of ten from 10**low to 10**high."""
    step = max(1, math.ceil((high - low) / 4))
    return [10.0**n for n in range(math.ceil(low), math.floor(high) + 1) if n % step == 0]


def _ticks_at(axis: Axis, places: Sequence[float], names: Sequence[str]) -> None:
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

    axis.set_major_locator(FixedLocator(places))
    axis.set_major_formatter(FixedFormatter(names))
    axis.set_minor_locator(NullLocator())


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


# The losses.


def paint_losses(figure: Figure, ax: Axes, curves: Sequence[Losses]) -> None:
    heights = [[_height(loss) for loss in losses] for _, losses in curves]
    ax.set_xlim(0, max([1, *(len(losses) - 1 for _, losses in curves)]))
    if not any(map(finite_only, heights)):
        _paint_no_losses(figure, ax, curves)
        return
    _scale_losses(ax, [height for each in heights for height in finite_only(each)])
    ends = [_paint_loss(ax, n, name, losses, heights[n]) for n, (name, losses) in enumerate(curves)]
    breaks = [
        first_broken(losses) is not None and finite_only(each) != [] for (_, losses), each in zip(curves, heights)
    ]
    lay_out(figure)
    column = _name_ends(ax, [end for end, does_break in zip(ends, breaks) if not does_break])
    lay_out(figure)
    dots = [dot for each in heights for dot in dots_along(ax, range(len(each)), each)]
    broken = [end for end, does_break in zip(ends, breaks) if does_break]
    crowded = [end for end in broken if not place_words(ax, end[0], around(end[2]), dots, color=end[1])]
    if crowded:
        for text in column:
            text.remove()
        _name_ends(ax, [end for end in ends if end in crowded or end not in broken])
    name, losses = curves[0]
    if name is None and len(losses) > 1 and math.isfinite(losses[0]):
        place_words(ax, number(losses[0]), around((0, heights[0][0])), dots, most=0, color=ends[0][1])


def _paint_no_losses(figure: Figure, ax: Axes, curves: Sequence[Losses]) -> None:
    """The axes of a training that has not begun, or in which no loss is finite."""
    ax.set(xticks=[0, 1], yticks=[])
    name_axes(ax, say("step axis"), say("loss axis"))
    words = [with_name(name, state_of_losses(losses)) for name, losses in curves or [(None, [])]]
    ax.text(0.5, 0.5, "\n".join(words), transform=ax.transAxes, ha="center", va="center")
    lay_out(figure)


def _height(loss: float) -> float:
    return max(-_HUGE, min(loss, _HUGE)) if math.isfinite(loss) else math.nan


def _scale_losses(ax: Axes, losses: Sequence[float]) -> None:
    """Losses of very different size, as when one run diverges, are shown on a logarithmic scale."""
    few_ticks(ax, whole=True)
    low, high = min(losses), max(losses)
    logarithmic = low > 1 / _HUGE and high > 1000 * low
    if logarithmic:
        room = (high / low) ** 0.12 if high / low < _HUGE else 1e30
        ax.set(yscale="log", ylim=(low / room, high * room))
        powers = _decades(math.log10(low / room), math.log10(high * room))
        _ticks_at(ax.yaxis, powers, [*map(power_of_ten, powers)])
    else:
        room = 0.12 * (high - low) or 1.0
        ax.set_ylim(low - room, high + room)
    name_axes(ax, say("step axis"), say("log loss axis") if logarithmic else say("loss axis"))


def _paint_loss(ax: Axes, n: int, name: str | None, losses: Sequence[float], heights: Sequence[float]) -> End:
    """One line; returns its End."""
    colour = light(_LINE_COLOURS[n % len(_LINE_COLOURS)])
    finite = [i for i, height in enumerate(heights) if math.isfinite(height)]
    marker = "o" if len(finite) <= 12 else None
    ax.plot(
        heights,
        color=colour,
        ls=_LINE_STYLES[n % len(_LINE_STYLES)],
        lw=THICK - 0.2,
        marker=marker,
        ms=6,
        clip_on=False,
    )
    broken = first_broken(losses)
    if not finite:
        return _below(name, state_of_losses(losses)), colour, (0, ax.get_ylim()[0])
    if broken is None:
        return name or number(losses[-1]), colour, (finite[-1], heights[-1])
    last = broken - 1 if broken else finite[0]
    ax.plot(last, heights[last], "X", ms=13, color=colour, mec=light("paper"), clip_on=False, zorder=6)
    return _below(name, state_of_losses(losses)), colour, (last, heights[last])


def _below(name: str | None, words: str) -> str:
    return f"{name}\n{words}" if name else words


def _name_ends(ax: Axes, ends: Sequence[End]) -> list[Text]:
    """The words for each line right of the plot at the height where it ends, moved apart where they would meet."""
    frame = ax.get_window_extent()
    texts = [
        ax.text(1.02, 0.5, words, transform=ax.transAxes, color=colour, va="center", linespacing=1.1)
        for words, colour, _ in ends
    ]
    tall = [extent_of(text).height / frame.height + 0.015 for text in texts]
    wanted = [(ax.transData.transform(place)[1] - frame.y0) / frame.height for *_, place in ends]
    for text, height in zip(texts, _moved_apart(wanted, tall)):
        text.set_y(height)
    return texts


def _moved_apart(wanted: Sequence[float], tall: Sequence[float]) -> list[float]:
    """Heights close to the wanted ones, in the same order, at which things so tall do not meet; from 0 up, to 1 where
    there is room.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    heights, free = list(wanted), 0.0
    for i in order:
        heights[i] = max(heights[i], free + tall[i] / 2)
        free = heights[i] + tall[i] / 2
    free = max(1.0, sum(tall))
    for i in reversed(order):
        heights[i] = min(heights[i], free - tall[i] / 2)
        free = heights[i] - tall[i] / 2
    return heights


# The boundary.


def paint_boundary(
    figure: Figure, ax: Axes, grid: Grid, points: Sequence[Point], labels: Sequence[int], right: int
) -> None:
    import numpy as np

    xs, ys, scores = grid[0], grid[1], np.ma.masked_invalid(grid[2])
    ax.set(xlim=(xs[0], xs[-1]), ylim=(ys[0], ys[-1]), aspect="equal")
    low, high = (float(each) if scores.count() else 0.0 for each in (scores.min(), scores.max()))
    far = 1 + max(-low, high)
    ax.contourf(xs, ys, scores, levels=[-far, 0, far], colors=[light("negative"), light("positive")], alpha=0.16)
    keys = [
        _paint_class(ax, label, [p for p, own in zip(points, labels) if own == label])
        for label in (1, -1)
        if label in labels
    ]
    if low < 0 < high:
        faint = [step * share for step in (low, high) for share in (0.25, 0.5, 0.75)]
        ax.contour(xs, ys, scores, levels=sorted(faint), colors=light("muted"), linewidths=THIN, alpha=0.7)
        ax.contour(xs, ys, scores, levels=[0], colors=light("ink"), linewidths=THICK)
        keys.append((ax.plot([], [], color=light("ink"), lw=THICK)[0], say("boundary line")))
    few_ticks(ax)
    marks, names = zip(*keys)
    add_key(figure, marks, names, columns=3, title=say("right points", count=right, all=len(points)))
    lay_out(figure)
    for label in (1, -1):
        _name_region(
            ax, label, [(x, y) for x, column in zip(xs, scores.T) for y, s in zip(ys, column) if s * label > 0], points
        )


def _paint_class(ax: Axes, label: int, points: Sequence[Point]) -> tuple[Artist, str]:
    marker, colour = ("o", "positive") if label > 0 else ("^", "negative")
    xs, ys = zip(*points)
    marks = ax.scatter(
        xs, ys, s=58, marker=marker, color=light(colour), edgecolors=light("paper"), linewidths=0.8, zorder=4
    )
    return marks, say("class", label=f"{label:+d}")


def _name_region(ax: Axes, label: int, places: Sequence[Point], points: Sequence[Point]) -> None:
    """Writes the class into its region, where that is farthest from the points and from the frame."""
    import numpy as np

    if not places:
        return
    spots, dots = ax.transData.transform(places), ax.transData.transform(points)
    frame = ax.get_window_extent()
    from_dots = np.linalg.norm(spots[:, None] - dots[None], axis=2).min(axis=1)
    from_frame = np.minimum(spots - frame.min, frame.max - spots).min(axis=1)
    best = int(np.minimum(from_dots, 1.4 * from_frame).argmax())
    colour = light("positive" if label > 0 else "negative")
    ax.text(*places[best], f"{label:+d}", color=colour, ha="center", va="center", fontsize=20, weight="bold", zorder=5)


# The descent.


def paint_descent(figure: Figure, ax: Axes, grid: Grid, path: Sequence[Point], first: float, last: float) -> None:
    import numpy as np

    us, vs, heights = grid[0], grid[1], np.ma.masked_invalid(grid[2])
    ax.set(xlim=(us[0], us[-1]), ylim=(vs[0], vs[-1]), aspect="equal")
    _paint_heights(ax, us, vs, heights)
    ax.plot(*zip(*path), color=light("positive"), lw=LINE, marker="o", ms=4 if len(path) < 60 else 0)
    few_ticks(ax)
    name_axes(ax, "u", "v")
    lay_out(figure)
    _paint_arrows(ax, path)
    ax.plot(*path[0], "o", ms=11, mfc=light("paper"), mec=light("positive"), mew=2.6, zorder=5)
    ax.plot(*path[-1], "s", ms=10, color=light("positive"), mec=light("paper"), zorder=5)
    dots = [*dots_along(ax, *zip(*path))]
    place_words(ax, say("descent start", loss=number(first)), around(path[0]), dots, weight="bold")
    place_words(ax, say("descent end", loss=number(last)), around(path[-1]), dots, weight="bold")


def _paint_heights(ax: Axes, us: Sequence[float], vs: Sequence[float], heights: np.ma.MaskedArray) -> None:
    """Contour lines, each enclosing about as much more of the plot as the last: a bowl gets them evenly. Higher is
    darker.
    """
    ordered = sorted(set(heights.compressed().tolist()))
    levels = sorted({ordered[len(ordered) * i // _LEVELS] for i in range(1, _LEVELS)}) if ordered else []
    if len(levels) < 2:
        return
    shades = [0.04 + 0.26 * i / len(levels) for i in range(len(levels))]
    from matplotlib.colors import to_rgba

    ax.contourf(
        us, vs, heights, levels=levels, extend="max", colors=[to_rgba(light("muted"), shade) for shade in shades]
    )
    ax.contour(us, vs, heights, levels=levels, colors=light("line"), linewidths=THIN)


def _paint_arrows(ax: Axes, path: Sequence[Point]) -> None:
    from matplotlib.patches import FancyArrowPatch

    shortest = _SHORTEST_ARROW * ax.figure.dpi / 72
    places = ax.transData.transform(path)
    look: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 17,
        "color": light("positive"),
        "lw": LINE,
        "shrinkA": 0,
        "shrinkB": 2,
        "zorder": 3,
    }
    for a, b, one, other in zip(path, path[1:], places, places[1:]):
        if math.dist(one, other) >= shortest:
            ax.add_patch(FancyArrowPatch(a, b, **look))
