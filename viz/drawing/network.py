"""The SVG of a network: neurons in columns, its weights (or their gradients) as lines."""

import math
from collections.abc import Collection, Sequence
from html import escape

from viz.drawing.document import svg_document
from viz.drawing.layout import Point
from viz.drawing.palette import fill, outline, stroke
from viz.values.network import Unit
from viz.words.messages import say
from viz.words.text import width, wrap

Place = tuple[int, int]  # (column, row); column 0 holds the inputs
Line = tuple[Place, Place, float]  # from, to, the number that it shows

MOST_NEURONS = 24  # that are drawn of a layer
_WIDTH, _MARGIN, _NOTE_LINE, _NOTE_COLUMNS = 660, 16, 20, 96  # px, px, px, columns
_ROW, _HIGHEST = 54, 400  # px from one neuron to the next, where there is room
_THIN, _THICK = 0.6, 5.0  # px, the latter where a row is _ROW high
_NEARLY_ZERO = 0.01  # of the largest
_SAMPLE = 34  # px: a line of the legend


def lines_of(layers: Sequence[Sequence[Unit]], gradients: bool) -> list[Line]:
    """The Line for each weight that is drawn, with the weight or its gradient."""
    return [
        ((k, i), (k + 1, n), x)
        for k, layer in enumerate(layers)
        for n, unit in enumerate(layer[:MOST_NEURONS])
        for i, x in enumerate((unit.gradients if gradients else unit.weights)[:MOST_NEURONS])
    ]


def draw_network(
    layers: Sequence[Sequence[Unit]],
    lines: Sequence[Line],
    dead: Collection[tuple[int, int]],
    notes: Sequence[str],
    description: str,
) -> str:
    """The picture, a complete SVG document that needs nothing else.

    Args:
        layers: the first layer first.
        lines: see lines_of.
        dead: (layer, neuron) of each dead unit.
        notes: sentences that stand below.
        description: the same in words, for screen readers.
    """
    counts = _counts(layers)
    row = min(_ROW, _HIGHEST / max(counts))
    height = row * max(counts)
    parts = neurons_and_lines(layers, lines, dead, _WIDTH, height, row)
    parts.append(_legend(height + 22, bool(dead), not all(math.isfinite(x) for *_, x in lines)))
    rows = [line for note in notes for line in wrap(note, _NOTE_COLUMNS)]
    parts += [
        f'<text y="{height + 48 + _NOTE_LINE * n}" font-size="13" {fill("ink")}>{escape(line)}</text>'
        for n, line in enumerate(rows)
    ]
    w, h = _WIDTH + 2 * _MARGIN, height + 44 + _NOTE_LINE * len(rows) + 2 * _MARGIN
    return svg_document("\n".join(parts), (w, h), f"{-_MARGIN} {-_MARGIN} {w} {h:.0f}", description)


def neurons_and_lines(
    layers: Sequence[Sequence[Unit]],
    lines: Sequence[Line],
    dead: Collection[tuple[int, int]],
    wide: float,
    high: float,
    row: float,
) -> list[str]:
    """The elements of a network in a field of that size, in px; row: from one neuron to the next."""
    largest, radius, counts = largest_of(lines), 0.36 * row, _counts(layers)
    place = _places(counts, row, high, wide)
    parts = [
        _line(place[a], place[b], x, largest, radius, _THICK * max(0.4, row / _ROW))
        for a, b, x in sorted(lines, key=lambda line: abs(line[2]) if math.isfinite(line[2]) else math.inf)
    ]
    parts += [_input(place[0, i], i, radius) for i in range(counts[0])]
    for k, layer in enumerate(layers):
        parts += [_neuron(place[k + 1, n], unit, radius, (k, n) in dead) for n, unit in enumerate(layer[:MOST_NEURONS])]
    return parts


def _counts(layers: Sequence[Sequence[Unit]]) -> list[int]:
    return [min(len(column), MOST_NEURONS) for column in (layers[0][0].weights, *layers)]


def largest_of(lines: Sequence[Line]) -> float:
    """The largest finite number of the lines, by its size; 0.0 where there is none."""
    return max((abs(x) for _, _, x in lines if math.isfinite(x)), default=0.0)


