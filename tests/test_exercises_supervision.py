"""Whatever a learner's code does, the check goes on: it ends in time, kills nothing, leaves nothing behind, and shows
nothing unescaped.
"""

import _thread
import builtins
import gc
import math
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy
import pytest

from endless import LOOPS, monitoring_tools
from exercises import check, checks, supervision, time_limit
from exercises.closure_engine import source_after
from exercises.supervision import Exited, supervise

LIMIT = 0.5  # seconds of the processor: a right check takes up to 0.2
LATE = 60.0  # seconds: a check that does not end takes far longer, a busy machine does not
ROOT = Path(__file__).resolve().parent.parent
EXITS = (
    "exit()",
    "quit()",
    "exit",
    "import sys; sys.exit()",
    "import sys; sys.exit('no')",
    "raise SystemExit",
    "raise GeneratorExit",
    "raise StopIteration",
)
HOSTILE = "<script>alert(1)</script>'\"&<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(supervision, "SECONDS", LIMIT)
    monkeypatch.setattr(time_limit, "_TIMES_LONGER", LATE / LIMIT)  # nothing waits here
    monkeypatch.setattr(checks, "_SECONDS_FOR_A_PICTURE", LIMIT)


@pytest.fixture(autouse=True)
def nothing_is_left():
    def state():
        kept = [
            sys.stdout,
            sys.stderr,
            sys.getrecursionlimit(),
            sys.setrecursionlimit,
            builtins.exit,
            builtins.quit,
            builtins.input,
            random.getstate(),
        ]
        return kept, sys.gettrace(), sys.getprofile(), monitoring_tools()

    before = state()
    yield
    assert state() == before


def learner(old="", new="", **names):
    """The class of the lessons with a part of it exchanged; indented as the line that it replaces."""
    source = source_after(6)
    if old:
        line = next(line for line in source.splitlines() if old in line)
        indent = re.match(" *", line).group()
        source = source.replace(line, line.replace(old, ("\n" + indent).join(new.splitlines())), 1)
    namespace = dict(names)
    exec(source, namespace)
    return namespace["Value"]


def with_method(name, body, **names):
    """The class of the lessons with another method."""
    code = f"def {name}(self, *args):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    namespace = dict(names)
    exec(source_after(6), namespace)
    exec(code, namespace)
    setattr(namespace["Value"], name, property(namespace[name]) if name in ("data", "grad") else namespace[name])
    return namespace["Value"]


def html(result):
    return result._repr_mimebundle_()["text/html"]


def in_time(run):
    began = time.monotonic()
    result = run()
    assert time.monotonic() - began < LATE
    return result


# Endless loops.


@pytest.mark.slow
@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_loop_is_stopped(loop):
    result = in_time(lambda: check.mul(with_method("__mul__", LOOPS[loop])))
    assert result.outcome == "raised" and len(repr(result)) < 2000


@pytest.mark.parametrize("loop", ["plain", "catches all"])
@pytest.mark.parametrize(
    "method",
    [
        "__init__",
        "backward",
        "__getattr__",
        "__getattribute__",
        "__repr__",
        "data",
        "__eq__",
        "__hash__",
        "__bool__",
        "__format__",
    ],
)
def test_an_endless_loop_in_any_method_is_stopped(method, loop):
    make = with_method(method, LOOPS[loop])
    for name in ("mul", "backward", "value"):
        assert in_time(lambda: getattr(check, name)(make)).outcome in ("raised", "wrong", "right")


def test_an_endless_loop_in_the_way_back_is_stopped():
    result = in_time(lambda: check.mul(learner("self.grad += other.data * out.grad", LOOPS["catches all"])))
    assert result.outcome == "raised"


def test_a_loop_that_is_stopped_is_called_so():
    result = check.mul(with_method("__mul__", "while True: pass"))
    assert "round and round" in result.message and "in __mul__" in repr(result)


def test_an_error_whose_text_never_comes_is_told_all_the_same():
    for text in (
        "while True: pass",
        "raise ValueError",
        "exit()",
        "return 1",
        "raise SystemExit",
        "return 'x' * 10_000_000",
    ):
        body = f"class Odd(TypeError):\n    def __str__(self):\n        {text}\nraise Odd"
        result = in_time(lambda: check.mul(with_method("__mul__", body)))
        assert result.outcome == "raised" and result.message and len(repr(result)) < 2000


