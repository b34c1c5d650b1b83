"""Everything that follows from +, * and **: minus, division, and plain numbers on the left."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass
from exercises.verdict import Verdict, not_attempted, wrong
from exercises.words import Text

_METHODS = ("__neg__", "__sub__", "__truediv__", "__radd__", "__rmul__", "__rsub__", "__rtruediv__")
_PROBES = {
    "__neg__": [expression("-a", a=3)],
    "__sub__": [
        expression("a - b", a=2, b=5),
        expression("a - 1", a=2),
        expression("a - b - a", a=2, b=5),
        expression("a - a", a=2),
    ],
    "__truediv__": [expression("a / b", a=3, b=2), expression("a / 4", a=2), expression("a / a", a=3)],
    "__radd__": [expression("1 + a", a=2), expression("sum([a, b])", a=2, b=3)],
    "__rmul__": [expression("2 * a", a=3)],
    "__rsub__": [expression("1 - a", a=3)],
    "__rtruediv__": [expression("6 / a", a=2)],
}
_STILL = Text("operators.still")


def _examine(make: LearnersClass) -> Verdict:
    missing = lacks(make, *_METHODS)
    there = [name for name in _METHODS if name not in missing]
    if not there:
        return not_attempted()
    if missing == ["__radd__"]:  # it is there but for what sum([...]) needs: let it show
        there.append("__radd__")
    probes = [probe for name in there for probe in _PROBES[name]]
    verdict = examine_class(make, probes, ["x - y", "x + y", "x * y"] if "__sub__" in there else ["x + y", "x * y"])
    if verdict.outcome == "right" and missing:
        return wrong(_STILL.filled(methods=", ".join(missing)))
    return verdict


EXERCISES = (
    Exercise(
        name="operators",
        lesson=4,
        takes="class",
        examine=_examine,
        picture=picture("a * b ** -1", a=3, b=2),
        solution=source_of(*_METHODS),
        predictions=(
            gradient_of("sub_right", "b", "a - b", (1.0,), a=2, b=5),
            gradient_of("div_bottom", "b", "a / b", (0.5, 2.0), a=8, b=2),
        ),
    ),
)
