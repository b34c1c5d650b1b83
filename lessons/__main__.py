"""Builds the notebooks, the texts that wait in questions, the fingerprints of what the lessons give, and the READMEs'
table of the lessons: `python -m lessons`.

`--check` only tells whether they are up to date; `--stamp` marks the translations, or with `--stamp zh-TW` those into
that language, as reviewed first. `python -m lessons browser` makes a site that needs nothing but a browser, and
`python -m lessons gallery` pages of the executed lessons.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from lessons.browser import command as browser
from lessons.build import build, build_answers, build_given, build_readmes, lesson_files
from lessons.gallery import command as gallery
from lessons.series import ROOT, TRANSLATIONS
from lessons.translations import LessonError, stamp


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m lessons", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--check", action="store_true", help="write nothing; fail where a notebook is not what its lesson says"
    )
    choice.add_argument(
        "--stamp",
        nargs="*",
        choices=TRANSLATIONS,
        help="the translations into these languages, or all, were reviewed: mark them as up to date, then build",
    )
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="what else can be made of the lessons", metavar="COMMAND")
    browser.add_options(commands.add_parser("browser", help="the series as a site that needs nothing but a browser"))
    gallery.add_options(commands.add_parser("gallery", help="the executed lessons as pages that need no kernel"))
    options = parser.parse_args()
    if options.run:
        options.run(options)
        return
    try:
        if options.stamp is not None:
            for source in lesson_files():
                stamp(source, options.stamp or TRANSLATIONS)
        notebooks = [*map(build, lesson_files())]
        given = build_given(text for files in notebooks for text in files.values())
        built = [*notebooks, build_answers(), given, build_readmes()]
        stale = [path for files in built for path in _stale(files, options.check)]
    except LessonError as error:
        sys.exit(str(error))
    if options.check and stale:
        sys.exit("\n".join(f"{path} is not what its lesson says; run python -m lessons" for path in stale))


def _stale(files: dict[Path, str], only_check: bool) -> Iterator[Path]:
    """The files that differ from what is built, {path: text}; unless only checking, they are written."""
    for path, text in files.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path.relative_to(ROOT)
            if not only_check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                print(path.relative_to(ROOT))


main()
