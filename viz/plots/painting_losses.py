"""Paints losses against the step: paint_losses fills the one pair of axes of a figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from viz.plots.arguments import Losses
from viz.plots.figures import (
    THICK,
    around,
    decades,
    dots_along,
    extent_of,
    few_ticks,
    lay_out,
    light,
    name_axes,
    place_words,
    ticks_at,
)
from viz.plots.in_words import (
    finite_only,
    first_broken,
    power_of_ten,
    state_of_losses,
    with_name,
)
from viz.plots.sampling import Point
from viz.words.messages import say
from viz.words.text import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

_HUGE = 1e270  # what a diverging loss is drawn up to: the margins of a plot still are floats then

End = tuple[str, str, Point]  # of a line: its words, their colour, the place

# Two cycles of different lengths: lines differ in both.
_LINE_COLOURS = ("positive", "negative", "ink", "muted")
_LINE_STYLES = ("-", (0, (5, 1.6)), (0, (1.2, 1.2)), (0, (6, 1.6, 1.2, 1.6)), (0, (2.6, 1.2)))


def paint_losses(figure: Figure, ax: Axes, curves: Sequence[Losses]) -> None:
    heights = [[_height(loss) for loss in losses] for _, losses in curves]
    ax.set_xlim(0, max([1, *(len(losses) - 1 for _, losses in curves)]))
    if not any(map(finite_only, heights)):
        _paint_no_losses(figure, ax, curves)
        return
    _scale_losses(ax, [height for each in heights for height in finite_only(each)])
    ends = [_paint_loss(ax, n, name, losses, heights[n]) for n, (name, losses) in enumerate(curves)]
    breaks = [
        first_broken(losses) is not None and finite_only(each) != [] for (_, losses), each in zip(curves, heights)
    ]
    lay_out(figure)
    column = _name_ends(ax, [end for end, does_break in zip(ends, breaks) if not does_break])
    lay_out(figure)
    dots = [dot for each in heights for dot in dots_along(ax, range(len(each)), each)]
    broken = [end for end, does_break in zip(ends, breaks) if does_break]
    crowded = [end for end in broken if not place_words(ax, end[0], around(end[2]), dots, color=end[1])]
    if crowded:
        for text in column:
            text.remove()
        _name_ends(ax, [end for end in ends if end in crowded or end not in broken])
    name, losses = curves[0]
    if name is None and len(losses) > 1 and math.isfinite(losses[0]):
        place_words(ax, number(losses[0]), around((0, heights[0][0])), dots, most=0, color=ends[0][1])


def _paint_no_losses(figure: Figure, ax: Axes, curves: Sequence[Losses]) -> None:
    """The axes of a training that has not begun, or in which no loss is finite."""
    ax.set(xticks=[0, 1], yticks=[])
    name_axes(ax, say("step axis"), say("loss axis"))
    words = [with_name(name, state_of_losses(losses)) for name, losses in curves or [(None, [])]]
    ax.text(0.5, 0.5, "\n".join(words), transform=ax.transAxes, ha="center", va="center")
    lay_out(figure)


def _height(loss: float) -> float:
    return max(-_HUGE, min(loss, _HUGE)) if math.isfinite(loss) else math.nan


def _scale_losses(ax: Axes, losses: Sequence[float]) -> None:
    """Losses of very different size, as when one run diverges, are shown on a logarithmic scale."""
    few_ticks(ax, whole=True)
    low, high = min(losses), max(losses)
    logarithmic = low > 1 / _HUGE and high > 1000 * low
    if logarithmic:
        room = (high / low) ** 0.12 if high / low < _HUGE else 1e30
        ax.set(yscale="log", ylim=(low / room, high * room))
        powers = decades(math.log10(low / room), math.log10(high * room))
        ticks_at(ax.yaxis, powers, [*map(power_of_ten, powers)])
    else:
        room = 0.12 * (high - low) or 1.0
        ax.set_ylim(low - room, high + room)
    name_axes(ax, say("step axis"), say("log loss axis") if logarithmic else say("loss axis"))


def _paint_loss(ax: Axes, n: int, name: str | None, losses: Sequence[float], heights: Sequence[float]) -> End:
    """One line; returns its End."""
    colour = light(_LINE_COLOURS[n % len(_LINE_COLOURS)])
    finite = [i for i, height in enumerate(heights) if math.isfinite(height)]
    marker = "o" if len(finite) <= 12 else None
    ax.plot(
        heights,
        color=colour,
        ls=_LINE_STYLES[n % len(_LINE_STYLES)],
        lw=THICK - 0.2,
        marker=marker,
        ms=6,
        clip_on=False,
    )
    broken = first_broken(losses)
    if not finite:
        return _below(name, state_of_losses(losses)), colour, (0, ax.get_ylim()[0])
    if broken is None:
        return name or number(losses[-1]), colour, (finite[-1], heights[-1])
    last = broken - 1 if broken else finite[0]
    ax.plot(last, heights[last], "X", ms=13, color=colour, mec=light("paper"), clip_on=False, zorder=6)
    return _below(name, state_of_losses(losses)), colour, (last, heights[last])


def _below(name: str | None, words: str) -> str:
    return f"{name}\n{words}" if name else words


def _name_ends(ax: Axes, ends: Sequence[End]) -> list[Text]:
    """The words for each line right of the plot at the height where it ends, moved apart where they would meet."""
    frame = ax.get_window_extent()
    texts = [
        ax.text(1.02, 0.5, words, transform=ax.transAxes, color=colour, va="center", linespacing=1.1)
        for words, colour, _ in ends
    ]
    tall = [extent_of(text).height / frame.height + 0.015 for text in texts]
    wanted = [(ax.transData.transform(place)[1] - frame.y0) / frame.height for *_, place in ends]
    for text, height in zip(texts, _moved_apart(wanted, tall)):
        text.set_y(height)
    return texts


def _moved_apart(wanted: Sequence[float], tall: Sequence[float]) -> list[float]:
    """Heights close to the wanted ones, in the same order, at which things so tall do not meet; from 0 up, to 1 where
    there is room.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    heights, free = list(wanted), 0.0
    for i in order:
        heights[i] = max(heights[i], free + tall[i] / 2)
        free = heights[i] + tall[i] / 2
    free = max(1.0, sum(tall))
    for i in reversed(order):
        heights[i] = min(heights[i], free - tall[i] / 2)
        free = heights[i] - tall[i] / 2
    return heights
