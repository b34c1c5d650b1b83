"""Answers to the seven that follow from +, * and **: -a, a - b, a / b, 1 + a, 2 * a, 1 - a, 6 / a."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style

right, wrong = answers_to("operators", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)

_ALL = {
    "__neg__": "self * -1",
    "__sub__": "self + (-other)",
    "__truediv__": "self * other**-1",
    "__radd__": "self + other",
    "__rsub__": "(-self) + other",
    "__rmul__": "self * other",
    "__rtruediv__": "self**-1 * other",
}


def _seven(more: str = "", **changed: str) -> str:
    """The seven, with other expressions for some of them (without their underscores), and more lines."""
    known = _ALL | {f"__{name}__": text for name, text in changed.items()}
    return "\n\n".join(
        f"def {name}({'self' if name == '__neg__' else 'self, other'}):\n    return {text}"
        for name, text in known.items()
        if text
    ) + ("\n\n" + more if more else "")


_OWN_MINUS = """
def __sub__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data - other.data, (self, other), "-")
    def _backward():
        self.grad += out.grad
        other.grad {} out.grad
    out._backward = _backward
    return out
"""
_OWN_QUOTIENT = """
def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data / other.data, (self, other), "/")
    def _backward():
        self.grad += {}
        other.grad += {}
    out._backward = _backward
    return out
