"""What the page gets to open the neurons of a network: where each graph stands, once for all neurons that build the
same one, and for each neuron only its numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from numbers import Real
from typing import Any

from viz.drawing.geometry import Geometry, Rooms, place_graph
from viz.drawing.graphviz_here import GraphvizFailed, GraphvizMissing, LayoutTooSlow
from viz.drawing.network import MOST_NEURONS
from viz.drawing.scenes import NOT_YET
from viz.outputs.html import Data
from viz.outputs.player_data import picture_data
from viz.values.graph import Graph, Node
from viz.values.names import name
from viz.values.neuron_graphs import NeuronGraph
from viz.words.messages import first_few, say, words_of
from viz.words.text import number, plain

_KEPT = 32  # geometries: a training draws the same few again and again


def neuron_data(layers: Sequence[Sequence[NeuronGraph | None]], example: Sequence[float]) -> Data | None:
    """The Data of the neurons that are drawn; None where none of them can be opened.

    Args:
        layers: what each neuron builds, [layer][neuron].
        example: what the network is given.
    """
    waiting = _nobody_went_back(layers)
    pictures: dict[_Structure, int] = {}
    try:
        neurons = [
            [_neuron(graph, say("unit name", layer=k + 1, n=n + 1), pictures, waiting) for n, graph in enumerate(layer)]
            for k, layer in enumerate(each[:MOST_NEURONS] for each in layers)
        ]
        placed = [picture_data(structure.geometry) for structure in pictures]
    except (GraphvizMissing, GraphvizFailed, LayoutTooSlow):
        return None
    if not placed:
        return None
    notes = [_notes(k, example, waiting) for k in range(len(layers))]
    return {"words": words_of("opened"), "pictures": placed, "layers": neurons, "notes": notes}


def _nobody_went_back(layers: Sequence[Sequence[NeuronGraph | None]]) -> bool:
    """Whether no weight and no bias has a gradient other than 0."""
    found = [neuron for layer in layers for neuron in layer if neuron]
    return all(_is_zero(neuron.graph.nodes[i]) for neuron in found for i in neuron.parameters)


def _is_zero(node: Node) -> bool:
    return node.grad is None or (isinstance(node.grad, Real) and node.grad == 0)


def _neuron(
    opened: NeuronGraph | None, title: str, pictures: "dict[_Structure, int]", waiting: bool
) -> list[Any] | None:
    """[its title, which picture, the texts of data, those of grad]"""
    if opened is None:
        return None
    nodes = opened.graph.nodes
    picture = pictures.setdefault(_structure_of(opened.graph), len(pictures))
    grads = [_gradient(node, waiting or i not in opened.parameters) for i, node in enumerate(nodes)]
    return [title, picture, [number(node.data) for node in nodes], grads]


def _gradient(node: Node, waiting: bool) -> str:
    """The text of a gradient: nobody has computed one that is 0 where none can have come."""
    if node.grad is None:
        return ""
    return NOT_YET if waiting and _is_zero(node) else number(node.grad, signed=True)


def _notes(layer: int, example: Sequence[float], waiting: bool) -> list[str]:
    """Which numbers a layer is given, and whose the gradients are."""
    inputs = first_few([f"x{i + 1} = {plain(float(x))}" for i, x in enumerate(example)])
    given = say("opened later inputs", layer=layer, inputs=inputs) if layer else say("opened inputs", inputs=inputs)
    return [given] if waiting else [given, say("opened gradients")]


@dataclass(frozen=True)
class _Structure:
    """All of a graph that its picture's places depend on; the numbers in it are not among that."""

    parts: tuple[Any, ...]
    graph: Graph = field(compare=False)

    @property
    def geometry(self) -> Geometry:
        return _placed(self)


def _structure_of(graph: Graph) -> _Structure:
    parts = (
        (name(graph, i), bool(node.label), node.op, node.operands, node.order_known, node.grad is None)
        for i, node in enumerate(graph.nodes)
    )
    return _Structure(tuple(parts), graph)


@lru_cache(maxsize=_KEPT)
def _placed(structure: _Structure) -> Geometry:
    return place_graph(structure.graph, Rooms())
