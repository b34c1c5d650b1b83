"""Practice that comes back: small graphs drawn at random, one question each, asked again after days.

practice()                        # what is due today; answers are remembered
practice(12, lesson=5, seed=7)    # the same sheet each time, for everybody
"""

import random
from datetime import date
from numbers import Integral

from exercises.originals import in_force
from exercises.practice import records
from exercises.practice.kinds import FIRST_LESSON, KINDS, known_after
from exercises.practice.schedule import next_ones, standings
from exercises.practice.sheet import Sheet
from exercises.words import Text
from viz.words.text import short_repr

MOST = 20  # tasks on a sheet
_LARGEST = 10**6
_WHOLE = Text("practice.no whole number")


def practice(count: int = 5, *, lesson: int | None = None, seed: int | None = None) -> Sheet:
    """Tasks to practise: a small new graph each, and a question about it.

    Which kinds are asked is decided by what was answered before (see exercises.practice.schedule); the first answer to
    each is remembered.

    Args:
        count: how many tasks, at most 20.
        lesson: only what is known after that lesson, from 2 on; by default the furthest of which an exercise is done
            (before lesson 2 there is nothing to practise, and the sheet says so).
        seed: any whole number: the same one gives the same sheet, whatever was answered before.

    Returns:
        A Sheet: shown by Jupyter, saved by `.save("practice.html")` as a page that needs no kernel.

    Raises:
        ValueError: count, lesson or seed is no such number.
    """
    _check("count", count, 1, MOST)
    if lesson is not None:
        _check("lesson", lesson, FIRST_LESSON, None)
    if seed is not None:
        _check("seed", seed, None, None)
    with in_force():
        reached = records.lesson_reached() if lesson is None else lesson
        kinds = [kind.name for kind in known_after(reached)]
        if not kinds:
            return Sheet([], [], seed, reached)
        rng: random.Random = random.SystemRandom() if seed is None else random.Random(f"sheet {seed} {count} {reached}")
        if seed is None:
            chosen = next_ones(standings(kinds, records.attempts()), date.today(), count)
        else:
            chosen = _all_in_turn(kinds, count, rng)
        tasks = [KINDS[name].make(rng.randrange(_LARGEST), reached) for name in chosen]
    return Sheet(tasks, kinds, seed, reached)


def _all_in_turn(kinds: list[str], count: int, rng: random.Random) -> list[str]:
    """So many kinds, none twice as long as another is left."""
    found: list[str] = []
    while len(found) < count:
        found += rng.sample(kinds, len(kinds))
    return found[:count]


def _check(name: str, given: object, least: int | None, most: int | None) -> None:
    """Refuse what is no whole number within these ends."""
    is_whole = isinstance(given, Integral) and not isinstance(given, bool)
    if not is_whole or (least is not None and given < least) or (most is not None and given > most):  # type: ignore[operator]
        raise ValueError(_WHOLE.filled(name=name, given=short_repr(given), least=least, most=most))


__all__ = ["Sheet", "practice"]
