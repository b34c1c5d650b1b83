"""Answers to `log`."""

from functools import partial

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_rule, with_slopes

right, wrong = answers_to("log", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_log = partial(with_rule, "log", "math.log(self.data)")
_kept = partial(with_slopes, "log", "math.log(self.data)")
_RULE = "self.grad += 1 / self.data * out.grad"

ANSWERS = [
    right("as in the lesson", _log(_RULE)),
    right("divided by the number", _log("self.grad += out.grad / self.data")),
    right("a power", _log("self.grad += self.data ** -1 * out.grad")),
    right("numpy", "import numpy as np\n\n" + with_rule("log", "float(np.log(self.data))", _RULE)),
    right("from the result", _log("self.grad += math.exp(-out.data) * out.grad")),
    right_in_microgpt("as in microgpt", _kept("(1 / self.data,)")),
    wrong("overwritten", "overwrite", _log("self.grad = 1 / self.data * out.grad")),
    wrong("no upstream", "no upstream", _log("self.grad += 1 / self.data")),
    wrong("slope 1", "no local slope", _log("self.grad += out.grad")),
    wrong("upside down", None, _log("self.grad += self.data * out.grad"), also=("slope of the input",)),
    wrong("one over the result", None, _log("self.grad += 1 / out.data * out.grad"), also=("divides by data",)),
    wrong("the result as slope", "out's value", _log("self.grad += out.data * out.grad")),
    wrong("minus", None, _log("self.grad += -1 / self.data * out.grad")),
    wrong("squared", None, _log("self.grad += 1 / self.data**2 * out.grad")),
    wrong("base 10", None, with_rule("log", "math.log10(self.data)", _RULE)),
    wrong("base 2", None, with_rule("log", "math.log2(self.data)", _RULE)),
    wrong("1 more", None, with_rule("log", "math.log1p(self.data)", _RULE)),
    wrong("a caret", "xor", _log("self.grad += self.data ^ -1 * out.grad"), RAISED, never=("error.sum from 0",)),
    wrong("the Value to math", "forgot .data", with_rule("log", "math.log(self)", _RULE), REFUSED),
    wrong("the Value on the way back", "forgot .data", _log("self.grad += out.grad / self"), REFUSED),
    wrong("operands not kept", "no parents", _log(_RULE, operands="()")),
    wrong("a copy", "detached", _log(_RULE, operands="(Value(self.data),)")),
    wrong("not stored", None, _log(_RULE).replace("    out._backward = _backward\n", "")),
    wrong("no return", ("examine.nothing returned", "error.none operand"), _log(_RULE).replace("    return out\n", ""), REFUSED),
    wrong("the number", "examine.not a value", "def log(self):\n    return math.log(self.data)"),
    wrong("empty", None, "def log(self):\n    pass", NOT_ATTEMPTED),
    wrong_in_microgpt("slope 1", "no local slope", _kept("(1,)")),
    wrong_in_microgpt("operands not kept", "no parents", "def log(self):\n    return Value(math.log(self.data))"),
]  # fmt: skip
