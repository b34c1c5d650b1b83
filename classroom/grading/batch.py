"""Grades all hand-ins of a folder, several at once. What came of each is kept in a file of its own, so that a run that
was interrupted goes on where it was.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from classroom.grading.grading import Grade, Grading, Limits
from classroom.grading.hand_in import Unreadable, read_hand_in
from classroom.grading.running import Ended
from classroom.grading.tasks import tasks_of
from viz.words.messages import encodable, say_in

_KEPT = "results"
_FORMAT = 1  # of what is kept: another one is graded again
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.|[. ]$')
_LONGEST_NAME = 150  # bytes; a file's name may have 255


@dataclass(frozen=True)
class Graded:
    """What came of a hand-in.

    Attributes:
        name: of the submission.
        lesson: the name of its lesson; "" where that is not known.
        language: of its answers.
        grades: one for each exercise; where nothing could be read or run, one of no exercise that says why.
        written: all that stood in the cells that were checked.
    """

    name: str
    lesson: str
    language: str
    grades: tuple[Grade, ...]
    written: str = ""


@dataclass(frozen=True)
class Wanted:
    """How hand-ins are to be graded.

    Attributes:
        lesson: the name of the lesson that was to be handed in, None where each says its own.
        language: of the answers where a hand-in does not say.
        limits: of the time of each.
        around: the folder of a kernel -> what stands before its command.
        jobs: how many at once.
    """

    lesson: str | None
    language: str
    limits: Limits
    around: Callable[[Path], Sequence[str]]
    jobs: int


def grade_all(files: dict[str, Path], out: Path, wanted: Wanted, tell: Callable[[int, int], None]) -> list[Graded]:
    """Grade what was not graded before.

    Args:
        files: {name of a submission: its file}.
        out: the folder where the results are kept.
        wanted: how.
        tell: is told how many of how many are done.

    Returns:
        A Graded for each file, in their order; when it is interrupted, for those that are done by then.
    """
    (out / _KEPT).mkdir(parents=True, exist_ok=True)
    marks = {name: _mark(path, wanted) for name, path in files.items()}
    done = {name: kept for name in files if (kept := _kept(out, name, marks[name])) is not None}
    tell(len(done), len(files))
    with ThreadPoolExecutor(wanted.jobs) as pool:
        futures = {pool.submit(_graded, name, files[name], wanted): name for name in files if name not in done}
        try:
            for future in as_completed(futures):
                name = futures[future]
                done[name] = _keep(out, name, marks[name], future, wanted.language)
                tell(len(done), len(files))
        except KeyboardInterrupt:
            pool.shutdown(wait=True, cancel_futures=True)
    return [done[name] for name in files if name in done]


def file_name(name: str) -> str:
    """What the files of a submission are called: its name, as far as a file can have it."""
    told = _NOT_IN_A_NAME.sub("_", name).encode()[:_LONGEST_NAME].decode(errors="ignore")
    return told if told == name else f"{told}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def alike(graded: Iterable[Graded]) -> list[list[Graded]]:
    """The hand-ins in which the same was written, to the letter, in groups; those in which nothing was are left out."""
    groups = dict[tuple[str, str], list[Graded]]()
    for each in graded:
        if any(grade.outcome not in ("not attempted", "not there") for grade in each.grades):
            groups.setdefault((each.lesson, each.written), []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def _graded(name: str, path: Path, wanted: Wanted) -> Graded:
    try:
        hand_in = read_hand_in(name, path, wanted.lesson, wanted.language)
    except Unreadable as problem:
        exercises = tasks_of(wanted.lesson) if wanted.lesson else [""]
        grades = tuple(Grade(exercise, "not there", message=str(problem)) for exercise in exercises)
        return Graded(name, wanted.lesson or "", wanted.language, grades)
    grades = tuple(Grading(hand_in, wanted.limits, wanted.around).grades())
    return Graded(name, hand_in.lesson, hand_in.language, grades, hand_in.written())


def _keep(out: Path, name: str, mark: str, future: "Future[Graded]", told_in: str) -> Graded:
    """What came of a hand-in, kept for the next run; where the grader itself has failed it is told, and not kept."""
    try:
        graded = future.result()
    except Exception as problem:
        why = "" if isinstance(problem, Ended) else f" {type(problem).__name__}: {encodable(str(problem))}"
        return Graded(name, "", told_in, (Grade("", "", message=say_in(told_in, "grade.failed") + why),))
    file = _file(out, name)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({"of": mark, "graded": asdict(graded)}), encoding="utf-8")
    fresh.replace(file)
    return graded


def _kept(out: Path, name: str, mark: str) -> Graded | None:
    """What came of it in an earlier run, if nothing has changed since."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept: Any = json.loads(_file(out, name).read_text(encoding="utf-8"))
        if kept["of"] == mark:
            told = kept["graded"]
            return Graded(**told | {"grades": tuple(Grade(**each) for each in told["grades"])})
    return None


def _file(out: Path, name: str) -> Path:
    return out / _KEPT / f"{file_name(name)}.json"


def _mark(path: Path, wanted: Wanted) -> str:
    """What tells a file, and how it is graded, from others."""
    told = f"{_FORMAT} {wanted.lesson} {wanted.language} {wanted.limits}".encode()
    with suppress(OSError):
        told += path.read_bytes()
    return hashlib.sha256(told).hexdigest()
