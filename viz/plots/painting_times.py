"""Paints running times against the size of a problem: paint_times fills a Sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence

from viz.plots.in_words import duration, ratio_of
from viz.plots.sampling import Point
from viz.plots.sheet import Sheet, Words, decades, dots_along, place_words
from viz.words.messages import say
from viz.words.text import plain

_SHORTEST, _LONGEST = 1e-9, 1e270  # seconds: no clock tells less; beyond it the margins of a plot are no floats
_MOST_TICKS = 12
_ROOM = 0.4  # decades above and below
_SHARES = (1 / 3, 1 / 4, 1 / 2, 2 / 3)  # of the way up from the walk: where words may stand, the best first
_LOOKS: tuple[tuple[str, tuple[float, ...], str], ...] = (("negative", (4, 1.6), "s"), ("positive", (), "o"))


def paint_times(sheet: Sheet, sizes: Sequence[float], paths: Sequence[float], walk: Sequence[float]) -> None:
    """A time of 0 is one that the clock was too coarse for: it has no place on a logarithmic scale, and is left out."""
    shown = [
        [(size, min(max(time, _SHORTEST), _LONGEST) if time else math.nan) for size, time in zip(sizes, times)]
        for times in (paths, walk)
    ]
    logs = [math.log10(time) for points in shown for _, time in points if time > 0] or [-6.0, -3.0]
    low, high = min(logs) - _ROOM, max(logs) + _ROOM
    margin = 0.05 * (sizes[-1] - sizes[0])
    sheet.scale((sizes[0] - margin, sizes[-1] + margin), (10**low, 10**high), "y")
    is_gap = paths[-1] > walk[-1] > 0
    if is_gap:
        sheet.line([shown[1][-1], shown[0][-1]], "ink", 1.6, (1, 2))
    lines = [
        sheet.line(points, colour, dashes=dashes, marker=marker, size=8)
        for (colour, dashes, marker), points in zip(_LOOKS, shown)
    ]
    powers = decades(low, high)
    sheet.ticks_at("y", powers, [*map(duration, powers)])
    across = sizes[:: math.ceil(len(sizes) / _MOST_TICKS)]
    sheet.ticks_at("x", across, [*map(plain, across)])
    sheet.name_axes(say("storeys axis"), say("time axis"))
    names = say("every path"), say("one walk")
    sheet.add_key([(line, name, colour) for line, name, (colour, *_) in zip(lines, names, _LOOKS)])
    sheet.lay_out()
    if is_gap:
        _name_gap(sheet, *shown)


def _name_gap(sheet: Sheet, paths: Sequence[Point], walk: Sequence[Point]) -> None:
    """Says at the last size how many times as long the paths take."""
    (last, longer), (_, shorter) = paths[-1], walk[-1]
    told = say("times as long", ratio=ratio_of(longer, shorter))
    sides = [
        Words(told, (last, shorter * (longer / shorter) ** share), "right", dx=-10, bold=True) for share in _SHARES
    ]
    sides.append(Words(told, (paths[0][0], longer), "left", dx=10, bold=True))  # above the paths, which begin low
    place_words(sheet, sides, [dot for points in (paths, walk) for dot in dots_along(sheet, points)])
