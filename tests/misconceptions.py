"""Programs as learners write them: each known mistake in at least two phrasings, two mistakes at once, and many ways
to be right.
"""

import itertools
import linecache
import math
import random
import textwrap
from dataclasses import dataclass

from exercises.closure_engine import source_after
from exercises.topics import EXERCISES

_COUNT = itertools.count(1)
CONVERT = "other = other if isinstance(other, Value) else Value(other)"


@dataclass(frozen=True)
class Program:
    """Code that a learner may write.

    Attributes:
        mistake: the name of the row in docs/misconceptions.md; None where it has none, or is right.
        check: the exercise.
        code: methods of Value, or a function or class.
    """

    mistake: str | None
    check: str
    code: str

    def thing(self):
        """What the check is given: the function or class, or Value with these methods in the place of its own."""
        return defined(self.code, methods=self.check in METHODS)


METHODS = ("add", "mul", "pow", "operators", "relu", "backward", "backward_twice", "tanh", "exp", "log", "gelu")


def defined(code, methods):
    namespace = {"math": math, "random": random}
    exec(_known(source_after(6)), namespace)
    for name in ("neuron", "layer"):
        exec(EXERCISES[name].solution, namespace)
    before = dict(namespace)
    exec(_known(code), namespace)
    made = {key: thing for key, thing in namespace.items() if before.get(key) is not thing}
    if "Value" in made or not methods:
        return made.get("Value") or [thing for thing in made.values() if callable(thing)][-1]
    for key, thing in made.items():
        if callable(thing):
            setattr(namespace["Value"], key, thing)
    return namespace["Value"]


def _known(source):
    """The code of a source that tracebacks can show, as that of a cell."""
    name = f"<learner {next(_COUNT)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    return compile(source, name, "exec")


def operation(name, data, rule, symbol=None, operands="(self, other)", first=CONVERT, value="Value"):
    """The source of an operation; rule holds the lines of its _backward."""
    symbol = symbol or {"__add__": "+", "__mul__": "*", "__sub__": "-", "relu": "ReLU"}[name]
    parameters = "self" if "other" not in operands else "self, other"
    body = textwrap.indent(textwrap.dedent(rule).strip(), " " * 8)
    convert = f"    {first}\n" if "other" in operands and first else ""
    return f'def {name}({parameters}):\n{convert}    out = {value}({data}, {operands}, "{symbol}")\n    def _backward():\n{body}\n    out._backward = _backward\n    return out\n'


def add(rule, **how):
    return operation("__add__", "self.data + other.data", rule, **how)


def mul(rule, **how):
    return operation("__mul__", "self.data * other.data", rule, **how)


def sub(rule):
    return operation("__sub__", "self.data - other.data", rule)


def power(rule):
    rule = textwrap.indent(textwrap.dedent(rule).strip(), " " * 8)
    return f'def __pow__(self, n):\n    out = Value(self.data ** n, (self,), f"**{{n}}")\n    def _backward():\n{rule}\n    out._backward = _backward\n    return out\n'


def relu(rule):
    return operation("relu", "max(0.0, self.data)", rule, operands="(self,)")


def backward(body):
    """A backward() with `order`, operands first, at hand."""
    return (
        "def backward(self):\n    order, seen = [], set()\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n"
        "                visit(p)\n            order.append(v)\n    visit(self)\n"
        + textwrap.indent(textwrap.dedent(body).strip(), "    ")
        + "\n"
    )


def training(body):
    return (
        "def train(model, inputs, targets):\n    for _ in range(60):\n        loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n"
        + textwrap.indent(textwrap.dedent(body).strip(), " " * 8)
    )


_TANH = operation("tanh", "math.tanh(self.data)", "self.grad += (1 - out.data**2) * out.grad", symbol="tanh", operands="(self,)")  # fmt: skip

_EXP = operation("exp", "math.exp(self.data)", "self.grad += out.data * out.grad", symbol="exp", operands="(self,)")

