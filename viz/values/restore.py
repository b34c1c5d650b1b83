"""Puts things back as they were: what a list, a set or a dict contains, what an object's attributes hold, the names
of a class or a module.

Each is taken down when it is made, and put back by `restore()`, which touches only what has changed. Nothing is
compared by ==, which may be a learner's own.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from types import MemberDescriptorType
from typing import Any

CONTAINERS = (list, set, dict)
Container = list[Any] | set[Any] | dict[Any, Any]


class Contents:
    """What a list, a set or a dict contains."""

    def __init__(self, container: Container) -> None:
        self._container, self._before = container, container.copy()

    def restore(self) -> None:
        container: Any = self._container  # each kind is filled in its own way
        before = self._before
        if _identities(container) == _identities(before):
            return
        gone = container.copy()  # what is thrown away may act when it goes: not before all is done
        if type(container) is not dict or list(map(id, container)) != list(map(id, before)):
            container.clear()  # a dict only where its keys have changed: an object's attributes are not laid out anew
        (container.extend if type(container) is list else container.update)(before)
        del gone


class Attributes:
    """What an object holds: its attributes, in `__dict__` and in slots, and what the lists, sets and dicts among them
    contain.
    """

    def __init__(self, thing: object, slots: Iterable[MemberDescriptorType]) -> None:
        """slots: slots_of(type(thing))."""
        self._thing, self._dict = thing, _dict_of(thing)
        self._slots = [(slot, _in_slot(slot, thing)) for slot in slots]
        held = [*(self._dict or {}).values(), *(held for _, held in self._slots)]
        containers = [self._dict, *(each for each in held if type(each) in CONTAINERS)]
        self._contents = [Contents(container) for container in containers if container is not None]

    def restore(self) -> None:
        for contents in self._contents:
            contents.restore()
        if _dict_of(self._thing) is not self._dict:
            object.__setattr__(self._thing, "__dict__", self._dict)
        for slot, held in self._slots:
            if _in_slot(slot, self._thing) is not held:
                _into_slot(slot, self._thing, held)


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


def slots_of(cls: type) -> list[MemberDescriptorType]:
    """The slots of a class and of those that it is derived from."""
    return [slot for base in cls.__mro__ for slot in vars(base).values() if isinstance(slot, MemberDescriptorType)]


_EMPTY = object()


def _dict_of(thing: object) -> dict[str, Any] | None:
    try:
        return object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return None


def _in_slot(slot: MemberDescriptorType, thing: object) -> Any:
    try:
        return slot.__get__(thing)
    except AttributeError:
        return _EMPTY


def _into_slot(slot: MemberDescriptorType, thing: object, held: object) -> None:
    if held is _EMPTY:
        slot.__delete__(thing)
    else:
        slot.__set__(thing, held)


def _identities(container: Container) -> list[int]:
    members = chain.from_iterable(container.items()) if type(container) is dict else container
    return list(map(id, members))
