"""`check.operation(Value, "sigmoid", truth=...)`: examines any operation of a learner's own choice.

What is true is taken from a plain function of numbers, or, where none is given, from the class itself: from its own
forward pass, at numbers that are nudged a little.
"""

import inspect
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from numbers import Complex
from typing import ClassVar

from exercises.differences import slope_of
from exercises.evaluation import has_truth, number_in
from exercises.examination import OwnOperation, examine_class
from exercises.expressions import Expression, expression, filled, leaves_of
from exercises.flaws import flaws_of_own_operation
from exercises.origin import LearnersClass, LearnersFunction
from exercises.reference_engine import Reference, Value
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted
from exercises.words import Text
from viz.values.numbers import as_float
from viz.values.operations import OPERATIONS
from viz.words.text import short_repr

_NUMBERS = (0.5, -1.3, 2.2, 0.8, -0.4, 3.1, 1.4, -2.6, 0.15, 5.3, -7.1, 12.7)  # few have a corner there
_CONSTANTS = (3.0, 2.0)  # for operands that have to be plain numbers, as the exponent of many a power
_PROBES = 4  # at so many places the operation is asked for by itself
_LARGER = 6  # as many larger expressions
_MOST_OPERANDS = 3
_SIGNS = {"__add__": "x + y", "__sub__": "x - y", "__mul__": "x * y", "__truediv__": "x / y", "__pow__": "x ** y"}

_TRUTH_FAILS = Text("operation.truth fails")
_NO_NUMBER = Text("operation.no number")
_TOO_MANY = Text("operation.too many")
_NO_PROBE = Text("operation.no probe")
_STUB = Text("operation.stub")
_RIGHT = Text("operation.right")
_RIGHT_WITHOUT_TRUTH = Text("operation.right without truth")

_Function = Callable[..., float | None]


class Unfit(Exception):
    """What was given does not fit together: the fault is in the call of the check, not in the learner's operation."""


def examine_operation(make: LearnersClass, name: str, truth: LearnersFunction | None = None) -> Verdict:
    """The Verdict on one operation of a class: its number, its slopes, whether its result remembers the operands, and
    how it does in larger expressions.

    Where it has a corner, or is not defined, it is not asked.

    Args:
        make: the learner's class.
        name: the name of a method of it.
        truth: as many plain numbers as the method has operands, self first -> the true number; raises ValueError or
            ArithmeticError where there is none. None to leave the number unjudged, and to hold the slopes against the
            class's own forward pass.

    Raises:
        Unfit: truth cannot be called with that many numbers, or gives no number; the method takes more operands than
            three. And whatever the learner's code raises.
    """
    if lacks(make, name):
        return not_attempted(_STUB.filled(name=name))
    form, constants = _form(make, name)
    leaves = len(leaves_of(form))
    function = _forward(make, form) if truth is None else _checked(truth, leaves, constants)
    engine = _engine(name, function, leaves)
    probes = list(itertools.islice(_alone(form, engine), _PROBES))
    if not probes:
        _run(make, _at(form, next(_places(leaves))))  # an error of theirs is told
        return not_attempted(_NO_PROBE.filled(name=name))
    helped = name not in ("__add__", "__mul__") and not lacks(make, "__add__", "__mul__")
    larger = itertools.islice((each for each in _larger(form) if has_truth(each, engine)), _LARGER)
    symbol = next((symbol for symbol, operation in OPERATIONS.items() if operation.method == name), None)
    flaws = flaws_of_own_operation(engine.symbol, symbol, leaves)
    said = _RIGHT_WITHOUT_TRUTH if truth is None else _RIGHT
    return examine_class(
        make,
        [*probes, *larger] if helped else probes,
        [filled(form, z="x"), *(["x * y", "x + y"] if helped else [])],
        subject=[name],
        name=name,
        own_operation=OwnOperation(engine, flaws, said),
    )


# What the operation looks like, and the expressions that are asked for.


def _form(make: LearnersClass, name: str) -> tuple[str, tuple[float, ...]]:
    """(the operation with x, y and z for its operands, the plain numbers that stand in it for those that it takes as
    such only).

    Raises:
        Unfit: it takes more than three operands.
    """
    count = _operands(make, name)
    if count > _MOST_OPERANDS:
        raise Unfit(_TOO_MANY.filled(name=name, count=count, most=_MOST_OPERANDS))
    with_values = _called(name, ["x", "y", "z"][:count])
    constants = _CONSTANTS[: count - 1]
    with_numbers = _called(name, ["x", *map(repr, constants)])
    if not constants or _runs_somewhere(make, with_values) or not _runs_somewhere(make, with_numbers):
        return with_values, ()
    return with_numbers, constants


