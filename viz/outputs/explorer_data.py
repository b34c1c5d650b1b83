"""What the explorer in the browser gets: where everything stands, the operations, the numbers, the leaves."""

from collections.abc import Sequence

from viz.drawing.geometry import Rooms, place_graph
from viz.outputs import html
from viz.outputs.explored import Explored, Numbers
from viz.outputs.html import Data
from viz.outputs.player_data import picture_data
from viz.values.expression import Expression
from viz.values.names import bracketed_name, name
from viz.values.passes import creation_order
from viz.words.messages import words_of

Presets = Sequence[tuple[str, Sequence[tuple[int, float]]]]  # what each is called; the index and number of its leaves

_FOOT = 44  # px: FOOT in js/shake.js


def explorer_data(explored: Explored, presets: Presets | None = None) -> Data:
    """The Data of what is explored.

    Args:
        explored: what it is.
        presets: those of the author; None where the page is to find some.
    """
    graph, movable, numbers = explored.graph, explored.movable, explored.numbers
    nodes = graph.nodes
    names = [name(graph, i) for i in range(len(nodes))]
    fixed = [i for i, node in enumerate(nodes) if not node.operands and i not in movable]
    return {
        "words": words_of("explorer"),
        "picture": picture_data(place_graph(graph, Rooms(foot=_FOOT)), names),
        "graph": {
            "symbols": [node.op for node in nodes],
            "operands": [node.operands for node in nodes],
            "order": creation_order(graph),
        },
        "unordered": [i for i, node in enumerate(nodes) if not node.order_known],
        "names": names,
        "short": [bracketed_name(graph, i) for i in range(len(nodes))],
        "leaves": [[i, label, numbers.data[i]] for i, label in movable.items()],
        "presets": presets,
        "fixed": {i: html.js_number(numbers.data[i]) for i in fixed},
        "data": [*map(html.js_number, numbers.data)],
        "grads": [*map(html.js_number, numbers.grads)],
        "text": explored.computation.text if isinstance(explored.computation, Expression) else None,
    }


def numbers_data(numbers: Numbers, nudged: Numbers) -> Data:
    """The Data of numbers that the browser cannot compute, and of those when a leaf is nudged."""
    return {
        "data": [*map(html.js_number, numbers.data)],
        "grads": [*map(html.js_number, numbers.grads)],
        "slopes": [known and [*map(html.js_number, known)] for known in numbers.slopes],
        "nudged": [*map(html.js_number, nudged.data)],
    }
