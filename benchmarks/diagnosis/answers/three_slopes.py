"""Answers to `three_slopes(a, b, c)`: the slopes of -a**3 + sin(3*b) - 1/c + b**2.5 - a**0.5."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to

right, wrong = answers_to("three_slopes", PLAIN)


def _slopes(
    a: str = "-3 * a**2 - 0.5 * a**-0.5", b: str = "3 * math.cos(3 * b) + 2.5 * b**1.5", c: str = "1 / c**2"
) -> str:
    return f"def three_slopes(a, b, c):\n    da = {a}\n    db = {b}\n    dc = {c}\n    return da, db, dc\n"


_NUDGED = """
def f(a, b, c):
    return -a**3 + math.sin(3 * b) - 1 / c + b**2.5 - a**0.5

def three_slopes(a, b, c):
    h = 1e-6
    return [(f(a + h, b, c) - f(a - h, b, c)) / (2 * h), (f(a, b + h, c) - f(a, b - h, c)) / (2 * h), (f(a, b, c + h) - f(a, b, c - h)) / (2 * h)]
"""

ANSWERS = [
    right("as in the lesson", _slopes()),
    right("a list", "def three_slopes(a, b, c):\n    return [-3 * a * a - 1 / (2 * math.sqrt(a)), 3 * math.cos(3 * b) + 2.5 * b * math.sqrt(b), c**-2]"),
    right("numpy", "import numpy as np\n\ndef three_slopes(a, b, c):\n    return np.array([-3 * a**2 - 0.5 / np.sqrt(a), 3 * np.cos(3 * b) + 2.5 * b**1.5, 1 / c**2])"),
    right("by nudging", _NUDGED, note="both sides and a good h are near enough"),
    right("a lambda", "three_slopes = lambda a, b, c: (-(3 * a**2) - a**-0.5 / 2, math.cos(3 * b) * 3 + b**1.5 * 2.5, 1 / (c * c))"),
    wrong("the inside forgotten", "three_slopes.inside", _slopes(b="math.cos(3 * b) + 2.5 * b**1.5")),
    wrong("the inside forgotten, and a sign", "three_slopes.inside", _slopes(b="math.cos(3 * b) + 2.5 * b**1.5", c="-1 / c**2"), also=("three_slopes.sign",)),
    wrong("the sine alone", "three_slopes.one term", _slopes(b="3 * math.cos(3 * b)")),
    wrong("the power alone", "three_slopes.one term", _slopes(b="2.5 * b**1.5")),
    wrong("the cube alone", "three_slopes.one term", _slopes(a="-3 * a**2")),
    wrong("the root alone", "three_slopes.one term", _slopes(a="-0.5 * a**-0.5")),
    wrong("the sign of c", "three_slopes.sign", _slopes(c="-1 / c**2")),
    wrong("the sign of the root", "three_slopes.sign", _slopes(a="-3 * a**2 + 0.5 * a**-0.5")),
    wrong("the sign of the cube", "three_slopes.sign", _slopes(a="3 * a**2 - 0.5 * a**-0.5")),
    wrong("the sign of the sine", "three_slopes.sign", _slopes(b="-3 * math.cos(3 * b) + 2.5 * b**1.5")),
    wrong("the sine kept", "three_slopes.sine kept", _slopes(b="3 * math.sin(3 * b) + 2.5 * b**1.5")),
    wrong("degrees", "three_slopes.degrees", _slopes(b="3 * math.cos(math.radians(3 * b)) + 2.5 * b**1.5")),
    wrong("the power not lowered", "not decremented", _slopes(b="3 * math.cos(3 * b) + 2.5 * b**2.5")),
    wrong("the cube not lowered", "not decremented", _slopes(a="-3 * a**3 - 0.5 * a**-0.5")),
    wrong("the reciprocal not lowered", "not decremented", _slopes(c="1 / c")),
    wrong("the 3 dropped", "exponent dropped", _slopes(a="-a**2 - 0.5 * a**-0.5")),
    wrong("the log of c", None, _slopes(c="-math.log(abs(c))")),
    wrong("one number", "numbers.how many", "def three_slopes(a, b, c):\n    return -3 * a**2 - 0.5 * a**-0.5"),
    wrong("two numbers", "numbers.how many", _slopes().replace("da, db, dc", "da, db")),
    wrong("exchanged", None, _slopes().replace("da, db, dc", "db, da, dc")),
    wrong("the sum", "numbers.how many", _slopes().replace("da, db, dc", "da + db + dc")),
    wrong("only at 2, 3, 4", "numbers.other", "def three_slopes(a, b, c):\n    return -12.353553390593273, 10.25699600815143, 0.0625", note="what the lecture prints"),
    wrong("a step to one side", None, _NUDGED.replace("1e-6", "0.01").replace("- f(a - h, b, c)) / (2 * h)", "- f(a, b, c)) / h"), note="h is far too big"),
    wrong("no return", "examine.nothing returned", "def three_slopes(a, b, c):\n    print(-3 * a**2 - 0.5 * a**-0.5)"),
    wrong("a caret", "xor", _slopes(a="-3 * a^2 - 0.5 * a**-0.5"), RAISED, never=("error.sum from 0",)),
    wrong("an unknown name", None, _slopes(b="3 * cos(3 * b) + 2.5 * b**1.5"), REFUSED),
    wrong("empty", None, "def three_slopes(a, b, c):\n    ...", NOT_ATTEMPTED),
]  # fmt: skip
