"""A training as it is kept: the frames of its steps, in a room that does not grow with their number."""

from viz.outputs.html import Data

_ROOM = 400_000  # characters of all frames together: as much as the pages of two large animations
_FEWEST, _MOST = 24, 300  # frames


class Recording:
    """The frames of a training, all of them or, where there is no room for more, those of every second step, of every
    fourth, and so on; always the first and the last.

    Attributes:
        every: of how many steps one is kept.
    """

    def __init__(self) -> None:
        self.every = 1
        self._kept: list[Data] = []
        self._last: Data | None = None
        self._most = _MOST

    def add(self, frame: Data) -> None:
        if not self._kept:
            self._most = max(_FEWEST, min(_MOST, _ROOM // max(1, _size(frame))))
        self._last = frame
        if frame["n"] % self.every == 0:
            self._kept.append(frame)
        while len(self._kept) > self._most:
            self.every *= 2
            self._kept = [each for each in self._kept if each["n"] % self.every == 0]

    def replace_last(self, frame: Data) -> None:
        """Puts a frame of the same step in the place of the last."""
        if self._kept and self._kept[-1]["n"] == frame["n"]:
            self._kept[-1] = frame
        self._last = frame

    @property
    def last(self) -> Data:
        return self._last or {}

    @property
    def frames(self) -> list[Data]:
        last = [self._last] if self._last and (not self._kept or self._kept[-1] is not self._last) else []
        return [*self._kept, *last]


def _size(frame: Data) -> int:
    packs = [*frame.get("weights", ()), *frame.get("gradients", ()), *([frame["grid"]] if "grid" in frame else ())]
    return 120 + sum(len(text) + 24 for _, text in packs)
