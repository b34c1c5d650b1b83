"""The engine that says what is true: micrograd's, and beyond it every operation that viz has a record of.

Both are copies of its own. The class that learners import from micrograd they also change, as the lessons show how:
`Value.tanh = tanh`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from exercises.fresh_modules import fresh

if TYPE_CHECKING:
    from micrograd.engine import Value
    from viz.values.operations import OPERATIONS, Operation, true_slopes, true_value
else:
    _record = fresh("viz.values.operations")
    Value = fresh("micrograd.engine").Value
    OPERATIONS, Operation = _record.OPERATIONS, _record.Operation
    true_slopes, true_value = _record.true_slopes, _record.true_value


class Reference(Value):
    """micrograd's Value with a method for each operation of viz.values.operations.

    Those that micrograd has are computed by micrograd; the others have their values and slopes from the record.
    """

    __slots__ = ()

    def __radd__(self, other: float) -> "Reference":
        return type(self)(other) + self

    def __rsub__(self, other: float) -> "Reference":
        return type(self)(other) - self

    def __rmul__(self, other: float) -> "Reference":
        return type(self)(other) * self

    def __rtruediv__(self, other: float) -> "Reference":
        return type(self)(other) / self

    def __rpow__(self, other: float) -> "Reference":
        return type(self)(other) ** self


def _by_micrograd(name: str) -> Callable[..., Reference]:
    def method(self: Reference, *others: Value | float) -> Reference:
        result = getattr(Value, name)(self, *others)
        return type(self)(result.data, result._prev, result._op, result._local)

    return method


def _by_the_record(operation: Operation) -> Callable[..., Reference]:
    def method(self: Reference, *others: Value | float) -> Reference:
        symbol, given = (
            (f"{operation.symbol}({others[0]})", ()) if operation.needs_number else (operation.symbol, others)
        )
        operands = (self, *(x if isinstance(x, Value) else type(self)(x) for x in given))
        numbers = [x.data for x in operands]
        value = true_value(symbol, numbers)
        if value is None:
            raise ValueError(f"{symbol} of {numbers} has no value")
        return type(self)(value, operands, symbol, true_slopes(symbol, numbers))

    return method


for _operation in OPERATIONS.values():
    _made = _by_micrograd(_operation.method) if _operation.method in vars(Value) else _by_the_record(_operation)
    setattr(Reference, _operation.method, _made)
