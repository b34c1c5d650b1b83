"""Under which names an object keeps what makes it a value: its number, its gradient, its symbol, its label, its rule.

The usual names come first. Where a class has others, each part is found by what it is: the number is what the
constructor keeps of its first argument, the gradient is what the backward pass writes, the rule is a function that the
object holds. What cannot be told, `adapt` settles. (Operands are found in viz.values.operands.)

Nothing here runs a learner's code, except a property that bears one of the names.
"""

import dis
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, partial
from numbers import Real
from types import CodeType, FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary

from viz.values.insides import attributes_of, code_of, codes_within, methods_of, once_while_read
from viz.values.numbers import Held, as_float, plain_number, shape_of
from viz.words.messages import say
from viz.words.text import FAILURES, short_repr

# An object of whatever class: only viz.values.operands.is_value_like tells whether it can be read.
ValueLike = Any

_NUMBERS = ("data", "value", "val", "_data", "_value", "_val", "v", "num", "number", "scalar", "primal", "x")
_GRADIENTS = (
    "grad", "_grad", "gradient", "_gradient", "grad_value", "derivative", "deriv", "adjoint", "adj", "d", "dx",
)  # fmt: skip
_SYMBOLS = ("_op", "op", "operation", "_operation", "operator", "op_name", "opname", "op_type", "symbol", "_symbol")
LABELS = ("label", "_label", "name", "_name")
_RULES = ("_backward", "backward_fn", "_backward_fn", "grad_fn", "_grad_fn", "_backprop", "backprop_fn", "_back")
_SLOPES = (
    "_local", "_local_grads", "local_grads", "local_gradients", "_local_gradients", "local_derivatives", "partials",
)  # fmt: skip
WAYS_BACK = ("backward", "backprop", "back_prop", "backpropagate", "backpropagation", "backward_pass")
# Whatever stands under the first two is meant for the operands; under the others where it looks like some.
OPERAND_NAMES = (
    "_prev", "_children", "_parents", "parents", "prev", "children", "inputs", "_inputs", "operands", "_operands",
    "args", "_args", "sources", "deps", "_deps", "depends_on", "predecessors",
)  # fmt: skip
_NOTHING = object()


# What viz.adapt has settled.


@dataclass(frozen=True)
class Settled:
    """What was said of a class by hand: for each part the name of an attribute, or a function of the object."""

    data: str | Callable[[Any], Any] | None
    operands: str | Callable[[Any], Any] | None
    grad: str | None
    symbol: str | Callable[[Any], Any] | None

    def read(self, part: str, value: ValueLike) -> Any:
        """What that part of the value is; asked only where it was settled.

        Raises:
            TypeError: the object has no attribute of that name.
        """
        way = getattr(self, part)
        if not isinstance(way, str):
            return way(value)
        held = get(value, way, _NOTHING)
        if held is _NOTHING:
            raise TypeError(say("adapted in vain", kind=type(value).__name__, part=part, name=way))
        return held


_SETTLED: "WeakKeyDictionary[type, Settled]" = WeakKeyDictionary()


def adapt(
    cls: type,
    *,
    data: str | Callable[[Any], Any] | None = None,
    operands: str | Callable[[Any], Any] | None = None,
    grad: str | None = None,
    symbol: str | Callable[[Any], Any] | None = None,
) -> None:
    """Say where a class keeps its parts, for it and the classes derived from it, where viz cannot find them itself.

    What is left out is found as before; a further call takes the place of an earlier one.

    Args:
        cls: the class.
        data: the attribute that holds the number, or a function of the object that gives it.
        operands: the attribute that holds the operands, or a function of the object that gives them, in order.
        grad: the attribute that holds the gradient.
        symbol: the attribute that holds the symbol of the operation, or a function of the object that gives it.

    Raises:
        TypeError: cls is no class, or a part is neither a name nor a function.
    """
    if not isinstance(cls, type):
        raise TypeError(say("nothing to adapt", shown=short_repr(cls)))
    for name, way in (("data", data), ("operands", operands), ("grad", grad), ("symbol", symbol)):
        if not (way is None or isinstance(way, str) or (callable(way) and name != "grad")):
            raise TypeError(say("no way to a part", part=name, shown=short_repr(way)))
    _SETTLED[cls] = Settled(data, operands, grad, symbol)


def settled(value: ValueLike, part: str) -> Settled | None:
    """What was settled of the value's class, where that part is."""
    if not _SETTLED:
        return None
    for cls in type(value).__mro__:
        found = _SETTLED.get(cls)
        if found and getattr(found, part) is not None:
            return found
    return None


