"""`viz.draw`: the computation graph of a value as it stands now, as a picture that Jupyter shows."""

from collections.abc import Sequence
from numbers import Integral

from viz.drawing import graphviz_here
from viz.drawing.geometry import place_graph
from viz.drawing.scenes import rooms_of, scene_of
from viz.drawing.svg import draw_graph
from viz.outputs.output import StillPicture
from viz.outputs.overview import Overview
from viz.values import graph as graphs
from viz.values.collector import without_collecting
from viz.values.constants import without_constants
from viz.values.conventions import ValueLike
from viz.values.folding import MOST_BOXES
from viz.values.graph import Graph
from viz.values.in_words import count_in_words, describe
from viz.values.passes import stale_values
from viz.values.slopes import recorded_slopes
from viz.values.torch_graph import note_on_what_is_not_kept
from viz.values.versions import notes_on_versions
from viz.words.messages import say
from viz.words.text import short_repr

_LIMIT = 2000  # values: about 5 s of layout
_LIMIT_WHEN_SLOW = 300


def draw(
    root: ValueLike,
    *,
    slopes: bool = False,
    constants: bool = True,
    fold: bool | None = None,
    limit: int = _LIMIT,
) -> StillPicture:
    """The computation graph of a value as it stands now: every data and grad, operands in source order.

    Args:
        root: any Value-like object (see viz.values.graph), or a tensor of torch that holds one number.
        slopes: whether the local derivatives stand on the edges.
        constants: False to show leaves without a label as a part of their operation, `2 ×`.
        fold: whether parts of the graph, such as the neurons of a layer or the examples of a batch, are folded into
            boxes that open in a page; by default where there are more than 40 values, unless slopes or limit ask for
            more.
        limit: the most values to draw unfolded, the nearest to root first; the picture says what it left out.

    Returns:
        A Picture, or an Overview where it is folded: shown by Jupyter, saved by `.save("name.svg")`, `.png` or `.html`.

    Raises:
        TypeError: root is not Value-like; or it is a tensor that holds an array or was computed from one.
        ValueError: the graph runs in a circle, or limit is no whole number from 1 up.
    """
    if not isinstance(limit, Integral) or limit < 1:
        raise ValueError(say("bad limit", shown=short_repr(limit)))
    if fold is None:
        fold = not slopes and limit == _LIMIT and graphs.read(root, limit=1).total > MOST_BOXES
    if fold:
        return _overview(root, constants)
    graph, values = graphs.read_with_values(root, limit)
    notes = notes_on_versions(values)
    try:
        return Picture(graph, slopes, constants, notes=notes)
    except graphviz_here.LayoutTooSlow:
        if len(graph.nodes) <= _LIMIT_WHEN_SLOW:
            raise
        return Picture(graphs.read(root, _LIMIT_WHEN_SLOW), slopes, constants, too_slow=True, notes=notes)


def _overview(root: ValueLike, constants: bool) -> Overview:
    with without_collecting():
        graph, values = graphs.read_with_values(root)
        stale, notes = stale_values(graph), [*note_on_what_is_not_kept(graph.nodes), *notes_on_versions(values)]
        if not constants:
            graph, kept = without_constants(graph)
            stale = frozenset(n for n, i in enumerate(kept) if i in stale)
        return Overview(graph, stale, notes)


class Picture(StillPicture):
    """A drawn Graph.

    Args:
        graph: what is drawn.
        slopes: whether the local derivatives stand on the edges.
        constants: whether leaves without a label have boxes of their own.
        too_slow: whether more could not be placed in time.
        notes: further sentences that stand below.

    Attributes:
        graph: what is drawn.
        geometry: where it stands.
        svg: the picture, a complete SVG document that needs nothing else.
        description: the same in words, for screen readers and terminals.
    """

    def __init__(
        self,
        graph: Graph,
        slopes: bool = False,
        constants: bool = True,
        too_slow: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        stale, known = stale_values(graph), recorded_slopes(graph) if slopes else []
        if not constants:
            graph, kept = without_constants(graph)
            stale, known = frozenset(map(kept.index, stale)), [known[i] for i in kept if known]
        self.graph = graph
        scene = scene_of(graph, known, stale)
        self.geometry = place_graph(graph, rooms_of(scene))
        self.description = describe(graph)
        notes = [*_notes(graph, too_slow, stale), *notes]
        self.svg = draw_graph(graph, self.geometry, scene, notes, self.description)


def _notes(graph: Graph, too_slow: bool, stale: frozenset[int]) -> list[str]:
    """The sentences below the picture, for whatever in it needs one."""
    notes = []
    shown = len(graph.nodes)
    if shown < graph.total:
        total = count_in_words(graph)
        slow = say("too slow", count=shown, total=total)
        notes.append(slow if too_slow else say("left out", count=shown, total=total, more=5 * shown))
    if any(not node.order_known for node in graph.nodes):
        notes.append(say("order unknown"))
    if stale:
        notes.append(say("stale"))
    return [*notes, *note_on_what_is_not_kept(graph.nodes)]
