"""What lesson 0 asks about slopes, and the arithmetic that answers."""

from collections.abc import Callable

from exercises.exercise import Choice, Prediction
from exercises.expressions import expression
from exercises.illustrations import solve
from exercises.words import Text

_THREE_INPUTS = expression("a * b + c", a=2, b=-3, c=10)


def _forwards(f: Callable[[float], float], x: float, h: float) -> float:
    return (f(x + h) - f(x)) / h


def _secant() -> str:
    """How the secant of x**2 from 3 to 4.5 lies to the tangent at 3."""
    secant, tangent = _forwards(lambda x: x**2, 3, 1.5), 6
    return "steeper" if secant > tangent else "flatter" if secant < tangent else "the same"


def _tiny_nudge() -> str:
    """Which of the steps from 1 to 1e-16 finds the slope of x**2 at 3 best."""
    errors = [abs(_forwards(lambda x: x**2, 3, 10.0**-n) - 6) for n in range(0, 18, 2)]
    best = errors.index(min(errors))
    return "first" if best == 0 else "last" if best == len(errors) - 1 else "middle"


def _two_sides() -> str:
    """How much smaller the error of both sides is than that of one, for x**3 at 2 and h = 0.001."""
    h, true = 0.001, 12
    one, both = ((2 + h) ** 3 - 2**3) / h - true, ((2 + h) ** 3 - (2 - h) ** 3) / (2 * h) - true
    times = abs(one / both)
    return "thousand" if times > 1000 else "ten" if times > 3 else "same"


def _moves_most() -> str:
    """The input of a * b + c whose slope is largest, whatever its sign."""
    _, leaves = solve(_THREE_INPUTS)
    return max(leaves, key=lambda name: abs(leaves[name].grad))


def _stands_still(*_: object) -> float:
    """The whole number a at which the slope of a * b + c for b is 0."""
    return float(next(a for a in range(-9, 10) if solve(expression("a * b + c", a=a, b=-3, c=10))[1]["b"].grad == 0))


OF_ONE_SIDE = (
    Prediction(
        "slope_square",
        Text("slope_square.question"),
        expression("x ** 2", x=3),
        "x",
        (9.0, 7.0, 3.0),
    ),
    Choice("secant", ("steeper", "flatter", "the same"), _secant, ("flatter", "the same")),
    Choice("moves_most", ("a", "b", "c"), _moves_most, ("b", "c")),
    Prediction(
        "stands_still",
        Text("stands_still.question"),
        expression("a * b + c", a=0, b=-3, c=10),  # its picture shows what is said
        _stands_still,
        (2.0, 1.0),
    ),
)

OF_BOTH_SIDES = (
    Choice("tiny_nudge", ("first", "middle", "last"), _tiny_nudge, ("first", "last")),
    Choice("two_sides", ("same", "ten", "thousand"), _two_sides, ("same", "ten")),
)
