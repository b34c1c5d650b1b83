"""What an examination comes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from exercises.evaluation import Evaluation
from exercises.mistakes import MESSAGES, NAMES
from exercises.words import Text

Row = tuple[str, str, str]  # what is compared, theirs, the truth


@dataclass(frozen=True)
class Verdict:
    """The outcome of an examination.

    Attributes:
        outcome: "not attempted", "raised", "wrong" or "right".
        message: up to three sentences, in the language in force.
        mistake: the name of the mistake in docs/misconceptions.md, or None.
        evaluation: the smallest expression that shows it, or None.
        rows: what else is compared.
    """

    outcome: str
    message: str = ""
    mistake: str | None = None
    evaluation: Evaluation | None = None
    rows: tuple[Row, ...] = ()


def not_attempted(missing: str | Text = "") -> Verdict:
    return Verdict("not attempted", str(missing))


def right(message: str | Text = "") -> Verdict:
    return Verdict("right", str(message))


def wrong(
    message: str | Text, evaluation: Evaluation | None = None, rows: Iterable[Row] = (), mistake: str | None = None
) -> Verdict:
    return Verdict("wrong", str(message), mistake, evaluation, tuple(rows))


def mistaken(mistake: str, evaluation: Evaluation | None = None, rows: Iterable[Row] = ()) -> Verdict:
    """Wrong in a way that is known: with the message of that mistake."""
    return Verdict("wrong", str(MESSAGES[mistake]), NAMES.get(mistake, mistake), evaluation, tuple(rows))


NOTHING_RETURNED = Text("examine.nothing returned")
