"""A slope by nudging as a still picture: the curve with its two points on the left, the errors for each h on the right,
and the numbers below. The page draws the same, in motion (viz/outputs/js/slope.js).
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from viz.drawing.document import svg_document
from viz.drawing.elements import element, filled, lined, text
from viz.drawing.ticks import round_numbers
from viz.values.nudges import Nudges, Place
from viz.words.messages import say
from viz.words.text import bracketed, plain, width

Point = tuple[float, float]
Scale = Callable[[float], float]
Spot = tuple[float, float, str]  # x and y of its baseline, and which end of the words stands there

_WIDTH, _HEIGHT = 1066, 400  # px
_CURVE = 52, 8, 580, 274  # x, y, width, height
_ERRORS = 712, 24, 336, 258
_WORDS, _TICK = 15, 13
_DIGITS = 4  # of a number at a tick
_FLOOR, _CLEARLY = 14, 10  # px above the axis for what cannot be told from 0; times as large as the least error
_SHORT, _APART = 18, 90  # px: a shorter side of the triangle, a second point nearer than that get no words
RISE = "f(x + h) − f(x)"


def draw_slope(nudges: Nudges, h: float, description: str, note: str) -> str:
    """The picture at the first place, with a step h: a complete SVG document.

    Args:
        nudges: what is known of f.
        h: one of its steps.
        description: the same in words, for screen readers.
        note: a sentence that stands below.
    """
    place = nudges.places[nudges.start]
    rise = place.rises[nudges.steps.index(h)]
    parts = [*_curve(nudges, place, h, rise), *_errors(nudges, place, h), *_numbers(place, h, rise, note)]
    return svg_document("\n".join(parts), (_WIDTH, _HEIGHT), f"0 0 {_WIDTH} {_HEIGHT}", description)


# The curve.


def _curve(nudges: Nudges, place: Place, h: float, rise: float) -> Iterator[str]:
    left, top, wide, tall = _CURVE
    window = _window(nudges, place, h, rise)
    yield element("rect", x=left, y=top, width=wide, height=tall, **filled("edge", "paper"))
    for tick in round_numbers(window.left, window.right, _DIGITS):
        across = left + window.at(tick, 0)[0]
        yield element("path", d=f"M{across:.1f} {top}v{tall}", **lined("edge"))
        yield text(plain(tick), "muted", _TICK, across, top + tall + 16, text_anchor="middle")
    for tick in round_numbers(window.low, window.high, _DIGITS):
        down = top + window.at(0, tick)[1]
        yield element("path", d=f"M{left} {down:.1f}h{wide}", **lined("edge"))
        yield text(plain(tick), "muted", _TICK, left - 6, down + 4.5, text_anchor="end")
    one, other = (window.at(x, 0)[0] for x in (place.x, place.x + h))
    for words, across in [(f"x = {plain(place.x)}", one), ("x + h", other)][: 2 if abs(other - one) > _APART else 1]:
        yield element("path", d=f"M{left + across:.1f} {top + tall}v-7", **lined("ink", stroke_width=2))
        yield text(words, "ink", _WORDS, left + across, top + tall + 36, text_anchor="middle")
    inside = _inside(nudges, place, h, rise, window)
    yield element("svg", *inside, x=left, y=top, width=wide, height=tall, overflow="hidden")


@dataclass(frozen=True)
class _Window:
    """The part of the plane that is seen."""

    left: float
    right: float
    low: float
    high: float

    def at(self, x: float, y: float) -> Point:
        """Where a point is in the area, in px."""
        wide, tall = _CURVE[2:]
        down = (self.high - y) / (self.high - self.low) * tall
        return (x - self.left) / (self.right - self.left) * wide, min(max(down, -1e4), 1e4)

    def line(self, place: Place, slope: float) -> list[Point]:
        """The part that is seen of the line with that slope through the point of a place."""
        wide, tall = _CURVE[2:]
        x, y = self.at(place.x, place.value)
        steep = -slope * (self.right - self.left) / (self.high - self.low) * tall / wide  # px down for one to the right
        ends = [-x, wide - x]
        if steep:
            edges = sorted((-y / steep, (tall - y) / steep))
            ends = [max(ends[0], edges[0]), min(ends[1], edges[1])]
        return [(x + end, y + end * steep) for end in ends]


def _window(nudges: Nudges, place: Place, h: float, rise: float) -> _Window:
    """The whole curve, and the second point where it lies beyond."""
    left, right, low, high = nudges.window
    pad, beyond = 0.06 * (right - left), place.x + h
    top = place.value + rise if math.isfinite(rise) else place.value
    return _Window(min(left, beyond - pad), max(right, beyond + pad), min(low, top), max(high, top))


def _inside(nudges: Nudges, place: Place, h: float, rise: float, window: _Window) -> Iterator[str]:
    runs = [[window.at(*point) for point in run] for run in _runs(nudges)]
    point, whole = window.at(place.x, place.value), math.isfinite(rise)
    second = window.at(place.x + h, place.value + rise) if whole else point
    legs = [point, (second[0], point[1]), second]
    lines: list[tuple[str, str, list[Point]]] = []  # (words, colour, ends), the most important first
    if whole:
        yield element("path", d=_path(legs) + "Z", **filled("tint"))
        lines.append((f"{say('slope.secant')} {plain(rise / h)}", "ink", window.line(place, rise / h)))
    for run in runs:
        yield element("path", d=_path(run), **lined("line", stroke_width=4))
    if math.isfinite(place.tangent):
        colour, ends = "negative" if place.tangent < 0 else "positive", window.line(place, place.tangent)
        lines.append((f"{say('slope.tangent')} {plain(place.tangent)}", colour, ends))
        yield element("path", d=_path(ends), **lined(colour, stroke_width=2.8))
    if whole:
        yield element("path", d=_path(lines[0][2]), **lined("ink", stroke_width=2.2, stroke_dasharray="8 5"))
        yield element("path", d=_path(legs), **lined("ink", stroke_width=1.8))
    dots = [dot for path in (*runs, legs, *(ends for *_, ends in lines)) for dot in _dots(path)]
    labels = [(words, colour, _along(ends)) for words, colour, ends in lines]
    yield from _placed([*(_legs(point, second, h, rise) if whole else ()), *labels], dots)
    if whole:
        yield element("circle", cx=second[0], cy=second[1], r=7, stroke_width=2.6, **filled("ink", "paper"))
    yield element("circle", cx=point[0], cy=point[1], r=7.5, **filled("ink"))


def _runs(nudges: Nudges) -> list[list[Point]]:
    """The pieces of the curve: nothing connects what lies beside a gap or a jump."""
    runs: list[list[Point]] = [[]]
    for before, (x, y) in pairwise([(-math.inf, math.nan), *nudges.curve]):
        if math.isnan(y) or any(before[0] < jump <= x for jump in nudges.jumps):
            runs.append([])
        if not math.isnan(y):
            runs[-1].append((x, y))
    return [run for run in runs if len(run) > 1]


def _legs(point: Point, second: Point, h: float, rise: float) -> Iterator[tuple[str, str, list[Spot]]]:
    (x0, y0), (x1, y1) = point, second
    if abs(x1 - x0) > _SHORT:
        below = (y0 + 19, y0 - 9) if rise >= 0 else (y0 - 9, y0 + 19)
        yield f"h = {plain(h)}", "ink", [(x0 + (x1 - x0) * at, y, "middle") for y in below for at in (0.5, 0.7, 0.3)]
    if abs(y1 - y0) > _SHORT:
        out, into, way = ("start", "end", 12) if x1 > x0 else ("end", "start", -12)
        heights = [y0 + (y1 - y0) * at + 5 for at in (0.5, 0.3, 0.7, 0.15)]
        yield (
            f"{RISE} = {plain(rise)}",
            "ink",
            [spot for y in heights for spot in ((x1 + way, y, out), (x1 - way, y, into))],
        )


def _along(ends: Sequence[Point]) -> list[Spot]:
    """Spots beside a line."""
    (x0, y0), (x1, y1) = ends
    up, down = (19, -8) if (y1 > y0) == (x1 > x0) else (-8, 19)
    places = [(x0 + (x1 - x0) * at, y0 + (y1 - y0) * at) for at in (0.92, 0.08, 0.8, 0.2, 0.68, 0.32)]
    return [spot for x, y in places for spot in ((x - 8, y + up, "end"), (x + 8, y + down, "start"))]


# The errors.


def _errors(nudges: Nudges, place: Place, h: float) -> Iterator[str]:
    left, top, wide, tall = _ERRORS
    bottom = top + tall
    errors = place.errors([math.copysign(size, h) for size in nudges.sizes] * 2)
    errors = errors[: len(nudges.sizes)] if h > 0 else errors[len(nudges.sizes) :]
    least = max(place.bound, 1e-300)
    logs = [math.log10(error) for error in errors if error > least] or [-1.5]
    low, high = math.floor(min(logs)), max(math.ceil(max(logs) + 0.2), math.floor(min(logs)) + 2)
    begin, end = math.log10(nudges.sizes[0]) + 0.4, math.log10(nudges.sizes[-1]) - 0.4
    across: Scale = lambda size: left + wide * (begin - math.log10(size)) / (begin - end)  # noqa: E731

    def down(error: float) -> float:
        if error <= least:
            return bottom - _FLOOR / 2
        return top + (high - math.log10(error)) * (tall - 2 * _FLOOR) / (high - low)

    yield element("rect", x=left, y=top, width=wide, height=tall, **filled("edge", "paper"))
    for power in _powers(low, high):
        yield element("path", d=f"M{left} {down(10.0**power):.1f}h{wide}", **lined("edge"))
        yield text(_power(power), "muted", _TICK, left - 6, down(10.0**power) + 4.5, text_anchor="end")
    yield text("0", "muted", _TICK, left - 6, bottom - _FLOOR / 2 + 4.5, text_anchor="end")
    for power in _powers(math.ceil(math.log10(nudges.sizes[-1])), math.floor(math.log10(nudges.sizes[0]))):
        yield element("path", d=f"M{across(10.0**power):.1f} {top}v{tall}", **lined("edge"))
        yield text(_power(power), "muted", _TICK, across(10.0**power), bottom + 16, text_anchor="middle")
    yield text(say("slope.error"), "ink", _WORDS, left, top - 9, font_weight="600")
    now = across(abs(h))
    yield element("path", d=f"M{now:.1f} {top}v{tall}", **lined("ink", stroke_width=1.6, stroke_dasharray="3 3"))
    yield text(f"h = {plain(h)}", "ink", _WORDS, min(max(now, left + 44), left + wide - 44), bottom + 36,
               text_anchor="middle", font_weight="600")  # fmt: skip
    known = [(across(size), down(error), size) for size, error in zip(nudges.sizes, errors) if math.isfinite(error)]
    if len(known) > 1:
        yield element("path", d=_path([(x, y) for x, y, _ in known]), **lined("negative", stroke_width=2))
    for x, y, size in known:
        look = filled("ink", "hot") | {"r": 8, "stroke_width": 3} if size == abs(h) else filled("negative") | {"r": 3.5}
        yield element("circle", cx=x, cy=y, **look)
    yield from _regions([max(error, least) for error in errors if math.isfinite(error)])


def _regions(errors: Sequence[float]) -> Iterator[str]:
    """What is wrong with h on both sides of the best: said only where it is worse on both."""
    left, top, wide, tall = _ERRORS
    y = top + tall - 2 * _FLOOR
    best = min(range(len(errors)), key=errors.__getitem__, default=0)
    sides = errors[:best], errors[best + 1 :]
    if errors and all(max(side, default=0.0) > _CLEARLY * errors[best] for side in sides):
        yield text(say("slope.too_big"), "muted", 14, left + 8, y)
        yield text(say("slope.too_tiny"), "muted", 14, left + wide - 8, y, text_anchor="end")


# The numbers.


def _numbers(place: Place, h: float, rise: float, note: str) -> Iterator[str]:
    y = _CURVE[1] + _CURVE[3] + 70
    told: list[tuple[float, str, str]] = []  # (x, what, its number)
    if math.isfinite(rise):
        told.append((12, say("slope.secant"), f"({RISE}) / h = {plain(rise)} / {bracketed(h)} = {plain(rise / h)}"))
    if math.isfinite(place.tangent):
        told.append((660, say("slope.tangent"), plain(place.tangent)))
        error = abs(rise / h - place.tangent)
        shown = plain(error) if error > place.bound else f"< {plain(place.bound)}" if place.bound else "0"
        told += [(860, say("slope.error"), shown)] if math.isfinite(error) else []
    for x, name, shown in told:
        yield text(say("named", name=name, told=shown), "ink", 17, x, y, font_weight="600")
    yield text(note, "ink", _WORDS, 12, y + 30)


# Words and lines.


def _placed(labels: Iterable[tuple[str, str, list[Spot]]], dots: Sequence[Point]) -> Iterator[str]:
    """Each of the words where it hides least; the first are the most important."""
    taken: list[tuple[float, float, float, float]] = []
    for words, colour, spots in labels:
        costs = [_cost(_box(words, spot), dots, taken) for spot in spots]
        if spots and min(costs) < math.inf:
            x, y, anchor = best = spots[costs.index(min(costs))]
            taken.append(_box(words, best))
            yield text(words, colour, _WORDS, x, y, text_anchor=anchor, font_weight="600")


def _box(words: str, spot: Spot) -> tuple[float, float, float, float]:
    x, y, anchor = spot
    wide = width(words) * _WORDS * 0.56
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide
    return left - 2, y - 0.85 * _WORDS, left + wide + 2, y + 0.3 * _WORDS


def _cost(box: tuple[float, float, float, float], dots: Sequence[Point], taken: Iterable[Sequence[float]]) -> float:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > _CURVE[2] or bottom > _CURVE[3]:
        return math.inf
    hidden = sum(left < x < right and top < y < bottom for x, y in dots)
    return hidden + 6 * sum(left < r and other < right and top < b and t < bottom for other, t, r, b in taken)


def _dots(path: Sequence[Point]) -> Iterator[Point]:
    for (x0, y0), (x1, y1) in pairwise(path):
        count = min(400, math.ceil(math.dist((x0, y0), (x1, y1)) / 6)) or 1
        yield from ((x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(count + 1))


def _path(points: Iterable[Point]) -> str:
    return "".join(f"{'L' if k else 'M'}{x:.1f} {y:.1f}" for k, (x, y) in enumerate(points))


def _powers(low: int, high: int) -> range:
    return range(high, low - 1, -max(1, math.ceil((high - low) / 5)))


def _power(power: int) -> str:
    return f"1e{power}" if power else "1"
