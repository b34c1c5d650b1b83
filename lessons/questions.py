"""The questions of a lesson: which cell is asked about, and the texts that answer and so wait in the question.

    # %% ask="secant"
    viz.slope(f, 3, h=1.5)
    # %% [markdown] lang="en" answer="secant"
    # The secant is **steeper**: the curve bends upwards on the way.
    # %% [markdown] lang="zh-TW" of="5b0e77d1"
    # 割線比較**陡**：曲線一路往上彎。

The builder writes `%%predict secant` on top of the first cell (see exercises/predict_cell.py). The text stands in no
notebook, but as HTML, with formulas that every browser sets by itself, in exercises/answers/, from where the question
shows it when it was answered.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from classroom.markup import html_of
from exercises.answer_texts import FOLDER
from exercises.topics import QUESTIONS
from lessons.translations import Cell, LessonError, Passage

_ALONE = re.compile(r"^predict\.(\w+)$", re.MULTILINE)


def asked_in(cell: Cell) -> list[str]:
    """The names of the questions that a cell of a source asks."""
    if cell.cell_type != "code":
        return []
    return [cell.metadata["ask"]] if "ask" in cell.metadata else _ALONE.findall(cell.source)


def is_answer(passage: Passage) -> bool:
    """Whether a text waits in a question, and so stands in no notebook."""
    return "answer" in passage.original.metadata


def check_questions(source: Path, found: Iterable[Passage]) -> None:
    """See that every question exists and is asked once, and that no text answers before it.

    Raises:
        LessonError: the message says which.
    """
    asked: set[str] = set()
    answered: set[str] = set()
    for passage in found:
        for name in asked_in(passage.original):
            if name not in QUESTIONS:
                raise LessonError(f"{source.name}: there is no question “{name}”")
            if name in asked:
                raise LessonError(f"{source.name}: “{name}” is asked twice")
            asked.add(name)
        if is_answer(passage):
            name = passage.original.metadata["answer"]
            if name not in asked:
                raise LessonError(f"{source.name}: a text answers “{name}”, which no cell before it asks")
            if name in answered:
                raise LessonError(f"{source.name}: two texts answer “{name}”")
            answered.add(name)


def answers(found: Sequence[Passage], language: str) -> Iterator[tuple[str, str]]:
    """(the name of a question, the Markdown that answers it) in that language."""
    for passage in found:
        if is_answer(passage):
            yield passage.original.metadata["answer"], passage.cell(language).source


def answers_path(language: str) -> Path:
    return FOLDER / f"{language}.json"


def answers_file(texts: dict[str, str]) -> str:
    """The text of the file with the answers of a language, from {name: Markdown}."""
    return json.dumps({name: html_of(text) for name, text in texts.items()}, ensure_ascii=False, indent=1) + "\n"
