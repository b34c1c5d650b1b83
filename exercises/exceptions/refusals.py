"""Where the engine's Value is used as a plain number, and says so: told in the language in force, from the line."""

import ast

from exercises.exceptions.failure import Failure, Meaning, meant
from exercises.exceptions.line import Line

_REFUSALS = "micrograd.refusals"
_LARGEST = ("max", "min", "sorted")
_TO_SHOW = ("float", "int", "round", "complex", "range")  # a number to be shown, or to count with


def refused(failure: Failure) -> Meaning | None:
    """`abs(p - t)`, `loss < 0.01`, `math.exp(v)`, `v ^ 2` with Values of the engine."""
    if failure.last.frame.f_globals.get("__name__") != _REFUSALS or failure.mine is None:
        return None
    line, kind = failure.line, "Value"
    operators = [node.op for node in line.nodes(ast.BinOp)] + [node.op for node in line.nodes(ast.AugAssign)]
    if any(isinstance(each, ast.BitXor) for each in operators):
        return meant("error.xor")
    function = _function(line)
    name = function.rpartition(".")[2]
    if name in _LARGEST:
        return meant("error.largest", function=function, kind=kind)
    if line.nodes(ast.Compare):
        return meant("error.compared", kind=kind, number="data")
    if name in ("abs", "fabs"):
        return meant("error.abs", kind=kind, number="data")
    if function and name not in _TO_SHOW:
        return meant("error.number only", function=function, kind=kind, number="data")
    return meant("error.number of", kind=kind, number="data")


def _function(line: Line) -> str:
    """The function that is called, where there is only one; "" where it is not known which."""
    calls = line.nodes(ast.Call)
    return line.text(calls[0].func) if len(calls) == 1 else ""
