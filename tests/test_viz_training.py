"""A training that is watched: every step is recorded as it was, nothing is shown that the model does not give, and the
loop runs as if nobody looked.
"""

import base64
import math
import random
import re
import struct
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

import viz
from micrograd.engine import Value
from micrograd.moons import moons
from micrograd.nn import MLP, Neuron
from pages import sent
from trainings import Leaky, Line, Tanh, gone_through, moons_training, network, step_of
from viz.outputs.packing import packed
from viz.outputs.recording import Recording
from viz.values.network import read_network
from viz.values.scores import activations_of, forward, score_of

pytestmark = pytest.mark.usefixtures("english")


def unpacked(pack):
    largest, text = pack
    codes = struct.unpack(f"<{len(base64.b64decode(text)) // 2}h", base64.b64decode(text))
    special = {-32768: math.nan, 32767: math.inf, -32767: -math.inf}
    return [special.get(code, code / 32766 * largest) for code in codes]


def recorded(training):
    return sent(training.to_html())


# The loop.


def test_every_step_is_handed_out_in_order():
    assert list(moons_training(steps=5)) == [0, 1, 2, 3, 4]


def test_training_is_what_it_is_without_anybody_looking():
    watched, alone = moons_training(5, 1), network(5, 1)
    gone_through(watched)
    points, labels = moons(20)
    for _ in range(6):
        scores = [alone(point) for point in points]
        loss = sum((1 - label * score).relu() for label, score in zip(labels, scores)) / len(scores)
        alone.zero_grad()
        loss.backward()
        for p in alone.parameters():
            p.data -= 0.5 * p.grad
    assert [p.data for p in watched.model.parameters()] == [p.data for p in alone.parameters()]


def test_gone_through_again_it_goes_on_from_where_the_model_stands():
    training = gone_through(moons_training())
    before = [p.data for p in training.model.parameters()]
    first = recorded(gone_through(training))["frames"][0]
    assert unpacked(first["weights"][0])[0] == pytest.approx(before[0], rel=1e-3)
    assert [frame["n"] for frame in recorded(training)["frames"]] == [*range(7)]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, GeneratorExit])
def test_an_error_in_the_loop_goes_through_and_the_recording_says_where_it_stopped(error):
    training = moons_training()
    with pytest.raises(error):
        for step in training:
            if step == 2:
                raise error
            step_of(training)
    assert repr(training).startswith("stopped after step 2 of 6") and recorded(training)["stopped"]


def test_a_break_is_said():
    assert "stopped after step 3 of 6" in repr(gone_through(moons_training(), most=3))


# What is recorded.


def test_the_first_frame_is_the_untrained_network_and_the_last_the_trained_one():
    training = moons_training()
    untrained = [w.data for n in training.model.layers[0].neurons for w in (*n.w, n.b)]
    frames = recorded(gone_through(training))["frames"]
    trained = [w.data for n in training.model.layers[0].neurons for w in (*n.w, n.b)]
    assert unpacked(frames[0]["weights"][0]) == pytest.approx(untrained, abs=1e-4) and frames[0]["loss"] is None
    assert unpacked(frames[-1]["weights"][0]) == pytest.approx(trained, abs=1e-4)


def test_a_frame_holds_the_gradients_that_made_its_step():
    training = moons_training(steps=1)
    before = [w.data for n in training.model.layers[1].neurons for w in n.w]
    gone_through(training)
    after = [w.data for n in training.model.layers[1].neurons for w in n.w]
    steps = [(x - y) / training.rate for x, y in zip(before, after)]
    assert unpacked(recorded(training)["frames"][1]["gradients"][1]) == pytest.approx(steps, abs=1e-4)


def test_the_losses_are_those_that_the_loop_has_told():
    training = gone_through(moons_training())
    assert [frame["loss"] for frame in recorded(training)["frames"]] == [None, *training.losses]
    assert len(training.losses) == 6 and training.loss == training.losses[-1]


def test_a_loop_that_tells_no_loss_has_none():
    training = moons_training(steps=3)
    for _ in training:
        pass
    assert training.loss is None and training.losses == []
    assert {frame["loss"] for frame in recorded(training)["frames"]} == {None}
    assert "no loss yet" in training.to_svg()


@given(some.lists(some.floats()))
def test_packed_numbers_are_right_to_a_part_of_the_largest(numbers):
    finite = [abs(x) for x in numbers if math.isfinite(x)]
    for x, read in zip(numbers, unpacked(packed(numbers)), strict=True):
        assert (math.isnan(x) and math.isnan(read)) or x == read or abs(x - read) <= max(finite) / 60_000


