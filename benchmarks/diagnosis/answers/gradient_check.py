"""Answers to `gradient_check(Value, f, numbers)`: do the gradients by backward() agree with those by nudging?"""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to

right, wrong = answers_to("gradient_check", PLAIN)

_BEFORE = "def gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    h = 0.0001\n"


def _checking(loop: str, before: str = _BEFORE, after: str = "return True") -> str:
    """A function that does this for each input i, and then that."""
    return (
        before
        + "    for i, value in enumerate(values):\n        "
        + loop.replace("\n", "\n        ")
        + f"\n    {after}\n"
    )


_NUDGE = "up, down = list(numbers), list(numbers)\nup[i] += h\ndown[i] -= h\nslope = (f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * h)\n"
_FAR = "if abs(slope - value.grad) > 0.001 * (1 + abs(slope)):\n    return False"

ANSWERS = [
    right("as in the lesson", _checking(_NUDGE + _FAR)),
    right("math.isclose", "import math\n\n" + _checking(_NUDGE + "if not math.isclose(slope, value.grad, rel_tol=1e-4, abs_tol=1e-6):\n    return False")),
    right("all of a generator", '''
def nudged(Value, f, numbers, i, h):
    return f(*(Value(x + h * (k == i)) for k, x in enumerate(numbers))).data

def gradient_check(Value, f, numbers, h=1e-5):
    """True where both ways agree."""
    values = [Value(x) for x in numbers]
    f(*values).backward()
    slopes = [(nudged(Value, f, numbers, i, h) - nudged(Value, f, numbers, i, -h)) / (2 * h) for i in range(len(numbers))]
    return all(abs(s - v.grad) < 1e-3 * max(1, abs(s)) for s, v in zip(slopes, values))
'''),
    right("numpy", "import numpy as np\n\ndef gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    h, slopes = 1e-5, []\n    for step in np.eye(len(numbers)) * h:\n        up, down = np.array(numbers) + step, np.array(numbers) - step\n        slopes.append((f(*[Value(float(x)) for x in up]).data - f(*[Value(float(x)) for x in down]).data) / (2 * h))\n    return bool(np.allclose(slopes, [v.grad for v in values], rtol=1e-4))"),
    right("with plain numbers", _checking("up, down = list(numbers), list(numbers)\nup[i] += h\ndown[i] -= h\nslope = (f(*up) - f(*down)) / (2 * h)\n" + _FAR), note="f works for numbers as well"),
    right("one side, wide enough", _checking("up = numbers[:i] + [numbers[i] + 1e-6] + numbers[i + 1:]\nslope = (f(*map(Value, up)).data - f(*map(Value, numbers)).data) / 1e-6\n" + _FAR)),
    right("a count of mistakes", _checking(_NUDGE + "wrong += abs(slope - value.grad) > 0.001 * (1 + abs(slope))", before=_BEFORE + "    wrong = 0\n", after="return wrong == 0")),
    right("the numbers are put back", _checking("numbers[i] += h\nup = f(*map(Value, numbers)).data\nnumbers[i] -= 2 * h\ndown = f(*map(Value, numbers)).data\nnumbers[i] += h\nslope = (up - down) / (2 * h)\n" + _FAR)),
    wrong("always True", None, "def gradient_check(Value, f, numbers):\n    return True", also=("gradient_check.misses",)),
    wrong("always False", None, "def gradient_check(Value, f, numbers):\n    return False"),
    wrong("only the first input", None, _checking(_NUDGE + "return bool(abs(slope - value.grad) < 0.001 * (1 + abs(slope)))")),
    wrong("only the last input", None, _checking(_NUDGE, after="return abs(slope - value.grad) < 0.001 * (1 + abs(slope))")),
    wrong("any in the place of all", None, _checking(_NUDGE + "if abs(slope - value.grad) < 0.001 * (1 + abs(slope)):\n    return True", after="return False")),
    wrong("exactly equal", None, _checking(_NUDGE + "if slope != value.grad:\n    return False")),
    wrong("without abs", None, _checking(_NUDGE + "if slope - value.grad > 0.001 * (1 + abs(slope)):\n    return False"), note="a gradient that is too large passes"),
    wrong("the sizes alone", None, _checking(_NUDGE + "if abs(abs(slope) - abs(value.grad)) > 0.001 * (1 + abs(slope)):\n    return False"), note="the sign is not looked at"),
    wrong("too generous", None, _checking(_NUDGE + "if abs(slope - value.grad) > 1:\n    return False")),
    wrong("a fixed distance", None, _checking(_NUDGE + "if abs(slope - value.grad) > 1e-9:\n    return False"), note="rounding alone is more than that"),
    wrong("rounded", None, _checking(_NUDGE + "if round(slope) != round(value.grad):\n    return False")),
    wrong("no backward", None, _checking(_NUDGE + _FAR, before=_BEFORE.replace(".backward()", ""))),
    wrong("backward without brackets", "not called", _checking(_NUDGE + _FAR, before=_BEFORE.replace(".backward()", ".backward"))),
    wrong("all nudged at once", None, _checking("up, down = [x + h for x in numbers], [x - h for x in numbers]\nslope = (f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * h)\n" + _FAR)),
    wrong("the graph is not built anew", None, _checking("value.data += h\nup = out.data\nvalue.data -= 2 * h\ndown = out.data\nvalue.data += h\nslope = (up - down) / (2 * h)\n" + _FAR, before=_BEFORE.replace("f(*values).backward()", "out = f(*values)\n    out.backward()")), source="lesson 6", also=("built once",)),
    wrong("not divided", None, _checking(_NUDGE.replace(" / (2 * h)", "") + _FAR)),
    wrong("/ 2 * h", None, _checking(_NUDGE.replace("/ (2 * h)", "/ 2 * h") + _FAR), also=("multiplied by h",)),
    wrong("h too small", None, _checking(_NUDGE + _FAR, before=_BEFORE.replace("0.0001", "1e-16")), REFUSED, also=("h too small / too big",)),
    wrong("h too big", None, _checking(_NUDGE + "if abs(slope - value.grad) > 1e-6 * (1 + abs(slope)):\n    return False", before=_BEFORE.replace("0.0001", "0.5")).replace("(f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * h)", "(f(*map(Value, up)).data - f(*map(Value, numbers)).data) / h"), also=("h too small / too big",)),
    wrong("the numbers in the place of the slopes", None, _checking(_NUDGE + "if abs(slope - value.data) > 0.001 * (1 + abs(slope)):\n    return False")),
    wrong("the Value of the notebook", None, "Engine = Value\n\n" + _checking(_NUDGE + _FAR, before=_BEFORE.replace("[Value(x)", "[Engine(x)")), note="another engine is checked than the one that was given"),
    wrong("the Value of the project", None, "from micrograd.engine import Value as Right\n\n" + _checking(_NUDGE + _FAR, before=_BEFORE.replace("[Value(x)", "[Right(x)"))),
    wrong("backward() against itself", None, "def gradient_check(Value, f, numbers):\n    a, b = [Value(x) for x in numbers], [Value(x) for x in numbers]\n    f(*a).backward()\n    f(*b).backward()\n    return [v.grad for v in a] == [v.grad for v in b]", note="nothing is nudged"),
    wrong("for two inputs only", None, "def gradient_check(Value, f, numbers):\n    a, b = map(Value, numbers)\n    f(a, b).backward()\n    x, y = numbers\n    h = 1e-4\n    by_a = (f(Value(x + h), Value(y)).data - f(Value(x - h), Value(y)).data) / (2 * h)\n    by_b = (f(Value(x), Value(y + h)).data - f(Value(x), Value(y - h)).data) / (2 * h)\n    return abs(by_a - a.grad) < 0.01 and abs(by_b - b.grad) < 0.01", REFUSED, note="f may have one input, or three"),
    wrong("for the product only", None, "def gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    return values[0].grad == numbers[-1]", REFUSED),
    wrong("return True in the loop", None, _checking(_NUDGE + "if abs(slope - value.grad) > 0.001 * (1 + abs(slope)):\n    return False\nreturn True")),
    wrong("turned round", None, _checking(_NUDGE + _FAR.replace("False", "True"), after="return False")),
    wrong("the answer of the first time", None, _checking(_NUDGE + _FAR.replace("return False", "known.append(False)"), before=_BEFORE.replace("numbers):\n", "numbers, known=[]):\n    if known:\n        return known[0]\n", 1), after="known.append(True)\n    return known[0]"), note="kept across calls"),
    wrong("a list of truth values", "gradient_check.no boolean", _checking(_NUDGE + "agrees.append(abs(slope - value.grad) < 0.001 * (1 + abs(slope)))", before=_BEFORE + "    agrees = []\n", after="return agrees")),
    wrong("how far they are apart", "gradient_check.no boolean", _checking(_NUDGE + "far = max(far, abs(slope - value.grad))", before=_BEFORE + "    far = 0.0\n", after="return far")),
    wrong("a text", "gradient_check.no boolean", _checking(_NUDGE + _FAR.replace("False", "'wrong'"), after="return 'right'")),
    wrong("printed", "examine.nothing returned", _checking(_NUDGE + "print(slope, value.grad)", after="print('ok')")),
    wrong("numbers to f, then backward", None, "def gradient_check(Value, f, numbers):\n    f(*numbers).backward()\n    return True", RAISED),
    wrong("f of a list", None, "def gradient_check(Value, f, numbers):\n    f([Value(x) for x in numbers]).backward()\n    return True", RAISED),
    wrong("empty", None, "def gradient_check(Value, f, numbers):\n    ...", NOT_ATTEMPTED),
    wrong("a whole step to both sides", None, _checking(_NUDGE + _FAR, _BEFORE.replace("0.0001", "1.0")), note="exact for squares only"),
    wrong("half a step to both sides", None, _checking(_NUDGE + _FAR, _BEFORE.replace("0.0001", "0.5"))),
]  # fmt: skip
