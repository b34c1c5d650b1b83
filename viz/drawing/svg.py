"""The SVG of a placed Graph at one moment: a box for each value, an ellipse for each operation, arrows from operands to
results, and above all of it what travels.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from viz.drawing.boxes import draw_box, draw_equation, draw_fall, draw_operation
from viz.drawing.document import svg_document
from viz.drawing.edges import draw_arrow, draw_bead, draw_ghost, draw_tag
from viz.drawing.geometry import Geometry
from viz.drawing.palette import fill
from viz.drawing.scenes import Scene
from viz.values.graph import Graph, Node
from viz.words.messages import say
from viz.words.text import clean, fit, short_repr, width, wrap

Properties = Mapping[str, Any]  # how one thing looks at a moment: see viz.drawing.scenes
Draw = Callable[[Properties], str]

_NOTE_COLUMN, _NOTE_LINE, _MARGIN = 7.2, 20, 12  # px, of a note's letters of 13 px
_CAPTION_COLUMN, _CAPTION_LINE = 11.4, 30
_HIGHEST, _SMALLEST, _LEAST = 480, 0.73, 0.5  # px; a height beyond that makes it smaller, but never below; of its width
_NOTHING: Properties = {}


def draw_graph(
    graph: Graph,
    geometry: Geometry,
    scene: Scene,
    notes: Sequence[str],
    description: str,
    largest: float = 1.25,
    caption: Sequence[str] = (),
    columns: int = 0,
    tooltips: bool = True,
) -> str:
    """The picture, a complete SVG document that needs nothing else.

    Args:
        graph, geometry: what is drawn, and where it stands.
        scene: how it looks.
        notes: sentences that stand below.
        description: the same in words, for screen readers.
        largest: how many times its own size the picture may be enlarged where there is room.
        caption: lines in large letters between the picture and the notes.
        columns: the room that a line of the caption takes at least.
        tooltips: whether a value tells its unshortened numbers, and an operation its full symbol, under the mouse.
    """
    written, w, h = written_below(geometry, notes, caption, columns)
    scale = max(min(largest, _HIGHEST / h), _SMALLEST)
    parts = "\n".join([*filter(None, _parts(graph, geometry, scene, tooltips)), *written])
    seen = f"{geometry.x:.1f} {geometry.y:.1f} {w:.1f} {h:.1f}"
    return svg_document(parts, (w, h), seen, description, times=scale, least=_LEAST)


def written_below(
    geometry: Geometry, notes: Sequence[str], caption: Sequence[str] = (), columns: int = 0
) -> tuple[list[str], float, float]:
    """The lines below a graph, and the width and height of the picture with them. The arguments are draw_graph's."""
    lines = [line for note in notes for line in wrap(note, max(60, int(geometry.width / _NOTE_COLUMN)))]
    columns = max([columns, *map(width, caption)])
    w = max(geometry.width, columns * _CAPTION_COLUMN + 2 * _MARGIN,
            max((width(line) * _NOTE_COLUMN for line in lines), default=0) + 2 * _MARGIN)  # fmt: skip
    below = geometry.y + geometry.height + len(caption) * _CAPTION_LINE
    h = geometry.height + len(caption) * _CAPTION_LINE + len(lines) * _NOTE_LINE + (_MARGIN if caption or lines else 0)
    left = geometry.x + _MARGIN
    written = [
        f'<text x="{left:.0f}" y="{geometry.y + geometry.height + _CAPTION_LINE * (n + 1) - 8:.0f}" font-size="19" '
        f'font-weight="700" {fill("ink")}>{escape(line)}</text>'
        for n, line in enumerate(caption)
    ] + [
        f'<text x="{left:.0f}" y="{below + _NOTE_LINE * (n + 1):.0f}" font-size="13" {fill("muted")}>{escape(line)}'
        "</text>"
        for n, line in enumerate(lines)
    ]
    return written, w, h


def _parts(graph: Graph, geometry: Geometry, scene: Scene, tooltips: bool) -> Iterator[str]:
    for target, draw in resting(graph, geometry, tooltips):
        yield draw(scene.get(target, _NOTHING))
    for target, p in scene.items():
        yield from travelling(target, geometry, p)


def resting(graph: Graph, geometry: Geometry, tooltips: bool = False) -> Iterator[tuple[str, Draw]]:
    """What keeps its place, the lowest first: (its name in a Scene, how it is drawn with its properties there)."""
    for edge in geometry.paths:
        yield edge, partial(draw_arrow, edge, geometry)
    for edge in geometry.paths:
        yield edge, partial(_tag_if_any, edge, geometry)
    for i in geometry.operations:
        tooltip = fit(graph.nodes[i].op, 60) or "?" if tooltips else ""
        yield f"o{i}", partial(draw_operation, i, geometry, tooltip=tooltip)
    for i, box in enumerate(geometry.boxes):
        yield f"v{i}", partial(draw_box, i, box, tooltip=_tooltip(graph.nodes[i]) if tooltips else "")


def _tag_if_any(edge: str, geometry: Geometry, p: Properties) -> str:
    return draw_tag(edge, geometry, p) if p.get("tag") or p.get("mark") else ""


def travelling(target: str, geometry: Geometry, p: Properties) -> Iterator[str]:
    """What is seen only for a while above all the rest, of one value, operation or arrow."""
    if p.get("call") and p.get("call_seen", 1) > 0:
        yield draw_equation(int(target[1:]), geometry, p)
    if p.get("ghost") is not None:
        yield draw_ghost(target, geometry, p)
    if p.get("bead") is not None:
        yield draw_bead(target, geometry, p)
    if p.get("fall") is not None:
        yield draw_fall(int(target[1:]), geometry.boxes[int(target[1:])], p)


def _tooltip(node: Node) -> str:
    shown = [node.label[:200]] if node.label else []
    shown.append(f"{say('data')} {short_repr(node.data)}")
    shown += [] if node.grad is None else [f"{say('grad')} {short_repr(node.grad)}"]
    return clean(", ".join(shown))
