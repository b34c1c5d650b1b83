"""How much of a text or of some code stands on a slide: an estimate, as the page has the last word (slides.js)."""

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

MOST_LINES = 16  # of code on a slide
ROOM = 13.0  # lines of text on a slide
LINE_OF_CODE = 0.85  # of a line of text
_LETTERS, _WIDE_LETTERS = 66, 35  # in a line of text


def windows(code: str, shown: Sequence[int] | None = None) -> Iterator[str]:
    """The lines of some code that are shown, a slide of them at a time, cut between paragraphs where that goes.

    Args:
        code: all of it.
        shown: (first, last) of its lines that are; all, where it does not say.
    """
    lines = code.split("\n") if code else []
    if shown:
        first, last = shown
        lines = dedent("\n".join(lines[first - 1 : last])).split("\n")
    while any(lines):
        end = len(lines) if len(lines) <= MOST_LINES else _cut(lines)
        yield "\n".join(lines[:end]).strip("\n")
        lines = lines[end:]


def _cut(lines: list[str]) -> int:
    """Where the first window ends: at the last blank line that leaves it half full, else when it is full."""
    blank = [n for n, line in enumerate(lines[: MOST_LINES + 1]) if not line.strip() and n >= MOST_LINES // 2]
    return blank[-1] if blank else MOST_LINES


def pages(text: str) -> list[str]:
    """A text, a slide of it at a time."""
    pages: list[str] = []
    room = 0.0
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = lines_of(paragraph)
        if not pages or (lines > room and not pages[-1].lstrip().startswith("#")):
            pages.append(paragraph)
            room = ROOM - lines
        else:
            pages[-1] += f"\n\n{paragraph}"
            room -= lines
    return pages


def lines_of(text: str) -> float:
    """About how many lines a text takes on a slide."""
    taken = 0.0
    for line in text.split("\n"):
        wide = sum(letter > "\u2e80" for letter in line)
        taken += max(1.0, (len(line) - wide) / _LETTERS + wide / _WIDE_LETTERS) * (1.5 if line.startswith("#") else 1)
    return taken + 0.4
