"""What was handed in: a notebook, as far as it can be read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from classroom import lesson
from classroom.grading.tasks import Task, calls, cut_after_checks, tasks_of
from classroom.schools import gives_points
from viz.words.messages import encodable, say

_LANGUAGE = re.compile(r"""viz\.language\(["']([\w-]+)""")
_MOST_BYTES = 50 << 20


class Unreadable(Exception):
    """The message says why a file is no notebook that could be graded."""


@dataclass(frozen=True)
class HandIn:
    """A notebook that was handed in.

    Attributes:
        name: of the submission.
        lesson: the name of the lesson that it belongs to.
        language: that its answers are to be in.
        cells: the texts of its cells of code, cut after each check, so that what follows one does not count for it.
        marked: {number of such a text: [(exercise, the name of what is handed in), ...]}, to be checked after it.
    """

    name: str
    lesson: str
    language: str
    cells: tuple[str, ...]
    marked: dict[int, list[tuple[str, str]]]

    @property
    def tasks(self) -> dict[str, Task]:
        """{exercise: Task} of its lesson."""
        return tasks_of(self.lesson)

    def written(self) -> str:
        """All that stands in the cells that are checked: alike in two hand-ins that were copied."""
        return "\n".join(self.cells[k] for k in sorted(self.marked))


def found_in(folder: Path) -> dict[str, Path]:
    """{name of a submission: its file} for the notebooks in a folder and in the folders of it, one a student.

    Raises:
        ValueError: there is none.
    """
    files = sorted(path for path in folder.rglob("*.ipynb") if not _is_hidden(path.relative_to(folder)))
    if not files:
        raise ValueError(say("grade.nothing there", folder=folder))
    return {encodable(str(path.relative_to(folder).with_suffix(""))): path for path in files}


def read_hand_in(name: str, path: Path, expected: str | None, language: str) -> HandIn:
    """The hand-in of a file.

    Args:
        name: of the submission.
        path: its file.
        expected: the name of the lesson that was to be handed in; None for the one that the notebook names, or that
            its exercises are those of.
        language: of the answers where the notebook does not say.

    Raises:
        Unreadable: it is no notebook, or of no lesson.
    """
    notebook = _notebook(path)
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    cells = [cell for cell in cells if not gives_points(_text(cell.get("source", "")))]
    texts = [encodable(_text(cell.get("source", ""))) for cell in cells]
    noted = _noted(notebook)
    told = expected or _known(noted.get("lesson")) or _guessed(texts)
    if told is None:
        raise Unreadable(say("grade.no lesson"))
    tasks = tasks_of(told)
    cut = [each for cell, text in zip(cells, texts) for each in _cut(cell, text, tasks)]
    marked = {k: found for k, (_, found) in enumerate(cut) if found}
    return HandIn(name, told, _language(noted, texts) or language, tuple(text for text, _ in cut), marked)


def _notebook(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Unreadable(say("grade.too large", most=_MOST_BYTES >> 20))
        notebook = _in_todays_format(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, RecursionError) as problem:
        raise Unreadable(say("grade.no notebook", why=encodable(str(problem)))) from problem
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise Unreadable(say("grade.no cells"))
    return notebook


def _noted(thing: dict[str, Any]) -> dict[str, Any]:
    """What the builder of the lessons has noted of a notebook, or of a cell."""
    return _table(_table(thing.get("metadata")).get("micrograd"))


def _in_todays_format(notebook: Any) -> Any:
    """The notebook in format 4, if it is in an earlier one.

    Raises:
        ValueError: it only says that it is.
    """
    if not isinstance(notebook, dict) or notebook.get("nbformat") not in (1, 2, 3):
        return notebook
    try:
        return nbformat.convert(nbformat.from_dict(notebook), 4)
    except Exception as problem:  # whatever comes of what stands in the place of cells
        raise ValueError(f"{type(problem).__name__}: {problem}") from problem


def _cut(cell: dict[str, Any], source: str, tasks: dict[str, Task]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (text, what is to be checked after it) for the parts of a cell: an exercise is done where the check is
    called; in a cell that calls none, where it says so itself, or is the lesson's own.
    """
    if not any(exercise in tasks for exercise, _ in calls(source)):
        noted = _noted(cell).get("exercise")
        here = [task for task in tasks.values() if noted == task.exercise or cell.get("id") == task.cell]
        yield source, [(task.exercise, task.thing) for task in here]
        return
    for part in cut_after_checks(source):
        called = dict(each for each in calls(part) if each[0] in tasks)
        yield part, [(exercise, thing or tasks[exercise].thing) for exercise, thing in called.items()]


def _guessed(texts: list[str]) -> str | None:
    """The lesson whose exercises are checked in these cells, the most of them; None where none is."""
    called = {exercise for text in texts for exercise, _ in calls(text)}
    counts = {name: len(called & tasks_of(name).keys()) for name in lesson.names()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def _language(noted: dict[str, Any], texts: list[str]) -> str | None:
    said = [noted.get("language"), *(found[1] for text in texts for found in _LANGUAGE.finditer(text))]
    return next((language for language in said if language in lesson.LANGUAGES), None)


def _known(name: Any) -> str | None:
    return name if name in lesson.names() else None


def _text(source: Any) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _table(thing: Any) -> dict[str, Any]:
    return thing if isinstance(thing, dict) else {}


def _is_hidden(path: Path) -> bool:
    """Whether it is in a hidden folder, as Jupyter's checkpoints are, or is what macOS writes beside a file."""
    return path.name.startswith("._") or any(part.startswith(".") for part in path.parts[:-1])
