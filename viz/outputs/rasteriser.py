"""The rasteriser: an SVG document becomes a PNG, drawn with the font files that it is handed and with no others.

It is resvg (the package resvg_py): it needs no system library, reads nothing from a network, and draws our SVG as
browsers do. It is an optional extra.
"""

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from viz.missing import MissingExtra, own_files_named
from viz.words.messages import say


@dataclass(frozen=True)
class Fonts:
    """What is drawn with.

    Attributes:
        files: the paths of the font files.
        sans: the family of all text but numbers.
        monospace: the family of numbers.
    """

    files: tuple[str, ...]
    sans: str
    monospace: str


def rasterise(svg: str, fonts: Fonts, background: str = "#ffffff", zoom: int = 1) -> bytes:
    """The PNG of an SVG document, zoom times as large; MissingExtra without resvg."""
    return extra("resvg_py").svg_to_bytes(
        svg_string=svg,
        background=background,
        zoom=zoom,
        skip_system_fonts=True,
        font_files=list(fonts.files),
        font_family=fonts.sans,
        sans_serif_family=fonts.sans,
        serif_family=fonts.sans,  # what is taken where a family that the document names is not there
        monospace_family=fonts.monospace,
    )


def extra(name: str) -> Any:
    """The module of that name; MissingExtra where the package is not installed."""
    try:
        with own_files_named():
            return import_module(name)
    except ModuleNotFoundError as error:
        if sys.platform == "emscripten":
            raise MissingExtra(say("no rasteriser in browser")) from error
        raise MissingExtra(say("no rasteriser", package=name.partition(".")[0])) from error
