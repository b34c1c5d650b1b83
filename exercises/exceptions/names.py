"""Names that hold nothing: misspelled, without `self.`, of a module that was not imported, set too late."""

import ast
import builtins
import difflib
import math
import random
import re
import sys

from exercises.exceptions.failure import Failure, Meaning, is_value, meant
from exercises.exceptions.line import UNKNOWN, Line, given, names_at_hand, parameters_of
from viz.values.insides import attributes_of, methods_of
from viz.words.text import fit

_SHORT_FOR = {"np": "import numpy as np", "plt": "import matplotlib.pyplot as plt"}
_THE_OBJECT = ("self", "this")  # as other languages call it
_FREE = "free variable"
_LOCAL = re.compile(r"local variable '(?P<name>\w+)'")


def unknown(failure: Failure) -> Meaning | None:
    """`x` where nothing has that name."""
    name, line = getattr(failure.error, "name", None), failure.line
    if not isinstance(name, str) or not failure.is_at_mine:
        return None
    shown = fit(name, 40)
    if _FREE in failure.text:
        return meant("error.free name", name=shown)
    node = line.node(ast.Name)
    own = line.owner
    if own is not UNKNOWN and name in {*(each for each, _ in attributes_of(own)), *methods_of(type(own))}:
        return meant("error.without self", name=shown)
    other = _method_with(line, name)
    if other:
        return meant("error.local of another", name=shown, function=other)
    if name in _SHORT_FOR:
        return meant("error.not imported", name=shown, line=_SHORT_FOR[name])
    near = _nearest(line, name)
    if near and near.lower() == name.lower():
        return meant("error.near name", name=shown, near=near)
    if name in _THE_OBJECT:
        methods = [each for each in line.functions if isinstance(each, ast.FunctionDef) and each.args.args]
        first = methods[-1].args.args[0].arg if methods else ""
        held = line.variable(first)  # a function's first parameter may be anything
        own = first if is_value(held) or (held is UNKNOWN and first == "self") else ""
        return meant("error.the object itself", name=shown, own=own) or meant("error.no object itself", name=shown)
    if node and name in sys.stdlib_module_names and _is_asked_for_more(line, node):
        return meant("error.not imported", name=shown, line=f"import {name}")
    home = next((each for each in (math, random) if name in vars(each) and not name.startswith("_")), None)
    if home and _is_called(line, node):
        return meant("error.of a module", name=shown, module=home.__name__)
    return meant("error.near name", name=shown, near=near) or meant("error.no name", name=shown)


def local(failure: Failure) -> Meaning | None:
    """A name that its function writes to, and reads before."""
    found, line = _LOCAL.search(failure.text), failure.line
    if not found or not failure.is_at_mine:
        return None
    name, shown = found["name"], fit(found["name"], 40)
    changed = isinstance(line.statement, ast.AugAssign) and isinstance(line.statement.target, ast.Name)
    if "grad" in name.lower() and changed:
        return meant("error.local gradient", name=shown)
    if any(name in given(function) for function in line.functions[1:]):
        return meant("error.local of the function around", name=shown)
    if name in line.frame.f_globals:
        return meant("error.local outside", name=shown)
    if changed:
        return meant("error.local before", name=shown)
    return meant("error.local late", name=shown)


def _nearest(line: Line, name: str) -> str:
    """A name that is like it, the innermost first; "" where none is."""
    spaces = (names_at_hand(line), line.frame.f_globals, vars(builtins))
    known = {
        each.lower(): each
        for space in reversed(spaces)
        for each in space
        if not each.startswith("__")
        and each != name  # a variable of a comprehension has that name elsewhere
        # Of Python's own names only what begins alike: nobody means None by `done`, nor round by `found`.
        and (space is not spaces[-1] or each[0] == name[0] or each.lower() == name.lower())
    }
    cutoff = 0.75 if len(name) > 3 else 0.99  # of a name of three letters, every other one is near
    found = difflib.get_close_matches(name.lower(), known, n=1, cutoff=cutoff)
    return known[found[0]] if found else ""


def _is_asked_for_more(line: Line, name: ast.Name) -> bool:
    """Whether an attribute of it is asked for: `math` in `math.exp(x)`."""
    attributes = (
        (node for node in ast.walk(line.statement) if isinstance(node, ast.Attribute)) if line.statement else ()
    )
    return any(node.value is name for node in attributes)


def _is_called(line: Line, name: ast.Name | None) -> bool:
    calls = (node for node in ast.walk(line.statement) if isinstance(node, ast.Call)) if line.statement else ()
    return name is not None and any(node.func is name for node in calls)


def _method_with(line: Line, name: str) -> str:
    """The name of another method of the same class that has a variable of that name; "" where none has."""
    around = [node for node in line.classes if line.functions]
    methods = [each for cls in around[:1] for each in cls.body if isinstance(each, ast.FunctionDef)]
    others = (method for method in methods if method not in line.functions)
    return next((method.name for method in others if name in given(method) - parameters_of(method)), "")
