"""A lesson on paper: the same notebook as a worksheet, to be filled in with a pencil.

What the notebook holds back until somebody has answered (what the cell of a question displays, folded answers, a player
that asks) is held back here: it stands at the end, under the number that is printed beside its question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import zip_longest
from math import ceil
from pathlib import Path

from classroom.lesson import Lesson, Part
from classroom.markup import FOLDED, code_html, document, html_of, output_html, without_links
from classroom.paper.still import asks, on_paper, to_fill_in, values_played
from exercises.answer_texts import answer_text
from exercises.topics import EXERCISES, QUESTIONS
from exercises.truth import graph, options, told_truth, truth
from exercises.words import Text
from viz.words.messages import say

_HERE = Path(__file__).parent
_TITLE = Text("predict.title")
_TO_FILL = re.compile(r"^[ \t]*\.\.\.[ \t]*\n?", re.MULTILINE)
_BLANK, _NUMBER = "____", "<!--number-->"
_MORE_LINES = 2  # than the worked solution has
_LONG = 8  # lines of code: what they display may begin on the next page
_FEW_LINES = 3  # to write an answer in words
_FORMULA = re.compile(r'<math[^>]*display="inline"(?:(?!</math>).)*</math>[.,:;?!)，。：；？！、）]+', re.DOTALL)


@dataclass
class _Sheet:
    """What has been written so far.

    Attributes:
        blocks: the HTML of the lesson.
        is_answered: whether what is held back stands at the end.
        answers: the HTML of it, by number.
        asked: the values of the players that asked: until the answers nobody else plays them.
        goes_on: whether what is held back next belongs to the last number, as nothing was shown since.
    """

    is_answered: bool
    blocks: list[str] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    goes_on: bool = False

    def show(self, html: str) -> None:
        if html:
            self.blocks.append(html)
            self.goes_on = False

    def hold_back(self, html: str, ask: str = "") -> None:
        """Keep an answer for the end.

        Args:
            html: of the answer.
            ask: HTML that stands in its place, with _NUMBER where its number is printed.
        """
        if not self.goes_on:
            self.answers.append([])
            number = say("handout.answer", number=len(self.answers))
            printed = f'<span class="number">{escape(number)}</span>' if self.is_answered else ""
            self.blocks.append(ask.replace(_NUMBER, printed))
        self.answers[-1].append(html)
        self.goes_on = True


def handout(lesson: Lesson, with_answers: bool = True) -> str:
    """The HTML page of a lesson that was executed, in the language in force; it needs nothing else.

    Args:
        lesson: the lesson.
        with_answers: whether the answers stand at the end; else they are left out, and so are their numbers.
    """
    sheet = _Sheet(with_answers)
    parts = [part for part in lesson.parts if part.role != "setup"]
    for part, after in zip_longest(parts, parts[1:]):
        (_code if part.is_code else _text)(sheet, part, after)
    answers = "".join(_answer(n, held) for n, held in enumerate(sheet.answers, 1)) if with_answers else ""
    if answers:
        answers = f'<section class="answers"><h2>{escape(say("handout.answers"))}</h2>{answers}</section>'
    return _page(lesson.title, "".join(sheet.blocks), answers)


def _page(title: str, body: str, answers: str) -> str:
    name = f'<p class="name">{escape(say("handout.name"))} <span class="rule"></span></p>'
    margin = f'@page{{@top-left{{content:"{_in_css(title)}"}}}}'
    return document(title, _styles() + margin, f"<main>{name}{body}{answers}</main>")


@cache
def _styles() -> str:
    return (_HERE / "handout.css").read_text(encoding="utf-8")


def _in_css(text: str) -> str:
    """A text between double quotes in a style sheet."""
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text)


def _answer(number: int, held: list[str]) -> str:
    return f'<div class="answer"><div class="number">{number}</div><div class="told">{"".join(held)}</div></div>'


# Texts.


def _text(sheet: _Sheet, part: Part, after: Part | None) -> None:
    place = f"<p>{_NUMBER}</p>" if after and _is_unfinished(after) else _lines(_FEW_LINES)
    shown = 0
    for folded in FOLDED.finditer(part.source):
        _words(sheet, part.source[shown : folded.start()], part)
        sheet.hold_back(_on_paper(html_of(folded[2], part.pictures)), place)
        shown = folded.end()
    _words(sheet, part.source[shown:], part)


def _words(sheet: _Sheet, text: str, part: Part) -> None:
    if text.strip():
        sheet.show(f'<div class="text">{_on_paper(html_of(text, part.pictures))}</div>')


def _on_paper(html: str) -> str:
    """A text without links to other notebooks; no line begins with what stands behind a formula."""
    return _FORMULA.sub(r'<span class="formula">\g<0></span>', without_links(html))


def _lines(count: int) -> str:
    """Lines to write on, with the number of the answer on the first."""
    return f'<div class="lines"><div>{_NUMBER}</div>{"<div></div>" * (count - 1)}</div>'


# Code, and what it displays.


def _code(sheet: _Sheet, part: Part, after: Part | None) -> None:
    if _is_unfinished(part):
        _exercise(sheet, part)
        return
    kind = "program long" if part.source.count("\n") >= _LONG else "program"
    sheet.show("" if part.is_folded else _program(_listing(part.source), kind))
    outputs = list(filter(None, map(output_html, part.outputs)))
    for n, name in enumerate(part.predict, 1):
        sheet.goes_on = False
        sheet.hold_back(_told(name, outputs if n == len(part.predict) else []), _question(name))
    is_tested = after is not None and after.role == "answer"  # what is displayed is what the test asks for
    for output in [] if part.predict else outputs:
        if asks(output):
            sheet.asked.add(values_played(output))
            sheet.show(_paper(to_fill_in(output)))
        if is_tested or values_played(output) in sheet.asked:
            sheet.hold_back(_seen(output), _lines(_FEW_LINES) if is_tested else f"<p>{_NUMBER}</p>")
        else:
            sheet.show(_seen(output))


def _is_unfinished(part: Part) -> bool:
    """Whether something is left to be written in a cell."""
    return part.is_code and bool(part.exercise or _TO_FILL.search(part.source))


def _exercise(sheet: _Sheet, part: Part) -> None:
    """A cell in which something is left to be written; what it displays before that is worth nothing."""
    for name in part.predict:
        sheet.goes_on = False
        sheet.hold_back(_told(name, []), _question(name))
    solution = EXERCISES[part.exercise].solution.strip() if part.exercise in EXERCISES else ""
    rows = len([line for line in solution.splitlines() if line.strip()]) + _MORE_LINES if solution else _FEW_LINES
    pieces = list(map(_listing, _TO_FILL.split(part.source)))
    places = len(pieces) - 1
    program = pieces[0] + "".join(_lines(ceil(rows / places)) + piece for piece in pieces[1:])
    if not places:
        program += f"<p>{_NUMBER}</p>" if _BLANK in part.source else _lines(rows)
    sheet.goes_on = False
    if solution:
        number, *others = program.split(_NUMBER)
        sheet.hold_back(_listing(solution), _program(number + _NUMBER + "".join(others)))
    else:
        sheet.show(_program(program.replace(_NUMBER, "")))


def _program(inside: str, kind: str = "program") -> str:
    return f'<div class="{kind}">{inside}</div>' if inside else ""


def _listing(source: str) -> str:
    if not source.strip("\n"):
        return ""
    code = code_html(source.strip("\n")).replace(_BLANK, f'<span class="blank">{_BLANK}</span>')
    return f'<pre class="code">{code}</pre>'


def _seen(output: str) -> str:
    """What a cell displayed."""
    return _paper(on_paper(output))


def _paper(printed: str) -> str:
    return f'<div class="seen">{printed}</div>'


# Questions.


def _question(name: str) -> str:
    """The box of a question: to be ticked, or with a line for a number."""
    asked = QUESTIONS[name]
    ticks = "".join(
        f'<li><span class="tick">☐</span> <b>{letter}</b> {escape(text)}</li>' for letter, _, text in _lettered(name)
    )
    place = f'<ul class="ticks">{ticks}</ul>' if ticks else '<p class="line"><span class="rule"></span></p>'
    return (
        f'<div class="question"><p><b>{escape(str(_TITLE))}</b> {_NUMBER}</p>'
        f"<p>{escape(str(asked.question))}</p>{place}</div>"
    )


def _told(name: str, displayed: list[str]) -> str:
    """The answer to a question, with what its cell displayed."""
    asked = QUESTIONS[name]
    letter = next((f"<b>{letter}</b> " for letter, option, _ in _lettered(name) if option == truth(asked)), "")
    text = _on_paper(answer_text(name)) or f"<p>{escape(str(asked.why))}</p>"
    picture = None if displayed else graph(asked)
    pictures = [*displayed, *([picture.to_html()] if picture else [])]
    return f"<p>{letter}{escape(told_truth(asked))}</p>{''.join(map(_seen, pictures))}{text}"


def _lettered(name: str) -> Iterator[tuple[str, str, str]]:
    """(A, B or C; the name; the words) of each answer to choose from."""
    for n, (option, text) in enumerate(options(QUESTIONS[name])):
        yield chr(ord("A") + n), option, text
