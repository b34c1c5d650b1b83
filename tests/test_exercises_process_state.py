"""What checked code changes about the kernel is after the check as it was before."""

import asyncio.events
import builtins
import decimal
import gc
import json
import locale
import math
import os
import random
import signal
import socket
import sys
import threading
import time
import warnings

import numpy
import pytest

import exercises
import micrograd.engine
import viz
from exercises import check, checks, originals, process_state, supervision, time_limit
from exercises.closure_engine import source_after
from exercises.process_state import each_on_its_own
from exercises.supervision import supervise
from viz.values import graph, operations, restore

resource = pytest.importorskip("resource") if sys.platform != "win32" else None


def learner(body="", **names):
    """The class of the lessons, whose `*` does something else first."""
    space = dict(names)
    exec(source_after(6), space)
    multiply = space["Value"].__mul__
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    exec(f"def __mul__(self, other):\n{lines}    return multiply(self, other)", space | {"multiply": multiply}, space)
    space["__mul__"] = type(multiply)(space["__mul__"].__code__, space | {"multiply": multiply})
    space["Value"].__mul__ = space["__mul__"]
    return space["Value"]


CHANGES = {  # what the code does: what is as before
    "import signal; signal.signal(signal.SIGTERM, lambda *_: None)": lambda: signal.getsignal(signal.SIGTERM),
    "import signal; signal.setitimer(signal.ITIMER_REAL, 1000)": lambda: signal.getitimer(signal.ITIMER_REAL),
    "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])": lambda: signal.pthread_sigmask(signal.SIG_BLOCK, []),
    "import os; os.environ['LEARNERS'] = '1'; os.environ.pop('PATH', 0)": lambda: dict(os.environ),
    "import os; os.environ = {}": lambda: os.environ,
    "import os, time; os.environ['TZ'] = 'Asia/Tokyo'; time.tzset()": lambda: time.timezone,
    "import os; os.chdir('/')": os.getcwd,
    "import os; os.umask(0o070)": process_state._file_mask,
    "import os; os.path.join = None": lambda: os.path.join,
    "import sys; sys.stdin = None": lambda: sys.stdin,
    "import sys; sys.stdout = None; sys.stderr = None": lambda: (sys.stdout, sys.stderr),
    "import sys; sys.displayhook = sys.excepthook = sys.unraisablehook = print": lambda: (sys.displayhook, sys.excepthook, sys.unraisablehook),
    "import sys; sys.path.clear(); sys.meta_path.append(3); sys.path_hooks[:] = []": lambda: (list(sys.path), list(sys.meta_path), list(sys.path_hooks)),
    "import sys; sys.path = []": lambda: (sys.path, list(sys.path)),
    "import sys; sys.modules.pop('json'); sys.modules['math'] = 3; sys.modules['nowhere'] = None": lambda: (sys.modules.get("json"), sys.modules["math"], "nowhere" in sys.modules),
    "import sys; sys.modules.clear()": lambda: sys.modules.get("sys"),
    "import sys; sys.modules = {}": lambda: sys.modules,
    "import sys; sys.setswitchinterval(1)": sys.getswitchinterval,
    "import sys; sys.set_int_max_str_digits(5000)": sys.get_int_max_str_digits,
    "import sys; sys.setrecursionlimit(500)": sys.getrecursionlimit,
    "import sys; sys.exit = None": lambda: sys.exit,
    "import random; random.seed(1); random.seed = None": lambda: (random.getstate(), random.seed),
    "import numpy; numpy.random.seed(1)": lambda: str(numpy.random.get_state()),
    "import numpy; numpy.exp = None; numpy.random.seed = None": lambda: (numpy.exp, numpy.random.seed),
    "import warnings; warnings.simplefilter('error')": lambda: list(warnings.filters),
    "import warnings; warnings.filters = []; warnings.showwarning = print": lambda: (warnings.filters, warnings.showwarning),
    "import gc; gc.disable(); gc.set_threshold(1)": lambda: (gc.isenabled(), gc.get_threshold()),
    "import gc; gc.callbacks.append(print)": lambda: list(gc.callbacks),
    "import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8' if locale.setlocale(locale.LC_ALL) == 'C' else 'C')": lambda: locale.setlocale(locale.LC_ALL),
    "import decimal; decimal.getcontext().prec = 3; decimal.getcontext().traps[decimal.Inexact] = True": lambda: str(decimal.getcontext()),
    "import decimal; decimal.setcontext(decimal.Context(prec=2))": lambda: decimal.getcontext().prec,
    "import decimal; decimal.Decimal = None": lambda: decimal.Decimal,
    "__import__('sys').modules['decimal'].Decimal = None": lambda: decimal.Decimal,
    "import threading; threading.excepthook = print; threading.settrace(print)": lambda: (threading.excepthook, threading.gettrace()),
    "import threading; threading.Thread.start = threading.Lock = None": lambda: (threading.Thread.start, threading.Lock),
    "import asyncio; asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())": lambda: asyncio.events._event_loop_policy,
    "import socket; socket.setdefaulttimeout(3)": socket.getdefaulttimeout,
    "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (64, r.getrlimit(r.RLIMIT_NOFILE)[1]))": lambda: resource and resource.getrlimit(resource.RLIMIT_NOFILE),
    "import math; math.exp = None; del math.log": lambda: (math.exp, math.log),
    "import math; math.mine = 1": lambda: hasattr(math, "mine"),
    "import json; json.JSONEncoder.encode = None": lambda: json.JSONEncoder.encode,
    "import time; time.monotonic = lambda: 0": lambda: time.monotonic,
    "import builtins; builtins.sum = None; builtins.mine = 1": lambda: (builtins.sum, hasattr(builtins, "mine")),
    "import viz; viz.language('zh-TW')": viz.language,
    "import viz; viz.values.graph.read = None": lambda: graph.read,
    "import viz; viz.values.operations.OPERATIONS.clear()": lambda: list(operations.OPERATIONS),
    "import viz; viz.draw = None": lambda: viz.draw,
    "import exercises; exercises.checks.x = None; exercises.checks.supervise = None": lambda: (hasattr(checks, "x"), checks.supervise),
    "import micrograd.engine as e; e.Value.__add__ = None; e._value = None; e.Value.mine = 1": lambda: (micrograd.engine.Value.__add__, micrograd.engine._value, hasattr(micrograd.engine.Value, "mine")),
    "import micrograd.engine as e; e.Value.tanh.__code__ = (lambda self: 1).__code__": lambda: micrograd.engine.Value.tanh.__code__,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_code_changes_is_as_it_was(change):
    look, make = CHANGES[change], learner(change)
    before, seen = look(), []

    def run():
        make(2.0) * 3.0
        seen.append(look())

    report = supervise(run, [make])
    assert look() == before
    assert report.error is not None or seen != [before], "nothing was changed"
    assert check.add(learner()).outcome == "right"


def test_where_one_thing_cannot_be_put_back_the_others_are():
    done = []

    def refuse():
        raise OSError

    each_on_its_own([refuse, lambda: done.append(1), refuse, lambda: done.append(2)])
    assert done == [1, 2]


def test_a_key_that_is_pressed_meanwhile_waits_until_all_is_put_back():
    done, pressed = [], iter([KeyboardInterrupt])

    def interrupted():
        for error in pressed:
            raise error
        done.append(1)

    with pytest.raises(KeyboardInterrupt):
        each_on_its_own([interrupted, lambda: done.append(2)])
    assert done == [1, 2]


def test_numpy_is_not_imported_for_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "numpy.random", raising=False)
    assert process_state._numpys_random() is None


