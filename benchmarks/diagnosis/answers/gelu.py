"""Answers to `gelu`: x times the share of a normal distribution below x."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_rule, with_slopes

right, wrong = answers_to("gelu", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_SHARE = "def below(x):\n    return 0.5 * (1 + math.erf(x / math.sqrt(2)))\n\ndef height(x):\n    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)\n\n"
_SLOPE = "(below(self.data) + self.data * height(self.data))"
_RULE = f"self.grad += {_SLOPE} * out.grad"
_BY_TANH = """def gelu(self):
    x, c = self.data, math.sqrt(2 / math.pi)
    t = math.tanh(c * (x + 0.044715 * x**3))
    out = Value(0.5 * x * (1 + t), (self,), "gelu")
    def _backward():
        self.grad += (0.5 * (1 + t) + 0.5 * x * (1 - t**2) * c * (1 + 3 * 0.044715 * x**2)) * out.grad
    out._backward = _backward
    return out
"""


def _gelu(rule: str = _RULE, data: str = "self.data * below(self.data)", operands: str = "(self,)") -> str:
    return _SHARE + with_rule("gelu", data, rule, operands=operands)


ANSWERS = [
    right("as in the lesson", _gelu()),
    right("by tanh", _BY_TANH, note="the usual approximation, and its own slope"),
    right("erfc", _gelu(data="self.data * 0.5 * math.erfc(-self.data / 2**0.5)")),
    right("by statistics", "from statistics import NormalDist\n\nnormal = NormalDist()\n\n" + with_rule("gelu", "self.data * normal.cdf(self.data)", "self.grad += (normal.cdf(self.data) + self.data * normal.pdf(self.data)) * out.grad")),
    right_in_microgpt("as in microgpt", _SHARE + with_slopes("gelu", "self.data * below(self.data)", f"({_SLOPE},)")),
    wrong("overwritten", "overwrite", _gelu(f"self.grad = {_SLOPE} * out.grad")),
    wrong("no upstream", "no upstream", _gelu(f"self.grad += {_SLOPE}")),
    wrong("slope 1", "no local slope", _gelu("self.grad += out.grad")),
    wrong("the gate alone", None, _gelu("self.grad += below(self.data) * out.grad")),
    wrong("the height alone", None, _gelu("self.grad += self.data * height(self.data) * out.grad")),
    wrong("x left out", None, _gelu("self.grad += (below(self.data) + height(self.data)) * out.grad")),
    wrong("the slope of relu", None, _gelu("self.grad += (self.data > 0) * out.grad")),
    wrong("the result as slope", "out's value", _gelu("self.grad += out.data * out.grad")),
    wrong("minus", None, _gelu(f"self.grad -= {_SLOPE} * out.grad")),
    wrong("relu", None, with_rule("gelu", "max(0.0, self.data)", "self.grad += (self.data > 0) * out.grad")),
    wrong("the share alone", None, _gelu("self.grad += height(self.data) * out.grad", data="below(self.data)")),
    wrong("sigmoid with 1.702", None, with_rule("gelu", "self.data / (1 + math.exp(-1.702 * self.data))", "s = 1 / (1 + math.exp(-1.702 * self.data)); self.grad += (s + self.data * 1.702 * s * (1 - s)) * out.grad"), note="up to 0.02 away"),
    wrong("by tanh, the slope of another", None, _BY_TANH.replace("* (1 + 3 * 0.044715 * x**2)", "")),
    wrong("erf of x", None, _gelu(data="self.data * 0.5 * (1 + math.erf(self.data))")),
    wrong("a caret", "xor", _gelu(data="self.data * below(self.data ^ 1)"), RAISED, never=("error.sum from 0",)),
    wrong("the Value to math", "forgot .data", _gelu(data="self.data * math.erf(self)"), REFUSED),
    wrong("operands not kept", "no parents", _gelu(operands="()")),
    wrong("a copy", "detached", _gelu(operands="(Value(self.data),)")),
    wrong("not stored", None, _gelu().replace("    out._backward = _backward\n", "")),
    wrong("no return", ("examine.nothing returned", "error.none operand"), _gelu().replace("    return out\n", ""), REFUSED),
    wrong("the number", "examine.not a value", _SHARE + "def gelu(self):\n    return self.data * below(self.data)"),
    wrong("empty", None, "def gelu(self):\n    pass", NOT_ATTEMPTED),
    wrong_in_microgpt("slope 1", "no local slope", _SHARE + with_slopes("gelu", "self.data * below(self.data)", "(1,)")),
]  # fmt: skip
