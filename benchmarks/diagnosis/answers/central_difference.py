"""Answers to `central_difference(f, x)`: a nudge to each side, right to six digits."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, answers_to

right, wrong = answers_to("central_difference", PLAIN)
_TOO = "h too small / too big"

ANSWERS = [
    right("as in the lesson", "def central_difference(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x - h)) / (2 * h)"),
    right("divided twice", "def central_difference(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / 2 / h"),
    right("times a half", "def central_difference(f, x):\n    h = 1e-4\n    return 0.5 * (f(x + h) - f(x - h)) / h"),
    right("half a step to each side", "central_difference = lambda f, x, h=1e-5: (f(x + h / 2) - f(x - h / 2)) / h"),
    right("the mean of two slopes", "def central_difference(f, x):\n    h = 1e-5\n    up = (f(x + h) - f(x)) / h\n    down = (f(x) - f(x - h)) / h\n    return (up + down) / 2"),
    right("by a function of its own", '''
def nudged(f, x, h):
    return (f(x + h) - f(x)) / h

def central_difference(f, x):
    return sum(nudged(f, x, h) for h in (1e-5, -1e-5)) / 2
'''),
    right("five places", "def central_difference(f, x):\n    h = 1e-3\n    return (f(x - 2*h) - 8*f(x - h) + 8*f(x + h) - f(x + 2*h)) / (12*h)", note="more exact than asked for, and it nudges to both sides"),
    right("numpy", "import numpy as np\n\ndef central_difference(f, x):\n    h = np.cbrt(np.finfo(float).eps)\n    return np.float64(f(x + h) - f(x - h)) / (2 * h)"),
    right("the true distance", "def central_difference(f, x):\n    left, right = x - 1e-5, x + 1e-5\n    return (f(right) - f(left)) / (right - left)"),
    wrong("one side", "one-sided", "def central_difference(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x)) / h", source="reported"),
    wrong("one side, to the left", "one-sided", "def central_difference(f, x):\n    h = 0.0001\n    return (f(x) - f(x - h)) / h"),
    wrong("one side, with the best h", "one-sided", "def central_difference(f, x):\n    h = 1e-8\n    return (f(x + h) - f(x)) / h", note="exact enough for these curves, but no nudge to each side: at the corner of abs it gives 1, not 0"),
    wrong("one side twice", "one-sided", "def central_difference(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x)) / (2 * h) + (f(x + h) - f(x)) / (2 * h)"),
    wrong("two steps to one side", "one-sided", "def central_difference(f, x):\n    h = 1e-5\n    return (f(x + 2 * h) - f(x)) / (2 * h)"),
    wrong("/ 2 * h", "multiplied by h", "def central_difference(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x - h)) / 2 * h", source="reported", never=("slope.not divided",)),
    wrong("/ 2 * h, a bigger h", "multiplied by h", "def central_difference(f, x, h=0.001):\n    rise = f(x + h) - f(x - h)\n    return rise / 2 * h"),
    wrong("times h", "multiplied by h", "def central_difference(f, x):\n    h = 1e-4\n    return (f(x + h) - f(x - h)) * h / 2"),
    wrong("not halved", "slope.double", "def central_difference(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x - h)) / h"),
    wrong("only halved", ("slope.not divided",), "def central_difference(f, x):\n    h = 0.001\n    return (f(x + h) - f(x - h)) / 2"),
    wrong("not divided", "slope.not divided", "def central_difference(f, x):\n    h = 0.001\n    return f(x + h) - f(x - h)"),
    wrong("no brackets", "brackets", "def central_difference(f, x):\n    h = 0.00001\n    return f(x + h) - f(x - h) / (2 * h)"),
    wrong("no brackets, a bigger h", "brackets", "def central_difference(f, x):\n    h = 0.01\n    return f(x + h) - f(x - h) / (2 * h)"),
    wrong("no brackets at all", "brackets", "def central_difference(f, x):\n    h = 0.001\n    return f(x + h) - f(x - h) / 2 * h"),
    wrong("the mean without brackets", "brackets", "def central_difference(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h / 2"),
    wrong("turned round", "slope.turned", "def central_difference(f, x):\n    h = 1e-5\n    return (f(x - h) - f(x + h)) / (2 * h)"),
    wrong("added", None, "def central_difference(f, x):\n    h = 1e-5\n    return (f(x + h) + f(x - h)) / (2 * h)"),
    wrong("h on the wrong side of the bracket", None, "def central_difference(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x) - h) / (2 * h)"),
    wrong("h too big", _TOO, "def central_difference(f, x):\n    h = 0.1\n    return (f(x + h) - f(x - h)) / (2 * h)"),
    wrong("h a little too big", _TOO, "def central_difference(f, x):\n    h = 0.003\n    return (f(x + h) - f(x - h)) / (2 * h)", note="three digits of 1/x are right, not six"),
    wrong("h too small", _TOO, "def central_difference(f, x):\n    h = 1e-14\n    return (f(x + h) - f(x - h)) / (2 * h)", source="docs/misconceptions.md"),
    wrong("h vanishes", _TOO, "def central_difference(f, x):\n    h = 1e-18\n    return (f(x + h) - f(x - h)) / (2 * h)"),
    wrong("whole steps", ("finite change", _TOO), "def central_difference(f, x):\n    return (f(x + 1) - f(x - 1)) / 2"),
    wrong("rounded", None, "def central_difference(f, x):\n    h = 1e-5\n    return round((f(x + h) - f(x - h)) / (2 * h), 2)"),
    wrong("both slopes", "slope.not a number", "def central_difference(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x)) / h, (f(x) - f(x - h)) / h"),
    wrong("no return", "examine.nothing returned", "def central_difference(f, x):\n    h = 1e-5\n    slope = (f(x + h) - f(x - h)) / (2 * h)"),
    wrong("h of another cell", "h from outside", "def central_difference(f, x):\n    return (f(x + h) - f(x - h)) / (2 * h)", before="h = 10.0**-16\n", never=("mistake.h too small",)),
    wrong("2h", None, "def central_difference(f, x):\n    h = 1e-5\n    h2 = 2\n    return (f(x + h) - f(x - h)) / (h2(h))", RAISED),
    wrong("empty", None, "def central_difference(f, x):\n    ...", NOT_ATTEMPTED),
    wrong("twice as far to the one side", None, "def central_difference(f, x):\n    h = 0.00001\n    return (f(x + 2 * h) - f(x - h)) / (2 * h)", never=("slope.double",)),
    right("half a step to each side", "def central_difference(f, x):\n    h = 0.0001\n    return (f(x + h / 2) - f(x - h / 2)) / h"),
]  # fmt: skip
