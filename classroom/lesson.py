"""A lesson as its notebook tells it: cells, what each is there for, and what it is to look like on a slide. All of it
stands in the notebook's metadata, where the builder of the lessons has noted it (lessons/lecture.py).
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viz.words.messages import say

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = tuple(sorted(path.name for path in (ROOT / "notebooks").glob("*") if (path / "index.ipynb").exists()))

_QUESTION = re.compile(r"^(?:%%predict \w+\n|predict\.\w+$\n?)", re.MULTILINE)
_AID = re.compile(r"^(?:# display\((?:hint|solution)\.|check\.\w+\().*$\n?", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A cell of a lesson.

    Attributes:
        id: the cell's.
        is_code: whether it is code; else it is a text.
        source: its text; of code without what asks a question, and without check, hint and solution.
        role: "setup", "answer", "hint" or "clone" (see lessons/lecture.py); None for all that a class looks at.
        notes: what is for the teacher alone, Markdown.
        exercise: the name of the exercise that it asks for.
        predict: the names of the questions that it asks.
        section: the name of the section that begins here, with how many minutes it takes in a lecture.
        minutes: the latter; 0 where no section begins.
        slide: {"text", "answer": what stands on a slide for the cell's text and for the answer, "lines": [first, last]
            of its code, "show": "code", "output" or "nothing"}, as far as the lesson says so.
        pictures: {name: {MIME type: base64}} of the pictures in it.
        is_folded: whether its code is out of sight in the notebook.
        outputs: what it displayed, as Jupyter keeps it; filled in by execution.py.
    """

    id: str
    is_code: bool
    source: str
    role: str | None = None
    notes: tuple[str, ...] = ()
    exercise: str | None = None
    predict: tuple[str, ...] = ()
    section: str | None = None
    minutes: int = 0
    slide: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)
    is_folded: bool = False
    outputs: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Lesson:
    """A notebook of the series.

    Attributes:
        name: as its file's, without the ending.
        language: that it is written in.
        parts: its cells, in order.
    """

    name: str
    language: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """Its first heading: "2 · Add"."""
        texts = (part.source for part in self.parts if not part.is_code)
        return next(texts).splitlines()[0].lstrip("# ")


def names() -> list[str]:
    """Those of all lessons, of the blank page and of the tasks, in order: of all that is handed out, and handed in."""
    return sorted(path.stem for path in (ROOT / "notebooks" / LANGUAGES[0]).glob("[0-9]*.ipynb"))


def taught() -> list[str]:
    """Those of the lessons, in order: of all that has slides, a handout and a place in a course."""
    noted = {name: notebook(name, LANGUAGES[0])["metadata"]["micrograd"] for name in names()}
    return [name for name in names() if "kind" not in noted[name]]


def named(asked: str) -> str:
    """The name of the notebook that is meant: "02" or "2" for "02_add".

    Raises:
        ValueError: none is.
    """
    found = [name for name in names() if asked and asked in (name, name[:2], name[:2].lstrip("0") or "0")]
    if not found:
        raise ValueError(say("deck.no lesson", asked=asked, names=", ".join(names())))
    return found[0]


def named_to_teach(asked: str) -> str:
    """The same for what a class is taught.

    Raises:
        ValueError: none is meant, or the blank page or the tasks, which have nothing to be taught from.
    """
    name = named(asked)
    if name not in taught():
        raise ValueError(say("deck.blank page", name=name))
    return name


def read(name: str, language: str) -> Lesson:
    """The lesson of that name in that language, not yet executed."""
    return Lesson(name, language, tuple(map(_part, notebook(name, language)["cells"])))


def notebook(name: str, language: str) -> dict[str, Any]:
    """The notebook of a lesson, as its file has it."""
    path = ROOT / "notebooks" / language / f"{name}.ipynb"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _part(cell: dict[str, Any]) -> Part:
    metadata, source = cell["metadata"], "".join(cell["source"])
    noted = metadata.get("micrograd", {})
    is_code = cell["cell_type"] == "code"
    return Part(
        id=cell["id"],
        is_code=is_code,
        source=_AID.sub("", _QUESTION.sub("", source)).strip("\n") if is_code else source,
        role=noted.get("role"),
        notes=tuple(noted.get("notes", ())),
        exercise=noted.get("exercise"),
        predict=tuple(noted.get("predict", ())),
        section=noted.get("section"),
        minutes=noted.get("minutes", 0),
        slide=noted.get("slide", {}),
        pictures=cell.get("attachments", {}),
        is_folded=metadata.get("jupyter", {}).get("source_hidden", False),
    )