def test_an_endless_getattr_is_not_asked_when_a_type_error_is_told():
    make = with_method("__getattr__", "while True: pass")
    make.__mul__ = lambda self, other: 1 + "a"
    assert in_time(lambda: check.mul(make)).outcome == "raised"


# Ways out.


@pytest.mark.parametrize("way", EXITS)
def test_no_way_out_ends_the_kernel(way):
    class Exit:
        def __call__(self):
            raise AssertionError("the kernel's own exit was called")

    own = Exit()
    make = with_method("__mul__", f"{way}\nreturn self", exit=own, quit=own)
    result = check.mul(make)
    assert result.outcome == ("wrong" if way == "exit" else "raised")
    space = make.__mul__.__globals__
    assert space["exit"] is own and space["quit"] is own


def test_exit_is_told_of():
    assert isinstance(supervise(lambda: builtins.exit()).error, Exited)
    assert "exit()" in check.mul(with_method("__mul__", "exit()")).message


def test_a_function_of_the_learners_that_is_called_exit_stays():
    make = with_method("__mul__", "exit()\nreturn Value(self.data * args[0].data, (self, args[0]), '*')")
    exec("def exit(): pass", make.__mul__.__globals__)
    assert not isinstance(supervise(lambda: make(1) * make(2), [make]).error, Exited)


@pytest.fixture
def keyboard():
    """A keyboard that interrupts also where a shell, which started the tests in the background, has SIGINT ignored."""
    own = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, own)


def test_a_stop_by_the_person_goes_through(keyboard):
    with pytest.raises(KeyboardInterrupt):
        check.mul(with_method("__mul__", "import _thread\n_thread.interrupt_main()\nwhile True: pass"))
    with pytest.raises(KeyboardInterrupt):
        supervise(_thread.interrupt_main) and time.sleep(0.01)


def test_nobody_is_asked_for_input():
    assert isinstance(supervise(lambda: builtins.input("?")).error, EOFError)
    assert check.mul(with_method("__mul__", "return input()")).outcome == "raised"


