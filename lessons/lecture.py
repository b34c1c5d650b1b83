"""What a lesson says for who lectures from it, and how it comes into the notebooks: as metadata of the cells.

    # %% [markdown] lang="en" section="moves" minutes="6"
    # ## Backwards: the three moves
    # The text of the notebook.
    # %% [markdown] lang="en" slide="text"
    # ## Backwards: the three moves
    # **What does $L$ do when $a$ is nudged?**
    # %% lines="4-6"
    # %% slide="output"

A `section` begins at each text with a name, and takes so many `minutes` in a lecture. A text with `slide="text"` stands
in no notebook: on a slide it stands for the text before it; after a cell of code it is the headline of what that shows,
or a headline for each where it has as many paragraphs as there are pictures; after an answer it stands for that. A text
with `slide="notes"` is the teacher's: it stands in no cell either, and is noted of the cell before. Of a cell of code
the slides show the code and what it displays; only one of them with `slide="code"` or `slide="output"`, neither with
`slide="skip"`, and of the code some `lines` only. A skipped text is the speaker's; a section that begins there is seen
from the next slide on.

All this, and what a cell is there for, is written into `metadata.micrograd` of its cell, where `classroom` finds it:

    role      "setup" (what every lesson needs, and no class looks at), "answer" (to a test); where the lesson says so,
              role="hint" (what is folded away in a text is no answer), role="clone" (it needs the whole project)
    notes     what is for the teacher, Markdown
    exercise  the name of the exercise that the cell asks for
    predict   the names of the questions that it asks
    section, minutes
    slide     {"text", "answer": Markdown, "lines": [first, last], "show": "code", "output" or "nothing"}
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lessons.questions import asked_in, is_answer
from lessons.translations import Cell, LessonError, Passage, unwrapped

_CHECK = re.compile(r"^check\.(\w+)\(", re.MULTILINE)
_SETUP = re.compile(r"(?:(?:\w+(?:, \w+)* = )(?:mine\.\w+\(\)(?:, )?)+\n?|# mine\.save\(\)|progress\(\))+")
_ONLY_FOLDED = re.compile(r"\s*<details>.*</details>\s*", re.DOTALL)
_LINES = re.compile(r"(\d+)-(\d+)")
_ROLES = ("hint", "clone")  # that a lesson may give a cell
_SHOWS = {"code": "code", "output": "output", "skip": "nothing"}  # what `slide` says of a cell of code
_SHOWS_OF_A_TEXT = {"skip": "nothing"}
_OF_JUPYTER = ("slide", "subslide", "fragment", "skip")  # the types that a slide show of Jupyter knows


def slide_type(cell: Cell, said: str | None) -> str:
    """How a slide show of Jupyter shows a cell: a section begins a slide, other text goes below it, and what a cell of
    code shows comes when the class has had its guess; unless the lesson says otherwise.
    """
    if said in _OF_JUPYTER:
        return said
    if cell.cell_type == "code":
        return "fragment"
    return "slide" if cell.source.startswith(("# ", "## ")) else "subslide"


def exercise_in(cell: Cell) -> str | None:
    """The name of the exercise that a cell asks for; None where it asks for none."""
    found = _CHECK.search(cell.source) if cell.cell_type == "code" else None
    return found[1] if found else None


def is_on_slides_alone(passage: Passage) -> bool:
    """Whether a text stands on slides, and in no notebook."""
    return passage.original.metadata.get("slide") == "text"


def is_note(passage: Passage) -> bool:
    """Whether a text is the teacher's, and stands in no cell of a notebook."""
    return passage.original.metadata.get("slide") == "notes"


def check_lecture(source: Path, found: Iterable[Passage]) -> None:
    """See that the sections, minutes, lines and roles can be understood, and that each short text stands for something.

    Raises:
        LessonError: the message says what cannot.
    """
    named: set[str] = set()
    before: Passage | None = None
    for passage in found:
        options, where = passage.original.metadata, f"{source.name}, “{passage.original.source[:40]}”"
        section, minutes = options.get("section"), options.get("minutes", "1")
        if section in named:
            raise LessonError(f"{where}: two sections are named “{section}”")
        if ("minutes" in options) != (section is not None) or not minutes.isdecimal():
            raise LessonError(f'{where}: a section has a name and whole minutes, section="moves" minutes="6"')
        if "lines" in options and not _LINES.fullmatch(options["lines"]):
            raise LessonError(f'{where}: lines="{options["lines"]}", where first and last are expected: lines="3-9"')
        if options.get("role", _ROLES[0]) not in _ROLES:
            raise LessonError(f'{where}: role="{options["role"]}" is none of {", ".join(_ROLES)}')
        if is_on_slides_alone(passage) and (before is None or is_on_slides_alone(before)):
            raise LessonError(f"{where}: nothing stands before it that this short text could stand for")
        if is_note(passage) and (before is None or section):
            raise LessonError(f"{where}: a note belongs to the cell before it, and begins no section")
        named |= {section} - {None}
        before = before if is_note(passage) else passage


def note_lecture(
    cells: Sequence[Cell], everything: Iterable[Passage], in_notebook: Sequence[Passage], language: str
) -> None:
    """Write into the cells of a notebook what `classroom` asks for.

    Args:
        cells: those of the notebook, without the first one.
        everything: the passages of the lesson.
        in_notebook: those of them that are in the notebook, one for each cell.
        language: that of the notebook.
    """
    for cell, passage in zip(cells, in_notebook, strict=True):
        noted = _noted(passage)
        if noted:
            cell.metadata["micrograd"] = noted
    at = {id(passage): cell for cell, passage in zip(cells, in_notebook, strict=True)}
    asking: dict[str, Cell] = {
        name: cell for cell, passage in zip(cells, in_notebook, strict=True) for name in asked_in(passage.original)
    }
    before: Passage | None = None
    cell = cells[0]  # the last one that stands in the notebook
    for passage in everything:
        cell = at.get(id(passage), cell)
        if is_note(passage):
            noted = cell.metadata.setdefault("micrograd", {})
            noted.setdefault("notes", []).append(unwrapped(passage.cell(language).source))
            continue
        if is_on_slides_alone(passage) and before is not None:
            answers = is_answer(before)
            shown = asking[before.original.metadata["answer"]] if answers else at[id(before)]
            slide = shown.metadata.setdefault("micrograd", {}).setdefault("slide", {})
            slide["answer" if answers else "text"] = unwrapped(passage.cell(language).source)
        before = passage


def _noted(passage: Passage) -> dict[str, Any]:
    """What is noted of a cell from its own source and options."""
    cell, options = passage.original, passage.original.metadata
    noted: dict[str, Any] = {}
    if role := options.get("role") or _role(cell):
        noted["role"] = role
    if exercise := exercise_in(cell):
        noted["exercise"] = exercise
    if asked := asked_in(cell):
        noted["predict"] = asked
    if "section" in options:
        noted |= {"section": options["section"], "minutes": int(options["minutes"])}
    slide: dict[str, Any] = {}
    if "lines" in options:
        slide["lines"] = [int(number) for number in options["lines"].split("-")]
    shows = _SHOWS if cell.cell_type == "code" else _SHOWS_OF_A_TEXT
    if options.get("slide") in shows:
        slide["show"] = shows[options["slide"]]
    return noted | ({"slide": slide} if slide else {})


def _role(cell: Cell) -> str | None:
    if cell.cell_type == "code":
        return "setup" if _SETUP.fullmatch(cell.source) else None
    return "answer" if _ONLY_FOLDED.fullmatch(cell.source) else None
