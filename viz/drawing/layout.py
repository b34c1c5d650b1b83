"""Places a Graph: Graphviz says where each box stands and how each edge runs; nothing is drawn here. It is told ids and
sizes only: no user's text enters DOT.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import graphviz

from viz.drawing.curves import Curve, Point, mean_height
from viz.drawing.graphviz_here import BETWEEN_GRAPHS, SECONDS, answer
from viz.values.graph import Graph

Size = tuple[float, float]  # (width, height) in px

IN_ORDER_UP_TO = 100  # values: keeping operands in source order makes larger pictures about twice as high
_RANK = 12  # px between two ranks: an arrow spans as many as it needs


@dataclass(frozen=True)
class Layout:
    """Positions in px, y downwards.

    Attributes:
        width, height: of the whole.
        centers: {id: (x, y)} of the values `v0`, `v1`, ... (the index in Graph.nodes), of the operations `o3` (the
            one that made v3), and of the marks `m3` that stand for those operands of o3 that were left out.
        paths: {id: a Curve}, from tail to head: `e3_0` from operand 0 into o3, `r3` from o3 to v3, `m3` from its mark
            into o3.
    """

    width: float
    height: float
    centers: dict[str, Point]
    paths: dict[str, Curve]


@dataclass(frozen=True)
class Wanted:
    """A graph that is to be laid out.

    Attributes:
        graph: what is laid out.
        value_sizes: of each value's box, in the order of graph.nodes.
        operation_sizes: the same for each value's operation (unused for a leaf).
        mark_size: the same for the mark of operands that were left out.
        gap: px between an operation and its result.
        rooms: {id of an arrow into an operation: px that it spans at least}.
        between: px between two boxes of a column.
    """

    graph: Graph
    value_sizes: Sequence[Size]
    operation_sizes: Sequence[Size]
    mark_size: Size
    gap: float
    rooms: Mapping[str, float]
    between: float = 16


def place(wanted: Sequence[Wanted], seconds: float = SECONDS) -> list[Layout]:
    """Lay graphs out from left to right, operands in source order from top to bottom, all by one process.

    Args:
        wanted: the graphs.
        seconds: the time limit.

    Raises:
        LayoutTooSlow, GraphvizMissing, GraphvizFailed
    """
    graphs = [each.graph for each in wanted]
    return answer(BETWEEN_GRAPHS.join(map(_source, wanted)), "json", partial(_read_all, graphs), seconds=seconds)


def _source(wanted: Wanted) -> str:
    graph, gap = wanted.graph, wanted.gap
    is_small = len(graph.nodes) <= IN_ORDER_UP_TO
    rank = _RANK if is_small else gap  # many narrow ranks take Graphviz longer
    dot = graphviz.Digraph(
        graph_attr={
            "rankdir": "LR",
            "ordering": "in" if is_small else "",
            "ranksep": _inches(rank),
            "nodesep": _inches(wanted.between),
            "nslimit": "4",  # times the boxes: without a limit a value that is used twenty times may cost minutes
        },
        node_attr={"fixedsize": "true", "label": "", "shape": "box"},
        edge_attr={"arrowhead": "none"},
    )
    for i, node in enumerate(graph.nodes):
        _add_box(dot, f"v{i}", wanted.value_sizes[i])
        if node.operands:
            _add_box(dot, f"o{i}", wanted.operation_sizes[i], shape="ellipse")
            columns = str(math.ceil(gap / rank))
            dot.edge(f"o{i}", f"v{i}", id=f"r{i}", headport="w", tailport="e", minlen=columns)
        if node.left_out:
            _add_box(dot, f"m{i}", wanted.mark_size)
        for k, operand in enumerate(node.operands):
            if operand is not None:
                columns = str(math.ceil(wanted.rooms[f"e{i}_{k}"] / rank))
                dot.edge(f"v{operand}", f"o{i}", id=f"e{i}_{k}", tailport="e", minlen=columns)
            elif k in node.left_out[:1]:  # one mark for all that was left out
                dot.edge(f"m{i}", f"o{i}", id=f"m{i}", tailport="e", minlen=str(math.ceil(gap / rank)))
    return dot.source


def _add_box(dot: graphviz.Digraph, name: str, size: Size, **attributes: str) -> None:
    width, height = size
    dot.node(name, width=_inches(width), height=_inches(height), **attributes)


def _inches(px: float) -> str:
    return f"{px / 72:.4f}"  # Graphviz counts in points, 72 to the inch; one point is one px here


def _read_all(graphs: Sequence[Graph], output: bytes) -> list[Layout]:
    """The Layouts in Graphviz's JSON; one of _UNREADABLE where it is something else, or a part is missing."""
    text, found = output.decode().strip(), []
    for graph in graphs:
        placed, end = json.JSONDecoder().raw_decode(text)
        found.append(_layout(graph, placed))
        text = text[end:].lstrip()
    if text:
        raise ValueError(text)
    return found


def _layout(graph: Graph, placed: dict[str, Any]) -> Layout:
    left, bottom, right, top = map(float, placed["bb"].split(","))

    def point(text: str) -> Point:
        x, y = map(float, text.split(","))
        return x - left, top - y

    centers = {box["name"]: point(box["pos"]) for box in placed.get("objects", [])}
    paths = {edge["id"]: [point(p) for p in edge["pos"].split()] for edge in placed.get("edges", [])}
    points = [(right, top), *centers.values(), *(p for path in paths.values() for p in path)]
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in points):
        raise ValueError(placed)
    if (centers.keys(), paths.keys()) != _names(graph) or any(len(path) < 4 for path in paths.values()):
        raise ValueError(placed)
    for i, node in enumerate(graph.nodes):
        _sort_parallel(paths, i, node.operands)
    return Layout(right - left, top - bottom, centers, paths)


def _names(graph: Graph) -> tuple[set[str], set[str]]:
    """(the ids of all that is placed, those of all arrows)"""
    made = [i for i, node in enumerate(graph.nodes) if node.operands]
    marks = {f"m{i}" for i in made if graph.nodes[i].left_out}
    operands = {f"e{i}_{k}" for i in made for k, operand in enumerate(graph.nodes[i].operands) if operand is not None}
    boxes = {f"v{i}" for i in range(len(graph.nodes))} | {f"o{i}" for i in made}
    return boxes | marks, {f"r{i}" for i in made} | operands | marks


def _sort_parallel(paths: dict[str, Curve], i: int, operands: Iterable[int | None]) -> None:
    """Give the edges between the same two boxes (a + a) to the operands from top to bottom."""
    ids_from = defaultdict(list)
    for k, operand in enumerate(operands):
        if operand is not None:
            ids_from[operand].append(f"e{i}_{k}")
    for ids in ids_from.values():
        curves = sorted((paths[name] for name in ids), key=mean_height)
        paths.update(zip(ids, curves))
