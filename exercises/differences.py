"""The slope of any function of numbers by central differences, where it has one."""

import math
from collections.abc import Callable, Sequence

_STEP = 1e-3  # of the number, or of 1 where that is larger: small enough for two differences of fourth order to agree
_AGREE = 1e-7  # what two differences with steps one half of the other may differ by, of their size
_CORNER = 0.75  # of smooth functions the two one-sided slopes come half as near with half the step; at a corner, not


def slope_of(function: Callable[..., float | None], numbers: Sequence[float], slot: int) -> float | None:
    """The slope of a function with respect to one of its numbers, or None: where it has a corner or a jump, is not
    defined close by, or bends too much for a difference to tell.

    Args:
        function: as many numbers -> a finite number, None where it is not defined.
        numbers: where.
        slot: with respect to which of them.
    """
    step = _STEP * max(1.0, abs(numbers[slot]))

    def at(steps: float) -> float:
        moved = function(*numbers[:slot], numbers[slot] + steps * step, *numbers[slot + 1 :])
        return math.nan if moved is None else moved

    here = at(0)
    # Central differences of fourth order: their error falls with the fourth power of the step.
    wide, narrow = ((8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h * step) for h in (1.0, 0.5))
    far, near = (abs(at(h) - 2 * here + at(-h)) / (h * step) for h in (0.5, 0.25))
    noise = 1e-9 * max(1.0, abs(here))  # of rounding
    smooth = abs(wide - narrow) <= _AGREE * max(1.0, abs(narrow)) and near <= _CORNER * far + noise
    return narrow if smooth and math.isfinite(narrow) else None
