"""What was attempted at a bug, judged anew and kept in the notebook: of each step the last attempt that is right; where
none is, the last one.
"""

from collections.abc import Callable
from typing import Any

from exercises.bugs import records
from exercises.bugs.collection import Bug
from exercises.bugs.judging import shows, training_shows
from exercises.bugs.reading import read
from exercises.bugs.slips import NAMES
from exercises.kept_output import Kept
from exercises.words import Text, joined
from viz.outputs.html import Data

_SHOWN = "shown"
_KEPT = Text("kept.answered")


class Attempts(Kept):
    """What was attempted at a bug."""

    def __init__(self, bug: Bug) -> None:
        super().__init__()
        self._bug, self._was_shown = bug, False
        self._given: dict[str, tuple[Any, bool]] = {}  # {step: (the attempt, whether it is right)}

    def take(self, told: Any) -> None:
        step, given = told
        if step not in _JUDGES:
            return
        is_right = _JUDGES[step](self._bug, given)
        records.note(self._bug.name, step, is_right)
        if step == _SHOWN:
            self._was_shown = True
        elif is_right or not self._given.get(step, (None, False))[1]:
            self._given[step] = given, is_right
        self.update()

    def state(self) -> Data | None:
        if not self._given and not self._was_shown:
            return None
        return {"given": [[step, given] for step, given, _ in self._in_order()], "shown": self._was_shown}

    def words(self) -> str:
        told = [f"{'✓' if is_right else '≠'} {self._told(step, given)}" for step, given, is_right in self._in_order()]
        return _KEPT.filled(answers=joined(told)) if told else ""

    def name(self) -> Data:
        return {"bug": self._bug.name}

    def known(self) -> Data:
        """Of each step what was given and whether it is right; whether the answer was shown before all was found."""
        answers = [{"step": step, "given": given, "right": is_right} for step, given, is_right in self._in_order()]
        return {"answers": answers, "shown": self._was_shown}

    def _in_order(self) -> list[tuple[str, Any, bool]]:
        return [(step, *self._given[step]) for step in _JUDGES if step in self._given]

    def _told(self, step: str, given: Any) -> str:
        if step == "name":
            return str(NAMES[self._bug.choices[given].mistake])
        return ", ".join(map(str, given)) if isinstance(given, list) else str(given)


def _expression_is_right(bug: Bug, given: Any) -> bool:
    if bug.is_training:
        steps, points = map(int, given)
        return [steps, points] == [int(x) for x in bug.smallest.split(", ")] and training_shows(bug, steps, points)
    try:
        typed = read(str(given))
    except ValueError:
        return False
    return typed.size <= read(bug.smallest).size and shows(bug, typed)


_JUDGES: dict[str, Callable[[Bug, Any], bool]] = {
    "expression": _expression_is_right,
    "line": lambda bug, given: given in bug.lines,
    "name": lambda bug, given: given == bug.choices.index(bug.slip),
    _SHOWN: lambda bug, given: False,
}