def test_recursion_that_goes_too_deep_for_the_stack_does_not_end_the_process():
    code = (
        "import sys; from exercises import check; from exercises.closure_engine import Value; sys.setrecursionlimit(10**6)\n"
        "class Deep(Value):\n    def __mul__(self, other):\n        sys.setrecursionlimit(10**6)\n        return self * other\n"
        "print(check.mul(Deep).outcome, sys.getrecursionlimit())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stdout.split() == ["raised", "1000000"], run.stderr


# What is printed.


def test_megabytes_of_print_come_to_a_few_lines():
    noise = "import sys\nprint('y' * 5_000_000)\nsys.stderr.write('z' * 5_000_000)\nreturn None"
    result = check.mul(with_method("__mul__", noise))
    assert result.outcome == "wrong" and "yyy" in repr(result)
    assert len(repr(result)) < 1500 and len(html(result)) < 20_000


@pytest.mark.parametrize(
    "meddling",
    [
        "sys.stdout = None",
        "sys.stdout.close()",
        "sys.stdout = sys.stderr = open(sys.executable)",
        "sys.stdout.seek(0)",
        "del sys.stdout",
        "sys.stdout.write(Odd('x'))",
        "sys.stdout.flush(); sys.stdout.isatty()",
    ],
)
def test_meddling_with_the_output_does_no_harm(meddling, capsys):
    class Odd(str):
        def __getitem__(self, key):
            return self * 10_000_000

        def __len__(self):
            return -1

    check.mul(with_method("__mul__", f"import sys\n{meddling}\nprint('heard')\nreturn self", Odd=Odd))
    print("as before")
    assert capsys.readouterr().out == "as before\n"


# Objects that lie.


@pytest.mark.multiplies(20)
@pytest.mark.parametrize(
    "body",
    [
        "return True",
        "return False",
        "raise ValueError",
        "return 'x'",
        "return NotImplemented",
        "exit()",
        "return self",
        "return 10**400",
    ],
)
@pytest.mark.parametrize(
    "method",
    [
        "__eq__",
        "__ne__",
        "__hash__",
        "__bool__",
        "__len__",
        "__iter__",
        "__float__",
        "__repr__",
        "__str__",
        "__getattribute__",
        "__setattr__",
        "__instancecheck__",
    ],
)
def test_a_method_that_lies_breaks_no_check(method, body):
    make = with_method(method, body)
    for name in ("value", "mul", "backward", "operators"):
        if hasattr(check, name):
            result = getattr(check, name)(make)
            assert result.outcome in ("raised", "wrong", "right", "not attempted")
            assert len(repr(result)) < 3000 and html(result)


def test_getattribute_that_refuses_unknown_names_is_no_obstacle():
    body = "name = args[0]\nif name not in ('data', 'grad', '_prev', '_op', '_backward', 'label', '__class__', '__dict__'): raise RuntimeError(name)\nreturn object.__getattribute__(self, name)"
    assert check.mul(with_method("__getattribute__", body)).outcome in ("raised", "right")


@pytest.mark.parametrize("claim", [type, int, float, list, None, 3])
def test_lies_about_the_class(claim):
    make = type("Value", (learner(),), {"__class__": property(lambda self: claim)})
    for given in (make, make.__new__(make)):
        try:
            assert check.mul(given).outcome in ("raised", "wrong", "right")
        except TypeError as error:
            assert "check.mul" in str(error)


def test_odd_metaclasses():
    def refuse(*_):
        raise RuntimeError("no")

    for name in (
        "__getattribute__",
        "__call__",
        "__eq__",
        "__hash__",
        "__repr__",
        "__instancecheck__",
        "__len__",
        "__bool__",
        "__setattr__",
    ):
        meta = type("Meta", (type,), {name: refuse, **({"__hash__": type.__hash__} if name == "__eq__" else {})})
        try:
            make = meta("Value", (learner(),), {})
        except RuntimeError:
            continue
        assert check.mul(make).outcome in ("raised", "wrong", "right"), name
    for name in ("__mro__", "__dict__", "__name__", "__module__"):
        meta = type("Meta", (type,), {name: property(refuse)})
        assert check.mul(meta("Value", (learner(),), {})).outcome in ("raised", "wrong", "right"), name


def test_a_class_made_by_type():
    make = type("Value", (), {k: v for k, v in vars(learner()).items() if k not in ("__dict__", "__weakref__")})
    assert check.mul(make).outcome in ("right", "wrong", "raised")
    assert check.mul(type("Value", (), {})).outcome == "not attempted"
    assert (
        check.mul(type("Value", (), {"__mul__": lambda self, other: 0, "__init__": lambda self, x: None})).outcome
        == "wrong"
    )


ODD_NUMBERS = {
    "nan": math.nan, "inf": math.inf, "text": HOSTILE, "huge": 10**5000, "complex": 1j, "array": numpy.zeros(3), "number": numpy.float64(6),
    "none": None, "list": [1.0], "value": learner()(1.0), "class": int, "long text": "字" * 100_000, "bytes": b"6", "ellipsis": ..., "true": True,
}  # fmt: skip


@pytest.mark.multiplies(26)
@pytest.mark.parametrize("odd", ODD_NUMBERS)
@pytest.mark.parametrize(
    "where",
    [
        "out.data",
        "self.data",
        "self.grad",
        "out.grad",
        "out._prev",
        "out._op",
        "out._backward",
        "self.label",
        "out._prev_members",
    ],
)
def test_odd_data_and_gradients(odd, where):
    line = "out._prev = (odd,)" if where.endswith("members") else f"{where} = odd"
    for old in ('out = Value(self.data * other.data, (self, other), "*")', "other.grad += self.data * out.grad"):
        result = check.mul(learner(old, f"{old}\n{line}", odd=ODD_NUMBERS[odd]))
        assert result.outcome in ("raised", "wrong", "right", "not attempted")
        assert len(repr(result)) < 3000 and HOSTILE not in html(result)


# What is left behind.


@pytest.mark.parametrize("then", ["return type(self)(6.0)", "while True: pass"])
@pytest.mark.parametrize(
    "hook", ["sys.setprofile(lambda *_: None)", "sys.settrace(lambda *_: None)", "cProfile.Profile().enable()"]
)
def test_profilers_and_tracers_that_are_turned_on_neither_hang_the_check_nor_stay_on(hook, then):
    result = in_time(lambda: check.mul(with_method("__mul__", f"import cProfile, sys\n{hook}\n{then}")))
    refused = "cProfile" in hook and sys.version_info >= (3, 12)  # there a second profiler is an error of the code
    assert result.outcome == ("raised" if "while" in then or refused else "wrong")


def test_globals_classes_and_defaults_are_as_before():
    source = (
        "import random, sys\nkept, numbers, table, members, removed = 1, [1, 2], {'a': 1}, {1}, 'here'\n"
        "def count(seen=[], *, also={}):\n    seen.append(1); also[1] = 1\n"
        "class Value(Value):\n    made, all = 0, []\n    def __mul__(self, other):\n"
        "        global kept, removed, fresh\n        kept, fresh = 2, 3\n        numbers.append(9); numbers[0] = 7; table['b'] = 2; table.pop('a', 0); members.add(5); members.discard(1)\n"
        "        globals().pop('removed', 0); Value.made += 1; Value.all.append(self); Value.new = 1; Other.changed = True; count()\n"
        "        random.seed(5); sys.setrecursionlimit(3000); return self\n"
        "class Other:\n    changed = False\n"
    )
    space = {"__name__": "learners"}
    exec(source_after(6), space)
    exec(source, space)
    before, members, random_state = dict(space), dict(vars(space["Value"])), random.getstate()
    assert check.mul(space["Value"]).outcome == "wrong"
    assert space == before and all(space[name] is before[name] for name in before)
    assert (space["numbers"], space["table"], space["members"]) == ([1, 2], {"a": 1}, {1})
    assert dict(vars(space["Value"])) == members and space["Value"].made == 0 and space["Value"].all == []
    assert (
        not space["Other"].changed
        and space["count"].__defaults__ == ([],)
        and space["count"].__kwdefaults__ == {"also": {}}
    )
    assert random.getstate() == random_state


def test_containers_with_members_that_lie_are_put_back():
    class Liar:
        def __eq__(self, other):
            raise RuntimeError

        def __hash__(self):
            return 1

    one, two = Liar(), Liar()
    space = {"liars": [one, one], "table": {one: two}, "both": {two}, "one": one, "two": two}
    exec(source_after(6), space)
    exec(
        "def work(self, other):\n    liars.append(two); liars[0] = two; table.clear(); both.clear(); globals()['one'] = 1; return self",
        space,
    )
    space["Value"].__mul__ = space["work"]
    check.mul(space["Value"])
    assert (
        list(map(id, space["liars"])) == [id(one), id(one)]
        and [*map(id, space["table"])] == [id(one)]
        and [*map(id, space["both"])] == [id(two)]
    )
    assert space["one"] is one


def test_builtins_are_as_before():
    before = dict(vars(builtins))
    check.mul(
        with_method(
            "__mul__", "import builtins\nbuiltins.oct = None\nbuiltins.mine = 1\ndel builtins.exit\nreturn self"
        )
    )
    now = dict(vars(builtins))
    assert now.keys() - {"_"} == before.keys() - {"_"} and all(
        now[name] is before[name] for name in before if name != "_"
    )


def test_what_a_decorator_wraps_is_put_back_as_well():
    space = {}
    exec("numbers = []\ndef work(self, other):\n    numbers.append(1)\n    return self", space)

    def wrapped(inner):
        calls = []

        def outer(self, other):
            calls.append(1)
            return inner(self, other)

        return outer

    make = learner()
    make.__mul__ = wrapped(space["work"])
    check.mul(make)
    assert space["numbers"] == [] and make.__mul__.__closure__[0].cell_contents == []


def test_memory_is_given_back():
    held = []

    class Big:
        pass

    supervise(lambda: held.append(Big()) or Big().x)
    make = with_method("__mul__", "big = Big()\nbig.weight = [0] * 1000\nraise ValueError", Big=Big)
    check.mul(make)
    gc.collect()
    assert sum(type(thing) is Big for thing in gc.get_objects()) == 1, "only the one that is held"


# What is shown.


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "</pre></div></style>",
        "字" * 10_000,
        "😀" * 10_000,
        "a\nb\n" * 5000,
        "x" * 10_000,
        "\x00\x1b[31m\u202e",
        "{name}",
        "%s",
    ],
)
def test_nothing_of_the_learners_is_shown_unescaped_or_at_length(text):
    space = {
        "text": text,
        "Error": type("Error", (Exception,), {}),
        "Named": type(text.replace("\x00", ""), (Exception,), {}),
    }
    bodies = (
        "raise Error(text)", "raise Named(text)", "raise NameError(f\"name '{text}' is not defined\")", "raise AttributeError(f\"'int' object has no attribute '{text}'\")",
        "return text", "print(text)", "out = Value(6.0, (self, args[0]), text)\nout.label = self.label = text\nreturn out", "raise KeyError(text)",
        "return type(text.replace(chr(0), ''), (), {})()", "getattr(self, text.replace(chr(0), ''))", "raise Error(*[text] * 100)",
        "class Odd:\n    def __repr__(self): return text\nreturn Odd()", "self.grad = text\nself.data = text\nreturn self", "raise Error from Error(text)",
    )  # fmt: skip
    for body in bodies:
        result = check.mul(with_method("__mul__", body, **space))
        page = html(result)
        assert (
            "<script>alert" not in page
            and "<img" not in page
            and "</style></" not in page
            and "<pre></pre>" not in page
        )
        assert (
            page.count("<style") == page.count("</style")
            and page.count("<pre") == page.count("</pre")
            and page.count("<div") == page.count("</div")
        )
        assert len(repr(result)) < 3500, body
        assert len(page) < 40_000, body


