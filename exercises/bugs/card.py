"""A bug in a page: watched, then found by an expression, by the line and by name."""

from html import escape
from pathlib import Path
from typing import Any

from exercises.bugs import playing
from exercises.bugs.collection import BUGS, Bug
from exercises.bugs.judging import MOST_STEPS, POINTS, START
from exercises.bugs.reading import NUMBERS, read
from exercises.bugs.remembered import Attempts
from exercises.bugs.slips import NAMES, source_with
from exercises.bugs.trees import tree_of
from exercises.card import STYLE
from exercises.kept_output import AnsweredOutput
from exercises.words import Text, joined
from viz.outputs import html
from viz.outputs.html import Data
from viz.words.messages import words_of

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "card.js", (STYLE, _HERE.parent / "question.css", _HERE / "card.css")

_TITLE = Text("bugs.title")
_LEVELS = {1: Text("bugs.easy"), 2: Text("bugs.harder"), 3: Text("bugs.nasty")}
_TASK, _TASK_OF_TRAINING = Text("bugs.task"), Text("bugs.task of training")
_NUMBERS, _TWICE, _UNSEEN = Text("bugs.numbers"), Text("bugs.backward twice"), Text("bugs.unseen")
_POINTS = Text("bugs.points")
_WATCH, _WATCH_TRAINING = Text("bugs.watch"), Text("bugs.watch training")
_NEEDS_SCRIPTS, _SHOW_ME = Text("bugs.needs scripts"), Text("predict.show me")
_ENGINE, _TRAINING = Text("bugs.engine"), Text("bugs.training")
_IS, _SHOULD, _SMALLEST, _SHORTEST = (
    Text("bugs.is"), Text("bugs.should"), Text("bugs.smallest"), Text("bugs.shortest"),
)  # fmt: skip
_AT = Text("result.at")
_COMMA = Text("comma")


class BugCard(AnsweredOutput):
    """What `bug()` shows.

    Attributes:
        name: of the bug.
    """

    def __init__(self, bug: Bug) -> None:
        self.name, self._bug = bug.name, bug
        self._attempts = Attempts(bug)

    def to_text(self) -> str:
        lines = self._bug.shown.split("\n")
        numbered = [f"{n:>3}  {line}".rstrip() for n, line in enumerate(lines, 1)]
        return "\n".join([self._title(), *self._sentences(), *numbered, str(_NEEDS_SCRIPTS)])

    def _kept(self) -> Attempts:
        return self._attempts

    def _html(self, token: str | None) -> str:
        return html.live(self._before() + self._after(), self._data(), _ENTRY, _STYLES, "mg-hunt", token)

    def _title(self) -> str:
        bug = self._bug
        n = [*BUGS].index(bug.name) + 1
        return _TITLE.filled(n=n, count=len(BUGS), name=bug.name, level=_LEVELS[bug.level], lesson=bug.lesson)

    def _sentences(self) -> list[str]:
        """What is to be done, and what one has to know for it."""
        bug = self._bug
        if bug.is_training:
            points = joined(f"({x:g}, {target:g})" for x, target in POINTS)
            start = joined(f"{name} = {x:g}" for name, x in START.items())
            return [str(_TASK_OF_TRAINING), _POINTS.filled(points=points, start=start)]
        numbers = joined(f"{name} = {x:g}" for name, x in NUMBERS.items())
        besides = [_TWICE] if bug.passes == 2 else [_UNSEEN] if "def backward" not in bug.shown else []
        return [str(_TASK), _NUMBERS.filled(numbers=numbers), *map(str, besides)]

    def _before(self) -> str:
        said = "".join(f"<p>{escape(text)}</p>" for text in self._sentences())
        lines = "".join(f"<li>{escape(line)}</li>" for line in self._bug.shown.split("\n"))
        return (
            f'<div class="mg-answer mg-predict mg-bug-task">'
            f'<p class="mg-outcome mg-headline">{escape(self._title())}</p>{said}</div>'
            f'<details class="mg-waiting mg-watched"><summary>{escape(self._watch())}</summary>'
            f"<div>{playing.watched(self._bug)}</div></details>"
            f'<div class="mg-answer mg-predict mg-bug"><div class="mg-finding"><ol class="mg-program">{lines}</ol>'
            f'<div class="mg-questions"><p class="mg-next">{escape(str(_NEEDS_SCRIPTS))}</p></div></div></div>'
        )

    def _watch(self) -> str:
        if self._bug.is_training:
            steps, points = self._bug.watched.split(", ")
            return _WATCH_TRAINING.filled(steps=steps, points=points)
        return _WATCH.filled(source=_with_numbers(self._bug, self._bug.watched))

    def _after(self) -> str:
        """What waits until all is found, or somebody asks for it."""
        bug, slip = self._bug, self._bug.slip
        said = (_TRAINING if bug.is_training else _ENGINE).filled(mistake=NAMES[slip.mistake])
        animation = None if bug.is_training else playing.recorded(bug, bug.smallest, marks=True)
        is_marked = animation is not None and any(caption.findings for caption in animation.captions)
        return (
            f'<details class="mg-waiting mg-found"><summary>{_SHOW_ME}</summary><div class="mg-told">'
            f'<p class="mg-true">{escape(said)}</p>{_code(_IS, slip.wrong)}{_code(_SHOULD, slip.right)}'
            f"<p>{escape(self._smallest())}</p>{playing.compared(bug)}</div>"
            f"{animation.to_html() if animation and is_marked else ''}</details>"
        )

    def _smallest(self) -> str:
        if self._bug.is_training:
            steps, points = self._bug.smallest.split(", ")
            return _SHORTEST.filled(steps=steps, points=points)
        return _SMALLEST.filled(source=_with_numbers(self._bug, self._bug.smallest))

    def _data(self) -> Data:
        bug = self._bug
        steps_and_points = [int(x) for x in bug.smallest.split(", ")] if bug.is_training else None
        return {
            "words": words_of("bug"),
            "comma": str(_COMMA),
            "program": tree_of(bug.right_source),
            "slips": [
                [str(NAMES[slip.mistake]), _differing(bug.right_source, source_with(bug.of, slip)), slip is bug.slip]
                for slip in bug.choices
            ],
            "lines": bug.lines,
            "operations": bug.program.operations,
            "usual": NUMBERS,
            "passes": bug.passes,
            "picks": sorted([bug.smallest, *bug.others]) if not bug.is_training else [],
            "smallest": steps_and_points or read(bug.smallest).size,
            "state": self._attempts.state(),
            "training": {"start": START, "points": POINTS, "most": MOST_STEPS} if bug.is_training else None,
        }


def _with_numbers(bug: Bug, text: str) -> str:
    return f"{playing.source_of(text)}   {_AT.filled(numbers=playing.numbers_of(bug, text))}"


def _code(title: Text, lines: str) -> str:
    return f'<p class="mg-kind">{title}</p><pre class="mg-line">{escape(lines)}</pre>'


def _differing(right: str, wrong: str) -> list[Any]:
    """[which statement of the program, or of its first one, differs, what stands there] each."""
    first, second = tree_of(right), tree_of(wrong)
    if first[0][0] == "ClassDef":
        first, second = first[0][3], second[0][3]
    return [[k, other] for k, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
