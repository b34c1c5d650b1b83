"""Answers to `slope(f, x)`: how steep f is at x."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to

right, wrong = answers_to("slope", PLAIN)

# What lesson 0 leaves behind in the notebook: its table ends with this h.
_TABLE = "def f(x):\n    return x**2\n\nfor n in range(0, 18, 2):\n    h = 10.0**-n\n"
_TOO = "h too small / too big"

ANSWERS = [
    right("as in the lesson", "def slope(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x)) / h"),
    right("a thousandth", "def slope(f, x):\n    h = 0.001\n    return (f(x + h) - f(x)) / h", source="lesson 0"),
    right("h as a parameter", "def slope(f, x, dx=1e-6):\n    return (f(x + dx) - f(x)) / dx"),
    right("a lambda", "slope = lambda f, x: (f(x + 1e-6) - f(x)) / 1e-6"),
    right("to the left", "def slope(f, x):\n    h = 1e-6\n    return (f(x) - f(x - h)) / h"),
    right("a negative h", "def slope(f, x):\n    h = -0.0001\n    return (f(x + h) - f(x)) / h", source="lesson 0"),
    right("both sides", "def slope(f, x):\n    h = 1e-4\n    return (f(x + h) - f(x - h)) / (2 * h)"),
    right("the mean of both sides", '''
def slope(f, x):
    """How steep f is at x."""
    h = 1e-6
    to_the_right = (f(x + h) - f(x)) / h
    to_the_left = (f(x - h) - f(x)) / -h
    return (to_the_right + to_the_left) / 2
'''),
    right("h that goes with x", "def slope(f, x):\n    h = 1e-7 * max(1.0, abs(x))\n    after = x + h\n    return (f(after) - f(x)) / (after - x)"),
    right("numpy", "import numpy as np\n\ndef slope(f, x):\n    xs = np.array([x, x + 1e-6])\n    ys = [f(x) for x in xs]\n    return np.diff(ys)[0] / np.diff(xs)[0]"),
    right("ever smaller until it settles", '''
def slope(f, x):
    h, before = 0.1, None
    while h > 1e-9:
        now = (f(x + h) - f(x)) / h
        if before is not None and abs(now - before) < 1e-5:
            return now
        before, h = now, h / 2
    return now
'''),
    right("types and a check of what is given", '''
from typing import Callable

def slope(f: Callable[[float], float], x: float, h: float = 2**-20) -> float:
    if not callable(f):
        raise TypeError("f has to be a function")
    rise = f(x + h) - f(x)
    run = h
    return rise / run
'''),
    wrong("no brackets", "brackets", "def slope(f, x):\n    h = 0.001\n    return f(x + h) - f(x) / h", source="lesson 0"),
    wrong("no brackets, a tinier h", "brackets", "def slope(f, x):\n    h = 1e-8\n    return f(x + h) - f(x) / h", source="reported"),
    wrong("brackets round everything", "brackets", "def slope(f, x, h=0.01):\n    return (f(x + h) - f(x) / h)"),
    wrong("brackets nowhere at all", "brackets", "def slope(f, x):\n    h = 0.0001\n    return f(x + h) - f(x) / x + h - x"),
    wrong("brackets, in two lines", "brackets", "def slope(f, x):\n    h = 0.1\n    up = f(x + h) - f(x) / h\n    return up", note="h = 0.1 hides nothing: what is divided is wrong first"),
    wrong("a whole step", "finite change", "def slope(f, x):\n    return f(x + 1) - f(x)", source="docs/misconceptions.md"),
    wrong("a whole step, h = 1", "finite change", "def slope(f, x):\n    h = 1\n    return (f(x + h) - f(x)) / h", source="lesson 0"),
    wrong("a whole step to the left", ("finite change", _TOO), "def slope(f, x):\n    return f(x) - f(x - 1)"),
    wrong("not divided", "slope.not divided", "def slope(f, x):\n    h = 0.001\n    return f(x + h) - f(x)", source="lesson 0"),
    wrong("not divided, with abs", None, "def slope(f, x):\n    h = 0.001\n    return abs(f(x + h) - f(x))"),
    wrong("h vanishes", _TOO, "def slope(f, x):\n    h = 1e-17\n    return (f(x + h) - f(x)) / h", source="docs/misconceptions.md"),
    wrong("h nearly vanishes", _TOO, "def slope(f, x):\n    h = 5e-15\n    return (f(x + h) - f(x)) / h"),
    wrong("h too big", _TOO, "def slope(f, x):\n    h = 0.1\n    return (f(x + h) - f(x)) / h", source="docs/misconceptions.md"),
    wrong("h far too big", _TOO, "def slope(f, x):\n    h = 10**5\n    return (f(x + h) - f(x)) / h", note="the minus sign of the exponent is missing"),
    wrong("h with a caret", (_TOO, "xor"), "def slope(f, x):\n    h = 10^-5\n    return (f(x + h) - f(x)) / h", note="10^-5 is -15"),
    wrong("turned round", "slope.turned", "def slope(f, x):\n    h = 0.0001\n    return (f(x) - f(x + h)) / h"),
    wrong("twice", "slope.double", "def slope(f, x):\n    h = 0.0001\n    return (f(x + h) - f(x - h)) / h"),
    wrong("half", None, "def slope(f, x):\n    h = 0.0001\n    return (f(x + h) - f(x)) / (2 * h)"),
    wrong("multiplied", "multiplied by h", "def slope(f, x):\n    h = 0.001\n    return (f(x + h) - f(x)) * h"),
    wrong("the h of the table", "h from outside", "def slope(f, x):\n    return (f(x + h) - f(x)) / h", before=_TABLE, source="reported", never=("mistake.h too small",)),
    wrong("an h of another cell", "h from outside", "def slope(f, x):\n    up = f(x + h) - f(x)\n    return up / h", before="def f(x):\n    return x**2\n\nx, h = 3.0, 1.5\n"),
    wrong("h is nowhere", ("error.no name", "h from outside"), "def slope(f, x):\n    return (f(x + h) - f(x)) / h", RAISED),
    wrong("divided by x", None, "def slope(f, x):\n    h = 0.001\n    return (f(x + h) - f(x)) / x"),
    wrong("the height", None, "def slope(f, x):\n    return f(x)", source="lesson 0"),
    wrong("height over x", None, "def slope(f, x):\n    return f(x) / x"),
    wrong("only for the square", None, "def slope(f, x):\n    return 2 * x", note="right for the visible example"),
    wrong("the number that was seen", None, "def slope(f, x):\n    return 6.0"),
    wrong("h on the wrong side of the bracket", None, "def slope(f, x):\n    h = 0.001\n    return (f(x) + h - f(x)) / h"),
    wrong("x times h", None, "def slope(f, x):\n    h = 1.001\n    return (f(x * h) - f(x)) / h"),
    wrong("without its sign", None, "def slope(f, x):\n    h = 1e-6\n    return abs(f(x + h) - f(x)) / h", note="right for functions that rise"),
    wrong("whole numbers", None, "def slope(f, x):\n    h = 1e-6\n    return round((f(x + h) - f(x)) / h)"),
    wrong("floor division", None, "def slope(f, x):\n    h = 0.001\n    return (f(x + h) - f(x)) // h"),
    wrong("a function of its own", None, "def slope(f, x):\n    def f(x):\n        return x**2\n    h = 1e-6\n    return (f(x + h) - f(x)) / h"),
    wrong("kept by x", None, "known = {}\n\ndef slope(f, x):\n    if x not in known:\n        h = 1e-6\n        known[x] = (f(x + h) - f(x)) / h\n    return known[x]", note="two functions at one place get one slope"),
    wrong("kept in a default", None, "def slope(f, x, known={}):\n    if x in known:\n        return known[x]\n    known[x] = (f(x + 1e-6) - f(x)) / 1e-6\n    return known[x]", note="as above"),
    wrong("at random", None, "def slope(f, x):\n    return random.uniform(-10, 10)"),
    wrong("printed", "examine.nothing returned", "def slope(f, x):\n    h = 0.001\n    print((f(x + h) - f(x)) / h)"),
    wrong("a text", "slope.not a number", "def slope(f, x):\n    h = 0.001\n    return f'{(f(x + h) - f(x)) / h:.3f}'"),
    wrong("both numbers", "slope.not a number", "def slope(f, x):\n    h = 0.001\n    return f(x + h) - f(x), h"),
    wrong("1 // 1000", "error.zero below", "def slope(f, x):\n    h = 1 // 1000\n    return (f(x + h) - f(x)) / h", RAISED),
    wrong("with complex numbers", None, "def slope(f, x):\n    h = 1e-20\n    return f(x + h * 1j).imag / h", RAISED, note="a good method, but math.sin takes no complex numbers"),
    wrong("at 0", None, "def slope(f, x):\n    h = 0.001\n    return (f(h) - f(0)) / h", REFUSED),
    wrong("empty", None, "def slope(f, x):\n    ...", NOT_ATTEMPTED),
    wrong("only what it will do", None, 'def slope(f, x):\n    """Nudge x."""\n    pass', NOT_ATTEMPTED),
    wrong("a complex step", "error.complex number", "def slope(f, x):\n    h = 1e-20\n    return f(x + 1j * h).imag / h", "refused", never=("error.complex",)),
]  # fmt: skip
