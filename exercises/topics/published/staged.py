"""A backward pass by hand, in stages: after the function with which CS231n teaches it."""

import ast
import math

from exercises.differences import slope_of
from exercises.exercise import Choice, Exercise
from exercises.illustrations import picture
from exercises.numbers_returned import Place, Wanted, examine_numbers
from exercises.words import Text

FORMULA = "(x + y.sigmoid()) / (x.sigmoid() + (x + y) ** 2)"
AT = {"x": 3, "y": -4}
_PLACES = ((3.0, -4.0), (1.0, 0.5), (-0.7, 2.0), (0.3, -1.2), (-2.0, -0.4))


def _s(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _f(x: float, y: float) -> float:
    return (x + _s(y)) / (_s(x) + (x + y) ** 2)


def _slope_of_s(name: str, x: float, made: frozenset[str]) -> float:
    if {"s itself", f"s itself for {name}"} & made:
        return _s(x)
    at = x if "at the input" in made else _s(_s(x)) if "s twice" in made else _s(x)
    return at * (1 - at)


def _by_hand(place: Place, made: frozenset[str]) -> tuple[float, float]:
    x, y = place
    above, below = x + _s(y), _s(x) + (x + y) ** 2
    to_above, to_below = 1 / below, -above / below**2
    if "above at 1" in made:
        to_above = 1.0
    if "numerator" in made:
        to_below = -1 / below**2
    if "below not squared" in made:
        to_below = -above / below
    if "sign" in made:
        to_below = -to_below
    square = to_below * (x + y) * (1 if "2 of the square" in made else 2)
    ways_of_x = {"above": to_above, "s": to_below * _slope_of_s("x", x, made), "square": square}
    ways_of_y = {"above": to_above * _slope_of_s("y", y, made), "square": square}
    return tuple(
        sum(part for way, part in ways.items() if f"{name} without {way}" not in made)
        for name, ways in (("x", ways_of_x), ("y", ways_of_y))
    )


_WAYS, _S, _ITSELF = Text("staged.ways"), Text("staged.slope of s"), Text("staged.s itself")
_WANTED = Wanted(
    "staged",
    _PLACES,
    lambda place: ("df/dx", "df/dy"),
    lambda place: [slope_of(_f, place, k) for k in range(2)],
    _by_hand,
    {
        "2 of the square": Text("staged.square"),
        "sign": Text("staged.sign"),
        "x without above": _WAYS,
        "x without s": _WAYS,
        "x without square": _WAYS,
        "y without above": _WAYS,
        "y without square": _WAYS,
        "s itself": _ITSELF,
        "s itself for x": _ITSELF,
        "s itself for y": _ITSELF,
        "s twice": _S,
        "at the input": _S,
        "below not squared": Text("staged.below"),
        "numerator": Text("staged.numerator"),
        "above at 1": Text("staged.above"),
    },
    {"at the input": "slope of the input", "above at 1": "no upstream"},
)


def _uses_of_x() -> str:
    """How often x stands in the formula."""
    return str(sum(isinstance(node, ast.Name) and node.id == "x" for node in ast.walk(ast.parse(FORMULA))))


EXERCISES = (
    Exercise(
        name="staged",
        lesson=10,
        takes="function",
        examine=lambda function: examine_numbers(function, _WANTED),
        picture=picture(FORMULA, **AT),
        solution="""def staged(x, y):
    def s(z):
        return 1 / (1 + math.exp(-z))

    sx, sy = s(x), s(y)
    above = x + sy
    total = x + y
    below = sx + total**2

    d_above = 1 / below
    d_below = -above / below**2
    d_total = d_below * 2 * total
    dx = d_above + d_below * sx * (1 - sx) + d_total
    dy = d_above * sy * (1 - sy) + d_total
    return dx, dy""",
        optional=True,
        predictions=(Choice("uses_of_x", ("1", "2", "3"), _uses_of_x, ("1", "2")),),
    ),
)
