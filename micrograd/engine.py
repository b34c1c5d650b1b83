"""A scalar reverse-mode automatic differentiation engine, after karpathy's micrograd.

After reading this file you can say what a `Value` remembers, add an operation of your own, and explain why
`backward()` visits the graph from the youngest value to the oldest.

Every operation is one line of a table: value, operands, symbol, and the *local derivative* for each operand, taken when
it runs. The way back is the same for all of them, and stands only once: local slope, times out.grad, accumulate.
"""

import math
from operator import attrgetter

from micrograd.arithmetic import exponential, exponential_slope, logarithm, power, power_slope, quotient, real
from micrograd.copying import Copyable, next_birth
from micrograd.freeing import Freeable
from micrograd.refusals import Refusing


class Value(Copyable, Freeable, Refusing):
    """One number, how it was computed, and (after `backward()`) its gradient.

    Args:
        data: the number (int, float or numpy scalar; anything else is a TypeError), kept as a float.
        _children: the operands that it was computed from, in order; empty for a leaf.
        _op: the symbol of the operation, for pictures and debugging; '' for a leaf.
        _local: the local derivative d(self)/d(operand) for each operand, in the same order.
        label: a name for pictures.

    Attributes:
        grad: d(output)/d(self), where output is the value on which `backward()` was called; 0.0 before.

    Numbers follow IEEE 754 as in PyTorch: an overflow is inf, inf - inf is nan, and both travel on. Where an operation
    has no real result it raises at once, at the line that caused it, and never later in `backward()` (arithmetic.py).
    A slope of 0 times an infinite gradient is nan, as 0 * inf is everywhere (for a closed ReLU gate PyTorch says 0).
    """

    __slots__ = ("data", "grad", "_prev", "_op", "_local", "_birth", "__dict__", "__weakref__")
    label = ""

    def __init__(self, data, _children=(), _op="", _local=(), label=""):
        self.data = data if type(data) is float else real(data)
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self._local = _local
        self._birth = next_birth()
        if label:
            self.label = label

    # The table of derivatives: value, operands, symbol, local derivatives. (The original makes - and / of + * and **.)

    def __add__(self, other):
        other = _value(other)
        return Value(self.data + other.data, (self, other), "+", (1.0, 1.0))

    def __sub__(self, other):
        other = _value(other)
        return Value(self.data - other.data, (self, other), "-", (1.0, -1.0))

    def __mul__(self, other):
        other = _value(other)
        return Value(self.data * other.data, (self, other), "*", (other.data, self.data))

    def __truediv__(self, other):
        other = _value(other)
        ratio = quotient(self.data, other.data)
        return Value(ratio, (self, other), "/", (1 / other.data, -ratio / other.data))

    def __pow__(self, other):
        """self ** other. A plain number as exponent is part of the operation (`**2`); a Value is a second operand."""
        if isinstance(other, Value):
            x, n = self.data, other.data
            return Value(power(x, n), (self, other), "**", (power_slope(x, n), exponential_slope(x, n)))
        n = real(other)
        return Value(power(self.data, n), (self,), f"**{other}", (power_slope(self.data, n),))

    def __neg__(self):
        return Value(-self.data, (self,), "neg", (-1.0,))

    def relu(self):
        """max(0, self). At the corner the slope is 0 by convention, as in PyTorch; relu(nan) is nan."""
        return Value(0.0 if self.data < 0 else self.data, (self,), "ReLU", (1.0 if self.data > 0 else 0.0,))

    def exp(self):
        e = exponential(self.data)
        return Value(e, (self,), "exp", (e,))

    def log(self):
        return Value(logarithm(self.data), (self,), "log", (1 / self.data,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), "tanh", (1 - t * t,))

    def __radd__(self, other):  # other + self
        return _value(other) + self

    def __rsub__(self, other):  # other - self
        return _value(other) - self

    def __rmul__(self, other):  # other * self
        return _value(other) * self

    def __rtruediv__(self, other):  # other / self
        return _value(other) / self

    def __rpow__(self, other):  # other ** self
        return _value(other) ** self

    def _backward(self):
        """Hand each operand its share of the gradient. `out._backward = rule` gives an operation a rule of its own."""
        if len(self._local) != len(self._prev):
            counts = f"{len(self._prev)} operands but {len(self._local)} local derivatives"
            raise TypeError(f"{self._op!r} has {counts}: give one in _local for each operand, or set out._backward")
        for operand, local in zip(self._prev, self._local):
            operand.grad += local * self.grad

    def backward(self):
        """Set the grad of every value that self was computed from to d(self)/d(value).

        Leaves accumulate over calls (set their grad to 0 between two steps of training); values in between begin anew.
        """
        # An operand is always born before its result. So from the youngest to the oldest, whenever a value's turn
        # comes, everything that used it has already reported to its grad.
        history = self._history()
        for value in history:
            if value._prev:
                value.grad = 0.0
        self.grad += 1.0  # d(self)/d(self)
        for value in reversed(history):
            value._backward()

    def _history(self):
        """self and every value that it was computed from, the oldest first."""
        seen, waiting = {self}, [self]
        while waiting:
            for operand in waiting.pop()._prev:
                if operand not in seen:
                    seen.add(operand)
                    waiting.append(operand)
        return sorted(seen, key=attrgetter("_birth"))

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def _value(number):
    return number if isinstance(number, Value) else Value(number)
