"""What says all by its kind, and what has a sentence of its own."""

import ast
import re
from typing import Any

from exercises.exceptions.failure import Failure, Meaning, is_value, kind_of, meant
from exercises.exceptions.line import UNKNOWN, attribute
from exercises.exceptions.nothing import of_nothing
from exercises.supervision import SECONDS

_WRONG_RETURN = re.compile(r"^(?P<method>__\w+__) returned non-\w+ \(type (?P<kind>\w+)\)$")
_NOT_A_NUMBER = re.compile(r"^a Value holds one number .*?, not (?P<kind>\w+) ")


def endless(failure: Failure) -> Meaning | None:
    """Code that was stopped: in a loop, in functions that call one another, or at a line that simply takes long."""
    learners = [line for line in failure.lines if line.is_learners]
    calls_itself = len({line.frame.f_code for line in learners}) < len(learners)
    known = [line for line in learners if line.functions]
    goes_round = calls_itself or not known or any(line.is_in_a_loop for line in known)
    return meant("error.endless" if goes_round else "error.slow", seconds=f"{SECONDS:g}")


def exit_called(failure: Failure) -> Meaning | None:
    """exit()"""
    return meant("error.exit")


def sys_exit(failure: Failure) -> Meaning | None:
    """sys.exit()"""
    return meant("error.sys exit")


def wrapped(failure: Failure) -> Meaning | None:
    """A value that holds another one for its number: `p.data = p - rate * p.grad`."""
    kinds = {kind_of(thing) for thing in failure.things if _holds_a_value(thing)}
    if not any(re.search(rf"\b{re.escape(kind)}\b", failure.text) for kind in kinds):
        return None
    stored = [shown for node, shown in failure.places_of("data") if _puts_a_whole_value_in(node, kinds)]
    return meant("error.wrapped", "wrapped twice", where=stored[0] if len(stored) == 1 else "")


def not_a_number(failure: Failure) -> Meaning | None:
    """Value([1, 2]) of the engine, also where `a + [1, 2]` makes one."""
    found, line = _NOT_A_NUMBER.search(failure.text), failure.line
    operation = line.node(ast.BinOp) if found else None
    sides = [operation.left, operation.right] if operation else []
    if found and operation and isinstance(operation.op, ast.Add) and found["kind"] == "str":
        return meant("error.text and other", kind="Value")
    known = [side for side in sides if found and kind_of(line.holds(side)) == found["kind"]]
    unknown = [side for side in sides if line.holds(side) is UNKNOWN]
    for side in known or (unknown if len(unknown) == 1 else []):
        nothing = of_nothing(failure, line, side) if found and found["kind"] == "NoneType" else None
        return nothing or meant("error.no operand", code=line.text(side), kind=found["kind"] if found else "")
    return meant("error.not a number", kind=found["kind"]) if found else None


def _holds_a_value(thing: Any) -> bool:
    return is_value(attribute(thing, "data")) and is_value(thing)


def _puts_a_whole_value_in(node: ast.Assign | ast.AugAssign, kinds: set[str]) -> bool:
    """Whether what is assigned to `p.data` is computed from p as a whole, or a new object of one of these classes."""
    if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name) and node.value.func.id in kinds:
        return True
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    owners = {ast.dump(target.value) for target in targets if isinstance(target, ast.Attribute)}
    inside = {id(each.value) for each in ast.walk(node.value) if isinstance(each, ast.Attribute)}
    return any(ast.dump(each) in owners for each in ast.walk(node.value) if id(each) not in inside)


def wrong_return(failure: Failure) -> Meaning | None:
    """`__repr__` that returns no text."""
    found = _WRONG_RETURN.search(failure.text)
    return meant("error.wrong return", method=found["method"], kind=found["kind"]) if found else None


def memory(failure: Failure) -> Meaning | None:
    """No room."""
    return meant("error.memory")


def assertion(failure: Failure) -> Meaning | None:
    """An assert that fails."""
    return meant("error.assertion")


def imported(failure: Failure) -> Meaning | None:
    """A module that is not there."""
    name = getattr(failure.error, "name", None)
    return meant("error.no module", name=name) if isinstance(name, str) else None
