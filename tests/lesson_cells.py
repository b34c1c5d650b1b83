"""The cells of a lesson, run, and its texts: for the tests that hold what a lesson says to what its cells give.

The cells of one notebook run in one process, without Jupyter. Nothing here is timed: work is counted in steps.
"""

import ast
import contextlib
import io
import re
from pathlib import Path
from typing import NamedTuple

import pytest

import viz
from exercises import check, hint, mine, predict, progress, solution
from exercises.answer_texts import answer_text
from exercises.topics import QUESTIONS
from test_lessons_structure import WORDS, cells

ROOT = Path(__file__).resolve().parent.parent
ALL_RIGHT, NOT_ALL_RIGHT = "no mistake was found.", "not all is right."  # how a recording ends
both_languages = pytest.mark.parametrize("language", WORDS)


class Ran(NamedTuple):
    """A cell of code that has run.

    Attributes:
        source: its text.
        printed: what it printed.
        value: that of its last line, None where that is no expression.
        shown: what it gave to display().
    """

    source: str
    printed: str
    value: object
    shown: tuple


class Run(NamedTuple):
    """Cells of code that have run, and the names that are there afterwards."""

    ran: list[Ran]
    names: dict

    def cell(self, part):
        """The one cell whose source holds that part."""
        (found,) = [each for each in self.ran if part in each.source]
        return found


def notebook(lesson, language="en"):
    (path,) = (ROOT / "notebooks" / language).glob(f"{lesson:02}_*.ipynb")
    return cells(path)


def text(lesson, language="en"):
    """All that a lesson says, with the minus sign of a program."""
    said = (cell["source"] for cell in notebook(lesson, language) if cell["cell_type"] == "markdown")
    return "\n\n".join(said).replace("−", "-")


def answer(name, language="en"):
    """What a lesson says once its question is answered, as words, with the minus sign of a program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        return re.sub(r"<[^>]+>", "", answer_text(name)).replace("−", "-")


def why(name, language="en"):
    """The reason that a question gives of its answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        return str(QUESTIONS[name].why)


def sources(lesson, start=None, end=None, without=()):
    """The code of a lesson's cells from one heading to another, apart from the first cell and those with some words."""
    found, inside = [], start is None
    for cell in notebook(lesson)[1:]:
        if cell["cell_type"] == "markdown":
            inside = (inside or f"{cell['source']}\n".startswith(f"{start}\n")) and not (end and end in cell["source"])
        elif inside and not any(words in cell["source"] for words in without):
            found.append(re.sub(r"^%%predict (\w+)$", r"# \1", cell["source"], flags=re.MULTILINE))
    assert found, "the headings have changed"
    return found


def run(codes, given=()):
    """The Run of these cells in one namespace, with names that are given."""
    shown = []
    names = {"__name__": "__main__", "display": lambda *things: shown.extend(things)}
    names |= {
        "viz": viz,
        "check": check,
        "hint": hint,
        "mine": mine,
        "predict": predict,
        "progress": progress,
        "solution": solution,
    }
    names |= dict(given)
    ran = []
    for code in codes:
        shown.clear()
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value = run_cell(code, names)
        ran.append(Ran(code, printed.getvalue(), value, tuple(shown)))
    return Run(ran, names)


def run_cell(code, names):
    body = ast.parse(code).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None


def counted(names, function):
    """A list that grows by one with each call of a function of that name, also where it calls itself."""
    calls, original = [], names[function]

    def counting(*arguments):
        calls.append(None)
        return original(*arguments)

    names[function] = counting
    return calls


def values_of(picture):
    """How many values a picture shows, as it says itself."""
    return int(re.search(r"(\d+) values", str(picture))[1])


def before_the_cell(part, lesson):
    """The names that are there after the cell with that part has run, and no later one."""
    codes = sources(lesson)
    (last,) = [n for n, code in enumerate(codes) if part in code]
    return run(codes[: last + 1]).names


def values_from(root):
    """All values that one was computed from, and itself."""
    seen, waiting = {root}, [root]
    while waiting:
        new = set(waiting.pop()._prev) - seen
        seen |= new
        waiting += new
    return seen
