"""Numbers for which something does not exist: a division by 0, the logarithm of -1, a result that is too large."""

import ast
import re

from exercises.exceptions.failure import Failure, Meaning, meant
from exercises.exceptions.line import Line
from viz.words.text import plain

_DOMAIN = re.compile(r"math domain error|^log of |expected a (?:positive|nonnegative|finite|noninteger|number)")
_NOT_REAL = "a negative base with a fractional exponent"  # as the engine says it
_TO_A_POWER = re.compile(r"negative power|raised to|to a negative")


def zero_division(failure: Failure) -> Meaning | None:
    """`a / 0`, `0 ** -1`"""
    line = failure.last if failure.last.is_learners else failure.line
    operation, changed = line.node(ast.BinOp), line.node(ast.AugAssign)
    if _TO_A_POWER.search(failure.text):
        base = operation.left if operation and isinstance(operation.op, ast.Pow) else None
        return meant("error.zero power", code=line.text(base)) or meant("error.zero division")
    divides = (ast.Div, ast.FloorDiv, ast.Mod)
    below = operation.right if operation and isinstance(operation.op, divides) else None
    below = changed.value if changed and isinstance(changed.op, divides) else below
    below = None if isinstance(below, ast.Constant) else below
    return meant("error.zero below", code=line.text(below)) or meant("error.zero division")


def overflow(failure: Failure) -> Meaning | None:
    """math.exp(1000)"""
    called = _function_and_number(failure.line) if failure.is_at_mine else None
    return meant("error.overflow at", function=called[0], number=called[1]) if called else meant("error.overflow")


def domain(failure: Failure) -> Meaning | None:
    """math.log(-1)"""
    if _NOT_REAL in failure.text:
        return meant("error.complex")
    if not _DOMAIN.search(failure.text):
        return None
    called = _function_and_number(failure.line)
    return meant("error.domain at", function=called[0], number=called[1]) if called else meant("error.domain")


def _function_and_number(line: Line) -> tuple[str, str] | None:
    """(the function, the number that it was given), where a line calls one with one number that is known."""
    node = line.node(ast.Call)
    number = line.holds(node.args[0]) if node and len(node.args) == 1 else None
    known = type(number) in (int, float)
    return (line.text(node.func), plain(number)) if node and known else None
