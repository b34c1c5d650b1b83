"""`viz.explore`: sliders on the leaves of an expression; every value and gradient follows at once, in the page
itself.
"""

import math
from collections.abc import Callable, Mapping

from viz.drawing.geometry import Rooms, place_graph
from viz.drawing.scenes import scene_of
from viz.drawing.svg import draw_graph
from viz.outputs import html
from viz.outputs.animations import animate
from viz.outputs.explored import Computation, Explored, Leaves
from viz.outputs.explorer_data import explorer_data, numbers_data
from viz.outputs.html import Data
from viz.outputs.link import link_to_page
from viz.outputs.output import Output
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, number_held
from viz.values.expression import read_expression
from viz.values.in_words import describe
from viz.values.numbers import as_float, is_finite, or_nan
from viz.values.operands import is_value_like
from viz.values.torch_graph import is_tensor
from viz.words.messages import encodable, one_of, say
from viz.words.text import short_repr

_ENTRY, _STYLES = "explorer.js", ("player.css", "explorer.css")
_ENLARGED = 1.5


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
        TypeError: neither a function nor a text; no leaves, a leaf or the result is not Value-like, a leaf is a tensor
            of torch, or does not hold a finite real number; the class lacks an operation of the text; a preset is no
            dict of numbers.
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
    if not callable(function) and not isinstance(function, str):
        raise TypeError(say("nothing to compute", kind=type(function).__name__, shown=short_repr(function)))
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
        self._typed: tuple[str, Explored] | None = None  # what was typed last in the page
        self._presets = None if presets is None else self._by_index(presets)
        self._link = link_to_page(self.answer, {"values": self._explored.start, "nudged": None})

    @property
    def values(self) -> dict[str, float]:
        question = self._link.question if self._link else {"values": self._explored.start}
        labels = self._shown(question).labels
        return {labels.get(shown, shown): float(x) for shown, x in question["values"].items()}

    def to_html(self) -> str:
        return self._html(token=None)

    def to_text(self) -> str:
        return describe(self._explored.graph)

    def to_svg(self) -> str:
        graph, notes = self._explored.graph, self._explored.notes
        geometry = place_graph(graph, Rooms())
        return draw_graph(graph, geometry, scene_of(graph), notes, describe(graph), _ENLARGED, tooltips=False)

    def _live_html(self) -> str:
        return self._html(self._link.token if self._link else None)

    def _html(self, token: str | None) -> str:
        data = explorer_data(self._explored, self._presets)
        return html.player(self.to_svg(), self.to_text(), data, _ENTRY, _STYLES, token=token)

    def _by_index(self, presets: Mapping[str, Mapping[str, float]]) -> list[tuple[str, list[tuple[int, float]]]]:
        """Each preset with the leaves as the page knows them."""
        index = {self._explored.labels[shown]: i for i, shown in self._explored.movable.items()}
        for title, numbers in presets.items():
            for leaf in numbers:
                if leaf not in index:
                    raise ValueError(say("preset of no leaf", title=title, shown=leaf, leaves=one_of(index)))
        return [(encodable(title), [(index[leaf], x) for leaf, x in each.items()]) for title, each in presets.items()]

    # What the browser cannot do by itself.

    def answer(self, question: Data) -> Data:
        """What a page asks.

        Args:
            question: {"values": {leaf: number}, "nudged": the same with one leaf nudged, or None where nothing is to
                be computed}; "text": the expression that was typed and is shown, if any; "asked", where the page wants
                something else: {"kind": "page" or "player", "text": another expression, "id": any text}.

        Returns:
            {"values", "data", "grads", "slopes", "nudged"}: the values asked for, the data, the gradient and the local
            slopes of every node, and the data of every node when the leaf is nudged; {"values", "error"} where the
            function fails; {} where nothing is asked. To "asked": {"id", "page"}, {"id", "player"} (the HTML of
            an animation) or {"id", "error"}.
        """
        if question.get("asked"):
            return self._handed_over(question["asked"], question)
        if question["nudged"] is None:
            return {}
        try:
            explored = self._shown(question)
            numbers, nudged = explored.at(question["values"]), explored.at(question["nudged"])
        except Exception as error:  # whatever the learner's function says is for the learner
            return {"values": question["values"], "error": encodable(f"{type(error).__name__}: {error}")}
        return {"values": question["values"], **numbers_data(numbers, nudged)}

    def _shown(self, question: Data) -> Explored:
        """What the page shows that asks: the same output may stand in several."""
        text = question.get("text")
        if text is None:
            return self._explored
        if self._typed is None or self._typed[0] != text:
            self._typed = text, self._explored.replaced_by(read_expression(text), question["values"])
        return self._typed[1]

    def _handed_over(self, asked: Data, question: Data) -> Data:
        try:
            if asked["kind"] == "player":
                root = self._shown(question).root_at(question["values"])
                return {"id": asked["id"], "player": encodable(animate(root).to_html())}
            typed = self._shown(question).replaced_by(read_expression(asked["text"]), question["values"])
            page = explorer_data(typed)
        except (ValueError, TypeError) as error:  # ours, or of the learner's class; both say what is wrong
            return {"id": asked["id"], "error": encodable(str(error))}
        except Exception as error:  # whatever else the learner's class says
            return {"id": asked["id"], "error": encodable(f"{type(error).__name__}: {error}")}
        self._typed = asked["text"], typed
        return {"id": asked["id"], "page": page}
