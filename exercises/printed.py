"""What a learner's code prints while a check runs: a check makes some hundred values, and a print in `__init__` as many
lines.
"""

import io

from exercises.words import Text
from viz.words.text import fit

_MOST_LINES = 6  # that are shown
_MOST_COLUMNS, _MOST_CHARACTERS = 120, 500  # of a line that is shown, and that is told from others
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
        rest = whole[_LONGEST:]
        if "\n" in rest:
            ended.append(begun)
            begun, self._uncounted = rest[rest.rindex("\n") + 1 :], self._uncounted + rest.count("\n") - 1
        for line in ended:
            self._note(line)
        self._begun = begun[:_LONGEST]
        return len(whole)

    def close(self) -> None:
        pass

    def summary(self) -> str:
        """The first lines in the language in force, each once and how often it came; of the others how many."""
        self._note(self._begun)
        self._begun = ""
        shown = [(fit(line, _MOST_COLUMNS), count) for line, count in list(self._counts.items())[:_MOST_LINES]]
        lines = [f"{line}  {_TIMES.filled(count=count)}" if count > 1 else line for line, count in shown]
        left_out = self._uncounted + sum(self._counts.values()) - sum(count for _, count in shown)
        return "\n".join([*lines, _MORE.filled(count=left_out)] if left_out else lines)

    def _note(self, line: str) -> None:
        told = line.rstrip()[:_MOST_CHARACTERS]
        if told in self._counts or (told and len(self._counts) < _MOST_KEPT):
            self._counts[told] = self._counts.get(told, 0) + 1
        elif told:
            self._uncounted += 1
