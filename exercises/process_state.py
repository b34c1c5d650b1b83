"""What is there only once for the whole process, so that code which changes it changes it for everybody: a table of how
each is taken down and put back.

What cannot be undone is not in it: files that were written or closed, threads and processes that were started, modules
that were imported, what was registered with atexit, a hard limit of a resource where the system refuses to raise it
again, the state that a library keeps in C, other random numbers than Python's and numpy's.
"""

import decimal
import gc
import locale
import os
import random
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from sys import getprofile, gettrace, setprofile, settrace  # as they are before code exchanges them
from types import ModuleType
from typing import Any

from exercises.kept import KeptNames, put_back
from viz.values.restore import Contents

try:
    import resource
except ImportError:  # only Unix has it
    resource = None  # type: ignore[assignment]

_environ, _modules = os.environ, sys.modules
_SIGNALS = tuple(signal.valid_signals())
_TIMERS = [getattr(signal, name) for name in ("ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF") if hasattr(signal, name)]
_LIMITS = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
_DECIMAL = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")
_BY_THE_INTERPRETER = ("last_type", "last_value", "last_traceback", "last_exc")


class ProcessState:
    """How it all is when this is made."""

    def __init__(self) -> None:
        self._taken: list[tuple[Callable[[Any], object], Any]] = []
        for take, put in _TABLE:
            with suppress(Exception):  # what a system has not, or refuses to tell
                self._taken.append((put, take()))

    def put_back(self) -> None:
        """Make it so again."""
        each_on_its_own(partial(put, taken) for put, taken in self._taken)


def each_on_its_own(steps: Iterable[Callable[[], object]]) -> None:
    """Take all steps: where one fails, the others are taken all the same. A KeyboardInterrupt waits until then."""
    pressed: KeyboardInterrupt | None = None
    for step in steps:
        try:
            try:
                step()
            except KeyboardInterrupt as interrupt:
                pressed = interrupt
                step()  # anew: it may have been half done
        except Exception:
            continue
    if pressed is not None:
        raise pressed


# How each is taken down, and put back.


def _names() -> list[KeptNames]:
    """What public names stand for in the modules that speak for the process."""
    modules: list[ModuleType] = [sys, os, threading, warnings, signal, time, gc, locale, random]
    return [KeptNames(module, _public(module), others=False) for module in modules]


def _public(module: ModuleType) -> dict[str, Any]:
    named = vars(module).items()
    return {name: thing for name, thing in named if name[:1] != "_" and name not in _BY_THE_INTERPRETER}


def _put_names(names: list[KeptNames]) -> None:
    for kept in names:
        put_back(kept)


def _hooks() -> tuple[Any, Any, set[int]]:
    return gettrace(), getprofile(), _monitoring_tools()


def _monitoring_tools() -> set[int]:
    """The numbers of the debuggers, profilers and their like that are on; Python 3.11 has no such numbers."""
    if sys.version_info >= (3, 12):
        return {number for number in range(6) if sys.monitoring.get_tool(number)}
    return set()


def _put_hooks(hooks: tuple[Any, Any, set[int]]) -> None:
    """Turn off the tracers, profilers and their like that were turned on and left on."""
    tracer, profiler, tools = hooks
    if sys.version_info >= (3, 12):
        for number in _monitoring_tools() - tools:
            sys.monitoring.set_events(number, 0)
            sys.monitoring.free_tool_id(number)
    if gettrace() is not tracer:
        settrace(tracer)
    left_on = getprofile()  # held, as a profiler that goes while it is being exchanged complains
    if left_on is not profiler:
        setprofile(profiler if callable(profiler) else None)  # one in C cannot be put in again from here


def _lists() -> list[Contents]:
    """The lists by which modules are found, and what is called by the garbage collector."""
    return [
        Contents(each) for each in (sys.path, sys.meta_path, sys.path_hooks, sys.argv, sys.warnoptions, gc.callbacks)
    ]


def _put_lists(lists: list[Contents]) -> None:
    for contents in lists:
        contents.restore()


def _put_modules(before: dict[str, ModuleType]) -> None:
    """Those that were put out or exchanged. What was imported stays; what only keeps others from it does not."""
    for name, module in before.items():
        if _modules.get(name) is not module:
            _modules[name] = module
    for name in [name for name, module in _modules.items() if module is None and name not in before]:
        del _modules[name]


def _warning_filters() -> Contents:
    filters: Any = warnings.filters  # a list, whatever their types say
    return Contents(filters)


def _put_warnings(filters: Contents) -> None:
    if not filters.holds():
        filters.restore()
        with warnings.catch_warnings():  # has the interpreter look at the filters anew
            pass


def _put_environment(before: dict[str, str]) -> None:
    zone = _environ.get("TZ")
    for name in [name for name in _environ if name not in before]:
        del _environ[name]
    for name, text in before.items():
        if _environ.get(name) != text:
            _environ[name] = text
    if before.get("TZ") != zone:
        time.tzset()


def _file_mask() -> int:
    mask = os.umask(0o077)  # it can only be read by setting it
    os.umask(mask)
    return mask


