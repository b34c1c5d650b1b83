"""Neural networks out of `Value`: a neuron, a layer of neurons, a multilayer perceptron, after karpathy's micrograd.

model = MLP(2, [16, 16, 1])       # 2 inputs, two hidden layers of 16 neurons, 1 output
score = model([1.0, -2.0])        # a Value; score.backward() gives every parameter its gradient
"""

import random

from micrograd.engine import Value


class Module:
    """Something with parameters."""

    def zero_grad(self):
        """Set every parameter's grad to 0: gradients accumulate, so a training step begins with this."""
        for p in self.parameters():
            p.grad = 0.0

    def parameters(self):
        """The list of all trainable Values."""
        return []


class Neuron(Module):
    """w1*x1 + ... + wn*xn + b, then a ReLU where nonlin is true.

    Args:
        nin: the number of inputs.
        nonlin: whether a ReLU follows the sum.
        rng: where the initial weights come from, uniform in [-1, 1): the `random` module, or a generator of one's own
            (`random.Random(7)`), which leaves the global one alone.
    """

    def __init__(self, nin, nonlin=True, rng=random):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0)
        self.nonlin = nonlin

    def __call__(self, x):
        """The neuron's output Value for a sequence of nin numbers or Values; ValueError for any other length."""
        if len(x) != len(self.w):
            raise ValueError(f"this neuron takes {len(self.w)} inputs, but was given {len(x)}")
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu() if self.nonlin else act

    def parameters(self):
        return self.w + [self.b]

    def __repr__(self):
        return f"{'ReLU' if self.nonlin else 'Linear'}Neuron({len(self.w)})"


class Layer(Module):
    """nout neurons side by side, all with the same nin inputs; further arguments go to each Neuron."""

    def __init__(self, nin, nout, **kwargs):
        self.neurons = [Neuron(nin, **kwargs) for _ in range(nout)]

    def outputs(self, x):
        """The list of the neurons' outputs."""
        return [n(x) for n in self.neurons]

    def __call__(self, x):
        """The neurons' outputs: a list, or the one Value itself where there is one neuron."""
        return _one_or_all(self.outputs(x))

    def parameters(self):
        return [p for n in self.neurons for p in n.parameters()]

    def __repr__(self):
        return f"Layer of [{', '.join(str(n) for n in self.neurons)}]"


class MLP(Module):
    """A multilayer perceptron: layers in a row, all but the last with ReLU.

    Args:
        nin: the number of inputs.
        nouts: the number of neurons of each layer.
        rng: as for Neuron.
    """

    def __init__(self, nin, nouts, rng=random):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i != last, rng=rng) for i in range(len(nouts))]

    def __call__(self, x):
        """The network's output for a sequence of nin numbers or Values: a Value, or a list where it has several."""
        for layer in self.layers:
            x = layer.outputs(x)
        return _one_or_all(x)

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

    def __repr__(self):
        return f"MLP of [{', '.join(str(layer) for layer in self.layers)}]"


def _one_or_all(outputs):
    return outputs[0] if len(outputs) == 1 else outputs
