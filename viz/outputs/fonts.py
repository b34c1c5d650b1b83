"""The fonts in which a picture is drawn as pixels: files that are really there, and together have all its characters.

A rasteriser leaves out, or draws as an empty box, whatever its fonts have no character for, and says nothing. So it is
handed the files: DejaVu, which comes with matplotlib and is the same on every machine, and of the fonts of this machine
those that have what DejaVu lacks. What none of them has is told.
"""

import sys
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from viz.missing import ToldInOneLine
from viz.outputs.rasteriser import Fonts, extra, rasterise
from viz.words.messages import first_few, say

# Those that have Chinese as it is written in Taiwan, the best first; the last ones have it in the shapes of Japan.
EAST_ASIAN = (
    "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "PingFang HK", "Microsoft JhengHei",
    "Heiti TC", "Noto Sans CJK JP", "Arial Unicode MS",
)  # fmt: skip
LATIN = "DejaVu Sans"
_MONOSPACE = "DejaVu Sans Mono"
_FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf")
_NOWHERE = "\U0010ffff"  # no character at all: what is drawn in its place is drawn for all that is missing


class MissingFont(ToldInOneLine, RuntimeError):
    """No font here has a character of the picture."""


def fonts_for(text: str) -> Fonts:
    """The Fonts that have every character of a text.

    Raises:
        MissingFont: no font here has one of them; the message says which, and what brings it.
        MissingExtra: resvg or matplotlib is missing.
    """
    return _fonts_for(frozenset(c for c in text if _has_a_shape(c)))


@cache  # not of an error: the font may be installed meanwhile
def _fonts_for(characters: frozenset[str]) -> Fonts:
    fonts = Fonts(_files_of_matplotlib(), LATIN, _MONOSPACE)
    missing = {c for c in characters if not any(_says_to_have(path, c) for path in fonts.files)}
    for family, files in _families_of_this_machine() if missing else ():
        there = {c for c in missing if any(_says_to_have(path, c) for path in files)}
        wider = replace(fonts, files=fonts.files + files)
        if any(map(_is_east_asian, there)) and _writes_latin(files):  # bold is then bold in both scripts
            wider = replace(wider, sans=family if fonts.sans == LATIN else fonts.sans)
        drawn = {c for c in there if _is_drawn(c, wider)}
        if drawn:
            fonts, missing = wider, missing - drawn
        if not missing:
            break
    if missing:
        raise MissingFont(_told(sorted(missing)))
    return fonts


def _has_a_shape(c: str) -> bool:
    """Whether there is something to draw: no space, and no sign that only says how others are drawn."""
    chooses_a_variant = "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef"
    return not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf") and not chooses_a_variant


def _writes_latin(files: tuple[str, ...]) -> bool:
    return all(_says_to_have(files[0], c) for c in "Aa0")


@cache
def _is_drawn(c: str, fonts: Fonts) -> bool:
    """Whether the rasteriser draws a character: not as nothing, and not as the box for what is missing. Asked of the
    rasteriser, because it does not draw all that a font says to have, such as emoji that are small images.
    """
    return _drawn(c, fonts) not in (_drawn("", fonts), _drawn(_NOWHERE, fonts))


@cache
def _drawn(text: str, fonts: Fonts) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" font-family="sans-serif" font-size="16">'
        f'<text x="8" y="20">{escape(text)}</text></svg>'
    )
    return rasterise(svg, fonts)


def _files_of_matplotlib() -> tuple[str, ...]:
    folder = Path(extra("matplotlib").get_data_path(), "fonts", "ttf")
    return tuple(str(folder / name) for name in _FILES if (folder / name).is_file())


def _families_of_this_machine() -> list[tuple[str, tuple[str, ...]]]:
    """[(family, its files)]: first those that are best for Chinese, the others by name."""
    files_of: dict[str, tuple[str, ...]] = {}
    for path in files_of_this_machine():
        family = _family(path)
        if family:
            files_of[family] = (*files_of.get(family, ()), path)
    rank = {family: n for n, family in enumerate(EAST_ASIAN)}
    return sorted(files_of.items(), key=lambda each: (rank.get(each[0], len(rank)), each[0]))


def files_of_this_machine() -> list[str]:
    """The paths of all font files here, as they are now; also of those that conda brings."""
    find = extra("matplotlib.font_manager").findSystemFonts
    return sorted({*find(), *find([str(Path(sys.prefix, "fonts"))])})


@cache
def _family(path: str) -> str:
    """The family of the font in a file; "" where there is none that can be read and drawn in any size."""
    font = _font(path)
    return font.family_name if font is not None and font.scalable else ""


@lru_cache(maxsize=8)  # each keeps its file open, and a machine may have more fonts than a process may open files
def _font(path: str) -> Any:
    """The font in a file (matplotlib's FT2Font), or None where it is none that can be read."""
    try:
        return extra("matplotlib.ft2font").FT2Font(path)
    except (RuntimeError, OSError, ValueError):
        return None


def _says_to_have(path: str, c: str) -> bool:
    font = _font(path)
    return font is not None and font.get_char_index(ord(c)) != 0


def _told(missing: list[str]) -> str:
    east_asian = [c for c in missing if _is_east_asian(c)]
    shown = first_few([f"{c} (U+{ord(c):04X})" for c in east_asian or missing])
    return say("no East Asian font" if east_asian else "no font", characters=shown)


def _is_east_asian(c: str) -> bool:
    """Whether it is of Chinese, Japanese or Korean, or its punctuation: wide, and no picture such as an emoji."""
    wide, kind = unicodedata.east_asian_width(c), unicodedata.category(c)[0]
    return kind in "LPN" if wide == "W" else kind != "C" and wide == "F"
