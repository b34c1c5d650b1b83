"""Whether two programs are the same code in other words: with other comments, and with other text that they print."""

import ast
from collections.abc import Iterator
from itertools import zip_longest

_SHOW = ("print", "display")  # the functions that show people what they are given
_TEXT = "text"  # stands for any text that is shown


def first_difference(code: str, translation: str) -> int | None:
    """The line of the translation at which it begins to be other code; None where it is the same code.

    Programs are the same where their syntax trees are. These know no comments; and any text with a letter in it stands
    for any other where print or display is given it directly: a string, or what an f-string says around its values.

    Raises:
        SyntaxError: one of them is not Python.
    """
    ours, theirs = (_parts(_ShownTextAlike().visit(ast.parse(each))) for each in (code, translation))
    end = (translation.count("\n") + 1, None)
    for (_, part), (line, translated) in zip_longest(ours, theirs, fillvalue=end):
        if part != translated:
            return line
    return None


class _ShownTextAlike(ast.NodeTransformer):
    """Makes all text alike that is shown to people."""

    def visit_Call(self, call: ast.Call) -> ast.Call:
        self.generic_visit(call)
        if isinstance(call.func, ast.Name) and call.func.id in _SHOW:
            call.args = [_alike(argument) for argument in call.args]
        return call


def _alike(argument: ast.expr) -> ast.expr:
    if isinstance(argument, ast.JoinedStr):
        if any(_is_text(part) for part in argument.values):
            argument.values = [ast.Constant(_TEXT), *(v for v in argument.values if isinstance(v, ast.FormattedValue))]
    elif _is_text(argument):
        return ast.copy_location(ast.Constant(_TEXT), argument)
    return argument


def _is_text(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and isinstance(part.value, str) and any(map(str.isalpha, part.value))


def _parts(thing: object, depth: int = 0, field: str = "", line: int = 1) -> Iterator[tuple[int, object]]:
    """(line, (depth, field, what stands there)) for each part of a syntax tree, in an order that tells the tree."""
    if not isinstance(thing, ast.AST):
        yield line, (depth, field, repr(thing))
        return
    line = getattr(thing, "lineno", line)
    yield line, (depth, field, type(thing).__name__)
    for name, value in ast.iter_fields(thing):
        if value is not None:  # which is told by its absence
            for each in value if isinstance(value, list) else [value]:
                yield from _parts(each, depth + 1, name, line)
