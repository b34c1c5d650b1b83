"""Operators between things that do not go together: `a + b`, `-a`, `a < b`, `a += b`."""

import ast
import re
from typing import NamedTuple, TypeGuard

from exercises.exceptions.failure import (
    Failure,
    Meaning,
    computes,
    defined_by,
    is_gradient,
    is_in_a_rule,
    is_in_an_operation,
    is_value,
    kind_of,
    meant,
    number_name,
    whole_value,
)
from exercises.exceptions.line import Line
from exercises.exceptions.nothing import of_nothing
from viz.values.insides import methods_of
from viz.values.operations import OPERATIONS

_BETWEEN = re.compile(
    r"unsupported operand type\(s\) for (?P<symbol>\S+?)(?: or (?:pow|divmod)\(\))?: "
    r"'(?P<left>[^']+)' and '(?P<right>[^']+)'"
)
_MINUS = re.compile(r"bad operand type for unary (?P<symbol>[-+~]): '(?P<kind>[^']+)'")
_COMPARED = re.compile(
    r"'(?P<symbol>[<>=!]+)' not supported between instances of '(?P<left>[^']+)' and '(?P<right>[^']+)'"
)
_TEXT = re.compile(r"can only concatenate str \(not \"(?P<kind>[^\"]+)\"\) to str")
_PRODUCT = re.compile(r"can't multiply sequence by non-int of type '(?P<kind>[^']+)'")
_NUMBERS = ("int", "float", "bool")
_LARGEST = ("max", "min", "maximum", "minimum", "amax", "amin")
_NOT_CALLED = ("method", "function", "builtin_function_or_method")
_METHODS = {symbol: operation.method for symbol, operation in OPERATIONS.items() if operation.method.startswith("__")}
_METHODS |= {"//": "__floordiv__", "%": "__mod__", "@": "__matmul__"}
_SIGNS: dict[str, type[ast.operator]] = {
    "+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div, "**": ast.Pow, "^": ast.BitXor, "//": ast.FloorDiv,
    "%": ast.Mod, "@": ast.MatMult, "&": ast.BitAnd, "|": ast.BitOr, "<<": ast.LShift, ">>": ast.RShift,
}  # fmt: skip


class _Operands(NamedTuple):
    """Two sides of an operator: where they stand, and the names of their classes."""

    symbol: str
    line: Line
    left: ast.expr | None
    right: ast.expr | None
    left_kind: str
    right_kind: str

    def of_kind(self, *kinds: str) -> tuple[ast.expr | None, str] | None:
        """(the code, the class) of the side that is of one of these classes."""
        sides = ((self.left, self.left_kind), (self.right, self.right_kind))
        return next((side for side in sides if side[1] in kinds), None)


def between(failure: Failure) -> Meaning | None:
    """`a + b`, `a += b`, sum([...])"""
    found = _BETWEEN.search(failure.text)
    if not found:
        return None
    operands = _operands(failure, found["symbol"].removesuffix("="), found["left"], found["right"])
    if operands.symbol == "^":
        return meant("error.xor")
    return (
        _with_nothing(failure, operands)
        or _odd_gradient(operands)
        or _value_in_a_gradient(failure, operands)
        or _value_among_numbers(failure, operands)
        or _not_called(failure, operands)
        or _number_first(failure, operands)
        or _no_method(failure, operands)
        or meant("error.operands", symbol=operands.symbol, left=operands.left_kind, right=operands.right_kind)
    )


def minus(failure: Failure) -> Meaning | None:
    """`-a`"""
    found = _MINUS.search(failure.text)
    if not found:
        return None
    node = failure.line.node(ast.UnaryOp)
    operands = _Operands(found["symbol"], failure.line, node and node.operand, None, found["kind"], "")
    if found["symbol"] == "-" and failure.is_kind_of_value(found["kind"]):
        return meant("error.unknown minus", kind=found["kind"])
    return _with_nothing(failure, operands) or _not_called(failure, operands)


def compared(failure: Failure) -> Meaning | None:
    """`a < b`, max(a, b), sorted([...])"""
    found = _COMPARED.search(failure.text)
    if not found:
        return None
    line = failure.line
    node, call = line.node(ast.Compare), line.node(ast.Call)
    left, right = (node.left, node.comparators[0]) if node and len(node.comparators) == 1 else (None, None)
    operands = _Operands(found["symbol"], line, left, right, found["left"], found["right"])
    values = [kind for kind in (found["left"], found["right"]) if failure.is_kind_of_value(kind)]
    if not values:
        return _with_nothing(failure, operands) or _not_called(failure, operands)
    function = line.text(call.func) if call else ""
    if function.rpartition(".")[2] in _LARGEST and not is_in_an_operation(line):
        return meant("error.largest", function=function, kind=values[0])
    number = _number_of(failure, values[0])
    return meant("error.compared", kind=values[0], number=number) or meant("error.compared somehow", kind=values[0])


def with_text(failure: Failure) -> Meaning | None:
    """`"loss " + 3.0`"""
    found = _TEXT.search(failure.text)
    return meant("error.text and other", kind=found["kind"]) if found else None


def product(failure: Failure) -> Meaning | None:
    """`[1, 2] * [3, 4]`"""
    found = _PRODUCT.search(failure.text)
    return meant("error.product of a list", kind=found["kind"]) if found else None


def _operands(failure: Failure, symbol: str, left: str, right: str) -> _Operands:
    """The two sides where the operator stands: in the learner's line, or in what the line has called."""
    line, sign = failure.last, _SIGNS.get(symbol)
    node = line.node(ast.BinOp, ast.AugAssign)
    if isinstance(node, ast.BinOp) and isinstance(node.op, sign or ()):
        return _Operands(symbol, line, node.left, node.right, left, right)
    if isinstance(node, ast.AugAssign) and isinstance(node.op, sign or ()):
        return _Operands(symbol, line, node.target, node.value, left, right)
    return _Operands(symbol, line, None, None, left, right)


