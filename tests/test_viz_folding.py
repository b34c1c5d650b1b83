"""viz.values.folding: whatever a graph is, its views have few boxes each, and all of its values are found by opening."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import viz
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.values.constants import without_constants
from viz.values.folding import MOST_BOXES, view_of
from viz.values.graph import read
from viz.values.structure import Parts, owners, parts_of

OPERATIONS = [
    lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a - b, lambda a, b: a.relu(), lambda a, b: -b,
    lambda a, b: a**2, lambda a, b: a + a,
]  # fmt: skip


@st.composite
def graphs(draw):
    """The last value of a program of up to 150 lines, which uses at random what the lines before gave."""
    values = [Value(float(n)) for n in range(draw(st.integers(1, 6)))]
    rng, near = draw(st.randoms(use_true_random=False)), draw(st.sampled_from([2, 5, 1000]))
    for n in range(draw(st.integers(1, 150))):
        a, b = rng.choice(values[-near:]), rng.choice(values[-near:])
        values.append(rng.choice(OPERATIONS)(a, b))
        if rng.random() < 0.05:
            viz.label(**{f"x{n}": values[-1]})
    return read(values[-1])


def chain(count):
    value = Value(1.0)
    for _ in range(count):
        value = value * 0.5 + 1.0
    return read(value)


def batch(points=60, layers=(12, 12, 1)):
    model, rng = MLP(2, list(layers), rng=random.Random(7)), random.Random(1)
    return read(sum((1 - model([rng.random(), rng.random()])).relu() for _ in range(points)) / points)


class Walk:
    """All views of a graph, opened one after another.

    Attributes:
        sizes: how many boxes each has.
        found: the values that have a box of their own in some view, or are listed beside others.
        deepest: how many have to be opened one after another at most.
    """

    def __init__(self, graph):
        self.graph = graph
        parts, indices, sums = parts_of(graph)
        self.sizes, self.found, self.deepest = [], {k for each in sums.values() for k in each}, 0
        self._views = {}
        waiting = [(parts, indices, 1)]
        while waiting:
            parts, indices, depth = waiting.pop()
            self.deepest = max(self.deepest, depth)
            items = self._view(parts)
            self.sizes.append(len(items))
            for item in items:
                for member in item.members:
                    if item.kind != "stage":
                        self.found.add(indices[member[-1]])
                    if len(member) > 1:
                        some, inner = parts.some(member, item.shown)
                        assert len(some) < len(parts) or some != parts, "what opens shows the same again"
                        waiting.append((some, [indices[k] for k in inner], depth + 1))

    def _view(self, parts):
        if parts not in self._views:
            items = self._views[parts] = view_of(parts)
            check(parts, items)
        return self._views[parts]


def check(parts, items):
    """Each value stands in one box; each box is computed from just those that hold what its members are computed from."""
    assert 1 <= len(items) <= MOST_BOXES
    folded = sorted(k for item in items for member in item.members for k in member)
    assert folded == list(range(len(parts)))
    users = [set() for _ in parts.made]
    for i, made in enumerate(parts.made):
        for k in made.operands:
            users[k].add(i)
    box = {k: n for n, item in enumerate(items) for member in item.members for k in member}
    for n, item in enumerate(items):
        used = [box[k] for member in item.members for i in member for k in parts.made[i].operands]
        assert set(item.operands) == set(used) - {n}
        assert all(k < n for k in item.operands), "operands stand before results"
        results = [parts.made[member[-1]] for member in item.members]
        if item.kind == "value":
            assert len(item.members) == len(item.members[0]) == 1
            shared = {k for k in used if len(items[k].members) > 1 or items[k].kind == "stage"}
            assert [k for k in item.operands if k not in shared] == [k for k in used if k not in shared]
        if item.kind == "alike" and results[0].operands:
            assert len({made.op for made in results}) == 1
            assert len({len(member) for member in item.members}) == 1
        for member in item.members if item.kind != "stage" else ():
            own = set(member)
            assert all(users[k] <= own for k in member[:-1]), "what is folded in a box is used by nothing else"


@given(graphs())
def test_any_graph_is_folded_into_few_boxes_and_every_value_is_found_in_them(graph):
    walk = Walk(graph)
    assert walk.found == set(range(len(graph.nodes)))
    assert max(walk.sizes) <= MOST_BOXES


@given(graphs())
def test_a_value_is_owned_by_the_nearest_through_which_every_way_to_the_root_leads(graph):
    parts, _, _ = parts_of(graph)
    users = {i: [n for n, made in enumerate(parts.made) if i in made.operands] for i in range(len(parts))}
    through = {}  # all that every way from a value to the root goes through, the value itself among them
    for i in reversed(range(len(parts))):
        through[i] = {i} | (set.intersection(*(through[user] for user in users[i])) if users[i] else set())
    nearest = [min(through[i] - {i}, default=i) for i in range(len(parts))]
    assert owners(parts) == nearest


def boxes_of(graph):
    parts, _, _ = parts_of(graph)
    return parts, view_of(parts)


def kinds(parts, items):
    return [(item.kind, len(item.members), parts.made[item.members[0][-1]].op) for item in items]


def test_the_neurons_of_a_layer_stand_in_one_box_and_open_into_weights_and_inputs():
    graph = read(MLP(2, [8, 5, 1], rng=random.Random(7))([Value(1.0), Value(2.0)]).relu())
    parts, items = boxes_of(graph)
    layers = [item for item in items if item.kind == "alike" and parts.made[item.members[0][-1]].op == "ReLU"]
    assert [len(layer.members) for layer in layers] == [8] or [len(layer.members) for layer in layers] == [8, 5]
    neuron, _ = parts.some(layers[0].members[0])
    assert {made.op for made in neuron.made} >= {"*", "+", "ReLU"}


def test_the_examples_of_a_batch_stand_in_one_box_whose_members_are_made_alike():
    parts, items = boxes_of(batch())
    assert ("alike", 60, "ReLU") in kinds(parts, items) and len(items) <= 6
    examples = next(item for item in items if len(item.members) == 60)
    assert len({parts.some(member)[0] for member in examples.members}) == 1


def test_a_chain_of_20000_values_opens_in_a_few_steps():
    graph = chain(5_000)
    walk = Walk(graph)
    assert walk.deepest <= 10 and max(walk.sizes) <= 12
    assert walk.found == set(range(len(graph.nodes))) and len(graph.nodes) == 20_001


def test_what_has_a_name_has_a_box_of_its_own():
    x, w, b = Value(1.0), Value(2.0), Value(3.0)
    h = 1 / (1 + (-(w * x + b)).exp())
    out = 1 / (1 + (-(h * w + b)).exp())
    viz.label(x=x, w=w, b=b, h=h, out=out)
    graph, _ = without_constants(read(out))
    parts, indices, _ = parts_of(graph)
    items = view_of(parts)
    alone = {graph.nodes[indices[item.members[0][-1]]].label for item in items if item.kind != "alike"}
    assert alone >= {"x", "w", "b", "h", "out"} and len(items) <= 13


def test_a_sum_of_many_terms_is_one_operation_and_what_is_within_it_is_kept():
    leaves = [Value(float(n)) for n in range(50)]
    graph = read(sum(leaves))
    parts, indices, sums = parts_of(graph)
    ((root, within),) = sums.items()
    assert root == len(graph.nodes) - 1 and len(within) == 49
    assert all(a < b for a, b in pairwise(within))
    assert len(parts.made[-1].operands) == 51  # sum() begins with 0


def test_a_partial_sum_that_something_else_uses_stays_a_value():
    a, b, c, d = (Value(float(n)) for n in range(4))
    partial = a + b
    graph = read((partial + c + d) * partial)
    _, indices, sums = parts_of(graph)
    assert len(indices) + sum(map(len, sums.values())) == len(graph.nodes)
    assert sum(map(len, sums.values())) == 1


def test_parts_made_in_the_same_way_are_equal_and_others_are_not():
    def made(build):
        parts, _, _ = parts_of(read(build(Value(1.0), Value(2.0))))
        return parts

    assert made(lambda a, b: a * b + a) == made(lambda a, b: b * a + b)
    assert made(lambda a, b: a * b + a) != made(lambda a, b: a * b + b)
    assert isinstance(made(lambda a, b: a), Parts)


@pytest.mark.parametrize("count", [1, 2, 40, 41])
def test_a_graph_of_any_size_has_a_view(count):
    value = Value(1.0)
    for _ in range(count - 1):
        value = -value
    assert Walk(read(value)).found == set(range(count))
