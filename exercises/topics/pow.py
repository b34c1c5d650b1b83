"""`**` with a plain number as exponent."""

from types import SimpleNamespace

from exercises.closure_engine import source_of
from exercises.evaluation import near
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import picture, solve
from exercises.near_names import missing
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict
from exercises.words import Text

_PROBES = [
    expression("a ** 3", a=3),
    expression("a ** 2", a=-3),
    expression("(a ** 3) ** 2", a=1.5),
    expression("a ** -1", a=2),
    expression("a ** 0.5", a=4),
    expression("a ** 1", a=5),
]
_WITH_OTHERS = [expression("a ** 3 * -2", a=3), expression("a ** 2 + a ** 2", a=3), expression("a ** 2 * a ** 3", a=2)]

_MOVES = ("self.grad = slope * out.grad", "self.grad += slope * out.grad", "self.grad += slope")


def _examine(make: LearnersClass) -> Verdict:
    others = not lacks(make, "__mul__", "__add__")
    forms = ["x ** 2", "x ** 3", "x * y", "x + y"] if others else ["x ** 2", "x ** 3"]
    return missing(make, "__pow__") or examine_class(
        make, _PROBES + (_WITH_OTHERS if others else []), forms, subject=["__pow__"], name="pow"
    )


def _moves() -> str:
    """The line of a step back that gives x its true gradient in (x + x) * 5, where x is an operand twice."""
    _, leaves = solve(expression("(x + x) * 5", x=3))
    for line in _MOVES:
        x, space = SimpleNamespace(grad=0.0), {"slope": 1.0, "out": SimpleNamespace(grad=5.0)}
        for _ in range(2):  # arrows
            exec(line, {"self": x, **space})
        if near(x.grad, leaves["x"].grad):
            return line
    raise AssertionError("no line is right")


def _marked() -> str:
    """At which of the numbers 1 and 3 the slope x ** (n - 1) of x ** 2 is not the true one."""
    marked = [x for x in (1.0, 3.0) if not near(x, solve(expression("x ** 2", x=x))[1]["x"].grad)]
    return "both" if len(marked) == 2 else "only 1" if marked == [1.0] else "only 3"


EXERCISES = (
    Exercise(
        name="pow",
        lesson=4,
        takes="class",
        examine=_examine,
        picture=picture("a ** 3", a=3),
        solution=source_of("__pow__"),
        predictions=(
            Choice("remember_moves", _MOVES, _moves, (_MOVES[0], _MOVES[2])),
            Prediction(
                "pow_pattern", Text("pow_pattern.question"), expression("x ** 4", x=10), "x", (40.0, 400.0, 10000.0)
            ),
            Choice("power_marked", ("only 1", "only 3", "both"), _marked, ("only 1", "only 3")),
        ),
    ),
)
