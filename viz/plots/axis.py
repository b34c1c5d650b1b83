"""One axis of a plot that we draw: what it shows, and where its ticks are."""

import math

from viz.drawing.ticks import round_numbers
from viz.plots.sampling import Point
from viz.words.text import width as columns_of

_HORIZONTAL = 5  # letters: a shorter name is not turned
_FAR = 1e100  # times the length of the axis: nothing is drawn farther out
_LEAST, _MOST = 1e-307, 8e307  # its ends: their distance is a float


class Axis:
    """An axis.

    Attributes:
        name: what stands at it.
        ticks: (place, name) of each; None for a few round numbers.
    """

    def __init__(self) -> None:
        self.name = ""
        self.ticks: list[tuple[float, str]] | None = None
        self._ends, self._is_logarithmic, self._is_whole = (0.0, 1.0), False, False

    def scale(self, ends: Point, is_logarithmic: bool) -> None:
        first, last = (max(-_MOST, min(end, _MOST)) for end in ends)
        if is_logarithmic:
            first, last = (math.log10(max(end, _LEAST)) for end in (first, last))
        if first == last:  # where the numbers are so large that floats lie farther apart
            room = max(1.0, 1e-3 * abs(first))
            first, last = first - room, last + room
        self._ends, self._is_logarithmic = (first, last), is_logarithmic

    def few_ticks(self, whole: bool = False) -> None:
        self.ticks, self._is_whole = None, whole

    @property
    def length(self) -> float:
        """Of what it shows; of powers of ten where it is logarithmic."""
        return abs(self._ends[1] - self._ends[0])

    @property
    def is_short(self) -> bool:
        """Whether its name stands beside it as it is read, not turned."""
        return 0 < len(self.name) < _HORIZONTAL

    @property
    def columns(self) -> int:
        """Of the longest name of a tick."""
        return max((columns_of(name) for _, name in self.shown()), default=0)

    def share(self, x: float) -> float:
        """Which part of the axis lies before a number; nan for what has no place on it."""
        if self._is_logarithmic:
            x = math.log10(x) if x > 0 else math.nan
        first, last = self._ends
        return max(-_FAR, min((x - first) / (last - first), _FAR)) if math.isfinite(x) else math.nan

    def shown(self) -> list[tuple[float, str]]:
        """The ticks that are in view."""
        ticks = self.ticks
        if ticks is None:
            ticks = [(x, f"{x:.9g}") for x in round_numbers(*self._ends, whole=self._is_whole)]
        return [(x, name) for x, name in ticks if -1e-9 <= self.share(x) <= 1 + 1e-9]
