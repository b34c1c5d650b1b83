"""What is said of the learner's own engine: whose code it is, what was written into a file, how fast it is."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from exercises.card import Card
from exercises.exercise import Exercise
from exercises.own_engine.assembly import Made
from exercises.own_engine.module_text import module_text
from exercises.own_engine.pace import Pace
from exercises.topics import EXERCISES
from exercises.words import Text, joined
from viz.words.text import plain

_YOURS, _LENT = Text("mine.yours"), Text("mine.lent")
_ALL_YOURS, _NONE_YOURS, _SOME_YOURS = Text("mine.all yours"), Text("mine.none yours"), Text("mine.some yours")
_MISFIT = Text("mine.misfit")
_CODE, _NEWEST, _WHOLE = Text("mine.code"), Text("mine.newest"), Text("mine.whole")
_AS_THE_SERIES = Text("mine.as the series")
_WRITTEN = Text("mine.written")
_STANDS_IN, _UNTIL_THEN = Text("mine.stands in"), Text("mine.until then")
_SECONDS, _MINUTES, _HOURS = Text("mine.seconds"), Text("mine.minutes"), Text("mine.hours")
_STEP, _LONG, _CANNOT = Text("mine.step"), Text("mine.long"), Text("mine.cannot")
_TOO_DEEP, _UNEVEN, _LIST = Text("mine.too deep"), Text("mine.uneven"), Text("mine.list")
_FEWER, _LENT_BACKWARD = Text("mine.fewer"), Text("mine.lent backward")
PATIENCE = 15.0  # seconds that a training may take


class Whose(Card):
    """Whose code it is that a lesson goes on with: `.yours` and `.lent` are names of exercises.

    Args:
        exercise: up to which it goes.
        made: what was made of pieces.
        shows_solutions: whether the series' own code is shown as well, folded.
    """

    def __init__(self, exercise: Exercise, made: Made, shows_solutions: bool) -> None:
        self.yours = tuple(made.yours)
        self.lent = tuple(name for name in made.pieces if name not in made.yours)
        self._exercise, self._misfits = exercise.name, made.misfits
        last = list(made.pieces)[-1]
        self._newest = last, made.pieces[last].text if shows_solutions or last in made.yours else ""
        shows_all = len(made.pieces) > 1 and (shows_solutions or not self.lent)
        self._whole = module_text(made.pieces, made.yours) if shows_all else ""
        self._as_the_series = EXERCISES[last].solution if shows_solutions and last in made.yours else ""

    def to_text(self) -> str:
        return "\n".join([self._headline(), *self._lines()])

    def _inside(self) -> str:
        chips = "".join(map(self._chip, self._names()))
        lines = "".join(f'<p class="mg-next">{escape(line)}</p>' for line in self._lines())
        name, newest = self._newest
        title = _NEWEST.filled(name=name) if self._whole else str(_CODE)
        folds = (title, newest), (_AS_THE_SERIES, self._as_the_series), (_WHOLE, self._whole)
        code = "".join(_fold(title, text) for title, text in folds)
        return f'<p class="mg-outcome">{escape(self._headline())}</p><p class="mg-lesson">{chips}</p>{lines}{code}'

    def _kind(self) -> str:
        return "progress"

    def _names(self) -> list[str]:
        return sorted([*self.yours, *self.lent], key=list(EXERCISES).index)

    def _chip(self, name: str) -> str:
        is_yours = name in self.yours
        kind, symbol, word = ("done", "✓", _YOURS) if is_yours else ("untouched", "○", _LENT)
        return f'<span class="mg-{kind}">{symbol} {escape(name)} <small>{escape(str(word))}</small></span> '

    def _headline(self) -> str:
        if not self.lent:
            return str(_ALL_YOURS)
        return _SOME_YOURS.filled(yours=joined(self.yours)) if self.yours else str(_NONE_YOURS)

    def _lines(self) -> list[str]:
        misfits = [_MISFIT.filled(name=name, call=f"check.{name}") for name in self._misfits]
        call = f"mine.{self._exercise}()"
        return [*misfits, *(_standing_in(self.lent, call) if self.yours else [_UNTIL_THEN.filled(call=call)])]


class Written(Card):
    """A file that was written: `.path`."""

    def __init__(self, path: Path, lines: int, whose: Sequence[str]) -> None:
        self.path = path
        self._said = _WRITTEN.filled(name=path.name, lines=lines, module=path.stem)
        self._lent = _standing_in(whose, "mine.save()")

    def to_text(self) -> str:
        return "\n".join([self._said, *self._lent])

    def _inside(self) -> str:
        lent = "".join(f'<p class="mg-next">{escape(line)}</p>' for line in self._lent)
        return f'<p class="mg-outcome">{escape(self._said)}</p>{lent}'

    def _kind(self) -> str:
        return "progress"


class PaceOfTraining(Card):
    """How long a training takes.

    Attributes:
        seconds: all of its steps, about.
        fits: how many of the examples make it last no longer than PATIENCE.
        lent: whether the series' backward stands in for the learner's.
    """

    def __init__(self, first: Pace, then: Pace, steps: int, count: int, lent: bool) -> None:
        self.seconds, self.lent = then.seconds * steps, lent
        self.fits = count if self.seconds <= PATIENCE else int(count * PATIENCE / self.seconds)
        self._said = list(self._sentences(first, then, steps))

    def _sentences(self, first: Pace, then: Pace, steps: int) -> list[str]:
        said = []
        if first.error is not None:
            deep = isinstance(first.error, RecursionError)
            said.append(
                _TOO_DEEP.filled(count=first.examples)
                if deep
                else _CANNOT.filled(count=first.examples, error=f"{type(first.error).__name__}: {first.error}")
            )
        elif first.seconds * steps > PATIENCE:
            said.append(_LONG.filled(steps=steps, time=_time(first.seconds * steps)))
            if first.is_uneven:
                said.append(_UNEVEN.filled(factor=plain(round(2**first.grows, 1)), function=first.function))
                said += [str(_LIST)] if first.looks_for else []
        if self.lent:
            said.append(str(_LENT_BACKWARD))
        if then.error is None:
            said.append(_STEP.filled(ms=max(1, round(1000 * then.seconds)), steps=steps, time=_time(self.seconds)))
            if self.seconds > PATIENCE:
                said.append(_FEWER.filled(count=self.fits))
        return said

    def to_text(self) -> str:
        return "\n".join(self._said)

    def _inside(self) -> str:
        first, *rest = map(escape, self._said)
        return f'<p class="mg-outcome">{first}</p>' + "".join(f"<p>{line}</p>" for line in rest)

    def _kind(self) -> str:
        return "progress" if self.seconds <= PATIENCE and not self.lent else "wrong"


def _standing_in(lent: Sequence[str], call: str) -> list[str]:
    return [_STANDS_IN.filled(lent=joined(lent), call=call)] if lent else []


def _time(seconds: float) -> str:
    """A span of time, rounded as one speaks of it."""
    if seconds < 90:
        return _SECONDS.filled(count=max(1, round(seconds)))
    if seconds < 5400:
        return _MINUTES.filled(count=round(seconds / 60))
    return _HOURS.filled(count=plain(round(seconds / 3600, 1)))


def _fold(title: object, code: str) -> str:
    """Code that is shown when it is asked for; nothing where there is none."""
    if not code:
        return ""
    return f'<details><summary>{escape(str(title))}</summary><pre class="mg-line">{escape(code)}</pre></details>'
