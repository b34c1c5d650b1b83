"""When each kind is asked again: Leitner's boxes.

A kind that is new stands before the first box. A right answer on the day that it is due moves it one box on, a wrong
one puts it back into the first; each box has twice as many days as the one before it. (S. Leitner, So lernt man lernen,
1972; there with cards of paper.) What is practised before it is due counts only where it goes wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

DAYS = (1, 2, 4, 8, 16)  # until a kind in the first box is due again, in the second, …
BOXES = len(DAYS)


@dataclass(frozen=True)
class Attempt:
    """An answer that was given.

    Attributes:
        kind: of what it was.
        day: when.
        right: whether it was.
    """

    kind: str
    day: date
    right: bool


@dataclass(frozen=True)
class Standing:
    """Where a kind stands.

    Attributes:
        box: from 1 to BOXES; 0 where it was never asked.
        due: the day from which on it is asked again; None where it was never asked.
    """

    box: int = 0
    due: date | None = None

    def after(self, attempt: Attempt) -> "Standing":
        """Where it stands after an answer."""
        if not attempt.right:
            return _put(1, attempt.day)
        if self.due is not None and attempt.day < self.due:
            return self
        return _put(min(self.box + 1, BOXES), attempt.day)


def _put(box: int, day: date) -> Standing:
    return Standing(box, date.fromordinal(day.toordinal() + DAYS[box - 1]))


def standings(kinds: Iterable[str], attempts: Iterable[Attempt]) -> dict[str, Standing]:
    """{kind: its Standing} after all attempts, the oldest first."""
    found = dict.fromkeys(kinds, Standing())
    for attempt in attempts:
        if attempt.kind in found:
            found[attempt.kind] = found[attempt.kind].after(attempt)
    return found


def next_ones(found: Mapping[str, Standing], today: date, count: int) -> list[str]:
    """The kinds to be asked now: those that are due, the longest first; then those that are new, in their order; then
    those that are due next, until there are so many. A kind comes again only where all of them do not suffice.
    """
    due = sorted((kind for kind, at in found.items() if at.due and at.due <= today), key=lambda kind: _due(found[kind]))
    new = [kind for kind, at in found.items() if at.due is None]
    later = sorted(
        (kind for kind, at in found.items() if at.due and at.due > today), key=lambda kind: _due(found[kind])
    )
    order = [*due, *new, *later]
    return [order[n % len(order)] for n in range(count)]


def _due(standing: Standing) -> int:
    return standing.due.toordinal() if standing.due else 0


def days_left(found: Mapping[str, Standing], today: date) -> int:
    """In how many days, at the earliest, all kinds stand in the last box; 0 where that may be today, or is so already.

    That is if each is asked on the day that it is due, and answered rightly.
    """
    return max((_days_of(each, today) for each in found.values()), default=0)


def _days_of(standing: Standing, today: date) -> int:
    if standing.box == BOXES:
        return 0
    wait = max(_due(standing) - today.toordinal(), 0) if standing.due else 0
    return wait + sum(DAYS[standing.box : BOXES - 1])


def count_in_boxes(found: Mapping[str, Standing]) -> Sequence[int]:
    """How many kinds are new, how many stand in the first box, …: BOXES + 1 numbers."""
    boxes = [each.box for each in found.values()]
    return [boxes.count(box) for box in range(BOXES + 1)]
