"""The list of marks: grades.csv."""

import csv
from collections.abc import Iterable
from pathlib import Path

from classroom.grading.batch import Graded
from viz.words.messages import together

COLUMNS = ("submission", "exercise", "outcome", "mistake", "message", "seconds")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(path: Path, graded: Iterable[Graded]) -> None:
    """Write a row for each exercise of each hand-in. A spreadsheet opens it as it is."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for each in graded:
            for grade in each.grades:
                told = (
                    each.name,
                    grade.exercise,
                    grade.outcome,
                    grade.mistake or "",
                    together([grade.message, grade.beside]),
                )
                rows.writerow([*map(_text, told), f"{grade.seconds:.1f}"])


def _text(told: str) -> str:
    """In one line; what a spreadsheet would take for a formula is a text, whoever has written it."""
    line = " ".join(told.split())
    return f"'{line}" if line.startswith(_BEGINS_A_FORMULA) else line
