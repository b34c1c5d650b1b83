"""Trainings for tests: with the engine's network, with classes of others, and as a page shows them."""

import random

import viz
from micrograd.engine import Value
from micrograd.moons import moons
from micrograd.nn import MLP


def network(*sizes, seed=7):
    return MLP(2, sizes, rng=random.Random(seed))


def gone_through(training, most=None):
    """Trains it as the lesson does; most: after so many steps the loop is left."""
    for step in training:
        if step == most:
            break
        step_of(training)
    return training


def step_of(training):
    scores = [training.model(point) for point in training.points]
    loss = sum((1 - label * score).relu() for label, score in zip(training.labels, scores)) / len(scores)
    training.model.zero_grad()
    loss.backward()
    for p in training.model.parameters():
        p.data -= training.rate * p.grad
    training.loss = loss


def moons_training(*sizes, steps=6, count=20, **options):
    return viz.training(network(*(sizes or (4, 3, 1))), *moons(count), steps=steps, **options)


class Tanh:
    """A network of a learner, whose neurons say nothing of their activation function."""

    class Neuron:
        def __init__(self, rng, inputs):
            self.w, self.b = [Value(rng.uniform(-1, 1)) for _ in range(inputs)], Value(rng.uniform(-1, 1))

        def __call__(self, x):
            return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).tanh()

    class Layer:
        def __init__(self, neurons):
            self.neurons = neurons

    def __init__(self, *sizes, seed=7):
        rng, inputs = random.Random(seed), (2, *sizes[:-1])
        self.layers = [self.Layer([self.Neuron(rng, n) for _ in range(size)]) for n, size in zip(inputs, sizes)]

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer.neurons]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer.neurons for p in (*neuron.w, neuron.b)]

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0


class Leaky(Tanh):
    """A network whose activation function is none that viz knows."""

    class Neuron(Tanh.Neuron):
        def __call__(self, x):
            total = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
            return total.relu() - (-total).relu() * 0.1


class Line:
    """A model without neurons: w1*x + w2*y + b."""

    def __init__(self):
        self.parts = [Value(0.5), Value(-1.0), Value(0.25)]

    def __call__(self, x):
        return self.parts[0] * x[0] + self.parts[1] * x[1] + self.parts[2]

    def parameters(self):
        return self.parts

    zero_grad = Tanh.zero_grad
