"""Where a training stands: its model, its points, its losses, and what was recorded of it. What is wished for while it
runs is done here, between two steps.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from viz.outputs.html import Data
from viz.outputs.recording import Recording
from viz.outputs.training_frames import MOST_SHOWN, Frames, read_points
from viz.words.messages import say
from viz.words.text import short_repr

DataSets = Mapping[str, tuple[Sequence[Any], Sequence[Any]]]
Maker = Callable[[list[int]], Any]  # of the sizes of the layers

_MOST_NEURONS, _MOST_LAYERS = 64, 6  # that somebody may type: more would take minutes a step


class State:
    """A training as it stands.

    Args:
        model: what is trained.
        sets: the data sets to choose from.
        chosen: the name of the one at the beginning.
        rate: the learning rate.
        make: makes a model from the sizes of its layers; None where these cannot be changed.
        sizes: those of the model.

    Attributes:
        done: the steps that are done.
        told: the loss of the step that is on its way, None as long as the loop has not told it.
        losses: those of the steps that are done.
        frames: the Frames of the model.
        recording: the Recording.
        note: what there is to say of the last wish.
    """

    def __init__(
        self, model: Any, sets: DataSets, chosen: str, rate: float, make: Maker | None, sizes: Sequence[int]
    ) -> None:
        self.model, self.sets, self.chosen, self.rate = model, dict(sets), chosen, rate
        self.make, self.sizes = make, list(sizes)
        self.note = ""
        self._wishes = deque[Callable[[], None]]()  # appended to by other threads
        self._take_data()
        self.begin()

    def begin(self) -> None:
        """A recording that begins with the model as it stands."""
        self.done = 0
        self.told: float | None = None
        self.losses: list[float] = []
        self._look()
        self._record(may_ask=True)

    def step_done(self, may_ask: bool) -> None:
        """Takes a frame.

        Args:
            may_ask: see Frames.frame.
        """
        self.done += 1
        if self.told is not None:
            self.losses.append(self.told)
        self._record(may_ask)
        self.told = None

    def look_again(self, all_checked: bool = False) -> None:
        """Takes the last frame anew: points have come, or there is time for more than while it runs.

        Args:
            all_checked: see Frames.frame.
        """
        if self.frames.fits():
            loss = self.losses[-1] if self.losses else None
            self.recording.replace_last(self.frames.frame(self.done, loss, self.rate, True, all_checked))

    def right(self) -> int | None:
        """How many points are on the side of their class; None where there are no classes, or not all are drawn."""
        frames = self.frames
        if not frames.boundary or len(frames.examples) > MOST_SHOWN:
            return None
        return sum(score * label > 0 for score, label in zip(frames.scores(), frames.labels))

    # ---- wishes

    def wish(self, do: Callable[..., None], *given: Any) -> None:
        """Something is to be done between two steps; may be called in any thread."""
        self._wishes.append(lambda: do(*given))

    def do_wishes(self) -> bool:
        """Does what was wished for, and returns whether there was something."""
        some = bool(self._wishes)
        while self._wishes:
            self._wishes.popleft()()
        return some

    def choose_layers(self, text: str) -> None:
        """A new model with these hidden layers, such as "12, 12"."""
        hidden = _sizes_in(text)
        if hidden is None or self.make is None:
            self.note = say("bad layers", shown=short_repr(text), layers=_MOST_LAYERS, most=_MOST_NEURONS)
            return
        self._make_model([*hidden, *self.sizes[-1:]])

    def choose_data(self, name: str) -> None:
        """Another data set, and a new model for it where one can be made."""
        self.chosen = name
        self._take_data()
        if self.make:
            self._make_model(self.sizes)
        else:
            self.begin()

    def add_points(self, run: int, added: Sequence[Sequence[float]]) -> None:
        """What was clicked into the picture of that run: (x, y, label) each; those that are already there are passed
        over.
        """
        for x, y, label in added[self._added :] if run == self.run else ():
            self._added += 1
            self.points.append((x, y))
            self.labels.append(int(label))
            self.frames.examples.append([x, y])
            self.frames.labels.append(int(label))
        self.look_again()

    def _make_model(self, sizes: list[int]) -> None:
        try:
            model = self.make(list(sizes)) if self.make else self.model
            Frames(model, *read_points(self.points, self.labels))
        except Exception as error:  # the learner's own function
            self.note = f"{type(error).__name__}: {error}"
            return
        self.model, self.sizes, self.note = model, sizes, ""
        self.begin()

    def _take_data(self) -> None:
        points, labels = self.sets[self.chosen]
        self.points, self.labels = list(points), list(labels)

    # ---- frames

    _runs = 0

    def _look(self) -> None:
        State._runs += 1
        self.run, self._added = State._runs, 0
        self.frames, self.recording = Frames(self.model, *read_points(self.points, self.labels)), Recording()

    def _record(self, may_ask: bool) -> None:
        if self.frames.model is not self.model or not self.frames.fits():
            self._look()
            may_ask = True
        self.recording.add(self.frames.frame(self.done, self.told, self.rate, may_ask))

    def setup(self) -> Data:
        return {**self.frames.setup(), "run": self.run, "data": self.chosen if len(self.sets) > 1 else ""}


def _sizes_in(text: str) -> list[int] | None:
    """The numbers in it, None where they are no sizes of layers."""
    parts = text.replace("，", ",").replace("、", ",").replace(",", " ").split()
    if len(parts) > _MOST_LAYERS or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    sizes = [int(part) for part in parts if len(part) < 4]
    return sizes if len(sizes) == len(parts) and all(1 <= size <= _MOST_NEURONS for size in sizes) else None
