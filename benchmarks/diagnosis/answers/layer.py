"""Answers to the class `Layer`."""

from benchmarks.diagnosis.answer import CLOSURE, NOT_ATTEMPTED, RAISED, REFUSED, answers_to

right, wrong = answers_to("layer", CLOSURE)

_NEURONS = "self.neurons = [Neuron(nin) for _ in range(nout)]"
_CALL = "return [n(x) for n in self.neurons]"
_PARAMETERS = "return [p for n in self.neurons for p in n.parameters()]"


def _layer(call: str = _CALL, neurons: str = _NEURONS, parameters: str = _PARAMETERS) -> str:
    """A class whose methods have these lines."""
    neurons, call, parameters = (lines.replace("\n", "\n        ") for lines in (neurons, call, parameters))
    return (
        f"class MyLayer:\n    def __init__(self, nin, nout):\n        {neurons}\n\n"
        f"    def __call__(self, x):\n        {call}\n\n    def parameters(self):\n        {parameters}\n"
    )


ANSWERS = [
    right("as in the lesson", _layer()),
    right("loops and append", _layer("outs = []\nfor neuron in self.neurons:\n    outs.append(neuron(x))\nreturn outs", "self.neurons = []\nfor i in range(nout):\n    self.neurons.append(Neuron(nin))", "parameters = []\nfor neuron in self.neurons:\n    parameters.extend(neuron.parameters())\nreturn parameters")),
    right("sum of lists", _layer(parameters="return sum((n.parameters() for n in self.neurons), [])")),
    right("map", _layer("return list(map(lambda n: n(x), self.neurons))")),
    right("a tuple of outputs", _layer("return tuple(n(x) for n in self.neurons)")),
    right("chain", "from itertools import chain\n\n" + _layer(parameters="return list(chain.from_iterable(n.parameters() for n in self.neurons))")),
    right("weights of its own", "class MyLayer:\n    def __init__(self, nin, nout):\n        self.w = [[Value(random.uniform(-1, 1)) for _ in range(nin)] for _ in range(nout)]\n        self.b = [Value(0.0) for _ in range(nout)]\n\n    def __call__(self, x):\n        return [sum((w * xi for w, xi in zip(row, x)), b).relu() for row, b in zip(self.w, self.b)]\n\n    def parameters(self):\n        return [w for row in self.w for w in row] + self.b"),
    right("a dict of neurons", _layer("return [self.neurons[i](x) for i in sorted(self.neurons)]", "self.neurons = {i: Neuron(nin) for i in range(nout)}", "return [p for n in self.neurons.values() for p in n.parameters()]")),
    right("closures that are bound", _layer("return [call() for call in [lambda n=n: n(x) for n in self.neurons]]")),
    wrong("one neuron again and again", "network.one neuron", _layer(neurons="self.neurons = [Neuron(nin)] * nout"), source="lesson 7"),
    wrong("one neuron, by a name", "network.one neuron", _layer(neurons="n = Neuron(nin)\nself.neurons = [n for _ in range(nout)]")),
    wrong("only the first is called", None, _layer("return [self.neurons[0](x) for _ in self.neurons]"), note="there are three neurons, and one of them gives all outputs", never=("mistake.late binding", "network.one neuron")),
    wrong("closures of a loop", "late binding", _layer("return [call(x) for call in self.calls]", _NEURONS + "\nself.calls = []\nfor n in self.neurons:\n    self.calls.append(lambda x: n(x))"), source="docs/misconceptions.md"),
    wrong("nin and nout exchanged", None, _layer(neurons="self.neurons = [Neuron(nout) for _ in range(nin)]"), REFUSED, source="reported"),
    wrong("nin and nout exchanged, with the project's neuron", None, "from micrograd.nn import Neuron\n\n" + _layer(neurons="self.neurons = [Neuron(nout) for _ in range(nin)]"), REFUSED, source="reported"),
    wrong("nout inputs", None, _layer(neurons="self.neurons = [Neuron(nout) for _ in range(nout)]"), REFUSED, also=("ignores nin",)),
    wrong("nin neurons", "network.outputs", _layer(neurons="self.neurons = [Neuron(nin) for _ in range(nin)]")),
    wrong("always three neurons", None, _layer(neurons="self.neurons = [Neuron(nin) for _ in range(3)]"), note="right for the visible example"),
    wrong("always two inputs", "ignores nin", _layer(neurons="self.neurons = [Neuron(2) for _ in range(nout)]"), note="right for the visible example"),
    wrong("written out for three", None, _layer("a, b, c = self.neurons\nreturn [a(x), b(x), c(x)]"), outcome="refused", note="right for the visible example"),
    wrong("one neuron", "network.outputs", _layer("return self.neurons(x)", "self.neurons = Neuron(nin)", "return self.neurons.parameters()")),
    wrong("the sum of the outputs", "network.outputs", _layer("return sum(n(x) for n in self.neurons)")),
    wrong("return in the loop", "network.outputs", _layer("for n in self.neurons:\n    return n(x)")),
    wrong("only the last", "network.outputs", _layer("for n in self.neurons:\n    out = n(x)\nreturn out")),
    wrong("a generator", "network.outputs", _layer("return (n(x) for n in self.neurons)")),
    wrong("a map that is not gone through", "network.outputs", _layer("return map(lambda n: n(x), self.neurons)")),
    wrong("the neurons themselves", "network.outputs", _layer("return self.neurons")),
    wrong("the numbers", "network.outputs", _layer("return [n(x).data for n in self.neurons]")),
    wrong("copies of the outputs", "detached", _layer("return [Value(n(x).data) for n in self.neurons]")),
    wrong("a row of neurons", None, _layer("for n in self.neurons:\n    x = [n(x)] * len(x)\nreturn [x[0]] * len(self.neurons)"), REFUSED, also=("network.one neuron",), never=("mistake.late binding",)),
    wrong("new neurons in each call", None, _layer("self.neurons = [Neuron(len(x)) for _ in self.neurons]\nreturn [n(x) for n in self.neurons]"), note="what was learned is thrown away", never=("mistake.late binding", "mistake.detached")),
    wrong("new neurons in the outputs", None, _layer("return [Neuron(len(x))(x) for _ in self.neurons]"), also=("detached",), note="its parameters are never used"),
    wrong("one layer for all", None, "kept = []\n\n" + _layer(neurons="while len(kept) < nout:\n    kept.append(Neuron(nin))\nself.neurons = kept[:nout]"), note="a second layer has the neurons of the first"),
    wrong("an input for each neuron", None, _layer("return [n([xi]) for n, xi in zip(self.neurons, x)]"), REFUSED),
    wrong("x is used up", None, _layer("x = iter(x)\nreturn [n(x) for n in self.neurons]"), note="only the first neuron sees the inputs"),
    wrong("lists in the list", "network.parameters", _layer(parameters="return [n.parameters() for n in self.neurons]")),
    wrong("only the first neuron's parameters", "network.parameters", _layer(parameters="return self.neurons[0].parameters()")),
    wrong("return in the loop of the parameters", "network.parameters", _layer(parameters="for n in self.neurons:\n    return n.parameters()")),
    wrong("without the biases", "network.parameters", _layer(parameters="return [w for n in self.neurons for w in n.w]")),
    wrong("parameters not called", ("network.parameters", "not called", "error.not called"), _layer(parameters="return [p for n in self.neurons for p in n.parameters]"), REFUSED),
    wrong("extend gives None", "error.in place only", _layer(parameters="parameters = []\nfor n in self.neurons:\n    parameters = parameters.extend(n.parameters())\nreturn parameters"), REFUSED),
    wrong("copies of the parameters", None, _layer(parameters="return [Value(p.data) for n in self.neurons for p in n.parameters()]"), also=("network.parameters", "detached"), never=("mistake.detached",), note="the outputs are right; it is the list that has copies"),
    wrong("each parameter twice", "network.parameters again", _layer(parameters="return [p for n in self.neurons for p in n.parameters()] * 2")),
    wrong("no self.", "error.no attribute", _layer(neurons=_NEURONS.replace("self.", "")), RAISED),
    wrong("no return", "examine.nothing returned", _layer(_CALL.replace("return ", "outs = "))),
    wrong("a plus of lists", None, _layer(parameters="return sum(n.parameters() for n in self.neurons)"), RAISED, note="0 + [...]", never=("error.sum from 0", "error.unknown operation")),
    wrong("empty", None, "class MyLayer:\n    def __init__(self, nin, nout):\n        ...\n\n    def __call__(self, x):\n        ...\n\n    def parameters(self):\n        ...", NOT_ATTEMPTED),
    wrong("copies of one neuron", "network.layer alike", "import copy\n\n" + _layer(neurons="first = Neuron(nin)\nself.neurons = [copy.deepcopy(first) for _ in range(nout)]"), note="they never part"),
    wrong("the same seed for each", "network.layer alike", _layer(neurons="self.neurons = []\nfor _ in range(nout):\n    random.seed(1)\n    self.neurons.append(Neuron(nin))")),
    wrong("one bias for all", "network.parameters again", _layer(neurons=_NEURONS + "\nfor n in self.neurons:\n    n.b = self.neurons[0].b"), never=("network.parameters",)),
]  # fmt: skip
