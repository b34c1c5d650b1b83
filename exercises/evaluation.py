"""Runs an expression with the learner's class, forwards and back, and holds it against the truth."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from exercises.expressions import Expression
from exercises.origin import LearnersFunction
from exercises.reference_engine import Reference
from viz.values import graph as graphs
from viz.values.conventions import (
    ValueLike,
    get,
    gradient_held,
    has_gradient,
    number_held,
    rule_of,
    set_gradient,
    way_back_of,
)
from viz.values.graph import Graph
from viz.values.insides import classes_read_once, code_of
from viz.values.numbers import Held, as_float, read_gradient
from viz.values.operands import is_value_like
from viz.values.passes import creation_order
from viz.values.rules import called_with, run_way_back


@dataclass(frozen=True)
class Evaluation:
    """What became of one expression.

    Attributes:
        expression: the Expression.
        leaves: {name: the learner's value}.
        result: what the learner's operations returned.
        data: the result's number, or None where it has none.
        gradients: {name: the leaf's gradient as a float, None where it is no number}; empty where nothing went back.
        true_data, true_gradients: the same as the reference engine has them.
        own: whether it was the result's own `backward()` that went back.
        seed: the gradient of the result that the backward pass began with.
        held: what the leaves' gradients were before.
        root: the result's gradient afterwards, None where it is no number.
        engine: the reference engine; one with an operation whose slopes are differences is less exact.
    """

    expression: Expression
    leaves: dict[str, ValueLike]
    result: ValueLike
    data: float | None
    gradients: dict[str, float | None]
    true_data: float
    true_gradients: dict[str, float]
    own: bool = False
    seed: float = 1.0
    held: float = 0.0
    root: float | None = None
    engine: type[Reference] = Reference

    @cached_property
    def read(self) -> tuple[Graph, Sequence[ValueLike]]:
        """(the graph of the result, its values), as they are when it is asked for first."""
        return graphs.read_with_values(self.result)

    @property
    def reaches_its_leaves(self) -> bool:
        """Whether every leaf can be reached from the result."""
        return set(map(id, self.leaves.values())) <= set(map(id, self.read[1]))

    @property
    def right_forwards(self) -> bool:
        return near(self.data, self.true_data)

    @property
    def right(self) -> bool:
        """Whether the number and all gradients are right."""
        return self.right_forwards and all(
            near(self.gradients.get(name), x, self.tolerance) for name, x in self.true_gradients.items()
        )

    @property
    def tolerance(self) -> float:
        """How near a gradient has to come to the truth."""
        return _EXACT if self.engine is Reference else _BY_DIFFERENCES


_EXACT, _BY_DIFFERENCES = 1e-6, 1e-4
_LARGEST = 1e6  # beyond it, differences are not exact enough to judge by

# Functions that an exercise asks for, as the reference engine has them; an expression may use them by name.
_FUNCTIONS = {"add3": lambda x, y, z: Reference(x.data + y.data + z.data, (x, y, z), "+", _local=(1.0, 1.0, 1.0))}


def evaluate(
    expression: Expression,
    make: Callable[[float], ValueLike],
    back: bool | Literal["own"] = True,
    functions: Mapping[str, LearnersFunction] | None = None,
    seed: float = 1.0,
    held: float = 0.0,
    engine: type[Reference] = Reference,
) -> Evaluation:
    """The Evaluation of an expression.

    Args:
        expression: an Expression.
        make: makes a leaf of a number: the learner's class.
        back: False to leave out the backward pass; "own" for the result's own `backward()`; True for each `_backward`
            by hand, in the right order, and `backward()` only where there is no such thing.
        functions: {name: a learner's function} that the expression uses.
        seed: the gradient of the result to begin with. An own `backward()` always begins with 1.
        held: what the leaves' gradients are before, as where a larger expression uses them elsewhere too. An own
            `backward()` always finds 0.
        engine: the reference engine that says what is true.
    """
    with classes_read_once():
        return _evaluated(expression, make, back, functions, seed, held, engine)


def _evaluated(
    expression: Expression,
    make: Callable[[float], ValueLike],
    back: bool | Literal["own"],
    functions: Mapping[str, LearnersFunction] | None,
    seed: float,
    held: float,
    engine: type[Reference],
) -> Evaluation:
    leaves = {name: make(x) for name, x in expression.numbers.items()}
    result = expression.of({**leaves, **(functions or {})})
    true_data, true_gradients = truth(expression, engine)
    gradients: dict[str, float | None] = {}
    own = False
    if back and is_value_like(result):
        held = 0.0 if any(result is leaf for leaf in leaves.values()) else held  # it holds the seed
        for leaf in leaves.values() if held else ():
            set_gradient(leaf, held)
        own = go_back(result, back == "own", seed)
        gradients = {name: _gradient_of(leaf) for name, leaf in leaves.items()}
    begun, before = (1.0, 0.0) if own else (seed, held)
    return Evaluation(
        expression,
        leaves,
        result,
        as_float(number_in(result)),
        gradients,
        true_data,
        {name: before + begun * x for name, x in true_gradients.items()},
        own,
        begun,
        before,
        as_float(gradient_held(result)) if gradients else None,
        engine,
    )


def go_back(root: ValueLike, own: bool, seed: float = 1.0) -> bool:
    """The backward pass from root; nothing happens where there is no way back.

    Args:
        root: the value to begin with.
        own: whether to call its own `backward()`, and not all `_backward` by hand.
        seed: its gradient to begin with, by hand.

    Returns:
        Whether it was its own `backward()`: also where the rules cannot be called by hand, since they leave the
        writing to it.
    """
    graph, values = graphs.read_with_values(root)
    way_back = way_back_of(root)
    by_hand = not own and (way_back is None or _has_rules(values, graph))
    if by_hand and (_by_hand(root, values, graph, seed) or way_back is None):
        return False
    for value in values:
        if has_gradient(value) and gradient_held(value) not in (0.0, None):
            set_gradient(value, 0.0)
    run_way_back(root)
    return True


def is_untouched(value: ValueLike, leaf: ValueLike) -> bool:
    """Whether the `_backward` of a result is still the one that every new value gets."""
    code = code_of(rule := rule_of(value))
    return code is not None and code is code_of(rule_of(leaf)) and not hasattr(rule, "__self__")


def _has_rules(values: Sequence[ValueLike], graph: Graph) -> bool:
    """Whether some result has a `_backward` that is not simply that of a leaf."""
    leaf = _leaf_with_a_rule(values, graph)
    results = [value for value, node in zip(values, graph.nodes) if node.operands]
    return any(_rule_in(value) is not None and not is_untouched(value, leaf) for value in results)


def _leaf_with_a_rule(values: Sequence[ValueLike], graph: Graph) -> ValueLike | None:
    leaves = (value for value, node in zip(values, graph.nodes) if not node.operands)
    return next((leaf for leaf in leaves if _rule_in(leaf) is not None), None)


def _rule_in(value: ValueLike) -> Any:
    """Its rule; whatever stands there where it is none: None where nothing does."""
    return rule_of(value) or get(value, "_backward")


def _by_hand(root: ValueLike, values: Sequence[ValueLike], graph: Graph, seed: float) -> bool:
    """Calls each `_backward`, the youngest first; False where a rule gives the gradients back and writes none, or
    wants something else than a gradient.
    """
    order = [i for i in creation_order(graph) if graph.nodes[i].operands]
    for i in order:
        set_gradient(values[i], 0.0)
    set_gradient(root, seed)
    none_anywhere = _leaf_with_a_rule(values, graph) is None  # else None is what `_backward = rule()` has left
    for i in reversed(order):
        value, operands = values[i], [values[k] for k in graph.nodes[i].operands if k is not None]
        rule = _rule_in(value)
        if rule is None and (none_anywhere or not hasattr(value, "_backward")):
            continue
        before, given = _gradients_of(operands), called_with(rule, gradient_held(value))
        try:
            returned = rule(*given)
        except AttributeError:
            if given and way_back_of(root):  # it wants the result, and not its gradient
                return False
            raise
        if _holds_a_number(returned) and before == _gradients_of(operands):
            return False
    return True


def _gradients_of(values: Iterable[ValueLike]) -> list[float | None]:
    return [as_float(gradient_held(value)) for value in values]


def _gradient_of(leaf: ValueLike) -> float | None:
    return read_gradient(gradient_held(leaf) if has_gradient(leaf) else math.nan).number


def number_in(result: object) -> Held:
    """What a result holds for its number; None where it is no value."""
    return number_held(result) if is_value_like(result) else get(result, "data")


def _holds_a_number(returned: Any) -> bool:
    things = returned if isinstance(returned, (tuple, list)) else [returned]
    return any(as_float(thing) is not None for thing in things)


def truth(expression: Expression, engine: type[Reference] = Reference) -> tuple[float, dict[str, float]]:
    """(the number, {leaf: gradient}) of an Expression, by a reference engine."""
    result, leaves = truth_of(expression, engine)
    return result.data, {name: leaf.grad for name, leaf in leaves.items()}


def truth_of(expression: Expression, engine: type[Reference] = Reference) -> tuple[Reference, dict[str, Reference]]:
    """(the result, {name: leaf}) of an Expression in a reference engine, after the backward pass."""
    hashed: Any = engine  # mypy asks its instances for a hash, which a class has of its own
    return _in_the_reference(expression.source, tuple(expression.numbers.items()), hashed)


def has_truth(expression: Expression, engine: type[Reference]) -> bool:
    """Whether a reference engine has a number and gradients for an Expression, all of ordinary size."""
    try:
        number, gradients = truth(expression, engine)
    except (ValueError, ArithmeticError):
        return False
    return all(abs(x) <= _LARGEST for x in (number, *gradients.values()))


@lru_cache(maxsize=4096)  # of the lessons' expressions all
def _in_the_reference(
    source: str, numbers: tuple[tuple[str, float], ...], engine: type[Reference]
) -> tuple[Reference, dict[str, Reference]]:
    leaves = {name: engine(x) for name, x in numbers}
    result = Expression(source, {}).of({**leaves, **_FUNCTIONS})
    result.backward()
    return result, leaves


def near(x: float | None, y: float, tolerance: float = 1e-6) -> bool:
    """Whether two numbers are one, rounding aside; None is near to nothing."""
    return x is not None and (x == y or math.isclose(x, y, rel_tol=tolerance, abs_tol=tolerance * 1e-3))
