"""The plan of a course as a page to be printed: minute by minute what is shown, asked and done, the homework and its
points, what is left out and why, and where each misconception is met.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from classroom.markup import html_of
from classroom.paper.printed import printed
from classroom.plans.courses import Course, Item, Meeting, Work
from classroom.plans.misconceptions import MET, told
from classroom.plans.sections import Section
from exercises.result import POINTS
from exercises.topics import EXERCISES, QUESTIONS
from exercises.truth import options, slips, told_truth
from exercises.truth import told as told_answer
from exercises.words import Text
from viz.words.messages import say

PREDICTION_POINTS, WRITTEN_POINTS = 1, 4

_STYLE = Path(__file__).with_name("plan.css")
_HEADS_OF_A_MEETING = (Text("plan.minute"), Text("plan.what"))
_HEADS_OF_MISTAKES = (
    Text("plan.mistake"), Text("plan.where"), Text("plan.asked there"), Text("plan.here"),
)  # fmt: skip
_HEADS_OF_POINTS = (
    Text("plan.part"),
    Text("plan.all"),
    Text("plan.some"),
    Text("plan.nothing"),
)
_EARNED = (
    (POINTS, Text("plan.exercise"), Text("plan.exercise all"), Text("plan.exercise some"),
     Text("plan.exercise nothing")),
    (PREDICTION_POINTS, Text("plan.prediction"), Text("plan.prediction all"), None,
     Text("plan.prediction nothing")),
    (WRITTEN_POINTS, Text("plan.written"), Text("plan.written all"), Text("plan.written some"),
     Text("plan.written nothing")),
)  # fmt: skip

Ranges = Mapping[str, Mapping[str, tuple[int, int]]]  # {lesson: {section: (first slide, last)}}


def page(course: Course, titles: Mapping[str, str], ranges: Ranges) -> str:
    """The HTML of the page.

    Args:
        course: that is planned.
        titles: {lesson: its title}.
        ranges: the slides of each section, as far as they are known.
    """
    return printed(course.title, _Page(course, titles, ranges).body(), _STYLE)


def heading_html(section: Section) -> str:
    """The heading of a section, its code and formulas included."""
    return html_of(section.heading).removeprefix("<p>").removesuffix("</p>")


def homework_points(meeting: Meeting) -> int:
    """All that the homework of a meeting can earn."""
    exercises = sum(len(work.exercises) for work in meeting.homework)
    questions = sum(len(work.questions) for work in meeting.homework)
    written = WRITTEN_POINTS if meeting.written else 0
    return POINTS * exercises + PREDICTION_POINTS * questions + written


class _Page:
    def __init__(self, course: Course, titles: Mapping[str, str], ranges: Ranges) -> None:
        self._course, self._titles, self._ranges = course, titles, ranges

    def body(self) -> str:
        meetings = "".join(self._meeting(n, each) for n, each in enumerate(self._course.meetings, 1))
        command = f"<code>python -m classroom slides --course {self._course.name}</code>"
        return (
            f"<h1>{escape(self._course.title)}</h1><p>{escape(self._course.about)}</p>"
            f"<p>{say('plan.slides command')} {command}</p>"
            f"{meetings}{self._left_out()}{_rubric()}{self._misconceptions()}"
        )

    def _meeting(self, n: int, meeting: Meeting) -> str:
        head = say("plan.meeting", n=n, title=meeting.title, count=meeting.minutes)
        rows, minute = "", 0
        for item in meeting.items:
            rows += self._row(item, minute)
            minute += item.minutes
        return (
            f'<section class="meeting"><h2>{escape(head)}</h2><p class="hint">{escape(meeting.hint)}</p>'
            f"{_table(_HEADS_OF_A_MEETING, rows)}{self._homework(meeting)}</section>"
        )

    def _row(self, item: Item, minute: int) -> str:
        time = f'<td class="time">{minute}–{minute + item.minutes}</td>'
        if item.work is None:
            return f'<tr class="break">{time}<td>{say("plan.break", count=item.minutes)}</td></tr>'
        inside = "".join(map(_question, item.work.questions)) + "".join(map(_exercise, item.work.exercises))
        return f"<tr>{time}<td>{self._head(item.work.section, item.minutes)}{inside}</td></tr>"

    def _head(self, section: Section, minutes: int) -> str:
        when = say("comma").join([say("plan.minutes", count=minutes), *self._slides(section)])
        return f'<p class="head"><span>{self._named(section)}</span><span class="when">{when}</span></p>'

    def _named(self, section: Section) -> str:
        """The lesson and the heading; where that is the lesson's title, that it is its beginning."""
        title, heading = escape(self._titles[section.lesson]), heading_html(section)
        return f"{title} · <b>{say('plan.opening') if title == heading else heading}</b>"

    def _slides(self, section: Section) -> list[str]:
        found = self._ranges.get(section.lesson, {}).get(section.name)
        if found is None:
            return []
        first, last = found
        return [say("plan.slide" if first == last else "plan.slides", first=first, last=last)]

    def _homework(self, meeting: Meeting) -> str:
        if not meeting.homework and not meeting.written:
            return ""
        listed = "".join(
            f'<li>{self._named(work.section)}<span class="points">{_tasks(work)}</span></li>'
            for work in meeting.homework
        )
        written = meeting.written
        asked = (
            f'<li>{escape(written.question)}<span class="points">{_points(WRITTEN_POINTS)}</span>'
            f"<ul><li>{_earned(WRITTEN_POINTS, escape(written.full))}</li>"
            f"<li>{_earned(WRITTEN_POINTS // 2, escape(written.half))}</li></ul></li>"
            if written
            else ""
        )
        head = say("plan.homework", count=homework_points(meeting))
        return f'<div class="homework"><h3>{head}</h3><ol>{listed}{asked}</ol></div>'

    def _left_out(self) -> str:
        listed = "".join(
            f"<li><p>{escape(why)}</p><ul>{''.join(f'<li>{name}</li>' for name in self._names(sections))}</ul></li>"
            for sections, why in self._course.left_out
        )
        return f"<h2>{say('plan.left out')}</h2><ul class='left'>{listed}</ul>" if listed else ""

    def _names(self, sections: Sequence[Section]) -> list[str]:
        """Those of some sections; of all sections of a lesson only the lesson's."""
        left = set(sections)
        whole = {each.lesson for each in left} - {each.lesson for each in self._course.known if each not in left}
        names = (
            f"<b>{escape(self._titles[each.lesson])}</b>" if each.lesson in whole else self._named(each)
            for each in sections
        )
        return list(dict.fromkeys(names))

    def _misconceptions(self) -> str:
        rows = "".join(self._of_mistake(mistake, questions) for mistake, questions in MET.items() if questions)
        return (
            f'<section class="mistakes"><h2>{say("plan.misconceptions")}</h2>'
            f"<p>{say('plan.misconceptions note')}</p>"
            f"{_table(_HEADS_OF_MISTAKES, rows)}</section>"
        )

    def _of_mistake(self, mistake: str, questions: tuple[str, ...]) -> str:
        met = [(name, section) for name in questions for section in self._asking(name)]
        rows = ""
        for n, (name, section) in enumerate(met):
            first = (
                f'<td rowspan="{len(met)}"><code>{escape(mistake)}</code><br>{escape(str(told(mistake)))}</td>'
                if n == 0
                else ""
            )
            asked = escape(str(QUESTIONS[name].question))
            rows += f"<tr>{first}<td>{self._named(section)}</td><td>{asked}</td><td>{self._place(name)}</td></tr>"
        return rows

    def _asking(self, question: str) -> list[Section]:
        return [each for each in self._course.known if question in (*each.questions, *each.home_questions)]

    def _place(self, question: str) -> str:
        place = self._course.asked.get(question)
        if place is None:
            return "–"
        n, is_homework = place
        return say("plan.at home" if is_homework else "plan.in meeting", n=n)


