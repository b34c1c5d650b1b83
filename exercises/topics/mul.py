"""`*`: each operand gets the other's number as its slope."""

from exercises.closure_engine import Value, source_of
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
from exercises.near_names import missing
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict
from exercises.words import Text

_PROBES = [
    expression("a * b", a=2, b=3),
    expression("a * b * c", a=2, b=3, c=-4),
    expression("a * a", a=3),
    expression("a * a * a", a=3),
    expression("a * (b * c)", a=2, b=-3, c=5),
    expression("a * 4", a=2),
    expression("a * 0.5", a=2),
    expression("a * 2 * 5", a=3),
]
_WITH_ADD = [expression("a * b + c", a=2, b=-3, c=10), expression("a * b + a", a=2, b=-3)]


def _examine(make: LearnersClass) -> Verdict:
    adds = not lacks(make, "__add__")
    return missing(make, "__mul__") or examine_class(
        make,
        _PROBES + (_WITH_ADD if adds else []),
        ["x * y", "x + y"] if adds else ["x * y"],
        subject=["__mul__"],
        name="mul",
    )


def _remember_receipt() -> str:
    """What a product lists as its operands after something was computed from it."""
    a, b = Value(2.0), Value(3.0)
    c = a * b
    d = c + 1
    listed = {name for name, value in {"a": a, "b": b, "d": d}.items() if value in c._prev}
    return "operands" if listed == {"a", "b"} else "d" if listed == {"d"} else "all"


def _hidden() -> str:
    """The product whose gradients are right although each operand gets its own number."""
    hidden = []
    for source, a, b in (("2 * 3", 2, 3), ("4 * 4", 4, 4)):
        leaves = solve(expression("a * b", a=a, b=b))[1].values()
        hidden += [source] if all(leaf.grad == leaf.data for leaf in leaves) else []
    return hidden[0] if len(hidden) == 1 else "neither"


def _follows() -> str:
    """The inputs of a * b * c whose gradients change with a."""
    before, after = (solve(expression("a * b * c", a=a, b=-3, c=10))[1] for a in (2, 2.5))
    changed = {name for name in before if before[name].grad != after[name].grad}
    return "a" if changed == {"a"} else "others" if changed == {"b", "c"} else "all"


def _two_paths(*_: object) -> float:
    """The whole number b at which the slope of a * b + a for a is 0."""
    return float(next(b for b in range(-9, 10) if solve(expression("a * b + a", a=2, b=b))[1]["a"].grad == 0))


EXERCISES = (
    Exercise(
        name="mul",
        lesson=3,
        takes="class",
        examine=_examine,
        picture=picture("a * b", a=2, b=3),
        solution=source_of("__mul__"),
        blanks=2,
        predictions=(
            Choice("remember_receipt", ("operands", "d", "all"), _remember_receipt, ("d", "all")),
            Prediction("mul_slope", Text("mul_slope.question"), expression("a * b", a=2, b=3), "a", (2.0, 6.0, 1.0)),
            gradient_of("mul_square", "a", "a * a", (5.0, 25.0), a=5),
            Choice("mul_hidden", ("2 * 3", "4 * 4", "neither"), _hidden, ("2 * 3", "neither")),
            Choice("mul_follows", ("a", "others", "all"), _follows, ("a", "all")),
            Prediction(
                "mul_two_paths",
                Text("mul_two_paths.question"),
                expression("a * b + a", a=2, b=-1),  # its picture shows what is said
                _two_paths,
                (0.0, 1.0),
            ),
        ),
    ),
)
