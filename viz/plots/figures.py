"""Figures as all plots have them: an ordinary matplotlib Figure in one style whatever the rcParams are, shown as an
SVG that follows the page's theme, or a Sentence where matplotlib is missing; and words that find a place beside each
other.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import math
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from viz.drawing.document import svg_document
from viz.drawing.palette import COLOURS
from viz.missing import own_files_named
from viz.outputs.fonts import EAST_ASIAN, LATIN
from viz.outputs.output import Output, StillPicture
from viz.words.messages import say
from viz.words.text import SANS, width

if TYPE_CHECKING:  # matplotlib is imported when a plot is made, and may be missing
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import BboxBase

    class Plot(StillPicture, Figure):  # see _plot_class
        def __init__(self, description: str) -> None: ...


Side = tuple[tuple[float, float], str, str, float, float]  # a place, ha, va, dx and dy in points: where words stand

_INCHES = (7.5, 4.2)
_PX_PER_INCH = 96
_LEAST = 0.6  # of its width, where there is little room
_TEXT, _TICK_TEXT = 14, 12.5  # pt
THICK, LINE, THIN = 3.2, 2.4, 1.0  # pt


class Sentence(Output):
    """What a plot would have shown, in words: stands for it where matplotlib is missing."""

    def __init__(self, text: str) -> None:
        self.text = text

    def to_html(self) -> str:
        return f'<p style="white-space:pre-line">{escape(self.text)}</p>'

    def to_text(self) -> str:
        return self.text


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


def make_plot(description: str, paint: Callable[[Figure, Axes], None]) -> Plot | Sentence:
    """The Plot that paint(figure, axes) fills, or a Sentence with the description where matplotlib is missing."""
    try:
        with own_files_named():
            import_module("matplotlib")
            import_module("matplotlib.figure")  # where a file of that name was found, only this fails
    except ModuleNotFoundError:
        return Sentence(say("no matplotlib", description=description))
    with _style():
        figure = _plot_class()(description)
        ax = figure.add_subplot()
        # Once more for the ticks that are made later, outside of the style.
        ax.tick_params(labelfontfamily=_families(), labelsize=_TICK_TEXT, labelcolor=light("ink"), color=light("line"))
        paint(figure, ax)
    return figure


@contextmanager
def _style() -> Iterator[None]:
    from matplotlib import style

    ink, paper = COLOURS["ink"][0], COLOURS["paper"][0]
    looks = {
        "font.family": _families(), "font.size": _TEXT, "text.color": ink, "text.parse_math": False,
        "axes.labelsize": _TEXT, "axes.labelcolor": ink, "axes.edgecolor": COLOURS["line"][0], "axes.linewidth": 1.2,
        "axes.facecolor": "none", "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": _TEXT,
        "xtick.labelsize": _TICK_TEXT, "ytick.labelsize": _TICK_TEXT, "xtick.labelcolor": ink, "ytick.labelcolor": ink,
        "xtick.color": COLOURS["line"][0], "ytick.color": COLOURS["line"][0],
        "figure.facecolor": paper, "figure.constrained_layout.h_pad": 0.05, "figure.constrained_layout.w_pad": 0.08,
        "lines.linewidth": LINE, "legend.frameon": False, "legend.fontsize": _TEXT, "legend.handlelength": 2.4,
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


def light(name: str) -> str:
    return COLOURS[name][0]


def colour_of_sign(slope: float) -> str:
    """The colour of a slope: that of its sign, as in every picture."""
    return light("positive" if slope > 0 else "negative" if slope < 0 else "ink")


def lay_out(figure: Figure) -> None:
    """Gives the axes their places, as drawing would."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    figure.axes[0].apply_aspect()


def few_ticks(ax: Axes, whole: bool = False) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for axis, integer in ((ax.xaxis, whole), (ax.yaxis, False)):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=integer))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.9g}"))


def decades(low: float, high: float) -> list[float]:
    """A few powers of ten from 10**low to 10**high."""
    step = max(1, math.ceil((high - low) / 4))
    return [10.0**n for n in range(math.ceil(low), math.floor(high) + 1) if n % step == 0]