WRONG = [
    Program("overwrite", "add", add("self.grad = out.grad\nother.grad = out.grad")),
    Program("overwrite", "add", add("self.grad += out.grad\nother.grad = 1.0 * out.grad")),
    Program("overwrite", "mul", mul("self.grad = other.data * out.grad\nother.grad = self.data * out.grad")),
    Program("overwrite", "mul", mul("setattr(self, 'grad', other.data * out.grad)\nsetattr(other, 'grad', self.data * out.grad)")),
    Program("overwrite", "relu", relu("self.grad = (self.data > 0) * out.grad")),
    Program("overwrite", "relu", relu("if self.data > 0:\n    self.grad = out.grad")),
    Program("overwrite", "add3", "def add3(x, y, z):\n    out = Value(x.data + y.data + z.data, (x, y, z), '+')\n    def _backward():\n        for v in (x, y, z):\n            v.grad = out.grad\n    out._backward = _backward\n    return out"),
    Program("recursion", "backward", "def backward(self):\n    self.grad = 1.0\n    def go(v):\n        v._backward()\n        for p in v._prev:\n            go(p)\n    go(self)"),
    Program("recursion", "backward", "def backward(self):\n    self.grad = 1.0\n    stack = [self]\n    while stack:\n        v = stack.pop()\n        v._backward()\n        stack.extend(v._prev)"),
    Program("preorder / BFS", "backward", "def backward(self):\n    self.grad = 1.0\n    seen = set()\n    def go(v):\n        if v not in seen:\n            seen.add(v)\n            v._backward()\n            for p in v._prev:\n                go(p)\n    go(self)"),
    Program("preorder / BFS", "backward", "def backward(self):\n    self.grad = 1.0\n    queue, seen = [self], {self}\n    while queue:\n        v = queue.pop(0)\n        v._backward()\n        for p in v._prev:\n            if p not in seen:\n                seen.add(p)\n                queue.append(p)"),
    Program("preorder / BFS", "topological_order", "def topological_order(root):\n    order = []\n    def visit(v):\n        if v not in order:\n            order.append(v)\n            for p in v._prev:\n                visit(p)\n    visit(root)\n    return order[::-1]"),
    Program("taken for one", "topological_order", "def topological_order(root):\n    order, seen = [], set()\n    def visit(v):\n        if v.data not in seen:\n            seen.add(v.data)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(root)\n    return order"),
    Program("taken for one", "topological_order", "def topological_order(root):\n    order = []\n    def visit(v):\n        if not any(v.data == w.data for w in order):\n            for p in v._prev:\n                visit(p)\n            if not any(v.data == w.data for w in order):\n                order.append(v)\n    visit(root)\n    return order"),
    Program("not reversed", "backward", backward("self.grad = 1.0\nfor v in order:\n    v._backward()")),
    Program("not reversed", "backward", "def backward(self):\n    self.grad = 1.0\n    seen = set()\n    def go(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                go(p)\n            v._backward()\n    go(self)"),
    Program("no upstream", "mul", mul("self.grad += other.data\nother.grad += self.data")),
    Program("no upstream", "add", add("self.grad += 1.0\nother.grad += 1.0")),
    Program("no upstream", "pow", power("self.grad += n * self.data ** (n - 1)")),
    Program("no upstream", "relu", relu("self.grad += 1.0 if self.data > 0 else 0.0")),
    Program("not swapped", "mul", mul("self.grad += self.data * out.grad\nother.grad += other.data * out.grad")),
    Program("not swapped", "mul", mul("a, b = self.data, other.data\nself.grad = self.grad + a * out.grad\nother.grad = other.grad + b * out.grad")),
    Program("one side", "mul", mul("self.grad += other.data * out.grad")),
    Program("one side", "add", add("self.grad += out.grad")),
    Program("one side", "mul", mul("other.grad += self.data * out.grad")),
    Program("out's value", "mul", mul("self.grad += out.data * out.grad\nother.grad += out.data * out.grad")),
    Program("out's value", "add", add("g = out.data * out.grad\nself.grad += g\nother.grad += g")),
    Program("sign of sub", "operators", sub("self.grad += out.grad\nother.grad += out.grad")),
    Program("sign of sub", "operators", sub("for v in (self, other):\n    v.grad += 1.0 * out.grad")),
    Program("exponent dropped", "pow", power("self.grad += self.data ** (n - 1) * out.grad")),
    Program("exponent dropped", "pow", power("slope = self.data ** n / self.data\nself.grad += slope * out.grad")),
    Program("exponent dropped", "pow", operation("__pow__", "self.data ** other.data", "self.grad += self.data ** (other.data - 1) * out.grad", symbol="**")),
    Program("not decremented", "pow", power("self.grad += n * self.data ** n * out.grad")),
    Program("not decremented", "pow", power("self.grad += n * out.data * out.grad")),
    Program("relu passes all", "relu", relu("self.grad += out.grad")),
    Program("relu passes all", "relu", relu("self.grad += 1.0 * out.grad if out.data >= 0 else 0.0")),
    Program("relu gates on the gradient", "relu", relu("self.grad += (out.grad > 0) * 1.0")),
    Program("relu gates on the gradient", "relu", relu("if out.grad > 0:\n    self.grad += out.grad")),
    Program("relu scales by value", "relu", relu("self.grad += out.data * out.grad")),
    Program("relu scales by value", "relu", relu("self.grad += max(0, self.data) * out.grad")),
    Program("relu at 0", "relu", relu("self.grad += (self.data >= 0) * out.grad")),
    Program("relu at 0", "relu", relu("self.grad += (self.data >= 0) * out.grad").replace('"ReLU"', '"relu"')),
    Program("not swapped", "mul", mul("self.grad += self.data * out.grad\nother.grad += other.data * out.grad", symbol="times")),
    Program("relu at 0", "relu", relu("if self.data < 0:\n    return\nself.grad += out.grad")),
    Program("root not seeded", "backward", backward("for v in reversed(order):\n    v._backward()")),
    Program("root not seeded", "backward", backward("for v in order:\n    v.grad = 0.0\nfor v in reversed(order):\n    v._backward()")),
    Program("stale gradients", "backward_twice", backward("self.grad = 1.0\nfor v in reversed(order):\n    v._backward()")),
    Program("stale gradients", "backward_twice", backward("for v in order:\n    if not v._prev:\n        v.grad = 0.0\nself.grad = 1.0\nfor v in reversed(order):\n    v._backward()")),
    Program("stale gradients", "zero_grad", "def zero_grad(root):\n    def go(v):\n        if not v._prev:\n            v.grad = 0.0\n        for p in v._prev:\n            go(p)\n    go(root)"),
    Program("stale gradients", "training", training("loss.backward()\nfor p in model.parameters():\n    p.data -= 0.02 * p.grad")),
    Program("no parents", "add", "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    return Value(self.data + other.data)"),
    Program("no parents", "mul", mul("self.grad += other.data * out.grad\nother.grad += self.data * out.grad", operands="()").replace("(self)", "(self, other)", 1)),
    Program("no parents", "value", "class Value:\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, (), _op\n    def __repr__(self):\n        return f'Value({self.data})'"),
    Program("single underscores", "value", "class Value:\n    def _init_(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op\n    def _repr_(self):\n        return f'Value({self.data})'"),
    Program("single underscores", "value", "class Value:\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op\n    def __repr(self):\n        return f'Value({self.data})'"),
    Program("ignores nin", "neuron", "class Mine(Neuron):\n    def __init__(self, nin):\n        self.w, self.b = [Value(0.3), Value(-0.2)], Value(0.0)"),
    Program("ignores nin", "layer", "class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(2) for _ in range(nout)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]\n    def parameters(self):\n        return [p for n in self.neurons for p in n.parameters()]"),
    Program("wrapped twice", "add", add("self.grad += out.grad\nother.grad += out.grad", first="other = Value(other)")),
    Program("wrapped twice", "mul", "def __mul__(self, other):\n    return Value(Value(self.data * other.data), (self, other), '*')"),
    Program("operands exchanged", "operators", "Value.__rsub__ = Value.__sub__"),
    Program("operands exchanged", "operators", "def __rtruediv__(self, other):\n    return self * (1 / other)"),
    Program("operands exchanged", "operators", "def __rsub__(self, other):\n    out = Value(self.data - other, (self,), '-')\n    out._backward = lambda: setattr(self, 'grad', self.grad + out.grad)\n    return out"),
    Program("operands exchanged", "operators", "def __sub__(self, other):\n    return -self + other"),
    Program("relu passes all", "relu", relu("self.grad += out.grad if self.data else 0.0")),
    Program("sum from 0", "operators", "del Value.__radd__"),
    Program("sum from 0", "neuron", "del Value.__radd__\nclass Mine(Neuron):\n    def __call__(self, x):\n        return (sum([w * xi for w, xi in zip(self.w, x)]) + self.b).relu()"),
    Program("uphill", "gradient_step", "def gradient_step(parameters, rate):\n    for p in parameters:\n        p.data += rate * p.grad"),
    Program("uphill", "gradient_step", "def gradient_step(parameters, rate):\n    for p in parameters:\n        p.data = p.data - -p.grad * rate"),
    Program("uphill", "training", training("model.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data += 0.02 * p.grad")),
    Program("wrapped twice", "training", training("model.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data = p - 0.02 * p.grad")),
    Program("wrapped twice", "gradient_step", "def gradient_step(parameters, rate):\n    for p in parameters:\n        p.data = p - rate * p.grad"),
    Program("detached", "training", training("loss = Value(loss.data)\nmodel.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.02 * p.grad")),
    Program("zeroed too early", "training", training("loss.backward()\nmodel.zero_grad()\nfor p in model.parameters():\n    p.data -= 0.02 * p.grad")),
    Program("zeroed too early", "training", training("loss.backward()\nfor p in model.parameters():\n    p.grad = 0.0\n    p.data -= 0.02 * p.grad")),
    Program("not squared", "training", training("loss = sum(model(x) - t for x, t in zip(inputs, targets))\nmodel.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.02 * p.grad")),
    Program("not squared", "loss", "def loss(predictions, targets):\n    return sum(p - t for p, t in zip(predictions, targets))"),
    Program("built once", "training", "def train(model, inputs, targets):\n    loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n    for _ in range(60):\n        model.zero_grad()\n        loss.backward()\n        for p in model.parameters():\n            p.data -= 0.002 * p.grad"),
    Program("built once", "training", "def train(model, inputs, targets):\n    ys = [model(x) for x in inputs]\n    for _ in range(60):\n        model.zero_grad()\n        sum((y - t) ** 2 for y, t in zip(ys, targets)).backward()\n        for p in model.parameters():\n            p.data -= 0.002 * p.grad"),
    Program("finite change", "slope", "def slope(f, x):\n    return f(x + 1) - f(x)"),
    Program("finite change", "slope", "def slope(f, x, h=1):\n    after, before = f(x + h), f(x)\n    return (after - before) / h"),
    Program("brackets", "slope", "def slope(f, x):\n    h = 0.001\n    return f(x + h) - f(x) / h"),
    Program("brackets", "central_difference", "def central(f, x):\n    h = 1e-5\n    return f(x + h) - f(x - h) / (2 * h)"),
    Program("multiplied by h", "central_difference", "def central(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x - h)) / 2 * h"),
    Program("multiplied by h", "slope", "def slope(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x)) * h"),
    Program("one-sided", "central_difference", "def central(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x)) / h"),
    Program("one-sided", "central_difference", "def central(f, x):\n    h = 1e-8\n    return (f(x) - f(x - h)) / h"),
    Program("h from outside", "slope", "globals()['h'] = 1e-5\ndef slope(f, x):\n    return (f(x + h) - f(x)) / h"),
    Program("h from outside", "central_difference", "globals()['step'] = 1e-16\ndef central(f, x):\n    return (f(x + step) - f(x - step)) / (2 * step)"),
    Program("h too small / too big", "slope", "def slope(f, x):\n    h = 1e-17\n    return (f(x + h) - f(x)) / h"),
    Program("h too small / too big", "slope", "def slope(f, x):\n    h = 0.1\n    return (f(x + h) - f(x)) / h"),
    Program("h too small / too big", "central_difference", "def central(f, x):\n    h = 1e-14\n    return (f(x + h) - f(x - h)) / (2 * h)"),
    Program("detached", "add", add("self.grad += out.grad\nother.grad += out.grad", first="other = Value(other.data if isinstance(other, Value) else other)")),
    Program("detached", "mul", mul("self.grad += other.data * out.grad\nother.grad += self.data * out.grad", operands="(Value(self.data), Value(other.data))")),
    Program("detached", "neuron", "class Mine(Neuron):\n    def __call__(self, x):\n        return Value(sum(w.data * xi for w, xi in zip(self.w, x)) + self.b.data).relu()"),
    Program("detached", "loss", "def loss(predictions, targets):\n    return Value(sum((p.data - t) ** 2 for p, t in zip(predictions, targets)))"),
    Program("late binding", "mul", "def __mul__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    out = Value(self.data * other.data, (self, other), '*')\n    rules = []\n    for v, slope in ((self, other.data), (other, self.data)):\n        def rule():\n            v.grad += slope * out.grad\n        rules.append(rule)\n    out._backward = lambda: [rule() for rule in rules]\n    return out"),
    Program("late binding", "add", "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n    out = Value(self.data + other.data, (self, other), '+')\n    rules = [lambda: setattr(v, 'grad', v.grad + out.grad) for v in (self, other)]\n    out._backward = lambda: [rule() for rule in rules]\n    return out"),
    Program("late binding", "layer", "class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in range(nout)]\n        self.calls = [lambda x: n(x) for n in self.neurons]\n    def __call__(self, x):\n        return [call(x) for call in self.calls]\n    def parameters(self):\n        return [p for n in self.neurons for p in n.parameters()]"),
    Program("shared half", "add", add("self.grad += 0.5 * out.grad\nother.grad += 0.5 * out.grad")),
    Program("shared half", "mul", mul("for v, w in ((self, other), (other, self)):\n    v.grad += w.data * out.grad / 2")),
    Program("no local slope", "mul", mul("self.grad += out.grad\nother.grad += out.grad")),
    Program("no local slope", "exp", _EXP.replace("out.data * ", "")),
    Program("both to one", "mul", mul("self.grad += other.data * out.grad\nself.grad += self.data * out.grad")),
    Program("both to one", "add", add("other.grad += out.grad\nother.grad += out.grad")),
    Program("forgot .data", "mul", mul("self.grad = self.grad + other * out.grad\nother.grad = other.grad + self * out.grad")),
    Program("forgot .data", "tanh", _TANH.replace("self.grad += (1 - out.data**2) * out.grad", "self.grad = self.grad + (1 - out * out) * out.grad")),
    Program("forgot .data", "relu", operation("relu", "max(0, self)", "self.grad += (self.data > 0) * out.grad", operands="(self,)")),
    Program("forgot .data", "exp", _EXP.replace("math.exp(self.data)", "math.exp(self)")),
    Program("grad is None", "mul", "class Value:\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, None, _children, _op\n        self._backward = lambda: None\n" + textwrap.indent(mul("self.grad += other.data * out.grad\nother.grad += self.data * out.grad"), "    ")),
    Program("grad is None", "training", training("for p in model.parameters():\n    p.grad = None\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.02 * p.grad")),
    Program("xor", "pow", power("self.grad += n * self.data ** (n - 1) * out.grad").replace("self.data ** n,", "self.data^n,")),
    Program("xor", "tanh", _TANH.replace("**", "^")),
    Program("xor", "loss", "def loss(predictions, targets):\n    return sum((p - t)^2 for p, t in zip(predictions, targets))"),
    Program("divides by data", "mul", mul("self.grad += out.data / self.data * out.grad\nother.grad += out.data / other.data * out.grad")),
    Program("divides by data", "pow", power("self.grad += n * out.data / self.data * out.grad")),
    Program("divides by data", "relu", relu("self.grad += out.data / self.data * out.grad")),
    Program("slope of the input", "tanh", _TANH.replace("out.data", "self.data")),
    Program("slope of the input", "exp", _EXP.replace("out.data", "self.data")),
    Program("square forgotten", "tanh", _TANH.replace("out.data**2", "out.data")),
    Program("square forgotten", "tanh", _TANH.replace("(1 - out.data**2) * out.grad", "out.grad - out.grad * out.data")),
    Program("brackets", "tanh", _TANH.replace("(1 - out.data**2)", "1 - out.data**2")),
    Program("brackets", "tanh", _TANH.replace("(1 - out.data**2) * out.grad", "1 - out.grad * out.data**2")),
    Program("slope of a power", "exp", _EXP.replace("out.data", "self.data * math.exp(self.data - 1)")),
    Program("slope of a power", "exp", _EXP.replace("out.data", "math.exp(self.data - 1)")),
    Program("exp twice", "exp", _EXP.replace("out.data", "math.exp(out.data)")),
    Program("exp twice", "exp", _EXP.replace("out.data", "math.exp(math.exp(self.data))")),
    Program("seed not 1", "backward", backward("self.grad = self.data\nfor v in reversed(order):\n    v._backward()")),
    Program("seed not 1", "backward", backward("self.grad = -1.0\nwhile order:\n    order.pop()._backward()")),
    Program("turn left out", "backward", backward("self.grad = 1.0\nfor v in reversed(order[:-1]):\n    v._backward()")),
    Program("turn left out", "backward", "def backward(self):\n    self.grad = 1.0\n    self._backward()"),
    Program("not called", "backward", backward("self.grad = 1.0\nfor v in reversed(order):\n    v._backward")),
    Program("not called", "backward", "def backward(self):\n    self.grad = 1.0\n    order, seen = [], set()\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(self)\n    while order:\n        last = order.pop()\n        last._backward"),
    Program("taken for one", "backward", "Value.__eq__ = lambda self, other: isinstance(other, Value) and self.data == other.data\nValue.__hash__ = lambda self: hash(self.data)"),
    Program("taken for one", "backward", "def backward(self):\n    order, seen = [], []\n    def visit(v):\n        if v.data not in seen:\n            seen.append(v.data)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(self)\n    self.grad = 1.0\n    for v in reversed(order):\n        v._backward()"),
]  # fmt: skip

