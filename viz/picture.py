"""Draws a Graph as SVG: a box for each value, a round shape for each operation, arrows from operands to results."""

import base64
from html import escape
from numbers import Integral, Real
from pathlib import Path

from viz import graph as graphs
from viz import layout as layouts
from viz.describe import count_in_words, describe
from viz.edges import draw_edges
from viz.palette import fill, outline, style_sheet
from viz.rules import contradicts
from viz.text import MONOSPACE, NUMBER_WIDTH, bold_width, clean, fit, number, shortened, width, wrap
from viz.words import say

_LIMIT = 2000  # values: about 5 s of layout
_LIMIT_WHEN_SLOW = 300
_IMAGE_UP_TO = 200_000  # characters of SVG, some 250 values: a second copy of a larger one would swell the notebook

# All in px. The numbers stand in a monospace font of 14 px, whose characters are 8.4 px wide; the words `data` and `grad`
# (11 px) have _WORD; a note's text (12 px) is estimated at 6.6 px a column.
_ROW, _CHARACTER, _NOTE_COLUMN = 22, 8.4, 6.6
_WORD, _MARGIN, _NOTE_LINE = 36, 12, 18
_NUMBERS = _WORD + NUMBER_WIDTH * _CHARACTER + 8
_LABEL_COLUMNS, _OPERATION_COLUMNS = 12, 10
_MARK = (30, 20)
_GAP, _GAP_WITH_SLOPES = 30, 78
_SANS = "system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans TC','Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',sans-serif"
_SHOWN_AS = {"*": "×", "-": "−", "neg": "−", "/": "÷"}


def draw(root, *, slopes=False, limit=_LIMIT):
    """The computation graph of a value as it stands now: every data and grad, operands in source order.

    Args:
        root: any Value-like object (see viz.graph).
        slopes: whether the local derivatives stand on the edges.
        limit: the most values to draw, the nearest to root first; the picture says what it left out.

    Returns:
        A Picture: shown by Jupyter, saved by `.save("name.svg")`.

    Raises:
        TypeError: root is not Value-like.
        ValueError: the graph runs in a circle, or limit is no whole number from 1 up.
    """
    if not isinstance(limit, Integral) or limit < 1:
        raise ValueError(say("bad limit", shown=repr(limit)))
    graph = graphs.read(root, limit)
    try:
        return Picture(graph, slopes)
    except layouts.LayoutTooSlow:
        if len(graph.nodes) <= _LIMIT_WHEN_SLOW:
            raise
        return Picture(graphs.read(root, _LIMIT_WHEN_SLOW), slopes, too_slow=True)


class Picture:
    """A drawn Graph.

    Attributes:
        graph: the Graph.
        layout: its Layout.
        svg: the picture, a complete SVG document that needs nothing else.
        description: the same in words, for screen readers and terminals.
    """

    def __init__(self, graph, slopes=False, too_slow=False):
        self.graph = graph
        self.layout = layouts.place(
            graph,
            value_sizes=[_box_size(node) for node in graph.nodes],
            operation_sizes=[_operation_size(node) for node in graph.nodes],
            mark_size=_MARK,
            gap=_GAP_WITH_SLOPES if slopes else _GAP,
        )
        self.description = describe(graph)
        stale = {i for i, node in enumerate(graph.nodes) if _is_stale(graph, node)}
        self.svg = _svg(graph, self.layout, slopes, stale, _notes(graph, too_slow, stale), self.description)

    def save(self, path):
        """Write the picture to a .svg file.

        Returns:
            The Path.

        Raises:
            ValueError: the name ends otherwise.
        """
        path = Path(path)
        if path.suffix.lower() != ".svg":
            raise ValueError(say("bad suffix", name=path.name))
        path.write_text(self.svg, encoding="utf-8")
        return path

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self._html(), "text/plain": self.description}

    def _html(self):
        """The SVG itself; where a page strips it (an untrusted notebook), the same as an image, or in words, remains.

        Such a page also strips style sheets, but leaves the SVG's words standing: only the style sheet lets them be seen.
        """
        if len(self.svg) <= _IMAGE_UP_TO:
            still = f'<img class="mg-still" alt="{escape(self.description)}" src="{_data_address(self.svg)}">'
        else:
            still = f'<pre class="mg-still">{escape(self.description)}</pre>'
        style = "<style>.mg-still{display:none}.mg-live{display:block!important;overflow-x:auto}</style>"
        return f'<div class="mg-picture">{style}<div class="mg-live" style="display:none">{self.svg}</div>{still}</div>'

    def __repr__(self):
        return self.description


def _data_address(svg):
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _box_size(node):
    return _label_width(node) + _NUMBERS, _ROW * (1 if node.grad is None else 2)


def _label_width(node):
    return bold_width(fit(node.label, _LABEL_COLUMNS)) + 16 if node.label else 0


def _operation_size(node):
    return max(32, width(_operation_text(node)) * _CHARACTER + 20), 32


def _operation_text(node):
    return fit(_SHOWN_AS.get(node.op, node.op) or "?", _OPERATION_COLUMNS)


