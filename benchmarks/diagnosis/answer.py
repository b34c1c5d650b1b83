"""What an answer of the corpus is: code as a learner writes it, and what is true of it.

After reading this file you can add an answer: a line in the file of its exercise in `answers/`. What is expected is
what is true, whether or not the check says so today.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

RIGHT, WRONG, RAISED, NOT_ATTEMPTED = "right", "wrong", "raised", "not attempted"
REFUSED = "refused"  # "wrong" or "raised", where either is a fair way to say so

CLOSURE, MICROGPT, PLAIN = "closure", "microgpt", "plain"
STYLES = (CLOSURE, MICROGPT, PLAIN)


@dataclass(frozen=True)
class Answer:
    """What a learner may write, and what is true of it.

    Attributes:
        exercise: as in `check.mul`.
        title: in a few words what is special about it; unique among the answers to that exercise in that style.
        code: the cell of the notebook.
        outcome: what the check should say: RIGHT, WRONG, RAISED, NOT_ATTEMPTED, or REFUSED.
        names: the names of docs/misconceptions.md that fit, any of which will do, or keys of viz/words/en.po where a
            mistake has a sentence but no name. () where nothing that can be known has a name, or all is right.
        style: CLOSURE, where each result keeps its own rule; MICROGPT, where each keeps its local slopes and one loop
            does the rest; PLAIN for functions that are written the same for both.
        source: where such an answer was met.
        note: why it is right, or wrong, where that is no matter of course.
        also: names that are true as well, where nobody asks for one.
        never: keys of viz/words/en.po whose sentences would lead astray here.
        before: what an earlier cell of the same notebook has run.
        alone: whether it is checked in a process of its own, since it changes what others rely on, or shows only in a
            kernel that has checked nothing before.
    """

    exercise: str
    title: str
    code: str
    outcome: str
    names: tuple[str, ...] = ()
    style: str = CLOSURE
    source: str = "own words"
    note: str = ""
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    before: str = ""
    alone: bool = False

    @property
    def id(self) -> str:
        return f"{self.exercise}: {self.title}" + ("" if self.style == PLAIN else f" ({self.style})")


_Maker = Callable[..., Answer]


def answers_to(exercise: str, style: str = CLOSURE) -> tuple[_Maker, _Maker]:
    """(right, wrong): `right(title, code)`, `wrong(title, names, code)`, with the other fields of Answer by name."""

    def right(title: str, code: str, **fields) -> Answer:
        return make(title, code, RIGHT, **fields)

    def wrong(title: str, names: str | tuple[str, ...] | None, code: str, outcome: str = WRONG, **fields) -> Answer:
        told = (names,) if isinstance(names, str) else tuple(names or ())
        return make(title, code, outcome, names=told, **fields)

    def make(title: str, code: str, outcome: str, **fields) -> Answer:
        return Answer(exercise, title, code.strip("\n") + "\n", outcome, **{"style": style, **fields})

    return right, wrong


def in_style(style: str, *makers: _Maker) -> tuple[_Maker, ...]:
    """The same makers for another style."""
    return tuple(partial(maker, style=style) for maker in makers)
