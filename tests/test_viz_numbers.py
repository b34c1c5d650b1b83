"""viz.values.numbers: what foreign objects hold becomes plain numbers, and only rounding is forgiven."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viz.values.numbers import Gradient, as_float, is_sum, or_nan, plain_number, read_gradient

ORDINARY = st.floats(-1e6, 1e6)


class Holding:
    def __init__(self, data):
        self.data = data


@pytest.mark.parametrize(
    "held, number",
    [(2, 2.0), (True, 1.0), (Fraction(1, 4), 0.25), (np.float32(0.5), 0.5), (Holding(3), 3.0), (10**400, None)]
    + [(nothing, None) for nothing in (None, "2", b"2", [2.0], 2j, np.array([1.0, 2.0]), Holding("2"))],
)
def test_a_number_of_any_type_becomes_a_float_and_nothing_else_does(held, number):
    found = as_float(held)
    assert found == number and type(found) is type(number)


def test_what_is_shown_stays_whole_where_it_was_whole():
    whole = plain_number(np.int64(3))
    assert (whole, type(whole)) == (3, int) and type(plain_number(np.float64(3))) is float
    assert plain_number("3") is None


def test_a_gradient_that_is_not_there_yet_counts_as_0_and_what_is_no_number_as_none():
    thing = Holding("text")
    assert read_gradient(None) == Gradient(0.0, None)
    assert read_gradient(thing) == Gradient(None, thing)
    assert read_gradient(Holding(2)).number == 2.0  # a Value kept as a gradient: computed with, shown as it is
    assert math.isnan(or_nan(None)) and or_nan(0.5) == 0.5


@given(ORDINARY, ORDINARY)
def test_a_sum_is_a_sum_whatever_its_rounding(before, due):
    assert is_sum(before, due, before + due, 0.0)
    assert is_sum(before, due, (before + due) * (1 + 1e-15), 0.0)


@given(ORDINARY, ORDINARY, st.floats(1e-6, 1.0))
def test_what_is_off_by_a_millionth_is_none(before, due, part):
    off = part * max(abs(before), abs(due))
    assume(off > 1e-300)
    assert not is_sum(before, due, before + due + off, 0.0)
    assert not is_sum(before, due, before + due - off, 0.0)


def test_infinities_and_nan_are_sums_of_their_own_kind_only():
    assert is_sum(1.0, math.inf, math.inf, 0.0) and is_sum(math.inf, -math.inf, math.nan, 0.0)
    assert not is_sum(1.0, 2.0, math.nan, 0.0) and not is_sum(1.0, 2.0, math.inf, 0.0)
    assert not is_sum(None, 2.0, 2.0, 0.0) and not is_sum(0.0, 2.0, None, 0.0)
