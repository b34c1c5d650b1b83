"""An exam sheet with graphs drawn at random, and its key: two pages that belong to a number and can be made again."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from classroom.exams.parts import BLANK, STYLE, head, who
from classroom.exams.questions import Question, questions
from classroom.paper.printed import printed
from viz.words.messages import say

FEWEST, MOST = 2, 12  # graphs: at least one with an open relu, and one with a closed one
SHEET, KEY = "exam.html", "exam-key.html"


def write_exam(out: Path, seed: int, graphs: int) -> list[Question]:
    """Write the sheet and its key into a folder.

    Args:
        out: the folder; it is made where there is none.
        seed: the number of the sheet.
        graphs: how many graphs it has.

    Returns:
        The questions.

    Raises:
        ValueError: so many graphs are too few or too many.
    """
    if not FEWEST <= graphs <= MOST:
        raise ValueError(say("exam.too few", fewest=FEWEST, most=MOST, given=graphs))
    asked = questions(seed, graphs)
    out.mkdir(parents=True, exist_ok=True)
    (out / SHEET).write_text(sheet(seed, asked), encoding="utf-8")
    (out / KEY).write_text(key(seed, asked), encoding="utf-8")
    return asked


def sheet(seed: int, asked: Sequence[Question]) -> str:
    """The HTML of the sheet."""
    body = "".join(_section(n, each, each.task + each.sheet, is_key=False) for n, each in enumerate(asked, 1))
    title = say("exam.title")
    return printed(title, _head(title, seed) + who() + body + _total(asked), STYLE)


def key(seed: int, asked: Sequence[Question]) -> str:
    """The HTML of the key."""
    body = "".join(_section(n, each, each.task + each.key, is_key=True) for n, each in enumerate(asked, 1))
    title = say("exam.key title")
    return printed(title, _head(title, seed) + body, STYLE)


def points(asked: Sequence[Question]) -> int:
    """All that there are."""
    return sum(each.points for each in asked)


def _head(title: str, seed: int) -> str:
    return head(title, say("exam.sheet", seed=seed))


def _section(n: int, question: Question, body: str, is_key: bool) -> str:
    kind = "question" if question.is_about_a_graph else "question words"
    blank = "" if is_key else f"{BLANK} / "
    told = f'<span class="points">{blank}{say("exam.points", count=question.points)}</span>'
    return f'<section class="{kind}"><h2><span>{n} · {escape(question.title)}</span>{told}</h2>{body}</section>'


def _total(asked: Sequence[Question]) -> str:
    return f"<p>{say('exam.total', blank=BLANK, count=points(asked))}</p>"
