"""The modules that code can reach by their names, as they were: a learner may write `math.exp = my_exp`."""

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from types import CodeType, FunctionType, ModuleType

from exercises.kept import MOST_KEPT, Kept, KeptMembers, KeptNames, KeptTable
from exercises.origin import is_learners
from viz.values.insides import codes_within, members_of
from viz.values.restore import CONTAINERS


def named_modules(functions: Iterable[FunctionType]) -> list[Kept]:
    """What can be changed about the modules that functions name: in their globals, by an import, in a text such as
    `sys.modules["math"]`, or inside of one another.

    Of a package only the public names are kept; of Python's own modules the classes too, and of modules that the
    learner has written everything.
    """
    return [kept for module in _named(functions) for kept in _kept(module)]


def _named(functions: Iterable[FunctionType]) -> list[ModuleType]:
    functions = list(functions)
    names = frozenset[str]().union(*(_mentioned(function.__code__) for function in functions))
    spaces = {id(function.__globals__): function.__globals__ for function in functions}.values()
    found: dict[int, ModuleType] = {}
    waiting = [space.get(name) for space in (*spaces, sys.modules) for name in names]
    while waiting:
        module = waiting.pop()
        if type(module) is ModuleType and id(module) not in found:
            found[id(module)] = module
            waiting += [vars(module).get(name) for name in names]
    return list(found.values())


@lru_cache(maxsize=1024)
def _mentioned(code: CodeType) -> frozenset[str]:
    """The names and the texts in code, and in code inside it."""
    codes = list(codes_within(code))
    texts = (constant for each in codes for constant in each.co_consts if type(constant) is str)
    return frozenset(chain(texts, *(each.co_names for each in codes)))


def _kept(module: ModuleType) -> Iterator[Kept]:
    names, file = vars(module), vars(module).get("__file__")
    learners = isinstance(file, str) and is_learners(file)
    public = names if learners else {name: thing for name, thing in names.items() if name[:1] != "_"}
    if not learners and module.__name__ not in sys.stdlib_module_names:
        yield KeptNames(module, public, others=False)
        return
    yield KeptNames(module, dict(public))
    for name, thing in public.items():
        if issubclass(type(thing), type) and _package(members_of(thing).get("__module__")) == _package(module.__name__):
            yield KeptMembers(module, thing, dict(members_of(thing)))
        elif learners and isinstance(thing, CONTAINERS) and not name.startswith("__") and len(thing) <= MOST_KEPT:
            yield KeptTable(module, name, thing)


def _package(module: object) -> str:
    return str(module).partition(".")[0]
