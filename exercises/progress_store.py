"""What a learner has attempted, done, predicted, written and practised, kept in a small file.

The file is the truth. This session remembers only what could not be written to it. Whatever else stands in the file,
as a later version may write it, is left there.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import reduce
from pathlib import Path
from typing import Any, TypedDict

from exercises import shared_file
from exercises.words import Text, joined


class Records(TypedDict):
    """What is kept.

    Attributes:
        exercises: {name: "attempted" or "done"}.
        predictions: {name: number}.
        choices: {name: the answer that was chosen}.
        code: {name of an exercise: code that was found right, as data of a Piece (see exercises.own_engine.piece)}.
        log: {a key of its own: one attempt at something that may be done again and again, as note_attempt wrote it}.
    """

    exercises: dict[str, str]
    predictions: dict[str, float]
    choices: dict[str, str]
    code: dict[str, dict[str, Any]]
    log: dict[str, dict[str, Any]]


PLACE, OFF = "MICROGRAD_PROGRESS", "off"  # the environment variable names a folder, or says that there is to be none
_FILE = "progress.json"
_PARTS = ("exercises", "predictions", "choices", "code", "log")
_LATER = ("choices", "code", "log")  # parts that files of earlier versions have not
_STEPS = ("attempted", "done")
_END_OF_TIME = 1e15  # seconds
_FAILURES = (OSError, ImportError, ValueError, RecursionError)
_TROUBLE = Text("progress.trouble")
_UNREADABLE = Text("progress.unreadable")
_ASIDE = Text("progress.aside")

_memory: Any = None  # Records, if checked code has not put anything else there
_trouble = ""  # why the last attempt to save came to nothing
_unrecorded = 0  # how many blocks of `unrecorded` are open, in whichever thread


def note(exercise: str, outcome: str) -> None:
    """Take down the outcome of a check. What was done once stays done."""
    if outcome != "not attempted":
        _take_down({"exercises": {exercise: "done" if outcome == "right" else "attempted"}})


def note_prediction(name: str, given: float | str) -> None:
    """Keep a prediction, a number or the answer that was chosen; the first one counts."""
    _take_down({"choices" if isinstance(given, str) else "predictions": {name: given}})


def note_code(exercise: str, code: dict[str, Any]) -> None:
    """Keep code that was found right; what is kept later takes the place of what was kept before."""
    _take_down({"code": {exercise: code}})


def note_attempt(area: str, name: str, right: bool, **more: float | str) -> None:
    """Take down one attempt. All are kept, so that those of two computers are together the attempts of both.

    Args:
        area: what it belongs to, as in "practice".
        name: what was attempted, within the area.
        right: how it ended.
        more: what else is to be known of it later.
    """
    at, key = time.time(), os.urandom(6).hex()  # the module `random` is the learner's
    _take_down({"log": {f"{at:.3f} {key}": {"at": at, "area": area, "name": name, "right": right, **more}}})


def attempts(area: str) -> list[dict[str, Any]]:
    """All attempts of an area, the oldest first: {"at": seconds since 1970, "name", "right", and more as told}."""
    return sorted((each for each in load()["log"].values() if each["area"] == area), key=lambda each: each["at"])


@contextmanager
def unrecorded() -> Iterator[None]:
    """Inside, no check and no prediction leaves a mark in the progress: for whoever checks somebody else's work."""
    global _unrecorded
    _unrecorded += 1
    try:
        yield
    finally:
        _unrecorded -= 1


def reset() -> None:
    """Forget everything."""
    global _memory
    _memory = None
    _save(forget=True)


def load() -> Records:
    """The Records: what the file says, and what this session could not write to it."""
    return _further(_look()[0], _understood(_memory))


def trouble() -> str:
    """What is wrong with the file, in sentences; "" where all is well."""
    wrong = _TROUBLE.filled(why=_trouble) if _trouble else _look()[1]
    return "\n".join(filter(None, [wrong, _kept_aside()]))


def path() -> Path | None:
    """Where the file is: in the folder that MICROGRAD_PROGRESS names, else in the learner's data directory.

    Returns:
        The Path; None where that variable says `off`: then nothing is written.

    Raises:
        ImportError: no platformdirs (which Jupyter brings along).
    """
    named = os.environ.get(PLACE)
    if named and named.lower() == OFF:
        return None
    if named:
        return Path(os.path.expanduser(named)) / _FILE
    from platformdirs import user_data_path

    return Path(user_data_path("micrograd-notebooks", appauthor=False)) / _FILE


def _take_down(news: dict[str, Any]) -> None:
    global _memory
    if not _unrecorded:
        _memory = _further(_understood(_memory), _understood(news))
        _save()


