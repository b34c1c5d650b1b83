"""Runs learners' code so that the check goes on whatever it does, and leaves the kernel as it was: endless loops,
exit(), endless print, new globals, exchanged modules.
"""

import builtins
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from types import FunctionType, MethodType
from typing import Any, Generic, NoReturn, TypeVar

from exercises.kept import MOST_KEPT, put_back
from exercises.named_modules import named_modules
from exercises.origin import Learners
from exercises.originals import EXCHANGED, Watch, one_at_a_time
from exercises.printed import Printed
from exercises.process_state import ProcessState, each_on_its_own
from exercises.time_limit import run_limited
from exercises.words import Text
from viz.values.insides import bases_of, closure_cells, members_of
from viz.values.restore import CONTAINERS, Contents, Names

SECONDS = 3.0
# Calls inside one another: with many more of them the stack overflows, and the process ends. That of a browser is
# small: `sorted` that calls itself by way of `__lt__` ends the kernel, without a word, at some 650
# in Chromium, and above 800 in Firefox and WebKit.
DEEPEST = 400 if sys.platform == "emscripten" else 4000
_ESSENTIAL = (  # the modules that put everything else back
    "exercises.supervision", "exercises.time_limit", "exercises.originals", "exercises.kept", "exercises.process_state",
    "viz.values.restore",
)  # fmt: skip
_HISTORY = {"In", "Out", "_ih", "_oh", "_dh"}  # IPython's own
_HELD = {  # in which attributes a method lies
    MethodType: ("__func__",),
    staticmethod: ("__func__",),
    classmethod: ("__func__",),
    property: ("fget", "fset", "fdel"),
    partial: ("func",),
}
_set_recursion_limit = sys.setrecursionlimit
_NO_INPUT = Text("check.no input")
_builtins = vars(builtins)
globals()["__builtins__"] = dict(_builtins)  # what stands below finds `len` even where code has put it out


_Returned = TypeVar("_Returned")


class Exited(BaseException):
    """Raised by `exit()` and `quit()` while a check runs."""


@dataclass(frozen=True)
class Report(Generic[_Returned]):
    """How it went.

    Attributes:
        value: what the code returned; None where an exception ended it.
        error: the exception that ended it, TimeUp and SystemExit among them, or None.
        printed: what it printed, in a few lines (see exercises.printed).
        tool_changed: what it has changed of the modules that judge it, which was put back since: names, as in
            "exercises.evaluation.near". Then what it gave cannot be relied on.
    """

    value: _Returned | None
    error: BaseException | None
    printed: str
    tool_changed: tuple[str, ...] = ()


