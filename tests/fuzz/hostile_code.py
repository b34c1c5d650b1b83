"""Hostile code in a check: each check ends in a Result, in time, and the kernel is afterwards as it was.

The checks run in a process of their own (this file as a program), so that one that hangs or takes the interpreter with
it is found out by the clock of another.
"""

import builtins
import contextlib
import gc
import io
import json
import linecache
import math
import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections import Counter
from itertools import chain
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 0.5  # the limit of a check here
_UNHURRIED = 10.0  # that of a check of right code, which takes a tenth of a second
_MOST = 8.0  # seconds of the processor that one may take: it examines, explains, and draws a picture
_HANGS = 90  # seconds by the clock, for a busy machine


def fuzz_hostile_code(most, seed):
    from fuzz.deeds import case
    from fuzz.tally import Tally

    tally = Tally("hostile code in checks")
    answered = 0
    while answered < most:
        for number, answer in _answers(seed, answered, most):
            answered = number + 1
            tally.sizes["checks"] += 1
            tally.classes[answer.get("outcome", "no result")] += 1
            if answer["wrong"]:
                tally.wrong.append(f"{case(seed, number).told} (seed {seed}, number {number}): {answer['wrong']}")
    return tally


def _answers(seed, first, most):
    """Yield (number, answer) from one process, as far as it comes."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), str(_ROOT / "tests")])}
    command = [sys.executable, "-m", "fuzz.hostile_code", str(seed), str(first), str(most)]
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True) as child:  # fmt: skip
        lines = queue.Queue()
        threading.Thread(target=lambda: [lines.put(line) for line in chain(child.stdout, [""])], daemon=True).start()
        number = first
        try:
            while number < most:
                line = lines.get(timeout=_HANGS)
                if not line:
                    yield number, {"wrong": f"the process ended with {child.wait()}"}
                    return
                answer = json.loads(line)
                yield number, answer
                number += 1
                if answer["wrong"]:
                    return  # the rest in a process that is as it should be
        except queue.Empty:
            yield number, {"wrong": f"no answer within {_HANGS} seconds"}
        finally:
            child.kill()


# In the process of the checks.


def _serve(seed, first, most):
    from exercises import check, checks, closure_engine, supervision
    from exercises.result import Result
    from fuzz.deeds import case

    checks._SECONDS_FOR_A_PICTURE = _SECONDS
    out, serialized, right = os.fdopen(os.dup(1), "w"), json.dumps, closure_engine.Value
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a thread that hostile code has left behind may print when it likes
    assert check.add(right).outcome == "right"  # and what is made once is made
    for number in range(first, most):
        supervision.SECONDS = _SECONDS
        answer = _answer(case(seed, number), check, Result)
        supervision.SECONDS = _UNHURRIED
        if not answer["wrong"] and check.add(right).outcome != "right":
            answer["wrong"] = "afterwards a right class is not right any more"
        out.write(serialized(answer) + "\n")
        out.flush()
        if answer["wrong"]:
            os._exit(0)
    os._exit(0)


def _answer(hostile, check, kind):
    """{"outcome", "wrong": what was wrong, "" where nothing was}."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            thing = _made(hostile)
    except BaseException:  # it never comes to a check
        return {"outcome": "undefined", "wrong": ""}
    before, begun = _state(), time.process_time()
    try:
        result = getattr(check, hostile.exercise)(thing)
    except TypeError as refusal:  # of what is neither a class nor a function
        result = None if type(thing) is type(lambda: 0) or issubclass(type(thing), type) else refusal
    except BaseException as problem:
        return {"wrong": f"the check ends with {problem!r}"}
    took, after = time.process_time() - begun, _state()
    changed = [name for name in before if before[name] != after[name]]
    if changed:
        return {"wrong": f"not as it was: {', '.join(changed)}"}
    if result is None:
        return {"wrong": "a TypeError"}
    if isinstance(result, TypeError):
        return {"outcome": "refused", "wrong": ""}
    if not isinstance(result, kind):
        return {"wrong": f"no result, but {type(result)}"}
    try:
        (repr(result) + result.to_html()).encode()
    except BaseException as problem:
        return {"wrong": f"the result cannot be shown: {problem!r}"}
    return {"outcome": result.outcome, "wrong": f"{took:.1f} s" if took > _MOST else ""}


def _made(hostile):
    name = f"<learner {hostile.told}>"
    linecache.cache[name] = (len(hostile.code), None, hostile.code.splitlines(True), name)
    space = {"__name__": "learners"}
    exec(compile(hostile.code, name, "exec"), space)
    return space[hostile.name]


def _state():
    """What a check has no business to change, by name."""
    modules = ("math", "random", "re", "html", "json", "viz", "micrograd.engine", "exercises", "exercises.evaluation")
    state = {f"module {name}": _held(vars(sys.modules[name])) for name in modules}
    state |= {
        "builtins": _held(vars(builtins)),
        "the engine": _held(vars(sys.modules["micrograd.engine"].Value)),
        "streams": tuple(map(id, (sys.stdout, sys.stderr, sys.stdin))),
        "hooks": tuple(map(id, (sys.displayhook, sys.excepthook, sys.unraisablehook, threading.excepthook))),
        "tracing": (sys.gettrace(), sys.getprofile()),
        "limits": (sys.getrecursionlimit(), sys.getswitchinterval()),
        "random numbers": random.getstate(),
        "paths": (tuple(sys.path), tuple(map(id, sys.meta_path)), os.getcwd()),
        "environment": tuple(sorted(os.environ.items())),
        "signals": tuple(signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)),
        "warnings": tuple(map(str, warnings.filters)),
        "garbage collection": gc.isenabled(),
        "language": sys.modules["viz"].language(),
    }
    assert math.exp(0) == 1
    return state


def _held(space):
    return Counter((name, id(thing)) for name, thing in space.items() if name not in ("__builtins__", "__warningregistry__"))  # fmt: skip


if __name__ == "__main__":
    _serve(*map(int, sys.argv[1:]))
