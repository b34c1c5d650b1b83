"""The still picture of a training: its decision boundary, its network and its losses beside each other."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from viz.drawing.document import svg_document
from viz.drawing.network import MOST_NEURONS, lines_of, neurons_and_lines
from viz.drawing.palette import fill, outline, stroke
from viz.values.network import Unit
from viz.words.messages import say
from viz.words.text import number, wrap

_WIDE, _HIGH, _GAP = 1000, 400, 24  # px, of the whole; between its halves
_FIELD = 520, 400  # px, of the boundary
_NETWORK, _LOSS = 250, 110  # px: how high the parts beside it are
_HEADING = 20  # px
_LINE, _COLUMNS = 24, 100  # px; of the words below
_EXPLODED = 20  # times the first loss


@dataclass(frozen=True)
class Field:
    """A part of the plane with the points in it.

    Attributes:
        window: left, bottom, right, top.
        scores: for each row, from the bottom up, the scores along it; [] where there are none.
        points: (x, y) of each.
        labels: as many.
    """

    window: tuple[float, float, float, float]
    scores: Sequence[Sequence[float]]
    points: Sequence[Sequence[float]]
    labels: Sequence[float]


def draw_training(
    field: Field | None, layers: Sequence[Sequence[Unit]] | None, losses: Sequence[float], description: str
) -> str:
    """The picture, a complete SVG document that needs nothing else.

    Args:
        field: the plane; None where there is none to draw.
        layers: the network; None where the model is none.
        losses: of each step that is done.
        description: the same in words: its lines stand below the picture too.
    """
    beside = _FIELD[0] + _GAP if field else 0
    parts = _field(field) if field else []
    if layers:
        row = min(40.0, _NETWORK / max(min(MOST_NEURONS, max(map(len, [layers[0][0].weights, *layers]))), 1))
        inside = neurons_and_lines(layers, lines_of(layers, False), (), _WIDE - beside, _NETWORK, row)
        parts.append(f'<g transform="translate({beside} 0)">{"".join(inside)}</g>')
    parts.append(f'<g transform="translate({beside} {_NETWORK + _HEADING + 10})">{_losses(losses, _WIDE - beside)}</g>')
    below = wrap(description.replace("\n", " · "), _COLUMNS)
    parts += [
        f'<text y="{_HIGH + 26 + _LINE * n}" font-size="16" {fill("ink")}>{escape(line)}</text>'
        for n, line in enumerate(below)
    ]
    w, h = _WIDE + 20, _HIGH + 26 + _LINE * len(below)
    return svg_document("\n".join(parts), (w, h), f"-10 -10 {w} {h}", description)


def _field(field: Field) -> list[str]:
    left, low, right, top = field.window
    wide, high = _FIELD
    parts = [f'<rect width="{wide}" height="{high}" stroke-width="1" {outline("line", "stage")}/>']
    rows = list(reversed(field.scores))
    for n, row in enumerate(rows):
        parts += _row_of_scores(row, n * high / len(rows), high / len(rows), wide)
    for (x, y), label in zip(field.points, field.labels):
        across, down = (x - left) / (right - left) * wide, (top - y) / (top - low) * high
        parts.append(_point(across, down, label))
    return parts


def _row_of_scores(row: Sequence[float], y: float, high: float, wide: float) -> list[str]:
    """A row of the picture, as few rectangles as there are changes of the sign in it."""
    parts, begin, cell = [], 0, wide / len(row)
    for i in range(1, len(row) + 1):
        if i == len(row) or _sign(row[i]) != _sign(row[begin]):
            colour = _sign(row[begin])
            if colour:
                size = f'x="{begin * cell:.1f}" y="{y:.1f}" width="{(i - begin) * cell:.1f}" height="{high:.1f}"'
                parts.append(f'<rect {size} fill-opacity="0.2" shape-rendering="crispEdges" {fill(colour)}/>')
            begin = i
    return parts


def _sign(score: float) -> str:
    return "positive" if score > 0 else "negative" if score < 0 else ""


def _point(x: float, y: float, label: float) -> str:
    if label > 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" stroke-width="1.5" {outline("paper", "positive")}/>'
    shape = f"M{x:.1f} {y - 7.5:.1f}l7 12.5h-14z"
    return f'<path d="{shape}" stroke-width="1.5" {outline("paper", "negative")}/>'


def _losses(losses: Sequence[float], wide: float) -> str:
    finite = [x for x in losses if math.isfinite(x)]
    axis = f'<path d="M0 0V{_LOSS}H{wide:.0f}" stroke-width="1.2" {stroke("line")}/>'
    told = say("training.loss", loss=number(losses[-1])) if losses else say("training.no_loss")
    words = f'<text x="8" y="-6" font-size="16" {fill("ink")}>{escape(told)}</text>'
    if not finite:
        return axis + words
    height = heights(finite[0], min(finite), max(finite))
    apart = wide / max(len(losses) - 1, 1)
    places = [
        f"{n * apart:.1f} {_LOSS - 2 - (_LOSS - 4) * height(x):.1f}" for n, x in enumerate(losses) if math.isfinite(x)
    ]
    return f'{axis}{words}<path d="M{"L".join(places)}" stroke-width="2.5" {stroke("positive")}/>'


def heights(first: float, least: float, largest: float) -> Callable[[float], float]:
    """How high a loss stands, from 0 to 1: from 0 to the largest; where that has exploded, by its powers of ten."""
    if least > 0 and largest > _EXPLODED * first:
        low, span = math.log(least), math.log(largest) - math.log(least)
        return lambda loss: (math.log(loss) - low) / span
    low = min(least, 0.0)
    span = largest / 2 - low / 2  # of numbers of whatever size
    return lambda loss: (loss / 2 - low / 2) / span if span else 0.0
