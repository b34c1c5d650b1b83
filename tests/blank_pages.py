"""The blank page as a learner fills it in: cells that are run one after the other, whose lines Python finds."""

import linecache
from itertools import count

from exercises import check, keepsake, moons
from exercises.closure_engine import source_after
from exercises.topics import EXERCISES

ENGINE = source_after(6).replace("_backward():", "back():").replace("= _backward", "= back")  # in somebody's own words
NETWORK = "import random\n\n" + "\n\n".join(EXERCISES[name].solution for name in ("neuron", "layer", "mlp"))
LOOP = """for step in training:
    scores = [training.model(point) for point in training.points]
    total = sum((1 - label * score).relu() for score, label in zip(scores, training.labels)) / len(scores)
    training.model.zero_grad()
    total.backward()
    for p in training.model.parameters():
        p.data -= training.rate * p.grad
    training.loss = total
    if step == 40:
        break"""
QUICK_ENGINE = """class Value:
    def __init__(self, data, _children=(), _op="", label="", slopes=()):
        self.data, self.grad, self.label = data, 0.0, label
        self._prev, self._op, self._slopes = tuple(_children), _op, slopes
        self._backward = self._hand_back

    def _hand_back(self):
        for value, slope in zip(self._prev, self._slopes):
            value.grad += slope * self.grad

    def __repr__(self):
        return f"Value({self.data})"

    def __add__(self, other):
        other = _lifted(other)
        return Value(self.data + other.data, (self, other), "+", slopes=(1.0, 1.0))

    def __mul__(self, other):
        other = _lifted(other)
        return Value(self.data * other.data, (self, other), "*", slopes=(other.data, self.data))

    def __pow__(self, n):
        return Value(self.data**n, (self,), f"**{n}", slopes=(n * self.data ** (n - 1),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __truediv__(self, other):
        return self * other**-1

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self**-1 * other

    __radd__, __rmul__ = __add__, __mul__

    def relu(self):
        is_open = self.data > 0
        return Value(self.data if is_open else 0.0, (self,), "ReLU", slopes=(float(is_open),))

    def backward(self):
        order, seen = [], set()

        def visit(value):
            seen.add(value)
            for each in value._prev:
                if each not in seen:
                    visit(each)
            order.append(value)

        visit(self)
        for value in order:
            value.grad = 0.0 if value._prev else value.grad
        self.grad = 1.0
        for value in reversed(order):
            value._hand_back()


def _lifted(x):
    return x if isinstance(x, Value) else Value(x)"""
_cells = count(1)


class BlankPage:
    """A notebook with what the first cell of the blank page imports."""

    def __init__(self, *cells):
        self.space = {"__name__": "__main__", "check": check, "moons": moons, "keepsake": keepsake}
        for cell in cells:
            self.run(cell)

    def run(self, cell):
        """Runs a cell, and gives the value of its last line, where that is an expression."""
        name = f"<cell of a blank page {next(_cells)}>"
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        *lines, last = cell.split("\n")
        if not last.startswith(("check.", "moons(", "keepsake(")):
            lines, last = cell.split("\n"), "None"
        exec(compile("\n".join(lines), name, "exec"), self.space)
        return eval(last, self.space)

    def engine(self, text=ENGINE):
        """What the check says of a class."""
        return self.run(f"{text}\n\ncheck.engine(Value)")

    def network(self, text=NETWORK):
        return self.run(f"{text}\n\ncheck.network(Neuron, Layer, MLP)")
