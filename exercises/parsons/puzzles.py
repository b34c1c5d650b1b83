"""The Parsons problems of the series: what each line does is said in the catalogues."""

from exercises.parsons.puzzle import Puzzle, TooMany
from exercises.words import Text

_OF_TWO_OPERANDS = {
    "other = other if isinstance(other, Value) else Value(other)": Text("arrange.makes a Value"),
    "def _backward():": Text("arrange.begins the rule"),
    "out._backward = _backward": Text("arrange.keeps the rule"),
    "return out": Text("arrange.returns the result"),
}

_ALL = (
    Puzzle(
        "add",
        {
            **_OF_TWO_OPERANDS,
            'out = Value(self.data + other.data, (self, other), "+")': Text("arrange.makes the sum"),
            "self.grad += 1.0 * out.grad": Text("arrange.add to self"),
            "other.grad += 1.0 * out.grad": Text("arrange.add to other"),
        },
        (
            TooMany("self.grad = 1.0 * out.grad", Text("arrange.add over self"), "self.grad += 1.0 * out.grad"),
            TooMany(
                "out = self.data + other.data",
                Text("arrange.makes a plain sum"),
                'out = Value(self.data + other.data, (self, other), "+")',
            ),
        ),
    ),
    Puzzle(
        "mul",
        {
            **_OF_TWO_OPERANDS,
            'out = Value(self.data * other.data, (self, other), "*")': Text("arrange.makes the product"),
            "self.grad += other.data * out.grad": Text("arrange.mul to self"),
            "other.grad += self.data * out.grad": Text("arrange.mul to other"),
        },
        (
            TooMany(
                "self.grad += self.data * out.grad",
                Text("arrange.mul own to self"),
                "self.grad += other.data * out.grad",
            ),
            TooMany(
                "other.grad += other.data * out.grad",
                Text("arrange.mul own to other"),
                "other.grad += self.data * out.grad",
            ),
        ),
    ),
    Puzzle(
        "relu",
        {
            'out = Value(self.data if self.data > 0 else 0.0, (self,), "ReLU")': Text("arrange.makes the gate"),
            "def _backward():": Text("arrange.begins the rule"),
            "slope = 1.0 if self.data > 0 else 0.0": Text("arrange.relu slope"),
            "self.grad += slope * out.grad": Text("arrange.relu to self"),
            "out._backward = _backward": Text("arrange.keeps the rule"),
            "return out": Text("arrange.returns the result"),
        },
        (
            TooMany(
                "slope = 1.0 if out.grad > 0 else 0.0",
                Text("arrange.relu by the gradient"),
                "slope = 1.0 if self.data > 0 else 0.0",
            ),
            TooMany("self.grad += out.grad", Text("arrange.relu passes"), "self.grad += slope * out.grad"),
        ),
    ),
    Puzzle(
        "backward",
        {
            "order, seen = [], set()": Text("arrange.begins the order"),
            "def visit(value):": Text("arrange.begins a visit"),
            "if value not in seen:": Text("arrange.asks whether seen"),
            "seen.add(value)": Text("arrange.notes as seen"),
            "for operand in value._prev:": Text("arrange.goes through operands"),
            "visit(operand)": Text("arrange.visits an operand"),
            "order.append(value)": Text("arrange.puts into the order"),
            "visit(self)": Text("arrange.visits the root"),
            "self.grad = 1.0": Text("arrange.seeds the root"),
            "for value in reversed(order):": Text("arrange.goes backwards"),
            "value._backward()": Text("arrange.calls the rule"),
        },
        (TooMany("for value in order:", Text("arrange.goes forwards"), "for value in reversed(order):"),),
        # What an earlier pass has left is what another exercise is about.
        left_out=("for value in order:", "if value._prev:", "value.grad = 0.0"),
    ),
    Puzzle(
        "training",
        {
            "for _ in range(100):": Text("arrange.begins the rounds"),
            "total = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))": Text("arrange.computes the loss"),
            "model.zero_grad()": Text("arrange.clears the gradients"),
            "total.backward()": Text("arrange.walks back"),
            "for p in model.parameters():": Text("arrange.goes through parameters"),
            "p.data -= 0.05 * p.grad": Text("arrange.steps down"),
        },
        (
            TooMany("p.data += 0.05 * p.grad", Text("arrange.steps up"), "p.data -= 0.05 * p.grad"),
            TooMany(
                "total = sum(model(x) - t for x, t in zip(inputs, targets))",
                Text("arrange.adds plain errors"),
                "total = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))",
            ),
        ),
    ),
)
PUZZLES = {puzzle.name: puzzle for puzzle in _ALL}
