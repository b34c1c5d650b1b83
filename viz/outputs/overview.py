"""A large graph as a few boxes that open, down to single values."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from viz.drawing.edges import flow_of
from viz.drawing.scenes import Scene, gradient, nobody_computed
from viz.drawing.svg import draw_graph
from viz.outputs import html
from viz.outputs.output import StillPicture
from viz.outputs.overview_data import Views, geometries_of, overview_data
from viz.values.folding import Item
from viz.values.graph import Graph
from viz.values.in_words import count_in_words
from viz.values.numbers import as_float
from viz.words.messages import say
from viz.words.text import fit, number, plain

_ENTRY, _STYLES = "overview.js", ("overview.css",)
_HEAD_COLUMNS = 12


class Overview(StillPicture):
    """A drawn Graph, folded.

    Args:
        graph: what is drawn.
        stale: the values that are marked, because their number is not what their operation gives.
        notes: further sentences that stand below.

    Attributes:
        graph: what is drawn.
        boxes: what stands in the heads of the boxes of the first picture.
        svg: that picture, a complete SVG document that needs nothing else.
        description: the same in words, for screen readers and terminals.
    """

    def __init__(self, graph: Graph, stale: frozenset[int] = frozenset(), notes: Sequence[str] = ()) -> None:
        self.graph, self._stale = graph, stale
        self._views = Views(graph)
        self._geometries, self._numbers = geometries_of(self._views, bool(stale))
        boxes = [_Box(graph, item, self._views.whole) for item in self._views.items[0]]
        self.boxes = [box.name for box in boxes]
        self._notes = [_headline(graph), *([say("stale")] if stale else []), *notes]
        self.description = "\n".join([self._notes[0], *(box.in_words() for box in boxes)])
        self.svg = self._drawn(boxes)

    def to_html(self) -> str:
        data = overview_data(self.graph, self._views, self._geometries, self._numbers, self._stale)
        still = html.still_image(self.svg, self.description)
        return html.live(still, data | {"notes": self._notes}, _ENTRY, _STYLES, "mg-overview")

    def _drawn(self, boxes: Sequence["_Box"]) -> str:
        geometry = self._geometries[self._numbers[0]]
        named = [replace(placed, name=fit(box.name, _HEAD_COLUMNS)) for placed, box in zip(geometry.boxes, boxes)]
        geometry = replace(geometry, boxes=named)
        scene = _scene(boxes, self._stale, nobody_computed(self.graph))
        return draw_graph(self._views.graphs[0], geometry, scene, self._notes, self.description, tooltips=False)


def _headline(graph: Graph) -> str:
    count = len(graph.nodes)
    if count == graph.total:
        return say("folded all", count=count)
    return say("folded", count=count, total=count_in_words(graph))


class _Box:
    """A box of the first picture.

    Attributes:
        name: what stands in its head.
        members: the indices of all values that are folded in it.
        is_several: whether it tells the numbers of several values: the largest by size.
        grads: their gradients, as far as they have any.
    """

    def __init__(self, graph: Graph, item: Item, whole: Sequence[int]) -> None:
        self.members = [whole[k] for member in item.members for k in member]
        results = [whole[member[-1]] for member in item.members]
        shown = self.members if item.kind == "stage" else results
        self.name = _name(graph, item, results)
        self.is_several = len(shown) > 1
        self._data = [graph.nodes[i].data for i in shown]
        self.grads = [graph.nodes[i].grad for i in shown if graph.nodes[i].grad is not None]

    @property
    def largest(self) -> float | None:
        """The largest of the gradients by size, with its sign."""
        return _largest(self.grads)

    def data(self) -> str:
        return self._text(self._data) if self.is_several else number(self._data[0])

    def grad(self, waiting: bool) -> dict[str, Any]:
        if not self.grads:
            return {"grad": ""}
        if waiting or not self.is_several:
            return gradient(self.grads[0], waiting)
        return {"grad": self._text(self.grads), "grad_sign": "ink"}

    def in_words(self) -> str:
        grad = self.grad(False).get("grad")
        told = [f"{say('data')} {self.data()}", *([f"{say('grad')} {grad}"] if grad else [])]
        return say("named", name=self.name, told=say("comma").join(told))

    def _text(self, numbers: Sequence[Any]) -> str:
        largest = _largest(numbers)
        return "?" if largest is None else number(largest) if math.isnan(largest) else f"≤ {number(abs(largest))}"


def _name(graph: Graph, item: Item, results: Sequence[int]) -> str:
    node = graph.nodes[results[0]]
    if item.kind == "stage":
        return say("overview.values", n=len(item.members[0]))
    if item.kind == "alike":
        return say("overview.alike" if node.operands else "overview.leaves", n=len(results))
    name = node.label or (say("value number", number=results[0] + 1) if node.operands else plain(node.data))
    return f"{name} ⋯" if item.kind == "part" and not item.operands else name  # no circle stands before it


def _largest(numbers: Sequence[Any]) -> float | None:
    """The largest by size, nan where one of them is nan; None where one is no number, or there is none."""
    known = [float(x) for x in map(as_float, numbers) if x is not None]
    if len(known) < len(numbers):
        return None
    return next((x for x in known if math.isnan(x)), max(known, key=abs, default=None))


def _scene(boxes: Sequence[_Box], stale: frozenset[int], waiting: bool) -> Scene:
    """Each box, and the arrow to it as wide as its gradient is large."""
    sizes = [abs(box.largest) for box in boxes if box.largest is not None]
    largest = max(filter(math.isfinite, sizes), default=0.0)
    scene: Scene = {}
    for n, box in enumerate(boxes):
        mark = {"mark": "stale"} if not stale.isdisjoint(box.members) else {}
        scene[f"v{n}"] = {"data": box.data()} | box.grad(waiting) | mark
        if box.largest and not waiting:
            flow = flow_of(box.largest, largest)
            look = ("line", flow.width, "") if box.is_several else (flow.colour, flow.width, flow.dash)
            scene[f"r{n}"] = {"lit": 1, "flow": look}
    return scene
