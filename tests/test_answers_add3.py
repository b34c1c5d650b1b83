"""What the check of a sum of three says to many ways to write it."""

import pytest

from answers import Answer, assert_not_yet, assert_right


def add3(rule, operands="(x, y, z)", data="x.data + y.data + z.data"):
    return f"def add3(x, y, z):\n    out = Value({data}, {operands}, '+')\n    def _backward():\n        {rule}\n    out._backward = _backward\n    return out"


EACH = "for v in (x, y, z):\n            v.grad += out.grad"
RIGHT = {
    "in a loop": add3(EACH),
    "three lines": add3("x.grad += out.grad\n        y.grad += 1.0 * out.grad\n        z.grad = z.grad + out.grad"),
    "operands in a list": add3(EACH, "[x, y, z]"),
    "sum of a list": add3(EACH, data="sum([x.data, y.data, z.data])"),
}
WRONG = {
    "two operations": Answer("def add3(x, y, z):\n    return x + y + z", None, "operands of the result"),
    "two operations, sum of a list": Answer("def add3(x, y, z):\n    return sum([x, y, z])", None, "operands of the result"),
    "rounded": Answer(add3(EACH, data="round(x.data + y.data + z.data, 2)"), None, "forward pass is not right"),
    "two numbers": Answer(add3(EACH, data="x.data + y.data"), None, "forward pass is not right"),
    "two operands": Answer(add3(EACH, "(x, y)"), None, "does not remember all"),
    "no operands": Answer(add3(EACH, "()"), "no parents"),
    "thirds": Answer(add3("for v in (x, y, z):\n            v.grad += out.grad / 3"), "shared half"),
    "a set of operands": Answer(add3("for v in {x, y, z}:\n            v.grad += out.grad"), None, "these gradients are not"),
    "right where the result has a gradient of 1 alone": Answer(add3("x.grad += 1.0 - out.grad\n        y.grad += out.grad\n        z.grad += out.grad"), None, "these gradients are not"),
    "one is left out": Answer(add3("x.grad += out.grad\n        y.grad += out.grad"), "one side"),
    "no upstream": Answer(add3("for v in (x, y, z):\n            v.grad += 1.0"), "no upstream"),
    "a Value in a Value": Answer(add3(EACH, data="x + y + z"), "wrapped twice"),
    "a number in the middle": Answer("def add3(x, y, z):\n    return Value((x + y).data) + z", None, "does not remember all"),
    "changed in place": Answer("def add3(x, y, z):\n    x.data += y.data + z.data\n    return x", None, "a.data was 1 before"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT)
def test_a_sum_of_three_that_is_right_is_right(title):
    assert_right("add3", RIGHT[title])


@pytest.mark.parametrize("title", WRONG)
def test_a_sum_of_three_that_is_wrong_is_told_so(title):
    assert_not_yet("add3", WRONG[title])
