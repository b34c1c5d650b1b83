"""Paints running times against the size of a problem: paint_times fills the one pair of axes of a figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from viz.plots.figures import Side, add_key, decades, dots_along, lay_out, light, name_axes, place_words, ticks_at
from viz.plots.in_words import duration, ratio_of
from viz.words.messages import say
from viz.words.text import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHORTEST, _LONGEST = 1e-9, 1e270  # seconds: no clock tells less; beyond it the margins of a plot are no floats
_MOST_TICKS = 12
_ROOM = 0.4  # decades above and below
_SHARES = (1 / 3, 1 / 4, 1 / 2, 2 / 3)  # of the way up from the walk: where words may stand, the best first
_LOOKS = (("negative", (0, (4, 1.6)), "s"), ("positive", "-", "o"))  # of the paths, of the walk


def paint_times(
    figure: Figure, ax: Axes, sizes: Sequence[float], paths: Sequence[float], walk: Sequence[float]
) -> None:
    """A time of 0 is one that the clock was too coarse for: it has no place on a logarithmic scale, and is left out."""
    shown = [[min(max(time, _SHORTEST), _LONGEST) if time else math.nan for time in times] for times in (paths, walk)]
    logs = [math.log10(time) for times in shown for time in times if time > 0] or [-6.0, -3.0]
    low, high = min(logs) - _ROOM, max(logs) + _ROOM
    ax.set(yscale="log", ylim=(10**low, 10**high))
    lines = [
        ax.plot(sizes, times, color=light(colour), ls=style, marker=marker, ms=8, clip_on=False)[0]
        for (colour, style, marker), times in zip(_LOOKS, shown)
    ]
    powers = decades(low, high)
    ticks_at(ax.yaxis, powers, [*map(duration, powers)])
    across = sizes[:: math.ceil(len(sizes) / _MOST_TICKS)]
    ticks_at(ax.xaxis, across, [*map(plain, across)])
    name_axes(ax, say("storeys axis"), say("time axis"))
    add_key(figure, lines, [say("every path"), say("one walk")])
    lay_out(figure)
    if paths[-1] > walk[-1] > 0:
        _name_gap(ax, sizes, shown)


def _name_gap(ax: Axes, sizes: Sequence[float], shown: Sequence[Sequence[float]]) -> None:
    """A line from the walk up to the paths at the last size, and how many times as long they take."""
    longer, shorter = (times[-1] for times in shown)
    ax.plot([sizes[-1]] * 2, [shorter, longer], color=light("ink"), lw=1.6, ls=(0, (1, 2)), zorder=1)
    sides: list[Side] = [
        ((sizes[-1], shorter * (longer / shorter) ** share), "right", "center", -10, 0) for share in _SHARES
    ]
    sides.append(((sizes[0], longer), "left", "center", 10, 0))  # above the paths, which begin low
    dots = [dot for times in shown for dot in dots_along(ax, sizes, times)]
    place_words(ax, say("times as long", ratio=ratio_of(longer, shorter)), sides, dots, weight="bold")
