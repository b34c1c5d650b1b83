"""A number that another cell has left behind is seen where a learner's code takes it from there."""

import linecache
import math
from fractions import Fraction

import numpy
import pytest

from exercises.closure_engine import Value, source_after
from exercises.globals_used import numbers_from_outside


def notebook(*cells):
    """The globals of a notebook after those cells, whose texts are known as IPython makes them known."""
    space = {"__name__": "__main__"}
    for n, cell in enumerate(cells):
        name = f"<ipython-input-{n}-{abs(hash(cells))}>"
        linecache.cache[name] = (len(cell), None, cell.splitlines(True), name)
        exec(compile(cell, name, "exec"), space)
    return space


SLOPE = "def slope(f, x):\n    return (f(x + h) - f(x)) / h"


def test_a_number_of_another_cell_is_seen():
    assert numbers_from_outside(notebook("h = 1e-16", SLOPE)["slope"]) == {"h": 1e-16}


def test_what_was_exchanged_since_is_told_as_it_is_now():
    assert numbers_from_outside(notebook("h = 1", SLOPE, "h = 2")["slope"]) == {"h": 2}


def test_where_the_text_of_the_code_is_not_known_the_number_is_seen_as_well():
    space = {}
    exec(f"h = 0.1\n{SLOPE}", space)
    assert numbers_from_outside(space["slope"]) == {"h": 0.1}


@pytest.mark.parametrize(
    "cells",
    [
        [f"h = 0.001\n{SLOPE}"],
        [f"for h in (0.1, 0.01): pass\n{SLOPE}"],
        ["def slope(f, x):\n    h = 0.001\n    return (f(x + h) - f(x)) / h"],
        ["h = 1", "def slope(f, x, h=0.001):\n    return (f(x + h) - f(x)) / h"],
        ["h = 1", "def slope(f, x):\n    def inner(h):\n        return (f(x + h) - f(x)) / h\n    return inner(0.001)"],
        ["h = 1", "def slope(f, x):\n    global h\n    h = 0.001\n    return (f(x + h) - f(x)) / h"],
        ["H = 0.001", SLOPE.replace("h)", "H)").replace("/ h", "/ H")],
        [SLOPE],
        ["import math as h", SLOPE],
        ["def h(): pass", SLOPE],
        ["class h: pass", SLOPE],
        ["h = [print]", SLOPE],
        ["h = iter([])", SLOPE],
        ["def slope(f, x):\n    print(__name__)\n    return [h for h in (1, 2)]", "h = 1"],
    ],
)
def test_what_belongs_to_the_code_and_what_is_no_data_is_left_out(cells):
    assert numbers_from_outside(notebook(*cells)["slope"]) == {}


@pytest.mark.parametrize(
    "held",
    [
        1, 0.5, True, None, "text", b"bytes", 1j, Fraction(1, 2), numpy.float64(3), numpy.zeros(2), [1, [2, (3,)]],
        {"a": {1.0}}, [], Value(3.0), [Value(1.0)],
    ],
)  # fmt: skip
def test_numbers_texts_values_and_containers_of_them_are_data(held):
    space = notebook("", SLOPE)
    space["h"] = held
    assert numbers_from_outside(space["slope"])["h"] is held


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return [h for _ in x]",
        "def f(x):\n    def inner():\n        return lambda: h\n    return inner",
        "def f(x):\n    class Inner:\n        size = h\n    return Inner",
        "def f(x):\n    global h\n    h += 1",
        "def f(x):\n    return helper(x)\ndef helper(x):\n    return x + h",
        "import functools\n@functools.lru_cache\ndef f(x):\n    return h",
        "import functools\ndef of(x, y):\n    return h\nf = functools.partial(of, 1)",
        "def decorated(of):\n    def outer(*x):\n        return of(*x)\n    return outer\n@decorated\ndef f(x):\n    return h",
        "class F:\n    def __init__(self):\n        self.h = h",
        "class F:\n    @property\n    def size(self):\n        return h",
        "class F:\n    @staticmethod\n    def size():\n        return h",
        "class Base:\n    def size(self):\n        return h\nclass F(Base):\n    pass",
    ],
)
def test_it_is_seen_wherever_the_code_reads_it(source):
    space = notebook("h = 3", source)
    assert numbers_from_outside(space.get("f", space.get("F"))) == {"h": 3}


def test_a_method_that_reads_a_value_left_over_is_seen():
    source = source_after(3).replace("def _backward():", "def _backward():\n            rest = leftover.grad", 1)
    space = notebook(source, "leftover = Value(2.0)")
    assert numbers_from_outside(space["Value"]) == {"leftover": space["leftover"]}


def test_the_lessons_class_and_functions_of_libraries_take_nothing_from_outside():
    assert numbers_from_outside(Value) == numbers_from_outside(math.sin) == numbers_from_outside(3) == {}


def test_data_that_lie_about_themselves_and_endless_containers_do_no_harm():
    class Liar:
        @property
        def __class__(self):
            raise RuntimeError

    circle = []
    circle.append(circle)
    space = notebook("", SLOPE)
    for odd, is_data in ((Liar(), False), (circle, False), ([Liar()], False), ([0] * 10**6, True)):
        space["h"] = odd
        assert ("h" in numbers_from_outside(space["slope"])) == is_data
