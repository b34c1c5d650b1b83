"""Finds the code that acts in a step: the operation as its author wrote it, and the line of it whose turn it is."""

import ast
import inspect
import textwrap
import tokenize
from collections.abc import Callable, Container, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, NamedTuple

from viz.values.conventions import ValueLike, gradient_name, number_name, rule_of, way_back_of
from viz.values.graph import Node
from viz.values.insides import bound_by_defaults, closure_cells, code_of, codes_within
from viz.values.moves_in_code import (
    Maker,
    Piece,
    Token,
    moves_of_slope,
    moves_of_write,
    tokens_of,
    writes_to_gradients,
)
from viz.values.operands import operation_around
from viz.values.operations import operation_of, operations_named
from viz.values.scope import Names

_MOST_LINES, _AROUND_THE_SEED = 14, 5
_NAMES_OF_SLOPES = ("local", "slope", "deriv", "partial", "grads", "gradients")  # parts of the names of parameters


@dataclass(frozen=True)
class Excerpt:
    """Lines of source, and what acts in them.

    Attributes:
        lines: the lines.
        active: the index of the one that acts, None where that cannot be told.
        moves: where the moves of a step backward stand, as far as that is certain: Pieces that do not overlap, in
            order; their `line` is an index in lines.
    """

    lines: tuple[str, ...]
    active: int | None = None
    moves: tuple[Piece, ...] = ()


def of_forward(value: ValueLike, node: Node) -> Excerpt | None:
    """The Excerpt of the operation that computed a value, or None where its source is not at hand."""
    code = _operation_code(value, node)
    return code and _excerpt(code, _MOST_LINES, "computes", len(node.operands))


def of_seed(value: ValueLike) -> Excerpt | None:
    """The Excerpt of its class's `backward`, at the line where it sets its own gradient; None where there is none."""
    code = code_of(way_back_of(value))
    return code and _excerpt(code, _AROUND_THE_SEED, "writes", code.co_varnames[:1], 0, Names(gradient_name(value)))


def of_contribution(value: ValueLike, node: Node, operands: Sequence[ValueLike | None], slot: int) -> Excerpt | None:
    """The Excerpt for what a result hands to its operand number slot, with its moves.

    The line of its own `_backward` closure that writes to that operand; where one rule serves all operations, the
    line of the operation that says its local slopes.
    """
    rule = rule_of(value)
    targets = tuple(name for name, held in _enclosed_by(rule).items() if held is operands[slot])
    slots = [k for k, operand in enumerate(operands) if operand is operands[slot]]
    code = _operation_code(value, node)
    if code and targets:
        return _excerpt(
            code, _MOST_LINES, "writes", targets, slots.index(slot), _names(value), len(slots), _lines(rule)
        )
    maker = _maker(type(value)) if node.order_known else None
    return code and _excerpt(code, _MOST_LINES, "computes", len(operands), slot, maker)


def of_line(value: ValueLike, code: CodeType, line: int, contributes: bool) -> Excerpt | None:
    """The Excerpt around a line that was seen to run: the operation around the closure that it belongs to, else its
    function.

    Args:
        value: the result whose turn it was, else the value whose gradient changed.
        code, line: which line.
        contributes: whether it handed a contribution to an operand, so that it has moves.
    """
    rule = rule_of(value)
    _, outer = operation_around(code, type(value), getattr(rule, "__globals__", {}))
    names = _names(value, code) if contributes else None
    return _excerpt(outer or code, _MOST_LINES, "is", line, names)


def _names(value: ValueLike, code: CodeType | None = None) -> Names:
    """What things are called in a result's own rule; less is known where the code that runs is another one."""
    rule = rule_of(value)
    known = _enclosed_by(rule) if code in (None, code_of(rule)) else {}
    others = tuple(name for name, held in known.items() if held is not value)
    return Names(gradient_name(value), number_name(value), others)


def _enclosed_by(rule: Callable[..., Any] | None) -> dict[str, Any]:
    return closure_cells(rule) | bound_by_defaults(rule)


def _lines(rule: Callable[..., Any] | None) -> range:
    """The numbers of the lines on which a rule stands, and what is defined inside of it."""
    code = code_of(rule)
    numbers = {line for each in (codes_within(code) if code else ()) for _, _, line in each.co_lines() if line}
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)


def _maker(cls: type) -> Maker:
    code = code_of(getattr(cls, "__init__", None))
    parameters = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount] if code else ()
    return Maker(
        tuple(base.__name__ for base in cls.__mro__ if base is not object),
        parameters[: code.co_argcount - 1] if code else (),
        tuple(name for name in parameters if any(part in name.lower() for part in _NAMES_OF_SLOPES)),
    )


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


class _Source(NamedTuple):
    """The source of a code: its lines, the number of the first, the syntax tree and the tokens, numbered alike."""

    lines: list[str]
    first: int
    tree: ast.Module
    tokens: list[Token]


