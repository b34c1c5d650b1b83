"""Small expressions as text: `d = a * b + c`, read by Python's own grammar and computed with a class of values.

Only what stands in the tables below can be written: names, numbers, + - * / **, and functions. Nothing is evaluated by
Python itself, so a text from a page can do no more than compute.
"""

import ast
import math
import operator
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from viz.words.messages import say
from viz.words.text import fit

_LONGEST = 2000  # characters: far more than the graph of any such expression can be seen in
_SHOWN = 40  # characters of a part that an error shows

_BINARY: dict[type[ast.operator], tuple[str, str, str]] = {  # sign, method, method of the right operand
    ast.Add: ("+", "__add__", "__radd__"),
    ast.Sub: ("-", "__sub__", "__rsub__"),
    ast.Mult: ("*", "__mul__", "__rmul__"),
    ast.Div: ("/", "__truediv__", "__rtruediv__"),
    ast.Pow: ("**", "__pow__", "__rpow__"),
}
APPLIED: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow,
    "neg": operator.neg,
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One operation on what was computed before.

    Attributes:
        does: "+", "-", "*", "/", "**", "neg", or the name of a function.
        operands: a float, the name of a leaf, or the index of an earlier step, each.
        method, reflected: the methods that Python asks for it, of the first operand and of the second ("" for none).
        code: as it was written.
    """

    does: str
    operands: tuple[float | str | int, ...]
    method: str
    reflected: str
    code: str


@dataclass(frozen=True)
class Expression:
    """What a text computes.

    Attributes:
        text: as it was written, in one line.
        leaves: the names that it does not give a value itself, in the order in which they appear.
        steps: its operations, each after those that it needs.
        named: {a name that it gives: what bears it}, an index of steps or the name of a leaf.
        result: the same for the whole.
    """

    text: str
    leaves: tuple[str, ...]
    steps: tuple[Step, ...]
    named: Mapping[str, int | str]
    result: int | str


def read_expression(text: str) -> Expression:
    """The Expression of a text: one line, or several that give names, with the result in the last.

    Raises:
        ValueError: it is none; the message says which part, and what can be written.
    """
    if len(text) > _LONGEST:
        raise ValueError(say("expression too long", count=len(text), most=_LONGEST))
    source = "\n".join(line.strip() for line in text.splitlines())
    reader = _Reader(source)
    try:
        lines = _lines(source)
        results = [reader.line(line, is_last=line is lines[-1]) for line in lines]
    except (RecursionError, MemoryError):
        raise ValueError(say("expression too deep", shown=_shown(text))) from None
    if not results:
        raise ValueError(say("expression empty"))
    if isinstance(results[-1], float):
        raise ValueError(say("expression without a name", shown=_shown(text)))
    line = source.strip() if "\n" not in source.strip() else "; ".join(map(ast.unparse, lines))
    return Expression(line, tuple(reader.leaves), tuple(reader.steps), _without_numbers(reader.named), results[-1])


def _lines(source: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings(action="ignore"):  # of what is refused later
            return ast.parse(source).body
    except (SyntaxError, ValueError) as error:
        if "nested" in str(error):  # so many brackets that Python's reader gives up
            raise RecursionError from None
        raise ValueError(say("expression not read", shown=_shown(source))) from None


Read = float | str | int  # a number, the name of a leaf, the index of a step


@dataclass
class _Reader:
    """Reads one line after the other."""

    source: str
    leaves: dict[str, None] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    named: dict[str, Read] = field(default_factory=dict)

    def line(self, line: ast.stmt, is_last: bool) -> Read:
        if isinstance(line, ast.Expr) and is_last:
            return self.read(line.value)
        if not (isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name)):
            raise ValueError(
                say("expression line" if isinstance(line, ast.Expr) else "expression part", shown=self._code(line))
            )
        name, result = line.targets[0].id, self.read(line.value)
        if name in self.named or name in self.leaves:
            raise ValueError(say("expression named twice", name=name))
        self.named[name] = result
        return result

    def read(self, part: ast.expr) -> Read:
        if isinstance(part, ast.Name):
            return self._name(part.id)
        if isinstance(part, ast.Constant):
            return self._constant(part)
        if isinstance(part, ast.BinOp) and type(part.op) in _BINARY:
            return self._binary(part)
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.BitXor):
            raise ValueError(say("expression caret", shown=self._code(part)))
        if isinstance(part, ast.UnaryOp) and isinstance(part.op, (ast.USub, ast.UAdd)):
            operand = self.read(part.operand)
            if isinstance(part.op, ast.UAdd):
                return operand
            return -operand if isinstance(operand, float) else self._step("neg", (operand,), "__neg__", "", part)
        if isinstance(part, ast.Call):
            return self._call(part)
        if isinstance(part, ast.Attribute):
            raise ValueError(say("expression attribute", shown=self._code(part), name=part.attr))
        if isinstance(part, ast.Compare):
            raise ValueError(say("expression compares", shown=self._code(part)))
        raise ValueError(say("expression part", shown=self._code(part)))

    def _name(self, name: str) -> Read:
        if name in self.named:
            return self.named[name]
        self.leaves[name] = None
        return name

    def _binary(self, part: ast.BinOp) -> Read:
        sign, method, reflected = _BINARY[type(part.op)]
        left, right = self.read(part.left), self.read(part.right)
        if isinstance(left, float) and isinstance(right, float):
            return self._of_numbers(sign, left, right, part)
        if sign == "**" and not isinstance(right, float):
            raise ValueError(say("expression power", shown=self._code(part), exponent=self._code(part.right)))
        return self._step(sign, (left, right), method, reflected, part)

    def _call(self, part: ast.Call) -> Read:
        """A function of one or more operands: relu(x), x.relu(), x.max(y)."""
        called = part.func
        if part.keywords or any(isinstance(each, ast.Starred) for each in part.args):
            raise ValueError(say("expression part", shown=self._code(part)))
        if isinstance(called, ast.Attribute):
            name, operands = called.attr, [called.value, *part.args]
        elif isinstance(called, ast.Name):
            name, operands = called.id, part.args
        else:
            raise ValueError(say("expression part", shown=self._code(part)))
        if name.startswith("_"):
            raise ValueError(say("expression part", shown=self._code(part)))
        if not operands:
            raise ValueError(say("expression function of nothing", name=name))
        return self._step(name, tuple(map(self.read, operands)), name, "", part)

    def _constant(self, part: ast.Constant) -> float:
        if isinstance(part.value, bool) or not isinstance(part.value, (int, float)):
            raise ValueError(say("expression part", shown=self._code(part)))
        try:
            number = float(part.value)
        except OverflowError:
            number = math.inf
        return self._finite(number, part)

    def _of_numbers(self, sign: str, left: float, right: float, part: ast.expr) -> float:
        try:
            return self._finite(APPLIED[sign](left, right), part)
        except ArithmeticError:
            raise ValueError(say("expression number", shown=self._code(part))) from None

    def _finite(self, number: float | complex, part: ast.expr) -> float:
        if not isinstance(number, float) or not math.isfinite(number):  # (-8) ** 0.5 is complex
            raise ValueError(say("expression number", shown=self._code(part)))
        return number

    def _code(self, part: ast.AST) -> str:
        return _shown(ast.get_source_segment(self.source, part) or "")

    def _step(self, does: str, operands: tuple[Read, ...], method: str, reflected: str, part: ast.expr) -> int:
        self.steps.append(Step(does, operands, method, reflected, self._code(part)))
        return len(self.steps) - 1


def _without_numbers(named: Mapping[str, Read]) -> dict[str, int | str]:
    return {name: what for name, what in named.items() if not isinstance(what, float)}


def _shown(code: str) -> str:
    return fit(" ".join(code.split()), _SHOWN)