@given(some.integers(1, 3000), some.integers(1, 4000))
def test_a_recording_keeps_the_first_and_the_last_step_and_equal_distances_between(steps, size):
    recording = Recording()
    for n in range(steps + 1):
        recording.add({"n": n, "weights": [[1.0, "x" * size]]})
    kept = [frame["n"] for frame in recording.frames]
    assert kept[0] == 0 and kept[-1] == steps and len(kept) <= 301
    assert {b - a for a, b in pairwise(kept[:-1])} <= {recording.every}
    assert len(kept) * size < 500_000 or len(kept) <= 26


def test_a_long_training_says_that_it_was_thinned():
    training = moons_training(1, steps=700, count=2)
    for _ in training:
        pass
    assert recorded(training)["note"] == "One step in 4 is kept here."


# What the page may compute.


@pytest.mark.parametrize(
    ("model", "activations"),
    [(network(5, 4, 1), ["relu", "relu", "none"]), (Tanh(4, 3, 1), ["tanh"] * 3), (Neuron(2), ["relu"])],
    ids=["relu", "tanh", "neuron"],
)
def test_activation_functions_are_told_by_what_the_model_gives(model, activations):
    setup = recorded(viz.training(model, *moons(20)))["setup"]
    assert (setup["boundary"], list(setup["activations"])) == ("computed", activations)


def test_a_flag_that_is_not_true_is_not_believed():
    model = network(4, 1)
    model.layers[1].neurons[0].nonlin = False
    for neuron in model.layers[0].neurons:
        neuron.nonlin = False
    assert recorded(viz.training(model, *moons(20)))["setup"]["activations"] == ["none", "none"]
    tanh = Tanh(3, 1)
    for layer in tanh.layers:
        for neuron in layer.neurons:
            neuron.nonlin = True
    assert recorded(viz.training(tanh, *moons(20)))["setup"]["activations"] == ["tanh", "tanh"]


@given(some.integers(0, 10_000), some.lists(some.integers(1, 5), min_size=1, max_size=3), some.booleans())
def test_what_is_computed_from_the_weights_is_what_the_model_gives(seed, sizes, curved):
    sizes = [*sizes, 1]
    model = Tanh(*sizes, seed=seed) if curved else network(*sizes, seed=seed)
    chosen = random.Random(seed)
    places = [[chosen.uniform(-3, 3), chosen.uniform(-3, 3)] for _ in range(24)]
    layers = read_network(model)
    activations = activations_of(layers, [(place, score_of(model, place)) for place in places[:12]])
    assert activations is not None
    if curved:  # of gates several functions may fit where all are open
        assert all(
            forward(layers, activations, place)[0] == pytest.approx(score_of(model, place), abs=1e-5)  # a flat tanh
            for place in places[12:]
        )


@pytest.mark.parametrize("model", [Leaky(4, 1), Line(), lambda x: x[0] - x[1] ** 3], ids=["leaky", "line", "function"])
def test_a_model_that_the_page_cannot_compute_is_asked(model):
    data = recorded(viz.training(model, *moons(20)))
    told = re.search(r"so the model was asked at (\d+) × (\d+) places", data["setup"]["why"])
    assert data["setup"]["boundary"] == "asked" and told
    columns, rows = map(int, told.groups())  # a slow machine asks at fewer places
    left, bottom, right, top = data["setup"]["window"]
    scores = unpacked(data["frames"][0]["grid"])
    assert len(scores) == columns * rows
    for place, at in (((left, bottom), 0), ((right, bottom), columns - 1), ((right, top), -1)):
        assert scores[at] == pytest.approx(score_of(model, place), abs=1e-3 * max(map(abs, scores)))


def test_a_network_that_begins_to_give_something_else_is_asked_from_then_on():
    training = moons_training(4, 1, steps=4)
    for step in training:
        if step == 2:
            training.model.__class__ = type("Odd", (MLP,), {"__call__": lambda self, x: MLP.__call__(self, x) * 2 + 1})
    data = recorded(training)
    assert data["setup"]["boundary"] == "asked" and "grid" in data["frames"][-1]