_OF_ADD, _OF_MUL = (
    [
        p
        for p in WRONG
        if p.check == check
        and p.mistake in ("overwrite", "no upstream", "one side", "not swapped", "out's value", "late binding")
    ]
    for check in ("add", "mul")
)
_OF_THE_WAY = [p for p in WRONG if p.check == "backward" and "def backward" in p.code]
PAIRS = [
    (first.mistake, second.mistake, Program(None, "backward", first.code + "\n" + second.code))
    for first in [*_OF_ADD, *_OF_MUL]
    for second in _OF_THE_WAY
]
PAIRS += [
    (first.mistake, second.mistake, Program(None, "mul", first.code + "\n" + second.code))
    for first in _OF_ADD
    for second in _OF_MUL
]
PAIRS += [
    (first, second, Program(None, check, code))
    for first, second, check, code in (
        ("not swapped", "overwrite", "mul", mul("self.grad = self.data * out.grad\nother.grad = other.data * out.grad")),
        ("not swapped", "no upstream", "mul", mul("self.grad += self.data\nother.grad += other.data")),
        ("one side", "no upstream", "mul", mul("self.grad += other.data")),
        ("one side", "overwrite", "mul", mul("self.grad = other.data * out.grad")),
        ("out's value", "overwrite", "mul", mul("self.grad = out.data * out.grad\nother.grad = out.data * out.grad")),
        ("no upstream", "overwrite", "add", add("self.grad = 1.0\nother.grad = 1.0")),
        ("exponent dropped", "no upstream", "pow", power("self.grad += self.data ** (n - 1)")),
        ("not decremented", "overwrite", "pow", power("self.grad = n * self.data ** n * out.grad")),
        ("relu at 0", "no upstream", "relu", relu("self.grad += (self.data >= 0) * 1.0")),
        ("relu scales by value", "overwrite", "relu", relu("self.grad = out.data * out.grad")),
    )
]  # fmt: skip

