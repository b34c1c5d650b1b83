"""What people do first with a Value: it is formatted; as any other plain number it is refused, and told what to write."""

import math
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from micrograd import refusals
from micrograd.engine import Value

ROOT = Path(__file__).resolve().parent.parent
v, w = Value(2.0), Value(-3.0)

COMPARE, KEEP, ALONE = r"compare v\.data", "keeps? the graph", r"v\.data is the number alone"
REFUSED = {  # how it is written, and what the sentence has to name
    "v < 2": COMPARE,
    "2 < v": COMPARE,
    "v <= 2": COMPARE,
    "v > w": COMPARE,
    "2 >= v": COMPARE,
    "np.float64(2) < v": COMPARE,
    "max(0, v)": r"v\.relu\(\)",
    "max(v, 0)": r"v\.relu\(\)",
    "min(v, w)": "key=lambda v: v.data",
    "sorted([v, w])": "key=lambda v: v.data",
    "np.sort([v, w])": "key=lambda v: v.data",
    "np.clip(v, 0, 1)": COMPARE,
    "v == 2": "v.data == x",
    "2 == v": "v.data == x",
    "v != 0.0": "v.data == x",
    "v == True": "v.data == x",
    "v == np.float64(2)": "v.data == x",
    "np.float64(2) == v": "v.data == x",
    "np.bool_(True) != v": "v.data == x",
    "np.array([1.0, 2.0]) == v": "v.data == x",
    "2 in [v, w]": "v.data == x",
    "float(v)": ALONE,
    "math.exp(v)": r"v\.exp\(\)",
    "math.sqrt(v)": ALONE,
    "math.isnan(v)": ALONE,
    "math.fsum([v, w])": ALONE,
    "'%.3f' % v": ALONE,
    "np.asarray([v], dtype=float)": ALONE,
    "complex(v)": r"complex\(v\.data\)",
    "int(v)": r"int\(v\.data\)",
    "math.trunc(v)": r"math\.trunc\(v\.data\)",
    "math.floor(v)": r"math\.floor\(v\.data\)",
    "math.ceil(v)": r"math\.ceil\(v\.data\)",
    "round(v)": r"round\(v\.data, 2\)",
    "round(v, 2)": r"round\(v\.data, 2\)",
    "abs(v)": rf"v\*\*2.*{KEEP}",
    "np.abs(v)": rf"v\*\*2.*{KEEP}",
    "v // 2": f"v / x {KEEP}",
    "2 // v": f"v / x {KEEP}",
    "np.float64(2) // v": f"v / x {KEEP}",
    "v % 2": r"v\.data % x",
    "2 % v": r"v\.data % x",
    "divmod(v, 2)": r"divmod\(v\.data, x\)",
    "divmod(2, v)": r"divmod\(v\.data, x\)",
    "v @ w": r"v \* x",
    "np.array([1.0, 2.0]) @ v": r"v \* x",
    "v ^ 2": r"v \*\* x",
    "2 ^ v": r"v \*\* x",
    "np.exp(v)": rf"v\.exp\(\) {KEEP}",
    "np.log(v)": rf"v\.log\(\) {KEEP}",
    "np.tanh(v)": rf"v\.tanh\(\) {KEEP}",
    "np.sqrt(v)": rf"v\*\*0\.5 {KEEP}",
    "np.square(v)": rf"v\*\*2 {KEEP}",
    "np.maximum(0, v)": r"v\.relu\(\)",
    "np.sin(v)": ALONE,
    "np.isnan(v)": ALONE,
    "np.sum(v)": ALONE,
    "np.add(v, 1, out=np.zeros(1))": ALONE,
}
NUMBERS = st.one_of(
    st.integers(),
    st.booleans(),
    st.floats(),
    st.complex_numbers(),
    st.fractions(),
    st.decimals(),
    st.floats(width=32).map(np.float32),
    st.floats().map(np.float64),
    st.integers(-100, 100).map(np.int8),
    st.booleans().map(np.bool_),
)
SPECIFICATIONS = st.from_regex(r"[*_]?[<>=^]?[+ -]?0?[1-9]?[0-9]?,?(\.[0-9])?[eEfFgG%]?", fullmatch=True)


@pytest.mark.parametrize("written", REFUSED)
def test_a_value_is_no_plain_number_and_one_sentence_says_what_to_write(written):
    with pytest.raises(TypeError, match=REFUSED[written]) as refusal:
        eval(written)
    sentence = str(refusal.value)
    assert "Value" in sentence and "\n" not in sentence and not sentence.endswith("."), sentence


def test_each_row_of_the_table_is_what_python_looks_for():
    named = [method for methods, *_ in refusals._REFUSED for method in methods.split()]
    assert len(set(named)) == len(named)
    known = {name for kind in (int, float, complex, Fraction, np.ndarray, Decimal) for name in dir(kind)}
    assert set(named) <= known
    for name in named:
        with pytest.raises(TypeError, match="is for plain numbers, and v is a Value: "):
            getattr(v, name)(2.0)


