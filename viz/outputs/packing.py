"""Many numbers in little room: two bytes each, as parts of the largest. A picture of them needs no more."""

import base64
import math
import sys
from array import array
from collections.abc import Iterable

Packed = list[float | str]  # [the largest finite size, base64 of what is below]

_FULL = 32766  # what the largest finite number becomes
_INFINITE, _NO_NUMBER = 32767, -32768


def packed(numbers: Iterable[float]) -> Packed:
    """The numbers, rounded to a 32766th of the largest of them; inf and nan stay what they are."""
    held = list(numbers)
    largest = max((abs(x) for x in held if math.isfinite(x)), default=0.0)
    codes = array("h", (_code(x, largest) for x in held))
    if sys.byteorder == "big":
        codes.byteswap()
    return [largest, base64.b64encode(codes.tobytes()).decode()]


def _code(x: float, largest: float) -> int:
    if math.isfinite(x):
        return round(x / largest * _FULL) if largest else 0
    return _NO_NUMBER if math.isnan(x) else int(math.copysign(_INFINITE, x))
