"""Finds in a learner's code where the moves of a step backward stand: local slope, times out.grad, accumulate.

They are read off the syntax of the one statement that acts. Nothing is marked unless it is certain to be that move: of
`self.grad += f(out)` only the target is known for what it is. After reading this file one knows in which forms of a
statement the moves are recognised.
"""

import ast
import io
import tokenize
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from viz.values.scope import Names, Scope

_Assignment = ast.Assign | ast.AugAssign | ast.AnnAssign
_Marks = dict[int, str]  # the index of a token -> the move that it belongs to
_Extent = tuple[int, int]  # the tokens from the first index to before the second: an expression with its brackets

_SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class Piece(NamedTuple):
    """A piece of a line that is one of the moves, or a part of it.

    Attributes:
        move: "local" (the local slope), "upstream" (times the result's gradient) or "accumulate" (into the operand's).
        line: the number of the line.
        start, end: the columns, in characters, from the first to before the second.
    """

    move: str
    line: int
    start: int
    end: int


class Token(NamedTuple):
    """A word or a sign of the source: its line, its columns in characters, its first column in bytes as ast counts."""

    line: int
    byte: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Maker:
    """How an operation makes its result: the names of its class, the parameters of its constructor, and those of them
    that take the local slopes.
    """

    classes: tuple[str, ...]
    parameters: tuple[str, ...]
    slopes: tuple[str, ...]


class Write(NamedTuple):
    """A statement that writes to a gradient, and the target in it that is meant."""

    statement: _Assignment
    target: ast.Attribute


def tokens_of(source: str, first: int) -> list[Token]:
    """The Tokens of a source whose first line has that number, in order. (What goes over several lines is left out.)

    Raises:
        tokenize.TokenError, SyntaxError: it is no source.
    """
    lines = source.split("\n")
    return [
        Token(row + first - 1, len(lines[row - 1][:start].encode()), start, end, text)
        for kind, text, (row, start), (last, end), _ in tokenize.generate_tokens(io.StringIO(source).readline)
        if row == last and kind not in _SILENT
    ]


def writes_to_gradients(tree: ast.AST, gradient: str | None) -> list[Write]:
    """The Writes to an attribute of that name, in order, as in `x.grad += ...`."""
    found = [
        Write(node, target)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == gradient
    ]
    return sorted(found, key=lambda write: (write.target.lineno, write.target.col_offset))


def moves_of_write(tree: ast.AST, write: Write, names: Names, tokens: Sequence[Token]) -> list[Piece]:
    """The Pieces of a statement that hands on a share of a gradient.

    Args:
        tree: the operation, or whatever else stands around the statement.
        write: the statement.
        names: what things are called there.
        tokens: those of the source, numbered as the tree is.
    """
    text, (statement, target) = _Text(tokens), write
    if isinstance(statement, ast.AugAssign) and not isinstance(statement.op, (ast.Add, ast.Sub)):
        return []
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    signs = [
        text.sign_after(statement.annotation if isinstance(statement, ast.AnnAssign) else each, ("=", "+=", "-="))
        for each in targets
    ]
    place, (begin, end) = targets.index(target), text.span(statement)
    start = signs[place - 1] + 1 if place else begin
    marks = _marked(range(start, signs[place] + 1), "accumulate")
    added, extent, kept = _what_is_added(text, write, (signs[-1] + 1, end))
    scope, adds = Scope(tree, statement, names), bool(kept) or isinstance(statement, ast.AugAssign)
    return text.pieces(marks | kept | _marks_of_share(text, added, extent, ast.unparse(target.value), scope, adds))


def moves_of_slope(call: ast.Call, slot: int, operands: int, maker: Maker, tokens: Sequence[Token]) -> list[Piece]:
    """The Pieces of the call that makes a result: the local slope for one of its operands, where it is given them all
    in a tuple or a list, beside one of the operands.
    """
    makes = ast.unparse(call.func) in (*maker.classes, "type(self)", "self.__class__", "__class__", "cls")
    plain = makes and not any(isinstance(given, ast.Starred) for given in call.args)
    named = [*zip(maker.parameters, call.args)] if plain else []
    named += [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg is not None]
    rows = [
        (name, given.elts) for name, given in named if isinstance(given, (ast.Tuple, ast.List))
        if len(given.elts) == operands and not any(isinstance(each, ast.Starred) for each in given.elts)
    ]  # fmt: skip
    slopes = [elements for name, elements in rows if name in maker.slopes]
    if len(slopes) != 1 or len(rows) != 2:
        return []
    text = _Text(tokens)
    return text.pieces(_marked(range(*text.with_brackets(slopes[0][slot])), "local"))


# What is added, and its factors.