def test_asking_takes_no_more_than_its_share():
    """On a clock of its own: a step takes a second, asking a model 0.4."""
    now = [0.0]

    class Slow(Line):
        def __call__(self, x):
            now[0] += 0.4 / (26 * 20 + 20)
            return super().__call__(x)

    with pytest.MonkeyPatch.context() as patch:
        for module in ("training", "training_run", "training_frames"):
            patch.setattr(f"viz.outputs.{module}.perf_counter", lambda: now[0])
        training = viz.training(Slow(), *moons(20), steps=100)
        for _ in training:
            now[0] += 1.0
    asked = [frame["n"] for frame in recorded(training)["frames"] if "grid" in frame]
    assert 0 in asked and 100 in asked and 10 <= len(asked) <= 32
    assert training.share < 1 / 3


@pytest.mark.parametrize(
    ("model", "points", "labels", "why"),
    [
        (lambda x: sum(x), [[1, 2, 3], [4, 5, 6]], [1, -1], "An example has 3 numbers, so there is no plane"),
        (MLP(2, [3, 1]), [[1, 2], [3, 4]], [0.5, 2.5], "every label is -1 or 1"),
        (MLP(2, [3, 2]), [[1, 2], [3, 4]], [1, -1], "should give one number for an example, but gave list"),
        (MLP(3, [3, 1]), [[1, 2], [3, 4]], [1, -1], "ValueError: this neuron takes 3 inputs, but was given 2"),
        (lambda x: 1 / 0, [[1, 2], [3, 4]], [1, -1], "ZeroDivisionError: division by zero"),
        (lambda x: "high", [[1, 2], [3, 4]], [1, -1], "but gave str: 'high'"),
    ],
    ids=["three inputs", "regression", "two outputs", "other inputs", "fails", "no number"],
)
def test_where_there_is_no_boundary_one_sentence_says_why_and_the_rest_is_shown(model, points, labels, why):
    training = viz.training(model, points, labels, steps=2)
    for _ in training:
        training.loss = 1.0
    data = recorded(training)
    assert why in data["setup"]["why"] and data["setup"]["boundary"] == ""
    assert len(data["frames"]) == 3 and ElementTree.fromstring(training.to_svg()) is not None


def test_numbers_that_are_none_stand_in_the_recording_as_such():
    training = moons_training(3, 1, steps=2)
    for step in training:
        step_of(training)
        training.model.layers[0].neurons[0].w[0].data = (math.nan, math.inf)[step]
    frames = recorded(training)["frames"]
    assert math.isnan(unpacked(frames[1]["weights"][0])[0]) and unpacked(frames[2]["weights"][0])[0] == math.inf
    assert ElementTree.fromstring(training.to_svg()) is not None


# What somebody wishes for while it runs.


def wished(training, do, *given):
    training._state.wish(getattr(training._state, do), *given)


def test_points_that_were_added_are_trained_on_and_stand_in_the_frames_from_then_on():
    training, seen = moons_training(steps=4), []
    for step in training:
        seen.append((len(training.points), len(training.labels)))
        if step == 1:
            wished(training, "add_points", training._state.run, [[0.5, 0.25, -1], [2.0, 1.0, 1]])
            wished(training, "add_points", training._state.run, [[0.5, 0.25, -1], [2.0, 1.0, 1], [0.0, 0.0, 1]])
    assert seen == [(20, 20), (20, 20), (23, 23), (23, 23)]
    assert training.points[20:] == [(0.5, 0.25), (2.0, 1.0), (0.0, 0.0)] and training.labels[20:] == [-1, 1, 1]
    data = recorded(training)
    assert [frame["count"] for frame in data["frames"]] == [20, 20, 23, 23, 23] and data["setup"]["all"] == 23


def test_points_of_an_earlier_run_are_not_added():
    training = moons_training(steps=2)
    earlier = training._state.run
    for _ in training:
        wished(training, "add_points", earlier, [[0.0, 0.0, 1]])
    assert len(training.points) == 20


def test_other_layers_and_other_data_begin_anew_with_a_new_network():
    points, labels = moons(20)
    others = {"moons": (points, labels), "few": ([[0, 0], [1, 1]], [1, -1])}
    training = viz.training(lambda layers: network(*layers), points, labels, layers=[4, 1], data=others, steps=3)
    done = []
    for step in training:
        done.append((step, len(training.points), [len(layer.neurons) for layer in training.model.layers]))
        if len(done) == 2:
            wished(training, "choose_layers", "5, 2")
        if len(done) == 4:
            wished(training, "choose_data", "few")
    assert done[:2] == [(0, 20, [4, 1]), (1, 20, [4, 1])]
    assert done[2:4] == [(0, 20, [5, 2, 1]), (1, 20, [5, 2, 1])]
    assert done[4:] == [(n, 2, [5, 2, 1]) for n in range(3)]
    data = recorded(training)
    assert data["setup"]["data"] == "few" and data["setup"]["sizes"] == [2, 5, 2, 1] and len(data["frames"]) == 4


