"""A forward mode of its own: numbers that carry their derivative along. It knows nothing of the engine, of graphs or
of a way back, so that an error would have to be made twice.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Dual:
    """x + slope * epsilon, with epsilon * epsilon = 0.

    Attributes:
        number: the value.
        slope: its derivative with respect to the one leaf that was made with slope 1.
        size: what the slope would be if no two of its contributions cancelled: the scale of its rounding error.
    """

    number: float
    slope: float = 0.0
    size: float = 0.0

    def __add__(self, other):
        other = _dual(other)
        return _joined(self.number + other.number, (self, 1.0), (other, 1.0))

    def __sub__(self, other):
        other = _dual(other)
        return _joined(self.number - other.number, (self, 1.0), (other, -1.0))

    def __mul__(self, other):
        other = _dual(other)
        return _joined(self.number * other.number, (self, other.number), (other, self.number))

    def __truediv__(self, other):
        other = _dual(other)
        x, y = self.number, other.number
        return _joined(x / y, (self, 1.0 / y), (other, -x / (y * y)))

    def __pow__(self, other):
        other, constant = _dual(other), not isinstance(other, Dual)
        x, n = self.number, other.number
        result = x**n
        if isinstance(result, complex):
            raise ValueError(f"{x} ** {n} is not real")
        by_base = n * result / x if x else (0.0 if n == 0 or n > 1 else 1.0 if n == 1 else math.inf)
        if constant:
            return _joined(result, (self, by_base))
        by_exponent = result * math.log(x) if x > 0 else (0.0 if x == 0 and n > 0 else math.nan)
        return _joined(result, (self, by_base), (other, by_exponent))

    def __neg__(self):
        return _joined(-self.number, (self, -1.0))

    def __radd__(self, other):
        return _dual(other) + self

    def __rsub__(self, other):
        return _dual(other) - self

    def __rmul__(self, other):
        return _dual(other) * self

    def __rtruediv__(self, other):
        return _dual(other) / self

    def __rpow__(self, other):
        return Dual(float(other)) ** self

    def relu(self):
        return _joined(max(self.number, 0.0), (self, 1.0 if self.number > 0 else 0.0))

    def exp(self):
        return _joined(math.exp(self.number), (self, math.exp(self.number)))

    def log(self):
        return _joined(math.log(self.number), (self, 1.0 / self.number))

    def tanh(self):
        grown = math.cosh(min(abs(self.number), 700.0))
        return _joined(math.tanh(self.number), (self, 1.0 / (grown * grown)), rounded_at=1.0)  # 1 - t*t is at 1


def _dual(x):
    return x if isinstance(x, Dual) else Dual(float(x))


def _joined(number, *parts, rounded_at=0.0):
    """The Dual of a result; parts: (operand, the derivative by that operand)."""
    slope = sum(derivative * operand.slope for operand, derivative in parts if operand.slope or operand.size)
    size = sum(max(abs(derivative), rounded_at) * operand.size for operand, derivative in parts)
    return Dual(number, slope, size)
