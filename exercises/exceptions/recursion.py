"""Functions that call themselves without end: which of them come again and again, and in which line."""

import ast
from collections import Counter
from types import ModuleType

from exercises.exceptions.failure import Failure, Meaning, code_name, is_value, kind_of, meant, shown
from exercises.exceptions.line import Line
from viz.values.operations import OPERATIONS
from viz.words.text import fit

_LOOKED_AT = 200  # of the innermost lines: in them, whatever goes round has come many times
_OFTEN = 5
_SHOWS = ("__repr__", "__str__", "__format__")
_OPERATORS = {operation.method for operation in OPERATIONS.values() if operation.method.startswith("__")}
_OPERATORS |= {method.replace("__", "__r", 1) for method in _OPERATORS}
_OPERATORS |= {*["__eq__", "__ne__", "__lt__", "__gt__", "__le__", "__ge__", "__hash__", "__bool__", "__abs__"]}


def without_end(failure: Failure) -> Meaning | None:
    """RecursionError"""
    lines = [line for line in failure.lines[-_LOOKED_AT:] if line.is_learners]
    counted = Counter((line.frame.f_code, line.number) for line in lines)
    seen = {(line.frame.f_code, line.number): line for line in lines}
    again = [seen[place] for place, count in counted.items() if count >= _OFTEN]
    again = [
        line for line in again if not line.name.startswith("<")
    ] or again  # a comprehension belongs to its function
    names = list(dict.fromkeys(line.name for line in again))
    if not again:
        return meant("error.recursion")
    if len(names) == 1:
        return _by_itself(again[0])
    showing = next((line for line in again if line.name in _SHOWS), None)
    if showing:
        return meant("error.recursion shown", method=showing.name, kind=kind_of(showing.owner))
    first, second = (code_name(line.frame.f_code) for line in _first_of_each(again)[:2])
    first, second, two = fit(first, 60), fit(second, 60), len(names) == 2
    return meant("error.recursion of two" if two else "error.recursion of several", first=first, second=second)


def _by_itself(line: Line) -> Meaning | None:
    """One function that calls itself."""
    method, kind, where = line.name, kind_of(line.owner), shown(line)
    if method in _SHOWS:
        return meant("error.recursion shown", where=where, method=method, kind=kind)
    if method == "__init__":
        return meant("error.recursion made", where=where, kind=kind)
    if method in ("__getattr__", "__getattribute__"):
        return meant("error.recursion asked", where=where, method=method)
    if method == "__setattr__":
        return meant("error.recursion set", where=where, method=method)
    attribute = line.node(ast.Attribute)
    if attribute and attribute.attr == method:
        return meant("error.recursion property", where=where, name=method)
    if method in _OPERATORS:
        operation = line.node(ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call, ast.AugAssign)
        turned = isinstance(operation, ast.BinOp) and _is_self(operation.right) and not _is_self(operation.left)
        reflected, code = turned and method.startswith("__r"), line.text(operation)
        if reflected:
            return meant("error.recursion reflected", where=where, code=code, method=method)
        return meant("error.recursion operator", where=where, code=code, method=method) or meant(
            "error.recursion call", where=where, name=method
        )
    call = line.node(ast.Call)
    function = call.func if call and isinstance(call.func, ast.Attribute) else None
    if function and function.attr == method and isinstance(line.holds(function.value), ModuleType):  # numpy.tanh(self)
        return meant("error.recursion module", where=where, function=line.text(function), method=method)
    if is_value(line.owner) and call and function and _is_self(function.value):
        return meant("error.recursion method", where=where, code=line.text(call), method=method)
    if call and function and function.attr == method == "backward":  # v.backward() for v._backward()
        return meant("error.recursion of backward", where=where, code=line.text(call))
    return meant("error.recursion call", where=where, name=code_name(line.frame.f_code))


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _first_of_each(lines: list[Line]) -> list[Line]:
    """The first line of each function."""
    return list({line.name: line for line in reversed(lines)}.values())[::-1]