@pytest.mark.parametrize("text", ["0", "-3", "four", "1.5", "65", "1," * 7, "9" * 5000, "²"])
def test_layers_that_are_none_change_nothing_and_are_told(text):
    training = viz.training(lambda layers: network(*layers), *moons(20), layers=[4, 1], steps=3)
    for step in training:
        wished(training, "choose_layers", text)
        assert step == 0 or recorded(training)["setup"]["sizes"] == [2, 4, 1]
    assert "Hidden layers are numbers such as 12, 12" in recorded(training)["note"]
    assert len(recorded(training)["frames"]) == 4


@pytest.mark.parametrize("text", ["", "3", "3,4", "3 4", "3， 4", "3、4"])
def test_layers_may_be_written_in_every_usual_way(text):
    training = viz.training(lambda layers: network(*layers), *moons(20), layers=[4, 1])
    training._state.choose_layers(text)
    hidden = [int(c) for c in text if c.isdigit()]
    assert recorded(training)["setup"]["sizes"] == [2, *hidden, 1]


def test_a_function_that_cannot_make_other_layers_is_told_and_the_training_goes_on():
    def stubborn(layers):
        if layers != [4, 1]:
            raise NotImplementedError("only <4, 1>")
        return network(*layers)

    training = viz.training(stubborn, *moons(20), layers=[4, 1], steps=3)
    for _ in training:
        wished(training, "choose_layers", "7")
    assert recorded(training)["note"] == "NotImplementedError: only <4, 1>"
    assert recorded(training)["setup"]["sizes"] == [2, 4, 1]


def test_a_model_that_the_loop_itself_replaces_is_shown_from_then_on():
    training = moons_training(4, 1, steps=4)
    for step in training:
        if step == 1:
            training.model = network(2, 2, 1)
    data = recorded(training)
    assert data["setup"]["sizes"] == [2, 2, 2, 1] and [frame["n"] for frame in data["frames"]] == [2, 3, 4]


# What it is given.


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ((3, [[1, 2]], [1]), TypeError, "model should be a function"),
        ((network(1), [], []), ValueError, "points is empty"),
        ((network(1), 5, [1]), TypeError, "points should be a list"),
        ((network(1), [[1, 2]], "1"), TypeError, "labels should be a list"),
        ((network(1), [[1, 2]], [1, 1]), ValueError, "2 labels for 1 points"),
        ((network(1), [[1, 2]], [None]), TypeError, "labels[0] should be one number"),
        ((network(1), [[1, 2], [1]], [1, 1]), ValueError, "inputs should be a list of examples"),
        ((network(1), [[1, math.nan]], [1]), ValueError, "inputs should be a list of examples"),
        ((network(1), [["a", "b"]], [1]), ValueError, "inputs should be a list of examples"),
        ((network(1), [[]], [1]), ValueError, "inputs should be a list of examples"),
    ],
)  # fmt: skip
def test_what_cannot_be_trained_on_is_refused_in_one_sentence(given, error, told):
    with pytest.raises(error) as raised:
        viz.training(*given)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"steps": 0}, ValueError),
        ({"steps": 2.5}, TypeError),
        ({"rate": 0}, ValueError),
        ({"rate": math.nan}, ValueError),
        ({"rate": "fast"}, TypeError),
        ({"data": {"odd": ([[1]], [])}}, ValueError),
        ({"data": {"odd": 5}}, TypeError),
        ({"layers": [3, 1]}, TypeError),  # the model is a network, which makes none
        ({"layers": 3}, TypeError),
    ],
)
def test_options_that_mean_nothing_are_refused(options, error):
    with pytest.raises(error):
        moons_training(**options)


def test_the_loss_may_be_a_number_or_what_holds_one_and_nothing_else():
    training = moons_training()
    training.loss = Value(2.0)
    assert training.loss == 2.0
    with pytest.raises(TypeError, match="training.loss should be one number"):
        training.loss = "small"


def test_points_may_hold_values_and_be_tuples():
    points = [(Value(1.0), Value(2.0)), (0.0, 1)]
    training = viz.training(network(3, 1), points, [1, -1])
    assert recorded(training)["setup"]["points"] == [[1.0, 2.0], [0.0, 1.0]] and training.points == points


def test_of_many_points_only_some_are_drawn_and_all_are_trained_on():
    training = viz.training(network(2, 1), *moons(900))
    setup = recorded(training)["setup"]
    assert len(setup["points"]) == 400 and setup["all"] == len(training.points) == 900


