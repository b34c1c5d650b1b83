"""A piece of the learner's own code: its text, with all that it takes from the cells around it."""

import ast
import builtins
import linecache
import math
import symtable
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

from exercises.origin import Learners, LearnersClass, is_learners, is_lent
from viz.values.insides import code_of, is_library, members_of, methods_of, module_of

MOST = 10_000  # characters of a text that is kept; the longest solution takes 700
CLASSES = ("Value", "Neuron", "Layer", "MLP")  # given to a piece by whoever runs it, so that there is one of each
_AROUND = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign)
_DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
_PLAIN, _CONTAINERS = (int, float, complex, bool, str, bytes, type(None)), (list, tuple, dict, set, frozenset)


class NotToBeKept(Exception):
    """Code that cannot stand by itself, or whose text is not at hand."""


@dataclass(frozen=True)
class Piece:
    """Code of somebody's, as text.

    Attributes:
        text: functions or a class as they were written. Methods stand here outside of their class.
        around: what these take from elsewhere, in an order that runs: imports, functions, classes, numbers.
        called: what the class was called that the methods belong to.
        at: when it was kept, in seconds since 1970.
    """

    text: str
    around: str = ""
    called: str = "Value"
    at: float = 0.0

    def as_data(self) -> dict[str, str | float]:
        """For a file (JSON)."""
        return asdict(self)

    @property
    def names(self) -> list[str]:
        """What the text defines."""
        return [each.name for each in ast.parse(self.text).body if isinstance(each, _DEFINITIONS)]


def read_piece(data: object) -> Piece | None:
    """The Piece of which a file tells; None where that is none, whatever it is."""
    if not isinstance(data, dict):
        return None
    text, around, called, at = (data.get(key) for key in ("text", "around", "called", "at"))
    if not all(isinstance(each, str) and len(each) <= MOST for each in (text, around, called)):
        return None
    if not isinstance(at, (int, float)) or not math.isfinite(at) or not str(called).isidentifier():
        return None
    piece = Piece(str(text), str(around), str(called), float(at))
    return piece if _holds_only(piece.text, _DEFINITIONS) and _holds_only(piece.around, _AROUND) else None


def _holds_only(text: str, kinds: tuple[type[ast.stmt], ...]) -> bool:
    try:
        return all(isinstance(each, kinds) for each in ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def piece_of(thing: Learners, methods: Iterable[str] = ()) -> Piece:
    """The Piece of a learner's function or class.

    Args:
        thing: it.
        methods: of a class only these methods, with those that they call of the same class.

    Raises:
        NotToBeKept: a part of it cannot stand by itself.
    """
    methods = list(methods)
    functions = _with_their_helpers(thing, methods) if methods and isinstance(thing, type) else []
    sources: list[Any] = functions or [thing]
    written = [_definition_of(source) for source in sources]
    around = _Around({*CLASSES, getattr(thing, "__name__", "")})
    for text, source in zip(written, sources):
        around.add(text, _globals_of(source))
    piece = Piece("\n\n".join(written), "\n\n".join(around.texts), _called(thing, methods))
    if max(len(piece.text), len(piece.around)) > MOST:
        raise NotToBeKept("too long")
    return piece


def _called(thing: Learners, methods: list[str]) -> str:
    return str(thing.__name__) if methods and isinstance(thing, type) else "Value"


def _with_their_helpers(cls: LearnersClass, names: list[str]) -> list[FunctionType]:
    """Those methods of a class, and the ones that they call which are the learner's as well."""
    methods, found, waiting = methods_of(cls), dict[str, FunctionType](), list(names)
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        if name not in methods:
            raise NotToBeKept(name)
        found[name] = methods[name]
        tree = ast.parse(_definition_of(methods[name]))
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        waiting += sorted(each for each in named & methods.keys() if not each.startswith("__") and each not in _BROUGHT)
    return list(found.values())


_BROUGHT = ("backward", "relu", "exp", "tanh", "_backward")  # methods that pieces of their own bring along


def _globals_of(thing: Learners) -> dict[str, Any]:
    """The names around a function or class."""
    functions = list(methods_of(thing).values()) if isinstance(thing, type) else [thing]
    written = [each for each in functions if _is_written_here(each)]
    if not written:
        raise NotToBeKept("not a learner's")
    space: dict[str, Any] = written[0].__globals__
    return space


def _definition_of(thing: Any) -> str:
    """The text of a function or a class."""
    code = code_of(thing)
    if code is not None:
        if thing.__closure__:
            raise NotToBeKept("encloses")
        return _definition(code)
    for held in members_of(thing).values():
        code = code_of(held)
        if code is not None and _is_text_of_somebody(code):
            return _definition(code, thing.__name__)
    raise NotToBeKept("no text")


def _definition(code: CodeType, class_around: str = "") -> str:
    """The text of the function of that code, or of the class of that name around it."""
    text = "".join(linecache.getlines(code.co_filename))
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        raise NotToBeKept("no text") from None
    for node in ast.walk(tree):
        if not isinstance(node, _DEFINITIONS) or node.end_lineno is None:
            continue
        first = first_line(node)
        is_it = (
            node.name == class_around and first <= code.co_firstlineno <= node.end_lineno
            if class_around
            else isinstance(node, ast.FunctionDef) and node.name == code.co_name and first == code.co_firstlineno
        )
        if is_it:
            return textwrap.dedent("\n".join(text.split("\n")[first - 1 : node.end_lineno]))
    raise NotToBeKept("no text")


def first_line(node: ast.stmt) -> int:
    """The number of the line on which a statement begins, with its decorators."""
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])