# The number.


def number_held(value: ValueLike) -> Held:
    """What the object holds for its number, as it is; None where it has none.

    A property of the learner's own that raises raises here.
    """
    said = settled(value, "data")
    if said:
        return said.read("data", value)
    if isinstance(value, Real):  # of a class derived from float
        return float(value)
    name = number_name(value)
    return getattr(value, name) if name else None


def has_number(value: ValueLike) -> bool:
    """Whether it is known where the object keeps its number, whatever stands there now."""
    return bool(settled(value, "data") or number_name(value)) or isinstance(value, Real)


def has_usual_number(value: ValueLike) -> bool:
    """Whether a number stands under one of the usual names."""
    return any(_is_numeric(get(value, name)) for name in _NUMBERS)


def number_name(value: ValueLike) -> str | None:
    """The name of the attribute that holds the number, or None where there is none that could be told."""
    held = get(value, "data", _NOTHING)
    if isinstance(held, Real) and not isinstance(held, bool):
        return "data"
    usual = [name for name in _NUMBERS if _is_numeric(get(value, name))]
    if (held is not _NOTHING and not usual) or "data" in _properties(type(value)):
        return "data"
    given_first = _given_to(type(value))
    if usual and (set(usual) & set(given_first) or not any(_is_numeric(get(value, name)) for name in given_first)):
        return next((name for name in usual if name in given_first), usual[0])
    numeric = [name for name, held in attributes_of(value) if _is_numeric(held) and name not in _GRADIENTS]
    if len([name for name in _needed_by(type(value)) if name in numeric]) > 1:  # an interval, a point: not one number
        return None
    given = [name for name in given_first if name in numeric]
    others = [name for name in numeric if name not in _written_back(type(value))]
    return given[0] if given else others[0] if len(others) == 1 else None


@once_while_read
def _properties(cls: type) -> frozenset[str]:
    return frozenset(name for base in cls.__mro__ for name, held in vars(base).items() if isinstance(held, property))


def _is_numeric(held: object) -> bool:
    """Whether it is a number, or an array of them: no flag, no text, no function."""
    if isinstance(held, Real):
        return not isinstance(held, bool)
    if isinstance(held, (str, bytes, tuple, list, dict, set, frozenset)) or callable(held) or held is None:
        return False
    if isinstance(get(held, "data"), Real):  # a value, which may know __float__ too
        return shape_of(held) is not None
    return shape_of(held) is not None or (hasattr(type(held), "__float__") and as_float(held) is not None)


@once_while_read
def _given_to(cls: type) -> tuple[str, ...]:
    """The attributes that the constructor makes of its first argument."""
    fields = tuple(getattr(cls, "__dataclass_fields__", ()))
    return fields[:1] or tuple(name for name, used in _kept_by(cls) if used[0] in used[1:])


@once_while_read
def _needed_by(cls: type) -> frozenset[str]:
    """The attributes that the constructor makes of arguments that it cannot do without."""
    function = vars(cls).get("__init__")
    code, defaults = code_of(function), getattr(function, "__defaults__", None) or ()
    needed = code.co_varnames[1 : code.co_argcount - len(defaults)] if code else ()
    return frozenset(name for name, used in _kept_by(cls) if not set(needed).isdisjoint(used[1:]))


@once_while_read
def given_attributes(cls: type) -> frozenset[str]:
    """The attributes that the constructor makes of any of its arguments."""
    fields = frozenset(getattr(cls, "__dataclass_fields__", ()))
    return fields | {name for name, used in _kept_by(cls) if len(used) > 1}


def _kept_by(cls: type) -> list[tuple[str, list[str]]]:
    """For each attribute that a constructor sets: (its name, [the first argument's name, the arguments that it is
    made of]).
    """
    codes = (code_of(vars(base).get("__init__")) for base in cls.__mro__)
    return [kept for code in codes if code and code.co_argcount > 1 for kept in _kept_in(code)]


@lru_cache(maxsize=1024)
def _kept_in(code: CodeType) -> list[tuple[str, list[str]]]:
    arguments, kept = code.co_varnames[1 : code.co_argcount], list[tuple[str, list[str]]]()
    used, stored = list[str](), list[str]()  # by the statement so far: arguments, attributes
    for instruction in dis.get_instructions(code):
        named = instruction.argval if isinstance(instruction.argval, tuple) else (instruction.argval,)
        loaded = [name for name in named if name in arguments] if instruction.opname.startswith("LOAD_FAST") else []
        ends = instruction.opname.startswith(("POP_TOP", "RETURN_", "STORE_FAST"))
        follows = bool(stored) and instruction.opname not in ("STORE_ATTR", "CACHE") and named != (code.co_varnames[0],)
        if ends or follows:  # another statement begins
            kept += _one_by_one(stored, used, arguments[0])
            used, stored = [], []
        used += loaded
        stored += [instruction.argval] if instruction.opname == "STORE_ATTR" else []
    return kept


