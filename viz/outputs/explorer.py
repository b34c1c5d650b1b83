"""`viz.explore`: sliders on the leaves of an expression; every value and gradient follows at once, in the page
itself.
"""

import math
from collections.abc import Callable, Mapping

from viz.drawing.geometry import Rooms, place_graph
from viz.drawing.scenes import scene_of
from viz.drawing.svg import draw_graph
from viz.outputs import html
from viz.outputs.explored import Computation, Explored, Leaves
from viz.outputs.html import Data
from viz.outputs.link import link_to_page
from viz.outputs.output import Output
from viz.outputs.player_data import picture_data
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, number_held
from viz.values.expression import read_expression
from viz.values.in_words import describe
from viz.values.names import bracketed_name, name
from viz.values.numbers import as_float, is_finite, or_nan
from viz.values.operands import is_value_like
from viz.values.passes import creation_order
from viz.values.torch_graph import is_tensor
from viz.words.messages import encodable, one_of, say, words_of
from viz.words.text import short_repr

_ENTRY, _STYLES = "explorer.js", ("player.css", "explorer.css")
_ENLARGED = 1.5
_FOOT = 44  # px: FOOT in js/shake.js


Presets = Mapping[str, Mapping[str, float]]  # {what its button says: {leaf: number}}


def explore(
    function: Callable[..., ValueLike] | str, presets: Presets | None = None, /, **leaves: ValueLike
) -> "Explorer":
    """An expression with sliders on its leaves: all values and gradients follow, and a nudge shows what a gradient
    foretells.

    The function runs once; from then on the page computes with the operations that were recorded. An operation that
    it has no rule for is left to the kernel, where one is running.

    Args:
        function: takes the leaves by name and returns the result, `lambda a, b: a * b`; or the expression as text,
            `"d = a * b + c"`. In a text stand names, numbers, + - * / **, brackets and functions, `relu(x)` or
            `x.relu()`. Several lines, or parts behind `;`, may give names to what they compute; the last is the result.
        presets: numbers for the leaves that a button sets, {"far away": {"a": 9}}; leaves that are not mentioned get
            the numbers that they were given. Without it the page finds some by itself: a gate that closes, a function
            that is flat, all leaves 1; with {} there are none.
        **leaves: Value-like objects, all that the function needs; their class is the class that is explored. Of a text
            one is enough: a name that is not among them becomes a leaf of the same class that holds 1.

    Returns:
        An Explorer: shown by Jupyter; `.values` are the leaves' numbers as the sliders stand.

    Raises:
        TypeError: no leaves, a leaf or the result is not Value-like, a leaf is a tensor of torch, or does not hold a
            finite real number; the class lacks an operation of the text; a preset is no dict of numbers.
        ValueError: a preset names no leaf; the result does not depend on any of the leaves, or has more than 300
            values; the text is no expression.
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
    computation = read_expression(function) if isinstance(function, str) else function
    return Explorer(computation, leaves, None if presets is None else _checked(presets))


def _checked(presets: Presets) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for title, numbers in presets.items() if isinstance(presets, Mapping) else [("", presets)]:
        plain = {leaf: as_float(x) for leaf, x in numbers.items()} if isinstance(numbers, Mapping) else {"": None}
        if not isinstance(title, str) or not all(map(is_finite, plain.values())):
            raise TypeError(say("not a preset", shown=short_repr({title: numbers} if title else presets)))
        found[title] = {leaf: or_nan(x) for leaf, x in plain.items()}
    return found


class Explorer(Output):
    """What `viz.explore` shows.

    Attributes:
        values: {name of a leaf: its number}, in a live kernel as the sliders stand now.
    """

    def __init__(
        self, computation: Computation, leaves: Leaves, presets: Mapping[str, Mapping[str, float]] | None = None
    ) -> None:
        self._explored = Explored(computation, leaves)
        self._presets = None if presets is None else self._by_index(presets)
        self._graph = self._explored.graph
        self._link = link_to_page(self.answer, {"values": self._explored.start, "nudged": None})

    @property
    def values(self) -> dict[str, float]:
        now = self._link.question["values"] if self._link else self._explored.start
        return {self._explored.labels[shown]: float(x) for shown, x in now.items()}

    def _by_index(self, presets: Mapping[str, Mapping[str, float]]) -> list[tuple[str, list[tuple[int, float]]]]:
        """Each preset with the leaves as the page knows them."""
        index = {self._explored.labels[shown]: i for i, shown in self._explored.movable.items()}
        for title, numbers in presets.items():
            for leaf in numbers:
                if leaf not in index:
                    raise ValueError(say("preset of no leaf", title=title, shown=leaf, leaves=one_of(index)))
        return [(encodable(title), [(index[leaf], x) for leaf, x in each.items()]) for title, each in presets.items()]

    def to_html(self) -> str:
        return self._html(token=None)

    def to_text(self) -> str:
        return describe(self._graph)

    def to_svg(self) -> str:
        scene, notes, geometry = scene_of(self._graph), self._explored.notes, place_graph(self._graph, Rooms())
        return draw_graph(self._graph, geometry, scene, notes, describe(self._graph), _ENLARGED, tooltips=False)

    def _live_html(self) -> str:
        return self._html(self._link.token if self._link else None)

    def _html(self, token: str | None) -> str:
        return html.player(self.to_svg(), self.to_text(), self._page_data(), _ENTRY, _STYLES, token=token)

    def _page_data(self) -> Data:
        nodes, movable, numbers = self._graph.nodes, self._explored.movable, self._explored.numbers
        names = [name(self._graph, i) for i in range(len(nodes))]
        return {
            "words": words_of("explorer"),
            "picture": picture_data(place_graph(self._graph, Rooms(foot=_FOOT)), names),
            "graph": {
                "symbols": [n.op for n in nodes],
                "operands": [n.operands for n in nodes],
                "order": creation_order(self._graph),
            },
            "unordered": [i for i, node in enumerate(nodes) if not node.order_known],
            "names": names,
            "short": [bracketed_name(self._graph, i) for i in range(len(nodes))],
            "leaves": [[i, label, numbers.data[i]] for i, label in movable.items()],
            "presets": self._presets,
            "fixed": {
                i: html.js_number(numbers.data[i])
                for i, node in enumerate(nodes)
                if not node.operands and i not in movable
            },
            "data": [html.js_number(x) for x in numbers.data],
            "grads": [html.js_number(x) for x in numbers.grads],
        }

    def answer(self, question: Data) -> Data:
        """What the browser cannot compute by itself.

        Args:
            question: {"values": {leaf: number}, "nudged": the same with one leaf nudged, or None where nothing is
                asked}.

        Returns:
            {"values", "data", "grads", "slopes", "nudged"}: the values asked for, the data, the gradient and the local
            slopes of every node, and the data of every node when the leaf is nudged; {"values", "error"} where the
            function fails; {} where nothing is asked.
        """
        if question["nudged"] is None:
            return {}
        try:
            numbers, nudged = self._explored.at(question["values"]), self._explored.at(question["nudged"])
        except Exception as error:  # whatever the learner's function says is for the learner
            return {"values": question["values"], "error": encodable(f"{type(error).__name__}: {error}")}
        told = {
            "data": [*map(html.js_number, numbers.data)],
            "grads": [*map(html.js_number, numbers.grads)],
            "slopes": [known and [*map(html.js_number, known)] for known in numbers.slopes],
            "nudged": [*map(html.js_number, nudged.data)],
        }
        return {"values": question["values"], **told}
