"""The parts of the blank page, in the order in which they are graded."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """What one check of the blank page grades.

    Attributes:
        name: as in `check.engine`.
        takes: what its classes are called, in the order in which it is given them.
        parts: {exercise: which of the classes its check is given}, in order.
        stands_on: the exercises that have to be right before anything can be said of what goes wrong in these.
    """

    name: str
    takes: tuple[str, ...]
    parts: Mapping[str, int]
    stands_on: tuple[str, ...] = ()


_OF_VALUE = ("value", "add", "mul", "pow", "operators", "relu", "backward", "backward_twice")
ENGINE = Group("engine", ("Value",), dict.fromkeys(_OF_VALUE, 0))
NETWORK = Group("network", ("Neuron", "Layer", "MLP"), {"neuron": 0, "layer": 1, "mlp": 2}, _OF_VALUE)
GROUPS = {group.name: group for group in (ENGINE, NETWORK)}
MOONS = "moons"  # the last part: a training, which no exercise examines
PARTS = (*ENGINE.parts, *NETWORK.parts, MOONS)
