"""Reads any Value-like object, and all that it was computed from, into a Graph.

Value-like is whatever holds a number and, once it is the result of an operation, its operands: `.data`, `._prev` and
`._children` as a rule, otherwise whatever names its class has for them (see viz.values.conventions and
viz.values.operands). Gradient, symbol, label and local slopes are read where they exist. Nothing is changed.
"""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from numbers import Integral, Real
from typing import Any

from viz.values.conventions import (
    ValueLike,
    first_of,
    get,
    gradient_held,
    has_gradient,
    has_number,
    label_of,
    names_of,
    number_held,
    rule_of,
    set_label,
    slopes_held,
    symbol_held,
    way_back_of,
)
from viz.values.forward import asked_together
from viz.values.insides import classes_read_once, is_library, module_of
from viz.values.numbers import Held, as_float, shape_of, shape_out_of_scope, shown_number
from viz.values.operands import Operands, is_value_like, operands_of, order_in_the_set
from viz.values.operations import Slopes
from viz.values.symbols import symbol_of
from viz.values.torch_graph import TorchValue, is_one_number, is_tensor, value_of
from viz.values.versions import holds_a_value, nested_versions
from viz.words.messages import say
from viz.words.text import short_repr

COUNT_UP_TO = (
    100_000  # beyond this many values, "more than" is all that anybody wants to know, and counting takes a while
)


@dataclass(frozen=True)
class Node:
    """One value as it was when the graph was read.

    Attributes:
        data: its number, as the object holds it, to be shown.
        number: the same to compute with: a float, or None where it is no number.
        grad: its gradient as the object holds it, or None where the class has none yet.
        label: its name, '' where it has none.
        op: the symbol of the operation that made it, '' for a leaf or where the class keeps none.
        operands: in operand order, the index of each operand's node; None for one that was left out.
        in_the_set: where the class keeps its operands in a set, their slots in the order in which that gives them;
            otherwise None.
        order_known: False where the class keeps its operands in a set and their order could not be found out.
        local: the local derivatives as the object recorded them, an int or float for each operand, or None.
        birth: its place in the order of creation where the class counts births (`_birth`), otherwise None.
        rounding: how far its number may lie, by rounding alone, from what the operation gives for its operands, beyond
            what a float of Python may (`_rounding`).
        constants: of the operands that were left out, those that are shown as a part of the operation (see
            viz.values.constants): {slot: number}.
        folded: how many values are folded in it, where it stands for several operations; otherwise 0.
    """

    data: Held
    number: float | None
    grad: Held
    label: str
    op: str
    operands: tuple[int | None, ...]
    order_known: bool
    local: Slopes
    birth: int | None = None
    in_the_set: tuple[int, ...] | None = None
    rounding: float = 0.0
    constants: Mapping[int, Held] = field(default_factory=dict)
    folded: int = 0

    @property
    def left_out(self) -> list[int]:
        """The slots of the operands that are shown nowhere."""
        return [slot for slot, k in enumerate(self.operands) if k is None and slot not in self.constants]


@dataclass(frozen=True, eq=False)
class Graph:
    """The values in topological order: operands before results, the root last.

    A Graph equals none but itself: what was found out about one is kept by it.

    Attributes:
        nodes: the Nodes.
        total: how many values there are in all, with those left out; never more than COUNT_UP_TO + 1.
        more: whether there are more than total.
        whole: of a part, the Graph whose names its values keep, and their indices there; None where they are named by
            what is here.
    """

    nodes: tuple[Node, ...]
    total: int
    more: bool = False
    whole: "tuple[Graph, tuple[int, ...]] | None" = None


def read(root: ValueLike, limit: int | None = None) -> Graph:
    """The Graph of root, or of the limit values nearest to it.

    Raises:
        TypeError: root is neither Value-like nor one number of torch, or a value's operands cannot be read; a value
            holds a value for its number, because one of them was made by an earlier version of its class.
        ValueError: the graph runs in a circle.
    """
    return read_with_values(root, limit)[0]


def read_with_values(root: ValueLike, limit: int | None = None) -> tuple[Graph, tuple[ValueLike, ...]]:
    """The same Graph, and the objects that its nodes were read from, in the same order: for a tensor of torch the
    TorchValues.
    """
    if is_tensor(root):
        root = value_of(root)
        limit = min((most for most in (limit, root.most) if most is not None), default=None)
    refuse_what_is_no_value(root)
    with classes_read_once(), asked_together():
        operands, total = _nearest(root, limit)
        order = _topological(root, operands)
        index = {id(value): i for i, value in enumerate(order)}
        nodes = tuple(_node(value, operands[id(value)], index) for value in order)
        told = nested_versions([value for value, node in zip(order, nodes) if holds_a_value(node.data)], root)
    if told:
        raise TypeError(told)
    return Graph(nodes, total, total > COUNT_UP_TO or get(root, "most") is not None), tuple(order)


def can_be_drawn(thing: object) -> bool:
    """Whether it is Value-like, or one number of torch."""
    return is_value_like(thing) or is_one_number(thing)


def refuse_what_is_no_value(thing: object) -> None:
    """Raises the TypeError that says what came in, where it is not Value-like, and why viz cannot follow it."""
    if can_be_drawn(thing):
        return
    kind, shape = type(thing).__name__, get(thing, "shape")
    of_a_program = is_tensor(thing) or shape_of(thing) is None
    if isinstance(shape, tuple) and math.prod(shape) != 1 and not isinstance(thing, Real) and of_a_program:
        raise TypeError(say("arrays out of scope", kind=kind, shape=shape))
    raise TypeError(say("not a value", kind=kind, shown=short_repr(thing)))


