"""Operands before results: a topological order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exercises.closure_engine import source_of
from exercises.exercise import Choice, Exercise
from exercises.expressions import at_random, expression
from exercises.illustrations import built, gradient_of, picture, solve
from exercises.origin import LearnersFunction
from exercises.taken_for_one import are_taken_for_one
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.conventions import ValueLike
from viz.values.graph import Graph
from viz.words.text import short_repr

_PROBES = [
    expression("a * b + c", a=2, b=-3, c=10),
    expression("a + a", a=3),
    expression("b = a * c; d = b * b; b + d", a=2, c=3),
    expression("b = a * c; d = b * b; d + b", a=2, c=3),
    expression("s = a + b; t = s * a; (t + s) * (t * b)", a=2, b=-3),
    # The same number in several Values.
    expression("a * b + c", a=2, b=2, c=2),
    expression("s = a * b; s + a", a=2, b=1),
    expression("a", a=2),
    *at_random(["x + y", "x * y"], 20),
]
_NOT_A_LIST = Text("order.not a list")
_STRANGER = Text("order.stranger")
_CHANGED = Text("order.changed")
_LEFT_OVER = Text("order.left over")
_AGAIN = Text("order.again")
_TWICE = Text("order.twice")
_NO_ROOT = Text("order.no root")
_NO_LEAVES = Text("order.no leaves")
_MISSING = Text("order.missing")
_TURNED = Text("order.turned")
_WHEN_MET = Text("order.when met")
_OTHER = Text("order.other")
_RIGHT = Text("order.right")


@dataclass(frozen=True)
class _Answer:
    """What was returned for one graph.

    Attributes:
        source: the expression.
        graph, values: what was given, operands before results.
        given: what was returned.
    """

    source: str
    graph: Graph
    values: list[ValueLike]
    given: Any

    def strangers(self) -> list[object]:
        ids = set(map(id, self.values))
        return [thing for thing in self.given if id(thing) not in ids]

    def places(self) -> list[int]:
        """The places of the Values in the graph, in the order in which they were returned."""
        index = {id(value): i for i, value in enumerate(self.values)}
        return [index[id(value)] for value in self.given]

    def missing(self) -> set[int]:
        return set(range(len(self.values))) - set(self.places())

    def is_valid(self) -> bool:
        return _operands_first(self.places(), self.graph)

    def is_valid_from_behind(self) -> bool:
        return _operands_first(self.places()[::-1], self.graph)


def _examine(order: LearnersFunction) -> Verdict:
    answers: list[_Answer] = []
    for probe in _PROBES:
        root = built(probe)
        graph, values = graphs.read_with_values(root)
        before = [(value.data, value.grad, value._prev) for value in values]
        answer = _Answer(probe.source, graph, list(values), order(root))
        verdict = _of_the_list(answer, answers)
        if verdict:
            return verdict
        if [(value.data, value.grad, value._prev) for value in values] != before:
            return wrong(_CHANGED)
        answers.append(answer)
    again = replace(answers[-1], given=order(root))
    verdict = _of_all(answers)
    if verdict is None and (_of_the_list(again, answers) or _of_all([again])):
        verdict = wrong(_AGAIN)
    return verdict or right(_RIGHT.filled(count=len(_PROBES)))


def _of_the_list(answer: _Answer, earlier: Iterable[_Answer]) -> Verdict | None:
    """The Verdict where it is no list of Values of the graph."""
    if answer.given is None:
        return wrong(NOTHING_RETURNED)
    if not isinstance(answer.given, (list, tuple)):
        return wrong(_NOT_A_LIST.filled(given=short_repr(answer.given)))
    strangers = answer.strangers()
    known = {id(value) for each in earlier for value in each.values}
    if any(id(stranger) in known for stranger in strangers):
        return wrong(_LEFT_OVER)
    return wrong(_STRANGER.filled(given=short_repr(strangers[0]), source=answer.source)) if strangers else None


def _of_all(answers: Sequence[_Answer]) -> Verdict | None:
    """The first thing that is wrong; its cause only where that explains all answers."""
    twice = next((answer for answer in answers if len(set(answer.places())) < len(answer.given)), None)
    if twice is not None:
        return wrong(_TWICE.filled(source=twice.source))
    lacking = [answer for answer in answers if answer.missing()]
    if lacking:
        return _of_missing(lacking[0], answers)
    invalid = [answer for answer in answers if not answer.is_valid()]
    if not invalid:
        return None
    if all(answer.is_valid_from_behind() for answer in answers):
        return wrong(_TURNED)
    if any(all(is_by(answer, turn) for answer in answers) for is_by in (_is_deep, _is_broad) for turn in (1, -1)):
        either = next((answer for answer in invalid if not answer.is_valid_from_behind()), None)
        said = _WHEN_MET.filled(source=either.source) if either else _OTHER.filled(source=invalid[0].source)
        return wrong(said, mistake="preorder / BFS")
    return wrong(_OTHER.filled(source=invalid[0].source))


def _of_missing(first: _Answer, answers: Sequence[_Answer]) -> Verdict:
    if all(answer.missing() == {len(answer.values) - 1} for answer in answers):
        return wrong(_NO_ROOT)
    if all(
        answer.missing() == {i for i, node in enumerate(answer.graph.nodes) if not node.operands} for answer in answers
    ):
        return wrong(_NO_LEAVES)
    if all(are_taken_for_one(answer.graph, answer.missing()) for answer in answers):
        return mistaken("taken for one")
    return wrong(_MISSING.filled(source=first.source, true=len(first.values), given=len(first.given)))


def _operands_first(order: Sequence[int], graph: Graph) -> bool:
    place = {i: n for n, i in enumerate(order)}
    return all(place[k] < place[i] for i, node in enumerate(graph.nodes) for k in node.operands if k is not None)


def _is_deep(answer: _Answer, turn: int) -> bool:
    """Whether each Value entered when it was first met, depth first, from the one side or from the other."""
    return answer.places()[::turn] in [
        _when_met(answer.graph, left, pushed) for left in (True, False) for pushed in (True, False)
    ]


def _when_met(graph: Graph, left_first: bool, pushed: bool) -> list[int]:
    """Each value as it is taken from a stack; pushed: whether one that was put there counts as met already."""
    met, waiting = list[int](), [len(graph.nodes) - 1]
    while waiting:
        i = waiting.pop()
        if i not in met:
            met.append(i)
            operands = [k for k in graph.nodes[i].operands if k is not None][:: -1 if left_first else 1]
            for k in operands:
                if not (pushed and k in (*met, *waiting)):
                    waiting.append(k)
    return met


def _is_broad(answer: _Answer, turn: int) -> bool:
    """Whether the Values stand in the order of their shortest way to the root."""
    nodes = answer.graph.nodes
    away = {len(nodes) - 1: 0}
    for i in reversed(range(len(nodes))):  # each result before its operands
        for k in nodes[i].operands:
            if k is not None:
                away[k] = min(away.get(k, len(nodes)), away[i] + 1)
    ways = [away[i] for i in answer.places()[::turn]]
    return ways == sorted(ways)


_METHODS = {"a ** n": "__pow__", "a / b": "__truediv__", "1 - a": "__rsub__"}


def _own_rule() -> str:
    """The operation that writes a `_backward`."""
    (own,) = [written for written, method in _METHODS.items() if "def _backward" in source_of(method)]
    return own


def _too_early() -> str:
    """Who hands on before all that use it have, where the turns are in the order of the first visits."""
    root, _ = solve(expression("b = a * 2; d = b * 5; L = b + d", a=4))
    turns = [root]
    for value in turns:
        turns += [operand for operand in value._prev if operand not in turns]
    early = [value for n, value in enumerate(turns) if any(value in later._prev for later in turns[n:])]
    return str(early[0].label)


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
        predictions=(
            Choice("remember_own_rule", tuple(_METHODS), _own_rule, ("a / b", "1 - a")),
            gradient_of("order_diamond", "a", "b = a * 2; d = b * 5; b + d", (2.0, 10.0, 14.0), a=4),
            Choice("too_early", ("L", "d", "b"), _too_early, ("L", "d")),
        ),
    ),
)
