"""The loss, and the direction of a step."""

import math
import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.evaluation import go_back, near
from exercises.exercise import Choice, Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.notebooks_value import value_of_the_engine
from exercises.origin import LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Row, Verdict, mistaken, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from viz.values import graph as graphs
from viz.values.numbers import as_float, or_nan, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_PAIRS = (  # (predictions, targets)
    ((2.0, -1.0, 0.5), (1.0, 1.0, 0.5)),
    ((1.5, -2.0, 0.0, 4.0), (-0.5, -2.0, 3.0, 1.0)),
    ((-3.0,), (0.5,)),
    ((2.0, 3.0, 2.0), (1.0, 2.0, 1.0)),  # the same number, and the same error, more than once
)

_Scale = Callable[[int], float]  # how many errors there are -> what their sum is multiplied by
_SCALES: tuple[_Scale, ...] = (lambda count: 1.0, lambda count: 1 / count)  # a sum, a mean

_NOT_A_VALUE = Text("learning.not a value")
_PLAIN_NUMBER = Text("learning.plain number")
_ABSOLUTE = Text("learning.absolute")
_LOSS = Text("learning.loss")
_LOSS_GRADIENT = Text("learning.loss gradient")
_CHANGED = Text("learning.changed")
_LOSS_RIGHT = Text("learning.loss right")

_STEPS = (  # (numbers, gradients, learning rate)
    ((2.0, -1.0, 0.5), (3.0, -4.0, 0.0), 0.1),
    ((0.5, -3.0), (-2.0, 1.5), 0.01),
    ((0.5, 0.5, -1.5), (2.0, 2.0, 2.0), 0.1),  # the same number, and the same gradient, more than once
    ((-1.25,), (8.0,), 0.5),
)
_EXACT = 1e-6  # part of a number, or of its move: that of numpy's float32
_UNMOVED = Text("learning.unmoved")
_NO_RATE = Text("learning.no rate")
_STEP = Text("learning.step")
_GRAD_CHANGED = Text("learning.grad changed")
_STEP_RIGHT = Text("learning.step right")


@dataclass(frozen=True)
class _Loss:
    """What a loss function returned for some predictions and targets.

    Attributes:
        predictions: the Values that it was given.
        targets: the numbers that it was given.
        out: what it returned.
        called: how the call is written.
        changed: whether it has changed what it was given.
    """

    predictions: list[Value]
    targets: Sequence[float]
    out: Any
    called: str
    changed: bool

    @property
    def pairs(self) -> list[tuple[Value, float]]:
        return list(zip(self.predictions, self.targets))

    @property
    def errors(self) -> list[float]:
        """Prediction minus target, for each pair."""
        return [p.data - t for p, t in self.pairs]

    @property
    def number(self) -> float | None:
        return as_float(self.out.data) if is_value_like(self.out) else as_float(self.out)

    def is_a(self, scale: _Scale, part: Callable[[float], float]) -> bool:
        """Whether the number is so many times the sum of a part of each error."""
        return near(self.number, scale(len(self.errors)) * sum(map(part, self.errors)))


def _examine_loss(loss: LearnersFunction) -> Verdict:
    with value_of_the_engine(loss):
        losses = _losses(loss)
    return _of_the_number(losses) or _of_the_gradients(losses) or right(_LOSS_RIGHT)


def _losses(loss: LearnersFunction) -> list[_Loss]:
    """What the function returns for the pairs, as far as it runs: a wrong number is told before an error."""
    losses: list[_Loss] = []
    for pairs in _PAIRS:
        try:
            losses.append(_called(loss, *pairs))
        except Exception:
            if not losses or _of_the_number(losses) is None:
                raise
            break
    return losses


def _called(loss: LearnersFunction, predictions: Sequence[float], targets: Sequence[float]) -> _Loss:
    values = [Value(x, label=f"p{i}") for i, x in enumerate(predictions)]
    given, aims = list(values), list(targets)
    out = loss(given, aims)
    changed = (
        given != values
        or aims != list(targets)
        or [(value.data, value.grad) for value in values] != [(x, 0.0) for x in predictions]
    )
    numbers = ", ".join(f"[{', '.join(map(plain, each))}]" for each in (predictions, targets))
    return _Loss(values, targets, out, f"loss({numbers})", changed)


def _of_the_number(losses: Sequence[_Loss]) -> Verdict | None:
    if all(each.out is None for each in losses):
        return wrong(NOTHING_RETURNED)
    if any(each.changed for each in losses):
        return wrong(_CHANGED)
    odd = next((each for each in losses if each.number is None), None)
    if odd is not None:
        return wrong(_NOT_A_VALUE.filled(given=short_repr(odd.out)))
    if _all(losses, _square):
        return None if all(is_value_like(each.out) for each in losses) else wrong(_PLAIN_NUMBER, mistake="detached")
    if _all(losses, float) or _all(losses, operator.neg):
        return mistaken("not squared")
    for scale in _SCALES:
        if all(
            near(each.number, scale(len(each.pairs)) * sum(p.data - t**2 for p, t in each.pairs)) for each in losses
        ):
            return mistaken("brackets")
    first = next((each for each in losses if not any(each.is_a(scale, _square) for scale in _SCALES)), losses[-1])
    true = sum(map(_square, first.errors))
    rows = [(first.called, "?" if first.number is None else plain(first.number), plain(true))]
    return wrong(_ABSOLUTE if _all(losses, abs) else _LOSS, rows=rows)


