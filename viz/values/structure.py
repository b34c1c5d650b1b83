"""How the values of a graph, or of a part of it, hang together: what they are made of and by what, and nothing else.

Two parts that were made in the same way are equal here, whatever their numbers and names: the neurons of a layer, the
examples of a batch.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from viz.values.graph import Graph, Node
from viz.values.operations import operation_of

_COMPUTED = "·"
_FEWEST_TERMS = 3  # of a sum of sums that is taken for one


class Made(NamedTuple):
    """One value.

    Attributes:
        op: the symbol of its operation, "" for a leaf; of what is outside only whether it is a result.
        operands: what it was made of, by the indices in the same Parts, in operand order.
        named: whether it has a label.
        outside: whether it is no part, but something that a part was made of.
        wanted: whether it is to be seen for itself.
        order_known: whether its operands stand in their order.
    """

    op: str
    operands: tuple[int, ...] = ()
    named: bool = False
    outside: bool = False
    wanted: bool = False
    order_known: bool = True

    @property
    def is_result(self) -> bool:
        return bool(self.operands) or (self.outside and self.op == _COMPUTED)


@dataclass(frozen=True)
class Parts:
    """Some values, operands before what is made of them."""

    made: tuple[Made, ...]

    def __len__(self) -> int:
        return len(self.made)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.made)

    @cached_property
    def count_inside(self) -> int:
        """How many of them are not outside."""
        return sum(not made.outside for made in self.made)

    @cached_property
    def _uses(self) -> list[int]:
        uses = [0] * len(self.made)
        for made in self.made:
            for k in made.operands:
                uses[k] += 1
        return uses

    def some(self, members: Iterable[int], wanted: Iterable[int] = ()) -> "tuple[Parts, tuple[int, ...]]":
        """Some of them for themselves: (these, which of all each one is).

        What was made in the same way gives equal Parts: the order is that in which all is found from the results. What
        the members were made of comes first.

        Args:
            members: which of them.
            wanted: those of the members that are to be seen for themselves; what others use is it in any case.
        """
        own = set(members)
        results = self._results(own)
        order = _found_from(results, own, self.made)
        outside = dict.fromkeys(k for i in order for k in self.made[i].operands if k not in own)
        seen, indices = {*wanted, *results}, (*outside, *order)
        place = {i: n for n, i in enumerate(indices)}
        some = [Made(_COMPUTED if self.made[i].is_result else "", (), self.made[i].named, True) for i in outside]
        for i in order:
            op, operands, named, is_outside, _, order_known = self.made[i]
            operands = tuple([place[k] for k in operands])
            some.append(Made(op, operands, named, is_outside, i in seen, order_known))
        return Parts(tuple(some)), indices

    def _results(self, members: set[int]) -> list[int]:
        """The members that others use, or nobody."""
        uses = dict.fromkeys(members, 0)
        for i in members:
            for k in self.made[i].operands:
                if k in uses:
                    uses[k] += 1
        made = self.made
        return sorted(i for i, n in uses.items() if n == 0 or n < self._uses[i] or made[i].wanted)


def parts_of(graph: Graph, wanted: Iterable[int] = ()) -> tuple[Parts, tuple[int, ...], dict[int, list[int]]]:
    """A Graph without its numbers: (its values, a sum of sums as one of all of their terms; which value of the graph
    each of these is; {such a sum: the sums that are within it, in order, by their indices in the graph}).
    """
    operands, sums = _sums_joined(graph)
    within = {k for each in sums.values() for k in each}
    made = (
        Made(node.op, each, bool(node.label), order_known=node.order_known) for node, each in zip(graph.nodes, operands)
    )
    parts, indices = Parts(tuple(made)).some((i for i in range(len(operands)) if i not in within), wanted)
    return parts, indices, sums


def _found_from(results: Sequence[int], members: set[int], whole: Sequence[Made]) -> list[int]:
    """The members, operands before results."""
    order: list[int] = []
    met = set[int]()
    waiting = [(i, False) for i in reversed(results)]
    while waiting:
        i, returned = waiting.pop()
        if returned:
            order.append(i)
        elif i not in met:
            met.add(i)
            waiting.append((i, True))
            waiting.extend((k, False) for k in reversed(whole[i].operands) if k in members)
    return order


def owners(parts: Parts) -> list[int]:
    """For each the nearest one that every way from it to a result goes through (its immediate dominator); itself where
    there is none.

    Without circles one walk from the results finds them: the owner of a value is the nearest that all which use it have
    in common.
    """
    tree, count = _Tree(len(parts) + 1), len(parts)
    used = {k for made in parts.made for k in made.operands}
    for i in reversed(range(count)):
        if i not in used:
            tree.add_user(i, count)  # where all results meet
        for k in parts.made[i].operands:
            tree.add_user(k, i)
    return [i if owner == count else owner for i, owner in enumerate(tree.parent[:count])]


class _Tree:
    """A tree that grows from its root, in which the nearest common ancestor of two is found in a time that grows as the
    logarithm of its depth: beside its parent each knows an ancestor far above (E. W. Myers, "An applicative
    random-access stack", 1983).
    """

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))
        self._far = list(range(count))
        self._depth = [0] * count
        self._placed = bytearray(count)

    def add_user(self, i: int, user: int) -> None:
        """One more that uses i; all that use it are told before any of its own operands is."""
        if not self._placed[user]:
            self._place(user)
        self.parent[i] = user if self.parent[i] == i else self._common(self.parent[i], user)

    def _place(self, i: int) -> None:
        self._placed[i] = 1
        parent, depth, far = self.parent[i], self._depth, self._far
        if parent == i:
            return
        depth[i] = depth[parent] + 1
        above = far[parent]
        same = depth[parent] - depth[above] == depth[above] - depth[far[above]]
        far[i] = far[above] if same else parent

    def _common(self, a: int, b: int) -> int:
        depth, far, parent = self._depth, self._far, self.parent
        if depth[a] < depth[b]:
            a, b = b, a
        while depth[a] > depth[b]:
            a = far[a] if depth[far[a]] >= depth[b] else parent[a]
        while a != b:
            a, b = (far[a], far[b]) if far[a] != far[b] else (parent[a], parent[b])
        return a


def _sums_joined(graph: Graph) -> tuple[list[tuple[int, ...]], dict[int, list[int]]]:
    """(for each value its operands, a sum of sums has all of their terms; {such a sum: those within it})"""
    operands = [tuple(k for k in node.operands if k is not None) for node in graph.nodes]
    uses = [0] * len(operands)
    for each in operands:
        for k in each:
            uses[k] += 1
    terms: dict[int, deque[int]] = {}  # of each sum that is no part of another one so far
    inner: dict[int, list[int]] = {}
    for i, node in enumerate(graph.nodes):
        if _is_sum(node):
            sums = [k for k in operands[i] if k in terms and uses[k] == 1 and not graph.nodes[k].label]
            terms[i] = _joined([terms.pop(k) if k in sums else deque([k]) for k in operands[i]])
            inner[i] = _longest_first([inner.pop(k) for k in sums])
            inner[i].extend(sums)
    joined = {i: collected for i, collected in terms.items() if len(collected) >= _FEWEST_TERMS}
    for i, collected in joined.items():
        operands[i] = tuple(collected)
    return operands, {i: sorted(inner[i]) for i in joined}


def _is_sum(node: Node) -> bool:
    operation = operation_of(node.op, len(node.operands)) if node.operands else None
    return operation is not None and operation.symbol == "+" and None not in node.operands


def _joined(terms: Sequence[deque[int]]) -> deque[int]:
    """All in order; the longest is not copied, as in a sum of thousands each sum adds one term."""
    longest = max(range(len(terms)), key=lambda n: len(terms[n]))
    for before in reversed(terms[:longest]):
        terms[longest].extendleft(reversed(before))
    for behind in terms[longest + 1 :]:
        terms[longest].extend(behind)
    return terms[longest]


def _longest_first(lists: list[list[int]]) -> list[int]:
    """All in one; the longest is not copied."""
    first, *others = sorted(lists, key=len, reverse=True) or [[]]
    for other in others:
        first.extend(other)
    return first
