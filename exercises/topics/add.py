"""`+`: with two operands as a method of Value, with three as a function."""

from typing import Any

from exercises.closure_engine import Value, source_of
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
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


def _remember_gradient() -> str:
    """What a gradient of -3 says of a nudge."""
    h = 0.01
    result, leaves = solve(expression("-3 * a", a=2))
    nudged, _ = solve(expression("-3 * a", a=2 + h))
    moved = nudged.data - result.data
    return "number" if leaves["a"].data == -3 else "falls" if abs(moved + 3 * h) < h / 100 else "root"


def _everywhere() -> str:
    """On what the slope of a sum for a depends."""

    def slope(a: float, b: float) -> float:
        return solve(expression("a + b", a=a, b=b))[1]["a"].grad

    return "a" if slope(2, -3) != slope(5, -3) else "b" if slope(2, -3) != slope(2, 4) else "nowhere"


def _passes_on() -> str:
    """What the end does when a is nudged, where it falls by 2h with the sum."""
    gradient = solve(expression("(a + b) * -2", a=2, b=-3))[1]["a"].grad
    return {-2.0: "falls 2h", -1.0: "falls h", 1.0: "rises h", 2.0: "rises 2h"}[gradient]


def _called_twice() -> str:
    """The gradient of an operand after two calls of `_backward` with an upstream gradient of -2."""
    a, b = Value(2.0), Value(-3.0)
    c = a + b
    c.grad = -2.0
    c._backward()
    c._backward()
    return {-2.0: "stays", -4.0: "adds", 4.0: "multiplies"}[a.grad]


def _setting_sum(one: Any, other: Any) -> Any:
    """The sum of two of the learner's Values, whose way back sets gradients where it should add."""
    out = Value(one.data + other.data, (one, other), "+")

    def _backward() -> None:
        one.grad = out.grad
        other.grad = out.grad

    out._backward = _backward
    return out


def _overwrites() -> str:
    """Which of p + q and (x + z) + x gets a wrong gradient from a sum that sets."""
    p, q, x, z = Value(1.0), Value(5.0), Value(3.0), Value(4.0)
    s, t = _setting_sum(p, q), _setting_sum(x, z)
    y = _setting_sum(t, x)
    for result in (s, y, t):
        result.grad = result.grad or 1.0
        result._backward()
    wrong_s, wrong_y = (p.grad, q.grad) != (1.0, 1.0), (x.grad, z.grad) != (2.0, 1.0)
    return "both" if wrong_s and wrong_y else "p + q" if wrong_s else "(x + z) + x"


def _thrice() -> str:
    """The gradient of a value that goes in three times, where 4 arrives."""
    return {4.0: "four", 12.0: "twelve", 64.0: "sixty-four"}[solve(expression("(t + t + t) * 4", t=5))[1]["t"].grad]


EXERCISES = (
    Exercise(
        name="add",
        lesson=2,
        takes="class",
        examine=_examine,
        picture=picture("a + b", a=2, b=-3),
        solution=source_of("__add__"),
        predictions=(
            Choice("remember_gradient", ("number", "falls", "root"), _remember_gradient, ("number", "root")),
            Choice("add_everywhere", ("a", "b", "nowhere"), _everywhere, ("a", "b")),
            Choice(
                "add_passes_on",
                ("rises h", "falls h", "rises 2h", "falls 2h"),
                _passes_on,
                ("falls h", "rises h", "rises 2h"),
            ),
            Choice("add_called_twice", ("stays", "adds", "multiplies"), _called_twice, ("stays", "multiplies")),
            gradient_of("add_reuse", "x", "x + x", (1.0, 6.0, 3.0), x=3),
            Choice("add_overwrites", ("p + q", "(x + z) + x", "both"), _overwrites, ("p + q", "both")),
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
        predictions=(Choice("add_thrice", ("four", "twelve", "sixty-four"), _thrice, ("four", "sixty-four")),),
    ),
)
