"""Right answers to every exercise, each in the series' own words and in others that learners find."""

from dataclasses import dataclass

from exercises.closure_engine import source_after
from exercises.topics import EXERCISES
from misconceptions import METHODS, RIGHT, defined


@dataclass(frozen=True)
class Answer:
    """A right answer.

    Attributes:
        exercise: the name of the exercise.
        style: in which words it is written.
        code: methods of Value, or a function or class.
        asked: the names of the functions that the exercise asks for; None where all of the code is.
    """

    exercise: str
    style: str
    code: str
    asked: tuple[str, ...] | None = None

    @property
    def name(self):
        return f"{self.exercise}, {self.style}"


def thing_of(exercise, code):
    """What the check of an exercise is given for that code."""
    return defined(code, methods=exercise in METHODS)


_OPERATORS = ("__neg__", "__sub__", "__truediv__", "__radd__", "__rsub__", "__rmul__", "__rtruediv__")
_OF_THE_SEED, _WITH_LOCAL_SLOPES = RIGHT["the seed's class, parents in a set"], RIGHT["local tuples and one loop"]

ANSWERS = [
    *(Answer(name, "the solution", exercise.solution) for name, exercise in EXERCISES.items() if name != "value"),
    Answer("value", "the solution", source_after(1)),
    *(
        Answer(name, style, code, asked)
        for style, code in (("the seed's class", _OF_THE_SEED), ("local slopes", _WITH_LOCAL_SLOPES))
        for name, asked in {
            "add": ("__add__",),
            "mul": ("__mul__",),
            "pow": ("__pow__",),
            "relu": ("relu",),
            "operators": _OPERATORS,
            "backward": ("backward",),
        }.items()
    ),
    Answer("backward", "without recursion", RIGHT["an order without recursion"], ("backward",)),
    Answer("backward", "Kahn's order", RIGHT["Kahn's order"], ("backward",)),
    Answer("backward_twice", "local slopes", _WITH_LOCAL_SLOPES, ("backward",)),
    Answer("local_slopes", "a list", _WITH_LOCAL_SLOPES, ("__init__", "wrap", "__add__", "__mul__", "backward")),
    Answer("slope", "h as a default", "def slope(f, x, h=1e-06):\n    rise = f(x + h) - f(x)\n    return rise / h"),
    Answer("slope", "both sides", "def slope(f, x):\n    h = 0.001\n    return (f(x + h) - f(x - h)) / (2 * h)"),
    Answer(
        "central_difference",
        "in steps",
        """def central_difference(f, x):
    h = 1e-6
    above, below = f(x + h), f(x - h)
    width = (x + h) - (x - h)
    return (above - below) / width""",
    ),
    Answer(
        "value",
        "the seed's class",
        """class Value:
    def __init__(self, data, _children=(), _op=''):
        self.data = data
        self.grad = 0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op

    def __repr__(self):
        return f'Value(data={self.data}, grad={self.grad})'""",
    ),
    Answer(
        "add",
        "rules as lambdas",
        """def __add__(self, other):
    if not isinstance(other, Value):
        other = Value(other)
    total = Value(self.data + other.data, [self, other], "+")
    def give():
        for operand in (self, other):
            operand.grad = operand.grad + total.grad
    total._backward = lambda: give()
    return total""",
    ),
    Answer(
        "add3",
        "a loop",
        """def add3(x, y, z):
    operands = (x, y, z)
    out = Value(sum(v.data for v in operands), operands, "+")
    def _backward():
        for v in operands:
            v.grad += out.grad
    out._backward = _backward
    return out""",
    ),
    Answer(
        "mul",
        "numbers kept",
        """def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    x, y = self.data, other.data
    out = Value(x * y, (self, other), "*")
    def _backward():
        self.grad = self.grad + out.grad * y
        other.grad = other.grad + out.grad * x
    out._backward = _backward
    return out""",
    ),
    Answer(
        "relu",
        "a gate",
        """def relu(self):
    out = Value(max(0.0, self.data), (self,), "ReLU")
    def _backward():
        if self.data > 0:
            self.grad += out.grad
    out._backward = _backward
    return out""",
    ),
    Answer(
        "operators",
        "made anew",
        """def __neg__(self):
    return -1 * self

def __sub__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data - other.data, (self, other), "-")
    def _backward():
        self.grad += out.grad
        other.grad -= out.grad
    out._backward = _backward
    return out

def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return self * other**-1

def __radd__(self, other):
    return Value(other) + self

def __rsub__(self, other):
    return Value(other) - self

def __rmul__(self, other):
    return Value(other) * self

def __rtruediv__(self, other):
    return Value(other) / self""",
    ),
    Answer(
        "topological_order",
        "without recursion",
        """def topological_order(root):
    order, waiting = [], [(root, False)]
    while waiting:
        value, done = waiting.pop()
        if done:
            order.append(value)
        elif value not in order:
            waiting.append((value, True))
            for operand in value._prev:
                waiting.append((operand, False))
    return order""",
    ),
    Answer(
        "topological_order",
        "returned by each call",
        """def topological_order(root):
    found = []
    for operand in root._prev:
        found += [v for v in topological_order(operand) if v not in found]
    return found + [root]""",
    ),
    Answer(
        "zero_grad",
        "recursion",
        """def zero_grad(root):
    root.grad = 0.0
    for operand in root._prev:
        zero_grad(operand)""",
    ),
    Answer(
        "gradient_check",
        "one by one",
        """def gradient_check(Value, f, numbers, h=1e-5):
    leaves = [Value(x) for x in numbers]
    out = f(*leaves)
    out.backward()
    good = True
    for k in range(len(numbers)):
        moved = list(numbers)
        moved[k] = numbers[k] + h
        above = f(*[Value(x) for x in moved]).data
        slope = (above - out.data) / h
        if abs(slope - leaves[k].grad) > 0.01:
            good = False
    return good""",
    ),
    Answer(
        "neuron",
        "in steps",
        """class Neuron:
    def __init__(self, nin):
        self.w = []
        for _ in range(nin):
            self.w.append(Value(random.uniform(-1, 1)))
        self.b = Value(0)

    def __call__(self, x):
        total = self.b
        for k in range(len(x)):
            total = total + self.w[k] * x[k]
        return total.relu()

    def parameters(self):
        return [*self.w, self.b]""",
    ),
    Answer(
        "layer",
        "in steps",
        """class Layer:
    def __init__(self, nin, nout):
        self.neurons = []
        for _ in range(nout):
            self.neurons.append(Neuron(nin))

    def __call__(self, x):
        outputs = []
        for neuron in self.neurons:
            outputs.append(neuron(x))
        return outputs

    def parameters(self):
        found = []
        for neuron in self.neurons:
            found.extend(neuron.parameters())
        return found""",
    ),
    Answer(
        "loss",
        "the mean",
        """def loss(predictions, targets):
    total = 0
    for p, t in zip(predictions, targets):
        error = p - t
        total = total + error * error
    return total / len(targets)""",
    ),
    Answer(
        "gradient_step",
        "by number",
        """def gradient_step(parameters, rate):
    for k in range(len(parameters)):
        p = parameters[k]
        p.data = p.data - rate * p.grad""",
    ),
    Answer(
        "training",
        "zeroed by hand",
        """def train(model, inputs, targets, rate=0.02):
    for step in range(200):
        loss = 0
        for x, t in zip(inputs, targets):
            error = model(x) - t
            loss = loss + error ** 2
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        for p in model.parameters():
            p.data = p.data - rate * p.grad""",
    ),
    Answer(
        "tanh",
        "by exp",
        """def tanh(self):
    e = math.exp(-2 * abs(self.data))
    t = (1 - e) / (1 + e)
    if self.data < 0:
        t = -t
    out = Value(t, (self,), "tanh")
    def _backward():
        self.grad += out.grad * (1 - t * t)
    out._backward = _backward
    return out""",
    ),
    Answer(
        "exp",
        "computed again",
        """def exp(self):
    out = Value(math.exp(self.data), (self,), "exp")
    def _backward():
        self.grad += math.exp(self.data) * out.grad
    out._backward = _backward
    return out""",
    ),
]
