"""The project's own modules as they were when they were imported.

Learners import the very modules that judge their work, and the lessons show how a class is changed from outside:
`Value.tanh = tanh`. So these are in force while a check judges (`in_force`), and what code has changed about them while
it was checked is put back and told of (`Watch`). Of Python's own modules it is about those names that judging needs.
"""

import builtins
import importlib
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, partial
from types import FunctionType, GetSetDescriptorType, ModuleType
from typing import Any

from exercises.fresh_modules import fresh
from exercises.kept import GONE, Kept, KeptCodes, KeptMembers, KeptNames, KeptTable, Things
from viz.values.insides import bases_of, members_of
from viz.values.restore import CONTAINERS

one_at_a_time = threading.RLock()  # what is exchanged is there only once for all threads

_PROJECT, _ENGINE = ("exercises", "viz", "micrograd"), "micrograd"
_JUDGE_NOTHING = (  # what a cell has changed there stays in force
    "exercises.blank_page", "exercises.checks", "exercises.guidance", "exercises.mine", "exercises.practice",
    "exercises.predictions", "exercises.progress", "exercises.progress_records", "exercises.progress_store",
    "exercises.supervision", "exercises.time_limit", "viz.drawing", "viz.outputs", "viz.plots", "viz.words.messages",
)  # fmt: skip
_OF_PYTHON = (  # its modules that judging computes with and reads code with
    "builtins", "ast", "difflib", "dis", "functools", "inspect", "itertools", "math", "operator", "random", "re",
    "reprlib", "textwrap", "unicodedata",
)  # fmt: skip
EXCHANGED = {  # builtins that Jupyter exchanges, and others
    "breakpoint", "copyright", "credits", "display", "exit", "get_ipython", "help", "input", "license", "open", "print",
    "quit", "__import__", "_",
}  # fmt: skip

_OF_THE_INTERPRETER = (vars(builtins), sys.modules)  # whoever holds them: they are no tables of the project's


@dataclass
class _TakenDown:
    """What was taken down so far.

    Attributes:
        originals: {module: what can be changed about it}.
        tables: the tables among it by their identity, since many modules import the same one.
        caches: the functions that remember what they gave.
        modules: how many modules there were when it was last looked for new ones.
    """

    originals: dict[str, list[Kept]] = field(default_factory=dict)
    tables: dict[int, object] = field(default_factory=lambda: {id(each): each for each in _OF_THE_INTERPRETER})
    caches: list[Any] = field(default_factory=list)
    modules: int = 0


_taken = _TakenDown()


def take_down() -> None:
    """Take down the modules of the project that were imported since the last time, and those of Python's."""
    if len(sys.modules) == _taken.modules:
        return
    # Those that judge nothing come last: a table is kept for the first module in which it is found.
    for name, module in sorted(sys.modules.items(), key=lambda item: not _judges(item[0])):
        if type(module) is ModuleType and name not in _taken.originals:
            if name in _OF_PYTHON:
                _taken.originals[name] = [_of_python(module)]
            elif name.partition(".")[0] in _PROJECT:
                _taken.originals[name] = _of_the_project(module)
                _taken.caches += [thing for thing in vars(module).values() if isinstance(thing, _lru_cache_wrapper)]
    _taken.modules = len(sys.modules)


@contextmanager
def in_force(judged: object = None, strictly: bool = False) -> Iterator[None]:
    """Inside, the modules that judge are as they were when they were imported; afterwards as before.

    What was added to them stays, if it hides nothing: the engine may have got another operation.

    Args:
        judged: the learner's class or function. The modules of its base classes stay as the learner has changed them.
        strictly: for who grades it: the modules that only show, keep and supervise are as they were, too.
    """
    with one_at_a_time:
        take_down()
        apart = _modules_of(judged)
        concerned = partial(_is_none_of, apart) if strictly else partial(_judges, apart=apart)
        judging = [kept for name, each in _taken.originals.items() if concerned(name) for kept in each]
        found = [(kept, now) for kept in judging if (now := kept.differing())]
        changed = [(kept, {name: held for name, held in now.items() if kept.matters(name)}) for kept, now in found]
        _put((kept, {name: kept.before.get(name, GONE) for name in now}) for kept, now in changed)
        try:
            yield
        finally:
            _put(changed)


class Watch:
    """How the project's modules are when this is made."""

    def __init__(self) -> None:
        take_down()
        self._originals = dict(_taken.originals)
        self._kept = [kept for each in self._originals.values() for kept in each]
        self._start = [kept.differing() for kept in self._kept]

    def put_back(self) -> list[str]:
        """Undo what has changed since; what it was, as far as it judges."""
        _taken.originals.update(self._originals)
        undone, told = list[tuple[Kept, Things]](), list[str]()
        for kept, start in zip(self._kept, self._start):
            now = kept.differing()
            if now or start:
                was, has_become = {**kept.before, **start}, {**kept.before, **now}
                names = [name for name in {**start, **now} if was.get(name, GONE) is not has_become.get(name, GONE)]
                undone.append((kept, {name: was.get(name, GONE) for name in names}))
                told += [kept.told(name) for name in names if _judges(kept.module) and kept.matters(name)]
        _put(undone)
        return list(dict.fromkeys(told))


