"""What a student gets back: a page with what the check says of each exercise, the marked picture included."""

from html import escape

from classroom import lesson
from classroom.grading.batch import Graded
from classroom.grading.grading import Grade
from classroom.grading.page import page
from exercises.topics import EXERCISES
from exercises.words import Text
from viz.words.messages import say

SYMBOLS = {
    "right": "✓", "wrong": "≠", "raised": "!", "stopped": "∞", "ended": "×", "not yours": "≡", "not attempted": "○",
    "not there": "–", "": "?",
}  # fmt: skip
_TOLD = {
    "right": Text("grade.outcome right"), "wrong": Text("grade.outcome wrong"),
    "raised": Text("grade.outcome raised"), "stopped": Text("grade.outcome stopped"),
    "ended": Text("grade.outcome ended"), "not yours": Text("grade.outcome not yours"),
    "not attempted": Text("grade.outcome not attempted"), "not there": Text("grade.outcome not there"),
    "": Text("grade.outcome none"),
}  # fmt: skip


def told(outcome: str) -> str:
    """An outcome in words."""
    return str(_TOLD[outcome])


def feedback(graded: Graded) -> str:
    """The HTML of the page, in the language in force."""
    title = lesson.read(graded.lesson, graded.language).title if graded.lesson else graded.name
    marks = "".join(
        f'<li class="{escape(each.outcome)}">{SYMBOLS[each.outcome]} {_name(each)}{told(each.outcome)}</li>'
        for each in graded.grades
    )
    parts = "".join(map(_part, graded.grades))
    head = f'<h1>{escape(title)}</h1><p class="who">{escape(graded.name)}</p>'
    return page(f"{title} · {graded.name}", f'<main>{head}<ul class="marks">{marks}</ul>{parts}</main>')


def _part(grade: Grade) -> str:
    head = f"<h2><code>{escape(grade.exercise)}</code></h2>" if grade.exercise else ""
    task = f"<p>{escape(str(EXERCISES[grade.exercise].task))}</p>" if grade.exercise in EXERCISES else ""
    return f"<section>{head}{task}{grade.html or _answer(grade)}{_beside(grade)}{_code(grade)}</section>"


def _answer(grade: Grade) -> str:
    outcome = f'<p class="outcome">{SYMBOLS[grade.outcome]} {_name(grade)}{told(grade.outcome)}</p>'
    return f'<div class="answer">{outcome}<p>{escape(grade.message)}</p></div>'


def _beside(grade: Grade) -> str:
    """What is to be said beyond the answer itself."""
    return f'<p class="beside">{escape(grade.beside)}</p>' if grade.beside else ""


def _code(grade: Grade) -> str:
    if not grade.source.strip():
        return ""
    return f"<details><summary>{say('grade.your cell')}</summary><pre>{escape(grade.source)}</pre></details>"


def _name(grade: Grade) -> str:
    return f"{escape(grade.exercise)}: " if grade.exercise else ""
