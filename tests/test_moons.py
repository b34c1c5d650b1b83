"""The two moons. That the network of lesson 7 learns to tell them apart is seen in tests/test_notebooks.py."""

import math
import random
from collections import Counter

import pytest

from micrograd.moons import moons


@pytest.mark.parametrize(("n", "first", "second"), [(100, 50, 50), (7, 4, 3), (2, 1, 1), (1, 1, 0), (0, 0, 0)])
def test_there_are_n_points_half_of_them_on_each_moon(n, first, second):
    points, labels = moons(n)
    assert len(points) == len(labels) == n
    assert Counter(labels) == Counter({-1: first, 1: second})


def test_the_same_seed_gives_the_same_points_and_another_seed_others():
    assert moons() == moons()
    assert moons(seed=1) == moons(seed=1) != moons(seed=2)


def test_the_global_generator_is_neither_used_nor_moved():
    before = random.getstate()
    points = moons()
    assert random.getstate() == before
    random.random()
    assert moons() == points


def test_without_noise_the_points_lie_on_two_half_circles():
    for (x, y), label in zip(*moons(noise=0)):
        dx, dy, upwards = (x, y, y) if label < 0 else (x - 1, y - 0.5, 0.5 - y)
        assert math.hypot(dx, dy) == pytest.approx(1)
        assert upwards >= -1e-12


def test_noise_is_the_standard_deviation_of_each_coordinate():
    off = [math.hypot(x, y) - 1 for (x, y), label in zip(*moons(4000, noise=0.1)) if label < 0]
    assert math.sqrt(sum(d * d for d in off) / len(off)) == pytest.approx(0.1, rel=0.1)


def test_points_come_in_random_order():
    _, labels = moons()
    assert 30 < sum(one != other for one, other in zip(labels, labels[1:])) < 70
