"""What the page gets to show one step of training: the gradients that run back, and what they make of the weights."""

from collections.abc import Sequence

from viz.outputs.html import Data
from viz.outputs.packing import packed
from viz.values.network import Unit


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
