"""A sheet of practice on paper, and its key: the tasks that practice() gives for the same lesson and seed."""

from html import escape
from pathlib import Path

from classroom.exams.parts import BLANK, STYLE, choices, head, who
from classroom.paper.printed import printed
from exercises.practice import Sheet, practice, sentences
from exercises.practice.figures import figure
from exercises.practice.tasks import Task
from exercises.words import joined
from viz.words.messages import say

SHEET, KEY = "practice.html", "practice-key.html"


def write_practice(out: Path, lesson: int, seed: int, count: int) -> Sheet:
    """Write the sheet and its key into a folder.

    Args:
        out: the folder; it is made where there is none.
        lesson, seed, count: as practice() takes them.

    Returns:
        The Sheet as a notebook shows it.

    Raises:
        ValueError: there is no such sheet.
    """
    asked = practice(count, lesson=lesson, seed=seed)
    out.mkdir(parents=True, exist_ok=True)
    (out / SHEET).write_text(sheet(asked), encoding="utf-8")
    (out / KEY).write_text(key(asked), encoding="utf-8")
    return asked


def sheet(asked: Sheet) -> str:
    """The HTML of the sheet."""
    title = say("practice.title")
    body = "".join(_task(n, task) for n, task in enumerate(asked.tasks, 1))
    return printed(title, _head(title, asked) + who() + body, STYLE)


def key(asked: Sheet) -> str:
    """The HTML of the key."""
    title = say("practice.key title")
    titles = say("practice.key task"), say("practice.key right"), say("practice.key wrong")
    heads = "".join(f"<th>{each}</th>" for each in titles)
    rows = "".join(_row(n, task) for n, task in enumerate(asked.tasks, 1))
    table = f'<table class="key"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return printed(title, _head(title, asked) + table, STYLE)


def _head(title: str, asked: Sheet) -> str:
    return head(title, f"<code>{escape(asked.call)}</code>")


def _task(n: int, task: Task) -> str:
    options = [sentences.told(task, option) for option in task.options]
    answer = choices(options) if options else f"<p>{say('practice.on paper', blank=BLANK)}</p>"
    return (
        f'<section class="question"><h2>{n} · {escape(str(sentences.KINDS[task.kind]))}</h2>{figure(task)[0]}'
        f"<p>{escape(sentences.question(task))}</p>{answer}</section>"
    )


def _row(n: int, task: Task) -> str:
    wrong = "".join(f"<li><b>{escape(given)}</b> {escape(what)}</li>" for given, what in _slips(task))
    kind, right = str(sentences.KINDS[task.kind]), sentences.told(task, task.true)
    listed = f"<ul>{wrong}</ul>" if wrong else ""
    return f"<tr><td>{n} · {escape(kind)}</td><td><b>{escape(right)}</b></td><td>{listed}</td></tr>"


def _slips(task: Task) -> list[tuple[str, str]]:
    """(wrong answers, what gives all of them) each."""
    found: dict[str, list[str]] = {}
    for given, name in task.slips.items():
        found.setdefault(name, []).append(sentences.told(task, given))
    return [(joined(dict.fromkeys(given)), sentences.shortly(task, name)) for name, given in found.items()]