def _with_nothing(failure: Failure, operands: _Operands) -> Meaning | None:
    """One side is None."""
    side = operands.of_kind("NoneType")
    if side is None:
        return None
    node, _ = side
    if is_gradient(node):
        assert isinstance(node, ast.Attribute)
        stored = [(each, where) for each, where in failure.places_of(node.attr) if _stores_nothing(each)]
        for each, where in stored:
            return meant("error.none gradient", where=where, name=ast.unparse(each.targets[0]))
        return meant("error.none gradient", name=operands.line.text(node))
    return of_nothing(failure, operands.line, node) or meant("error.none operand", symbol=operands.symbol)


def _odd_gradient(operands: _Operands) -> Meaning | None:
    """A gradient that is no number: a list, a text."""
    for node, kind in ((operands.left, operands.left_kind), (operands.right, operands.right_kind)):
        if is_gradient(node) and kind in ("list", "tuple", "str", "dict", "set"):
            return meant("error.odd gradient", name=operands.line.text(node), kind=kind)
    return None


def _stores_nothing(node: ast.Assign | ast.AugAssign) -> TypeGuard[ast.Assign]:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is None


def _value_in_a_gradient(failure: Failure, operands: _Operands) -> Meaning | None:
    """A whole value in a line that writes to a gradient: `self.grad += other * out.grad`."""
    line, statement = operands.line, operands.line.statement
    if not line.is_learners or not is_in_a_rule(line) or not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return None
    if not any(map(failure.is_kind_of_value, (operands.left_kind, operands.right_kind))):
        return None
    found = whole_value(line, statement.value)
    if found is None:
        return None
    name, kind, number = found
    return meant("error.value in a gradient", name=name, kind=kind, number=f"{name}.{number}")


def _value_among_numbers(failure: Failure, operands: _Operands) -> Meaning | None:
    """In an operation, one side is computed from plain numbers, the other one is a whole value: `self.data + other`."""
    line = operands.line
    if not line.is_learners or not is_in_an_operation(line):
        return None
    sides = ((operands.left, operands.left_kind), (operands.right, operands.right_kind))
    numbers = [node for node, kind in sides if kind in _NUMBERS and _is_from_inside(line, node)]
    values = [node for node, kind in sides if failure.is_kind_of_value(kind)]
    found = whole_value(line, values[0]) if numbers and values else None
    if found is None:
        return None
    name, kind, number = found
    return meant("error.value among numbers", name=name, kind=kind, number=f"{name}.{number}")


def _is_from_inside(line: Line, node: ast.expr | None) -> bool:
    """Whether a number is computed from that of a value: `self.data`, `self.data ** 2`, `t` after `t = ...`."""
    if node is None:
        return False
    if isinstance(node, ast.Name):
        return bool(defined_by(line, node.id))
    inner = [each for each in ast.walk(node) if isinstance(each, ast.Attribute)]
    wholes = [(each.attr, line.holds(each.value)) for each in inner]
    return any(is_value(whole) and name == number_name(whole) for name, whole in wholes)


def _not_called(failure: Failure, operands: _Operands) -> Meaning | None:
    """One side is a function or a method itself."""
    side, statement = operands.of_kind(*_NOT_CALLED), operands.line.statement
    if side and isinstance(statement, ast.AugAssign) and side[0] is statement.target:
        return None  # where it is stored: out._backward += _backward
    if side:
        return meant("error.not called", name=operands.line.text(side[0])) or meant("error.function operand")
    side = operands.of_kind("type")
    return meant("error.class operand", name=operands.line.text(side[0])) if side else None


def _number_first(failure: Failure, operands: _Operands) -> Meaning | None:
    """A plain number on the left, a value on the right: `1 + a`, and sum([...]), which begins with 0 + ..."""
    method, kind, cls = _reflected(operands.symbol), operands.right_kind, failure.kind(operands.right_kind)
    if operands.left_kind not in _NUMBERS or cls is None or not failure.is_kind_of_value(kind):
        return None
    if method in methods_of(cls):
        return meant("error.refused operand", kind=kind, method=method, other=operands.left_kind)
    mistake = "sum from 0" if operands.symbol == "+" else None
    call = operands.line.node(ast.Call)
    if mistake and call and isinstance(call.func, ast.Name) and call.func.id == "sum":
        return meant("error.sum from 0", mistake, kind=kind, method=method)
    return meant("error.number first", mistake, symbol=operands.symbol, kind=kind, method=method)


def _reflected(symbol: str) -> str:
    return _METHODS.get(symbol, "").replace("__", "__r", 1)


def _no_method(failure: Failure, operands: _Operands) -> Meaning | None:
    """A value on the left, whose class has no such method, or one that refuses what stands on the right."""
    method, kind = _METHODS.get(operands.symbol, ""), operands.left_kind
    cls = failure.kind(kind)
    if cls is None or not (failure.is_kind_of_value(kind) or computes(cls)):
        return None
    if method in methods_of(cls):
        return meant("error.refused operand", kind=kind, method=method, other=operands.right_kind)
    return meant("error.unknown operation", kind=kind, symbol=operands.symbol, method=method)


def _number_of(failure: Failure, kind: str) -> str:
    """The attribute in which values of that class hold their number."""
    return next((number_name(thing) for thing in failure.things if kind_of(thing) == kind and is_value(thing)), "")
