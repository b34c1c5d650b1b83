"""The right programs that the bugs are made of: the class of the lessons as far as it is needed, some of its methods in
another form, and a training loop.
"""

import re
import textwrap
from dataclasses import dataclass

from exercises.closure_engine import source_of

_ADD = ("__init__", "__add__")
_MUL = (*_ADD, "__mul__")
_SUB = (*_MUL, "__neg__", "__sub__")
_MARGIN = " " * 4
_COMMENT = re.compile(r" +#.*")

# Methods in another form, as right as those of the lessons.
_ADD_IN_A_LOOP = """
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        for operand in (self, other):
            operand.grad += 1.0 * out.grad

    out._backward = _backward
    return out
"""
_MUL_IN_A_LOOP = """
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, (self, other), "*")
    shares = []
    for operand, slope in ((self, other.data), (other, self.data)):
        def share(operand=operand, slope=slope):
            operand.grad += slope * out.grad
        shares.append(share)

    def _backward():
        for share in shares:
            share()

    out._backward = _backward
    return out
"""
_SUB_BY_ITSELF = """
def __sub__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data - other.data, (self, other), "-")

    def _backward():
        self.grad += 1.0 * out.grad
        other.grad -= 1.0 * out.grad

    out._backward = _backward
    return out
"""
_EQUAL_TO_ITSELF = """
def __eq__(self, other):
    return self is other

def __hash__(self):
    return hash(self.data)
"""
_CLEARED_AND_SEEDED = """
    for value in order:
        if value._prev:
            value.grad = 0.0
    self.grad = 1.0
    for value in order:
        value._backward()
"""
_BACKWARD_THAT_PUTS_IN_FRONT = f"""
def backward(self):
    order, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for operand in value._prev:
                visit(operand)
            order.insert(0, value)

    visit(self)
{_CLEARED_AND_SEEDED}"""
_BACKWARD_WITH_A_QUEUE = f"""
def backward(self):
    order, waiting = [], [self]
    while waiting:
        value = waiting.pop(0)
        if value in order:
            order.remove(value)
        order.append(value)
        waiting.extend(value._prev)
{_CLEARED_AND_SEEDED}"""
_BACKWARD_THAT_COUNTS = """
def backward(self):
    waits = {}

    def count(value):
        value.grad = 0.0 if value._prev else value.grad
        for operand in value._prev:
            waits[operand] = waits.get(operand, 0) + 1
            if waits[operand] == 1:
                count(operand)

    def hand_on(value):
        value._backward()
        for operand in value._prev:
            waits[operand] -= 1
            if waits[operand] == 0:
                hand_on(operand)

    count(self)
    self.grad = 1.0
    hand_on(self)
"""
_TRAIN = """
def train(w, b, points, steps):
    for step in range(steps):
        loss = Value(0.0)
        for x, target in points:
            error = w * x + b - target
            loss = loss + error**2
        for p in (w, b):
            p.grad = 0.0
        loss.backward()
        for p in (w, b):
            p.data -= 0.1 * p.grad
"""


@dataclass(frozen=True)
class Program:
    """A program that is right.

    Attributes:
        shown: the source that is looked at.
        unseen: what it needs besides, and is not shown, since it is right whatever else is wrong.
        operations: of a class, what can be written with it: "+", "-", "*", "**", "neg", "relu", and "r+", "r-", "r*"
            with a number on the left; () of a training loop.
    """

    shown: str
    unseen: str
    operations: tuple[str, ...] = ()


_WRITTEN = {
    "__add__": "+", "__sub__": "-", "__mul__": "*", "__pow__": "**", "__neg__": "neg", "relu": "relu",
    "__radd__": "r+", "__rsub__": "r-", "__rmul__": "r*",
}  # fmt: skip


def _plain(source: str) -> str:
    """A source without its comments, which would say what is right, and without lines that are empty twice."""
    return re.sub(r"\n{3,}", "\n\n", _COMMENT.sub("", source).replace("\n\n\n", "\n\n")).strip("\n")


def _class(*methods: str, **others: str) -> Program:
    """The Program of a class with these methods, some of them in another form; `backward()` is shown where it is one
    of them.
    """
    texts = [others.get(name) or source_of(name) for name in methods]
    shown = "class Value:\n" + "\n\n".join(textwrap.indent(_plain(text), _MARGIN) for text in texts)
    unseen = "" if "backward" in methods else "\n" + textwrap.indent(_plain(source_of("backward")), _MARGIN)
    return Program(shown, unseen, tuple(_WRITTEN[name] for name in methods if name in _WRITTEN))


_ENGINE = "\n\n" + _class(*_SUB, "__pow__", "backward").shown

PROGRAMS = {
    "add": _class(*_ADD),
    "add in a loop": _class(*_ADD, __add__=_ADD_IN_A_LOOP),
    "mul": _class(*_MUL),
    "mul in a loop": _class(*_MUL, __mul__=_MUL_IN_A_LOOP),
    "pow": _class(*_MUL, "__pow__"),
    "sub": _class(*_MUL, "__sub__", __sub__=_SUB_BY_ITSELF),
    "reflected": _class(*_SUB, "__radd__", "__rsub__", "__rmul__"),
    "relu": _class(*_SUB, "relu"),
    "backward": _class(*_SUB, "backward"),
    "backward that puts in front": _class(*_SUB, "backward", backward=_BACKWARD_THAT_PUTS_IN_FRONT),
    "backward with a queue": _class(*_SUB, "backward", backward=_BACKWARD_WITH_A_QUEUE),
    "backward that counts": _class(*_SUB, "backward", backward=_BACKWARD_THAT_COUNTS),
    "equality": _class(*_SUB, "__eq__", "backward", __eq__=_EQUAL_TO_ITSELF),
    "training": Program(_plain(_TRAIN), _ENGINE),
}
