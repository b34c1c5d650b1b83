"""What is seen of a network in training: what it is (a setup), and how it stands after each step (a frame), as little
data as a page needs to draw boundary, network and loss by itself.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any

from viz.outputs.html import Data, js_number
from viz.outputs.packing import packed
from viz.values.network import Unit, read_network
from viz.values.numbers import as_float
from viz.values.scores import activations_of, agrees, forward, score_of
from viz.values.unnoticed import unnoticed
from viz.words.messages import say
from viz.words.text import short_repr

Model = Callable[[list[float]], Any]  # of an example; gives a number, or what holds one
Window = tuple[float, float, float, float]  # left, bottom, right, top

SHAPE = 1.3  # width : height of the window
MOST_SHOWN = 400  # points
MOST_UNITS = 24  # of a layer that is drawn
_ASKED = 26, 20  # places at which a model is asked, where the page cannot compute
_STILL = 39, 30  # the same, of the still picture, where the weights tell
_ROOM = 1.22  # of the window, around the points
_FARTHEST = 1e150  # of a point: beyond, squares and differences are no numbers any more
_CHECKED = 24  # points at which the model itself is asked what it gives
_EVERY_STEP = 1  # the same, after each step
_PATIENCE = 1.0  # seconds in which a model is to have answered at all of these places
_COARSEST = 0.3  # of the columns and rows: with fewer it is no boundary any more


class Frames:
    """A model on its examples.

    Args:
        model: called with an example; a network where viz.values.network can read it.
        examples: numbers, all of one length.
        labels: as many.

    Attributes:
        examples, labels: what is drawn; more may be added at the end.
        boundary: "computed" by the page from the weights, "asked" of the model at some places, "" where there is none.
        why: why there is none, or why the model is asked; "" where the page computes.
        asked_at: columns and rows of the places at which the model is asked.
        seconds_asked: how long the last asking took.
    """

    def __init__(self, model: Model, examples: Sequence[list[float]], labels: Sequence[float]) -> None:
        self.model, self.examples, self.labels = model, list(examples), list(labels)
        self.window = window_around(examples) if len(examples[0]) == 2 else None
        self.layers, self._why_no_network = _read(model, len(examples[0]))
        self.sizes = _sizes(self.layers)
        self.activations: tuple[str, ...] | None = None
        self.boundary, self.why = "", ""
        self.seconds_asked = 0.0
        self.asked_at = _ASKED
        self._next_checked = 0
        self._settle()

    def setup(self) -> Data:
        """What stays as it is while the network is trained."""
        return {
            "sizes": self.sizes,
            "activations": self.activations,
            "boundary": self.boundary,
            "why": self.why,
            "no_network": self._why_no_network,
            "window": self.window,
            "grid": self.asked_at,
            "points": [[_shortened(x) for x in example] for example in self.examples[:MOST_SHOWN]],
            "labels": [js_number(label) for label in self.labels[:MOST_SHOWN]],
            "all": len(self.examples),
        }

    def fits(self) -> bool:
        """Whether the model still has the layers that it had."""
        self.layers, self._why_no_network = _read(self.model, len(self.examples[0]))
        return _sizes(self.layers) == self.sizes

    def frame(self, n: int, loss: float | None, rate: float, may_ask: bool, all_checked: bool = False) -> Data:
        """How the model stands, as `fits` has read it.

        Args:
            n: the steps that are done.
            loss: before the last of them; None where nobody has told it.
            rate: the learning rate of the last.
            may_ask: whether there is time to ask the model for its boundary, where the page cannot compute it.
            all_checked: whether what the page will compute is held against the model at many places, not at one.
        """
        made: Data = {"n": n, "loss": js_number(loss), "rate": js_number(rate), "count": len(self.examples)}
        if self.layers:
            made["weights"] = [packed(_parameters(layer)) for layer in self.layers]
            made["gradients"] = [packed(g for unit in layer for g in unit.gradients) for layer in self.layers]
        if self.boundary == "computed" and not self._still_agrees(_CHECKED if all_checked else _EVERY_STEP):
            self._settle()
        if self.boundary == "asked" and may_ask:
            made |= self._asked()
        return made

    def grid(self) -> list[list[float]]:
        """The scores in the window, for each of its rows, from the bottom up; [] where there is no boundary."""
        if self.window is None or not self.boundary:
            return []
        columns, rows = self.asked_at if self.boundary == "asked" else _STILL
        xs, ys = _along(self.window, 0, columns), _along(self.window, 1, rows)
        with unnoticed():
            return [[self.score((x, y)) for x in xs] for y in ys]

    def scores(self) -> list[float]:
        """What the model gives for the points that are drawn."""
        with unnoticed():
            return [self.score(example) for example in self.examples[:MOST_SHOWN]]

    def score(self, example: Sequence[float]) -> float:
        """What the model gives, nan where it gives no number."""
        if self.boundary == "computed" and self.layers and self.activations:
            return forward(self.layers, self.activations, example)[0]
        try:
            return score_of(self.model, example)
        except Exception:  # it was called without an error before; what is wrong now the training itself will say
            return math.nan

    # ---- what the page may compute by itself

    def _settle(self) -> None:
        """Finds out from what the boundary is drawn."""
        self.boundary = self.why = ""
        self.activations = None
        begin = perf_counter()
        try:
            answers = self._answers(self._checked())
        except Exception as error:  # whatever the learner's model says is for the learner
            self.why = say("no boundary error", error=f"{type(error).__name__}: {error}")
            return
        self.activations = activations_of(self.layers, answers) if self.layers else None
        if self.window is None:
            count = len(self.examples[0])
            self.why = say("no boundary far") if count == 2 else say("no boundary inputs", count=count)
        elif any(label not in (-1, 1) for label in self.labels):
            self.why = say("no boundary labels")
        elif self.activations:
            self.boundary = "computed"
        else:
            self._ask((perf_counter() - begin) / len(answers))

    def _ask(self, seconds: float) -> None:
        """The model is to be asked, on a grid that is as coarse as it must be; seconds: of one call."""
        part = min(1.0, math.sqrt(_PATIENCE / (seconds * _ASKED[0] * _ASKED[1]))) if seconds else 1.0
        self.asked_at = round(part * _ASKED[0]), round(part * _ASKED[1])
        if part < _COARSEST:
            self.why = say("boundary slow", seconds=f"{seconds:.2g}")
        else:
            self.boundary = "asked"
            self.why = say("boundary asked", columns=self.asked_at[0], rows=self.asked_at[1])

    def _answers(self, examples: Iterable[list[float]]) -> list[tuple[list[float], float]]:
        """(example, what the model gives) for as many as there is time for."""
        answers, end = [], perf_counter() + _PATIENCE
        with unnoticed():
            for example in examples:
                answers.append((example, score_of(self.model, example)))
                if perf_counter() > end:
                    break
        return answers

    def _checked(self) -> list[list[float]]:
        """Examples all over the window: its corners too, where other gates are open than at the points."""
        every = max(1, len(self.examples) // (_CHECKED - 4))
        corners = [[x, y] for x in self.window[::2] for y in self.window[1::2]] if self.window else []
        return [*corners, *self.examples[::every]]

    def _still_agrees(self, count: int) -> bool:
        places = self._checked()
        chosen = [places[(self._next_checked + i) % len(places)] for i in range(min(count, len(places)))]
        self._next_checked += count
        try:
            answers = self._answers(chosen)
        except Exception:
            return False
        return agrees(self.layers or (), self.activations or (), answers)

    def _asked(self) -> Data:
        begin = perf_counter()
        scores = [score for row in self.grid() for score in row]
        own = self.scores()
        self.seconds_asked = perf_counter() - begin
        return {"grid": packed(scores), "scores": packed(own)}


def _read(model: Model, inputs: int) -> tuple[list[list[Unit]] | None, str]:
    """(the layers, or None with the reason why there are none)"""
    try:
        layers = read_network(model)
    except TypeError:
        return None, say("no network drawn")
    except ValueError as error:
        return None, str(error)
    if len(layers[0][0].weights) != inputs:
        return None, say("other inputs", count=len(layers[0][0].weights), given=inputs)
    return layers, ""


def _sizes(layers: Sequence[Sequence[Unit]] | None) -> list[int] | None:
    return [len(layers[0][0].weights), *map(len, layers)] if layers else None


def _parameters(layer: Iterable[Unit]) -> list[float]:
    """For each neuron its weights and its bias."""
    return [x for unit in layer for x in (*unit.weights, unit.bias)]


def _shortened(x: float) -> float:
    return float(f"{x:.7g}") if abs(x) < _FARTHEST else x


def _along(window: Window, side: int, count: int) -> list[float]:
    low, high = window[side], window[side + 2]
    return [low + (high - low) * i / (count - 1) for i in range(count)]


# What a training is given.


def read_points(points: Iterable[Any], labels: Iterable[Any]) -> tuple[list[list[float]], list[float]]:
    """The examples and their labels as floats.

    Raises:
        TypeError: they are no lists; a label is no number.
        ValueError: there are none, or not as many labels; an example is no list of finite numbers of one length.
    """
    examples, numbers = as_list("points", points), as_list("labels", labels)
    if not examples:
        raise ValueError(say("no examples"))
    if len(numbers) != len(examples):
        raise ValueError(say("labels of points", count=len(numbers), points=len(examples)))
    read = [_example(each, len(as_list("points[0]", examples[0]))) for each in examples]
    return read, [_label(f"labels[{i}]", each) for i, each in enumerate(numbers)]


def as_list(name: str, things: object) -> list[Any]:
    if not isinstance(things, Iterable) or isinstance(things, (str, bytes, dict)):
        raise TypeError(say("not a list", name=name, kind=type(things).__name__, shown=short_repr(things)))
    return list(things)


def _example(example: Any, count: int) -> list[float]:
    numbers = [as_float(x) for x in as_list("points", example)]
    finite = [x for x in numbers if x is not None and math.isfinite(x)]
    if len(finite) != len(numbers) or len(numbers) != count or not numbers:
        raise ValueError(say("not examples", count=count, shown=short_repr(example)))
    return finite


def _label(name: str, label: Any) -> float:
    number = as_float(label)
    if number is None:
        raise TypeError(say("not one number", name=name, kind=type(label).__name__, shown=short_repr(label)))
    return int(number) if math.isfinite(number) and number == int(number) else number


def window_around(examples: Sequence[Sequence[float]]) -> Window | None:
    """What is seen of the plane: all examples, and a step to the right is as long as one upwards. None where they lie
    too far from each other for numbers.
    """
    (left, right), (low, high) = ((min(side), max(side)) for side in zip(*examples))
    x, y = left / 2 + right / 2, low / 2 + high / 2
    size = max(abs(x), abs(y))
    wide = _ROOM * max(right - left, SHAPE * (high - low))
    if wide <= max(1e-9 * size, 1 / _FARTHEST):  # one place, as far as it can be drawn
        wide = 2.0 * max(1.0, size)
    window = x - wide / 2, y - wide / SHAPE / 2, x + wide / 2, y + wide / SHAPE / 2
    return window if max(map(abs, window)) < _FARTHEST else None
