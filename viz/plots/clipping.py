"""The parts of a line that lie inside of a box."""

import math
from collections.abc import Iterable
from itertools import pairwise

from viz.plots.sampling import Point
from viz.plots.sheet import Box


def clipped(points: Iterable[Point], box: Box) -> list[list[Point]]:
    """The parts of a line through points that lie inside of a box; it has a gap where a number is nan."""
    parts: list[list[Point]] = []
    for ends in pairwise(points):
        inside = _clipped(ends, box)
        if inside and parts and parts[-1][-1] == inside[0]:
            parts[-1].append(inside[1])
        elif inside:
            parts.append([*inside])
    return parts


def _clipped(ends: tuple[Point, Point], box: Box) -> tuple[Point, Point] | None:
    if any(math.isnan(x) for end in ends for x in end):
        return None
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.low, 1), (1, box.high, -1)):
        within = [sign * end[axis] >= sign * edge for end in ends]
        if not any(within):
            return None
        if not all(within):
            met = _where(*ends, axis, edge)
            ends = (ends[0], met) if within[0] else (met, ends[1])
    return ends


def _where(one: Point, other: Point, axis: int, edge: float) -> Point:
    """Where a line meets an edge, exactly on it."""
    part = (edge - one[axis]) / (other[axis] - one[axis])
    x, y = (a + part * (b - a) for a, b in zip(one, other))
    return (edge, y) if axis == 0 else (x, edge)
