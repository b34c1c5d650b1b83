"""Runs learners' code so that whatever it does, the check goes on: endless loops, exit(), megabytes of print, changed globals."""

import builtins
import ctypes
import io
import random
import sys
import threading
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

SECONDS = 3.0
MOST_PRINTED = 2000  # characters
_AGAIN = 0.05  # seconds: code that catches everything is stopped again and again
_MOST_KEPT = 10_000  # members of a container that is put back


class TimeUp(BaseException):
    """Raised in code that runs for too long; no Exception, so that `except Exception` does not catch it."""


class Exited(BaseException):
    """Raised by `exit()` and `quit()` while a check runs."""


@dataclass(frozen=True)
class Report:
    """How it went.

    Attributes:
        value: what the code returned.
        error: the exception that ended it, TimeUp and SystemExit among them, or None.
        printed: what it printed, as far as MOST_PRINTED characters.
    """

    value: object
    error: BaseException | None
    printed: str


def supervised(run, things=(), seconds=SECONDS):
    """Run code that may do anything.

    Args:
        run: takes no arguments.
        things: the learner's classes and functions that it will call; their globals are afterwards as they were.
        seconds: after which it is stopped, where the platform allows it (CPython with threads, and not inside C code).

    Returns:
        A Report. Only a KeyboardInterrupt goes through: the person at the keyboard may always stop.
    """
    value, error, printed = None, None, _Bounded()
    with _as_it_was(_namespaces(things)), redirect_stdout(printed), redirect_stderr(printed):
        alarm = _Alarm(seconds)
        try:
            try:
                alarm.start()
                value = run()
            finally:
                alarm.stop()
        except KeyboardInterrupt:
            raise
        except BaseException as problem:
            error = problem
    return Report(value, error, printed.getvalue())


class _Alarm:
    """Raises TimeUp in the thread that made it, again and again until it is stopped."""

    def __init__(self, seconds):
        self._seconds, self._thread = seconds, threading.get_ident()
        self._over, self._lock = threading.Event(), threading.Lock()

    def start(self):
        try:
            threading.Thread(target=self._wait, daemon=True).start()
        except RuntimeError:  # no threads here (a browser's Python): then without a limit
            pass

    def stop(self):
        while True:
            try:
                self._over.set()
                with self._lock:
                    self._raise(None)  # what is still on its way
                return
            except TimeUp:
                continue

    def _wait(self):
        wait = self._seconds
        while not self._over.wait(wait):
            with self._lock:
                if not self._over.is_set():
                    self._raise(TimeUp)
            wait = _AGAIN

    def _raise(self, what):
        if hasattr(ctypes, "pythonapi"):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), what and ctypes.py_object(what))


class _Bounded(io.StringIO):
    """Takes in only so much."""

    def write(self, text):
        room = MOST_PRINTED - self.tell()
        super().write(text[: max(0, room)])
        return len(text)


def _namespaces(things):
    """The globals of the functions among the things, and of the methods of the classes, each once."""
    functions = []
    for thing in things:
        members = [m for base in thing.__mro__ for m in vars(base).values()] if isinstance(thing, type) else [thing]
        functions += [getattr(m, "__func__", m) for m in members]
    found = (getattr(function, "__globals__", None) for function in functions)
    return list({id(space): space for space in found if isinstance(space, dict)}.values())


@contextmanager
def _as_it_was(namespaces):
    """Inside, exit() raises; afterwards globals, random numbers and the recursion limit are as they were."""
    kept = [(space, dict(space), _contents(space)) for space in namespaces]
    state, limit = random.getstate(), sys.getrecursionlimit()
    random.seed(0)
    exits = [(builtins.__dict__, name, builtins.__dict__.get(name)) for name in ("exit", "quit")]
    for space in [builtins.__dict__, *namespaces]:
        for name in ("exit", "quit"):
            if name in space:
                space[name] = _leave
    try:
        yield
    finally:
        random.setstate(state)
        sys.setrecursionlimit(limit)
        for space, name, before in exits:
            if before is not None:
                space[name] = before
        for space, before, contents in kept:
            for container, copy in contents:
                _put_back(container, copy)
            _put_back(space, before)


def _leave(*_):
    raise Exited


def _contents(space):
    """[(container, a copy)] for the lists, sets and dicts among its values."""
    plain = (thing for name, thing in space.items() if type(thing) in (list, set, dict) and name not in ("In", "Out", "_ih", "_oh", "_dh"))
    return [(thing, thing.copy()) for thing in plain if len(thing) <= _MOST_KEPT]


def _put_back(container, before):
    """Make a container what it was, touching only what has changed. Never by ==, which may be a learner's own."""
    if type(container) is dict:
        for key in [key for key in container if key not in before]:
            del container[key]
        for key, thing in before.items():
            if key not in container or container[key] is not thing:
                container[key] = thing
    elif len(container) != len(before) or any(x is not y for x, y in zip(container, before)):
        container.clear()
        (container.extend if type(container) is list else container.update)(before)
