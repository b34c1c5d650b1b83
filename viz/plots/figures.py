"""Figures as all plots have them: an ordinary matplotlib Figure in one style whatever the rcParams are, shown as an
SVG that follows the page's theme, or a Sentence where matplotlib is missing; and words that find a place beside each
other.
"""

import hashlib
import io
import itertools
import math
import re
import warnings
from contextlib import contextmanager
from functools import cache
from html import escape
from importlib import import_module
from xml.etree import ElementTree

from viz.drawing.palette import COLOURS, style_sheet
from viz.outputs.output import Output, StillPicture
from viz.words.messages import say
from viz.words.text import SANS, width

_INCHES = (7.5, 4.2)
_PX_PER_INCH = 96
# Comes with matplotlib, so that Latin text is measured alike everywhere; wider than what browsers take.
_LATIN = "DejaVu Sans"
_CHINESE = (
    "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "PingFang HK", "Microsoft JhengHei",
    "Heiti TC", "Noto Sans CJK JP", "Arial Unicode MS",
)  # fmt: skip
_TEXT, _TICK_TEXT = 14, 12.5  # pt
THICK, LINE, THIN = 3.2, 2.4, 1.0  # pt


class Sentence(Output):
    """What a plot would have shown, in words: stands for it where matplotlib is missing."""

    def __init__(self, text):
        self.text = text

    def to_html(self):
        return f'<p style="white-space:pre-line">{escape(self.text)}</p>'

    def to_text(self):
        return self.text


def __getattr__(name):
    if name == "Plot":
        return _plot_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _plot_class():
    """The class Plot, made when it is first needed: this module is imported also where matplotlib is missing."""
    from matplotlib.figure import Figure

    class Plot(StillPicture, Figure):
        """A matplotlib Figure that Jupyter shows as an SVG in the colours of the page.

        Attributes:
            description: the same in words, for screen readers and terminals.
        """

        def __init__(self, description):
            super().__init__(figsize=_INCHES, layout="constrained")
            self.description = description

        def to_svg(self):
            return _svg(self)

        __str__ = StillPicture.__repr__

    Plot.__module__, Plot.__qualname__ = __name__, "Plot"
    return Plot


def make_plot(description, paint):
    """The Plot that paint(figure, axes) fills, or a Sentence with the description where matplotlib is missing."""
    try:
        import_module("matplotlib")
    except ImportError:
        return Sentence(say("no matplotlib", description=description))
    with _style():
        figure = _plot_class()(description)
        ax = figure.add_subplot()
        # Once more for the ticks that are made later, outside of the style.
        ax.tick_params(labelfontfamily=_families(), labelsize=_TICK_TEXT, labelcolor=light("ink"), color=light("line"))
        paint(figure, ax)
    return figure


@contextmanager
def _style():
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
def _families():
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return [_LATIN, *[name for name in _CHINESE if name in installed][:1]]


def light(name):
    return COLOURS[name][0]


def colour_of_sign(slope):
    """The colour of a slope: that of its sign, as in every picture."""
    return light("positive" if slope > 0 else "negative" if slope < 0 else "ink")


def lay_out(figure):
    """Gives the axes their places, as drawing would."""
    figure.get_layout_engine().execute(figure)
    figure.axes[0].apply_aspect()


def few_ticks(ax, whole=False):
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for axis, integer in ((ax.xaxis, whole), (ax.yaxis, False)):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=integer))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.9g}"))


def name_axes(ax, x, y):
    ax.set_xlabel(x)
    ax.set_ylabel(y, **({"rotation": 0, "ha": "right", "va": "center"} if len(y) < 5 else {}))


def add_key(figure, handles, words, columns=1, title=None):
    key = figure.legend(
        handles, words, loc="outside upper left", ncols=columns, title=title, alignment="left", columnspacing=1.4
    )
    for handle, text in zip(handles, key.get_texts()):
        if hasattr(handle, "get_color"):
            text.set_color(handle.get_color())


def dots_along(ax, xs, ys):
    """Places along a line, in the pixels of the figure, so close that no word slips between them."""
    ends = ax.transData.transform([(x, y) for x, y in zip(xs, ys) if math.isfinite(x) and math.isfinite(y)])
    for (x, y), (to_x, to_y) in itertools.pairwise(ends):
        count = min(400, int(math.hypot(to_x - x, to_y - y) / 6) + 1)
        yield from ((x + (to_x - x) * i / count, y + (to_y - y) * i / count) for i in range(count + 1))


def extent_of(text):
    """The box of a text, a little wider than measured, as browsers take other fonts; one without Chinese would
    measure far too little.
    """
    box = text.get_window_extent().expanded(1.05, 1)
    em = text.get_fontsize() * text.get_figure().dpi / 72
    least = max(width(line) for line in text.get_text().split("\n")) * 0.52 * em
    return box if box.width >= least else box.expanded(least / max(box.width, 1), 1)


def place_words(ax, words, sides, dots, most=math.inf, **look):
    """Words where they cover least; tells whether there is such a place inside of the plot and beside all other words.

    Args:
        sides: (the place, ha, va, dx, dy in points) in the order of preference.
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


def _beside(ax, words, place, ha, va, dx, dy, look):
    return ax.annotate(
        words, place, (dx, dy), textcoords="offset points", ha=ha, va=va, zorder=6, linespacing=1.1, **look
    )


def around(place):
    """The sides of a place, for place_words."""
    sides = [("left", 10), ("right", -10), ("center", 0)]
    return [
        (place, ha, va, dx, dy)
        for va, dy in (("bottom", 7), ("top", -7), ("center", 0))
        for ha, dx in sides
        if dx or dy
    ]


def _is_within(box, frame):
    return frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1


def _svg(figure):
    out = io.StringIO()
    with _style():
        figure.savefig(out, format="svg", facecolor="none", dpi=72, metadata={"Date": None})
    root = _plain_tags(ElementTree.fromstring(out.getvalue()))
    _prefix_ids(root, hashlib.sha256(out.getvalue().encode()).hexdigest()[:10])
    for element in root.iter():
        if "style" in element.attrib:
            element.set("style", _themed(element.get("style")))
    wide, tall = (round(inches * _PX_PER_INCH) for inches in figure.get_size_inches())
    parts = "".join(ElementTree.tostring(part, "unicode") for part in root if part.tag != "metadata")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mg" role="img" aria-label="{escape(figure.description)}" '
        f'width="{wide}" height="{tall}" viewBox="{root.get("viewBox")}" stroke-linejoin="round" font-family="{SANS}" '
        f'style="max-width:100%;min-width:{0.6 * wide:.0f}px;height:auto;display:block"><style>{style_sheet()}'
        f"</style>\n{parts}</svg>\n"
    )


def _plain_tags(root):
    """Without namespace prefixes and without matplotlib's own style sheet, which would reach into the page."""
    for element in root.iter():
        element.tag = element.tag.partition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            element.set(name.partition("}")[2], element.attrib.pop(name))
    for parent in list(root.iter("defs")):
        for sheet in parent.findall("style"):
            parent.remove(sheet)
    return root


def _prefix_ids(root, token):
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


def _themed(style):
    """The style of an element: colours of the palette follow the theme, and our text is set in the browser's own
    fonts.
    """
    style = re.sub(rf"'{_LATIN}'[^;]*", SANS, style)
    return re.sub(r"(fill|stroke): (#[0-9a-f]{6})", _themed_colour, style)


def _themed_colour(found):
    what, colour = found.groups()
    dark = next((dark for own, dark in COLOURS.values() if own == colour), None)
    return found[0] if dark is None else f"{found[0]}; {what}: light-dark({colour},{dark})"