def _notes(graph, too_slow, stale):
    """The sentences below the picture, for whatever in it needs one."""
    notes = []
    shown = len(graph.nodes)
    if shown < graph.total:
        total = count_in_words(graph)
        slow = say("too slow", shown=shown, total=total, seconds=layouts.SECONDS)
        notes.append(slow if too_slow else say("left out", shown=shown, total=total, more=5 * shown))
    if any(not node.order_known for node in graph.nodes):
        notes.append(say("order unknown"))
    if stale:
        notes.append(say("stale"))
    return notes


def _is_stale(graph, node):
    """Whether the node's data is not what its operation gives for the operands' data as they are now."""
    if None in node.operands or not node.order_known:
        return False
    return contradicts(node.op, [graph.nodes[k].data for k in node.operands], node.data)


def _svg(graph, layout, slopes, stale, notes, description):
    lines = [line for note in notes for line in wrap(note, max(48, int(layout.width / _NOTE_COLUMN)))]
    w = max(layout.width, max((width(line) * _NOTE_COLUMN for line in lines), default=0)) + 2 * _MARGIN
    h = layout.height + 2 * _MARGIN + len(lines) * _NOTE_LINE
    boxes = (_box(node, layout.centers[f"v{i}"], i in stale) for i, node in enumerate(graph.nodes))
    operations = (_operation(graph, layout, i) for i, node in enumerate(graph.nodes) if node.operands)
    text = (
        f'<text x="0" y="{layout.height + _NOTE_LINE * (n + 1):.1f}" font-size="12" {fill("muted")}>{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mg" role="img" aria-label="{escape(description)}" '
        f'width="{w:.0f}" height="{h:.0f}" viewBox="{-_MARGIN} {-_MARGIN} {w:.0f} {h:.0f}" font-family="{_SANS}" '
        f'style="max-width:100%;min-width:{0.6 * w:.0f}px;height:auto;display:block"><style>{style_sheet()}</style>\n'
        + "\n".join([draw_edges(graph, layout, slopes), *boxes, *operations, *text])
        + "\n</svg>\n"
    )


def _box(node, center, stale):
    w, h = _box_size(node)
    x, y, label = center[0] - w / 2, center[1] - h / 2, _label_width(node)
    parts = [f'<g transform="translate({x:.1f} {y:.1f})"><title>{escape(_tooltip(node))}</title>']
    parts.append(f'<rect width="{w:.1f}" height="{h}" rx="5" stroke-width="1.2" {outline("line", "paper")}/>')
    if node.label:
        parts.append(f'<path d="M{label:.1f} .6H5.6a5 5 0 0 0-5 5V{h - 5.6}a5 5 0 0 0 5 5H{label:.1f}z" {fill("tint")}/>')
        name = escape(fit(node.label, _LABEL_COLUMNS))
        parts.append(f'<text x="{label / 2:.1f}" y="{h / 2 + 5}" text-anchor="middle" font-size="14" font-weight="700" {fill("ink")}>{name}</text>')
    if stale:  # above the corner: a number may need all the room inside
        parts.append(f'<text x="{w - 1:.1f}" y="-2" text-anchor="end" font-size="14" font-weight="700" {fill("negative")}>≠</text>')
    parts.append(_row(label, w, 15.5, say("data"), number(node.data), "ink"))
    if node.grad is not None:
        parts.append(_row(label, w, 15.5 + _ROW - 1, say("grad"), number(node.grad, signed=True), _sign_colour(node.grad)))
    return "".join(parts) + "</g>"


def _row(left, right, y, word, text, colour):
    return (
        f'<text x="{left + 8:.1f}" y="{y}" font-size="11" {fill("muted")}>{word}</text>'
        f'<text x="{right - 8:.1f}" y="{y}" text-anchor="end" font-size="14" font-family="{MONOSPACE}" {fill(colour)}>{escape(text)}</text>'
    )


def _sign_colour(x):
    if not isinstance(x, Real):
        return "ink"
    return "positive" if x > 0 else "negative" if x < 0 else "ink"


def _tooltip(node):
    shown = [f"data {shortened(node.data)}", *([] if node.grad is None else [f"grad {shortened(node.grad)}"])]
    return clean(", ".join([*([node.label[:200]] if node.label else []), *shown]))


def _operation(graph, layout, i):
    node = graph.nodes[i]
    (x, y), (w, h) = layout.centers[f"o{i}"], _operation_size(node)
    parts = [
        f'<g><title>{escape(fit(node.op, 60))}</title><ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{w / 2:.1f}" ry="{h / 2:.1f}" '
        f'stroke-width="1.2" {outline("line", "operation")}/>',
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="15" {fill("ink")}>{escape(_operation_text(node))}</text></g>',
    ]
    if None in node.operands:
        mx, my = layout.centers[f"m{i}"]
        parts.append(f'<text x="{mx:.1f}" y="{my + 5:.1f}" text-anchor="middle" font-size="16" {fill("muted")}>⋯</text>')
    return "".join(parts)
