"""A line of a traceback as it was when it failed: its syntax, and what its names hold.

Nothing here runs a learner's code. Properties, `__getattr__`, `__repr__` and the like are not asked: what they would
give is UNKNOWN.
"""

import ast
import builtins
import dis
import linecache
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, TypeVar

from exercises.origin import EXPRESSION, is_learners
from viz.values.insides import attributes_of, bases_of, in_slot, slots_of
from viz.words.text import fit

UNKNOWN = object()  # what cannot be told without running code
_COLUMNS = 60  # of a piece of code inside of a sentence
_NUMBERS = (int, float)
_LOOPS = (ast.While, ast.For, ast.AsyncFor, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_RAISES = dis.opmap["RAISE_VARARGS"]
_Position = tuple[int | None, int | None, int | None, int | None]
_Node = TypeVar("_Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Line:
    """One entry of a traceback.

    Attributes:
        frame: the frame of the call.
        number: of the line, from 1.
        instruction: the index of the instruction that failed in the code's bytes.
        source: the text that the code was compiled from; "" where nobody kept it.
    """

    frame: FrameType
    number: int
    instruction: int
    source: str

    @property
    def is_learners(self) -> bool:
        return is_learners(self.frame.f_code.co_filename)

    @property
    def is_of_a_check(self) -> bool:
        """Whether it is an expression that a check has made up, and run with the learner's class."""
        return self.frame.f_code.co_filename == EXPRESSION

    @property
    def raises(self) -> bool:
        """Whether a `raise`, or an `assert`, stands there."""
        code = self.frame.f_code.co_code
        return 0 <= self.instruction < len(code) and code[self.instruction] == _RAISES

    @property
    def code(self) -> str:
        """The line as it is written."""
        lines = self.source.splitlines()
        return lines[self.number - 1].strip() if 0 < self.number <= len(lines) else ""

    # Its syntax.

    def nodes(self, *kinds: type[_Node]) -> list[_Node]:
        """The nodes of these kinds at the place that failed; those of the whole line where the place is not known."""
        if self._position is None:
            return [node for node in self._walked if isinstance(node, kinds) and _begins(node) == self.number]
        return [node for node in self._walked if isinstance(node, kinds) and _place(node) == self._position]

    def node(self, *kinds: type[_Node]) -> _Node | None:
        """The one node of these kinds that failed; None where there is none, or where it is not known which."""
        found = self.nodes(*kinds)
        return found[0] if len(found) == 1 or (found and self._position is not None) else None

    def nodes_around(self, *kinds: type[_Node]) -> list[_Node]:
        """The nodes of these kinds in the statement that the line stands in."""
        return [node for node in ast.walk(self.statement) if isinstance(node, kinds)] if self.statement else []

    def is_at_place(self, node: ast.AST) -> bool:
        """Whether it is the very expression that failed."""
        return _place(node) == self._position

    @cached_property
    def statement(self) -> ast.stmt | None:
        """The innermost statement that the line stands in."""
        around = [node for node in self._walked if isinstance(node, ast.stmt) and _spans(node, self.number)]
        return max(around, key=_begins, default=None)

    @property
    def is_in_a_loop(self) -> bool:
        """Whether a loop of its own function is around it, a comprehension's among them."""
        inside = ast.walk(self.functions[0]) if self.functions else ()
        return any(isinstance(node, _LOOPS) and _spans(node, self.number) for node in inside)

    @cached_property
    def functions(self) -> list[Function]:
        """The functions around the line, the innermost first."""
        around = [node for node in self._walked if isinstance(node, FUNCTIONS) and _spans(node, self.number)]
        return sorted(around, key=_begins, reverse=True)

    @cached_property
    def classes(self) -> list[ast.ClassDef]:
        """The classes around the line, the innermost first."""
        around = [node for node in self._walked if isinstance(node, ast.ClassDef) and _spans(node, self.number)]
        return sorted(around, key=_begins, reverse=True)

    @property
    def name(self) -> str:
        """The name of the function that ran."""
        return self.frame.f_code.co_name

    def text(self, node: ast.AST | None) -> str:
        """A piece of the line as it is written; "" where it is not known."""
        return fit(" ".join(((node and ast.get_source_segment(self.source, node)) or "").split()), _COLUMNS)

    @cached_property
    def _walked(self) -> list[ast.AST]:
        return walked(self.source)

    @cached_property
    def _position(self) -> _Position | None:
        positions = list(self.frame.f_code.co_positions())
        index = self.instruction // 2
        found = positions[index] if 0 <= index < len(positions) else (None, None, None, None)
        return None if None in found else found

    # What its names hold.

    def holds(self, node: ast.AST | None) -> Any:
        """What an expression stands for when the line fails; UNKNOWN where telling it might run code."""
        match node:
            case ast.Constant(value):
                return value
            case ast.Name(name):
                return self.variable(name)
            case ast.Attribute(whole, name):
                return attribute(self.holds(whole), name)
            case ast.Subscript(whole, key):
                return _member(self.holds(whole), self.holds(key))
            case ast.UnaryOp(ast.USub(), operand):
                number = self.holds(operand)
                return -number if type(number) in _NUMBERS else UNKNOWN
            case ast.BinOp(left, operator, right):
                return _computed(self.holds(left), operator, self.holds(right))
        return UNKNOWN

    def variable(self, name: str) -> Any:
        """What a name holds, in this function, around it, or built in."""
        for space in (self.frame.f_locals, self.frame.f_globals, vars(builtins)):
            if name in space:
                return space[name]
        return UNKNOWN

    @property
    def owner(self) -> Any:
        """The object whose method this is, or whose method made this function; UNKNOWN where there is none."""
        return self.frame.f_locals.get("self", UNKNOWN)


def attribute(thing: Any, name: str) -> Any:
    """What lies in an object under that name; UNKNOWN where nothing does, or a property would have to be asked."""
    if thing is UNKNOWN:
        return UNKNOWN
    if type(thing) is ModuleType:
        return vars(thing).get(name, UNKNOWN)
    family = bases_of(thing if isinstance(thing, type) else type(thing))
    member = next((vars(base)[name] for base in family if name in vars(base)), UNKNOWN)
    if isinstance(thing, type):
        return member if isinstance(member, FunctionType) else UNKNOWN
    if isinstance(member, property):
        return UNKNOWN
    own = dict(attributes_of(thing)).get(name, UNKNOWN)
    slot = next((in_slot(slot, thing) for slot in slots_of(type(thing)) if slot.__name__ == name), UNKNOWN)
    return own if own is not UNKNOWN else slot if slot is not UNKNOWN else member


@lru_cache(maxsize=32)
def walked(source: str) -> list[ast.AST]:
    """The nodes of a program, none where it is none."""
    try:
        return list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def parameters_of(function: Function) -> set[str]:
    """The names of a function's parameters."""
    return {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}


def given(function: Function) -> set[str]:
    """The variables of a function: its parameters, and what it assigns itself."""
    inner = [node for node in ast.walk(function) if isinstance(node, FUNCTIONS) and node is not function]
    foreign = {id(node) for each in inner for node in ast.walk(each)}
    stored = (node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    made = {each.name for each in inner if isinstance(each, ast.FunctionDef)}
    return parameters_of(function) | made | {node.id for node in stored if id(node) not in foreign}


def names_at_hand(line: Line) -> list[str]:
    """The variables that a line might have meant: of its function, and of those around it, the innermost first."""
    around = [name for function in line.functions for name in sorted(given(function))]
    return list(dict.fromkeys([*line.frame.f_locals, *around]))


def source_of(code: CodeType, space: dict[str, Any] | None = None) -> str:
    """The text of the file or cell that code was compiled from; "" where nobody kept it."""
    return "".join(linecache.getlines(code.co_filename, space))


def names_in(node: ast.AST | None) -> Iterator[ast.Name]:
    """Yield the names in an expression that stand for themselves: of `a * b.data` only a."""
    if isinstance(node, ast.Name):
        yield node
    elif node is not None and not isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        for inner in ast.iter_child_nodes(node):
            yield from names_in(inner)


def _begins(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _spans(node: ast.AST, number: int) -> bool:
    return _begins(node) <= number <= (getattr(node, "end_lineno", 0) or 0)


def _place(node: ast.AST) -> _Position:
    return (
        _begins(node),
        getattr(node, "end_lineno", None),
        getattr(node, "col_offset", None),
        getattr(node, "end_col_offset", None),
    )


def _member(whole: Any, key: Any) -> Any:
    if type(whole) in (list, tuple) and type(key) is int and -len(whole) <= key < len(whole):
        return whole[key]
    return whole.get(key, UNKNOWN) if type(whole) is dict and type(key) in (int, str) else UNKNOWN


def _computed(left: Any, operator: ast.operator, right: Any) -> Any:
    if type(left) not in _NUMBERS or type(right) not in _NUMBERS:
        return UNKNOWN
    try:
        x, y = float(left), float(right)
        match operator:
            case ast.Add():
                return x + y
            case ast.Sub():
                return x - y
            case ast.Mult():
                return x * y
            case ast.Div():
                return x / y
            case ast.Pow():
                return x**y
    except ArithmeticError:
        pass
    return UNKNOWN
