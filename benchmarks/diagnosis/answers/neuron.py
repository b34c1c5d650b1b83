"""Answers to the class `Neuron`."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style

right, wrong = answers_to("neuron", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)

_WEIGHTS = "self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]"
_BIAS = "self.b = Value(0.0)"
_CALL = "return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).relu()"
_SWITCHED = "act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)\nreturn act.relu() if self.nonlin else act"
_PARAMETERS = "return self.w + [self.b]"


def _neuron(
    call: str = _CALL, weights: str = _WEIGHTS, bias: str = _BIAS, parameters: str = _PARAMETERS, head: str = ""
) -> str:
    """A class whose methods have these lines."""
    call = call.replace("\n", "\n        ")
    weights = weights.replace("\n", "\n        ")
    return (
        f"class MyNeuron:\n{head}    def __init__(self, nin):\n        {weights}\n        {bias}\n\n"
        f"    def __call__(self, x):\n        {call}\n\n    def parameters(self):\n        {parameters}\n"
    )


ANSWERS = [
    right("as in the lesson", _neuron()),
    right("a loop", _neuron("act = self.b\nfor wi, xi in zip(self.w, x):\n    act = act + wi * xi\nreturn act.relu()")),
    right("by index", _neuron("total = self.b\nfor i in range(len(x)):\n    total = total + x[i] * self.w[i]\nreturn total.relu()")),
    right("a switch", _neuron(_SWITCHED, bias=_BIAS + "\n        self.nonlin = True")),
    wrong("a switch that is not asked", "network.switch", _neuron(bias=_BIAS + "\n        self.nonlin = True")),
    wrong("a switch that is off at first", "network.switched off", _neuron(_SWITCHED.replace("if self", "if not self"), bias=_BIAS + "\n        self.nonlin = False")),
    right("the bias last", _neuron("return (sum(w * x for w, x in zip(self.w, x)) + self.b).relu()")),
    right("reduce", "from functools import reduce\nfrom operator import add, mul\n\n" + _neuron("return reduce(add, map(mul, self.w, x), self.b).relu()")),
    wrong("all weights 0 at first", "network.all alike", _neuron(weights="self.w = [Value(0.0) for _ in range(nin)]")),
    right("from a normal distribution", _neuron(weights="self.w = [Value(random.gauss(0, 1)) for _ in range(nin)]")),
    right("the bias first among the parameters", _neuron(parameters="return [self.b, *self.w]")),
    right("weights in a tuple", _neuron(weights="self.w = tuple(Value(random.random()) for _ in range(nin))", parameters="return list(self.w) + [self.b]")),
    right("weights by append", _neuron(weights="self.w = []\nfor _ in range(nin):\n    self.w.append(Value(2 * random.random() - 1))")),
    right("a method for the sum", _neuron("return self.weighted(x).relu()").replace("    def __call__", "    def weighted(self, x):\n        assert len(x) == len(self.w)\n        total = self.b\n        for pair in zip(self.w, x):\n            total += pair[0] * pair[1]\n        return total\n\n    def __call__")),
    right("numpy's dot", "import numpy as np\n\n" + _neuron("return (np.dot(np.array(self.w, dtype=object), np.array(x, dtype=object)) + self.b).relu()")),
    right("a subclass of a module", "class Module:\n    def zero_grad(self):\n        for p in self.parameters():\n            p.grad = 0.0\n\n" + _neuron().replace("class MyNeuron:", "class MyNeuron(Module):")),
    right("a gate by the number", _neuron("act = sum((w * xi for w, xi in zip(self.w, x)), self.b)\nreturn act if act.data > 0 else act * 0.0"), note="as a relu, with another operation"),
    right_in_microgpt("as in the lesson", _neuron()),
    right_in_microgpt("the bias last", _neuron("return (sum(w * x for w, x in zip(self.w, x)) + self.b).relu()")),
    wrong("always two weights", "ignores nin", _neuron(weights="self.w = [Value(0.3), Value(-0.2)]"), source="reported"),
    wrong("range(2)", "ignores nin", _neuron(weights="self.w = [Value(random.uniform(-1, 1)) for _ in range(2)]")),
    wrong("two inputs", "ignores nin", _neuron("return (self.w[0] * x[0] + self.w[1] * x[1] + self.b).relu()"), note="of Neuron(3) the third weight is never used"),
    wrong("one weight too many", "network.no weights", _neuron(weights="self.w = [Value(random.uniform(-1, 1)) for _ in range(nin + 1)]")),
    wrong("a single weight", "network.no weights", _neuron(weights="self.w = Value(random.uniform(-1, 1))")),
    wrong("plain numbers as weights", "network.no weights", _neuron(weights="self.w = [random.uniform(-1, 1) for _ in range(nin)]")),
    wrong("a plain number as bias", "network.no weights", _neuron(bias="self.b = 0.0")),
    wrong("other names", "network.no weights", _neuron().replace("self.w", "self.weights").replace("self.b", "self.bias")),
    wrong("no self.", "network.no weights", _neuron(weights="w = [Value(random.uniform(-1, 1)) for _ in range(nin)]")),
    wrong("one object again and again", "network.one object", _neuron(weights="self.w = [Value(random.uniform(-1, 1))] * nin"), source="lesson 7"),
    wrong("one object again and again, by a name", "network.one object", _neuron(weights="w = Value(0.5)\nself.w = [w for _ in range(nin)]")),
    wrong("a bias for the whole class", None, _neuron(bias="pass", head="    b = Value(0.0)\n\n"), note="all neurons share one bias"),
    wrong("a bias as default", None, _neuron(bias="self.b = b").replace("(self, nin)", "(self, nin, b=Value(0.0))"), note="as above"),
    wrong("weights for the whole class", None, "shared = [Value(0.1 * k) for k in range(10)]\n\n" + _neuron(weights="self.w = shared[:nin]"), note="all neurons share their weights"),
    wrong("no relu", "network.linear", _neuron("return sum((w * xi for w, xi in zip(self.w, x)), self.b)")),
    wrong("no bias", "network.no bias", _neuron("return sum(w * xi for w, xi in zip(self.w, x)).relu()")),
    wrong("neither", ("network.no bias", "network.linear", "network.output"), _neuron("return sum(w * xi for w, xi in zip(self.w, x))")),
    wrong("the relu before the bias", "network.gate first", _neuron("return sum(w * xi for w, xi in zip(self.w, x)).relu() + self.b"), never=("network.linear", "network.no bias")),
    wrong("a relu for each product", "network.output", _neuron("return sum(((w * xi).relu() for w, xi in zip(self.w, x)), self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("the bias times something", None, _neuron("return sum(w * xi * self.b for w, xi in zip(self.w, x)).relu()"), never=("network.linear", "network.no bias")),
    wrong("the bias for each input", None, _neuron("return sum(w * xi + self.b for w, xi in zip(self.w, x)).relu()"), never=("network.linear", "network.no bias")),
    wrong("minus the bias", None, _neuron("return (sum(w * xi for w, xi in zip(self.w, x)) - self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("tanh", None, "def tanh(self):\n    e = 2.718281828459045\n    up, down = e ** self.data, e ** -self.data\n    return self * ((up - down) / (up + down)) * (1 / self.data if self.data else 1.0)\n\nValue.tanh = tanh\n\n" + _neuron(_CALL.replace("relu", "tanh")), never=("network.linear", "network.no bias")),
    wrong("only the first input", None, _neuron("return (self.w[0] * x[0] + self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("added, not multiplied", None, _neuron("return sum((w + xi for w, xi in zip(self.w, x)), self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("the sums multiplied", None, _neuron("return (sum(self.w) * sum(x) + self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("the mean", None, _neuron("return (sum(w * xi for w, xi in zip(self.w, x)) / len(x) + self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("weights turned round", None, _neuron("return sum((w * xi for w, xi in zip(self.w[::-1], x)), self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("new weights in each call", None, _neuron(_WEIGHTS.replace("nin", "len(x)") + "\n" + _CALL), never=("network.linear", "network.no bias"), note="what was learned is thrown away"),
    wrong("each weight with each input", None, _neuron("return sum((w * xi for w in self.w for xi in x), self.b).relu()"), never=("network.linear", "network.no bias")),
    wrong("the numbers of the weights", "detached", _neuron("return Value(sum(w.data * xi for w, xi in zip(self.w, x)) + self.b.data).relu()")),
    wrong("the numbers of the weights alone", "detached", _neuron("return sum((w.data * xi for w, xi in zip(self.w, x)), self.b).relu()")),
    wrong("the number of the bias", "detached", _neuron("return (sum(w * xi for w, xi in zip(self.w, x)) + self.b.data).relu()")),
    wrong("max of the number", "detached", _neuron("act = sum((w * xi for w, xi in zip(self.w, x)), self.b)\nreturn Value(max(0.0, act.data))")),
    wrong("a plain number", "network.not a value", _neuron("return max(0.0, sum(w.data * xi for w, xi in zip(self.w, x)) + self.b.data)")),
    wrong("a list", "network.not a value", _neuron("return [(w * xi + self.b).relu() for w, xi in zip(self.w, x)]")),
    wrong("max of a Value", ("forgot .data", "error.largest"), _neuron("act = sum((w * xi for w, xi in zip(self.w, x)), self.b)\nreturn max(0, act)"), RAISED),
    wrong("an if on a Value", "forgot .data", _neuron("act = sum((w * xi for w, xi in zip(self.w, x)), self.b)\nreturn act if act > 0 else act * 0"), RAISED),
    wrong("relu without brackets", "not called", _neuron(_CALL.replace("relu()", "relu")), REFUSED, also=("network.not a value",)),
    wrong("a function called relu", "error.no name", _neuron("return relu(sum((w * xi for w, xi in zip(self.w, x)), self.b))"), RAISED),
    wrong("a list times a list", None, _neuron("return (self.w * x + self.b).relu()"), RAISED),
    wrong("no plus for plain numbers", "sum from 0", _neuron("return (sum([w * xi for w, xi in zip(self.w, x)]) + self.b).relu()"), RAISED, before="del Value.__radd__\n", source="docs/misconceptions.md"),
    wrong("no return", "examine.nothing returned", _neuron(_CALL.replace("return ", "act = "))),
    wrong("without self", None, _neuron().replace("self.w = ", "w = self.w = ").replace("zip(self.w", "zip(w"), RAISED, also=("error.no name",)),
    wrong("parameters without the bias", "network.parameters", _neuron(parameters="return self.w")),
    wrong("parameters without the weights", "network.parameters", _neuron(parameters="return [self.b]")),
    wrong("a list in the list", "network.parameters", _neuron(parameters="return [self.w, self.b]")),
    wrong("the numbers of the parameters", "network.parameters", _neuron(parameters="return [p.data for p in self.w + [self.b]]")),
    wrong("copies of the parameters", "network.parameters", _neuron(parameters="return [Value(p.data) for p in self.w + [self.b]]")),
    wrong("how many parameters", "network.parameters", _neuron(parameters="return len(self.w) + 1")),
    wrong("append gives None", ("network.parameters",), _neuron(parameters="return self.w.append(self.b)"), note="and the bias becomes a weight"),
    wrong("+= the bias", None, _neuron(parameters="parameters = self.w\n        parameters += [self.b]\n        return parameters"), note="each call makes the list of weights longer"),
    wrong("no parameters()", "network.no parameters", _neuron().split("    def parameters")[0]),
    wrong("empty", None, "class MyNeuron:\n    def __init__(self, nin):\n        ...\n\n    def __call__(self, x):\n        ...\n\n    def parameters(self):\n        ...", NOT_ATTEMPTED),
    wrong_in_microgpt("always two weights", "ignores nin", _neuron(weights="self.w = [Value(0.3), Value(-0.2)]")),
    wrong_in_microgpt("no relu", "network.linear", _neuron("return sum((w * xi for w, xi in zip(self.w, x)), self.b)")),
    wrong_in_microgpt("the numbers of the weights", "detached", _neuron("return Value(sum(w.data * xi for w, xi in zip(self.w, x)) + self.b.data).relu()")),
    wrong_in_microgpt("max of a Value", ("forgot .data", "error.largest"), _neuron("act = sum((w * xi for w, xi in zip(self.w, x)), self.b)\nreturn max(0, act)"), RAISED),
    wrong("remembers its outputs", "network.old output", _neuron(call="known = self.__dict__.setdefault('known', {})\nif tuple(x) not in known:\n    known[tuple(x)] = sum((wi * xi for wi, xi in zip(self.w, x)), self.b).relu()\nreturn known[tuple(x)]")),
    wrong("uses its inputs up", "network.inputs changed", _neuron(call="act = self.b\nfor wi in self.w:\n    act = act + wi * x.pop(0)\nreturn act.relu()")),
    wrong("a property in the place of a method", "network.no parameters", _neuron().replace("    def parameters", "    @property\n    def parameters"), never=("network.parameters",)),
]  # fmt: skip