def _places(counts: Sequence[int], row: float, height: float, wide: float) -> dict[Place, Point]:
    """{(column, row): the centre}, each column in the middle of the height."""
    apart = (wide - row) / (len(counts) - 1)
    return {
        (k, n): (row / 2 + k * apart, height / 2 + (n - (count - 1) / 2) * row)
        for k, count in enumerate(counts)
        for n in range(count)
    }


def _line(begin: Point, end: Point, x: float, largest: float, radius: float, thickest: float) -> str:
    look = _look_of_line(x, largest, thickest)
    return f'<path d="M{begin[0] + radius:.1f} {begin[1]:.1f}L{end[0] - radius:.1f} {end[1]:.1f}" {look}/>'


def _look_of_line(x: float, largest: float, thickest: float) -> str:
    """Colour, dash and width of a number: blue and whole above 0, vermillion and dashed below, dotted where it is no
    number.
    """
    if not math.isfinite(x):
        return f'stroke-width="3" stroke-dasharray="2 5" {stroke("ink")}'
    if largest == 0 or abs(x) < _NEARLY_ZERO * largest:
        return f'stroke-width="{_THIN}" {stroke("edge")}'
    thickness = _THIN + (thickest - _THIN) * abs(x) / largest
    dash = "" if x > 0 else f'stroke-dasharray="{2 * thickness + 3:.1f} {thickness + 2:.1f}" '
    return f'stroke-width="{thickness:.2f}" {dash}{stroke("positive" if x > 0 else "negative")}'


def _input(place: Point, i: int, radius: float) -> str:
    x, y = place
    side = 2 * radius
    box = (
        f'<rect x="{x - radius:.1f}" y="{y - radius:.1f}" width="{side:.1f}" height="{side:.1f}" rx="3" '
        f'stroke-width="1.2" {outline("line", "tint")}/>'
    )
    name = (
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="14" {fill("ink")}>x{i + 1}</text>'
        if radius >= 12
        else ""
    )
    return box + name


def _neuron(place: Point, unit: Unit, radius: float, dead: bool) -> str:
    x, y = place
    r = radius
    curve = (
        f"M{-0.6 * r:.1f} {0.3 * r:.1f}H0L{0.55 * r:.1f} {-0.45 * r:.1f}"
        if unit.gate
        else f"M{-0.5 * r:.1f} {0.4 * r:.1f}L{0.5 * r:.1f} {-0.4 * r:.1f}"
    )
    inside = _cross(r) if dead else f'<path d="{curve}" stroke-width="2" {stroke("muted")}/>'
    look = outline("negative", "paper") if dead else outline("line", "operation")
    return (
        f'<g class="mg-unit{" mg-dead" * dead}" transform="translate({x:.1f} {y:.1f})">'
        f'<circle r="{r:.1f}" stroke-width="{2.2 if dead else 1.2}" {look}/>{inside}</g>'
    )


def _cross(r: float) -> str:
    d = 0.62 * r
    return (
        f'<path d="M{-d:.1f} {-d:.1f}L{d:.1f} {d:.1f}M{-d:.1f} {d:.1f}L{d:.1f} {-d:.1f}" stroke-width="2.4" '
        f"{stroke('negative')}/>"
    )


def _legend(y: float, with_dead: bool, with_odd: bool) -> str:
    samples = [(say("positive line"), _sample(1.0)), (say("negative line"), _sample(-1.0))]
    samples += [(say("no number line"), _sample(math.nan))] if with_odd else []
    samples += (
        [
            (
                say("dead unit"),
                f'<g transform="translate({_SAMPLE - 12} 0)">'
                f'<circle r="9" stroke-width="2.2" {outline("negative", "paper")}/>{_cross(9)}</g>',
            )
        ]
        if with_dead
        else []
    )
    x, parts = 0, []
    for words, picture in samples:
        parts.append(
            f'<g transform="translate({x} {y:.0f})">{picture}'
            f'<text x="{_SAMPLE + 6}" y="5" font-size="13" {fill("ink")}>{escape(words)}</text></g>'
        )
        x += _SAMPLE + 30 + 8 * width(words)
    return "".join(parts)


def _sample(x: float) -> str:
    return f'<path d="M0 0H{_SAMPLE}" {_look_of_line(x, 1.0, 3.0)}/>'
