"""The engine as text: a class as it stands, or a file of its own, `my_micrograd.py`."""

import ast
import io
import textwrap
import tokenize
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from exercises.own_engine.assembly import VALUE
from exercises.own_engine.piece import Piece, first_line, outside_names
from exercises.words import Text

_LENT = Text("mine.lent here")
_MARGIN = " " * 4


@dataclass
class _Module:
    """A file that grows.

    Attributes:
        imports, functions: what the class rests on.
        methods: the texts of Value's methods.
        aliases: other names that these call it by.
        after: what stands below the class.
        names: {name: its text} for all that stands in the file by that name.
    """

    imports: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, exercise: str, piece: Piece, is_yours: bool) -> None:
        piece = self._with_names_of_its_own(exercise, piece)
        below = self.functions if exercise in VALUE else self.after
        for name, text in _statements(piece.around):
            if self.names.get(name) != text:
                self.names[name] = text
                (self.imports if text.startswith(("import ", "from ")) else below).append(text)
        text = piece.text if is_yours else f"# {_LENT}\n{piece.text}"
        if exercise in VALUE:
            self.methods.append(textwrap.indent(text, _MARGIN))
            if piece.called in outside_names(piece.text) and piece.called != "Value":
                self.aliases = [*dict.fromkeys([*self.aliases, f"{piece.called} = Value"])]
        else:
            self.after.append(text)
            self.names |= dict.fromkeys(piece.names, piece.text)

    def _with_names_of_its_own(self, exercise: str, piece: Piece) -> Piece:
        """The Piece, other names given to those of its helpers whose names stand for something else already."""
        for name, text in _statements(piece.around):
            if self.names.get(name, text) != text and not text.startswith(("import ", "from ")):
                renamed = {name: f"{name}_of_{exercise}"}
                piece = replace(piece, text=_renamed(piece.text, renamed), around=_renamed(piece.around, renamed))
        return piece

    def text(self) -> str:
        body = "\n\n".join(self.methods)
        value = [f"class Value:\n{body}", *self.aliases] if body else []
        return "\n\n\n".join(filter(None, ["\n".join(self.imports), *self.functions, *value, *self.after]))


def module_text(pieces: Mapping[str, Piece], yours: Collection[str]) -> str:
    """The text of a module that is made of these pieces; it says which of them are not the learner's.

    Args:
        pieces: {exercise: its Piece}, in the order in which they are learned.
        yours: the exercises whose Piece is the learner's.
    """
    module = _Module()
    for exercise, piece in pieces.items():
        module.add(exercise, piece, exercise in yours)
    return module.text() + "\n"


def _statements(text: str) -> list[tuple[str, str]]:
    """(the name that it gives something, the statement) for each statement of what stands around a piece."""
    lines = text.split("\n")
    return [
        (_name_given(node), "\n".join(lines[first_line(node) - 1 : node.end_lineno])) for node in ast.parse(text).body
    ]


def _name_given(node: ast.stmt) -> str:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return node.names[0].asname or node.names[0].name
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0])
    return str(getattr(node, "name", ""))


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """A text in which some names are other ones; attributes of the same name stay."""
    lines, before = text.splitlines(keepends=True), ""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME and token.string in names and before != ".":
            found.append(token)
        before = token.string
    for token in reversed(found):
        row, start = token.start[0] - 1, token.start[1]
        lines[row] = lines[row][:start] + names[token.string] + lines[row][token.end[1] :]
    return "".join(lines)
