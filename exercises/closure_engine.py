"""The `Value` that learners build, in the seed's form: each operation leaves a `_backward` closure in its result.

Written once, here: the lessons show it as far as it has grown, and the solutions are its methods.
"""

import ast
import textwrap
from functools import cache
from pathlib import Path

LEARNED = {  # lesson: the methods that it adds
    1: ("__init__", "__repr__"),
    2: ("__add__",),
    3: ("__mul__",),
    4: ("__pow__", "__neg__", "__sub__", "__truediv__", "__radd__", "__rsub__", "__rmul__", "__rtruediv__"),
    5: ("relu",),
    6: ("backward",),
}


class Value:
    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self._backward = lambda: None
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += 1.0 * out.grad
            other.grad += 1.0 * out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, n):
        out = Value(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad += n * self.data ** (n - 1) * out.grad

        out._backward = _backward
        return out

    def __neg__(self):              # -self
        return self * -1

    def __sub__(self, other):       # self - other
        return self + (-other)

    def __truediv__(self, other):   # self / other
        return self * other**-1

    def __radd__(self, other):      # other + self
        return self + other

    def __rsub__(self, other):      # other - self
        return (-self) + other

    def __rmul__(self, other):      # other * self
        return self * other

    def __rtruediv__(self, other):  # other / self
        return self**-1 * other

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,), "ReLU")

        def _backward():
            slope = 1.0 if self.data > 0 else 0.0
            self.grad += slope * out.grad

        out._backward = _backward
        return out

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for operand in value._prev:
                    visit(operand)
                order.append(value)     # after its operands

        visit(self)
        for value in order:
            if value._prev:
                value.grad = 0.0        # what an earlier pass has left in between
        self.grad = 1.0
        for value in reversed(order):
            value._backward()


def source_after(lesson: int) -> str:
    """The source of the class with the methods learned up to and including that lesson."""
    known = {name for number, names in LEARNED.items() if number <= lesson for name in names}
    return "class Value:\n" + "\n\n".join(text for name, text in _methods().items() if name in known)


def source_of(*methods: str) -> str:
    """The source of some of its methods, as they stand outside of a class."""
    return "\n\n".join(textwrap.dedent(_methods()[name]) for name in methods)


@cache
def _methods() -> dict[str, str]:
    text = Path(__file__).read_text(encoding="utf-8")
    lines = text.splitlines()
    cls = next(node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    methods = [each for each in cls.body if isinstance(each, ast.FunctionDef)]
    return {method.name: "\n".join(lines[method.lineno - 1 : method.end_lineno]) for method in methods}