def is_the_engine(thing: object) -> bool:
    """Whether a thing is a class of micrograd's, or derived from one without a method of its own, and micrograd is as
    it was.
    """
    bases = _family_of(thing)
    added = [held for base in bases if not _is_of_the_engine(base) for held in members_of(base).values()]
    if not any(map(_is_of_the_engine, bases)) or any(
        callable(held) or hasattr(held, "__get__") for held in added if type(held) is not GetSetDescriptorType
    ):
        return False
    return not any(
        kept.differing() for name in _taken.originals if name.startswith(_ENGINE) for kept in _taken.originals[name]
    )


def _judges(module: str, apart: Iterable[str] = ()) -> bool:
    return _is_none_of((*_JUDGE_NOTHING, *apart), module)


def _is_none_of(names: Iterable[str], module: str) -> bool:
    """Whether a module is none of these, nor in one of them."""
    return not any(module == name or module.startswith(f"{name}.") for name in names)


def _put(changes: Iterable[tuple[Kept, Things]]) -> None:
    """Each on its own: where one cannot be put back, the others are."""
    changes = [(kept, things) for kept, things in changes if things]
    for kept, things in changes:
        with suppress(Exception):
            kept.put(things)
    if any(kept.matters(name) for kept, things in changes for name in things):
        for cache in _taken.caches:  # what it remembers may have been computed by what was changed
            cache.cache_clear()


def _family_of(thing: object) -> list[type]:
    """The class and those it is derived from; none for what is no class."""
    return list(bases_of(thing)[:-1]) if issubclass(type(thing), type) else []


def _modules_of(thing: object) -> list[str]:
    """Of the bases of a class, the modules of the project; of the engine all of them."""
    names = [_module_of(base) for base in _family_of(thing)]
    packages = [(name, name.partition(".")[0]) for name in names]
    return [package if package == _ENGINE else name for name, package in packages if package in _PROJECT]


def _is_of_the_engine(cls: type) -> bool:
    return _module_of(cls).partition(".")[0] == _ENGINE


def _module_of(cls: type) -> str:
    return str(members_of(cls).get("__module__", ""))


# What there is about a module.


def _of_python(module: ModuleType) -> Kept:
    public = {name: thing for name, thing in vars(module).items() if not name.startswith("_") and name not in EXCHANGED}
    return KeptNames(module, public, others=False)


def _of_the_project(module: ModuleType) -> list[Kept]:
    names = dict(vars(module))
    classes = [thing for thing in names.values() if issubclass(type(thing), type) and _is_of(thing, module)]
    members = {cls: dict(members_of(cls)) for cls in classes}
    if module.__name__.startswith(f"{_ENGINE}."):  # a cell may have changed it before the exercises were imported
        twin = vars(fresh(module.__name__))
        names = _unspoilt(names, twin)
        members = {cls: _unspoilt(members[cls], members_of(twin[cls.__name__])) for cls in classes}
    held = [*names.values(), *(member for each in members.values() for member in each.values())]
    functions = {id(each): each for thing in held for each in _functions_in(thing) if _is_of(each, module)}
    return [
        KeptNames(module, names),
        *(KeptMembers(module, cls, members[cls]) for cls in classes),
        KeptCodes(module, functions.values()),
        *(KeptTable(module, name, table) for name, table in _new_tables(names)),
    ]


def _is_of(thing: Any, module: ModuleType) -> bool:
    """Whether a class or function was written there, or in what the module has executed anew for itself."""
    written = thing.__module__ or module.__name__  # dataclasses write functions that do not say
    return written == module.__name__ or written.startswith(f"{fresh.__module__}.")


def _functions_in(thing: Any) -> list[FunctionType]:
    """The function itself, or those that a decorator has wrapped."""
    if type(thing) is FunctionType:
        return [thing, *_functions_in(getattr(thing, "__wrapped__", None))]
    inside = [getattr(thing, name, None) for name in ("__func__", "fget", "__wrapped__")] if _wraps(thing) else []
    return [each for each in inside if type(each) is FunctionType]


def _wraps(thing: object) -> bool:
    return isinstance(thing, (staticmethod, classmethod, property, _lru_cache_wrapper))


def _new_tables(names: Things) -> Iterator[tuple[str, Any]]:
    """Yield the containers among what names stand for, and those inside of them, each once."""
    waiting = [(name, thing) for name, thing in names.items() if not name.startswith("__")]
    while waiting:
        name, thing = waiting.pop()
        if isinstance(thing, CONTAINERS) and id(thing) not in _taken.tables:
            _taken.tables[id(thing)] = thing
            yield name, thing
            waiting += [(name, each) for each in (thing.values() if isinstance(thing, dict) else thing)]


def _unspoilt(names: Things, twins: Things) -> dict[str, Any]:
    """What names of the engine stood for when it was imported, by a twin of their module or class that nobody else
    holds: a function that is not what its twin is was exchanged meanwhile, and is made anew.
    """
    true = {name: thing for name, thing in names.items() if name in twins or name.startswith("__")}
    for name, twin in twins.items():
        if type(twin) is FunctionType and not twin.__closure__:
            here = names.get(name)
            if type(here) is not FunctionType or here.__code__ != twin.__code__:
                true[name] = _made_like(twin)
    return true


def _made_like(twin: FunctionType) -> FunctionType:
    """The function for the module that everybody imports."""
    space = vars(importlib.import_module(twin.__module__.removeprefix(f"{fresh.__module__}.")))
    made = FunctionType(twin.__code__, space, twin.__name__, twin.__defaults__)
    made.__kwdefaults__, made.__qualname__, made.__doc__ = twin.__kwdefaults__, twin.__qualname__, twin.__doc__
    return made
