"""`python -m lessons browser --out FOLDER`: builds the site."""

import argparse
import sys
from pathlib import Path

from lessons.browser.site import build
from lessons.translations import LessonError
from viz.words.console import printable


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a parser read what is asked of a site, and `run` hear of it."""
    parser.set_defaults(run=run)
    parser.add_argument("--out", type=Path, metavar="FOLDER", required=True, help="where the site is built")


def run(options: argparse.Namespace) -> None:
    """Build the site that is asked for, and say how large it is."""
    try:
        build(options.out)
    except (LessonError, OSError) as error:
        sys.exit(printable(str(error)))
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file())
    print(f"{options.out}: {size / 1e6:.1f} MB. On this machine: python3 {options.out / 'serve.py'}")
