"""Ends code that runs for too long, whatever it catches, and leaves debuggers, profilers and tracers as they were.

Until time is up the code runs at full speed. Then a thread that has watched the clock has the interpreter report each
line and each call, and from there on every line of the code raises TimeUp, its handlers and `finally` blocks included,
until it is out of all its loops.
"""

import builtins
import ctypes
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from sys import setrecursionlimit, settrace  # as they are before a learner's code, or the supervision, exchanges them
from threading import Event, Lock, Thread, get_ident
from time import monotonic, process_time
from types import CodeType, FrameType
from typing import Any, TypeVar

from exercises.origin import is_learners

_TIMES_LONGER = 4  # may it take in all: code may have waited, or the machine is busy with others
_AGAIN = 0.05  # seconds until an alarm that was not heard rings anew
_PATIENCE = 1.0  # seconds more for code that is not the learner's: it may be importing a module, or putting things back

globals()["__builtins__"] = dict(vars(builtins))  # what stands below finds `min` even where code has put it out

# As they are before a learner's code; a system that lacks the first one cannot tell of a single thread.
_clock_of_thread, _read_clock = getattr(time, "pthread_getcpuclockid", None), getattr(time, "clock_gettime", None)

_Returned = TypeVar("_Returned")
_Tracer = Callable[[FrameType, str, Any], Any]


class TimeUp(BaseException):
    """Raised in code that runs for too long; no Exception, so that `except Exception` does not catch it."""


def run_limited(run: Callable[[], _Returned], seconds: float) -> tuple[_Returned, None] | tuple[None, BaseException]:
    """Run code that may run for ever.

    Args:
        run: takes no arguments.
        seconds: of the processor's time that this thread uses (on Windows and macOS: that all threads use), after
            which it is stopped; also after four times as many by the clock, for code that waits. C code is stopped
            when it comes back to Python.

    Returns:
        (what it returns, None), or (None, the exception that ended it: TimeUp, or its own).
    """
    alarm = _kind_of_alarm()(seconds)
    try:
        try:
            alarm.start()
            return run(), None
        except BaseException as problem:
            return None, problem
        finally:
            alarm.stop()
    except BaseException as problem:  # a key was pressed on the way out of the code
        alarm.stop()
        return None, problem


class _Deadline:
    """When so many seconds of a processor's clock, counted from now, are over, or four times as many have passed."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._computed, self._passed = clock() + seconds, monotonic() + _TIMES_LONGER * seconds

    def left(self) -> float:
        """How many seconds at least, 0.0 when it is over."""
        return max(0.0, min(self._computed - self._clock(), self._passed - monotonic()))


class _Alarm:
    """Has every line in the thread that made it raise TimeUp, when so many seconds are over, until it is stopped."""

    def __init__(self, seconds: float) -> None:
        self._thread, self._hook = get_ident(), sys.unraisablehook
        self._over, self._lock, self._stopped = Event(), Lock(), False
        self._seconds, self._clock = seconds, _clock_of_this_thread()
        self._end = self._deadline(seconds)
        self._late: _Deadline | None = None  # until time is up

    def start(self) -> None:
        self._prepare()
        sys.unraisablehook = self._tell_of_unraisable
        try:
            Thread(target=self._watch, daemon=True).start()
        except RuntimeError:  # no threads here (a browser's Python)
            self._watch_from_within()

    def _prepare(self) -> None:
        """Before the code runs."""
        raise NotImplementedError

    def _ring(self) -> None:
        """Time is up."""
        raise NotImplementedError

    def _put_away(self) -> None:
        """When the code is done, or was stopped."""
        raise NotImplementedError

    def stop(self) -> None:
        with self._lock:  # whoever rings has rung
            if not self._stopped:
                self._stopped = True
                self._put_away()
                sys.unraisablehook = self._hook
        self._over.set()

    def _watch(self) -> None:
        left = self._seconds
        while not self._over.wait(left or _AGAIN):
            with self._lock:
                if self._stopped:  # its thread may be gone, and with it the clock
                    return
                left = self._time_left()
                if not left:
                    self._ring()

    def _time_left(self) -> float:
        """How many seconds at least, 0.0 when time is up; it stays up."""
        if self._late is None:
            left = self._end.left()
            if left:
                return left
            self._late = self._deadline(_PATIENCE)
        return 0.0

    def _deadline(self, seconds: float) -> "_Deadline":
        return _Deadline(self._clock, seconds)

    def _watch_from_within(self) -> None:
        """Where there are no threads: without a limit, unless a kind of alarm knows how."""

    def _tell_of_unraisable(self, unraisable: "sys.UnraisableHookArgs") -> None:
        if self._time_left():  # later it is a generator, say, that is stopped while it is thrown away
            self._hook(unraisable)

    def _is_due(self, filename: str) -> bool:
        """Whether code of that file is to be stopped now: the learner's in any case, other later, and now and then."""
        if filename == __file__ or self._time_left():
            return False
        if not is_learners(filename):
            if self._late is not None and self._late.left():
                return False
            self._late = self._deadline(_PATIENCE)
        return True


