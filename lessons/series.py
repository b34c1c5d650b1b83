"""The lessons in order, and the tables that list them. One row of series.toml for each lesson."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from viz.words.messages import say_in

LESSON, BLANK_PAGE, TASKS = "lesson", "blank page", "tasks"  # the kinds
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Lesson:
    """One row of the series.

    Attributes:
        source: the name of its file, without the ending.
        minutes: how long it takes.
        kind: "lesson"; "blank page" for one on which a learner writes, "tasks" for one of optional exercises, which no
            class is taught.
        words: {language: {"picture": what its cover shows, "goal": what one can do afterwards, "content": the same in
            more words}}.
    """

    source: str
    minutes: int
    kind: str
    words: dict[str, dict[str, str]]

    @property
    def path(self) -> Path:
        return ROOT / "lessons" / f"{self.source}.py"

    def title(self, language: str) -> str:
        """Its first heading in that language: "2 · Add"."""
        head = self.path.read_text(encoding="utf-8").split(f'lang="{language}"', 1)[1]
        heading = re.search(r"^# # (.*)$", head, re.MULTILINE)
        assert heading, f"{self.path} has no heading in {language}"
        return heading[1]


def series() -> list[Lesson]:
    """The Lessons, in order, the blank page and the tasks."""
    rows = tomllib.loads((ROOT / "lessons" / "series.toml").read_text(encoding="utf-8"))["lesson"]
    return [Lesson(row.pop("source"), row.pop("minutes"), row.pop("kind", LESSON), row) for row in rows]


LANGUAGES = tuple(series()[0].words)  # that the lessons are written in
ORIGINAL, TRANSLATIONS = LANGUAGES[0], LANGUAGES[1:]


def overview(language: str) -> str:
    """The table of the overview, in Markdown."""
    return table(language, 180, "attachment:", "", "goal")


def table(language: str, width: int, covers: str, notebooks: str, told: str) -> str:
    """The table of all lessons, in Markdown.

    Args:
        width: of a cover, in CSS pixels.
        covers, notebooks: what stands before the name of a cover, or of a notebook.
        told: "goal" or "content".
    """
    heads = say_in(language, "lesson.head"), say_in(language, "lesson.goal"), say_in(language, "lesson.minutes")
    room = "&nbsp;" * (width // 5)  # a page with many words in the other columns would make the covers small
    rows = [f"| {room} | {' | '.join(heads)} |", "|---|---|---|---|"]
    for lesson in series():
        words = lesson.words[language]
        cover = f'<img alt="{words["picture"]}" width="{width}" src="{covers}{lesson.source}.png">'
        rows.append(
            f"| {cover} | [{lesson.title(language)}]({notebooks}{lesson.source}.ipynb) | {words[told]} | "
            f"{lesson.minutes} |"
        )
    return "\n".join(rows)
