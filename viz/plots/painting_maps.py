"""Paints a plane and what stands on it, a decision boundary or a descent: each paint_... fills a Sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence

from viz.plots.sampling import Point
from viz.plots.sheet import THICK, THIN, Grid, Key, Sheet, Words, around, dots_along, place_words
from viz.words.messages import say
from viz.words.text import number

_LEVELS = 9
_SHORTEST_ARROW = 13  # pt: a shorter step has no room for an arrow's head


# The boundary.


def paint_boundary(sheet: Sheet, grid: Grid, points: Sequence[Point], labels: Sequence[int], right: int) -> None:
    xs, ys, scores = grid
    sheet.scale((xs[0], xs[-1]), (ys[0], ys[-1]), equal=True)
    known = [score for row in scores for score in row if math.isfinite(score)] or [0.0]
    low, high = min(known), max(known)
    sheet.bands(grid, [min(low, 0.0) - 1, 0], [("negative", 0.16), ("positive", 0.16)])
    keys: list[Key] = [
        (_paint_class(sheet, label, [p for p, own in zip(points, labels) if own == label]), _name(label), "ink")
        for label in (1, -1)
        if label in labels
    ]
    if low < 0 < high:
        faint = [step * share for step in (low, high) for share in (0.25, 0.5, 0.75)]
        sheet.contours(grid, sorted(faint), "muted", THIN, 0.7)
        sheet.contours(grid, [0], "ink", THICK)
        keys.append((sheet.line([], "ink", THICK), say("boundary line"), "ink"))
    sheet.few_ticks()
    sheet.add_key(keys, columns=3, title=say("right points", count=right, all=len(points)))
    sheet.lay_out()
    taken = list(points)
    for label in (1, -1):
        places = [
            (x, y)
            for x, column in zip(xs, zip(*scores))
            for y, score in zip(ys, column)
            if 0 < score * label < math.inf
        ]
        if places:
            taken.append(_name_region(sheet, label, places, taken))


def _name(label: int) -> str:
    return say("class", label=f"{label:+d}")


def _paint_class(sheet: Sheet, label: int, points: Sequence[Point]) -> object:
    marker, colour = ("o", "positive") if label > 0 else ("^", "negative")
    return sheet.marks(points, marker, 7.6, colour, "paper", 0.8)


def _name_region(sheet: Sheet, label: int, places: Sequence[Point], taken: Sequence[Point]) -> Point:
    """Writes the class into its region, where that is farthest from what stands there already, and from the frame; the
    Point.
    """
    dots, frame = sheet.to_px(taken), sheet.frame()

    def room(spot: Point) -> float:
        x, y = spot
        from_frame = min(x - frame.left, frame.right - x, y - frame.low, frame.high - y)
        return min(1.4 * from_frame, *(math.dist(spot, dot) for dot in dots))

    rooms = [*map(room, sheet.to_px(places))]
    best = places[rooms.index(max(rooms))]
    sheet.write(Words(f"{label:+d}", best, colour="positive" if label > 0 else "negative", size=20, bold=True))
    return best


# The descent.


def paint_descent(sheet: Sheet, grid: Grid, path: Sequence[Point], first: float, last: float) -> None:
    us, vs, _ = grid
    sheet.scale((us[0], us[-1]), (vs[0], vs[-1]), equal=True)
    _paint_heights(sheet, grid)
    sheet.line(path, "positive", marker="o" if len(path) < 60 else "", size=4)
    sheet.few_ticks()
    sheet.name_axes("u", "v")
    sheet.lay_out()
    places = sheet.to_px(path)
    for a, b, one, other in zip(path, path[1:], places, places[1:]):
        if math.dist(one, other) >= _SHORTEST_ARROW * sheet.per_point:
            sheet.arrow(a, b, "positive")
    sheet.marks(path[:1], "o", 11, "paper", "positive", 2.6)
    sheet.marks(path[-1:], "s", 10, "positive", "paper")
    dots = [*dots_along(sheet, path)]
    place_words(sheet, around(Words(say("descent start", loss=number(first)), path[0], bold=True)), dots)
    place_words(sheet, around(Words(say("descent end", loss=number(last)), path[-1], bold=True)), dots)


def _paint_heights(sheet: Sheet, grid: Grid) -> None:
    """Contour lines, each enclosing about as much more of the plot as the last: a bowl gets them evenly. Higher is
    darker.
    """
    ordered = sorted({height for row in grid[2] for height in row if math.isfinite(height)})
    levels = sorted({ordered[len(ordered) * i // _LEVELS] for i in range(1, _LEVELS)}) if ordered else []
    if len(levels) < 2:
        return
    shades = [("muted", 0.04 + 0.26 * i / len(levels)) for i in range(len(levels))]
    sheet.bands(grid, levels, shades)
    sheet.contours(grid, levels, "line", THIN)