UNKNOWN = [
    Program(None, "mul", mul("self.grad += 2 * other.data * out.grad\nother.grad += self.data * out.grad")),
    Program(None, "mul", mul("self.grad += other.data * out.grad\nother.grad += abs(self.data) * out.grad")),
    Program(None, "add", add("self.grad += out.grad\nother.grad += out.grad if other is not self else 0.5 * out.grad")),
    Program(None, "pow", power("self.grad += 2 * self.data * out.grad")),
    Program(None, "relu", relu("self.grad += (self.data > 1) * out.grad")),
]

# (the sign of the operation that is wrong, a check that uses it but is about something else)
OF_ANOTHER = [
    ("*", Program(None, "backward", mul("self.grad = other.data * out.grad\nother.grad = self.data * out.grad"))),
    ("*", Program(None, "backward", mul("self.grad += other.data\nother.grad += self.data"))),
    ("*", Program(None, "backward", mul("for v in (self, other):\n    v.grad += v.data * out.grad"))),
    ("*", Program(None, "backward", mul("self.grad += other.data * out.grad\nother.grad += self.data * out.grad + 0.001"))),
    ("+", Program(None, "backward", add("self.grad += 1.0\nother.grad += 1.0"))),
    ("**", Program(None, "backward", power("self.grad += self.data ** (n - 1) * out.grad"))),
    ("relu", Program(None, "backward", relu("self.grad += out.grad"))),
    ("+", Program(None, "mul", add("self.grad = out.grad\nother.grad = out.grad"))),
    ("+", Program(None, "mul", add("self.grad += out.grad", operands="(self,)", first=CONVERT).replace("(self)", "(self, other)", 1))),
    ("*", Program(None, "pow", mul("for v in (self, other):\n    v.grad += v.data * out.grad"))),
    ("+", Program(None, "pow", add("self.grad = out.grad\nother.grad = out.grad"))),
    ("*", Program(None, "pow", "def __mul__(self, other):\n    return self.data * (other.data if isinstance(other, Value) else other)")),
    ("*", Program(None, "pow", "def __mul__(self, other):\n    raise ValueError('soon')")),
    ("*", Program(None, "relu", mul("for v in (self, other):\n    v.grad += v.data * out.grad"))),
    ("+", Program(None, "relu", add("self.grad += out.grad"))),
    ("*", Program(None, "tanh", _TANH + mul("for v in (self, other):\n    v.grad += v.data * out.grad"))),
    ("+", Program(None, "tanh", _TANH + add("self.grad += 1.0\nother.grad += 1.0"))),
    ("*", Program(None, "operators", mul("for v in (self, other):\n    v.grad += v.data * out.grad"))),
    ("**", Program(None, "operators", power("self.grad += self.data ** (n - 1) * out.grad"))),
    ("+", Program(None, "operators", add("self.grad = out.grad\nother.grad = out.grad"))),
]  # fmt: skip

