"""Checks beside what else happens in a learner's kernel: tracebacks, debuggers, profilers."""

import ast
from pathlib import Path

import pytest

from exercises import check
from exercises.closure_engine import Value
from kernel import answers

ROOT = Path(__file__).resolve().parent.parent
START = "from exercises import check\nfrom exercises.closure_engine import Value"
CHECKS = "print(*(getattr(check, name)(Value).outcome for name in ('add', 'mul', 'backward')))"
RIGHT = "right right right"
ERRORS = {  # an everyday error whose traceback goes through a library's file
    "import random; random.choice([])": "IndexError",
    "import json; json.loads('')": "JSONDecodeError",
    "import fractions; fractions.Fraction('x')": "ValueError",
    "import statistics; statistics.mean([])": "StatisticsError",
    "import viz; viz.record(3)": "TypeError",
    "from micrograd.engine import Value as Engine; Engine('3')": "TypeError",
}


@pytest.mark.slow
def test_after_everyday_errors_right_code_is_still_right():
    said = answers(START, *(cell for error in ERRORS for cell in (error, CHECKS)), folder=ROOT)
    assert said[1::2] == list(ERRORS.values())
    assert said[2::2] == [RIGHT] * len(ERRORS)


@pytest.fixture
def shared_nodes_hold_a_tree():
    """What is hung on a syntax node that the whole process shares, as IPython's tracebacks do, may not even be
    copied.
    """

    class Tree:
        def __reduce_ex__(self, protocol):
            raise AssertionError("somebody's tree was copied")

    context = ast.parse("a").body[0].value.ctx
    assert context is ast.parse("b").body[0].value.ctx
    context.parent = Tree()
    yield
    del context.parent


def test_what_others_hang_on_shared_syntax_nodes_is_never_copied(shared_nodes_hold_a_tree):
    class Wrong(Value):
        def __mul__(self, other):
            out = super().__mul__(other)
            out._backward = lambda: setattr(self, "grad", self.grad + 1.25 * out.grad)
            return out

    assert check.add(Value).outcome == "right"
    assert check.mul(Wrong).outcome == "wrong"  # with the smallest expression searched for and found


@pytest.mark.slow
def test_debuggers_profilers_and_tracers_work_after_and_around_checks():
    debug = "pdb.Pdb(stdin=io.StringIO('continue\\n'), stdout=io.StringIO(), nosigint=True).runcall(f)"
    cells = {
        f"import io, pdb, sys\ndef f():\n    return sum(range(9))\n{START}\n{CHECKS}": RIGHT,
        f"print({debug})": "36",
        "%prun -q print(f())": "36",
        "lines = []\nsys.settrace(lambda frame, *_: lines.append(frame.f_lineno))\nf()\nsys.settrace(None)\nprint(len(lines) > 0)": "True",
        f"{CHECKS}\nprint(f())": f"{RIGHT}\n36",
        f"def profiler(*_): pass\nsys.setprofile(profiler)\n{CHECKS}\nprint(sys.getprofile() is profiler)\nsys.setprofile(None)": f"{RIGHT}\nTrue",
        f"def tracer(*_): pass\nsys.settrace(tracer)\n{CHECKS}\nprint(sys.gettrace() is tracer)\nsys.settrace(None)": f"{RIGHT}\nTrue",
        "%prun -q print(check.mul(Value).outcome)": "right",
        "class Endless(Value):\n    def __mul__(self, other):\n        while True: pass\nprint(check.mul(Endless).outcome)": "raised",
        f"{CHECKS}\nprint({debug}, sys.gettrace(), sys.getprofile())": f"{RIGHT}\n36 None None",
    }
    assert answers(*cells, folder=ROOT) == list(cells.values())
