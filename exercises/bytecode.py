"""What stands in a learner's code, read from its instructions: also where its source is not at hand."""

import dis
import linecache
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import CodeType

_BLANK = re.compile(r"_{4,}")  # IPython itself has names of up to three underscores


def with_inner(code: CodeType) -> Iterator[CodeType]:
    """Yield a code object and those of the functions that are written inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from with_inner(constant)


def names_without_calling(code: CodeType, method: str) -> bool:
    """Whether a method is only named, as in `v._backward` without its brackets, and nowhere called at once."""
    steps = [step for each in with_inner(code) for step in dis.get_instructions(each) if step.argval == method]
    called = [step.opname == "LOAD_METHOD" or "NULL|self" in step.argrepr for step in steps]  # 3.11; 3.12 and later
    return bool(steps) and not any(called)


def makes_functions_in_a_loop(code: CodeType) -> bool:
    """Whether functions are made in a loop, which all see the loop's variables as they are in the end."""
    return any(_has_function_in_loop(each) for each in with_inner(code))


def lines_with_blanks(codes: Iterable[CodeType]) -> list[str]:
    """The lines in which a blank of the exercise (`____`) was left, one for each blank."""
    lines: list[str] = []
    for code in (inner for outer in codes for inner in with_inner(outer)):
        number = code.co_firstlineno
        for step in dis.get_instructions(code):
            number = (step.positions.lineno if step.positions else None) or number
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME") and _BLANK.fullmatch(str(step.argval)):
                lines.append(linecache.getline(code.co_filename, number).strip())
    return lines


def _has_function_in_loop(code: CodeType) -> bool:
    steps = list(dis.get_instructions(code))
    loops = [(step.offset, step.argval) for step in steps if step.opname == "FOR_ITER"]
    made = [
        step.offset
        for before, step in pairwise(steps)
        if step.opname == "MAKE_FUNCTION"
        and isinstance(before.argval, CodeType)
        and not _is_comprehension(before.argval)
    ]
    return any(start < offset < end for start, end in loops for offset in made)


def _is_comprehension(code: CodeType) -> bool:
    return code.co_name in ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
