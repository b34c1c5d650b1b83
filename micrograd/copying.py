"""Copies of values, by `copy` and `pickle`: with what they were computed from, and of whatever depth."""

from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any, Self

next_birth = count().__next__  # not in the engine's file: loaded anew, it would begin again below its older values


class Copyable:
    """What `Value` inherits so that `backward()` is right on a copy too: a copy is born after its operands' copies.

    `copy.deepcopy` takes a graph of any depth; pickle recurses, and gives up (RecursionError) on a chain of some 300
    operations.
    """

    __slots__ = ()

    if TYPE_CHECKING:  # what it needs of Value
        data: float
        grad: float
        label: str
        _prev: tuple[Self, ...]
        _op: str
        _local: tuple[float, ...]

        def _history(self) -> list[Self]: ...

    def __reduce__(self) -> tuple[Any, ...]:
        return _reborn, (type(self), self.data, self._prev, self._op, self._local, self.grad), self._own_attributes()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        for value in self._history():  # one by one: depth costs no recursion
            if id(value) not in memo:
                operands = tuple(memo[id(operand)] for operand in value._prev)
                memo[id(value)] = twin = _reborn(type(value), value.data, operands, value._op, value._local, value.grad)
                twin.__dict__.update(deepcopy(value._own_attributes(), memo))
        return memo[id(self)]

    def _own_attributes(self) -> dict[str, Any]:
        if "_backward" in self.__dict__:
            raise TypeError(
                f"{self!r} cannot be copied: its own _backward rule would still write to the original's operands"
            )
        return self.__dict__


def _reborn(cls: Any, data: float, operands: tuple[Any, ...], op: str, local: tuple[float, ...], grad: float) -> Any:
    copyable = cls.__mro__[cls.__mro__.index(Copyable) - 1]  # Value: what is derived from it may want other arguments
    value = cls.__new__(cls)
    copyable.__init__(value, data, operands, op, local)
    value.grad = grad
    return value
