"""What the checks of zero_grad and of a second backward() say to many ways to write them."""

import pytest

from answers import Answer, assert_not_yet, assert_right
from exercises import check
from misconceptions import RIGHT as CLASSES
from misconceptions import backward, defined


def zero(new, before="v.grad = 0.0", start="go(root)", seen="set()", mark="seen.add(v)"):
    return f"def zero_grad(root):\n    seen = {seen}\n    def go(v):\n        if {new}:\n            {mark}\n            {before}\n            for p in v._prev:\n                go(p)\n    {start}"


RIGHT_ZEROS = {
    "once each": zero("v not in seen"),
    "by identity": zero("id(v) not in seen", mark="seen.add(id(v))"),
    "as often as it is met": zero("True"),
    "an int": zero("True", before="v.grad = 0"),
    "a stack": "def zero_grad(root):\n    waiting = [root]\n    while waiting:\n        v = waiting.pop()\n        v.grad = 0.0\n        waiting += v._prev",
    "times 0": zero("v not in seen", before="v.grad *= 0"),
}  # fmt: skip
WRONG_ZEROS = {
    "only leaves": Answer(zero("v not in seen", before="v.grad = v.grad if v._prev else 0.0"), "stale gradients"),
    "only results": Answer(zero("v not in seen", before="v.grad = 0.0 if v._prev else v.grad"), None, "are not 0"),
    "only the root": Answer("def zero_grad(root):\n    root.grad = 0.0", None, "are not 0"),
    "not the root": Answer("def zero_grad(root):\n    for v in root._prev:\n        v.grad = 0.0\n        zero_grad(v)", None, "are not 0"),
    "one level": Answer("def zero_grad(root):\n    root.grad = 0.0\n    for v in root._prev:\n        v.grad = 0.0", None, "are not 0"),
    "two levels": Answer("def zero_grad(root):\n    root.grad = 0.0\n    for v in root._prev:\n        v.grad = 0.0\n        for u in v._prev:\n            u.grad = 0.0", None, "are not 0"),
    "only the first operand": Answer("def zero_grad(root):\n    root.grad = 0.0\n    for v in root._prev[:1]:\n        zero_grad(v)", None, "are not 0"),
    "ends where it is 0 already": Answer("def zero_grad(root):\n    if root.grad:\n        root.grad = 0.0\n        for v in root._prev:\n            zero_grad(v)", None, "has a gradient of 0 already"),
    "by number": Answer(zero("v.data not in seen", mark="seen.add(v.data)"), "taken for one"),
    "None": Answer(zero("v not in seen", before="v.grad = None"), None, "a gradient is None"),
    "Values": Answer(zero("v not in seen", before="v.grad = type(v)(0)"), None, "a gradient is"),
    "the numbers too": Answer(zero("v not in seen", before="v.grad = v.data = 0.0"), None, "more than the gradients"),
    "the operands too": Answer("def zero_grad(root):\n    root.grad = 0.0\n    for v in root._prev:\n        zero_grad(v)\n    root._prev = ()", None, "more than the gradients"),
    "the rules too": Answer(zero("True", before="v.grad, v._backward = 0.0, None"), None, "more than the gradients"),
    "a set that lives on": Answer("seen = set()\n" + zero("v not in seen").replace("    seen = set()\n", ""), None, "left over"),
    "marks that live on": Answer(zero("not hasattr(v, 'done')", mark="v.done = True"), None, "left over"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT_ZEROS)
def test_a_zero_grad_that_is_right_is_right(title):
    assert_right("zero_grad", RIGHT_ZEROS[title])


@pytest.mark.parametrize("title", WRONG_ZEROS)
def test_a_zero_grad_that_is_wrong_is_told_so(title):
    assert_not_yet("zero_grad", WRONG_ZEROS[title])


FRESH = "for v in order:\n    if v._prev:\n        v.grad = 0.0\nself.grad = 1.0\nfor v in reversed(order):\n    v._backward()"
KEPT = "self.grad = 1.0\nfor v in reversed(order):\n    v._backward()"
SECONDS = {
    "fresh": (None, backward(FRESH)),
    "all fresh": (None, backward(FRESH.replace("if v._prev", "if True"))),
    "kept": ("stale gradients", backward(KEPT)),
    "kept, and added to": ("stale gradients", backward(KEPT.replace("= 1.0", "+= 1.0"))),
    "leaves set back": ("stale gradients", backward("for v in order:\n    if not v._prev:\n        v.grad = 0.0\n" + KEPT)),
    "its operands are fresh": ("stale gradients", backward("for v in self._prev:\n    v.grad = 0.0\n" + KEPT)),
    "only the root is fresh": ("stale gradients", backward("self.grad = 0.0\n" + KEPT)),
}  # fmt: skip
OTHERS = {
    "nothing a second time": backward("if hasattr(self, 'done'):\n    return\nself.done = True\n" + FRESH),
    "half a second time": backward(FRESH.replace("self.grad = 1.0", "self.grad = 0.5 if hasattr(self, 'done') else 1.0\nself.done = True")),
    "operands let go": backward(FRESH + "\nfor v in order:\n    v._backward = lambda: None"),
}  # fmt: skip


@pytest.mark.parametrize("title", SECONDS)
def test_a_second_pass_is_stale_where_the_values_in_between_have_kept_their_gradients(title):
    name, code = SECONDS[title]
    result = check.backward_twice(defined(code, methods=True))
    assert (result.outcome, result.mistake) == ("wrong" if name else "right", name), repr(result)


@pytest.mark.parametrize("title", OTHERS)
def test_a_second_pass_that_goes_wrong_otherwise_is_not_called_stale(title):
    result = check.backward_twice(defined(OTHERS[title], methods=True))
    assert (result.outcome, result.mistake) == ("wrong", None) and "when it is called again" in result.message


BY_NUMBER = "\n    def __eq__(self, other):\n        return isinstance(other, Value) and self.data == other.data\n    def __hash__(self):\n        return hash(self.data)\n"


@pytest.mark.parametrize("name", ["the lessons' own class", "parents in a tuple"])
def test_a_class_whose_values_are_equal_by_number_is_not_right_in_a_second_pass(name):
    result = check.backward_twice(defined(CLASSES[name].rstrip() + BY_NUMBER, methods=True))
    assert result.outcome == "wrong" and "check.backward" in result.message
