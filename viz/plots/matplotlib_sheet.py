"""The Sheet that matplotlib draws: the one pair of axes of an ordinary Figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.patches import FancyArrowPatch
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from viz.drawing.palette import COLOURS
from viz.plots.sampling import Point
from viz.plots.sheet import LINE, Box, Grid, Key, Sheet, Words
from viz.words.text import width as columns_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import BboxBase


def light(name: str) -> str:
    return COLOURS[name][0]


class MatplotlibSheet(Sheet):
    """What is painted goes to the axes of a Figure."""

    def __init__(self, figure: Figure, ax: Axes) -> None:
        self._figure, self._ax = figure, ax
        self._texts: dict[Words, Text] = {}
        self.per_point = figure.dpi / 72

    def scale(self, xs: Point, ys: Point, log: str = "", equal: bool = False) -> None:
        self._ax.set(**{f"{axis}scale": "log" for axis in log}, xlim=xs, ylim=ys, aspect="equal" if equal else "auto")

    def few_ticks(self, whole: bool = False) -> None:
        for axis, integer in ((self._ax.xaxis, whole), (self._ax.yaxis, False)):
            axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=integer))
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.9g}"))

    def ticks_at(self, axis: str, places: Sequence[float], names: Sequence[str]) -> None:
        own = self._ax.xaxis if axis == "x" else self._ax.yaxis
        own.set_major_locator(FixedLocator(places))
        own.set_major_formatter(FixedFormatter(names))
        own.set_minor_locator(NullLocator())

    def name_axes(self, x: str, y: str) -> None:
        self._ax.set_xlabel(x)
        short: dict[str, Any] = {"rotation": 0, "ha": "right", "va": "center"} if len(y) < 5 else {}
        self._ax.set_ylabel(y, **short)

    def add_key(self, keys: Sequence[Key], columns: int = 1, title: str | None = None) -> None:
        drawn: Any
        drawn, words, colours = zip(*keys)
        key = self._figure.legend(
            drawn, words, loc="outside upper left", ncols=columns, title=title, alignment="left", columnspacing=1.4
        )
        for colour, text in zip(colours, key.get_texts()):
            text.set_color(light(colour))

    def line(
        self,
        points: Iterable[Point],
        colour: str,
        width: float = LINE,
        dashes: Sequence[float] = (),
        marker: str = "",
        size: float = 0.0,
    ) -> object:
        xs, ys = zip(*points) if (points := [*points]) else ((), ())
        style: Any = (0, tuple(dashes)) if dashes else "-"
        look: dict[str, Any] = {"color": light(colour), "marker": marker, "ms": size, "clip_on": not marker}
        return self._ax.plot(xs, ys, lw=width, ls=style, **look)[0]

    def marks(
        self, points: Iterable[Point], marker: str, size: float, inside: str, edge: str | None = None, width: float = 1
    ) -> object:
        xs, ys = zip(*points) if (points := [*points]) else ((), ())
        look: dict[str, Any] = {"mfc": light(inside), "mec": light(edge or inside), "mew": width}
        clip = not points  # one for the key alone needs no room beside the axes
        return self._ax.plot(xs, ys, ls="", marker=marker, ms=size, clip_on=clip, zorder=5, **look)[0]

    def fill(self, points: Sequence[Point], colour: str, alpha: float) -> None:
        self._ax.fill(*zip(*points), color=light(colour), alpha=alpha, lw=0)

    def span(self, left: float, right: float, colour: str) -> None:
        self._ax.axvspan(left, right, color=light(colour), lw=0, zorder=0)

    def bands(self, grid: Grid, levels: Sequence[float], looks: Sequence[tuple[str, float]]) -> None:
        colours = ((light(colour), alpha) for colour, alpha in looks)
        self._ax.contourf(*grid, levels=levels, extend="max", colors=[*colours])

    def contours(self, grid: Grid, levels: Sequence[float], colour: str, width: float, alpha: float = 1.0) -> None:
        self._ax.contour(*grid, levels=levels, colors=light(colour), linewidths=width, alpha=alpha)

    def arrow(self, begin: Point, end: Point, colour: str) -> None:
        look: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 17, "shrinkA": 0, "shrinkB": 2, "zorder": 3}
        self._ax.add_patch(FancyArrowPatch(begin, end, color=light(colour), lw=LINE, **look))

    def lay_out(self) -> None:
        engine = self._figure.get_layout_engine()
        if engine is not None:
            engine.execute(self._figure)
        self._ax.apply_aspect()

    def frame(self) -> Box:
        return _box(self._ax.get_window_extent())

    def to_px(self, points: Iterable[Point]) -> list[Point]:
        return [(x, y) for x, y in self._ax.transData.transform(points).tolist()] if (points := [*points]) else []

    @property
    def written(self) -> list[Words]:
        return [*self._texts]

    def write(self, words: Words) -> None:
        ax, figure = self._ax, self._figure
        place = {
            "axes": ax.transData,
            "frame": ax.transAxes,
            "column": blended_transform_factory(ax.transData, ax.transAxes),
        }[words.within]
        beside = ScaledTranslation(words.dx / 72, words.dy / 72, figure.dpi_scale_trans)
        look: dict[str, Any] = {"ha": words.ha, "va": words.va, "weight": "bold" if words.bold else "normal"}
        self._texts[words] = ax.text(
            *words.place,
            words.text,
            transform=place + beside,
            color=light(words.colour),
            fontsize=words.size,
            linespacing=1.1,
            zorder=6,
            **look,
        )

    def erase(self, words: Words) -> None:
        self._texts.pop(words).remove()

    def box_of(self, words: Words) -> Box:
        if words in self._texts:
            return _box(self._extent(words))
        self.write(words)
        box = self._extent(words)
        self.erase(words)
        return _box(box)

    def _extent(self, words: Words) -> BboxBase:
        """As measured, but at least what a font with Chinese would take: one without measures far too little."""
        box = self._texts[words].get_window_extent().expanded(1.05, 1)
        least = max(map(columns_of, words.text.split("\n"))) * 0.52 * words.size * self.per_point
        return box if box.width >= least else box.expanded(least / max(box.width, 1), 1)


def _box(box: BboxBase) -> Box:
    return Box(box.x0, box.y0, box.x1, box.y1)
