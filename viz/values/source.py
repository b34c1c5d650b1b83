"""Finds the code that acts in a step: the operation as its author wrote it, and the line of it whose turn it is."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Container, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import TypeVar

from viz.values.conventions import ValueLike, gradient_name, rule_of, way_back_of
from viz.values.graph import Node
from viz.values.insides import closure_cells, code_of
from viz.values.operands import operation_around
from viz.values.operations import operation_of, operations_named

_Syntax = TypeVar("_Syntax", bound=ast.expr | ast.stmt)
_MOST_LINES, _AROUND_THE_SEED = 14, 5


@dataclass(frozen=True)
class Excerpt:
    """Lines of source, and the index of the one that acts (None where that cannot be told)."""

    lines: tuple[str, ...]
    active: int | None = None


def of_forward(value: ValueLike, node: Node) -> Excerpt | None:
    """The Excerpt of the operation that computed a value, or None where its source is not at hand."""
    code = _operation_code(value, node)
    return code and _excerpt(code, _MOST_LINES, "computes", len(node.operands))


def of_seed(value: ValueLike) -> Excerpt | None:
    """The Excerpt of its class's `backward`, at the line where it sets its own gradient; None where there is none."""
    code = code_of(way_back_of(value))
    return code and _excerpt(code, _AROUND_THE_SEED, "writes", code.co_varnames[:1], 0, gradient_name(value))


def of_contribution(value: ValueLike, node: Node, operands: Sequence[ValueLike | None], slot: int) -> Excerpt | None:
    """The Excerpt for what a result hands to its operand number slot.

    The line of its own `_backward` closure that writes to that operand; where one rule serves all operations, the
    line of the operation that says its local slopes.
    """
    cells = closure_cells(rule_of(value))
    names = tuple(name for name, held in cells.items() if held is operands[slot])
    time = [k for k, operand in enumerate(operands) if operand is operands[slot]].index(slot)
    code = _operation_code(value, node)
    if code and names:
        return _excerpt(code, _MOST_LINES, "writes", names, time, gradient_name(value))
    return code and _excerpt(code, _MOST_LINES, "computes", len(operands))


def of_line(value: ValueLike, code: CodeType, line: int) -> Excerpt | None:
    """The Excerpt around a line that was seen to run: the operation around the closure that it belongs to, else its
    function.
    """
    namespace = getattr(rule_of(value), "__globals__", {})
    _, outer = operation_around(code, type(value), namespace)
    return _excerpt(outer or code, _MOST_LINES, "is", line)


def _operation_code(value: ValueLike, node: Node) -> CodeType | None:
    """The code of the operation: around its closure, otherwise the method of its class that the symbol stands for."""
    own = rule_of(value)
    code = code_of(own)
    if code and not inspect.ismethod(own):
        _, outer = operation_around(code, type(value), getattr(own, "__globals__", {}))
        return outer or code
    methods = (getattr(type(value), name, None) for name in _method_names(node))
    codes = map(code_of, methods)
    return next((code for code in codes if code is not None), None)


def _method_names(node: Node) -> list[str]:
    """What the method may be called that made it, the likeliest name first."""
    operation = operation_of(node.op, len(node.operands))
    operations = (
        (operation,) if operation else operations_named(node.op)
    )  # a set has lost an operand that was used twice
    return [*(operation.method for operation in operations), node.op.lower()]


@lru_cache(maxsize=1024)  # a network's thousand steps run through a handful of lines
def _excerpt(code: CodeType, most: int, wanted: str, *details: Hashable) -> Excerpt | None:
    """The Excerpt of a code, at most so many lines, with the line that acts: the one that "computes" or "writes" or
    "is", by those details.
    """
    lines, first, tree = _parsed(code)
    if tree is None:
        return None
    line = _FINDERS[wanted](tree, *details)
    kept = [n for n in range(len(lines)) if n + first not in _docstring_lines(tree)]
    active = None if line is None else line - first
    if len(kept) > most:
        starts = [statement.lineno - first for statement in _statements(tree)]
        kept = _window(kept, kept.index(active) if active in kept else 0, most, starts)
    text = textwrap.dedent("".join(lines[n].rstrip("\n") + "\n" for n in kept)).splitlines()
    return Excerpt(tuple(text), kept.index(active) if active in kept else None)


@lru_cache(maxsize=256)
def _parsed(code: CodeType) -> tuple[list[str], int, ast.Module | None]:
    """(its lines, the number of the first, the syntax tree numbered alike) of a code's source; the tree is None
    without one.
    """
    try:
        lines, first = inspect.getsourcelines(code)
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except (OSError, TypeError, SyntaxError, ValueError):
        return [], 1, None
    return lines, max(first, 1), ast.increment_lineno(tree, max(first, 1) - 1)


def _window(kept: list[int], place: int, most: int, starts: Container[int]) -> list[int]:
    """So many lines around the one at that place: from the beginning of a statement where one is near enough."""
    middle = min(max(0, place - most // 2), len(kept) - most)
    whole = [start for start in range(middle, place + 1) if kept[start] in starts]
    start = whole[0] if whole else middle
    return kept[start : start + most]


def _statements(tree: ast.Module) -> list[ast.stmt]:
    """The statements of the function itself, not those inside of them."""
    function = tree.body[0] if tree.body else None
    return function.body if isinstance(function, ast.FunctionDef) else []


def _docstring_lines(tree: ast.Module) -> Container[int]:
    function = tree.body[0] if tree.body else None
    if isinstance(function, ast.FunctionDef) and ast.get_docstring(function) is not None:
        docstring = function.body[0]
        return range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1)
    return ()


def _line_that_computes(tree: ast.AST, operands: int) -> int | None:
    """The first line that makes the result: a call that is given as many operands, in brackets, as there are."""
    for call in _in_order(tree, ast.Call):
        if any(
            isinstance(given, (ast.Tuple, ast.Set, ast.List)) and len(given.elts) == operands
            for given in _arguments(call)
        ):
            return call.lineno
    return None


def _line_that_writes(tree: ast.AST, names: Container[str], time: int, gradient: str) -> int | None:
    """The line that writes to the gradient of one of the names, as in `name.grad`: the time-th of them (or the last
    where there are fewer).
    """
    statements: list[ast.Assign | ast.AugAssign] = _in_order(tree, (ast.Assign, ast.AugAssign))
    written = [
        target.lineno
        for statement in statements
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        if isinstance(target, ast.Attribute)
        and target.attr == gradient
        and isinstance(target.value, ast.Name)
        and target.value.id in names
    ]
    return written[min(time, len(written) - 1)] if written else None


_FINDERS: dict[str, Callable[..., int | None]] = {
    "computes": _line_that_computes,
    "writes": _line_that_writes,
    "is": lambda tree, line: line,
}


def _in_order(tree: ast.AST, kinds: type[_Syntax] | tuple[type[_Syntax], ...]) -> list[_Syntax]:
    return sorted(
        (node for node in ast.walk(tree) if isinstance(node, kinds)), key=lambda node: (node.lineno, node.col_offset)
    )


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]
