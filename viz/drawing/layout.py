"""Places a Graph: Graphviz says where each box stands and how each edge runs; nothing is drawn here.

Graphviz comes from wherever it is: the `dot` of the system or of conda, otherwise the one inside pygraphviz's wheels.
It always runs as a process of its own, so that a large graph can be given up after a time limit, and so that nothing
it writes to stderr reaches the learner. It is told ids and sizes only: no user's text enters DOT.
"""

import json
import math
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import graphviz

from viz.missing import ToldInOneLine
from viz.values.graph import Graph
from viz.words.messages import say

Point = tuple[float, float]  # (x, y) in px
Size = tuple[float, float]  # (width, height) in px
Curve = list[Point]  # the control points of a cubic Bezier curve

SECONDS = 20  # the time limit for one layout
_IN_ORDER_UP_TO = 100  # values: keeping operands in source order makes larger pictures about twice as high
_BEND = 8  # px: room for two slopes, one above the other, on parallel edges
_BUNDLED = Path(__file__).with_name("bundled_graphviz.py")


class GraphvizMissing(ToldInOneLine, RuntimeError):
    """Neither a `dot` nor pygraphviz is there."""


class GraphvizFailed(RuntimeError):
    """Graphviz refused what it was given."""


class LayoutTooSlow(ToldInOneLine, RuntimeError):
    """Graphviz was stopped at the time limit."""


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


def place(
    graph: Graph,
    value_sizes: Sequence[Size],
    operation_sizes: Sequence[Size],
    mark_size: Size,
    gap: float,
    rooms: Mapping[str, float] | None = None,
    seconds: float = SECONDS,
) -> Layout:
    """Lay a graph out from left to right, operands in source order from top to bottom.

    Args:
        graph: what is laid out.
        value_sizes: of each value's box, in the order of graph.nodes.
        operation_sizes: the same for each value's operation (unused for a leaf).
        mark_size: the same for the mark of operands that were left out.
        gap: px between a column and the next.
        rooms: {id of an arrow into an operation: px that it spans at least}, where that is more than the gap.
        seconds: the time limit.

    Raises:
        LayoutTooSlow, GraphvizMissing, GraphvizFailed
    """
    dot = graphviz.Digraph(
        graph_attr={
            "rankdir": "LR",
            "ordering": "in" if len(graph.nodes) <= _IN_ORDER_UP_TO else "",
            "ranksep": _inches(gap),
            "nodesep": _inches(16),
        },
        node_attr={"fixedsize": "true", "label": "", "shape": "box"},
        edge_attr={"arrowhead": "none"},
    )
    for i, node in enumerate(graph.nodes):
        _add_box(dot, f"v{i}", value_sizes[i])
        if node.operands:
            _add_box(dot, f"o{i}", operation_sizes[i], shape="ellipse")
            dot.edge(f"o{i}", f"v{i}", id=f"r{i}", headport="w", tailport="e")
        if None in node.operands:
            _add_box(dot, f"m{i}", mark_size)
        first_left_out = node.operands.index(None) if None in node.operands else None
        for k, operand in enumerate(node.operands):
            if operand is not None:
                columns = math.ceil((rooms or {}).get(f"e{i}_{k}", gap) / gap)
                dot.edge(f"v{operand}", f"o{i}", id=f"e{i}_{k}", tailport="e", minlen=str(columns))
            elif k == first_left_out:  # one mark for all that was left out
                dot.edge(f"m{i}", f"o{i}", id=f"m{i}", tailport="e")
    return _read(json.loads(run(dot.source, "json", seconds=seconds)), graph)


def run(source: str, output_format: str, engine: str = "dot", seconds: float = SECONDS) -> bytes:
    """Graphviz's output for a text in the DOT language.

    Args:
        source: the text.
        output_format: "json", "svg", "png", ...
        engine: "dot", "neato", ...
        seconds: the time limit.

    Raises:
        LayoutTooSlow, GraphvizMissing, GraphvizFailed
    """
    for command in _commands():
        try:
            done = subprocess.run(
                [*command, f"-K{engine}", f"-T{output_format}"],
                input=source.encode(),
                capture_output=True,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise LayoutTooSlow(say("layout too slow", seconds=seconds)) from None
        except OSError as error:  # a file of that name, but no program for this machine
            reason = str(error)
            continue
        if done.returncode == 0:
            return done.stdout
        reason = done.stderr.decode(errors="replace").strip() or say("exit code", code=done.returncode)
    raise GraphvizFailed(say("graphviz failed", format=output_format, reason=reason.splitlines()[-1]))


def _commands() -> list[list[str]]:
    """Every way to call Graphviz here, the best first; the next one is tried where a `dot` is there but broken."""
    dot = shutil.which("dot", path=os.pathsep.join([os.environ.get("PATH", ""), *_folders_of_this_python()]))
    bundled = [sys.executable, "-P", str(_BUNDLED)] if find_spec("pygraphviz") else None
    commands = [command for command in ([dot] if dot else None, bundled) if command]
    if not commands:
        raise GraphvizMissing(say("no graphviz"))
    return commands


def _folders_of_this_python() -> list[str]:
    """Where conda keeps `dot`, also when its environment was not activated, as in VS Code."""
    return [str(Path(sys.executable).parent), str(Path(sys.prefix, "Library", "bin"))]


def _add_box(dot: graphviz.Digraph, name: str, size: Size, **attributes: str) -> None:
    width, height = size
    dot.node(name, width=_inches(width), height=_inches(height), **attributes)


def _inches(px: float) -> str:
    return f"{px / 72:.4f}"  # Graphviz counts in points, 72 to the inch; one point is one px here


def _read(answer: dict[str, Any], graph: Graph) -> Layout:
    left, bottom, right, top = map(float, answer["bb"].split(","))

    def point(text: str) -> Point:
        x, y = map(float, text.split(","))
        return x - left, top - y

    centers = {box["name"]: point(box["pos"]) for box in answer.get("objects", [])}
    paths = {edge["id"]: [point(p) for p in edge["pos"].split()] for edge in answer.get("edges", [])}
    for i, node in enumerate(graph.nodes):
        _sort_parallel(paths, i, node.operands)
    return Layout(right - left, top - bottom, centers, paths)


def _sort_parallel(paths: dict[str, Curve], i: int, operands: Iterable[int | None]) -> None:
    """Give the edges between the same two boxes (a + a) to the operands from top to bottom, and bend them further
    apart.
    """
    ids_from = defaultdict(list)
    for k, operand in enumerate(operands):
        if operand is not None:
            ids_from[operand].append(f"e{i}_{k}")
    for ids in ids_from.values():
        curves = sorted((paths[name] for name in ids), key=lambda curve: sum(y for _, y in curve) / len(curve))
        for k, (name, curve) in enumerate(zip(ids, curves)):
            bend = _BEND * (2 * k - len(ids) + 1)
            paths[name] = [curve[0], *((x, y + bend) for x, y in curve[1:-1]), curve[-1]]
