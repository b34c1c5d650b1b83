"""Curves as Graphviz gives them, cubic Bezier pieces end to end: where a fraction of the way lies, and parts of it.

`viz/outputs/js/curves.js` computes the same for the page.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

Point = tuple[float, float]  # (x, y) in px
Curve = list[Point]  # the control points

_SAMPLES, _PART = 32, 26  # points of one piece; points of a part


class Arc:
    """A curve by its length: all fractions are fractions of the way from its beginning to its end."""

    def __init__(self, path: tuple[Point, ...]) -> None:
        self._points = [path[0]]
        for begin in range(0, len(path) - 1, 3):
            piece = path[begin : begin + 4]
            self._points += [_bezier(piece, j / _SAMPLES) for j in range(1, _SAMPLES + 1)]
        self._lengths = [0.0]
        for before, after in zip(self._points, self._points[1:]):
            self._lengths.append(self._lengths[-1] + math.hypot(after[0] - before[0], after[1] - before[1]))

    def at(self, fraction: float) -> Point:
        """The point there."""
        wanted = min(max(fraction, 0.0), 1.0) * self._lengths[-1]
        i = bisect_left(self._lengths, wanted, 1, len(self._lengths) - 1)
        part = (wanted - self._lengths[i - 1]) / ((self._lengths[i] - self._lengths[i - 1]) or 1)
        (x0, y0), (x1, y1) = self._points[i - 1], self._points[i]
        return x0 + part * (x1 - x0), y0 + part * (y1 - y0)

    def angle(self, fraction: float) -> float:
        """The direction there, in radians."""
        (x0, y0), (x1, y1) = self.at(fraction - 0.02), self.at(fraction + 0.02)
        return math.atan2(y1 - y0, x1 - x0)

    def part(self, begin: float, end: float, aside: float = 0.0) -> list[Point]:
        """Points from one fraction to another, which may be the smaller one; so many px to the side."""
        fractions = [begin + (end - begin) * k / _PART for k in range(_PART + 1)]
        return [self._beside(fraction, aside) if aside else self.at(fraction) for fraction in fractions]

    def _beside(self, fraction: float, aside: float) -> Point:
        (x, y), turned = self.at(fraction), self.angle(fraction) + math.pi / 2
        return x + aside * math.cos(turned), y + aside * math.sin(turned)


@lru_cache(maxsize=4096)
def _arc(path: tuple[Point, ...]) -> Arc:
    return Arc(path)


def arc_of(path: Curve) -> Arc:
    """The Arc of a curve; computed once."""
    return _arc(tuple(path))


def _bezier(piece: tuple[Point, ...], t: float) -> Point:
    u = 1 - t
    weights = (u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t)
    (a, b, c, d), ((x0, y0), (x1, y1), (x2, y2), (x3, y3)) = weights, piece
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def end_angle(path: Curve) -> float:
    """The direction in which a curve arrives, in radians."""
    (x, y) = path[-1]
    px, py = next((p for p in reversed(path[:-1]) if math.dist(p, path[-1]) > 0.1), path[0])
    return math.atan2(y - py, x - px)


def mean_height(path: Curve) -> float:
    """The mean of the y of its control points, to the thousandth: no order hangs on the last bits."""
    return round(sum(y for _, y in path) / len(path), 3)


def points_on(path: Curve, fractions: Iterable[float]) -> Iterator[Point]:
    """The points of a single piece at these values of its parameter."""
    piece = tuple(path[:4])
    return (_bezier(piece, t) for t in fractions)


def path_text(points: list[Point] | tuple[Point, ...], curved: bool) -> str:
    """The points as an SVG path: the control points of a curve, or corners of a line."""
    (x0, y0), *rest = points
    return f"M{x0:.1f} {y0:.1f}" + ("C" if curved else "L") + " ".join(f"{x:.1f} {y:.1f}" for x, y in rest)
