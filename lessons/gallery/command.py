"""`python -m lessons gallery --out FOLDER`: runs the lessons and writes their pages."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from classroom.execution import outputs_of
from classroom.lesson import named, notebook
from lessons.gallery import site, start_pages
from lessons.gallery.lesson_page import is_shown, lesson_page
from lessons.gallery.playground.page import NAME, playground
from lessons.gallery.site import Gallery
from lessons.gallery.start_pages import first_page, start_page
from lessons.series import LANGUAGES, ORIGINAL, Lesson, series
from lessons.translations import LessonError
from viz.missing import MissingExtra
from viz.words.console import printable
from viz.words.messages import language


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a parser read what is asked of a gallery, and `run` hear of it."""
    parser.set_defaults(run=run)
    parser.add_argument("--out", type=Path, metavar="FOLDER", required=True, help="where the pages are written")
    parser.add_argument("--lesson", action="append", default=[], help="6 or 06_backward, one or more; otherwise all")
    parser.add_argument("--language", action="append", choices=LANGUAGES, help="one or more; otherwise all")


def run(options: argparse.Namespace) -> None:
    """Write the gallery that is asked for."""
    try:
        names = {named(asked) for asked in options.lesson}
        lessons = tuple(lesson for lesson in series() if not names or lesson.source in names)
        languages = tuple(name for name in LANGUAGES if name in (options.language or LANGUAGES))
        write(Gallery(lessons, languages), options.out)
    except (ValueError, OSError, MissingExtra, LessonError) as error:
        sys.exit(printable(str(error)))


def write(gallery: Gallery, out: Path) -> None:
    """Run the lessons of a gallery, and write its pages into a folder.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell of a lesson raised an error.
        LessonError: the address of the project is none.
        MissingExtra: the package that sets formulas is not there.
        OSError: a file cannot be written.
    """
    before = language()
    try:
        for name in gallery.languages:
            language(name)
            for lesson in gallery.lessons:
                site.write(out / name / f"{lesson.source}.html", _executed(gallery, lesson))
    finally:
        language(before)
    pages = {site.INDEX: partial(start_page, gallery), NAME: partial(playground, gallery)}
    start_pages.write(gallery, out, pages, partial(first_page, gallery))


def _executed(gallery: Gallery, lesson: Lesson) -> str:
    """The HTML of the page of a lesson, in the language in force, after it was run."""
    cells = notebook(lesson.source, language())["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code" and is_shown(cell)]
    shown = outputs_of(["".join(cell["source"]) for cell in code], language(), _tell(lesson.source))
    outputs = {cell["id"]: each for cell, each in zip(code, shown, strict=True)}
    return lesson_page(gallery, lesson, cells, outputs, notebook(lesson.source, ORIGINAL)["cells"])


def _tell(name: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\r{language()}/{name}  {done}/{of}", end=end, file=sys.stderr, flush=True)

    return tell