def _save(forget: bool = False) -> None:
    """Bring what is remembered into the file, where there is to be one; if so wanted, forget first what it says."""
    global _memory, _trouble
    try:
        named = path()
        if named is None:
            return
        file = _behind_links(named)
        held, sound = _read(file)  # an OSError here: what cannot be read is not overwritten
        known = _told(file, held)
        if forget or not sound or _further(known, _understood(_memory)) != known:
            named.parent.mkdir(parents=True, exist_ok=True)
            _write(file, forget)
        _memory, _trouble = None, ""
    except _FAILURES as problem:
        _trouble = str(problem)


def _write(file: Path, forget: bool) -> None:
    with shared_file.alone(file) as fresh:
        held, sound = _read(file)  # again, as another program may have been inside before
        if not sound:
            shared_file.set_aside(file)
        if forget:
            held = {name: part for name, part in held.items() if name not in _PARTS}
            for copy in shared_file.copies(file):
                copy.unlink()
        records: dict[str, Any] = {**_further(_told(file, held), _understood(_memory))}
        parts = {part: {**_part(held, part), **records[part]} for part in _PARTS}  # an entry unknown here stays
        parts = {name: part for name, part in parts.items() if part or name not in _LATER}
        shared_file.replace(file, fresh, json.dumps({**held, **parts}))  # indented it takes ten times as long


def _look() -> tuple[Records, str]:
    """(what the file tells, what is wrong with it or "")"""
    try:
        named = path()
        if named is None:
            return _understood(None), ""
        file = _behind_links(named)
        held, sound = _read(file)
        return _told(file, held), "" if sound else _UNREADABLE.filled(name=file)
    except _FAILURES as problem:
        return _understood(None), _TROUBLE.filled(why=problem)


def _read(file: Path) -> tuple[dict[str, Any], bool]:
    """(what stands in a file as far as it makes sense, whether that is all); OSError where it cannot be read."""
    try:
        held = json.loads(shared_file.contents(file))
    except FileNotFoundError:
        return {}, True
    except (ValueError, RecursionError):
        return {}, False
    if not isinstance(held, dict):
        return {}, False
    odd = [part for part in _PARTS if not isinstance(held.get(part, {}), dict)]
    return {name: part for name, part in held.items() if name not in odd}, not odd


def _told(file: Path, held: dict[str, Any]) -> Records:
    """What a file tells of which this is held, and what stands beside it from another computer."""
    others = []
    for copy in shared_file.copies(file):
        with suppress(OSError):
            others.append(_understood(_read(copy)[0]))
    return reduce(_further, others, _understood(held))


def _understood(held: Any) -> Records:
    """Of whatever it is, what this version knows the meaning of."""
    exercises, predictions, choices, code, log = (_part(held, part).items() for part in _PARTS)
    return {
        "exercises": {name: step for name, step in exercises if isinstance(step, str) and step in _STEPS},
        "predictions": {name: number for name, number in predictions if _is_number(number)},
        "choices": {name: option for name, option in choices if isinstance(option, str)},
        "code": {name: each for name, each in code if isinstance(each, dict) and _is_a_time(each.get("at"))},
        "log": {key: each for key, each in log if _is_an_attempt(each)},
    }


def _is_an_attempt(held: Any) -> bool:
    return (
        isinstance(held, dict)
        and _is_a_time(held.get("at"))
        and isinstance(held.get("area"), str)
        and isinstance(held.get("name"), str)
        and isinstance(held.get("right"), bool)
    )


def _is_number(held: Any) -> bool:
    return isinstance(held, (int, float))


def _is_a_time(held: Any) -> bool:
    """Whether it may be seconds since 1970: what is later than any clock would keep all later code away."""
    return _is_number(held) and 0 <= held < _END_OF_TIME


def _part(held: Any, name: str) -> dict[str, Any]:
    part = held.get(name) if isinstance(held, dict) else None
    return {key: entry for key, entry in part.items() if isinstance(key, str)} if isinstance(part, dict) else {}


def _further(first: Records, second: Records) -> Records:
    """Both together: the further step wins, the first prediction, the latest code, and all attempts."""
    exercises = dict(first["exercises"])
    for name, step in second["exercises"].items():
        if name not in exercises or _STEPS.index(step) > _STEPS.index(exercises[name]):
            exercises[name] = step
    code = dict(first["code"])
    for name, each in second["code"].items():
        if name not in code or each["at"] > code[name]["at"]:
            code[name] = each
    return {
        "exercises": exercises,
        "predictions": {**second["predictions"], **first["predictions"]},
        "choices": {**second["choices"], **first["choices"]},
        "code": code,
        "log": {**first["log"], **second["log"]},
    }


def _behind_links(file: Path) -> Path:
    """The file that a symbolic link leads to: the link itself may lead into a synchronised folder, and stays."""
    return Path(os.path.realpath(file))


def _kept_aside() -> str:
    with suppress(*_FAILURES):
        if (named := path()) and (aside := shared_file.those_aside(_behind_links(named))):
            return _ASIDE.filled(files=joined(aside))
    return ""
