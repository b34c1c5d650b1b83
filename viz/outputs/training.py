"""`viz.training`: a loop of gradient descent in which every step is seen, and which leaves a recording that plays by
itself.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from time import perf_counter
from typing import Any

from viz.drawing.training import Field, draw_training
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.output import Output
from viz.outputs.training_frames import Model, as_list, read_points
from viz.outputs.training_run import Run
from viz.outputs.training_state import DataSets, Maker, State
from viz.values.arguments import positive
from viz.values.conventions import number_of
from viz.words.console import printable
from viz.words.messages import encodable, say, words_of
from viz.words.text import number, paragraph, short_repr

_ENTRY, _STYLES = "training.js", ("mesh.css", "training.css")


def training(
    model: Model | Callable[[list[int]], Model],
    points: Sequence[Any],
    labels: Sequence[Any],
    *,
    steps: int = 100,
    rate: float = 0.5,
    layers: Sequence[int] | None = None,
    data: DataSets | None = None,
) -> "Training":
    """A training that is watched: decision boundary, network and loss after every step, and controls that act while
    the loop runs. The loop is written by whoever trains:

        training = viz.training(model, points, labels)
        for step in training:
            loss = ...                      # of training.model on training.points and training.labels
            training.model.zero_grad()
            loss.backward()
            for p in training.model.parameters():
                p.data -= training.rate * p.grad
            training.loss = loss

    It shows itself when the loop begins, the untrained network first. When the loop is left, at its end or before, a
    recording stands there. Gone through again, it goes on from where the model stands.

    Args:
        model: a network (see viz.network), or anything that is called with an example and gives a number; with layers,
            a function that makes such a model from the sizes of its layers.
        points: examples, [[x1, x2], ...].
        labels: a number for each of them; for a decision boundary -1 or 1.
        steps: how many steps the loop has.
        rate: the learning rate, above 0.
        layers: the sizes of the layers at the beginning, such as [12, 12, 1].
        data: data sets to choose from while it runs, {name: (points, labels)}.

    Returns:
        A Training, to go through in a `for` loop.

    Raises:
        TypeError: model, or what it makes, cannot be called; points or labels are no lists of numbers; steps is no
            whole number.
        ValueError: there are no points, or not as many labels; steps is below 1; rate is not above 0.
    """
    _check_callable("model", model, "MLP(2, [8, 1])" if layers is None else "lambda layers: MLP(2, layers)")
    if not isinstance(steps, int) or steps < 1:
        raise (ValueError if isinstance(steps, int) else TypeError)(say("bad steps", shown=short_repr(steps)))
    sets, chosen = _data_sets(points, labels, data or {})
    if layers is None:
        return Training(State(model, sets, chosen, positive("rate", rate), None, ()), steps)
    make: Maker = model  # type: ignore[assignment]
    sizes = as_list("layers", layers)
    made = make(list(sizes))
    _check_callable("model(layers)", made, "MLP(2, layers)")
    return Training(State(made, sets, chosen, positive("rate", rate), make, sizes), steps)


class Training(Output):
    """A training that is watched.

    Attributes:
        model: what is trained now: with other layers it is another.
        points, labels: what it is trained on now: points that are clicked into the picture are among them.
        rate: the learning rate as its control stands; it may be set as well.
        loss: what the loop says of the step that it has just done, a number or what holds one; None before.
        losses: those of all steps since the recording began.
        controls: the ipywidgets above the picture while the loop runs; None where nobody sits before a kernel.
        share: what part of the training's time the last run took for what it showed.
    """

    def __init__(self, state: State, steps: int) -> None:
        self._state, self._steps = state, steps
        self._run: Run | None = None
        self._stopped = False

    def __iter__(self) -> Iterator[int]:
        state = self._state
        state.begin()
        self._stopped, finished = False, False
        run = self._run = Run(state, self._begun, self.to_html, self._plain, self._take_rate)
        try:
            run.begin()
            while state.done < self._steps:
                run.wait()
                begin = perf_counter()
                yield state.done
                run.step_done(perf_counter() - begin)
            finished = True
        finally:  # also when the loop is left: the generator is closed then
            self._stopped = not finished
            run.end()

    @property
    def model(self) -> Any:
        return self._state.model

    @model.setter
    def model(self, model: Any) -> None:
        self._state.model = model

    @property
    def points(self) -> list[Any]:
        return self._state.points

    @property
    def labels(self) -> list[Any]:
        return self._state.labels

    @property
    def rate(self) -> float:
        return self._state.rate

    @rate.setter
    def rate(self, rate: Any) -> None:
        self._state.rate = positive("rate", rate)
        if self._run and self._run.controls:
            self._run.controls.show_rate(self._state.rate)

    @property
    def loss(self) -> Any:
        state = self._state
        return state.told if state.told is not None else next(reversed(state.losses), None)

    @loss.setter
    def loss(self, loss: float | Any) -> None:
        self._state.told = _number("training.loss", loss)

    @property
    def losses(self) -> list[float]:
        return list(self._state.losses)

    @property
    def controls(self) -> Any:
        return self._run.controls.box if self._run and self._run.controls else None

    @property
    def share(self) -> float:
        return self._run.share if self._run else 0.0

    def to_html(self) -> str:
        return self._with_script(html.still_image(self.to_svg(), self.to_text()), None)

    def to_text(self) -> str:
        state = self._state
        step = say("watched step", n=state.done, all=self._steps)
        said = [say("watch stopped", step=step) if self._stopped else step]
        if state.losses:
            said.append(say("training.loss", loss=number(state.losses[-1])))
        right = state.right()
        if right is not None:
            said.append(say("right points", count=right, all=len(state.points)))
        return "\n".join(said)

    def to_svg(self) -> str:
        frames = self._state.frames
        field = Field(frames.window, frames.grid(), frames.examples, frames.labels) if frames.window else None
        return draw_training(field, frames.layers, self._state.losses, self.to_text())

    def _plain(self) -> str:
        return printable(encodable(self.to_text()))

    def _take_rate(self, rate: float) -> None:
        self._state.rate = rate

    def _begun(self, token: str | None) -> str:
        """What is shown until the recording takes its place: without a still picture, which takes its time.

        Args:
            token: of the page's link; None where there is none.
        """
        return self._with_script(f'<pre class="mg-still">{escape(self.to_text())}</pre>', token)

    def _with_script(self, still: str, token: str | None) -> str:
        return html.live(still, self._page_data(live=token is not None), _ENTRY, _STYLES, "mg-training", token)

    def _page_data(self, live: bool) -> Data:
        state, recording = self._state, self._state.recording
        thinned = say("training thinned", every=recording.every) if recording.every > 1 else ""
        return {
            "words": words_of("training") | words_of("mesh"),
            "setup": state.setup(),
            "frames": [recording.last] if live else recording.frames,
            "steps": self._steps,
            "live": live,
            "stopped": self._stopped,
            "note": encodable(paragraph([state.note, thinned])),
        }


def _check_callable(name: str, thing: object, example: str) -> None:
    if not callable(thing):
        kind, shown = type(thing).__name__, short_repr(thing)
        raise TypeError(say("not a function", name=name, example=example, kind=kind, shown=shown))


def _data_sets(points: Sequence[Any], labels: Sequence[Any], others: DataSets) -> tuple[DataSets, str]:
    """(all data sets by their names, the name of that of the points)"""
    for name, pair in others.items():
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError(say("not a data set", name=short_repr(name), shown=short_repr(pair)))
    its_own = (str(name) for name, (given, _) in others.items() if given is points)
    chosen = next(its_own, say("training own points"))
    sets = {chosen: (points, labels)} | {str(name): tuple(pair) for name, pair in others.items()}
    listed = {name: (as_list("points", given), as_list("labels", told)) for name, (given, told) in sets.items()}
    for each in listed.values():
        read_points(*each)
    return listed, chosen


def _number(name: str, thing: Any) -> float:
    told = number_of(thing)
    if told is None:
        raise TypeError(say("not one number", name=name, kind=type(thing).__name__, shown=short_repr(thing)))
    return told
