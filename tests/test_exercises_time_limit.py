"""Endless code is stopped wherever it runs and whatever it catches, at the learner's own line; afterwards no alarm
rings.
"""

import collections
import heapq
import itertools
import random
import sys
import sysconfig
import threading
import time
import traceback
from pathlib import Path

import pytest

import viz
from endless import LOOPS, endless, monitoring_tools
from exercises import time_limit
from exercises.origin import is_learners
from exercises.time_limit import TimeUp, run_limited

LIMIT = 0.05  # seconds
LATE = 60.0  # far beyond it
NEEDS_MONITORING = pytest.mark.skipif(
    not hasattr(sys, "monitoring"), reason="Python 3.11 has no sys.monitoring, and always threads"
)


@pytest.fixture(autouse=True)
def nothing_is_left():
    def state():
        return sys.gettrace(), sys.getprofile(), sys.unraisablehook, sys.getrecursionlimit(), monitoring_tools()

    before = state()
    yield
    assert state() == before


def stopped(run):
    """How a run under the limit ended; it has to be soon."""
    began = time.monotonic()
    value, error = run_limited(run, LIMIT)
    assert time.monotonic() - began < LATE
    assert isinstance(error, TimeUp), error
    return error


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loop_is_stopped(loop):
    stopped(endless(loop))


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loop_in_another_thread_is_stopped(loop):
    ended = []
    thread = threading.Thread(target=lambda: ended.append(stopped(endless(loop))), daemon=True)
    thread.start()
    thread.join(2 * LATE)
    assert ended


@pytest.fixture
def no_threads(monkeypatch):
    def refuse(**_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(time_limit, "Thread", refuse)


def test_where_there_are_no_threads_code_runs(no_threads):
    assert run_limited(lambda: 6, LIMIT) == (6, None)


@NEEDS_MONITORING
@pytest.mark.parametrize("loop", LOOPS)
def test_where_there_are_no_threads_a_loop_is_stopped(loop, no_threads):
    stopped(endless(loop))


@NEEDS_MONITORING
def test_where_there_are_no_threads_the_clock_is_asked_now_and_then(no_threads, monkeypatch):
    asked = []
    monkeypatch.setattr(time_limit, "monotonic", lambda: asked.append(None) or time.monotonic())
    run_limited(lambda: [None for _ in range(20_000)], LATE)
    assert 1 < len(asked) < 400


@NEEDS_MONITORING
def test_where_all_tools_are_taken_code_runs_without_a_limit():
    free = [number for number in range(6) if sys.monitoring.get_tool(number) is None]
    for number in free:
        sys.monitoring.use_tool_id(number, "taken")
    try:
        assert run_limited(lambda: 6, LIMIT) == (6, None)
    finally:
        for number in free:
            sys.monitoring.free_tool_id(number)


def test_a_limit_inside_a_limit():
    def run():
        stopped(endless("catches all"))
        stopped(endless("plain"))
        endless("catches all, deep")()

    value, error = run_limited(run, 10 * LIMIT)
    assert isinstance(error, TimeUp)


def test_the_outer_limit_holds_inside_the_inner_one():
    def run():
        value, error = run_limited(endless("catches all"), 100 * LATE)
        assert isinstance(error, TimeUp)
        raise error

    stopped(run)


def test_a_tracer_of_ones_own_is_there_again():
    def tracer(*_):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        stopped(endless("catches all"))
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_no_alarm_rings_later():
    for _ in range(300):
        assert run_limited(lambda: 1, 0.3) == (1, None)
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        pass
    assert not [thread for thread in threading.enumerate() if "_watch" in thread.name]


def test_an_alarm_that_rings_on_the_way_out_is_taken_in():
    """The limit and the end of the code come at the same moment, again and again."""
    for n in range(300):
        end = time.perf_counter() + 0.002

        def until(end=end):
            while time.perf_counter() < end:
                pass

        value, error = run_limited(until, 0.0018 + n % 5 * 0.0001)
        assert error is None or isinstance(error, TimeUp)
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        pass


# Whose code is stopped.


def test_pythons_own_code_is_not_cut_off_in_the_middle():
    def run():
        end = time.thread_time() + 4 * LIMIT
        while time.thread_time() < end:
            random.shuffle(numbers)
        endless("plain")()

    numbers = list(range(10_000))
    files = [frame.filename for frame in traceback.extract_tb(stopped(run).__traceback__)]
    assert not [name for name in files if name == random.__file__]
    assert sorted(numbers) == list(range(10_000))


@pytest.mark.slow
def test_pythons_own_code_without_an_end_is_stopped_a_little_later():
    def run():
        collections.deque(heapq.merge(itertools.count(), itertools.count()), maxlen=0)

    stopped(run)


def test_whose_code_it_is():
    standard, packages = Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("purelib"))
    others = [
        viz.__file__,
        time_limit.__file__,
        str(standard / "random.py"),
        str(packages / "numpy" / "__init__.py"),
        "<frozen importlib._bootstrap>",
        "<expression>",
    ]
    assert not any(map(is_learners, others))
    beside = Path(viz.__file__).parents[1]
    assert all(
        map(
            is_learners,
            [
                "<string>",
                "<ipython-input-3-0a1b2c>",
                str(beside / "viz_of_mine.py"),
                str(beside / "my-notebooks" / "en" / "helper.py"),
            ],
        )
    )


# What counts as time.


def test_code_that_waits_for_ever_is_stopped_too():
    def run():
        while True:
            time.sleep(0.001)

    stopped(run)


@pytest.mark.skipif(
    not hasattr(time, "pthread_getcpuclockid"), reason="this system does not tell what a single thread computes"
)
def test_what_others_compute_meanwhile_does_not_count(monkeypatch):
    """Two checks in two threads, a busy machine: the others' loop is not this code's."""
    monkeypatch.setattr(time_limit, "_TIMES_LONGER", LATE / LIMIT)
    over = threading.Event()
    other = threading.Thread(target=lambda: run_limited(lambda: computing_until(over), LATE))
    other.start()
    end = time.process_time() + 3 * LIMIT

    def run():
        while time.process_time() < end:
            time.sleep(0.001)
        return "done"

    try:
        assert run_limited(run, LIMIT) == ("done", None)
    finally:
        over.set()
        other.join()


def computing_until(event):
    while not event.is_set():
        pass
