"""What is kept of a learner's work: what it has to be, and how what two computers know is put together."""

from typing import Any, TypedDict

PARTS = ("exercises", "predictions", "choices", "code", "log")
ANSWERED = "predict"  # the area of the log that tells when a question was answered first
ATTEMPTED, DONE = "attempted", "done"
_STEPS = (ATTEMPTED, DONE)
_END_OF_TIME = 1e15  # seconds


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


def understood(held: Any) -> Records:
    """Of whatever it is, what this version knows the meaning of."""
    exercises, predictions, choices, code, log = (part_of(held, part).items() for part in PARTS)
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


def part_of(held: Any, name: str) -> dict[str, Any]:
    """One part of whatever it is; {} where it has none that makes sense."""
    part = held.get(name) if isinstance(held, dict) else None
    return {key: entry for key, entry in part.items() if isinstance(key, str)} if isinstance(part, dict) else {}


def together(first: Records, second: Records) -> Records:
    """Both together: the further step wins, the answer given first, the latest code, and all attempts."""
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
        "predictions": _first_answers(first, second, "predictions"),
        "choices": _first_answers(first, second, "choices"),
        "code": code,
        "log": {**first["log"], **second["log"]},
    }


def _first_answers(first: Any, second: Any, part: str) -> dict[str, Any]:
    """Of two answers to a question the one given first; one of which that is not known is of an earlier version."""
    answers = {**second[part], **first[part]}
    if differing := [name for name in first[part].keys() & second[part].keys() if answers[name] != second[part][name]]:
        ours, theirs = _answered_at(first), _answered_at(second)
        answers |= {name: second[part][name] for name in differing if theirs.get(name, 0.0) < ours.get(name, 0.0)}
    return answers


def _answered_at(records: Records) -> dict[str, float]:
    """{question: when it was answered first}, of those of which that is known."""
    log = [each for each in records["log"].values() if each["area"] == ANSWERED]
    return {each["name"]: each["at"] for each in sorted(log, key=lambda each: each["at"], reverse=True)}
