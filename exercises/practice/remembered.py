"""What was answered on a sheet: of each task the first answer counts; the notebook keeps them."""

from collections.abc import Callable, Sequence
from typing import Any

from exercises.kept_output import Kept
from exercises.practice import records, sentences
from exercises.practice.tasks import Given, Task
from exercises.words import Text, joined
from viz.outputs.html import Data

_KEPT = Text("kept.answered")


class Answers(Kept):
    """What was answered on a sheet.

    Args:
        tasks: those of the sheet.
        way: HTML that says how long the way still is.
    """

    def __init__(self, tasks: Sequence[Task], way: Callable[[], str]) -> None:
        super().__init__()
        self._tasks, self._way = tasks, way
        self.given: dict[int, Given | None] = {}

    def take(self, told: Any) -> None:
        n, given = told
        if n in self.given or n not in range(len(self._tasks)):
            return
        self.given[n] = given
        records.note(self._tasks[n], given)
        self.update()

    def state(self) -> Data | None:
        return {"given": [[n, given] for n, given in self.given.items()]} if self.given else None

    def words(self) -> str:
        return _KEPT.filled(answers=joined(self._told(n) for n in sorted(self.given))) if self.given else ""

    def name(self) -> Data:
        return {"practice": len(self._tasks)}

    def known(self) -> Data:
        """Of each task that was answered its kind, the number that it is made again from, the answer (None: shown
        without), whether it is right.
        """
        answered = [(self._tasks[n], given) for n, given in sorted(self.given.items())]
        return {
            "answers": [
                {"kind": task.kind, "number": task.number, "given": given, "right": records.is_right(task, given)}
                for task, given in answered
            ]
        }

    def reply(self) -> Data:
        return {"way": self._way()}

    def _told(self, n: int) -> str:
        task, given = self._tasks[n], self.given[n]
        sign = "✓" if records.is_right(task, given) else "≠"
        return f"{n + 1} {sign}" if given is None else f"{n + 1} {sign} {sentences.told(task, given)}"
