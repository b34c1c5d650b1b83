"""Something is None: a gradient that has not begun, what a function without return gives, what changes in place."""

import ast

from exercises.exceptions.failure import Failure, Meaning, defined_by, is_gradient, meant
from exercises.exceptions.line import UNKNOWN, Line

# What lists, sets and dicts do to themselves, and what gives the same as a new thing.
_IN_PLACE = {
    "reverse": "reversed", "sort": "sorted", "append": "", "extend": "", "insert": "", "add": "", "update": "",
    "remove": "", "clear": "", "discard": "", "shuffle": "",
}  # fmt: skip


def of_nothing(failure: Failure, line: Line, node: ast.expr | None) -> Meaning | None:
    """Why an expression that stands in a line is None.

    Args:
        failure: the exception.
        line: the line of it that the expression stands in.
        node: the expression, None where it is not known.
    """
    if isinstance(node, ast.Constant):
        return None
    made = defined_by(line, node.id) if isinstance(node, ast.Name) else []
    for call in filter(None, [node, *made]):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and _is_pythons(failure, line, call.func)
        ):
            return _in_place(line, call, call.func.attr)
    if isinstance(node, ast.Call):
        return meant("error.none returned", call=line.text(node))
    if len(made) == 1 and isinstance(made[0], ast.Call):
        return meant("error.none returned", call=line.text(made[0]))
    if is_gradient(node):
        return meant("error.none gradient", name=line.text(node))
    return meant("error.none here", name=line.text(node))


def _is_pythons(failure: Failure, line: Line, method: ast.Attribute) -> bool:
    """Whether it is one of those methods, and not one of the same name that the learner has written."""
    owner = line.holds(method.value)
    return method.attr in _IN_PLACE and owner is not UNKNOWN and not failure.is_of_the_learners(owner)


def _in_place(line: Line, call: ast.Call, method: str) -> Meaning | None:
    other = _IN_PLACE[method]
    if other:
        return meant("error.in place", call=line.text(call), other=f"{other}(...)")
    return meant("error.in place only", call=line.text(call))