SEED = textwrap.dedent(
    """
    class Value:
        def __init__(self, data, _children=(), _op=''):
            self.data = data
            self.grad = 0
            self._backward = lambda: None
            self._prev = {PARENTS}
            self._op = _op
        def __add__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            out = Value(self.data + other.data, (self, other), '+')
            def {RULE}():
                self.grad {BRINGS} out.grad
                other.grad {BRINGS} out.grad
            out._backward = {RULE}
            return out
        def __mul__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            out = Value(self.data * other.data, (self, other), '*')
            def {RULE}():
                self.grad {BRINGS} other.data * out.grad
                other.grad {BRINGS} self.data * out.grad
            out._backward = {RULE}
            return out
        def __pow__(self, n):
            out = Value(self.data ** n, (self,), f'**{n}')
            def {RULE}():
                self.grad {BRINGS} (n * self.data ** (n - 1)) * out.grad
            out._backward = {RULE}
            return out
        def relu(self):
            out = Value(0 if self.data < 0 else self.data, (self,), 'ReLU')
            def {RULE}():
                self.grad {BRINGS} (out.data > 0) * out.grad
            out._backward = {RULE}
            return out
        def __neg__(self): return self * -1
        def __radd__(self, other): return self + other
        def __sub__(self, other): return self + (-other)
        def __rsub__(self, other): return other + (-self)
        def __rmul__(self, other): return self * other
        def __truediv__(self, other): return self * other ** -1
        def __rtruediv__(self, other): return other * self ** -1
        def backward(self):
            {BACKWARD}
    """
)
_RECURSIVE = """topo, visited = [], set()
            def build(v):
                if v not in visited:
                    visited.add(v)
                    for child in v._prev:
                        build(child)
                    topo.append(v)
            build(self)
            self.grad = 1
            for v in reversed(topo):
                v._backward()"""
