"""Answers to `__add__`."""

from functools import partial

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, REFUSED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_order, with_rule, with_slopes

right, wrong = answers_to("add", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_add = partial(with_rule, "__add__", "self.data + other.data")
_kept = partial(with_slopes, "__add__", "self.data + other.data")
_BOTH = "self.grad += out.grad\nother.grad += out.grad"

ANSWERS = [
    right("as in the lesson", _add("self.grad += 1.0 * out.grad\nother.grad += 1.0 * out.grad")),
    right("without the 1", _add(_BOTH)),
    right("grad = grad + ...", _add("self.grad = self.grad + out.grad\nother.grad = other.grad + out.grad")),
    right("a loop over the operands", _add("for operand in (self, other):\n    operand.grad += out.grad")),
    right("the other one first", _add("other.grad += out.grad\nself.grad += out.grad")),
    right("a helper inside", _add("def give(v):\n    v.grad += out.grad\ngive(self)\ngive(other)")),
    right("a type check", _add(_BOTH, first="if isinstance(other, (int, float)):\n        other = Value(other)")),
    right("by its attribute", _add(_BOTH, first="other = other if hasattr(other, 'data') else Value(other)")),
    right("try and except", _add(_BOTH, first="try:\n        other.data\n    except AttributeError:\n        other = Value(other)")),
    right("math.fsum", with_rule("__add__", "math.fsum([self.data, other.data])", _BOTH)),
    right("operands in a list", _add(_BOTH, operands="[self, other]")),
    right("a lambda and setattr", '''
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), '+')
    out._backward = lambda: [setattr(v, 'grad', v.grad + out.grad) for v in (self, other)]
    return out
'''),
    right("a method that both use", '''
def as_value(x):
    return x if isinstance(x, Value) else Value(x)

def receive(self, amount):
    self.grad += amount

Value.receive = receive

def __add__(self, other):
    """self + other"""
    other = as_value(other)
    out = Value(_op="+", _children=(self, other), data=self.data + other.data)
    def _backward():
        self.receive(out.grad)
        other.receive(out.grad)
    out._backward = _backward
    return out
'''),
    right("an object as rule", '''
class HandBack:
    def __init__(self, result, operands):
        self.result, self.operands = result, operands

    def __call__(self):
        for operand in self.operands:
            operand.grad += self.result.grad

def __add__(self, other):
    if not isinstance(other, Value):
        other = Value(other)
    out = Value(self.data + other.data, (self, other), '+')
    out._backward = HandBack(out, (self, other))
    return out
'''),
    right("an early return for plain numbers", '''
def __add__(self, other):
    if not isinstance(other, Value):
        return self + Value(other)
    out = Value(self.data + other.data, (self, other), '+')
    def _backward():
        self.grad += out.grad
        other.grad += out.grad
    out._backward = _backward
    return out
'''),
    right("a loop of rules that are bound", '''
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), '+')
    rules = []
    for operand in (self, other):
        def rule(operand=operand):
            operand.grad += out.grad
        rules.append(rule)
    out._backward = lambda: [rule() for rule in rules]
    return out
'''),
    right("numpy's sum", "import numpy as np\n\n" + with_rule("__add__", "float(np.sum([self.data, other.data]))", _BOTH)),
    right("the class of self", with_rule("__add__", "self.data + other.data", _BOTH, first="make = type(self)\n    other = other if isinstance(other, make) else make(other)").replace("out = Value(", "out = make(")),
    right("twice at once where both are one", _add("if self is other:\n    self.grad += 2 * out.grad\nelse:\n    self.grad += out.grad\n    other.grad += out.grad")),
    right_in_microgpt("as in microgpt", _kept("(1, 1)")),
    right_in_microgpt("slopes in a list", _kept("[1.0, 1.0]")),
    right_in_microgpt("by name", "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(data=self.data + other.data, local_grads=(1.0,) * 2, children=(self, other))"),
    right_in_microgpt("a helper for both operations", "def _made(data, *pairs):\n    return Value(data, tuple(v for v, _ in pairs), tuple(slope for _, slope in pairs))\n\ndef __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return _made(self.data + other.data, (self, 1), (other, 1))"),
    wrong("overwritten", "overwrite", _add("self.grad = out.grad\nother.grad = out.grad"), source="lesson 2"),
    wrong("the second overwrites", "overwrite", _add("self.grad += out.grad\nother.grad = out.grad"), source="lesson 2"),
    wrong("the first overwrites", "overwrite", _add("self.grad = 1.0 * out.grad\nother.grad += 1.0 * out.grad"), source="lesson 2"),
    wrong("=+", "overwrite", _add("self.grad =+ out.grad\nother.grad =+ out.grad"), note="x =+ y assigns +y"),
    wrong("computed, then overwritten", "overwrite", _add("a, b = self.grad, other.grad\nself.grad = a + out.grad\nother.grad = b + out.grad"), note="both gradients are read before either is written: of a + a one share is lost"),
    wrong("both sides set at once", "overwrite", _add("self.grad = other.grad = out.grad")),
    wrong("only 1", "no upstream", _add("self.grad += 1.0\nother.grad += 1.0"), source="docs/misconceptions.md"),
    wrong("only 1 for the other", "no upstream", _add("self.grad += out.grad\nother.grad += 1")),
    wrong("only self", "one side", _add("self.grad += out.grad"), source="docs/misconceptions.md"),
    wrong("only other", "one side", _add("other.grad += out.grad")),
    wrong("self twice", "both to one", _add("self.grad += out.grad\nself.grad += out.grad"), note="the other gets nothing, and self twice its share"),
    wrong("the result as slope", "out's value", _add("self.grad += out.data * out.grad\nother.grad += out.data * out.grad")),
    wrong("half to each", "shared half", _add("self.grad += 0.5 * out.grad\nother.grad += 0.5 * out.grad"), source="lesson 2"),
    wrong("divided by two", "shared half", _add("share = out.grad / 2\nself.grad += share\nother.grad += share")),
    wrong("divided by the number of operands", "shared half", _add("for v in out._prev:\n    v.grad += out.grad / len(out._prev)")),
    wrong("closures of a loop", "late binding", '''
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), '+')
    rules = []
    for operand in (self, other):
        def rule():
            operand.grad += out.grad
        rules.append(rule)
    out._backward = lambda: [rule() for rule in rules]
    return out
'''),
    wrong("operands not kept", "no parents", _add(_BOTH, operands="()")),
    wrong("only the number", "no parents", "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data + other.data)"),
    wrong("always made a Value", "wrapped twice", _add(_BOTH, first="other = Value(other)"), REFUSED),
    wrong("the wrong way round", "wrapped twice", _add(_BOTH, first="other = Value(other) if isinstance(other, Value) else other"), REFUSED),
    wrong("Values in a Value", "error.recursion operator", with_rule("__add__", "self + other", _BOTH), REFUSED, note=".data is missing, and + calls itself"),
    wrong("copies", "detached", _add(_BOTH, first="other = Value(other.data if isinstance(other, Value) else other)")),
    wrong("copies of both", "detached", _add(_BOTH, operands="(Value(self.data), Value(other.data))")),
    wrong("one operand is not kept", None, _add(_BOTH, operands="(self,)"), note="other never gets its turn: it is no operand of the result"),
    wrong("not left in the result", None, _add(_BOTH).replace("    out._backward = _backward\n", "")),
    wrong("left in the operand", None, _add(_BOTH).replace("    out._backward", "    self._backward")),
    wrong("left inside of itself", None, _add(_BOTH).replace("    out._backward", "        out._backward")),
    wrong("called, not stored", None, _add(_BOTH).replace("= _backward\n", "= _backward()\n"), REFUSED),
    wrong("without its underscore", None, _add(_BOTH).replace("    out._backward", "    out.backward")),
    wrong("returned too early", None, "def __add__(self, other):\n    out = Value(self.data + other.data, (self, other), '+')\n    return out\n\n    def _backward():\n        self.grad += out.grad\n        other.grad += out.grad\n\n    out._backward = _backward"),
    wrong("no return", "examine.nothing returned", _add(_BOTH).replace("    return out\n", "")),
    wrong("a plain number", "examine.not a value", "def __add__(self, other):\n    return self.data + (other.data if isinstance(other, Value) else other)"),
    wrong("no plain numbers", "error.operand is a number", _add(_BOTH, first=""), "raised"),
    wrong("whole numbers only", None, _add(_BOTH, first="other = Value(other) if isinstance(other, int) else other"), REFUSED, note="a + 1.5 fails"),
    wrong("the gradient was read too early", None, '''
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), '+')
    upstream = out.grad
    def _backward():
        self.grad += upstream
        other.grad += upstream
    out._backward = _backward
    return out
''', note="it is still 0 when the operation runs", also=("one side",)),
    wrong("the wrong way", None, _add("out.grad += self.grad\nout.grad += other.grad"), note="forwards, not back", also=("one side",)),
    wrong("into the data", None, _add("self.data += out.grad\nother.data += out.grad"), also=("one side",)),
    wrong("minus", None, _add("self.grad -= out.grad\nother.grad -= out.grad")),
    wrong("one after the other", None, _add("self.grad += out.grad\nother.grad += self.grad"), note="other gets all that self has"),
    wrong("the slopes of a product", None, _add("self.grad += other.data * out.grad\nother.grad += self.data * out.grad")),
    wrong("their own numbers", None, _add("self.grad += self.data * out.grad\nother.grad += other.data * out.grad")),
    wrong("the sum of the numbers as gradient", ("out's value", "no upstream"), _add("self.grad += (self.data + other.data)\nother.grad += (self.data + other.data)")),
    wrong("rounded", None, with_rule("__add__", "round(self.data + other.data, 2)", _BOTH), source="reported"),
    wrong("whole numbers", None, with_rule("__add__", "int(self.data + other.data)", _BOTH)),
    wrong("equal numbers taken for one operand", "taken for one", _add("if self.data == other.data:\n    self.grad += 2 * out.grad\nelse:\n    self.grad += out.grad\n    other.grad += out.grad"), note="a and b may both be 3"),
    wrong("once where both are one", None, _add("self.grad += out.grad\nif other is not self:\n    other.grad += out.grad"), note="a + a gets 1", never=("mistake.overwrite",)),
    wrong("in place", None, "def __add__(self, other):\n    self.data += other.data if isinstance(other, Value) else other\n    return self", REFUSED, source="reported", also=("no parents",)),
    wrong("self grows", None, '''
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    self.data = self.data + other.data
    out = Value(self.data, (self, other), '+')
    def _backward():
        self.grad += out.grad
        other.grad += out.grad
    out._backward = _backward
    return out
''', note="the operand is changed: after a + b, a is another number"),
    wrong("kept by the numbers", None, '''
sums = {}

def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    if (self.data, other.data) in sums:
        return sums[self.data, other.data]
    out = Value(self.data + other.data, (self, other), '+')
    def _backward():
        self.grad += out.grad
        other.grad += out.grad
    out._backward = _backward
    sums[self.data, other.data] = out
    return out
''', note="a result that was computed from others", never=("mistake.detached", "mistake.no parents")),
    wrong("the a and b of the notebook", None, '''
def __add__(self, other):
    out = Value(a.data + b.data, (a, b), '+')
    def _backward():
        a.grad += out.grad
        b.grad += out.grad
    out._backward = _backward
    return out
''', before="a, b = Value(2.0), Value(-3.0)\n", note="right for the visible example's numbers"),
    wrong("what was shown", None, with_rule("__add__", "-1.0", _BOTH), note="2 + -3"),
    wrong("at random", None, _add("self.grad += random.choice([0.9, 1.1]) * out.grad\nother.grad += out.grad")),
    wrong("only where the gradient rises", None, _add("if out.grad > 0:\n    self.grad += out.grad\n    other.grad += out.grad"), note="right for gradients above 0", never=("mistake.relu gates on the gradient",)),
    wrong("only the first time", None, _add("if self.grad == 0:\n    self.grad += out.grad\nif other.grad == 0:\n    other.grad += out.grad"), note="what is used twice gets one share", never=("mistake.overwrite",)),
    wrong("no symbol", None, _add(_BOTH, symbol="''"), note="the task asks for '+' in the receipt"),
    wrong("the symbol of another", None, _add(_BOTH, symbol="'*'")),
    wrong("the result compared with None", None, _add("if out.grad:\n    self.grad = self.grad or out.grad\n    other.grad = other.grad or out.grad")),
    wrong("a Value as gradient", None, _add("self.grad += Value(1.0) * out.grad\nother.grad += Value(1.0) * out.grad"), REFUSED, note="a gradient is a plain number"),
    wrong_in_microgpt("half to each", "shared half", _kept("(0.5, 0.5)"), source="lesson 2"),
    wrong_in_microgpt("only self", "one side", _kept("(1, 0)")),
    wrong_in_microgpt("only other", "one side", _kept("(0, 1)")),
    wrong_in_microgpt("one slope for two operands", "one side", _kept("(1,)"), note="zip ends with the shorter one"),
    wrong_in_microgpt("the result as slope", "out's value", _kept("(out, out)")),
    wrong_in_microgpt("the slopes of a product", None, _kept("(other.data, self.data)")),
    wrong_in_microgpt("their own numbers", None, _kept("(self.data, other.data)")),
    wrong_in_microgpt("minus", None, _kept("(1, -1)"), never=("mistake.sign of sub",)),
    wrong_in_microgpt("operands not kept", "no parents", "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data + other.data)"),
    wrong_in_microgpt("copies", "detached", _kept("(1, 1)", operands="(Value(self.data), Value(other.data))")),
    wrong_in_microgpt("always made a Value", "wrapped twice", _kept("(1, 1)", first="other = Value(other)")),
    wrong_in_microgpt("slopes and operands exchanged", None, "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data + other.data, (1, 1), (self, other))", REFUSED),
    wrong_in_microgpt("operands in a set", None, _kept("(1, 1)", operands="{self, other}"), note="a + a keeps a once, and zip gives it one slope", never=("mistake.overwrite",)),
    wrong_in_microgpt("no slopes", None, "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data + other.data, (self, other))"),
    wrong_in_microgpt("the loop overwrites", "overwrite", _kept("(1, 1)") + "\n" + with_order("self.grad = 1\nfor v in reversed(order):\n    for child, local_grad in zip(v._children, v._local_grads):\n        child.grad = local_grad * v.grad", "_children") + "\nValue.backward = backward"),
    wrong_in_microgpt("the loop leaves the upstream out", "no upstream", _kept("(1, 1)") + "\n" + with_order("self.grad = 1\nfor v in reversed(order):\n    for child, local_grad in zip(v._children, v._local_grads):\n        child.grad += local_grad", "_children") + "\nValue.backward = backward"),
    wrong("empty", None, "def __add__(self, other):\n    ...", NOT_ATTEMPTED),
    wrong("not implemented", None, "def __add__(self, other):\n    raise NotImplementedError", NOT_ATTEMPTED),
    right("equal operands counted", "from collections import Counter\n\n" + _add("for v, times in Counter((self, other)).items():\n    v.grad += times * out.grad")),
    right("the rule holds the result weakly", "import weakref\n\n" + _add("self.grad += held().grad\nother.grad += held().grad").replace("    def _backward", "    held = weakref.ref(out)\n\n    def _backward")),
    wrong("a generator that nobody runs", "examine.nothing came", _add("def give():\n    for v in (self, other):\n        v.grad += out.grad\n        yield\ngive()")),
    wrong("a map that nobody runs", "examine.nothing came", _add("map(lambda v: setattr(v, 'grad', v.grad + out.grad), (self, other))")),
    wrong("computed, not assigned", "examine.nothing came", _add("self.grad + out.grad\nother.grad + out.grad")),
    wrong("the shares are returned", "examine.nothing came", _add("return out.grad, out.grad"), source="PyTorch"),
    wrong("1 where the gradient is 0", None, _add("self.grad += out.grad or 1.0\nother.grad += out.grad or 1.0")),
    wrong("whole gradients only", None, _add("self.grad += int(out.grad)\nother.grad += int(out.grad)")),
    wrong("at most 1", None, _add("for v in (self, other):\n    v.grad += max(-1.0, min(1.0, out.grad))")),
    wrong("only the leaves", None, _add("for v in (self, other):\n    if not v._prev:\n        v.grad += out.grad")),
    wrong("operands in two brackets", "examine.nested", _add(_BOTH, operands="((self, other),)")),
    wrong("this", "error.the object itself", _add("this.grad += out.grad\nother.grad += out.grad"), "raised", source="Java", never=("error.not imported",)),
]  # fmt: skip
