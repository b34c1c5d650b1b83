"""One run of a training's loop as it is seen: its output, its controls, the page that draws each step, and the time
that all this may take.
"""

from collections.abc import Callable
from html import escape
from threading import Event
from time import perf_counter
from typing import Any, cast

from viz.outputs.html import Data
from viz.outputs.link import link_to_page
from viz.outputs.place import Place
from viz.outputs.training_controls import Controls, can_be_made, hear_while_a_cell_runs
from viz.outputs.training_state import State
from viz.words.messages import encodable, say

_SHARE = 0.1  # of the training's time, at most, goes into what is shown while it runs
_LOOK = 0.05  # seconds between two looks at whether a pause is over


class Run:
    """What stands below a cell while a training runs in it.

    Args:
        state: the State of the training.
        begun: the token of the page's link, or None -> the HTML of the output while the loop runs.
        done: the HTML of the output afterwards.
        text: the same in words.
        on_rate: is told a learning rate that was chosen.

    Attributes:
        controls: the Controls, None where nobody sits before a kernel.
    """

    def __init__(
        self,
        state: State,
        begun: Callable[[str | None], str],
        done: Callable[[], str],
        text: Callable[[], str],
        on_rate: Callable[[float], None],
    ) -> None:
        self._state, self._begun, self._done, self._text = state, begun, done, text
        self._picture, self._above = Place(), Place()
        self._trained = self._shown = 0.0  # seconds
        self._heard = False  # whether anything has come from the page while the cell runs
        self._link = cast(Any, link_to_page(lambda _: {}))  # what is shown goes as an answer, without a question
        self.controls = _controls(state, on_rate) if self._link and can_be_made() else None
        if self._link:
            self._link.on_msg(self._hear)  # not a trait: the page waits with the next change until one was heard
            hear_while_a_cell_runs(self._link)

    def begin(self) -> None:
        if self.controls:
            self._above.put(self.controls.box._repr_mimebundle_())
        self._picture.put(self._bundle(self._begun(self._link.token if self._link else None)))
        self._send()

    def wait(self) -> None:
        """Waits while the training is paused; what is wished for meanwhile is done."""
        never = Event()
        while True:
            if self._state.do_wishes():
                self._send()
            if self.controls is None or self.controls.may_step():
                return
            never.wait(_LOOK)  # an interrupt comes through

    def step_done(self, seconds: float) -> None:
        """A step has taken so long: it is recorded, and shown where there is time or somebody waits for it."""
        is_awaited = self.controls is not None and self.controls.is_paused  # a single step: somebody has pressed for it
        self._trained += seconds
        begin = perf_counter()
        try:
            self._state.step_done(may_ask=is_awaited or self._has_time(self._state.frames.seconds_asked))
            if is_awaited or self._has_time(perf_counter() - begin):
                self._send()
        except Exception as error:  # a picture that fails must not end the training
            self._state.note = _failed(error)
        if not is_awaited:  # nothing runs on that could be held up
            self._shown += perf_counter() - begin

    def end(self) -> None:
        """The recording takes the place of what was live; the controls have nothing left to do."""
        if self.controls:
            self._above.put({"text/html": "", "text/plain": ""})
        try:
            self._state.look_again(all_checked=True)
            done = self._done()
        except Exception as error:  # the loop may have ended by an error of its own, which is the one to be told
            done = f"<p>{escape(_failed(error))}</p>"
        self._picture.put(self._bundle(done))

    @property
    def share(self) -> float:
        """What part of the training's time has gone into showing it."""
        return self._shown / self._trained if self._trained else 0.0

    def _has_time(self, seconds: float) -> bool:
        return self._shown + seconds <= _SHARE * self._trained

    def _send(self) -> None:
        if self._link:
            self._link.answer = self._now()

    def _now(self) -> Data:
        state = self._state
        return {
            "setup": state.setup(),
            "frame": state.recording.last,
            "heard": self._heard,
            "note": encodable(state.note),
        }

    def _hear(self, _: Any, told: Data, __: Any) -> None:
        """What the page tells, in whichever thread: that it is there, and which points were clicked into it."""
        self._heard = True
        self._state.wish(self._state.add_points, told["run"], told["added"])

    def _bundle(self, html: str) -> dict[str, str]:
        return {"text/html": encodable(html), "text/plain": self._text()}


def _failed(error: Exception) -> str:
    return say("watch failed", error=f"{type(error).__name__}: {error}")


def _controls(state: State, on_rate: Callable[[float], None]) -> Controls:
    return Controls(
        rate=state.rate,
        layers=state.sizes[:-1] if state.make else None,
        data=state.sets,
        chosen=state.chosen,
        on_rate=on_rate,
        on_layers=lambda text: state.wish(state.choose_layers, text),
        on_data=lambda name: state.wish(state.choose_data, name),
    )
