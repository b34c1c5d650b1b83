"""What a network gives for an example, computed from its weights alone: which activation function each layer has is
told by what the model itself gives, never by a flag.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from viz.values.conventions import number_of
from viz.values.network import Unit
from viz.words.messages import say
from viz.words.text import short_repr

Layers = Sequence[Sequence[Unit]]


def _relu(x: float) -> float:
    return 0.0 if x < 0 else x  # nan stays nan


def _sigmoid(x: float) -> float:
    return 0.5 * (1 + math.tanh(x / 2))  # never overflows


ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "none": lambda x: x,
    "relu": _relu,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
}
_DEEPEST = 4  # layers, up to which each may have another activation function: some hundred possibilities
_NEAR = 1e-5  # of engines that count in 32 bits


def score_of(model: Callable[[list[float]], Any], example: Sequence[float]) -> float:
    """What a model gives for an example, as a float; of a list with one entry that.

    Raises:
        TypeError: it is no number.
    """
    given = model(list(example))
    only = given[0] if isinstance(given, (list, tuple)) and len(given) == 1 else given
    score = number_of(only)
    if score is None:
        raise TypeError(say("no score", kind=type(given).__name__, shown=short_repr(given)))
    return score


def forward(layers: Layers, activations: Sequence[str], example: Sequence[float]) -> list[float]:
    """What the last layer gives; activations has a name of ACTIVATIONS for each layer."""
    numbers = list(example)
    for layer, name in zip(layers, activations):
        act = ACTIVATIONS[name]
        numbers = [act(unit.bias + sum(w * x for w, x in zip(unit.weights, numbers))) for unit in layer]
    return numbers


def agrees(layers: Layers, activations: Sequence[str], answers: Iterable[tuple[Sequence[float], float]]) -> bool:
    """Whether the network computes what the model gave for the examples, up to rounding.

    Args:
        answers: (example, score) pairs.
    """
    return all(_is_near(forward(layers, activations, example)[0], score) for example, score in answers)


def activations_of(layers: Layers, answers: Sequence[tuple[Sequence[float], float]]) -> tuple[str, ...] | None:
    """The activation function of each layer, with which the weights give what the model gave; None where none does, or
    where there is more than one output. Where several do, the one that the neurons say of themselves is preferred.

    Args:
        answers: (example, score) pairs; with more of them, at different places, fewer possibilities remain.
    """
    if len(layers[-1]) != 1 or not answers:
        return None
    return next((each for each in _possible(layers) if agrees(layers, each, answers)), None)


def _possible(layers: Layers) -> Iterator[tuple[str, ...]]:
    yield tuple("relu" if layer[0].gate else "none" for layer in layers)
    names = list(ACTIVATIONS)
    if len(layers) <= _DEEPEST:
        yield from product(names, repeat=len(layers))
    else:
        yield from ((*[inner] * (len(layers) - 1), last) for inner in names for last in names)


def _is_near(x: float, y: float) -> bool:
    if math.isfinite(x) and math.isfinite(y):
        return abs(x - y) <= _NEAR * (1 + abs(y))
    return not (math.isfinite(x) or math.isfinite(y))
