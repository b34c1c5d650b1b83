"""relu: a gate that is open above 0."""

from itertools import pairwise

from exercises.closure_engine import source_of
from exercises.evaluation import near
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import picture, solve
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted
from exercises.words import Text
from viz.words.text import plain

_ALONE = [
    expression("a.relu()", a=3),
    expression("a.relu()", a=-3),
    expression("a.relu()", a=0),
    expression("a.relu().relu()", a=2),
]
_WITH_OTHERS = [
    expression("a.relu()", a=3),
    expression("a.relu() * -4", a=3),
    expression("a.relu() * -4", a=-3),
    expression("a.relu() * -4", a=0),
    expression("(a * b).relu() + a", a=2, b=3),
    expression("a.relu() + a.relu()", a=2),
]


def _examine(make: LearnersClass) -> Verdict:
    if lacks(make, "relu"):
        return not_attempted()
    others = not lacks(make, "__mul__", "__add__")
    forms = ["x.relu()", "x * y", "x + y"] if others else ["x.relu()"]
    return examine_class(make, (_WITH_OTHERS if others else []) + _ALONE, forms, subject=["relu"], name="relu")


def _remember_paths() -> str:
    """The gradient of a, which reaches the end through slopes of 2 and 3, and of 4."""
    return plain(solve(expression("a * 2 * 3 + a * 4", a=1))[1]["a"].grad)


def _layers_shape() -> str:
    """How often the curve of the lesson's two layers bends."""
    heights = [-3.0 * (2.0 * x + 1.0) + 4.0 for x in range(-2, 3)]
    steps = [after - before for before, after in pairwise(heights)]
    return ("straight", "once", "twice")[sum(not near(x, y) for x, y in pairwise(steps))]


def _gate(x: float) -> tuple[float, float]:
    """(what comes out of relu at x, its slope there)."""
    result, leaves = solve(expression("x.relu()", x=x))
    return result.data, leaves["x"].grad


def _corner() -> str:
    """The slope of relu at 0, nudged to both sides."""
    h = 0.5**10  # a power of 2, so that nothing is rounded
    return plain((_gate(h)[0] - _gate(-h)[0]) / (2 * h))


def _gate_marked() -> str:
    """Where a slope of 1 is not the true one: at x = 3, at y = -2."""
    marked = [name for name, number in (("x", 3.0), ("y", -2.0)) if _gate(number)[1] != 1]
    return "both" if len(marked) == 2 else marked[0]


def _gate_closes(*_: object) -> float:
    """The first whole b below -1 at which w no longer gets a gradient."""
    return float(next(b for b in range(-1, -20, -1) if _neuron(2, 3, b) == 0))


def _neuron(w: float, x: float, b: float) -> float:
    """The gradient of the weight of a neuron."""
    return solve(expression("(w * x + b).relu()", w=w, x=x, b=b))[1]["w"].grad


def _dead_bias() -> str:
    """The bias with which no example gives the weight 2 a gradient."""
    (dead,) = [b for b in _BIASES if not any(_neuron(2, x, float(b)) for x in (-2.0, -0.5, 0.5, 1.0, 2.0))]
    return dead


_BIASES = ("0", "-3", "-6")


EXERCISES = (
    Exercise(
        name="relu",
        lesson=5,
        takes="class",
        examine=_examine,
        picture=picture("a.relu() + b.relu()", a=3, b=-3),
        solution=source_of("relu"),
        predictions=(
            Choice("remember_paths", ("9", "10", "24"), _remember_paths, ("9", "24")),
            Choice("layers_shape", ("straight", "once", "twice"), _layers_shape, ("once", "twice")),
            Choice("relu_corner", ("0", "0.5", "1"), _corner, ("0", "1")),
            Choice("gate_marked", ("x", "y", "both"), _gate_marked, ("x", "both")),
            Prediction(
                "gate_closes",
                Text("gate_closes.question"),
                expression("(w * x + b).relu()", w=2, x=3, b=-6),
                _gate_closes,
                (-2.0, -3.0, 6.0),
            ),
            Choice("dead_bias", _BIASES, _dead_bias, ("0", "-3")),
        ),
    ),
)
