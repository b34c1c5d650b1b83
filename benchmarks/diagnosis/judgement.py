"""Runs an answer through its check, and holds what is said against what is true."""

import re
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.diagnosis.answer import RAISED, REFUSED, RIGHT, WRONG, Answer
from benchmarks.diagnosis.notebook import handed_in
from exercises import check
from viz.words.messages import LANGUAGES, catalogue

FALSE_RIGHT, REFUSED_RIGHT, MISNAMED, UNNAMED, OTHER = (
    "false right",
    "right refused",
    "misnamed",
    "unnamed",
    "other outcome",
)
KINDS = (FALSE_RIGHT, REFUSED_RIGHT, MISNAMED, UNNAMED, OTHER)


@dataclass(frozen=True)
class Judgement:
    """What became of an answer.

    Attributes:
        answer: the Answer.
        outcome: what the check said.
        name: the name it gave, the key of its sentence where that was expected, or None.
        said: all of it, as text.
        departs: how that departs from the truth: one of KINDS, or "" where it does not.
        seconds: how long the check took.
    """

    answer: Answer
    outcome: str
    name: str | None
    said: str
    departs: str
    seconds: float


def judged(answer: Answer) -> Judgement:
    """The Judgement of an answer, in English."""
    if not answer.alone:
        return _judged(answer)
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_judged, answer).result()


def _judged(answer: Answer) -> Judgement:
    thing = handed_in(answer)
    begun = time.perf_counter()
    result = getattr(check, answer.exercise)(thing)
    seconds = time.perf_counter() - begun
    keys = [name for name in answer.names if name in _sentences()]
    name = result.mistake or next((key for key in keys if says(result.message, key)), None)
    led_astray = any(says(result.message, key) for key in answer.never)
    departs = _departure(answer, result.outcome, result.mistake, name, led_astray)
    return Judgement(answer, result.outcome, name, repr(result), departs, seconds)


def _departure(answer: Answer, outcome: str, mistake: str | None, name: str | None, led_astray: bool) -> str:
    fits = outcome == answer.outcome or (answer.outcome == REFUSED and outcome in (WRONG, RAISED))
    if outcome == RIGHT and not fits:
        return FALSE_RIGHT
    if answer.outcome == RIGHT and not fits:
        return REFUSED_RIGHT
    if led_astray or (mistake is not None and mistake not in answer.names + answer.also):
        return MISNAMED
    if not fits:
        return OTHER
    return UNNAMED if answer.names and name is None else ""


def says(message: str, key: str) -> bool:
    """Whether a message has the sentence of that key in it, its blanks filled in with whatever.

    Raises:
        KeyError: the catalogue has no such key.
    """
    pieces = re.split(r"\{\w+\}", _sentences()[key][0].replace("{{", "{").replace("}}", "}"))
    return re.search(".*".join(map(re.escape, pieces)), message, re.DOTALL) is not None


def _sentences():
    return catalogue(LANGUAGES["en"]).sentences
