"""How long the way still is: Leitner's boxes as a row of piles, and the same in a sentence."""

from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path

from exercises.practice.schedule import BOXES, DAYS, Standing, count_in_boxes, days_left
from exercises.words import Text
from viz.words.text import paragraph

STYLE = Path(__file__).with_name("boxes.css")
_NEW, _DAYS = Text("practice.new"), Text("practice.days")
_ALL_THERE, _THERE = Text("practice.all there"), Text("practice.there")
_LEFT, _TODAY = Text("practice.left"), Text("practice.today")
_LABEL = Text("practice.boxes")


def piles(found: Mapping[str, Standing]) -> str:
    """The HTML of the boxes, each with how many kinds are in it."""
    columns = "".join(map(_pile, count_in_boxes(found), _names()))
    return f'<ol class="mg-boxes" aria-label="{escape(str(_LABEL))}">{columns}</ol>'


def in_words(found: Mapping[str, Standing], today: date) -> str:
    """How many kinds are in the last box, and after how many days at the earliest all can be."""
    there, total = count_in_boxes(found)[BOXES], len(found)
    if there == total:
        return _ALL_THERE.filled(total=total, days=DAYS[-1])
    left = days_left(found, today)
    return paragraph([_THERE.filled(there=there, total=total), _LEFT.filled(count=left) if left else _TODAY])


def _pile(count: int, name: str) -> str:
    squares = f'<span class="mg-pile" aria-hidden="true">{"<i></i>" * count}</span>'
    return f"<li>{squares}<b>{count}</b> <span>{escape(name)}</span></li>"


def _names() -> list[str]:
    return [str(_NEW), *(_DAYS.filled(count=days) for days in DAYS)]
