"""Calls that do not go: of what is no function, with other arguments than it takes, with a value for a plain number."""

import ast
import difflib
import re
from types import FunctionType, ModuleType
from typing import Any

from exercises.exceptions.failure import (
    Failure,
    Meaning,
    code_name,
    computes,
    function_named,
    is_gradient,
    is_in_an_operation,
    is_value,
    kind_of,
    meant,
    number_name,
    place_in,
)
from exercises.exceptions.line import UNKNOWN, Line, attribute, source_of
from exercises.exceptions.nothing import of_nothing
from viz.values.insides import methods_of
from viz.words.text import fit

_RULE = "_backward"
_NO_FUNCTIONS = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.BinOp)
_NOT_CALLABLE = re.compile(r"^'(?P<kind>[^']+)' object is not callable")
_ARGUMENTS = re.compile(
    r"(?P<function>[\w.<>]+)\(\) (?:missing (?P<missing>\d+) required"
    r"|takes .*?(?P<takes>\d+) positional arguments? but (?P<given>\d+)|(?:takes|got|missing) )"
)
_COUNTED = re.compile(r"^(?P<function>\w+) expected (?:at least |at most |exactly )?\d+ arguments?, got \d+")
_NO_CONSTRUCTOR = re.compile(r"^(?P<kind>[\w.]+)\(\) takes no arguments$")
_KEYWORD = re.compile(r"(?P<function>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<name>\w+)'")
_FORMAT = re.compile(r"unsupported format string passed to (?P<kind>\w+)\.__format__")
_WANTS_A_NUMBER = (
    re.compile(r"must be (?:a )?real number, not '?(?P<kind>\w+)'?"),
    re.compile(r"argument must be a string or a (?:real )?number, not '(?P<kind>\w+)'"),
    re.compile(r"argument must be a string, a bytes-like object or a (?:real )?number, not '(?P<kind>\w+)'"),
    re.compile(r"^type (?P<kind>\w+) doesn't define __\w+__ method"),
    re.compile(r"bad operand type for abs\(\): '(?P<kind>\w+)'"),
    re.compile(r"'(?P<kind>\w+)' object cannot be interpreted as an integer"),
    re.compile(r"loop of ufunc does not support argument \d+ of type (?P<kind>\w+) "),
    re.compile(r"operand '(?P<kind>\w+)' does not support ufuncs"),
    re.compile(r"%\w format: a (?:real )?number is required, not (?P<kind>\w+)"),
)


def called(failure: Failure) -> Meaning | None:
    """`thing(...)` where thing is no function."""
    found = _NOT_CALLABLE.search(failure.text)
    if not found:
        return None
    line, kind = failure.last, found["kind"]
    node = line.node(ast.Call)
    function = node.func if node else None
    name = line.text(function) if line.is_learners or line.is_of_a_check else ""
    if kind == "NoneType":
        return _none_called(failure, line, function)
    if holds_no_rule(failure):
        return meant("error.no function stored", kind=kind, where=_stored(failure))
    if kind == "module":
        return meant("error.module called", name=name)
    cls = failure.kind(kind)
    if cls is not None and failure.is_of_the_learners(cls) and not computes(cls) and "__call__" not in methods_of(cls):
        return meant("error.no call", kind=kind)
    return meant("error.called", name=name, kind=kind) or meant("error.something called", kind=kind)


def holds_no_rule(failure: Failure) -> bool:
    """Whether a value has what was called in the place of its rule, though it is no function: `out._backward = 5.0`.
    No value has begun with such a thing, so the learner's code has put it there.
    """
    found, line = _NOT_CALLABLE.search(failure.text), failure.last
    tried = [line.holds(call.func) for call in line.nodes(ast.Call)]
    tried = [thing for thing in tried if found and kind_of(thing) == found["kind"]]
    rules = [attribute(thing, _RULE) for thing in failure.things if is_value(thing)]
    return any(thing is rule for thing in tried for rule in rules)


def arguments(failure: Failure) -> Meaning | None:
    """A function that is given other arguments than it takes."""
    found = _NO_CONSTRUCTOR.search(failure.text)
    if found:
        return _no_constructor(failure, found["kind"])
    found = _KEYWORD.search(failure.text)
    function = _callee(failure, found["function"]) if found else None
    if found and function is not None:
        names = function.__code__.co_varnames[: function.__code__.co_argcount + function.__code__.co_kwonlyargcount]
        near = difflib.get_close_matches(found["name"], names, n=1, cutoff=0.5)
        told = code_name(function.__code__)
        return meant("error.near keyword", function=told, name=found["name"], near="".join(near)) or meant(
            "error.keyword", function=told, name=found["name"]
        )
    found = _COUNTED.search(failure.text)
    if found:
        return meant("error.arguments", function=found["function"])
    found = _ARGUMENTS.search(failure.text)
    if not found:
        return None
    function = _callee(failure, found["function"])
    if function is None:
        return meant("error.arguments", function=found["function"])
    return _wrong_arguments(failure, function, found)


def formatted(failure: Failure) -> Meaning | None:
    """f"{loss:.3f}" of what is no number."""
    found = _FORMAT.search(failure.text)
    if not found:
        return None
    kind = found["kind"]
    held = next((thing for thing in failure.things if kind_of(thing) == kind and is_value(thing)), UNKNOWN)
    fields = failure.line.nodes(ast.FormattedValue)
    of_that_kind = [field for field in fields if kind_of(failure.line.holds(field.value)) == kind]
    node = of_that_kind[0] if of_that_kind else fields[0] if len(fields) == 1 else None
    name = failure.line.text(node.value) if node else ""
    if held is not UNKNOWN:
        number = number_name(held)
        told = f"{name}.{number}" if name and isinstance(node and node.value, ast.Name) and number else f".{number}"
        return meant("error.formatted", kind=kind, number=told if number else "")
    nothing = of_nothing(failure, failure.line, node.value) if node and kind == "NoneType" else None
    return nothing or meant("error.formatted other", kind=kind)


