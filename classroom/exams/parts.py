"""What stands on every sheet with graphs drawn at random: its head, who fills it in, where something is written."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from viz.words.messages import say

STYLE = Path(__file__).with_name("exam.css")
BLANK = '<span class="blank"></span>'  # to write on


def head(title: str, which: str) -> str:
    """The HTML of the head.

    Args:
        title: what it is.
        which: which of its kind, in HTML.
    """
    return f'<div class="head"><h1>{title}</h1><span class="seed">{which}</span></div>'


def who() -> str:
    """The HTML of the line for a name."""
    return (
        f'<div class="who"><span class="long">{say("exam.name")}</span><span>{say("exam.class")}</span>'
        f"<span>{say('exam.date')}</span></div>"
    )


def choices(texts: Iterable[object]) -> str:
    """The HTML of answers, each with a box to tick."""
    items = "".join(f'<li><span class="box"></span> {escape(str(text))}</li>' for text in texts)
    return f'<ul class="choices">{items}</ul>'