if sys.version_info >= (3, 12):

    class _MonitoringAlarm(_Alarm):
        """By sys.monitoring, Python 3.12 and later: any thread can turn its events on, also for code that already
        runs.
        """

        _NAME = "time limit of the exercises"
        _IDS = (4, 3, 5, 2, 1, 0)  # the first two belong to nobody, the others to debuggers, profilers and their like
        _AT_EACH = 127  # calls and jumps: a browser needs longer for a look at the clock than for a hundred of them

        def __init__(self, seconds: float) -> None:
            super().__init__(seconds)
            self._counted = 0  # calls and jumps, where no thread watches
            events = sys.monitoring.events
            self._calls_and_jumps = events.PY_START, events.PY_RESUME, events.JUMP
            self._all = *self._calls_and_jumps, events.LINE
            self._id = next((number for number in self._IDS if sys.monitoring.get_tool(number) is None), None)

        def _prepare(self) -> None:
            if self._id is not None:  # all are taken: then without a limit
                sys.monitoring.use_tool_id(self._id, self._NAME)
                self._register(self._look)

        def _ring(self) -> None:
            self._report(self._all)

        def _watch_from_within(self) -> None:
            """Have the code itself look at the clock now and then, until time is up."""
            self._register(self._count)
            self._report(self._calls_and_jumps)

        def _put_away(self) -> None:
            if self._id is not None and sys.monitoring.get_tool(self._id) == self._NAME:
                self._report(())
                self._register(None)
                sys.monitoring.free_tool_id(self._id)

        def _register(self, callback: Callable[..., None] | None) -> None:
            if self._id is not None:
                for event in self._all:
                    sys.monitoring.register_callback(self._id, event, callback)

        def _report(self, events: Iterable[int]) -> None:
            if self._id is not None:
                sys.monitoring.set_events(self._id, sum(events))

        def _count(self, *_: object) -> None:
            self._counted += 1
            if self._counted % self._AT_EACH == 0 and not self._time_left():
                self._register(self._look)
                self._ring()

        def _look(self, code: CodeType, *_: object) -> None:
            """What the interpreter calls; what is raised here is raised there."""
            if get_ident() == self._thread and self._is_due(code.co_filename):
                self._ring()
                raise TimeUp


class _TracingAlarm(_Alarm):
    """By a trace function, Python 3.11. Only a thread itself can set one, and a loop as short as `while True: pass` is
    never reported to it. So here the watching thread sends the first TimeUp, to where the learner's code is; when that
    is handled, the lines begin to be traced.

    The interpreter gives up a trace function that raises. So each line leaves another TimeUp for its own thread, which
    meets it at the next call or jump, and tracing goes on.
    """

    _HEADROOM, _MOST_CALLS = 200, 8000  # tracing needs a few calls more where the recursion limit is reached

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self._tracer, self._limit = sys.gettrace(), sys.getrecursionlimit()
        self._exception = type("TimeUp", (TimeUp,), {"__init__": lambda _: self._trace_from(sys._getframe(1))})

    def _prepare(self) -> None:
        pass

    def _ring(self) -> None:
        frame = sys._current_frames().get(self._thread)
        if frame is not None and self._is_due(frame.f_code.co_filename):
            setrecursionlimit(min(sys.getrecursionlimit() + self._HEADROOM, self._MOST_CALLS))
            self._leave_exception()

    def _put_away(self) -> None:
        settrace(None)
        try:  # What is still on its way comes at a jump. (It must not be taken back: 3.11 would wait for it for ever.)
            for _ in range(3):
                pass
        except TimeUp:
            pass
        settrace(self._tracer)
        setrecursionlimit(self._limit)

    def _leave_exception(self) -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(self._exception))

    def _trace_from(self, frame: FrameType | None) -> None:
        if not self._stopped:
            settrace(self._trace_call)
        while frame is not None and frame.f_code is not run_limited.__code__:
            if is_learners(frame.f_code.co_filename):
                frame.f_trace = self._trace_line
            frame = frame.f_back

    def _trace_call(self, frame: FrameType, event: str, argument: Any) -> _Tracer | None:
        return self._trace_line if is_learners(frame.f_code.co_filename) else None

    def _trace_line(self, frame: FrameType, event: str, argument: Any) -> _Tracer:
        if event == "line":
            self._leave_exception()
        return self._trace_line


def _clock_of_this_thread() -> Callable[[], float]:
    """What tells, in any thread, how many seconds of the processor's time this one has used since some moment."""
    if _clock_of_thread is not None and _read_clock is not None:
        with suppress(OSError):  # in a browser there is a function, but no clock
            return partial(_read_clock, _clock_of_thread(get_ident()))
    return process_time


def _kind_of_alarm() -> type[_Alarm]:
    if sys.version_info >= (3, 12):
        return _MonitoringAlarm
    return _TracingAlarm
