"""Answers to an exercise and what its check has to say to them."""

from dataclasses import dataclass

from exercises import check
from misconceptions import defined


@dataclass(frozen=True)
class Answer:
    """Code that somebody may write.

    Attributes:
        code: a function, or a class.
        name: of the mistake, or None.
        said: a part of the message, "" where the name tells it.
        never: what the message must not say.
    """

    code: str
    name: str | None = None
    said: str = ""
    never: tuple[str, ...] = ()


def checked(exercise, code):
    """The Result of an exercise for a function or class that the code defines."""
    return getattr(check, exercise)(defined(code, methods=False))


def assert_right(exercise, code):
    result = checked(exercise, code)
    assert (result.outcome, result.mistake) == ("right", None), repr(result)


def assert_not_yet(exercise, answer):
    result = checked(exercise, answer.code)
    assert (result.outcome, result.mistake) == ("wrong", answer.name), repr(result)
    assert answer.said in repr(result), repr(result)
    assert not any(text in repr(result) for text in answer.never), repr(result)
