"""The three slopes of one formula, found by rules: after an exercise of the micrograd lecture."""

import math

from exercises.differences import slope_of
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import picture, solve
from exercises.numbers_returned import Place, Wanted, examine_numbers
from exercises.words import Text

FORMULA = "a ** 3 * -1 + (b * 3).sin() - 1 / c + b ** 2.5 - a ** 0.5"
AT = {"a": 2, "b": 3, "c": 4}
_PLACES = ((2.0, 3.0, 4.0), (1.0, 0.5, 2.0), (0.25, 1.7, -0.5), (3.1, 2.2, 0.8), (0.6, 4.3, -3.0))


def _f(a: float, b: float, c: float) -> float:
    return -(a**3) + math.sin(3 * b) - 1 / c + b**2.5 - a**0.5


def _truth(place: Place) -> list[float | None]:
    return [slope_of(_f, place, k) for k in range(3)]


def _by_hand(place: Place, made: frozenset[str]) -> tuple[float, float, float]:
    return _of_a(place[0], made), _of_b(place[1], made), _of_c(place[2], made)


def _of_a(a: float, made: frozenset[str]) -> float:
    cube, root = -3 * a**2, -0.5 * a**-0.5
    cube = -3 * a**3 if "cube not lowered" in made else -(a**2) if "3 dropped" in made else cube
    root = -0.5 * a**0.5 if "root not lowered" in made else root
    cube = -cube if "sign of the cube" in made else cube
    root = -root if "sign of the root" in made else root
    return cube * ("root alone" not in made) + root * ("cube alone" not in made)


def _of_b(b: float, made: frozenset[str]) -> float:
    sine, power = 3 * math.cos(3 * b), 2.5 * b**1.5
    if "inside" in made:
        sine = math.cos(3 * b)
    if "degrees" in made:
        sine = 3 * math.cos(math.radians(3 * b))
    if "sine kept" in made:
        sine = 3 * math.sin(3 * b)
    sine = -sine if "sign of the sine" in made else sine
    power = 2.5 * b**2.5 if "power not lowered" in made else power
    return sine * ("power alone" not in made) + power * ("sine alone" not in made)


def _of_c(c: float, made: frozenset[str]) -> float:
    slope = 1 / c if "c not lowered" in made else 1 / c**2
    return -slope if "sign of c" in made else slope


_SIGN, _NOT_LOWERED = Text("three_slopes.sign"), Text("three_slopes.not lowered")
_ONE_TERM = Text("three_slopes.one term")
_WANTED = Wanted(
    "three_slopes",
    _PLACES,
    lambda place: ("df/da", "df/db", "df/dc"),
    _truth,
    _by_hand,
    {
        "inside": Text("three_slopes.inside"),
        "sine alone": _ONE_TERM,
        "power alone": _ONE_TERM,
        "cube alone": _ONE_TERM,
        "root alone": _ONE_TERM,
        "sign of c": _SIGN,
        "sign of the root": _SIGN,
        "sign of the cube": _SIGN,
        "sign of the sine": _SIGN,
        "sine kept": Text("three_slopes.sine kept"),
        "degrees": Text("three_slopes.degrees"),
        "c not lowered": _NOT_LOWERED,
        "cube not lowered": _NOT_LOWERED,
        "power not lowered": _NOT_LOWERED,
        "root not lowered": _NOT_LOWERED,
        "3 dropped": Text("three_slopes.dropped"),
    },
    {
        "c not lowered": "not decremented",
        "cube not lowered": "not decremented",
        "power not lowered": "not decremented",
        "root not lowered": "not decremented",
        "3 dropped": "exponent dropped",
    },
)


def _falls() -> str:
    """Raising which of the inputs a little lowers the formula at AT."""
    leaves = solve(expression(FORMULA, **AT))[1]
    (name,) = (name for name, leaf in leaves.items() if leaf.grad < 0)
    return name


def _rough_size() -> str:
    """How large the slope for c is at AT, of three sizes."""
    slope = abs(solve(expression(FORMULA, **AT))[1]["c"].grad)
    return min({"tiny": 1 / 16, "quarter": 1 / 4, "four": 4}.items(), key=lambda size: abs(size[1] - slope))[0]


EXERCISES = (
    Exercise(
        name="three_slopes",
        lesson=10,
        takes="function",
        examine=lambda function: examine_numbers(function, _WANTED),
        picture=picture("(b * 3).sin() + b ** 2", b=3),
        solution="""def three_slopes(a, b, c):
    da = -3 * a**2 - 0.5 * a**-0.5
    db = 3 * math.cos(3 * b) + 2.5 * b**1.5
    dc = 1 / c**2
    return da, db, dc""",
        optional=True,
        predictions=(
            Choice("falls", ("a", "b", "c"), _falls, ("b", "c")),
            Choice("rough_size", ("tiny", "quarter", "four"), _rough_size, ("quarter", "four")),
        ),
    ),
)
