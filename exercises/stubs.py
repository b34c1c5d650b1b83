"""What a learner has not written yet: methods that are not there, and bodies that are still empty."""

import dis

from exercises.origin import LearnersClass, LearnersFunction

_TRIVIAL = {
    "RESUME",
    "LOAD_CONST",
    "RETURN_VALUE",
    "RETURN_CONST",
    "POP_TOP",
    "NOP",
    "CACHE",
    "LOAD_COMMON_CONSTANT",
    "LOAD_SMALL_INT",
    "NOT_TAKEN",
}
_BLANKS = {"NotImplementedError", "NotImplemented"}  # the second is often written for the first


def is_stub(function: LearnersFunction) -> bool:
    """Whether a function's body is still empty: `...`, `pass`, a docstring, `raise NotImplementedError`.

    A guard in a body, `if not isinstance(other, Value): raise NotImplementedError`, is none of these.
    """
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    if code is None:
        return False
    instructions = list(dis.get_instructions(code))
    if _only_raises(instructions) and not _BLANKS.isdisjoint(code.co_names):
        return True
    returned = {
        i.argval for i in instructions if i.opname in ("LOAD_CONST", "RETURN_CONST") and not isinstance(i.argval, str)
    }
    return all(i.opname in _TRIVIAL for i in instructions) and returned <= {None, ...}


def _only_raises(instructions: list[dis.Instruction]) -> bool:
    """Whether code goes straight to a raise, on no condition and without keeping anything on the way."""
    jumps = {*dis.hasjrel, *dis.hasjabs}
    return instructions[-1].opname == "RAISE_VARARGS" and not any(
        i.opcode in jumps or i.opname.startswith(("STORE", "RETURN")) for i in instructions
    )


def lacks(cls: LearnersClass, *methods: str) -> list[str]:
    """The methods that a class does not have, or has only as stubs."""
    found = {
        name: next((vars(base)[name] for base in cls.__mro__[:-1] if name in vars(base)), None) for name in methods
    }  # object's do not count
    return [name for name, method in found.items() if method is None or is_stub(method)]