def test_an_error_from_a_generator():
    body = "def numbers():\n    yield 1.0\n    raise ValueError('inside')\nreturn Value(sum(numbers()))"
    result = check.mul(with_method("__mul__", body))
    assert result.outcome == "raised" and "in numbers" in repr(result)


# What is given to a check.


def test_a_constructor_with_other_arguments():
    for parameters in ("self", "self, a, b", "self, *, data", "self, **names"):
        assert check.mul(with_method("__mul__", "return self", Other=None)).outcome in ("wrong", "raised")
        space = {}
        exec(f"class Value:\n    def __init__({parameters}): pass\n    def __mul__(self, other): return self", space)
        assert check.mul(space["Value"]).outcome == "raised"


def test_what_is_no_class_is_told_so():
    for given in (
        learner()(2),
        3,
        lambda: 0,
        "Value",
        [],
        with_method("__repr__", "while True: pass")(1),
        with_method("__repr__", "exit()")(1),
        with_method("__getattribute__", "raise ValueError"),
    ):
        if not isinstance(given, type):
            with pytest.raises(TypeError, match="check.mul takes your class"):
                in_time(lambda: check.mul(given))
    with pytest.raises(TypeError, match="check.slope takes your function"):
        check.slope(3)
    with pytest.raises(TypeError, match="check.training takes your function"):
        check.training(learner())
    assert check.mul().outcome == check.mul(None).outcome == "not attempted"


