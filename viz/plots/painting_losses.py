"""Paints losses against the step: paint_losses fills a Sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from viz.plots.arguments import Losses
from viz.plots.in_words import finite_only, first_broken, power_of_ten, state_of_losses, with_name
from viz.plots.sheet import THICK, Sheet, Words, around, decades, dots_along, place_words
from viz.words.messages import say
from viz.words.text import number

_HUGE = 1e270  # what a diverging loss is drawn up to: the margins of a plot still are floats then

# Two cycles of different lengths: lines differ in both.
_LINE_COLOURS = ("positive", "negative", "ink", "muted")
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 1.6), (1.2, 1.2), (6, 1.6, 1.2, 1.6), (2.6, 1.2))


def paint_losses(sheet: Sheet, curves: Sequence[Losses]) -> None:
    heights = [[_height(loss) for loss in losses] for _, losses in curves]
    steps = 0, max([1, *(len(losses) - 1 for _, losses in curves)])
    if not any(map(finite_only, heights)):
        _paint_no_losses(sheet, steps, curves)
        return
    low = _scale_losses(sheet, steps, [height for each in heights for height in finite_only(each)])
    ends = [_paint_loss(sheet, n, name, losses, heights[n], low) for n, (name, losses) in enumerate(curves)]
    breaks = [
        first_broken(losses) is not None and finite_only(each) != [] for (_, losses), each in zip(curves, heights)
    ]
    sheet.lay_out()
    column = _name_ends(sheet, [end for end, does_break in zip(ends, breaks) if not does_break])
    sheet.lay_out()
    dots = [dot for each in heights for dot in dots_along(sheet, enumerate(each))]
    broken = [end for end, does_break in zip(ends, breaks) if does_break]
    crowded = [end for end in broken if not place_words(sheet, around(end), dots)]
    if crowded:
        for words in column:
            sheet.erase(words)
        _name_ends(sheet, [end for end in ends if end in crowded or end not in broken])
    name, losses = curves[0]
    if name is None and len(losses) > 1 and math.isfinite(losses[0]):
        first = Words(number(losses[0]), (0, heights[0][0]), colour=ends[0].colour)
        place_words(sheet, around(first), dots, most=0)


def _paint_no_losses(sheet: Sheet, steps: tuple[int, int], curves: Sequence[Losses]) -> None:
    """The axes of a training that has not begun, or in which no loss is finite."""
    sheet.scale(steps, (0, 1))
    sheet.ticks_at("x", [0, 1], ["0", "1"])
    sheet.ticks_at("y", [], [])
    sheet.name_axes(say("step axis"), say("loss axis"))
    told = "\n".join(with_name(name, state_of_losses(losses)) for name, losses in curves or [(None, [])])
    sheet.write(Words(told, (0.5, 0.5), within="frame"))
    sheet.lay_out()


def _height(loss: float) -> float:
    return max(-_HUGE, min(loss, _HUGE)) if math.isfinite(loss) else math.nan


def _scale_losses(sheet: Sheet, steps: tuple[int, int], losses: Sequence[float]) -> float:
    """Losses of very different size, as when one run diverges, are shown on a logarithmic scale; where it begins."""
    low, high = min(losses), max(losses)
    logarithmic = low > 1 / _HUGE and high > 1000 * low
    sheet.few_ticks(whole=True)
    if logarithmic:
        room = (high / low) ** 0.12 if high / low < _HUGE else 1e30
        low, high = low / room, high * room
        powers = decades(math.log10(low), math.log10(high))
        sheet.scale(steps, (low, high), "y")
        sheet.ticks_at("y", powers, [*map(power_of_ten, powers)])
    else:
        room = 0.12 * (high - low) or 1.0
        low, high = low - room, high + room
        sheet.scale(steps, (low, high))
    sheet.name_axes(say("step axis"), say("log loss axis") if logarithmic else say("loss axis"))
    return low


def _paint_loss(
    sheet: Sheet, n: int, name: str | None, losses: Sequence[float], heights: Sequence[float], low: float
) -> Words:
    """One line; returns what stands at its end."""
    colour = _LINE_COLOURS[n % len(_LINE_COLOURS)]
    finite = [i for i, height in enumerate(heights) if math.isfinite(height)]
    marker = "o" if len(finite) <= 12 else ""
    sheet.line(enumerate(heights), colour, THICK - 0.2, _DASHES[n % len(_DASHES)], marker, 6)
    broken = first_broken(losses)
    if not finite:
        return Words(_below(name, state_of_losses(losses)), (0, low), colour=colour)
    if broken is None:
        return Words(name or number(losses[-1]), (finite[-1], heights[-1]), colour=colour)
    last = broken - 1 if broken else finite[0]
    sheet.marks([(last, heights[last])], "X", 13, colour, "paper")
    return Words(_below(name, state_of_losses(losses)), (last, heights[last]), colour=colour)


def _below(name: str | None, words: str) -> str:
    return f"{name}\n{words}" if name else words


def _name_ends(sheet: Sheet, ends: Sequence[Words]) -> list[Words]:
    """The words for each line right of the plot at the height where it ends, moved apart where they would meet."""
    frame = sheet.frame()
    high = frame.high - frame.low
    column = [replace(end, place=(1.02, 0.5), ha="left", within="frame") for end in ends]
    tall = [(box.high - box.low) / high + 0.015 for box in map(sheet.box_of, column)]
    wanted = [(y - frame.low) / high for _, y in sheet.to_px(end.place for end in ends)]
    placed = [replace(words, place=(1.02, height)) for words, height in zip(column, _moved_apart(wanted, tall))]
    for words in placed:
        sheet.write(words)
    return placed


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
