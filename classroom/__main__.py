"""`python -m classroom slides 02`: what a teacher takes to class, made from the notebooks of the lessons."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from classroom import lecture, lesson, release
from classroom.exams import practice_sheet
from classroom.exams.exam import KEY, SHEET, points, write_exam
from classroom.execution import executed
from classroom.grading import command as command_of_grading
from classroom.paper import pdf
from classroom.paper.handout import handout
from classroom.plans import courses, plan
from classroom.plans.sections import shortened, slide_numbers
from classroom.slides import deck, page
from viz.missing import MissingExtra
from viz.words.console import printable
from viz.words.messages import language, say


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m classroom", description=__doc__)
    commands = parser.add_subparsers(required=True)
    slides = commands.add_parser("slides", help="a page of slides for each lesson, which needs no network")
    slides.set_defaults(run=write_slides, out="slides")
    slides.add_argument("lessons", nargs="*", metavar="LESSON", help="02 or 02_add; without one, all")
    slides.add_argument("--course", help="only what that course has of them: " + ", ".join(courses.names()))
    plans = commands.add_parser("plan", help="the plan of a course, minute by minute")
    plans.set_defaults(run=write_plans, out="plan")
    plans.add_argument("courses", nargs="*", metavar="COURSE", help=", ".join(courses.names()) + "; without one, all")
    exam = commands.add_parser("exam", help="an exam sheet with random graphs, and its key")
    exam.set_defaults(run=make_exam, out="exam")
    exam.add_argument("--seed", type=int, default=1, help="the number of the sheet: the same one makes the same sheet")
    exam.add_argument("--graphs", type=int, default=4)
    sheet = commands.add_parser("practice", help="a sheet of practice on A4, and its key: pages to print, and PDFs")
    sheet.set_defaults(run=make_practice, out="practice")
    sheet.add_argument("--lesson", type=int, required=True, help="only what is known after that lesson, from 2 on")
    sheet.add_argument(
        "--seed", type=int, default=1, help="the number of the sheet: practice(…, seed=…) gives the same"
    )
    sheet.add_argument("--count", type=int, default=12, help="how many tasks")
    paper = commands.add_parser("handout", help="each lesson as a worksheet on A4: a page to print, and a PDF")
    paper.set_defaults(run=write_handouts, out="handouts")
    paper.add_argument("lessons", nargs="*", metavar="LESSON", help="02 or 02_add; without one, all")
    paper.add_argument("--answers", choices=("end", "none"), default="end", help="at the end, or left out")
    lectures = commands.add_parser("lecture", help="a folder to lecture from, and JupyterLab in it")
    lectures.set_defaults(run=open_lecture, out="lecture")
    lectures.add_argument("lessons", nargs="*", metavar="LESSON", help="02 or 02_add; without one, the index")
    lectures.add_argument("--only-make", action="store_true", help="without JupyterLab")
    editions = commands.add_parser("release", help="a folder for students: no notes for the teacher, no answers")
    editions.set_defaults(run=release_notebooks, out="release")
    editions.add_argument("lessons", nargs="*", metavar="LESSON", help="03 or 03_mul; without one, all")
    editions.add_argument("--solutions", action="store_true", help="with solution.mul(), as in the series")
    editions.add_argument("--otter", type=Path, metavar="FOLDER", help="also write the tests of otter-grader there")
    grading = commands.add_parser("grade", help="hand-ins: a list of marks, a page for each student, one for the class")
    grading.set_defaults(run=grade_hand_ins, out="grades")
    command_of_grading.add_options(grading)
    for command in (slides, plans, exam, sheet, paper, lectures, editions, grading):
        command.add_argument("--language", choices=lesson.LANGUAGES, default="en")
        command.add_argument("--out", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    language(options.language)
    try:
        options.run(options)
    except (ValueError, OSError, MissingExtra) as error:
        sys.exit(printable(str(error)))


def write_slides(options: argparse.Namespace) -> None:
    course = courses.course(options.course, options.language) if options.course else None
    names = [lesson.named_to_teach(asked) for asked in options.lessons] or (
        course.lessons if course else lesson.taught()
    )
    kept = {name: course.minutes_in(name) for name in names} if course else {}
    out = _folder(options)
    for read in _executed(names, options.language):
        shown = shortened(read, kept[read.name]) if course else read
        found = deck.slides(shown)
        path = out / f"{read.name}.html"
        path.write_text(page.page(read.title, found), encoding="utf-8")
        _print(say("deck.written", path=path, count=len(found)))
        for warning in deck.too_wordy(found, options.language):
            _print(f"  {warning}")


def write_plans(options: argparse.Namespace) -> None:
    known = courses.all_sections(options.language)
    planned = [courses.course(name, options.language, known) for name in options.courses or courses.names()]
    titles = {name: lesson.read(name, options.language).title for name in lesson.taught()}
    taught = sorted({name for course in planned for name in course.lessons})
    out = _folder(options)
    shown = {read.name: read for read in _executed(taught, options.language)}
    for course in planned:
        path = out / f"{course.name}.html"
        decks = {name: deck.slides(shortened(shown[name], course.minutes_in(name))) for name in course.lessons}
        ranges = {name: slide_numbers(found) for name, found in decks.items()}
        path.write_text(plan.page(course, titles, ranges), encoding="utf-8")
        _print(str(path))


def make_exam(options: argparse.Namespace) -> None:
    out = options.out
    asked = write_exam(out, options.seed, options.graphs)
    for name in (SHEET, KEY):
        _print(say("exam.written", path=out / name, count=len(asked), points=points(asked)))


def make_practice(options: argparse.Namespace) -> None:
    out: Path = options.out
    asked = practice_sheet.write_practice(out, options.lesson, options.seed, options.count)
    _print(say("practice.written", call=asked.call, count=len(asked.tasks)))
    for name in (practice_sheet.SHEET, practice_sheet.KEY):
        _print(pdf.printed(out / name))


def write_handouts(options: argparse.Namespace) -> None:
    names = [lesson.named_to_teach(asked) for asked in options.lessons] or lesson.taught()
    out = _folder(options)
    for read in _executed(names, options.language):
        path = out / f"{read.name}-handout.html"
        path.write_text(handout(read, options.answers == "end"), encoding="utf-8", errors="replace")
        _print(pdf.printed(path))


def open_lecture(options: argparse.Namespace) -> None:
    sys.exit(lecture.lecture(options.lessons, options.language, options.out, options.only_make))


def release_notebooks(options: argparse.Namespace) -> None:
    release.release(options.lessons, options.language, options.out, options.solutions, options.otter)


def grade_hand_ins(options: argparse.Namespace) -> None:
    sys.exit(command_of_grading.grade(options))


def _folder(options: argparse.Namespace) -> Path:
    """Where the command writes; it is made where there is none."""
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    return out


def _executed(names: Iterable[str], language: str) -> Iterator[lesson.Lesson]:
    for name in names:
        yield executed(lesson.read(name, language), _tell(name))


def _print(told: str) -> None:
    print(printable(told))


def _tell(name: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\r{name}  {done}/{of}", end=end, file=sys.stderr, flush=True)

    return tell


main()
