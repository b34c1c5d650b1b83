"""What to do next, and why: a rule for each kind of step, in the order of the list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from exercises.progress.so_far import SoFar
from exercises.progress_records import ATTEMPTED, DONE
from exercises.words import Text, joined

_LESSON, _TASKS, _BLANK_PAGE = Text("progress.lesson"), Text("progress.tasks"), Text("progress.blank page")
_DUE, _NEW = Text("next.due"), Text("next.new")
_ATTEMPTED, _NEXT, _FIRST = Text("next.attempted"), Text("next.lesson"), Text("next.first")
_BUG, _LINES, _TASK = Text("next.bug"), Text("next.lines"), Text("next.task")
_BLANK, _BEGUN, _REMEMBERED = Text("next.blank page"), Text("next.begun"), Text("next.remembered")
_LATER = Text("next.later")

_KEPT = 3  # the box from which on a kind counts as remembered: it was right after four days
_MOST = 0.75


@dataclass(frozen=True)
class Step:
    """Something to do.

    Attributes:
        what: a call to be typed, or where it stands, in words.
        why: the reason, in a sentence or two.
        is_code: whether `what` is a call.
    """

    what: str
    why: str
    is_code: bool = True


def next_steps(known: SoFar) -> list[Step]:
    """What to do next, the most useful first; at least one Step."""
    return list(chain.from_iterable(rule(known) for rule in _RULES)) or [_nothing_today(known)]


def _due(known: SoFar) -> Iterator[Step]:
    """Practice whose day has come: it can wait least, and takes minutes."""
    if due := _count_due(known):
        yield Step("practice()", _DUE.filled(count=due))


def _begun(known: SoFar) -> Iterator[Step]:
    """What was attempted and is not right yet, the latest lesson first."""
    for lesson in reversed(known.lessons):
        for name, step in lesson.exercises.items():
            if step == ATTEMPTED:
                help_ = f"arrange.{name}()" if lesson.lines.get(name, DONE) != DONE else f"hint.{name}()"
                yield Step(f"check.{name}", _ATTEMPTED.filled(n=lesson.number, call=help_))
                return


def _new_kinds(known: SoFar) -> Iterator[Step]:
    """Practice that was never done."""
    new = sum(each.due is None for each in known.kinds.values())
    if new and not _count_due(known):
        yield Step("practice()", _NEW.filled(count=new))


def _lesson(known: SoFar) -> Iterator[Step]:
    """The first lesson that is not done, from the one on that was come to, then of those that were left out; unless it
    is begun.
    """
    reached = max((k for k, each in enumerate(known.lessons) if any(each.exercises.values())), default=0)
    ahead = [each for each in [*known.lessons[reached:], *known.lessons[:reached]] if not each.is_done]
    if ahead and ATTEMPTED not in ahead[0].exercises.values():
        lesson = ahead[0]
        names = joined(name for name, step in lesson.exercises.items() if step != DONE)
        why = _NEXT if reached else _FIRST
        yield Step(_LESSON.filled(n=lesson.number), why.filled(names=names), is_code=False)


def _page_ahead(known: SoFar) -> Iterator[Step]:
    """The blank page, once something is right on it, or most of what was practised is remembered after days."""
    right = sum(step == DONE for step in known.blank.values())
    if right and _is_page_open(known):
        yield Step(str(_BLANK_PAGE), _BEGUN.filled(right=right, total=len(known.blank)), is_code=False)
    elif _is_remembered(known) and _is_page_open(known):
        yield Step(str(_BLANK_PAGE), str(_REMEMBERED), is_code=False)


def _bug(known: SoFar) -> Iterator[Step]:
    """A bug of the lessons that are done, one a day."""
    bugs = {name: step for lesson in known.lessons if lesson.is_done for name, step in lesson.bugs.items()}
    name = next((name for name, step in bugs.items() if step != DONE), None)
    if name and known.bug_on != known.today:
        found = sum(step == DONE for lesson in known.lessons for step in lesson.bugs.values())
        total = sum(len(lesson.bugs) for lesson in known.lessons)
        yield Step(f'bug("{name}")', _BUG.filled(found=found, total=total))


def _lines(known: SoFar) -> Iterator[Step]:
    """Lines in order, once all lessons are done: a step to writing them."""
    if _are_lessons_done(known):
        names = [name for lesson in known.lessons for name, step in lesson.lines.items() if step != DONE]
        yield from (Step(f"arrange.{name}()", str(_LINES)) for name in names[:1])


def _task(known: SoFar) -> Iterator[Step]:
    """A task that may be left out, once all lessons are done."""
    for lesson in known.tasks if _are_lessons_done(known) else ():
        names = [name for name, step in lesson.exercises.items() if step is None]
        if names:
            yield Step(str(_TASKS), _TASK.filled(names=joined(names)), is_code=False)


def _blank_page(known: SoFar) -> Iterator[Step]:
    """The blank page, once all lessons are done."""
    if _is_page_open(known) and not any(_page_ahead(known)):
        yield Step(str(_BLANK_PAGE), str(_BLANK), is_code=False)


_RULES: tuple[Callable[[SoFar], Iterator[Step]], ...] = (
    _due, _begun, _new_kinds, _page_ahead, _lesson, _bug, _lines, _task, _blank_page,
)  # fmt: skip


def _nothing_today(known: SoFar) -> Step:
    """All is done for today, and so every kind was practised: when the first one comes back."""
    days = [each.due.toordinal() - known.today.toordinal() for each in known.kinds.values() if each.due]
    return Step("practice()", _LATER.filled(count=min(days)))


def _count_due(known: SoFar) -> int:
    return sum(each.due is not None and each.due <= known.today for each in known.kinds.values())


def _are_lessons_done(known: SoFar) -> bool:
    return all(lesson.is_done for lesson in known.lessons)


def _is_page_open(known: SoFar) -> bool:
    return _are_lessons_done(known) and not known.round.finished


def _is_remembered(known: SoFar) -> bool:
    kept = sum(each.box >= _KEPT for each in known.kinds.values())
    return bool(known.kinds) and kept >= _MOST * len(known.kinds)
