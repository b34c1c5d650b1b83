"""Puts things back as they were: what a list, a set or a dict contains, what an object's attributes hold, the names
of a class or a module, and with a Snapshot all that can be reached from some values.

Each is taken down when it is made, and put back by `restore()`, which touches only what has changed. Nothing is
compared by ==, which may be a learner's own.
"""

from array import array
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from itertools import chain
from operator import is_
from types import BuiltinMethodType, CellType, CodeType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any, Protocol
from weakref import WeakSet

from viz.values.insides import (
    EMPTY,
    attributes_of,
    closure_cells,
    codes_within,
    dict_of,
    in_slot,
    is_library,
    is_pythons_own,
    module_of,
    slots_of,
)
from viz.values.numbers import shape_of
from viz.values.random_numbers import RandomNumbers, draws_numbers
from viz.words.messages import say
from viz.words.text import short_repr

CONTAINERS = (list, set, dict)
Container = list[Any] | set[Any] | dict[Any, Any] | deque[Any]
_WRAPPERS = (MethodType, BuiltinMethodType, partial, property, staticmethod, classmethod)
_WRAPPED = ("__self__", "__func__", "func", "args", "fget", "fset", "__wrapped__")
_PLAIN = {type(None), bool, int, float, complex, str, bytes, type(...), type(NotImplemented)}


class Restorable(Protocol):
    def restore(self) -> None: ...


class Contents:
    """What a list, a set, a dict or a deque contains."""

    def __init__(self, container: Container) -> None:
        self._container, self._kind = container, _kind_of(container)
        self._before = self._kind.copy(container)

    def holds(self) -> bool:
        """Whether it contains the very same things."""
        kind, before = self._kind, self._before
        now: Any = self._container
        if kind is set:  # a copy may give them in another order
            return sorted(map(id, kind.__iter__(now))) == sorted(map(id, before))
        if kind.__len__(now) != len(before):
            return False
        same = all(map(is_, kind.__iter__(now), before))
        return same and (not issubclass(kind, dict) or all(map(is_, kind.values(now), before.values())))

    def restore(self) -> None:
        container, kind, before = self._container, self._kind, self._before
        if self.holds():
            return
        gone = kind.copy(container)  # what is thrown away may act when it goes: not before all is done
        # A dict only where its keys have changed: an object's attributes are not laid out anew.
        if kind not in (dict, OrderedDict) or list(map(id, container)) != list(map(id, before)):
            kind.clear(container)
        (kind.extend if kind in (list, deque) else kind.update)(container, before)
        del gone


def _kind_of(container: Container) -> Any:
    """The built-in type whose methods fill it, past those of a class derived from it."""
    return next(kind for kind in (list, set, OrderedDict, dict, deque) if isinstance(container, kind))


class Attributes:
    """What an object's attributes hold, in `__dict__` and in slots."""

    def __init__(self, thing: object) -> None:
        self._thing, self._dict = thing, dict_of(thing)
        self._slots = [(slot, in_slot(slot, thing)) for slot in slots_of(type(thing))]
        self._contents = None if self._dict is None else Contents(self._dict)

    def restore(self) -> None:
        if self._contents is not None:
            self._contents.restore()
        if dict_of(self._thing) is not self._dict:
            object.__setattr__(self._thing, "__dict__", self._dict)
        for slot, held in self._slots:
            if in_slot(slot, self._thing) is held:
                continue
            with suppress(AttributeError):  # read-only, as the parts of a complex number: nobody has changed it
                if held is EMPTY:
                    slot.__delete__(self._thing)
                else:
                    slot.__set__(self._thing, held)


class Names:
    """What the names of a class or a module stand for.

    Args:
        space: the class, or the module's dict.
        read: space -> its names.
        put, delete: (space, name, thing) and (space, name): how a name is set and taken away.
    """

    def __init__(
        self,
        space: Any,
        read: Callable[[Any], Mapping[str, Any]],
        put: Callable[[Any, str, Any], None],
        delete: Callable[[Any, str], None],
    ) -> None:
        self._space, self._read, self._put, self._delete = space, read, put, delete
        self.before: dict[str, Any] = dict(read(space))

    def restore(self) -> None:
        now = dict(self._read(self._space))
        for name in now:
            if type(name) is str and name not in self.before:
                self._delete(self._space, name)
        for name, thing in self.before.items():
            if name not in now or now[name] is not thing:
                self._put(self._space, name, thing)


class Numbers:
    """The numbers in an array, which can be changed where it lies."""

    def __init__(self, held: Any) -> None:
        self._array = held.detach() if callable(getattr(held, "detach", None)) else held  # shares the elements
        self._all = slice(None) if isinstance(held, (bytearray, array)) else ...
        self._before = _copied(self._array[self._all])

    def restore(self) -> None:
        if getattr(getattr(self._array, "flags", None), "writeable", True):
            self._array[self._all] = self._before


def _copied(numbers: Any) -> Any:
    copy = getattr(numbers, "clone", None) or getattr(numbers, "copy", None)
    return copy() if callable(copy) else numbers[:]


