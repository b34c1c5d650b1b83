"""Builds the notebooks: `python -m lessons`; `--check` only tells whether they are up to date; `--stamp` marks the
translations as reviewed first."""

import argparse
import sys

from lessons.build import ROOT, LessonError, build, lesson_files, stamp


def main():
    parser = argparse.ArgumentParser(prog="python -m lessons", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="write nothing; fail where a notebook is not what its lesson says")
    choice.add_argument("--stamp", action="store_true", help="all translations were reviewed: mark them as up to date, then build")
    options = parser.parse_args()
    try:
        stale = [path for source in lesson_files() for path in _stale(source, options)]
    except LessonError as error:
        sys.exit(str(error))
    if options.check and stale:
        sys.exit("\n".join(f"{path} is not what its lesson says; run python -m lessons" for path in stale))


def _stale(source, options):
    """The notebooks of one lesson that differ from what is built; unless only checking, they are written."""
    if options.stamp:
        stamp(source)
    for path, text in build(source).items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path.relative_to(ROOT)
            if not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                print(path.relative_to(ROOT))


main()
