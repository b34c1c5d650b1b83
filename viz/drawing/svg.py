"""The SVG of a placed Graph: a box for each value, an ellipse for each operation, arrows from operands to results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from numbers import Real
from typing import Any

from viz.drawing import layout as layouts
from viz.drawing.edges import Flow, ShownSlopes, draw_edges, point_on, rooms_for
from viz.drawing.layout import Curve, Layout, Point, Size
from viz.drawing.palette import fill, outline, style_sheet
from viz.values.graph import Graph, Node
from viz.values.numbers import Held
from viz.values.operations import sign_of
from viz.words.messages import say
from viz.words.text import MONOSPACE, NUMBER_WIDTH, SANS, bold_width, clean, fit, number, short_repr, width, wrap

# All in px. The numbers stand in a monospace font of 14 px, whose characters are 8.4 px wide; the words `data` and
# `grad` (11 px) have _WORD; a note's text (12 px) is estimated at 6.6 px a column.
_ROW, _CHARACTER, _NOTE_COLUMN = 22, 8.4, 6.6
_WORD, _MARGIN, _NOTE_LINE = 36, 12, 18
_CAPTION_COLUMN, _CAPTION_LINE = 10, 28
_NUMBERS = _WORD + NUMBER_WIDTH * _CHARACTER + 8
_LABEL_COLUMNS, _OPERATION_COLUMNS = 12, 10
_MARK = (30, 20)
_GAP, _GAP_WITH_SLOPES = 30, 34


@dataclass(frozen=True)
class Look:
    """How a graph looks at one moment.

    Attributes:
        slopes: those that stand on the arrows, if any (see viz.drawing.edges).
        flows: {id of an edge: its Flow}.
        unequal: what bears a ≠, because it is not what it should be: nodes by their index, arrows by their id.
        active: the nodes in the light: their outline is thick.
        tooltips: whether a value tells its unshortened numbers, and an operation its full symbol, under the mouse.
        tokens: (text, path, fraction) for each number that travels: how far it has come along the path.
    """

    slopes: ShownSlopes | None = None
    flows: Mapping[str, Flow] = field(default_factory=dict)
    unequal: frozenset[int | str] = frozenset()
    active: frozenset[int] = frozenset()
    tooltips: bool = True
    tokens: tuple[tuple[str, Curve, float], ...] = ()


class NotYet:
    """Stands for a number that has not been computed yet."""

    def __repr__(self) -> str:
        return "·"


def place_graph(graph: Graph, slopes: ShownSlopes | None = None) -> Layout:
    """The Layout of a graph, with room on the arrows for the slopes that may stand there."""
    return layouts.place(
        graph,
        value_sizes=[_box_size(node) for node in graph.nodes],
        operation_sizes=[_operation_size(node) for node in graph.nodes],
        mark_size=_MARK,
        gap=_GAP_WITH_SLOPES if slopes else _GAP,
        rooms=rooms_for(graph, slopes) if slopes else None,
    )


def draw_graph(
    graph: Graph,
    layout: Layout,
    look: Look,
    notes: Sequence[str],
    description: str,
    largest: float = 1.0,
    caption: Sequence[str] = (),
    columns: int = 0,
) -> str:
    """The picture, a complete SVG document that needs nothing else.

    Args:
        graph, layout: what is drawn, and where it stands.
        look: how.
        notes: sentences that stand below.
        description: the same in words, for screen readers.
        largest: how many times its own size the picture may be enlarged where there is room.
        caption: lines in large letters between the picture and the notes.
        columns: the room that a line of the caption takes at least.
    """
    lines = [line for note in notes for line in wrap(note, max(48, int(layout.width / _NOTE_COLUMN)))]
    columns = max([columns, *map(width, caption)]) * _CAPTION_COLUMN
    w = max(layout.width, columns, max((width(line) * _NOTE_COLUMN for line in lines), default=0)) + 2 * _MARGIN
    below = layout.height + len(caption) * _CAPTION_LINE
    h = below + 2 * _MARGIN + len(lines) * _NOTE_LINE
    text = [
        f'<text x="0" y="{layout.height + _CAPTION_LINE * (n + 1):.1f}" font-size="17" font-weight="700" '
        f"{fill('ink')}>{escape(line)}</text>"
        for n, line in enumerate(caption)
    ] + [
        f'<text x="0" y="{below + _NOTE_LINE * (n + 1):.1f}" font-size="12" {fill("muted")}>{escape(line)}</text>'
        for n, line in enumerate(lines)
    ]
    size = f"width:100%;max-width:{largest * w:.0f}px" if largest > 1 else "max-width:100%"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mg" role="img" aria-label="{escape(description)}" '
        f'width="{w:.0f}" height="{h:.0f}" viewBox="{-_MARGIN} {-_MARGIN} {w:.0f} {h:.0f}" font-family="{SANS}" '
        f'style="{size};min-width:{0.6 * w:.0f}px;height:auto;display:block"><style>{style_sheet()}</style>\n'
        + "\n".join([*_parts(graph, layout, look), *text])
        + "\n</svg>\n"
    )


def _parts(graph: Graph, layout: Layout, look: Look) -> Iterator[str]:
    sizes = {f"v{i}": _box_size(node) for i, node in enumerate(graph.nodes)}
    sizes |= {f"o{i}": _operation_size(node) for i, node in enumerate(graph.nodes) if node.operands}
    yield draw_edges(graph, layout, sizes, look.slopes, look.flows)
    for i, node in enumerate(graph.nodes):
        yield _box(node, i, layout.centers[f"v{i}"], look)
    for i, node in enumerate(graph.nodes):
        if node.operands:
            yield _operation(node, i, layout, look)
    for name in sorted(layout.paths.keys() & look.unequal):
        yield _unequal(layout.paths[name])
    for token in look.tokens:
        yield _token(*token)


def _box_size(node: Node) -> Size:
    return _label_width(node) + _NUMBERS, _ROW * (1 if node.grad is None else 2)


def _label_width(node: Node) -> float:
    return bold_width(fit(node.label, _LABEL_COLUMNS)) + 16 if node.label else 0


def _operation_size(node: Node) -> Size:
    return max(32, width(_operation_text(node)) * _CHARACTER + 20), 32


def _operation_text(node: Node) -> str:
    return fit(sign_of(node.op) or "?", _OPERATION_COLUMNS)


def _box(node: Node, i: int, center: Point, look: Look) -> str:
    w, h = _box_size(node)
    x, y, label = center[0] - w / 2, center[1] - h / 2, _label_width(node)
    tooltip = f"<title>{escape(_tooltip(node))}</title>" if look.tooltips else ""
    parts = [f'<g data-value="{i}" transform="translate({x:.0f},{y:.0f})">{tooltip}']
    line = (2.8, "ink") if i in look.active else (1.2, "line")
    parts.append(f'<rect width="{w:.1f}" height="{h}" rx="5" stroke-width="{line[0]}" {outline(line[1], "paper")}/>')
    if node.label:
        parts.append(
            f'<path d="M{label:.1f} .6H5.6a5 5 0 0 0-5 5V{h - 5.6}a5 5 0 0 0 5 5H{label:.1f}z" {fill("tint")}/>'
        )
        text = escape(fit(node.label, _LABEL_COLUMNS))
        parts.append(
            f'<text x="{label / 2:.1f}" y="{h / 2 + 5}" text-anchor="middle" font-size="14" font-weight="700" '
            f"{fill('ink')}>{text}</text>"
        )
    if i in look.unequal:  # above the corner: a number may need all the room inside
        parts.append(
            f'<text x="{w - 1:.1f}" y="-2" text-anchor="end" font-size="14" font-weight="700" {fill("negative")}>≠'
            "</text>"
        )
    parts.append(_row(label, w, 15.5, "data", say("data"), number(node.data), "ink"))
    if node.grad is not None:
        parts.append(
            _row(label, w, 15.5 + _ROW - 1, "grad", say("grad"), number(node.grad, signed=True), sign_colour(node.grad))
        )
    return "".join(parts) + "</g>"


def _row(left: float, right: float, y: float, part: str, word: str, text: str, colour: str) -> str:
    return (
        f'<text x="{left + 8:.1f}" y="{y}" font-size="11" {fill("muted")}>{word}</text>'
        f'<text data-part="{part}" x="{right - 8:.1f}" y="{y}" text-anchor="end" font-size="14" '
        f'font-family="{MONOSPACE}" {fill(colour)}>'
        f"{escape(text)}</text>"
    )


def sign_colour(x: Held) -> str:
    """The name of the colour for a gradient."""
    if not isinstance(x, Real):
        return "ink"
    gradient: Any = x  # numbers.Real does not say that it can be compared with 0
    return "positive" if gradient > 0 else "negative" if gradient < 0 else "ink"


def _tooltip(node: Node) -> str:
    shown = [node.label[:200]] if node.label else []
    shown.append(f"{say('data')} {short_repr(node.data)}")
    shown += [] if node.grad is None else [f"{say('grad')} {short_repr(node.grad)}"]
    return clean(", ".join(shown))


def _operation(node: Node, i: int, layout: Layout, look: Look) -> str:
    (x, y), (w, h) = layout.centers[f"o{i}"], _operation_size(node)
    tooltip = f"<title>{escape(fit(node.op, 60))}</title>" if look.tooltips else ""
    parts = [
        f'<g data-operation="{i}" transform="translate({x:.0f},{y:.0f})">{tooltip}'
        f'<ellipse rx="{w / 2:.1f}" ry="{h / 2:.1f}" stroke-width="1.2" {outline("line", "operation")}/>'
        f'<text y="5" text-anchor="middle" font-size="15" {fill("ink")}>{escape(_operation_text(node))}</text></g>',
    ]
    if None in node.operands:
        mx, my = layout.centers[f"m{i}"]
        parts.append(
            f'<text x="{mx:.1f}" y="{my + 5:.1f}" text-anchor="middle" font-size="16" {fill("muted")}>⋯</text>'
        )
    return "".join(parts)


def _unequal(path: Curve) -> str:
    x, y = point_on(path, 0.5)
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><circle r="12" stroke-width="2" {outline("negative", "paper")}/>'
        f'<text y="6" text-anchor="middle" font-size="18" font-weight="700" {fill("negative")}>≠</text></g>'
    )


def _token(text: str, path: Curve, fraction: float) -> str:
    x, y = point_on(path, fraction)
    w = width(text) * 9.6 + 16
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><rect x="{-w / 2:.1f}" y="-13" width="{w:.1f}" height="26" '
        f'rx="13" {fill("ink")}/>'
        f'<text y="5.5" text-anchor="middle" font-size="16" font-weight="700" font-family="{MONOSPACE}" '
        f"{fill('paper')}>{escape(text)}</text></g>"
    )
