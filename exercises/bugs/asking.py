"""`bug()`: the next bug that is not found yet; `bug("moth")` or `bug(7)`: that one."""

from collections.abc import Sequence

from exercises import progress_store
from exercises.bugs import records
from exercises.bugs.card import BugCard
from exercises.bugs.collection import BUGS
from exercises.topics import EXERCISES
from exercises.words import Text, joined
from viz.words.console import printable
from viz.words.text import short_repr

_NO_SUCH, _LISTED, _FOUND = Text("bugs.no such"), Text("bugs.listed"), Text("bugs.found")


class Bugs:
    """All bugs."""

    def __call__(self, which: str | int | None = None) -> BugCard:
        """One of them.

        Args:
            which: its name or its number, from 1 on; None for the first one that is not found yet, of those lessons
                that the learner has come to.

        Raises:
            ValueError: there is no such bug.
        """
        if which is None:
            return BugCard(BUGS[_next_bug() or self.found[0]])
        names = self.names
        if isinstance(which, str) and which in BUGS:
            return BugCard(BUGS[which])
        if isinstance(which, int) and not isinstance(which, bool) and 1 <= which <= len(names):
            return BugCard(BUGS[names[which - 1]])
        raise ValueError(_NO_SUCH.filled(given=short_repr(which), count=len(names), names=joined(names)))

    @property
    def names(self) -> list[str]:
        """The names of all of them, from easy to nasty."""
        return [*BUGS]

    @property
    def found(self) -> list[str]:
        """The names of those that the learner has found, the one found longest ago first."""
        return [name for name in records.found() if name in BUGS]

    def __dir__(self) -> Sequence[str]:
        return ["found", "names"]

    def __repr__(self) -> str:
        found = self.found
        lines = [f"{n:>3} {'✓' if name in found else ' '} {name}" for n, name in enumerate(self.names, 1)]
        return printable("\n".join([str(_LISTED), *lines, _FOUND.filled(found=len(found), count=len(BUGS))]))


def _next_bug() -> str | None:
    """The name of the first one that is not found yet, of those lessons that the learner has come to if there is one;
    None where all are found.
    """
    found, reached = records.found(), _lesson_reached()
    open_ones = [name for name in BUGS if name not in found]
    return next((name for name in open_ones if BUGS[name].lesson <= reached), next(iter(open_ones), None))


def _lesson_reached() -> int:
    """The last lesson of which the learner has attempted an exercise; the last of all where nothing is known."""
    names = progress_store.load()["exercises"]
    lessons = {name: each.lesson for name, each in EXERCISES.items() if not each.optional}
    return max((lessons[name] for name in names if name in lessons), default=max(lessons.values()))


bug = Bugs()
