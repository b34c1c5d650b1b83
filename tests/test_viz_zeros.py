"""viz.values.zeros: for which number of a leaf a gradient is 0."""

import pytest

import viz
from micrograd.engine import Value
from viz.values.graph import read
from viz.values.zeros import gradient_with, leaf_that_stops


def named(make, **numbers):
    leaves = {label: Value(x, label=label) for label, x in numbers.items()}
    graph = read(make(**leaves))
    return graph, {node.label: i for i, node in enumerate(graph.nodes)}


@pytest.mark.parametrize(
    "make, numbers, value, leaf, x",
    [
        (lambda a, b: a * b, {"a": 2.0, "b": -3.0}, "a", "b", 0.0),
        (lambda a, b, c, f: (a * b + c) * f, {"a": 2.0, "b": -3.0, "c": 10.0, "f": -2.0}, "f", "c", 6.0),
        (lambda a, b: (a + b).relu() * 3.0, {"a": 2.0, "b": 1.0}, "a", "b", -10.0),
        (lambda a, b: a * a * b, {"a": 2.0, "b": 1.0}, "a", "b", 0.0),
    ],
    ids=["product", "lecture", "gate", "reused"],
)
def test_a_leaf_is_found_with_which_the_gradient_is_zero(make, numbers, value, leaf, x):
    graph, index = named(make, **numbers)
    assert leaf_that_stops(graph, index[value]) == (index[leaf], x)
    stopped = Value(x)
    leaves = {label: stopped if label == leaf else Value(number) for label, number in numbers.items()}
    make(**leaves).backward()
    assert leaves[value].grad == 0 and gradient_with(graph, index[value], {index[leaf]: x}) == 0


@pytest.mark.parametrize(
    "make, numbers",
    [
        (lambda a, b: a + b, {"a": 2.0, "b": -3.0}),
        (lambda a, b: (a + b).relu(), {"a": -2.0, "b": -3.0}),
        (lambda a: a * a, {"a": 2.0}),
    ],
    ids=["a sum", "zero already", "nothing else"],
)
def test_where_there_is_none_nothing_is_asked(make, numbers):
    graph, index = named(make, **numbers)
    assert leaf_that_stops(graph, index["a"]) is None


def test_the_gradient_with_other_numbers_is_that_of_the_engine():
    graph, index = named(lambda a, b, c: (a * b + c) ** 2, a=2.0, b=-3.0, c=1.0)
    a, b, c = Value(2.0), Value(0.5), Value(1.0)
    ((a * b + c) ** 2).backward()
    assert gradient_with(graph, index["a"], {index["b"]: 0.5}) == a.grad


def test_an_unknown_operation_gives_no_answer():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    graph = read(Value(a.data % b.data, (a, b), "remainder"))
    index = {node.label: i for i, node in enumerate(graph.nodes)}
    assert leaf_that_stops(graph, index["a"]) is None


def test_it_is_asked_only_at_the_last_contribution_to_a_named_leaf():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    e = a * b
    viz.label(e=e)
    animation = viz.animate((e + a) * e, ask="zero")
    asked = [moment.step for moment in animation.moments if moment.asks]
    assert asked and {animation.graph.nodes[step.value].label for step in asked} <= {"a", "b"}
    assert len({step.value for step in asked}) == len(asked)