class Cells:
    """What the variables that a function encloses stand for."""

    def __init__(self, function: FunctionType) -> None:
        self._before = [(cell, _in_cell(cell)) for cell in function.__closure__ or ()]

    def restore(self) -> None:
        for cell, held in self._before:
            if _in_cell(cell) is held:
                continue
            if held is EMPTY:
                del cell.cell_contents
            else:
                cell.cell_contents = held


def _in_cell(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return EMPTY


class Globals:
    """What the global names that a function's code mentions stand for."""

    def __init__(self, function: FunctionType) -> None:
        self._space = function.__globals__
        self.before = {name: self._space.get(name, EMPTY) for name in _mentioned(function.__code__)}

    def restore(self) -> None:
        for name, held in self.before.items():
            if self._space.get(name, EMPTY) is held:
                continue
            if held is EMPTY:
                del self._space[name]
            else:
                self._space[name] = held


@lru_cache(maxsize=1024)
def _mentioned(code: CodeType) -> frozenset[str]:
    return frozenset(chain.from_iterable(each.co_names for each in codes_within(code)))


class Snapshot:
    """All that can be reached from some objects: attributes, the contents of containers, arrays, what functions
    enclose, the classes, and the global names that their code mentions.

    Only what belongs to the program is looked into: what was written in the packages of the objects' own classes, and
    what is no library.

    Args:
        things: the objects, or classes.
        closed: whether other objects of the things' own classes are left alone.

    Raises:
        TypeError: something among it can be changed where it lies, and could not be put back.
    """

    def __init__(self, things: Iterable[object], closed: bool = False) -> None:
        waiting = list(things)
        given, apart = set(map(id, waiting)), set(map(type, waiting)) if closed else set()
        classes = {thing if isinstance(thing, type) else type(thing) for thing in waiting}
        self._packages = {_package(base) for cls in classes for base in cls.__mro__ if not is_pythons_own(base)}
        self._kept: list[Restorable] = []
        seen: dict[int, object] = {}  # holds them: no other object gets the number of one of them meanwhile
        while waiting:
            thing = waiting.pop()
            if type(thing) in _PLAIN or (type(thing) in apart and id(thing) not in given):
                continue
            if id(thing) not in seen:
                seen[id(thing)] = thing
                waiting += self._take_down(thing)

    def restore(self) -> None:
        for kept in self._kept:
            kept.restore()

    def _take_down(self, thing: Any) -> Iterable[Any]:
        """Keeps how it is; gives what lies inside of it."""
        if isinstance(thing, (tuple, frozenset)) and not dict_of(thing):
            return thing
        if isinstance(thing, FunctionType):
            return self._function(thing) if self._is_of_the_program(thing) else ()
        if isinstance(thing, _WRAPPERS):
            return [getattr(thing, name, None) for name in _WRAPPED]
        if draws_numbers(thing):
            self._kept.append(RandomNumbers(thing))
            return ()
        if isinstance(thing, (WeakSet, SimpleNamespace)):
            return [*self._object(thing), *(thing if isinstance(thing, WeakSet) else ())]
        if isinstance(thing, ModuleType):
            return self._module(thing) if not is_library(thing.__name__) else ()
        if isinstance(thing, type):
            return self._class(thing) if self._is_of_the_program(thing) else ()
        if isinstance(thing, (bytearray, array)) or shape_of(thing) is not None:
            self._kept += [Numbers(thing)] if hasattr(type(thing), "__setitem__") else []
            return ()
        inside = self._contents(thing) if isinstance(thing, (list, set, dict, deque)) else []
        return [*inside, *self._object(thing)] if self._is_of_the_program(type(thing)) else _or_refused(inside, thing)

    def _is_of_the_program(self, thing: Any) -> bool:
        if isinstance(thing, type) and is_pythons_own(thing):
            return False
        return _package(thing) in self._packages or not is_library(module_of(thing))

    def _contents(self, container: Container) -> list[Any]:
        self._kept.append(Contents(container))
        return [*dict.keys(container), *dict.values(container)] if isinstance(container, dict) else [*container]

    def _object(self, thing: object) -> list[Any]:
        self._kept.append(Attributes(thing))
        return [type(thing), *(held for _, held in attributes_of(thing))]

    def _function(self, function: FunctionType) -> list[Any]:
        named = Globals(function)
        self._kept += [named, Cells(function)] if function.__closure__ else [named]
        defaults = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        return [*named.before.values(), *defaults, *closure_cells(function).values()]

    def _module(self, module: ModuleType) -> list[Any]:
        names = Names(vars(module), dict, dict.__setitem__, dict.__delitem__)
        self._kept.append(names)
        return [held for held in names.before.values() if isinstance(held, CONTAINERS)]

    def _class(self, cls: type) -> list[Any]:
        names = Names(cls, vars, type.__setattr__, type.__delattr__)
        self._kept.append(names)
        return [*names.before.values(), *cls.__bases__]


def _or_refused(inside: list[Any], thing: object) -> list[Any]:
    """Of a foreign object nothing is looked into; one that can be added to where it lies might be a number."""
    if hasattr(type(thing), "__iadd__") and not isinstance(thing, (list, dict, set, deque)):
        raise TypeError(say("cannot be put back", kind=type(thing).__name__, shown=short_repr(thing)))
    return inside


def _package(thing: Any) -> str:
    return module_of(thing).partition(".")[0]
