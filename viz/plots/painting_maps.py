"""Paints a plane and what stands on it, a decision boundary or a descent: each paint_... fills one pair of axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from viz.plots.figures import (
    LINE,
    THICK,
    THIN,
    add_key,
    around,
    dots_along,
    few_ticks,
    lay_out,
    light,
    name_axes,
    place_words,
)
from viz.plots.sampling import Point
from viz.words.messages import say
from viz.words.text import number

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LEVELS = 9
_SHORTEST_ARROW = 13  # pt: a shorter step has no room for an arrow's head

Grid = tuple[list[float], list[float], list[list[float]]]  # the xs, the ys, and for each y what is at each x


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
    taken = list(points)
    for label in (1, -1):
        places = [(x, y) for x, column in zip(xs, scores.T) for y, s in zip(ys, column) if s * label > 0]
        if places:
            taken.append(_name_region(ax, label, places, taken))


def _paint_class(ax: Axes, label: int, points: Sequence[Point]) -> tuple[Artist, str]:
    marker, colour = ("o", "positive") if label > 0 else ("^", "negative")
    xs, ys = zip(*points)
    marks = ax.scatter(
        xs, ys, s=58, marker=marker, color=light(colour), edgecolors=light("paper"), linewidths=0.8, zorder=4
    )
    return marks, say("class", label=f"{label:+d}")


def _name_region(ax: Axes, label: int, places: Sequence[Point], taken: Sequence[Point]) -> Point:
    """Writes the class into its region, where that is farthest from what stands there already, and from the frame; the
    Point.
    """
    import numpy as np

    spots, dots = ax.transData.transform(places), ax.transData.transform(taken)
    frame = ax.get_window_extent()
    from_dots = np.linalg.norm(spots[:, None] - dots[None], axis=2).min(axis=1)
    from_frame = np.minimum(spots - frame.min, frame.max - spots).min(axis=1)
    best = int(np.minimum(from_dots, 1.4 * from_frame).argmax())
    colour = light("positive" if label > 0 else "negative")
    ax.text(*places[best], f"{label:+d}", color=colour, ha="center", va="center", fontsize=20, weight="bold", zorder=5)
    return places[best]


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
