"""Runs learners' code so that the check goes on whatever it does: endless loops, exit(), endless print, new globals."""

import builtins
import functools
import random
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from types import FunctionType, MethodType
from typing import Any, Generic, NoReturn, TypeVar

from exercises.origin import Learners
from exercises.printed import Printed
from exercises.time_limit import run_limited
from exercises.words import Text
from viz.values.insides import closure_cells
from viz.values.restore import CONTAINERS, Contents, Names

SECONDS = 3.0
DEEPEST = 4000  # calls inside one another; with many more of them the stack overflows, and the process ends
_MOST_KEPT = 10_000  # members of a container that is put back
_HISTORY = {"In", "Out", "_ih", "_oh", "_dh"}  # IPython's own
_HELD = {  # in which attributes a method lies
    MethodType: ("__func__",),
    staticmethod: ("__func__",),
    classmethod: ("__func__",),
    property: ("fget", "fset", "fdel"),
    functools.partial: ("func",),
}
_bases, _members = (
    type.__dict__["__mro__"].__get__,
    type.__dict__["__dict__"].__get__,
)  # past a metaclass that answers otherwise
_set_recursion_limit = sys.setrecursionlimit
_NO_INPUT = Text("check.no input")
_one_at_a_time = threading.RLock()  # what is exchanged here, sys.stdout for one, is there only once for all threads


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
    """

    value: _Returned | None
    error: BaseException | None
    printed: str


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
    printed = Printed()
    with _one_at_a_time, _as_it_was(things), redirect_stdout(printed), redirect_stderr(printed):
        value, error = run_limited(run, SECONDS if seconds is None else seconds)
    if isinstance(error, KeyboardInterrupt):
        raise error
    return Report(value, error, printed.summary())


@contextmanager
def _as_it_was(things: Iterable[Learners]) -> Iterator[None]:
    """Inside, exit() raises; afterwards classes, globals, random numbers and the recursion limit are as they were."""
    functions, classes = _parts(things)
    spaces = [builtins.__dict__, *{id(function.__globals__): function.__globals__ for function in functions}.values()]
    names = [Names(space, dict, dict.__setitem__, dict.__delitem__) for space in spaces]
    names += [Names(cls, _members, type.__setattr__, type.__delattr__) for cls in classes]
    contents = _contents([*(each.before for each in names), *map(_defaults, functions)], apart_from=spaces)
    state, limit, change_limit = random.getstate(), sys.getrecursionlimit(), sys.setrecursionlimit
    hooks = sys.gettrace(), sys.getprofile(), _monitoring_tools()
    random.seed(0)
    _make_harmless(spaces, limit)
    try:
        yield
    finally:
        sys.setrecursionlimit = change_limit
        _set_recursion_limit(limit)
        random.setstate(state)
        _put_hooks_back(*hooks)
        put_back: list[Contents | Names] = [*contents, *names]
        for each in put_back:
            each.restore()


def _make_harmless(spaces: Iterable[dict[str, Any]], limit: int) -> None:
    """Exchange what ends the process or waits for the person."""
    for space in spaces:
        for name, harmless in (("exit", _leave), ("quit", _leave), ("input", _no_input)):
            if name in space and (
                space is builtins.__dict__ or type(space[name]) is not FunctionType
            ):  # a function there is the learner's own
                space[name] = harmless
    _set_recursion_limit(min(limit, DEEPEST))
    sys.setrecursionlimit = lambda most: _set_recursion_limit(min(most, DEEPEST))


def _monitoring_tools() -> set[int]:
    """The numbers of the debuggers, profilers and their like that are on; Python 3.11 has no such numbers."""
    if sys.version_info >= (3, 12):
        return {number for number in range(6) if sys.monitoring.get_tool(number)}
    return set()


def _put_hooks_back(tracer: Any, profiler: Any, tools: set[int]) -> None:
    """Turn off what the code has turned on and left on."""
    if sys.version_info >= (3, 12):
        for number in _monitoring_tools() - tools:
            sys.monitoring.set_events(number, 0)
            sys.monitoring.free_tool_id(number)
    if sys.gettrace() is not tracer:
        sys.settrace(tracer)
    left_on = sys.getprofile()  # held, as a profiler that goes while it is being exchanged complains
    if left_on is not profiler:
        sys.setprofile(profiler if callable(profiler) else None)  # one in C cannot be put in again from here


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
            waiting += [*_bases(thing), *_members(thing).values()]
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
        thing for thing in space.values() if issubclass(type(thing), type) and _members(thing).get("__module__") == name
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
    return [Contents(thing) for key, thing in plain.items() if key not in known and len(thing) <= _MOST_KEPT]
