"""A scene: how everything in a picture looks at one moment, as plain data.

{"v3": {"data": "6.0", ...}, "o3": ..., "e3_0": ...}: for a value, an operation, an arrow its properties; what they mean
is said where they are drawn, in viz.drawing.boxes and viz.drawing.edges. What is left out looks as it does by itself.
"""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from numbers import Real
from typing import Any

from viz.drawing.choreography import Cue
from viz.drawing.geometry import Rooms
from viz.values.graph import Graph
from viz.values.numbers import Held
from viz.values.operations import Slopes
from viz.words.text import number, plain, width

Scene = dict[str, dict[str, Any]]
NOT_YET = "·"  # stands for a number that has not been computed yet


def scene_of(graph: Graph, slopes: Sequence[Slopes] = (), stale: Collection[int] = ()) -> Scene:
    """A graph as it stands.

    Args:
        graph: whose data and gradients are shown.
        slopes: for each node the local slopes that stand on its operands' arrows, if any.
        stale: the nodes that are marked, because their number is not what their operation gives.
    """
    waiting = nobody_computed(graph)
    scene: Scene = {
        f"v{i}": {"data": number(node.data)} | ({} if node.grad is None else gradient(node.grad, waiting))
        for i, node in enumerate(graph.nodes)
    }
    for i in stale:
        scene[f"v{i}"]["mark"] = "stale"
    for i, (node, known) in enumerate(zip(graph.nodes, slopes)):
        arrows = enumerate(zip(node.operands, known or ()))
        scene |= {f"e{i}_{k}": {"tag": slope_text(slope)} for k, (operand, slope) in arrows if operand is not None}
    return scene


def rooms_of(scene: Scene) -> Rooms:
    """What a picture of one scene needs room for."""
    texts = [text for p in scene.values() for text in (p.get("data", ""), p.get("grad", ""))]
    tags = {edge: p["tag"] for edge, p in scene.items() if p.get("tag")}
    marked = any(p.get("mark") for p in scene.values())
    return Rooms(max(map(width, texts)), tags, marked=marked)


def nobody_computed(graph: Graph) -> bool:
    """Whether no backward pass has left anything: all gradients are 0, also the root's, with which each pass begins."""
    return all(isinstance(node.grad, Real) and node.grad == 0 for node in graph.nodes)


def gradient(x: Held, waiting: bool = False) -> dict[str, Any]:
    """The properties of a value that show its gradient; a dot while nobody has computed it."""
    if waiting:
        return {"grad": NOT_YET, "grad_sign": "muted"}
    return {"grad": number(x, signed=True), "grad_sign": sign_colour(x)}


def sign_colour(x: Held) -> str:
    """The name of the colour for a gradient."""
    if not isinstance(x, Real):
        return "ink"
    gradient: Any = x  # numbers.Real does not say that it can be compared with 0
    return "positive" if gradient > 0 else "negative" if gradient < 0 else "ink"


def slope_text(slope: Held) -> str:
    """A local slope as it stands on an arrow: what flows back along it is multiplied by it."""
    return f"×{plain(slope)}"


def played(scene: Scene, cues: Iterable[Cue], ms: float) -> Scene:
    """The scene so many ms after the beginning of some cues; the one before is left as it was.

    The page does the same, in viz/outputs/js/scenes.js.
    """
    now = dict(scene)
    for begin, end, target, name, before, after, easing in cues:
        if ms < begin:
            continue
        if now.get(target) is scene.get(target):
            now[target] = dict(scene.get(target, {}))
        now[target][name] = after if ms >= end else _between(before, after, (ms - begin) / (end - begin), easing)
    return now


def finish(scene: Scene, cues: Iterable[Cue]) -> None:
    """Changes a scene into the one when a step with these cues is over: nothing stands in its light any more.

    What is the same in both may be shared with other scenes: it is replaced, not changed.
    """
    touched: Scene = {}
    for _, _, target, name, _, after, _ in cues:
        if target not in touched:
            touched[target] = dict(scene.get(target, {}))
        touched[target][name] = after
    for p in touched.values():
        p.pop("active", None)
    scene |= touched


def _between(before: Any, after: Any, q: float, easing: str) -> Any:
    if easing == "count":
        reached = before + (after - before) * q
        return number(math.floor(reached + 0.5) * 1.0 if before % 1 == after % 1 == 0 else reached, signed=True)
    return before + (after - before) * _EASINGS[easing](q)


_BACK = 2.2  # how far "pop" goes beyond its end
_EASINGS: dict[str, Callable[[float], float]] = {
    "linear": lambda q: q,
    "ease": lambda q: 4 * q * q * q if q < 0.5 else 1 - (2 - 2 * q) ** 3 / 2,
    "out": lambda q: 1 - (1 - q) ** 3,
    "pop": lambda q: 1 + (_BACK + 1) * (q - 1) ** 3 + _BACK * (q - 1) ** 2,
}
