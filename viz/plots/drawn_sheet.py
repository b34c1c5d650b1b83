"""The Sheet that we draw ourselves, as SVG: the plots of the lessons also where matplotlib is missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from viz.drawing.document import svg_document
from viz.drawing.elements import element, filled, lined, text
from viz.plots.axis import Axis
from viz.plots.clipping import clipped
from viz.plots.contours import lines_of, outlines
from viz.plots.elements import (
    BASELINE,
    COLUMN,
    HEIGHT,
    LETTERS,
    PARTS,
    ROW,
    corners,
    dashes_of,
    mark,
    path,
    size_of,
    written,
)
from viz.plots.sampling import Point
from viz.plots.sheet import LINE, TEXT, TICK_TEXT, Box, Grid, Key, Sheet, Words
from viz.words.text import width as columns_of

_WIDTH = 540.0  # pt
_PX_PER_PT = 4 / 3
_LEAST = 0.72  # of its width, where there is little room: the letters at the ticks have 12 px then
_PAD, _GAP, _TICK = 6, 4, 4  # pt
_SAMPLE, _BESIDE, _COLUMN_GAP = 34, 11, 20  # of the key
_BELOW_0 = 3.7, 1.6  # dashes of a contour line, parts of its width
_HEAD = 10, 4.5  # pt, of an arrow: its length, half its width
_SHEET = Box(0, 0, _WIDTH, HEIGHT)
_SPANS, _AREAS, _LINES, _ARROWS, _MARKS = range(5)  # what is drawn, the lowest first


class DrawnSheet(Sheet):
    """What is painted is kept, and drawn in the end, when all that stands around it is known."""

    per_point = 1.0

    def __init__(self) -> None:
        self._across, self._up = Axis(), Axis()
        self._equal = False
        self._layers: list[list[Callable[[], Iterable[str]]]] = [[] for _ in range(5)]
        self._words: list[Words] = []
        self._keys: list[Key] = []
        self._columns, self._title = 1, ""
        self._frame = _SHEET

    def to_svg(self, description: str) -> str:
        """The picture, a complete SVG document that needs nothing else."""
        self.lay_out()
        parts = [part for layer in self._layers for draw in layer for part in draw()]
        parts += [*self._axes(), *self._key(), *(written(words, self.box_of(words)) for words in self._words)]
        size, seen = (_WIDTH * _PX_PER_PT, HEIGHT * _PX_PER_PT), f"0 0 {_WIDTH:g} {HEIGHT:g}"
        look = ' stroke-linejoin="round"'
        return svg_document("\n".join(parts), size, seen, description, least=_LEAST, attributes=look)

    # The axes.

    def scale(self, xs: Point, ys: Point, log: str = "", equal: bool = False) -> None:
        self._across.scale(xs, "x" in log)
        self._up.scale(ys, "y" in log)
        self._equal = equal

    def few_ticks(self, whole: bool = False) -> None:
        self._across.few_ticks(whole)
        self._up.few_ticks()

    def ticks_at(self, axis: str, places: Sequence[float], names: Sequence[str]) -> None:
        (self._across if axis == "x" else self._up).ticks = [*zip(places, names)]

    def name_axes(self, x: str, y: str) -> None:
        self._across.name, self._up.name = x, y

    def add_key(self, keys: Sequence[Key], columns: int = 1, title: str | None = None) -> None:
        self._keys, self._columns, self._title = [*keys], columns, title or ""

    def _axes(self) -> Iterator[str]:
        box, bottom = self._frame, HEIGHT - self._frame.low
        corners = [(box.left, box.high), (box.left, box.low), (box.right, box.low)]
        yield path(corners, lined("line", stroke_width=1.2))
        for place, name in self._across.shown():
            x = box.left + self._across.share(place) * (box.right - box.left)
            yield element("path", d=f"M{x:.1f} {bottom:.1f}v{_TICK}", **lined("line"))
            yield text(
                name, "ink", TICK_TEXT, x, bottom + _TICK + _GAP / 2 + TICK_TEXT * BASELINE, text_anchor="middle"
            )
        for place, name in self._up.shown():
            y = bottom - self._up.share(place) * (box.high - box.low)
            yield element("path", d=f"M{box.left:.1f} {y:.1f}h{-_TICK}", **lined("line"))
            yield text(name, "ink", TICK_TEXT, box.left - _TICK - _GAP, y + 0.35 * TICK_TEXT, text_anchor="end")
        middle, height = (box.left + box.right) / 2, bottom - (box.high - box.low) / 2
        if self._across.name:
            y = bottom + _TICK + _GAP + TICK_TEXT * ROW + TEXT * BASELINE
            yield text(self._across.name, "ink", TEXT, middle, y, text_anchor="middle")
        x = box.left - _TICK - 2 * _GAP - self._up.columns * COLUMN * TICK_TEXT
        if self._up.is_short:
            yield text(self._up.name, "ink", TEXT, x, height + 0.35 * TEXT, text_anchor="end")
        elif self._up.name:
            turned = f"translate({x - (LETTERS - BASELINE) * TEXT:.1f} {height:.1f}) rotate(-90)"
            yield text(self._up.name, "ink", TEXT, 0, 0, text_anchor="middle", transform=turned)

    def _key(self) -> Iterator[str]:
        y, row = _PAD + TEXT * BASELINE, TEXT * ROW + _GAP
        if self._title:
            yield text(self._title, "ink", TEXT, _PAD, y)
            y += row
        x, rows = float(_PAD), math.ceil(len(self._keys) / self._columns)
        for begin in range(0, len(self._keys), rows or 1):
            column = self._keys[begin : begin + rows]
            for n, (drawn, told, colour) in enumerate(column):
                middle = HEIGHT - (y + n * row - 0.35 * TEXT)
                assert callable(drawn)
                yield from drawn([(x, middle), (x + _SAMPLE / 2, middle), (x + _SAMPLE, middle)])
                yield text(told, colour, TEXT, x + _SAMPLE + _BESIDE, y + n * row)
            x += _SAMPLE + _BESIDE + _COLUMN_GAP + max(columns_of(told) for _, told, _ in column) * COLUMN * TEXT

    # What stands between them.

    def line(
        self,
        points: Iterable[Point],
        colour: str,
        width: float = LINE,
        dashes: Sequence[float] = (),
        marker: str = "",
        size: float = 0.0,
    ) -> object:
        places = [*points]
        look = lined(colour, stroke_width=width, stroke_dasharray=dashes_of(dashes, width))

        def strokes(spots: Sequence[Point], box: Box) -> list[str]:
            return [path(part, look) for part in clipped(spots, box)]

        def dots(spots: Iterable[Point]) -> list[str]:
            return [mark(spot, marker, size, filled(colour)) for spot in spots if marker]

        def draw() -> list[str]:
            spots = self.to_px(places)
            return strokes(spots, self._frame) + dots(self._seen(spots))

        self._layers[_LINES].append(draw)
        return lambda spots: strokes([spots[0], spots[-1]], _SHEET) + dots(spots[1:2])

    def marks(
        self, points: Iterable[Point], marker: str, size: float, inside: str, edge: str | None = None, width: float = 1
    ) -> object:
        places = [*points]
        look = filled(edge, inside) | {"stroke_width": width} if edge else filled(inside)

        def draw(spots: Iterable[Point]) -> list[str]:
            return [mark(spot, marker, size, look) for spot in spots]

        self._layers[_MARKS].append(lambda: draw(self._seen(self.to_px(places))))
        return lambda spots: draw(spots[1:2])

    def fill(self, points: Sequence[Point], colour: str, alpha: float) -> None:
        def draw() -> list[str]:
            return [path(self._inside(points), filled(colour) | {"fill_opacity": alpha}, "Z")]

        self._layers[_AREAS].append(draw)

    def span(self, left: float, right: float, colour: str) -> None:
        def draw() -> list[str]:
            (begin, _), (end, _) = self._inside([(left, math.nan), (right, math.nan)])
            box = self._frame
            corners = [(begin, box.low), (end, box.low), (end, box.high), (begin, box.high)]
            return [path(corners, filled(colour), "Z")]

        self._layers[_SPANS].append(draw)

    def bands(self, grid: Grid, levels: Sequence[float], looks: Sequence[tuple[str, float]]) -> None:
        def draw() -> Iterator[str]:
            above = [[[place for place, _ in outline] for outline in outlines(grid, level)] for level in levels]
            paths = ["".join(corners(self.to_px(outline)) + "Z" for outline in each) for each in above]
            for (colour, alpha), *both in zip(looks, paths, [*paths[1:], ""]):
                yield element(
                    "path", d="".join(both), fill_rule="evenodd", fill_opacity=f"{alpha:.3g}", **filled(colour)
                )

        self._layers[_AREAS].append(draw)

    def contours(self, grid: Grid, levels: Sequence[float], colour: str, width: float, alpha: float = 1.0) -> None:
        def draw() -> Iterator[str]:
            for level in levels:
                lines = [line for outline in outlines(grid, level) for line in lines_of(outline)]
                if lines:
                    dashes = dashes_of(_BELOW_0, width) if level < 0 else None
                    look = lined(colour, stroke_width=width, stroke_opacity=alpha, stroke_dasharray=dashes)
                    yield element("path", d="".join(corners(self.to_px(line)) for line in lines), **look)

        self._layers[_LINES].append(draw)

    def arrow(self, begin: Point, end: Point, colour: str) -> None:
        def draw() -> Iterator[str]:
            spots = self._seen(self.to_px([begin, end]))
            if len(spots) < 2:
                return
            (x, y), (to_x, to_y) = spots
            long, half = _HEAD
            length = math.hypot(to_x - x, to_y - y)
            across, up = (to_x - x) / length, (to_y - y) / length
            neck_x, neck_y = to_x - long * across, to_y - long * up
            sides = [(neck_x + side * up, neck_y - side * across) for side in (half, -half)]
            yield path([(x, y), (neck_x, neck_y)], lined(colour, stroke_width=LINE))
            yield path([*sides, (to_x, to_y)], filled(colour), "Z")

        self._layers[_ARROWS].append(draw)

    # Words.

    @property
    def written(self) -> list[Words]:
        return [*self._words]

    def write(self, words: Words) -> None:
        self._words.append(words)

    def erase(self, words: Words) -> None:
        self._words.remove(words)

    def box_of(self, words: Words) -> Box:
        wide, high = size_of(words)
        x, y = self._spot(words)
        left, low = x + words.dx - PARTS[words.ha] * wide, y + words.dy - PARTS[words.va] * high
        return Box(left, low, left + wide, low + high)

    def _spot(self, words: Words) -> Point:
        (x, y), box = words.place, self._frame
        across = x if words.within == "frame" else self._across.share(x)
        up = self._up.share(y) if words.within == "axes" else y
        return box.left + across * (box.right - box.left), box.low + up * (box.high - box.low)

    # Places.

    def frame(self) -> Box:
        return self._frame

    def to_px(self, points: Iterable[Point]) -> list[Point]:
        box = self._frame
        return [
            (
                box.left + self._across.share(x) * (box.right - box.left),
                box.low + self._up.share(y) * (box.high - box.low),
            )
            for x, y in points
        ]

    def _inside(self, points: Iterable[Point]) -> list[Point]:
        """The nearest places in the frame, in px."""
        box = self._frame
        return [(max(box.left, min(x, box.right)), max(box.low, min(y, box.high))) for x, y in self.to_px(points)]

    def _seen(self, spots: Iterable[Point]) -> list[Point]:
        """Those in the frame; on its edge, where a rounding may put them beside it, as well."""
        box = self._frame
        around = Box(box.left - 0.01, box.low - 0.01, box.right + 0.01, box.high + 0.01)
        return [*filter(around.contains, spots)]

    def lay_out(self) -> None:
        left, low, right, high = self._margins()
        across, up = _WIDTH - left - right, HEIGHT - low - high
        if self._equal:
            shape = min(max(self._across.length / self._up.length, 0.1), 10.0)
            beside, above = max(0, across - up * shape) / 2, max(0, up - across / shape) / 2
            left, right, low, high = left + beside, right + beside, low + above, high + above
        self._frame = Box(left, low, _WIDTH - right, HEIGHT - high)

    def _margins(self) -> tuple[float, float, float, float]:
        """Left, below, right and above the frame."""
        names = [name for _, name in self._across.shown()]
        last = columns_of(names[-1]) * COLUMN * TICK_TEXT / 2 if names else 0
        left = _PAD + _TICK + _GAP + self._up.columns * COLUMN * TICK_TEXT
        if self._up.is_short:
            left += columns_of(self._up.name) * COLUMN * TEXT + _GAP
        elif self._up.name:
            left += ROW * TEXT + _GAP
        beside = [
            (size_of(words)[0], words.place[0])
            for words in self._words
            if words.within == "frame" and words.place[0] > 1
        ]
        right = max([last, *(wide + (place - 1) * (_WIDTH - left - wide) for wide, place in beside)]) + _PAD
        below = _PAD + _TICK + _GAP + ROW * TICK_TEXT + (ROW * TEXT if self._across.name else 0)
        rows = math.ceil(len(self._keys) / self._columns) + bool(self._title)
        return left, below, right, _PAD + rows * (ROW * TEXT + _GAP) + (_GAP if rows else _PAD)
