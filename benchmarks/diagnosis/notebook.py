"""The notebook of a learner: what stands above the cell of an exercise, and what that cell gives to the check."""

import itertools
import linecache

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, Answer
from exercises.closure_engine import source_after, source_of
from exercises.topics import EXERCISES

_COUNT = itertools.count(1)

METHODS = {  # exercise: what its cell hangs into Value
    "add": ("__add__",),
    "mul": ("__mul__",),
    "pow": ("__pow__",),
    "operators": ("__neg__", "__sub__", "__truediv__", "__radd__", "__rmul__", "__rsub__", "__rtruediv__"),
    "relu": ("relu",),
    "backward": ("backward",),
    "backward_twice": ("backward",),
    "tanh": ("tanh",),
    "exp": ("exp",),
    "log": ("log",),
    "gelu": ("gelu",),
}
NAMES = {"training": "train", "local_slopes": "Value"}  # what the cell defines, where it is not called as the exercise
NAMES |= dict.fromkeys(METHODS, "Value")

_SLOPES_KEPT = '''
class Value:
    """A number with the numbers it came from, and how it moves with each of them."""

    __slots__ = ("data", "grad", "_children", "_local_grads")

    def __init__(self, data, children=(), local_grads=()):
        self.data = data
        self.grad = 0
        self._children = children
        self._local_grads = local_grads

    def __repr__(self):
        return f"Value({self.data})"

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def relu(self):
        return Value(max(0, self.data), (self,), (float(self.data > 0),))

    def exp(self):
        return Value(math.exp(self.data), (self,), (math.exp(self.data),))

    def tanh(self):
        return Value(math.tanh(self.data), (self,), (1 - math.tanh(self.data) ** 2,))

    def __neg__(self): return self * -1
    def __radd__(self, other): return self + other
    def __sub__(self, other): return self + (-other)
    def __rsub__(self, other): return other + (-self)
    def __rmul__(self, other): return self * other
    def __truediv__(self, other): return self * other**-1
    def __rtruediv__(self, other): return other * self**-1

    def backward(self):
        order, visited = [], set()

        def visit(value):
            if value not in visited:
                visited.add(value)
                for child in value._children:
                    visit(child)
                order.append(value)

        visit(self)
        self.grad = 1
        for value in reversed(order):
            for child, local_grad in zip(value._children, value._local_grads):
                child.grad += local_grad * value.grad
'''


def handed_in(answer: Answer):
    """What the check of an answer is given, after the notebook above it and its cell have run."""
    space = {"__name__": "__main__"}
    for source in (_above(answer), answer.before, answer.code):
        _run(source, space)
    for method in METHODS.get(answer.exercise, ()):
        if method in space:
            setattr(space["Value"], method, space[method])
    return _last_class(answer.code, space) or space[NAMES.get(answer.exercise, answer.exercise)]


def _last_class(code, space):
    """The class that a cell writes for an exercise that asks for one, whatever it is called."""
    names = [line.split()[1].split("(")[0].rstrip(":") for line in code.splitlines() if line.startswith("class ")]
    asked = [name for name in names if name.lower().removeprefix("my") in ("value", "neuron", "layer", "mlp")]
    return space[asked[-1]] if asked else None


def _run(source, space):
    """Run a cell as a notebook does: under a name of its own, with its lines at hand for tracebacks."""
    name = f"<cell {next(_COUNT)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    exec(compile(source, name, "exec"), space)


def _above(answer: Answer) -> str:
    """The cells above that of an exercise, as far as they matter for it."""
    imports = "import math\nimport random\n"
    if answer.style == MICROGPT:
        return imports + _SLOPES_KEPT
    lesson = EXERCISES[answer.exercise].lesson
    if lesson < 2:
        return imports
    known = imports + source_after(lesson - 1 if answer.style == CLOSURE else 6)
    if answer.exercise == "operators":
        known += f"\n\n{source_of('__pow__')}\n\nValue.__pow__ = __pow__"
    made_of = {"layer": ("neuron",), "mlp": ("neuron", "layer")}.get(answer.exercise, ())
    return "\n\n".join([known, *(EXERCISES[name].solution for name in made_of)])
