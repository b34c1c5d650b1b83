"""Reads a network, of whatever class, into layers of Units, and finds the units that are dead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from numbers import Real
from typing import Any

from viz.values.conventions import gradient_held, number_of
from viz.values.numbers import or_nan, read_gradient
from viz.words.messages import say
from viz.words.text import short_repr

# What has `.layers` (each with `.neurons`), or `.neurons`, or is itself a neuron (`.w` and `.b`), of whatever class.
NetworkLike = Any


@dataclass(frozen=True)
class Unit:
    """A neuron: its weights, their gradients, its bias, and whether a gate (ReLU) follows the sum."""

    weights: tuple[float, ...]
    gradients: tuple[float, ...]
    bias: float
    gate: bool


def read_network(model: NetworkLike) -> list[list[Unit]]:
    """The layers of a network.

    Raises:
        TypeError: model is no network.
        ValueError: its layers do not fit each other.
    """
    try:
        layers = [[_unit(neuron) for neuron in layer] for layer in neurons_of(model)]
    except (AttributeError, TypeError):
        layers = []
    if not layers or not all(layers):
        raise TypeError(say("not a network", kind=type(model).__name__, shown=short_repr(model)))
    for n, (before, layer) in enumerate([(layers[0][0].weights, layers[0]), *pairwise(layers)], start=1):
        for unit in layer:
            if len(unit.weights) != len(before):
                raise ValueError(say("layers do not fit", layer=n, count=len(unit.weights), expected=len(before)))
    return layers


def neurons_of(model: NetworkLike) -> list[list[Any]]:
    """The neurons themselves, [layer][neuron]; whatever is no network is a neuron alone."""
    if hasattr(model, "layers"):
        return [list(layer.neurons) for layer in model.layers]
    return [list(model.neurons)] if hasattr(model, "neurons") else [[model]]


def _unit(neuron: NetworkLike) -> Unit:
    weights = list(neuron.w)
    return Unit(
        weights=tuple(map(_number, weights)),
        gradients=tuple(map(_gradient, weights)),
        bias=_number(neuron.b),
        gate=bool(getattr(neuron, "nonlin", True)),
    )


def _number(parameter: Any) -> float:
    found = number_of(parameter)
    if found is None:
        raise TypeError
    return found


def _gradient(parameter: Any) -> float:
    """Its gradient, 0.0 where there is none yet, nan where what it holds is no number."""
    if isinstance(parameter, Real):
        return 0.0
    held = parameter.grad if hasattr(parameter, "grad") else gradient_held(parameter)
    return or_nan(read_gradient(held).number)


def read_examples(inputs: Iterable[Any], count: int) -> list[list[float]]:
    """Examples, each of count numbers; ValueError where they are none."""
    examples: list[Any] = [
        [getattr(x, "data", x) for x in example] if isinstance(example, Sequence) else example for example in inputs
    ]
    for example in examples:
        if not isinstance(example, list) or len(example) != count or not all(isinstance(x, Real) for x in example):
            raise ValueError(say("not examples", count=count, shown=short_repr(example)))
    return examples


def dead_units(layers: Sequence[Sequence[Unit]], examples: Iterable[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """The gates that are closed for every example, as (layer, neuron)."""
    closed = (
        {(k, n) for k, layer in enumerate(layers) for n, unit in enumerate(layer) if unit.gate} if examples else set()
    )
    for x in examples:
        for k, layer in enumerate(layers):
            sums = [unit.bias + sum(w * xi for w, xi in zip(unit.weights, x)) for unit in layer]
            closed -= {(k, n) for n, total in enumerate(sums) if not total <= 0}
            x = [max(total, 0.0) if unit.gate else total for unit, total in zip(layer, sums)]
    return tuple(sorted(closed))
