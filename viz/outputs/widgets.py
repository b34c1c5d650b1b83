"""The kernel's side of outputs, as widgets of ipywidgets; imported where one is asked for (see viz.outputs.link)."""

import math
from collections.abc import Callable, Mapping
from numbers import Real
from typing import Any

import anywidget
import traitlets

from viz.outputs import html
from viz.outputs.html import Data
from viz.words.messages import one_of, say
from viz.words.text import short_repr

Answering = Callable[[Data], Data]  # a question (JSON from the page) -> an answer (JSON for the page)
Computing = Callable[[Mapping[str, float]], tuple[float, dict[str, float]]]  # leaves -> the result, their gradients


class Link(anywidget.AnyWidget):
    """What a page and Python share. The page finds it by its token; where it is displayed itself, it shows the page.

    Attributes:
        token: what the output carries in its page (see viz.outputs.html.live).
        question: what the page has asked last.
        answer: what Python has answered.
        page: the HTML of the output; "" until somebody wants to display the widget itself.
    """

    _esm = html.source("link.js")
    token = traitlets.Unicode().tag(sync=True)
    question = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    page = traitlets.Unicode().tag(sync=True)

    def __init__(self, answering: Answering | None = None, **traits: Any) -> None:
        self._answering = answering
        super().__init__(layout={"width": "100%"}, **traits)  # as its cell has it; in a row the outputs share the width

    @traitlets.observe("question")
    def _reply(self, change: Any) -> None:
        if self._answering is not None:
            self.answer = self._answering(change.new)


class PlayerWidget(Link):
    """A player of an animation.

    Attributes:
        step: the last step whose outcome is seen. It can be set: beyond the ends it stays at them, and a question on
            the way is asked first.
        steps: the number of the last step.
        playing: whether time goes on; it can be set.
        answers: what was answered to its questions, in the order of the steps: {"step", "question", "given" (the texts
            that were typed or chosen), "right" (whether the last of them was), "shown" (whether it was told instead)}.
    """

    step = traitlets.Int().tag(sync=True)
    steps = traitlets.Int(read_only=True).tag(sync=True)
    playing = traitlets.Bool().tag(sync=True)
    answers = traitlets.List(traitlets.Dict(), read_only=True).tag(sync=True)

    def __init__(self, steps: int, **traits: Any) -> None:
        self.set_trait("steps", steps)
        super().__init__(**traits)

    @traitlets.validate("step")
    def _within(self, proposal: Any) -> int:
        return int(min(max(proposal.value, 0), self.steps))


class ExplorerWidget(Link):
    """An explorer.

    Attributes:
        values: {leaf: its number}, as the sliders stand. It can be set, in part too: leaves that are not named stay.
        result: the result's number; nan where it has none.
        grads: {leaf: its gradient}.
    """

    values = traitlets.Dict().tag(sync=True)
    result = traitlets.Float(math.nan, read_only=True)
    grads = traitlets.Dict(read_only=True)

    def __init__(self, computing: Computing, values: Mapping[str, float], **traits: Any) -> None:
        self._computing, self._leaves = computing, tuple(values)
        super().__init__(values=dict(values), **traits)

    @traitlets.validate("values")
    def _complete(self, proposal: Any) -> dict[str, float]:
        for leaf, x in proposal.value.items():
            if leaf not in self._leaves:
                raise traitlets.TraitError(say("no such slider", name=short_repr(leaf), leaves=one_of(self._leaves)))
            if not isinstance(x, Real) or not math.isfinite(x):
                raise traitlets.TraitError(say("not finite", name=leaf, shown=short_repr(x)))
        return {leaf: float(proposal.value.get(leaf, self.values.get(leaf, math.nan))) for leaf in self._leaves}

    @traitlets.observe("values", "page")
    def _compute(self, change: Any) -> None:
        if self.page:  # else nobody has asked for the widget, and the page computes by itself
            result, grads = self._computing(self.values)
            with self.hold_trait_notifications():
                self.set_trait("result", result)
                self.set_trait("grads", grads)
