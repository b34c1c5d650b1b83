"""What lies inside of objects, functions and classes. No property is asked, and no code of theirs runs."""

import inspect
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache, wraps
from types import CodeType, FunctionType, MemberDescriptorType, MethodType
from typing import Any, TypeVar

bases_of, members_of = (  # a class -> its family; its own names. Past a metaclass that answers otherwise
    type.__dict__["__mro__"].__get__,
    type.__dict__["__dict__"].__get__,
)
EMPTY = object()  # what a slot holds that was never filled
_MADE_AT_RUN_TIME = 1 << 9  # Py_TPFLAGS_HEAPTYPE
# The folders of Python and of installed packages. A module of it is asked, too: in a browser they lie in a zip file.
_FOLDERS = (os.path.dirname(inspect.__file__), *map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib")))
LIBRARIES = tuple(folder + os.sep for folder in _FOLDERS)


_Found = TypeVar("_Found")


_facts: dict[tuple[Any, type], Any] | None = None  # what was found of classes, while they are being read


@contextmanager
def classes_read_once() -> Iterator[None]:
    """Inside, what is asked of a class again and again is found out once: a class does not change while it is read."""
    global _facts
    if _facts is not None:
        yield
        return
    _facts = {}
    try:
        yield
    finally:
        _facts = None


def once_while_read(look: Callable[[type], _Found]) -> Callable[[type], _Found]:
    """Makes a function of a class remember what it found, inside of classes_read_once()."""

    @wraps(look)
    def looked_up(cls: type) -> _Found:
        facts = _facts
        if facts is None:
            return look(cls)
        if (look, cls) not in facts:
            facts[look, cls] = look(cls)
        return facts[look, cls]

    return looked_up


def module_of(thing: Any) -> str:
    """The name of the module in which a class or a function was written; "" where it does not say."""
    name = getattr(thing, "__module__", "")
    return name if isinstance(name, str) else ""


def is_pythons_own(cls: type) -> bool:
    """Whether a class is one of Python's built-in ones. (One that was made by exec in a bare namespace also says that
    its module is builtins.)
    """
    return module_of(cls) == "builtins" and not cls.__flags__ & _MADE_AT_RUN_TIME


@lru_cache(maxsize=1024)
def is_library(module: str) -> bool:
    """Whether a module is Python's or an installed package's, and no file or notebook of somebody's own."""
    found = sys.modules.get(module)
    path = getattr(found, "__file__", None)
    return module in sys.builtin_module_names or (isinstance(path, str) and path.startswith(LIBRARIES))


def attributes_of(thing: object) -> list[tuple[str, Any]]:
    """(name, what it holds) for the attributes that lie in the object itself, in `__dict__` and in slots, in the order
    in which they were set.
    """
    slots = [(slot.__name__, in_slot(slot, thing)) for slot in slots_of(type(thing))]
    return [*((name, held) for name, held in slots if held is not EMPTY), *(dict_of(thing) or {}).items()]


def dict_of(thing: object) -> dict[str, Any] | None:
    """Its `__dict__`, or None where it has none."""
    try:
        return object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return None


@once_while_read
def slots_of(cls: type) -> tuple[MemberDescriptorType, ...]:
    """The slots of a class and of those that it is derived from."""
    return tuple(slot for base in cls.__mro__ for slot in vars(base).values() if isinstance(slot, MemberDescriptorType))


def in_slot(slot: MemberDescriptorType, thing: object) -> Any:
    """What an object holds in a slot; EMPTY where it was never filled."""
    try:
        return slot.__get__(thing)
    except AttributeError:
        return EMPTY


@once_while_read
def methods_of(cls: type) -> Mapping[str, FunctionType]:
    """{name: function} for the methods of a class, its own and those that it inherits, as far as they were written in
    Python.
    """
    held = {name: held for base in reversed(cls.__mro__) for name, held in vars(base).items()}
    functions = (
        (name, each.__func__ if isinstance(each, (staticmethod, classmethod)) else each) for name, each in held.items()
    )
    return {name: function for name, function in functions if isinstance(function, FunctionType)}


def code_of(thing: object) -> CodeType | None:
    """The code of a function or a method, static or not; None for anything else."""
    function = thing.__func__ if isinstance(thing, (MethodType, staticmethod, classmethod)) else thing
    return function.__code__ if isinstance(function, FunctionType) else None


def codes_within(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of a function and that of the functions inside of it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_within(constant)


def closure_cells(function: object) -> dict[str, Any]:
    """{name: what it holds} for the variables that a function encloses; empty for whatever is no closure."""
    code, found = code_of(function), {}
    for name, cell in zip(code.co_freevars if code else (), getattr(function, "__closure__", None) or ()):
        with suppress(ValueError):  # a variable that was never set
            found[name] = cell.cell_contents
    return found


def bound_by_defaults(function: Any) -> dict[str, Any]:
    """{parameter: what its default holds}: `lambda self=self, other=other: ...` encloses nothing and binds the same."""
    code, defaults = code_of(function), getattr(function, "__defaults__", None) or ()
    return dict(zip(code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount], defaults)) if code else {}
