"""What a learner has attempted, done, predicted, written and practised, kept in a small file.

The file is the truth. This session remembers only what could not be written to it. Whatever else stands in the file,
as a later version may write it, is left there.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import reduce
from pathlib import Path
from typing import Any

from exercises import shared_file
from exercises.progress_records import ANSWERED, ATTEMPTED, DONE, PARTS, Records, part_of, together, understood
from exercises.words import Text, joined

PLACE, OFF = "MICROGRAD_PROGRESS", "off"  # the environment variable names a folder, or says that there is to be none
_FILE = "progress.json"
_KEPT_BY_BROWSER = Path("/drive")  # JupyterLite's: the notebooks of the site, in the browser's own storage
_LATER = ("choices", "code", "log")  # parts that files of earlier versions have not
_FAILURES = (OSError, ImportError, ValueError, RecursionError)
_TROUBLE = Text("progress.trouble")
_UNREADABLE = Text("progress.unreadable")
_ASIDE = Text("progress.aside")
_UNTIL_CLOSED = Text("progress.until closed")
_NO_FILE, _NO_PROGRESS = Text("progress.no file"), Text("progress.no progress")

_memory: Any = None  # Records, if checked code has not put anything else there
_trouble = ""  # why the last attempt to save came to nothing
_unrecorded = 0  # how many blocks of `unrecorded` are open, in whichever thread


def note(exercise: str, outcome: str) -> None:
    """Take down the outcome of a check. What was done once stays done."""
    if outcome != "not attempted":
        _take_down({"exercises": {exercise: DONE if outcome == "right" else ATTEMPTED}})


def note_prediction(name: str, given: float | str, right: bool) -> None:
    """Keep a prediction, a number or the answer that was chosen, and whether it is right; the first one counts."""
    part, held = "choices" if isinstance(given, str) else "predictions", load()
    if name not in held["predictions"] and name not in held["choices"]:
        _take_down({part: {name: given}, "log": _attempt(ANSWERED, name, right, given=given)})


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
    _take_down({"log": _attempt(area, name, right, **more)})


def attempts(area: str) -> list[dict[str, Any]]:
    """All attempts of an area, the oldest first: {"at": seconds since 1970, "name", "right", and more as told}."""
    return sorted((each for each in load()["log"].values() if each["area"] == area), key=lambda each: each["at"])


def steps(area: str, last: str | None = None) -> dict[str, str]:
    """How far each thing of an area is.

    Args:
        area: as note_attempt was told.
        last: a thing is done once an attempt at it was right; where it has several steps, an attempt at this one.

    Returns:
        {name: "attempted" or "done"}, of what was attempted.
    """
    found = dict[str, str]()
    for each in attempts(area):
        is_done = each["right"] and last in (None, each.get("step"))
        if is_done or each["name"] not in found:
            found[each["name"]] = DONE if is_done else ATTEMPTED
    return found


def _attempt(area: str, name: str, right: bool, **more: float | str) -> dict[str, Any]:
    at, key = time.time(), os.urandom(6).hex()  # the module `random` is the learner's
    return {f"{at:.3f} {key}": {"at": at, "area": area, "name": name, "right": right, **more}}


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
    return together(_look()[0], understood(_memory))


def exported() -> str:
    """All that is kept, as a text that `merge` understands; also what a later version has written."""
    named = path()
    held = _read(_behind_links(named))[0] if named else {}
    return json.dumps(_with(held, load()), indent=1)


def merge(file: Path) -> None:
    """Take in what was exported on another computer; nothing of this one is lost.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: it cannot be read.
        ValueError: it holds no progress.
    """
    if not file.exists():
        raise FileNotFoundError(_NO_FILE.filled(name=file))
    held, sound = _read(file)
    if not sound or not any(part in held for part in PARTS):
        raise ValueError(_NO_PROGRESS.filled(name=file))
    _take_down(understood(held))


def trouble() -> str:
    """What is wrong with the file, in sentences; "" where all is well."""
    if is_until_closed():
        return str(_UNTIL_CLOSED)
    wrong = _TROUBLE.filled(why=_trouble) if _trouble else _look()[1]
    return "\n".join(filter(None, [wrong, _kept_aside()]))


def is_until_closed() -> bool:
    """Whether no file outlives the kernel: in a browser that gives Python no place, as at an address without https://."""
    return sys.platform == "emscripten" and not _KEPT_BY_BROWSER.is_dir() and not os.environ.get(PLACE)


def path() -> Path | None:
    """Where the file is: in the folder that MICROGRAD_PROGRESS names, else in the learner's data directory; in a
    browser among the notebooks, which is all that outlives a kernel there.

    Returns:
        The Path; None where that variable says `off`, or where it is kept until closed: then nothing is written.

    Raises:
        ImportError: no platformdirs (which Jupyter brings along).
    """
    named = os.environ.get(PLACE)
    if named and named.lower() == OFF:
        return None
    if named:
        return Path(os.path.expanduser(named)) / _FILE
    if is_until_closed():
        return None
    if sys.platform == "emscripten":
        return _KEPT_BY_BROWSER / f"micrograd-{_FILE}"
    from platformdirs import user_data_path

    return Path(user_data_path("micrograd-notebooks", appauthor=False)) / _FILE


def _take_down(news: Mapping[str, Any]) -> None:
    global _memory
    if not _unrecorded:
        _memory = together(understood(_memory), understood(news))
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
        if forget or not sound or together(known, understood(_memory)) != known:
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
            held = {name: part for name, part in held.items() if name not in PARTS}
            for copy in shared_file.copies(file):
                copy.unlink()
        records = together(_told(file, held), understood(_memory))
        shared_file.replace(file, fresh, json.dumps(_with(held, records)))  # indented it takes ten times as long


def _with(held: dict[str, Any], records: Mapping[str, Any]) -> dict[str, Any]:
    """What is to stand in a file that held this; an entry unknown here stays."""
    parts = {part: {**part_of(held, part), **records[part]} for part in PARTS}
    return {**held, **{name: part for name, part in parts.items() if part or name not in _LATER}}


def _look() -> tuple[Records, str]:
    """(what the file tells, what is wrong with it or "")"""
    try:
        named = path()
        if named is None:
            return understood(None), ""
        file = _behind_links(named)
        held, sound = _read(file)
        return _told(file, held), "" if sound else _UNREADABLE.filled(name=file)
    except _FAILURES as problem:
        return understood(None), _TROUBLE.filled(why=problem)


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
    odd = [part for part in PARTS if not isinstance(held.get(part, {}), dict)]
    return {name: part for name, part in held.items() if name not in odd}, not odd


def _told(file: Path, held: dict[str, Any]) -> Records:
    """What a file tells of which this is held, and what stands beside it from another computer."""
    others = []
    for copy in shared_file.copies(file):
        with suppress(OSError):
            others.append(understood(_read(copy)[0]))
    return reduce(together, others, understood(held))


def _behind_links(file: Path) -> Path:
    """The file that a symbolic link leads to: the link itself may lead into a synchronised folder, and stays."""
    return Path(os.path.realpath(file))


def _kept_aside() -> str:
    with suppress(*_FAILURES):
        if (named := path()) and (aside := shared_file.those_aside(_behind_links(named))):
            return _ASIDE.filled(files=joined(aside))
    return ""
