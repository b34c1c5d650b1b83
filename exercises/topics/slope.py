"""The slope of a function by nudging: with one nudge, and with one to each side."""

import math
from collections.abc import Callable, Iterable, Sequence

from exercises.evaluation import near
from exercises.exercise import Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import picture
from exercises.origin import LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Row, Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values.numbers import as_float
from viz.words.text import plain, short_repr

_CASES = (  # (what it is called, the function, x, its slope there)
    ("x**2, x = 3", lambda x: x**2, 3.0, 6.0),
    ("x**3, x = 2", lambda x: x**3, 2.0, 12.0),
    ("1/x, x = 0.5", lambda x: 1 / x, 0.5, -4.0),
    ("sin(x), x = 1", math.sin, 1.0, math.cos(1.0)),
)
_STEPS = (1.0, 0.5, *(10.0**-k for k in range(1, 21)))
_ENOUGH, _SMALL_ENOUGH, _BY_TWO_SIDES = 5e-3, 1e-11, 1e-6

_NOT_A_NUMBER = Text("slope.not a number")
_NOT_DIVIDED = Text("slope.not divided")
_TURNED = Text("slope.turned")
_DOUBLE = Text("slope.double")
_ONE_SIDED = Text("slope.one sided")
_OTHER = Text("slope.other")
_RIGHT = Text("slope.right")


def _examine(slope: LearnersFunction, tolerance: float, two_sided: bool) -> Verdict:
    given = [slope(function, x) for _, function, x, _ in _CASES]
    if all(answer is None for answer in given):
        return wrong(NOTHING_RETURNED)
    numbers = [as_float(answer) for answer in given]
    for answer, number in zip(given, numbers):
        if number is None:
            return wrong(_NOT_A_NUMBER.filled(given=short_repr(answer)))
    if all(near(number, true, tolerance) for number, (*_, true) in zip(numbers, _CASES)):
        return right(_RIGHT)
    rows = [(name, plain(number), plain(true)) for number, (name, _, _, true) in zip(numbers, _CASES)]
    return _diagnosed(numbers, rows, two_sided)


def _diagnosed(numbers: Sequence[float | None], rows: Sequence[Row], two_sided: bool) -> Verdict:
    if all(near(number, f(x + 1) - f(x), 1e-9) for number, (_, f, x, _) in zip(numbers, _CASES)):
        return mistaken("finite change", rows=rows)
    if all(near(number, -true, _ENOUGH) for number, (*_, true) in zip(numbers, _CASES)):
        return wrong(_TURNED, rows=rows)
    if all(near(number, 2 * true, _ENOUGH) for number, (*_, true) in zip(numbers, _CASES)):
        return wrong(_DOUBLE, rows=rows)
    if not any(numbers):
        return mistaken("h too small", rows=rows)
    for h in _STEPS:
        for rule in (_forwards, _backwards, _central):
            slopes = [rule(f, x, h) for _, f, x, _ in _CASES]
            if _agree(numbers, slopes):
                if two_sided and rule is not _central and _SMALL_ENOUGH < h < 0.01:
                    return wrong(_ONE_SIDED, rows=rows)
                return mistaken("h too small" if h <= _SMALL_ENOUGH else "h too big", rows=rows)
            if any(slopes) and _agree(numbers, [h * s for s in slopes]):
                return wrong(_NOT_DIVIDED, rows=rows)
    return wrong(_OTHER, rows=rows)


def _agree(numbers: Iterable[float | None], others: Iterable[float]) -> bool:
    return all(near(number, other, 1e-9) for number, other in zip(numbers, others))


def _forwards(f: Callable[[float], float], x: float, h: float) -> float:
    return (f(x + h) - f(x)) / h


def _backwards(f: Callable[[float], float], x: float, h: float) -> float:
    return (f(x) - f(x - h)) / h if x != h else math.nan


def _central(f: Callable[[float], float], x: float, h: float) -> float:
    return (f(x + h) - f(x - h)) / (2 * h) if x != h else math.nan


EXERCISES = (
    Exercise(
        name="slope",
        lesson=0,
        takes="function",
        examine=lambda slope: _examine(slope, _ENOUGH, two_sided=False),
        picture=picture("x ** 2", x=3),
        solution="""def slope(f, x):
    h = 0.00001
    return (f(x + h) - f(x)) / h""",
        predictions=(
            Prediction(
                "slope_square",
                Text("slope_square.question"),
                expression("x ** 2", x=3),
                "x",
                (9.0, 7.0, 3.0),
            ),
        ),
    ),
    Exercise(
        name="central_difference",
        lesson=0,
        takes="function",
        examine=lambda slope: _examine(slope, _BY_TWO_SIDES, two_sided=True),
        picture=picture("x ** 3", x=2),
        solution="""def central_difference(f, x):
    h = 0.00001
    return (f(x + h) - f(x - h)) / (2 * h)""",
        predictions=(
            Prediction(
                "slope_two_sides",
                Text("slope_two_sides.question"),
                expression("x ** 2", x=3),
                "x",
                (7.0, 12.0),
            ),
        ),
    ),
)
