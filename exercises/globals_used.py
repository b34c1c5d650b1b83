"""Which data of the notebook a learner's code takes from outside: a number that another cell has left behind can make
code right that is not right by itself.
"""

import ast
import dis
import functools
import linecache
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from numbers import Number
from types import CodeType, FunctionType, MethodType
from typing import Any

from exercises.origin import Learners, is_learners
from viz.values.insides import bases_of, closure_cells, members_of
from viz.values.numbers import shape_of
from viz.values.operands import is_value_like

_READS = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS")
_WRITES = ("STORE_GLOBAL", "STORE_NAME")
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.comprehension)
_CONTAINERS = (dict, list, tuple, set, frozenset, deque)
_LOOKED_AT = 100  # members of a container: a larger one is of one kind throughout
_DEEPEST = 5  # containers inside one another
_HELD = {  # in which attributes a function lies
    MethodType: ("__func__",),
    staticmethod: ("__func__",),
    classmethod: ("__func__",),
    property: ("fget", "fset", "fdel"),
    functools.partial: ("func",),
    functools._lru_cache_wrapper: ("__wrapped__",),
}


def numbers_from_outside(thing: Learners) -> dict[str, object]:
    """The data that code reads from the notebook around it: {global name: what it holds now}.

    Data are numbers, texts, Values, and containers of such. A name in capitals is a constant on purpose, and one that
    the cell (or file) of the code assigns itself belongs to the code: both are left out. So are names that do not
    exist. None of the learner's functions is run.

    Args:
        thing: a learner's function, with the functions inside it and those beside it that it names; or a class, with
            its methods and those that it inherits from other classes of the learner's.
    """
    found: dict[str, object] = {}
    for function in _functions(thing):
        space, own = function.__globals__, _assigned_in("".join(linecache.getlines(function.__code__.co_filename)))
        for name in _read_by(function.__code__):
            if name in space and name not in own and not _is_on_purpose(name) and _is_data(space[name]):
                found[name] = space[name]
    return found


def _is_on_purpose(name: str) -> bool:
    return name.isupper() or (name.startswith("__") and name.endswith("__") and name.strip("_") != "")


def _functions(thing: object) -> Iterator[FunctionType]:
    """Yield the learner's functions in a thing, and those that these name or enclose, each once."""
    waiting, seen = [thing], set[int]()
    while waiting:
        held = waiting.pop()
        if id(held) in seen:
            continue
        seen.add(id(held))
        if type(held) is FunctionType and is_learners(held.__code__.co_filename):
            yield held
            named = (held.__globals__.get(name) for name in _read_by(held.__code__))
            beside = [each for each in named if type(each) is FunctionType and each.__globals__ is held.__globals__]
            waiting += [*beside, *(each for each in closure_cells(held).values() if type(each) is FunctionType)]
        else:
            waiting += _inside(held)


def _inside(held: object) -> list[object]:
    """The methods of a class, the function in a method or under a decorator."""
    if issubclass(type(held), type):  # asked in this way, as isinstance believes what __class__ says
        members = [member for base in bases_of(held) for member in members_of(base).values()]
        return [member for member in members if not issubclass(type(member), type)]
    return [getattr(held, name) for name in _HELD.get(type(held), ())]


@lru_cache(maxsize=1024)
def _read_by(code: CodeType) -> frozenset[str]:
    """The names that code, or code inside it, reads from its globals before it has set them there itself."""
    read, written = set[str](), set[str]()
    for instruction in dis.get_instructions(code):
        if instruction.opname in _WRITES:
            written.add(instruction.argval)
        elif instruction.opname in _READS and instruction.argval not in written:
            read.add(instruction.argval)
    inner = (_read_by(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return frozenset(read).union(*(names - written for names in inner))


@lru_cache(maxsize=64)
def _assigned_in(text: str) -> frozenset[str]:
    """The names that a cell or file assigns outside of its functions and classes; none where its text is not known."""
    try:
        return frozenset(_assigned(ast.parse(text).body))
    except (SyntaxError, ValueError):
        return frozenset()


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif not isinstance(node, _SCOPES):
            yield from _assigned(ast.iter_child_nodes(node))


def _is_data(held: object, depth: int = 0) -> bool:
    if issubclass(type(held), (Number, str, bytes, bytearray, type(None))):
        return True
    if issubclass(type(held), type) or depth > _DEEPEST:
        return False
    kind: Any = next((kind for kind in _CONTAINERS if issubclass(type(held), kind)), None)
    if kind is not None:
        members = chain.from_iterable(kind.items(held)) if issubclass(kind, dict) else kind.__iter__(held)
        return all(_is_data(each, depth + 1) for each in islice(members, _LOOKED_AT))
    try:
        return shape_of(held) is not None or is_value_like(held)
    except Exception:  # an object that answers in its own way, or not at all
        return False
