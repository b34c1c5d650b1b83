"""What backward() promises beyond right slopes: repetition, sharing, depth, own rules, and leaving nothing behind."""

import gc
import weakref

import pytest

from micrograd.engine import Value


@pytest.fixture
def no_cyclic_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def grads(*values):
    return [value.grad for value in values]


def test_calling_backward_twice_adds_to_the_leaves_only():
    a, b, c = Value(3), Value(2), Value(1)
    s = a + b
    loss = (s * c) ** 2
    loss.backward()
    assert grads(a, b, c) == [10, 10, 50]
    loss.backward()
    assert grads(a, b, c) == [20, 20, 100]
    assert grads(s, loss) == [10, 1]


def test_two_losses_may_share_an_inner_value():
    a, b = Value(1), Value(2)
    s = a * b
    first, second = s * 2, s * 3
    first.backward()
    second.backward()
    assert a.grad == 10


def test_backward_on_an_inner_value_first_does_not_disturb_the_larger_graph():
    a, b = Value(3), Value(2)
    s = a * b
    s.backward()
    (s * s + a).backward()
    assert a.grad == 2 + (2 * 6 * 2 + 1)


def test_a_leaf_has_the_slope_one_with_itself_and_accumulates_it_too():
    a = Value(5)
    a.backward()
    assert a.grad == 1
    a.backward()
    assert a.grad == 2


def test_gradients_are_those_of_the_forward_pass_when_a_leaf_changes_after_it():
    a, b, c = Value(3), Value(2), Value(1)
    loss = (a * b) ** 2 + (c * a).relu()
    a.data = 10.0
    loss.backward()
    assert grads(a, b, c) == [25, 36, 3]


def test_repeated_operands_are_counted_each_time():
    a = Value(3)
    (a * a + a + a - a / a).backward()
    assert a.grad == 8


def test_operands_are_kept_in_their_order_with_repetition():
    a, b = Value(1), Value(2)
    assert (a - b)._prev == (a, b)
    assert (a + a)._prev == (a, a)


@pytest.mark.slow
def test_a_chain_of_a_million_values_is_differentiated_and_freed():
    leaf = value = Value(1.0)
    for _ in range(1_000_000):
        value = value + 1.0
    value.backward()
    assert (value.data, leaf.grad) == (1_000_001, 1)
    inner = weakref.ref(value._prev[0])
    del value
    assert inner() is None


def test_a_diamond_repeated_sixty_times_is_visited_once_per_value():
    leaf = value = Value(1.0)
    for _ in range(60):
        value = value + value
    value.backward()
    assert leaf.grad == 2.0**60


def test_a_rule_assigned_to_a_value_is_honoured():
    a = Value(3)
    tripled = Value(a.data * 3, (a,), "triple")

    def rule():
        a.grad += 3 * tripled.grad

    tripled._backward = rule
    (tripled * tripled + a).backward()
    assert a.grad == 2 * 9 * 3 + 1


def test_backward_by_hand_one_value_at_a_time():
    a, b, c = Value(2), Value(-3), Value(10)
    product = a * b
    total = product + c
    total.grad = 1.0
    total._backward()
    product._backward()
    a._backward()  # a leaf: nothing to hand on
    assert grads(product, c, a, b) == [1, 1, -3, 2]


def test_an_own_operation_may_bring_its_local_derivatives():
    a, b = Value(2), Value(5)
    out = Value(a.data**2 * b.data, (a, b), "a²b", _local=(2 * a.data * b.data, a.data**2))
    out.backward()
    assert grads(a, b) == [20, 4]


@pytest.mark.parametrize("local", [(), (1.0,), (1.0, 1.0, 1.0)])
def test_a_wrong_number_of_local_derivatives_is_an_error_that_names_the_operation(local):
    a, b = Value(2), Value(5)
    with pytest.raises(TypeError, match=r"'mine' has 2 operands"):
        Value(7, (a, b), "mine", _local=local).backward()


@pytest.mark.parametrize("after_backward", [False, True])
def test_a_graph_is_freed_without_the_cyclic_collector(no_cyclic_collector, after_backward):
    a, b = Value(2), Value(3)
    inner = [a * b, a / b, a - b, -a, a**2, a**b, a.relu(), a.exp(), a.log(), a.tanh(), 2**a, 1 - a]
    root = sum(inner)
    if after_backward:
        root.backward()
    alive = [weakref.ref(value) for value in [root, *inner]]
    del root, inner
    assert [ref() for ref in alive] == [None] * len(alive)


def test_backward_leaves_no_garbage_for_the_cyclic_collector(no_cyclic_collector):
    root = sum((Value(i) * 2).tanh() for i in range(100))
    root.backward()
    del root
    assert gc.collect() == 0
