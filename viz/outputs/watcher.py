"""`viz.watch`: a loop with a progress bar and pictures that follow it, in one output that is replaced in place.

The output is plain HTML, brought up to date through the kernel's display protocol: unlike a widget's, its last state
stays in a saved notebook and in the pages that are made from it, without a kernel and without a network.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from html import escape
from time import monotonic
from typing import Any, Generic, TypeVar

from viz.outputs import html
from viz.outputs.output import for_a_moment
from viz.outputs.place import Place
from viz.words.console import printable
from viz.words.messages import encodable, say

_Step = TypeVar("_Step")

_SHARE = 0.2  # of the time, at most, goes into drawing
_LEAST = 0.25  # seconds between two drawings: more often only flickers
_STYLE = (
    ".mg-watch{font:max(15px,15em/14) system-ui,sans-serif;color:var(--mg-ink);min-height:4em}.mg-watch "
    "progress{width:min(24em,60%);height:.93em;vertical-align:middle;accent-color:var(--mg-positive)}"
    ".mg-watch .mg-views{display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start;font-size:calc(14em/15)}"
    ".mg-watch .mg-views>div{flex:1 1 30em;min-width:0;max-width:51.5em}"  # pictures are as large as elsewhere
)


def watch(steps: Iterable[_Step], *shows: Callable[[], Any]) -> "Watch[_Step]":
    """Go through steps, with a progress bar, and below it what the functions return, drawn again as it changes.

    Drawing takes at most about a fifth of the time. The loop may be left at any moment (break, the kernel's
    interrupt, an error): the output then says so, and is drawn a last time.

    Args:
        steps: what to go through, such as range(60).
        *shows: no arguments -> a picture, or a list of them: anything that Jupyter shows as HTML. Where one of the
            functions fails, its error stands in its place, and what the others show is seen all the same.

    Returns:
        An iterable over steps, for a `for` loop.
    """
    return Watch(steps, shows)


class Watch(Generic[_Step]):
    """A loop that is watched. One output for each time it is gone through."""

    def __init__(self, steps: Iterable[_Step], shows: Sequence[Callable[[], Any]]) -> None:
        self._steps, self._shows = steps, shows

    def __iter__(self) -> Iterator[_Step]:
        view = _View(len(self._steps) if isinstance(self._steps, Sized) else None, self._shows)
        done, finished = 0, False
        try:
            view.draw(done)
            for step in self._steps:
                yield step
                done += 1
                view.draw_if_due(done)
            finished = True
        finally:  # also when the loop is left: the generator is closed then
            view.draw(done, stopped=not finished)


class _View:
    """The output of one loop."""

    def __init__(self, total: int | None, shows: Sequence[Callable[[], Any]]) -> None:
        self._total, self._shows = total, shows
        self._place = Place()
        self._next = 0.0

    def draw_if_due(self, done: int) -> None:
        if monotonic() >= self._next:
            self.draw(done)

    def draw(self, done: int, stopped: bool = False) -> None:
        begin = monotonic()
        _put(self, self._bundle(done, stopped))
        now = monotonic()
        self._next = now + max(_LEAST, (now - begin) * (1 - _SHARE) / _SHARE)

    def put(self, bundle: dict[str, str]) -> None:
        self._place.put(bundle)

    def _bundle(self, done: int, stopped: bool) -> dict[str, str]:
        step = (
            say("watched step alone", n=done) if self._total is None else say("watched step", n=done, all=self._total)
        )
        words = say("watch stopped", step=step) if stopped else step
        bar = (
            ""
            if self._total is None
            else f'<progress max="{max(self._total, 1)}" value="{done}" aria-label="{escape(step)}"></progress> '
        )
        views = "".join(f"<div>{view}</div>" for view in self._views())
        inside = f'<p>{bar}{escape(words)}</p><div class="mg-views">{views}</div>'
        return {"text/html": encodable(html.frame(inside, "mg-watch", _STYLE)), "text/plain": printable(words)}

    def _views(self) -> list[str]:
        with for_a_moment():
            return [view for show in self._shows for view in _views_of(show)]


def _views_of(show: Callable[[], Any]) -> list[str]:
    """What it shows as HTML, or why it shows nothing."""
    try:
        things = show()
        return [_html(thing) for thing in (things if isinstance(things, (list, tuple)) else [things])]
    except Exception as error:  # a picture that fails must not end the training
        return [_failed(error)]


def _failed(error: Exception) -> str:
    return f"<p>{escape(say('watch failed', error=f'{type(error).__name__}: {error}'))}</p>"


def _put(view: _View, bundle: dict[str, str]) -> None:
    view.put(bundle)


def _html(thing: Any) -> str:
    if hasattr(thing, "_repr_mimebundle_"):
        return thing._repr_mimebundle_()["text/html"]
    if hasattr(thing, "_repr_html_"):
        return thing._repr_html_()
    return f"<pre>{escape(repr(thing))}</pre>"
