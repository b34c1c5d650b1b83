"""Draws the arrows of a picture, what flows along them, the slot marks at their ends and the local slopes beside
them.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from numbers import Real

from viz.drawing.layout import Curve, Layout, Point, Size
from viz.drawing.palette import fill, stroke
from viz.values.graph import Graph, Node
from viz.values.numbers import Held
from viz.values.operations import operation_of
from viz.words.text import MONOSPACE, number, width

# For each node the slopes that stand on its operands' arrows, None for one that is not to be seen; or None.
ShownSlopes = Sequence[tuple[float | None, ...] | None]

_SLOPE_PLACES = sorted(
    (k / 50 for k in range(8, 43)), key=lambda fraction: abs(fraction - 0.5)
)  # of an arrow's way, the best first
_SLOPE_SIZE = (7.8, 14)  # px of a character of a slope, and of its line
_SLOT_SIZE = (11, 10)  # px
_LEAST_ROOM, _HEAD = 68, 8  # px: of an arrow that carries a slope, of the arrow's head


@dataclass(frozen=True)
class Flow:
    """How an arrow looks once a gradient has flowed along it: never told by colour alone.

    Attributes:
        colour: "positive", "negative", or "line" for 0 and "ink" for what is no ordinary number.
        width: of the line in px.
        dash: the pattern of its dashes, "" for a solid line: positive and zero are solid, negative is dashed, nan and
            inf dotted.
    """

    colour: str = "line"
    width: float = 1.4
    dash: str = ""


_FLOW_WIDTHS = (2.0, 5.5)  # px; the widest for the largest contribution, the narrowest for a thousandth of it and less
_DECADES = 3


def flow_of(contribution: Held, largest: float) -> Flow:
    """The Flow of one contribution, on a scale whose end is the largest of all."""
    if not isinstance(contribution, Real) or not math.isfinite(contribution):
        return Flow("ink", 2.6, "1.5 4")
    x = float(contribution)
    if x == 0:
        return Flow()
    decades_below = math.log10(max(largest, abs(x)) / abs(x)) if abs(x) > 1e-300 else _DECADES
    thin, wide = _FLOW_WIDTHS
    width = wide - (wide - thin) * min(decades_below / _DECADES, 1)
    return Flow("positive", round(width, 1)) if x > 0 else Flow("negative", round(width, 1), "9 5")


def draw_edges(
    graph: Graph,
    layout: Layout,
    sizes: Mapping[str, Size],
    slopes: ShownSlopes | None = None,
    flows: Mapping[str, Flow] | None = None,
) -> str:
    """The SVG of all arrows.

    Args:
        sizes: {id: its size} of the values and operations, as in layout.centers, which no slope may cover.
        slopes: the local derivatives that stand on the arrows, if any.
        flows: {id of an edge: Flow} for those along which something has flowed.
    """
    flows = flows or {}
    made = [i for i, node in enumerate(graph.nodes) if node.operands]
    marks = [
        (_slot_place(layout.paths[f"e{i}_{k}"], layout.centers[f"o{i}"]), mark)
        for i in made
        for k, mark in enumerate(_slot_marks(graph.nodes[i]))
        if graph.nodes[i].operands[k] is not None
    ]
    parts = [_arrow(name, path, flows.get(name, Flow())) for name, path in layout.paths.items()]
    parts += [_slot_mark(place, mark) for place, mark in marks]
    if slopes:
        along = [(f"e{i}_{k}", number(slope)) for i in made for k, slope in _seen(graph.nodes[i], slopes[i])]
        covered = [(layout.centers[name], size) for name, size in sizes.items()] + [
            (place, _SLOT_SIZE) for place, _ in marks
        ]
        places = _free_places([(layout.paths[name], text) for name, text in along], covered)
        parts += [_slope(name, place, text) for (name, text), place in zip(along, places)]
    return "\n".join(parts)


def rooms_for(graph: Graph, slopes: ShownSlopes) -> dict[str, float]:
    """The px that each operand's arrow must span, {its id: px}, so that its slope is clear of box, mark and head."""
    rooms: dict[str, float] = {}
    for i, node in enumerate(graph.nodes):
        beside = _HEAD + (_SLOT_SIZE[0] if _slot_marks(node) else 0)
        rooms |= {f"e{i}_{k}": _LEAST_ROOM for k in range(len(node.operands))}
        rooms |= {
            f"e{i}_{k}": max(_LEAST_ROOM, _slope_width(number(slope)) + beside) for k, slope in _seen(node, slopes[i])
        }
    return rooms


def _seen(node: Node, slopes: tuple[float | None, ...] | None) -> list[tuple[int, float]]:
    return [(k, slope) for k, slope in enumerate(slopes or ()) if slope is not None and node.operands[k] is not None]