def _what_is_added(text: "_Text", write: Write, extent: _Extent) -> tuple[ast.expr, _Extent, _Marks]:
    """(the share, its extent, the rest of the value that accumulates it): of `x.grad + share` the share alone."""
    value = write.statement.value
    assert value is not None
    if isinstance(write.statement, ast.AugAssign) or not isinstance(value, ast.BinOp):
        return value, extent, {}
    (begin, end), held = text.span(value), ast.unparse(write.target)
    if isinstance(value.op, (ast.Add, ast.Sub)) and _is_kept(value.left, held):
        sign = text.sign_within(value)
        return value.right, (sign + 1, end), _marked(range(begin, sign + 1), "accumulate")
    if isinstance(value.op, ast.Add) and _is_kept(value.right, held):
        sign = text.sign_within(value)
        return value.left, (begin, sign), _marked(range(sign, end), "accumulate")
    return value, extent, {}


def _is_kept(node: ast.expr, held: str) -> bool:
    """Whether it is what a target held, or 0 where that was nothing, as in `(x.grad or 0.0)`."""
    match node:
        case ast.BoolOp(op=ast.Or(), values=[first, ast.Constant(value=0)]):
            return ast.unparse(first) == held
    return ast.unparse(node) == held


def _marks_of_share(text: "_Text", share: ast.expr, extent: _Extent, operand: str, scope: Scope, adds: bool) -> _Marks:
    """The marks of the factors of a share; none where it is not a product of a slope and one gradient."""
    gradients = [node for node in ast.walk(share) if isinstance(node, ast.Attribute) and node.attr == scope.gradient]
    if not gradients:  # a plain number that overwrites may as well be what a gradient begins with
        forgotten = scope.is_number(share) and (adds or any(isinstance(node, ast.Name) for node in ast.walk(share)))
        return _marked(range(*extent), "local") if forgotten else {}
    upstream = gradients[0]
    certain = isinstance(upstream.value, ast.Name) and upstream.value.id != operand
    if not certain or scope.is_of_another(upstream) or scope.mentions_a_gradient(share, upstream):
        return {}
    return _marks_of_factors(text, share, extent, upstream) or {}


def _marks_of_factors(text: "_Text", node: ast.expr, extent: _Extent, upstream: ast.Attribute) -> _Marks | None:
    """The marks of a product in which the upstream gradient is a factor; None where it is something else in it.

    Its own sign of multiplication goes with the gradient, all others with the slope: a minus, and `/ x` for 1 / x.
    Brackets around both belong to neither.
    """
    if node is upstream:
        return _marked(range(*extent), "upstream")
    begin, end = text.span(node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _marks_of_factors(text, node.operand, (begin + 1, end), upstream)
        return inner and inner | {begin: "local"}
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Mult, ast.Div)):
        return None
    sign = text.sign_within(node)
    side, rest, at = node.left, range(sign + 1, end), (begin, sign)
    if upstream not in ast.walk(node.left):
        if isinstance(node.op, ast.Div):
            return None
        side, rest, at = node.right, range(begin, sign), (sign + 1, end)
    inner = _marks_of_factors(text, side, at, upstream)
    joined = isinstance(node.op, ast.Mult) and _without_minus(side) is upstream
    return inner and inner | _marked(rest, "local") | {sign: "upstream" if joined else "local"}


def _without_minus(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    return node


def _marked(indices: range, move: str) -> _Marks:
    return dict.fromkeys(indices, move)


class _Text:
    """The Tokens of a source, found by the nodes of its tree."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._places = [(token.line, token.byte) for token in tokens]

    def span(self, node: ast.stmt | ast.expr) -> _Extent:
        assert node.end_lineno is not None and node.end_col_offset is not None
        begin, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
        return bisect_left(self._places, begin), bisect_left(self._places, end)

    def with_brackets(self, node: ast.expr) -> _Extent:
        begin, end = self.span(node)
        while self._tokens[begin - 1].text == "(" and self._tokens[end].text == ")":
            begin, end = begin - 1, end + 1
        return begin, end

    def sign_after(self, node: ast.expr, signs: Container[str]) -> int:
        """The index of the first of the signs that follows: between it and the node stand brackets only."""
        index = self.span(node)[1]
        while self._tokens[index].text not in signs:
            index += 1
        return index

    def sign_within(self, node: ast.BinOp) -> int:
        """The index of its operator, one of + - * /."""
        return self.sign_after(node.left, (_SIGNS[type(node.op)],))

    def pieces(self, marks: _Marks) -> list[Piece]:
        found: list[Piece] = []
        for index in sorted(marks):
            token, move = self._tokens[index], marks[index]
            if found and marks.get(index - 1) == move and found[-1].line == token.line:
                found[-1] = found[-1]._replace(end=token.end)
            else:
                found.append(Piece(move, token.line, token.start, token.end))
        return found
