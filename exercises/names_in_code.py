"""Which names stand in a learner's code, and what becomes of them."""

import dis
from collections.abc import Iterator
from itertools import pairwise
from types import CodeType

from exercises.origin import LearnersClass, LearnersFunction

_ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD")
_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_NOT_THERE = ("CACHE", "EXTENDED_ARG", "NOP")


def mentions(function: LearnersFunction, name: str) -> bool:
    """Whether an attribute of that name is read in a function, or in one inside it."""
    return any(
        instruction.opname in _ATTRIBUTES and instruction.argval == name
        for code in _codes(function)
        for instruction in dis.get_instructions(code)
    )


def discards(function: LearnersFunction, name: str) -> bool:
    """Whether an attribute of that name is read and thrown away, as in `loss.backward` without brackets."""
    return any(
        first.opname in _ATTRIBUTES and first.argval == name and second.opname == "POP_TOP"
        for code in _codes(function)
        for first, second in pairwise(each for each in dis.get_instructions(code) if each.opname not in _NOT_THERE)
    )


def makes_functions(cls: LearnersClass) -> bool:
    """Whether a method of a class makes a function, by `def` or `lambda`; comprehensions aside."""
    methods = [member for base in cls.__mro__[:-1] for member in vars(base).values()]
    inner = (code for method in methods for code in list(_codes(method))[1:])
    return any(code.co_name not in _COMPREHENSIONS for code in inner)


def _codes(function: LearnersFunction) -> Iterator[CodeType]:
    """Yield the code of a function and of those inside it; nothing where it has none."""
    waiting = [getattr(getattr(function, "__func__", function), "__code__", None)]
    while waiting:
        code = waiting.pop()
        if isinstance(code, CodeType):
            yield code
            waiting += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
