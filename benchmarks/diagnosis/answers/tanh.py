"""Answers to `tanh`."""

from functools import partial

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_rule, with_slopes

right, wrong = answers_to("tanh", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_tanh = partial(with_rule, "tanh", "math.tanh(self.data)")
_kept = partial(with_slopes, "tanh", "math.tanh(self.data)")
_RULE = "self.grad += (1 - out.data**2) * out.grad"

ANSWERS = [
    right("as in the lesson", _tanh(_RULE)),
    right("computed once more", _tanh("self.grad += (1 - math.tanh(self.data) ** 2) * out.grad"), source="lesson 8"),
    right("a name for the number", "def tanh(self):\n    t = math.tanh(self.data)\n    out = Value(t, (self,), 'tanh')\n    def _backward():\n        self.grad += (1 - t * t) * out.grad\n    out._backward = _backward\n    return out"),
    right("two factors", _tanh("self.grad += (1 - out.data) * (1 + out.data) * out.grad")),
    right("by cosh", _tanh("self.grad += out.grad / math.cosh(self.data) ** 2")),
    right("the lectures' form", "def tanh(self):\n    x = self.data\n    t = (math.exp(2 * x) - 1) / (math.exp(2 * x) + 1)\n    out = Value(t, (self,), 'tanh')\n    def _backward():\n        self.grad += (1 - t**2) * out.grad\n    out._backward = _backward\n    return out", source="reported", note="right; beyond x = 355 exp overflows, where tanh is 1"),
    right("numpy", "import numpy as np\n\n" + with_rule("tanh", "np.tanh(self.data)", "self.grad += (1 - np.square(out.data)) * out.grad")),
    right("a lambda", "def tanh(self):\n    out = Value(math.tanh(self.data), (self,), 'tanh')\n    out._backward = lambda: setattr(self, 'grad', self.grad + (1 - out.data**2) * out.grad)\n    return out"),
    right_in_microgpt("as in microgpt", _kept("(1 - out**2,)")),
    right_in_microgpt("computed twice", _kept("[1 - math.tanh(self.data) ** 2]")),
    right_in_microgpt("made of exp", "def tanh(self):\n    e = (self * 2).exp()\n    return (e - 1) / (e + 1)"),
    wrong("the slope of the input", "slope of the input", _tanh("self.grad += (1 - self.data**2) * out.grad"), source="lesson 8"),
    wrong("the slope of the input, as a product", "slope of the input", _tanh("slope = 1 - self.data * self.data\nself.grad = self.grad + slope * out.grad")),
    wrong("not squared", "square forgotten", _tanh("self.grad += (1 - out.data) * out.grad"), source="reported", also=("not squared",)),
    wrong("no brackets", "brackets", _tanh("self.grad += 1 - out.data**2 * out.grad"), source="reported"),
    wrong("no brackets, computed once more", "brackets", _tanh("self.grad += 1 - math.tanh(self.data)**2 * out.grad")),
    wrong("no brackets, the upstream first", "brackets", _tanh("self.grad += out.grad * 1 - out.data**2")),
    wrong("brackets round the difference", None, _tanh("self.grad += (1 - out.data) ** 2 * out.grad")),
    wrong("plus", None, _tanh("self.grad += (1 + out.data**2) * out.grad")),
    wrong("turned round", None, _tanh("self.grad += (out.data**2 - 1) * out.grad")),
    wrong("the square alone", None, _tanh("self.grad += out.data**2 * out.grad")),
    wrong("the result as slope", "out's value", _tanh("self.grad += out.data * out.grad")),
    wrong("no upstream", "no upstream", _tanh("self.grad += 1 - out.data**2")),
    wrong("overwritten", "overwrite", _tanh("self.grad = (1 - out.data**2) * out.grad")),
    wrong("squares the gradient", None, _tanh("self.grad += (1 - out.grad**2) * out.grad")),
    wrong("slope 1", "no local slope", _tanh("self.grad += out.grad"), note="right at 0"),
    wrong("the slope of the logistic curve", None, _tanh("self.grad += out.data * (1 - out.data) * out.grad")),
    wrong("the logistic curve", None, with_rule("tanh", "1 / (1 + math.exp(-self.data))", "self.grad += out.data * (1 - out.data) * out.grad")),
    wrong("the exponents are not doubled", None, with_rule("tanh", "(math.exp(self.data) - 1) / (math.exp(self.data) + 1)", _RULE)),
    wrong("sinh", None, with_rule("tanh", "math.sinh(self.data)", _RULE)),
    wrong("tan", None, with_rule("tanh", "math.tan(self.data)", _RULE)),
    wrong("a caret", "xor", _tanh("self.grad += (1 - out.data^2) * out.grad"), RAISED, source="reported", never=("error.sum from 0",)),
    wrong("the Value to math", "forgot .data", with_rule("tanh", "math.tanh(self)", _RULE), REFUSED, source="reported"),
    wrong("the Value on the way back", "forgot .data", _tanh("self.grad += (1 - out**2) * out.grad"), REFUSED),
    wrong("the Value to math on the way back", "forgot .data", _tanh("self.grad += (1 - math.tanh(self)**2) * out.grad"), REFUSED),
    wrong("operands not kept", "no parents", _tanh(_RULE, operands="()")),
    wrong("a copy", "detached", _tanh(_RULE, operands="(Value(self.data),)")),
    wrong("not stored", None, _tanh(_RULE).replace("    out._backward = _backward\n", "")),
    wrong("called, not stored", None, _tanh(_RULE).replace("= _backward\n", "= _backward()\n"), REFUSED),
    wrong("no return", ("examine.nothing returned", "error.none operand"), _tanh(_RULE).replace("    return out\n", ""), REFUSED),
    wrong("no comma", "error.tuple of one", _tanh(_RULE, operands="(self)"), RAISED),
    wrong("rounded", None, with_rule("tanh", "round(math.tanh(self.data), 3)", _RULE)),
    wrong("the shown place", None, _tanh("self.grad += (1 - math.tanh(0.5) ** 2) * out.grad"), note="right at 0.5"),
    right("on the engine of the project", _tanh(_RULE), before="from micrograd.engine import Value\n", alone=True, note="lesson 0 imports it under this name"),
    wrong("1 - t on the engine of the project", "square forgotten", _tanh("self.grad += (1 - out.data) * out.grad"), before="from micrograd.engine import Value\n", alone=True, source="reported", also=("not squared",), note="the class that says what is true must not be changed by it"),
    wrong("1 - t among the local slopes of the engine of the project", "square forgotten", "def tanh(self):\n    t = math.tanh(self.data)\n    return Value(t, (self,), 'tanh', (1 - t,))", before="from micrograd.engine import Value\n", alone=True, source="reported", also=("not squared",)),
    wrong("the slope of the input on the engine of the project", "slope of the input", _tanh("self.grad += (1 - self.data**2) * out.grad"), before="from micrograd.engine import Value\n", alone=True),
    wrong("empty", None, "def tanh(self):\n    ...", NOT_ATTEMPTED),
    wrong_in_microgpt("the slope of the input", "slope of the input", _kept("(1 - self.data**2,)")),
    wrong_in_microgpt("not squared", "square forgotten", _kept("(1 - out,)"), also=("not squared",)),
    wrong_in_microgpt("the result as slope", "out's value", _kept("(out,)")),
    wrong_in_microgpt("slope 1", "no local slope", _kept("(1,)")),
    wrong_in_microgpt("plus", None, _kept("(1 + out**2,)")),
    wrong_in_microgpt("a caret", "xor", _kept("(1 - out^2,)"), RAISED, never=("error.sum from 0",)),
    wrong_in_microgpt("the Value to math", "forgot .data", with_slopes("tanh", "math.tanh(self)", "(1 - out**2,)"), REFUSED),
    wrong_in_microgpt("the Value as slope", "forgot .data", _kept("(1 - self**2,)"), REFUSED, also=("slope of the input",)),
    wrong_in_microgpt("no comma", None, _kept("(1 - out**2)"), REFUSED),
]  # fmt: skip
