"""`viz.network`: a picture of a multilayer perceptron, whose neurons open into the graphs that they build."""

from collections.abc import Iterable, Sequence
from typing import Any

from viz.drawing.network import MOST_NEURONS, draw_network, largest_of, lines_of
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.network_step import step_data
from viz.outputs.neuron_data import neuron_data
from viz.outputs.output import StillPicture, is_for_a_moment
from viz.values.arguments import positive
from viz.values.network import NetworkLike, Unit, dead_units, read_examples, read_network
from viz.values.neuron_graphs import NeuronGraph, neuron_graphs
from viz.words.messages import first_few, say, words_of
from viz.words.text import number

_ENTRY, _STYLES = "network.js", ("mesh.css", "network.css")


def network(
    model: NetworkLike,
    inputs: Iterable[Sequence[Any]] | None = None,
    *,
    gradients: bool = False,
    rate: float | None = None,
) -> "NetworkPicture":
    """A picture of a multilayer perceptron. In a page, a neuron opens into the graph of values that it builds when it
    is called, and closes again; and the gradients that a backward pass has left run back through the network. The model
    is left as it was.

    Args:
        model: what has `.layers` (each with `.neurons`), or is a layer, or a neuron (a list `.w` and a `.b`), such as
            those of micrograd.nn.
        inputs: examples, [[x1, x2], ...]: a neuron with a gate that gives 0 for all of them is marked as dead. What
            opens is computed from the first; without examples each input is 1.
        gradients: whether the lines show the gradients of the weights in the place of the weights.
        rate: the learning rate of the step that is to follow, each weight - rate * its gradient; it is shown then.

    Returns:
        A NetworkPicture: shown by Jupyter, saved by `.save("name.svg")` or `.png`.

    Raises:
        TypeError: model is no such thing, or rate no number.
        ValueError: the layers, or the examples, do not fit each other; rate is not above 0.
    """
    rate = None if rate is None else positive("rate", rate)
    layers = read_network(model)
    count = len(layers[0][0].weights)
    examples = None if inputs is None else read_examples(inputs, count)
    example = examples[0] if examples else [1.0] * count
    graphs = [] if is_for_a_moment() else neuron_graphs(model, example)
    return NetworkPicture(layers, examples, gradients, graphs, example, rate)


class NetworkPicture(StillPicture):
    """A drawn network.

    Args:
        layers, examples, gradients: what viz.network was given, read.
        graphs: what each neuron builds, [layer][neuron]; [] where none is to be opened.
        example: what that is computed from.
        rate: of the step that is shown; None for none.

    Attributes:
        svg: the picture, a complete SVG document that needs nothing else.
        description: the same in words, for screen readers and terminals.
        dead: (layer, neuron), both counted from 0, for each dead unit; empty where no examples were given.
    """

    def __init__(
        self,
        layers: Sequence[Sequence[Unit]],
        examples: list[list[float]] | None,
        gradients: bool,
        graphs: Sequence[Sequence[NeuronGraph | None]],
        example: Sequence[float],
        rate: float | None = None,
    ) -> None:
        self._graphs, self._example, self._step = graphs, example, step_data(layers, rate)
        self.dead = () if examples is None else dead_units(layers, examples)
        lines = lines_of(layers, gradients)
        notes = _notes(layers, examples, gradients, largest_of(lines), self.dead)
        self.description = "\n".join([_headline(layers), *notes])
        self.svg = draw_network(layers, lines, self.dead, notes, self.description)

    def to_html(self) -> str:
        still = super().to_html()
        data = None if is_for_a_moment() else self._data()
        return html.live(still, data, _ENTRY, _STYLES, "mg-network") if data else still

    def _data(self) -> Data | None:
        neurons = neuron_data(self._graphs, self._example)
        if neurons is None and self._step is None:
            return None
        found: Data = neurons or {"pictures": [], "layers": [], "notes": []}
        words = (words_of("mesh") if self._step else {}) | words_of("opened")
        return {**found, "words": words, "step": self._step}


def _headline(layers: Sequence[Sequence[Unit]]) -> str:
    sizes = say("comma").join(str(len(layer)) for layer in layers)
    parameters = sum(len(unit.weights) + 1 for layer in layers for unit in layer)
    return say("network", count=len(layers[0][0].weights), layers=sizes, parameters=parameters)


def _notes(
    layers: Sequence[Sequence[Unit]],
    examples: list[list[float]] | None,
    gradients: bool,
    largest: float,
    dead: tuple[tuple[int, int], ...],
) -> list[str]:
    notes = [say("shown gradients" if gradients else "shown weights", number=number(largest))]
    if examples and dead:
        names = first_few([say("unit name", layer=k + 1, n=n + 1) for k, n in dead])
        gates = sum(unit.gate for layer in layers for unit in layer)
        notes.append(say("dead units", count=len(dead), all=gates, examples=len(examples), names=names))
    if max(map(len, [layers[0][0].weights, *layers])) > MOST_NEURONS:
        notes.append(say("neurons left out", most=MOST_NEURONS))
    return notes
