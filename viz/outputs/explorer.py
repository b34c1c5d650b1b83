"""`viz.explore`: sliders on the leaves of an expression; every value and gradient follows at once, in the page
itself.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from viz.drawing.geometry import Rooms, place_graph
from viz.drawing.scenes import scene_of
from viz.drawing.svg import draw_graph
from viz.outputs import html
from viz.outputs.animations import MOST_VALUES
from viz.outputs.html import Data
from viz.outputs.link import LinkedOutput
from viz.outputs.player_data import picture_data
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, number_held
from viz.values.forward import leaf_maker
from viz.values.graph import Graph
from viz.values.in_words import count_in_words, describe
from viz.values.names import bracketed_name, name
from viz.values.numbers import as_float, or_nan
from viz.values.operands import is_value_like, operands_of
from viz.values.passes import creation_order, true_gradients
from viz.values.slopes import known_slopes
from viz.values.torch_graph import is_tensor
from viz.values.versions import notes_on_versions
from viz.words.messages import encodable, say, words_of
from viz.words.text import short_repr

if TYPE_CHECKING:
    from viz.outputs.widgets import ExplorerWidget

_ENTRY, _STYLES = "explorer.js", ("player.css", "explorer.css")
_ENLARGED = 1.5


def explore(function: Callable[..., ValueLike], **leaves: ValueLike) -> "Explorer":
    """An expression with sliders on its leaves: all values and gradients follow, and a nudge shows what a gradient
    foretells.

    The function runs once; from then on the page computes with the operations that were recorded. An operation that
    it has no rule for is left to the kernel, where one is running.

    Args:
        function: takes the leaves by name and returns the result, `lambda a, b: a * b`.
        **leaves: Value-like objects, all that the function needs; their class is the class that is explored.

    Returns:
        An Explorer: shown by Jupyter; `.values` are the leaves' numbers as the sliders stand.

    Raises:
        TypeError: no leaves, a leaf or the result is not Value-like, a leaf is a tensor of torch, or does not hold a
            finite real number.
        ValueError: the result does not depend on any of the leaves, or has more than 300 values.
    """
    if not leaves:
        raise TypeError(say("nothing to explore"))
    for label, leaf in leaves.items():
        if is_tensor(leaf):
            raise TypeError(say("needs a class in Python", name="explore", kind=type(leaf).__name__))
        if is_value_like(leaf):
            graphs.read(leaf, limit=1)  # says what is out of scope
        if not is_value_like(leaf) or not math.isfinite(or_nan(as_float(number_held(leaf)))):
            raise TypeError(say("not a leaf", name=label, kind=type(leaf).__name__, shown=short_repr(leaf)))
    return Explorer(function, leaves)


class Explorer(LinkedOutput):
    """What `viz.explore` shows.

    Attributes:
        values: {name of a leaf: its number}, in a live kernel as the sliders stand now.
    """

    def __init__(self, function: Callable[..., ValueLike], leaves: Mapping[str, ValueLike]) -> None:
        self._function, self._all = function, leaves
        root = function(**leaves)
        graph, values = graphs.read_with_values(root, limit=MOST_VALUES)
        if len(values) < graph.total:
            raise ValueError(say("too large to explore", count=count_in_words(graph), most=MOST_VALUES))
        self._labels = _shown(leaves)
        names = {id(leaves[label]): shown for shown, label in self._labels.items()}
        self._leaves = {i: names[id(value)] for i, value in enumerate(values) if id(value) in names}
        if not self._leaves:
            raise ValueError(say("no leaf in the result"))
        self._notes = notes_on_versions(values)
        data, grads = _computed(graph, values)
        nodes = (
            replace(node, grad=grads[i], label=self._leaves.get(i) or node.label) for i, node in enumerate(graph.nodes)
        )
        self._graph, self._data, self._grads = replace(graph, nodes=tuple(nodes)), data, grads
        self._geometry = place_graph(self._graph, Rooms())
        self._start = {shown: data[i] for i, shown in self._leaves.items()}
        self._link = self._new_link() if self.is_live else None  # at once: what the sliders say can be asked later

    @property
    def values(self) -> dict[str, float]:
        now = self._link.values if self._link else self._start
        return {self._labels[shown]: float(x) for shown, x in now.items()}

    def to_text(self) -> str:
        return describe(self._graph)

    def to_svg(self) -> str:
        scene = scene_of(self._graph)
        return draw_graph(
            self._graph, self._geometry, scene, self._notes, describe(self._graph), _ENLARGED, tooltips=False
        )

    def _new_link(self) -> "ExplorerWidget":
        from viz.outputs.widgets import ExplorerWidget

        question = {"values": self._start, "nudged": None}
        return ExplorerWidget(
            self._result_and_grads, self._start, answering=self.answer, token=self._token, question=question
        )

    def _make_widget(self) -> "ExplorerWidget":
        self._link = self._link or self._new_link()
        return self._link

    def _result_and_grads(self, values: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """What the widget tells of the leaves; nan where the function fails."""
        try:
            data, grads = self._at(values)
        except Exception:  # the page says which error it is, where it needs the kernel at all
            return math.nan, dict.fromkeys(self._start, math.nan)
        return data[-1], {shown: grads[i] for i, shown in self._leaves.items()}

    def _html(self, token: str | None) -> str:
        return html.player(self.to_svg(), self.to_text(), self._page_data(), _ENTRY, _STYLES, token=token)

    def _page_data(self) -> Data:
        nodes = self._graph.nodes
        names = [name(self._graph, i) for i in range(len(nodes))]
        return {
            "words": words_of("explorer"),
            "picture": picture_data(self._geometry, names),
            "graph": {
                "symbols": [n.op for n in nodes],
                "operands": [n.operands for n in nodes],
                "order": creation_order(self._graph),
            },
            "unordered": [i for i, node in enumerate(nodes) if not node.order_known],
            "names": names,
            "short": [bracketed_name(self._graph, i) for i in range(len(nodes))],
            "leaves": [[i, label, self._data[i]] for i, label in self._leaves.items()],
            "fixed": {
                i: html.js_number(self._data[i])
                for i, node in enumerate(nodes)
                if not node.operands and i not in self._leaves
            },
            "data": [html.js_number(x) for x in self._data],
            "grads": [html.js_number(x) for x in self._grads],
        }

    def answer(self, question: Data) -> Data:
        """What the browser cannot compute by itself.

        Args:
            question: {"values": {leaf: number}, "nudged": the same with one leaf nudged, or None where nothing is
                asked}.

        Returns:
            {"values", "data", "grads", "nudged"}: the values asked for, the data and the gradient of every node, and
            what the result is when the leaf is nudged; {"values", "error"} where the function fails; {} where nothing
            is asked.
        """
        if question["nudged"] is None:
            return {}
        try:
            data, grads = self._at(question["values"])
            nudged, _ = self._at(question["nudged"])
        except Exception as error:  # whatever the learner's function says is for the learner
            return {"values": question["values"], "error": encodable(f"{type(error).__name__}: {error}")}
        numbers = {
            "data": [*map(html.js_number, data)],
            "grads": [*map(html.js_number, grads)],
            "nudged": html.js_number(nudged[-1]),
        }
        return {"values": question["values"], **numbers}

    def _at(self, values: Mapping[str, float]) -> tuple[list[float], list[float]]:
        leaves = {label: _leaf_at(self._all[label], values.get(shown)) for shown, label in self._labels.items()}
        root = self._function(**leaves)
        graph, objects = graphs.read_with_values(root)
        if [node.op for node in graph.nodes] != [node.op for node in self._graph.nodes]:
            raise ValueError(say("another graph"))
        return _computed(graph, objects)


def _shown(labels: Iterable[str]) -> dict[str, str]:
    """{as the page and the kernel call a leaf: its name}: the two differ where a name is such that nothing can be sent
    that holds it.
    """
    found: dict[str, str] = {}
    for label in labels:
        shown = encodable(label)
        while shown in found:
            shown += "\ufffd"
        found[shown] = label
    return found


def _leaf_at(leaf: ValueLike, x: float | None) -> ValueLike:
    """A fresh leaf of the same class that holds x; the leaf itself where the page says nothing of it."""
    make = None if x is None else leaf_maker(leaf, operands_of(leaf))
    return leaf if make is None or x is None else make(x)


def _computed(graph: Graph, values: Sequence[ValueLike]) -> tuple[list[float], list[float]]:
    """(data, gradients) of all nodes as floats; nan for what is unknown or no number."""
    grads = true_gradients(graph, known_slopes(graph, values).slopes)
    return [or_nan(node.number) for node in graph.nodes], [or_nan(x) for x in grads]
