"""Copies of values, by `copy` and `pickle`: with what they were computed from, and of whatever depth."""

from copy import deepcopy


class Copyable:
    """What `Value` inherits so that `backward()` is right on a copy too: a copy is born after its operands' copies.

    `copy.deepcopy` takes a graph of any depth; pickle recurses, and gives up (RecursionError) on a chain of some 300
    operations.
    """

    __slots__ = ()

    def __reduce__(self):
        return _reborn, (type(self), self.data, self._prev, self._op, self._local, self.grad), self._own_attributes()

    def __deepcopy__(self, memo):
        for value in self._history():  # one by one: depth costs no recursion
            if id(value) not in memo:
                operands = tuple(memo[id(operand)] for operand in value._prev)
                memo[id(value)] = twin = _reborn(type(value), value.data, operands, value._op, value._local, value.grad)
                twin.__dict__.update(deepcopy(value._own_attributes(), memo))
        return memo[id(self)]

    def _own_attributes(self):
        if "_backward" in self.__dict__:
            raise TypeError(
                f"{self!r} cannot be copied: its own _backward rule would still write to the original's operands"
            )
        return self.__dict__


def _reborn(cls, data, operands, op, local, grad):
    copyable = cls.__mro__[cls.__mro__.index(Copyable) - 1]  # Value: what is derived from it may want other arguments
    value = cls.__new__(cls)
    copyable.__init__(value, data, operands, op, local)
    value.grad = grad
    return value