def _question(name: str) -> str:
    """A question to the class: in words, its right answer, and what stands behind each usual wrong one."""
    asked = QUESTIONS[name]
    choices = "".join(f"<li>{escape(text)}</li>" for _, text in options(asked))
    listed = f"<ul>{choices}</ul>" if choices else ""
    wrong = "".join(
        f"<li><b>{escape(told_answer(asked, given))}</b> → {escape(said)}</li>" for given, said in slips(asked)
    )
    return (
        f'<div class="asked"><div><p><b>{say("plan.ask")}</b> {escape(str(asked.question))}</p>{listed}</div>'
        f'<div><p class="right">✓ {escape(told_truth(asked))}</p>'
        f"<ul class='wrong'>{wrong}</ul></div></div>"
    )


def _exercise(name: str) -> str:
    task = escape(str(EXERCISES[name].task))
    return f'<p class="done"><b>{say("plan.do")}</b> {task} <code>check.{name}(…)</code></p>'


def _tasks(work: Work) -> str:
    """What of some homework is counted, with its points."""
    exercises, questions = len(work.exercises), len(work.questions)
    told_of = [_points(POINTS * exercises + PREDICTION_POINTS * questions)]
    if exercises:
        told_of.append(say("comma").join(f"<code>check.{name}</code>" for name in work.exercises))
    if questions:
        told_of.append(say("plan.predictions", count=questions))
    return say("comma").join(told_of) if exercises or questions else say("plan.for oneself")


def _rubric() -> str:
    """What earns which points in the homework, by the outcomes of the checks."""
    rows = "".join(
        f"<tr><th>{part}</th><td>{_earned(points, everything)}</td>"
        f"<td>{_earned(points // 2, some) if some else '–'}</td><td>{nothing}</td></tr>"
        for points, part, everything, some, nothing in _EARNED
    )
    return f"<section><h2>{say('plan.rubric')}</h2>{_table(_HEADS_OF_POINTS, rows)}</section>"


def _table(heads: Iterable[Text], rows: str) -> str:
    named = "".join(f"<th>{head}</th>" for head in heads)
    return f"<table><thead><tr>{named}</tr></thead><tbody>{rows}</tbody></table>"


def _points(count: int) -> str:
    return say("plan.points", count=count)


def _earned(count: int, what: object) -> str:
    return say("plan.earned", count=count, what=what)
