"""Finds the operands of a Value-like object, in order and as often as they were used, also where its class keeps them
in a set.

A set has lost the order of its operands, and `a + a` is one member of it. The object's `_backward` closure still knows:
its variables are the parameters of the operation around it, and each of them still holds its operand.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from numbers import Real
from types import CodeType
from typing import Any

from viz.values.numbers import Held, as_float
from viz.values.operations import is_binary, true_value
from viz.words.messages import say
from viz.words.text import short_repr

# An object of whatever class: only is_value_like tells whether it is one of those that viz.values.graph can read.
ValueLike = Any

_REFLECTED = {
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rtruediv__",
    "__rpow__",
}  # their second parameter is the left operand


@dataclass(frozen=True)
class Operands:
    """The operands of one value; order_known is False where a set does not tell which of them comes first."""

    values: tuple[ValueLike, ...]
    order_known: bool = True


class Constant:
    """Stands for a bare number (or anything else that is not Value-like) among the operands."""

    def __init__(self, data: Held) -> None:
        self.data = data


def is_value_like(thing: object) -> bool:
    """Whether viz can draw it: it has operands, or data that is a number. A class itself is none of its values."""
    if isinstance(thing, type):
        return False
    return hasattr(thing, "_prev") or hasattr(thing, "_children") or isinstance(getattr(thing, "data", None), Real)


def operands_of(value: ValueLike) -> Operands:
    """The Operands of a Value-like object.

    Raises:
        TypeError: they are kept in something that cannot be read without using it up.
    """
    name = "_prev" if hasattr(value, "_prev") else "_children"
    held = getattr(value, name, None)
    if held is None:
        return Operands(())
    if is_value_like(held):  # `_children=(self)`: brackets, but no tuple
        held = (held,)
    if isinstance(held, (set, frozenset)):
        return _from_set(value, held)
    if not isinstance(held, (tuple, list, dict)):
        raise TypeError(say("operands unreadable", name=name, kind=type(held).__name__, shown=short_repr(held)))
    return Operands(_as_values(held))


def attribute_text(value: ValueLike, attribute: str) -> str:
    """A label or a symbol as text; '' where there is none."""
    text = getattr(value, attribute, None)
    return "" if text is None else text if isinstance(text, str) else short_repr(text)


def _as_values(things: Iterable[object]) -> tuple[ValueLike, ...]:
    return tuple(thing if is_value_like(thing) else Constant(thing) for thing in things)


def _from_set(value: ValueLike, members: set[Any] | frozenset[Any]) -> Operands:
    closure = _read_closure(value, members)
    slots = closure.slots
    strays = closure.strays + [v for v in members if not _is_among(v, slots + closure.strays)]
    if len(strays) == 1 and None in slots:
        slots[slots.index(None)] = strays.pop()
    found = [v for v in slots if v is not None]
    strays.sort(key=lambda v: (attribute_text(v, "label"), short_repr(getattr(v, "data", v)), attribute_text(v, "_op")))
    values = _as_values(found + strays)
    if len(values) == 1 and closure.may_repeat and _is_used_twice(value, values[0]):
        values *= 2
    return Operands(values, order_known=not strays or len(values) == 1 or values[0] is values[-1])


def _is_used_twice(value: ValueLike, operand: ValueLike) -> bool:
    """Whether value looks like operand + operand: a symbol of two operands, and the data that it would give."""
    symbol, x, data = (
        attribute_text(value, "_op"),
        as_float(getattr(operand, "data", None)),
        as_float(getattr(value, "data", None)),
    )
    return is_binary(symbol) and data is not None and true_value(symbol, (x, x)) == data


@dataclass
class _Closure:
    """What a `_backward` closure tells of the operands.

    Attributes:
        slots: for each parameter of the operation around the closure, in operand order, the member it holds, or None
            where the closure does not mention it; without those that hold something else (the exponent of a power).
        strays: members held by other variables of the closure (`right = other if ... else Value(other)`).
        may_repeat: False where some parameter is known to be no operand.
    """

    slots: list[ValueLike | None]
    strays: list[ValueLike]
    may_repeat: bool = True


def _read_closure(value: ValueLike, members: set[Any] | frozenset[Any]) -> _Closure:
    function = getattr(value, "_backward", None)
    cells = closure_cells(function)
    parameters, reflected = _signature_around(function, type(value)) if cells else ((), False)
    slots = [cells.get(name) for name in parameters if name not in cells or _is_among(cells[name], members)]
    strays = [v for name, v in cells.items() if name not in parameters and _is_among(v, members)]
    if parameters and None not in slots:  # every operand has its parameter: another name is a second name (`x = self`)
        strays = [v for v in strays if not _is_among(v, slots)]
    return _Closure(slots[::-1] if reflected else slots, strays, may_repeat=len(slots) == len(parameters))


def closure_cells(function: object) -> dict[str, Any]:
    """{name: what it holds} for the variables that a function encloses; empty for whatever is no closure."""
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    found = {}
    for name, cell in zip(names, getattr(function, "__closure__", None) or ()):
        with suppress(ValueError):  # a variable that was never set
            found[name] = cell.cell_contents
    return found


def _signature_around(function: Any, cls: type) -> tuple[tuple[str, ...], bool]:
    """The parameter names of the operation in whose body a function was defined, and whether it is a reflected one."""
    name, code = operation_around(function.__code__, cls, function.__globals__)
    return (code.co_varnames[: code.co_argcount], name in _REFLECTED) if code else ((), False)


def operation_around(code: CodeType, cls: type, namespace: Mapping[str, Any]) -> tuple[str, CodeType | None]:
    """(name, code) of the operation in whose body the closure with that code was defined; ("", None) where it is not
    found.

    It is sought among the methods of cls, and among the functions of a namespace.
    """
    candidates = [item for base in cls.__mro__ for item in vars(base).items()]
    outer_name = code.co_qualname.partition(".<locals>")[0]
    candidates.append((outer_name, namespace.get(outer_name)))
    for name, candidate in candidates:
        outer = getattr(candidate, "__code__", None)
        if code in getattr(outer, "co_consts", ()):
            return name, outer
    return "", None


def _is_among(thing: object, members: Iterable[object]) -> bool:
    return any(thing is member for member in members)
