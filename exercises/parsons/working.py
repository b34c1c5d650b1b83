"""The arrangements that are known to work: the exercise's check has found each of them right.

They are kept as data (working.json, written by tests/working_arrangements.py), as a page has no Python to run them.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exercises.parsons.puzzle import Arrangement, Puzzle

FILE = Path(__file__).with_name("working.json")
_FIRST = ord("a")
_STEP = re.compile("([a-z])([0-9])")


def working(puzzle: Puzzle) -> list[Arrangement]:
    """Those of a Parsons problem.

    Raises:
        LookupError: its lines have changed since they were found.
    """
    return [*map(read, _held(puzzle)["working"])]


def slips(puzzle: Puzzle) -> dict[Arrangement, str]:
    """{an arrangement in which nothing is wrong but lines that are taken for others: the mistake that the check names}.

    Raises:
        LookupError: its lines have changed since they were found.
    """
    return {read(text): mistake for text, mistake in _held(puzzle)["slips"].items()}


def written(arranged: Iterable[tuple[int, int]]) -> str:
    """An arrangement as the data have it: for each line a letter, and its indentation."""
    return "".join(f"{chr(_FIRST + line)}{depth}" for line, depth in arranged)


def read(text: str) -> Arrangement:
    """The arrangement that was written so."""
    return tuple((ord(letter) - _FIRST, int(depth)) for letter, depth in _STEP.findall(text))


def _held(puzzle: Puzzle) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")).get(puzzle.name, {})
    if held.get("lines") != [*puzzle.codes]:
        raise LookupError(f"{puzzle.name}: run tests/working_arrangements.py")
    return held
