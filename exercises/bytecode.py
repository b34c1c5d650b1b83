"""What stands in a learner's code, read from its instructions: also where its source is not at hand."""

import dis
import linecache
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import CodeType

from exercises.origin import LearnersClass
from viz.values.insides import code_of, codes_within

_BLANK = re.compile(r"_{4,}")  # IPython itself has names of up to three underscores
_ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD")
_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_NOT_THERE = ("CACHE", "EXTENDED_ARG", "NOP")


def codes_of(function: object) -> Iterator[CodeType]:
    """Yield the code of a function and of those inside it; nothing where it has none."""
    code = code_of(function)
    return iter(()) if code is None else codes_within(code)


def mentions(function: object, name: str) -> bool:
    """Whether an attribute of that name is read in a function, or in one inside it."""
    return any(step.opname in _ATTRIBUTES and step.argval == name for step in _steps(function))


def discards(function: object, name: str) -> bool:
    """Whether an attribute of that name is read and thrown away, as in `loss.backward` without brackets."""
    return any(
        first.opname in _ATTRIBUTES and first.argval == name and second.opname == "POP_TOP"
        for first, second in pairwise(_steps(function))
    )


def names_without_calling(function: object, method: str) -> bool:
    """Whether a method is only named, as in `v._backward` without its brackets, and nowhere called at once."""
    named = [step for step in _steps(function) if step.opname in _ATTRIBUTES and step.argval == method]
    called = [step.opname == "LOAD_METHOD" or "NULL|self" in step.argrepr for step in named]  # 3.11; 3.12 and later
    return bool(named) and not any(called)


def makes_functions(cls: LearnersClass) -> bool:
    """Whether a method of a class makes a function, by `def` or `lambda`; comprehensions aside."""
    methods = [member for base in cls.__mro__[:-1] for member in vars(base).values()]
    inner = (code for method in methods for code in list(codes_of(method))[1:])
    return any(code.co_name not in _COMPREHENSIONS for code in inner)


def makes_functions_in_a_loop(function: object) -> bool:
    """Whether functions are made in a loop, which all see the loop's variables as they are in the end."""
    return any(map(_has_function_in_loop, codes_of(function)))


def lines_with_blanks(functions: Iterable[object]) -> list[str]:
    """The lines in which a blank of the exercise (`____`) was left, one for each blank."""
    lines: list[str] = []
    for code in (each for function in functions for each in codes_of(function)):
        number = code.co_firstlineno
        for step in dis.get_instructions(code):
            number = (step.positions.lineno if step.positions else None) or number
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME") and _BLANK.fullmatch(str(step.argval)):
                lines.append(linecache.getline(code.co_filename, number).strip())
    return lines


def _steps(function: object) -> list[dis.Instruction]:
    """The instructions of a function and of those inside it."""
    return [step for code in codes_of(function) for step in dis.get_instructions(code) if step.opname not in _NOT_THERE]


def _has_function_in_loop(code: CodeType) -> bool:
    steps = list(dis.get_instructions(code))
    loops = [(step.offset, step.argval) for step in steps if step.opname == "FOR_ITER"]
    made = [
        step.offset
        for before, step in pairwise(steps)
        if step.opname == "MAKE_FUNCTION"
        and isinstance(before.argval, CodeType)
        and before.argval.co_name not in _COMPREHENSIONS
    ]
    return any(start < offset < end for start, end in loops for offset in made)
