"""A student's edition: copies of the notebooks without what is for the teacher, and without answers.

What an exercise needs stays: its hints, its check, and the line that goes on with the series' method where the
learner's is not right yet. Programs that read a hand-in find its cells as in the series: by their ids, tags and
metadata.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from classroom import lesson
from classroom.copies import INDEX, json_of, write_new
from classroom.markup import FOLDED
from classroom.schools import asked_in, otters_test, with_keys
from viz.words.console import printable
from viz.words.messages import say

_NOT_HANDED_OUT = ("answer", "clone")  # the roles of cells
_KEPT = ("exercise", "predict")  # of what is noted of a cell
_SOLUTION = re.compile(r"^# display\(solution\.\w+\(\)\)\n", re.MULTILINE)
_IMPORTED = re.compile(r"^(\s*from exercises import .*), solution$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\((\w+)\.ipynb\)")


def release(asked: Iterable[str], language: str, out: Path, solutions: bool, otter: Path | None) -> None:
    """What `python -m classroom release` does: write the folder, and say what is in it.

    Args:
        asked: the lessons, as 03 or 03_mul; without any, all of them and the index.
        language: of the notebooks.
        out: the folder; what is there already is never overwritten.
        solutions: whether `solution.mul()` is offered, as in the series.
        otter: the folder for otter-grader's tests, in one of its own for each lesson; None for none.

    Raises:
        ValueError: no lesson is called so.
        OSError: a file cannot be written.
    """
    names = list(dict.fromkeys(map(lesson.named, asked))) or [*lesson.names(), INDEX]
    released = {name: student_edition(name, language, names, solutions) for name in names}
    texts = {out / f"{name}.ipynb": json_of(notebook) for name, notebook in released.items()}
    if otter is not None:
        tests = [
            (name, test) for name, notebook in released.items() for test in map(asked_in, notebook["cells"]) if test
        ]
        texts |= {otter / name / f"{test.name}.py": otters_test(test) for name, test in tests}
    kept = write_new(texts)
    for path in texts:
        if path not in kept:
            print(printable(str(path)))
    if kept:
        print(printable(say("copies.kept", names=", ".join(map(str, kept)))))


def student_edition(name: str, language: str, together: Iterable[str], solutions: bool = False) -> dict[str, Any]:
    """The notebook of a lesson as students get it, with the keys of nbgrader and otter-grader.

    Args:
        name: of the lesson, or INDEX.
        language: that it is written in.
        together: the names of all that are handed out with it: links to others become words.
        solutions: whether `solution.mul()` is offered.
    """
    notebook, there = lesson.notebook(name, language), set(together)
    version = tomllib.loads((lesson.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    notebook["metadata"]["micrograd"]["version"] = version
    cells = [cell for cell in notebook["cells"] if _role(cell) not in _NOT_HANDED_OUT]
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            source = _text(source if _role(cell) == "hint" else FOLDED.sub("", source).strip(), there)
        elif not solutions:
            source = _SOLUTION.sub("", _IMPORTED.sub(r"\1", source))
        cell["source"] = source.splitlines(keepends=True)
        cell["metadata"] = _metadata(cell["metadata"])
    notebook["cells"] = with_keys((cell for cell in cells if cell["source"]), language)
    return notebook


def _role(cell: dict[str, Any]) -> Any:
    return cell["metadata"].get("micrograd", {}).get("role")


def _text(source: str, there: set[str]) -> str:
    """A text whose links to notebooks that are not there are words."""
    return _LINK.sub(lambda link: link[0] if link[2] in there else link[1], source)


def _metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """That of a cell without what is for a lecture."""
    noted = {key: held for key, held in metadata.get("micrograd", {}).items() if key in _KEPT}
    others = {key: held for key, held in metadata.items() if key not in ("micrograd", "slideshow")}
    return others | ({"micrograd": noted} if noted else {})
