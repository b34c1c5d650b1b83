"""Two neurons in a row, forwards and backwards: after a homework of NBIS Sweden, with its numbers."""

import math

from exercises.closure_engine import Value
from exercises.differences import slope_of
from exercises.exercise import Choice, Exercise
from exercises.illustrations import picture
from exercises.numbers_returned import Place, Wanted, examine_numbers
from exercises.words import Text

FORMULA = "p = (w1 * x + b1).sigmoid(); q = (w2 * p + b2).sigmoid(); (q - y) ** 2 * 0.5"
AT = {"x": 0.05, "y": 0.01, "w1": 0.1, "b1": -0.1, "w2": 0.3, "b2": 0.3}
_PLACES = (  # x, y, w1, b1, w2, b2, rate
    (*AT.values(), 0.5),
    (1.0, 0.25, 0.5, -0.5, 2.0, -1.0, 0.1),
    (-2.0, 1.0, 0.75, 0.25, -1.5, 0.5, 0.2),
    (0.6, 0.9, -1.2, 0.4, 0.8, 0.1, 2.0),
)


def _s(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def _loss(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> float:
    return 0.5 * (y - _s(w2 * _s(w1 * x + b1) + b2)) ** 2


def _truth(place: Place) -> list[float | None]:
    *numbers, rate = place
    slope = slope_of(_loss, numbers, 2)
    return [_loss(*numbers), slope, None if slope is None else place[2] - rate * slope]


def _by_hand(place: Place, made: frozenset[str]) -> tuple[float, float, float]:
    x, y, w1, b1, w2, b2, rate = place
    z1 = w1 * x + b1
    a1 = _s(z1)
    z2 = w2 * a1 + b2
    a2 = _s(z2)
    loss = 0.5 * (y - a2) if "not squared" in made else (1.0 if "half" in made else 0.5) * (y - a2) ** 2
    error = (y - a2 if "sign of the error" in made else a2 - y) * (2 if "half" in made else 1)
    outer, inner = (
        z * (1 - z) if "at the sum" in made else _s(a) * (1 - _s(a)) if "s twice" in made else a * (1 - a)
        for z, a in ((z2, a2), (z1, a1))
    )
    factors = {"outer slope": outer, "w2": w2, "inner slope": inner, "x": x}
    gradient = error * math.prod(factor for name, factor in factors.items() if f"without {name}" not in made)
    if "of w2" in made:
        gradient = error * outer * a1
    step = gradient * (1.0 if "no rate" in made else rate) * (1 if "uphill" in made else -1)
    return loss, gradient, step + (0.0 if "step alone" in made else w1)


_SLOPE = Text("two_neurons.slope of s")
_WANTED = Wanted(
    "two_neurons",
    _PLACES,
    lambda place: ("loss", "dloss/dw1", "w1"),
    _truth,
    _by_hand,
    {
        "half": Text("two_neurons.half"),
        "not squared": Text("two_neurons.not squared"),
        "sign of the error": Text("two_neurons.sign"),
        "step alone": Text("two_neurons.step alone"),
        "uphill": Text("mistake.uphill"),
        "without outer slope": Text("two_neurons.outer slope"),
        "without inner slope": Text("two_neurons.inner slope"),
        "without w2": Text("two_neurons.without w2"),
        "without x": Text("two_neurons.without x"),
        "of w2": Text("two_neurons.of w2"),
        "at the sum": _SLOPE,
        "s twice": _SLOPE,
        "no rate": Text("two_neurons.no rate"),
    },
    {"not squared": "not squared", "uphill": "uphill", "at the sum": "slope of the input"},
)


def _minus() -> str:
    """What makes a loss of -0.3 of the numbers that a table of the homework once showed."""
    y, said = AT["y"], 0.61
    shown = {"square": 0.5 * (y - said), "sign": -0.5 * (y - said) ** 2, "order": 0.5 * (said - y) ** 2}
    return next(name for name, loss in shown.items() if round(loss, 1) == -0.3)


def _reached() -> str:
    """Who gets a gradient in a * b + c where the order is walked from the inputs to the result."""
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    product = a * b
    result = product + c
    result.grad = 1.0
    for value in (a, b, c, product, result):
        value._backward()
    return "last" if product.grad and c.grad and not a.grad else "all" if a.grad else "none"


EXERCISES = (
    Exercise(
        name="two_neurons",
        lesson=10,
        takes="function",
        examine=lambda function: examine_numbers(function, _WANTED),
        picture=picture("p = (w1 * x).sigmoid(); (w2 * p).sigmoid()", x=1, w1=0.5, w2=2),
        solution="""def two_neurons(x, y, w1, b1, w2, b2, rate):
    def s(z):
        return 1 / (1 + math.exp(-z))

    a1 = s(w1 * x + b1)
    a2 = s(w2 * a1 + b2)
    loss = 0.5 * (y - a2) ** 2

    d_a2 = a2 - y
    d_z2 = d_a2 * a2 * (1 - a2)
    d_a1 = d_z2 * w2
    d_z1 = d_a1 * a1 * (1 - a1)
    d_w1 = d_z1 * x
    return loss, d_w1, w1 - rate * d_w1""",
        optional=True,
        predictions=(
            Choice("minus_loss", ("square", "sign", "order"), _minus, ("sign", "order")),
            Choice("walked_forwards", ("all", "last", "none"), _reached, ("all", "none")),
        ),
    ),
)
