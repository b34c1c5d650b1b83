"""Answers to `exp`."""

from functools import partial

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_rule, with_slopes

right, wrong = answers_to("exp", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_exp = partial(with_rule, "exp", "math.exp(self.data)")
_kept = partial(with_slopes, "exp", "math.exp(self.data)")
_RULE = "self.grad += out.data * out.grad"

ANSWERS = [
    right("as in the lesson", _exp(_RULE)),
    right("computed twice", _exp("self.grad += math.exp(self.data) * out.grad"), source="lesson 8"),
    right("a power of e", with_rule("exp", "math.e ** self.data", _RULE)),
    right("numpy", "import numpy as np\n\n" + with_rule("exp", "float(np.exp(self.data))", _RULE)),
    right("a name for the number", "def exp(self):\n    e = math.exp(self.data)\n    out = Value(e, (self,), 'exp')\n    out._backward = lambda: setattr(self, 'grad', self.grad + e * out.grad)\n    return out"),
    right_in_microgpt("as in microgpt", _kept("(out,)")),
    right_in_microgpt("computed twice", _kept("(math.exp(self.data),)")),
    wrong("the rule of a power", "slope of a power", _exp("self.grad += self.data * math.exp(self.data - 1) * out.grad")),
    wrong("times the input", None, _exp("self.grad += self.data * out.data * out.grad")),
    wrong("the input as slope", None, _exp("self.grad += self.data * out.grad"), also=("slope of the input",)),
    wrong("exp of the result", "exp twice", with_rule("exp", "math.exp(self.data)", "self.grad += math.exp(out.data) * out.grad")),
    wrong("slope 1", "no local slope", _exp("self.grad += out.grad"), note="right at 0"),
    wrong("the slope of tanh", None, _exp("self.grad += (1 - out.data**2) * out.grad")),
    wrong("one over the number", None, _exp("self.grad += 1 / out.data * out.grad")),
    wrong("plus the upstream", None, _exp("self.grad += out.data + out.grad")),
    wrong("no upstream", "no upstream", _exp("self.grad += out.data")),
    wrong("overwritten", "overwrite", _exp("self.grad = out.data * out.grad")),
    wrong("minus", None, _exp("self.grad += -out.data * out.grad")),
    wrong("e rounded", None, with_rule("exp", "2.718 ** self.data", _RULE)),
    wrong("less 1", None, with_rule("exp", "math.expm1(self.data)", _RULE)),
    wrong("e times the number", None, with_rule("exp", "math.e * self.data", _RULE)),
    wrong("a caret", "xor", with_rule("exp", "math.e ^ self.data", _RULE), RAISED, never=("error.sum from 0",)),
    wrong("the Value to math", "forgot .data", with_rule("exp", "math.exp(self)", _RULE), REFUSED, source="reported"),
    wrong("the Value on the way back", "forgot .data", _exp("self.grad += out * out.grad"), REFUSED),
    wrong("a Value as exponent", None, with_rule("exp", "math.e ** self", _RULE), REFUSED, also=("forgot .data",)),
    wrong("operands not kept", "no parents", _exp(_RULE, operands="()")),
    wrong("a copy", "detached", _exp(_RULE, operands="(Value(self.data),)")),
    wrong("not stored", None, _exp(_RULE).replace("    out._backward = _backward\n", "")),
    wrong("no return", ("examine.nothing returned", "error.none operand"), _exp(_RULE).replace("    return out\n", ""), REFUSED),
    wrong("the number", "examine.not a value", "def exp(self):\n    return math.exp(self.data)"),
    wrong("kept by the number", None, "known = {}\n\ndef exp(self):\n    if self.data not in known:\n        out = known[self.data] = Value(math.exp(self.data), (self,), 'exp')\n        def _backward():\n            self.grad += out.data * out.grad\n        out._backward = _backward\n    return known[self.data]", never=("mistake.detached", "mistake.no parents", "mistake.one side"), also=("taken for one",)),
    wrong("never above 1", None, with_rule("exp", "min(1.0, math.exp(self.data))", _RULE)),
    wrong("empty", None, "def exp(self):\n    pass", NOT_ATTEMPTED),
    wrong_in_microgpt("the rule of a power", "slope of a power", _kept("(self.data * math.exp(self.data - 1),)")),
    wrong_in_microgpt("the input as slope", None, _kept("(self.data,)"), also=("slope of the input",)),
    wrong_in_microgpt("slope 1", "no local slope", _kept("(1,)")),
    wrong_in_microgpt("the Value as slope", ("forgot .data", "error.recursion method"), _kept("(self.exp(),)"), RAISED),
    wrong_in_microgpt("the Value to math", "forgot .data", with_slopes("exp", "math.exp(self)", "(out,)"), REFUSED),
    wrong_in_microgpt("operands not kept", "no parents", "def exp(self):\n    return Value(math.exp(self.data))"),
]  # fmt: skip
