"""`check.engine(Value)`, `check.network(Neuron, Layer, MLP)`: the checks of the lessons one after another, up to the
first that is not right.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from exercises.blank_page import tries
from exercises.blank_page.page import mark_of, page
from exercises.blank_page.parts import ENGINE, GROUPS, Group
from exercises.card import Card
from exercises.checks import run_check
from exercises.origin import Learners, is_a_class
from exercises.result import SYMBOLS, Result
from exercises.topics import EXERCISES
from exercises.words import Text, joined, named
from viz.words.text import short_repr

_NOT_YOURS = "not yours"  # the outcome of what is right, but was not written here
_RIGHT, _WRONG, _NOT_ATTEMPTED = Text("result.right"), Text("result.wrong"), Text("result.not attempted")
_TAKES, _STATE = Text("blank.takes"), Text("progress.state")
_SO_FAR = Text("blank.so far")
_NEXT, _WAITS = Text("blank.next"), Text("blank.waits")
_OTHERS, _OTHERS_WORK = Text("blank.others"), Text("blank.others work")
_ENGINE_FIRST = Text("blank.engine first")
_DONE = {"engine": Text("blank.engine done"), "network": Text("blank.network done")}


class InTurn(Card):
    """What the checks of a group say, one after another.

    Args:
        group: that it is.
        classes: what its checks are given.
        results: {exercise: its Result}, as far as the first that is not right.
        before: the exercise that is to be right before anything can be said of these; "" where there is none.

    Attributes:
        outcome: "right" where all is right and was written here, else that of the first part that is not: as of a
            Result, or "not yours".
        outcomes: {exercise: its outcome}, as far as it was graded.
        mistake: the name of the mistake in docs/misconceptions.md, or None.
    """

    def __init__(self, group: Group, classes: Sequence[Any], results: Mapping[str, Result], before: str = "") -> None:
        self._group, self._classes, self._results, self._before = group, classes, results, before
        self.outcomes = {name: "not attempted" if before else outcome_of(result) for name, result in results.items()}
        self._first = next((name for name, outcome in self.outcomes.items() if outcome != "right"), None)
        self.outcome = self.outcomes[self._first] if self._first else "right"
        self.mistake = results[self._first].mistake if self._first and not before else None

    @property
    def points(self) -> int:
        """What all parts earn that are right and one's own, those after the first that is not right as well."""
        parts = self._group.parts.items()
        return sum((self._results.get(name) or _checked(name, self._classes, place)).points for name, place in parts)

    def to_text(self) -> str:
        parts = joined(_STATE.filled(sign=symbol, name=name, state=word) for name, symbol, word, _ in self._rows())
        card = self._card()
        said = card.to_text() if card else self._said()
        return f"[{self._symbol()}] {self._headline()}\n{parts}\n{said}"

    def _inside(self) -> str:
        parts = "".join(
            f'<li class="mg-{kind}"><span aria-hidden="true">{symbol}</span> {name} <small>{escape(word)}</small></li>'
            for name, symbol, word, kind in self._rows()
        )
        card = self._card()
        below = card.to_html() if card else f"<p>{escape(self._said())}</p>"
        symbol = f'<span aria-hidden="true">{self._symbol()}</span>'
        return f'<p class="mg-outcome">{symbol} {escape(self._headline())}</p><ol class="mg-parts">{parts}</ol>{below}'

    def _kind(self) -> str:
        return {"right": "right", "not attempted": "not-attempted"}.get(self.outcome, "wrong")

    def _symbol(self) -> str:
        return SYMBOLS.get(self.outcome, SYMBOLS["wrong"])

    def _headline(self) -> str:
        done, total = list(self.outcomes.values()).count("right"), len(self._group.parts)
        if self.outcome == "right" or (not done and self.outcome == "not attempted"):
            return named(self._group.name, _RIGHT if done else _NOT_ATTEMPTED)
        return _SO_FAR.filled(name=self._group.name, done=done, total=total)

    def _rows(self) -> list[tuple[str, str, str, str]]:
        """(exercise, symbol, word, CSS class) for each part."""
        return [(name, *self._row(name)) for name in self._group.parts]

    def _row(self, name: str) -> tuple[str, str, str]:
        outcome = self.outcomes.get(name)
        if outcome == "right":
            return SYMBOLS["right"], str(_RIGHT), "done"
        if outcome is None or self._before:
            return "·", str(_WAITS), "untouched"
        if outcome == "not attempted":
            return SYMBOLS[outcome], str(_NEXT), "turn"
        return SYMBOLS["wrong"], str(_OTHERS if outcome == _NOT_YOURS else _WRONG), "here"

    def _card(self) -> Result | None:
        """That of the first part which is not right; None where a sentence says it all."""
        tells = self._first and not self._before and self.outcome != _NOT_YOURS
        return self._results[self._first] if self._first and tells else None

    def _said(self) -> str:
        if self._before:
            return _ENGINE_FIRST.filled(name=self._before)
        return _OTHERS_WORK.filled(name=self._first) if self._first else str(_DONE[self._group.name])


def outcome_of(result: Result) -> str:
    """That of a Result; "not yours" for what is right, but was not written on this page."""
    return _NOT_YOURS if result.outcome == "right" and not result.is_own else result.outcome


def check_in_turn(group: Group, *classes: Learners) -> InTurn:
    """The InTurn of a group.

    Args:
        group: one of GROUPS.
        classes: those that it takes, in order; one that is not there yet is left out.

    Raises:
        TypeError: there are more, or something that is no class.
    """
    if len(classes) > len(group.takes) or not all(map(is_a_class, classes)):
        call = f"check.{group.name}({', '.join(group.takes)})"
        raise TypeError(_TAKES.filled(call=call, given=", ".join(map(short_repr, classes))))
    results = _results(group, classes)
    found = InTurn(group, classes, results)
    right = [name for name, outcome in found.outcomes.items() if outcome == "right"]
    page.take(dict(zip(group.takes, classes)), group.parts, right)
    before = next((part for part in group.stands_on if part not in page.right), "")
    if before and "Value" in page.classes and found.outcome not in ("right", "not attempted"):
        return InTurn(group, classes, results, before)
    _note(group, classes, found.outcomes)
    return found


def _results(group: Group, classes: Sequence[Any]) -> dict[str, Result]:
    """{exercise: its Result}, as far as the first that is not right, or somebody else's."""
    results: dict[str, Result] = {}
    for name, place in group.parts.items():
        results[name] = _checked(name, classes, place)
        if outcome_of(results[name]) != "right":
            break
    return results


def _checked(exercise: str, classes: Sequence[Any], place: int) -> Result:
    return run_check(EXERCISES[exercise], classes[place] if place < len(classes) else None)


def _note(group: Group, classes: Sequence[Any], outcomes: Mapping[str, str]) -> None:
    code = mark_of(classes)
    if group is ENGINE and list(outcomes.values()) == ["not attempted"]:
        tries.note_begun()
    for name, outcome in outcomes.items():
        if outcome not in ("not attempted", _NOT_YOURS):
            tries.note_try(name, outcome == "right", code)


IN_TURN: dict[str, Callable[..., InTurn]] = {name: partial(check_in_turn, group) for name, group in GROUPS.items()}
