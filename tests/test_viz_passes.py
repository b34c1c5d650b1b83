"""viz.values.passes: the passes taken apart are those of the engine: the same order, the same contributions, the same
gradients.
"""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed_engine
from expressions import ANY_NUMBER, all_values, deep_expressions, expressions, sizes_of_gradients, steps_within
from lookalikes import InSets, InTuples, Slotted
from micrograd.engine import Value
from viz.values.graph import read, read_with_values
from viz.values.passes import creation_order, true_gradients, true_passes
from viz.values.slopes import known_slopes, local_slopes


def passes(root):
    graph = read(root)
    return true_passes(graph, local_slopes(graph))


def contributions(root):
    return [step for step in passes(root) if step.kind == "contribution"]


def computed(expression):
    leaves, steps = expression
    return all_values(leaves, steps_within(leaves, steps, lambda value: True), Value)


def same(x, y, size):
    return x == y or (math.isnan(x) and math.isnan(y)) or abs(x - y) <= 1e-9 * size


@pytest.mark.slow
@given(st.one_of(expressions(), deep_expressions(("a + b", "a * b", "a.relu()", "a.tanh()"))))
@settings(max_examples=300, deadline=None)
def test_the_contributions_to_each_value_add_up_to_the_engines_gradient(expression):
    values = computed(expression)
    sizes = dict(zip(map(id, values), sizes_of_gradients(values)))
    values[-1].backward()
    graph, objects = read_with_values(values[-1])
    if all(math.isfinite(local) for value in objects for local in value._local):
        received = [0.0] * (len(objects) - 1) + [1.0]
        for step in true_passes(graph, local_slopes(graph)):
            if step.kind == "contribution":
                assert same(step.before, received[step.value], 0)
                received[step.value] += step.contribution
                assert same(step.after, received[step.value], 0)
        ordinary = [
            (x, value) for x, value in zip(received, objects) if id(value) in sizes and math.isfinite(value.grad)
        ]
        assert all(same(x, value.grad, sizes[id(value)]) for x, value in ordinary)


@given(expressions(numbers=ANY_NUMBER))
@settings(max_examples=200, deadline=None)
def test_results_come_in_the_order_in_which_the_engine_processes_them(expression):
    root = computed(expression)[-1]
    processed = []
    graph, values = read_with_values(root)
    for i, value in enumerate(values):
        value._backward = lambda i=i: processed.append(i)
    root.backward()
    told = list(
        dict.fromkeys(step.result for step in true_passes(graph, local_slopes(graph)) if step.kind == "contribution")
    )
    assert told == [i for i in processed if graph.nodes[i].operands]


def test_forward_steps_come_in_the_order_in_which_the_values_were_computed():
    a, b = Value(2.0), Value(3.0)
    later = a * b  # made first, used second
    root = (a + b) * later
    graph, values = read_with_values(root)
    assert [values[step.value] for step in passes(root) if step.kind == "forward"] == sorted(
        [later, root._prev[0], root], key=lambda v: v._birth
    )


def test_births_that_contradict_the_graph_are_not_believed():
    a = InTuples(2.0)
    root = a + a
    a._birth, root._birth = 5, 1
    assert creation_order(read(root)) == [0, 1]


@pytest.mark.parametrize("make", [Value, seed_engine.Value, InTuples, Slotted])
def test_a_value_used_twice_collects_twice(make):
    a = make(3.0)
    assert [(step.slot, step.before, step.contribution, step.after) for step in contributions(a + a)] == [
        (0, 0, 1, 1),
        (1, 1, 1, 2),
    ]
    assert [(step.slot, step.before, step.contribution, step.after) for step in contributions(a * a)] == [
        (0, 0, 3, 3),
        (1, 3, 3, 6),
    ]


def test_in_a_diamond_every_path_brings_its_share():
    a = Value(2.0)
    b, d = a * 3, a * 10
    L = b * d
    graph, values = read_with_values(L)
    shares = [step.contribution for step in contributions(L) if values[step.value] is a]
    assert shares == [60.0, 60.0]


def test_the_root_is_seeded_between_the_passes():
    kinds = [step.kind for step in passes(Value(2.0) * Value(3.0))]
    assert kinds == ["forward", "seed", "contribution", "contribution"]


def test_a_leaf_alone_has_its_seed_and_nothing_else():
    assert [(step.kind, step.after) for step in passes(Value(2.0))] == [("seed", 1.0)]


@pytest.mark.parametrize("x", [math.nan, math.inf, -math.inf])
def test_what_is_no_ordinary_number_travels_on(x):
    a, b = Value(x), Value(2.0)
    shares = [step.contribution for step in contributions(a * b)]
    assert shares[0] == 2.0 and same(shares[1], x, 0)


class Foreign(InTuples):
    def wave(self):
        return Foreign(math.sin(self.data), (self,), "wave")


def test_an_unknown_slope_makes_the_gradients_behind_it_unknown_and_no_others():
    a, b = Foreign(1.0, label="a"), Foreign(2.0, label="b")
    L = a.wave() + b
    graph = read(L)
    known = {graph.nodes[i].label: x for i, x in enumerate(true_gradients(graph, local_slopes(graph)))}
    assert known["a"] is None and known["b"] == 1.0
    assert [step.contribution for step in passes(L) if step.kind == "contribution"][-1] is None


def test_a_rule_is_believed_before_what_a_class_recorded():
    a, b = Slotted(2.0), Slotted(3.0)
    wrong = Slotted(6.0, (a, b), (2.0, 3.0))  # not swapped, and by no method of the class
    known = known_slopes(*read_with_values(wrong))
    assert known.slopes[-1] == (2.0, 3.0) and known.own == {2}
    named = InTuples(6.0, (InTuples(2.0), InTuples(3.0)), "*")
    named._local = (2.0, 3.0)
    assert local_slopes(read(named))[-1] == (3.0, 2.0)


def test_where_an_operand_was_changed_afterwards_only_the_class_knows_what_counted():
    a, b = Value(2.0), Value(3.0)
    L = a * b
    a.data = 50.0
    assert local_slopes(read(L))[-1] is None
    known = known_slopes(*read_with_values(L))
    assert known.slopes[-1] == (3.0, 2.0) and known.own == {2} and known.true().slopes[-1] is None


def test_operands_in_unknown_order_have_no_slopes():
    assert local_slopes(read(InSets(1.0) - InSets(2.0)))[-1] is None


@pytest.mark.slow
def test_twenty_thousand_operations_in_a_row_are_no_problem():
    x = Value(1.0)
    for _ in range(20_000):
        x = x + 1.0
    assert sum(step.kind == "contribution" for step in passes(x)) == 40_000
