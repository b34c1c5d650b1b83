"""Networks: the same draws, sums and words as the original's, and errors where it was silent."""

import random
from collections import deque

import numpy as np
import pytest

from micrograd.engine import Value
from micrograd.nn import MLP, Layer, Module, Neuron


@pytest.fixture(autouse=True)
def global_generator_is_put_back():
    state = random.getstate()
    yield
    random.setstate(state)


def numbers(values):
    return [value.data for value in values]


def test_weights_are_the_uniform_draws_in_order_and_biases_are_zero():
    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    random.seed(1337)
    for layer, nin in zip(model.layers, [2, 16, 16], strict=True):
        for neuron in layer.neurons:
            assert numbers(neuron.w) == [random.uniform(-1, 1) for _ in range(nin)]
            assert neuron.b.data == 0


def test_a_generator_of_ones_own_gives_the_same_draws_and_leaves_the_global_one_alone():
    random.seed(7)
    expected = numbers(MLP(3, [4, 2]).parameters())
    before = random.getstate()
    assert numbers(MLP(3, [4, 2], rng=random.Random(7)).parameters()) == expected
    assert random.getstate() == before


def test_a_neuron_is_the_weighted_sum_and_bias_with_relu_unless_linear():
    for nonlin, expected in [(True, 0.0), (False, -3.5)]:
        neuron = Neuron(2, nonlin=nonlin)
        neuron.w[0].data, neuron.w[1].data, neuron.b.data = 2.0, -3.0, 0.5
        assert neuron([1.0, 2.0]).data == expected


def test_gradients_reach_every_parameter_and_input():
    model = MLP(2, [3, 1], rng=random.Random(1))
    for p in model.parameters():
        p.data = abs(p.data) + 0.1
    x = [Value(1.0), Value(2.0)]
    model(x).backward()
    assert all(p.grad > 0 for p in model.parameters() + x)


def test_only_the_last_layer_is_linear():
    assert [[n.nonlin for n in layer.neurons] for layer in MLP(2, [2, 1, 2]).layers] == [
        [True, True],
        [True],
        [False, False],
    ]


def test_outputs_are_a_list_or_the_one_value_itself():
    assert isinstance(MLP(2, [3, 1])([1, 2]), Value)
    assert [type(out) for out in MLP(2, [3, 2])([1, 2])] == [Value, Value]
    assert isinstance(Layer(2, 1)([1, 2]), Value)
    assert len(Layer(2, 3)([1, 2])) == 3


def test_a_hidden_layer_may_have_one_neuron():
    model = MLP(2, [1, 3, 1], rng=random.Random(2))
    model([1.0, -1.0]).backward()
    assert len(model.parameters()) == 3 + 3 * 2 + 4


@pytest.mark.parametrize("inputs", [[], [1.0], [1.0, 2.0, 3.0]])
@pytest.mark.parametrize("make", [lambda: Neuron(2), lambda: Layer(2, 3), lambda: MLP(2, [3, 1])])
def test_a_wrong_number_of_inputs_is_an_error_with_both_numbers(make, inputs):
    with pytest.raises(ValueError, match=f"takes 2 inputs.*given {len(inputs)}"):
        make()(inputs)


@pytest.mark.parametrize("size", [2.0, "2", None, [2], Value(2), 1j])
@pytest.mark.parametrize(
    ("make", "things"),
    [
        (Neuron, "inputs"),
        (lambda size: Layer(size, 2), "inputs"),
        (lambda size: Layer(2, size), "neurons"),
        (lambda size: MLP(size, [2]), "inputs"),
        (lambda size: MLP(2, [3, size]), "neurons"),
    ],
)
def test_a_size_that_is_no_whole_number_is_an_error_that_says_what_came_in(make, things, size):
    with pytest.raises(
        TypeError, match=f"^the number of {things} is a whole number from 1 up, not {type(size).__name__} "
    ):
        make(size)


@pytest.mark.parametrize("size", [0, -1])
@pytest.mark.parametrize("make", [Neuron, lambda size: Layer(2, size), lambda size: MLP(2, [size, 1])])
def test_a_size_below_one_is_an_error(make, size):
    with pytest.raises(ValueError, match=f"a whole number from 1 up, not {size}$"):
        make(size)


@pytest.mark.parametrize(
    ("sizes", "error", "said"),
    [
        (1, TypeError, r"a list, such as \[1\], not int 1$"),
        (4.0, TypeError, "a list.* not float 4.0$"),
        (None, TypeError, "a list.* not NoneType None$"),
        ("41", TypeError, "a list.* not str '41'$"),
        ({4, 1}, TypeError, "a list.* not set"),
        ({4: 1}, TypeError, "a list.* not dict"),
        (Value(1), TypeError, r"a list.* not Value Value\(data=1.0"),
        ([], ValueError, "a list.* this list is empty$"),
    ],
)
def test_sizes_of_layers_that_are_no_list_are_an_error_that_shows_one(sizes, error, said):
    with pytest.raises(error, match="^the sizes of the layers are " + said):
        MLP(2, sizes)


