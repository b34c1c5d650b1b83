"""The courses: which sections of the lessons come when, with how many minutes, what is homework, what is left out.

A course is a file `courses/NAME.toml`:

    minutes = 50                          # of each meeting
    machines = true                       # learners sit at machines: what is no slide is done there and then
    [title]                               # every text in each language: en = "...", "zh-TW" = "..."
    [about]                               # for whom it is, how the class is run
    [[meetings]]
    items = ["00", "02 moves 8", "break 15"]   # a lesson; a section, with minutes of its own; a break
    homework = ["02 make_add3", "03"]          # sections; "03": those of lesson 3 that no meeting of the course has
    title, hint                           # what it is about, what to look after
    [meetings.written]                    # one question to be answered in a sentence or two
    question, full, half                  # what is asked, what earns all points, what earns half of them
    [[left_out]]
    sections = ["08"]                     # as in homework: those that are neither taught nor homework
    why

A lesson among the items stands for those of its sections that take minutes in a lecture and are no homework. Of a
section that is taught, what is on no slide is homework as well, unless the learners sit at machines.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from classroom import lesson as lessons
from classroom.plans.sections import Section, sections
from viz.words.messages import say

_FOLDER = Path(__file__).with_name("courses")
_BREAK = "break"


@dataclass(frozen=True)
class Work:
    """A section, and what of it is asked and done in a meeting, or at home.

    Attributes:
        section: that it is.
        questions, exercises: the names of those of its questions and exercises.
    """

    section: Section
    questions: tuple[str, ...]
    exercises: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A stretch of a meeting.

    Attributes:
        minutes: that it takes.
        work: what it is spent on; None for a break.
    """

    minutes: int
    work: Work | None


@dataclass(frozen=True)
class Written:
    """A question to be answered in a sentence or two.

    Attributes:
        question: what is asked.
        full, half: what earns all points, and half of them.
    """

    question: str
    full: str
    half: str


@dataclass(frozen=True)
class Meeting:
    """A time that a class comes together.

    Attributes:
        title: what it is about.
        hint: what to look after.
        items: in order.
        homework: what is done until the next one.
        written: the question that goes with them; None where there is no homework.
    """

    title: str
    hint: str
    items: tuple[Item, ...]
    homework: tuple[Work, ...]
    written: Written | None

    @property
    def minutes(self) -> int:
        """All that it takes."""
        return sum(item.minutes for item in self.items)

    @property
    def taught(self) -> list[tuple[Work, int]]:
        """(what is taught, its minutes), without the breaks."""
        return [(item.work, item.minutes) for item in self.items if item.work]


@dataclass(frozen=True)
class Course:
    """A course.

    Attributes:
        name: that of its file.
        title, about: in words.
        minutes: that each meeting should take.
        meetings: in order.
        left_out: (sections, why) for what is neither taught nor homework.
        known: the sections of all lessons.
    """

    name: str
    title: str
    about: str
    minutes: int
    meetings: tuple[Meeting, ...]
    left_out: tuple[tuple[tuple[Section, ...], str], ...]
    known: tuple[Section, ...]

    @cached_property
    def asked(self) -> Mapping[str, tuple[int, bool]]:
        """{name of a question: (number of the meeting that it belongs to, whether it is homework)}"""
        found: dict[str, tuple[int, bool]] = {}
        for n, meeting in enumerate(self.meetings, 1):
            for is_homework, works in enumerate(([work for work, _ in meeting.taught], meeting.homework)):
                found |= {name: (n, bool(is_homework)) for work in works for name in work.questions}
        return found

    def minutes_in(self, lesson: str) -> Mapping[str, int]:
        """{name of a section of that lesson that is taught: its minutes}

        Raises:
            ValueError: the course has nothing of that lesson.
        """
        if lesson not in self.lessons:
            raise ValueError(say("plan.not taught", course=self.name, lesson=lesson, lessons=", ".join(self.lessons)))
        taught = [each for meeting in self.meetings for each in meeting.taught]
        return {work.section.name: minutes for work, minutes in taught if work.section.lesson == lesson}

    @property
    def lessons(self) -> list[str]:
        """The names of the lessons that are taught, in order."""
        return sorted({work.section.lesson for meeting in self.meetings for work, _ in meeting.taught})


def names() -> list[str]:
    """Those of all courses, the shortest first."""
    return sorted((path.stem for path in _FOLDER.glob("*.toml")), key=_length)


def _length(name: str) -> int:
    said = _read(name)
    return len(said["meetings"]) * int(said["minutes"])


