"""Softmax and the negative log likelihood, made of Values: after an exercise of the micrograd lecture."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.differences import slope_of
from exercises.evaluation import go_back, near
from exercises.exercise import Choice, Exercise
from exercises.illustrations import picture
from exercises.notebooks_value import value_of_the_engine
from exercises.origin import LearnersFunction
from exercises.rows import compared
from exercises.verdict import NOTHING_RETURNED, Verdict, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_CASES = (  # (scores, which of them is the right one); the first are above 0, so that a log of each exists
    ((1.0, 2.0, 0.5), 1),
    ((0.25, 0.75, 1.5, 1.0), 0),
    ((0.0, 3.0, -2.0, 1.0), 3),
    ((-1.0, -1.0, 0.5, 2.0, -0.25), 2),
)
_NO_VALUE = Text("softmax_loss.no value")
_PLAIN, _CUT = Text("softmax_loss.plain"), Text("softmax_loss.cut")
_GRADIENTS, _OTHER = Text("softmax_loss.gradients"), Text("softmax_loss.other")
_RIGHT = Text("softmax_loss.right")
_EXACT = 1e-6


def probabilities(scores: Sequence[float]) -> list[float]:
    """Softmax."""
    exps = [math.exp(score) for score in scores]
    return [e / sum(exps) for e in exps]


def loss_of(scores: Sequence[float], which: int) -> float:
    """The negative log of the probability of one of the scores."""
    return -math.log(probabilities(scores)[which])


def _of_another(scores: Sequence[float], which: int) -> list[float]:
    """The losses of those that it might be taken for: the first, the last, the one with the highest score."""
    others = (0, len(scores) - 1, max(range(len(scores)), key=lambda k: scores[k]))
    return [loss_of(scores, k) for k in others]


def _mean(scores: Sequence[float], which: int) -> list[float]:
    losses = [loss_of(scores, k) for k in range(len(scores))]
    return [sum(losses) / len(losses), sum(losses)]


def _of_the_score(scores: Sequence[float], which: int) -> list[float]:
    score, total = scores[which], sum(scores)
    return [-math.log(x) if x > 0 else math.nan for x in (score, score / total if total else 0.0)]


def _without_log(scores: Sequence[float], which: int) -> list[float]:
    p = probabilities(scores)[which]
    return [p, -p, 1 - p]


_Numbers = Callable[[Sequence[float], int], list[float]]
_SLIPS: tuple[tuple[Text, _Numbers], ...] = (  # (what is said of it, the numbers that it may give)
    (Text("softmax_loss.not normalised"), lambda scores, which: [-scores[which], scores[which]]),
    (Text("softmax_loss.sign"), lambda scores, which: [-loss_of(scores, which)]),
    (Text("softmax_loss.without log"), _without_log),
    (Text("softmax_loss.mean"), _mean),
    (Text("softmax_loss.of the score"), _of_the_score),
    (Text("softmax_loss.another"), _of_another),
)


@dataclass(frozen=True)
class _Loss:
    """What a function returned for some scores."""

    scores: list[Value]
    which: int
    out: Any

    @property
    def numbers(self) -> list[float]:
        return [score.data for score in self.scores]

    @property
    def number(self) -> float | None:
        return as_float(self.out.data) if is_value_like(self.out) else as_float(self.out)

    @property
    def is_right(self) -> bool:
        return near(self.number, loss_of(self.numbers, self.which), _EXACT)

    @property
    def slopes(self) -> list[float]:
        """The true gradients of the scores, by differences."""
        found = [slope_of(lambda *moved: loss_of(moved, self.which), self.numbers, k) for k in range(len(self.scores))]
        return [slope for slope in found if slope is not None]

    def gives(self, numbers: _Numbers) -> set[int]:
        """Which of the numbers that a slip may give it is."""
        return {k for k, x in enumerate(numbers(self.numbers, self.which)) if near(self.number, x, _EXACT)}


def _examine(softmax_loss: LearnersFunction) -> Verdict:
    with value_of_the_engine(softmax_loss):
        losses = _losses(softmax_loss)
        return _of_the_numbers(losses) or _of_the_gradients(losses) or right(_RIGHT)


def _losses(softmax_loss: LearnersFunction) -> list[_Loss]:
    """What the function returns, as far as it runs: a wrong number is told before an error."""
    losses: list[_Loss] = []
    for numbers, which in _CASES:
        scores = [Value(x, label=f"s{k}") for k, x in enumerate(numbers)]
        try:
            losses.append(_Loss(scores, which, softmax_loss(list(scores), which)))
        except Exception:
            if all(each.is_right for each in losses):
                raise
            break
    return losses


def _of_the_numbers(losses: Sequence[_Loss]) -> Verdict | None:
    if all(each.out is None for each in losses):
        return wrong(NOTHING_RETURNED)
    odd = next((each for each in losses if each.number is None), None)
    if odd is not None:
        return wrong(_NO_VALUE.filled(given=short_repr(odd.out)))
    first = next((each for each in losses if not each.is_right), None)
    if first is None:
        return None if all(is_value_like(each.out) for each in losses) else wrong(_PLAIN, mistake="detached")
    said = next(
        (said for said, numbers in _SLIPS if set.intersection(*(each.gives(numbers) for each in losses))), _OTHER
    )
    called = f"softmax_loss([{', '.join(map(plain, first.numbers))}], {first.which})"
    return wrong(said, rows=[compared(called, first.number, loss_of(first.numbers, first.which), _EXACT)])


def _of_the_gradients(losses: Sequence[_Loss]) -> Verdict | None:
    """The Verdict on losses whose numbers are right."""
    for each in losses:
        reached = set(map(id, graphs.read_with_values(each.out)[1]))
        go_back(each.out, own=True)
        found = [read_gradient(score.grad).number for score in each.scores]
        if all(near(x, y, 1e-5) for x, y in zip(found, each.slopes)):
            continue
        rows = [compared(f"{score.label}.grad", x, y, 1e-5) for score, x, y in zip(each.scores, found, each.slopes)]
        is_cut = any(id(score) not in reached for score in each.scores) or _is_cut(each, found)
        return wrong(_CUT if is_cut else _GRADIENTS, rows=rows, mistake="detached" if is_cut else None)
    return None


def _is_cut(each: _Loss, found: Sequence[float | None]) -> bool:
    """Whether these are the gradients where the sum, or what is divided by it, is taken for a plain number."""
    of_the_score = probabilities(each.numbers)  # the score itself is taken for a number
    of_the_sum = [-float(k == each.which) for k in range(len(each.scores))]
    return any(all(near(x, y, 1e-5) for x, y in zip(found, cut)) for cut in (of_the_sum, of_the_score))


def _all_alike() -> str:
    """What the loss of four equal scores is."""
    loss = loss_of((0.0,) * 4, 2)
    return min({"zero": 0.0, "quarter": 0.25, "log 4": math.log(4)}.items(), key=lambda each: abs(each[1] - loss))[0]


EXERCISES = (
    Exercise(
        name="softmax_loss",
        lesson=10,
        takes="function",
        examine=_examine,
        picture=picture("p = a.exp(); q = b.exp(); (q / (p + q)).log() * -1", a=1, b=2),
        solution="""def softmax_loss(scores, which):
    exps = [score.exp() for score in scores]
    probability = exps[which] / sum(exps)
    return -probability.log()""",
        optional=True,
        predictions=(Choice("all_alike", ("zero", "quarter", "log 4"), _all_alike, ("zero", "quarter")),),
    ),
)
