"""The card that `progress()` shows: what to do next, the way so far, practice, and where all of it is kept."""

import os
from html import escape
from pathlib import Path

from exercises import progress_store
from exercises.card import STYLE, Card
from exercises.own_engine.keeping import kept
from exercises.practice import boxes
from exercises.progress import way
from exercises.progress.next_steps import Step, next_steps
from exercises.progress.so_far import SoFar
from exercises.progress_records import DONE
from exercises.words import Text, joined, named
from viz.outputs import html

_STYLES = (STYLE, boxes.STYLE, Path(__file__).with_name("progress.css"))
_TITLE, _NEXT = Text("progress.title"), Text("progress.next")
_PRACTICE = Text("progress.practice")
_CODE, _OWN_CODE = Text("progress.code"), Text("progress.own code")
_OFF, _PLACE = Text("progress.off"), Text("progress.place")
_RESET, _EXPORT = Text("progress.reset"), Text("progress.export")


class Progress(Card):
    """Where the learner stands, as one picture and as text.

    Attributes:
        exercises: {name: "done", "attempted" or None}, those that belong to the lessons.
        code: {name of an exercise: the learner's code that was found right}.
        next: the steps to take, the most useful first.
    """

    def __init__(self, known: SoFar, news: str = "") -> None:
        """
        Args:
            known: what was done.
            news: a sentence to begin with.
        """
        self.exercises, self.next = known.exercises, next_steps(known)
        self.code = {name: piece.text for name, piece in kept().items()}
        self._known, self._news = known, news
        self._trouble, self._place = progress_store.trouble(), _place()

    def to_text(self) -> str:
        done = self._done()
        steps = [f"  {n}. {named(step.what, step.why)}" for n, step in enumerate(self.next, 1)]
        return "\n".join(
            [
                *filter(None, [self._news]),
                f"{self._headline()}   [{'#' * done}{'.' * (len(self.exercises) - done)}]",
                str(_NEXT),
                *steps,
                *way.in_words(self._known),
                *self._practice(),
                *self._below(),
            ]
        )

    def to_html(self) -> str:
        styles = "\n".join(style.read_text(encoding="utf-8") for style in _STYLES)
        return html.frame(self._inside(), "mg-answer mg-progress", styles)

    def _page_title(self) -> str:
        return self._headline()

    def _inside(self) -> str:
        news = f'<p class="mg-news">{escape(self._news)}</p>' if self._news else ""
        steps = "".join(map(_step, self.next))
        practice = "".join(f"<p>{escape(line)}</p>" for line in self._practice())
        piles = boxes.piles(self._known.kinds) if self._known.kinds else ""
        below = "".join(f'<p class="mg-next">{escape(line)}</p>' for line in self._below())
        return (
            f'{news}<p class="mg-outcome mg-headline">{escape(self._headline())}</p>'
            f'<section class="mg-todo"><p><strong>{escape(str(_NEXT))}</strong></p><ol>{steps}</ol></section>'
            f"{way.table(self._known)}"
            f'<section class="mg-practised">{practice}{piles}</section>{self._folded_code()}{below}'
        )

    def _folded_code(self) -> str:
        if not self.code:
            return ""
        code = escape("\n\n\n".join(self.code.values()))
        return f'<details><summary>{escape(str(_OWN_CODE))}</summary><pre class="mg-line">{code}</pre></details>'

    def _done(self) -> int:
        return sum(step == DONE for step in self.exercises.values())

    def _headline(self) -> str:
        return _TITLE.filled(done=self._done(), total=len(self.exercises))

    def _practice(self) -> list[str]:
        known = self._known
        return [_PRACTICE.filled(told=boxes.in_words(known.kinds, known.today))] if known.kinds else []

    def _below(self) -> list[str]:
        return [
            *([_CODE.filled(names=joined(self.code))] if self.code else []),
            *self._trouble.splitlines(),
            *filter(None, [self._place]),
            *([] if progress_store.is_until_closed() else [str(_EXPORT)]),
            str(_RESET),
        ]


def _step(step: Step) -> str:
    what = f"<code>{escape(step.what)}</code>" if step.is_code else f"<strong>{escape(step.what)}</strong>"
    return f"<li>{what} <span>{escape(step.why)}</span></li>"


def _place() -> str:
    """Where the progress is kept, if it was told to be kept there; else ""."""
    chosen = os.environ.get(progress_store.PLACE)
    if not chosen:
        return ""
    file = progress_store.path()
    known = {"variable": progress_store.PLACE}
    return _OFF.filled(**known) if file is None else _PLACE.filled(folder=file.parent, **known)
