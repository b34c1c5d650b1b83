"""A graph in which one operation stands for several, to be played step by step: what the chain rule makes of these is
one local slope for each value that goes in.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from viz.values.folding import Item, view_alone, view_of
from viz.values.graph import Graph, Node
from viz.values.operations import Slopes, sign_of
from viz.values.slopes import Known
from viz.values.structure import Parts, parts_of


def folded(graph: Graph, known: Known, wanted: Iterable[int] = ()) -> tuple[Graph, Known, tuple[int, ...]]:
    """(A Graph of few values, what is Known of its local slopes, which of the values of the whole they are).

    Where that would still be too many, values that are alike, and stages of a long way, are left out.

    Args:
        graph, known: the whole.
        wanted: the values that keep their boxes in any case, beside those with a label.
    """
    parts, whole, _ = parts_of(graph, wanted)
    items = max(view_alone(parts) or (), view_of(parts), key=lambda view: sum(map(_is_alone, view)))
    composed = _Composed(graph, known, parts, whole, items)
    results = tuple(whole[item.members[0][-1]] for item in items if _is_alone(item))
    made = [composed.node(item) for item in items if _is_alone(item)]
    told = Graph(tuple(node for node, _ in made), graph.total, graph.more, whole=(graph, results))
    return told, replace(known.part(results), slopes=tuple(slopes for _, slopes in made)), results


def _is_alone(item: Item) -> bool:
    return item.kind in ("value", "part")


class _Composed:
    """The nodes of the new Graph, each with its local slopes."""

    def __init__(self, graph: Graph, known: Known, parts: Parts, whole: Sequence[int], items: Sequence[Item]) -> None:
        self._graph, self._known, self._parts, self._whole = graph, known, parts, whole
        alone = [item for item in items if _is_alone(item)]
        self._place = {item.members[0][-1]: n for n, item in enumerate(alone)}

    def node(self, item: Item) -> tuple[Node, Slopes]:
        members = item.members[0]
        node, made = self._graph.nodes[self._whole[members[-1]]], self._parts.made[members[-1]]
        if item.kind == "value" and len(made.operands) <= len(node.operands) and self._place.keys() >= {*made.operands}:
            operands = iter(made.operands)
            there = (None if k is None else self._place[next(operands)] for k in node.operands)
            return replace(node, operands=tuple(there)), self._known.slopes[self._whole[members[-1]]]
        into = self._along_all_paths(members)
        kept = [k for k in into or self._inputs(members) if k in self._place]
        left_out = len(kept) < len(into or self._inputs(members))
        is_one = item.kind == "value" and len({*made.operands}) == len(made.operands)  # of equal terms slopes are added
        op, folds = (node.op, 0) if is_one else (f"{sign_of(node.op)} ⋯", max(len(members), len(made.operands) - 1))
        operands_there = (*(self._place[k] for k in kept), *([None] * left_out))
        slopes = None if into is None else (*(into[k] for k in kept), *([math.nan] * left_out))
        return replace(node, op=op, operands=operands_there, local=None, constants={}, folded=folds), slopes

    def _inputs(self, members: Sequence[int]) -> list[int]:
        own = set(members)
        return [*dict.fromkeys(k for i in members for k in self._parts.made[i].operands if k not in own)]

    def _along_all_paths(self, members: Sequence[int]) -> dict[int, float] | None:
        """How much the last of the members changes with each value that goes into them: the products of the slopes
        along each path, added over the paths; None where one of them is not known, or they are too large to tell.
        """
        gradients = {members[-1]: 1.0}
        for i in reversed(members):
            slopes = self._of_one(i)
            if slopes is None:
                return None
            for k, slope in zip(self._parts.made[i].operands, slopes):
                gradients[k] = gradients.get(k, 0.0) + gradients[i] * slope
        into = {k: gradients[k] for k in self._inputs(members)}
        return into if all(map(math.isfinite, gradients.values())) else None

    def _of_one(self, i: int) -> Slopes:
        """The slope for each operand that is there; none for a leaf."""
        terms, node = self._parts.made[i].operands, self._graph.nodes[self._whole[i]]
        if len(terms) > len(node.operands):  # a sum of sums
            return (1.0,) * len(terms)
        slopes = self._known.slopes[self._whole[i]] if terms else ()
        return slopes and tuple(slope for k, slope in zip(node.operands, slopes) if k is not None)
