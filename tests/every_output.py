"""One of every kind of output that a notebook shows."""

import random

import viz
from exercises import check, hint, kept_answers, predict, progress, solution
from exercises.topics import CHOICES, PREDICTIONS
from exercises.truth import truth
from micrograd.engine import Value
from micrograd.nn import MLP
from players import diamond, doubled
from trainings import gone_through, moons_training


class OneOperand(Value):
    """A Value with a product that forgets its second operand."""

    def __mul__(self, other):
        out = OneOperand(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad

        out._backward = _backward
        return out


def large():
    """A graph that is drawn folded."""
    return MLP(2, [8, 8, 1], rng=random.Random(1))([Value(1.0), Value(-2.0)])


def backward(root):
    root.backward()
    return root


def step_of_network():
    model = MLP(2, [4, 4, 1], rng=random.Random(3))
    backward(model([Value(1.0), Value(-2.0)]))
    return viz.network(model, rate=0.1)


def kept():
    """The output below a question that keeps the answer."""
    asked = getattr(predict, next(iter(PREDICTIONS)))._asked
    return kept_answers.Memory(asked, is_settled=True, given=truth(asked)).to_html()


def watched():
    """What `viz.watch` shows in the end."""
    view = viz.outputs.watcher._View(
        3, [lambda: viz.draw(Value(2.0)), lambda: viz.network(MLP(2, [4, 1], rng=random.Random(3)))]
    )
    return view._bundle(2, stopped=False)["text/html"]


EVERY = {
    "picture": lambda: viz.draw(backward(diamond()), slopes=True),
    "player": lambda: viz.animate(diamond()),
    "small player": lambda: viz.animate(doubled()),
    "recording": lambda: viz.record(diamond()),
    "explorer": lambda: viz.explore(lambda a, b: (a * b + a).relu(), a=Value(2.0), b=Value(-3.0)),
    "overview": lambda: viz.draw(large()),
    "network": lambda: viz.network(MLP(2, [4, 4, 1], rng=random.Random(3))),
    "neuron": lambda: viz.network(MLP(2, [4, 1], rng=random.Random(3))),
    "step": step_of_network,
    "slope": lambda: viz.slope(lambda x: x**3 - 2 * x, 1.0),
    "training": lambda: gone_through(moons_training()),
    "plot": lambda: viz.plots.loss_curve([3.0, 2.0, 1.5, 1.2]),
    "watch": watched,
    "check": lambda: check.mul(OneOperand),
    "hint": lambda: (hint.mul(), hint.mul())[1],
    "solution": lambda: (solution.mul(), solution.mul())[1],
    "question": lambda: getattr(predict, next(iter(PREDICTIONS))),
    "choice": lambda: getattr(predict, next(iter(CHOICES))),
    "kept answer": kept,
    "progress": progress,
}  # fmt: skip


def htmls(language):
    """{name: the HTML of the output, in a language}; the language is in force afterwards."""
    viz.language(language)
    made = {name: make() for name, make in EVERY.items()}
    return {name: each if isinstance(each, str) else each.to_html() for name, each in made.items()}
