"""The sheet of paper that a plot is painted on: all that the painting asks of it, whether matplotlib draws it or we do;
and words that find a place beside each other.

Sizes are in pt. Places are in the numbers of the axes, unless they are said to be in px: of the sheet, upwards.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from viz.plots.sampling import Point

Grid = tuple[list[float], list[float], list[list[float]]]  # the xs, the ys, and for each y what is at each x
Key = tuple[object, str, str]  # what line or mark drew, what it stands for, and the colour of these words

THICK, LINE, THIN = 3.2, 2.4, 1.0
TEXT, TICK_TEXT = 14, 12.5


@dataclass(frozen=True)
class Box:
    """A rectangle, in px."""

    left: float
    low: float
    right: float
    high: float

    def overlaps(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high

    def is_within(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.low <= self.low and self.high <= other.high

    def contains(self, place: Point) -> bool:
        return self.left <= place[0] <= self.right and self.low <= place[1] <= self.high


@dataclass(frozen=True, eq=False)
class Words:
    """Words, in one or more lines.

    Attributes:
        text: the words.
        place: where they stand.
        ha, va: which end of them stands there: "left", "center" or "right"; "bottom", "center" or "top".
        dx, dy: how far they are moved from there.
        colour: one of the palette.
        size: of the letters.
        bold: whether they are bold.
        within: what the place is counted in: the numbers of the "axes", parts of their "frame", or in a "column" of it
            across those and upwards these.
    """

    text: str
    place: Point
    ha: str = "center"
    va: str = "center"
    dx: float = 0.0
    dy: float = 0.0
    colour: str = "ink"
    size: float = TEXT
    bold: bool = False
    within: str = "axes"


class Sheet:
    """A sheet with one pair of axes. Colours are names of the palette.

    Attributes:
        per_point: px.
    """

    per_point: float

    @property
    def written(self) -> list[Words]:
        """The Words that stand on it."""
        raise NotImplementedError

    # The axes.

    def scale(self, xs: Point, ys: Point, log: str = "", equal: bool = False) -> None:
        """Sets what both axes show, from and to; log names those that are logarithmic, "y" or "xy". With equal one is
        as long upwards as to the right.
        """
        raise NotImplementedError

    def few_ticks(self, whole: bool = False) -> None:
        """A few round numbers at both axes; with whole no fractions at the lower one."""
        raise NotImplementedError

    def ticks_at(self, axis: str, places: Sequence[float], names: Sequence[str]) -> None:
        """Puts the ticks of an axis, "x" or "y", at these places, under these names."""
        raise NotImplementedError

    def name_axes(self, x: str, y: str) -> None:
        raise NotImplementedError

    def add_key(self, keys: Sequence[Key], columns: int = 1, title: str | None = None) -> None:
        """What the lines and marks stand for, above the axes."""
        raise NotImplementedError

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
        """A line, with a gap where a number is nan and an end at the frame; for add_key.

        Args:
            points: its corners.
            colour, width: how it looks.
            dashes: their lengths and those of the gaps, as parts of the width.
            marker: what stands at each corner: "o", "s", "^" or "X"; of the same colour.
            size: that of the markers.
        """
        raise NotImplementedError

    def marks(
        self, points: Iterable[Point], marker: str, size: float, inside: str, edge: str | None = None, width: float = 1
    ) -> object:
        """Markers alone, above all lines; for add_key. The edge has the colour of what is inside, or its own."""
        raise NotImplementedError

    def fill(self, points: Sequence[Point], colour: str, alpha: float) -> None:
        raise NotImplementedError

    def span(self, left: float, right: float, colour: str) -> None:
        """Colours all between two x, below everything else."""
        raise NotImplementedError

    def bands(self, grid: Grid, levels: Sequence[float], looks: Sequence[tuple[str, float]]) -> None:
        """Colours (a name, alpha) what lies between one level and the next, and above the last. Beside what is not
        finite nothing is known.
        """
        raise NotImplementedError

    def contours(self, grid: Grid, levels: Sequence[float], colour: str, width: float, alpha: float = 1.0) -> None:
        """The lines on which the grid has these levels; dashed below 0."""
        raise NotImplementedError

    def arrow(self, begin: Point, end: Point, colour: str) -> None:
        raise NotImplementedError

    # Words, which need to know where all the rest is.

    def lay_out(self) -> None:
        """Gives the axes their places, as drawing would."""
        raise NotImplementedError

    def frame(self) -> Box:
        """The axes, once they are laid out."""
        raise NotImplementedError

    def to_px(self, points: Iterable[Point]) -> list[Point]:
        raise NotImplementedError

    def box_of(self, words: Words) -> Box:
        """The room that words take, or would take; a little more than measured, as browsers take other fonts."""
        raise NotImplementedError

    def write(self, words: Words) -> None:
        raise NotImplementedError

    def erase(self, words: Words) -> None:
        raise NotImplementedError


def colour_of_sign(slope: float) -> str:
    """The colour of a slope: that of its sign, as in every picture."""
    return "positive" if slope > 0 else "negative" if slope < 0 else "ink"


def decades(low: float, high: float) -> list[float]:
    """A few powers of ten from 10**low to 10**high."""
    step = max(1, math.ceil((high - low) / 4))
    return [10.0**n for n in range(math.ceil(low), math.floor(high) + 1) if n % step == 0]


def dots_along(sheet: Sheet, points: Iterable[Point]) -> Iterator[Point]:
    """Places along a line, in px, so close that no word slips between them."""
    ends = sheet.to_px(point for point in points if all(map(math.isfinite, point)))
    for (x, y), (to_x, to_y) in itertools.pairwise(ends):
        count = min(400, int(math.hypot(to_x - x, to_y - y) / 6) + 1)
        yield from ((x + (to_x - x) * i / count, y + (to_y - y) * i / count) for i in range(count + 1))


def place_words(sheet: Sheet, sides: Sequence[Words], dots: Iterable[Point], most: float = math.inf) -> bool:
    """Writes words where they cover least; tells whether there is such a place inside of the axes and beside all other
    words.

    Args:
        sides: the same words in several places, in the order of preference.
        dots: places that should not be covered, in px.
        most: how many of them may be covered.
    """
    dots = list(dots)
    taken, frame = [*map(sheet.box_of, sheet.written)], sheet.frame()
    tried = []
    for n, words in enumerate(sides):
        box = sheet.box_of(words)
        if box.is_within(frame) and not any(map(box.overlaps, taken)):
            tried.append((sum(map(box.contains, dots)), n))
    tried = [one for one in tried if one[0] <= most]
    if tried:
        sheet.write(sides[min(tried)[1]])
    return bool(tried)


def around(words: Words) -> list[Words]:
    """The words on all sides of their place, for place_words."""
    return [
        replace(words, ha=ha, va=va, dx=dx, dy=dy)
        for va, dy in (("bottom", 7), ("top", -7), ("center", 0))
        for ha, dx in (("left", 10), ("right", -10), ("center", 0))
        if dx or dy
    ]
