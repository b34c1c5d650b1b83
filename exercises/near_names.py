"""Methods that are not there, while one with nearly the same name is: `_init_`, `__int__`, `__rper__`, `init`."""

import difflib
import inspect
from types import FunctionType

from exercises.origin import LearnersClass
from exercises.stubs import is_stub, lacks
from exercises.verdict import Verdict, mistaken, not_attempted, wrong
from exercises.words import Text

_LIKE = 0.75  # of the letters have to be the same, in the same order
_PYTHONS = frozenset(dir(float)) | frozenset(dir(int)) | frozenset(dir(list))  # they have a meaning of their own
_MISSPELLED = Text("near name.misspelled")


def missing(make: LearnersClass, *methods: str) -> Verdict | None:
    """What is to be said where a class does not have all those methods, or has some only as stubs; None where it has.

    Of a method whose name only nearly stands there, that is said; of any other, that it was not attempted.
    """
    lacking = lacks(make, *methods)
    for method in lacking:
        given = near_name(make, method)
        if given is not None and given.strip("_") == method.strip("_"):
            return mistaken("single underscores", rows=[("def", given, method)])
        if given is not None:
            return wrong(_MISSPELLED.filled(given=given, name=method))
    return not_attempted() if lacking else None


def near_name(make: LearnersClass, method: str) -> str | None:
    """The name of a method of a class that was probably meant to be another one, which begins and ends with two
    underscores; None where there is none. Stubs do not count, nor what has a meaning of its own.
    """
    if not (method.startswith("__") and method.endswith("__")):
        return None
    written = [
        name.removeprefix(f"_{base.__name__.lstrip('_')}")
        if "__" in name[1:]
        else name  # __init is called _Value__init
        for base in make.__mro__[:-1]
        for name, member in vars(base).items()
        if type(member) is FunctionType and not is_stub(member) and not _has_a_meaning(name, member)
    ]
    meant = method.strip("_")
    bare = {
        name.strip("_"): name for name in reversed(written) if name.strip("_") == meant or name[0] == name[-1] == "_"
    }
    near = difflib.get_close_matches(meant, bare, n=1, cutoff=_LIKE)
    return bare[near[0]] if near else None


def _has_a_meaning(name: str, member: FunctionType) -> bool:
    """Whether Python calls a method of that name for something; `__int__` takes nothing but self, where it is meant."""
    return name in _PYTHONS and not (name == "__int__" and len(inspect.signature(member).parameters) > 1)
