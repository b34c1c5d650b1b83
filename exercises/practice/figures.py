"""The picture of a Task before it is answered: a question mark for what is asked, and nothing that would tell it."""

from exercises.practice.tasks import Task
from viz.drawing.geometry import Rooms, place_graph
from viz.drawing.scenes import scene_of
from viz.drawing.svg import draw_graph
from viz.values.names import equation
from viz.words.text import plain

_DIGITS = 3  # the room in a box
_SIZE = 1.25  # times its own size, at most
_ASKED = "?"


def figure(task: Task) -> tuple[str, str]:
    """(the SVG, the same in words)"""
    graph, asked = task.drawn.graph, _asked_in_a_box(task)
    scene = scene_of(graph, task.drawn.slopes)
    for i, node in enumerate(graph.nodes):
        here = scene[f"v{i}"]
        here["data"] = _ASKED if asked == ("data", i) else plain(node.data) if i in task.data else ""
        if i not in task.gradients:
            here["grad"] = _ASKED if asked == ("grad", i) else ""
            here["grad_sign"] = "ink"  # its colour would tell the sign
        else:
            here["grad"] = plain(node.grad)
    for result, slot in task.drawn.arrows:
        is_asked = task.what == "slope" and task.arrow == (result, slot)
        scene[f"e{result}_{slot}"]["tag"] = _ASKED if is_asked else ""
    tags = {edge: p["tag"] for edge, p in scene.items() if p.get("tag")}
    told = in_words(task)
    placed = place_graph(graph, Rooms(_DIGITS, tags))
    return draw_graph(graph, placed, scene, [], told, largest=_SIZE, tooltips=False), told


def _asked_in_a_box(task: Task) -> tuple[str, int] | None:
    if task.what in ("data", "operand"):
        return "data", task.node
    return ("grad", task.node) if task.what in ("grad", "sign", "upstream", "arrow") else None


def in_words(task: Task) -> str:
    """What can be seen, line by line."""
    graph, asked, lines = task.drawn.graph, _asked_in_a_box(task), []
    for i, node in enumerate(graph.nodes):
        parts = [equation(graph, i)] if node.operands else [node.label]
        if i in task.data or asked == ("data", i):
            parts.append(_ASKED if asked == ("data", i) else plain(node.data))
        lines.append(" = ".join(parts))
        if i in task.gradients or asked == ("grad", i):
            lines.append(f"{node.label}.grad = {_ASKED if asked == ('grad', i) else plain(node.grad)}")
    return "\n".join(lines)
