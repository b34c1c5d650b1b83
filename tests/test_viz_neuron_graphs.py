"""A neuron of a network opens into the graph that the learner's own neuron builds; asking it leaves no trace, and what
fails does not open.
"""

import random
import re

import pytest

import viz
from micrograd.engine import Value
from micrograd.nn import MLP, Neuron
from pages import sent
from viz.drawing import graphviz_here
from viz.outputs import neuron_data
from viz.outputs.output import for_a_moment
from viz.values.names import name
from viz.values.neuron_graphs import MOST_CALLED, MOST_TO_READ, MOST_WEIGHTS, neuron_graphs


def model(*sizes, inputs=2, seed=3):
    return MLP(inputs, sizes, rng=random.Random(seed))


def of(neuron, inputs=(2.0, 3.0)):
    """The NeuronGraph of one neuron, or None."""
    return neuron_graphs(neuron, inputs)[0][0]


def numbers(opened):
    return {name(opened.graph, i): node.data for i, node in enumerate(opened.graph.nodes)}


def page(net, *arguments):
    return sent(viz.network(net, *arguments).to_html())


def opens(net):
    return "data-mg=" in viz.network(net).to_html()


class OfALearner:
    """Two weights, a bias, and a call that each test writes."""

    def __init__(self):
        self.w, self.b = [Value(0.5), Value(-2.0)], Value(1.0)


def test_the_graph_is_that_of_one_call_with_names_for_weights_inputs_and_bias():
    theirs = Neuron(2)
    for w, x in zip(theirs.w, (0.5, -2.0)):
        w.data = x
    theirs.b.data = 9.0
    opened = of(theirs)
    found = numbers(opened)
    assert [found[key] for key in ("w1", "w2", "x1", "x2", "b")] == [0.5, -2.0, 2.0, 3.0, 9.0]
    assert (found["w1*x1"], found["w2*x2"]) == (1.0, -6.0)
    assert opened.graph.nodes[-1].data == theirs([2.0, 3.0]).data and opened.graph.nodes[-1].op == "ReLU"
    assert sorted(name(opened.graph, i) for i in opened.parameters) == ["b", "w1", "w2"]


def test_a_mistake_of_the_learner_is_in_the_graph():
    class ForgetsTheBias(OfALearner):
        def __call__(self, x):
            return self.w[0] * x[0] + self.w[0] * x[1]

    assert numbers(of(ForgetsTheBias())) == {
        "w1": 0.5, "x1": 2.0, "w1*x1": 1.0, "x2": 3.0, "w1*x2": 1.5, "v6": 2.5,
    }  # fmt: skip


def test_a_class_that_takes_more_than_a_number_is_given_plain_numbers():
    class Named:
        def __init__(self, data, title, operands=()):
            self.data, self.grad, self._prev, self._op = data, 0.0, operands, "*" if operands else ""

        def __mul__(self, other):
            other = other if isinstance(other, Named) else Named(other, "constant")
            return Named(self.data * other.data, "product", (self, other))

    class Theirs:
        def __init__(self):
            self.w, self.b = [Named(3.0, "weight")], Named(0.0, "bias")

        def __call__(self, x):
            assert x == [4.0]
            return self.w[0] * x[0]

    assert numbers(of(Theirs(), (4.0,))) == {"w1": 3.0, "4": 4.0, "w1*4": 12.0}


def test_a_further_layer_is_given_what_the_layer_before_gives():
    net = model(3, 2)
    first = [neuron([1.0, -1.0]).data for neuron in net.layers[0].neurons]
    found = numbers(neuron_graphs(net, [1.0, -1.0])[1][1])
    assert [found[f"x{i}"] for i in (1, 2, 3)] == first


def test_the_gradients_are_the_real_ones_and_a_dot_where_nobody_computed_any():
    net = model(2, 1)
    assert {text for layer in page(net)["layers"] for neuron in layer for text in neuron[3]} == {"·"}
    net([1.0, 1.0]).backward()
    neuron = net.layers[1].neurons[0]
    opened = neuron_graphs(net, [1.0, 1.0])[1][0]
    texts = dict(zip(numbers(opened), page(net)["layers"][1][0][3]))
    assert texts["b"] == "+1.0" and texts["x1"] == "·"
    assert opened.graph.nodes[list(numbers(opened)).index("w1")].grad == neuron.w[0].grad


def test_a_weight_with_gradient_0_among_others_shows_0_and_no_dot():
    net = model(2, 1)
    net.layers[1].neurons[0].b.grad = 1.0
    grads = page(net)["layers"][0][0][3]
    assert grads.count("0.0") == 3 and set(grads) == {"0.0", "·"}


@pytest.mark.parametrize(("inputs", "said"), [((), "x1 = 1, x2 = 1"), (([[3, -0.5], [9, 9]],), "x1 = 3, x2 = -0.5")])
def test_the_inputs_are_the_first_example_or_1_and_are_told(inputs, said):
    notes = page(model(2, 1), *inputs)["notes"]
    assert said in notes[0][0] and said in notes[1][0] and "layer 1" in notes[1][0]


# Nothing remains, and nothing breaks.


def fails(neuron, x):
    raise ValueError(x)


def leaves(neuron, x):
    raise SystemExit


def goes_deep(neuron, x):
    return goes_deep(neuron, x)


def gives_a_number(neuron, x):
    return 3.0


def gives_nothing(neuron, x):
    print("nothing")


def opens_a_file(neuron, x):
    with open("left.txt", "w"):
        pass
    return neuron.b


def asks(neuron, x):
    input()
    return neuron.b


def saves(neuron):
    with open("left.txt", "w"):
        pass


def calls_what_opens_a_file(neuron, x):
    saves(neuron)
    return neuron.b


