"""More small datasets for the networks of the lessons: points in the plane with labels -1 and 1, as `micrograd.moons`
has them.
"""

import math
import random

Dataset = tuple[list[tuple[float, float]], list[int]]


def circles(n: int = 100, noise: float = 0.1, seed: int = 1337) -> Dataset:
    """A ring of radius 1.5 (label -1) around a disc of radius 0.6 (label 1).

    Args:
        n: the number of points, every second one of the ring.
        noise: the standard deviation of the Gaussian noise on each coordinate.
        seed: the same seed gives the same points; the global random generator is left alone.

    Returns:
        points: n pairs (x, y).
        labels: n of them, -1 or 1.
    """
    rng = random.Random(seed)

    def place(i: int, label: int) -> tuple[float, float]:
        angle, radius = rng.uniform(0, 2 * math.pi), 1.5 if label < 0 else 0.6 * math.sqrt(rng.random())
        return radius * math.cos(angle), radius * math.sin(angle)

    return _scattered(n, noise, rng, place)


def quarters(n: int = 100, noise: float = 0.1, seed: int = 1337) -> Dataset:
    """Four squares, each of the label of the one across: exclusive or.

    Args and Returns as for circles.
    """
    rng = random.Random(seed)

    def place(i: int, label: int) -> tuple[float, float]:
        right = 1 if i % 4 < 2 else -1
        return right * rng.uniform(0.25, 1.5), label * right * rng.uniform(0.25, 1.5)

    return _scattered(n, noise, rng, place)


def spirals(n: int = 100, noise: float = 0.05, seed: int = 1337) -> Dataset:
    """Two spirals around each other, each three quarters of a turn.

    Args and Returns as for circles.
    """
    rng = random.Random(seed)

    def place(i: int, label: int) -> tuple[float, float]:
        along = (i // 2 + 0.5) / math.ceil(n / 2)
        angle, radius = 1.5 * math.pi * along, 0.25 + 1.35 * along
        return label * radius * math.cos(angle), label * radius * math.sin(angle)

    return _scattered(n, noise, rng, place)


def _scattered(n, noise, rng, place):
    labels = [-1 if i % 2 else 1 for i in range(n)]
    places = [place(i, label) for i, label in enumerate(labels)]
    return [(x + rng.gauss(0, noise), y + rng.gauss(0, noise)) for x, y in places], labels
