"""Runs a class's own backward pass and takes down what it really does: every write to a gradient, and in which
`_backward`.

Afterwards the classes, and everything that the values hold, are as they were.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from viz.values.conventions import ValueLike, has_gradient, rule_of, set_gradient, way_back_of
from viz.values.graph import Graph
from viz.values.holders import unasked_exponents
from viz.values.insides import attributes_of, bound_by_defaults, closure_cells
from viz.values.instrumentation import Event, Instrumentation, Write
from viz.values.numbers import Gradient, difference, or_nan
from viz.values.operands import Constant
from viz.values.operations import Slopes
from viz.values.passes import creation_order
from viz.values.restore import Snapshot
from viz.values.rules import called_with, run_way_back
from viz.words.messages import say

_WANTS_A_GRADIENT = ("grad", "train", "differentiable", "dag")  # in the name of a flag


@dataclass(frozen=True)
class Observation:
    """What happened in a backward pass.

    Attributes:
        events: in order (see viz.values.instrumentation).
        own: whether it was the object's own `backward()`; False where it has none, and each value's `_backward` was
            called in the right order instead, the root's gradient being set to 1 and those of the other results to 0.
        error: the exception that stopped it, or None.
        initial, final: for each value its Gradient before and after.
        unseen: the indices of the values that could not be watched: of those, only final tells.
        constants: the indices of bare numbers among the operands, which hold no gradient, and of values that received
            none and want none: exponents that were bare numbers once, leaves with `requires_grad` off.
        cut: whether there were more than MOST_EVENTS events; the further ones are missing.
    """

    events: tuple[Event, ...]
    own: bool
    error: Exception | None
    initial: tuple[Gradient, ...]
    final: tuple[Gradient, ...]
    unseen: frozenset[int] = frozenset()
    constants: frozenset[int] = frozenset()
    cut: bool = False


def observe(root: ValueLike, values: Sequence[ValueLike], graph: Graph) -> Observation:
    """The Observation of root's own backward pass; nothing is changed by it.

    Args:
        root: the value whose `backward()` is called.
        values, graph: what viz.values.graph.read_with_values(root) gives.

    Raises:
        TypeError: there is no way back (neither `backward` nor `_backward`), or there are no gradients, or something
            that could not be put back afterwards.
    """
    own = way_back_of(root) is not None
    if not own and not any(map(rule_of, values)):
        raise TypeError(say("no way back", kind=type(root).__name__))
    has_grad = any(map(has_gradient, values))
    if not own and not has_grad:
        raise TypeError(say("no grad", kind=type(root).__name__))
    exponents = unasked_exponents(graph, values)  # before anything else of ours holds them
    with _Sandbox(values, [node.operands for node in graph.nodes]) as watch:
        initial = watch.gradients()
        error = _error_of(lambda: run_way_back(root) if own else _go_back(root, values, graph, watch))
        watch.look_at_all()
        final = watch.gradients()
    if not has_grad and not any(map(has_gradient, values)) and all(gradient.shown is None for gradient in final):
        raise TypeError(say("no grad", kind=type(root).__name__)) from error
    written = {event.target for event in watch.events if isinstance(event, Write) and event.new.number != 0}
    constants = {i for i, value in enumerate(values) if isinstance(value, Constant)}
    constants |= (exponents | _without_gradient(graph, values, written)) - written
    return Observation(
        tuple(watch.events),
        own,
        error,
        initial,
        final,
        watch.unseen,
        frozenset(constants),
        watch.cut,
    )


def _without_gradient(graph: Graph, values: Sequence[ValueLike], written: set[int]) -> set[int]:
    """The indices of leaves that say of themselves that they want no gradient: a flag such as `requires_grad` is off in
    them, and on in a leaf that has received one.
    """
    leaves = [i for i, node in enumerate(graph.nodes) if not node.operands]
    on = {name for i in leaves if i in written for name, held in attributes_of(values[i]) if held is True}
    wanting = {name for name in on if any(part in name.lower() for part in _WANTS_A_GRADIENT)}
    return {i for i in leaves if any(name in wanting for name, held in attributes_of(values[i]) if held is False)}


def own_slopes(value: ValueLike, operands: Sequence[ValueLike]) -> Slopes:
    """What value's own `_backward` hands each operand when value.grad is 1; None where it cannot be told.

    Args:
        value: the result of an operation.
        operands: its operands, in order; one that was used twice stands there twice.
    """
    rule = rule_of(value)
    if rule is None:
        return None
    held: list[ValueLike] = list({id(operand): operand for operand in operands}.values())
    index = {id(operand): i for i, operand in enumerate(held)}
    places = tuple(index[id(operand)] for operand in operands)
    with _Sandbox((*held, value), [()] * len(held) + [places], alone=value) as watch:
        call = watch.wrap_rule(len(held), rule)
        error = _error_of(lambda: _set_up(value, held)) or _error_of(lambda: call(*called_with(rule, 1.0)))
        watch.look_at_all()
        final = watch.gradients()
    return None if error else _received(places, [e for e in watch.events if isinstance(e, Write) and e.in_call], final)


def _error_of(run: Callable[[], Any]) -> Exception | None:
    try:
        run()
    except Exception as error:
        return error
    return None


def _go_back(root: ValueLike, values: Sequence[ValueLike], graph: Graph, watch: Instrumentation) -> None:
    """The true backward pass with the values' own rules, for a class that has no `backward()`."""
    order = creation_order(graph)
    for i in order:
        if graph.nodes[i].operands and values[i] is not root and watch.gradient(i).number != 0:
            set_gradient(values[i], 0.0)
    set_gradient(root, 1.0)
    for i in reversed(order):
        rule = watch.own_rule(i)
        if rule and graph.nodes[i].operands:
            watch.wrap_rule(i, rule)(*called_with(rule, or_nan(watch.gradient(i).number)))


def _set_up(value: ValueLike, operands: Sequence[ValueLike]) -> None:
    for operand in operands:
        set_gradient(operand, 0.0)
    set_gradient(value, 1.0)


def _received(places: Sequence[int], writes: Sequence[Write], final: Sequence[Gradient]) -> Slopes:
    """What each slot received; with one slot for a target its gradient tells, with more each needs a write of its
    own.
    """
    received: list[float | None] = []
    for slot, place in enumerate(places):
        mine = [write for write in writes if write.target == place]
        if places.count(place) == 1 or not mine:
            received.append(final[place].number)
        elif len(mine) == places.count(place):
            write = mine[places[:slot].count(place)]
            received.append(difference(write.old, write.new))
        else:
            return None
    known = tuple(share for share in received if share is not None)
    return known if len(known) == len(received) else None


class _Sandbox:
    """`with _Sandbox(values, operands) as watch`: inside, the values are watched; after it, they are as they were."""

    def __init__(
        self, values: Sequence[ValueLike], operands: Sequence[Sequence[int | None]], alone: ValueLike | None = None
    ) -> None:
        rule = None if alone is None else rule_of(alone)
        enclosed = [*closure_cells(rule).values(), *bound_by_defaults(rule).values()]  # an operand that was forgotten
        kinds = set(map(type, values)) - {Constant}
        held = [thing for thing in (*values, *enclosed) if type(thing) in kinds]
        self._before = Snapshot(held, closed=alone is not None)
        self._watch = Instrumentation(values, operands, alone)

    def __enter__(self) -> Instrumentation:
        try:
            self._watch.start()
        except BaseException:
            self.__exit__()
            raise
        return self._watch

    def __exit__(self, *_: object) -> None:
        self._watch.stop()
        self._before.restore()
