"""The graphs of an exam as pictures: on the sheet with room for what is asked, on the key with all of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from string import ascii_uppercase

from exercises.practice.random_graphs import Drawn
from viz.drawing.geometry import Rooms, place_graph
from viz.drawing.scenes import Scene, scene_of
from viz.drawing.svg import draw_graph
from viz.values.graph import Graph
from viz.values.in_words import describe
from viz.values.names import equation
from viz.words.text import plain

LETTERS = ascii_uppercase  # those of the arrows, in the order in which the way back goes along them
_DIGITS = 5  # the room in a box, for a number written by hand
_SIZE = 1.15  # times its own size, at most


def figure(
    drawn: Drawn,
    data: bool = True,
    gradients: str = "there",
    on_arrows: str = "slopes",
    wrong: Sequence[float] | None = None,
    marked: Collection[int] = (),
) -> str:
    """The SVG of a graph.

    Args:
        drawn: what is drawn; the numbers of its leaves are always there.
        data: whether the numbers of results are there, or room for them.
        gradients: "there", "asked" where there is room for them, or "none".
        on_arrows: "slopes", "letters" or "nothing".
        wrong: gradients to be shown in the place of the true ones.
        marked: the nodes that are marked, with the true gradient below the wrong one.
    """
    graph = drawn.graph
    shown = graph if wrong is None else _with_gradients(graph, wrong)
    if gradients == "none":
        shown = _with_gradients(graph, [None] * len(graph.nodes))
    scene = scene_of(shown, [] if on_arrows == "nothing" else drawn.slopes)
    for i, node in enumerate(shown.nodes):
        here = scene[f"v{i}"]
        here["data"] = plain(node.data) if data or not node.operands else ""
        if gradients != "none":
            here["grad"] = signed(node.grad) if gradients == "there" else ""
    for i in marked:
        scene[f"v{i}"] |= {"mark": "wrong", "truth": signed(graph.nodes[i].grad)}
    if on_arrows == "letters":
        _put_letters(scene, drawn)
    tags = {edge: p["tag"] for edge, p in scene.items() if p.get("tag")}
    rooms = Rooms(_DIGITS, tags, marked=bool(marked), truths=frozenset(marked))
    told = describe(shown) if data and gradients != "asked" else "\n".join(_computed(graph))
    return draw_graph(shown, place_graph(shown, rooms), scene, [], told, largest=_SIZE, tooltips=False)


def signed(gradient: object) -> str:
    """A gradient as it stands in a box: +3, -3, 0."""
    text = plain(gradient)
    return text if text.startswith("-") or text == "0" else f"+{text}"


def _with_gradients(graph: Graph, others: Sequence[float | None]) -> Graph:
    return replace(graph, nodes=tuple(replace(node, grad=x) for node, x in zip(graph.nodes, others)))


def _put_letters(scene: Scene, drawn: Drawn) -> None:
    for letter, (i, slot) in zip(LETTERS, drawn.arrows):
        scene[f"e{i}_{slot}"]["tag"] = letter


def _computed(graph: Graph) -> list[str]:
    """How each number is computed, without numbers where these are asked for, and without gradients."""
    equations = [equation(graph, i) for i in range(len(graph.nodes))]
    return [text if node.operands else f"{text} = {plain(node.data)}" for node, text in zip(graph.nodes, equations)]
