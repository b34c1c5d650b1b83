"""What hostile or unlucky code does, and where in a learner's class or function it does it.

A deed is a line or more of Python; `case(seed, number)` puts one or two of them into otherwise right code. Not among
them is what no supervision in the same process can undo: os._exit, os.kill, C code that never comes back.
"""

import random
import re
import textwrap
from dataclasses import dataclass

from endless import LOOPS
from exercises.closure_engine import source_after
from exercises.topics import EXERCISES
from misconceptions import METHODS
from right_answers import ANSWERS

_DEEDS = {
    "exits": (
        "exit()", "quit(3)", "sys.exit('no')", "raise SystemExit", "raise GeneratorExit", "raise StopIteration",
        "raise BaseException('b')", "raise type('E', (BaseException,), {})", "raise ExceptionGroup('g', [ValueError()])",
        "raise RecursionError", "raise MemoryError", "raise AssertionError", "raise StopAsyncIteration",
        "raise type('E', (Exception,), {'__str__': lambda s: exit()})", "raise type('E', (Exception,), {'__repr__': None})",
    ),
    "loops": tuple(LOOPS.values()),
    "builtins": (
        "builtins.len = None", "builtins.isinstance = lambda *a: True", "del builtins.sum", "builtins.print = None",
        "builtins.__import__ = None", "builtins.float = int", "builtins.getattr = exit", "builtins.repr = None",
        "builtins.max = min", "builtins.type = None", "builtins.exec = None", "builtins.open = None", "builtins.zip = map",
    ),
    "modules": (
        "math.exp = None", "math.tanh = abs", "math.isclose = lambda *a, **k: True", "random.uniform = None",
        "random.seed(7)", "random.random()", "import decimal; decimal.getcontext().prec = 2", "sys.modules.pop('math')",
        "import re; re.sub = None", "import html; html.escape = str", "import json; json.dumps = None",
        "import viz; viz.draw = None", "import viz; viz.language('zh-TW')", "import micrograd.engine as e; e.Value.relu = None",
        "import micrograd.engine as e; e.Value.__mul__ = e.Value.__add__", "import exercises; exercises.check = None",
        "import exercises.evaluation as e; e.near = lambda *a: True", "import viz.values.graph as g; g.read = None",
        "import exercises.progress_store as p; p._memory.clear()", "import viz.words.messages as m; m.say = None",
        "import numpy; numpy.random.seed(1)", "import numpy; numpy.seterr(all='raise')",
    ),
    "interpreter": (
        "sys.stdout = None", "sys.stdout.close()", "sys.stderr = open(os.devnull, 'w')", "sys.stdin = None",
        "sys.displayhook = None", "sys.excepthook = None", "sys.setrecursionlimit(60)", "sys.setrecursionlimit(10**6)",
        "sys.setswitchinterval(1.0)", "sys.settrace(lambda *a: None)", "sys.setprofile(lambda *a: None)",
        "import cProfile; cProfile.Profile().enable()", "sys.path.clear()", "sys.path.insert(0, 'nowhere')", "sys.meta_path.clear()",
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)", "os.chdir('/')", "os.environ.clear()", "os.environ['HOME'] = ''",
        "warnings.simplefilter('error')", "gc.disable()", "gc.collect()", "threading.excepthook = None", "sys.unraisablehook = None",
        "import locale; locale.setlocale(locale.LC_ALL, 'C')", "sys.set_int_max_str_digits(700)", "sys.tracebacklimit = 0",
        "sys.dont_write_bytecode = True", "import logging; logging.disable(50)", "import atexit; atexit.register(exit)",
    ),
    "threads": (
        "threading.Thread(target=time.sleep, args=(0.05,), daemon=True).start()", "threading.Thread(target=exit).start()",
        "t = threading.Thread(target=print, args=('from afar',)); t.start(); t.join()", "threading.Timer(0.02, print, ('late',)).start()",
        "threading.settrace(lambda *a: None)", "threading.Thread(target=lambda: 1 / 0).start()",
    ),
    "prints": (
        "print('x' * 10**6)", "print('\\ud827')", "sys.stdout.write('\\x00\\x1b[2J')", "print(*range(10**5))", "print(end='\\r')",
        "sys.stderr.write('<script>alert(1)</script>')", "print(self if 'self' in vars() else None)", "sys.stdout.reconfigure(encoding='ascii')",
        "sys.stdout.flush()", "print(file=sys.__stderr__, end='')", "input('?')", "warnings.warn('careful')", "breakpoint = None",
    ),
    "recursion": (
        "def deeper(): deeper()\ndeeper()", "def deeper(n=[]):\n    n.append(1)\n    try: deeper()\n    finally: deeper()\ntry: deeper()\nexcept RecursionError: pass",
        "type(self).__add__(self, self) if 'self' in vars() else None", "eval('(' * 90 + ')' * 90)", "hash(()) and repr((lambda x: x)([[]] * 50))",
    ),
    "generators": (
        "def g():\n    try: yield 1\n    finally: exit()\nx = g(); next(x); del x", "list(zip(iter(int, 1), range(9)))",
        "def g():\n    while True:\n        try: yield 1\n        except GeneratorExit: pass\nx = g(); next(x); globals()['kept'] = x",
        "def g():\n    yield 1\n    raise StopIteration\nlist(g())", "x = (exit() for _ in [1]); next(x, None)",
        "async def c(): pass\nc().close()", "def g(): yield from g()\nnext(g())",
    ),
    "globals": (
        "globals()['Value'] = None", "globals().clear()", "globals()['exit'] = print", "globals().update({chr(97 + i): i for i in range(26)})",
        "del globals()['math']", "globals()['__builtins__'] = {}", "globals()['__name__'] = 'other'", "globals()['seen'] = [globals()]",
    ),
}  # fmt: skip
_DUNDERS = (
    "def __getattr__(self, name): exit()", "def __getattr__(self, name): return self", "def __getattr__(self, name): return getattr(self, name + '_')",
    "def __getattribute__(self, name):\n    while True: pass", "def __getattribute__(self, name): raise SystemExit", "__class__ = property(lambda self: 1 / 0)",
    "__class__ = int", "__dict__ = None", "def __repr__(self): exit()", "def __repr__(self): return None", "def __repr__(self): return 'x' * 10**6",
    "def __repr__(self): return '\\ud800<b>'", "def __repr__(self):\n    while True: pass", "def __eq__(self, other): exit()", "def __eq__(self, other): return True",
    "__hash__ = None", "def __hash__(self): return 1 / 0", "def __bool__(self): raise BaseException", "def __bool__(self): return 2", "def __del__(self): 1 / 0",
    "def __del__(self): print('gone')", "def __del__(self):\n    while True: pass", "def __len__(self): return 10**9", "def __len__(self): return -1",
    "def __iter__(self):\n    while True: yield self", "def __float__(self): exit()", "def __index__(self): return 10**9", "def __format__(self, how): raise GeneratorExit",
    "def __setattr__(self, name, thing): pass", "def __setattr__(self, name, thing): print(name); object.__setattr__(self, name, thing)",
    "def __new__(cls, *args, **more): return 3", "def __new__(cls, *args, **more): return object.__new__(object)", "def __init_subclass__(cls, **more): exit()",
    "def __call__(self, *args): return self", "def __delattr__(self, name): exit()", "def __sizeof__(self): return -5", "def __dir__(self): return [1]",
    "def __reduce__(self): exit()", "def __deepcopy__(self, memo): exit()", "def __instancecheck__(self, other): exit()", "def __contains__(self, other): return self",
)  # fmt: skip
_METACLASSES = (
    "def __instancecheck__(cls, thing): exit()", "def __instancecheck__(cls, thing): return True", "def __getattribute__(cls, name): raise SystemExit",
    "def __call__(cls, *args, **more): return None", "def __call__(cls, *args, **more):\n    while True: pass", "def __repr__(cls): exit()", "__name__ = None",
    "def __eq__(cls, other): exit()", "__hash__ = None", "def __iter__(cls): return iter(int, 1)", "def __getattr__(cls, name): print(name); return cls",
    "def __setattr__(cls, name, thing): pass", "def __dir__(cls): exit()", "def mro(cls): print('mro'); return super().mro()", "__mro__ = ()", "__dict__ = {}",
)  # fmt: skip
_WRAPPERS = {
    "plain": "{}",
    "caught": "try:\n    {}\nexcept BaseException: pass",
    "finally": "try: pass\nfinally:\n    {}",
    "inner": "def inner():\n    {}\ninner()",
    "lambda": "(lambda code: exec(code, globals()))({!r})",
    "counted": "count.append(1)\nif len(count) == 3:\n    {}",
    "generator": "def steps():\n    yield 1\n    {}\nlist(steps())",
    "in a with": "with contextlib.ExitStack() as stack:\n    stack.callback(exec, {!r}, globals())",
}
_PRELUDE = "import builtins, contextlib, gc, math, os, random, sys, threading, time, warnings\ncount = []\n"


