"""The loss, and the direction of a step."""

from exercises.evaluation import go_back, near
from exercises.exercise import Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_PREDICTIONS, _TARGETS = (2.0, -1.0, 0.5), (1.0, 1.0, 0.5)

_NOT_A_VALUE = Text("learning.not a value")
_LOSS = Text("learning.loss")
_LOSS_GRADIENT = Text("learning.loss gradient")
_LOSS_RIGHT = Text("learning.loss right")

_UNMOVED = Text("learning.unmoved")
_NO_RATE = Text("learning.no rate")
_STEP = Text("learning.step")
_GRAD_CHANGED = Text("learning.grad changed")
_STEP_RIGHT = Text("learning.step right")


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
        return mistaken("not squared")
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
)