"""
_OF_A, _OF_B = "1 / other.data * out.grad", "-self.data / other.data**2 * out.grad"

ANSWERS = [
    right("as in the lesson", _seven()),
    right("the other way round", _seven(neg="Value(-1) * self", sub="(-other) + self", rsub="other + (-self)", rtruediv="other * self**-1")),
    right("Values made of the numbers", _seven(radd="Value(other) + self", rmul="Value(other) * self", rsub="Value(other) - self", rtruediv="Value(other) / self")),
    right("minus made of the reflected minus", _seven(sub="-(other - self) if not isinstance(other, Value) else self + other * -1")),
    right("aliases", _seven(radd="", rmul="", more="__radd__ = __add__ = Value.__add__\n__rmul__ = __mul__ = Value.__mul__")),
    right("lambdas", "\n".join(f"{name} = lambda self{'' if name == '__neg__' else ', other'}: {text}" for name, text in _ALL.items())),
    right("a minus of its own", _seven(sub="", more=_OWN_MINUS.format("-="))),
    right("a quotient of its own", _seven(truediv="", more=_OWN_QUOTIENT.format(_OF_A, _OF_B))),
    right("a minus sign of its own", _seven(neg="", more="def __neg__(self):\n    out = Value(-self.data, (self,), 'neg')\n    def _backward():\n        self.grad -= out.grad\n    out._backward = _backward\n    return out")),
    right("multiplied by a fraction where it is a number", _seven(truediv="self * (other**-1 if isinstance(other, Value) else 1 / other)")),
    right("the sum's 0 by itself", _seven(radd="self if other == 0 else self + other")),
    right_in_microgpt("as in microgpt", _seven()),
    right_in_microgpt("a minus of its own", _seven(sub="", more="def __sub__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data - other.data, (self, other), (1, -1))")),
    right_in_microgpt("a quotient of its own", _seven(truediv="", more="def __truediv__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data / other.data, (self, other), (1 / other.data, -self.data / other.data**2))")),
    wrong("1 - a as a - 1", "operands exchanged", _seven(rsub="self - other"), source="docs/misconceptions.md"),
    wrong("1 - a as a - 1, by plus", "operands exchanged", _seven(rsub="self + (-other)")),
    wrong("minus alias", "operands exchanged", _seven(rsub="", more="__rsub__ = __sub__")),
    wrong("6 / a as a / 6", "operands exchanged", _seven(rtruediv="self / other")),
    wrong("6 / a as a / 6, by a power", "operands exchanged", _seven(rtruediv="self * other**-1")),
    wrong("a - b as b - a", "operands exchanged", _seven(sub="other + (-self)", rsub="self + (-other)")),
    wrong("a / b as b / a", "operands exchanged", _seven(truediv="other * self**-1")),
    wrong("plus for minus", None, _seven(rsub="self + other"), note="1 - a becomes 1 + a"),
    wrong("the wrong sign of a minus", "sign of sub", _seven(sub="", more=_OWN_MINUS.format("+="))),
    wrong("the wrong sign of a minus, in a loop", "sign of sub", _seven(sub="", more="def __sub__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    out = Value(self.data - other.data, (self, other), '-')\n    def _backward():\n        for v in (self, other):\n            v.grad += out.grad\n    out._backward = _backward\n    return out")),
    wrong("minus without the upstream", "no upstream", _seven(sub="", more=_OWN_MINUS.format("-=").replace("out.grad\n", "1.0\n"))),
    wrong("minus that overwrites", "overwrite", _seven(sub="", more=_OWN_MINUS.format("-=").replace("self.grad += out", "self.grad = out").replace("other.grad -= out", "other.grad = -out"))),
    wrong("minus for one side", "one side", _seven(sub="", more=_OWN_MINUS.format("-=").replace("        other.grad -= out.grad\n", ""))),
    wrong("half of the minus to each", "shared half", _seven(sub="", more=_OWN_MINUS.format("-=").replace("out.grad\n", "0.5 * out.grad\n"))),
    wrong("minus without a way back", None, _seven(sub="", more="def __sub__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data - other.data, (self, other), '-')"), also=("one side",)),
    wrong("minus that forgets", "no parents", _seven(sub="Value(self.data - (other.data if isinstance(other, Value) else other))")),
    wrong("the minus sign forgets", "no parents", _seven(neg="Value(-self.data)")),
    wrong("the minus sign of a copy", "detached", _seven(neg="Value(self.data) * -1")),
    wrong("a plain number", "examine.not a value", _seven(neg="-self.data")),
    wrong("plus forgets the Value", "examine.not a value", _seven(radd="self.data + other")),
    wrong("the minus sign asks itself", None, _seven(neg="-self"), RAISED, never=("error.recursion",), note="-self is __neg__ again"),
    wrong("minus asks itself", None, _seven(sub="self - other"), RAISED, never=("error.recursion",)),
    wrong("other + self", None, _seven(radd="other + self"), RAISED, source="reported", never=("error.recursion",), note="Python asks __radd__ once more"),
    wrong("other * self", None, _seven(rmul="other * self"), RAISED, never=("error.recursion",)),
    wrong("other - self", None, _seven(rsub="other - self"), RAISED, never=("error.recursion",)),
    wrong("other / self", None, _seven(rtruediv="other / self"), RAISED, never=("error.recursion",)),
    wrong("round in a circle", None, _seven(neg="0 - self", rsub="-self + other"), RAISED, never=("error.recursion",)),
    wrong("no reflected plus", ("sum from 0", "operators.still"), _seven(radd="").replace("def __rmul__", "def __r_mul__"), REFUSED, note="__rmul__ is missing as well"),
    wrong("no reflected plus alone", "sum from 0", _seven(radd=""), REFUSED),
    wrong("misspelt", "operators.still", _seven().replace("__rsub__", "__rsubtract__")),
    wrong("Python 2's division", "operators.still", _seven().replace("__truediv__", "__div__").replace("__rtruediv__", "__rdiv__")),
    wrong("only minus", "operators.still", _seven(truediv="", rsub="", rmul="", rtruediv="", radd="")),
    wrong("single underscores", ("single underscores", "operators.still"), _seven().replace("__rsub__", "_rsub_").replace("__rtruediv__", "_rtruediv_")),
    wrong("all with single underscores", "single underscores", _seven().replace("__", "_") + "\nfor method in (_neg_, _sub_, _truediv_, _radd_, _rsub_, _rmul_, _rtruediv_):\n    setattr(Value, method.__name__, method)"),
    wrong("always 1 - a", None, _seven(rsub="(-self) + 1"), note="the visible example; other is ignored"),
    wrong("always 2 * a", None, _seven(rmul="self * 2"), note="other is ignored"),
    wrong("always 6 / a", None, _seven(rtruediv="self**-1 * 6"), note="other is ignored"),
    wrong("always 1 / a", None, _seven(rtruediv="self**-1"), note="other is ignored"),
    wrong("minus without a minus", None, _seven(neg="self * 1")),
    wrong("the size", None, _seven(sub="(self + (-other)) if self.data >= (other.data if isinstance(other, Value) else other) else other + (-self)"), note="never below 0"),
    wrong("floor division", None, _seven(truediv="Value(self.data // (other.data if isinstance(other, Value) else other), (self,), '//')")),
    wrong("the slope of the denominator has no sign", None, _seven(truediv="", more=_OWN_QUOTIENT.format(_OF_A, "self.data / other.data**2 * out.grad"))),
    wrong("the denominator is not squared", None, _seven(truediv="", more=_OWN_QUOTIENT.format(_OF_A, "-self.data / other.data * out.grad")), never=("mistake.not squared",)),
    wrong("the slopes of a product", None, _seven(truediv="", more=_OWN_QUOTIENT.format("other.data * out.grad", "self.data * out.grad"))),
    wrong("the numerator alone", "one side", _seven(truediv="", more=_OWN_QUOTIENT.format(_OF_A, "0"))),
    wrong("the result over its operand", "divides by data", _seven(truediv="", more=_OWN_QUOTIENT.format("out.data / self.data * out.grad", _OF_B)), REFUSED, note="at a = 0 there is nothing to divide by"),
    wrong("half a power", None, _seven(truediv="self * other**-0.5")),
    wrong("a caret", "xor", _seven(truediv="self * other^-1"), RAISED, never=("error.unknown operation", "error.sum from 0")),
    wrong("self is changed", None, _seven(neg="self.__class__(self.data, (self,), 'neg') if setattr(self, 'data', -self.data) else self"), also=("no parents",)),
    wrong("no return", "examine.nothing returned", _seven().replace("return self + (-other)", "self + (-other)")),
    wrong("empty", None, "\n".join(f"def {name}(self{'' if name == '__neg__' else ', other'}):\n    ..." for name in _ALL), NOT_ATTEMPTED),
    wrong_in_microgpt("1 - a as a - 1", "operands exchanged", _seven(rsub="self + (-other)")),
    wrong_in_microgpt("6 / a as a / 6", "operands exchanged", _seven(rtruediv="self / other")),
    wrong_in_microgpt("the wrong sign of a minus", "sign of sub", _seven(sub="", more="def __sub__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data - other.data, (self, other), (1, 1))")),
    wrong_in_microgpt("both signs of a minus", None, _seven(sub="", more="def __sub__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data - other.data, (self, other), (-1, 1))")),
    wrong_in_microgpt("half of the minus to each", "shared half", _seven(sub="", more="def __sub__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data - other.data, (self, other), (0.5, -0.5))")),
    wrong_in_microgpt("always 1 - a", None, _seven(rsub="(-self) + 1")),
    wrong_in_microgpt("other + self", None, _seven(radd="other + self"), RAISED, never=("error.recursion",)),
    wrong_in_microgpt("the minus sign forgets", "no parents", _seven(neg="Value(-self.data)")),
    wrong("plus from the right is not implemented", None, _seven() + "\ndef __radd__(self, other):\n    raise NotImplementedError\n"),
]  # fmt: skip