def ticks_at(axis: Axis, places: Sequence[float], names: Sequence[str]) -> None:
    """Puts the ticks of an axis at these places, under these names."""
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

    axis.set_major_locator(FixedLocator(places))
    axis.set_major_formatter(FixedFormatter(names))
    axis.set_minor_locator(NullLocator())


def name_axes(ax: Axes, x: str, y: str) -> None:
    ax.set_xlabel(x)
    short: dict[str, Any] = {"rotation": 0, "ha": "right", "va": "center"} if len(y) < 5 else {}
    ax.set_ylabel(y, **short)


def add_key(
    figure: Figure, handles: Sequence[Artist], words: Sequence[str], columns: int = 1, title: str | None = None
) -> None:
    key = figure.legend(
        handles, words, loc="outside upper left", ncols=columns, title=title, alignment="left", columnspacing=1.4
    )
    for handle, text in zip(handles, key.get_texts()):
        if hasattr(handle, "get_color"):
            text.set_color(handle.get_color())


def dots_along(ax: Axes, xs: Iterable[float], ys: Iterable[float]) -> Iterator[tuple[float, float]]:
    """Places along a line, in the pixels of the figure, so close that no word slips between them."""
    ends = ax.transData.transform([(x, y) for x, y in zip(xs, ys) if math.isfinite(x) and math.isfinite(y)])
    for (x, y), (to_x, to_y) in itertools.pairwise(ends):
        count = min(400, int(math.hypot(to_x - x, to_y - y) / 6) + 1)
        yield from ((x + (to_x - x) * i / count, y + (to_y - y) * i / count) for i in range(count + 1))


def extent_of(text: Text) -> BboxBase:
    """The box of a text, a little wider than measured, as browsers take other fonts; one without Chinese would
    measure far too little.
    """
    box = text.get_window_extent().expanded(1.05, 1)
    figure = text.get_figure()
    assert figure is not None  # else its box could not be told
    em = float(text.get_fontsize()) * figure.dpi / 72
    least = max(width(line) for line in text.get_text().split("\n")) * 0.52 * em
    return box if box.width >= least else box.expanded(least / max(box.width, 1), 1)


def place_words(
    ax: Axes,
    words: str,
    sides: Sequence[Side],
    dots: Iterable[tuple[float, float]],
    most: float = math.inf,
    **look: Any,
) -> bool:
    """Words where they cover least; tells whether there is such a place inside of the plot and beside all other words.

    Args:
        sides: in the order of preference.
        dots: places that should not be covered.
        most: how many of them may be covered.
    """
    dots = list(dots)
    taken = [extent_of(text) for text in ax.texts]
    tried = []
    for n, side in enumerate(sides):
        text = _beside(ax, words, *side, look)
        box = extent_of(text)
        text.remove()
        if _is_within(box, ax.get_window_extent()) and not any(box.overlaps(other) for other in taken):
            tried.append((sum(box.contains(*dot) for dot in dots), n))
    tried = [one for one in tried if one[0] <= most]
    if tried:
        _beside(ax, words, *sides[min(tried)[1]], look)
    return bool(tried)


def _beside(
    ax: Axes, words: str, place: tuple[float, float], ha: str, va: str, dx: float, dy: float, look: dict[str, Any]
) -> Text:
    return ax.annotate(
        words, place, (dx, dy), textcoords="offset points", ha=ha, va=va, zorder=6, linespacing=1.1, **look
    )


def around(place: tuple[float, float]) -> list[Side]:
    """The sides of a place, for place_words."""
    sides = [("left", 10), ("right", -10), ("center", 0)]
    return [
        (place, ha, va, dx, dy)
        for va, dy in (("bottom", 7), ("top", -7), ("center", 0))
        for ha, dx in sides
        if dx or dy
    ]


def _is_within(box: BboxBase, frame: BboxBase) -> bool:
    return frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1


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
