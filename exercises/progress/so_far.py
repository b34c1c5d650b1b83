"""All that is known of a learner's work: what the picture shows, and what the next steps follow from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exercises import progress_store
from exercises.blank_page.parts import PARTS
from exercises.blank_page.tries import Round, this_round
from exercises.bugs import records as bug_records
from exercises.bugs.collection import BUGS
from exercises.exercise import Exercise
from exercises.originals import in_force
from exercises.parsons import records as line_records
from exercises.parsons.puzzles import PUZZLES
from exercises.practice import records as practice_records
from exercises.practice.kinds import known_after
from exercises.practice.schedule import Standing, standings
from exercises.progress_records import ANSWERED, ATTEMPTED, DONE, Records
from exercises.topics import EXERCISES, QUESTIONS
from exercises.truth import Given, is_right

Steps = Mapping[str, str | None]  # {name: "attempted", "done", or None where it is untouched}


@dataclass(frozen=True)
class Lesson:
    """What was done of a lesson.

    Attributes:
        number: its number.
        exercises: {name: how far it is}.
        questions: {name: whether the first answer was right; None where there was none}.
        lines: {name of an exercise whose lines can be put in order: how far that is}.
        bugs: {name: how far it is}.
        optional: whether it may be left out.
    """

    number: int
    exercises: Steps
    questions: Mapping[str, bool | None]
    lines: Steps
    bugs: Steps
    optional: bool

    @property
    def is_done(self) -> bool:
        """Whether all its exercises are done."""
        return all(step == DONE for step in self.exercises.values())


@dataclass(frozen=True)
class SoFar:
    """What was done of everything.

    Attributes:
        lessons: all of them, in order.
        tasks: the same of what may be left out.
        kinds: {kind of practice: where it stands}, those that are learnt already.
        bug_on: the day on which a bug was found last; None where none was.
        blank: {part of the blank page: how far it is}.
        round: of the same page: tries and time.
        today: the day on which this is told.
    """

    lessons: Sequence[Lesson]
    tasks: Sequence[Lesson]
    kinds: Mapping[str, Standing]
    bug_on: date | None
    blank: Steps
    round: Round
    today: date

    @property
    def exercises(self) -> dict[str, str | None]:
        """{name: how far it is} of the exercises of all lessons."""
        return {name: step for lesson in self.lessons for name, step in lesson.exercises.items()}


def so_far(today: date) -> SoFar:
    """All that is known of this learner's work."""
    kinds = [kind.name for kind in known_after(practice_records.lesson_reached())]
    lessons, page = _lessons(), this_round()
    return SoFar(
        [each for each in lessons if not each.optional],
        [each for each in lessons if each.optional],
        standings(kinds, practice_records.attempts()),
        max(bug_records.found().values(), default=None),
        {part: DONE if part in page.right else ATTEMPTED if part in page.tries else None for part in PARTS},
        page,
        today,
    )


def _lessons() -> list[Lesson]:
    held = progress_store.load()
    answers, lines, bugs = _answers(held), line_records.steps(), bug_records.steps()
    return [
        Lesson(
            number,
            {each.name: held["exercises"].get(each.name) for each in exercises},
            {asked.name: answers.get(asked.name) for each in exercises for asked in each.predictions},
            {name: lines.get(name) for name, each in PUZZLES.items() if each.exercise.lesson == number},
            {name: bugs.get(name) for name, each in BUGS.items() if each.lesson == number},
            all(each.optional for each in exercises),
        )
        for number, exercises in _by_lesson().items()
    ]


def _by_lesson() -> dict[int, list[Exercise]]:
    found = dict[int, list[Exercise]]()
    for exercise in EXERCISES.values():
        found.setdefault(exercise.lesson, []).append(exercise)
    return found


def _answers(held: Records) -> dict[str, bool]:
    """{question: whether the first answer was right}; of answers that earlier versions have kept it is found out."""
    kept: dict[str, Given] = {**held["predictions"], **held["choices"]}
    given = {name: each for name, each in kept.items() if name in QUESTIONS}
    told = {(each["name"], each.get("given")): each["right"] for each in held["log"].values() if _is_answer(each)}
    with in_force():
        return {
            name: told[name, each] if (name, each) in told else is_right(QUESTIONS[name], each)
            for name, each in given.items()
        }


def _is_answer(attempt: Mapping[str, object]) -> bool:
    return attempt["area"] == ANSWERED and isinstance(attempt.get("given"), (int, float, str))
