"""Two numbers side by side, so that it can be seen where they differ."""

from exercises.evaluation import near
from exercises.verdict import Row
from viz.words.text import apart, plain


def compared(what: str, theirs: float | None, true: float, tolerance: float = 1e-6) -> Row:
    """(what is compared, theirs, the truth) as texts.

    Args:
        what: what the numbers are.
        theirs: the learner's number, None where there is none.
        true: the right one.
        tolerance: how near they have to be; where they are not, so many digits are shown that they differ.
    """
    return what, *((plain(theirs), plain(true)) if near(theirs, true, tolerance) else apart(theirs, true))
