"""A number that remembers what it was computed from."""

import inspect
import re
from collections.abc import Container
from typing import Any

from exercises.closure_engine import Value, source_of
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import picture, solve
from exercises.near_names import missing, near_name
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, mistaken, right, wrong
from exercises.words import Text, joined
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, set_gradient
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import Constant, is_value_like, operands_of
from viz.values.operations import true_value
from viz.words.text import paragraph, plain, short_repr

_NUMBERS = (3.0, -1.25, 40.0, 0.1 + 0.2)

_MISSING = Text("value.missing")
_OTHER_NAME = Text("value.other name")
_WHAT = {
    "data": Text("value.what data"),
    "grad": Text("value.what grad"),
    "_prev": Text("value.what _prev"),
}
_DATA = Text("value.data")
_GRAD = Text("value.grad")
_NOT_EMPTY = Text("value.not empty")
_SHARED = Text("value.shared")
_IN_COMMON = Text("value.in common")
_NO_VALUES = Text("value.no values")
_ORDER = Text("value.order")
_OP = Text("value.op")
_OP_OF_A_LEAF = Text("value.op of a leaf")
_NEEDS_MORE = Text("value.needs more")
_NO_OPERANDS = Text("value.no operands")
_NO_SYMBOL = Text("value.no symbol")
_OTHER_ORDER = Text("value.other order")
_ONE_LIST = Text("value.one list")
_A_SET = Text("value.a set")
_REPR = Text("value.repr")
_RIGHT = Text("value.right")
_TO_GO_ON = Text("value.to go on")


def _examine(make: LearnersClass) -> Verdict:
    verdict = missing(make, "__init__")
    if verdict:
        return verdict
    needed = _needed(make)
    if needed:
        return wrong(_NEEDS_MORE.filled(names=joined(needed)))
    rooms = _rooms(make)
    verdict = _of_leaves(make) or _of_results(make, rooms) or _of_what_it_shows(make)
    if verdict:
        return verdict
    words = [_RIGHT, *([_OTHER_ORDER] if rooms not in (_IN_ORDER, None) else [])]
    held = [leaf._prev for leaf in (make(1.0), make(2.0))]
    words += [_ONE_LIST] if held[0] is held[1] and isinstance(held[0], list) else []
    words += [_A_SET] if isinstance(make(3.0)._prev, (set, frozenset)) else []
    words += [] if serves(make) else [_TO_GO_ON]
    return right(paragraph(words))


def serves(make: LearnersClass) -> bool:
    """Whether leaves of a class have what the lessons use beyond this exercise: a label, and a way back."""
    try:
        leaf: Any = make(1.0, label="a")
        leaf._backward()
        return bool(leaf.label == "a")
    except Exception:  # whatever their code raises
        return False


def _of_leaves(make: LearnersClass) -> Verdict | None:
    """The Verdict on what a leaf keeps."""
    for number in _NUMBERS:
        leaf = make(number)
        for name in _WHAT:
            if not hasattr(leaf, name):
                return _of_a_name(leaf, name)
        if is_value_like(leaf.data):
            return mistaken("wrapped twice")
        if as_float(leaf.data) != number:
            return wrong(_DATA.filled(number=f"{number:.17g}", given=short_repr(leaf.data)))
        if leaf.grad is None or is_value_like(leaf.grad) or read_gradient(leaf.grad).number != 0:
            return wrong(_GRAD.filled(given=short_repr(leaf.grad)))
        if operands_of(leaf).values:
            return wrong(_NOT_EMPTY.filled(given=short_repr(leaf._prev)))
    first, second = make(_NUMBERS[0]), make(_NUMBERS[1])
    set_gradient(second, 1.0)
    common = [name for name, x in (("data", _NUMBERS[0]), ("grad", 0.0)) if as_float(getattr(first, name)) != x]
    return wrong(_IN_COMMON.filled(name=common[0])) if common else None


def _of_a_name(leaf: ValueLike, name: str) -> Verdict:
    """The Verdict where something is not there, or has another name."""
    others = [held for held in getattr(leaf, "__dict__", {}) if held.strip("_").lower() in _OPERANDS]
    if name == "_prev" and others:
        return wrong(_OTHER_NAME.filled(given=others[0], name=name))
    return wrong(_MISSING.filled(name=name, what=_WHAT[name]))


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


