"""Programs written for karpathy's micrograd, and for the class that this project started from, run unchanged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expressions import (
    SEEDS_OWN,
    SMALL_NUMBER,
    all_values,
    expressions,
    is_within_the_seeds_reach,
    played,
    sizes_of_gradients,
    steps_within,
)
from micrograd.engine import Value
from seed_engine import Value as SeedValue


def test_the_example_of_the_original_readme_gives_its_numbers():
    a = Value(-4.0)
    b = Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    assert f"{g.data:.4f}" == "24.7041"
    g.backward()
    assert f"{a.grad:.4f}" == "138.8338"
    assert f"{b.grad:.4f}" == "645.5773"


def in_the_seeds_class(leaves, steps, ours):
    """The same values, each with our data where the last bits differ, so that a ReLU cannot tip over."""
    theirs = [SeedValue(x) for x in leaves]
    for step, value in zip(steps, ours[len(leaves) :]):
        theirs.append(played(step, theirs))
        assert theirs[-1].data == pytest.approx(value.data, rel=1e-12)
        theirs[-1].data = value.data
    return theirs


@settings(max_examples=700, deadline=None)
@given(expressions(SEEDS_OWN, SMALL_NUMBER, st.sampled_from([2, 3, -1, 1, -2])))
def test_the_seeds_class_and_ours_agree_on_every_gradient(expression):
    leaves, steps = expression
    steps = steps_within(leaves, steps, is_within_the_seeds_reach)
    ours = all_values(leaves, steps, Value)
    theirs = in_the_seeds_class(leaves, steps, ours)
    ours[-1].backward()
    theirs[-1].backward()
    for one, other, size in zip(ours, theirs, sizes_of_gradients(ours)):
        assert abs(one.grad - other.grad) <= 1e-12 * size


def test_a_neuron_written_by_hand_trains_as_in_the_lecture():
    x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
    b = Value(6.8813735870195432)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    assert o.data == pytest.approx(0.7071, abs=1e-4)
    assert [v.grad for v in (x1, w1, x2, w2)] == pytest.approx([-1.5, 1.0, 0.5, 0.0])