def _all(losses: Iterable[_Loss], part: Callable[[float], float]) -> bool:
    """Whether all are the sum, or all the mean, of that part of each error."""
    return any(all(each.is_a(scale, part) for each in losses) for scale in _SCALES)


def _square(error: float) -> float:
    return error * error


def _of_the_gradients(losses: Iterable[_Loss]) -> Verdict | None:
    """The Verdict on losses whose numbers are right."""
    reached = [set(map(id, graphs.read_with_values(each.out)[1])) for each in losses]
    if any(id(p) not in ids for each, ids in zip(losses, reached) for p in each.predictions):
        return mistaken("detached")
    for each in losses:
        go_back(each.out, own=True)
        scale = next(scale(len(each.errors)) for scale in _SCALES if each.is_a(scale, _square))
        true = [2 * error * scale for error in each.errors]
        if not all(near(read_gradient(p.grad).number, slope) for p, slope in zip(each.predictions, true)):
            rows = [(f"{p.label}.grad", plain(p.grad), plain(slope)) for p, slope in zip(each.predictions, true)]
            return wrong(_LOSS_GRADIENT, rows=rows)
    return None


def _examine_step(gradient_step: LearnersFunction) -> Verdict:
    with value_of_the_engine(gradient_step):
        steps = [_taken(gradient_step, *case) for case in _STEPS]
    if any(is_value_like(p.data) for each in steps for p in each.parameters):
        return mistaken("wrapped twice")
    if all(each.moved_by(-each.rate) for each in steps):
        return wrong(_GRAD_CHANGED) if any(each.changed for each in steps) else right(_STEP_RIGHT)
    rows = next(each.rows() for each in steps if not each.moved_by(-each.rate))
    if all(each.moved_by(0.0) for each in steps):
        return wrong(_UNMOVED, rows=rows)
    if all(each.moved_by(each.rate) for each in steps):
        return mistaken("uphill", rows=rows)
    size = steps[-1].move(0) / steps[-1].slopes[0]
    alike = size < 0 and all(each.moved_by(size) for each in steps)
    return wrong(_NO_RATE if alike else _STEP, rows=rows)


@dataclass(frozen=True)
class _Step:
    """A step that was taken.

    Attributes:
        parameters: the Values that were given.
        starts: what their numbers were.
        slopes: what their gradients were.
        rate: the learning rate.
    """

    parameters: list[Value]
    starts: Sequence[float]
    slopes: Sequence[float]
    rate: float

    @property
    def changed(self) -> bool:
        """Whether a gradient is another one now."""
        return [p.grad for p in self.parameters] != list(self.slopes)

    def move(self, i: int) -> float:
        return or_nan(as_float(self.parameters[i].data)) - self.starts[i]

    def moved_by(self, factor: float) -> bool:
        """Whether each parameter moved by so many times its gradient."""
        return all(
            abs(self.move(i) - factor * slope) <= _EXACT * max(abs(start), abs(factor * slope))
            for i, (start, slope) in enumerate(zip(self.starts, self.slopes))
        )

    def rows(self) -> list[Row]:
        return [
            (f"p{i}.data", plain(p.data), plain(x - self.rate * slope))
            for i, (p, x, slope) in enumerate(zip(self.parameters, self.starts, self.slopes))
        ]


def _taken(gradient_step: LearnersFunction, starts: Sequence[float], slopes: Sequence[float], rate: float) -> _Step:
    parameters = [Value(x) for x in starts]
    for p, slope in zip(parameters, slopes):
        p.grad = slope
    gradient_step(list(parameters), rate)
    return _Step(parameters, starts, slopes, rate)


def _the_rate_that_explodes() -> str:
    """With which learning rate a walk on (u - 1)**2 + 4*(v + 0.5)**2 ends further off than it began."""
    found = [rate for rate in ("0.01", "0.2", "0.26") if _distance_after(12, float(rate)) > _distance_after(0, 0.0)]
    return found[0]


def _distance_after(steps: int, rate: float) -> float:
    u, v = -2.0, 1.0
    for _ in range(steps):
        u, v = u - rate * 2 * (u - 1), v - rate * 8 * (v + 0.5)
    return math.hypot(u - 1, v + 0.5)


EXERCISES = (
    Exercise(
        name="loss",
        lesson=7,
        takes="function",
        examine=_examine_loss,
        picture=picture("(p - t) ** 2", p=2, t=0.5),
        solution="""def loss(predictions, targets):
    return sum((p - t) ** 2 for p, t in zip(predictions, targets))""",
        predictions=(gradient_of("loss_slope", "p", "(p - t) ** 2", (1.5, 2.25), p=2, t=0.5),),
    ),
    Exercise(
        name="gradient_step",
        lesson=7,
        takes="function",
        examine=_examine_step,
        picture=picture("(p - t) ** 2", p=2, t=0.5),
        solution="""def gradient_step(parameters, learning_rate):
    for p in parameters:
        p.data -= learning_rate * p.grad""",
        predictions=(
            Prediction(
                "step_data",
                Text("step_data.question"),
                expression("(p - t) ** 2", p=2, t=0.5),
                lambda result, leaves: leaves["p"].data - 0.1 * leaves["p"].grad,
                (2.3, -1.0),
            ),
            Choice("too_bold", ("0.01", "0.2", "0.26"), _the_rate_that_explodes, ("0.2",)),
        ),
    ),
)
