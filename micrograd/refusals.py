"""What a `Value` does not do as a plain number would, with what to write instead; and how it is formatted.

Whatever would lose the graph in silence (`float(v)`), or has no gradient that one could mean (`v % 2`), is a TypeError
of one sentence. `bool(v)` stays true, as it is of every object: `if v:` asks whether there is a Value, as in `v or w`.
"""

import operator
from collections.abc import Callable
from numbers import Number
from typing import TYPE_CHECKING, Any

from micrograd.arithmetic import real

_COMPARE = "compare v.data (min, max and sorted take key=lambda v: v.data), and for max(0, v) write v.relu()"

# (special methods, how that is written, what to write instead)
_REFUSED = (
    ("__lt__", "v < x", _COMPARE),
    ("__le__", "v <= x", _COMPARE),
    ("__gt__", "v > x", _COMPARE),
    ("__ge__", "v >= x", _COMPARE),
    ("__float__", "float(v), as in math.exp(v), '%.2f' % v or a plot,",
        "v.data is the number alone, and v.exp(), v.log() and v.tanh() keep the graph"),
    ("__complex__", "complex(v)", "write complex(v.data)"),
    ("__int__", "int(v)", "write int(v.data)"),
    ("__trunc__", "math.trunc(v)", "write math.trunc(v.data)"),
    ("__floor__", "math.floor(v)", "write math.floor(v.data)"),
    ("__ceil__", "math.ceil(v)", "write math.ceil(v.data)"),
    ("__round__", "round(v)", "write round(v.data, 2), or f'{v:.2f}' to print it"),
    ("__abs__", "abs(v)", "abs(v.data) is the number alone, and v**2 or v.relu() + (-v).relu() keep the graph"),
    ("__floordiv__ __rfloordiv__", "v // x", "v.data // x is the number alone, and v / x keeps the graph"),
    ("__mod__ __rmod__", "v % x", "write v.data % x"),
    ("__divmod__ __rdivmod__", "divmod(v, x)", "write divmod(v.data, x)"),
    ("__matmul__ __rmatmul__", "v @ x", "v * x multiplies two, and sum(a * b for a, b in zip(v, x)) two lists of them"),
    ("__xor__ __rxor__", "v ^ x", "a power is written v ** x"),
)  # fmt: skip

# The operators, by the names that numpy has for them: those of a Value, those that compare, and those that it refuses.
_ARITHMETIC: dict[str, Callable[..., Any]] = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv,
    "power": operator.pow, "negative": operator.neg,
}  # fmt: skip
_COMPARISONS = ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
_NO_ARITHMETIC = {
    "absolute": "__abs__", "floor_divide": "__floordiv__", "remainder": "__mod__", "divmod": "__divmod__",
    "matmul": "__matmul__", "bitwise_xor": "__xor__",
}  # fmt: skip
# What keeps the graph in the place of a function of numpy, where that is no method of the same name.
_KEEPS_THE_GRAPH = {"sqrt": "v**0.5", "square": "v**2", "reciprocal": "1 / v", "maximum": "v.relu() for max(0, v)"}


class Refusing:
    """What `Value` inherits so that a use of it as a plain number is an error that says what to write."""

    __slots__ = ()

    if TYPE_CHECKING:  # what it needs of Value
        data: float

    def __format__(self, spec: str) -> str:
        """f"{v:.3f}" is the number in that format, f"{v}" the whole Value."""
        return format(self.data, spec) if spec else str(self)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same Value: two Values with equal numbers are two. A plain number is a TypeError."""
        if isinstance(other, Number) or type(other).__name__ == "bool":  # numpy's truth values count as Python's do
            raise TypeError("a Value never equals a plain number: compare the number inside it, v.data == x")
        return NotImplemented  # Python then looks whether they are one

    __hash__ = object.__hash__

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """numpy leaves `number * Value` to us instead of making an array of objects; other functions are refused."""
        name = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
        if name in _ARITHMETIC and not options:
            return _ARITHMETIC[name](*(x if isinstance(x, Refusing) else real(x) for x in inputs))
        if name in _COMPARISONS:
            return ufunc(*([x] if isinstance(x, Refusing) else x for x in inputs), **options)  # one by one, by ours
        if name in _NO_ARITHMETIC:
            getattr(self, _NO_ARITHMETIC[name])()
        own = f"v.{name}()" if hasattr(self, name) else _KEEPS_THE_GRAPH.get(name, "")
        raise _refused(f"np.{name}", "v.data is the number alone" + (f", and {own} keeps the graph" if own else ""))


def _refused(written: str, instead: str) -> TypeError:
    return TypeError(f"{written} is for plain numbers, and v is a Value: {instead}")


def _refusal(written: str, instead: str) -> Callable[..., Any]:
    def refuse(self: Refusing, *others: object) -> Any:
        raise _refused(written, instead)

    return refuse


for _methods, _written, _instead in _REFUSED:
    for _method in _methods.split():
        setattr(Refusing, _method, _refusal(_written, _instead))
