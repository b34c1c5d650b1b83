"""viz.values.graph reads every look-alike of Value: its operands, in their order and as often as they occur, without
a trace.
"""

import importlib.util
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import lookalikes
import micrograd.engine
import seed_engine
from lookalikes import InSets, InTuples, OneSided, Reflected, Renamed, SetAndClosure, Slotted, WithoutGrad
from requirements_of_ci import missing
from viz.values.graph import COUNT_UP_TO, read

ORDERED = [WithoutGrad, InTuples, lookalikes.InLists, Slotted, Renamed, OneSided, micrograd.engine.Value]
CLASSES = [*ORDERED, seed_engine.Value]


def operands(root):
    """The data of root's operands, as often and in the order that the Graph has them."""
    graph = read(root)
    return tuple(graph.nodes[k].data for k in graph.nodes[-1].operands)


def order_known(root):
    return read(root).nodes[-1].order_known


def published_engine():
    """karpathy's own package, which bears the same name as ours and so lies in a folder of its own, which .ci/run
    names.
    """
    folder = os.environ.get("PUBLISHED_MICROGRAD")
    if not folder:
        missing("the published micrograd")
    spec = importlib.util.spec_from_file_location("published_micrograd_engine", Path(folder, "micrograd", "engine.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("cls", CLASSES)
def test_operands_stand_in_source_order(cls):
    a, b = cls(3.0), cls(2.0)
    assert [operands(a + b), operands(b + a), operands(a * b), operands(b * a)] == [(3, 2), (2, 3), (3, 2), (2, 3)]
    assert order_known(a + b) and order_known(b * a)


@pytest.mark.parametrize("cls", ORDERED)
def test_a_difference_keeps_what_is_subtracted_second(cls):
    a, b = cls(3.0), cls(2.0)
    assert operands(a - b) == (3, 2) and operands(b - a) == (2, 3)
    assert order_known(a - b) and order_known(b - a)


@pytest.mark.parametrize("cls", [*CLASSES, InSets])
def test_a_plus_a_and_a_times_a_have_their_operand_twice(cls):
    a = cls(3.0)
    for result in (a + a, a * a):
        graph = read(result)
        assert graph.nodes[-1].operands == (0, 0) and graph.nodes[-1].order_known
        assert graph.total == 2


@pytest.mark.parametrize("cls", [*CLASSES, InSets])
def test_a_squared_has_one_operand(cls):
    assert operands(cls(3.0) ** 2) == (3,) and order_known(cls(3.0) ** 2)


def test_the_seeds_difference_is_a_sum_with_the_negated_operand_second():
    a, b = seed_engine.Value(3.0), seed_engine.Value(2.0)
    assert operands(a - b) == (3, -2) and operands(b - a) == (2, -3)


def test_the_published_engine_is_read_as_the_seed_is():
    value = published_engine().Value
    a, b = value(3.0), value(2.0)
    assert operands(a + b) == (3, 2) and operands(b * a) == (2, 3) and operands(a + a) == (3, 3)


def test_a_set_without_closures_admits_that_the_order_is_unknown():
    a, b = InSets(3.0), InSets(2.0)
    assert sorted(operands(a - b)) == [2, 3]
    assert not order_known(a - b) and not order_known(a + b)


def test_a_closure_outside_the_class_still_tells_a_single_operand():
    x = Renamed(0.5)
    assert operands(lookalikes.tanh(x)) == (0.5,) and order_known(lookalikes.tanh(x))


def test_a_closure_outside_the_class_does_not_claim_a_wrong_order():
    a, b = Renamed(3.0), Renamed(2.0)
    for x, y in ((a, b), (b, a)):
        result = lookalikes.difference(x, y)
        assert operands(result) == (x.data, y.data) or not order_known(result)


def test_a_reflected_operation_does_not_claim_a_wrong_order():
    result = 2.0 - Reflected(3.0)
    assert operands(result) == (2, 3) or not order_known(result)


def test_a_sum_with_a_plain_number_is_not_taken_for_a_plus_a():
    class Folding(SetAndClosure):
        def __add__(self, other):  # the number is part of the operation
            out = Folding(self.data + other, (self,), "+")

            def _backward():
                self.grad += other * 0 + out.grad

            out._backward = _backward
            return out

    assert operands(Folding(2.0) + 2.0) == (2.0,)


def test_two_names_for_one_operand_do_not_make_it_two():
    class Aliased(SetAndClosure):
        def relu(self):
            x = self
            out = Aliased(max(0, x.data), (self,), "ReLU")

            def _backward():
                x.grad += (self.data > 0) * out.grad

            out._backward = _backward
            return out

    assert operands(Aliased(3.0).relu()) == (3,)


def tangle(cls):
    """Many sums, differences and products of a few values, among other objects, so that sets meet any order in
    memory.
    """
    rng, ballast, made = random.Random(1), [], []
    for _ in range(40):
        ballast.append([object() for _ in range(rng.randrange(9))])
        a, b = cls(float(rng.randrange(1, 9))), cls(float(rng.randrange(11, 19)))
        made += [(a + b, (a.data, b.data)), (b * a, (b.data, a.data)), (a * a, (a.data,) * 2)]
    return made


@pytest.mark.parametrize("cls", [seed_engine.Value, Renamed, OneSided])
def test_the_order_is_right_wherever_the_objects_lie_in_memory(cls):
    assert all(operands(result) == expected for result, expected in tangle(cls))


SCRIPT = """
import sys
ballast = [object() for _ in range(int(sys.argv[1]))]
from seed_engine import Value
from lookalikes import InSets
from viz.values.graph import read
for cls in (Value, InSets):
    for _ in range(20):
        ballast.append(object())
        a, b = cls(2.0), cls(3.0)
        graph = read((a * b + b) * (a + a) + b * a)
        print([(node.op, node.data, node.operands, node.order_known) for node in graph.nodes])
"""


def test_every_process_reads_the_same_graph():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(17 * seed)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in range(4)
    }
    assert len(outputs) == 1
    lines = outputs.pop().splitlines()
    assert len(set(lines[:20])) == 1 and len(set(lines[20:])) == 1


def test_operands_in_a_set_have_one_order_also_where_their_data_are_equal():
    ballast, orders = [], set()
    for i in range(40):
        ballast.append([object() for _ in range(i % 7)])
        total, square = InSets(3.0) + InSets(1.0), InSets(2.0) ** 2
        graph = read(total + square)
        orders.add(tuple(graph.nodes[k].op for k in graph.nodes[-1].operands))
    assert len(orders) == 1


@pytest.mark.parametrize("cls", CLASSES)
def test_operands_come_before_results_and_the_root_comes_last(cls):
    a, b = cls(2.0), cls(3.0)
    root = (a * b + a) * (b + b) + a
    graph = read(root)
    assert graph.nodes[-1].data == root.data
    assert all(k < i for i, node in enumerate(graph.nodes) for k in node.operands)
    assert graph.total == len(graph.nodes) == 7


def test_data_grad_label_and_symbol_are_read_as_they_are():
    a = InTuples(2, label="a")
    root = a * InTuples(np.float32(1.5))
    root.grad = -1
    graph = read(root)
    assert [(n.data, n.label, n.op, n.grad) for n in graph.nodes] == [
        (2, "a", "", 0.0),
        (1.5, "", "", 0.0),
        (3.0, "", "*", -1),
    ]


def test_a_class_without_grad_has_none_and_one_without_symbols_gets_them_from_the_numbers():
    assert read(WithoutGrad(1.0) + WithoutGrad(2.0)).nodes[-1].grad is None
    a, b = Slotted(1.5), Slotted(2.0)
    assert [read(x).nodes[-1].op for x in (a + b, a - b, a * b, a**3, b + b, b * b)] == ["+", "-", "*", "**3", "+", "*"]


def test_recorded_local_derivatives_are_read_by_either_name():
    assert read(Slotted(2.0) * Slotted(3.0)).nodes[-1].local == (3.0, 2.0)
    assert read(micrograd.engine.Value(2.0) * 3).nodes[-1].local == (3.0, 2.0)
    assert read(InTuples(2.0) * InTuples(3.0)).nodes[-1].local is None


def test_recorded_local_derivatives_are_not_given_to_operands_in_unknown_order():
    a, b = InSets(7.0), InSets(5.0)
    product = a - b
    product._local = (1.0, -1.0)
    node = read(product).nodes[-1]
    assert node.order_known or node.local is None


def chain(length, cls=InTuples):
    value = cls(0.0)
    for i in range(length):
        value = cls(float(i + 1), (value,), "up")
    return value


def test_a_limit_keeps_the_values_nearest_to_the_root():
    graph = read(chain(20), limit=4)
    assert [node.data for node in graph.nodes] == [17.0, 18.0, 19.0, 20.0]
    assert graph.total == 21 and graph.nodes[0].operands == (None,)


def test_a_limit_keeps_all_near_operands_before_any_farther_one():
    a, b, c, d = (InTuples(float(i)) for i in range(4))
    graph = read((a * b) + (c * d), limit=3)
    assert [node.data for node in graph.nodes] == [0.0, 6.0, 6.0]
    assert [node.operands for node in graph.nodes] == [(None, None), (None, None), (0, 1)]


@pytest.mark.slow
def test_a_chain_of_200000_values_is_read_and_its_total_capped():
    graph = read(chain(200_000), limit=10)
    assert graph.total == COUNT_UP_TO + 1 and len(graph.nodes) == 10


def state(values):
    return [
        {name: getattr(v, name) for name in (*getattr(type(v), "__slots__", ()), *getattr(v, "__dict__", ()))}
        for v in values
    ]


@pytest.mark.parametrize("cls", [*CLASSES, InSets])
def test_reading_leaves_no_trace(cls):
    a, b = cls(2.0), cls(3.0)
    values = [a, b, a * b, a + a]
    before, of_class = state(values), dict(vars(cls))
    for value in values:
        read(value)
    assert state(values) == before and dict(vars(cls)) == of_class
