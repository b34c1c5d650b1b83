"""A sheet of practice: its tasks one after another, in a page that needs no kernel."""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

import viz
from exercises.card import STYLE
from exercises.illustrations import solve
from exercises.originals import in_force
from exercises.practice import boxes, records, sentences
from exercises.practice.figures import figure, in_words
from exercises.practice.schedule import Standing, standings
from exercises.practice.tasks import Given, Task
from exercises.truth import CLOSE
from exercises.words import Text
from viz.outputs import html, player
from viz.outputs.html import Data
from viz.outputs.link import PageLink, link_to_page
from viz.outputs.output import Output
from viz.outputs.player import Animation

_HERE = Path(__file__).parent
_ENTRY = _HERE / "practice.js"
_STYLES = (*player.STYLES, STYLE, boxes.STYLE, _HERE.parent / "question.css", _HERE / "practice.css")

_TITLE, _SEED, _NUMBER = Text("practice.title"), Text("practice.seed"), Text("practice.task")
_FIELD, _BUTTON, _TYPE = Text("practice.field"), Text("practice.button"), Text("predict.type a number")
_STORY, _ANSWER, _ANSWER_OPTION = Text("practice.story"), Text("predict.truth"), Text("predict.true option")
_RIGHT, _WRONG = Text("practice.right"), Text("practice.wrong")
_NEXT, _DONE = Text("practice.next"), Text("practice.done")
_NOTHING_YET = Text("practice.nothing yet")
_MISSED, _AGAIN, _COMMA = Text("practice.missed"), Text("practice.again"), Text("comma")


class Sheet(Output):
    """Tasks, asked one after another: shown by Jupyter, saved by `.save("practice.html")`.

    Attributes:
        tasks: the Tasks.
        kinds: the names of all kinds that there is to practise, those of other sheets too.
        seed: what the sheet is made again from; None where it was put together for today.
    """

    def __init__(self, tasks: Sequence[Task], kinds: Sequence[str], seed: int | None) -> None:
        self.tasks, self.kinds, self.seed = tasks, kinds, seed
        self._given: dict[int, Given | None] = {}
        self._link: PageLink | None = None

    def to_html(self) -> str:
        return self._html(None)

    def _live_html(self) -> str:
        self._link = self._link or link_to_page(self._hear)
        return self._html(self._link.token if self._link else None)

    def to_text(self) -> str:
        asked = [*map(self._in_words, range(len(self.tasks)))] or [str(_NOTHING_YET)]
        return "\n\n".join([self._page_title(), *asked])

    def _in_words(self, n: int) -> str:
        task = self.tasks[n]
        options = [f"- {sentences.told(task, option)}" for option in task.options]
        return "\n".join([self._number(n), in_words(task), sentences.question(task), *options])

    def _page_title(self) -> str:
        return str(_TITLE) if self.seed is None else _SEED.filled(seed=self.seed)

    def _number(self, n: int) -> str:
        return _NUMBER.filled(n=n + 1, total=len(self.tasks), kind=sentences.KINDS[self.tasks[n].kind])

    def _html(self, token: str | None) -> str:
        if not self.tasks:
            told = f'<p class="mg-question">{escape(str(_NOTHING_YET))}</p>'
            return html.frame(told, "mg-answer", STYLE.read_text(encoding="utf-8"))
        with in_force():
            stories = [_story(task) for task in self.tasks]
            items = [self._item(n, story) for n, story in enumerate(stories)]
        way = "" if self.seed is not None else f'<div class="mg-way">{self._way()}</div>'
        words = {"next": str(_NEXT), "done": _DONE.filled(right="{right}", total="{total}"), "comma": str(_COMMA)}
        words |= {"missed": _MISSED.filled(kinds="{kinds}"), "again": _AGAIN.filled(kinds="{kinds}")}
        data: Data = {
            "words": words,
            "items": [{"asked": self._data(n), "story": story.page_data()} for n, story in enumerate(stories)],
        }
        return html.live(way + "".join(items), data, _ENTRY, _STYLES, "mg-practice", token)

    def _item(self, n: int, story: Animation) -> str:
        task, (svg, description) = self.tasks[n], figure(self.tasks[n])
        options = "".join(f"<li>{escape(sentences.told(task, option))}</li>" for option in task.options)
        listed = f'<ul class="mg-options">{options}</ul>' if options else ""
        answer = (_ANSWER_OPTION if task.options else _ANSWER).filled(true=sentences.told(task, task.true))
        lines = "".join(f"<li>{escape(line)}</li>" for line in sentences.way(task))
        return (
            f'<section class="mg-item"><p class="mg-number">{escape(self._number(n))}</p>'
            f"{html.inline_svg(svg, description)}"
            f'<div class="mg-answer mg-predict"><p class="mg-question">{escape(sentences.question(task))}</p>{listed}'
            f'<p class="mg-next"></p></div><details class="mg-waiting"><summary>{escape(str(_STORY))}</summary>'
            f'<div class="mg-told"><p class="mg-true">{escape(answer)}</p><ul>{lines}</ul></div>'
            f'<div class="mg-player">{story.inside()}</div></details></section>'
        )

    def _data(self, n: int) -> Data:
        """A task as question_view.js takes it."""
        task = self.tasks[n]
        return {
            "words": {"field": str(_FIELD), "button": str(_BUTTON), "type": str(_TYPE)},
            "options": [[option, sentences.told(task, option)] for option in task.options],
            "true": task.true,
            "close": CLOSE,
            "right": _RIGHT.filled(given="{given}"),
            "wrong": _WRONG.filled(given="{given}", true=sentences.told(task, task.true)),
            "slips": [[given, sentences.slip(task, given)] for given in task.slips],
            "state": {"given": self._given[n]} if n in self._given else None,
            "kind": str(sentences.KINDS[task.kind]),
        }

    def _hear(self, question: Data) -> Data:
        """Take down what was answered in the page; of each task the first answer counts."""
        for n, given in question.get("given", []):
            if n not in self._given and n in range(len(self.tasks)):
                self._given[n] = given
                records.note(self.tasks[n], given)
        return {"way": self._way()}

    def _way(self) -> str:
        found = self._standings()
        return f"{boxes.piles(found)}<p>{escape(boxes.in_words(found, date.today()))}</p>"

    def _standings(self) -> dict[str, Standing]:
        return standings(self.kinds, records.attempts())


def _story(task: Task) -> Animation:
    """The right answer, played: all of the graph, forwards and back."""
    return viz.animate(solve(task.drawn.expression)[0])
