"""Answers to `staged(x, y)`: the slopes of (x + s(y)) / (s(x) + (x + y)**2)."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to
from exercises.topics.published.staged import EXERCISES

right, wrong = answers_to("staged", PLAIN)
_SOLUTION = EXERCISES[0].solution


def _but(*changes: tuple[str, str]) -> str:
    """The solution with other texts in it."""
    code = _SOLUTION
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


_DX, _DY = "d_above + d_below * sx * (1 - sx) + d_total", "d_above * sy * (1 - sy) + d_total"
_ADDED = """def staged(x, y):
    sx, sy = 1 / (1 + math.exp(-x)), 1 / (1 + math.exp(-y))
    above, below = x + sy, sx + (x + y) ** 2
    dx = dy = 0.0
    d_above = 1 / below
    dx += d_above
    dy += d_above * sy * (1 - sy)
    d_below = -above / below**2
    dx += d_below * sx * (1 - sx)
    d_square = d_below * 2 * (x + y)
    dx += d_square
    dy += d_square
    return [dx, dy]
"""

ANSWERS = [
    right("as in the lesson", _SOLUTION),
    right("added up", _ADDED),
    right("by the quotient's rule", """
def s(z):
    return 1 / (1 + math.exp(-z))

def staged(x, y):
    u, v = x + s(y), s(x) + (x + y) ** 2
    vx = s(x) * s(-x) + 2 * (x + y)
    vy = 2 * (x + y)
    uy = s(y) * s(-y)
    return (v - u * vx) / v**2, (uy * v - u * vy) / v**2
"""),
    right("numpy", "import numpy as np\n\n" + _ADDED.replace("[dx, dy]", "np.array([dx, dy])").replace("math", "np")),
    right("the slope of s from its input", _but(("sx * (1 - sx)", "math.exp(-x) / (1 + math.exp(-x)) ** 2"))),
    wrong("2 of the square", "staged.square", _but(("d_below * 2 * total", "d_below * total"))),
    wrong("2 of the square, added up", "staged.square", _ADDED.replace("d_below * 2 * (x", "d_below * (x")),
    wrong("overwritten by the square", "staged.ways", _ADDED.replace("dx += d_below", "dx = d_below").replace("dx += d_square", "dx = d_square")),
    wrong("overwritten by s", "staged.ways", _ADDED.replace("dx += d_below", "dx = d_below")),
    wrong("all overwritten", "staged.ways", _ADDED.replace("+=", "=")),
    wrong("x without its first way", "staged.ways", _but((_DX, "d_below * sx * (1 - sx) + d_total"))),
    wrong("y without the square", "staged.ways", _but((_DY, "d_above * sy * (1 - sy)"))),
    wrong("y without the numerator", "staged.ways", _but((_DY, "d_total"))),
    wrong("s as its own slope", "staged.s itself", _but(("sx * (1 - sx)", "sx"), ("sy * (1 - sy)", "sy"))),
    wrong("s as its own slope, for x", "staged.s itself", _but(("sx * (1 - sx)", "sx"))),
    wrong("the slope at s(s)", "staged.slope of s", _but(("sx * (1 - sx)", "s(sx) * (1 - s(sx))"), ("sy * (1 - sy)", "s(sy) * (1 - s(sy))"))),
    wrong("the slope at the input", "slope of the input", _but(("sx * (1 - sx)", "x * (1 - x)"), ("sy * (1 - sy)", "y * (1 - y)"))),
    wrong("the sign of the quotient", "staged.sign", _but(("-above / below**2", "above / below**2"))),
    wrong("below not squared", "staged.below", _but(("-above / below**2", "-above / below"))),
    wrong("the numerator forgotten", "staged.numerator", _but(("-above / below**2", "-1 / below**2"))),
    wrong("no upstream above", "no upstream", _but(("d_above = 1 / below", "d_above = 1"))),
    wrong("two slips", "staged.square", _but(("d_below * 2 * total", "d_below * total"), ("-above / below**2", "above / below**2")), also=("staged.sign",)),
    wrong("the value", "numbers.how many", _but(("return dx, dy", "return above / below"))),
    wrong("exchanged", None, _but(("return dx, dy", "return dy, dx"))),
    wrong("the sum", "numbers.how many", _but(("return dx, dy", "return dx + dy"))),
    wrong("only there", "numbers.other", "def staged(x, y):\n    return 2.0595697955721652, 1.5922327514838093"),
    wrong("a minus lost in s", None, _but(("math.exp(-z)", "math.exp(z)"))),
    wrong("no return", "examine.nothing returned", _but(("return dx, dy", "dx, dy"))),
    wrong("a caret", "xor", _but(("total**2", "total^2")), RAISED, never=("error.sum from 0",)),
    wrong("an unknown name", None, _but(("d_total = d_below * 2 * total\n", "\n")), REFUSED),
    wrong("empty", None, "def staged(x, y):\n    ...", NOT_ATTEMPTED),
]  # fmt: skip