_ITERATIVE = """topo, visited, stack = [], set(), [(self, False)]
            while stack:
                v, done = stack.pop()
                if done:
                    topo.append(v)
                elif id(v) not in visited:
                    visited.add(id(v))
                    stack.append((v, True))
                    stack.extend((p, False) for p in v._prev)
            self.grad = 1.0
            for v in topo[::-1]:
                v._backward()"""
_KAHN = """users, todo, seen = {}, [self], {self}
            while todo:
                v = todo.pop()
                for p in v._prev:
                    users[p] = users.get(p, 0) + 1
                    if p not in seen:
                        seen.add(p)
                        todo.append(p)
            self.grad, ready = 1.0, [self]
            while ready:
                v = ready.pop()
                v._backward()
                for p in v._prev:
                    users[p] -= 1
                    if users[p] == 0:
                        ready.append(p)"""


def _closures(parents="set(_children)", rule="_backward", brings="+=", way=_RECURSIVE):
    code = SEED
    for blank, text in {"PARENTS": parents, "RULE": rule, "BRINGS": brings, "BACKWARD": way}.items():
        code = code.replace("{" + blank + "}", text.replace("\n" + " " * 12, "\n" + " " * 8))
    return code


def _loops(slots=False, base="", count=False):
    """Local slopes in a tuple, and one loop for all operations."""
    return (
        ("import itertools\n_births = itertools.count()\n" if count else "")
        + f"class Value{base}:\n"
        + ("    __slots__ = ('data', 'grad', '_prev', '_op', '_local', 'birth')\n" if slots else "")
        + "    def __init__(self, data, _children=(), _op='', _local=()):\n        self.data, self.grad, self._prev, self._op, self._local = data, 0.0, tuple(_children), _op, _local\n"
        + ("        self.birth = next(_births)\n" if count else "        self.birth = 0\n")
        + "    def wrap(self, x):\n        return x if isinstance(x, Value) else Value(x)\n"
        + "    def __add__(self, o):\n        o = self.wrap(o)\n        return Value(self.data + o.data, (self, o), '+', (1.0, 1.0))\n"
        + "    def __mul__(self, o):\n        o = self.wrap(o)\n        return Value(self.data * o.data, (self, o), '*', (o.data, self.data))\n"
        + "    def __pow__(self, n):\n        return Value(self.data ** n, (self,), f'**{n}', (n * self.data ** (n - 1),))\n"
        + "    def __sub__(self, o):\n        o = self.wrap(o)\n        return Value(self.data - o.data, (self, o), '-', (1.0, -1.0))\n"
        + "    def __truediv__(self, o):\n        o = self.wrap(o)\n        return Value(self.data / o.data, (self, o), '/', (1 / o.data, -self.data / o.data ** 2))\n"
        + "    def __neg__(self):\n        return Value(-self.data, (self,), 'neg', (-1.0,))\n"
        + "    def relu(self):\n        return Value(max(0.0, self.data), (self,), 'ReLU', (float(self.data > 0),))\n"
        + "    __radd__, __rmul__ = __add__, __mul__\n    def __rsub__(self, o):\n        return self.wrap(o) - self\n    def __rtruediv__(self, o):\n        return self.wrap(o) / self\n"
        + "    def backward(self):\n"
        + (
            "        found, todo = {id(self): self}, [self]\n        while todo:\n            for p in todo.pop()._prev:\n                if id(p) not in found:\n                    found[id(p)] = p\n                    todo.append(p)\n"
            "        order = sorted(found.values(), key=lambda v: v.birth, reverse=True)\n"
            if count
            else "        order, seen = [], set()\n        def go(v):\n            if id(v) not in seen:\n                seen.add(id(v))\n                [go(p) for p in v._prev]\n                order.insert(0, v)\n        go(self)\n"
        )
        + "        for v in order:\n            if v._prev:\n                v.grad = 0.0\n        self.grad = 1.0\n        for v in order:\n            for p, slope in zip(v._prev, v._local):\n                p.grad += slope * v.grad\n"
    )


