"""Finds the operands of a Value-like object: whatever it holds of its own kind, in order and as often as it was used.

The usual names come first. Otherwise every attribute is looked at, in whatever container: two attributes `left` and
`right`, pairs of operand and slope, a function object in between, or only what the rule for the way back encloses.

A set has lost the order of its operands, and `a + a` is one member of it. The object's rule still knows: its variables
are the parameters of the operation around it, and each of them still holds its operand.
"""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from numbers import Real
from types import CodeType, FunctionType
from typing import Any

from viz.values.conventions import (
    OPERAND_NAMES,
    ValueLike,
    first_of,
    get,
    given_attributes,
    gradient_name,
    has_number,
    has_usual_number,
    label_of,
    number_held,
    results_kept_in,
    rule_of,
    settled,
    symbol_held,
)
from viz.values.insides import (
    attributes_of,
    bound_by_defaults,
    closure_cells,
    code_of,
    is_library,
    is_pythons_own,
    module_of,
    once_while_read,
)
from viz.values.numbers import Held, as_float
from viz.values.operations import Slopes, is_binary, true_value
from viz.words.messages import say
from viz.words.text import short_repr

_REFLECTED = {
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rtruediv__",
    "__rpow__",
}  # their second parameter is the left operand
_ARITHMETIC = ("__add__", "__mul__", "__radd__", "__rmul__", "__sub__", "__pow__")
_MICROGRAD, _USUAL = OPERAND_NAMES[:2], OPERAND_NAMES[2:]
_COMMON = {"builtins", "abc", "typing", "numbers", "collections", "collections.abc", "enum", "fractions"}
_NAMES_OF_SLOPES = ("grad", "slope", "local", "deriv", "weight")
_DEEPEST = 3  # containers and helpers inside one another


@dataclass(frozen=True)
class Operands:
    """The operands of one value.

    Attributes:
        values: in order, as often as they were used.
        order_known: False where it is not known which of them comes first, or whether one was used twice.
        slopes: the local slopes that stand beside them, as in `[(a, 3.0), (b, 2.0)]`; otherwise None.
    """

    values: tuple[ValueLike, ...]
    order_known: bool = True
    slopes: Slopes = None


class Constant:
    """Stands for a bare number (or anything else that is not Value-like) among the operands."""

    def __init__(self, data: Held) -> None:
        self.data = data


def is_value_like(thing: object) -> bool:
    """Whether viz can read it: it has operands, or a number and arithmetic. A class itself is none of its values."""
    if isinstance(thing, type):
        return False
    if settled(thing, "data") or settled(thing, "operands"):
        return True
    if first_of(_MICROGRAD, thing) or isinstance(get(thing, "data"), Real):
        return True
    shape = get(thing, "shape")
    if isinstance(shape, tuple) and (math.prod(shape) != 1 or is_library(module_of(type(thing)))):
        return False  # an array, or one of a library's own things
    if _is_of_a_class_with_arithmetic(type(thing)):
        return has_number(thing)
    return has_usual_number(thing) and any("grad" in name.lower() for name, _ in attributes_of(thing))


@once_while_read
def _is_of_a_class_with_arithmetic(cls: type) -> bool:
    """Whether somebody wrote a class that computes, and no number, text or container by itself."""
    family = [base for base in cls.__mro__ if _is_of_somebodys_own(base)]
    return any(
        isinstance(vars(base).get(name), FunctionType) for base in family for name in _ARITHMETIC
    ) and cls.__module__ not in ("fractions", "_pydecimal")


def operands_of(value: ValueLike) -> Operands:
    """The Operands of a Value-like object.

    Raises:
        TypeError: they are kept in something that cannot be read without using it up, or it cannot be told which
            attribute holds them.
    """
    said = settled(value, "operands")
    if said:
        held = said.read("operands", value)
        named = isinstance(said.operands, str) or isinstance(held, (set, frozenset))
        return _read("operands", value, held if named or held is None else tuple(held))
    usual = first_of(_MICROGRAD, value)
    if usual and not _has_other_names(type(value)):
        return _read(usual, value, getattr(value, usual))
    return _found_in(value) if type(value) is not Constant else Operands(())


