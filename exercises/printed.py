"""What a learner's code prints while a check runs: a check makes some hundred values, and a print in `__init__` as many
lines.
"""

import io

from exercises.words import Text
from viz.words.text import fit

_MOST_LINES = 6  # that are shown
_MOST_COLUMNS = 120
_MOST_KEPT = 100  # different lines whose repetitions are counted
_LONGEST = 100_000  # characters of one write that are looked through line by line
_TIMES, _MORE = Text("printed.times"), Text("printed.more")


class Printed(io.TextIOBase):
    """Takes in whatever is written to it, keeps only a little, and stays open."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._begun = ""  # a line that has not ended yet
        self._uncounted = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        whole = str.__str__(text)  # a str of its own kind becomes a plain one
        *ended, begun = (self._begun + whole[:_LONGEST]).split("\n")
        for line in ended:
            self._note(line)
        self._begun, self._uncounted = begun[:_LONGEST], self._uncounted + whole[_LONGEST:].count("\n")
        return len(whole)

    def close(self) -> None:
        pass

    def summary(self) -> str:
        """The first lines in the language in force, each once and how often it came; of the others how many."""
        self._note(self._begun)
        self._begun = ""
        shown = list(self._counts.items())[:_MOST_LINES]
        lines = [f"{line}  {_TIMES.filled(count=count)}" if count > 1 else line for line, count in shown]
        left_out = self._uncounted + sum(self._counts.values()) - sum(count for _, count in shown)
        return "\n".join([*lines, _MORE.filled(count=left_out)] if left_out else lines)

    def _note(self, line: str) -> None:
        told = fit(line.rstrip(), _MOST_COLUMNS)
        if told in self._counts or len(self._counts) < _MOST_KEPT:
            if told:
                self._counts[told] = self._counts.get(told, 0) + 1
        else:
            self._uncounted += 1
