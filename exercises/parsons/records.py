"""What of the lines in order is remembered: each program that was put together and run."""

from exercises import progress_store

_AREA = "parsons"


def note(exercise: str, right: bool) -> None:
    """Take down an attempt."""
    progress_store.note_attempt(_AREA, exercise, right)


def steps() -> dict[str, str]:
    """{name of an exercise: "attempted" or "done"}, of those whose lines were put in order."""
    return progress_store.steps(_AREA)
