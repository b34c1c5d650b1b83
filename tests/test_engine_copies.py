"""Copies made by copy and pickle: they keep what was the same value the same, and backward() on them is right."""

import copy
import pickle
import subprocess
import sys

import pytest

from micrograd.engine import Value

BY_EITHER_WAY = pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda graph: pickle.loads(pickle.dumps(graph))], ids=["deepcopy", "pickle"]
)


def leaf_and_root():
    """root = (a*a + a)**2 at a = 2: 36 with the slope 2*6*5 = 60."""
    a = Value(2, label="a")
    return a, (a * a + a) ** 2


@BY_EITHER_WAY
def test_a_leaf_keeps_its_number_gradient_and_label(copied):
    a = Value(3, label="a")
    a.grad = 5.0
    twin = copied(a)
    assert (twin.data, twin.grad, twin.label, twin._prev, twin._op) == (3, 5, "a", (), "")
    assert twin is not a


@BY_EITHER_WAY
def test_a_graph_keeps_its_shape_symbols_and_repeated_operands(copied):
    a, root = leaf_and_root()
    total = copied(root)._prev[0]
    square, leaf = total._prev
    assert (total._op, square._op, leaf.label) == ("+", "*", "a")
    assert square._prev == (leaf, leaf)
    assert leaf is not a


@BY_EITHER_WAY
@pytest.mark.parametrize("root_first", [False, True])
def test_a_leaf_copied_together_with_its_root_is_still_that_roots_leaf(copied, root_first):
    a, root = leaf_and_root()
    if root_first:
        root_twin, twin = copied([root, a])
    else:
        twin, root_twin = copied([a, root])
    root_twin.backward()
    assert (twin.grad, a.grad) == (60, 0)


@BY_EITHER_WAY
def test_new_values_computed_from_a_copy_and_from_the_original_have_right_gradients(copied):
    a, root = leaf_and_root()
    twin, root_twin = copied([a, root])
    younger = a * root  # younger than the copy
    (root_twin * younger + twin).backward()
    assert twin.grad == 60 * younger.data + 1
    assert a.grad == root_twin.data * (36 + 2 * 60)


@BY_EITHER_WAY
def test_the_original_is_left_as_it_was(copied):
    a, root = leaf_and_root()
    copied(root).backward()
    root.backward()
    assert a.grad == 60


def test_a_pickled_graph_is_right_in_a_fresh_process_where_all_else_is_younger_or_older():
    [Value(i) for i in range(1000)]  # so that the births recorded here would be far ahead of those over there
    program = (
        "import pickle, sys; from micrograd.engine import Value; early = Value(1.0)\n"
        "a, root = pickle.load(sys.stdin.buffer)\n"
        "(root * a + root * early).backward(); print(a.grad, early.grad)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(leaf_and_root()), capture_output=True, check=True
    )
    assert run.stdout.split() == [b"216.0", b"36.0"]


@pytest.mark.slow
def test_a_chain_of_a_hundred_thousand_values_is_copied():
    leaf = value = Value(1.0)
    for _ in range(100_000):
        value = value + 1.0
    twin, root_twin = copy.deepcopy([leaf, value])
    root_twin.backward()
    assert (root_twin.data, twin.grad, leaf.grad) == (100_001, 1, 0)


def test_a_shallow_copy_shares_the_operands():
    a, root = leaf_and_root()
    twin = copy.copy(root)
    assert twin is not root and twin._prev == root._prev
    twin.backward()
    assert a.grad == 60


@BY_EITHER_WAY
def test_an_attribute_of_ones_own_is_copied_with_the_value(copied):
    a = Value(3)
    a.history = [1.0, 2.0]
    twin = copied(a)
    assert twin.history == a.history and twin.history is not a.history


@BY_EITHER_WAY
def test_a_value_with_a_rule_of_its_own_refuses_to_be_copied(copied):
    a = Value(3)
    out = Value(9, (a,), "triple")
    out._backward = lambda: None
    with pytest.raises(TypeError, match="cannot be copied.*_backward"):
        copied(out + 1)
