"""`progress()`: what is done, attempted and untouched, lesson by lesson."""

import os
from html import escape

from exercises import kept_answers, progress_store
from exercises.card import Card
from exercises.own_engine.keeping import kept
from exercises.topics import EXERCISES
from exercises.words import Text, joined

_SYMBOLS = {"done": "✓", "attempted": "≠", None: "○"}
_WORDS = {"done": Text("progress.done"), "attempted": Text("progress.attempted"), None: Text("progress.untouched")}
_TITLE = Text("progress.title")
_LESSON = Text("progress.lesson")
_PREDICTIONS = Text("progress.predictions")
_CODE, _OWN_CODE = Text("progress.code"), Text("progress.own code")
_OFF = Text("progress.off")
_PLACE = Text("progress.place")
_RESET = Text("progress.reset")
_COUNTED = sum(not exercise.optional for exercise in EXERCISES.values())


class Progress(Card):
    """What is done, shown as a bar and as text.

    Attributes:
        exercises: {name: "done", "attempted" or None}.
        code: {name of an exercise: the learner's code that was found right}.
    """

    def __init__(self) -> None:
        held = progress_store.load()
        self.exercises = {name: held["exercises"].get(name) for name in EXERCISES}
        self.code = {name: piece.text for name, piece in kept().items()}
        self._predictions = len(held["predictions"]) + len(held["choices"])
        self._trouble, self._place = progress_store.trouble(), _place()

    def to_text(self) -> str:
        lines = [f"{self._headline()}   [{'#' * self._done()}{'.' * (_COUNTED - self._done())}]"]
        for n, names in _by_lesson().items():
            lines.append(
                f"  {_LESSON.filled(n=n)}: "
                + joined(f"{_SYMBOLS[self.exercises[name]]} {name} ({_WORDS[self.exercises[name]]})" for name in names)
            )
        return "\n".join(lines + self._below())

    def _inside(self) -> str:
        share = 100 * self._done() / _COUNTED
        bar = f'<div class="mg-bar" aria-hidden="true"><div style="width:{share:.0f}%"></div></div>'
        lessons = "".join(
            f'<p class="mg-lesson"><strong>{_LESSON.filled(n=n)}</strong>{"".join(map(self._cell, names))}</p>'
            for n, names in _by_lesson().items()
        )
        below = "".join(f'<p class="mg-next">{escape(line)}</p>' for line in self._below())
        code = "\n\n\n".join(self.code.values())
        fold = (
            f'<details><summary>{_OWN_CODE}</summary><pre class="mg-line">{escape(code)}</pre></details>'
            if code
            else ""
        )
        return f'<p class="mg-outcome">{self._headline()}</p>{bar}{lessons}{below}{fold}'

    def _kind(self) -> str:
        return "progress"

    def _cell(self, name: str) -> str:
        step = self.exercises[name]
        return f'<span class="mg-{step or "untouched"}">{_SYMBOLS[step]} {name} <small>{_WORDS[step]}</small></span> '

    def _done(self) -> int:
        return sum(step == "done" and not EXERCISES[name].optional for name, step in self.exercises.items())

    def _headline(self) -> str:
        return _TITLE.filled(done=self._done(), total=_COUNTED)

    def _below(self) -> list[str]:
        return [
            _PREDICTIONS.filled(count=self._predictions),
            *([_CODE.filled(names=joined(self.code))] if self.code else []),
            *self._trouble.splitlines(),
            *filter(None, [self._place]),
            str(_RESET),
        ]


def progress(*, reset: bool = False) -> Progress:
    """Which exercises of which lesson are done, attempted, untouched.

    Args:
        reset: True to forget all of it first.

    Returns:
        A Progress, which Jupyter shows.
    """
    if reset:
        progress_store.reset()
        kept_answers.forget()
    return Progress()


def _place() -> str:
    """Where the progress is kept, if it was told to be kept there; else ""."""
    chosen = os.environ.get(progress_store.PLACE)
    if not chosen:
        return ""
    file = progress_store.path()
    known = {"variable": progress_store.PLACE}
    return _OFF.filled(**known) if file is None else _PLACE.filled(folder=file.parent, **known)


def _by_lesson() -> dict[int, list[str]]:
    lessons: dict[int, list[str]] = {}
    for exercise in EXERCISES.values():
        lessons.setdefault(exercise.lesson, []).append(exercise.name)
    return lessons
