"""A second pass over the same graph: a backward() that may be called twice, and zero_grad."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from exercises import closure_engine
from exercises.evaluation import Evaluation, evaluate, near, truth_of
from exercises.exercise import Choice, Exercise
from exercises.expressions import Expression, at_random, expression
from exercises.illustrations import picture, solve
from exercises.origin import LearnersClass, LearnersFunction
from exercises.stubs import lacks
from exercises.taken_for_one import are_taken_for_one
from exercises.verdict import Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, gradient_held, set_gradient
from viz.values.graph import Graph
from viz.values.names import bracketed_name
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.values.rules import run_way_back
from viz.words.text import plain, short_repr

_PROBES = [
    expression("x * x * x", x=3),
    expression("s = a * b; s * s + a", a=2, b=3),
    # The same number in several Values.
    expression("a * b + c", a=2, b=2, c=2),
    expression("s = a * b; s + a", a=2, b=1),
    *at_random(["x + y", "x * y"], 12),
]
_MOST_BETWEEN = 6  # values, of which each may have kept its gradient or not
_ONCE_FIRST = Text("backward.once first")
_AGAIN_RIGHT = Text("backward.again right")
_AGAIN_OTHER = Text("backward.again other")
_STILL_HELD = Text("backward.still held")
_MORE_CHANGED = Text("backward.more changed")
_ONLY_ONCE = Text("backward.only once")
_STOPS_AT_0 = Text("backward.stops at 0")
_NOT_NUMBERS = Text("backward.not numbers")
_ZERO_RIGHT = Text("backward.zero right")


def _examine_twice(make: LearnersClass) -> Verdict:
    if lacks(make, "backward"):
        return not_attempted()
    seconds: list[Evaluation] = []
    for probe in _PROBES:
        first = evaluate(probe, make, "own")
        if not first.right:
            return wrong(_ONCE_FIRST, first)
        seconds.append(_second(first))
    wrong_ones = [evaluation for evaluation in seconds if not evaluation.right]
    if not wrong_ones:
        return right(_AGAIN_RIGHT)
    if all(map(_is_stale, seconds)):
        return mistaken("stale gradients", wrong_ones[0])
    return wrong(_AGAIN_OTHER, wrong_ones[0])


def _second(first: Evaluation) -> Evaluation:
    """The pass after one, with only the leaves set back to 0 in between."""
    for leaf in first.leaves.values():
        set_gradient(leaf, 0.0)
    run_way_back(first.result)
    again = {name: read_gradient(gradient_held(leaf)).number for name, leaf in first.leaves.items()}
    return replace(first, gradients=again)


def _is_stale(second: Evaluation) -> bool:
    """Whether these are the gradients where values in between, some or all, have kept those of the first pass."""
    root, leaves = truth_of(second.expression)
    history = root._history()
    inner = [value for value in history if value._prev and value is not root]
    if len(inner) > _MOST_BETWEEN:
        return True  # there is nothing that speaks against it
    subsets = chain.from_iterable(combinations(inner, count) for count in range(len(inner), -1, -1))
    for kept, seed in product(subsets, (1.0, 2.0)):
        grads = {value: value.grad if value in kept else 0.0 for value in history} | {root: seed}
        for value in reversed(history):
            for operand, slope in zip(value._prev, value._local):
                grads[operand] += slope * grads[value]
        if all(near(second.gradients.get(name), grads[leaf]) for name, leaf in leaves.items()):
            return True
    return False


def _examine_zero(zero_grad: LearnersFunction) -> Verdict:
    for probe in [*_PROBES, expression("a", a=3)]:
        root, values, graph = _with_gradients(probe)
        before = list(map(_apart_from_its_gradient, values))
        zero_grad(root)
        if list(map(_apart_from_its_gradient, values)) != before:
            return wrong(_MORE_CHANGED)
        verdict = _of_the_gradients(values, graph)
        if verdict:
            return verdict
        for already_0 in (None, 0, 1):
            _fill(values)
            for value in [] if already_0 is None else values[already_0::2]:
                value.grad = 0.0
            zero_grad(root)
            if any(value.grad for value in values):
                return wrong(_ONLY_ONCE if already_0 is None else _STOPS_AT_0)
    return right(_ZERO_RIGHT)


def _with_gradients(probe: Expression) -> tuple[ValueLike, Sequence[ValueLike], Graph]:
    """(the result, its values, its graph) of an Expression; each value holds a gradient."""
    leaves = {name: closure_engine.Value(x, label=name) for name, x in probe.numbers.items()}
    root = probe.of(leaves)
    graph, values = graphs.read_with_values(root)
    _fill(values)
    return root, values, graph


def _fill(values: Iterable[ValueLike]) -> None:
    for i, value in enumerate(values):
        value.grad = i + 1.5


def _apart_from_its_gradient(value: ValueLike) -> list[object]:
    return [held for name, held in sorted(vars(value).items()) if name in ("data", "_prev", "_op", "_backward")]


def _of_the_gradients(values: Sequence[ValueLike], graph: Graph) -> Verdict | None:
    """The Verdict where not all gradients are 0."""
    odd = next((value for value in values if is_value_like(value.grad) or as_float(value.grad) is None), None)
    if odd is not None:
        return wrong(_NOT_NUMBERS.filled(given=short_repr(odd.grad)))
    held = {i for i, value in enumerate(values) if value.grad != 0}
    if not held:
        return None
    rows = [(f"{bracketed_name(graph, i)}.grad", plain(value.grad), "0") for i, value in enumerate(values)]
    results = {i for i, node in enumerate(graph.nodes) if node.operands}
    if held == results:
        return mistaken("stale gradients", rows=rows)
    if are_taken_for_one(graph, held):
        return mistaken("taken for one", rows=rows)
    return wrong(_STILL_HELD, rows=rows)


_CUBE = expression("e = x * x; e * x", x=3)


def _second_call() -> str:
    """What two passes leave in the leaf of a cube."""
    root, leaves = solve(_CUBE)
    root.backward()
    return plain(leaves["x"].grad)


def _middle_kept() -> str:
    """What the value in between holds in a second pass, where it has kept what it held after the first."""
    root, _ = solve(_CUBE)
    return plain(root._prev[0].grad + root._local[0] * root.grad)


EXERCISES = (
    Exercise(
        name="backward_twice",
        lesson=6,
        takes="class",
        examine=_examine_twice,
        picture=picture("x * x * x", x=3),
        solution=closure_engine.source_of("backward"),
        predictions=(Choice("middle_kept", ("3", "6", "9"), _middle_kept, ("3", "9")),),
    ),
    Exercise(
        name="zero_grad",
        lesson=6,
        takes="function",
        examine=_examine_zero,
        picture=picture("s = a * b; s * s + a", a=2, b=3),
        solution="""def zero_grad(root):
    seen, waiting = {root}, [root]
    while waiting:
        value = waiting.pop()
        value.grad = 0.0
        for operand in value._prev:
            if operand not in seen:
                seen.add(operand)
                waiting.append(operand)""",
        predictions=(Choice("second_call", ("27", "54", "72"), _second_call, ("27", "72")),),
    ),
)