def _of_results(make: LearnersClass, rooms: _Rooms | None) -> Verdict | None:
    """The Verdict on what a result remembers."""
    if rooms is not None and rooms[0] is None:
        return wrong(_NO_OPERANDS)
    a, b = make(2.0), make(0.0)
    pairs = [(a, b), (b, a), (b, a, b), (b,), (a, a)]
    results = [_made(make, rooms, pair, "+") for pair in pairs]
    kept = [[id(operand) for operand in operands_of(result).values] for result in results]
    if not any(kept):
        return mistaken("no parents")
    stranger = next((thing for thing in operands_of(results[0]).values if isinstance(thing, Constant)), None)
    if stranger is not None and "+" not in results[0]._prev:
        return wrong(_NO_VALUES.filled(given=short_repr(results[0]._prev)))
    if not {id(a), id(b)} & set().union(*kept):
        others = [operand for result in results for operand in operands_of(result).values]
        return mistaken("detached") if all(map(is_value_like, others)) else wrong(_ORDER)
    if operands_of(make(7.0)).values or {id(a), id(b)} == set(kept[-1]):  # the last one was made of a alone
        return wrong(_SHARED)
    if any(set(ids) != set(map(id, pair)) for ids, pair in zip(kept, pairs)):
        return wrong(_ORDER)
    if not isinstance(results[0]._prev, (set, frozenset)) and kept != [list(map(id, pair)) for pair in pairs]:
        return wrong(_ORDER)
    if rooms is not None and rooms[1] is None:
        return wrong(_NO_SYMBOL)
    for symbol in ("+", "*"):
        given = getattr(_made(make, rooms, (a, b), symbol), "_op", None)
        if given != symbol:
            return wrong(_OP.filled(symbol=symbol, given=short_repr(given)))
    of_a_leaf = make(7.0)._op
    return wrong(_OP_OF_A_LEAF.filled(given=short_repr(of_a_leaf))) if of_a_leaf not in ("", None) else None


def _of_what_it_shows(make: LearnersClass) -> Verdict | None:
    """The Verdict on its repr: each number has to stand there, as a word of its own."""
    if lacks(make, "__repr__") and near_name(make, "__repr__"):
        return missing(make, "__repr__")
    shown_by_chance = make.__repr__ is object.__repr__  # an address in the memory may have any digits
    for number in _NUMBERS[:3]:
        leaf = make(number)
        if shown_by_chance or not any(_is_the_number(text, number) for text in _NUMBER.findall(repr(leaf))):
            return wrong(_REPR.filled(number=plain(number), given=short_repr(leaf)))
    return None


_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])-?\d+(?:\.\d*)?(?:e[-+]?\d+)?(?![A-Za-z0-9_])")


def _is_the_number(text: str, number: float) -> bool:
    """Whether a text is that number, rounded at most to one place behind the point."""
    places = len(text.partition("e")[0].partition(".")[2])
    return float(text) == number or (
        places > 0 and "e" not in text and abs(float(text) - number) <= 0.5001 * 10**-places
    )


def _forgets() -> str:
    """Which of two equal floats shows that it was made from another number."""
    made, other = -2.0 * 5.0 + 14.0, 1.0 + 3.0
    return "neither" if repr(made) == repr(other) else "d"


def _leaf() -> str:
    """What a leaf lists as its operands."""
    leaf = Value(-2.0)
    return "itself" if leaf in leaf._prev else "empty" if leaf._prev == () else "error"


def _twice() -> str:
    """How many boxes (a + b) * a has."""
    boxes = len(graphs.read(solve(expression("(a + b) * a", a=2, b=-3))[0]).nodes)
    return {3: "three", 4: "four", 5: "five"}[boxes]


def _receipt() -> str:
    """Which number the page computes for a product whose receipt says that it is a difference."""
    a, s = Value(2.0), Value(-1.0)
    product = Value(s.data * a.data, (s, a), "-")
    computed = true_value(product._op, [operand.data for operand in product._prev])
    return "product" if computed == product.data else "difference"


def _record() -> str:
    """The gradient of a where every `_backward` is that of a leaf."""
    a, b, c = Value(-2.0), Value(5.0), Value(14.0)
    e = Value(a.data * b.data, (a, b), "*")
    d = Value(e.data + c.data, (e, c), "+")
    d.grad = 1.0
    d._backward()
    e._backward()
    return {0.0: "zero", 1.0: "one", 5.0: "slope"}[a.grad]


EXERCISES = (
    Exercise(
        name="value",
        lesson=1,
        takes="class",
        examine=_examine,
        picture=picture("a + b", a=2, b=3),
        solution=source_of("__init__", "__repr__"),
        predictions=(
            Choice("value_forgets", ("d", "e", "neither"), _forgets, ("d", "e")),
            Choice("value_leaf", ("empty", "itself", "error"), _leaf, ("itself", "error")),
            Choice("value_twice", ("three", "four", "five"), _twice, ("three", "five")),
            Choice("value_receipt", ("product", "difference", "error"), _receipt, ("product", "error")),
            Choice("value_record", ("zero", "one", "slope"), _record, ("one", "slope")),
        ),
    ),
)