def _slot_marks(node: Node) -> Sequence[str]:
    """What stands beside the ends of the operands' arrows where their order matters: 1 and 2, or ? where it is
    unknown.
    """
    if not node.order_known:
        return "?" * len(node.operands)
    operation = operation_of(node.op, len(node.operands))
    matters = len(node.operands) > 1 and (operation is None or operation.ordered)
    return [str(k + 1) for k in range(len(node.operands))] if matters else []


def _arrow(name: str, path: Curve, flow: Flow) -> str:
    # Whole px are fine enough for a curve, and keep a page with hundreds of them small.
    (x0, y0), *rest = path
    curve = " ".join(f"{x:.0f},{y:.0f}" for x, y in rest)
    (px, py), (x, y) = _before_end(path), path[-1]
    turn = math.degrees(math.atan2(y - py, x - px))
    dash = f' stroke-dasharray="{flow.dash}"' if flow.dash else ""
    return (
        f'<g data-edge="{name}"><path d="M{x0:.0f},{y0:.0f}C{curve}" stroke-width="{flow.width}"{dash} '
        f"{stroke(flow.colour)}/>"
        f'<path d="M0 0L-8 3.6V-3.6z" transform="translate({x:.0f},{y:.0f}) rotate({turn:.0f})" '
        f"{fill(flow.colour)}/></g>"
    )


def _before_end(path: Curve) -> Point:
    """The last control point that is not the end itself: the direction in which the curve arrives."""
    return next((p for p in reversed(path[:-1]) if math.dist(p, path[-1]) > 0.1), path[0])


def _slot_place(path: Curve, center: Point) -> Point:
    (px, py), (x, y) = _before_end(path), path[-1]
    length = math.dist((px, py), (x, y)) or 1
    side = 7 if y > center[1] else -9  # above the arrow of an upper operand, below that of a lower one
    return x - 14 * (x - px) / length, y - 14 * (y - py) / length + side


def _slot_mark(place: Point, text: str) -> str:
    return (
        f'<text x="{place[0]:.1f}" y="{place[1] + 4:.1f}" text-anchor="middle" font-size="11" {fill("muted")}>{text}'
        "</text>"
    )


def _slope(name: str, place: Point, text: str) -> str:
    (x, y), w = place, _slope_width(text)
    return (
        f'<g data-slope="{name}"><rect x="{x - w / 2:.1f}" y="{y - 8:.1f}" width="{w:.1f}" height="16" rx="4" '
        f"{fill('paper')}/>"
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle" font-size="13" font-family="{MONOSPACE}" '
        f"{fill('ink')}>{escape(text)}</text></g>"
    )


def _slope_width(text: str) -> float:
    return width(text) * _SLOPE_SIZE[0] + 6


def _free_places(along: Sequence[tuple[Curve, str]], covered: Sequence[tuple[Point, Size]]) -> list[Point]:
    """For each (path, text) a point on the path, near its middle, where the text covers least of these (center, size)
    and of the texts placed before.
    """
    sizes = [(_slope_width(text), _SLOPE_SIZE[1]) for _, text in along]
    taken = _Taken(widest=max((w for w, _ in [*sizes, *(size for _, size in covered)]), default=1))
    for center, size in covered:
        taken.add(center, size)
    placed = []
    for (path, _), size in zip(along, sizes):
        points = [point_on(path, fraction) for fraction in _SLOPE_PLACES]
        place = next((p for p in points if not taken.covered(p, size)), None) or min(
            points, key=lambda p: taken.covered(p, size)
        )
        taken.add(place, size)
        placed.append(place)
    return placed


class _Taken:
    """The rectangles that are taken, kept by squares of the plane, so that only the near ones are looked at."""

    def __init__(self, widest: float) -> None:
        self._side = widest + 1  # px: what overlaps stands in a neighbouring square
        self._by_square: defaultdict[tuple[int, int], list[tuple[Point, Size]]] = defaultdict(list)

    def add(self, center: Point, size: Size) -> None:
        self._by_square[self._square(center)].append((center, size))

    def covered(self, center: Point, size: Size) -> float:
        """How much of what is taken would lie under such a rectangle, in square px."""
        column, row = self._square(center)
        near = (self._by_square.get((column + i, row + k), ()) for i in (-1, 0, 1) for k in (-1, 0, 1))
        return sum(_overlap(center, size, *other) for others in near for other in others)

    def _square(self, center: Point) -> tuple[int, int]:
        x, y = center
        return int(x // self._side), int(y // self._side)


def _overlap(p: Point, p_size: Size, q: Point, q_size: Size) -> float:
    across, up = ((p_size[axis] + q_size[axis]) / 2 - abs(p[axis] - q[axis]) for axis in (0, 1))
    return max(across, 0) * max(up, 0)


def point_on(path: Curve, fraction: float) -> Point:
    """The point that lies that fraction of the way along a curve made of cubic Bezier pieces."""
    pieces = (len(path) - 1) // 3
    piece = min(int(fraction * pieces), pieces - 1)
    t = fraction * pieces - piece
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, path[3 * piece : 3 * piece + 4])) for axis in (0, 1))
    return x, y