def wants_a_number(failure: Failure) -> Meaning | None:
    """A function of plain numbers that is given something else: math.exp(self), abs(a - b), float(v)."""
    found = next(filter(None, (pattern.search(failure.text) for pattern in _WANTS_A_NUMBER)), None)
    if not found:
        return None
    line, kind = failure.line, found["kind"]
    node = line.node(ast.Call)
    function = line.text(node.func) if node else ""
    given = node.args[0] if node and len(node.args) == 1 else None
    if failure.is_kind_of_value(kind):
        return _given_a_value(failure, line, function, given, kind)
    if kind == "NoneType":
        return of_nothing(failure, line, given)
    if kind == "complex":
        powers = [each for each in ast.walk(line.statement or ast.Module([], [])) if isinstance(each, ast.Pow)]
        return meant("error.complex" if powers else "error.complex number", function=function)
    return meant("error.wants a number", function=function, kind=kind)


def _given_a_value(failure: Failure, line: Line, function: str, given: ast.expr | None, kind: str) -> Meaning | None:
    held = line.holds(given)
    known = held if is_value(held) else next((each for each in failure.things if kind_of(each) == kind), UNKNOWN)
    number = number_name(known) if is_value(known) else ""
    name = line.text(given) if isinstance(given, (ast.Name, ast.Attribute)) else ""
    if is_in_an_operation(line):
        return meant(
            "error.number inside", function=function, name=name, kind=kind, number=number and f"{name}.{number}"
        ) or meant("error.number of", kind=kind, number=number)
    if function.rpartition(".")[2] in ("abs", "fabs", "absolute"):
        return meant("error.abs", kind=kind, number=number)
    if not function or function in ("float", "int", "round", "range", "print", "str"):  # to be shown, or counted
        return meant("error.number of", kind=kind, number=number)
    return meant("error.number only", function=function, kind=kind, number=number)


def _none_called(failure: Failure, line: Line, function: ast.expr | None) -> Meaning | None:
    """`v._backward()` where `out._backward = _backward()` has left None."""
    for node, shown in failure.places_of(function.attr if isinstance(function, ast.Attribute) else _RULE):
        if isinstance(node.value, ast.Call):
            return meant("error.none stored", where=shown, call=ast.unparse(node.value))
    if _RULE not in line.frame.f_code.co_names and line.is_learners:
        return meant("error.none called", name=line.text(function))
    return meant("error.none called somewhere", where=_stored(failure))


def _stored(failure: Failure) -> str:
    """The line that stores what is surely no function in the place of a rule, as it is shown; "" where there is not one
    such line.
    """
    places = failure.places_of(_RULE)
    found = [shown for node, shown in places if isinstance(node.value, _NO_FUNCTIONS) or is_gradient(node.value)]
    return found[0] if len(found) == 1 else ""


def _no_constructor(failure: Failure, kind: str) -> Meaning | None:
    """`Value(2.0)` of a class without __init__."""
    cls = failure.kind(kind.rpartition(".")[2])
    if cls is None or not failure.is_of_the_learners(cls):
        return meant("error.no constructor", kind=kind)
    near = [name for name in methods_of(cls) if name.strip("_") in ("init", "int", "inti", "init_")]
    return meant("error.near constructor", kind=kind, near="".join(near[:1])) or meant(
        "error.no constructor", kind=kind
    )


def _wrong_arguments(failure: Failure, function: FunctionType, found: re.Match[str]) -> Meaning | None:
    code = function.__code__
    told, names, owner = code_name(code), code.co_varnames[: code.co_argcount], _class_with(failure, function)
    where = "" if failure.mine and failure.mine.is_learners else place_in(source_of(code), code.co_firstlineno)
    if owner:
        one_more = found["given"] and int(found["given"]) == int(found["takes"]) + 1
        if one_more and names[:1] not in (("self",), ("cls",)):
            return meant("error.self missing", where=where, function=told)
        if found["missing"] == "1" and names[:1] and failure.text.endswith(f"argument: '{names[0]}'"):
            return meant("error.called on the class", function=told, kind=owner)
    if not names:
        return meant("error.no parameters", where=where, function=told)
    return meant("error.parameters", where=where, function=told, parameters=fit(", ".join(names), 80))


def _class_with(failure: Failure, function: FunctionType) -> str:
    """The name of the class whose method a function is; "" where it is none."""
    classes = (thing if isinstance(thing, type) else type(thing) for thing in failure.things)
    return next((cls.__name__ for cls in dict.fromkeys(classes) if function in methods_of(cls).values()), "")


def _callee(failure: Failure, qualified: str) -> FunctionType | None:
    """The function of that qualified name which a line has called."""
    line = failure.last
    node = line.node(ast.Call)
    found = function_named(line.holds(node.func)) if node else None
    if found is not None and found.__qualname__ == qualified:
        return found
    candidates: list[Any] = [*failure.things, *(line.frame.f_globals.values() if line.is_learners else ())]
    functions = [function_named(thing) for thing in candidates if not isinstance(thing, ModuleType)]
    classes = dict.fromkeys(thing if isinstance(thing, type) else type(thing) for thing in candidates)
    functions += [method for cls in classes if failure.is_of_the_learners(cls) for method in methods_of(cls).values()]
    return next((function for function in functions if function and function.__qualname__ == qualified), None)
