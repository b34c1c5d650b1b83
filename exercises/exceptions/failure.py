"""An exception with the lines that it went through, and what is known of the things that took part."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from numbers import Real
from types import CodeType, FunctionType, ModuleType
from typing import Any, NamedTuple

from exercises.exceptions.line import UNKNOWN, Line, attribute, names_in, source_of, walked
from exercises.expressions import Expression
from exercises.origin import EXPRESSION, is_learners, is_module_of_the_project
from exercises.words import Text
from viz.values.insides import attributes_of, bases_of, code_of, is_library, is_pythons_own, methods_of, module_of
from viz.values.operands import is_value_like
from viz.words.messages import say
from viz.words.text import fit

_COLUMNS = 100  # of a line of code that is shown by itself
_MOST_MEMBERS = 100  # of a container that are looked through for values
_GRADIENT = "grad"


class Meaning(NamedTuple):
    """What an exception means.

    Attributes:
        sentence: one to three sentences, in the language in force.
        mistake: the mistake of docs/misconceptions.md that it is a sign of, or None.
        where: the line that it comes from, where that is another than the one that failed; else "".
    """

    sentence: str
    mistake: str | None = None
    where: str = ""


_SIGNS_OF = {  # a sentence: the mistake of docs/misconceptions.md that it tells of
    "error.value in a gradient": "forgot .data",
    "error.value among numbers": "forgot .data",
    "error.number inside": "forgot .data",
    "error.number of": "forgot .data",
    "error.number only": "forgot .data",
    "error.abs": "forgot .data",
    "error.largest": "forgot .data",
    "error.compared": "forgot .data",
    "error.compared somehow": "forgot .data",
    "error.formatted": "forgot .data",
    "error.none gradient": "grad is None",
    "error.xor": "xor",
}


def meant(key: str, /, mistake: str | None = None, where: str = "", **blanks: object) -> Meaning | None:
    """The Meaning of a key of the catalogues; None where there is nothing to fill one of its blanks with, as a sentence
    with a hole says nothing.
    """
    told = {name: str(thing) for name, thing in blanks.items()}
    if not all(map(str.strip, told.values())):
        return None
    return Meaning(Text(key).filled(**told), mistake or _SIGNS_OF.get(key), where)


@dataclass(frozen=True)
class Failure:
    """An exception.

    Attributes:
        error: the exception itself.
        text: what it says, in one line; "" where it says nothing.
        lines: the Lines of its traceback, the innermost last.
    """

    error: BaseException
    text: str
    lines: list[Line]

    @cached_property
    def mine(self) -> Line | None:
        """The learner's innermost line; where there is none, that of the expression which a check asked for."""
        learners = [line for line in self.lines if line.is_learners]
        asked = [line for line in self.lines if line.is_of_a_check]
        written = [line for line in learners if line.source]  # a dataclass has methods that nobody wrote
        found = written or learners or asked
        return found[-1] if found else None

    @property
    def last(self) -> Line:
        """The line that raised, whosever it is."""
        return self.lines[-1]

    @property
    def line(self) -> Line:
        """The line to explain: the learner's; where there is none, the last."""
        return self.mine or self.last

    @property
    def caller(self) -> Line | None:
        """The learner's line that called the one which raised; None where that was another's, or not a learner's."""
        learners = [line for line in self.lines if line.is_learners]
        return learners[-2] if len(learners) > 1 and self.is_at_mine else None

    @property
    def is_at_mine(self) -> bool:
        """Whether it was raised in the learner's line itself, or in what that line called which is not in Python."""
        return self.line is self.last

    # Whose things they are.

    @cached_property
    def things(self) -> list[Any]:
        """What the names of all lines hold, and what is in their containers."""
        held = [thing for line in self.lines for thing in line.frame.f_locals.values()]
        inside = (_members(thing) for thing in held if type(thing) in (list, tuple, dict, set))
        return [*held, *(each for members in inside for each in members)]

    def kind(self, name: str) -> type | None:
        """The class of that name among the things that took part."""
        classes = [thing if isinstance(thing, type) else type(thing) for thing in self.things]
        family = [base for cls in dict.fromkeys(classes) for base in bases_of(cls)]
        held = self.line.variable(name)
        return next((cls for cls in family if cls.__name__ == name), held if isinstance(held, type) else None)

    def is_kind_of_value(self, name: str) -> bool:
        """Whether things of the class of that name can be read as values."""
        return any(type(thing).__name__ == name and is_value(thing) for thing in self.things) or computes(
            self.kind(name)
        )

    def is_of_the_learners(self, thing: Any) -> bool:
        """Whether it is a class or a function of the learner's, or an object of such a class."""
        if thing is UNKNOWN or isinstance(thing, ModuleType):
            return False
        code = code_of(thing)
        if code is not None:
            return is_learners(code.co_filename)
        cls = thing if isinstance(thing, type) else type(thing)
        methods = methods_of(cls).values()
        if not methods:
            return not (is_pythons_own(cls) or is_library(module_of(cls)) or is_module_of_the_project(module_of(cls)))
        return any(is_learners(method.__code__.co_filename) for method in methods)

    # Other lines that tell more.

    def places_of(self, attribute_name: str) -> Iterator[tuple[ast.Assign | ast.AugAssign, str]]:
        """Yield (an assignment to an attribute of that name, its line to be shown) in the learner's functions that
        took part, and in the learner's classes.
        """
        seen: set[str] = set()
        codes = [line.frame.f_code for line in self.lines if line.is_learners]
        codes += [method.__code__ for cls in self._learners_classes for method in methods_of(cls).values()]
        codes += [code for code in map(code_of, self.things) if code]
        for code in codes:
            source = source_of(code) if is_learners(code.co_filename) and code.co_filename not in seen else ""
            seen.add(code.co_filename)
            for node in walked(source):
                targets = node.targets if isinstance(node, ast.Assign) else []
                targets = [node.target] if isinstance(node, ast.AugAssign) else targets
                if any(isinstance(target, ast.Attribute) and target.attr == attribute_name for target in targets):
                    assert isinstance(node, (ast.Assign, ast.AugAssign))
                    yield node, place_in(source, node.lineno)

    @property
    def _learners_classes(self) -> list[type]:
        classes = dict.fromkeys(thing if isinstance(thing, type) else type(thing) for thing in self.things)
        return [cls for cls in classes if self.is_of_the_learners(cls)]


