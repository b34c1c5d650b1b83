"""Answers to the class `MLP`."""

from benchmarks.diagnosis.answer import CLOSURE, NOT_ATTEMPTED, REFUSED, answers_to

right, wrong = answers_to("mlp", CLOSURE)

_LAYERS = "self.layers = [Layer(sizes[i], sizes[i + 1]) for i in range(len(nouts))]"
_GATE = "for n in self.layers[-1].neurons:\n    n.nonlin = False"
_CALL = "for layer in self.layers:\n    x = layer(x)\nreturn x[0] if len(x) == 1 else x"
_PARAMETERS = "return [p for layer in self.layers for p in layer.parameters()]"
_ZERO = "for p in self.parameters():\n    p.grad = 0.0"


def _mlp(
    layers: str = _LAYERS, gate: str = _GATE, call: str = _CALL, parameters: str = _PARAMETERS, zero: str = _ZERO
) -> str:
    """A class whose methods have these lines."""
    bodies = "sizes = [nin] + nouts\n" + layers + "\n" + gate, call, parameters, zero
    heads = "__init__(self, nin, nouts)", "__call__(self, x)", "parameters(self)", "zero_grad(self)"
    methods = (
        f"    def {head}:\n        " + body.strip().replace("\n", "\n        ") for head, body in zip(heads, bodies)
    )
    return "class MLP:\n" + "\n\n".join(methods) + "\n"


ANSWERS = [
    right("as in the lesson", _mlp()),
    right("a loop over sizes", _mlp("self.layers = []\nbefore = nin\nfor nout in nouts:\n    self.layers.append(Layer(before, nout))\n    before = nout")),
    right("zip of sizes", _mlp("self.layers = [Layer(a, b) for a, b in zip(sizes, nouts)]")),
    right("sum of lists", _mlp(parameters="return sum((layer.parameters() for layer in self.layers), [])")),
    right("gates by index", _mlp(gate="for i, layer in enumerate(self.layers):\n    for n in layer.neurons:\n        n.nonlin = i < len(nouts) - 1")),
    right("another name for what goes through", _mlp(call="out = x\nfor layer in self.layers:\n    out = layer(out)\nif len(out) == 1:\n    return out[0]\nreturn out")),
    wrong("a gate on the last layer", "network.last gate", _mlp(gate="")),
    wrong("no gate at all", "network.no gate", _mlp(gate="for layer in self.layers:\n    for n in layer.neurons:\n        n.nonlin = False")),
    wrong("the gate of the first layer left out", "network.mlp output", _mlp(gate="for n in self.layers[0].neurons:\n    n.nonlin = False")),
    wrong("the inputs go to every layer", None, _mlp(call="for layer in self.layers:\n    out = layer(x)\nreturn out[0] if len(out) == 1 else out"), REFUSED),
    wrong("only the first layer", None, _mlp(call="out = self.layers[0](x)\nreturn out[0] if len(out) == 1 else out"), REFUSED),
    wrong("a list with one Value", "network.one value", _mlp(call="for layer in self.layers:\n    x = layer(x)\nreturn x")),
    wrong("only the first output", "network.mlp outputs", _mlp(call="for layer in self.layers:\n    x = layer(x)\nreturn x[0]")),
    wrong("no return", "examine.nothing returned", _mlp(call="for layer in self.layers:\n    x = layer(x)")),
    wrong("return in the loop", None, _mlp(call="for layer in self.layers:\n    return layer(x)"), REFUSED),
    wrong("only the parameters of the last layer", "network.parameters", _mlp(parameters="return self.layers[-1].parameters()")),
    wrong("lists in the list", "network.parameters", _mlp(parameters="return [layer.parameters() for layer in self.layers]")),
    wrong("each parameter twice", "network.parameters again", _mlp(parameters=_PARAMETERS + " * 2")),
    wrong("layers without a name", "network.no layers", _mlp(_LAYERS.replace("layers", "steps"), _GATE.replace("layers", "steps"), _CALL.replace("layers", "steps"), _PARAMETERS.replace("self.layers", "self.steps"))),
    wrong("no zero_grad", "network.no zero_grad", _mlp().partition("    def zero_grad")[0]),
    wrong("zero_grad without the gradients", "network.not zero", _mlp(zero="for p in self.parameters():\n    p.data = 0.0")),
    wrong("zero_grad that forgets what was learned", "network.not zero", _mlp(zero="for p in self.parameters():\n    p.grad = 0.0\n    p.data = p.data * 0.5")),
    wrong("zero_grad of the last layer only", "network.not zero", _mlp(zero="for p in self.layers[-1].parameters():\n    p.grad = 0.0")),
    wrong("cut off between the layers", None, _mlp(call="for layer in self.layers:\n    x = [Value(out.data) for out in layer(x)]\nreturn x[0] if len(x) == 1 else x"), also=("detached", "network.mlp gradients")),
    wrong("cut off before the last layer", "network.mlp gradients", _mlp(call="for layer in self.layers[:-1]:\n    x = [Value(out.data) for out in layer(x)]\nx = self.layers[-1](x)\nreturn x[0] if len(x) == 1 else x"), also=("detached",)),
    wrong("sizes exchanged", None, _mlp("self.layers = [Layer(sizes[i + 1], sizes[i]) for i in range(len(nouts))]"), REFUSED),
    wrong("nouts without nin", None, _mlp("self.layers = [Layer(nouts[i], nouts[i + 1]) for i in range(len(nouts) - 1)]"), REFUSED),
    wrong("no self.", "error.no attribute", _mlp(_LAYERS.replace("self.", ""), ""), REFUSED),
    wrong("empty", None, "class MLP:\n    def __init__(self, nin, nouts):\n        ...\n\n    def __call__(self, x):\n        ...", NOT_ATTEMPTED),
]  # fmt: skip
