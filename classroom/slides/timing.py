"""Shares out the minutes of a lesson's sections over their slides."""

from collections.abc import Sequence
from html import escape

from classroom.slides.deck import Slide
from viz.words.messages import say

_WEIGHTS = {"words": 1.0, "picture": 1.5, "question": 2.5}


def timed(found: Sequence[Slide]) -> list[tuple[Slide, int, str]]:
    """(Slide, its seconds, what the speaker reads of the plan) for each slide; no seconds where none are planned."""
    starts = [n for n, slide in enumerate(found) if slide.begins]
    rows = [(slide, 0, "") for slide in found]
    minute = 0
    for start, end in zip(starts, [*starts[1:], len(found)]):
        section = found[start:end]
        minutes = section[0].minutes
        told = say("deck.minutes", first=minute, last=minute + minutes, count=minutes) if minutes else ""
        whole = sum(_WEIGHTS[slide.kind] for slide in section)
        for n, slide in enumerate(section, start):
            rows[n] = slide, round(60 * minutes * _WEIGHTS[slide.kind] / whole), escape(told)
        minute += minutes
    return rows