RIGHT = {
    "the lessons' own class": source_after(6),
    "the seed's class, parents in a set": _closures(),
    "parents in a tuple": _closures("tuple(_children)"),
    "parents in a list": _closures("list(_children)"),
    "renamed inner functions": _closures(rule="hand_back"),
    "grad = grad + ...": _closures().replace("self.grad +=", "self.grad = self.grad +").replace("other.grad +=", "other.grad = other.grad +"),
    "an order without recursion": _closures("tuple(_children)", way=_ITERATIVE),
    "Kahn's order": _closures("tuple(_children)", way=_KAHN),
    "local tuples and one loop": _loops(),
    "slots": _loops(slots=True),
    "a counter of births": _loops(slots=True, count=True),
    "a subclass": "class Base:\n    pass\n" + _loops(base="(Base)"),
    "extra attributes": _closures().replace("self._op = _op", "self._op = _op\n        self.name, self.history, self.depth = None, [], 1 + max([c.depth for c in _children], default=0)"),
    "results of its own type": _closures().replace("out = Value(", "out = type(self)("),
    "a subclass that is used": _closures().replace("class Value:", "class Engine:").replace("Value(", "Engine(").replace("isinstance(other, Value)", "isinstance(other, Engine)") + "\nclass Value(Engine):\n    pass\n",
    "numbers kept as numpy floats": "import numpy\n" + _closures().replace("self.data = data", "self.data = numpy.float64(data)"),
    "a method that all share": _loops().replace("            for p, slope in zip(v._prev, v._local):\n                p.grad += slope * v.grad\n", "            v._backward()\n    def _backward(self):\n        for p, slope in zip(self._prev, self._local):\n            p.grad += slope * self.grad\n"),
    "lambdas as rules": _closures().replace("out._backward = _backward", "out._backward = lambda: _backward()"),
    "nested helpers": _closures().replace("self.grad += out.grad\n            other.grad += out.grad", "def give(v, amount):\n                v.grad += amount\n            give(self, out.grad)\n            give(other, out.grad)"),
    "x += with values": _closures() + "\n    def __iadd__(self, other):\n        return self + other\n",
    "a dataclass": "from dataclasses import dataclass, field\n@dataclass(eq=False)\nclass Node:\n    data: float\n    _children: tuple = ()\n    _op: str = ''\n    grad: float = 0.0\n"
    + _closures("tuple(_children)").replace("class Value:", "class Value(Node):").replace("self.data = data\n", "super().__init__(data, _children, _op)\n"),
}  # fmt: skip
