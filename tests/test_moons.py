"""The two moons, and that a network learns to tell them apart."""

import itertools
import math
import random
from collections import Counter

import pytest

from micrograd.moons import moons
from micrograd.nn import MLP


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
    assert 30 < sum(one != other for one, other in itertools.pairwise(labels)) < 70


def loss_and_accuracy(model, points, labels):
    """Mean max-margin loss with an L2 penalty, and the fraction of points on the right side."""
    scores = [model(point) for point in points]
    hinge = sum((1 - label * score).relu() for label, score in zip(labels, scores)) / len(labels)
    penalty = 1e-4 * sum(p * p for p in model.parameters())
    right = sum((label > 0) == (score.data > 0) for label, score in zip(labels, scores))
    return hinge + penalty, right / len(labels)


@pytest.mark.slow
@pytest.mark.multiplies(0)  # lesson 7 learns them too, and is run
def test_a_network_learns_every_point_of_the_moons():
    points, labels = moons()
    model = MLP(2, [16, 16, 1], rng=random.Random(1337))
    for k in range(100):
        loss, accuracy = loss_and_accuracy(model, points, labels)
        if accuracy == 1:
            break
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= (1 - 0.9 * k / 100) * p.grad
    assert accuracy == 1, f"{accuracy:.0%} after {k + 1} steps"
    assert k <= 60
