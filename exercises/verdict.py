"""What an examination comes to."""

from dataclasses import dataclass

from exercises.evaluation import Evaluation
from exercises.mistakes import MESSAGES, NAMES
from exercises.words import Text


@dataclass(frozen=True)
class Verdict:
    """The outcome of an examination.

    Attributes:
        outcome: "not attempted", "raised", "wrong" or "right".
        message: up to three sentences, in the language in force.
        mistake: the name of the mistake in docs/misconceptions.md, or None.
        evaluation: the smallest expression that shows it, or None.
        rows: what else is compared: (what, theirs, the truth), as texts.
    """

    outcome: str
    message: str = ""
    mistake: str | None = None
    evaluation: Evaluation | None = None
    rows: tuple = ()


def not_attempted(missing=""):
    return Verdict("not attempted", str(missing))


def right(message=""):
    return Verdict("right", str(message))


def wrong(message, evaluation=None, rows=(), mistake=None):
    return Verdict("wrong", str(message), mistake, evaluation, tuple(rows))


def mistaken(mistake, evaluation=None, rows=()):
    """Wrong in a way that is known: with the message of that mistake."""
    return Verdict("wrong", str(MESSAGES[mistake]), NAMES.get(mistake, mistake), evaluation, tuple(rows))


NOTHING_RETURNED = Text("examine.nothing returned")
