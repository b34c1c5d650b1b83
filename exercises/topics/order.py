"""Operands before results: a topological order."""

from collections.abc import Sequence

from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import built, gradient_of, picture
from exercises.origin import LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.conventions import ValueLike
from viz.values.graph import Graph
from viz.values.operands import is_value_like
from viz.words.text import short_repr

_PROBES = [
    expression("a * b + c", a=2, b=-3, c=10),
    expression("a + a", a=3),
    expression("b = a * c; d = b * b; b + d", a=2, c=3),
    expression("b = a * c; d = b * b; d + b", a=2, c=3),
    expression("s = a + b; t = s * a; (t + s) * (t * b)", a=2, b=-3),
]
_NOT_A_LIST = Text("order.not a list")
_STRANGER = Text("order.stranger")
_TWICE = Text("order.twice")
_MISSING = Text("order.missing")
_TURNED = Text("order.turned")
_OTHER = Text("order.other")
_RIGHT = Text("order.right")


def _examine(order: LearnersFunction) -> Verdict:
    for probe in _PROBES:
        root = built(probe)
        verdict = _of_one(order(root), root, probe.source)
        if verdict:
            return verdict
    return right(_RIGHT.filled(count=len(_PROBES)))


def _of_one(given: object, root: ValueLike, source: str) -> Verdict | None:
    if given is None:
        return wrong(NOTHING_RETURNED)
    if not isinstance(given, (list, tuple)):
        return wrong(_NOT_A_LIST.filled(given=short_repr(given)))
    graph, values = graphs.read_with_values(root)
    index = {id(value): i for i, value in enumerate(values)}
    for thing in given:
        if not is_value_like(thing) or id(thing) not in index:
            return wrong(_STRANGER.filled(given=short_repr(thing), source=source))
    found = [index[id(value)] for value in given]
    if len(set(found)) < len(found):
        return wrong(_TWICE.filled(source=source))
    if len(found) < len(values):
        return wrong(_MISSING.filled(source=source, true=len(values), given=len(found)))
    if _operands_first(found, graph):
        return None
    if _operands_first(found[::-1], graph):
        return wrong(_TURNED)
    root_at_an_end = len(values) - 1 in (found[0], found[-1])
    return mistaken("preorder / BFS") if root_at_an_end else wrong(_OTHER.filled(source=source))


def _operands_first(order: Sequence[int], graph: Graph) -> bool:
    place = {i: n for n, i in enumerate(order)}
    return all(place[k] < place[i] for i, node in enumerate(graph.nodes) for k in node.operands if k is not None)


EXERCISES = (
    Exercise(
        name="topological_order",
        lesson=6,
        takes="function",
        examine=_examine,
        picture=picture("b = a * 3; d = b * 10; b + d", a=2),
        solution="""def topological_order(root):
    order, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for operand in value._prev:
                visit(operand)
            order.append(value)

    visit(root)
    return order""",
        predictions=(gradient_of("order_diamond", "a", "b = a * 3; d = b * 10; b + d", (3.0, 30.0, 36.0), a=2),),
    ),
)
