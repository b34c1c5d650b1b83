"""A chain of any length is freed without one freeing inside another, where a browser's small stack asks for it."""

import subprocess
import sys
from pathlib import Path

from micrograd.freeing import free_one_by_one

ROOT = Path(__file__).resolve().parent.parent


class Link:
    """A value that counts how many are being freed inside one another."""

    inside, deepest, freed = 0, 0, 0

    def __init__(self, *operands):
        self._prev = operands

    def __del__(self):
        Link.inside += 1
        Link.deepest = max(Link.deepest, Link.inside)
        free_one_by_one(self)
        Link.inside -= 1
        Link.freed += 1


def test_all_are_freed_and_at_most_one_inside_another():
    Link.deepest = Link.freed = 0
    shared = Link()
    value = Link(shared)
    for _ in range(5000):
        value = Link(value, shared)
    del value
    assert Link.freed == 5001 and Link.deepest <= 2
    assert shared._prev == ()


def test_a_value_that_never_got_operands_is_freed():
    Link.freed = 0
    value = Link.__new__(Link)
    del value
    assert Link.freed == 1


IN_A_BROWSER = """
import sys
sys.platform = "emscripten"
from micrograd.engine import Value
value = Value(1.0)
for _ in range(50_000):
    value = value + 1
value.backward()
del value
print(Value.__del__.__name__)
"""


def test_the_engine_does_so_in_a_browser_alone():
    done = subprocess.run([sys.executable, "-c", IN_A_BROWSER], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("free_one_by_one\n", "")
    from micrograd.engine import Value

    assert not hasattr(Value, "__del__")
