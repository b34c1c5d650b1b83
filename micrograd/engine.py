"""A scalar reverse-mode automatic differentiation engine, after karpathy's micrograd.

After reading this file you can say what a `Value` remembers, add an operation of your own, and explain why
`backward()` visits the graph from the youngest value to the oldest.

Every operation is one line of a table: the value it computes, its operands, its symbol, and the *local derivative*
with respect to each operand, taken at the moment when the operation runs. What happens on the way back is then the
same for all of them, and stands only once, in `_backward`: local slope, times out.grad, accumulate.
"""

import math
from copy import deepcopy
from itertools import count
from numbers import Real
from operator import attrgetter
from reprlib import repr as shortened

_next_birth = count().__next__


class Value:
    """One number, how it was computed, and (after `backward()`) its gradient.

    Args:
        data: the number: an int, a float or a numpy scalar; kept as a float.
        _children: the operands that it was computed from, in order; empty for a leaf.
        _op: the symbol of the operation, for pictures and debugging; '' for a leaf.
        label: a name for pictures.
        _local: the local derivative d(self)/d(operand) for each operand, in the same order.

    Attributes:
        grad: d(output)/d(self), where output is the value on which `backward()` was called; 0.0 before.

    Raises:
        TypeError: data is not a real number.
        OverflowError: data is an int too large for a float.

    Numbers follow IEEE 754 as in PyTorch: an overflow is inf, inf - inf is nan, and both travel on. Where an operation
    has no real result at all (division by zero, log of a number that is not positive, a negative base with a
    fractional exponent) it raises at once, at the line that caused it, and never later in `backward()`.
    A slope of 0 times an infinite gradient is nan, as 0 * inf is everywhere (for a closed ReLU gate PyTorch says 0).
    """

    __slots__ = ("data", "grad", "_prev", "_op", "_local", "_birth", "__dict__", "__weakref__")
    __array_ufunc__ = None  # numpy leaves `number * Value` to us instead of making an array of objects
    label = ""

    def __init__(self, data, _children=(), _op="", label="", _local=()):
        self.data = data if type(data) is float else _real(data)
        self.grad = 0.0
        self._prev = _children if type(_children) is tuple else tuple(_children)
        self._op = _op
        self._local = _local
        self._birth = _next_birth()
        if label:
            self.label = label

    # The table of derivatives. Each line says: value, operands, symbol, local derivatives.
    # `-` and `/` are operations of their own here; a - b as a + (-1 * b) and a / b as a * b**-1, as in the
    # original, have the same value and the same gradients but are drawn with more nodes. `2 - a` is Value(2) - a.

    def __add__(self, other):
        other = _value(other)
        return Value(self.data + other.data, (self, other), "+", _local=(1.0, 1.0))

    def __sub__(self, other):
        other = _value(other)
        return Value(self.data - other.data, (self, other), "-", _local=(1.0, -1.0))

    def __mul__(self, other):
        other = _value(other)
        return Value(self.data * other.data, (self, other), "*", _local=(other.data, self.data))

    def __truediv__(self, other):
        other = _value(other)
        if other.data == 0:
            raise ZeroDivisionError(f"{self!r} / {other!r}: division by zero has no value")
        ratio = self.data / other.data
        return Value(ratio, (self, other), "/", _local=(1 / other.data, -ratio / other.data))

    def __pow__(self, other):
        """self ** other. A plain number as exponent is part of the operation (`**2`); a Value is a second operand."""
        if isinstance(other, Value):
            x, n = self.data, other.data
            return Value(_power(x, n), (self, other), "**", _local=(_power_slope(x, n), _exponential_slope(x, n)))
        n = _real(other)
        return Value(_power(self.data, n), (self,), f"**{other}", _local=(_power_slope(self.data, n),))

    def __neg__(self):
        return Value(-self.data, (self,), "neg", _local=(-1.0,))

    def relu(self):
        """max(0, self). At the corner the slope is 0 by convention, as in PyTorch; relu(nan) is nan."""
        return Value(0.0 if self.data < 0 else self.data, (self,), "ReLU", _local=(1.0 if self.data > 0 else 0.0,))

    def exp(self):
        e = _exp(self.data)
        return Value(e, (self,), "exp", _local=(e,))

    def log(self):
        """The natural logarithm; ValueError where self is not positive."""
        if self.data <= 0:
            raise ValueError(f"log of {self!r}: the logarithm exists only for numbers above 0")
        return Value(math.log(self.data), (self,), "log", _local=(1 / self.data,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), "tanh", _local=(1 - t * t,))

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

    # The way back.

    def _backward(self):
        """Hand each operand its share of this value's gradient: local slope, times out.grad, accumulate.

        An operation of your own may bring its own rule instead: `out._backward = rule`, as in the lectures.
        """
        if len(self._local) != len(self._prev):
            raise TypeError(
                f"the operation {self._op!r} has {len(self._prev)} operands but {len(self._local)} local derivatives: "
                "give Value(..., _local=(...)) one for each operand, or set out._backward"
            )
        for operand, local in zip(self._prev, self._local):
            operand.grad += local * self.grad

    def backward(self):
        """Set the grad of every value that self was computed from to d(self)/d(value).

        Leaves accumulate over calls (set their grad to 0 between two steps of training); values in between start
        afresh each time, so calling twice adds each leaf's gradient twice, and nothing else.
        """
        # An operand is always born before its result. So from the youngest to the oldest, whenever a value's turn
        # comes, everything that used it has already reported to its grad.
        history = _history(self)
        for value in history:
            if value._prev:
                value.grad = 0.0
        self.grad += 1.0  # d(self)/d(self)
        for value in reversed(history):
            value._backward()

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    # Copying. A copy is born after its operands' copies, so that `backward()` works on it too. `copy.deepcopy` takes a graph
    # of any depth; pickle recurses, and gives up (RecursionError) on a chain of some 300 operations.

    def __reduce__(self):
        return _reborn, (type(self), self.data, self._prev, self._op, self._local, self.grad), _attributes(self)

    def __deepcopy__(self, memo):
        for value in _history(self):  # one by one: depth costs no recursion
            if id(value) not in memo:
                operands = tuple(memo[id(operand)] for operand in value._prev)
                copy = _reborn(type(value), value.data, operands, value._op, value._local, value.grad)
                memo[id(value)] = copy
                copy.__dict__.update(deepcopy(_attributes(value), memo))
        return memo[id(self)]


