"""relu: a gate that is open above 0."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted

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


EXERCISES = (
    Exercise(
        name="relu",
        lesson=5,
        takes="class",
        examine=_examine,
        picture=picture("a.relu() + b.relu()", a=3, b=-3),
        solution=source_of("relu"),
        predictions=(
            gradient_of("relu_closed", "a", "a.relu() * 5", (5.0, 1.0), a=-2),
            gradient_of("relu_corner", "a", "a.relu()", (1.0, 0.5), a=0),
        ),
    ),
)
