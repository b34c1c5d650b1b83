"""What the checks of a neuron and of a layer say to many ways to write them."""

import pytest

import viz
from answers import Answer, assert_not_yet, assert_right, checked
from viz.words.messages import say_in

ACT = "act = sum((w * xi for w, xi in zip(self.w, x)), self.b)"


def neuron(
    w="[Value(random.uniform(-1, 1)) for _ in range(nin)]",
    b="Value(0.0)",
    call=ACT + "\nreturn act.relu()",
    parameters="self.w + [self.b]",
    more="pass",
    init="__init__",
    named="__call__",
):
    call = call.replace("\n", "\n        ")
    return f"class Mine:\n    def {init}(self, nin):\n        self.w = {w}\n        self.b = {b}\n        {more}\n    def {named}(self, x):\n        {call}\n    def parameters(self):\n        return {parameters}\n"


RIGHT_NEURONS = {
    "as in the lesson": neuron(),
    "gauss": neuron(w="[Value(random.gauss(0, 1)) for _ in range(nin)]"),
    "a bias at random": neuron(b="Value(random.uniform(-1, 1))"),
    "added to": neuron(call="act = self.b\nfor i in range(len(x)):\n    act = act + self.w[i] * x[i]\nreturn act.relu()"),
    "products in the other order": neuron(call="return (sum(xi * w for w, xi in zip(self.w, x)) + self.b).relu()"),
    "parameters in another order": neuron(parameters="[self.b, *self.w]"),
    "a tuple of parameters": neuron(parameters="(*self.w, self.b)"),
    "a gate of its own": neuron(call=ACT + "\nreturn act if act.data > 0 else Value(0.0)"),
    "a gate that multiplies": neuron(call=ACT + "\nreturn act * (1.0 if act.data > 0 else 0.0)"),
}  # fmt: skip
WRONG_NEURONS = {
    "two weights": Answer(neuron(w="[Value(0.3), Value(-0.2)]"), "ignores nin"),
    "three weights at random": Answer(neuron(w="[Value(random.uniform(-1, 1)) for _ in range(3)]"), "ignores nin"),
    "no weights": Answer(neuron(w="[]"), "ignores nin"),
    "one too many": Answer(neuron(w="[Value(random.uniform(-1, 1)) for _ in range(nin + 1)]"), None, "a list .w of 2 Values"),
    "two at least": Answer(neuron(w="[Value(random.uniform(-1, 1)) for _ in range(max(2, nin))]"), None, "a list .w of 1 Values"),
    "plain numbers": Answer(neuron(w="[random.uniform(-1, 1) for _ in range(nin)]"), None, "a list .w of 2 Values"),
    "one Value": Answer(neuron(w="Value(random.uniform(-1, 1))"), None, "a list .w of 2 Values"),
    "a bias that is a number": Answer(neuron(b="0.0"), None, "a Value .b"),
    "one object": Answer(neuron(w="[Value(0.5)] * nin"), None, "one and the same Value"),
    "the bias among the weights": Answer(neuron(more="self.w[-1] = self.b"), None, "one and the same Value"),
    "all 0": Answer(neuron(w="[Value(0.0) for _ in range(nin)]"), None, "begin at 0"),
    "all one random number": Answer(neuron(more="r = random.random()\n        self.w = [Value(r) for _ in range(nin)]"), None, "begin at 0."),
    "the same each time": Answer(neuron(w="[Value(1 / (i + 1)) for i in range(nin)]"), None, "the very same weights"),
    "a seed inside": Answer(neuron(w="[Value(random.Random(1).uniform(-1, 1) + i) for i in range(nin)]"), None, "the very same weights"),
    "no gate": Answer(neuron(call=ACT + "\nreturn act"), None, "the relu is missing"),
    "tanh": Answer("import math\nValue.tanh = lambda self: Value(math.tanh(self.data), (self,), 'tanh')\n" + neuron(call=ACT + "\nreturn act.tanh()"), None, "This is tanh"),
    "no bias": Answer(neuron(call="return sum(w * xi for w, xi in zip(self.w, x)).relu()"), None, "the bias is not in it"),
    "neither gate nor bias": Answer(neuron(call="return sum(w * xi for w, xi in zip(self.w, x))"), None, "the bias is not in it"),
    "the gate first": Answer(neuron(call="return sum(w * xi for w, xi in zip(self.w, x)).relu() + self.b"), None, "behind the gate"),
    "minus the bias": Answer(neuron(call="return (sum(w * xi for w, xi in zip(self.w, x)) - self.b).relu()"), None, "The output is not right"),
    "two inputs": Answer(neuron(call="return (self.w[0] * x[0] + self.w[1 % len(x)] * x[1 % len(x)] * (len(x) > 1) + self.b).relu()"), None, "The output is not right"),
    "the weights only": Answer(neuron(call="return sum(self.w, self.b).relu()"), None, "The output is not right"),
    "the gate the wrong way": Answer(neuron(call=ACT + "\nreturn -((-act).relu())"), None, "The output is not right"),
    "numbers": Answer(neuron(call="return Value(max(0.0, sum(w.data * xi for w, xi in zip(self.w, x)) + self.b.data))"), "detached"),
    "the bias is a number": Answer(neuron(call="return sum((w * xi for w, xi in zip(self.w, x)), Value(self.b.data)).relu()"), "detached"),
    "the first weight is a number": Answer(neuron(call="return sum((w * xi for w, xi in zip([Value(self.w[0].data), *self.w[1:]], x)), self.b).relu()"), "detached"),
    "inputs that are taken out": Answer(neuron(call="x = [getattr(xi, 'data', xi) for xi in x]\n" + ACT + "\nreturn act.relu()"), None, "inputs are Values"),
    "half of the slope": Answer(neuron(call=ACT + "\nreturn (act * 0.5 + 0.5 * act.data).relu()"), None, "these gradients are not"),
    "only two inputs": Answer(neuron(call="return (self.w[0] * x[0] + self.w[1] * x[1] + self.b).relu()"), None, "The output is not right"),
    "relu without brackets": Answer(neuron(call=ACT + "\nreturn act.relu"), "not called"),
    "a list": Answer(neuron(call=ACT + "\nreturn [act.relu()]"), None, "output is a Value"),
    "nothing": Answer(neuron(call=ACT + "\nact.relu()"), None, "return"),
    "the sum is kept": Answer(neuron(more="self.total = self.b", call="self.total = self.total + sum(w * xi for w, xi in zip(self.w, x))\nself.calls = getattr(self, 'calls', 0) + 1\nact = sum((w * xi for w, xi in zip(self.w, x)), self.b) if self.calls == 1 else self.total\nreturn act.relu()"), None, "Called twice"),
    "copies of the parameters": Answer(neuron(parameters="[Value(p.data) for p in [*self.w, self.b]]"), None, "3 in all"),
    "no bias in the parameters": Answer(neuron(parameters="self.w"), None, "3 in all"),
    "one parameter twice": Answer(neuron(parameters="self.w + [self.b, self.b]"), None, "3 in all"),
    "numbers of the parameters": Answer(neuron(parameters="[p.data for p in [*self.w, self.b]]"), None, "3 in all"),
    "two parameters": Answer(neuron(parameters="[*self.w[:2], self.b]"), None, "4 in all"),
    "_call_": Answer(neuron(named="_call_"), "single underscores"),
    "_init_": Answer(neuron(init="_init_"), "single underscores"),
}  # fmt: skip


