"""Whether a value is held by anybody but the graph that it stands in: else nobody will ever ask for its gradient."""

import gc
import sys
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from types import CellType, FunctionType
from typing import Any

from viz.values.conventions import ValueLike
from viz.values.graph import Graph
from viz.values.insides import attributes_of, dict_of
from viz.values.operands import is_helper

_CONTAINERS = (tuple, list, set, frozenset, dict, deque)


def unasked_exponents(graph: Graph, values: Sequence[ValueLike]) -> frozenset[int]:
    """The indices of exponents that were plain numbers once, and that their class has made a value of.

    Such a leaf has no name, is an exponent and nothing else, and nobody but the result holds it.

    Args:
        graph, values: what viz.values.graph.read_with_values gives; values is the only thing of ours that holds them.
    """
    used = Counter(k for node in graph.nodes for k in node.operands)
    results = {
        node.operands[1]: i
        for i, node in enumerate(graph.nodes)
        if node.op in ("**", "pow") and len(node.operands) == 2 and node.operands[1] is not None
    }
    candidates = {
        k: i for k, i in results.items() if used[k] == 1 and not graph.nodes[k].operands and not graph.nodes[k].label
    }
    if not candidates:
        return frozenset()
    holders = gc.get_referrers(*(values[k] for k in candidates))
    return frozenset(k for k, i in candidates.items() if _is_held_only_by(values, k, values[i], holders))


def _is_held_only_by(values: Sequence[ValueLike], k: int, result: ValueLike, holders: Iterable[Any]) -> bool:
    own = {id(values), *_holders_in(result)}
    seen = [holder for holder in holders if any(each is values[k] for each in _held_by(holder))]
    foreign = [holder for holder in seen if id(holder) not in own and not _keeps_account(holder, result)]
    return not foreign and _hidden(values, k, seen) <= _hidden((control := (object(),)), 0, [control])


def _keeps_account(holder: Any, result: ValueLike) -> bool:
    """Whether it is a list of whatever values there are, as of an order: it holds the result beside its operands."""
    return isinstance(holder, (list, tuple, set, deque)) and any(each is result for each in holder)


def _hidden(values: Sequence[Any], k: int, holders: Iterable[Any]) -> int:
    """How many references to a value stand in none of the holders: local variables hold it."""
    seen = sum(sum(each is values[k] for each in _held_by(holder)) for holder in holders)
    return sys.getrefcount(values[k]) - seen


def _held_by(holder: Any) -> Iterable[Any]:
    if isinstance(holder, dict):
        return [*holder.keys(), *holder.values()]
    if isinstance(holder, CellType):
        return [holder.cell_contents]
    return holder if isinstance(holder, _CONTAINERS) else [held for _, held in attributes_of(holder)]


def _holders_in(result: ValueLike) -> set[int]:
    """The ids of whatever in a result may hold an operand: itself, its containers, helpers and enclosed variables."""
    found, waiting = set[int](), [result]
    while waiting:
        thing = waiting.pop()
        if id(thing) not in found and (thing is result or not isinstance(thing, type(result))):
            found |= {id(thing), id(dict_of(thing))}
            waiting += _inside(thing, result)
    return found


def _inside(thing: Any, result: ValueLike) -> list[Any]:
    if isinstance(thing, FunctionType):
        return [*(thing.__closure__ or ()), thing.__defaults__]
    if isinstance(thing, (*_CONTAINERS, CellType)) or thing is result or is_helper(thing, result):
        return list(_held_by(thing))
    return []
