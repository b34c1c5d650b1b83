"""What an exception in a learner's code usually means, and the line where it happened.

What is said of it is read from the line itself, its syntax and what its names hold: exercises/exceptions/ has one file
for each kind of exception.
"""

import ast
import re
from dataclasses import dataclass, replace
from pathlib import Path

from exercises.exceptions.calls import holds_no_rule
from exercises.exceptions.failure import Failure, failure_of, shown
from exercises.exceptions.kinds import meaning_of
from exercises.exceptions.others import wrapped
from exercises.origin import is_learners, is_of_the_project
from exercises.supervision import Exited
from exercises.time_limit import TimeUp
from exercises.words import Text
from viz.words.messages import say
from viz.words.text import fit

_MOST_COLUMNS = 300  # of what Python, or whoever raised it, says
_OURS = Text("error.ours")
_STOPPED = Text("error.stopped elsewhere")
_SYNTAX = Text("error.syntax")
_UNKNOWN, _UNKNOWN_ANYWHERE = Text("error.unknown"), Text("error.unknown anywhere")
_LACKS = re.compile(
    "unsupported operand|bad operand type for unary|not supported between|is not callable|unhashable type"
    "|takes no arguments"
)
_RETURNS = "returned non-"  # `__repr__ returned non-string`, of what repr() was given
# What the project says of whatever it is given; another exception that it raises is a mistake of its own.
_SENTENCES = (TypeError, ValueError, EOFError)


@dataclass(frozen=True)
class Explanation:
    """An exception as a learner can use it.

    Attributes:
        where: the line of the learner's code, its number and function, or the expression that failed; "" where unknown.
        what: the exception in one line; only its type where its own text is the meaning.
        meaning: what it usually means, a sentence or two.
        mistake: the mistake of docs/misconceptions.md that it is a sign of, or None.
        ours: whether it is an error of the check itself; then where is a line of the project's.
        kind: the name of the exception's class.
    """

    where: str
    what: str
    meaning: str
    mistake: str | None = None
    ours: bool = False
    kind: str = ""


def explain(error: BaseException) -> Explanation:
    """The exception in the language in force, as an Explanation."""
    return replace(_explained(error), kind=type(error).__name__)


def _explained(error: BaseException) -> Explanation:
    if isinstance(error, SyntaxError) and error.lineno and is_learners(error.filename or ""):
        where = say("error.line of a cell", line=error.lineno, code=fit((error.text or "").strip(), _MOST_COLUMNS))
        return Explanation(where, f"{type(error).__name__}: {error.msg}", str(_SYNTAX))
    failure = failure_of(error)
    what = _in_one_line(failure)
    if not failure.lines:
        return Explanation("", what, str(_UNKNOWN_ANYWHERE))
    where = shown(failure.mine) if failure.mine else ""
    if isinstance(error, (TimeUp, Exited)):
        what = "exit()" if isinstance(error, Exited) else ""
    elif _speaks_for_itself(failure):
        return Explanation(where, fit(type(error).__name__, _MOST_COLUMNS), fit(failure.text, _MOST_COLUMNS))
    if failure.mine is None and not _concerns_the_learner(failure):
        said = _STOPPED if isinstance(error, TimeUp) else _OURS
        return Explanation(_place_of_ours(failure), what, str(said), ours=True)
    meaning = meaning_of(failure)
    if meaning is None:
        return Explanation(where, what, str(_UNKNOWN if where else _UNKNOWN_ANYWHERE))
    return Explanation(meaning.where or where, what, meaning.sentence, meaning.mistake)


def is_a_blank(error: BaseException) -> bool:
    """Whether the exception only says that a blank of the exercise (`____` or `...`) was left as it was."""
    if isinstance(error, NameError):
        return bool(re.search(r"'_{2,}'", str(error)))
    return isinstance(error, NotImplementedError) or (isinstance(error, TypeError) and "ellipsis" in str(error).lower())


def _in_one_line(failure: Failure) -> str:
    kind = type(failure.error).__name__
    return fit(f"{kind}: {failure.text}" if failure.text else kind, _MOST_COLUMNS)


def _speaks_for_itself(failure: Failure) -> bool:
    """Whether somebody has written a sentence for this very case: the learner, or the project in the language in
    force.
    """
    if not failure.text or not failure.last.raises:
        return False
    if failure.last.is_learners:
        return True
    return is_of_the_project(failure.last.frame.f_code.co_filename, "viz", "exercises") and isinstance(
        failure.error, _SENTENCES
    )


def _concerns_the_learner(failure: Failure) -> bool:
    """Whether an exception that no line of the learner's has raised comes of a class or a function of theirs: it has
    not what was asked for, or does not take what it was given.
    """
    if failure.is_of_the_learners(getattr(failure.error, "obj", None)) or wrapped(failure) or holds_no_rule(failure):
        return True
    lacking = re.findall(r"'(\w+)'|^(\w+)\(", failure.text) if _LACKS.search(failure.text) else []
    kinds = [failure.kind(name) for names in lacking for name in names if name]
    calls = failure.last.nodes(ast.Call)
    called = [call.func for call in calls]
    called += [each for call in calls for each in call.args] if _RETURNS in failure.text else []
    things = [*kinds, *map(failure.last.holds, called)]
    return any(thing is not None and failure.is_of_the_learners(thing) for thing in things)


def _place_of_ours(failure: Failure) -> str:
    ours = [line for line in failure.lines if is_of_the_project(line.frame.f_code.co_filename)] or failure.lines
    path = Path(ours[-1].frame.f_code.co_filename)
    return say("error.place of ours", file=f"{path.parent.name}/{path.name}", line=ours[-1].number, name=ours[-1].name)
