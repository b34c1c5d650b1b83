"""Two numbers side by side, so that it can be seen where they differ."""

from exercises.evaluation import near
from exercises.verdict import Row
from viz.words.text import plain

_MOST_DIGITS = 17  # tell any two floats apart


def compared(what: str, theirs: float | None, true: float, tolerance: float = 1e-6) -> Row:
    """(what is compared, theirs, the truth) as texts.

    Args:
        what: what the numbers are.
        theirs: the learner's number, None where there is none.
        true: the right one.
        tolerance: how near they have to be; where they are not, so many digits are shown that they differ.
    """
    if theirs is None:
        return what, "?", plain(true)
    if plain(theirs) != plain(true) or near(theirs, true, tolerance):
        return what, plain(theirs), plain(true)
    digits = next((k for k in range(4, _MOST_DIGITS) if f"{theirs:.{k}g}" != f"{true:.{k}g}"), _MOST_DIGITS)
    return what, f"{theirs:.{digits}g}", f"{true:.{digits}g}"