def part(graph: Graph, kept: Iterable[int]) -> Graph:
    """The Graph of only those nodes; operands that are left out become None.

    Args:
        graph: the whole.
        kept: indices, the root's among them.
    """
    index = {old: new for new, old in enumerate(sorted(kept))}
    nodes = (replace(graph.nodes[i], operands=_renamed(graph.nodes[i].operands, index)) for i in index)
    return replace(graph, nodes=tuple(nodes))


def _renamed(operands: Iterable[int | None], index: Mapping[int, int]) -> tuple[int | None, ...]:
    return tuple(None if k is None else index.get(k) for k in operands)


def label(namespace: Mapping[str, Any] | None = None, **names: ValueLike) -> None:
    """Give values the names that pictures show: `label(a=a, b=b)`, or `label(globals())` for all values with a name.

    A name given by keyword replaces an older label; a namespace only names what has no label yet, and skips names that
    begin with an underscore.

    Raises:
        TypeError: a keyword's value is not Value-like, or its class has no room for a label.
    """
    for name, value in names.items():
        if not can_be_drawn(value):
            raise TypeError(say("nothing to label", name=name, kind=type(value).__name__))
        _set_label(value, name)
    without_room = [error for name, value in list((namespace or {}).items()) for error in _label_quietly(name, value)]
    if without_room:
        raise without_room[0]


def _label_quietly(name: str, value: Any) -> Iterator[TypeError]:
    """Names one thing of a namespace where that is wanted; yields the error where its class has no room for a label."""
    try:
        wanted = not name.startswith("_") and _is_meant_to_be_named(value) and not label_of(value)
    except Exception:  # a namespace also holds things that are none of ours and answer no question
        return
    if wanted:
        try:
            _set_label(value, name)
        except TypeError as error:
            yield error


def _is_meant_to_be_named(value: Any) -> bool:
    """Whether a thing in a namespace is surely a value: it computes and goes back, or has operands; not a thing of a
    library, and none that has an answer to every name.
    """
    if is_tensor(value):
        return is_one_number(value)
    known = first_of(("_prev", "_children"), value) is not None
    told = known or (has_gradient(value) and (way_back_of(value) is not None or rule_of(value) is not None))
    foreign = is_library(module_of(type(value))) and not known
    return is_value_like(value) and has_number(value) and told and not foreign and get(value, "no such name") is None


def _set_label(value: ValueLike, name: str) -> None:
    try:
        set_label(value, name)
    except AttributeError:
        raise TypeError(say("no label", kind=type(value).__name__)) from None


def _nearest(root: ValueLike, limit: int | None) -> tuple[dict[int, Operands], int]:
    """{id: its Operands} for the limit values nearest to root (all of them for None), and how many there are in all."""
    operands: dict[int, Operands] = {}
    seen, waiting = {id(root): root}, deque([root])
    while waiting and len(seen) <= COUNT_UP_TO:
        value = waiting.popleft()
        of_value = operands_of(value)
        if limit is None or len(operands) < limit:
            operands[id(value)] = of_value
        for operand in of_value.values:
            if id(operand) not in seen:
                seen[id(operand)] = operand
                waiting.append(operand)
    return operands, len(seen)


def _topological(root: ValueLike, operands: Mapping[int, Operands]) -> list[ValueLike]:
    """The values in operands, each after its own operands; depth-first without recursion, so that any depth works."""
    order: list[ValueLike] = []
    done: set[int] = set()
    open_now: set[int] = set()
    stack = [(root, False)]
    while stack:
        value, returned = stack.pop()
        if returned:
            open_now.discard(id(value))
            done.add(id(value))
            order.append(value)
        elif id(value) in open_now:
            raise ValueError(say("cycle", name=label_of(value) or short_repr(value)))
        elif id(value) not in done:
            open_now.add(id(value))
            stack.append((value, True))
            kept = [v for v in operands[id(value)].values if id(v) in operands]
            stack.extend((v, False) for v in reversed(kept))
    return order


def _node(value: ValueLike, operands: Operands, index: Mapping[int, int]) -> Node:
    data, count = _number_to_show(value), len(operands.values) if operands.order_known else 0
    local = operands.slopes or slopes_held(value, count)
    told = isinstance(value, TorchValue) or not operands.values
    return Node(
        data=data,
        number=as_float(data),
        grad=shown_number(gradient_held(value)),
        label=label_of(value),
        op=symbol_held(value) if told else symbol_of(value, operands, local),
        operands=tuple(index.get(id(operand)) for operand in operands.values),
        order_known=operands.order_known,
        local=local,
        birth=_birth(value),
        in_the_set=order_in_the_set(value, operands),
        rounding=value._rounding if isinstance(value, TorchValue) else 0.0,
    )


def _number_to_show(value: ValueLike) -> Held:
    """The number as the object holds it.

    Raises:
        TypeError: it holds an array, or there is nothing that could be its number.
    """
    held = number_held(value)
    shape = shape_out_of_scope(held)
    if shape is not None:
        raise TypeError(say("arrays out of scope", kind=type(value).__name__, shape=shape))
    if held is None and not has_number(value):
        raise TypeError(say("no number", kind=type(value).__name__, names=", ".join(names_of(value)) or "—"))
    return shown_number(held)


def _birth(value: ValueLike) -> int | None:
    birth = get(value, "_birth")
    return int(birth) if isinstance(birth, Integral) else None