@dataclass(frozen=True)
class Case:
    """One piece of hostile code.

    Attributes:
        exercise: whose check it is given.
        name: what of the code is given to it.
        code: what is executed.
        told: what it does and where, in a line.
    """

    exercise: str
    name: str
    code: str
    told: str


def case(seed, number):
    """The Case with that number in the run of that seed."""
    rng = random.Random(f"{seed} {number}")
    exercise = rng.choice(list(EXERCISES))
    answer = next(a for a in ANSWERS if a.exercise == exercise)
    indented = textwrap.indent(answer.code, "    ") if exercise in METHODS else answer.code
    parts = [source_after(6), *([EXERCISES["neuron"].solution] if exercise == "layer" else []), indented]
    code = "\n\n".join(parts)
    name = re.findall(r"^(?:def|class) (\w+)", code, re.MULTILINE)[-1]
    told = []
    for _ in range(rng.choice((1, 1, 1, 2))):
        code, what = rng.choice((_with_a_deed, _with_a_deed, _with_a_deed, _with_a_dunder, _with_a_metaclass))(
            code, rng
        )
        told.append(what)
    return Case(exercise, name, _PRELUDE + code, f"{exercise}: {'; '.join(told)}")


def _with_a_deed(code, rng):
    deed, wrapper = rng.choice(_DEEDS[rng.choice(list(_DEEDS))]), rng.choice(list(_WRAPPERS))
    line = _WRAPPERS[wrapper]
    place = re.search(r"( *)\{", line)
    inside = deed if "!r" in line else deed.replace("\n", "\n" + place.group(1))
    lines = code.splitlines()
    heads = [n for n, text in enumerate(lines) if re.match(r" *def .*:$|.*def .*: +#", text)]
    n = rng.choice(heads)
    indent = re.match(" *", lines[n]).group() + "    "
    lines.insert(n + 1, textwrap.indent(line.format(inside), indent))
    return "\n".join(lines), f"{wrapper} {deed!r} in {lines[n].strip()}"


def _with_a_dunder(code, rng):
    method = rng.choice(_DUNDERS)
    return _in_a_class(code, textwrap.indent(method, "    "), rng), method


def _with_a_metaclass(code, rng):
    method = rng.choice(_METACLASSES)
    meta = "class Meta(type):\n" + textwrap.indent(method, "    ") + "\n\n"
    name = rng.choice(re.findall(r"^class (\w+):$", code, re.MULTILINE) or ["Value"])
    return meta + re.sub(
        rf"^class {name}:$", f"class {name}(metaclass=Meta):", code, flags=re.MULTILINE
    ), f"metaclass {method}"


def _in_a_class(code, method, rng):
    heads = re.findall(r"^class .*:$", code, re.MULTILINE)
    head = rng.choice(heads)
    return code.replace(head, head + "\n" + method, 1)