@once_while_read
def _has_other_names(cls: type) -> bool:
    """Whether a class keeps the results that a value was used in, perhaps beside its operands."""
    given = given_attributes(cls)
    return any(name in given for name in _USUAL) or not results_kept_in(cls).isdisjoint(_MICROGRAD)


def _read(name: str, value: ValueLike, held: Any) -> Operands:
    """The operands in an attribute that is known to hold them."""
    if held is None:
        return Operands(())
    if type(held) in (tuple, list) and all(type(each) is type(value) for each in held):  # as nearly everywhere
        return Operands(tuple(held))
    if is_value_like(held):  # `_children=(self)`: brackets, but no tuple
        held = (held,)
    if isinstance(held, (set, frozenset)):
        return _from_set(value, held)
    if not isinstance(held, (tuple, list, dict, deque)):
        raise TypeError(say("operands unreadable", name=name, kind=type(held).__name__, shown=short_repr(held)))
    kin = _kin_in(held, value, 0)
    if isinstance(held, dict) and kin.values:
        return _ordered(value, kin, held)
    plain = all(isinstance(each, Real) or is_value_like(each) for each in held)
    return Operands(_as_values(held)) if plain or not kin.values else _ordered(value, kin, held)


def _as_values(things: Iterable[object]) -> tuple[ValueLike, ...]:
    return tuple(thing if is_value_like(thing) else Constant(thing) for thing in things)


def order_in_the_set(value: ValueLike, operands: Operands) -> tuple[int, ...] | None:
    """Where a class keeps the operands in a set: the first slot of each member, in the order in which the set gives
    them to whoever goes through it. None where they stand in order.
    """
    name = first_of(OPERAND_NAMES, value)
    held = None if name is None else get(value, name)
    if not isinstance(held, (set, frozenset)):
        return None
    slots = {id(operand): slot for slot, operand in reversed(list(enumerate(operands.values)))}
    return tuple(slots[id(member)] for member in held if id(member) in slots)


# What an object holds of its own kind.


@dataclass
class _Kin:
    """What a container holds of a value's kind: in order; beside each its slope where a number stands there."""

    values: list[ValueLike]
    slopes: list[float | None]
    ordered: bool = True
    repeats: bool = True  # whether one that was used twice stands there twice

    def known_slopes(self) -> Slopes:
        known = tuple(slope for slope in self.slopes if slope is not None)
        return known if known and len(known) == len(self.values) else None

    def ids(self) -> set[int]:
        return set(map(id, self.values))


def _found_in(value: ValueLike) -> Operands:
    """The operands wherever they are: under a usual name, else whatever the object holds of its own kind."""
    apart = {gradient_name(value), *results_kept_in(type(value))}
    found = {name: _kin_in(held, value, 0) for name, held in attributes_of(value) if name not in apart}
    usual = [name for name in (*_MICROGRAD, *_USUAL) if name in found or get(value, name) is not None]
    usual = [name for name in usual if name not in apart]
    if len(usual) > 1:  # one of them holds the results that the value was used in: those do not come in as arguments
        given = given_attributes(type(value))
        usual = [name for name in usual if name in given] or usual
    kin = {name: each for name, each in found.items() if each.values and id(value) not in each.ids()}
    if usual and usual[0] not in found:  # a property
        kin[usual[0]] = _kin_in(get(value, usual[0]), value, 0)
    if usual and (usual[0] in kin or isinstance(get(value, usual[0]), (tuple, list, set, frozenset, dict, deque))):
        return _ordered(value, kin.get(usual[0], _Kin([], [])), get(value, usual[0]))
    if not kin:
        return _enclosed(value)
    held_in = dict(attributes_of(value))
    if all(_is_kin(held_in[name], value) for name in kin):
        return Operands(tuple(kin[name].values[0] for name in sorted(kin, key=_place_by_name)))
    widest = max(kin, key=lambda name: len(kin[name].values))
    if all(each.ids() <= kin[widest].ids() for each in kin.values()):
        return _ordered(value, kin[widest], held_in[widest])
    raise TypeError(say("operands ambiguous", kind=type(value).__name__, names=", ".join(kin)))