def test_classes_with_other_names_for_their_number_are_read():
    class Theirs:
        def __init__(self, amount):
            self.amount, self.slope = amount, None

    viz.adapt(Theirs, data="amount", grad="slope")

    class Model:
        def __init__(self):
            self.w, self.b = [Theirs(2.0), Theirs(-1.0)], Theirs(0.5)

        def __call__(self, x):
            return Theirs(sum(w.amount * xi for w, xi in zip(self.w, x)) + self.b.amount)

    data = recorded(viz.training(Model(), *moons(8)))
    assert data["setup"]["activations"] == ["none"] and unpacked(data["frames"][0]["weights"][0]) == pytest.approx(
        [2.0, -1.0, 0.5], abs=1e-4
    )


def test_what_only_serves_the_picture_is_not_noticed(capsys):
    class Loud(Line):
        def __call__(self, x):
            print("called")
            return super().__call__(x) * (1 + 0 * random.random())

    random.seed(3)
    expected = [random.random() for _ in range(3)]
    random.seed(3)
    training, drawn = viz.training(Loud(), *moons(20), steps=3), []
    for _ in training:
        drawn.append(random.random())
    assert drawn == expected and capsys.readouterr().out == ""


def test_a_model_that_takes_its_time_is_asked_at_few_places_or_at_none():
    now = [0.0]

    def model(x):
        now[0] += each
        return x[0]

    setups = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.outputs.training_frames.perf_counter", lambda: now[0])
        for seconds in (0.001, 0.01, 1.0):
            each = seconds
            setups.append(recorded(viz.training(model, *moons(20)))["setup"])
    (columns, rows), *_ = grids = [setup["grid"] for setup in setups]
    assert columns * rows == 26 * 20 and 60 < grids[1][0] * grids[1][1] < 200
    assert [setup["boundary"] for setup in setups] == ["asked", "asked", ""]
    assert "one answer of this model takes 1 s" in setups[2]["why"]


@pytest.mark.parametrize("far", [1e200, 1.7976931348623157e308, -1e160])
def test_points_that_lie_too_far_apart_have_no_plane(far):
    training = gone_through(viz.training(network(2, 1), [[0, 0], [far, 1]], [1, -1], steps=1))
    assert "too far from each other" in recorded(training)["setup"]["why"]
    assert ElementTree.fromstring(training.to_svg()) is not None


@pytest.mark.parametrize("points", [[[1, 2]], [[1, 2], [1, 2]], [[5e-324, 0], [0, 0]]])
def test_points_on_one_place_have_a_plane_around_them(points):
    left, bottom, right, top = recorded(viz.training(network(1), points, [1] * len(points)))["setup"]["window"]
    assert left < right and bottom < top


def test_points_may_come_from_a_generator_or_numpy():
    numpy = pytest.importorskip("numpy")
    points, labels = moons(20)
    of_numpy = viz.training(network(2, 1), numpy.array(points), numpy.array(labels), steps=2)
    generated = viz.training(network(2, 1), (point for point in points), iter(labels), steps=2)
    assert recorded(of_numpy)["setup"]["points"] == recorded(generated)["setup"]["points"]
    assert len(generated.points) == len(gone_through(of_numpy).points) == 20
    assert recorded(of_numpy)["setup"]["boundary"] == "computed"


def test_a_network_that_cannot_be_read_for_a_while_does_not_end_its_training():
    class Odd(MLP):
        @property
        def layers(self):
            if broken:
                raise RuntimeError("not now")
            return self.kept

        @layers.setter
        def layers(self, layers):
            self.kept = layers

    broken = False
    training, done = viz.training(Odd(2, [3, 1]), *moons(20), steps=4), []
    for step in training:
        broken = step in (1, 2)
        done.append(step)
    assert done == [0, 1, 2, 3] and training._state.done == 4
    assert "RuntimeError: not now" in recorded(training)["note"]


def test_nobody_before_a_kernel_has_controls():
    training = moons_training(steps=1)
    for _ in training:
        assert training.controls is None


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_it_says_where_it_stands_in_words(monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    told = repr(gone_through(moons_training(steps=6)))
    assert {"en": "step 6 of 6", "zh-TW": "第 6 步，共 6 步"}[language] in told
    assert {"en": "loss of this step", "zh-TW": "這一步的損失"}[language] in told


def test_it_is_saved_as_a_picture(tmp_path):
    training = gone_through(moons_training())
    assert training.save(tmp_path / "training.svg").read_text(encoding="utf-8").startswith("<svg")
