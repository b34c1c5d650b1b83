"""How the arrows run: as Graphviz leads them around the boxes, or straight on where nothing is in the way."""

import math
from collections.abc import Iterable, Mapping, Sequence

from viz.drawing.curves import Curve, Point, mean_height, points_on
from viz.drawing.places import Rectangle, Taken
from viz.values.graph import Graph

_APART, _FAN = 20, 60  # px between arrows that leave a box side by side; in all at most
_STEEPEST = math.radians(58)  # at which an arrow meets its operation
_SMOOTH_UP_TO = 300  # boxes: beyond, nobody looks at a single arrow
_CLEAR = 5  # px between an arrow and what it passes
_BEND = 60  # px: how far before its end an arrow turns towards it
_SAMPLES = 16

Ellipse = tuple[float, float, float, float]  # its middle, x and y, its width, its height


def routes(
    graph: Graph, paths: Mapping[str, Curve], boxes: Sequence[Rectangle], operations: Mapping[int, Ellipse]
) -> dict[str, Curve]:
    """The arrows, those that leave one box side by side.

    Args:
        graph: whose arrows they are.
        paths: {id: a Curve} as Graphviz has them.
        boxes: each value's rectangle.
        operations: {index of a result: where its operation is}.
    """
    begins = _begins(graph, paths)
    led = dict(paths) | {edge: _from(begin, paths[edge]) for edge, begin in begins.items()}
    if len(graph.nodes) > _SMOOTH_UP_TO:
        return led
    around = [(x - w / 2, y - h / 2, w, h) for x, y, w, h in operations.values()]
    taken = Taken([*boxes, *around])
    for rectangle in (*boxes, *around):
        taken.add(rectangle)
    for i, node in enumerate(graph.nodes):
        if node.operands:
            led.update(_straight_ways(graph, i, operations[i], led, taken))
    return led


def _begins(graph: Graph, paths: Mapping[str, Curve]) -> dict[str, Point]:
    """Where the arrows begin, if several leave the same box: in the order in which they arrive from top to bottom."""
    leaving: dict[int, list[str]] = {}
    for i, node in enumerate(graph.nodes):
        for k, operand in enumerate(node.operands):
            if operand is not None:
                leaving.setdefault(operand, []).append(f"e{i}_{k}")
    begins = {}
    for edges in leaving.values():
        edges.sort(key=lambda edge: (paths[edge][-1][1], mean_height(paths[edge])))
        apart = min(_APART, _FAN / len(edges))
        for place, edge in enumerate(edges):
            x, y = paths[edge][0]
            begins[edge] = x, y + apart * (place - (len(edges) - 1) / 2)
    return begins


def _from(begin: Point, path: Curve) -> Curve:
    _, (x, y), *rest = path
    return [begin, (x, y + begin[1] - path[0][1]), *rest]


def _straight_ways(
    graph: Graph, i: int, operation: Ellipse, paths: Mapping[str, Curve], taken: Taken
) -> Iterable[tuple[str, Curve]]:
    """(id, Curve) of those arrows into an operation that nothing is in the way of."""
    edges = [f"e{i}_{slot}" for slot, k in enumerate(graph.nodes[i].operands) if k is not None]
    edges.sort(key=lambda edge: paths[edge][-1][1])
    for place, edge in enumerate(edges):
        least = 2 * place / (len(edges) - 1) - 1 if len(edges) > 1 else 0  # ends keep apart also where begins do not
        way = _straight(paths[edge][0], operation, least)
        passed = ((x, y) for x, y in _between(way) if not _is_beside(operation, x, y))
        if not any(taken.under((x - _CLEAR, y - _CLEAR, 2 * _CLEAR, 2 * _CLEAR)) for x, y in passed):
            yield edge, way


def _is_beside(operation: Ellipse, x: float, y: float) -> bool:
    """Whether a point lies in the corners around an ellipse, where only arrows that lead to it come."""
    middle, level, w, h = operation
    return abs(x - middle) < w / 2 + _CLEAR and abs(y - level) < h / 2 + _CLEAR


def _straight(begin: Point, operation: Ellipse, side: float) -> Curve:
    """An arrow that leaves a box level and meets the ellipse at right angles, from above (side -1) or below (1)."""
    (x0, y0), (x, y, w, h) = begin, operation
    across = x - x0
    turned = math.atan2(y0 - y, min(0.62 * across, 1.6 * _BEND)) if across > 0 else 0
    turned = min(max(turned, -_STEEPEST), _STEEPEST)
    turned = min(turned, 0.45 * side) if side < 0 else max(turned, 0.45 * side) if side > 0 else turned
    end = x - w / 2 * math.cos(turned), y + h / 2 * math.sin(turned)
    leaving = 0.45 * (end[0] - x0)
    arriving = min(leaving, _BEND)
    return [
        begin,
        (x0 + leaving, y0),
        (end[0] - arriving * math.cos(turned), end[1] + arriving * math.sin(turned)),
        end,
    ]


def _between(way: Curve) -> Iterable[Point]:
    """Points on the way, but not its ends, which touch what they come from and lead to."""
    length = math.dist(way[0], way[-1]) or 1
    edge = min(0.3, 2.2 * _CLEAR / length)
    return points_on(way, (edge + (1 - 2 * edge) * k / _SAMPLES for k in range(_SAMPLES + 1)))
