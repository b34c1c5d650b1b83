"""viz.values.composition: folded, a graph has fewer operations, and every gradient is what it was."""

import math
import random

import pytest
from hypothesis import assume, given

import viz
from micrograd.engine import Value
from micrograd.nn import MLP
from test_viz_folding import graphs
from viz.values.composition import folded
from viz.values.folding import MOST_BOXES
from viz.values.graph import read
from viz.values.passes import true_gradients
from viz.values.slopes import Known, local_slopes

pytestmark = pytest.mark.usefixtures("english")


def known(graph):
    return Known(tuple(local_slopes(graph)), blur=(1.0,) * len(graph.nodes))


@given(graphs())
def test_the_gradients_of_a_folded_graph_are_those_of_the_whole(graph):
    slopes = known(graph)
    part, its_slopes, kept = folded(graph, slopes)
    assert kept[-1] == len(graph.nodes) - 1 and len(part.nodes) <= MOST_BOXES
    if not any(node.left_out for node in part.nodes):
        whole = true_gradients(graph, slopes.slopes)
        assume(all(map(math.isfinite, whole)))
        off = 1e-9 * max(map(abs, whole))  # along other paths large numbers cancel out in another order
        for i, gradient in zip(kept, true_gradients(part, its_slopes.slopes)):
            assert gradient is None or gradient == pytest.approx(whole[i], abs=off)


@given(graphs())
def test_what_is_left_out_is_only_what_was_never_a_box(graph):
    part, its_slopes, kept = folded(graph, known(graph))
    assert [str(node.number) for node in part.nodes] == [str(graph.nodes[i].number) for i in kept]  # nan, too
    for node, slopes in zip(part.nodes, its_slopes.slopes):
        assert slopes is None or len(slopes) == len(node.operands)


def sigmoid(x):
    return 1 / (1 + (-x).exp())


def two_neurons():
    """A published exercise: two sigmoid neurons one behind the other, and a squared error."""
    named = {name: Value(x) for name, x in {"x": 0.05, "w": 0.15, "b": 0.35, "v": 0.4, "c": 0.6, "t": 0.01}.items()}
    x, w, b, v, c, t = named.values()
    h = sigmoid(w * x + b)
    o = sigmoid(h * v + c)
    e = 0.5 * (t - o) ** 2
    viz.label(**named, h=h, o=o, E=e)
    e.backward()
    return e, named


def test_what_has_a_name_is_played_and_the_rest_is_folded():
    e, named = two_neurons()
    animation = viz.animate(e, fold=True, constants=False)
    labels = {node.label for node in animation.graph.nodes if node.label}
    assert labels == {*named, "h", "o", "E"} and len(animation.graph.nodes) <= 12
    after = {m.step.value: m.step.after for m in animation.moments if m.step.kind in ("seed", "contribution")}
    grads = {animation.graph.nodes[i].label: x for i, x in after.items()}
    assert {name: grads[name] for name in named} == pytest.approx({name: p.grad for name, p in named.items()})


def test_a_step_through_several_operations_says_so():
    e, _ = two_neurons()
    animation = viz.animate(e, fold=True, constants=False)
    h = next(i for i, node in enumerate(animation.graph.nodes) if node.label == "h")
    forward = next(m for m in animation.moments if m.step.kind == "forward" and m.step.value == h)
    assert forward.caption.title.endswith("h = ⋯(w, x, b)") and "folded into one step" in forward.caption.sentence
    assert forward.code is None
    backward = next(m for m in animation.moments if m.step.result == h)
    assert "along each path" in backward.caption.sentence and backward.code is None


def test_an_operation_whose_slope_nobody_knows_leaves_the_gradient_unknown():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    middle = Value(7.0, (a, b), "odd") * 2 + 1
    part, slopes, _ = folded(read(middle * a), known(read(middle * a)))
    assert any(each is None for node, each in zip(part.nodes, slopes.slopes) if node.operands)


def test_what_is_too_large_along_a_path_is_not_known_and_makes_no_gradient_infinite():
    x, w, b, v = (Value(n, label=label) for label, n in {"x": 0.05, "w": 0.15, "b": 0.35, "v": 0.4}.items())
    h = (w * x * 1e200 * 1e200 + b).relu()
    h.label = "h"
    animation = viz.animate(h * v, fold=True, constants=False)
    arrives = {
        animation.graph.nodes[moment.step.value].label: (moment.step.local, moment.step.after)
        for moment in animation.moments
        if moment.step.kind == "contribution"
    }
    assert arrives["b"] == (1.0, 0.4) and arrives["x"] == arrives["w"] == (None, None)


def test_a_graph_of_more_than_300_values_is_folded_and_says_what_it_leaves_out():
    model, rng = MLP(2, [6, 1], rng=random.Random(1)), random.Random(2)
    loss = sum((1 - model([rng.random(), rng.random()])).relu() for _ in range(20)) / 20
    animation = viz.animate(loss)
    assert len(animation.graph.nodes) <= 12 < 300 < animation.graph.total
    told = " ".join(animation.notes)
    assert f"{animation.graph.total} values in {len(animation.graph.nodes)} boxes" in told and "viz.draw opens" in told


def test_equal_terms_of_a_sum_are_one_arrow_whose_slope_is_their_number():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    animation = viz.animate(a + b + a + a, fold=True)
    root = animation.graph.nodes[-1]
    assert len(root.operands) == 2 and root.folded and root.op == "+ ⋯"
    assert animation.slopes[-1] == (3.0, 1.0)


def test_all_kinds_of_questions_are_asked_of_a_folded_graph():
    e, _ = two_neurons()
    for kind in (True, "sign", "size", "arrow", "zero"):
        viz.animate(e, fold=True, ask=kind).to_html()


def test_only_a_part_is_folded_and_the_notes_say_of_how_much():
    e, named = two_neurons()
    inner = e._prev[1]  # without a label: what only asks for keeps its box
    animation = viz.animate(e, fold=True, only=[named["w"], inner])
    told = " ".join(animation.notes)
    whole = viz.animate(e, only=[named["w"], inner])
    count = len(whole.graph.nodes)
    assert f"{count} of {whole.graph.total} values are played" in told and "comes to w, " in told
    assert f"{count} values in {len(animation.graph.nodes)} boxes" in told


def test_no_code_is_shown_for_a_sum_of_several_sums():
    leaves = [Value(float(n), label=f"x{n}") for n in range(4)]
    animation = viz.animate(leaves[0] + leaves[1] + leaves[2] * leaves[3], fold=True)
    sums = [
        m
        for m in animation.moments
        if m.step.kind == "forward" and len(animation.graph.nodes[m.step.value].operands) > 2
    ]
    assert sums and all(moment.code is None for moment in sums)
    assert any(moment.code for moment in animation.moments)
