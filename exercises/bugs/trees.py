"""The syntax of a program as data, for the page, which runs it as Python does."""

import ast
from typing import Any

_FIELDS = {  # what the page knows to run, and what it needs of it
    "ClassDef": ("name", "body"),
    "FunctionDef": ("name", "args", "body"),
    "arguments": ("args", "defaults"),
    "arg": ("arg",),
    "Return": ("value",),
    "Assign": ("targets", "value"),
    "AugAssign": ("target", "op", "value"),
    "For": ("target", "iter", "body"),
    "While": ("test", "body"),
    "If": ("test", "body", "orelse"),
    "Expr": ("value",),
    "Continue": (),
    "Name": ("id",),
    "Constant": ("value",),
    "Attribute": ("value", "attr"),
    "Call": ("func", "args"),
    "BinOp": ("left", "op", "right"),
    "UnaryOp": ("op", "operand"),
    "Compare": ("left", "ops", "comparators"),
    "BoolOp": ("op", "values"),
    "IfExp": ("test", "body", "orelse"),
    "Tuple": ("elts",),
    "List": ("elts",),
    "Set": ("elts",),
    "Dict": ("keys", "values"),
    "Subscript": ("value", "slice"),
    "Slice": ("lower", "upper"),
    "Lambda": ("args", "body"),
    "JoinedStr": ("values",),
    "FormattedValue": ("value",),
}


def tree_of(source: str) -> list[Any]:
    """The statements of a source, each node as [kind, line, its fields]; an operator as the name of its class.

    Raises:
        KeyError: the page does not know a part of it.
    """
    return [_data(statement) for statement in ast.parse(source).body]


def _data(node: Any) -> Any:
    if isinstance(node, list):
        return [_data(each) for each in node]
    if isinstance(node, (ast.operator, ast.unaryop, ast.cmpop, ast.boolop)):
        return type(node).__name__
    if not isinstance(node, ast.AST):
        return node
    kind = type(node).__name__
    line = getattr(node, "lineno", 0)
    return [kind, line, *(_data(getattr(node, name)) for name in _FIELDS[kind])]
