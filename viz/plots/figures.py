"""The plot that people get: an ordinary matplotlib Figure in one style whatever the rcParams are, shown as an SVG that
follows the page's theme; or a picture of our own where matplotlib is missing, as in a browser.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from viz.drawing.document import svg_document
from viz.drawing.palette import COLOURS
from viz.missing import own_files_named
from viz.outputs.fonts import EAST_ASIAN, LATIN
from viz.outputs.output import StillPicture
from viz.plots.drawn_sheet import DrawnSheet
from viz.plots.sheet import LINE, TEXT, TICK_TEXT, Sheet
from viz.words.text import SANS

if TYPE_CHECKING:  # matplotlib is imported when a plot is made, and may be missing
    from matplotlib.figure import Figure

    class Plot(StillPicture, Figure):  # see _plot_class
        def __init__(self, description: str) -> None: ...


_INCHES = (7.5, 4.2)
_PX_PER_INCH = 96
_LEAST = 0.6  # of its width, where there is little room


class DrawnPlot(StillPicture):
    """A plot where matplotlib is missing: the same picture, drawn by us. It is saved as any picture is, but is no
    Figure: it has no `axes` to go on with, and no `savefig`.

    Attributes:
        svg: the picture, a complete SVG document that needs nothing else.
        description: the same in words, for screen readers and terminals.
    """

    def __init__(self, description: str, paint: Callable[[Sheet], None]) -> None:
        sheet = DrawnSheet()
        paint(sheet)
        self.description, self.svg = description, sheet.to_svg(description)


def __getattr__(name: str) -> Any:
    if name == "Plot":
        return _plot_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _plot_class() -> type[Plot]:
    """The class Plot, made when it is first needed: this module is imported also where matplotlib is missing."""
    from matplotlib.figure import Figure

    class Plot(StillPicture, Figure):
        """A matplotlib Figure that Jupyter shows as an SVG in the colours of the page.

        Attributes:
            description: the same in words, for screen readers and terminals.
        """

        def __init__(self, description: str) -> None:
            super().__init__(figsize=_INCHES, layout="constrained")
            self.description = description

        def to_svg(self) -> str:
            return _svg(self, self.description)

        __str__ = StillPicture.__repr__

    Plot.__module__, Plot.__qualname__ = __name__, "Plot"
    return Plot  # type: ignore[return-value]  # the one that is declared above


def make_plot(description: str, paint: Callable[[Sheet], None]) -> Plot | DrawnPlot:
    """The Plot that paint fills, or a DrawnPlot where matplotlib is missing."""
    try:
        with own_files_named():
            import_module("matplotlib")
            import_module("matplotlib.figure")  # where a file of that name was found, only this fails
    except ModuleNotFoundError:
        return DrawnPlot(description, paint)
    from viz.plots.matplotlib_sheet import MatplotlibSheet

    with _style():
        figure = _plot_class()(description)
        ax = figure.add_subplot()
        # Once more for the ticks that are made later, outside of the style.
        ax.tick_params(
            labelfontfamily=_families(), labelsize=TICK_TEXT, labelcolor=COLOURS["ink"][0], color=COLOURS["line"][0]
        )
        paint(MatplotlibSheet(figure, ax))
    return figure


@contextmanager
def _style() -> Iterator[None]:
    from matplotlib import style

    ink, paper = COLOURS["ink"][0], COLOURS["paper"][0]
    looks = {
        "font.family": _families(), "font.size": TEXT, "text.color": ink, "text.parse_math": False,
        "axes.labelsize": TEXT, "axes.labelcolor": ink, "axes.edgecolor": COLOURS["line"][0], "axes.linewidth": 1.2,
        "axes.facecolor": "none", "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": TEXT,
        "xtick.labelsize": TICK_TEXT, "ytick.labelsize": TICK_TEXT, "xtick.labelcolor": ink, "ytick.labelcolor": ink,
        "xtick.color": COLOURS["line"][0], "ytick.color": COLOURS["line"][0],
        "figure.facecolor": paper, "figure.constrained_layout.h_pad": 0.05, "figure.constrained_layout.w_pad": 0.08,
        "lines.linewidth": LINE, "legend.frameon": False, "legend.fontsize": TEXT, "legend.handlelength": 2.4,
        "legend.borderpad": 0.2, "legend.labelspacing": 0.3, "legend.borderaxespad": 0,
        "svg.fonttype": "none", "svg.hashsalt": "viz.plots",
    }  # fmt: skip
    with style.context(["default", looks]), warnings.catch_warnings():
        # The browser has the glyphs that a measuring font may lack.
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from", UserWarning)
        yield


@cache
def _families() -> list[str]:
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist if Path(font.fname).exists()}  # the list may be old
    # The first comes with matplotlib, so that Latin text is measured alike everywhere; wider than what browsers take.
    return [LATIN, *[name for name in EAST_ASIAN if name in installed][:1]]


def _svg(figure: Figure, description: str) -> str:
    out = io.StringIO()
    with _style():
        figure.savefig(out, format="svg", facecolor="none", dpi=72, metadata={"Date": None})
    root = _plain_tags(ElementTree.fromstring(out.getvalue()))
    _prefix_ids(root, hashlib.sha256(out.getvalue().encode()).hexdigest()[:10])
    for element in root.iter():
        style = element.get("style")
        if style is not None:
            element.set("style", _themed(style))
    wide, tall = (round(inches * _PX_PER_INCH) for inches in figure.get_size_inches())
    parts = "".join(ElementTree.tostring(part, "unicode") for part in root if part.tag != "metadata")
    seen = root.get("viewBox", "")
    return svg_document(parts, (wide, tall), seen, description, least=_LEAST, attributes=' stroke-linejoin="round"')


def _plain_tags(root: ElementTree.Element) -> ElementTree.Element:
    """Without namespace prefixes and without matplotlib's own style sheet, which would reach into the page."""
    for element in root.iter():
        element.tag = element.tag.partition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            element.set(name.partition("}")[2], element.attrib.pop(name))
    for parent in list(root.iter("defs")):
        for sheet in parent.findall("style"):
            parent.remove(sheet)
    return root


def _prefix_ids(root: ElementTree.Element, token: str) -> None:
    """Ids that nothing refers to are dropped, the others made different from those of any other output."""
    referred = set(re.findall(r'(?:url\(|href="|href=\')#([^)"\']+)', ElementTree.tostring(root, "unicode")))
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name == "id" and value not in referred:
                del element.attrib[name]
            elif name == "id":
                element.set(name, f"mg-{token}-{value}")
            elif name == "href" or value.startswith("url(#"):
                element.set(name, value.replace("#", f"#mg-{token}-", 1))


def _themed(style: str) -> str:
    """The style of an element: colours of the palette follow the theme, and our text is set in the browser's own
    fonts.
    """
    style = re.sub(rf"'{LATIN}'[^;]*", SANS, style)
    return re.sub(r"(fill|stroke): (#[0-9a-f]{6})", _themed_colour, style)


def _themed_colour(found: re.Match[str]) -> str:
    what, colour = found.groups()
    dark = next((dark for own, dark in COLOURS.values() if own == colour), None)
    return found[0] if dark is None else f"{found[0]}; {what}: light-dark({colour},{dark})"
