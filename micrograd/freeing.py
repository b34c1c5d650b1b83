"""For a browser's Python, whose stack is small: there a chain of some 3,000 values, freed as Python does it, one inside
the freeing of the other, would end the kernel without a word.
"""

import sys
from typing import Any

_waiting: list[Any] = []  # the operands of values that are gone
_is_freeing = False


def free_one_by_one(value: Any) -> None:
    """As `__del__`: what a value was computed from is let go when its turn comes, never inside of another's."""
    global _is_freeing
    _waiting.append(getattr(value, "_prev", ()))
    value._prev = ()  # or the value would free them on its own way out
    if not _is_freeing:
        _is_freeing = True
        while _waiting:
            _waiting.pop()
        _is_freeing = False


class Freeable:
    """What `Value` inherits so that a chain of any length can be freed; elsewhere Python manages by itself."""

    __slots__ = ()

    if sys.platform == "emscripten":
        __del__ = free_one_by_one