WRONG = [fails, leaves, goes_deep, gives_a_number, gives_nothing, opens_a_file, asks, calls_what_opens_a_file]


@pytest.mark.parametrize("call", WRONG, ids=lambda call: call.__name__)
def test_what_fails_is_not_opened_prints_nothing_and_is_drawn_all_the_same(call, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    wrong = type("Wrong", (OfALearner,), {"__call__": call})()
    picture = viz.network(wrong)
    assert not opens(wrong) and picture.svg.count("mg-unit") == 1
    assert capfd.readouterr() == ("", "") and not list(tmp_path.iterdir())


def test_one_neuron_that_fails_leaves_its_neighbours_open_and_the_next_layer_closed():
    net = model(3, 2)
    net.layers[0].neurons[1] = type("Wrong", (OfALearner,), {"__call__": fails})()
    assert [[opened is not None for opened in layer] for layer in neuron_graphs(net, [1.0, 1.0])] == [
        [True, False, True], [False, False],
    ]  # fmt: skip


def changes_everything(neuron, x):
    print("here")
    neuron.calls = getattr(neuron, "calls", 0) + 1
    neuron.w[0].data += 1.0
    neuron.b.grad = 7.0
    neuron.w.append(Value(0.0))
    SEEN.append(x)
    random.random()
    neuron.own.random()
    x.clear()
    return neuron.w[0] * 2.0 + neuron.b


SEEN: list = []


def test_what_a_call_changes_is_put_back(capfd):
    neuron = type("Changing", (OfALearner,), {"__call__": changes_everything})()
    neuron.own = random.Random(5)
    before = (random.getstate(), neuron.own.getstate(), len(neuron.w), [w.data for w in neuron.w], neuron.b.grad)
    assert opens(neuron)
    after = (random.getstate(), neuron.own.getstate(), len(neuron.w), [w.data for w in neuron.w], neuron.b.grad)
    assert before == after and SEEN == [] and not hasattr(neuron, "calls") and capfd.readouterr() == ("", "")


def test_random_numbers_of_numpy_are_put_back():
    numpy = pytest.importorskip("numpy")
    neuron = type("Noisy", (OfALearner,), {"__call__": lambda self, x: self.b + float(self.own.random())})()
    neuron.own = numpy.random.default_rng(5)
    assert opens(neuron)
    assert neuron.own.random() == numpy.random.default_rng(5).random()


@pytest.mark.slow
def test_random_numbers_of_torch_are_put_back():
    torch = pytest.importorskip("torch")
    neuron = type("Noisy", (OfALearner,), {"__call__": lambda self, x: self.b + float(torch.rand(()))})()
    before = torch.get_rng_state()
    assert opens(neuron)
    assert torch.equal(torch.get_rng_state(), before)


def test_a_key_that_is_pressed_stops_it():
    def pressed(self, x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        viz.network(type("Slow", (OfALearner,), {"__call__": pressed})())


# Limits, and what it costs.


@pytest.mark.parametrize(("neurons", "expected"), [(MOST_CALLED, True), (MOST_CALLED + 1, False)])
def test_a_network_of_too_many_neurons_stays_closed(neurons, expected):
    assert opens(model(neurons)) == expected


@pytest.mark.parametrize(("weights", "expected"), [(MOST_WEIGHTS, True), (MOST_WEIGHTS + 1, False)])
def test_a_network_of_too_many_weights_stays_closed(weights, expected):
    neuron = type("Wide", (OfALearner,), {"__call__": lambda self, x: self.w[0] * x[0]})()
    neuron.w = [Value(1.0)] * weights
    assert opens(neuron) == expected


def test_a_graph_of_too_many_values_stays_closed():
    def many(self, x):
        total = self.b
        for _ in range(self.more):
            total = total + x[0]
        return total

    neuron = type("Long", (OfALearner,), {"__call__": many})()
    neuron.more = MOST_TO_READ - 2
    assert len(of(neuron).graph.nodes) == MOST_TO_READ
    neuron.more += 1
    assert of(neuron) is None


def test_the_neurons_of_a_layer_are_placed_once_and_never_again_while_a_training_goes_on(monkeypatch):
    neuron_data._placed.cache_clear()
    placed, run = [], graphviz_here.subprocess.run
    monkeypatch.setattr(graphviz_here.subprocess, "run", lambda *given, **more: placed.append(1) or run(*given, **more))
    net = model(4, 3, 1)
    assert len(page(net)["pictures"]) == len(placed) == 3
    for p in net.parameters():
        p.data, p.grad = -12345.0 * p.data, 1e-5
    page(net)
    assert len(placed) == 3


def test_what_is_watched_is_the_still_picture_and_no_neuron_is_called():
    def counted(self, x):
        raise AssertionError

    with for_a_moment():
        watched = viz.network(type("Counting", (OfALearner,), {"__call__": counted})()).to_html()
        assert "<script" not in viz.network(model(2, 1)).to_html() + watched
    assert "<script" in viz.network(model(2, 1)).to_html()


def test_without_graphviz_it_is_the_picture_as_it_is(monkeypatch):
    neuron_data._placed.cache_clear()
    monkeypatch.setattr(graphviz_here, "_commands", list)
    assert not opens(model(2, 1))


def test_the_still_picture_remains_beside_the_script_and_is_what_is_saved(tmp_path):
    picture = viz.network(model(2, 1))
    assert re.search('<img class="mg-still" alt="[^"]+"[^>]* src="data:image/svg', picture.to_html())
    assert picture.save(tmp_path / "net.svg").read_text(encoding="utf-8") == picture.svg
    assert "new Network(" in picture.save(tmp_path / "net.html").read_text(encoding="utf-8")
