"""The picture of a network: a line for each weight that shows its sign and size, a neuron crossed out just where it
is dead, in words as well.
"""

import math
import random
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

import viz
from micrograd.engine import Value
from micrograd.moons import moons
from micrograd.nn import MLP, Layer, Neuron
from viz.outputs.network import MOST_NEURONS

POINTS = moons(40)[0]
LINE = re.compile(r'<path d="M[-\d.]+ [-\d.]+L[-\d.]+ [-\d.]+" ([^>]*)/>')


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    viz.language(request.param)
    yield request.param
    viz.language("en")


def model(*sizes, seed=3):
    return MLP(2, sizes, rng=random.Random(seed))


def lines(picture):
    """The looks of the lines between neurons."""
    return LINE.findall(picture.svg.split('<g transform="translate(0 ')[0].split('<g class="mg-unit')[0])


def thickness(look):
    return float(re.search(r'stroke-width="([\d.]+)"', look)[1])


def test_there_is_a_line_for_every_weight_and_a_circle_for_every_neuron(language):
    picture = viz.network(model(4, 3, 1))
    assert len(lines(picture)) == 2 * 4 + 4 * 3 + 3
    assert picture.svg.count('<g class="mg-unit') == 4 + 3 + 1
    assert ElementTree.fromstring(picture.svg).tag.endswith("svg")


def test_negative_weights_are_dashed_and_of_another_colour():
    net = model(4, 3, 1)
    below = sum(w.data < 0 for layer in net.layers for n in layer.neurons for w in n.w)
    looks = lines(viz.network(net))
    assert 0 < below < len(looks)
    assert sum("dasharray" in look for look in looks) == sum("mg-s-negative" in look for look in looks) == below
    assert all(("dasharray" in look) == ("mg-s-negative" in look) for look in looks)


def test_the_thickness_grows_with_the_size_of_the_weight():
    neuron = Neuron(4)
    for w, x in zip(neuron.w, (0.1, -0.5, 1.0, -2.0)):
        w.data = x
    widths = [thickness(look) for look in lines(viz.network(neuron))]
    assert widths == sorted(widths) and len(set(widths)) == 4  # the largest is drawn last, on top


def test_a_weight_of_nearly_nothing_is_thin_and_grey():
    neuron = Neuron(2)
    neuron.w[0].data, neuron.w[1].data = 1e-6, 1.0
    assert "mg-s-edge" in lines(viz.network(neuron))[0]


def test_gradients_in_the_place_of_weights(language):
    net = model(3, 1)
    net([1.0, 2.0]).backward()
    shown = viz.network(net, gradients=True)
    below = sum(w.grad < 0 for layer in net.layers for n in layer.neurons for w in n.w)
    assert sum("mg-s-negative" in look for look in lines(shown)) == below
    assert shown.description != viz.network(net).description


@pytest.mark.parametrize("seed", range(6))
def test_a_neuron_is_dead_just_where_it_is_0_for_every_example(seed, language):
    net = model(5, 5, 1, seed=seed)
    outputs = {}
    for point in POINTS:
        x = point
        for k, layer in enumerate(net.layers[:-1]):
            x = layer.outputs(x)
            for n, out in enumerate(x):
                outputs.setdefault((k, n), []).append(out.data)
    expected = tuple(sorted(place for place, found in outputs.items() if not any(found)))
    picture = viz.network(net, POINTS)
    assert picture.dead == expected
    assert picture.svg.count("mg-dead") == len(expected)
    assert viz.network(net).dead == ()


def test_some_of_these_networks_have_dead_neurons_and_some_have_none():
    found = {bool(viz.network(model(5, 5, 1, seed=seed), POINTS).dead) for seed in range(6)}
    assert found == {True, False}


def test_dead_units_are_told_in_words(language):
    net = model(3, 1)
    net.layers[0].neurons[1].b.data = -99.0
    picture = viz.network(net, POINTS)
    assert picture.dead == ((0, 1),)
    assert {"en": "layer 1 no. 2", "zh-TW": "第 1 層第 2 個"}[
        language
    ] in picture.description and "40" in picture.description


def test_the_last_layer_has_no_gate_and_is_never_dead():
    net = model(2, 1)
    net.layers[-1].neurons[0].b.data = -99.0
    assert (1, 0) not in viz.network(net, POINTS).dead


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_odd_weights_are_marked_and_break_nothing(odd, language):
    net = model(3, 1)
    net.layers[0].neurons[0].w[0].data = odd
    picture = viz.network(net, POINTS)
    assert sum('stroke-dasharray="2 5"' in look for look in lines(picture)) == 1
    assert {"en": "no number", "zh-TW": "不是數"}[language] in picture.svg and "nan" not in picture.svg


def test_weights_of_0_are_no_division_by_zero():
    neuron = Neuron(2)
    neuron.w[0].data = neuron.w[1].data = 0.0
    assert all("mg-s-edge" in look for look in lines(viz.network(neuron)))


def test_layers_and_neurons_of_any_kind_are_drawn():
    plain = SimpleNamespace(w=[0.5, -1], b=2)
    theirs = SimpleNamespace(layers=[SimpleNamespace(neurons=[plain, plain])])
    assert len(lines(viz.network(theirs))) == 4
    assert len(lines(viz.network(Layer(3, 2)))) == 6
    assert len(lines(viz.network(Neuron(5)))) == 5


def test_of_a_wide_network_a_part_is_drawn_and_said(language):
    picture = viz.network(MLP(2, [40, 1]))
    assert picture.svg.count('<g class="mg-unit') == MOST_NEURONS + 1
    assert str(MOST_NEURONS) in picture.description


def test_the_same_network_gives_the_same_picture():
    assert viz.network(model(4, 1)).svg == viz.network(model(4, 1)).svg


@pytest.mark.parametrize(
    "thing",
    [
        3,
        None,
        "text",
        Value(1.0),
        [],
        SimpleNamespace(layers=[]),
        SimpleNamespace(neurons=[SimpleNamespace(w=["a"], b=0)]),
        SimpleNamespace(w=[], b=None),
    ],
)
def test_what_is_no_network_is_told_so(thing, language):
    with pytest.raises(TypeError, match="viz.network"):
        viz.network(thing)


def test_layers_that_do_not_fit_are_told_so(language):
    net = model(3, 2, 1)
    net.layers[1].neurons[0].w.pop()
    with pytest.raises(ValueError, match="2.*2.*3"):
        viz.network(net)


@pytest.mark.parametrize("inputs", [[[1.0]], [3.0], [[1.0, "a"]], ["ab"], [[1.0, 2.0], [1.0, 2.0, 3.0]]])
def test_examples_that_do_not_fit_are_told_so(inputs, language):
    with pytest.raises(ValueError, match="inputs"):
        viz.network(model(3, 1), inputs)


def test_it_is_saved_and_shown(tmp_path):
    picture = viz.network(model(3, 1))
    assert picture.save(tmp_path / "net.svg").read_text(encoding="utf-8") == picture.svg
    with pytest.raises(ValueError, match="svg"):
        picture.save(tmp_path / "net.gif")
    bundle = picture._repr_mimebundle_()
    assert bundle["text/plain"] == repr(picture) == picture.description and "<svg" in bundle["text/html"]
