"""`python -m classroom slides 02`: what a teacher takes to class, made from the notebooks of the lessons."""

import argparse
import sys
from pathlib import Path

from classroom import deck, lesson, page, pdf
from classroom.execution import executed
from classroom.handout import handout
from viz.missing import MissingExtra
from viz.words.messages import language, say


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m classroom", description=__doc__)
    commands = parser.add_subparsers(required=True)
    slides = commands.add_parser("slides", help="a page of slides for each lesson, which needs no network")
    slides.set_defaults(run=write_slides, out="slides")
    slides.add_argument("lessons", nargs="*", metavar="LESSON", help="02 or 02_add; without one, all")
    slides.add_argument("--language", choices=lesson.LANGUAGES, default="en")
    slides.add_argument("--out", type=Path, metavar="FOLDER")
    paper = commands.add_parser("handout", help="each lesson as a worksheet on A4: a page to print, and a PDF")
    paper.set_defaults(run=write_handouts, out="handouts")
    paper.add_argument("lessons", nargs="*", metavar="LESSON", help="02 or 02_add; without one, all")
    paper.add_argument("--language", choices=lesson.LANGUAGES, default="en")
    paper.add_argument("--out", type=Path, metavar="FOLDER")
    paper.add_argument("--answers", choices=("end", "none"), default="end", help="at the end, or left out")
    options = parser.parse_args()
    language(options.language)
    try:
        options.run(options)
    except (ValueError, OSError, MissingExtra) as error:
        sys.exit(str(error))


def write_slides(options: argparse.Namespace) -> None:
    names = [lesson.named(asked) for asked in options.lessons] or lesson.names()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for name in names:
        read = executed(lesson.read(name, options.language), _tell(name))
        found = deck.slides(read)
        path = out / f"{name}.html"
        path.write_text(page.page(read.title, found), encoding="utf-8")
        print(say("deck.written", path=path, count=len(found)))
        for warning in deck.too_wordy(found, options.language):
            print(f"  {warning}")


def write_handouts(options: argparse.Namespace) -> None:
    names = [lesson.named(asked) for asked in options.lessons] or lesson.names()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for name in names:
        read = executed(lesson.read(name, options.language), _tell(name))
        path = out / f"{name}-handout.html"
        path.write_text(handout(read, options.answers == "end"), encoding="utf-8", errors="replace")
        print(pdf.printed(path))


def _tell(name: str):
    def tell(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\r{name}  {done}/{of}", end=end, file=sys.stderr, flush=True)

    return tell


main()