@pytest.mark.parametrize("sizes", [[2, 1], (2, 1), range(2, 0, -1), np.array([2, 1]), deque([2, 1])])
def test_sizes_may_be_any_whole_numbers_in_a_row(sizes):
    assert [len(layer.neurons) for layer in MLP(np.int64(3), sizes).layers] == [2, 1]


TAKING_TWO = pytest.mark.parametrize("make", [lambda: Neuron(2), lambda: Layer(2, 3), lambda: MLP(2, [3, 1])])
TAKING_ONE = pytest.mark.parametrize("make", [lambda: Neuron(1), lambda: Layer(1, 3), lambda: MLP(1, [3, 1])])


@pytest.mark.parametrize("x", [[1.0, 2.0], (1, Value(2.0)), deque([1, 2]), range(2), np.array([1.0, 2.0])])
@TAKING_TWO
def test_inputs_may_be_any_numbers_in_a_row(make, x):
    out = make()(x)
    assert isinstance(out, Value) or len(out) == 3


@pytest.mark.parametrize(
    "x", [1.0, Value(1.0), None, "ab", b"ab", {0: 1.0, 1: 2.0}, {1.0, 2.0}, np.array(1.0), iter([1.0, 2.0])]
)
@TAKING_TWO
def test_inputs_that_are_no_list_are_an_error_that_says_what_came_in(make, x):
    with pytest.raises(TypeError, match=f"^the inputs are a list of 2 numbers, not {type(x).__name__} "):
        make()(x)


@pytest.mark.parametrize(("x", "shown"), [(1.0, "1.0"), (3, "3"), (Value(1.0), "x"), (np.float64(1.0), "x")])
@TAKING_ONE
def test_one_input_is_a_list_too_and_the_error_shows_it(make, x, shown):
    with pytest.raises(TypeError, match=rf"a list, even where there is one: \[{shown}\], not {type(x).__name__} "):
        make()(x)


@pytest.mark.parametrize(
    ("x", "wrong"),
    [(["1", "2"], "str '1'"), ([1.0, None], "NoneType None"), ([1, 1j], "complex 1j"), (["1", "2", "3"], "str '1'")],
)
@TAKING_TWO
def test_an_input_that_is_no_number_is_an_error_that_names_it(make, x, wrong):
    with pytest.raises(TypeError, match=f"^each input is a number or a Value, and this one is {wrong}$"):
        make()(x)


@pytest.mark.parametrize("x", [[[1, 2], [3, 4]], np.ones((2, 2)), np.ones((1, 2)), [[1, 2]], [(1, 2), (3, 4), (5, 6)]])
@TAKING_TWO
def test_several_examples_at_once_are_an_error_that_says_so(make, x):
    with pytest.raises(TypeError, match="this one is .*: a network takes one example at a time$") as refusal:
        make()(x)
    assert "\n" not in str(refusal.value)


def test_an_input_of_another_class_of_values_is_named_with_its_class():
    class Other:
        data, _prev = 1.0, ()

    with pytest.raises(TypeError, match=r"\.Other, and the Values of two classes do not mix$"):
        MLP(1, [1])([Other()])


def test_an_int_beyond_all_floats_is_still_told_as_one():
    with pytest.raises(OverflowError, match="int of 1329 bits"):
        Neuron(2)([10**400, 1])


def test_parameters_are_listed_weights_before_bias_neuron_by_neuron_layer_by_layer():
    model = MLP(2, [2, 1])
    neurons = [n for layer in model.layers for n in layer.neurons]
    assert model.parameters() == [p for n in neurons for p in [*n.w, n.b]]
    assert len(MLP(2, [16, 16, 1]).parameters()) == 337
    assert Module().parameters() == []


def test_zero_grad_clears_every_parameter():
    model = MLP(2, [3, 1], rng=random.Random(1))
    model([1.0, 2.0]).backward()
    assert any(p.grad for p in model.parameters())
    model.zero_grad()
    assert [p.grad for p in model.parameters()] == [0.0] * 13


def test_the_words_are_the_originals():
    assert repr(Neuron(2)) == "ReLUNeuron(2)"
    assert repr(Neuron(3, nonlin=False)) == "LinearNeuron(3)"
    assert repr(Layer(2, 2)) == "Layer of [ReLUNeuron(2), ReLUNeuron(2)]"
    assert repr(MLP(2, [2, 1])) == "MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]]"
