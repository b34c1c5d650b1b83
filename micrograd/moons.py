"""Two moons: the small dataset on which the networks of the lessons learn to tell two classes apart."""

import math
import random


def moons(n: int = 100, noise: float = 0.1, seed: int = 1337) -> tuple[list[tuple[float, float]], list[int]]:
    """Points on two interleaved half circles of radius 1, the second turned over and moved by (1, -0.5).

    Args:
        n: the number of points, half of them (rounded up) on the first moon.
        noise: the standard deviation of the Gaussian noise on each coordinate.
        seed: the same seed gives the same points; the global random generator is left alone.

    Returns:
        points: n pairs (x, y), in random order.
        labels: n of them, -1 for the first (upper) moon and 1 for the second.
    """
    rng = random.Random(seed)
    halves = [(math.ceil(n / 2), -1), (n // 2, 1)]
    data = [(_point(math.pi * i / max(size - 1, 1), label), label) for size, label in halves for i in range(size)]
    rng.shuffle(data)
    points = [(x + rng.gauss(0, noise), y + rng.gauss(0, noise)) for (x, y), _ in data]
    return points, [label for _, label in data]


def _point(angle: float, label: int) -> tuple[float, float]:
    x, y = math.cos(angle), math.sin(angle)
    return (x, y) if label < 0 else (1 - x, 0.5 - y)
