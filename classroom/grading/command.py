"""`python -m classroom grade submissions/`: grades.csv, a page of feedback for each hand-in, and class.html."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from classroom import lesson
from classroom.grading import sandbox
from classroom.grading.batch import Graded, Wanted, file_name, grade_all
from classroom.grading.class_page import class_page
from classroom.grading.feedback import feedback
from classroom.grading.grading import CELL_SECONDS, SECONDS, Limits
from classroom.grading.hand_in import found_in
from classroom.grading.table import write_table
from viz.words.console import printable
from viz.words.messages import language, say

TABLE, CLASS, FEEDBACK = "grades.csv", "class.html", "feedback"
_WIDTH = 30  # of the bar


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("submissions", type=Path, help="a folder of notebooks, or of folders of them")
    command.add_argument("--lesson", help="02 or 02_add, which was to be handed in; else each notebook says its own")
    command.add_argument("--cell-seconds", type=float, default=CELL_SECONDS, help="that a cell may run")
    command.add_argument("--seconds", type=float, default=SECONDS, help="that a hand-in may take in all")
    at_once = (os.cpu_count() or 1) + 1  # somebody's program always waits
    command.add_argument("--jobs", type=int, default=at_once, help="how many at once")
    command.add_argument("--without-sandbox", action="store_true", help="run strangers' programs as your own")


def grade(options: argparse.Namespace) -> int:
    """Grade a folder, and write what came of it into another.

    Returns:
        0, or 130 where it was interrupted.

    Raises:
        ValueError: this is Windows; there is nothing to grade; or there is no sandbox, and nobody has said that it is
            to go on without.
    """
    if os.name != "posix":
        raise ValueError(say("grade.only posix"))
    files = found_in(options.submissions)
    expected = lesson.named(options.lesson) if options.lesson else None
    around = _around(options.without_sandbox)
    limits = Limits(options.cell_seconds, options.seconds)
    wanted = Wanted(expected, options.language, limits, around, max(1, options.jobs))
    graded = grade_all(files, options.out, wanted, _bar)
    _write(graded, options.out, options.language)
    print(printable(say("grade.written", count=len(graded), folder=options.out)))
    if len(graded) == len(files):
        return 0
    print(printable(say("grade.interrupted", count=len(files) - len(graded))))
    return 130


def _around(without: bool) -> Callable[[Path], Sequence[str]]:
    """What keeps the hand-ins from everything else, if there is something that does.

    Raises:
        ValueError: there is none, and nobody has said that it is to go on without.
    """
    if without:
        print(printable(say("grade.strangers")), file=sys.stderr)
        return lambda folder: []
    trouble = sandbox.trouble()
    if trouble is not None:
        raise ValueError(say("grade.no sandbox", why=trouble))
    print(printable(say("grade.sandbox")), file=sys.stderr)
    return sandbox.around


def _write(graded: Sequence[Graded], out: Path, told_in: str) -> None:
    write_table(out / TABLE, graded)
    (out / FEEDBACK).mkdir(exist_ok=True)
    for each in graded:
        language(each.language)
        (out / FEEDBACK / f"{file_name(each.name)}.html").write_text(feedback(each), encoding="utf-8")
    language(told_in)
    (out / CLASS).write_text(class_page(graded), encoding="utf-8")


def _bar(done: int, of: int) -> None:
    full = _WIDTH * done // of
    end = "\n" if done == of else ""
    print(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{of}", end=end, file=sys.stderr, flush=True)
