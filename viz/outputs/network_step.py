"""What the page gets to show one step of training: the gradients that run back, and what they make of the weights."""

import math
from collections.abc import Sequence
from typing import Any

from viz.outputs.html import Data
from viz.outputs.packing import packed
from viz.values.conventions import number_held
from viz.values.network import Unit
from viz.values.numbers import as_float
from viz.words.messages import say
from viz.words.text import short_repr


def read_rate(rate: Any) -> float:
    """A learning rate as a float.

    Raises:
        TypeError: it is no number.
        ValueError: it is not above 0.
    """
    told = as_float(rate)
    if told is None:
        told = as_float(number_held(rate))
    if told is None:
        raise TypeError(say("not one number", name="rate", kind=type(rate).__name__, shown=short_repr(rate)))
    if not 0 < told < math.inf:
        raise ValueError(say("not above 0", name="rate", shown=short_repr(rate)))
    return told


def step_data(layers: Sequence[Sequence[Unit]], rate: float | None) -> Data | None:
    """The Data of a step; None where no weight has a gradient, because nobody has gone back yet."""
    if not any(gradient for layer in layers for unit in layer for gradient in unit.gradients):
        return None
    return {
        "sizes": [len(layers[0][0].weights), *map(len, layers)],
        "weights": [packed([x for unit in layer for x in (*unit.weights, unit.bias)]) for layer in layers],
        "gradients": [packed([x for unit in layer for x in unit.gradients]) for layer in layers],
        "rate": rate,
    }
