"""Paints a tangent, and the errors of nudged slopes: each paint_... fills a Sheet."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from viz.plots.in_words import finite_only, least_error, power_of_ten, slope_in_words
from viz.plots.sampling import Point, Secant, Slope
from viz.plots.sheet import LINE, THICK, Key, Sheet, Words, colour_of_sign, decades, dots_along, place_words
from viz.values.nudges import range_shown
from viz.words.messages import say
from viz.words.text import number

_SHORTEST_LEG = 16  # pt: a shorter side of the triangle gets no number of its own
_TINIEST = -307  # the power of ten of a float that is still exact


# The tangent.


def _without_jumps(ys: Sequence[float], low: float, high: float) -> list[float]:
    """The curve is broken where it leaves above and comes back below, as 1 / x does: nothing connects these."""
    broken = list(ys)
    for i, (one, other) in enumerate(itertools.pairwise(ys)):
        if min(one, other) < low and max(one, other) > high:
            broken[i] = math.nan
    return broken


def paint_tangent(
    sheet: Sheet, curve: tuple[list[float], list[float]], point: Point, slope: Slope, step: Secant | None
) -> None:
    xs, ys = curve
    ends = [point[1]] if step is None else [point[1], point[1] + step[1]]
    low, high = range_shown(ys, ends if len(ends) > 1 else ends * 2)
    sheet.scale((xs[0], xs[-1]), (low, high))
    lines = [[*zip(xs, _without_jumps(ys, low, high))]]
    sheet.line(lines[0], "line", THICK + 0.8)
    keys: list[Key] = []
    if isinstance(slope, float):
        lines.append(_straight(xs, point, slope))
        colour = colour_of_sign(slope)
        keys.append((sheet.line(lines[-1], colour, THICK), say("tangent key", slope=number(slope)), colour))
    else:
        keys.append((sheet.marks([], "o", 9, "ink"), slope_in_words(slope), "ink"))
    if step is not None:
        h, rise, secant = map(number, step)
        lines.append(_straight(xs, point, step[2]))
        keys.append(
            (_paint_step(sheet, lines[-1], point, step), say("secant key", rise=rise, h=h, slope=secant), "ink")
        )
    sheet.marks([point], "o", 10, "ink")
    sheet.few_ticks()
    sheet.name_axes("x", "f(x)")
    sheet.add_key(keys)
    if step is not None:
        sheet.lay_out()
        _number_the_step(sheet, point, step, [dot for line in lines for dot in dots_along(sheet, line)])


def _straight(xs: Sequence[float], point: Point, slope: float) -> list[Point]:
    """The line through a point, as long as the axes are."""
    return [(at, point[1] + slope * (at - point[0])) for at in (xs[0], xs[-1])]


def _paint_step(sheet: Sheet, line: Sequence[Point], point: Point, step: Secant) -> object:
    """The second point, the triangle from the one to the other, and the secant, which is returned."""
    (x, value), (h, rise, _) = point, step
    corners = [point, (x + h, value), (x + h, value + rise)]
    sheet.fill(corners, "muted", 0.2)
    sheet.line(corners, "ink", LINE - 0.4)
    sheet.marks(corners[2:], "o", 10, "paper", "ink", 2.2)
    return sheet.line(line, "ink", dashes=(4, 2))


def _number_the_step(sheet: Sheet, point: Point, step: Secant, dots: Sequence[Point]) -> None:
    (x, value), (h, rise, _) = point, step
    a, b = sheet.to_px([point, (x + h, value + rise)])
    across, up = (abs(to - at) / sheet.per_point for at, to in zip(a, b))
    told = f"h = {number(h)}"
    below = [Words(told, (x + h * at, value), "center", "top", 0, -7) for at in (0.5, 0.75)]
    above = [Words(told, (x + h * at, value), "center", "bottom", 0, 7) for at in (0.5, 0.75)]
    told, middle = say("rise", rise=number(rise)), (x + h, value + rise / 2)
    right, left = Words(told, middle, "left", dx=9), Words(told, middle, "right", dx=-9)
    corner = (x + h, value + rise / 4)
    inside = Words(told, corner, "right", dx=-9) if h > 0 else Words(told, corner, "left", dx=9)
    if across > _SHORTEST_LEG:
        place_words(sheet, below + above if rise >= 0 else above + below, dots)
    if up > _SHORTEST_LEG:
        place_words(sheet, [right if h > 0 else left, inside, left if h > 0 else right], dots)


# The errors.


def paint_errors(sheet: Sheet, steps: Sequence[float], one: Sequence[float], two: Sequence[float]) -> None:
    logs = [math.log10(error) for error in finite_only([*one, *two]) if error > 0] or [-16]
    low, high = max(math.floor(min(logs)), _TINIEST + 20), max(logs)
    # Exact hits stand on the bottom edge, apart from the rest.
    bottom = max(low - max(1, (high - low) / 12), _TINIEST)
    top = min(high + 0.34 * (high - bottom) + 0.5, -_TINIEST)
    span = 2.0, 0.5e-16
    sheet.scale(span, (10.0**bottom, 10.0**top), "xy")
    across, up, zero = decades(-16, 0), decades(low, high), [10.0**bottom] if 0 in [*one, *two] else []
    sheet.ticks_at("x", across, [*map(power_of_ten, across)])
    sheet.ticks_at("y", up + zero, [*map(power_of_ten, up), *["0" for _ in zero]])
    sheet.name_axes(say("h axis"), say("error axis"))
    looks: list[tuple[str, tuple[float, ...], str, Sequence[float], str, str]] = [
        ("negative", (4, 1.6), "s", one, say("one side"), "(f(x + h) - f(x)) / h"),
        ("positive", (), "o", two, say("both sides"), "(f(x + h) - f(x - h)) / 2h"),
    ]
    keys: list[Key] = []
    for colour, dashes, marker, errors, name, formula in looks:
        points = [(h, max(error, 10.0**bottom)) for h, error in zip(steps, errors)]
        line = sheet.line(points, colour, dashes=dashes, marker=marker, size=7)
        keys.append((line, say("named", name=name, told=formula), colour))
    sheet.add_key(keys)
    sheet.lay_out()
    best = [h for h in (least_error(steps, one)[1], least_error(steps, two)[1]) if h < 1] or [1.0]
    if any(error > 0 for error in [*one, *two]):
        _name_regions(sheet, span, max(best), min(best))


def _name_regions(sheet: Sheet, span: Point, big: float, tiny: float) -> None:
    """Tints where h is bigger or tinier than what is best, and says why it is worse there; between them it is about
    right.
    """
    for left, right, told, tinted in (
        (span[0], big, say("h too big"), True),
        (big, tiny, say("h just right"), False),
        (tiny, span[1], say("h too tiny"), True),
    ):
        if tinted:
            sheet.span(left, right, "tint")
        words = Words(told, (math.sqrt(left * right), 0.97), va="top", within="column")
        box, ((begin, _), (end, _)) = sheet.box_of(words), sheet.to_px([(left, 1), (right, 1)])
        if box.right - box.left <= abs(end - begin):
            sheet.write(words)