def _operands(make: LearnersClass, name: str) -> int:
    """The number of operands that a method has to be given, self included."""
    try:
        parameters = inspect.signature(getattr(make(_NUMBERS[0]), name)).parameters.values()
    except (TypeError, ValueError):
        return 1
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return 1 + sum(each.kind in kinds and each.default is inspect.Parameter.empty for each in parameters)


def _called(name: str, operands: Sequence[str]) -> str:
    if name in _SIGNS and len(operands) == 2:
        return filled(_SIGNS[name], x=operands[0], y=operands[1])
    return f"{operands[0]}.{name}({', '.join(operands[1:])})"


def _places(count: int) -> Iterator[tuple[float, ...]]:
    """Numbers for so many operands, no two of one place equal."""
    return (tuple(_NUMBERS[(k - 5 * slot) % len(_NUMBERS)] for slot in range(count)) for k in range(len(_NUMBERS)))


def _at(form: str, numbers: Sequence[float]) -> Expression:
    """The operation with leaves a, b and c that have those numbers."""
    names = dict(zip(leaves_of(form), "abc"))
    return expression(filled(form, **names), **dict(zip(names.values(), numbers)))


def _alone(form: str, engine: type[Reference]) -> Iterator[Expression]:
    """The operation by itself, above 0 and below in turn, where there is a truth."""
    asked = [_at(form, place) for place in _places(len(leaves_of(form)))]
    usable = [each for each in asked if has_truth(each, engine)]
    above = [each for each in usable if each.numbers["a"] > 0]
    below = [each for each in usable if each.numbers["a"] < 0]
    pairs = itertools.zip_longest(above, below)
    return (each for pair in pairs for each in pair if each is not None)


def _larger(form: str) -> Iterator[Expression]:
    """Expressions in which its result gets other gradients than 1, and its operands are used elsewhere too."""
    names = dict(zip(leaves_of(form), "abc"))
    alone, inside = filled(form, **names), filled(form, **names | {"x": "a * d"})
    for *place, last in _places(len(names) + 1):
        numbers = dict(zip(names.values(), place))
        yield expression(filled("x * -4", x=alone), **numbers)
        yield expression(filled("x * a + x", x=alone), **numbers)
        yield expression(f"s = {alone}; s * s + a", **numbers)
        yield expression(filled("x * d", x=inside), **numbers, d=last)


def _run(make: LearnersClass, asked: Expression) -> object:
    return asked.of({name: make(x) for name, x in asked.numbers.items()})


def _runs_somewhere(make: LearnersClass, form: str) -> bool:
    for place in _places(len(leaves_of(form))):
        try:
            _run(make, _at(form, place))
        except Exception:
            continue
        return True
    return False


# What is true of it.


class _Engine(Reference):
    """A reference engine with an operation of a learner's own."""

    __slots__ = ()
    symbol: ClassVar[str] = ""


def _engine(name: str, function: _Function, operands: int) -> type[_Engine]:
    """A reference engine with a method of that name: its number by the function, its slopes by differences of it."""

    def method(self: _Engine, *others: Value | float) -> _Engine:
        given = [other if isinstance(other, Value) else type(self)(other) for other in others[: operands - 1]]
        numbers = [operand.data for operand in (self, *given)]
        value = function(*numbers)
        slopes = [slope_of(function, numbers, slot) for slot in range(operands)] if value is not None else [None]
        known = tuple(slope for slope in slopes if slope is not None)
        if value is None or len(known) < operands:
            raise ValueError(f"{name} of {numbers} has no number or no slope")
        return type(self)(value, (self, *given), type(self).symbol, known)

    return type("_Engine", (_Engine,), {"__slots__": (), "symbol": f".{name}", name: method})


def _forward(make: LearnersClass, form: str) -> _Function:
    """The class's own forward pass as a function of plain numbers."""

    def function(*numbers: float) -> float | None:
        try:
            result = _run(make, _at(form, numbers))
        except Exception:  # it has no number there
            return None
        return _finite(as_float(number_in(result)))

    return function


def _checked(truth: LearnersFunction, operands: int, constants: Sequence[float]) -> _Function:
    """truth as a function that gives a number or None.

    Raises:
        Unfit: it takes other arguments, or gives no number.
    """
    for place in _places(operands):
        numbers = [*place, *constants]
        given = ", ".join(map(repr, numbers))
        try:
            value = truth(*numbers)
        except TypeError as error:
            raise Unfit(_TRUTH_FAILS.filled(given=given, count=len(numbers), error=str(error))) from error
        except (ValueError, ArithmeticError):
            continue
        if not isinstance(value, Complex) and as_float(value) is None:
            raise Unfit(_NO_NUMBER.filled(given=given, value=short_repr(value)))

    def function(*numbers: float) -> float | None:
        try:
            return _finite(as_float(truth(*numbers, *constants)))
        except (ValueError, ArithmeticError):
            return None

    return function


def _finite(x: float | None) -> float | None:
    return x if x is not None and math.isfinite(x) else None
