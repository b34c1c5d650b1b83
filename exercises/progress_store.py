"""What a learner has attempted, done and predicted, kept in a small file in their data directory."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypedDict


class Records(TypedDict):
    """What is kept.

    Attributes:
        exercises: {name: "attempted" or "done"}.
        predictions: {name: number}.
    """

    exercises: dict[str, str]
    predictions: dict[str, float]


_FILE = "progress.json"
_STEPS = ("attempted", "done")
_OF_OUTCOME = {"raised": "attempted", "wrong": "attempted", "right": "done"}
_memory: Records = {"exercises": {}, "predictions": {}}
_trouble = ""


def note(exercise: str, outcome: str) -> None:
    """Take down the outcome of a check. What was done once stays done."""
    step = _OF_OUTCOME.get(outcome)
    known = load()["exercises"].get(exercise)
    if step and (known is None or _STEPS.index(step) > _STEPS.index(known)):
        _change(lambda records: records["exercises"].__setitem__(exercise, step))


def note_prediction(name: str, number: float) -> None:
    """Keep a prediction; the first one counts."""
    if name not in load()["predictions"]:
        _change(lambda records: records["predictions"].__setitem__(name, number))


def reset() -> None:
    """Forget everything."""
    _change(_forget)


def _forget(records: Records) -> None:
    records["exercises"].clear()
    records["predictions"].clear()


def load() -> Records:
    """The Records: what this session knows, and what the file says."""
    global _trouble
    try:
        _read()
    except (OSError, ImportError) as problem:
        _trouble = str(problem)
    return _memory


def trouble() -> str:
    """Why the file could not be read or written, in the system's words; "" where all went well."""
    return _trouble


def path() -> Path:
    """Where the file is; ImportError without platformdirs (which Jupyter brings along)."""
    from platformdirs import user_data_path

    return Path(user_data_path("micrograd-notebooks", appauthor=False)) / _FILE


def _read() -> None:
    """Take over what the file holds. OSError or ImportError where nobody can tell what it holds."""
    global _trouble
    try:
        held = json.loads(path().read_bytes())
        _merge(held["exercises"].items(), held["predictions"].items())
    except FileNotFoundError:
        pass
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        _trouble = f"{_FILE}: {problem}"
        os.replace(path(), path().with_name(f"{_FILE}.unreadable"))  # not overwritten: it may be somebody's work


def _merge(exercises: Iterable[tuple[Any, Any]], predictions: Iterable[tuple[Any, Any]]) -> None:
    """What another kernel may have written: the further step wins, the older prediction stays."""
    for name, step in exercises:
        if step in _STEPS and _memory["exercises"].get(name) != "done":
            _memory["exercises"][str(name)] = step
    for name, number in predictions:
        if isinstance(number, (int, float)):
            _memory["predictions"][str(name)] = number


def _change(change: Callable[[Records], object]) -> None:
    global _trouble
    try:
        try:
            _read()  # and if it cannot be read, nothing is written over it
        finally:
            change(_memory)
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{_FILE}.{os.getpid()}")
        fresh.write_text(json.dumps(_memory, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, file)  # at once or not at all
    except (OSError, ImportError) as problem:
        _trouble = str(problem)
