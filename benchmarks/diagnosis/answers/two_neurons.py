"""Answers to `two_neurons(x, y, w1, b1, w2, b2, rate)`: the loss, its slope for w1, and the new w1."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to
from exercises.topics.published.two_neurons import EXERCISES

right, wrong = answers_to("two_neurons", PLAIN)
_SOLUTION = EXERCISES[0].solution


def _but(*changes: tuple[str, str]) -> str:
    """The solution with other texts in it."""
    code = _SOLUTION
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


_OUTER, _INNER = "a2 * (1 - a2)", "a1 * (1 - a1)"

ANSWERS = [
    right("as in the lesson", _SOLUTION),
    right("in one line", "def two_neurons(x, y, w1, b1, w2, b2, rate):\n    p = 1 / (1 + math.exp(-(w1 * x + b1)))\n    q = 1 / (1 + math.exp(-(w2 * p + b2)))\n    slope = (q - y) * q * (1 - q) * w2 * p * (1 - p) * x\n    return [(q - y) ** 2 / 2, slope, w1 - rate * slope]"),
    right("minus minus", _but(("a2 - y\n", "-(y - a2)\n"))),
    right("numpy", "import numpy as np\n\n" + _but(("math.exp", "np.exp"), ("return loss, d_w1, w1 - rate * d_w1", "return np.array([loss, d_w1, w1 - rate * d_w1])"))),
    right("the slope of s from the sums", _but((_OUTER, "s(w2 * a1 + b2) * s(-w2 * a1 - b2)"))),
    wrong("no half", "two_neurons.half", _but(("0.5 * (y - a2)", "(y - a2)"), ("d_a2 = a2 - y", "d_a2 = 2 * (a2 - y)"))),
    wrong("not squared", "not squared", _but(("(y - a2) ** 2", "(y - a2)")), note="as a table once had it"),
    wrong("the sign of the error", "two_neurons.sign", _but(("d_a2 = a2 - y", "d_a2 = y - a2"))),
    wrong("uphill", "uphill", _but(("w1 - rate", "w1 + rate"))),
    wrong("the error's sign, and uphill", "two_neurons.sign", _but(("d_a2 = a2 - y", "d_a2 = y - a2"), ("w1 - rate", "w1 + rate")), also=("uphill",), note="the new w1 is right, the slope is not"),
    wrong("no outer slope", "two_neurons.outer slope", _but((f"d_a2 * {_OUTER}", "d_a2"))),
    wrong("no inner slope", "two_neurons.inner slope", _but((f"d_a1 * {_INNER}", "d_a1"))),
    wrong("without w2", "two_neurons.without w2", _but(("d_z2 * w2", "d_z2"))),
    wrong("without x", "two_neurons.without x", _but(("d_z1 * x", "d_z1"))),
    wrong("the slope of w2", "two_neurons.of w2", _but(("d_z1 * x", "d_z2 * a1"))),
    wrong("the slope at the sum", "slope of the input", _but((_OUTER, "(w2 * a1 + b2) * (1 - (w2 * a1 + b2))"), (_INNER, "(w1 * x + b1) * (1 - (w1 * x + b1))"))),
    wrong("s twice", "two_neurons.slope of s", _but((_OUTER, "s(a2) * (1 - s(a2))"), (_INNER, "s(a1) * (1 - s(a1))"))),
    wrong("no rate", "two_neurons.no rate", _but(("w1 - rate * d_w1", "w1 - d_w1"))),
    wrong("the step alone", "two_neurons.step alone", _but(("w1 - rate * d_w1", "-rate * d_w1")), also=("uphill",), note="with its sign"),
    wrong("the step alone, without its sign", "two_neurons.step alone", _but(("w1 - rate * d_w1", "rate * d_w1"))),
    wrong("one neuron", None, _but(("a2 = s(w2 * a1 + b2)", "a2 = a1"))),
    wrong("no bias", None, _but(("w1 * x + b1", "w1 * x"))),
    wrong("tanh", None, _but(("1 / (1 + math.exp(-z))", "math.tanh(z)"))),
    wrong("two numbers", "numbers.how many", _but(("return loss, ", "return "))),
    wrong("another order", None, _but(("return loss, d_w1,", "return d_w1, loss,"))),
    wrong("only the new w1", "numbers.how many", _but(("return loss, d_w1, ", "return "))),
    wrong("only there", "numbers.other", "def two_neurons(x, y, w1, b1, w2, b2, rate):\n    return 0.17852, 0.00053358, 0.0997332", note="the numbers of the homework, rounded"),
    wrong("no return", "examine.nothing returned", _but(("return loss, d_w1, w1", "w1"))),
    wrong("a caret", "xor", _but((") ** 2", ")^2")), RAISED, never=("error.sum from 0",)),
    wrong("an unknown name", None, _but(("    d_a1 = d_z2 * w2\n", "")), REFUSED),
    wrong("empty", None, "def two_neurons(x, y, w1, b1, w2, b2, rate):\n    ...", NOT_ATTEMPTED),
]  # fmt: skip
