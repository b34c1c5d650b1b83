"""What can be changed about a module, taken down: its names and those of its classes, the code of its functions, its
tables. Each tells quickly whether something is different by now, and puts back what it is told to.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter, is_
from types import FunctionType, ModuleType
from typing import Any, Protocol

from viz.values.insides import members_of
from viz.values.restore import CONTAINERS, Container, Contents

GONE = object()  # in the place of a thing: there is no such name
Things = Mapping[Any, Any]  # {name: what it stands for}
MOST_KEPT = 10_000  # members of a container that is put back
_PARTS = ("__code__", "__defaults__")  # what a function does


class Kept(Protocol):
    """Something as it was when this was made.

    Attributes:
        module: the name of the module that it belongs to.
        before: its names and what they stood for.
    """

    module: str
    before: Things

    def differing(self) -> Things:
        """{name: what it stands for now, or GONE} for the names that stand for something else than before."""

    def put(self, things: Things) -> None:
        """Have these names stand for these things, or for nothing where it is GONE."""

    def told(self, name: Any) -> str:
        """What a name is called in a sentence."""

    def matters(self, name: Any) -> bool:
        """Whether it does something else where that name stands for something else."""


def put_back(kept: Kept) -> None:
    """Have all that is different by now be as it was."""
    kept.put({name: kept.before.get(name, GONE) for name in kept.differing()})


class KeptNames:
    """The names of a module.

    Args:
        module: the module.
        before: what its names stood for.
        others: whether names that are not among them make a difference, too.
    """

    def __init__(self, module: ModuleType, before: Things, others: bool = True) -> None:
        self.module, self.before = module.__name__, before
        self._space: Any = vars(module)
        self._names, self._things, self._others = tuple(before), tuple(before.values()), others

    def differing(self) -> Things:
        space = self._space
        if len(space) == len(self._names) and all(map(is_, space, self._names)):
            if all(map(is_, space.values(), self._things)):  # the quick way
                return {}
        elif not self._others and all(map(is_, map(space.get, self._names), self._things)):
            return {}
        now = dict(space)
        added = [name for name, thing in now.items() if name not in self.before and self._counts(name, thing)]
        held = {name: now.get(name, GONE) for name in (*self._names, *added)}
        return {name: thing for name, thing in held.items() if thing is not self.before.get(name, GONE)}

    def put(self, things: Things) -> None:
        for name, thing in things.items():
            if thing is not GONE:
                self._set(name, thing)
            elif name in self._space:
                self._delete(name)

    def told(self, name: Any) -> str:
        return f"{self.module}.{name}"

    def matters(self, name: Any) -> bool:
        """Whether it was there, and is no variable: constants have capitals."""
        held = self.before.get(name, GONE)
        return held is not GONE and (str(name).isupper() or not isinstance(held, (str, float, *CONTAINERS, type(None))))

    def _counts(self, name: object, thing: object) -> bool:
        """Whether a name that was not there before makes a difference; a submodule, imported meanwhile, does not."""
        return self._others and type(name) is str and name[:1] != "_" and type(thing) is not ModuleType

    def _set(self, name: str, thing: object) -> None:
        self._space[name] = thing

    def _delete(self, name: str) -> None:
        del self._space[name]


class KeptMembers(KeptNames):
    """The names of a class of a module."""

    def __init__(self, module: ModuleType, cls: type, before: Things) -> None:
        super().__init__(module, before)
        self._class, self._space = cls, members_of(cls)

    def told(self, name: Any) -> str:
        return f"{self._class.__name__}.{name}"

    def matters(self, name: Any) -> bool:
        """Whether it hides something: what was there, a base's, or, as a property does, what an object itself holds."""
        hides = hasattr(type(self._space.get(name)), "__set__")
        return hides or name in self.before or any(name in vars(base) for base in self._class.__mro__[1:])

    def _counts(self, name: object, thing: object) -> bool:
        return type(name) is str

    def _set(self, name: str, thing: object) -> None:
        type.__setattr__(self._class, name, thing)

    def _delete(self, name: str) -> None:
        type.__delattr__(self._class, name)


class KeptCodes:
    """What the functions of a module do."""

    def __init__(self, module: ModuleType, functions: Iterable[FunctionType]) -> None:
        self.module, self._functions = module.__name__, tuple(functions)
        self._parts = [(attrgetter(part), part, [*map(attrgetter(part), self._functions)]) for part in _PARTS]
        self.before: Things = {(part, k): held for _, part, things in self._parts for k, held in enumerate(things)}

    def differing(self) -> Things:
        functions, parts = self._functions, self._parts
        if all(all(map(is_, map(get, functions), things)) for get, _, things in parts):
            return {}
        now = {(part, k): held for get, part, _ in parts for k, held in enumerate(map(get, functions))}
        return {name: held for name, held in now.items() if held is not self.before[name]}

    def put(self, things: Things) -> None:
        for (part, k), thing in things.items():
            setattr(self._functions[k], part, thing)

    def told(self, name: Any) -> str:
        return self._functions[name[1]].__qualname__

    def matters(self, name: Any) -> bool:
        return True


class KeptTable:
    """What a list, a set or a dict of a module contains; its one name is that under which it was found."""

    def __init__(self, module: ModuleType, name: str, table: Container) -> None:
        self.module, self._name, self._table = module.__name__, name, table
        self._first = self._last = Contents(table)
        self.before: Things = {name: self._first}

    def differing(self) -> Things:
        if self._first.holds():
            return {}
        if self._last is self._first or not self._last.holds():
            self._last = Contents(self._table)
        return {self._name: self._last}

    def put(self, things: Things) -> None:
        for contents in things.values():
            contents.restore()

    def told(self, name: Any) -> str:
        return f"{self.module}.{name}"

    def matters(self, name: Any) -> bool:
        return str(name).isupper()