def _place_by_name(name: str) -> int:
    """Where an operand comes by the name of its attribute; those that say nothing stay as they were set."""
    bare = name.strip("_").lower()
    return 1 if bare in ("right", "rhs", "r", "b", "y", "second", "exponent", "denominator") else 0


def _ordered(value: ValueLike, kin: _Kin, held: object) -> Operands:
    if isinstance(held, (set, frozenset)):
        return _from_set(value, held)
    if isinstance(held, (tuple, list, deque)) and kin.values and any(isinstance(each, Real) for each in held):
        return Operands(_as_values(held))
    known = kin.ordered or len(kin.values) < 2
    if not kin.repeats and len(kin.values) == 1 and _is_used_twice(value, kin.values[0]):
        return Operands((kin.values[0],) * 2)
    return Operands(tuple(kin.values), known, kin.known_slopes() if kin.repeats else None)


def _enclosed(value: ValueLike) -> Operands:
    """The operands that only the rule for the way back still holds."""
    rule = rule_of(value)
    cells = [held for held in closure_cells(rule).values() if held is not value and _is_kin(held, value)]
    return _from_set(value, _each_once(cells)) if cells else Operands(())


def _each_once(things: Iterable[Any]) -> list[Any]:
    """Each once, by identity: a learner's own == and hash play no part."""
    return list({id(thing): thing for thing in things}.values())


def _kin_in(held: object, value: ValueLike, depth: int) -> _Kin:
    if _is_kin(held, value):
        return _Kin([held], [None])
    if depth > _DEEPEST or isinstance(held, (str, bytes, Real, type)) or held is None:
        return _Kin([], [])
    if isinstance(held, dict):
        return _in_dict(held, value, depth)
    if isinstance(held, (tuple, list, deque, set, frozenset)):
        inside = [_beside(_kin_in(each, value, depth + 1), each) for each in held]
        return _joined(inside, in_order=not isinstance(held, (set, frozenset)))
    return _in_helper(held, value, depth) if is_helper(held, value) else _Kin([], [])


def _in_dict(held: Mapping[Any, Any], value: ValueLike, depth: int) -> _Kin:
    """A dict of operand and slope, or of name and operand."""
    keys = [key for key in held if _is_kin(key, value)]
    if keys:
        return _Kin(keys, [as_float(held[key]) if isinstance(held[key], Real) else None for key in keys], repeats=False)
    return _joined([_kin_in(each, value, depth + 1) for each in held.values()], in_order=True)


def _in_helper(helper: object, value: ValueLike, depth: int) -> _Kin:
    """A function object, an edge, a context: an object of the same program that stands between the value and its
    operands. A number in it is a slope where it is called so.
    """
    attributes = attributes_of(helper)
    inside = [(_kin_in(held, value, depth + 1), held) for _, held in attributes]
    others = [kin for kin, _ in inside if kin.values and id(value) not in kin.ids()]
    if not others:
        return _Kin([], [])
    slopes = [held for name, held in attributes if any(part in name.lower() for part in _NAMES_OF_SLOPES)]
    widest = max(others, key=lambda kin: len(kin.values))
    one_each = all(_is_kin(held, value) for kin, held in inside if kin in others)  # `x1` and `x2`
    if not one_each and all(kin.ids() <= widest.ids() for kin in others):
        return _beside(widest, slopes)
    return _beside(_joined(others, in_order=True), slopes)


