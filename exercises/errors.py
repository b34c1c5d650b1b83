"""What an exception in a learner's code usually means, and the line where it happened."""

import linecache
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from types import FrameType

from exercises import expressions
from exercises.origin import is_learners
from exercises.supervision import SECONDS, Exited
from exercises.time_limit import TimeUp
from exercises.words import Text
from viz.values.conventions import number_held
from viz.values.operands import is_value_like
from viz.values.operations import OPERATIONS
from viz.words.messages import say
from viz.words.text import fit

_MOST_COLUMNS = 100

_WRAPPED = Text("error.wrapped")
_SUM_FROM_0 = Text("error.sum from 0")
_FORWARD = {symbol: operation.method for symbol, operation in OPERATIONS.items()} | {
    "unary -": OPERATIONS["neg"].method
}
_REFLECTED = {symbol: method.replace("__", "__r", 1) for symbol, method in _FORWARD.items()}

# (type, pattern of its text, meaning); the first that fits counts. The groups of the pattern fill the blanks.
_MEANINGS = (
    (TimeUp, "", Text("error.endless")),
    (Exited, "", Text("error.exit")),
    (SystemExit, "", Text("error.sys exit")),
    (RecursionError, "", Text("error.recursion")),
    (TypeError, r"unsupported operand type\(s\) for (?P<symbol>\S+?)(?: or pow\(\))?: "
        r"'(?:int|float)' and '(\w+)'", _SUM_FROM_0),
    (TypeError, r"unsupported operand type\(s\) for (?P<symbol>\S+?)=?(?: or pow\(\))?: "
        r"'(?P<kind>\w+)' and '(?:int|float)'", Text("error.plain number")),
    (TypeError, r"unsupported operand type\(s\) for (?P<symbol>\S+?)=?: "
        r"'NoneType' and|and 'NoneType'", Text("error.none operand")),
    (TypeError, r"unsupported operand type\(s\) for (?P<symbol>\S+?)(?: or pow\(\))?: "
        r"'(?P<kind>\w+)' and '\w+'", Text("error.unknown operation")),
    (TypeError, r"bad operand type for (?P<symbol>unary -): '(?P<kind>\w+)'", Text("error.unknown minus")),
    (TypeError, r"'NoneType' object is not callable", Text("error.none called")),
    (TypeError, r"'(?P<kind>\w+)' object is not callable", Text("error.called")),
    (TypeError, r"missing \d+ required|takes \d+ positional|takes from|unexpected keyword", Text("error.arguments")),
    (TypeError, r"unhashable type: '(\w+)'", Text("error.unhashable")),
    (TypeError, r"object is not iterable|object is not subscriptable|has no len", Text("error.not a list")),
    (AttributeError, r"'(?:int|float)' object has no attribute '(?P<name>\w+)'", Text("error.number has no attribute")),
    (AttributeError, r"'NoneType' object has no attribute '(?P<name>\w+)'", Text("error.none has no attribute")),
    (AttributeError, r"'(\w+)' object has no attribute '(?P<name>\w+)'", Text("error.no attribute")),
    (UnboundLocalError, r"'(?P<name>\w+)'", Text("error.local")),
    (NameError, r"name '(?P<name>\w+)' is not defined", Text("error.no name")),
    (ZeroDivisionError, "", Text("error.zero division")),
    (OverflowError, "", Text("error.overflow")),
    (MemoryError, "", Text("error.memory")),
    (IndexError, "", Text("error.index")),
    (KeyError, "", Text("error.key")),
    (AssertionError, "", Text("error.assertion")),
)  # fmt: skip
_UNKNOWN = Text("error.unknown")


@dataclass(frozen=True)
class Explanation:
    """An exception as a learner can use it.

    Attributes:
        where: the line of the learner's code, its number and function, or the expression that failed; "" where unknown.
        what: the exception in one line.
        meaning: what it usually means, a sentence or two.
        mistake: the mistake of docs/misconceptions.md that it is a sign of, or None.
    """

    where: str
    what: str
    meaning: str
    mistake: str | None = None


def explain(error: BaseException) -> Explanation:
    """The exception in the language in force, as an Explanation."""
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    mine = [(frame, line) for frame, line in frames if is_learners(frame.f_code.co_filename)]
    try:
        text = " ".join(str(error).split())
    except Exception:  # its own __str__ fails
        text = ""
    what = fit(f"{type(error).__name__}: {text}" if text else type(error).__name__, 300)
    if isinstance(error, (TimeUp, Exited)):
        what = "exit()" if isinstance(error, Exited) else ""
    where = _place(*mine[-1]) if mine else _expression(frames)
    if isinstance(error, TypeError) and mine and _holds_a_value_in_a_value(mine[-1][0]):
        return Explanation(where, what, str(_WRAPPED), "wrapped twice")
    meaning, mistake = _meaning(error, text)
    return Explanation(where, what, meaning, mistake)


def is_a_blank(error: BaseException) -> bool:
    """Whether the exception only says that a blank of the exercise (`____` or `...`) was left as it was."""
    if isinstance(error, NameError):
        return bool(re.search(r"'_{2,}'", str(error)))
    return isinstance(error, NotImplementedError) or (isinstance(error, TypeError) and "ellipsis" in str(error).lower())


def _meaning(error: BaseException, text: str) -> tuple[str, str | None]:
    for kind, pattern, meaning in _MEANINGS:
        found = re.search(pattern, text) if isinstance(error, kind) else None
        if found:
            groups = {name: fit(group or "", _MOST_COLUMNS) for name, group in found.groupdict().items()}
            symbol = groups.get("symbol", "").removesuffix("=")
            method = (_REFLECTED if meaning is _SUM_FROM_0 else _FORWARD).get(symbol, "")
            mistake = "sum from 0" if meaning is _SUM_FROM_0 and symbol == "+" else None
            return meaning.filled(**groups, method=method, seconds=f"{SECONDS:g}"), mistake
    return str(_UNKNOWN), None


def _place(frame: FrameType, line: int) -> str:
    code = fit(linecache.getline(frame.f_code.co_filename, line, frame.f_globals).strip(), _MOST_COLUMNS)
    name = frame.f_code.co_name
    return say("error.place", line=line, name=name, code=code) if code else say("error.line", line=line, name=name)


def _expression(frames: Iterable[tuple[FrameType, int]]) -> str:
    """The expression that the check asked for, where that is what failed."""
    held = [frame.f_locals["self"] for frame, _ in frames if frame.f_code.co_name == "run"]
    sources = [thing.source for thing in held if isinstance(thing, expressions.Expression)]
    return sources[-1] if sources else ""


def _holds_a_value_in_a_value(frame: FrameType) -> bool:
    try:
        held = list(frame.f_locals.values())
        return any(is_value_like(thing) and is_value_like(number_held(thing)) for thing in held)
    except Exception:  # a learner's own attribute access may fail
        return False
