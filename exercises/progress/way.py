"""The way so far as a table: a row for each lesson, and one for the blank page; the same line by line in words."""

from collections.abc import Iterable, Sequence
from html import escape

from exercises.progress.so_far import Lesson, SoFar, Steps
from exercises.progress_records import ATTEMPTED, DONE
from exercises.words import Text, joined, named

_SYMBOLS = {DONE: "✓", ATTEMPTED: "≠", None: "○"}
_WORDS = {DONE: Text("progress.done"), ATTEMPTED: Text("progress.attempted"), None: Text("progress.untouched")}
_LESSON, _TASKS, _BLANK_PAGE = Text("progress.lesson"), Text("progress.tasks"), Text("progress.blank page")
_EXERCISES, _ANSWERS = Text("progress.exercises"), Text("progress.answers")
_LINES, _BUGS = Text("progress.lines"), Text("progress.bugs")
_HEADS = _EXERCISES, _ANSWERS, _LINES, _BUGS
_AT_ONCE, _OF = Text("progress.at once"), Text("progress.of")
_RIGHT, _OTHERWISE, _OPEN = Text("progress.right"), Text("progress.otherwise"), Text("progress.open")
_MINUTES = Text("progress.minutes")
_STATE, _SEMICOLON = Text("progress.state"), Text("semicolon")

_KINDS = {True: "right", False: "otherwise", None: "open"}
_MEANINGS = {True: _RIGHT, False: _OTHERWISE, None: _OPEN}
_ROUND = 100  # the length of a ring


def table(known: SoFar) -> str:
    """The HTML of the table."""
    heads = "".join(f'<th scope="col">{escape(str(head))}</th>' for head in _HEADS)
    rows = [*map(_row, known.lessons), _row_of_blank_page(known), *map(_row, known.tasks)]
    return (
        f'<table class="mg-way"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{_legend()}"
    )


def in_words(known: SoFar) -> list[str]:
    """The same, a line for each row."""
    page = f"  {named(_BLANK_PAGE, _told(known.blank))}"
    return [*map(_in_words, known.lessons), page, *map(_in_words, known.tasks)]


def _row(lesson: Lesson) -> str:
    cells = (
        _chips(lesson.exercises),
        _marks(lesson.questions.values(), _AT_ONCE),
        _chips(lesson.lines),
        _marks([_found(step) for step in lesson.bugs.values()], _OF),
    )
    told = "".join(f'<td data-head="{escape(str(head))}">{cell}</td>' for head, cell in zip(_HEADS, cells, strict=True))
    return f"<tr>{_head(lesson.number, _name(lesson), lesson.exercises)}{told}</tr>"


def _row_of_blank_page(known: SoFar) -> str:
    """That of the notebook behind the lessons, whose parts take the whole row."""
    head = _head(known.lessons[-1].number + 1, str(_BLANK_PAGE), known.blank)
    told = ""
    if known.round.finished:
        minutes = max(1, round(known.round.seconds / 60))
        told = f"<p>{escape(_MINUTES.filled(count=minutes))}</p>"
    return f'<tr>{head}<td colspan="4">{_chips(known.blank)}{told}</td></tr>'


def _head(number: int, name: str, steps: Steps) -> str:
    """The first cell of a row: a ring that closes as the exercises are done, with the notebook's number in it."""
    share = _ROUND * _share(steps)
    dashes = f'pathLength="{_ROUND}" stroke-dasharray="{share:.0f} {_ROUND}"'
    arc = f'<circle r="14" {dashes} class="mg-arc"/>' if share else ""
    closed = " mg-closed" if share == _ROUND else ""
    return (
        f'<th scope="row" class="mg-head{closed}"><svg viewBox="-17 -17 34 34" aria-hidden="true"><circle r="14"/>{arc}'
        f'<text y="5">{number}</text></svg><span>{escape(name)}</span></th>'
    )


def _chips(steps: Steps) -> str:
    """Each by name, with how far it is."""
    return "".join(
        f'<span class="mg-chip mg-{step or "untouched"}"><i aria-hidden="true">{_SYMBOLS[step]}</i> {escape(name)}'
        f'<span class="mg-spoken"> {escape(str(_WORDS[step]))}</span></span> '
        for name, step in steps.items()
    )


def _marks(found: Iterable[bool | None], told: Text) -> str:
    """A square for each: whether it was right, or not, or is still open."""
    found = list(found)
    if not found:
        return ""
    squares = "".join(f'<i class="mg-{_KINDS[each]}"></i>' for each in found)
    return (
        f'<span class="mg-marks" role="img" aria-label="{escape(_count(found, told))}">'
        f"<b>{found.count(True)}/{len(found)}</b><span>{squares}</span></span>"
    )


def _legend() -> str:
    """What the signs mean, those with names and those without."""
    signs = [(f"<i>{_SYMBOLS[step]}</i>", f"mg-{step or 'untouched'}", word) for step, word in _WORDS.items()]
    squares = [('<i class="mg-square"></i>', f"mg-{_KINDS[each]}", word) for each, word in _MEANINGS.items()]
    items = "".join(f'<li class="{kind}">{sign} {escape(str(word))}</li>' for sign, kind, word in [*signs, *squares])
    return f'<ul class="mg-legend" aria-hidden="true">{items}</ul>'


def _in_words(lesson: Lesson) -> str:
    questions, bugs = [*lesson.questions.values()], [_found(step) for step in lesson.bugs.values()]
    parts = [
        _told(lesson.exercises),
        named(_ANSWERS, _count(questions, _AT_ONCE)) if questions else "",
        named(_LINES, _told(lesson.lines)) if lesson.lines else "",
        named(_BUGS, _count(bugs, _OF)) if bugs else "",
    ]
    return f"  {named(_name(lesson), str(_SEMICOLON).join(filter(None, parts)))}"


def _told(steps: Steps) -> str:
    return joined(_STATE.filled(sign=_SYMBOLS[step], name=name, state=_WORDS[step]) for name, step in steps.items())


def _count(found: Sequence[bool | None], told: Text) -> str:
    return told.filled(right=found.count(True), total=len(found))


def _name(lesson: Lesson) -> str:
    return str(_TASKS) if lesson.optional else _LESSON.filled(n=lesson.number)


def _share(steps: Steps) -> float:
    return sum(step == DONE for step in steps.values()) / len(steps)


def _found(step: str | None) -> bool | None:
    return None if step is None else step == DONE
