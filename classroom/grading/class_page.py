"""The class at a glance, as the start of the next lecture: which mistake was made how often, and what to ask about it.
Names stand folded, so that the page can be shown to the class.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from classroom import lesson
from classroom.grading.batch import Graded, alike
from classroom.grading.feedback import SYMBOLS, told
from classroom.grading.grading import OUTCOMES, Grade
from classroom.grading.page import page
from classroom.plans import misconceptions
from exercises.mistakes import MESSAGES
from exercises.topics import QUESTIONS
from exercises.words import joined
from viz.words.messages import language, say

_PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
_Done = tuple[Graded, Grade]  # an exercise of a hand-in


def class_page(graded: Sequence[Graded]) -> str:
    """The HTML of the page, in the language in force."""
    lessons = sorted({each.lesson for each in graded if each.lesson})
    parts = "".join(_of_lesson(name, [each for each in graded if each.lesson == name]) for name in lessons)
    body = f"<h1>{say('grade.class')}</h1>{parts}{_alike(graded)}{_unread(graded)}{_everybody(graded)}"
    return page(say("grade.class"), f'<main class="class">{body}</main>')


def _of_lesson(name: str, graded: Sequence[Graded]) -> str:
    title = lesson.read(name, language()).title
    done = [(each, grade) for each in graded for grade in each.grades]
    exercises = list(dict.fromkeys(grade.exercise for _, grade in done))
    told_of = [
        _of_exercise(exercise, [each for each in done if each[1].exercise == exercise]) for exercise in exercises
    ]
    return f"<h2>{escape(title)}</h2><p>{say('grade.handed in', count=len(graded))}</p>{''.join(told_of)}"


def _of_exercise(exercise: str, done: Sequence[_Done]) -> str:
    """How an exercise came out: the mistakes that have a name first, the most frequent on top."""
    named, others = dict[str, list[_Done]](), dict[str, list[_Done]]()
    for each in done:
        grade = each[1]
        group, key = (named, grade.mistake) if grade.mistake else (others, grade.outcome)
        group.setdefault(key, []).append(each)
    mistakes = sorted(named.items(), key=lambda item: -len(item[1]))
    return (
        f"<h3><code>{escape(exercise)}</code></h3>{_tally(done)}"
        + "".join(_mistake(mistake, each, len(done)) for mistake, each in mistakes)
        + "".join(_other(outcome, others[outcome], len(done)) for outcome in OUTCOMES if outcome in others)
    )


def _tally(done: Sequence[_Done]) -> str:
    """A bar with a part for each outcome."""
    counts = Counter(grade.outcome for _, grade in done)
    parts = "".join(
        f'<span class="{outcome.replace(" ", "-")}" style="flex:{counts[outcome]}">'
        f"{SYMBOLS[outcome]} {counts[outcome]}</span>"
        for outcome in OUTCOMES
        if counts[outcome]
    )
    return f'<div class="tally" aria-hidden="true">{parts}</div>'


def _mistake(mistake: str, done: Sequence[_Done], of: int) -> str:
    """A mistake that has a name: what was done, what to ask the class about it, and how it looks."""
    asked = [QUESTIONS[name].question for name in misconceptions.MET.get(mistake, ())[:1]]
    asking = "".join(f'<p class="ask">{escape(say("grade.ask", question=question))}</p>' for question in asked)
    what = f'<p class="told">{escape(_said_of(mistake))}</p>'
    return (
        f'<div class="mistake"><p class="count">{say("grade.count", count=len(done), of=of)}</p>'
        f'<div><p class="name">{escape(mistake)}</p>{what}{asking}{_who(done)}</div>{_seen(done)}</div>'
    )


def _said_of(mistake: str) -> str:
    """What is done there, or else what a check says to it; "" where only the one check knows it."""
    said = misconceptions.told(mistake) if mistake in misconceptions.MET else MESSAGES.get(mistake, "")
    return str(said)


def _other(outcome: str, done: Sequence[_Done], of: int) -> str:
    count = say("grade.count", count=len(done), of=of)
    return (
        f'<div class="other"><p class="count">{count}</p><p><span aria-hidden="true">{SYMBOLS[outcome]}</span> '
        f"{told(outcome)}</p>{_who(done)}</div>"
    )


def _seen(done: Sequence[_Done]) -> str:
    """The picture of it from one of the hand-ins."""
    pictures = (found[0] for grade in _in_this_language(done) if (found := _PICTURE.search(grade.html)))
    return next((f'<div class="shown">{picture}</div>' for picture in pictures), "")


def _in_this_language(done: Sequence[_Done]) -> list[Grade]:
    """Those that speak the language in force; all, if none does."""
    return [grade for each, grade in done if each.language == language()] or [grade for _, grade in done]


def _who(done: Sequence[_Done]) -> str:
    names = escape(joined(each.name for each, _ in done))
    return f'<details><summary>{say("grade.who")}</summary><p class="who">{names}</p></details>'


def _alike(graded: Sequence[Graded]) -> str:
    """The hand-ins in which the same is written; no more is said of them."""
    groups = alike(graded)
    if not groups:
        return ""
    listed = "".join(f"<li>{escape(joined(each.name for each in group))}</li>" for group in groups)
    head = f"<h2>{say('grade.alike', count=len(groups))}</h2><p>{say('grade.alike note')}</p>"
    return f'{head}<details><summary>{say("grade.who")}</summary><ul class="who">{listed}</ul></details>'


def _unread(graded: Sequence[Graded]) -> str:
    """The files of which nothing could be graded, and why."""
    found = [(each.name, grade.message) for each in graded if not each.lesson for grade in each.grades]
    if not found:
        return ""
    listed = "".join(f"<li><span class='who'>{escape(name)}</span><br>{escape(why)}</li>" for name, why in found)
    head = f"<h2>{say('grade.unread', count=len(found))}</h2>"
    return f"{head}<details><summary>{say('grade.who')}</summary><ul>{listed}</ul></details>"


def _everybody(graded: Iterable[Graded]) -> str:
    """All marks, folded."""
    rows = "".join(f"<tr><th>{escape(each.name)}</th>{_marks(each)}</tr>" for each in graded)
    return (
        f"<h2>{say('grade.everybody')}</h2><details><summary>{say('grade.who')}</summary>"
        f'<div class="wide"><table class="all"><tbody>{rows}</tbody></table></div></details>'
    )


def _marks(each: Graded) -> str:
    return "".join(
        f"<td>{SYMBOLS[grade.outcome]} {escape(grade.exercise)}<br>{told(grade.outcome)}"
        f"{f' · {escape(grade.mistake)}' if grade.mistake else ''}</td>"
        for grade in each.grades
    )
