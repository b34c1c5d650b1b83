"""`+`: with two operands as a method of Value, with three as a function."""

from exercises.closure_engine import Value, source_of
from exercises.examination import examine_class
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.near_names import missing
from exercises.notebooks_value import value_of_the_engine
from exercises.origin import LearnersClass, LearnersFunction
from exercises.verdict import Verdict, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.operands import operands_of

_PROBES = [
    expression("a + b", a=2, b=-3),
    expression("a + a", a=3),
    expression("s = a + b; s + s", a=2, b=5),
    expression("a + b + a", a=1, b=4),
    expression("a + 1", a=2),
    expression("a + 1.5", a=2),
]
_PROBES_OF_THREE = [
    expression("add3(a, b, c)", a=1, b=2, c=4),
    expression("add3(a, a, a)", a=5),
    expression("s = add3(a, b, c); add3(s, a, s)", a=1, b=2, c=4),
    expression("add3(a, b, a)", a=1, b=2),
    expression("add3(a, b, c)", a=0.12345, b=-2.00017, c=1000.5),
]
_NOT_ONE_OPERATION = Text("add3.not one operation")


def _examine(make: LearnersClass) -> Verdict:
    return missing(make, "__add__") or examine_class(make, _PROBES, ["x + y"], subject=["__add__"], name="add")


def _class_for(add3: LearnersFunction) -> LearnersClass:
    """The class of the notebook where its values keep local slopes, which no other class would understand; else that of
    the series.
    """
    own = getattr(add3, "__globals__", {}).get("Value")
    if not isinstance(own, type):
        return Value
    try:
        kept = graphs.read(own(1.0) + own(2.0)).nodes[-1].local
    except Exception:  # no class, or not one of such values
        return Value
    return own if kept is not None else Value


def _examine_three(add3: LearnersFunction) -> Verdict:
    make = _class_for(add3)
    operands = [make(1.0), make(2.0), make(4.0)]
    with value_of_the_engine(add3, make):
        verdict = examine_class(make, _PROBES_OF_THREE, ["add3(x, y, x)"], functions={"add3": add3})
        if verdict.outcome != "right":
            return verdict
        is_one = set(map(id, operands_of(add3(*operands)).values)) == set(map(id, operands))
    return verdict if is_one else wrong(_NOT_ONE_OPERATION)


EXERCISES = (
    Exercise(
        name="add",
        lesson=2,
        takes="class",
        examine=_examine,
        picture=picture("a + b", a=2, b=-3),
        solution=source_of("__add__"),
        predictions=(
            gradient_of("add_reuse", "x", "x + x", (1.0, 6.0, 3.0), x=3),
            gradient_of("add_passes_on", "a", "(a + b) * -2", (1.0, 2.0), a=2, b=-3),
        ),
    ),
    Exercise(
        name="add3",
        lesson=2,
        takes="function",
        examine=_examine_three,
        picture=picture("x + y + z", x=1, y=2, z=4),
        solution="""def add3(x, y, z):
    out = Value(x.data + y.data + z.data, (x, y, z), "+")

    def _backward():
        x.grad += 1.0 * out.grad
        y.grad += 1.0 * out.grad
        z.grad += 1.0 * out.grad

    out._backward = _backward
    return out""",
        predictions=(gradient_of("add_thrice", "t", "(t + t + t) * 4", (4.0, 3.0), t=5),),
    ),
)