def all_sections(language: str) -> list[Section]:
    """Those of all lessons, in order."""
    return [section for name in lessons.taught() for section in sections(lessons.read(name, language))]


def course(name: str, language: str, known: Sequence[Section] | None = None) -> Course:
    """The course of that name.

    Args:
        name: one of names().
        language: "en" or another that the lessons have.
        known: the sections of the lessons, where they are not to be read.

    Raises:
        ValueError: there is none; or it names a section that there is not, or one twice.
    """
    if name not in names():
        raise ValueError(say("plan.no course", asked=name, names=", ".join(names())))
    return _Reader(name, language, all_sections(language) if known is None else known).course()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


class _Reader:
    """Reads the file of a course against the sections that there are."""

    def __init__(self, name: str, language: str, known: Sequence[Section]) -> None:
        self._name, self._language, self._said = name, language, _read(name)
        self._at_machines = self._said.get("machines", False)
        self._known = {section.key: section for section in known}
        self._given: set[str] = set()  # the keys that are named by themselves, wherever
        self._taken: set[str] = set()  # those that have their place
        lists = [each.get(part, ()) for each in self._said["meetings"] for part in ("items", "homework")]
        for entries in [*lists, *(each["sections"] for each in self._said.get("left_out", ()))]:
            self._given |= {" ".join(entry.split()[:2]) for entry in entries if " " in entry}

    def course(self) -> Course:
        said = self._said
        taught = [self._items(each["items"]) for each in said["meetings"]]
        homework = [self._homework(items, each.get("homework", ())) for items, each in zip(taught, said["meetings"])]
        left_out = [(self._sections(each["sections"]), self._text(each["why"])) for each in said.get("left_out", ())]
        meetings = [
            Meeting(self._text(each["title"]), self._text(each["hint"]), items, at_home, self._written(each))
            for each, items, at_home in zip(said["meetings"], taught, homework)
        ]
        return Course(
            self._name,
            self._text(said["title"]),
            self._text(said["about"]),
            said["minutes"],
            tuple(meetings),
            tuple(left_out),
            tuple(self._known.values()),
        )

    def _items(self, entries: Iterable[str]) -> tuple[Item, ...]:
        items: list[Item] = []
        for entry in entries:
            first, *more = entry.split()
            if first == _BREAK:
                items.append(Item(int(more[0]), None))
            elif not more:
                taken = [self._take(section.key) for section in self._rest_of(first) if section.minutes]
                items += [Item(section.minutes, self._in_class(section)) for section in taken]
            else:
                section = self._take(f"{first} {more[0]}")
                items.append(Item(int(more[1]) if len(more) > 1 else section.minutes, self._in_class(section)))
        return tuple(items)

    def _in_class(self, section: Section) -> Work:
        return _whole(section) if self._at_machines else Work(section, section.questions, section.exercises)

    def _homework(self, items: Iterable[Item], entries: Iterable[str]) -> tuple[Work, ...]:
        """What a meeting has left to be done of its own sections, and the sections that are homework as a whole."""
        taught = [] if self._at_machines else [item.work.section for item in items if item.work]
        left = [Work(section, section.home_questions, section.home_exercises) for section in taught]
        whole = map(_whole, self._sections(entries))
        return (*(work for work in left if work.questions or work.exercises), *whole)

    def _sections(self, entries: Iterable[str]) -> tuple[Section, ...]:
        keys = [
            key
            for entry in entries
            for key in ([entry] if " " in entry else [section.key for section in self._rest_of(entry)])
        ]
        return tuple(map(self._take, keys))

    def _rest_of(self, number: str) -> list[Section]:
        """The sections of a lesson that have no place yet, and are not named by themselves."""
        found = [section for section in self._known.values() if section.lesson[:2] == number]
        if not found:
            raise ValueError(f"courses/{self._name}.toml: lesson {number} has no sections")
        return [section for section in found if section.key not in self._taken | self._given]

    def _take(self, key: str) -> Section:
        if key not in self._known:
            raise ValueError(f"courses/{self._name}.toml: no lesson has a section “{key}”")
        if key in self._taken:
            raise ValueError(f"courses/{self._name}.toml: “{key}” has two places")
        self._taken.add(key)
        return self._known[key]

    def _written(self, said: Mapping[str, Any]) -> Written | None:
        if "written" not in said:
            return None
        return Written(**{part: self._text(texts) for part, texts in said["written"].items()})

    def _text(self, said: Mapping[str, str]) -> str:
        return said[self._language]


def _whole(section: Section) -> Work:
    """All of a section."""
    return Work(section, (*section.questions, *section.home_questions), (*section.exercises, *section.home_exercises))