def _one_by_one(stored: list[str], used: list[str], first: str) -> list[tuple[str, list[str]]]:
    """For each attribute of a statement what it is made of: one thing each in `self.low, self.high = low, high`."""
    if len(stored) == len(used):
        return [(name, [first, each]) for name, each in zip(stored, used)]
    return [(name, [first, *used]) for name in stored]


def makes_values(function: FunctionType, cls: type) -> bool:
    """Whether a method's code names the class, as one that makes a new value does, and has nothing to do with the way
    back.
    """
    names = {base.__name__ for base in cls.__mro__} - {"object"}
    mentioned = {*function.__code__.co_names, *function.__code__.co_freevars}
    return not _is_of_the_way_back(function.__name__) and not mentioned.isdisjoint(names | {"__class__", "type"})


def _is_of_the_way_back(name: str) -> bool:
    return "back" in name.lower() or "grad" in name.lower()


@once_while_read
def results_kept_in(cls: type) -> frozenset[str]:
    """The attributes of operands in which operations note their results, as in `self.children.append(out)`."""
    made = (function for name, function in methods_of(cls).items() if name not in ("__init__", "__new__"))
    return frozenset(name for function in made if makes_values(function, cls) for name in _noted(function.__code__))


@lru_cache(maxsize=1024)
def _noted(code: CodeType) -> frozenset[str]:
    arguments, found = code.co_varnames[: code.co_argcount], set[str]()
    last: list[Any] = [None, None]  # the variable that was loaded last, and the attribute of it
    for instruction in dis.get_instructions(code):
        name, op = instruction.argval, instruction.opname
        if op.startswith("LOAD_FAST"):
            last = [name[-1] if isinstance(name, tuple) else name, None]
        elif op == "STORE_ATTR" and last[0] in arguments and last[1] is None:
            found.add(name)
        elif op in ("LOAD_ATTR", "LOAD_METHOD") and last[1] is None:
            last[1] = name
        elif op in ("LOAD_ATTR", "LOAD_METHOD"):
            found |= {last[1]} if last[0] in arguments and name in ("append", "add", "extend", "update") else set()
            last = [None, None]
        elif op not in ("CACHE", "PUSH_NULL"):
            last = [None, None]
    return frozenset(found)


# The gradient.


def gradient_held(value: ValueLike) -> Held:
    """What the object holds for its gradient, as it is; None where it has none, or where asking for it raises."""
    name = gradient_name(value)
    return None if name is None else get(value, name)


def number_of(thing: Any) -> float | None:
    """A number, or what holds one, as a float; None where it is neither."""
    told = as_float(thing)
    return as_float(number_held(thing)) if told is None else told


def has_gradient(value: ValueLike) -> bool:
    return gradient_name(value) is not None


def set_gradient(value: ValueLike, gradient: Held) -> None:
    setattr(value, gradient_name(value) or "grad", gradient)


def gradient_name(value: ValueLike) -> str | None:
    """The name of the attribute that holds the gradient, or None where there is none yet."""
    said = settled(value, "grad")
    if said:
        return said.grad
    written = _written_back(type(value))
    for name in _GRADIENTS:
        if name in written and _is_there(value, name):
            return name
    usual = [name for name in _GRADIENTS[:4] if _is_there(value, name)]
    if usual and not written:
        return usual[0]
    number = number_name(value)
    found = [
        name for name, held in attributes_of(value) if name in written and name != number and _may_be_gradient(held)
    ]
    floats = [name for name in found if isinstance(get(value, name), float)]  # a count of visits is none
    likely = floats if len(floats) == 1 else found
    return likely[0] if len(likely) == 1 else usual[0] if usual else None


def _is_there(value: ValueLike, name: str) -> bool:
    held = get(value, name, _NOTHING)
    return held is not _NOTHING and not callable(held)


def _may_be_gradient(held: object) -> bool:
    return held is None or _is_numeric(held)


