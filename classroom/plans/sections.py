"""The sections of a lesson: what a plan of a course puts together, or leaves out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from classroom.lesson import Lesson, Part
from classroom.slides.deck import Slide

_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A part of a lesson with a name.

    Attributes:
        lesson: the name of the lesson.
        name: its own, unique in the lesson.
        heading: the nearest above it, Markdown.
        minutes: in a lecture of the whole lesson; 0 for what is homework there.
        questions, exercises: the names of those that a class is asked, and set.
        home_questions, home_exercises: of those that are on no slide: in a lecture they are homework.
    """

    lesson: str
    name: str
    heading: str
    minutes: int
    questions: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    home_questions: tuple[str, ...] = ()
    home_exercises: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """As in a file of a course: "02 moves"."""
        return f"{self.lesson[:2]} {self.name}"


def sections(lesson: Lesson) -> list[Section]:
    """The sections of a lesson, in order; what stands before the first one belongs to none."""
    starts = [n for n, part in enumerate(lesson.parts) if part.section]
    found, heading = list[Section](), ""
    for start, end in zip(starts, [*starts[1:], len(lesson.parts)]):
        heading = _heading(lesson.parts[start:end]) or heading  # without one it goes on below the heading before it
        found.append(_section(lesson.name, lesson.parts[start:end], heading))
    return found


def shortened(lesson: Lesson, minutes: Mapping[str, int]) -> Lesson:
    """The same Lesson with some of its sections only, and what stands before the first one.

    Args:
        lesson: executed, where it is to have outputs: what is left out may be needed by what comes after it.
        minutes: {name of a section that is kept: the minutes that it gets}.
    """
    kept: list[Part] = []
    is_kept = True
    for part in lesson.parts:
        if part.section:
            is_kept = part.section in minutes
            part = replace(part, minutes=minutes.get(part.section, 0))
        if is_kept:
            kept.append(part)
    return replace(lesson, parts=tuple(kept))


def _section(lesson: str, parts: Sequence[Part], heading: str) -> Section:
    return Section(
        lesson,
        parts[0].section or "",
        heading,
        parts[0].minutes,
        *_asked_and_set(part for part in parts if part.slide.get("show") != "nothing"),
        *_asked_and_set(part for part in parts if part.slide.get("show") == "nothing"),
    )


def _asked_and_set(parts: Iterable[Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the questions, the exercises) of some cells."""
    there = list(parts)
    questions = chain.from_iterable(part.predict for part in there)
    return tuple(questions), tuple(part.exercise for part in there if part.exercise)


def _heading(parts: Sequence[Part]) -> str:
    """The first heading in it, those of its slides included: a section may begin where the notebook has none."""
    texts = chain.from_iterable(("" if part.is_code else part.source, part.slide.get("text", "")) for part in parts)
    found = filter(None, map(_HEADING.search, texts))
    return next((heading[1] for heading in found), "")


def slide_numbers(found: Sequence[Slide]) -> Mapping[str, tuple[int, int]]:
    """{name of a section: (its first slide, its last)}, counted from 1, for those that have slides."""
    starts = [n for n, slide in enumerate(found) if slide.begins]
    return {found[start].begins or "": (start + 1, end) for start, end in zip(starts, [*starts[1:], len(found)])}