def layer(
    neurons="[Neuron(nin) for _ in range(nout)]",
    call="return [n(x) for n in self.neurons]",
    parameters="[p for n in self.neurons for p in n.parameters()]",
    before="",
    more="pass",
    takes="nin, nout",
    named="__call__",
):
    call = call.replace("\n", "\n        ")
    return f"{before}class Mine:\n    def __init__(self, {takes}):\n        self.neurons = {neurons}\n        {more}\n    def {named}(self, x):\n        {call}\n    def parameters(self):\n        return {parameters}\n"


OF_TWO = "class Two(Neuron):\n    def __init__(self, nin):\n        super().__init__(2)\n"
STRICT = "class Strict(Neuron):\n    def __call__(self, x):\n        if len(x) != len(self.w):\n            raise ValueError('other inputs')\n        return super().__call__(x)\n"
RIGHT_LAYERS = {
    "as in the lesson": layer(),
    "a tuple": layer(call="return tuple(n(x) for n in self.neurons)"),
    "strict neurons": layer("[Strict(nin) for _ in range(nout)]", before=STRICT),
    "sums of lists": layer(parameters="sum([n.parameters() for n in self.neurons], [])"),
    "no neurons at all": "class Mine:\n    def __init__(self, nin, nout):\n        self.w = [[Value(random.uniform(-1, 1)) for _ in range(nin)] for _ in range(nout)]\n        self.b = [Value(0.0) for _ in range(nout)]\n    def __call__(self, x):\n        return [sum((w * xi for w, xi in zip(ws, x)), b).relu() for ws, b in zip(self.w, self.b)]\n    def parameters(self):\n        return [w for ws in self.w for w in ws] + self.b\n",
}  # fmt: skip
WRONG_LAYERS = {
    "swapped": Answer(layer("[Neuron(nout) for _ in range(nin)]"), None, "two sizes are swapped"),
    "swapped where they come in": Answer(layer(takes="nout, nin"), None, "two sizes are swapped"),
    "swapped, strict neurons": Answer(layer("[Strict(nout) for _ in range(nin)]", before=STRICT), None, "two sizes are swapped"),
    "nin neurons": Answer(layer("[Neuron(nin) for _ in range(nin)]"), None, "Layer(2, 3) has 3 neurons"),
    "nout weights": Answer(layer("[Neuron(nout) for _ in range(nout)]"), None, "9 in all", ("swapped",)),
    "two weights": Answer(layer("[Neuron(2) for _ in range(nout)]"), "ignores nin"),
    "two weights, strict neurons": Answer(layer("[Strict(2) for _ in range(nout)]", before=STRICT), "ignores nin"),
    "neurons of two weights": Answer(layer("[Two(nin) for _ in range(nout)]", before=OF_TWO), "ignores nin"),
    "three neurons": Answer(layer("[Neuron(nin) for _ in range(3)]"), None, "whatever nout is"),
    "one neuron": Answer(layer("[Neuron(nin)]"), None, "whatever nout is"),
    "one object": Answer(layer("[Neuron(nin)] * nout"), None, "one and the same neuron"),
    "late binding": Answer(layer(more="self.calls = [lambda x: n(x) for n in self.neurons]", call="return [call(x) for call in self.calls]"), "late binding"),
    "the first output for all": Answer(layer(call="return [self.neurons[0](x) for _ in self.neurons]"), None, "come from one of them"),
    "the last output for all": Answer(layer(call="return [self.neurons[-1](x) for _ in self.neurons]"), None, "come from one of them"),
    "no list": Answer(layer(call="return sum(n(x) for n in self.neurons)"), None, "a list of 3 Values"),
    "a generator": Answer(layer(call="return (n(x) for n in self.neurons)"), None, "a list of 3 Values"),
    "only the first": Answer(layer(call="return [n(x) for n in self.neurons][:1]"), None, "whatever nout is"),
    "nothing": Answer(layer(call="[n(x) for n in self.neurons]"), None, "return"),
    "parameters of the first": Answer(layer(parameters="self.neurons[0].parameters()"), None, "9 in all"),
    "parameters in lists": Answer(layer(parameters="[n.parameters() for n in self.neurons]"), None, "9 in all"),
    "copies of the parameters": Answer(layer(parameters="[Value(p.data) for n in self.neurons for p in n.parameters()]"), None, "9 in all"),
    "numbers of the outputs": Answer(layer(call="return [Value(n(x).data) for n in self.neurons]"), "detached"),
    "no biases": Answer(layer(parameters="[w for n in self.neurons for w in n.w]"), None, "9 in all"),
    "outputs that are doubled": Answer(layer(call="return [n(x) * 2 for n in self.neurons]"), None, "a neuron of its own"),
    "outputs that are added up": Answer(layer(call="out, total = [], 0\nfor n in self.neurons:\n    total = total + n(x)\n    out.append(total)\nreturn out"), None, "a neuron of its own"),
    "all neurons for each output": Answer(layer(call="total = sum(n(x) for n in self.neurons)\nreturn [total + 0.0 for n in self.neurons]"), None, "a neuron of its own"),
    "the first input only": Answer(layer(call="return [n(x[:1]) for n in self.neurons]"), None, "a neuron of its own"),
    "_call_": Answer(layer(named="_call_"), "single underscores"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT_NEURONS)
def test_a_neuron_that_is_right_is_right(title):
    assert_right("neuron", RIGHT_NEURONS[title])


@pytest.mark.parametrize("language, gap", [("en", " "), ("zh-TW", "")])
def test_what_a_neuron_has_not_got_yet_is_said_behind_a_gap_only_where_the_language_has_one(language, gap):
    viz.language(language)
    told = checked("neuron", RIGHT_NEURONS["as in the lesson"]).message
    viz.language("en")
    assert told == say_in(language, "network.neuron right") + gap + say_in(language, "network.no switch")


@pytest.mark.parametrize("title", WRONG_NEURONS)
def test_a_neuron_that_is_wrong_is_told_so(title):
    assert_not_yet("neuron", WRONG_NEURONS[title])


@pytest.mark.parametrize("title", RIGHT_LAYERS)
def test_a_layer_that_is_right_is_right(title):
    assert_right("layer", RIGHT_LAYERS[title])


@pytest.mark.parametrize("title", WRONG_LAYERS)
def test_a_layer_that_is_wrong_is_told_so(title):
    assert_not_yet("layer", WRONG_LAYERS[title])
