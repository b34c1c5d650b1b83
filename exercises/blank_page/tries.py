"""What is remembered of the tries on the blank page, and what they say: how many for each part, and how much time.

A try is a new text that was checked, or a training. Whoever runs the same cell again has tried nothing new; nor is a
part tried again that was right before and still is.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from exercises import progress_store
from exercises.blank_page.parts import MOONS, PARTS

LONGEST = 20 * 60  # seconds between two tries that count as time spent: what was done in longer ones, nobody knows
_AREA, _BEGUN = "blank", "begun"  # the latter in the place of a part: the page was there, with nothing written

Attempts = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Round:
    """One time from the blank page to a trained network.

    Attributes:
        tries: {part: how many}, those that were tried.
        right: {part: since when it is right, in seconds since 1970}, those that are.
        begun: when the page was opened, or the first try; None where there was none.
        finished: when the network had learned; None where it has not yet.
        seconds: the time between tries, longer pauses left out.
    """

    tries: dict[str, int]
    right: dict[str, float]
    begun: float | None
    finished: float | None
    seconds: float


def note_begun() -> None:
    """Take down that the page is there, and nothing is written yet; again only after a while."""
    past = progress_store.attempts(_AREA)
    if not past or past[-1]["name"] != _BEGUN or time.time() - past[-1]["at"] > LONGEST:
        progress_store.note_attempt(_AREA, _BEGUN, False)


def note_try(part: str, right: bool, code: str) -> None:
    """Take down a try, if it is one.

    Args:
        part: one of PARTS.
        right: how it ended.
        code: tells what was tried from other texts; "" where that is not known.
    """
    past = [each for each in _of_this_round(progress_store.attempts(_AREA)) if each["name"] == part]
    if past and past[-1]["right"] == right and (right or (code and past[-1].get("code") == code)):
        return
    progress_store.note_attempt(_AREA, part, right, code=code)


def this_round() -> Round:
    """The Round that goes on, or that was finished last."""
    past = _until_finished(_of_this_round(progress_store.attempts(_AREA)))
    tried = [each for each in past if each["name"] != _BEGUN]
    names = [each["name"] for each in tried]
    last = {each["name"]: each for each in tried}
    counted = list(_counted(past))
    return Round(
        {part: names.count(part) for part in PARTS if part in names},
        {part: last[part]["at"] for part in PARTS if part in last and last[part]["right"]},
        min((each["at"] for each in [*tried, *(first for first, _ in counted)]), default=None),
        next((each["at"] for each in past if _finishes(each)), None),
        sum(second["at"] - first["at"] for first, second in counted),
    )


def _of_this_round(past: Attempts) -> Attempts:
    """A new one begins with an empty page after the network has learned."""
    begin, is_finished = 0, False
    for k, each in enumerate(past):
        if is_finished and each["name"] == _BEGUN:
            begin, is_finished = k, False
        is_finished = is_finished or _finishes(each)
    return past[begin:]


def _until_finished(past: Attempts) -> Attempts:
    end = next((k + 1 for k, each in enumerate(past) if _finishes(each)), len(past))
    return past[:end]


def _counted(past: Attempts) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    """Each attempt, with the one before, whose time between them counts: what ends with an empty page was no try."""
    return (
        (first, second)
        for first, second in pairwise(past)
        if second["name"] != _BEGUN and second["at"] - first["at"] <= LONGEST
    )


def _finishes(attempt: dict[str, Any]) -> bool:
    return attempt["name"] == MOONS and bool(attempt["right"])