def _value(number):
    return number if isinstance(number, Value) else Value(number)


def _real(data):
    if isinstance(data, Real) or type(data).__name__ in ("bool", "bool_"):  # numpy's truth values count as Python's do
        try:
            return float(data)
        except OverflowError:
            raise OverflowError(f"a Value holds a float, and an int of {data.bit_length()} bits is too large for one") from None
    hint = "it is a Value already, use it as it is" if isinstance(data, Value) else "convert it first, or make one Value for each number in it"
    raise TypeError(f"a Value holds one number (int, float or numpy scalar), not {type(data).__name__} {shortened(data)}: {hint}")


def _history(root):
    """root and every value that it was computed from, the oldest first."""
    seen, waiting = {root}, [root]
    while waiting:
        for operand in waiting.pop()._prev:
            if operand not in seen:
                seen.add(operand)
                waiting.append(operand)
    return sorted(seen, key=attrgetter("_birth"))


def _power(x, n):
    """x**n, with an overflow as inf, and an error where there is no real result."""
    if x == 0 and n < 0:
        raise ZeroDivisionError(f"{x} ** {n}: zero to a negative power is a division by zero")
    try:
        return math.pow(x, n)
    except OverflowError:
        return -math.inf if x < 0 and n % 2 == 1 else math.inf
    except ValueError:
        raise ValueError(f"{x} ** {n}: a negative base with a fractional exponent has no real result") from None


def _power_slope(x, n):
    """d(x**n)/dx = n * x**(n-1), in the corners too: x**0 is flat everywhere, and a root stands upright at 0."""
    if n == 0:
        return 0.0
    if x == 0 and n < 1:
        return math.inf
    return n * _power(x, n - 1)


def _exponential_slope(x, n):
    """d(x**n)/dn = x**n * log(x); nan for a negative x, which has no real power beside an integer n."""
    if x > 0:
        return _power(x, n) * math.log(x)
    return 0.0 if x == 0 and n >= 0 else math.nan


def _exp(x):
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _attributes(value):
    if "_backward" in value.__dict__:
        raise TypeError(f"{value!r} cannot be copied: its own _backward rule would still write to the original's operands")
    return value.__dict__


def _reborn(cls, data, operands, op, local, grad):
    value = cls.__new__(cls)
    Value.__init__(value, data, operands, op, _local=local)
    value.grad = grad
    return value
