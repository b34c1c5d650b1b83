"""Values of one graph that different versions of a class have made: its cell was run again, or its module loaded anew.

The versions bear one name and are two classes. So `isinstance(other, Value)` says no to a value of the earlier one, and
an operation may put it into a Value as if it were a number.
"""

import sys
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any

from viz.values.conventions import ValueLike, label_of, number_held
from viz.values.insides import methods_of, module_of
from viz.values.operands import is_value_like, operands_of
from viz.words.messages import first_few, say
from viz.words.text import fit, short_repr


def notes_on_versions(values: Sequence[ValueLike]) -> list[str]:
    """The sentences for a picture of values, the root last, of which some were made by an earlier version of their
    class; none as a rule.
    """
    told = (versions for versions in _by_name(map(type, values)) if len(versions) > 1 or _is_replaced(versions[0]))
    return [_told(values, versions, values[-1]) for versions in told]


def nested_versions(holders: Sequence[ValueLike], root: ValueLike) -> str:
    """The sentence on values that hold another value where their number should be, because versions of a class met; ""
    where there are none, or one class alone has done so.

    Args:
        holders: the values that do so.
        root: what was computed from them.
    """
    met = next((versions for versions in _by_name(map(type, _all_within(holders))) if len(versions) > 1), None)
    return _told(_all_within([root]), met, root) if met else ""


def holds_a_value(number: object) -> bool:
    """Whether what a value holds for its number is a value itself."""
    return type(number) is not float and not isinstance(number, Real) and is_value_like(number)


def _all_within(roots: Iterable[ValueLike]) -> list[ValueLike]:
    """The roots and what they were computed from, also what stands in the place of a number; each once."""
    found = {id(root): root for root in roots}
    waiting = deque(found.values())
    while waiting:
        value = waiting.popleft()
        number = number_held(value)
        for each in (*operands_of(value).values, *([number] if holds_a_value(number) else [])):
            if id(each) not in found:
                found[id(each)] = each
                waiting.append(each)
    return list(found.values())


# Versions of a class.


def _by_name(classes: Iterable[type]) -> list[list[type]]:
    """The classes of each name; of those that are derived from one another only one."""
    named = dict[tuple[str, str], list[type]]()
    for cls in dict.fromkeys(classes):
        same = named.setdefault((module_of(cls), cls.__qualname__), [])
        if not any(_are_related(cls, other) for other in same):
            same.append(cls)
    return list(named.values())


def _is_replaced(cls: type) -> bool:
    """Whether its name belongs to another class by now where it was written, and that is not derived from it."""
    now = _now(cls)
    return now is not None and not _are_related(now, cls)


def _are_related(one: type, other: type) -> bool:
    """Whether they are one class, or one is derived from the other; a metaclass is not asked."""
    return any(base is other for base in one.__mro__) or any(base is one for base in other.__mro__)


def _now(cls: type) -> type | None:
    """The class of that name where the class was written, as it is now; None where that is not known."""
    for namespace in _namespaces(cls):
        thing = _at(namespace, cls.__qualname__)
        if isinstance(thing, type) and (module_of(thing), thing.__qualname__) == (module_of(cls), cls.__qualname__):
            return thing
    return None


def _namespaces(cls: type) -> list[Mapping[str, Any]]:
    """The global names among which the class was written: those of its module, and those of its methods, which stay the
    same where the module is another one by now.
    """
    module = sys.modules.get(module_of(cls))
    of_methods = [function.__globals__ for function in methods_of(cls).values()]
    found = [*([vars(module)] if module else []), *(each for each in of_methods if _is_named(each, module_of(cls)))]
    return list({id(each): each for each in found}.values())


def _is_named(namespace: Mapping[str, Any], module: str) -> bool:
    return namespace.get("__name__") == module


def _at(namespace: Mapping[str, Any], qualname: str) -> Any:
    first, *inner = qualname.split(".")
    thing = namespace.get(first)
    for name in inner:
        thing = vars(thing).get(name) if isinstance(thing, type) else None
    return thing


# In words.


def _told(values: Iterable[ValueLike], versions: Sequence[type], root: ValueLike) -> str:
    kind = fit(versions[0].__qualname__, 40)
    classes = set(versions)
    made = [value for value in values if type(value) in classes]
    replaced = set(filter(_is_replaced, classes))
    earlier = [value for value in made if type(value) in replaced]
    if earlier:
        names = _names(earlier)
        if len(names) == 1:
            return say("earlier version", name=names[0], kind=kind)
        return say("earlier versions", names=first_few(names), kind=kind)
    one = root if type(root) in classes else made[-1]
    names = _names([value for value in made if type(value) is not type(one)])
    return say("two versions", names=first_few(names), other=_names([one])[0], kind=kind)


def _names(values: Sequence[ValueLike]) -> list[str]:
    """How the values are called, those that have a name; where none has, how the first of them shows itself."""
    in_the_program = _names_beside(dict.fromkeys(map(type, values)))
    names = [fit(name, 20) for value in values if (name := label_of(value) or in_the_program.get(id(value), ""))]
    return list(dict.fromkeys(names)) or [fit(short_repr(values[0]), 40)]


def _names_beside(classes: Iterable[type]) -> dict[int, str]:
    """{id of a thing: its first name} of what has a global name where the classes were written."""
    items = [item for cls in classes for there in _namespaces(cls) for item in list(there.items())]
    return {id(held): name for name, held in reversed(items) if isinstance(name, str) and not name.startswith("_")}
