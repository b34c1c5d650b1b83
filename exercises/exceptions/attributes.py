"""An attribute that is not there: `out.gradient`, `self.Data`, `.backward()` of a plain number."""

import ast
import difflib
import re
from collections.abc import Iterable
from types import FunctionType, MethodType, ModuleType
from typing import Any

from exercises.exceptions.failure import (
    Failure,
    Meaning,
    computes,
    defined_by,
    is_in_a_rule,
    is_in_an_operation,
    is_value,
    kind_of,
    meant,
    shown,
    whole_value,
)
from exercises.exceptions.line import UNKNOWN, Line, names_at_hand
from exercises.exceptions.nothing import of_nothing
from viz.values.insides import attributes_of
from viz.values.operations import OPERATIONS
from viz.words.text import fit, plain

_MISSING = re.compile(r"object has no attribute '(?P<name>\w+)'")
_NUMBERS = (int, float, bool)
_CONTAINERS = (list, tuple, set, dict)
_CALLED_ELSEWHERE = {  # what one container calls otherwise than another
    ("list", "add"): "append", ("list", "push"): "append", ("set", "append"): "add", ("set", "push"): "add",
    ("set", "extend"): "update",
}  # fmt: skip
_OF_VALUES = {operation.method for operation in OPERATIONS.values()} | {"backward"}


def missing(failure: Failure) -> Meaning | None:
    """`thing.name` where thing has no such attribute."""
    found = _MISSING.search(failure.text)
    name = getattr(failure.error, "name", None) or (found["name"] if found else "")
    line = failure.last
    node = line.node(ast.Attribute)
    whole = node.value if node and node.attr == name else None
    thing = getattr(failure.error, "obj", None)
    if thing is None and "NoneType" not in failure.text:  # Python does not say of what an attribute cannot be set
        thing = line.holds(whole)
    if not name or thing is UNKNOWN:
        return None
    name = fit(name, 40)
    if thing is None:
        return of_nothing(failure, line, whole) or meant("error.none has no attribute", name=name)
    if isinstance(thing, _NUMBERS) or (not is_value(thing) and hasattr(type(thing), "__float__")):
        return _of_a_number(failure, line, whole, name, thing)
    if isinstance(thing, ModuleType):
        near, owner = _nearest(name, vars(thing)), thing.__name__
        return meant("error.near in module", owner=owner, name=name, near=near) or meant(
            "error.not in module", owner=owner, name=name
        )
    if isinstance(thing, (FunctionType, MethodType)) or kind_of(thing) == "builtin_function_or_method":
        return meant("error.not called", name=line.text(whole)) or meant("error.function attribute", name=name)
    if type(thing) in _CONTAINERS:
        return _of_a_container(line, whole, name, thing)
    if isinstance(thing, type):
        near, owner = _nearest(name, _names_in_class(thing)), thing.__name__
        return meant("error.near in class", owner=owner, name=name, near=near) or meant(
            "error.not in class", owner=owner, name=name
        )
    return _of_an_object(failure, line, name, thing)


def _of_a_container(line: Line, whole: ast.expr | None, name: str, thing: Any) -> Meaning | None:
    kind = kind_of(thing)
    near = _CALLED_ELSEWHERE.get((kind, name), "")
    each = meant("error.list has no attribute", code=line.text(whole), name=name, kind=kind, length=len(thing))
    meant_of_each = name in _OF_VALUES or any(each_has in name.lower() for each_has in ("data", "grad"))
    return (
        meant("error.near attribute", kind=kind, name=name, near=near)
        or (each if meant_of_each and kind in ("list", "tuple") else None)
        or meant("error.other has no attribute", kind=kind, name=name)
    )


