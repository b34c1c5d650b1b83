"""`arrange.mul()`: the lines of a solution, out of order, to be put together in the page."""

from html import escape
from pathlib import Path

from exercises.card import STYLE
from exercises.checks import ByName
from exercises.mistakes import MESSAGES
from exercises.parsons import records
from exercises.parsons.puzzle import Puzzle
from exercises.parsons.puzzles import PUZZLES
from exercises.parsons.running import run
from exercises.parsons.working import slips, working, written
from exercises.words import Text
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.link import PageLink, link_to_page
from viz.outputs.output import Output
from viz.words.messages import words_of

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "parsons.js", (STYLE, _HERE / "parsons.css")
_TITLE, _TASK, _ASKED = Text("arrange.title"), Text("arrange.task"), Text("arrange.asked")


class LinesInOrder(Output):
    """A Parsons problem of an exercise: its lines, some too many, to be put in order and indented.

    Before a running kernel what was put together is run, and judged by the exercise's own check; the progress keeps
    each attempt. Without one the page compares it with the programs that are known to work.
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._link: PageLink | None = None

    def to_text(self) -> str:
        return "\n".join([*self._said(), *(f"- {code}" for code in self._puzzle.codes)])

    def to_html(self) -> str:
        return self._html(None)

    def _live_html(self) -> str:
        self._link = self._link or link_to_page(self._hear)
        return self._html(self._link.token if self._link else None)

    def _html(self, token: str | None) -> str:
        title, *said = self._said()
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in said)
        items = "".join(f"<li><code>{escape(code)}</code></li>" for code in self._puzzle.codes)
        card = (
            f'<div class="mg-answer mg-arrange"><p class="mg-outcome">{escape(title)}</p>{paragraphs}'
            f'<ul class="mg-given">{items}</ul></div>'
        )
        return html.live(card, self._data(), _ENTRY, _STYLES, "mg-arranges", token)

    def _said(self) -> list[str]:
        puzzle = self._puzzle
        asked = _ASKED.filled(count=len(puzzle.too_many))
        return [_TITLE.filled(name=puzzle.name), _TASK.filled(task=puzzle.exercise.task), asked]

    def _data(self) -> Data:
        puzzle, wrong = self._puzzle, slips(self._puzzle)
        return {
            "words": words_of("parsons"),
            "head": puzzle.head,
            "codes": list(puzzle.codes),
            "told": [*map(str, puzzle.told)],
            "deepest": puzzle.deepest,
            "working": [*map(written, working(puzzle))],
            "tooMany": [*puzzle.instead_of],
            "slips": {written(slipped): mistake for slipped, mistake in wrong.items()},
            "mistakes": {mistake: str(MESSAGES[mistake]) for mistake in sorted(set(wrong.values()))},
        }

    def _hear(self, question: Data) -> Data:
        arranged = self._understood(question.get("arranged"))
        if not arranged:
            return {}
        result = run(self._puzzle, arranged)
        is_right = result.outcome == "right"
        records.note(self._puzzle.name, is_right)
        return {"id": question.get("id"), "right": is_right, "card": result.to_html()}

    def _understood(self, told: object) -> list[tuple[int, int]]:
        """What the page has told, as far as there are such lines; each line is there once."""
        steps = [tuple(each) for each in told] if isinstance(told, list) else []
        lines, depths = range(len(self._puzzle.codes)), range(self._puzzle.deepest + 1)
        known = all(len(step) == 2 and step[0] in lines and step[1] in depths for step in steps)
        return [(line, depth) for line, depth in steps] if known and len(dict(steps)) == len(steps) else []


arrange = ByName({name: lambda puzzle=puzzle: LinesInOrder(puzzle) for name, puzzle in PUZZLES.items()})
