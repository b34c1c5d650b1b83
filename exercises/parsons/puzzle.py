"""What a Parsons problem is made of: lines that have to be put in order and indented, some of them too many."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from exercises.exercise import Exercise
from exercises.topics import EXERCISES
from exercises.words import Text

Arrangement = tuple[tuple[int, int], ...]  # from top to bottom (number of a line, steps that it is indented)
_INDENT = "    "
_COMMENT = re.compile(r"\s{2,}# .*")


@dataclass(frozen=True)
class TooMany:
    """A line that is given and not needed.

    Attributes:
        code: the line.
        does: what it does, as the end of a sentence.
        instead_of: the line of the solution that it is taken for.
    """

    code: str
    does: Text
    instead_of: str


@dataclass(frozen=True)
class Puzzle:
    """The lines of an exercise's solution, to be put in order.

    Attributes:
        name: that of the exercise.
        does: {line of the solution: what it does, as the end of a sentence}.
        too_many: the lines that are given besides.
        left_out: lines of the solution that are not given.
    """

    name: str
    does: Mapping[str, Text]
    too_many: tuple[TooMany, ...]
    left_out: tuple[str, ...] = ()

    @property
    def exercise(self) -> Exercise:
        return EXERCISES[self.name]

    @cached_property
    def head(self) -> str:
        """The line that stands there already: it begins the function."""
        return self._lines_of_the_solution[0][0]

    @cached_property
    def solution(self) -> Arrangement:
        """The exercise's own."""
        _, *below = self._lines_of_the_solution
        return tuple((self.codes.index(code), depth - 1) for code, depth in below)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The lines as they are given, without indentation, in an order that tells nothing; numbers of lines are their
        places here.
        """
        given = [*self.does, *(line.code for line in self.too_many)]
        return tuple(sorted(given, key=lambda code: hashlib.sha256(code.encode()).digest()))

    @cached_property
    def told(self) -> tuple[Text, ...]:
        """What each line does."""
        does = {**self.does, **{line.code: line.does for line in self.too_many}}
        return tuple(does[code] for code in self.codes)

    @cached_property
    def instead_of(self) -> dict[int, int]:
        """{line that is too many: the line of the solution that it is taken for}."""
        return {self.codes.index(line.code): self.codes.index(line.instead_of) for line in self.too_many}

    @property
    def deepest(self) -> int:
        """How many steps a line can be indented: one more than the solution has."""
        return max(depth for _, depth in self.solution) + 1

    def source(self, arranged: Iterable[tuple[int, int]]) -> str:
        """The code of an arrangement, below its head."""
        below = (f"{_INDENT * (depth + 1)}{self.codes[line]}\n" for line, depth in arranged)
        return f"{self.head}\n{''.join(below)}"

    def is_python(self, arranged: Arrangement) -> bool:
        """Whether Python takes the indentation, and each block is indented by one step."""
        before = [(-1, True), *((depth, self.codes[line].endswith(":")) for line, depth in arranged)]
        fits = all(
            depth == above + 1 if begins else depth <= above for (above, begins), (_, depth) in zip(before, arranged)
        )
        return fits and not before[-1][1]

    @cached_property
    def _lines_of_the_solution(self) -> list[tuple[str, int]]:
        """(line, steps that it is indented)"""
        lines = [_COMMENT.sub("", line) for line in self.exercise.solution.splitlines() if line.strip()]
        told = [(line.strip(), (len(line) - len(line.lstrip())) // len(_INDENT)) for line in lines]
        return [(code, depth) for code, depth in told if code not in self.left_out]
