"""What is built in the READMEs, each part between two marks: the table of the lessons, and the ways in that need no
installation.
"""

import re
from pathlib import Path

from lessons.addresses import binder, colab, gallery, pages
from lessons.series import ORIGINAL, ROOT, series, table
from viz.words.messages import say_in


def readme_path(language: str) -> Path:
    """Where the README in that language stands; the original bears no language in its name."""
    return ROOT / ("README.md" if language == ORIGINAL else f"README.{language}.md")


def readme(language: str) -> str:
    """The README in that language, with what is built in it as it should be.

    Raises:
        LessonError: pyproject.toml states an address that is none.
    """
    text = readme_path(language).read_text(encoding="utf-8")
    text = _between("lessons", text, table(language, 200, "lessons/covers/", f"notebooks/{language}/", "content"))
    return _between("ways in", text, _ways_in(language))


def _between(mark: str, text: str, built: str) -> str:
    inside = re.compile(rf"(?<=<!-- {mark} -->\n).*?(?=<!-- end of {mark} -->)", re.DOTALL)
    return inside.sub(lambda _: f"{built}\n" if built else "", text)


def _ways_in(language: str) -> str:
    """A line with links; nothing where it is not known where they lead."""
    if pages() is None:
        return ""
    first = series()[0].source
    return say_in(
        language,
        "lesson.ways in",
        site=pages(),
        gallery=gallery(),
        binder=binder(f"notebooks/{language}/index.ipynb"),
        colab=colab(f"notebooks/{language}/{first}.ipynb"),  # a link to a further notebook leads nowhere there
    )