def _put_signals(handlers: list[Any]) -> None:
    for number, handler in zip(_SIGNALS, handlers):
        if signal.getsignal(number) is not handler:
            with suppress(Exception):
                signal.signal(number, handler)


def _put_timers(before: list[tuple[float, float]]) -> None:
    """Stop those that did not run before; the others go on."""
    for timer, (left, _) in zip(_TIMERS, before):
        if not left and signal.getitimer(timer)[0]:
            signal.setitimer(timer, 0)


def _put_limits(before: list[tuple[int, int]]) -> None:
    for limit, (soft, hard) in zip(_LIMITS, before):
        now = resource.getrlimit(limit)
        if now != (soft, hard):
            try:
                resource.setrlimit(limit, (soft, hard))
            except (ValueError, OSError):  # only the system's administrator raises a hard limit
                resource.setrlimit(limit, (min(soft, now[1]), now[1]))


def _collector() -> tuple[bool, tuple[int, ...], int]:
    return gc.isenabled(), gc.get_threshold(), gc.get_debug()


def _put_collector(before: tuple[bool, tuple[int, ...], int]) -> None:
    enabled, threshold, debug = before
    (gc.enable if enabled else gc.disable)()
    gc.set_threshold(*threshold)
    gc.set_debug(debug)


def _decimals() -> list[tuple[decimal.Context, decimal.Context]]:
    contexts = (decimal.getcontext(), decimal.DefaultContext)
    return [(context, context.copy()) for context in contexts]


def _put_decimals(contexts: list[tuple[decimal.Context, decimal.Context]]) -> None:
    for context, before in contexts:
        for name in _DECIMAL:
            setattr(context, name, getattr(before, name))
        context.traps.update(before.traps)
        context.flags.update(before.flags)
    decimal.setcontext(contexts[0][0])


def _loops() -> tuple[Any, dict[str, Any]] | None:
    """(the policy of asyncio, what it holds for this thread), where asyncio was imported."""
    events = _modules.get("asyncio.events")
    policy = getattr(events, "_event_loop_policy", None)
    return (policy, dict(vars(getattr(policy, "_local", None) or threading.local()))) if events else None


def _put_loops(before: tuple[Any, dict[str, Any]] | None) -> None:
    events: Any = _modules.get("asyncio.events")
    if events:
        policy, held = before or (None, {})
        events._event_loop_policy = policy
        if policy is not None:
            vars(policy._local).update(held)


def _numpys_random() -> tuple[Callable[[Any], object], Any] | None:
    """(what sets it, the state) of numpy's random numbers, where numpy was imported."""
    numpys: Any = _modules.get("numpy.random")
    return (numpys.set_state, numpys.get_state()) if numpys else None


def _put_numpys_random(before: tuple[Callable[[Any], object], Any] | None) -> None:
    if before:
        set_state, state = before
        set_state(state)


def _put_locale(before: str) -> None:
    if locale.setlocale(locale.LC_ALL) != before:
        locale.setlocale(locale.LC_ALL, before)


def _socket_timeout() -> float | None:
    socket: Any = _modules.get("socket")
    return socket.getdefaulttimeout() if socket else None


def _put_socket_timeout(seconds: float | None) -> None:
    socket: Any = _modules.get("socket")
    if socket:
        socket.setdefaulttimeout(seconds)


_TABLE: tuple[tuple[Callable[[], Any], Callable[[Any], object]], ...] = (
    (_names,                                         _put_names),
    (_hooks,                                         _put_hooks),
    (sys.getrecursionlimit,                          sys.setrecursionlimit),
    (sys.getswitchinterval,                          sys.setswitchinterval),
    (sys.get_int_max_str_digits,                     sys.set_int_max_str_digits),
    (sys.get_asyncgen_hooks,                         lambda hooks: sys.set_asyncgen_hooks(*hooks)),
    (lambda: dict(_modules),                         _put_modules),
    (_lists,                                         _put_lists),
    (_warning_filters,                               _put_warnings),
    (lambda: dict(_environ),                         _put_environment),
    (os.getcwd,                                      os.chdir),
    (_file_mask,                                     os.umask),
    (lambda: [*map(signal.getsignal, _SIGNALS)],     _put_signals),
    (lambda: [*map(signal.getitimer, _TIMERS)],      _put_timers),
    (lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ()),
                                                     lambda mask: signal.pthread_sigmask(signal.SIG_SETMASK, mask)),
    (lambda: [*map(resource.getrlimit, _LIMITS)],    _put_limits),
    (_collector,                                     _put_collector),
    (threading.gettrace,                             threading.settrace),
    (threading.getprofile,                           threading.setprofile),
    (threading.stack_size,                           threading.stack_size),
    (_loops,                                         _put_loops),
    (_socket_timeout,                                _put_socket_timeout),
    (lambda: locale.setlocale(locale.LC_ALL),        _put_locale),
    (_decimals,                                      _put_decimals),
    (random.getstate,                                random.setstate),
    (_numpys_random,                                 _put_numpys_random),
)  # fmt: skip