def _beside(kin: _Kin, thing: object) -> _Kin:
    """One operand with the number that stands beside it, in a pair or in an object: its slope."""
    if len(kin.values) != 1 or kin.slopes != [None] or not isinstance(thing, (tuple, list)):
        return kin
    numbers = [each for each in thing if isinstance(each, Real)]
    return _Kin(kin.values, [as_float(numbers[0])] if len(numbers) == 1 else [None], kin.ordered, kin.repeats)


def _joined(parts: Sequence[_Kin], in_order: bool) -> _Kin:
    return _Kin(
        [value for part in parts for value in part.values],
        [slope for part in parts for slope in part.slopes],
        in_order and all(part.ordered for part in parts),
        in_order and all(part.repeats for part in parts),
    )


def _is_kin(thing: object, value: ValueLike) -> bool:
    """Whether it is a value of the same kind: of a class that has a base of its own in common with value's.

    A class that was written again, as a cell of a notebook is run again, is the same class.
    """
    return not isinstance(thing, type) and not _family(type(value)).isdisjoint(_family(type(thing)))


@once_while_read
def _family(cls: type) -> frozenset[tuple[str, str]]:
    return frozenset((module_of(base), base.__qualname__) for base in cls.__mro__ if _is_of_somebodys_own(base))


def _is_of_somebodys_own(cls: type) -> bool:
    return module_of(cls) not in _COMMON or (module_of(cls) == "builtins" and not is_pythons_own(cls))


def is_helper(thing: object, value: ValueLike) -> bool:
    """Whether it is an object of the same program, neither value nor function, that may stand between values."""
    if _is_kin(thing, value):
        return False
    module, package = module_of(type(thing)), module_of(type(value)).partition(".")[0]
    own = not is_library(module) or module.partition(".")[0] == package
    return (
        own
        and _is_of_somebodys_own(type(thing))
        and not code_of(thing)
        and not isinstance(thing, (Enum, BaseException))
    )


# Operands in a set.


def _from_set(value: ValueLike, members: Iterable[Any]) -> Operands:
    members = _each_once(members)
    closure = _read_closure(value, members)
    slots = closure.slots
    strays = closure.strays + [v for v in members if not _is_among(v, slots + closure.strays)]
    if len(strays) == 1 and _is_among(None, slots):
        slots[next(k for k, slot in enumerate(slots) if slot is None)] = strays.pop()
    found = [v for v in slots if v is not None]
    strays.sort(key=lambda v: (label_of(v), short_repr(number_held(v) if is_value_like(v) else v), symbol_held(v)))
    values = _as_values(found + strays)
    known = not strays or len(values) == 1 or values[0] is values[-1]
    if len(values) == 1 and closure.may_repeat:
        if _is_used_twice(value, values[0]):
            values *= 2
        elif not closure.slots and not symbol_held(value):
            known = False  # a + a and a unary operation look the same
    return Operands(values, known)


def _is_used_twice(value: ValueLike, operand: ValueLike) -> bool:
    """Whether value looks like operand + operand: a symbol of two operands, and the data that it would give."""
    symbol, x, data = symbol_held(value), as_float(number_held(operand)), as_float(number_held(value))
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


def _read_closure(value: ValueLike, members: Sequence[Any]) -> _Closure:
    function = rule_of(value)
    cells = closure_cells(function) | bound_by_defaults(function)
    parameters, reflected = _signature_around(function, type(value)) if cells else ((), False)
    slots = [cells.get(name) for name in parameters if name not in cells or _is_among(cells[name], members)]
    strays = [v for name, v in cells.items() if name not in parameters and _is_among(v, members)]
    # Where every operand has its parameter, another name is a second name (`x = self`).
    if parameters and not _is_among(None, slots):
        strays = [v for v in strays if not _is_among(v, slots)]
    return _Closure(slots[::-1] if reflected else slots, strays, may_repeat=len(slots) == len(parameters))


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
        outer = code_of(candidate)
        if outer and code in outer.co_consts:
            return name, outer
    return "", None


def _is_among(thing: object, members: Iterable[object]) -> bool:
    return any(thing is member for member in members)
