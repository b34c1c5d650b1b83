"""A language model of microgpt's size, for any engine: one layer, four heads, 16 numbers for each letter, 4,160
parameters.

It reads first names letter by letter and learns which letter comes next. A step trains on one name, by Adam.
"""

import random

NAMES = [
    "ada",
    "amelie",
    "anya",
    "bela",
    "boris",
    "carla",
    "clara",
    "dana",
    "diego",
    "edith",
    "elena",
    "emil",
    "enzo",
    "fiona",
    "freya",
    "gina",
    "greta",
    "hana",
    "hugo",
    "ida",
    "ines",
    "ivo",
    "jana",
    "jonas",
    "kara",
    "kira",
    "lea",
    "leo",
    "lina",
    "luca",
    "maja",
    "mara",
    "milo",
    "mina",
    "nadia",
    "nils",
    "nora",
    "olga",
    "oscar",
    "otto",
    "paula",
    "pia",
    "rosa",
    "rita",
    "selma",
    "sofia",
    "tara",
    "theo",
    "ursa",
    "vera",
    "vito",
    "wanda",
    "xenia",
    "yara",
    "zora",
]
LETTERS = sorted({letter for name in NAMES for letter in name})
STOP = len(LETTERS)  # before and after each name
WIDTH, HEADS, LONGEST = 16, 4, 16
LEARNING_RATE, BETA1, BETA2 = 0.01, 0.85, 0.99


class Model:
    """The parameters, and the scores of the next letter.

    Args:
        number: makes a leaf of a float; leaves know + - * / ** exp log relu and backward.
    """

    def __init__(self, number):
        self._number, self._rng = number, random.Random(42)
        self.letters, self.places, self.scores = (self._matrix(n, WIDTH) for n in (STOP + 1, LONGEST, STOP + 1))
        self.query, self.key, self.value, self.mix = (self._matrix(WIDTH, WIDTH) for _ in range(4))
        self.widen, self.narrow = self._matrix(4 * WIDTH, WIDTH), self._matrix(WIDTH, 4 * WIDTH)
        matrices = (
            self.letters,
            self.places,
            self.scores,
            self.query,
            self.key,
            self.value,
            self.mix,
            self.widen,
            self.narrow,
        )
        self.parameters = [p for matrix in matrices for row in matrix for p in row]

    def _matrix(self, rows, columns):
        return [[self._number(self._rng.gauss(0, 0.08)) for _ in range(columns)] for _ in range(rows)]

    def loss(self, name):
        """The mean of -log(probability) over the letters of a name and its end."""
        read = [STOP, *map(LETTERS.index, name), STOP]
        keys, values = [], []
        losses = [-softmax(self._next(read[i], i, keys, values))[read[i + 1]].log() for i in range(len(read) - 1)]
        return sum(losses) / len(losses)

    def _next(self, letter, place, keys, values):
        x = normed(plus(self.letters[letter], self.places[place]))
        x = plus(x, linear(self._attended(normed(x), keys, values), self.mix))
        hidden = [h.relu() for h in linear(normed(x), self.widen)]
        return linear(plus(x, linear(hidden, self.narrow)), self.scores)

    def _attended(self, x, keys, values):
        """For each head the mean of what stands at all places so far, weighted by how well its key fits the query."""
        keys.append(linear(x, self.key))
        values.append(linear(x, self.value))
        query, size, seen = linear(x, self.query), WIDTH // HEADS, []
        for part in (slice(i, i + size) for i in range(0, WIDTH, size)):
            weights = softmax([dot(query[part], key[part]) / size**0.5 for key in keys])
            seen += [dot(weights, column) for column in zip(*(value[part] for value in values))]
        return seen


def dot(x, y):
    return sum(a * b for a, b in zip(x, y))


def linear(x, matrix):
    return [dot(row, x) for row in matrix]


def plus(x, y):
    return [a + b for a, b in zip(x, y)]


def normed(x):
    scale = (dot(x, x) / len(x) + 1e-5) ** -0.5
    return [a * scale for a in x]


def softmax(scores):
    most = max(score.data for score in scores)
    powers = [(score - most).exp() for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def training(number):
    """A function that trains for one step, on the next name, and returns the loss before it."""
    model, step = Model(number), 0
    momenta, speeds = [0.0] * len(model.parameters), [0.0] * len(model.parameters)

    def train():
        nonlocal step
        loss = model.loss(NAMES[step % len(NAMES)])
        loss.backward()
        step += 1
        for i, p in enumerate(model.parameters):
            momenta[i] = BETA1 * momenta[i] + (1 - BETA1) * p.grad
            speeds[i] = BETA2 * speeds[i] + (1 - BETA2) * p.grad**2
            p.data -= LEARNING_RATE * (momenta[i] / (1 - BETA1**step)) / ((speeds[i] / (1 - BETA2**step)) ** 0.5 + 1e-8)
            p.grad = 0.0
        return loss.data

    return train
