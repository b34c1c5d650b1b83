"""Progress as a file that is taken from one computer to another."""

from os import PathLike
from pathlib import Path

from exercises import progress_store
from exercises.progress_records import ANSWERED, Records
from exercises.words import Text, joined
from viz.outputs.output import write

_NEWS, _NOTHING = Text("progress.news"), Text("progress.nothing new")
_NEW = {
    "exercises": Text("progress.new exercises"),
    "answers": Text("progress.new answers"),
    "code": Text("progress.new code"),
    "attempts": Text("progress.new attempts"),
}


def export(path: str | PathLike[str]) -> Path:
    """Write all that is kept to a file; see AllProgress.export."""
    return write(path, {".json": progress_store.exported})


def merge(path: str | PathLike[str]) -> str:
    """Take in what such a file holds; see AllProgress.merge.

    Returns:
        What is new, in a sentence.
    """
    file = Path(path).expanduser()
    before = _counted(progress_store.load())
    progress_store.merge(file)
    after = _counted(progress_store.load())
    told = [text.filled(count=len(new)) for part, text in _NEW.items() if (new := after[part] - before[part])]
    return _NEWS.filled(file=file.name, what=joined(told)) if told else _NOTHING.filled(file=file.name)


def _counted(held: Records) -> dict[str, set[object]]:
    """What there is to count; two are equal where they are the same on both computers."""
    attempts = [key for key, each in held["log"].items() if each["area"] != ANSWERED]
    return {
        "exercises": set(held["exercises"].items()),
        "answers": {*held["predictions"].items(), *held["choices"].items()},
        "code": {(name, each["at"]) for name, each in held["code"].items()},
        "attempts": set(attempts),
    }
