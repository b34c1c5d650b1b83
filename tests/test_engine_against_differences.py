"""Gradients of generated expressions are what moving each leaf a little shows, with no other engine involved."""

import math

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from expressions import SMALL_NUMBER, all_values, expressions, steps_within
from micrograd.engine import Value


def is_far_from_corners(value):
    """Whether the slope exists and changes little nearby: not beside a kink or pole at 0, nor on a steep climb."""
    numbers = [operand.data for operand in value._prev]
    if value._op == "**" and numbers[0] < 0:  # has no value as soon as the exponent moves
        return False
    has_corner_at_zero = value._op in ("ReLU", "/", "log") or value._op.startswith("**")
    if has_corner_at_zero and any(abs(number) < 0.01 for number in numbers):
        return False
    return abs(value.data) < 100


def root_at(leaves, steps):
    return all_values(leaves, steps, Value)[-1].data


def central_difference(leaves, steps, i, h):
    ahead, behind = list(leaves), list(leaves)
    ahead[i] += h
    behind[i] -= h
    return (root_at(ahead, steps) - root_at(behind, steps)) / (2 * h)


def slope_and_doubt(leaves, steps, i):
    """The slope with respect to leaf i, and how far it may be off: what halving the distance changes."""
    try:
        wide, narrow = (central_difference(leaves, steps, i, h) for h in (2e-4, 1e-4))
    except (ValueError, ZeroDivisionError):
        wide, narrow = math.inf, -math.inf
    return narrow, abs(wide - narrow)


@settings(max_examples=600, deadline=None)
@given(expressions(numbers=SMALL_NUMBER, constants=st.sampled_from([2, 3, -1, -2, 0.5, 1.5, 0]), longest=8))
def test_gradients_are_the_slopes_that_central_differences_show(expression):
    leaves, steps = expression
    steps = steps_within(leaves, steps, is_far_from_corners)
    values = all_values(leaves, steps, Value)
    values[-1].backward()
    for i in range(len(leaves)):
        slope, doubt = slope_and_doubt(leaves, steps, i)
        assume(doubt < 1e-3 * (1 + abs(slope)))
        assert abs(values[i].grad - slope) <= doubt + 1e-6 * (1 + abs(slope))
