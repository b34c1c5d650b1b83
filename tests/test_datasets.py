"""The datasets beside the moons: as many points as are asked for, the same for the same seed, told apart by no straight
line, and learned by the network of the lessons.
"""

import random
from collections import Counter

import pytest

from micrograd.datasets import circles, quarters, spirals
from micrograd.nn import MLP

DATASETS = [spirals, circles, quarters]  # the hardest first
pytestmark = pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each.__name__)


@pytest.mark.parametrize("n", [0, 1, 2, 7, 100])
def test_there_are_n_points_half_of_them_of_each_class(dataset, n):
    points, labels = dataset(n)
    assert len(points) == len(labels) == n and all(len(point) == 2 for point in points)
    assert Counter(labels)[1] - Counter(labels)[-1] == n % 2 and set(labels) <= {-1, 1}


def test_the_same_seed_gives_the_same_points_and_the_global_generator_is_left_alone(dataset):
    before = random.getstate()
    assert dataset() == dataset(seed=1337) != dataset(seed=2)
    assert random.getstate() == before


def test_no_straight_line_tells_the_classes_apart(dataset):
    points, labels = dataset(100)
    for a, b in ((x, y) for x in (-1, -0.5, 0, 0.5, 1) for y in (-1, 0, 1) if x or y):
        heights = sorted((a * x + b * y, label) for (x, y), label in zip(points, labels))
        right = [
            sum(label > 0 for _, label in heights[k:]) + sum(label < 0 for _, label in heights[:k]) for k in range(101)
        ]
        assert max(map(max, zip(right, (100 - r for r in right)))) < 92


@pytest.mark.slow
@pytest.mark.multiplies(1)
def test_the_network_of_the_lessons_learns_it(dataset):
    points, labels = dataset(60)
    model = MLP(2, [12, 12, 1], rng=random.Random(7))
    for _ in range(100):
        scores = [model(point) for point in points]
        if all((score.data > 0) == (label > 0) for score, label in zip(scores, labels)):
            return
        loss = sum((1 - label * score).relu() for label, score in zip(labels, scores)) / len(points)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= 0.5 * p.grad
    pytest.fail("not learned in 100 steps")
