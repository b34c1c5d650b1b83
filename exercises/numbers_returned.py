"""Examines a function of plain numbers that returns several: held against the truth, and against known slips."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from exercises.evaluation import near
from exercises.origin import LearnersFunction
from exercises.rows import compared
from exercises.verdict import NOTHING_RETURNED, Verdict, right, wrong
from exercises.words import Text
from viz.values.numbers import as_float
from viz.words.text import plain, short_repr

_HOW_MANY = Text("numbers.how many")
_OTHER = Text("numbers.other")
_RIGHT = Text("numbers.right")
_BY_DIFFERENCES = 1e-5  # how near a number has to come to the truth
_LISTED = (list, tuple)

Place = tuple[Any, ...]


@dataclass(frozen=True)
class Wanted:
    """What a function is to return.

    Attributes:
        name: the function's.
        places: the arguments that it is called with.
        called: what each number is called at a place.
        truth: the arguments -> the numbers as they should be, None where one is not known.
        by_hand: (the arguments, the slips that are made) -> the numbers; without slips those of the truth.
        slips: {slip: what is said of it}, the likelier first.
        names: {slip: the name in docs/misconceptions.md} of those that have one.
    """

    name: str
    places: Sequence[Place]
    called: Callable[[Place], Sequence[str]]
    truth: Callable[[Place], Sequence[float | None]]
    by_hand: Callable[[Place, frozenset[str]], Sequence[float]]
    slips: Mapping[str, Text]
    names: Mapping[str, str]


@dataclass(frozen=True)
class _Answer:
    """What was returned at a place: numbers is None where it is not as many numbers as there should be."""

    place: Place
    given: object
    true: tuple[float, ...]

    @property
    def numbers(self) -> tuple[float, ...] | None:
        given = self.given
        listed = given if isinstance(given, _LISTED) else given.tolist() if hasattr(given, "tolist") else None
        found = [as_float(each) for each in listed] if isinstance(listed, _LISTED) else []
        known = tuple(each for each in found if each is not None)
        return known if len(known) == len(found) == len(self.true) else None

    @property
    def wrong(self) -> list[int]:
        """Which of the numbers are not right."""
        return [k for k, (x, y) in enumerate(zip(self.numbers or (), self.true)) if not near(x, y, _BY_DIFFERENCES)]


def examine_numbers(function: LearnersFunction, wanted: Wanted) -> Verdict:
    """The Verdict on a learner's function. Where a slip, or a pair of slips, gives all of its numbers, it is told; else
    one that gives the first number that is wrong, wherever the function was called.
    """
    answers = _answers(function, wanted)
    if all(answer.given is None for answer in answers):
        return wrong(NOTHING_RETURNED)
    odd = next((answer for answer in answers if answer.numbers is None), None)
    if odd is not None:
        return wrong(_HOW_MANY.filled(count=len(odd.true), given=short_repr(odd.given)))
    first = next((answer for answer in answers if answer.wrong), None)
    if first is None:
        return right(_RIGHT.filled(count=len(answers)))
    rows = [
        compared(f"{what}, {_told(wanted, first.place)}", x, y, _BY_DIFFERENCES)
        for what, x, y in zip(wanted.called(first.place), first.numbers or (), first.true)
    ]
    slip = _slip(answers, wanted)
    return wrong(wanted.slips[slip] if slip else _OTHER, rows=rows, mistake=wanted.names.get(slip) if slip else None)


def _answers(function: LearnersFunction, wanted: Wanted) -> list[_Answer]:
    """What the function returns, as far as it runs: a wrong number is told before an error."""
    answers: list[_Answer] = []
    for place in wanted.places:
        true = tuple(x for x in wanted.truth(place) if x is not None)
        try:
            answers.append(_Answer(place, function(*map(_handed, place)), true))
        except Exception:
            if not any(answer.wrong for answer in answers):
                raise
            break
    return answers


def _handed(argument: Any) -> Any:
    """An argument that the function may change."""
    return list(argument) if isinstance(argument, _LISTED) else argument


def _slip(answers: Sequence[_Answer], wanted: Wanted) -> str | None:
    """The slip that explains all numbers, or else the first that is wrong, and speaks against none that is right."""
    for slips in _hypotheses(wanted):
        if all(_alike(answer.numbers or (), wanted.by_hand(answer.place, frozenset(slips))) for answer in answers):
            return slips[0]
    if len({len(answer.true) for answer in answers}) > 1:  # how many numbers there are depends on the place
        return None
    wrong_ones = sorted({k for answer in answers for k in answer.wrong})
    explained = {*range(len(answers[0].true))} - set(wrong_ones[1:])
    for slips in _hypotheses(wanted):
        numbers = [(answer.numbers or (), wanted.by_hand(answer.place, frozenset(slips))) for answer in answers]
        if all(near(given[k], made[k], _BY_DIFFERENCES) for given, made in numbers for k in explained):
            return slips[0]
    return None


def _hypotheses(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    yield from ((slip,) for slip in wanted.slips)
    yield from combinations(wanted.slips, 2)


def _alike(given: Sequence[float], numbers: Sequence[float]) -> bool:
    return len(given) == len(numbers) and all(near(x, y, _BY_DIFFERENCES) for x, y in zip(given, numbers))


def _told(wanted: Wanted, place: Place) -> str:
    inside = ", ".join(
        f"[{', '.join(map(plain, each))}]" if isinstance(each, _LISTED) else plain(each) for each in place
    )
    return f"{wanted.name}({inside})"
