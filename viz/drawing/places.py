"""Finds a place for what stands beside the boxes: the local slopes on the arrows, the equations at the operations."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from viz.drawing.curves import Curve, Point, arc_of

Rectangle = tuple[float, float, float, float]  # left, top, width, height

# Of an arrow's way, the best first: rather nearer to the operation, where the slope acts.
_FRACTIONS = (0.56, 0.6, 0.52, 0.64, 0.48, 0.44, 0.68, 0.4, 0.36, 0.72, 0.32, 0.28, 0.76, 0.24)
_CLEARANCE = 6  # px beside a slope
_ABOVE, _SHIFTS, _LIFTS = 25 + 14, (0, 0.2, -0.2, 0.36, -0.36), (0, 14, 28)  # where an equation may stand
_OUTSIDE, _ASIDE, _LIFTED, _BELOW = 60, 120, 4, 30  # what that costs, in square px of what it covers
_CANDIDATES = sorted(  # (how far it is from the best place, above, shift, lift)
    (_ASIDE * abs(shift) + _LIFTED * lift + (0 if above else _BELOW), above, shift, lift)
    for above, shift, lift in product((True, False), _SHIFTS, _LIFTS)
)
_NEIGHBOURS = tuple(product((-1, 0, 1), repeat=2))


def tag_places(
    paths: Mapping[str, Curve], widths: Mapping[str, float], taken: Sequence[Rectangle], height: float
) -> dict[str, tuple[Point, float]]:
    """For each local slope the point on its arrow where it covers least, and its width.

    Args:
        paths: {id of an arrow: its Curve}.
        widths: {id of an arrow: the width of what stands on it}.
        taken: what may not be covered.
        height: of all that stands on arrows.
    """
    covered = Taken([*taken, *((0, 0, width + _CLEARANCE, height) for width in widths.values())])
    for rectangle in taken:
        covered.add(rectangle)
    places = {}
    for edge, width in widths.items():
        arc = arc_of(paths[edge])
        around = [_around(arc.at(f), width + _CLEARANCE, height) for f in _FRACTIONS]
        costs = [covered.under(rectangle) for rectangle in around]
        best = min(range(len(costs)), key=lambda k: (costs[k] > 0.5, costs[k] if costs[k] > 0.5 else 0, k))
        place = arc.at(_FRACTIONS[best])
        covered.add(_around(place, width, height))
        places[edge] = (place, width)
    return places


def equation_places(
    operations: Mapping[int, tuple[float, float, float]],
    taken: Sequence[Rectangle],
    size: tuple[float, float],
    height: float,
) -> dict[int, tuple[float, float, float, bool]]:
    """For each operation where its equation opens: (left, top, width, whether that is above it); never over it.

    Args:
        operations: {index: (its middle, x and y, and the width of its equation)}.
        taken: what should not be covered.
        size: of the picture, which it should not leave.
        height: of an equation.
    """
    covered = Taken([*taken, *((0, 0, w, height) for _, _, w in operations.values())])
    for rectangle in taken:
        covered.add(rectangle)
    return {i: _equation_place(*each, covered, size, height) for i, each in operations.items()}


def _equation_place(
    x: float, y: float, width: float, covered: "Taken", size: tuple[float, float], height: float
) -> tuple[float, float, float, bool]:
    best, least = (x - width / 2, y - _ABOVE - height, width, True), math.inf
    for apart, above, shift, lift in _CANDIDATES:
        if apart >= least:  # those that follow are no nearer
            break
        left, top = x - width / 2 + shift * width, y - _ABOVE - height - lift if above else y + _ABOVE + lift
        outside = max(0, -top) + max(0, top + height - size[1]) + max(0, -left) + max(0, left + width - size[0])
        cost = apart + _OUTSIDE * outside + covered.under((left, top, width, height))
        if cost < least:
            best, least = (left, top, width, above), cost
    return best


class Taken:
    """The rectangles that are taken, kept by fields of the plane, so that only the near ones are looked at."""

    def __init__(self, rectangles: Collection[Rectangle]) -> None:
        """
        Args:
            rectangles: all that will be added or asked about, or as large ones.
        """
        self._across = max((w for _, _, w, _ in rectangles), default=0) + 1  # px: what overlaps is a neighbour
        self._down = max((h for _, _, _, h in rectangles), default=0) + 1
        self._by_field: defaultdict[tuple[int, int], list[Rectangle]] = defaultdict(list)

    def add(self, rectangle: Rectangle) -> None:
        self._by_field[self._field(rectangle)].append(rectangle)

    def under(self, rectangle: Rectangle) -> float:
        """How much of what is taken would lie under it, in square px, to the thousandth: no choice hangs on the last
        bits, which differ between machines and in the page.
        """
        column, row = self._field(rectangle)
        near = [other for i, k in _NEIGHBOURS for other in self._by_field.get((column + i, row + k), ())]
        return round(sum([_overlap(rectangle, other) for other in near]), 3)

    def _field(self, rectangle: Rectangle) -> tuple[int, int]:
        left, top, width, height = rectangle
        return int((left + width / 2) // self._across), int((top + height / 2) // self._down)


def _around(point: Point, width: float, height: float) -> Rectangle:
    return point[0] - width / 2, point[1] - height / 2, width, height


def _overlap(p: Rectangle, q: Rectangle) -> float:
    across = min(p[0] + p[2], q[0] + q[2]) - max(p[0], q[0])
    if across <= 0:
        return 0.0
    up = min(p[1] + p[3], q[1] + q[3]) - max(p[1], q[1])
    return across * up if up > 0 else 0.0
