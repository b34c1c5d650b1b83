"""Where all of a picture stands: decided once, before anything is drawn, so that nothing moves while it plays.

All in px of the picture's own size; the page shows it larger or smaller.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from viz.drawing import layout as layouts
from viz.drawing.curves import Curve, Point, arc_of
from viz.drawing.layout import Layout, Size, Wanted
from viz.drawing.places import equation_places, tag_places
from viz.drawing.routes import routes
from viz.values.graph import Graph, Node
from viz.values.names import name
from viz.values.operations import operation_of, sign_of
from viz.words.text import NUMBER_WIDTH, bold_width, bracketed, fit, plain, width

HEADER, ROW, LEDGER = 26, 28, 26  # heights of a box's parts
NUMBER_COLUMN, TAG_COLUMN = 13.2, 10.2  # of a character of a number in a box, of one on an arrow
TAG_HEIGHT, EQUATION_HEIGHT = 25, 38
SIDE = 9  # between a box's edge and what stands in it
_WORD = 38  # the words `data` and `grad` with the gap behind them
_LABEL_COLUMNS, _OPERATION_COLUMNS = 12, 14
_LABEL_SIZE, _EXPRESSION_COLUMN = 18 / 14, 9.6
_CIRCLE = 50
_SLOTS = "①②③④⑤⑥⑦⑧⑨"
_MARK = (30, 20)
_GAPS = ((36, 84, 10), (36, 72, 8))  # behind an operation, before it, between rows: of few boxes, of many
_WHOLE_PX_FROM = 100  # boxes: so many are never seen in their own size, and a page of them is large enough
_TRIED_TWICE = 40  # boxes: up to these, whichever of two layouts is narrower
_FEW, _USUAL = 8, 1.3  # boxes; times the gap before an operation, that most local slopes need
_BESIDE_NAME = {False: 11, True: 16}  # a name's distance from the corners; where marks may cover these
_MARGINS = {False: (10, 7), True: (15, 17)}  # across and above; where marks may stand on the boxes' corners


@dataclass(frozen=True)
class Rooms:
    """What a picture needs room for, at whatever moment it is drawn.

    Attributes:
        digits: the characters of the longest number in a box.
        tags: {id of an operand's arrow: the longest text of its local slope}.
        equations: {index of a result: the characters of the longest equation at its operation}.
        ledgers: the values below whose gradient stands what has arrived.
        truths: those below whose gradient the true one may stand.
        marked: whether marks may stand on the corners of boxes.
        foot: px at the foot of each box, for what the page draws there.
    """

    digits: int = NUMBER_WIDTH
    tags: Mapping[str, str] = field(default_factory=dict)
    equations: Mapping[int, int] = field(default_factory=dict)
    ledgers: frozenset[int] = frozenset()
    truths: frozenset[int] = frozenset()
    marked: bool = False
    foot: float = 0


@dataclass(frozen=True)
class Box:
    """A value's place.

    Attributes:
        name: what stands in its head.
        is_label: whether that is a name that somebody gave, and no expression, number or v7.
        x, y, width, height: its upper left corner, and its size.
        rows: which rows it has: 1 (data), 2 (data and grad).
        ledger, truth: whether it has a row for what has arrived, and for the true gradient.
    """

    name: str
    is_label: bool
    x: float
    y: float
    width: float
    height: float
    rows: int
    ledger: bool
    truth: bool


@dataclass(frozen=True)
class Operation:
    """An operation's place: its sign, its middle, its size, whether operands of it were left out."""

    sign: str
    x: float
    y: float
    width: float
    height: float
    cut: Point | None


@dataclass(frozen=True)
class Geometry:
    """Where everything stands.

    Attributes:
        x, y, width, height: the part of the plane that the picture takes.
        boxes: for each value.
        operations: {index of its result: Operation}.
        paths: {id of an arrow: a Curve from tail to head}.
        marks: {id of an arrow: (its number among the operands or "?", where that stands)}, where the order matters.
        tags: {id of an arrow: (where its local slope stands, how wide that is)}.
        equations: {index of a result: (left, top, width, whether it is above its operation)}.
    """

    x: float
    y: float
    width: float
    height: float
    boxes: Sequence[Box]
    operations: Mapping[int, Operation]
    paths: Mapping[str, Curve]
    marks: Mapping[str, tuple[str, Point]]
    tags: Mapping[str, tuple[Point, float]]
    equations: Mapping[int, tuple[float, float, float, bool]]


def place_graph(graph: Graph, rooms: Rooms) -> Geometry:
    """The Geometry of a graph.

    Raises:
        LayoutTooSlow, GraphvizMissing, GraphvizFailed
    """
    return place_graphs([graph], rooms)[0]


def place_graphs(graphs: Sequence[Graph], rooms: Rooms) -> list[Geometry]:
    """The Geometry of each of several graphs that need the same rooms; quicker than one after the other."""
    wanted = [_wanted(graph, rooms) for graph in graphs]
    even = {n: _with_even_arrows(each) for n, each in enumerate(wanted) if _may_be_narrower(each)}
    found = layouts.place([*wanted, *even.values()])
    for n, layout in zip(even, found[len(wanted) :]):
        found[n] = min(found[n], layout, key=lambda each: each.width)
    return [_geometry(each, layout, rooms) for each, layout in zip(wanted, found)]


def _wanted(graph: Graph, rooms: Rooms) -> Wanted:
    names = _names(graph)
    common = max(_box_width(node, text, rooms) for node, text in zip(graph.nodes, names))
    sizes = [(common, _box_height(node, i, rooms)) for i, node in enumerate(graph.nodes)]
    gap, room, between = _GAPS[len(graph.nodes) > _FEW]
    operations = [_operation_size(node) for node in graph.nodes]
    return Wanted(graph, sizes, operations, _MARK, gap, _arrow_rooms(graph, rooms, gap, room), between)


def _may_be_narrower(wanted: Wanted) -> bool:
    return len(set(wanted.rooms.values())) > 1 and len(wanted.graph.nodes) <= _TRIED_TWICE


def _with_even_arrows(wanted: Wanted) -> Wanted:
    return replace(wanted, rooms=dict.fromkeys(wanted.rooms, max(wanted.rooms.values())))


def _names(graph: Graph) -> list[str]:
    return [fit(name(graph, i), _LABEL_COLUMNS) for i in range(len(graph.nodes))]


def _geometry(wanted: Wanted, layout: Layout, rooms: Rooms) -> Geometry:
    graph, sizes, operation_sizes = wanted.graph, wanted.value_sizes, wanted.operation_sizes
    names = _names(graph)
    boxes = [_box(graph.nodes[i], i, names[i], layout.centers[f"v{i}"], size, rooms) for i, size in enumerate(sizes)]
    operations = {
        i: Operation(operation_text(node), *layout.centers[f"o{i}"], *operation_sizes[i], layout.centers.get(f"m{i}"))
        for i, node in enumerate(graph.nodes)
        if node.operands
    }
    ellipses = {i: (o.x, o.y, o.width, o.height) for i, o in operations.items()}
    paths = routes(graph, layout.paths, _rectangles(boxes), ellipses)
    if len(graph.nodes) > _WHOLE_PX_FROM:
        paths = {edge: [(float(round(x)), float(round(y))) for x, y in path] for edge, path in paths.items()}
    widths = {edge: TAG_COLUMN * width(text) + 14 for edge, text in rooms.tags.items()}
    marks = _marks(graph, paths, operations)
    taken = [*_rectangles(boxes), *_before(operations.values()), *_around_marks(marks)]
    tags = tag_places(paths, widths, taken, TAG_HEIGHT)
    equations = equation_places(
        {i: (operations[i].x, operations[i].y, NUMBER_COLUMN * n + 26) for i, n in rooms.equations.items()},
        [*_rectangles(boxes), *_on_arrows(tags)],
        (layout.width, layout.height),
        EQUATION_HEIGHT,
    )
    if len(graph.nodes) > _WHOLE_PX_FROM:
        equations = {i: (round(x), round(y), round(w), above) for i, (x, y, w, above) in equations.items()}
    x, y, w, h = _extent(layout, boxes, tags, equations, rooms.marked)
    return Geometry(x, y, w, h, boxes, operations, paths, marks, tags, equations)


def operation_text(node: Node) -> str:
    """What stands in an operation's circle: its sign, and on the side of its operand each constant."""
    sign = sign_of(node.op) or "?"
    before = [plain(number) for slot, number in node.constants.items() if slot == 0 and len(node.operands) == 2]
    behind = [bracketed(number) for slot, number in node.constants.items() if slot or len(node.operands) != 2]
    return fit(" ".join([*before, sign, *behind]), _OPERATION_COLUMNS)


def _box_width(node: Node, text: str, rooms: Rooms) -> float:
    head = _LABEL_SIZE * bold_width(text) if node.label else _EXPRESSION_COLUMN * width(text)
    return max(2 * SIDE + _WORD + NUMBER_COLUMN * rooms.digits, head + 2 * _BESIDE_NAME[rooms.marked])


def _box_height(node: Node, i: int, rooms: Rooms) -> float:
    rows = ROW if node.grad is None else 2 * ROW
    return HEADER + rows + LEDGER * (i in rooms.ledgers) + ROW * (i in rooms.truths) + 2 + rooms.foot


def _operation_size(node: Node) -> Size:
    columns = width(operation_text(node))
    return (_CIRCLE if columns == 1 else max(_CIRCLE, 11.5 * columns + 26)), _CIRCLE


def _box(node: Node, i: int, text: str, center: Point, size: Size, rooms: Rooms) -> Box:
    (x, y), (w, h) = center, size
    rows = 1 if node.grad is None else 2
    return Box(
        text, bool(node.label), round(x - w / 2, 1), round(y - h / 2, 1), w, h, rows, i in rooms.ledgers,
        i in rooms.truths,
    )  # fmt: skip


def _arrow_rooms(graph: Graph, rooms: Rooms, gap: float, least: float) -> dict[str, float]:
    """The px that each operand's arrow must span at least, {its id: px}.

    As many as possible get the same: boxes that stand in one column cost the width of one, and a little beside it they
    cost that of two. Where that costs more than it spares, all arrows as long as the longest make a narrower picture.
    """
    if not rooms.tags:
        return {f"e{i}_{k}": gap for i, node in enumerate(graph.nodes) for k in range(len(node.operands))}
    needed = {
        f"e{i}_{k}": max(least, TAG_COLUMN * width(rooms.tags.get(f"e{i}_{k}", "")) + 40)
        for i, node in enumerate(graph.nodes)
        for k in range(len(node.operands))
    }
    usual = max((px for px in needed.values() if px <= _USUAL * least), default=least)
    return {edge: max(px, usual) for edge, px in needed.items()}


def _rectangles(boxes: Collection[Box]) -> list[tuple[float, float, float, float]]:
    return [(box.x, box.y, box.width, box.height) for box in boxes]


def _on_arrows(tags: Mapping[str, tuple[Point, float]]) -> list[tuple[float, float, float, float]]:
    return [(x - w / 2, y - TAG_HEIGHT / 2, w, TAG_HEIGHT) for (x, y), w in tags.values()]


def _before(operations: Collection[Operation]) -> list[tuple[float, float, float, float]]:
    """The rectangles of the operations, and a little of what lies before them: the heads of the arrows."""
    return [(o.x - o.width / 2 - 4, o.y - o.height / 2, o.width + 4, o.height) for o in operations]


def _around_marks(marks: Mapping[str, tuple[str, Point]]) -> list[tuple[float, float, float, float]]:
    return [(x - 5, y - 5, 10, 10) for _, (x, y) in marks.values()]


def _extent(
    layout: Layout,
    boxes: Collection[Box],
    tags: Mapping[str, tuple[Point, float]],
    equations: Mapping[int, tuple[float, float, float, bool]],
    marked: bool,
) -> tuple[float, float, float, float]:
    taken = [
        *_rectangles(boxes),
        *_on_arrows(tags),
        *((x, y, w, EQUATION_HEIGHT) for x, y, w, _ in equations.values()),
    ]
    left, top = min(0.0, *(r[0] for r in taken)), min(0.0, *(r[1] for r in taken))
    right = max(layout.width, *(r[0] + r[2] for r in taken))
    bottom = max(layout.height, *(r[1] + r[3] for r in taken))
    across, above = _MARGINS[marked]
    return left - across, top - above, right - left + 2 * across, bottom - top + 2 * above


def slot_marks(node: Node) -> Sequence[str]:
    """What stands beside the ends of the operands' arrows where their order matters: ① and ②, which no number in a box
    looks like; or ? where it is unknown.
    """
    if not node.order_known:
        return "?" * len(node.operands)
    operation = operation_of(node.op, len(node.operands))
    if node.folded:
        return []
    matters = len(node.operands) - len(node.constants) > 1 and (operation is None or operation.ordered)
    return [_SLOTS[k] if k < len(_SLOTS) else f"({k + 1})" for k in range(len(node.operands))] if matters else []


def _marks(
    graph: Graph, paths: Mapping[str, Curve], operations: Mapping[int, Operation]
) -> dict[str, tuple[str, Point]]:
    return {
        f"e{i}_{k}": (mark, _mark_place(paths[f"e{i}_{k}"], operations[i].y))
        for i, node in enumerate(graph.nodes)
        for k, mark in enumerate(slot_marks(node))
        if node.operands[k] is not None
    }


def _mark_place(path: Curve, middle: float) -> Point:
    (x, y), angle = path[-1], arc_of(path).at(0.94)
    length = ((x - angle[0]) ** 2 + (y - angle[1]) ** 2) ** 0.5 or 1
    side = 14 if y > middle else -9  # above the arrow of an upper operand, below that of a lower one
    return x - 20 * (x - angle[0]) / length, y - 20 * (y - angle[1]) / length + side