def _of_a_number(failure: Failure, line: Line, whole: ast.expr | None, name: str, thing: Any) -> Meaning | None:
    number = plain(thing) if isinstance(thing, _NUMBERS) else kind_of(thing)
    caller = failure.caller
    if isinstance(whole, ast.Name) and is_in_an_operation(line) and _is_a_parameter(line, whole.id):
        found = whole_value(caller, _handed_on(caller)) if caller and is_in_a_rule(caller) else None
        if found and caller:  # the operation was asked for by a rule, which is to compute with numbers
            of = f"{found[0]}.{found[2]}"
            return meant("error.value in a gradient", where=shown(caller), name=found[0], kind=found[1], number=of)
        around = [line.name, *(each.name for each in line.functions if isinstance(each, ast.FunctionDef))]
        if "__pow__" not in around:  # its exponent is meant to be one
            return meant("error.operand is a number", name=name, code=line.text(whole), number=number)
    made = defined_by(line, whole.id) if isinstance(whole, ast.Name) else [whole] if whole else []
    detached = any(_takes_the_number(line, each) for each in made) and not is_in_an_operation(line)
    if name in _OF_VALUES and detached:
        return meant("error.detached", "detached", code=line.text(whole), name=name)
    if isinstance(whole, ast.Attribute) and whole.attr == name and is_value(line.holds(whole.value)):
        return meant("error.twice", code=line.text(whole), name=name)
    return meant("error.is a number", code=line.text(whole), name=name, number=number) or meant(
        "error.number has no attribute", name=name
    )


def _handed_on(line: Line) -> ast.expr | None:
    statement = line.statement
    return statement.value if isinstance(statement, (ast.Assign, ast.AugAssign)) else None


def _is_a_parameter(line: Line, name: str) -> bool:
    """Whether a name is a parameter of the function that a line stands in, or of one around it."""
    code = line.frame.f_code
    around = (each.arg for function in line.functions for each in function.args.args)
    return name in code.co_varnames[: code.co_argcount] or name in around


def _takes_the_number(line: Line, node: ast.expr) -> bool:
    """Whether an expression takes the plain numbers out of values: `(model(x).data - y) ** 2`."""
    taken = [each for each in ast.walk(node) if isinstance(each, ast.Attribute) and each.attr == "data"]
    owners = [line.holds(each.value) for each in taken]
    return any(owner is UNKNOWN or is_value(owner) for owner in owners)


def _of_an_object(failure: Failure, line: Line, name: str, thing: Any) -> Meaning | None:
    kind = kind_of(thing)
    names = [own for own, _ in attributes_of(thing)] + _names_in_class(type(thing))
    if not failure.is_of_the_learners(thing) and not is_value(thing):
        return meant("error.other has no attribute", kind=kind, name=name)
    near, called = _nearest(name, names), _is_called(line, name)
    if near and not (called and isinstance(getattr(thing, near, None), _NUMBERS)):
        return meant("error.near attribute", kind=kind, name=name, near=near)
    if name in names_at_hand(line):
        return meant("error.is a variable", kind=kind, name=name)
    if name in _OF_VALUES and (is_value(thing) or computes(type(thing))):
        return meant("error.no method", kind=kind, name=name)
    if called:
        return meant("error.no such method", kind=kind, name=name)
    return meant("error.set later" if _is_set_later(line, name) else "error.no attribute", kind=kind, name=name)


def _is_called(line: Line, name: str) -> bool:
    calls = (node for node in ast.walk(line.statement) if isinstance(node, ast.Call)) if line.statement else ()
    return any(isinstance(node.func, ast.Attribute) and node.func.attr == name for node in calls)


def _is_set_later(line: Line, name: str) -> bool:
    """Whether the line stands in a constructor that sets the attribute further down."""
    constructors = [each for each in line.functions if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
    assigned = (node for each in constructors for node in ast.walk(each) if isinstance(node, ast.Assign))
    later = (target for node in assigned if node.lineno > line.number for target in node.targets)
    return any(isinstance(target, ast.Attribute) and target.attr == name for target in later)


def _nearest(name: str, names: Iterable[str]) -> str:
    """The one of the names that may have been meant; "" where none is like it."""
    known = {each.strip("_").lower(): each for each in names if not each.startswith("__") and each != name}
    found = difflib.get_close_matches(name.strip("_").lower(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def _names_in_class(cls: type) -> list[str]:
    return [name for base in cls.__mro__[:-1] for name in vars(base)]
