"""Answers to `__mul__`."""

from functools import partial

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_order, with_rule, with_slopes

right, wrong = answers_to("mul", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_mul = partial(with_rule, "__mul__", "self.data * other.data")
_kept = partial(with_slopes, "__mul__", "self.data * other.data")
_BOTH = "self.grad += other.data * out.grad\nother.grad += self.data * out.grad"
_BLANK = _mul("self.grad += ____ * out.grad\nother.grad += ____ * out.grad")


def _looping(body: str) -> str:
    """An otherwise right product, and a `backward()` whose loop has these lines inside."""
    loop = "self.grad = 1\nfor v in reversed(order):\n    " + body.strip().replace("\n", "\n    ")
    return _kept("(other.data, self.data)") + "\n" + with_order(loop, "_children") + "\nValue.backward = backward\n"


ANSWERS = [
    right("as in the lesson", _mul(_BOTH)),
    right("the factors turned round", _mul("self.grad += out.grad * other.data\nother.grad += out.grad * self.data")),
    right("grad = grad + ...", _mul("self.grad = self.grad + other.data * out.grad\nother.grad = other.grad + self.data * out.grad")),
    right("numbers by name", "def __mul__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    x, y = self.data, other.data\n    out = Value(x * y, (self, other), '*')\n    def _backward():\n        g = out.grad\n        self.grad += y * g\n        other.grad += x * g\n    out._backward = _backward\n    return out"),
    right("pairs in a loop", _mul("for operand, slope in ((self, other.data), (other, self.data)):\n    operand.grad += slope * out.grad")),
    right("pairs in a loop, by zip", _mul("for operand, partner in zip(out._prev, reversed(out._prev)):\n    operand.grad += partner.data * out.grad")),
    right("by index", _mul("for i, operand in enumerate(out._prev):\n    operand.grad += out._prev[1 - i].data * out.grad")),
    right("rules bound by a default", '''
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, (self, other), '*')
    rules = [lambda v=v, slope=slope: setattr(v, 'grad', v.grad + slope * out.grad) for v, slope in ((self, other.data), (other, self.data))]
    out._backward = lambda: [rule() for rule in rules]
    return out
'''),
    right("a plain number is no operand", '''
def __mul__(self, other):
    if isinstance(other, (int, float)):
        out = Value(self.data * other, (self,), '*')
        def _backward():
            self.grad += other * out.grad
    else:
        out = Value(self.data * other.data, (self, other), '*')
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
    out._backward = _backward
    return out
'''),
    right("numpy's product", "import numpy as np\n\n" + with_rule("__mul__", "np.prod([self.data, other.data])", _BOTH)),
    right("math.prod", with_rule("__mul__", "math.prod((self.data, other.data))", _BOTH)),
    right("a function that makes operations", '''
def operation(symbol, compute, slopes):
    def method(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(compute(self.data, other.data), (self, other), symbol)
        def _backward():
            for operand, slope in zip((self, other), slopes(self.data, other.data)):
                operand.grad += slope * out.grad
        out._backward = _backward
        return out
    return method

__mul__ = operation("*", lambda x, y: x * y, lambda x, y: (y, x))
'''),
    right("squares for themselves", _mul("if self is other:\n    self.grad += 2 * self.data * out.grad\nelse:\n    self.grad += other.data * out.grad\n    other.grad += self.data * out.grad")),
    right("an early return where nothing comes", _mul("if not out.grad:\n    return\n" + _BOTH)),
    right_in_microgpt("as in microgpt", _kept("(other.data, self.data)")),
    right_in_microgpt("slopes in a list", _kept("[other.data, self.data]", operands="[self, other]")),
    right_in_microgpt("a plain number is no operand", "def __mul__(self, other):\n    if not isinstance(other, Value):\n        return Value(self.data * other, (self,), (other,))\n    return Value(self.data * other.data, (self, other), (other.data, self.data))"),
    right_in_microgpt("turned round", _kept("(self.data, other.data)", operands="(other, self)")),
    right_in_microgpt("a loop with enumerate", _looping("for i, child in enumerate(v._children):\n    child.grad += v._local_grads[i] * v.grad")),
    wrong("its own number", "not swapped", _mul("self.grad += self.data * out.grad\nother.grad += other.data * out.grad"), source="lesson 3"),
    wrong("its own number, in a loop", "not swapped", _mul("for v in (self, other):\n    v.grad += v.data * out.grad")),
    wrong("its own number, on one side", "not swapped", _mul("self.grad += other.data * out.grad\nother.grad += other.data * out.grad")),
    wrong("its own number, on the other side", "not swapped", _mul("self.grad += self.data * out.grad\nother.grad += self.data * out.grad")),
    wrong("overwritten", "overwrite", _mul(_BOTH.replace("+=", "="))),
    wrong("overwritten on one side", "overwrite", _mul("self.grad += other.data * out.grad\nother.grad = self.data * out.grad")),
    wrong("=+", "overwrite", _mul(_BOTH.replace("+=", "=+"))),
    wrong("no upstream", "no upstream", _mul("self.grad += other.data\nother.grad += self.data"), source="lesson 3"),
    wrong("no upstream on one side", "no upstream", _mul("self.grad += other.data * out.grad\nother.grad += self.data")),
    wrong("self.grad in the place of out.grad", None, _mul("self.grad += other.data * self.grad\nother.grad += self.data * other.grad"), also=("one side",)),
    wrong("the upstream twice", None, _mul("self.grad += other.data * out.grad * out.grad\nother.grad += self.data * out.grad * out.grad")),
    wrong("added, not multiplied", None, _mul("self.grad += other.data + out.grad\nother.grad += self.data + out.grad")),
    wrong("only self", "one side", _mul("self.grad += other.data * out.grad"), source="lesson 0"),
    wrong("only other", "one side", _mul("other.grad += self.data * out.grad")),
    wrong("self gets both", "both to one", _mul("self.grad += other.data * out.grad\nself.grad += self.data * out.grad")),
    wrong("the result as slope", "out's value", _mul("self.grad += out.data * out.grad\nother.grad += out.data * out.grad")),
    wrong("divided by its own number", "divides by data", _mul("self.grad += out.data / self.data * out.grad\nother.grad += out.data / other.data * out.grad"), REFUSED, source="reported"),
    wrong("divided by its own number, on one side", "divides by data", _mul("self.grad += other.data * out.grad\nother.grad += out.grad * out.data / other.data"), REFUSED),
    wrong("divided, in a loop", "divides by data", _mul("for v in (self, other):\n    v.grad += out.data * out.grad / v.data"), REFUSED),
    wrong("0 where there is nothing to divide by", "divides by data", _mul("self.grad += (out.data / self.data if self.data else 0.0) * out.grad\nother.grad += (out.data / other.data if other.data else 0.0) * out.grad"), note="at a = 0 the slope is b, not 0"),
    wrong("half to each", "shared half", _mul("self.grad += 0.5 * other.data * out.grad\nother.grad += 0.5 * self.data * out.grad")),
    wrong("the slopes of a sum", "no local slope", _mul("self.grad += out.grad\nother.grad += out.grad"), source="lesson 3"),
    wrong(".data forgotten", "forgot .data", _mul("self.grad += other * out.grad\nother.grad += self * out.grad"), REFUSED, source="reported", never=("error.sum from 0",)),
    wrong(".data forgotten behind out.grad", "forgot .data", _mul("self.grad += out.grad * other\nother.grad += out.grad * self"), REFUSED, never=("error.sum from 0",)),
    wrong(".data forgotten on one side", "forgot .data", _mul("self.grad += other.data * out.grad\nother.grad += self * out.grad"), REFUSED, never=("error.sum from 0",)),
    wrong(".data forgotten forwards", "error.recursion operator", with_rule("__mul__", "self * other", _BOTH), RAISED),
    wrong(".data forgotten for other", "forgot .data", with_rule("__mul__", "self.data * other", _BOTH), REFUSED, also=("wrapped twice",), never=("error.sum from 0",)),
    wrong(".grad forgotten", None, _mul("self += other.data * out.grad\nother += self.data * out.grad"), REFUSED, note="self and other become local names"),
    wrong("out forgotten", None, _mul("self.grad += other.data * out\nother.grad += self.data * out"), REFUSED, also=("forgot .data",)),
    wrong(".gradient", "error.near attribute", _mul("self.gradient += other.data * out.grad\nother.gradient += self.data * out.grad"), RAISED),
    wrong("a caret", "xor", with_rule("__mul__", "self.data ^ other.data", _BOTH), RAISED, never=("error.sum from 0",)),
    wrong("two stars", None, with_rule("__mul__", "self.data ** other.data", _BOTH), REFUSED),
    wrong("the operands of a set", None, _mul("for v in {self, other}:\n    v.grad += out.data / v.data * out.grad"), REFUSED, note="a * a counts once, and divides by 0", also=("divides by data",), never=("mistake.overwrite",)),
    wrong("closures of a loop", "late binding", "def __mul__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    out = Value(self.data * other.data, (self, other), '*')\n    rules = []\n    for v, slope in ((self, other.data), (other, self.data)):\n        rules.append(lambda: setattr(v, 'grad', v.grad + slope * out.grad))\n    out._backward = lambda: [rule() for rule in rules]\n    return out"),
    wrong("operands not kept", "no parents", _mul(_BOTH, operands="()")),
    wrong("copies", "detached", _mul(_BOTH, operands="(Value(self.data), Value(other.data))")),
    wrong("always made a Value", "wrapped twice", _mul(_BOTH, first="other = Value(other)"), REFUSED),
    wrong("a Value of a Value", "wrapped twice", "def __mul__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(Value(self.data * other.data), (self, other), '*')"),
    wrong("no return", "examine.nothing returned", _mul(_BOTH).replace("    return out\n", "")),
    wrong("return inside of the rule", "examine.nothing returned", _mul(_BOTH).replace("    return out\n", "").replace("self.data * out.grad\n", "self.data * out.grad\n        return out\n")),
    wrong("the number", "examine.not a value", "def __mul__(self, other):\n    return self.data * other.data", REFUSED),
    wrong("not stored", None, _mul(_BOTH).replace("    out._backward = _backward\n", "")),
    wrong("called, not stored", None, _mul(_BOTH).replace("= _backward\n", "= _backward()\n"), REFUSED),
    wrong("no plain numbers", "error.operand is a number", _mul(_BOTH, first=""), RAISED),
    wrong("equal numbers taken for one operand", "taken for one", _mul("if self.data == other.data:\n    self.grad += 2 * self.data * out.grad\nelse:\n    self.grad += other.data * out.grad\n    other.grad += self.data * out.grad")),
    wrong("each object once", None, _mul("self.grad += other.data * out.grad\nif self is not other:\n    other.grad += self.data * out.grad"), never=("mistake.overwrite",)),
    wrong("right above 0 only", None, _mul("self.grad += abs(other.data) * out.grad\nother.grad += abs(self.data) * out.grad")),
    wrong("doubled", None, _mul("self.grad += 2 * other.data * out.grad\nother.grad += 2 * self.data * out.grad")),
    wrong("2 and 3", None, _mul("self.grad += 3.0 * out.grad\nother.grad += 2.0 * out.grad"), note="the visible example"),
    wrong("2 * 3", None, with_rule("__mul__", "6.0", _BOTH)),
    wrong("signs that cancel", None, _mul("self.grad += -other.data * -out.grad if out.grad > 0 else other.data * -out.grad\nother.grad += self.data * abs(out.grad)"), note="right where the upstream gradient is above 0"),
    wrong("rounded", None, with_rule("__mul__", "round(self.data * other.data, 1)", _BOTH)),
    wrong("rounded slopes", None, _mul("self.grad += round(other.data) * out.grad\nother.grad += round(self.data) * out.grad"), note="right for whole numbers"),
    wrong("whole numbers", None, with_rule("__mul__", "int(self.data) * int(other.data)", _BOTH)),
    wrong("self is changed", None, _mul(_BOTH, first="other = other if isinstance(other, Value) else Value(other)\n    before = self.data\n    self.data *= other.data").replace("Value(self.data * other.data,", "Value(self.data,")),
    wrong("leaves get 0 first", None, _mul("self.grad = 0\nother.grad = 0\n" + _BOTH), also=("overwrite",)),
    wrong("the gradient of the last time is kept", None, '''
last = []

def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, (self, other), '*')
    last.append(out)
    def _backward():
        self.grad += other.data * last[-1].grad
        other.grad += self.data * last[-1].grad
    out._backward = _backward
    return out
''', note="all products share the gradient of the latest"),
    wrong("a global for the result", None, '''
def __mul__(self, other):
    global product
    other = other if isinstance(other, Value) else Value(other)
    product = Value(self.data * other.data, (self, other), '*')
    def _backward():
        self.grad += other.data * product.grad
        other.grad += self.data * product.grad
    product._backward = _backward
    return product
''', note="as above"),
    wrong("numbers kept as a default", None, "def __mul__(self, other, known={}):\n    other = other if isinstance(other, Value) else Value(other)\n    key = (self.data, other.data)\n    if key not in known:\n        known[key] = Value(self.data * other.data, (self, other), '*')\n        out = known[key]\n        def _backward():\n            self.grad += other.data * out.grad\n            other.grad += self.data * out.grad\n        out._backward = _backward\n    return known[key]", never=("mistake.detached", "mistake.no parents", "mistake.one side")),
    wrong("no symbol", None, _mul(_BOTH, symbol="''")),
    wrong("the symbol of plus", None, _mul(_BOTH, symbol="'+'")),
    wrong("its own number on the engine of the project", "not swapped", _mul("self.grad += self.data * out.grad\nother.grad += other.data * out.grad"), before="from micrograd.engine import Value\n", alone=True),
    wrong("one blank filled", None, _BLANK.replace("____", "other.data", 1), source="reported", note="half of it is there"),
    wrong("the other blank filled", None, _BLANK[::-1].replace("____", "atad.fles", 1)[::-1]),
    wrong("both blanks left", None, _BLANK, NOT_ATTEMPTED, source="lesson 3"),
    wrong("dots in the blanks", None, _BLANK.replace("____", "..."), NOT_ATTEMPTED),
    wrong("empty", None, "def __mul__(self, other):\n    ...", NOT_ATTEMPTED),
    wrong_in_microgpt("its own number", "not swapped", _kept("(self.data, other.data)")),
    wrong_in_microgpt("its own number, on one side", "not swapped", _kept("(other.data, other.data)")),
    wrong_in_microgpt("the result as slope", "out's value", _kept("(out, out)")),
    wrong_in_microgpt("only self", "one side", _kept("(other.data, 0)")),
    wrong_in_microgpt("only the first slope", "one side", _kept("(other.data,)")),
    wrong_in_microgpt("half to each", "shared half", _kept("(other.data / 2, self.data / 2)")),
    wrong_in_microgpt("divided by its own number", "divides by data", _kept("(out / self.data, out / other.data)"), REFUSED),
    wrong_in_microgpt("the slopes of a sum", "no local slope", _kept("(1, 1)")),
    wrong_in_microgpt(".data forgotten", "forgot .data", _kept("(other, self)"), REFUSED, note="the gradients become Values"),
    wrong_in_microgpt("operands in a set", None, _kept("(other.data, self.data)", operands="{self, other}"), never=("mistake.overwrite", "mistake.not swapped")),
    wrong_in_microgpt("the upstream among the slopes", None, _kept("(other.data * self.grad, self.data * other.grad)"), also=("one side",)),
    wrong_in_microgpt("the loop overwrites", "overwrite", _looping("for child, local_grad in zip(v._children, v._local_grads):\n    child.grad = local_grad * v.grad")),
    wrong_in_microgpt("the loop leaves the upstream out", "no upstream", _looping("for child, local_grad in zip(v._children, v._local_grads):\n    child.grad += local_grad")),
    wrong_in_microgpt("the loop takes the first only", "one side", _looping("v_children = v._children[:1]\nfor child, local_grad in zip(v_children, v._local_grads):\n    child.grad += local_grad * v.grad")),
    wrong_in_microgpt("the loop pairs them wrongly", None, _looping("for child, local_grad in zip(v._children, reversed(v._local_grads)):\n    child.grad += local_grad * v.grad"), also=("not swapped",), note="each child gets the slope of the other"),
    wrong_in_microgpt("the loop takes the children's gradient", None, _looping("for child, local_grad in zip(v._children, v._local_grads):\n    child.grad += local_grad * child.grad"), also=("one side",)),
    wrong_in_microgpt("slopes by the number", None, _kept("tuple({self.data: other.data, other.data: self.data}.values())"), also=("taken for one", "one side"), note="two equal numbers are one key: then there is one slope for two operands"),
    right("numbers kept as in PyTorch", _mul("x, y = kept\nself.grad += y * out.grad\nother.grad += x * out.grad").replace("    def _backward", "    kept = self.data, other.data\n\n    def _backward")),
    right("a difference for a slope", _mul("h = 1.0\nself.grad += ((self.data + h) * other.data - out.data) / h * out.grad\nother.grad += (self.data * (other.data + h) - out.data) / h * out.grad"), note="a product is linear in each factor"),
    wrong("the gradient as a default", "examine.nothing came", _mul("self.grad += other.data * g\nother.grad += self.data * g").replace("_backward():", "_backward(g=out.grad):"), note="read when the rule is made: 0"),
    wrong("1 where the gradient is 0", None, _mul("self.grad += other.data * (out.grad or 1)\nother.grad += self.data * (out.grad or 1)")),
    wrong("one Value for all plain numbers", None, _mul(_BOTH, first="if not isinstance(other, Value):\n        constant.data = other\n        other = constant").replace("def", "constant = Value(1.0)\n\ndef", 1), note="in a * 2 * 5 both hold the 5"),
    wrong("plain numbers without upstream", None, "def __mul__(self, other):\n    if isinstance(other, Value):\n        out = Value(self.data * other.data, (self, other), '*')\n\n        def _backward():\n            self.grad += other.data * out.grad\n            other.grad += self.data * out.grad\n    else:\n        out = Value(self.data * other, (self,), '*')\n\n        def _backward():\n            self.grad += other\n\n    out._backward = _backward\n    return out", also=("no upstream",)),
    wrong("squares without upstream", None, _mul("if self is other:\n    self.grad += 2 * self.data\nelse:\n    self.grad += other.data * out.grad\n    other.grad += self.data * out.grad")),
    wrong("a little more than 0", None, _mul("self.grad += out.data / (self.data + 1e-12) * out.grad\nother.grad += out.data / (other.data + 1e-12) * out.grad"), also=("divides by data",)),
]  # fmt: skip
