"""Neural networks out of `Value`: a neuron, a layer of neurons, a multilayer perceptron, after karpathy's micrograd.

model = MLP(2, [16, 16, 1])       # 2 inputs, two hidden layers of 16 neurons, 1 output
score = model([1.0, -2.0])        # a Value; score.backward() gives every parameter its gradient
"""

import operator
import random
from collections.abc import Iterable, Mapping, Sequence, Set, Sized
from typing import Any, Protocol

from micrograd.arithmetic import real, shown
from micrograd.engine import Value


class Generator(Protocol):
    """What random weights come from, such as the `random` module or a `random.Random`."""

    def uniform(self, a: float, b: float) -> float: ...


class Module:
    """Something with parameters."""

    def zero_grad(self) -> None:
        """Set every parameter's grad to 0: gradients accumulate, so a training step begins with this."""
        for p in self.parameters():
            p.grad = 0.0

    def parameters(self) -> list[Value]:
        """The list of all trainable Values."""
        return []


class Neuron(Module):
    """w1*x1 + ... + wn*xn + b, then a ReLU where nonlin is true.

    Args:
        nin: the number of inputs.
        nonlin: whether a ReLU follows the sum.
        rng: where the initial weights come from, uniform in [-1, 1): the `random` module, or a generator of one's own
            (`random.Random(7)`), which leaves the global one alone.

    Raises:
        TypeError, ValueError: nin is no whole number, or below 1.
    """

    def __init__(self, nin: int, nonlin: bool = True, rng: Generator = random) -> None:
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(_size(nin, "inputs"))]
        self.b = Value(0)
        self.nonlin = nonlin

    def __call__(self, x: Sequence[Value | float]) -> Value:
        """The neuron's output Value for a sequence of nin numbers or Values.

        Raises:
            TypeError: x is no sequence, or something else than numbers and Values is in it.
            ValueError: it has another length.
        """
        _refuse_what_is_no_list_of(len(self.w), x)
        try:
            act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        except TypeError:
            _refuse_what_is_no_number(x)
            raise
        return act.relu() if self.nonlin else act

    def parameters(self) -> list[Value]:
        return self.w + [self.b]

    def __repr__(self) -> str:
        return f"{'ReLU' if self.nonlin else 'Linear'}Neuron({len(self.w)})"


class Layer(Module):
    """nout neurons side by side, all with the same nin inputs; further arguments go to each Neuron."""

    def __init__(self, nin: int, nout: int, **kwargs: Any) -> None:
        self.neurons = [Neuron(nin, **kwargs) for _ in range(_size(nout, "neurons"))]

    def outputs(self, x: Sequence[Value | float]) -> list[Value]:
        """The list of the neurons' outputs."""
        return [n(x) for n in self.neurons]

    def __call__(self, x: Sequence[Value | float]) -> Value | list[Value]:
        """The neurons' outputs: a list, or the one Value itself where there is one neuron."""
        return _one_or_all(self.outputs(x))

    def parameters(self) -> list[Value]:
        return [p for n in self.neurons for p in n.parameters()]

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(str(n) for n in self.neurons)}]"


class MLP(Module):
    """A multilayer perceptron: layers in a row, all but the last with ReLU.

    Args:
        nin: the number of inputs.
        nouts: the number of neurons of each layer.
        rng: as for Neuron.

    Raises:
        TypeError, ValueError: nouts is no sequence or empty; a size is no whole number, or below 1.
    """

    def __init__(self, nin: int, nouts: Sequence[int], rng: Generator = random) -> None:
        sizes = [nin, *_sizes(nouts)]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i != last, rng=rng) for i in range(len(nouts))]

    def __call__(self, x: Sequence[Value | float]) -> Value | list[Value]:
        """The network's output for a sequence of nin numbers or Values: a Value, or a list where it has several."""
        for layer in self.layers:
            x = layer.outputs(x)
        return _one_or_all(x)

    def parameters(self) -> list[Value]:
        return [p for layer in self.layers for p in layer.parameters()]

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(str(layer) for layer in self.layers)}]"


def _one_or_all(outputs: Any) -> Any:
    return outputs[0] if len(outputs) == 1 else outputs


# Sizes and inputs that are none.

_NO_LIST = (str, bytes, Mapping, Set)  # they have a length too, but not one number after the other


def _is_list(x: object) -> bool:
    if isinstance(x, (list, tuple)):
        return True
    goes_on = isinstance(x, Sized) and isinstance(x, Iterable) and not isinstance(x, _NO_LIST)
    return goes_on and getattr(x, "shape", None) != ()  # numpy's box for one number says that it had a length


def _size(number: Any, things: str) -> int:
    try:
        size = operator.index(number)
    except TypeError:
        raise TypeError(f"the number of {things} is a whole number from 1 up, not {shown(number)}") from None
    if size < 1:
        raise ValueError(f"the number of {things} is a whole number from 1 up, not {size}")
    return size


def _sizes(nouts: Any) -> Sequence[int]:
    if not _is_list(nouts):
        example = [nouts] if type(nouts) is int else [4, 1]
        raise TypeError(f"the sizes of the layers are a list, such as {example}, not {shown(nouts)}")
    if len(nouts) == 0:
        raise ValueError("the sizes of the layers are a list, such as [4, 1], and this list is empty")
    return nouts


def _refuse_what_is_no_list_of(count: int, x: Any) -> None:
    if not _is_list(x):
        example = f", even where there is one: [{x if type(x) in (int, float) else 'x'}]"
        raise TypeError(f"the inputs are a list{example if count == 1 else f' of {count} numbers'}, not {shown(x)}")
    if len(x) != count:
        _refuse_what_is_no_number(x)
        raise ValueError(f"this neuron takes {count} inputs, but was given {len(x)}")


def _refuse_what_is_no_number(x: Iterable[Any]) -> None:
    for each in x:
        if not _is_number(each) and not hasattr(each, "_prev"):  # that one is told as any operand of another class is
            hint = ": a network takes one example at a time" if _is_list(each) else ""
            raise TypeError(f"each input is a number or a Value, and this one is {shown(each)}{hint}") from None


def _is_number(x: object) -> bool:
    try:
        real(x)
    except TypeError:
        return False
    except OverflowError:  # a number, but too large
        pass
    return True
