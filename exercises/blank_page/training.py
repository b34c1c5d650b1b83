"""`for step in moons(MLP):` the training at the end of the blank page, with the engine and network written there."""

import random
import sys
from collections.abc import Iterator
from html import escape
from typing import Any

import viz
from exercises.blank_page import tries
from exercises.blank_page.page import page
from exercises.blank_page.parts import MOONS
from exercises.card import Card, show_below
from exercises.given import fingerprint
from exercises.origin import LearnersClass, is_learners
from exercises.supervision import supervise
from exercises.words import Text, joined, named
from micrograd.moons import moons as two_moons
from viz.values.conventions import number_of

POINTS, ENOUGH = 60, 55  # of the moons; on the right side: one more than the best straight line does
_LAYERS, _STEPS, _RATE = [8, 8, 1], 80, 1.0
_SEED = 7  # so that the training begins with the same network each time

_MISSING, _OTHER_MLP, _OTHER_VALUE = Text("blank.missing"), Text("blank.other MLP"), Text("blank.other Value")
_NO_NETWORK = Text("blank.no network")


def moons(MLP: LearnersClass) -> "Moons":
    """A training that is watched, as viz.training makes it: MLP(2, [8, 8, 1]) on two moons of 60 points. The loop is
    the learner's to write: what `model`, `points`, `labels`, `rate` and `loss` are is told in viz.training.

    Where the engine or the network is not right yet, or is made of something else than what was checked, that is said,
    and the loop has no steps.

    Args:
        MLP: the class that check.network has found right.
    """
    report = supervise(lambda: _said_before(MLP), [MLP])
    said = _NO_NETWORK.filled(error=f"{type(report.error).__name__}: {report.error}") if report.error else report.value
    if said:
        show_below(NotYet(said))
        return Moons(None)
    points, labels = two_moons(POINTS)

    def network(layers: list[int]) -> Any:
        random.seed(_SEED)
        return MLP(2, layers)

    return Moons(viz.training(network, points, labels, layers=_LAYERS, steps=_STEPS, rate=_RATE))


def _said_before(MLP: LearnersClass) -> str:
    """Why there can be no training; "" where there can."""
    if missing := page.missing():
        return _MISSING.filled(names=joined(missing))
    if page.classes["MLP"] is not MLP:
        return str(_OTHER_MLP)
    kinds = {type(p) for p in MLP(2, _LAYERS).parameters()}
    return "" if kinds == {page.classes["Value"]} else str(_OTHER_VALUE)


class NotYet(Card):
    """Why there is no training yet, in a sentence."""

    def __init__(self, said: str) -> None:
        self._said = said

    def to_text(self) -> str:
        return f"[○] {named(MOONS, self._said)}"

    def _inside(self) -> str:
        return f'<p class="mg-outcome"><span aria-hidden="true">○</span> {MOONS}</p><p>{escape(self._said)}</p>'

    def _kind(self) -> str:
        return "not-attempted"


class Moons:
    """The training of a network on the moons; all that is asked of it or set is that of a viz Training.

    Args:
        training: the Training, None where there can be none.
    """

    def __init__(self, training: Any) -> None:
        vars(self)["_training"] = training

    def __iter__(self) -> Iterator[int]:
        if self._training is None:
            return
        loop, before = sys._getframe(1).f_code.co_filename, _numbers(self._training.model)
        try:
            yield from self._training
        finally:
            self._take_down(before, loop)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._training, name)

    def __setattr__(self, name: str, held: Any) -> None:
        setattr(self._training, name, held)

    def _take_down(self, before: list[float | None], loop: str) -> None:
        """What came of it; nothing where no number of the network has changed.

        Args:
            before: the numbers of the network before.
            loop: the name of the file, or cell, in which the loop stands.
        """
        model = self._training.model
        after = _numbers(model)
        if after == before:
            return
        right = supervise(lambda: _right(model), [type(model)]).value or 0
        page.score, page.loop = (right, POINTS), loop if is_learners(loop) else ""
        page.picture = self._training.to_svg(), self._training.to_text()
        tries.note_try(MOONS, right >= ENOUGH, fingerprint(repr(after)))


def _numbers(model: Any) -> list[float | None]:
    return supervise(lambda: [number_of(p) for p in model.parameters()], [type(model)]).value or []


def _right(model: Any) -> int:
    """How many points the network puts on the right side."""
    points, labels = two_moons(POINTS)
    return sum((number_of(model(list(point))) or 0.0) * label > 0 for point, label in zip(points, labels))
