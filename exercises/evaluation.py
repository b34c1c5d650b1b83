"""Runs an expression with the learner's class, forwards and back, and holds it against the truth."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from exercises.expressions import Expression
from exercises.origin import LearnersClass, LearnersFunction
from exercises.reference_engine import Reference
from viz.values import graph as graphs
from viz.values.conventions import ValueLike
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.values.passes import creation_order


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
    """

    expression: Expression
    leaves: dict[str, ValueLike]
    result: ValueLike
    data: float | None
    gradients: dict[str, float | None]
    true_data: float
    true_gradients: dict[str, float]

    @property
    def right_forwards(self) -> bool:
        return near(self.data, self.true_data)

    @property
    def right(self) -> bool:
        """Whether the number and all gradients are right."""
        return self.right_forwards and all(near(self.gradients.get(name), x) for name, x in self.true_gradients.items())


# Functions that an exercise asks for, as the reference engine has them; an expression may use them by name.
_FUNCTIONS = {"add3": lambda x, y, z: Reference(x.data + y.data + z.data, (x, y, z), "+", _local=(1.0, 1.0, 1.0))}


def evaluate(
    expression: Expression,
    make: LearnersClass,
    back: bool | Literal["own"] = True,
    functions: Mapping[str, LearnersFunction] | None = None,
) -> Evaluation:
    """The Evaluation of an expression.

    Args:
        expression: an Expression.
        make: the learner's class: makes a leaf of a number.
        back: False to leave out the backward pass; "own" for the result's own `backward()`; True for each `_backward`
            by hand, in the right order, and `backward()` only where there is no such thing.
        functions: {name: a learner's function} that the expression uses.
    """
    leaves = {name: make(x) for name, x in expression.numbers.items()}
    result = expression.of({**leaves, **(functions or {})})
    true_data, true_gradients = truth(expression)
    gradients: dict[str, float | None] = {}
    if back and is_value_like(result):
        go_back(result, own=back == "own")
        gradients = {name: read_gradient(getattr(leaf, "grad", math.nan)).number for name, leaf in leaves.items()}
    return Evaluation(
        expression, leaves, result, as_float(getattr(result, "data", math.nan)), gradients, true_data, true_gradients
    )


def go_back(root: ValueLike, own: bool) -> None:
    """The backward pass from root: its own `backward()`, or all `_backward` by hand."""
    graph, values = graphs.read_with_values(root)
    if own or not hasattr(root, "_backward"):
        root.backward()
        return
    order = [i for i in creation_order(graph) if graph.nodes[i].operands]
    for i in order:
        values[i].grad = 0.0
    root.grad = 1.0
    for i in reversed(order):
        values[i]._backward()


def truth(expression: Expression) -> tuple[float, dict[str, float]]:
    """(the number, {leaf: gradient}) of an Expression, by the reference engine."""
    result, leaves = truth_of(expression)
    return result.data, {name: leaf.grad for name, leaf in leaves.items()}


def truth_of(expression: Expression) -> tuple[Reference, dict[str, Reference]]:
    """(the result, {name: leaf}) of an Expression in the reference engine, after the backward pass."""
    return _in_the_reference(expression.source, tuple(expression.numbers.items()))


@cache
def _in_the_reference(source: str, numbers: tuple[tuple[str, float], ...]) -> tuple[Reference, dict[str, Reference]]:
    leaves = {name: Reference(x) for name, x in numbers}
    result = Expression(source, {}).of({**leaves, **_FUNCTIONS})
    result.backward()
    return result, leaves


def near(x: float | None, y: float, tolerance: float = 1e-6) -> bool:
    """Whether two numbers are one, rounding aside; None is near to nothing."""
    return x is not None and (x == y or math.isclose(x, y, rel_tol=tolerance, abs_tol=tolerance * 1e-3))
