"""Plain text as the standard output can take it: a script must not end because a console lacks a sign.

A notebook takes every letter. A Windows console of Taiwan (cp950) has no check mark, its output in a file has none
either, and a C locale has nothing but ASCII.
"""

import sys
import unicodedata

# What a sign is written as, the best first. What stands in no line here is escaped, as Python does for errors.
_INSTEAD = {
    "✓": ("√", "v"),
    "○": ("o",),
    "≠": ("!=",),
    "→": ("->",),
    "↓": ("down",),
    "×": ("x",),
    "÷": ("/",),
    "−": ("-",),
    "·": (".",),
    "—": ("-",),
    "…": ("...",),
    "⋯": ("…", "..."),
    "「": ('"',),
    "」": ('"',),
    "。": (".",),
    "、": (",",),
}


def printable(text: str) -> str:
    """Text in which the letters that the standard output cannot encode are written with others."""
    encoding = getattr(sys.stdout, "encoding", None)
    if not isinstance(encoding, str) or _fits(text, encoding):
        return text
    return "".join(c if _fits(c, encoding) else _instead_of(c, encoding) for c in text)


def _instead_of(c: str, encoding: str) -> str:
    same = unicodedata.normalize("NFKC", c)  # a full-width comma is a comma
    choices = (*_INSTEAD.get(c, ()), same)
    return next((choice for choice in choices if _fits(choice, encoding)), ascii(c)[1:-1])


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:  # no encoding of that name: nothing is known of what fits
        return True
    return True
