"""What the page gets to open a large graph: a view once for all parts that were made in the same way, and the numbers
of each value once.
"""

from collections.abc import Sequence
from typing import Any

from viz.drawing.geometry import Geometry, Rooms, place_graphs
from viz.drawing.scenes import nobody_computed
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.player_data import picture_data
from viz.values.folding import Item, view_of
from viz.values.graph import Graph, Node
from viz.values.numbers import as_float
from viz.values.operations import sign_of
from viz.values.structure import Parts, parts_of
from viz.words.messages import say, words_of
from viz.words.text import fit

HEAD, DIGITS = "0" * 11, 9  # the room for a name, and for a number
_LETTERS = {"value": "v", "part": "p", "whole part": "w", "alike": "a", "stage": "s"}
_LABEL_COLUMNS = 60
_PRECISION = 6  # significant digits of the numbers: at most four are shown


class Views:
    """All views of a graph, each once for all parts that look alike.

    Args:
        graph: what they show.

    Attributes:
        items: for each view its boxes; the first view is that of the whole.
        graphs: for each view what is placed: a box for each item, and in the circle before it what that stands for.
        data: for each view what the page gets: its items, and how many of its values, the first ones, are outside.
        whole: for each of the values of the first view its index in the graph.
        sums: see viz.values.structure.parts_of.
    """

    def __init__(self, graph: Graph) -> None:
        parts, self.whole, self.sums = parts_of(graph)
        self._known: dict[Parts, int] = {}
        self.items: list[tuple[Item, ...]] = []
        self.graphs: list[Graph] = []
        self.data: list[tuple[list[Any], int]] = []
        self._grad = 0.0 if any(node.grad is not None for node in graph.nodes) else None  # a row for it, or none
        self._index_of(parts)

    def _index_of(self, parts: Parts) -> int:
        if parts in self._known:
            return self._known[parts]
        number = self._known[parts] = len(self.items)
        items = view_of(parts)
        self.items.append(items)
        self.graphs.append(_placed_graph(parts, items, self._grad))
        self.data.append(([], len(parts) - parts.count_inside))
        self.data[number][0].extend(self._item_data(parts, item) for item in items)
        return number

    def _item_data(self, parts: Parts, item: Item) -> list[Any]:
        """[kind, whether it is a leaf, whether it is outside, the members]"""
        made = parts.made[item.members[0][-1]]
        members = [self._member(parts, item, member) for member in item.members]
        kind = "whole part" if item.kind == "part" and not item.operands else item.kind
        return [_LETTERS[kind], int(not made.is_result), int(made.outside), members]

    def _member(self, parts: Parts, item: Item, member: Sequence[int]) -> list[Any]:
        """[its result]; of one that opens [its result, its view, which value of this view each one of that is]"""
        if len(member) == 1 and (item.kind != "alike" or not parts.made[member[-1]].operands):
            return [member[-1]]
        some, indices = parts.some(member, item.shown)
        return [member[-1], self._index_of(some), indices]


def _placed_graph(parts: Parts, items: Sequence[Item], grad: float | None) -> Graph:
    nodes = (
        Node(0.0, 0.0, grad, HEAD, _in_the_circle(parts, item), item.operands, _is_order_known(parts, item), None,
             folded=int(item.kind != "value" or _is_long_sum(parts, item)))
        for item in items
    )  # fmt: skip
    return Graph(tuple(nodes), len(items))


def _is_long_sum(parts: Parts, item: Item) -> bool:
    made = parts.made[item.members[0][-1]]
    return item.kind == "value" and made.op == "+" and len(made.operands) > 2


def _is_order_known(parts: Parts, item: Item) -> bool:
    return item.kind != "value" or parts.made[item.members[0][-1]].order_known


def _in_the_circle(parts: Parts, item: Item) -> str:
    made = parts.made[item.members[0][-1]]
    if item.kind == "value":
        return "Σ" if _is_long_sum(parts, item) else made.op
    if item.kind == "stage":
        return "⋯"
    return f"{sign_of(made.op)} ⋯" if len(item.members[0]) > 1 else sign_of(made.op)


def geometries_of(views: Views, marked: bool) -> tuple[list[Geometry], list[int]]:
    """(Where things stand, which of these each view has): views of the same shape share one."""
    known: dict[object, int] = {}
    shapes: list[Graph] = []
    numbers: list[int] = []
    for graph in views.graphs:
        shape = tuple((node.op, node.operands, node.order_known, node.folded) for node in graph.nodes)
        if shape not in known:
            known[shape] = len(shapes)
            shapes.append(graph)
        numbers.append(known[shape])
    return place_graphs(shapes, Rooms(digits=DIGITS, marked=marked)), numbers


def overview_data(
    graph: Graph, views: Views, geometries: Sequence[Geometry], numbers: Sequence[int], stale: frozenset[int]
) -> Data:
    """The Data of a large graph."""
    return {
        "words": words_of("overview") | {"data": say("data"), "grad": say("grad")},
        "name": say("value number", number="{number}"),
        "pictures": [picture_data(geometry, [HEAD] * len(geometry.boxes)) for geometry in geometries],
        "views": [[picture, *view] for picture, view in zip(numbers, views.data)],
        "whole": views.whole,
        "sums": views.sums,
        "labels": {i: fit(node.label, _LABEL_COLUMNS) for i, node in enumerate(graph.nodes) if node.label},
        "stale": sorted(stale),
        "waiting": nobody_computed(graph),
        "data": [_short(node.number) for node in graph.nodes],
        "grads": [_short(as_float(node.grad)) if node.grad is not None else None for node in graph.nodes],
    }


def _short(x: float | None) -> Any:
    if x is None:
        return None
    short = float(f"{x:.{_PRECISION}g}")
    return html.js_number(x if short != x and short.is_integer() else short)  # what is nearly 1 is not written as 1.0
