"""Text for pictures: numbers as people read them, labels made safe and short, widths estimated."""

import math
import reprlib
import unicodedata
from collections.abc import Iterable, Iterator
from numbers import Integral, Real

from viz.words.messages import encodable, say

SANS = (
    "system-ui,-apple-system,Segoe UI,Noto Sans,Noto Sans TC,Noto Sans CJK TC,PingFang TC,Microsoft JhengHei,sans-serif"
)
MONOSPACE = "ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,Liberation Mono,monospace"
FAILURES = (Exception, SystemExit)  # what a learner's object may raise when it is asked: exit() must end no kernel
NUMBER_WIDTH = 9  # characters of the longest text that `number` makes, as in -1.235e-5


def number(x: object, signed: bool = False) -> str:
    """A number in at most 4 significant digits and NUMBER_WIDTH characters; whatever is no number, in short form.

    Args:
        x: int, float, numpy scalar; anything else is shown by its repr, shortened.
        signed: whether a positive number gets its plus sign, as gradients do.
    """
    if type(x) is not float and not isinstance(x, Real):
        return fit(short_repr(x), NUMBER_WIDTH)
    try:
        value = float(x)
    except OverflowError:
        return fit(say("huge"), NUMBER_WIDTH)
    except FAILURES:  # a class of numbers of its own
        return fit(short_repr(x), NUMBER_WIDTH)
    sign = "+" if signed and value > 0 else ""
    return sign + (
        _positional(value, isinstance(x, Integral)) if value == 0 or 1e-3 <= abs(value) < 1e6 else _scientific(value)
    )


def plain(x: object) -> str:
    """A number as it is written by hand: 6, not 6.0; "?" for None."""
    text = number(x)
    return text.removesuffix(".0") if isinstance(x, Real) else "?" if x is None else text


def bracketed(x: object) -> str:
    """The same behind a sign of operation: in brackets where its own sign would meet that one."""
    text = plain(x)
    return f"({text})" if text.startswith("-") else text


def apart(x: float | None, y: float) -> tuple[str, str]:
    """Two numbers as `plain` has them; where these look alike and the numbers are not, with the digits that differ."""
    texts = plain(x), plain(y)
    if x is None or texts[0] != texts[1] or x == y:
        return texts
    digits = next(n for n in range(5, 18) if f"{x:.{n}g}" != f"{y:.{n}g}" or n == 17)
    return f"{x:#.{digits}g}", f"{y:#.{digits}g}"


def _positional(value: float, whole: bool) -> str:
    text = f"{value:.4g}" if abs(value) < 9999.5 else f"{value:.0f}"
    text = text.removeprefix("-") if value == 0 else text  # -0.0 would only raise questions
    exact = not whole and "." not in text and float(text) == value
    return text + ".0" if exact else text  # 2.0, as Python writes it


def _scientific(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    for digits in (3, 2, 1):
        mantissa, exponent = f"{value:.{digits}e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        text = f"{mantissa}e{int(exponent)}"
        if len(text) <= NUMBER_WIDTH - 1 + (value < 0):
            return text
    return text


def short_repr(thing: object) -> str:
    """Its repr in short form, also where it has none: an int of more than 4300 digits, a __repr__ that raises or wants
    to end Python.
    """
    try:
        return encodable(reprlib.repr(thing))
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever it is, it is no more than a thing that cannot be shown
        return f"<{type(thing).__name__}>"


def clean(text: str) -> str:
    """Text without what XML forbids or what would reorder or break its line: that becomes U+FFFD or a space."""
    return "".join(_clean_character(c) for c in text)


def _clean_character(c: str) -> str:
    if c.isspace():
        return " "
    category = unicodedata.category(c)
    bidirectional = "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
    return "\ufffd" if category in ("Cc", "Cs") or bidirectional or c in "\ufffe\uffff" else c


def width(text: str) -> int:
    """The columns that text takes: 2 for East Asian wide characters and emoji, 0 for combining ones, else 1."""
    return len(text) if text.isascii() else sum(_columns(c) for c in text)


def bold_width(text: str) -> float:
    """About how many px text takes in bold letters of 14 px, rather more than less; in tenths."""
    return round(sum(_bold_letter(c) for c in text), 1)


def _bold_letter(c: str) -> float:
    if c in "MWmw@%":
        return 15.5
    if c.isupper():
        return 12 if c.isascii() else 19
    if c.isascii():
        return 12 if c in "#&+<=>^~" else 10
    return 15.5 if _columns(c) == 1 else 8.3 * _columns(c)


def _columns(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def fit(text: str, columns: int) -> str:
    """Text cut to that many columns, with an ellipsis where something was cut off."""
    start = clean(text[: 20 * columns])  # a label of a megabyte costs no more than a short one
    if len(text) <= len(start) and width(start) <= columns:
        return start
    kept = ""
    for c in start:
        if width(kept + c) > columns - 1:
            break
        kept += c
    return kept + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Text as a list of lines of at most that many columns; breaks at spaces, and after any wide character."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def paragraph(sentences: Iterable[object]) -> str:
    """Sentences in a row, without those that are empty: no space follows a wide full stop, which has its own."""
    row = ""
    for sentence in filter(None, map(str, sentences)):
        row += (" " if row and not _closes(row[-1]) else "") + sentence
    return row


def _closes(c: str) -> bool:
    """Whether a character is wide punctuation that belongs to what stands before it: a full stop, a closing bracket."""
    return _columns(c) == 2 and unicodedata.category(c) in ("Po", "Pe", "Pf")


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for i, c in enumerate(text):
        piece += c
        following = text[i + 1 : i + 2] or " "
        if c == " " or (_columns(c) == 2 and not _closes(following)):
            yield piece
            piece = ""
    yield piece
