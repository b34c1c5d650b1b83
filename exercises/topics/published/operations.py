"""Two more operations of one's own: log, which a lecture's exercise needs, and GELU, after an assignment of USC."""

import math

from exercises.differences import slope_of
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
from exercises.origin import LearnersClass
from exercises.own_operation import examine_operation
from exercises.stubs import lacks
from exercises.topics.own_operation import CLOSURE
from exercises.verdict import Verdict, not_attempted, right
from exercises.words import Text

_APPROXIMATED = Text("gelu.approximated")
_PUBLISHED = {"e": 1.0, "d": 1.0, "c": -3.0, "b": 10.0, "a": 0.0}  # gradients of (a + b * c).relu(), the result's first


def _gelu(x: float) -> float:
    return x * 0.5 * (1 + math.erf(x / math.sqrt(2)))


def _by_tanh(x: float) -> float:
    """The formula that is often written for it: https://arxiv.org/abs/1606.08415"""
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def _examine(make: LearnersClass, name: str) -> Verdict:
    if lacks(make, name):
        return not_attempted()
    verdict = examine_operation(make, name, _gelu if name == "gelu" else math.log)
    if name == "gelu" and verdict.outcome == "wrong" and examine_operation(make, "gelu", _by_tanh).outcome == "right":
        return right(_APPROXIMATED)
    return verdict


def _slope_below() -> str:
    """The sign of the slope of GELU at -2."""
    slope = slope_of(_gelu, [-2.0], 0)
    assert slope is not None  # it has no corner there
    return "zero" if abs(slope) < 1e-6 else "positive" if slope > 0 else "negative"


def _without_a_gate() -> str:
    """What two layers that are all * and + make of x: whether equal steps of x give equal steps of the result."""

    def network(x: float) -> float:
        hidden = [0.5 * x + 1, -2 * x + 0.25, x - 1]
        return 3 * hidden[0] - hidden[1] + 0.5 * hidden[2] + 2

    steps = [network(x + 1) - network(x) for x in (-3.0, 0.0, 5.0)]
    return "line" if max(steps) - min(steps) < 1e-9 else "bent"


def _first_wrong() -> str:
    """Of the gradients that were published, from the result backwards, the first that is not the true one."""
    result, leaves = solve(expression("d = a + b * c; d.relu()", a=2, b=-3, c=10))
    true = {"e": result.grad, "d": result._prev[0].grad} | {name: leaf.grad for name, leaf in leaves.items()}
    return next(name for name, told in _PUBLISHED.items() if told != true[name])


_BEFORE = """x = self.data
    below = 0.5 * (1 + math.erf(x / math.sqrt(2)))
    height = math.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    """

EXERCISES = (
    Exercise(
        name="log",
        lesson=10,
        takes="class",
        examine=lambda make: _examine(make, "log"),
        picture=picture("a.log() + b.log()", a=0.5, b=4),
        solution=CLOSURE.format(name="log", before="", value="math.log(self.data)", slope="1 / self.data"),
        optional=True,
        predictions=(gradient_of("log_slope", "a", "a.log() * 5", (2.5, -3.466, 2.0), a=0.5),),
    ),
    Exercise(
        name="gelu",
        lesson=10,
        takes="class",
        examine=lambda make: _examine(make, "gelu"),
        picture=picture("a.relu() + b.relu()", a=2, b=-2),
        solution=CLOSURE.format(name="gelu", before=_BEFORE, value="x * below", slope="(below + x * height)"),
        optional=True,
        predictions=(
            gradient_of("closed_gate", "b", "(a + b * c).relu()", (10.0, 1.0, -3.0), a=2, b=-3, c=10),
            Choice("published_answer", ("d", "b", "a"), _first_wrong, ("b", "a")),
            Choice("without_a_gate", ("line", "bent", "anything"), _without_a_gate, ("bent", "anything")),
            Choice("slope_below", ("positive", "zero", "negative"), _slope_below, ("positive", "zero")),
        ),
    ),
)
