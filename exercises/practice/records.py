"""What of practice is remembered: each first answer to a task, of which the standing of each kind follows."""

from datetime import date

from exercises import progress_store
from exercises.practice.schedule import Attempt
from exercises.practice.tasks import Given, Task
from exercises.topics import EXERCISES
from exercises.truth import agree

_AREA, _SHOWN = "practice", "shown"


def note(task: Task, given: Given | None) -> None:
    """Take down an answer; None where somebody asked to be shown, which is none that is right."""
    slip = _SHOWN if given is None else task.slips.get(given, "")
    progress_store.note_attempt(_AREA, task.kind, is_right(task, given), number=task.number, slip=slip)


def is_right(task: Task, given: Given | None) -> bool:
    """Whether an answer is right."""
    return given is not None and agree(given, task.true)


def attempts() -> list[Attempt]:
    """All that was practised, the oldest first."""
    told = progress_store.attempts(_AREA)
    return [Attempt(each["name"], date.fromtimestamp(each["at"]), each["right"]) for each in told]


def lesson_reached() -> int:
    """The furthest lesson of which an exercise is done; -1 where none is."""
    done = progress_store.load()["exercises"]
    known = (each for each in EXERCISES.values() if not each.optional)
    return max((each.lesson for each in known if done.get(each.name) == "done"), default=-1)
