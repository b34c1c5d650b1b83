"""A small linear model that takes down what a training loop does to it: which examples it is asked, which graphs are
walked back, and how its parameters move.

Its values are those of the engine, with a diary: each result knows from which state of the parameters, and from which
examples, it was computed.
"""

import random
import sys
from collections.abc import Sequence
from typing import Any

from exercises.origin import is_learners
from exercises.training_diary import Diary, Origin, Problem
from micrograd.engine import Value
from micrograd.nn import Neuron
from viz.values.numbers import as_float, or_nan

_DATA: Any = vars(Value)["data"]  # the slot itself
_FORWARD = ("__add__", "__sub__", "__mul__", "__truediv__", "__pow__")
_OF_ONE = ("__neg__", "relu", "exp", "log", "tanh")


class _Watched(Value):
    """What was computed from the parameters."""

    __slots__ = ()
    diary: Diary

    @property
    def data(self) -> Any:
        if is_learners(sys._getframe(1).f_code.co_filename):
            self.diary.taken_out = True
        return _DATA.__get__(self)

    @data.setter
    def data(self, number: object) -> None:
        _DATA.__set__(self, number)

    @property
    def origin(self) -> Origin:
        origin: Origin = self.__dict__["origin"]
        return origin

    def backward(self) -> None:
        before = self.diary.gradients()
        super().backward()
        self.diary.note_walk(or_nan(as_float(_DATA.__get__(self))), self.origin, before)


class _Parameter(_Watched):
    """A weight or the bias of the model."""

    __slots__ = ()

    @property
    def data(self) -> Any:
        return _DATA.__get__(self)

    @data.setter
    def data(self, number: object) -> None:
        diary = self.__dict__.get("diary")
        old = _DATA.__get__(self) if diary else None
        _DATA.__set__(self, number)
        if diary:  # else it is being made
            diary.note_write(self, old, number)

    @property
    def origin(self) -> Origin:
        return self.diary.state, self.diary.state, frozenset()


for _kind in (_Watched, _Parameter):
    _kind.__name__ = _kind.__qualname__ = "Value"  # as messages of errors call it


def _noted(result: Any) -> Any:
    """A result of the engine that knows where it comes from."""
    if type(result) is not Value:
        return result
    operands = [operand for operand in result._prev if isinstance(operand, _Watched)]
    oldest, newest, examples = zip(*(operand.origin for operand in operands))
    result.__class__ = _Watched
    result.__dict__.update(diary=operands[0].diary, origin=(min(oldest), max(newest), frozenset().union(*examples)))
    return result


def _watched(name: str) -> Any:
    operation = getattr(Value, name)
    return lambda self, *others: _noted(operation(self, *others))


def _watched_from_the_right(name: str) -> Any:
    """The operation that Python asks for where a plain number, or a Value of no interest, stands on the left."""
    operation = getattr(Value, name)
    return lambda self, other: _noted(operation(other if isinstance(other, Value) else Value(other), self))


for _name in (*_FORWARD, *_OF_ONE):
    setattr(_Watched, _name, _watched(_name))
for _name in _FORWARD:
    setattr(_Watched, _name.replace("__", "__r", 1), _watched_from_the_right(_name))


class WatchedModel(Neuron):
    """w1*x1 + ... + wn*xn + b, with a diary.

    Args:
        problem: what it is to learn.

    Attributes:
        diary: what has happened to it so far.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(len(problem.start) - 1, nonlin=False, rng=random.Random(0))
        self._places = {point: i for i, point in enumerate(problem.inputs)}
        parameters = [_Parameter(x) for x in problem.start]
        self.w, self.b = [*parameters[:-1]], parameters[-1]
        self.diary = Diary(problem.start)
        self.diary.watch([*parameters])
        for p in parameters:
            p.diary = self.diary

    def __call__(self, x: Sequence[Value | float]) -> Value:
        self.diary.note_call()
        out = super().__call__(x)
        point = tuple(or_nan(as_float(_DATA.__get__(part) if isinstance(part, Value) else part)) for part in x)
        if isinstance(out, _Watched):
            oldest, newest, _ = out.origin
            out.__dict__["origin"] = oldest, newest, frozenset([self._places.get(point, -1)])
        return out

    def is_whole(self) -> bool:
        """Whether its parameters are the very ones that it was made with."""
        return self.diary.has([*self.w, self.b])