def test_a_module_that_was_imported_meanwhile_stays():
    assert "this" not in sys.modules
    supervise(lambda: learner("import this")(2.0) * 3.0, [learner("import this")])
    assert sys.modules.pop("this").s


def test_a_module_beside_the_notebook_is_put_back(tmp_path, monkeypatch):
    (tmp_path / "my_helper.py").write_text("table = {1: 2}\ncount = 0\nclass C:\n    x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "my_helper", raising=False)
    import my_helper

    body = "my_helper.table.clear(); my_helper.count += 1; my_helper.C.x = 2; my_helper._new = 3"
    supervise(lambda: learner(body, my_helper=my_helper)(2.0) * 3.0, [learner(body, my_helper=my_helper)])
    assert (my_helper.table, my_helper.count, my_helper.C.x) == ({1: 2}, 0, 1)


# A check whose own tools are changed under its hands.

BUILTINS = (
    "len", "isinstance", "print", "type", "Exception", "BaseException", "str", "all", "min", "getattr", "issubclass",
    "dict", "list", "object", "__import__", "__build_class__", "StopIteration", "KeyboardInterrupt",
)  # fmt: skip


@pytest.mark.parametrize("name", BUILTINS)
def test_a_check_ends_in_a_result_whatever_builtin_is_put_out(name):
    before = dict(vars(builtins))
    result = check.mul(learner(f"import builtins\nbuiltins.{name} = None"))
    assert {key: vars(builtins)[key] for key in before} == before
    assert result.outcome in ("right", "wrong", "raised") and repr(result)
    if result.outcome == "right":
        assert name in originals.EXCHANGED


@pytest.mark.parametrize("name", ["__import__", "print"])
def test_a_builtin_that_others_exchange_is_told_where_it_can_no_longer_be_called(name):
    space = {"builtins": builtins}
    exec(source_after(3).replace('"+")', f'"+"); builtins.{name} = None'), space)
    result = check.add(space["Value"])
    assert result.outcome == "wrong" and f"builtins.{name}" in result.message, repr(result)


@pytest.mark.parametrize("name", ["min", "BaseException", "len", "type", "range"])
def test_an_endless_loop_is_stopped_whatever_builtin_is_put_out(name, monkeypatch):
    monkeypatch.setattr(supervision, "SECONDS", 0.2)
    result = check.mul(learner(f"import builtins\nbuiltins.{name} = None\nwhile True: pass"))
    assert result.outcome == "raised" and "round and round" in result.message


TOOLS = {  # what code changes: the name that is told
    "import exercises; exercises.evaluation.near = lambda *_: True": "exercises.evaluation.near",
    "import exercises; exercises.evaluation.near.__defaults__ = (1e9,)": "near",
    "import exercises; exercises.evaluation.Evaluation.right = True": "Evaluation.right",
    "import exercises; exercises.evaluation._EXACT = 1e9": "exercises.evaluation._EXACT",
    "import exercises; exercises.reference_engine.Reference.__mul__ = None": "Reference.__mul__",
    "import exercises; exercises.reference_engine.Value.__init__ = None": "Value.__init__",
    "import exercises; exercises.topics.EXERCISES.clear()": "exercises.topics.EXERCISES",
    "import viz; viz.values.graph.read = None": "viz.values.graph.read",
    "import viz; viz.values.operations.OPERATIONS.clear()": "viz.values.operations.OPERATIONS",
    "import math; math.isclose = lambda *_, **__: True": "math.isclose",
    "import builtins; builtins.all = lambda _: True": "builtins.all",
    "import operator; operator.is_ = None": "operator.is_",
}


@pytest.mark.parametrize("change", TOOLS)
def test_code_that_changes_the_tool_is_told_so_and_never_right(change):
    result = check.mul(learner(change))
    assert result.outcome == "wrong" and f" {TOOLS[change]}, which the check may need itself" in result.message
    assert check.mul(learner()).outcome == "right"


GUARDS = {
    "supervision": "s._essentials = s.each_on_its_own = s._builtins = s.partial = None",
    "time_limit": "s._Alarm.stop = s.settrace = s.monotonic = None",
    "kept": "s.KeptNames.differing = s.KeptNames.put = s.KeptTable.put = s.GONE = None",
    "process_state": "s.ProcessState.put_back = s._TABLE = None",
    "originals": "s._put = s._judges = s.Watch.put_back = None; s._taken.originals.clear()",
}


@pytest.mark.parametrize("module", GUARDS)
def test_what_puts_everything_back_cannot_be_kept_from_it(module):
    body = f"import exercises.{module} as s, exercises.evaluation as e, os\n{GUARDS[module]}\ne.near = None; os.environ['LEARNERS'] = '1'"
    near = exercises.evaluation.near
    assert "exercises.evaluation.near" in check.mul(learner(body)).message
    assert exercises.evaluation.near is near and "LEARNERS" not in os.environ
    assert check.mul(learner()).outcome == "right"
    assert "exercises.evaluation.near" in check.mul(learner("import exercises.evaluation as e; e.near = None")).message


def test_an_error_of_the_learners_own_is_told_although_the_tool_was_changed():
    result = check.mul(learner("import math; math.exp = None\nraise ValueError('mine')"))
    assert result.outcome == "raised" and "mine" in repr(result)


def test_nothing_of_the_tool_changes_by_itself():
    """Whatever the project does in a check, it does not take for a change."""
    watch = originals.Watch()
    for name, exercise in exercises.topics.EXERCISES.items():
        getattr(check, name)(learner() if exercise.takes == "class" else lambda *_: 1)
    check.engine(learner())
    viz.language(viz.language())
    assert watch.put_back() == []


def test_a_set_that_gives_its_members_in_another_order_is_no_change():
    many = {f"{n}" for n in range(1000)} - {f"{n}" for n in range(0, 1000, 3)}
    assert restore.Contents(many).holds()


@pytest.mark.parametrize("module", [time_limit, supervision])
def test_what_has_to_go_on_meanwhile_has_its_own_builtins(module):
    assert vars(module)["__builtins__"] is not vars(builtins)