def supervise(
    run: Callable[[], _Returned], things: Iterable[Learners] = (), seconds: float | None = None
) -> Report[_Returned]:
    """Run code that may do anything.

    Args:
        run: takes no arguments.
        things: the learner's classes and functions that it will call; they and their globals are afterwards as they
            were.
        seconds: after which it is stopped (see exercises.time_limit); None for SECONDS.

    Returns:
        A Report. Only a KeyboardInterrupt goes through: the person at the keyboard may always stop.
    """
    printed, changed = Printed(), list[str]()
    with (
        one_at_a_time,
        _as_it_was(things, changed) as put_back_first,
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        value, error = run_limited(
            _followed_by(put_back_first, partial(copy_context().run, run)), SECONDS if seconds is None else seconds
        )
    if isinstance(error, KeyboardInterrupt):
        raise error
    return Report(value, error, printed.summary(), tuple(changed))


def _followed_by(then: Callable[[], None], run: Callable[[], _Returned]) -> Callable[[], _Returned]:
    def both() -> _Returned:
        try:
            return run()
        finally:
            then()

    return both


def _essentials() -> tuple[Callable[[], None], list[dict[str, Any]]]:
    """What is needed to put everything else back: the builtins, and the modules that do it.

    Returns:
        (puts them back, without looking up any name that code may have exchanged; what the builtins stood for each time
        before it did so).
    """
    modules = [module for name in _ESSENTIAL if (module := sys.modules.get(name)) is not None]
    spaces = [(vars(module), vars(module).copy()) for module in modules]
    classes = [
        thing
        for _, names in spaces
        for thing in names.values()
        if type(thing) is type and thing.__module__ in _ESSENTIAL
    ]
    members = [(cls, vars(cls), name, held) for cls in classes for name, held in vars(cls).items() if callable(held)]
    now, before, found = _builtins, _builtins.copy(), list[dict[str, Any]]()
    put = type.__setattr__

    def put_back() -> None:
        found.append(now.copy())
        now.update(before)
        for space, names in spaces:
            space.update(names)
        for cls, at_present, name, held in members:
            if at_present.get(name) is not held:  # a class that is touched gets slower
                put(cls, name, held)

    return put_back, found


@contextmanager
def _as_it_was(things: Iterable[Learners], changed: list[str]) -> Iterator[Callable[[], None]]:
    """Inside, exit() raises; afterwards the process, the modules, classes and globals are as they were.

    Args:
        things: whose classes and globals.
        changed: gets the names of what was changed of the modules that judge.

    Returns:
        What puts back the builtins and all else that is needed from then on; to be called when the code has ended.
    """
    functions, classes = _parts(things)
    spaces = [_builtins, *{id(function.__globals__): function.__globals__ for function in functions}.values()]
    names = [Names(space, dict, dict.__setitem__, dict.__delitem__) for space in spaces]
    names += [Names(cls, members_of, type.__setattr__, type.__delattr__) for cls in classes]
    contents = _contents([*(each.before for each in names), *map(_defaults, functions)], apart_from=spaces)
    process, project = ProcessState(), Watch()
    steps: list[Callable[[], object]] = [
        process.put_back,
        lambda: changed.extend(project.put_back()),
        *(partial(put_back, kept) for kept in named_modules(functions)),
        *(each.restore for each in contents),
        *(each.restore for each in names),
    ]
    random.seed(0)
    _make_harmless(spaces, sys.getrecursionlimit())
    put_essentials_back, found = _essentials()
    try:
        yield put_essentials_back
    finally:
        put_essentials_back()
        changed += sorted({f"builtins.{name}" for held in found for name in _exchanged(held)})
        each_on_its_own(steps)


def _exchanged(held: dict[str, Any]) -> list[str]:
    """The names of the builtins that stood for something else there; of those that others may exchange as well, the
    ones that could no longer be called.
    """
    names = [name for name, thing in _builtins.items() if held.get(name) is not thing]
    return [name for name in names if name not in EXCHANGED or callable(_builtins[name]) > callable(held.get(name))]


def _make_harmless(spaces: Iterable[dict[str, Any]], limit: int) -> None:
    """Exchange what ends the process or waits for the person."""
    for space in spaces:
        for name, harmless in (("exit", _leave), ("quit", _leave), ("input", _no_input)):
            if name in space and (
                space is _builtins or type(space[name]) is not FunctionType
            ):  # a function there is the learner's own
                space[name] = harmless
    _set_recursion_limit(min(limit, DEEPEST))
    sys.setrecursionlimit = lambda most: _set_recursion_limit(min(most, DEEPEST))


def _leave(*_: object) -> NoReturn:
    raise Exited


def _no_input(*_: object) -> NoReturn:
    raise EOFError(str(_NO_INPUT))


def _parts(things: Iterable[Learners]) -> tuple[list[FunctionType], list[type]]:
    """(functions, classes), each once.

    The things, their methods and base classes, what decorators hold, and the classes and functions beside them.
    """
    functions: list[FunctionType] = []
    classes: list[type] = []
    seen: set[int] = set()
    waiting: list[Any] = [*things, *map(type, things)]  # an object that can be called has its methods in its class
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if issubclass(type(thing), type):  # asked in this way, as isinstance believes what __class__ says
            classes.append(thing)
            waiting += [*bases_of(thing), *members_of(thing).values()]
        elif type(thing) is FunctionType:
            functions.append(thing)
            waiting += closure_cells(thing).values()
            if id(thing.__globals__) not in seen:
                seen.add(id(thing.__globals__))
                waiting += _own(thing.__globals__)
        else:
            waiting += [getattr(thing, name) for name in _HELD.get(type(thing), ())]
    return functions, classes


def _own(space: Mapping[str, Any]) -> list[Any]:
    """The classes and functions that were written there, and not brought in by an import."""
    name = space.get("__name__", "builtins")
    classes = [
        thing
        for thing in space.values()
        if issubclass(type(thing), type) and members_of(thing).get("__module__") == name
    ]
    return classes + [thing for thing in space.values() if type(thing) is FunctionType and thing.__globals__ is space]


def _defaults(function: FunctionType) -> dict[Any, Any]:
    """What a function keeps from one call to the next, by name."""
    return dict(enumerate(function.__defaults__ or ())) | (function.__kwdefaults__ or {}) | closure_cells(function)


def _contents(spaces: Iterable[Mapping[Any, Any]], apart_from: Iterable[object]) -> list[Contents]:
    """The Contents of the lists, sets and dicts among their values, each once."""
    known = set(map(id, apart_from))  # __builtins__ stands among the globals, as a dict
    plain = {
        id(thing): thing
        for space in spaces
        for name, thing in space.items()
        if type(thing) in CONTAINERS and name not in _HISTORY
    }
    return [Contents(thing) for key, thing in plain.items() if key not in known and len(thing) <= MOST_KEPT]
