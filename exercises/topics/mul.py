"""`*`: each operand gets the other's number as its slope."""

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
            gradient_of("mul_slope", "a", "a * b", (2.0, 6.0, 1.0), a=2, b=3),
            gradient_of("mul_square", "a", "a * a", (3.0, 9.0), a=3),
        ),
    ),
)
