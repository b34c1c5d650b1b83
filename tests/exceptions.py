"""Programs of learners that raise: for each what is to be said of it, by its key in the catalogues, and what must not."""

import ast
import itertools
import linecache
import math
import random
import textwrap
from dataclasses import dataclass

from exercises.closure_engine import source_after

_COUNT = itertools.count(1)


@dataclass(frozen=True)
class Raising:
    """Code that raises in a check.

    Attributes:
        key: what is to be said, `error.` and this; None where the exception speaks for itself.
        check: the exercise.
        code: functions that become methods of Value, or a function or a class as the exercise takes it.
        has: texts that the answer has to show.
        mistake: the name that it is given.
        lesson: after which the class is as it is; its own methods are exchanged for those of the code.
        without: methods that the class has not.
        source: whether Python knows the text of it.
    """

    key: str | None
    check: str
    code: str
    has: tuple[str, ...] = ()
    mistake: str | None = None
    lesson: int = 6
    without: tuple[str, ...] = ()
    source: bool = True

    def thing(self):
        """What the check is given."""
        return made(self.code, self.check in METHODS, self.lesson, self.without, self.source)


METHODS = ("add", "mul", "pow", "operators", "relu", "backward", "backward_twice", "tanh", "exp", "value")


def made(code, methods, lesson=6, without=(), known=True):
    """The class, with the functions of the code as its methods, or the last thing that the code has made."""
    code = textwrap.dedent(code).strip("\n") + "\n"
    before = [f"{source_after(lesson)}\n", _NEURON, *(f"del Value.{name}\n" for name in without)]
    own = "class Value" in code
    source = code if own else "".join(before) + code
    name, namespace = f"<raising {next(_COUNT)}>", {"__name__": "learner", "math": math, "random": random}
    if known:
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    _run(source, name, namespace)
    tree = ast.parse(code)
    new = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    if own:
        return namespace["Value"]
    if methods:
        for key in new:
            setattr(namespace["Value"], key, namespace[key])
        return namespace["Value"]
    return namespace[new[-1]]


def _run(source, name, namespace):
    exec(compile(source, name, "exec"), namespace)
    return namespace


_NEURON = """
class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
    def __call__(self, x):
        if len(x) != len(self.w):
            raise ValueError(f"{len(self.w)} weights, but {len(x)} inputs")
        return sum((w * xi for w, xi in zip(self.w, x)), self.b).relu()
    def parameters(self):
        return self.w + [self.b]
"""


def rule(name, data, lines, symbol="*", operands="(self, other)", convert=True):
    """An operation with the lines of its _backward."""
    parameters = "self, other" if "other" in operands else "self"
    first = (
        "    other = other if isinstance(other, Value) else Value(other)\n" if convert and "other" in operands else ""
    )
    body = textwrap.indent(lines, " " * 8)
    return (
        f"def {name}({parameters}):\n{first}    out = Value({data}, {operands}, {symbol!r})\n    def _backward():\n{body}\n"
        "    out._backward = _backward\n    return out\n"
    )


def mul(lines, **how):
    return rule("__mul__", "self.data * other.data", lines, **how)


def tanh(lines, data="math.tanh(self.data)"):
    return rule("tanh", data, lines, "tanh", "(self,)")


def add3(lines, before=""):
    """A sum of three with that in the place where its rule is stored."""
    body = textwrap.indent(lines, "    ")
    return (
        f"{before}def add3(x, y, z):\n    out = Value(x.data + y.data + z.data, (x, y, z), '+')\n    def rule():\n"
        f"        x.grad += out.grad\n{body}\n    return out\n"
    )


def constructor(lines):
    """A class of the learner's own with that in its __init__, and an addition."""
    return (
        "class Value:\n    def __init__(self, data, _children=(), _op=''):\n"
        + textwrap.indent(lines, " " * 8)
        + "\n    def __repr__(self):\n        return f'Value(data={self.data})'\n"
        + textwrap.indent(
            rule("__add__", "self.data + other.data", "self.grad += out.grad\nother.grad += out.grad", "+"), "    "
        )
    )


_PLAIN = (
    "self.data = data\nself.grad = 0.0\nself._prev = tuple(_children)\nself._op = _op\nself._backward = lambda: None"
)
_RIGHT = "self.grad += other.data * out.grad\nother.grad += self.data * out.grad"


def backward(body):
    """A backward() with `order`, operands first, at hand."""
    return (
        "def backward(self):\n    order, seen = [], set()\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n"
        "            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(self)\n    self.grad = 1.0\n"
        + textwrap.indent(body, "    ")
        + "\n"
    )


def train(body, loss="sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))", after=""):
    return (
        f"def train(model, inputs, targets):\n    for k in range(20):\n        total = {loss}\n"
        + textwrap.indent(body, " " * 8)
        + after
    )


_STEP = "model.zero_grad()\ntotal.backward()\nfor p in model.parameters():\n    p.data -= 0.05 * p.grad\n"
_OWN = """class Own:
    def __init__(self, data):
        self.data, self.grad, self._prev = data, 0.0, ()
    def __add__(self, other):
        return Own(self.data + other.data)
"""
NO_REFLECTED = ("__radd__", "__rmul__", "__rsub__", "__rtruediv__")

