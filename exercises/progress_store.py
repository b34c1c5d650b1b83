"""What a learner has attempted, done and predicted, kept in a small file in their data directory."""

import json
import os
from pathlib import Path

_FILE = "progress.json"
_STEPS = ("attempted", "done")
_OF_OUTCOME = {"raised": "attempted", "wrong": "attempted", "right": "done"}
_memory = {"exercises": {}, "predictions": {}}
_trouble = ""


def note(exercise, outcome):
    """Take down the outcome of a check. What was done once stays done."""
    step = _OF_OUTCOME.get(outcome)
    known = load()["exercises"].get(exercise)
    if step and (known is None or _STEPS.index(step) > _STEPS.index(known)):
        _change(lambda records: records["exercises"].__setitem__(exercise, step))


def note_prediction(name, number):
    """Keep a prediction; the first one counts."""
    if name not in load()["predictions"]:
        _change(lambda records: records["predictions"].__setitem__(name, number))


def reset():
    """Forget everything."""
    _change(lambda records: [part.clear() for part in records.values()])


def load():
    """{"exercises": {name: "attempted" or "done"}, "predictions": {name: number}}.

    What this session knows, and what the file says.
    """
    global _trouble
    try:
        _read()
    except (OSError, ImportError) as problem:
        _trouble = str(problem)
    return _memory


def trouble():
    """Why the file could not be read or written, in the system's words; "" where all went well."""
    return _trouble


def path():
    """Where the file is; ImportError without platformdirs (which Jupyter brings along)."""
    from platformdirs import user_data_path

    return Path(user_data_path("micrograd-notebooks", appauthor=False)) / _FILE


def _read():
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


def _merge(exercises, predictions):
    """What another kernel may have written: the further step wins, the older prediction stays."""
    for name, step in exercises:
        if step in _STEPS and _memory["exercises"].get(name) != "done":
            _memory["exercises"][str(name)] = step
    for name, number in predictions:
        if isinstance(number, (int, float)):
            _memory["predictions"][str(name)] = number


def _change(change):
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
