"""Grades one hand-in: its cells run in order, and right after each cell of an exercise the check is asked."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from classroom.grading.hand_in import HandIn
from classroom.grading.running import STARTS_WITHIN, Kernel, Ran
from classroom.grading.tasks import Task, is_untouched
from viz.words.messages import say_in

ATTEMPTED = ("right", "wrong", "raised", "stopped", "ended", "not yours")
OUTCOMES = (*ATTEMPTED, "not attempted", "not there")
CELL_SECONDS, SECONDS = 20.0, 180.0  # by the clock, on a machine that may be busy
_CHECK_SECONDS = 60.0  # a check has limits of its own, which are less; this one is for what they do not stop
_MOST_KERNELS = 5  # for one hand-in: each one that a cell has ended costs one
_BEGIN = "import micrograd, viz\nfrom exercises import check, hint, mine, predict, progress, solution"


@dataclass(frozen=True)
class Limits:
    """How long a cell may run, and a hand-in in all, in seconds."""

    cell: float = CELL_SECONDS
    all: float = SECONDS


@dataclass(frozen=True)
class Grade:
    """What came of an exercise.

    Attributes:
        exercise: its name.
        outcome: one of OUTCOMES.
        mistake: the name of the mistake in docs/misconceptions.md, or None.
        message: in the hand-in's language.
        beside: what is to be said besides, in the same.
        seconds: that its cell took, and the check.
        html: the check's answer as a page shows it.
        source: of the cell.
    """

    exercise: str
    outcome: str
    mistake: str | None = None
    message: str = ""
    seconds: float = 0.0
    html: str = ""
    source: str = ""
    beside: str = ""


@dataclass
class _Run:
    """How far the grading of a hand-in has come.

    Attributes:
        grades: {(number of a cell, exercise): Grade}, those so far.
        left_out: the numbers of the cells that have ended a kernel.
    """

    grades: dict[tuple[int, str], Grade] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)


class Grading:
    """Grades a hand-in.

    Args:
        hand_in: what was handed in.
        limits: of its time.
        around: the folder of a kernel -> what stands before the command of that kernel.
    """

    def __init__(self, hand_in: HandIn, limits: Limits, around: Callable[[Path], Sequence[str]]) -> None:
        self._hand_in, self._limits, self._around = hand_in, limits, around
        self._run = _Run()
        self._deadline = monotonic() + limits.all

    def grades(self) -> list[Grade]:
        """A Grade for each exercise of the lesson, in the lesson's order.

        Raises:
            Ended: no kernel would start.
        """
        for _ in range(_MOST_KERNELS):
            if not self._is_to_be_done() or self._is_done_in_one_kernel():
                break
        chosen = {name: self._chosen(task) for name, task in self._hand_in.tasks.items()}
        return [self._blaming_nothing_else(self._hand_in.tasks[name], chosen) for name in chosen]

    def _is_to_be_done(self) -> bool:
        marked = self._hand_in.marked.items()
        return any((k, exercise) not in self._run.grades for k, asked in marked for exercise, _ in asked)

    def _is_done_in_one_kernel(self) -> bool:
        """Run the cells in a new kernel; tell whether it is still there at the end of the last one that is marked."""
        with tempfile.TemporaryDirectory(prefix="mg", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            with Kernel(folder, self._around(folder)) as kernel:
                kernel.run(_BEGIN, STARTS_WITHIN)
                last = max(self._hand_in.marked)
                return all(self._is_survived(kernel, k) for k in range(last + 1) if k not in self._run.left_out)

    def _is_survived(self, kernel: Kernel, k: int) -> bool:
        """Run a cell, and ask what is to be asked after it; tell whether the kernel is still there."""
        ran = kernel.run(self._hand_in.cells[k], self._seconds(self._limits.cell))
        for exercise, thing in self._hand_in.marked.get(k, ()):
            if (k, exercise) not in self._run.grades:
                task = self._hand_in.tasks[exercise]
                self._run.grades[k, exercise] = self._graded(kernel, task, thing, self._hand_in.cells[k], ran)
        if ran.has_ended_kernel:
            self._run.left_out.add(k)
        return kernel.is_there()

    def _graded(self, kernel: Kernel, task: Task, thing: str, source: str, ran: Ran) -> Grade:
        """The Grade of an exercise whose cell has run."""
        if is_untouched(source, task):
            return self._not_attempted(task, source)
        if ran.how in ("stopped", "ended"):
            return self._cut_short(task, source, ran)
        judged = kernel.check(self._question(task, thing, ran.how == "raised"), self._seconds(_CHECK_SECONDS))
        seconds = ran.seconds + judged.seconds
        if judged.how != "done":
            return self._cut_short(task, source, replace(judged, seconds=seconds))
        told = judged.answer
        grade = Grade(task.exercise, told["outcome"], told["mistake"], told["message"], seconds, told["html"], source)
        return self._with_what_was_left_out(grade)

    def _question(self, task: Task, thing: str, has_raised: bool) -> dict[str, object]:
        return {
            "exercise": task.exercise,
            "thing": thing,
            "operation": task.operation,
            "language": self._hand_in.language,
            "has_raised": has_raised,
        }

    def _cut_short(self, task: Task, source: str, ran: Ran) -> Grade:
        told_in, seconds = self._hand_in.language, round(ran.seconds)
        if ran.how == "ended":
            message = say_in(told_in, "grade.ended", seconds=seconds)
        else:
            message = say_in(told_in, "grade.stopped", seconds=seconds)
        return self._with_what_was_left_out(
            Grade(task.exercise, ran.how, message=message, seconds=ran.seconds, source=source)
        )

    def _not_attempted(self, task: Task, source: str = "") -> Grade:
        return Grade(
            task.exercise, "not attempted", message=say_in(self._hand_in.language, "grade.not attempted"), source=source
        )

    def _with_what_was_left_out(self, grade: Grade) -> Grade:
        """The Grade; where it is not right, with a word about the cells before it that were left out."""
        if grade.outcome == "right" or not self._run.left_out:
            return grade
        return replace(grade, beside=say_in(self._hand_in.language, "grade.left out"))

    def _chosen(self, task: Task) -> Grade:
        """The Grade of an exercise: of several cells a right one, else the last that was attempted."""
        found = [grade for (_, exercise), grade in sorted(self._run.grades.items()) if exercise == task.exercise]
        if not found:
            is_there = any(exercise == task.exercise for each in self._hand_in.marked.values() for exercise, _ in each)
            if is_there:  # time, or the kernels that it may have, were over before
                return Grade(task.exercise, "stopped", message=say_in(self._hand_in.language, "grade.not reached"))
            return Grade(task.exercise, "not there", message=say_in(self._hand_in.language, "grade.not there"))
        right = [grade for grade in found if grade.outcome == "right"]
        attempted = [grade for grade in found if grade.outcome in ATTEMPTED]
        return (right or attempted or found)[-1]

    def _blaming_nothing_else(self, task: Task, chosen: dict[str, Grade]) -> Grade:
        """The Grade of an exercise; where it may be wrong for what it stands on alone, only that is said."""
        grade = chosen[task.exercise]
        wrong = [name for name in task.stands_on if chosen[name].outcome != "right"]
        if not wrong or grade.outcome not in ("wrong", "raised"):
            return grade
        message = say_in(self._hand_in.language, "grade.stands on", name=wrong[0])
        return replace(grade, mistake=None, message=message, html="")

    def _seconds(self, most: float) -> float:
        """As many, or what is left of the time of the hand-in."""
        return max(0.0, min(most, self._deadline - monotonic()))