PROGRAMS = [
    # A power is written **.
    Raising("xor", "pow", "def __pow__(self, n):\n    return Value(self.data^n, (self,), f'**{n}')"),
    Raising("xor", "tanh", tanh("self.grad += (1 - out.data^2) * out.grad")),
    Raising("xor", "loss", "def loss(predictions, targets):\n    return sum((p - t)^2 for p, t in zip(predictions, targets))"),
    Raising("xor", "pow", rule("__pow__", "self.data**other", "self.grad += other * self.data^(other - 1) * out.grad", "**2", "(self,)").replace("(self)", "(self, other)")),
    # A whole value where its number belongs.
    Raising("value in a gradient", "mul", mul("self.grad += other * out.grad\nother.grad += self.data * out.grad"), ("other.data", "self.grad += other * out.grad"), without=NO_REFLECTED),
    Raising("value in a gradient", "mul", mul("self.grad += other.data * out.grad\nother.grad += self * out.grad"), ("self.data",), without=NO_REFLECTED),
    Raising("value in a gradient", "mul", mul("self.grad = self.grad + other * out.grad\nother.grad += self.data * out.grad"), ("other.data",), without=NO_REFLECTED),
    Raising("value in a gradient", "mul", mul("self.grad += other * out.grad\nother.grad += self * out.grad", convert=False), ("other.data",), lesson=2),
    Raising("value in a gradient", "tanh", tanh("self.grad += (1 - out**2) * out.grad"), ("out.data",), without=NO_REFLECTED),
    Raising("value among numbers", "mul", rule("__mul__", "self.data * other", _RIGHT), ("other.data",), without=NO_REFLECTED),
    Raising("value among numbers", "add", rule("__add__", "self.data + other", "self.grad += out.grad\nother.grad += out.grad", "+"), ("other.data",), without=NO_REFLECTED),
    Raising("value among numbers", "tanh", "def tanh(self):\n    e = math.exp(2 * self.data)\n    return Value((e - 1) / (e + self), (self,), 'tanh')", ("self.data",), without=NO_REFLECTED),
    # A number on the left.
    Raising("abs", "loss", "def loss(predictions, targets):\n    return sum(abs(p - t) for p, t in zip(predictions, targets))", (".data",)),
    Raising("largest", "loss", "def loss(predictions, targets):\n    return sum(max(p - t, t - p) for p, t in zip(predictions, targets))", ("max()",)),
    Raising("number only", "loss", "def loss(predictions, targets):\n    return sum(math.pow(p - t, 2) for p, t in zip(predictions, targets))", ("math.pow",)),
    Raising("xor", "loss", "def loss(predictions, targets):\n    return sum((p - t)^2 for p, t in zip(predictions, targets))", ("**",)),
    Raising("compared", "loss", "def loss(predictions, targets):\n    return sum((p - t)**2 for p, t in zip(predictions, targets) if p == 1)", (".data",)),
    Raising("number of", "loss", "def loss(predictions, targets):\n    return sum(round(p - t, 2) for p, t in zip(predictions, targets))", (".data",)),
    Raising("sum from 0", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]\n        self.b = Value(0.0)\n    def __call__(self, x):\n        return (sum(w * xi for w, xi in zip(self.w, x)) + self.b).relu()\n    def parameters(self):\n        return self.w + [self.b]", ("__radd__", "sum("), "sum from 0", without=NO_REFLECTED),
    Raising("number first", "operators", "", ("__radd__", "1 + a"), "sum from 0", without=("__radd__",)),
    Raising("number first", "loss", "class Own:\n    def __init__(self, data):\n        self.data, self.grad = data, 0.0\n    def __add__(self, other):\n        return self\ndef loss(predictions, targets):\n    return 1 - Own(2.0)", ("__rsub__", "Own")),
    Raising("number first", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]\n        self.b = Value(0.0)\n    def __call__(self, x):\n        total = 0.0\n        for w, xi in zip(self.w, x):\n            total += w * xi\n        return (total + self.b).relu()\n    def parameters(self):\n        return self.w + [self.b]", ("__radd__",), "sum from 0", without=NO_REFLECTED),
    # No such operation.
    Raising("unknown operation", "loss", _OWN + "def loss(predictions, targets):\n    return Own(2.0) // 1", ("__floordiv__",)),
    Raising("unknown operation", "loss", _OWN + "def loss(predictions, targets):\n    return Own(2.0) % Own(3.0)", ("__mod__",)),
    Raising("number of", "loss", "def loss(predictions, targets):\n    return (predictions[0] - targets[0]) // 1", (".data",)),
    Raising("number of", "loss", "def loss(predictions, targets):\n    return predictions[0] % predictions[1]", (".data",)),
    Raising("unknown operation", "backward_twice", "", ("__mul__",), without=("__mul__", "__rmul__")),
    Raising("unknown minus", "operators", "", ("__neg__",), without=("__neg__",)),
    # None.
    Raising("none gradient", "add", constructor(_PLAIN.replace("0.0", "None")), ("0.0", "self.grad = None")),
    Raising("none gradient", "mul", constructor(_PLAIN.replace("0.0", "None")) + textwrap.indent(mul(_RIGHT), "    "), ("0.0",)),
    Raising("none gradient", "training", train("for p in model.parameters():\n    p.grad = None\ntotal.backward()\nfor p in model.parameters():\n    p.data -= 0.05 * p.grad\n"), ("0.0", "p.grad = None")),
    Raising("none gradient", "gradient_step", "def gradient_step(parameters, rate):\n    for p in parameters:\n        p.grad = None\n        p.data -= rate * p.grad", ("p.grad",)),
    Raising("none returned", "loss", "def square(x):\n    x * x\ndef loss(predictions, targets):\n    return sum(square(p - t) for p, t in zip(predictions, targets))".replace("sum(square(p - t) for p, t in zip(predictions, targets))", "square(predictions[0] - targets[0]) + 0.0"), ("square(",)),
    Raising("none returned", "loss", "def total(things):\n    things[0] + things[1]\ndef loss(predictions, targets):\n    s = total(predictions)\n    return s * 2", ("total(predictions)",)),
    Raising("none returned", "training", "def loss_of(model, x, t):\n    (model(x) - t) ** 2\ndef train(model, inputs, targets):\n    loss = loss_of(model, inputs[0], targets[0])\n    loss.backward()", ("loss_of(",)),
    # In place.
    Raising("in place", "backward", backward("for v in order.reverse():\n    v._backward()"), ("order.reverse()", "reversed(...)")),
    Raising("in place", "backward", backward("turned = order.reverse()\nfor v in turned:\n    v._backward()"), ("reversed(...)",)),
    Raising("in place", "backward", backward("order = order.reverse()\n[v._backward() for v in order]"), ("order.reverse()",)),
    Raising("in place", "backward", backward("for v in order.sort(key=id):\n    v._backward()"), ("sorted(...)",)),
    Raising("none returned", "loss", "class Total:\n    def add(self, x):\n        x * x\ndef loss(predictions, targets):\n    return Total().add(predictions[0]) + 1.0", ("add(predictions[0])",)),
    Raising("in place only", "topological_order", "def topological_order(root):\n    order = []\n    order = order.append(root)\n    return order[::-1]", ("order.append(root)",)),
    Raising("in place only", "topological_order", "def topological_order(root):\n    order = [root]\n    order = order.extend(root._prev)\n    return list(order)", ("order.extend(",)),
    Raising("in place only", "topological_order", "def topological_order(root):\n    seen = set()\n    for v in seen.add(root):\n        pass\n    return seen", ("seen.add(root)",)),
    # A rule that was called at once.
    Raising("none stored", "mul", mul(_RIGHT).replace("= _backward", "= _backward()"), ("_backward()",)),
    Raising("none stored", "add", rule("__add__", "self.data + other.data", "self.grad += out.grad\nother.grad += out.grad", "+").replace("= _backward", "= _backward()"), ("_backward()",)),
    Raising("none stored", "add3", add3("out._backward = rule()"), ("rule()",)),
    Raising("none stored", "add3", add3("wire(out, rule)", "def wire(out, f):\n    out._backward = f()\n"), ("f()",)),
    Raising("none called somewhere", "add3", add3("out._backward = None"), ("out._backward = None",)),
    Raising("none called somewhere", "add3", add3("setattr(out, '_backward', rule())")),
    # A rule that is none.
    Raising("no function stored", "add3", add3("out._backward = 5.0"), ("float", "out._backward = 5.0")),
    Raising("no function stored", "add3", add3("out._backward = [rule]"), ("list", "out._backward = [rule]")),
    Raising("no function stored", "mul", mul(_RIGHT).replace("= _backward", "= out.grad"), ("float", "out._backward = out.grad")),
    Raising("no function stored", "backward", mul(_RIGHT).replace("= _backward", "= out.grad") + backward("for v in reversed(order):\n    v._backward()"), ("float", "out._backward = out.grad")),
    # What is no function.
    Raising("called", "tanh", tanh("self.grad += (1 - out.data**2)(out.grad)"), ("float",)),
    Raising("called", "mul", mul("self.grad += other.data(out.grad)"), ("other.data",)),
    Raising("called", "loss", "def loss(predictions, targets):\n    return predictions(0) - targets[0]", ("predictions",)),
    Raising("called", "loss", "def loss(predictions, targets):\n    p, t = predictions[0], targets[0]\n    return 2 * (p - t)(p - t)", ("Value",)),
    Raising("module called", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(random(-1, 1)) for _ in range(nin)]\n    def __call__(self, x):\n        return self.w[0]", ("random",)),
    Raising("no call", "layer", "class Unit:\n    def __init__(self, nin):\n        self.w = [Value(0.1) for _ in range(nin)]\nclass Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Unit(nin) for _ in range(nout)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]", ("Unit", "__call__")),
    # A function of numbers that gets a value.
    Raising("compared", "relu", rule("relu", "max(0, self)", "self.grad += (self.data > 0) * out.grad", "ReLU", "(self,)"), (".data",)),
    Raising("compared", "relu", "def relu(self):\n    return Value(0 if self < 0 else self.data, (self,), 'ReLU')", (".data", "self < 0")),
    Raising("compared", "relu", rule("relu", "max(0.0, self.data)", "self.grad += (out > 0) * out.grad", "ReLU", "(self,)"), (".data",)),
    Raising("compared", "training", train("if total < 0.01:\n    break\n" + _STEP), (".data",)),
    Raising("largest", "loss", "def loss(predictions, targets):\n    return sum(max(p - t, t - p) for p, t in zip(predictions, targets))", ("max()",)),
    Raising("largest", "loss", "def loss(predictions, targets):\n    return max((p - t) ** 2 for p, t in zip(predictions, targets))", ("max()",)),
    Raising("largest", "loss", "def loss(predictions, targets):\n    worst = min(predictions)\n    return worst", ("min()",)),
    Raising("number inside", "exp", rule("exp", "math.exp(self)", "self.grad += out.data * out.grad", "exp", "(self,)"), ("math.exp", "self.data")),
    Raising("number inside", "tanh", tanh("self.grad += (1 - out.data**2) * out.grad", data="math.tanh(self)"), ("self.data",)),
    Raising("number inside", "exp", rule("exp", "math.exp(self.data)", "self.grad += math.exp(self) * out.grad", "exp", "(self,)"), ("self.data",)),
    Raising("number inside", "relu", rule("relu", "abs(self)", "pass", "ReLU", "(self,)"), ("abs", "self.data")),
    Raising("formatted", "training", _OWN + "def train(model, inputs, targets):\n    total = Own(2.0)\n    print(f'{total:.3f}')", ("total.data",)),
    Raising("formatted", "loss", _OWN + "def loss(predictions, targets):\n    total = Own(2.0)\n    print('{:.3f}'.format(total))", (".data",)),
    Raising("formatted", "mul", "def __mul__(self, other):\n    print(f'{self:.2f}')\n    return self", ("self.data",)),
    Raising("abs", "loss", "def loss(predictions, targets):\n    return sum(abs(p - t) for p, t in zip(predictions, targets))", ("abs()",)),
    Raising("abs", "loss", "def loss(predictions, targets):\n    total = 0\n    for p, t in zip(predictions, targets):\n        total += abs(p - t)\n    return total"),
    Raising("abs", "loss", "def loss(predictions, targets):\n    d = predictions[0] - targets[0]\n    return abs(d) ** 2"),
    Raising("number of", "training", train(_STEP + "print('%.3f' % total)\n"), (".data",)),
    Raising("number of", "training", train(_STEP + "print(round(total, 2))\n"), (".data",)),
    Raising("number of", "training", train(_STEP + "history = float(total)\n"), (".data",)),
    Raising("number only", "loss", "def loss(predictions, targets):\n    return sum(math.exp(p - t) for p, t in zip(predictions, targets))", ("math.exp", ".data")),
    Raising("number only", "loss", "def loss(predictions, targets):\n    return math.sqrt(sum((p - t) ** 2 for p, t in zip(predictions, targets)))", ("math.sqrt",)),
    Raising("number only", "loss", "def loss(predictions, targets):\n    return math.pow(predictions[0] - targets[0], 2)", ("math.pow",)),
    # A value in a value.
    Raising("wrapped", "gradient_step", "def gradient_step(parameters, rate):\n    for k in range(2):\n        for p in parameters:\n            p.data = p - rate * p.grad", ("p.data = p - rate",), "wrapped twice"),
    Raising("wrapped", "gradient_step", _OWN + "def gradient_step(parameters, rate):\n    ps = [Own(2.0), Own(3.0)]\n    for k in range(2):\n        ps[k].data = ps[k] + ps[k]\n    ps[0] * 2", ("ps[k].data = ps[k]",), "wrapped twice"),
    Raising("wrapped", "layer", "class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in range(nout)]\n        for n in self.neurons:\n            n.b.data = Value(0.0)\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]", ("n.b.data = Value(0.0)",), "wrapped twice"),
    # Recursion.
    Raising("recursion reflected", "operators", "def __radd__(self, other):\n    return other + self", ("other + self", "__radd__")),
    Raising("recursion reflected", "operators", "def __rmul__(self, other):\n    return other * self", ("__rmul__",)),
    Raising("recursion reflected", "operators", "def __rsub__(self, other):\n    return other - self", ("__rsub__",)),
    Raising("recursion operator", "operators", "def __neg__(self):\n    return -self", ("-self", "__neg__")),
    Raising("recursion operator", "operators", "def __sub__(self, other):\n    return self - other", ("self - other",)),
    Raising("recursion operator", "mul", "def __mul__(self, other):\n    return self * other", ("self * other",)),
    Raising("recursion operator", "operators", "def __truediv__(self, other):\n    out = self / other\n    return out", ("self / other",)),
    Raising("recursion shown", "value", "def __repr__(self):\n    return f'Value({self})'", ("__repr__",)),
    Raising("recursion shown", "value", "def __repr__(self):\n    return 'Value ' + str(self)", ("__repr__",)),
    Raising("recursion shown", "value", "def __repr__(self):\n    return repr(self) + '!'", ("__repr__",)),
    Raising("recursion asked", "mul", "def __getattr__(self, name):\n    if name == 'number':\n        return self.number\n    raise AttributeError(name)\ndef __mul__(self, other):\n    return Value(self.number * other.number, (self, other), '*')", ("__getattr__",)),
    Raising("recursion made", "value", constructor(_PLAIN.replace("0.0", "Value(0.0)")), ("__init__",)),
    Raising("recursion made", "add", constructor(_PLAIN + "\nself.one = Value(1.0)"), ("__init__",)),
    Raising("recursion made", "mul", constructor("self.data, self.grad = data, Value(0)\n") + "    __mul__ = __add__\n", ("__init__",)),
    Raising("recursion method", "backward", "def backward(self):\n    self.grad = 1.0\n    self.backward()", ("self.backward()",)),
    Raising("recursion call", "topological_order", "def topological_order(root):\n    return topological_order(root)", ("topological_order",)),
    Raising("recursion of two", "operators", "def __neg__(self):\n    return 0 - self\ndef __rsub__(self, other):\n    return (-self) + other", ("__neg__", "__rsub__")),
    # Names.
    Raising("near name", "mul", mul("self.grad += othr.data * out.grad"), ("othr", "Is other meant?")),
    Raising("near name", "slope", "def slope(f, x):\n    return none", ("None",)),
    Raising("no name", "slope", "def slope(f, x):\n    return round(error) + found", ("error",)),
    Raising("no name", "loss", "def loss(predictions, targets):\n    first = [k for k in predictions]\n    return first[k]", ("k here",)),
    Raising("empty set", "topological_order", "def topological_order(root):\n    waiting = set()\n    return [waiting.pop()]", ("empty set",)),
    Raising("single thing", "training", "def train(model, inputs, targets):\n    for x, t in zip(inputs, model):\n        pass", ("model is a single",)),
    Raising("single thing", "gradient_check", "def gradient_check(Value, f, numbers):\n    h = 0.001\n    for i, x in enumerate(h):\n        pass", ("h is a single",)),
    Raising("parameters", "slope", "def slope(f, x):\n    return f() - f(x)", ("f is given",)),
    Raising("recursion call", "layer", "class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in range(nout)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]\n    def parameters(self):\n        return [p for n in self.neurons for p in self.parameters()]", ("Layer.parameters",)),
    Raising("no name", "slope", "def slope(f, x):\n    while not done:\n        pass", ("done",)),
    Raising("near name", "loss", "def loss(predictions, targets):\n    return sum((p - t) ** 2 for p, t in zip(prediction, targets))", ("predictions",)),
    Raising("near name", "add", "def __add__(self, other):\n    return value(self.data + other.data, (self, other), '+')", ("Value",)),
    Raising("without self", "add", "def __add__(self, other):\n    return Value(data + other.data, (self, other), '+')", ("data",)),
    Raising("without self", "mul", mul("grad = grad_ = other.data * out.grad\nself.grad += data * out.grad\nother.grad += 0"), ("data",)),
    Raising("without self", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]\n        self.b = Value(0.0)\n    def __call__(self, x):\n        return sum((wi * xi for wi, xi in zip(w, x)), self.b)", ("w",)),
    Raising("not imported", "tanh", tanh("pass", data="cmath.tanh(self.data)"), ("import cmath",)),
    Raising("not imported", "exp", rule("exp", "np.exp(self.data)", "pass", "exp", "(self,)"), ("import numpy as np",)),
    Raising("not imported", "loss", "def loss(predictions, targets):\n    return statistics.mean(predictions)", ("import statistics",)),
    Raising("of a module", "exp", "def e(self):\n    return Value(cosh(self.data), (self,), 'exp')\nValue.exp = e", ("math",)),
    Raising("no name", "mul", mul("self.grad += zeta * out.grad"), ("zeta",)),
    Raising("local gradient", "mul", mul("grad += other.data * out.grad"), ("grad",)),
    Raising("local gradient", "add", rule("__add__", "self.data + other.data", "self_grad += out.grad", "+"), ("self_grad",)),
    Raising("local gradient", "relu", rule("relu", "max(0.0, self.data)", "grad += out.grad", "ReLU", "(self,)"), ("grad",)),
    Raising("local of the function around", "topological_order", "def topological_order(root):\n    order = []\n    def visit(v):\n        order += [v]\n    visit(root)\n    return order", ("nonlocal order",)),
    Raising("local of the function around", "topological_order", "def topological_order(root):\n    count = 0\n    def visit(v):\n        count = count + 1\n    visit(root)", ("nonlocal count",)),
    Raising("local outside", "gradient_step", "steps = 0\ndef gradient_step(parameters, rate):\n    steps += 1", ("steps",)),
    Raising("local before", "loss", "def loss(predictions, targets):\n    for p, t in zip(predictions, targets):\n        total += (p - t) ** 2\n    return total", ("total",)),
    Raising("local late", "loss", "def loss(predictions, targets):\n    if not predictions:\n        total = 0\n    return total + predictions[0]", ("total",)),
    # Attributes.
    Raising("near attribute", "mul", mul("self.grad += other.data * out.gradient"), (".grad",)),
    Raising("near attribute", "mul", mul("self.grad += other.Data * out.grad"), (".data",)),
    Raising("near attribute", "add", "def __add__(self, other):\n    return Value(self.dta + other.data, (self, other), '+')", (".data",)),
    Raising("operand is a number", "add", rule("__add__", "self.data + other.data", "self.grad += out.grad\nother.grad += out.grad", "+", convert=False), ("other", "number 1")),
    Raising("operand is a number", "mul", mul(_RIGHT, convert=False), ("other",)),
    Raising("operand is a number", "operators", "def __rsub__(self, other):\n    return Value(other.data - self.data, (other, self), '-')", ("other",)),
    Raising("detached", "loss", "def loss(predictions, targets):\n    total = sum((p.data - t) ** 2 for p, t in zip(predictions, targets))\n    total.backward()\n    return total", ("total",), "detached"),
    Raising("detached", "loss", "def loss(predictions, targets):\n    error = predictions[0].data - targets[0]\n    return error.relu()", ("error", "relu"), "detached"),
    Raising("twice", "mul", mul("self.grad += other.data.data * out.grad"), (".data",)),
    Raising("is a number", "gradient_step", "def gradient_step(parameters, rate):\n    for k in range(3):\n        k.data -= rate", ("k",)),
    Raising("list has no attribute", "loss", "def loss(predictions, targets):\n    return predictions.data", ("predictions", "3")),
    Raising("list has no attribute", "training", "def train(model, inputs, targets):\n    outputs = [model(x) for x in inputs]\n    outputs.backward()", ("outputs", "4")),
    Raising("list has no attribute", "gradient_step", "def gradient_step(parameters, rate):\n    parameters.data -= rate * parameters.grad", ("parameters",)),
    Raising("not called", "training", "def train(model, inputs, targets):\n    for p in model.parameters:\n        p.data -= 0.1", ("model.parameters",)),
    Raising("not called", "relu", "def relu(self):\n    return self.relu.data", ("self.relu",)),
    Raising("not called", "training", "def train(model, inputs, targets):\n    model.parameters[0].data = 1.0", ("model.parameters",)),
    Raising("operands", "add", "def __add__(self, other):\n    out = Value(self.data + other.data, (self, other), '+')\n    def _backward():\n        pass\n    out._backward += _backward\n    return out", ("function",)),
    Raising("near in module", "exp", rule("exp", "math.expp(self.data)", "pass", "exp", "(self,)"), ("math", "exp")),
    Raising("not in module", "relu", rule("relu", "math.relu(self.data)", "pass", "ReLU", "(self,)"), ("math", "relu")),
    Raising("set later", "value", constructor("self.data = data\nself.double = 2 * self.total\nself.total = 1.0"), ("total",)),
    # Arguments.
    Raising("self missing", "add", constructor(_PLAIN).replace("def __add__(self, other)", "def __add__(other)"), ("__add__",)),
    Raising("self missing", "relu", "def relu():\n    return Value(0.0)", ("relu",)),
    Raising("self missing", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)\n    def __call__(x):\n        return x[0]", ("__call__",)),
    Raising("called on the class", "backward", "def backward(self):\n    Value.backward()", ("Value.backward",)),
    Raising("parameters", "add", "class Value:\n    def __init__(self, data):\n        self.data, self.grad, self._prev, self._op = data, 0.0, (), ''\n    def __add__(self, other):\n        return Value(self.data + other.data, (self, other))", ("self, data",)),
    Raising("parameters", "loss", "def loss(predictions):\n    return predictions[0]", ("predictions",)),
    Raising("parameters", "gradient_step", "def gradient_step(parameters):\n    parameters[0].data = 1.0", ("gradient_step",)),
    Raising("no parameters", "training", "def train():\n    print('go')", ("train",)),
    Raising("near keyword", "add", "def __add__(self, other):\n    return Value(self.data + other.data, children=(self, other))", ("_children",)),
    Raising("near constructor", "add", "class Value:\n    def __int__(self, data):\n        self.data = data\n    def __add__(self, other):\n        return self", ("__int__",)),
    Raising("no constructor", "add", "class Value:\n    def __add__(self, other):\n        return self", ("Value",)),
    # Lists.
    Raising("tuple of one", "relu", "def relu(self):\n    return Value(max(0.0, self.data), (self), 'ReLU')", ("(self,)",)),
    Raising("tuple of one", "pow", "def __pow__(self, n):\n    return Value(self.data**n, (self), f'**{n}')", ("(self,)",)),
    Raising("tuple of one", "tanh", "def tanh(self):\n    return Value(math.tanh(self.data), self, 'tanh')", ("(self,)",)),
    Raising("single thing", "loss", "def loss(predictions, targets):\n    return sum(predictions[0])", ("Value",)),
    Raising("single thing", "loss", "def loss(predictions, targets):\n    p = predictions[0]\n    return p[0]", ("p is a single Value",)),
    Raising("loop over a number", "gradient_step", "def gradient_step(parameters, rate):\n    n = 3\n    for k in n:\n        parameters[k].data -= rate", ("n is a number",)),
    Raising("index known", "loss", "def loss(predictions, targets):\n    return predictions[3] - targets[2]", ("3", "2")),
    Raising("index known", "loss", "def loss(predictions, targets):\n    total = 0\n    for k in range(4):\n        total = total + (predictions[k] - targets[k]) ** 2\n    return total", ("predictions",)),
    Raising("index kind", "loss", "def loss(predictions, targets):\n    return sum(predictions[p] for p in predictions)", ("Value",)),
    Raising("empty list", "topological_order", "def topological_order(root):\n    waiting = []\n    while True:\n        waiting.pop()", ()),
    Raising("unhashable", "backward", "def __eq__(self, other):\n    return self.data == other.data\nValue.__hash__ = None", ("__eq__",)),
    Raising("unhashable", "backward", constructor(_PLAIN) + "    def __eq__(self, other):\n        return self is other\n" + textwrap.indent(mul(_RIGHT) + backward("for v in reversed(order):\n    v._backward()"), "    "), ("__eq__",)),
    Raising("unhashable thing", "topological_order", "def topological_order(root):\n    seen = set()\n    seen.add([root])\n    return seen", ("list",)),
    Raising("unpacked", "loss", "def loss(predictions, targets):\n    return sum(p for p, t in zip(predictions))", ("2",)),
    Raising("sizes exchanged", "layer", "from micrograd.nn import Neuron as Ready\nclass Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Ready(nout) for _ in range(nin)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]", ("3", "2")),
    Raising("inputs", "layer", "from micrograd.nn import Neuron as Ready\nclass Layer:\n    def __init__(self, nin, nout):\n        self.sizes = [nin, nout]\n        self.neurons = [Ready(nin + 1) for _ in range(nout)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]", ("3", "2")),
    Raising("zipped", "loss", "def loss(predictions, targets):\n    return sum((p - t) ** 2 for p, t in zip(predictions, targets[1:], strict=True))"),
    # Numbers.
    Raising("zero below", "mul", mul("self.grad += out.data / (self.data - self.data) * out.grad"), ("self.data - self.data",)),
    Raising("zero power", "pow", rule("__pow__", "self.data**n", "self.grad += n * (0 * self.data) ** (n - 9) * out.grad", "**2", "(self,)").replace("(self):", "(self, n):"), ("0 * self.data",)),
    Raising("overflow at", "exp", rule("exp", "math.exp(1000 * abs(self.data) + 1000)", "pass", "exp", "(self,)").replace("1000 * abs(self.data) + 1000", "self.data + 1000"), ("math.exp",)),
    Raising("domain at", "exp", rule("exp", "math.log(self.data - 100)", "pass", "exp", "(self,)"), ("math.log",)),
    # What has a sentence of its own.
    Raising(None, "layer", "class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nout) for _ in range(nin)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]", ("3 weights, but 2 inputs",)),
    Raising(None, "add", "def __add__(self, other):\n    raise TypeError('I cannot add that')", ("I cannot add that", "TypeError")),
    Raising(None, "add", "def __add__(self, other):\n    assert self.data > 1e9, 'too small'", ("too small", "AssertionError")),
    Raising("assertion", "add", "def __add__(self, other):\n    assert self.data > 1e9"),
    Raising("exit", "add", "def __add__(self, other):\n    exit()"),
    Raising('zipped known', 'layer', "class Unit:\n    def __init__(self, nin):\n        self.w, self.b = [Value(0.1) for _ in range(nin)], Value(0.0)\n    def __call__(self, x):\n        return sum((w * xi for w, xi in zip(self.w, x, strict=True)), self.b)\nclass Layer:\n    def __init__(self, nin, nout):\n        self.units = [Unit(nout) for _ in range(nin)]\n    def __call__(self, x):\n        return [u(x) for u in self.units]", ("self.w has the length 3", "x the length 2")),
    Raising('zipped known', 'loss', 'def loss(predictions, targets):\n    less = targets[1:]\n    for p, t in zip(predictions, less, strict=True):\n        pass', ("less the length 2",)),
    Raising("unknown", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w = [random.choice([]) for _ in range(nin)]\n    def __call__(self, x):\n        return x", ("IndexError",)),
    Raising("single thing", "neuron", "class Neuron:\n    def __init__(self, nin):\n        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)\n    def __call__(self, x):\n        return sum(w for w in self.b)", ("self.b",)),
    Raising("unknown", "add", "def __add__(self, other):\n    return int('two')"),
    Raising("no module", "exp", "def exp(self):\n    import mathh\n    return mathh.exp(self.data)", ("mathh",)),
    # More of each kind.
    Raising('sum from 0', 'loss', 'class Own:\n    def __init__(self, data):\n        self.data, self.grad, self._prev = data, 0.0, ()\n    def __add__(self, other):\n        return Own(self.data + other.data)\ndef loss(predictions, targets):\n    return sum([Own(1.0), Own(2.0)])', ('sum(', 'Own'), 'sum from 0'),
    Raising('sum from 0', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        self.w = [Value(0.1) for _ in range(nin)]\n    def __call__(self, x):\n        total = sum(w * xi for w, xi in zip(self.w, x))\n        return [total]', ('__radd__',), 'sum from 0', without=('__radd__', '__rmul__', '__rsub__', '__rtruediv__')),
    Raising('unknown minus', 'loss', 'class Own:\n    def __init__(self, data):\n        self.data, self.grad = data, 0.0\n    def __add__(self, other):\n        return self\ndef loss(predictions, targets):\n    return -Own(2.0)', ('Own',)),
    Raising('unknown minus', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(0.5), Value(0.2)]\n        self.b = -Value(1.0)\n    def __call__(self, x):\n        return self.b', ('__neg__',), without=('__neg__',)),
    Raising('refused operand', 'mul', 'def __mul__(self, other):\n    if not isinstance(other, Value):\n        return NotImplemented\n    return NotImplemented', ('__mul__',)),
    Raising('refused operand', 'add', 'def __add__(self, other):\n    return NotImplemented', ('__add__',)),
    Raising('refused operand', 'operators', 'def __rsub__(self, other):\n    return NotImplemented', ('__rsub__',)),
    Raising('operands', 'loss', 'def loss(predictions, targets):\n    return (predictions - targets) ** 2', ('list',)),
    Raising('operands', 'loss', 'def loss(predictions, targets):\n    return predictions[0] - targets[0] if False else [1] / 2 - 2', ('list',)),
    Raising('operands', 'gradient_step', 'def gradient_step(parameters, rate):\n    parameters -= rate', ('list', 'float')),
    Raising('class operand', 'loss', 'def loss(predictions, targets):\n    kind = type(predictions[0])\n    return 2.0 * kind', ('kind',)),
    Raising('function operand', 'loss', 'def loss(predictions, targets):\n    return 2 * predictions[0].backward', source=False),
    Raising('not called', 'loss', 'def loss(predictions, targets):\n    return 2 - predictions[0].backward', ('predictions[0].backward',)),
    Raising('none operand', 'loss', 'def loss(predictions, targets):\n    def f(): pass\n    return f() + 1', source=False),
    Raising('none here', 'loss', 'def loss(predictions, targets):\n    total = None\n    for p, t in zip(predictions, targets):\n        total = total + (p - t) ** 2\n    return total', ('total',)),
    Raising('none here', 'loss', 'def loss(predictions, targets):\n    best = None\n    return best.data', ('best',)),
    Raising('none here', 'loss', 'def loss(predictions, targets):\n    best = None\n    for p in best:\n        pass', ('best',)),
    Raising('none has no attribute', 'loss', 'def loss(predictions, targets):\n    best = None\n    return best.data', ('data',), source=False),
    Raising('none is no list', 'loss', 'def loss(predictions, targets):\n    best = None\n    return best[0]', source=False),
    Raising('none called', 'loss', 'def loss(predictions, targets):\n    square = None\n    return square(predictions[0])', ('square',)),
    Raising('none called', 'backward', 'def backward(self):\n    self.visit = None\n    self.visit()', ('self.visit',)),
    Raising('none called', 'gradient_step', "def gradient_step(parameters, rate):\n    steps = {}\n    steps.get('sgd')(parameters)", ('steps.get',)),
    Raising('none called somewhere', 'mul', "def __mul__(self, other):\n    out = Value(self.data * other.data, (self, other), '*')\n    def _backward():\n        pass\n    out._backward = _backward()\n    return out", source=False),
    Raising('something called', 'loss', 'def loss(predictions, targets):\n    return targets[0](2)', ('float',), source=False),
    Raising('module called', 'exp', "def exp(self):\n    return Value(math(self.data), (self,), 'exp')", ('math',)),
    Raising('module called', 'loss', 'def loss(predictions, targets):\n    return random()', ('random',)),
    Raising('no call', 'training', 'class Own:\n    pass\ndef train(model, inputs, targets):\n    Own()(inputs[0])', ('Own', '__call__')),
    Raising('no call', 'loss', 'class Square:\n    def compute(self, x):\n        return x * x\ndef loss(predictions, targets):\n    square = Square()\n    return square(predictions[0])', ('Square', '__call__')),
    Raising('function attribute', 'training', 'def train(model, inputs, targets):\n    model.parameters.data', ('data',), source=False),
    Raising('function is no list', 'training', 'def train(model, inputs, targets):\n    for p in model.parameters:\n        pass', source=False),
    Raising('self missing', 'backward', 'def backward():\n    pass\n    return 1.0 + 1', ('backward',)),
    Raising('called on the class', 'training', 'def train(model, inputs, targets):\n    kind = type(model(inputs[0]))\n    kind.relu()', ('relu', 'Value')),
    Raising('called on the class', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)\n    def __call__(self, x):\n        return Neuron.parameters()\n    def parameters(self):\n        return self.w', ('parameters', 'Neuron')),
    Raising('no parameters', 'loss', 'def loss():\n    return 1.0 + 1', ('loss',)),
    Raising('no parameters', 'topological_order', 'def topological_order():\n    order = []\n    return order', ('topological_order',)),
    Raising('keyword', 'add', 'def __add__(self, other):\n    return Value(self.data + other.data, requires_gradients=True)', ('requires_gradients',)),
    Raising('near keyword', 'mul', "def __mul__(self, other):\n    return Value(self.data * other.data, (self, other), op='*')", ('_op',)),
    Raising('near keyword', 'neuron', 'class Neuron:\n    def __init__(self, nin, nonlinear=True):\n        self.other = None\n        if nin == 2:\n            self.other = Neuron(3, nonlin=True)\n    def __call__(self, x):\n        return x', ('nonlinear',)),
    Raising('arguments', 'exp', "def exp(self):\n    return Value(math.exp(self.data, 2), (self,), 'exp')", ('exp()',)),
    Raising('arguments', 'loss', 'def loss(predictions, targets):\n    return [].append()', ('append',)),
    Raising('arguments', 'loss', 'def loss(predictions, targets):\n    return predictions[0].relu(1, 2) if False else sum()', ('sum()',)),
    Raising('near constructor', 'add', 'class Value:\n    def _init_(self, data):\n        self.data = data\n    def __add__(self, other):\n        return self', ('_init_',)),
    Raising('near constructor', 'mul', 'class Value:\n    def init(self, data):\n        self.data = data\n    def __mul__(self, other):\n        return self', ('init',)),
    Raising('no constructor', 'mul', 'class Value:\n    data = 0.0\n    def __mul__(self, other):\n        return self', ('Value',)),
    Raising('no constructor', 'neuron', 'class Neuron:\n    def __call__(self, x):\n        return x', ('Neuron',)),
    Raising('formatted other', 'loss', "def loss(predictions, targets):\n    print(f'{predictions:.2f}')", ('list',)),
    Raising('formatted other', 'training', "def train(model, inputs, targets):\n    print(f'{model:.3f}')"),
    Raising('none here', 'training', "def train(model, inputs, targets):\n    best = None\n    print(f'{best:.3f}')", ('best',)),
    Raising('wants a number', 'exp', "def exp(self):\n    return Value(math.exp([self.data]), (self,), 'exp')", ('math.exp', 'list')),
    Raising('wants a number', 'tanh', "def tanh(self):\n    return Value(math.tanh('1'), (self,), 'tanh')", ('math.tanh', 'str')),
    Raising('wants a number', 'loss', 'def loss(predictions, targets):\n    return round(targets)', ('round', 'list')),
    Raising('number only', 'loss', 'import numpy\ndef loss(predictions, targets):\n    return numpy.exp(predictions[0])', ('numpy.exp',)),
    Raising('number inside', 'relu', 'import numpy\ndef relu(self):\n    return Value(numpy.exp(self), (self,), "ReLU")', ('numpy.exp', 'self.data')),
    Raising('recursion module', 'tanh', "import numpy\ndef tanh(self):\n    return Value(numpy.tanh(self), (self,), 'tanh')", ('numpy.tanh',)),
    Raising('complex number', 'exp', "def exp(self):\n    x = (-abs(self.data) - 1) ** 0.5\n    return Value(math.exp(x), (self,), 'exp')"),
    Raising('complex number', 'slope', "def slope(f, x):\n    h = 1e-20\n    return f(x + 1j * h).imag / h"),
    Raising('the object itself', 'relu', "def relu(this):\n    out = Value(max(0.0, this.data), (this,), 'ReLU')\n    def _backward():\n        self.grad += (this.data > 0) * out.grad\n    out._backward = _backward\n    return out", ('this',)),
    Raising('no object itself', 'slope', "def slope(*given):\n    return self.f(*given)"),
    Raising('complex', 'exp', "def exp(self):\n    return Value(math.exp((-abs(self.data) - 1) ** 0.5), (self,), 'exp')"),
    Raising('no such method', 'training', "def train(model, inputs, targets):\n    loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n    loss.optimise()", ('optimise',)),
    Raising('compared', 'loss', 'def loss(predictions, targets):\n    return predictions[0] if predictions[0] > targets[0] else predictions[1]', ('.data',)),
    Raising('largest', 'loss', 'def loss(predictions, targets):\n    return sorted(predictions)[0]', ('sorted()',)),
    Raising('is a number', 'loss', 'def loss(predictions, targets):\n    t = targets[0]\n    return t.relu()', ('t is the plain number 1', 'relu')),
    Raising('is a number', 'training', 'def train(model, inputs, targets):\n    x = inputs[0][0]\n    x.grad = 0.0', ('x',)),
    Raising('number has no attribute', 'training', 'def train(model, inputs, targets):\n    inputs[0][0].backward()', ('backward',), source=False),
    Raising('operand is a number', 'mul', "def __mul__(self, other):\n    is_value = isinstance(other, Value)\n    number = other.data if is_value else other\n    out = Value(self.data * number, (self, other) if is_value else (self,), '*')\n    def _backward():\n        self.grad += number * out.grad\n        other.grad += self.data * out.grad\n    out._backward = _backward\n    return out", ('other', 'grad')),
    Raising('twice', 'gradient_step', 'def gradient_step(parameters, rate):\n    for p in parameters:\n        p.data -= rate * p.grad.grad', ('.grad',)),
    Raising('twice', 'tanh', "def tanh(self):\n    return Value(math.tanh(self.data.data), (self,), 'tanh')", ('.data',)),
    Raising('near in module', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(random.unifrom(-1, 1)) for _ in range(nin)]\n    def __call__(self, x):\n        return self.w[0]', ('uniform',)),
    Raising('near in module', 'exp', "def exp(self):\n    return Value(math.Exp(self.data), (self,), 'exp')", ('exp',)),
    Raising('not in module', 'tanh', "def tanh(self):\n    return Value(math.sigmoid(self.data), (self,), 'tanh')", ('sigmoid',)),
    Raising('not in module', 'loss', 'def loss(predictions, targets):\n    return math.mean(predictions)', ('mean',)),
    Raising('near in class', 'training', 'def train(model, inputs, targets):\n    type(model(inputs[0])).bakward', ('backward',)),
    Raising('not in class', 'training', 'def train(model, inputs, targets):\n    type(model(inputs[0])).softmax', ('softmax',)),
    Raising('no method', 'backward', 'def backward(self):\n    self.tanh()', ('tanh',)),
    Raising('no method', 'exp', 'def exp(self):\n    return self.log()', ('log',)),
    Raising('no attribute', 'add', 'def __add__(self, other):\n    return Value(self.total + 1.0)', ('total',)),
    Raising('no attribute', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)\n    def __call__(self, x):\n        return x[0] * self.scale', ('scale',)),
    Raising('no attribute', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        self.units = []\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]', ('neurons',)),
    Raising('other has no attribute', 'loss', "def loss(predictions, targets):\n    return 'text'.data", ('str',)),
    Raising('other has no attribute', 'training', 'def train(model, inputs, targets):\n    model.fit(inputs, targets)', ('fit',)),
    Raising('other has no attribute', 'loss', 'def loss(predictions, targets):\n    return {}.data', ('dict',)),
    Raising('set later', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w = [self.scale for _ in range(nin)]\n        self.scale = 0.1\n    def __call__(self, x):\n        return x', ('scale',)),
    Raising('set later', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        self.count = len(self.neurons)\n        self.neurons = []\n    def __call__(self, x):\n        return x', ('neurons',)),
    Raising('of a module', 'tanh', "def tanh(self):\n    return Value(sinh(self.data), (self,), 'tanh')", ('math',)),
    Raising('of a module', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(uniform(-1, 1)) for _ in range(nin)]\n    def __call__(self, x):\n        return x', ('random',)),
    Raising('no name', 'loss', 'def loss(predictions, targets):\n    return mse(predictions, targets)', ('mse',)),
    Raising('no name', 'gradient_step', 'def gradient_step(parameters, rate):\n    for p in parameters:\n        p.data -= lr * p.grad', ('lr',)),
    Raising('free name', 'topological_order', 'def topological_order(root):\n    def visit(v):\n        order.append(v)\n    visit(root)\n    order = []\n    return order', ('order',)),
    Raising('free name', 'mul', 'def __mul__(self, other):\n    def rule():\n        self.grad += out.grad\n    rule()\n    out = Value(self.data * other.data)\n    return out', ('out',)),
    Raising('free name', 'loss', 'def loss(predictions, targets):\n    f = lambda: total\n    f()\n    total = 0', ('total',)),
    Raising('local of the function around', 'zero_grad', 'def zero_grad(root):\n    count = 0\n    def visit(v):\n        count += 1\n    visit(root)', ('nonlocal count',)),
    Raising('local outside', 'loss', 'total = 0\ndef loss(predictions, targets):\n    for p, t in zip(predictions, targets):\n        total += (p - t) ** 2\n    return total', ('total',)),
    Raising('local outside', 'training', 'rate = 0.1\ndef train(model, inputs, targets):\n    rate = rate * 0.9', ('rate',)),
    Raising('local before', 'gradient_step', 'def gradient_step(parameters, rate):\n    for p in parameters:\n        moved += p.grad', ('moved',)),
    Raising('local before', 'topological_order', 'def topological_order(root):\n    count += 1\n    return [root]', ('count',)),
    Raising('local late', 'topological_order', 'def topological_order(root):\n    if root is None:\n        order = []\n    return order', ('order',)),
    Raising('local late', 'gradient_step', 'def gradient_step(parameters, rate):\n    for p in []:\n        last = p\n    last.data = 0.0', ('last',)),
    Raising('recursion asked', 'add', 'def __getattribute__(self, name):\n    return self.__dict__[name]', ('__getattribute__',)),
    Raising('recursion set', 'value', 'def __setattr__(self, name, thing):\n    self.name = thing', ('__setattr__',)),
    Raising('recursion property', 'value', "class Value:\n    def __init__(self, data, _children=(), _op=''):\n        self.grad, self._prev, self._op = 0.0, (), ''\n    @property\n    def data(self):\n        return self.data", ('data',)),
    Raising('recursion method', 'relu', 'def relu(self):\n    return self.relu()', ('self.relu()',)),
    Raising('recursion method', 'exp', 'def exp(self):\n    out = self.exp()\n    return out', ('self.exp()',)),
    Raising('recursion call', 'loss', 'def loss(predictions, targets):\n    return loss(predictions, targets)', ('loss',)),
    Raising('recursion call', 'training', 'def fit(model):\n    fit(model)\ndef train(model, inputs, targets):\n    fit(model)', ('fit',)),
    Raising('recursion of two', 'operators', 'def __sub__(self, other):\n    return other.__rsub__(self)\ndef __rsub__(self, other):\n    return other.__sub__(self)', ('__sub__', '__rsub__')),
    Raising('recursion of two', 'loss', 'def f(x):\n    return g(x)\ndef g(x):\n    return f(x)\ndef loss(predictions, targets):\n    return f(1)', ('f', 'g')),
    Raising('recursion of several', 'loss', 'def f(x):\n    return g(x)\ndef g(x):\n    return h(x)\ndef h(x):\n    return f(x)\ndef loss(predictions, targets):\n    return f(1)'),
    Raising('single thing', 'training', 'def train(model, inputs, targets):\n    loss = model(inputs[0])\n    for part in loss:\n        part.backward()', ('loss',)),
    Raising('no list', 'loss', 'def loss(predictions, targets):\n    return len(targets[0])', ('float',), source=False),
    Raising('loop over a number', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in nout]\n    def __call__(self, x):\n        return x', ('nout',)),
    Raising('loop over a number', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w = []\n        for k in nin:\n            self.w.append(Value(0.1))\n    def __call__(self, x):\n        return x', ('nin',)),
    Raising('index known', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in range(nin)]\n    def __call__(self, x):\n        outputs = []\n        for k in range(3):\n            outputs.append(self.neurons[k](x))\n        return outputs', ('self.neurons',)),
    Raising('index of empty', 'topological_order', 'def topological_order(root):\n    order = []\n    return order[0]', ('order',)),
    Raising('index of empty', 'gradient_step', 'def gradient_step(parameters, rate):\n    moved = []\n    for k, p in enumerate(parameters):\n        p.data -= moved[k]', ('moved',)),
    Raising('index', 'loss', 'def loss(predictions, targets):\n    return predictions[3]', source=False),
    Raising('index kind', 'gradient_step', 'def gradient_step(parameters, rate):\n    for k in range(3):\n        parameters[k / 1].data -= rate', ('float',)),
    Raising('index kind', 'loss', "def loss(predictions, targets):\n    return predictions['first']", ('str',)),
    Raising('key known', 'gradient_step', 'def gradient_step(parameters, rate):\n    velocity = {}\n    for p in parameters:\n        velocity[p] = 0.9 * velocity[p]', ('velocity[p]',)),
    Raising('key known', 'loss', "def loss(predictions, targets):\n    return {'a': 1}['b']"),
    Raising('key', 'loss', 'def loss(predictions, targets):\n    {}.pop(1)'),
    Raising('empty list', 'backward', 'def backward(self):\n    [].pop()'),
    Raising('empty list', 'training', 'def train(model, inputs, targets):\n    waiting = []\n    x = waiting.pop(0)'),
    Raising('unhashable', 'topological_order', 'def topological_order(root):\n    class Own:\n        def __eq__(self, other):\n            return True\n    return {Own()}', ('Own', '__eq__')),
    Raising('unhashable thing', 'gradient_step', 'def gradient_step(parameters, rate):\n    seen = {parameters}', ('list',)),
    Raising('unhashable thing', 'loss', 'def loss(predictions, targets):\n    return {[1]: 2}', ('list',)),
    Raising('unpacked', 'loss', 'def loss(predictions, targets):\n    p, t = predictions\n    return p', ('2',)),
    Raising('unpacked', 'training', 'def train(model, inputs, targets):\n    for x, y, z in inputs:\n        pass', ('3',)),
    Raising('zipped', 'gradient_step', 'def gradient_step(parameters, rate):\n    for p, q in zip(parameters, parameters[1:], strict=True):\n        p.data -= rate'),
    Raising('unsettled', 'topological_order', 'def topological_order(root):\n    seen = {root}\n    for v in seen:\n        seen.update(v._prev)\n    return list(seen)'),
    Raising('unsettled', 'gradient_step', 'def gradient_step(parameters, rate):\n    d = {1: 2}\n    for k in d:\n        d[k + 1] = 0'),
    Raising('no operand', 'loss', 'def loss(predictions, targets):\n    return predictions[0] - targets', ('targets', 'list')),
    Raising('not a number', 'loss', 'def loss(predictions, targets):\n    return type(predictions[0])(targets)', ('list',)),
    Raising('not a number', 'training', 'def train(model, inputs, targets):\n    kind = type(model(inputs[0]))\n    kind(None)', ('NoneType',)),
    Raising('inputs', 'training', 'def train(model, inputs, targets):\n    model(inputs[0] + inputs[1])', ('2', '4')),
    Raising('inputs', 'training', 'def train(model, inputs, targets):\n    return model([1.0])', ('2', '1')),
    Raising('zero below', 'pow', "def __pow__(self, n):\n    return Value(self.data / (n - n), (self,), '**')", ('n - n',)),
    Raising('zero below', 'loss', 'def loss(predictions, targets):\n    count = 0\n    for p in predictions:\n        pass\n    return 1.0 / count', ('count',)),
    Raising('zero division', 'loss', 'def loss(predictions, targets):\n    return 1.0 / 0'),
    Raising('zero power', 'exp', "def exp(self):\n    zero = 0.0\n    return Value(zero ** -1, (self,), 'exp')", ('zero',)),
    Raising('overflow', 'loss', 'def loss(predictions, targets):\n    return 10.0 ** 400'),
    Raising('overflow at', 'tanh', "def tanh(self):\n    return Value(math.cosh(self.data * 1000 + 1000), (self,), 'tanh')", ('math.cosh',)),
    Raising('domain at', 'loss', 'def loss(predictions, targets):\n    return math.sqrt(-1.0)', ('math.sqrt', '-1')),
    Raising('domain', 'loss', 'def loss(predictions, targets):\n    return math.fmod(1.0, 0.0)'),
    Raising('sys exit', 'loss', 'import sys\ndef loss(predictions, targets):\n    sys.exit()'),
    Raising('memory', 'loss', 'def loss(predictions, targets):\n    return [0] * 10**18'),
    Raising('assertion', 'loss', 'def loss(predictions, targets):\n    assert len(predictions) == 2'),
    Raising('unknown', 'loss', 'def loss(predictions, targets):\n    return next(iter([]))', ('StopIteration',)),
    Raising('unknown', 'loss', "def loss(predictions, targets):\n    return list(predictions).index('x')", ('ValueError',)),
    Raising('unknown', 'loss', "def loss(predictions, targets):\n    return open('/nowhere/at/all')"),
    Raising('no module', 'loss', 'def loss(predictions, targets):\n    import torchh\n    return 0', ('torchh',)),
    Raising('odd gradient', 'training', 'def train(model, inputs, targets):\n    for p in model.parameters():\n        p.grad = []\n    model(inputs[0]).backward()', ('list',)),
    Raising('odd gradient', 'gradient_step', 'def gradient_step(parameters, rate):\n    for p in parameters:\n        p.grad = []\n        p.data = p.data - p.grad', ('list', 'p.grad')),
    Raising('odd gradient', 'mul', "def __mul__(self, other):\n    out = Value(self.data * other.data, (self, other), '*')\n    def _backward():\n        self.grad = {}\n        self.grad += other.data * out.grad\n    out._backward = _backward\n    return out", ('dict', 'self.grad')),
    Raising('text and other', 'value', "class Value:\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op\n    def __repr__(self):\n        return 'Value(' + self.data + ')'", ('float',)),
    Raising('text and other', 'pow', "def __pow__(self, n):\n    return Value(self.data**n, (self,), '**' + n)", ('int',)),
    Raising('text and other', 'training', "def train(model, inputs, targets):\n    print('loss: ' + model(inputs[0]))", ('Value',)),
    Raising('product of a list', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)\n    def __call__(self, x):\n        return self.w * x + self.b', ('list',)),
    Raising('product of a list', 'loss', 'def loss(predictions, targets):\n    return [1.0] * targets', ('list',)),
    Raising('product of a list', 'gradient_step', 'def gradient_step(parameters, rate):\n    return rate * parameters', ('float',)),
    Raising('is a variable', 'mul', "def __mul__(self, other):\n    out = Value(self.data * other.data, (self, other), '*')\n    def _backward():\n        self.grad += other.data * self.out.grad\n    out._backward = _backward\n    return out", ('out',)),
    Raising('is a variable', 'pow', "def __pow__(self, n):\n    return Value(self.data**self.n, (self,), f'**{n}')", ('variable n',)),
    Raising('is a variable', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w = [Value(0.1) for _ in range(self.nin)]\n    def __call__(self, x):\n        return x', ('nin',)),
    Raising('local of another', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        neurons = [Neuron(nin) for _ in range(nout)]\n    def __call__(self, x):\n        return [n(x) for n in neurons]', ('neurons', '__init__')),
    Raising('local of another', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        weights = [Value(random.uniform(-1, 1)) for _ in range(nin)]\n        self.w, self.b = weights, Value(0.0)\n    def __call__(self, x):\n        return sum((w * xi for w, xi in zip(weights, x)), self.b)', ('weights', '__init__')),
    Raising('wrong return', 'value', 'def __repr__(self):\n    print(self.data)', ('__repr__',)),
    Raising('wrong return', 'value', 'def __repr__(self):\n    return self.data', ('float',)),
    Raising('operands apart', 'add', 'def __add__(self, other):\n    return Value(self.data + other.data, self, other)', ('Value(self.data + other.data, self, other)',)),
    Raising('operands apart', 'mul', 'def __mul__(self, other):\n    out = Value(self.data * other.data, self, other)\n    return out'),
    Raising('sizes exchanged', 'layer', 'from micrograd.nn import Neuron as Ready\nclass Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Ready(nout) for _ in range(nin)]\n    def __call__(self, x):\n        return [n(x) for n in self.neurons]', ('3', '2')),
    Raising('sizes exchanged', 'layer', 'from micrograd.nn import Neuron as Ready\nclass Layer:\n    def __init__(self, nin, nout):\n        self.units = []\n        for _ in range(nin):\n            self.units.append(Ready(nout))\n    def __call__(self, x):\n        outs = []\n        for unit in self.units:\n            outs.append(unit(x))\n        return outs', ('3', '2')),
    Raising('sizes exchanged', 'layer', 'from micrograd import nn\nclass Layer:\n    def __init__(self, nout, nin):\n        self.n = [nn.Neuron(nin) for _ in range(nout)]\n    def __call__(self, x):\n        return list(map(lambda n: n(x), self.n))'),
    Raising('recursion of backward', 'backward', 'def backward(self):\n    order, seen = [], set()\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(self)\n    self.grad = 1.0\n    for v in reversed(order):\n        v.backward()', ('v.backward()',)),
    Raising('recursion of backward', 'backward', 'def backward(self):\n    self.grad = 1.0\n    stack = [self]\n    for v in stack:\n        v.backward()', ('v.backward()',)),
    Raising('is a number', 'pow', "def __pow__(self, n):\n    return Value(self.data ** n.data, (self,), f'**{n}')", ('n is the plain number 3',)),
    Raising('detached', 'loss', 'def loss(predictions, targets):\n    return sum((p.data - t) ** 2 for p, t in zip(predictions, targets)).backward()', ('backward',), 'detached'),
    Raising('near attribute', 'topological_order', 'def topological_order(root):\n    order = []\n    order.add(root)', ('append',)),
    Raising('complex number', 'exp', "def exp(self):\n    return Value(math.exp(1j), (self,), 'exp')", ('math.exp',)),
    Raising('complex number', 'tanh', "def tanh(self):\n    turned = 1j * self.data\n    return Value(math.tanh(turned), (self,), 'tanh')", ('math.tanh',)),
    Raising('the object itself', 'add', "def __add__(this, other):\n    return Value(self.data + other.data, (this, other), '+')", ('self', 'called this')),
    Raising('the object itself', 'relu', "def relu(value):\n    return Value(max(0.0, self.data), (value,), 'ReLU')", ('self', 'called value')),
    Raising('no object itself', 'slope', "def slope(f, x):\n    return (self.f(x + 0.001) - f(x)) / 0.001", ("list one",)),
    Raising('no object itself', 'loss', 'def total():\n    return self.data\ndef loss(predictions, targets):\n    return total()', ('self',)),
    Raising('no such method', 'neuron', 'class Neuron:\n    def __init__(self, nin):\n        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)\n    def __call__(self, x):\n        return self.activate(x)', ('activate',)),
    Raising('no such method', 'layer', 'class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in range(nout)]\n    def __call__(self, x):\n        return self.neurons[0].compute(x)', ('compute',)),
]  # fmt: skip