def test_an_unknown_exercise_names_the_near_ones():
    with pytest.raises(AttributeError, match="mul"):
        check.mull
    with pytest.raises(AttributeError, match="slope"):
        check.zzzzzz


def test_callable_objects_that_lie_are_examined_as_functions():
    class Refuses:
        def __getattr__(self, name):
            raise RuntimeError(name)

        def __call__(self, *args):
            return 1.0

    class Loops:
        def __getattr__(self, name):
            while True:
                pass

        def __call__(self, *args):
            exit()

    class Code:
        __code__ = "no code"
        __func__ = 3

        def __call__(self, *args):
            raise SystemExit

    for thing in (Refuses(), Loops(), Code(), print, len, math.sin):
        assert in_time(lambda: check.slope(thing)).outcome in ("raised", "wrong", "not attempted")


# Threads.


def in_thread(run):
    found = []
    thread = threading.Thread(target=lambda: found.append(run()))
    thread.start()
    return thread, found


def test_a_check_in_another_thread():
    thread, found = in_thread(lambda: [check.mul(learner()), check.mul(with_method("__mul__", LOOPS["catches all"]))])
    thread.join(LATE)
    assert [result.outcome for result in found[0]] == ["right", "raised"]


@pytest.mark.slow
def test_two_checks_at_once(monkeypatch):
    monkeypatch.setattr(supervision, "SECONDS", 2 * LIMIT)
    before = builtins.exit, sys.stdout
    makes = [
        with_method("__mul__", "print('a')\nexit()"),
        learner(),
        with_method("__mul__", "while True: pass"),
        learner(),
    ]
    running = [in_thread(lambda make=make: check.mul(make).outcome) for make in makes * 2]
    for thread, _ in running:
        thread.join(LATE)
    assert [found for _, found in running] == [["raised"], ["right"], ["raised"], ["right"]] * 2
    assert (builtins.exit, sys.stdout) == before


def test_a_check_inside_of_a_check():
    inner = with_method("__mul__", "while True: pass")
    result = check.mul(with_method("__mul__", "check.mul(inner)\nwhile True: pass", check=check, inner=inner))
    assert result.outcome == "raised"