class _Around:
    """What texts take from the notebooks and files around them.

    Args:
        given: the names that whoever runs the texts will give them.
    """

    def __init__(self, given: Iterable[str]) -> None:
        self.texts = list[str]()
        self._known = set(given)

    def add(self, text: str, space: dict[str, Any]) -> None:
        """Take down what a text needs of the names in a space."""
        for name in outside_names(text):
            if name in self._known or name not in space:  # what is nowhere was not needed by whoever checked it
                continue
            self._known.add(name)
            self._add(name, space[name])

    def _add(self, name: str, held: Any) -> None:
        if _is_plain(held):
            self.texts.append(f"{name} = {held!r}")
        elif isinstance(held, ModuleType):
            self.texts.append(f"import {held.__name__}{_alias(held, name)}")
        elif _is_written_here(held):
            text = _definition_of(held)
            self.add(text, _globals_of(held))
            self.texts += [text, *([f"{name} = {held.__name__}"] if _alias(held, name) else [])]
        elif origin := _module_that_has(held):
            self.texts.append(f"from {origin} import {held.__name__}{_alias(held, name)}")
        elif held is not getattr(builtins, name, None):
            raise NotToBeKept(name)


def _alias(held: Any, name: str) -> str:
    return "" if held.__name__ == name else f" as {name}"


def outside_names(text: str) -> list[str]:
    """The names that definitions take from outside, when they are made or when they are run, in alphabetical order."""
    table = symtable.symtable(text, "<piece>", "exec")
    own = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    taken = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    taken |= {name for inner in table.get_children() for name in _taken_inside(inner)}
    return sorted(taken - own)


def _taken_inside(table: symtable.SymbolTable) -> Iterator[str]:
    yield from (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global() and symbol.is_referenced())
    for inner in table.get_children():
        yield from _taken_inside(inner)


def _is_written_here(held: Any) -> bool:
    """Whether a function or a class is the learner's own, or stands in for it."""
    is_class = issubclass(type(held), type)  # asked in this way, as isinstance believes what __class__ says
    codes = [code_of(each) for each in (members_of(held).values() if is_class else [held])]
    return any(code is not None and _is_text_of_somebody(code) for code in codes)


def _is_text_of_somebody(code: CodeType) -> bool:
    """Whether code is neither Python's nor a package's, so that its text has to come along."""
    return is_learners(code.co_filename) or is_lent(code.co_filename)


def _is_plain(held: Any) -> bool:
    """Whether something is a number, a text, or a container of such: whatever its `repr` says is what it is."""
    if type(held) in _CONTAINERS:
        return len(repr(held)) <= MOST and all(map(_is_plain, [*held, *(held.values() if type(held) is dict else ())]))
    return type(held) in _PLAIN and (type(held) is not float or math.isfinite(held))


def _module_that_has(held: Any) -> str:
    """The name of the module from which something can be imported by its own name; "" where there is none."""
    of = module_of(type(held))
    if (of == "__main__" or not is_library(of)) and not issubclass(type(held), type):
        return ""  # it may answer as it likes, or not at all
    module, name = getattr(held, "__module__", None), getattr(held, "__name__", None)
    if not isinstance(module, str) or not isinstance(name, str) or module in ("__main__", "builtins"):
        return ""
    return module if getattr(sys.modules.get(module), name, None) is held else ""
