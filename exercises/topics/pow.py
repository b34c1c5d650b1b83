"""`**` with a plain number as exponent."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.near_names import missing
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict

_PROBES = [
    expression("a ** 3", a=3),
    expression("a ** 2", a=-3),
    expression("(a ** 3) ** 2", a=1.5),
    expression("a ** -1", a=2),
    expression("a ** 0.5", a=4),
    expression("a ** 1", a=5),
]
_WITH_OTHERS = [expression("a ** 3 * -2", a=3), expression("a ** 2 + a ** 2", a=3), expression("a ** 2 * a ** 3", a=2)]


def _examine(make: LearnersClass) -> Verdict:
    others = not lacks(make, "__mul__", "__add__")
    forms = ["x ** 2", "x ** 3", "x * y", "x + y"] if others else ["x ** 2", "x ** 3"]
    return missing(make, "__pow__") or examine_class(
        make, _PROBES + (_WITH_OTHERS if others else []), forms, subject=["__pow__"], name="pow"
    )


EXERCISES = (
    Exercise(
        name="pow",
        lesson=4,
        takes="class",
        examine=_examine,
        picture=picture("a ** 3", a=3),
        solution=source_of("__pow__"),
        predictions=(gradient_of("pow_cube", "a", "a ** 3", (4.0, 24.0, 8.0), a=2),),
    ),
)
