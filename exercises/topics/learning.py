"""The loss, the direction of a step, a training loop."""

from collections.abc import Sequence

from exercises.evaluation import go_back, near
from exercises.exercise import Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from micrograd.nn import Neuron
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_PREDICTIONS, _TARGETS = (2.0, -1.0, 0.5), (1.0, 1.0, 0.5)

_NOT_A_VALUE = Text("learning.not a value")
_NOT_SQUARED = Text("learning.not squared")
_LOSS = Text("learning.loss")
_LOSS_GRADIENT = Text("learning.loss gradient")
_LOSS_RIGHT = Text("learning.loss right")

_UNMOVED = Text("learning.unmoved")
_NO_RATE = Text("learning.no rate")
_STEP = Text("learning.step")
_GRAD_CHANGED = Text("learning.grad changed")
_STEP_RIGHT = Text("learning.step right")

_POINTS = ([1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [-1.0, 0.5])
_AIMS = (1.0, -1.0, 0.5, -1.5)
_SAME_LOSS = Text("learning.same loss")
_NOT_ENOUGH = Text("learning.not enough")
_BLOWN_UP = Text("learning.blown up")
_TRAINED = Text("learning.trained")


def _examine_loss(loss: LearnersFunction) -> Verdict:
    predictions = [Value(x, label=f"p{i}") for i, x in enumerate(_PREDICTIONS)]
    out = loss(list(predictions), list(_TARGETS))
    errors = [p - t for p, t in zip(_PREDICTIONS, _TARGETS)]
    total = sum(e * e for e in errors)
    if out is None:
        return wrong(NOTHING_RETURNED)
    if not is_value_like(out):
        return wrong(_NOT_A_VALUE.filled(given=short_repr(out)))
    if near(as_float(out.data), sum(errors)) or near(as_float(out.data), sum(errors) / 3):
        return wrong(_NOT_SQUARED)
    scale = 1.0 if near(as_float(out.data), total) else 1 / 3
    rows = [
        (
            "loss",
            "?" if as_float(out.data) is None else plain(out.data),
            plain(total * scale if near(as_float(out.data), total * scale) else total),
        )
    ]
    if not near(as_float(out.data), total * scale):
        return wrong(_LOSS, rows=rows)
    reached = set(map(id, graphs.read_with_values(out)[1]))
    if not all(id(p) in reached for p in predictions):
        return mistaken("detached", rows=rows)
    go_back(out, own=True)
    rows += [(f"p{i}.grad", plain(p.grad), plain(2 * e * scale)) for i, (p, e) in enumerate(zip(predictions, errors))]
    if not all(near(read_gradient(p.grad).number, 2 * e * scale) for p, e in zip(predictions, errors)):
        return wrong(_LOSS_GRADIENT, rows=rows)
    return right(_LOSS_RIGHT)


def _examine_step(gradient_step: LearnersFunction) -> Verdict:
    starts, slopes = (2.0, -1.0, 0.5), (3.0, -4.0, 0.0)
    for rate in (0.1, 0.01):
        parameters = [Value(x) for x in starts]
        for p, slope in zip(parameters, slopes):
            p.grad = slope
        gradient_step(list(parameters), rate)
        moved = [p.data - x for p, x in zip(parameters, starts)]
        rows = [
            (f"p{i}.data", plain(p.data), plain(x - rate * slope))
            for i, (p, x, slope) in enumerate(zip(parameters, starts, slopes))
        ]
        if all(near(move, -rate * slope) for move, slope in zip(moved, slopes)):
            if [p.grad for p in parameters] != list(slopes):
                return wrong(_GRAD_CHANGED)
        elif not any(moved):
            return wrong(_UNMOVED, rows=rows)
        elif all(near(move, rate * slope) for move, slope in zip(moved, slopes)):
            return mistaken("uphill", rows=rows)
        else:
            return wrong(
                _NO_RATE if all(near(move, -slope) for move, slope in zip(moved, slopes)) else _STEP, rows=rows
            )
    return right(_STEP_RIGHT)


class _Watched(Neuron):
    """A small linear model that takes down its parameters whenever it is called."""

    def __init__(self) -> None:
        super().__init__(2, nonlin=False)
        for p, x in zip(self.parameters(), (0.3, -0.2, 0.1)):
            p.data = x
        self.seen: list[list[float]] = []

    def __call__(self, x: Sequence[Value | float]) -> Value:
        self.look()
        return super().__call__(x)

    def look(self) -> None:
        now = [p.data for p in self.parameters()]
        if not self.seen or now != self.seen[-1]:
            self.seen.append(now)


def _examine_training(train: LearnersFunction) -> Verdict:
    model = _Watched()
    before, _ = _loss_and_slopes([p.data for p in model.parameters()])
    train(model, [list(x) for x in _POINTS], list(_AIMS))
    model.look()
    after, _ = _loss_and_slopes(model.seen[-1])
    numbers = {"before": plain(before), "after": plain(after)}
    mistake = _seen_in(model.seen)
    if mistake:
        return mistaken(
            mistake, rows=[("loss", f"{plain(before)} → {plain(after)}", "↓")] if mistake == "uphill" else ()
        )
    if len(model.seen) == 1:
        return wrong(_SAME_LOSS.filled(**numbers))
    if after > before or after != after:
        return wrong(_BLOWN_UP.filled(**numbers))
    return right(_TRAINED.filled(**numbers)) if after < before / 2 else wrong(_NOT_ENOUGH.filled(**numbers))


def _seen_in(seen: Sequence[Sequence[float]]) -> str | None:
    """The mistake that the first two steps tell of, where each is a multiple of the true gradient of all points."""
    if len(seen) < 2:
        return None
    slopes = [_loss_and_slopes(numbers)[1] for numbers in seen[:2]]
    rate = _multiple([y - x for x, y in zip(*seen[:2])], slopes[0])
    if rate is not None and rate > 0:
        return "uphill"
    if rate is None or len(seen) < 3:
        return None
    second = [y - x for x, y in zip(*seen[1:3])]
    both = _multiple(second, [x + y for x, y in zip(*slopes)])
    alone = _multiple(second, slopes[1])
    return "stale gradients" if alone is None and both is not None and near(both, rate, 1e-3) else None


def _multiple(move: Sequence[float], direction: Sequence[float]) -> float | None:
    """The number c for which move is c times direction, or None where there is none."""
    largest = max(range(len(direction)), key=lambda i: abs(direction[i]))
    c = move[largest] / direction[largest] if direction[largest] else None
    return c if c and all(abs(m - c * d) <= 1e-6 * (abs(m) + abs(c)) for m, d in zip(move, direction)) else None


def _loss_and_slopes(numbers: Sequence[float]) -> tuple[float, list[float]]:
    w1, w2, b = numbers
    errors = [w1 * x + w2 * y + b - aim for (x, y), aim in zip(_POINTS, _AIMS)]
    slopes = [
        sum(2 * e * part for e, part in zip(errors, parts))
        for parts in ([x for x, _ in _POINTS], [y for _, y in _POINTS], [1.0] * len(_POINTS))
    ]
    return sum(e * e for e in errors), slopes


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
        ),
    ),
    Exercise(
        name="training",
        lesson=7,
        takes="function",
        examine=_examine_training,
        picture=picture("(w * x + b - t) ** 2", w=2, x=3, b=1, t=5),
        solution="""def train(model, inputs, targets):
    for _ in range(100):
        total = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))
        model.zero_grad()
        total.backward()
        for p in model.parameters():
            p.data -= 0.05 * p.grad""",
        predictions=(gradient_of("training_slope", "w", "(w * x + b - t) ** 2", (4.0, 6.0), w=2, x=3, b=1, t=5),),
    ),
)