@once_while_read
def _written_back(cls: type) -> tuple[str, ...]:
    """The attributes that the backward pass writes: functions inside of operations, and whatever has to do with
    `back`; those that are written most often first.
    """
    found: Counter[str] = Counter()
    for name, function in methods_of(cls).items():
        codes = list(codes_within(function.__code__))
        for code in codes[name == "__init__" or "back" not in name.lower() :]:
            found.update(_stored(code))
    return tuple(name for name, _ in found.most_common())


@lru_cache(maxsize=1024)
def _stored(code: CodeType) -> list[str]:
    return [i.argval for i in dis.get_instructions(code) if i.opname == "STORE_ATTR"]


# The symbol, the label, the local slopes, the rule, the way back.


def symbol_held(value: ValueLike) -> str:
    """The symbol of the operation as the object keeps it, as text; "" where it keeps none under a usual name."""
    said = settled(value, "symbol")
    if said:
        return _as_symbol(said.read("symbol", value))
    for name in _SYMBOLS:
        held = get(value, name)
        if held is not None and (name == "_op" or not isinstance(held, MethodType)):
            return _as_symbol(held)
    return ""


def _as_symbol(held: object) -> str:
    if isinstance(held, str) and not isinstance(held, Enum):
        return str.__str__(held)  # a plain str, also of a class of texts that answers in its own way
    if isinstance(held, Enum):
        return held.value if isinstance(held.value, str) else held.name
    if isinstance(held, type) or callable(held):
        return str(getattr(held, "__name__", type(held).__name__))
    return "" if held is None else short_repr(held)


def label_of(value: ValueLike) -> str:
    """Its name, "" where it has none."""
    for name in LABELS:
        held = get(value, name)
        if held is not None and not callable(held) and (name == "label" or isinstance(held, str)):
            return str.__str__(held) if isinstance(held, str) else short_repr(held)
    return ""


def set_label(value: ValueLike, label: str) -> None:
    """Give it a name, under the one of the usual names that it has room for.

    Raises:
        AttributeError: it has no room for any.
    """
    own = [name for name in LABELS if isinstance(get(value, name), str)]
    setattr(value, own[0] if own else "label", label)


def slopes_held(value: ValueLike, count: int) -> tuple[float, ...] | None:
    """The local slopes that the object has recorded, an int or a float for each of count operands, or None.

    More of them than operands are taken as a loop over both takes them: the first ones.
    """
    if count == 0:
        return None
    held = (get(value, name) for name in _names_of_slopes(value))
    recorded = next((h for h in held if isinstance(h, (tuple, list)) and len(h) >= count), ())
    slopes = tuple(slope for slope in map(plain_number, recorded[:count]) if slope is not None)
    return slopes if slopes and len(slopes) == count else None


def _names_of_slopes(value: ValueLike) -> Iterator[str]:
    yield from _SLOPES
    yield from (name for name, _ in attributes_of(value) if "local" in name.lower())


def rule_of(value: ValueLike) -> Callable[..., Any] | None:
    """The object's own rule for the way back: its `_backward`, or the function that it holds under another name."""
    name = rule_name(value)
    return None if name is None else get(value, name)


def rule_name(value: ValueLike) -> str | None:
    usual = next((name for name in _RULES if callable(get(value, name))), None)
    held = [name for name, held in attributes_of(value) if isinstance(held, (FunctionType, MethodType, partial))]
    return usual or next((name for name in held if "back" in name.lower()), None) or next(iter(held), None)


def way_back_of(value: ValueLike) -> Callable[..., Any] | None:
    """Its own method for the whole backward pass, or None: `backward`, otherwise one that has `back` in its name."""
    held = {name for name, _ in attributes_of(value)}  # a function that lies in the object is the rule of one result
    back = sorted(filter(names_a_way_back, methods_of(type(value))), key=len)
    ways = (get(value, name) for name in (*WAYS_BACK, *back) if name not in held)
    return next((way for way in ways if callable(way)), None)


def names_a_way_back(name: str) -> bool:
    """Whether a public method of that name may be a backward pass."""
    return "back" in name.lower() and not name.startswith("_")


def get(value: ValueLike, name: str, otherwise: object = None) -> Any:
    """The attribute, or otherwise where there is none and where asking for it raises whatever the class raises."""
    try:
        return getattr(value, name, otherwise)
    except FAILURES:
        return otherwise


def names_of(value: ValueLike) -> list[str]:
    """The names of the attributes that it holds, to be told."""
    return [name for name, _ in attributes_of(value)]


def first_of(names: Iterable[str], value: ValueLike) -> str | None:
    """The first of the names that the object has an attribute of."""
    return next((name for name in names if get(value, name, _NOTHING) is not _NOTHING), None)
