"""`hint.mul()`, again and again: an idea, a picture, almost the code. `solution.mul()`, when it is asked for."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from html import escape

from exercises import progress_store
from exercises.card import Card
from exercises.checks import ByName
from exercises.exercise import Exercise
from exercises.topics import EXERCISES
from exercises.words import Text

_HINT_OF = Text("hint.hint of")
_SOLUTION_OF = Text("hint.solution of")
_TRY_FIRST = Text("hint.try first")
_COMPARE = Text("hint.compare")
_TIERS = 3
_asked: Counter[tuple[str, str]] = Counter()  # how often, in this session


class Hint(Card):
    """One hint of an exercise; its tier is 1 (an idea), 2 (a picture) or 3 (almost the code)."""

    def __init__(self, exercise: Exercise, tier: int) -> None:
        self.tier = tier
        self.text = str((exercise.idea, exercise.look, exercise.almost)[tier - 1])
        self._title = _HINT_OF.filled(n=tier, name=exercise.name)
        self._picture = exercise.picture() if tier == 2 else None

    def to_text(self) -> str:
        return "\n".join([self._title, self.text, *([self._picture.to_text()] if self._picture else [])])

    def to_svg(self) -> str | None:
        return self._picture.to_svg() if self._picture else None

    def _inside(self) -> str:
        return _headed(self._title, self.text) + (self._picture.to_html() if self._picture else "")

    def _kind(self) -> str:
        return "hint"


class Solution(Card):
    """A solution; `.code` is the code, or None as long as it only says what to try first."""

    def __init__(self, exercise: Exercise, code: str | None) -> None:
        self.code = code
        if code is None:
            self._title, self._text = "", _TRY_FIRST.filled(name=exercise.name, task=exercise.task)
        else:
            self._title, self._text = _SOLUTION_OF.filled(name=exercise.name), _COMPARE.filled(name=exercise.name)

    def to_text(self) -> str:
        return "\n".join(filter(None, [self._title, self.code, self._text]))

    def _inside(self) -> str:
        code = f'<pre class="mg-line">{escape(self.code)}</pre>' if self.code else ""
        return (_headed(self._title, "") if self._title else "") + code + _headed("", self._text)

    def _kind(self) -> str:
        return "hint"


def _hinted(exercise: Exercise) -> Hint:
    _asked["hint", exercise.name] += 1
    return Hint(exercise, min(_asked["hint", exercise.name], _TIERS))


def _solved(exercise: Exercise) -> Solution:
    _asked["solution", exercise.name] += 1
    evaluate = exercise.name in progress_store.load()["exercises"] or _asked["solution", exercise.name] > 1
    return Solution(exercise, exercise.solution if evaluate else None)


def _headed(title: str, text: str) -> str:
    return "".join([f'<p class="mg-outcome">{escape(title)}</p>' if title else "", *map(_block, _blocks(text))])


def _blocks(text: str) -> list[list[str]]:
    """Prose and code (lines that begin with spaces), in turn: lists of lines."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if not blocks or line.startswith(" ") != blocks[-1][0].startswith(" "):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _block(lines: Sequence[str]) -> str:
    text = escape(textwrap.dedent("\n".join(lines)))
    return f'<pre class="mg-line">{text}</pre>' if lines[0].startswith(" ") else f"<p>{text}</p>"


hint = ByName({exercise.name: lambda exercise=exercise: _hinted(exercise) for exercise in EXERCISES.values()})
solution = ByName({exercise.name: lambda exercise=exercise: _solved(exercise) for exercise in EXERCISES.values()})
