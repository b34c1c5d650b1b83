"""What of the bugs is remembered: each answer to one of a bug's questions."""

from datetime import date

from exercises import progress_store

_AREA, _LAST_STEP = "bugs", "name"  # a bug is found once it is named


def note(bug: str, step: str, right: bool) -> None:
    """Take down an answer: to which bug, to which of its questions, and whether it is right."""
    progress_store.note_attempt(_AREA, bug, right, step=step)


def steps() -> dict[str, str]:
    """{name of a bug: "attempted" or "done"}, of those that were attempted."""
    return progress_store.steps(_AREA, _LAST_STEP)


def found() -> dict[str, date]:
    """{name of a bug: on which day it was found last}, the one found longest ago first."""
    told = progress_store.attempts(_AREA)
    finds = [each for each in told if each["right"] and each.get("step") == _LAST_STEP]
    latest = {each["name"]: each["at"] for each in finds}
    return {name: date.fromtimestamp(at) for name, at in sorted(latest.items(), key=lambda item: item[1])}