@given(NUMBERS)
def test_a_value_is_compared_with_no_number_from_either_side(number):
    for compare in (lambda: v == number, lambda: number == v, lambda: v != number, lambda: number != v):
        with pytest.raises(TypeError, match=r"v\.data == x"):
            compare()


@given(st.floats(), st.floats(), st.sampled_from([None, "2", (2.0,), [2.0], object(), int]))
def test_values_are_equal_where_they_are_one_and_everything_else_is_another_thing(x, y, thing):
    a, b = Value(x), Value(y)
    assert ((a == a), (a != a), (a == b), (a != b)) == (True, False, False, True)
    assert ((a == thing), (a != thing), (thing == a), (thing != a)) == (False, True, False, True)
    assert [b, None, a].index(a) == 2 and a in (b, a) and a not in (b, None)
    assert {a: 1, b: 2}[a] == 1 and len({a, b, a}) == 2 and hash(a) == object.__hash__(a)


def test_a_value_is_true_whatever_its_number():
    assert Value(0.0) and Value(math.nan)
    assert (None or v) is v and list(filter(None, [Value(0), None, v]))[1:] == [v]


@given(st.floats(), SPECIFICATIONS)
def test_a_value_is_formatted_as_its_number(number, specification):
    try:
        expected = format(number, specification)
    except ValueError:
        with pytest.raises(ValueError):
            format(Value(number), specification)
    else:
        assert (format(Value(number), specification) == expected) or not specification
        assert format(Value(number), "") == str(Value(number)) == repr(Value(number))


def test_a_value_is_formatted_in_the_ways_that_python_has():
    assert (f"{v:.3f}", f"{v:>10.2f}", format(w, "+.1e")) == ("2.000", "      2.00", "-3.0e+00")
    assert f"{v}" == f"{v!r}" == f"{v!s}" == "Value(data=2.0, grad=0.0)"
    with pytest.raises(ValueError, match="format code 'q'"):
        f"{v:q}"


def test_what_is_to_be_written_instead_computes_what_was_meant():
    for x, size, slope in [(2.0, 2.0, 1.0), (-3.0, 3.0, -1.0)]:
        a = Value(x)
        out = a.relu() + (-a).relu()
        out.backward()
        assert (out.data, a.grad) == (size, slope)
    assert sorted([v, w], key=lambda v: v.data) == [w, v]
    assert max([v, w], key=lambda v: v.data) is v
    assert (round(v.data, 2), int(v.data), v.data % 2, v.data // 2) == (2.0, 2, 0.0, 1.0)


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        (lambda: np.float64(3) * v, 6.0),
        (lambda: np.float32(3) - v, 1.0),
        (lambda: np.int64(3) ** v, 9.0),
        (lambda: np.bool_(True) / v, 0.5),
        (lambda: np.multiply(3, v), 6.0),
        (lambda: np.negative(v), -2.0),
        (lambda: np.array([v, w]).sum(), -1.0),
        (lambda: np.mean([v, w]), -0.5),
        (lambda: np.array([v, w]) @ np.array([1.0, 2.0]), -4.0),
        (lambda: np.dot([v, w], [1, 2]), -4.0),
        (lambda: (np.array([v, w]) * 2)[1], -6.0),
        (lambda: np.exp(np.array([Value(0.0)]))[0], 1.0),
    ],
)
def test_numpy_computes_with_values_and_the_graph_is_kept(computed, expected):
    out = computed()
    assert type(out) is Value and out.data == expected and out._prev


def test_numpy_keeps_values_in_arrays_as_they_are():
    array = np.array([v, w])
    assert array.dtype == object and array[0] is v and array[1] is w
    assert (array == v).tolist() == (v == array).tolist() == [True, False]
    assert (array != w).tolist() == [True, False]


def test_a_method_of_a_class_of_ones_own_is_named_in_the_place_of_numpys_function():
    class Own(Value):
        def sin(self):
            return Own(math.sin(self.data), (self,), "sin", (math.cos(self.data),))

    with pytest.raises(TypeError, match=r"v\.sin\(\) keeps the graph"):
        np.sin(Own(1.0))


LOADED_ANEW = """
import importlib, micrograd.engine as engine
a = engine.Value(2.0)
older = a * a * 1.0
importlib.reload(engine)
b = engine.Value(3.0)
(older * b).backward()
print(a.grad, b.grad)
try:
    b * older
except TypeError as error:
    print(error)
"""


def test_values_from_before_the_engine_was_loaded_anew_get_their_gradients_or_are_named():
    ran = subprocess.run([sys.executable, "-c", LOADED_ANEW], cwd=ROOT, capture_output=True, text=True, check=True)
    gradients, error = ran.stdout.splitlines()
    assert gradients == "12.0 4.0"
    assert error.endswith("it was made by an earlier version of its class, make it again")


def test_a_value_of_another_class_is_named_with_its_module():
    class Other:
        data, _prev = 3.0, ()

    with pytest.raises(
        TypeError, match=rf"its class is {__name__}\.\S+\.Other, and the Values of two classes do not mix"
    ):
        v * Other()
