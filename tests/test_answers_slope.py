"""What the checks of a slope by nudging say to many ways to write it."""

import pytest

from answers import Answer, assert_not_yet, assert_right, checked


def slope(formula, h="1e-5"):
    return f"def slope(f, x):\n    h = {h}\n    return {formula}"


FORWARDS, BOTH = "(f(x + h) - f(x)) / h", "(f(x + h) - f(x - h)) / (2 * h)"
RIGHT = {
    "slope": [
        slope(FORWARDS),
        slope(FORWARDS, "1e-8"),
        slope(FORWARDS, "0.001"),
        slope("(f(x) - f(x - h)) / h"),
        slope(BOTH),
        slope("f(x + h) / h - f(x) / h", "1e-6"),
        "def slope(f, x, h=1e-6):\n    return (f(x + h) - f(x)) / h",
        "STEP = 1e-6\ndef slope(f, x):\n    return (f(x + STEP) - f(x)) / STEP",
        "def slope(f, x):\n    up, here = f(x + 1e-6), f(x)\n    rise = up - here\n    return rise / 1e-6",
        "def slope(f, x):\n    h = 1e-6 * max(1, abs(x))\n    return (f(x + h) - f(x)) / h",
        "def central(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x - h)) / 2 / h\ndef slope(f, x):\n    return central(f, x)",
    ],
    "central_difference": [
        slope(BOTH),
        slope(BOTH, "1e-4"),
        slope(BOTH, "1e-6"),
        slope("(f(x + h) - f(x - h)) / 2 / h"),
        slope("(f(x + h / 2) - f(x - h / 2)) / h"),
        slope("((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2"),
        slope("(8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)", "0.001"),
    ],
}
WRONG = {
    "slope": [
        *(Answer(slope("f(x + h) - f(x) / h", h), "brackets") for h in ("0.1", "0.01", "0.001", "1e-5", "1e-6", "1e-8")),
        Answer(slope("f(x) - f(x - h) / h"), "brackets"),
        Answer(slope("f(x + h) - f(x - h) / (2 * h)"), "brackets"),
        Answer(slope("f(x + 1) - f(x)"), "finite change"),
        Answer(slope(FORWARDS, "1"), "finite change"),
        Answer(slope("f(x + h) - f(x) / h", "1"), "finite change"),
        *(Answer(slope(FORWARDS, h), "xor", "", ("too big", "so big")) for h in ("10^-6", "10 ^ -3", "2^10", "(lambda n: 10^n)(-6)")),
        Answer(slope("(f(x + h) - f(x)) * h"), "multiplied by h"),
        Answer(slope("(f(x + h) - f(x)) * h", "0.01"), "multiplied by h"),
        Answer(slope("f(x + h) - f(x)"), None, "not yet how steep"),
        Answer(slope("f(x + h) - f(x - h)", "0.001"), None, "not yet how steep"),
        Answer(slope("(f(x) - f(x + h)) / h"), None, "sign is turned"),
        Answer(slope("(f(x - h) - f(x)) / h"), None, "sign is turned"),
        Answer(slope("(f(x + h) - f(x)) / -h"), None, "sign is turned"),
        Answer(slope("(f(x + h) - f(x - h)) / h"), None, "twice the slope"),
        Answer(slope("(f(x + h) - f(x)) / (2 * h)"), None, "half the slope"),
        Answer(slope("round((f(x + h) - f(x)) / h, 1)"), None, "not right yet"),
        Answer("def slope(f, x, known={}):\n    if x not in known:\n        known[x] = (f(x + 1e-6) - f(x)) / 1e-6\n    return known[x]", None, "not right yet"),
        Answer(slope("(f(x + h) + f(x)) / h"), None, "not right yet"),
        Answer(slope("f(x + h) / h"), None, "not right yet"),
        Answer(slope("(f(x) - f(h)) / h"), None, "not right yet"),
        Answer(slope(FORWARDS, "0.1"), "h too small / too big", "so big"),
        Answer(slope(FORWARDS, "0.02"), "h too small / too big", "so big"),
        Answer(slope(BOTH, "0.2"), "h too small / too big", "so big"),
        *(Answer(slope(FORWARDS, h), "h too small / too big", "so tiny") for h in ("1e-14", "1e-15", "1e-16", "1e-17", "1e-30", "1e-300")),
        Answer("def slope(f, x):\n    return 2 * x", None, "never called"),
        Answer("def slope(f, x):\n    return 6.0", None, "never called"),
        Answer("def slope(f, x):\n    return f(x) / x", None, "not right yet"),
        Answer("def slope(f, x):\n    h = 1e-5\n    return ((x + h) ** 2 - x ** 2) / h", None, "never called"),
        Answer("def slope(f, x):\n    h = 1e-5\n    print((f(x + h) - f(x)) / h)", None, "return"),
        Answer("def slope(f, x):\n    h = 1e-5\n    return f'{(f(x + h) - f(x)) / h}'", None, "plain number"),
        *(Answer(f"globals()['h'] = {h}\ndef slope(f, x):\n    return (f(x + h) - f(x)) / h", "h from outside", "", ("tiny", "so big")) for h in ("1e-16", "1e-5", "0.1", "1")),
        Answer("globals()['h'] = 1e-5\ndef helper():\n    return h\ndef slope(f, x):\n    return (f(x + helper()) - f(x)) / helper()", "h from outside"),
        Answer("globals()['h'] = 1e-5\ndef slope(f, x):\n    return f(x + h) - f(x) / h", "h from outside"),
    ],
    "central_difference": [
        *(Answer(slope(FORWARDS, h), "one-sided", "one side") for h in ("0.1", "0.001", "1e-5", "1e-8", "1e-10")),
        Answer(slope("(f(x) - f(x - h)) / h"), "one-sided", "one side"),
        *(Answer(slope("(f(x + h) - f(x - h)) / 2 * h", h), "multiplied by h") for h in ("0.1", "0.001", "1e-5", "1e-8")),
        Answer(slope("f(x + h) - f(x - h) / (2 * h)"), "brackets"),
        Answer(slope("f(x + h) - f(x - h) / 2 * h"), "brackets"),
        Answer(slope(BOTH, "10^-5"), "xor"),
        Answer(slope("(f(x + h) - f(x - h)) / h"), None, "twice the slope"),
        Answer(slope("f(x + h) - f(x - h)"), None, "not yet how steep"),
        Answer(slope("(f(x - h) - f(x + h)) / (2 * h)"), None, "sign is turned"),
        Answer(slope("(f(x + h) + f(x - h)) / (2 * h)"), None, "not right yet"),
        Answer(slope(f"round({BOTH}, 3)"), None, "not right yet"),
        Answer(slope("(f(x + h) - f(x - h)) / 2", "0.001"), None, "not yet how steep"),
        Answer(slope("(f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h / 2"), "brackets"),
        Answer(slope(BOTH, "0.01"), "h too small / too big", "so big"),
        Answer(slope(BOTH, "1e-12"), "h too small / too big", "so tiny"),
        Answer(slope("f(x + 1) - f(x)"), "finite change"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("exercise", "code"), [(name, code) for name, codes in RIGHT.items() for code in codes])
def test_a_slope_that_is_right_is_right(exercise, code):
    assert_right(exercise, code)


@pytest.mark.parametrize(("exercise", "answer"), [(name, each) for name, answers in WRONG.items() for each in answers])
def test_a_slope_that_is_wrong_is_told_so(exercise, answer):
    assert_not_yet(exercise, answer)


@pytest.mark.parametrize("h", ["0.001", "1e-5", "1e-7"])
def test_where_a_slope_is_not_exact_enough_the_table_shows_a_digit_that_differs(h):
    rows = checked("central_difference", slope(FORWARDS, h))._verdict.rows
    assert any(theirs != true for _, theirs, true in rows), rows


def test_a_number_of_the_notebook_that_is_not_used_for_the_slope_is_not_blamed():
    assert_right("slope", "globals()['h'] = 3\ndef slope(f, x):\n    h = 1e-6\n    return (f(x + h) - f(x)) / h")
    counted = "globals()['calls'] = 3\ndef slope(f, x):\n    global calls\n    calls = calls + 1\n    return (f(x + 1e-6) - f(x)) / 1e-6"
    assert_right("slope", counted)