def failure_of(error: BaseException) -> Failure:
    """The exception as a Failure."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # its own __str__ fails
        text = ""
    lines, entry = list[Line](), error.__traceback__
    sources: dict[str, str] = {}  # a recursion goes through one file a thousand times
    while entry is not None:
        frame, file = entry.tb_frame, entry.tb_frame.f_code.co_filename
        asked = frame.f_locals.get("self") if frame.f_code.co_name == "run" else None
        if isinstance(asked, Expression):
            sources[EXPRESSION] = asked.source.replace("; ", "\n")
        if file not in sources:
            sources[file] = source_of(frame.f_code, frame.f_globals)
        lines.append(Line(frame, entry.tb_lineno, entry.tb_lasti, sources[file]))
        entry = entry.tb_next
    return Failure(error, text, lines)


def shown(line: Line) -> str:
    """A line as it is shown: its number, its function, its text; of an expression only the expression."""
    if line.is_of_a_check:
        return "; ".join(line.source.splitlines())
    name, code = fit(line.name, _COLUMNS), fit(line.code, _COLUMNS)
    if code:
        return say("error.place", line=line.number, name=name, code=code)
    return say("error.line", line=line.number, name=name)


def place_in(source: str, number: int) -> str:
    """A line of a source as it is shown."""
    around = [each for each in walked(source) if isinstance(each, ast.FunctionDef)]
    around = [each for each in around if each.lineno <= number <= (each.end_lineno or 0)]
    name = max(around, key=lambda each: each.lineno).name if around else "<module>"
    lines = source.splitlines()
    code = fit(lines[number - 1].strip(), _COLUMNS) if 0 < number <= len(lines) else ""
    return say("error.place", line=number, name=name, code=code) if code else ""


def code_name(code: CodeType) -> str:
    """The name of a function as it is told: with its class, without what it stands inside of."""
    return code.co_qualname.rpartition("<locals>.")[2]


def is_value(thing: Any) -> bool:
    """Whether it can be read as a value, as far as that can be told without running its code."""
    if thing is UNKNOWN or isinstance(thing, type):
        return False
    own = {name for base in type(thing).__mro__[:-1] for name in vars(base)}
    if own.isdisjoint({"__getattr__", "__getattribute__", "__class__"}):
        return is_value_like(thing)
    held = attribute(thing, "data")
    return isinstance(held, (int, float)) and not isinstance(held, bool)


def computes(cls: type | None) -> bool:
    """Whether somebody wrote a class with arithmetic, as that of a value; no number of a library."""
    methods = methods_of(cls) if cls is not None and not is_library(module_of(cls)) else {}
    return any(name in methods for name in ("__add__", "__mul__", "__pow__"))


def number_name(thing: Any) -> str:
    """The attribute of a value that holds its plain number; "" where none does."""
    held = {name: number for name, number in attributes_of(thing) if isinstance(number, Real)}
    others = [name for name in held if _GRADIENT not in name]
    return "data" if "data" in held else others[0] if others else ""


def kind_of(thing: Any) -> str:
    """The name of its class; "" where it is not known what it is."""
    return "" if thing is UNKNOWN else fit(type(thing).__name__, 40)


def is_gradient(node: ast.AST | None) -> bool:
    """Whether an expression is the gradient of something: `self.grad`."""
    return isinstance(node, ast.Attribute) and _GRADIENT in node.attr.lower()


def whole_value(line: Line, node: ast.AST | None) -> tuple[str, str, str] | None:
    """(its name, its class, the attribute with its number) of the one value that stands as a whole in an expression
    which is otherwise of numbers: of `other * out.grad` that is other.
    """
    held = {name.id: line.variable(name.id) for name in names_in(node)}
    values = {name: thing for name, thing in held.items() if is_value(thing)}
    if len(values) != 1:
        return None
    [(name, thing)] = values.items()
    number = number_name(thing)
    return (name, kind_of(thing), number) if number else None


def is_in_a_rule(line: Line) -> bool:
    """Whether a line writes to a gradient."""
    statement = line.statement
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    targets = [statement.target] if isinstance(statement, ast.AugAssign) else targets
    return any(map(is_gradient, targets))


def is_in_an_operation(line: Line) -> bool:
    """Whether a line stands in a method of a value, or in a function that such a method has made."""
    return is_value(line.owner)


def defined_by(line: Line, name: str) -> list[ast.expr]:
    """What a function assigns to a name, where its line stands in a function."""
    around: list[ast.AST] = [line.functions[0]] if line.functions else walked(line.source)[:1]
    nodes = (node for function in around for node in ast.walk(function))
    assigned = (node for node in nodes if isinstance(node, ast.Assign))
    return [node.value for node in assigned if any(isinstance(t, ast.Name) and t.id == name for t in node.targets)]


def function_named(thing: Any) -> FunctionType | None:
    """The function behind something that is called: a function, a method, a class's constructor."""
    if isinstance(thing, type):
        return methods_of(thing).get("__init__")
    function = getattr(thing, "__func__", thing) if type(thing).__name__ in _METHODS else thing
    return function if isinstance(function, FunctionType) else None


_METHODS = ("method", "staticmethod", "classmethod")


def _members(container: Any) -> list[Any]:
    members = container.values() if isinstance(container, dict) else container
    return [member for member, _ in zip(members, range(_MOST_MEMBERS))]