class _Acting(NamedTuple):
    """The number of the line that acts, and the pieces of its moves."""

    line: int
    moves: Sequence[Piece] = ()


class _Itself:
    """A code as a key: Python takes codes for equal that stand in other files, or differ in their comments."""

    def __init__(self, code: CodeType) -> None:
        self.code = code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.code is other.code

    def __hash__(self) -> int:
        return id(self.code)


def _excerpt(code: CodeType, most: int, wanted: str, *details: Hashable) -> Excerpt | None:
    """The Excerpt of a code, at most so many lines, with the line that acts: the one that "computes" or "writes" or
    "is", by those details.
    """
    return _excerpt_of(_Itself(code), most, wanted, *details)


@lru_cache(maxsize=1024)  # a network's thousand steps run through a handful of lines
def _excerpt_of(code: _Itself, most: int, wanted: str, *details: Hashable) -> Excerpt | None:
    source = _source(code)
    if source is None:
        return None
    lines, first, tree, _ = source
    acting = _FINDERS[wanted](source, *details)
    kept = [n for n in range(len(lines)) if n + first not in _docstring_lines(tree)]
    active = acting and acting.line - first
    if len(kept) > most:
        starts = [statement.lineno - first for statement in _statements(tree)]
        kept = _window(kept, kept.index(active) if active in kept else 0, most, starts)
    text = textwrap.dedent("".join(lines[n] + "\n" for n in kept)).split("\n")[:-1]
    index = {n: k for k, n in enumerate(kept)}
    moves = []
    for piece in acting.moves if acting else ():
        k = index.get(piece.line - first)
        if k is not None:
            margin = len(lines[kept[k]]) - len(text[k])
            moves.append(piece._replace(line=k, start=piece.start - margin, end=piece.end - margin))
    return Excerpt(tuple(text), None if active is None else index.get(active), tuple(moves))


@lru_cache(maxsize=256)
def _source(code: _Itself) -> _Source | None:
    """The _Source of a code, without its margin; None where it is not at hand."""
    try:
        found, first = inspect.getsourcelines(code.code)
        text = textwrap.dedent("".join(found).replace("\r\n", "\n").replace("\r", "\n"))  # lines as ast counts them
        tree, first = ast.parse(text), max(first, 1)
        tokens = tokens_of(text, first)
    except (OSError, TypeError, SyntaxError, ValueError, tokenize.TokenError):
        return None
    return _Source(text.removesuffix("\n").split("\n"), first, ast.increment_lineno(tree, first - 1), tokens)


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


def _line_that_computes(
    source: _Source, operands: int, slot: int | None = None, maker: Maker | None = None
) -> _Acting | None:
    """The first line that makes the result: a call that is given as many operands, in brackets, as there are. Only
    where there is no other one the slope for an operand is known to be that of this call.
    """
    calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call) and _is_given(node, operands)]
    if not calls:
        return None
    first = min(calls, key=lambda call: (call.lineno, call.col_offset))
    if slot is None or maker is None or len(calls) > 1:
        return _Acting(first.lineno)
    return _Acting(first.lineno, moves_of_slope(first, slot, operands, maker, source.tokens))


def _is_given(call: ast.Call, operands: int) -> bool:
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    return any(isinstance(each, (ast.Tuple, ast.Set, ast.List)) and len(each.elts) == operands for each in given)


def _line_that_writes(
    source: _Source, targets: Container[str], time: int, names: Names, shares: int = 0, lines: Container[int] = ()
) -> _Acting | None:
    """The line that writes to the gradient of one of the targets, as in `name.grad`: the time-th of them (or the last
    where there are fewer), of those among the lines of the rule where any is. Only where there are as many as there
    are shares to hand on, it is known which one is which.
    """
    written = [
        write
        for write in writes_to_gradients(source.tree, names.gradient)
        if isinstance(write.target.value, ast.Name) and write.target.value.id in targets
    ]
    own = [write for write in written if write.target.lineno in lines]
    found = own or written
    if not found:
        return None
    write = found[min(time, len(found) - 1)]
    moves = moves_of_write(source.tree, write, names, source.tokens) if len(own) == shares > 0 else ()
    return _Acting(write.target.lineno, moves)


def _line_that_is(source: _Source, line: int, names: Names | None) -> _Acting:
    """That line, and the moves of the statement on it: the only one there that writes to a gradient."""
    written = [
        write
        for write in writes_to_gradients(source.tree, names.gradient if names else None)
        if write.statement.lineno <= line <= (write.statement.end_lineno or line)
    ]
    if names is None or len(written) != 1:
        return _Acting(line)
    return _Acting(line, moves_of_write(source.tree, written[0], names, source.tokens))


_FINDERS: dict[str, Callable[..., _Acting | None]] = {
    "computes": _line_that_computes,
    "writes": _line_that_writes,
    "is": _line_that_is,
}
