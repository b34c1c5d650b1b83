"""Where the ticks of an axis stand."""

import math

_LEAST = 1e-300  # apart: below it floats are no longer exact


def round_numbers(low: float, high: float, digits: int = 9, whole: bool = False) -> list[float]:
    """A few round numbers between two ends; none where that many digits cannot tell them apart.

    Args:
        low, high: the ends; they may be equal.
        digits: how many of a number are shown.
        whole: whether fractions are left out.
    """
    wanted = max(high / 5 - low / 5, 1.0 if whole else 0.0)
    if wanted <= max(10.0 ** (1 - digits) * max(abs(low), abs(high)), _LEAST):
        return []
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(nice for nice in (1, 2, 5, 10) if nice * power >= wanted * (1 - 1e-9)) * power
    return [float(f"{n * step:.12g}") for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
