"""Where the numbers on a grid are above a level: the outlines of these regions, and the lines of the level itself.
(viz/outputs/js/contours.js has both for the page, which draws them many times a second, in pieces of one cell.)
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from viz.plots.sampling import Point
from viz.plots.sheet import Grid

Outline = list[tuple[Point, bool]]  # its corners, and whether each lies on the level, or where what is known ends
_Edge = tuple[int, int, int, int]  # of a cell: the column and row of the end that is above the level, and of the other


def outlines(grid: Grid, level: float) -> list[Outline]:
    """The outlines of all that is above a level, each of them closed. Nothing is known beside what is not finite."""
    xs, ys, heights = _framed(grid)
    following = dict(_pieces(heights, level))
    found = []
    while following:
        begin = edge = next(iter(following))
        outline = [_place(xs, ys, heights, level, edge)]
        while (edge := following.pop(edge)) != begin:
            outline.append(_place(xs, ys, heights, level, edge))
        found.append(outline)
    return found


def lines_of(outline: Outline) -> list[list[Point]]:
    """The parts of an outline that lie on the level."""
    begin = next((i for i, (_, is_level) in enumerate(outline) if not is_level), 0)
    lines: list[list[Point]] = [[]]
    for place, is_level in [*outline[begin:], *outline[: begin + 1]]:
        if is_level:
            lines[-1].append(place)
        else:
            lines.append([])
    return [line for line in lines if len(line) > 1]


def _framed(grid: Grid) -> Grid:
    """The grid with unknown places all around, which are as far out as its own: so every outline is closed."""
    xs, ys, heights = grid
    nothing = [math.nan] * (len(xs) + 2)
    rows = [nothing, *([math.nan, *row, math.nan] for row in heights), nothing]
    return [xs[0], *xs, xs[-1]], [ys[0], *ys, ys[-1]], rows


def _pieces(heights: Sequence[Sequence[float]], level: float) -> Iterator[tuple[_Edge, _Edge]]:
    """The pieces of the outlines in each cell, from an edge to another one, with what is above on their left."""
    above = [[level < height < math.inf for height in row] for row in heights]
    for r, (row, upper) in enumerate(pairwise(above)):
        for c in range(len(row) - 1):
            if row[c] == row[c + 1] == upper[c] == upper[c + 1]:
                continue
            corners = [(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)]
            sides = [(one, other) for one, other in zip(corners, corners[1:] + corners[:1])
                     if above[one[1]][one[0]] != above[other[1]][other[0]]]  # fmt: skip
            (x, y), _ = sides[0]
            if not above[y][x]:  # it comes in here
                sides.append(sides.pop(0))
            for (one, other), (back, on) in zip(sides[::2], sides[1::2]):
                yield (*one, *other), (*on, *back)


def _place(
    xs: Sequence[float], ys: Sequence[float], heights: Sequence[Sequence[float]], level: float, edge: _Edge
) -> tuple[Point, bool]:
    c, r, to_c, to_r = edge
    height, other = heights[r][c], heights[to_r][to_c]
    if not math.isfinite(other):
        return (xs[c], ys[r]), False
    if math.isinf(height - other):
        height, level, other = height / 2, level / 2, other / 2
    part = (height - level) / (height - other)
    return (xs[c] + part * (xs[to_c] - xs[c]), ys[r] + part * (ys[to_r] - ys[r])), True
