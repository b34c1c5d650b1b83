"""What a check of an operation, or of backward(), is told by something else than the gradients of the leaves."""

from exercises import check
from misconceptions import add, backward, defined, mul

RULE = "self.grad += other.data * out.grad\nother.grad += self.data * out.grad"
BY_NUMBER = """
Value.__eq__ = lambda self, other: isinstance(other, Value) and self.data == other.data
Value.__hash__ = lambda self: hash(self.data)
"""


def test_a_seed_that_is_set_to_0_again_is_not_called_missing():
    in_the_loop = backward("self.grad = 1.0\nfor v in reversed(order):\n    v.grad = 0.0\n    v._backward()")
    result = check.backward(defined(in_the_loop, methods=True))
    assert (result.outcome, result.mistake) == ("wrong", None), repr(result)


def test_an_operand_that_a_set_takes_for_another_of_the_same_number_is_told():
    in_a_set = mul(RULE, operands="{self, other}").replace("({self, other})", "(self, other)", 1)
    result = check.mul(defined(in_a_set + BY_NUMBER, methods=True))
    assert (result.outcome, result.mistake) == ("wrong", "taken for one"), repr(result)


def test_a_result_that_was_there_before_is_not_called_detached():
    kept = f"made = {{}}\n{mul(RULE)}plain = __mul__\n" + (
        "def __mul__(self, other):\n"
        "    key = self.data, other.data if isinstance(other, Value) else other\n"
        "    if key not in made:\n"
        "        made[key] = plain(self, other)\n"
        "    return made[key]\n"
    )
    result = check.mul(defined(kept, methods=True))
    assert (result.outcome, result.mistake) == ("wrong", None), repr(result)
    assert "was there before this calculation began" in result.message


def test_a_rule_that_does_nothing_is_not_called_the_one_that_every_value_has():
    result = check.add(
        defined(add("pass").replace("out._backward = _backward", "out._backward = lambda: None"), methods=True)
    )
    assert result.outcome == "wrong" and "every new Value gets" not in result.message, repr(result)
