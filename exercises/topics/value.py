"""A number that remembers what it was computed from."""

import inspect
from collections.abc import Container
from typing import Any

from exercises.closure_engine import source_of
from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values.conventions import ValueLike
from viz.values.numbers import read_gradient
from viz.values.operands import is_value_like, operands_of
from viz.words.text import plain, short_repr

_MISSING = Text("value.missing")
_WHAT = {
    "data": Text("value.what data"),
    "grad": Text("value.what grad"),
    "_prev": Text("value.what _prev"),
}
_DATA = Text("value.data")
_GRAD = Text("value.grad")
_NOT_EMPTY = Text("value.not empty")
_SHARED = Text("value.shared")
_OP = Text("value.op")
_NEEDS_MORE = Text("value.needs more")
_NO_OPERANDS = Text("value.no operands")
_NO_SYMBOL = Text("value.no symbol")
_OTHER_ORDER = Text("value.other order")
_REPR = Text("value.repr")
_RIGHT = Text("value.right")


def _examine(make: LearnersClass) -> Verdict:
    if lacks(make, "__init__"):
        return not_attempted()
    needed = _needed(make)
    if needed:
        return wrong(_NEEDS_MORE.filled(names=", ".join(needed)))
    leaf = make(3.0)
    for name in _WHAT:
        if not hasattr(leaf, name) and not (name == "_prev" and hasattr(leaf, "_children")):
            return wrong(_MISSING.filled(name=name, what=_WHAT[name]))
    if is_value_like(leaf.data):
        return mistaken("wrapped twice")
    for number, text in ((leaf.data, _DATA), (leaf.grad, _GRAD)):
        if read_gradient(number).number != (3.0 if text is _DATA else 0.0):
            return wrong(text.filled(given=short_repr(number)))
    rooms = _rooms(make)
    verdict = _operands(make, leaf, rooms) or _shown(leaf)
    if verdict:
        return verdict
    return right(f"{_RIGHT} {_OTHER_ORDER}" if rooms not in (_IN_ORDER, None) else _RIGHT)


# How a constructor calls what the series' Value takes after the number; underscores and capitals aside.
_OPERANDS = {"children", "prev", "previous", "parents", "operands", "inputs", "kids", "args", "sources"}
_SYMBOLS = {"op", "symbol", "operation", "operator", "opname", "op_name"}
_OTHERS = {"label", "name", "tag", "grad", "requires_grad", "backward", "grad_fn", "local", "local_grads", "slopes"}
_Rooms = tuple[int | str | None, int | str | None]  # where the operands and the symbol are given: by place or by name
_IN_ORDER: _Rooms = (1, 2)


def _rooms(make: LearnersClass) -> _Rooms | None:
    """Where a constructor takes the operands and the symbol, None for what it has no room for; None altogether where
    it does not say what it takes.
    """
    parameters = _parameters(make)
    if parameters is None or any(parameter.kind == inspect.Parameter.VAR_POSITIONAL for parameter in parameters):
        return None
    operands = _room(parameters, _OPERANDS, (tuple, list, set, frozenset), _SYMBOLS | _OTHERS)
    symbol = _room(parameters, _SYMBOLS, (str,), _OPERANDS | _OTHERS, taken=operands)
    return operands, symbol


def _parameters(make: LearnersClass) -> list[inspect.Parameter] | None:
    """What a constructor takes, without self; None where it does not say so."""
    try:
        return list(inspect.signature(make).parameters.values())
    except (TypeError, ValueError):
        return None


def _needed(make: LearnersClass) -> list[str]:
    """The names of what a constructor wants beside the number, even for a leaf."""
    gather = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [
        parameter.name
        for parameter in (_parameters(make) or [])[1:]
        if parameter.default is inspect.Parameter.empty and parameter.kind not in gather
    ]


def _room(
    parameters: list[inspect.Parameter],
    names: Container[str],
    kinds: tuple[type, ...],
    others: Container[str],
    taken: int | str | None = None,
) -> int | str | None:
    """The place of the parameter for something, or its name where it stands elsewhere than in the series' Value: the
    one that is called so; else the one with such a default; else the next one that says nothing else.
    """
    bare = [parameter.name.strip("_").lower() for parameter in parameters]
    free = [k for k in range(1, len(parameters)) if taken not in (k, parameters[k].name) and bare[k] not in others]
    like = [k for k in free if isinstance(parameters[k].default, kinds)]
    silent = [k for k in free if parameters[k].default in (inspect.Parameter.empty, None)]
    found = next((k for k in [*(k for k in free if bare[k] in names), *like, *silent]), None)
    if found is None:
        return None
    positional = parameters[found].kind != inspect.Parameter.KEYWORD_ONLY
    return found if positional and found == (1 if taken is None else 2) else parameters[found].name


def _made(make: LearnersClass, rooms: _Rooms | None, *given: Any) -> ValueLike:
    """Value(5.0, (a, b), '+'), as that class wants to be called."""
    if rooms is None:
        return make(5.0, *given)
    placed = {room: thing for room, thing in zip(rooms, given) if isinstance(room, int)}
    named: dict[str, Any] = {room: thing for room, thing in zip(rooms, given) if isinstance(room, str)}
    in_a_row = [placed[k] for k in (1, 2) if k in placed]
    return make(5.0, *in_a_row, **named)


def _operands(make: LearnersClass, leaf: ValueLike, rooms: _Rooms | None) -> Verdict | None:
    if operands_of(leaf).values:
        return wrong(_NOT_EMPTY.filled(given=short_repr(operands_of(leaf).values)))
    if rooms is not None and rooms[0] is None:
        return wrong(_NO_OPERANDS)
    a, b = make(2.0), make(3.0)
    result = _made(make, rooms, (a, b), "+")
    kept = {id(operand) for operand in operands_of(result).values}
    if not kept:
        return mistaken("no parents")
    if kept != {id(a), id(b)}:
        return mistaken("detached")
    if operands_of(make(7.0)).values:
        return wrong(_SHARED)
    if rooms is not None and rooms[1] is None:
        return wrong(_NO_SYMBOL)
    if getattr(result, "_op", None) != "+":
        return wrong(_OP.filled(given=short_repr(getattr(result, "_op", None))))
    return None


def _shown(leaf: ValueLike) -> Verdict | None:
    return None if plain(leaf.data) in repr(leaf) else wrong(_REPR.filled(given=short_repr(leaf)))


EXERCISES = (
    Exercise(
        name="value",
        lesson=1,
        takes="class",
        examine=_examine,
        picture=picture("a + b", a=2, b=3),
        solution=source_of("__init__", "__repr__"),
        predictions=(gradient_of("value_leaf", "a", "a * 1", (5.0, 0.0), a=5),),
    ),
)
