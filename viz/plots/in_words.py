"""Says in words what a plot shows, for screen readers, for terminals, and where matplotlib is missing."""

import math
from collections.abc import Iterable, Iterator, Sequence

from viz.plots.sampling import Point, Secant, Slope
from viz.words.messages import say
from viz.words.text import number, plain


def finite_only(numbers: Iterable[float]) -> list[float]:
    return [x for x in numbers if math.isfinite(x)]


def least_error(steps: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """(the smallest error, its h)"""
    return min(
        ((error, h) for error, h in zip(errors, steps) if math.isfinite(error)),
        key=lambda pair: pair[0],
        default=(math.nan, 1.0),
    )


def first_broken(losses: Sequence[float]) -> int | None:
    return next((i for i, loss in enumerate(losses) if not math.isfinite(loss)), None)


def power_of_ten(h: float) -> str:
    """1e-8, as one writes it in Python, or 1."""
    return f"1e{round(math.log10(h))}" if h != 1 else "1"


def slope_in_words(slope: Slope) -> str:
    if slope is None:
        return say("no slope")
    if isinstance(slope, tuple):
        return say("kink", left=number(slope[0]), right=number(slope[1]))
    return say("tangent in words", slope=number(slope))


def tangent_in_words(xs: Sequence[float], ys: Sequence[float], point: Point, slope: Slope, step: Secant | None) -> str:
    x, value = map(number, point)
    lines = [say("curve in words", first=number(xs[0]), last=number(xs[-1]), x=x, value=value)]
    if any(map(math.isnan, ys)):
        lines.append(say("gap in words"))
    lines.append(slope_in_words(slope))
    if step is not None:
        h, rise, secant = map(number, step)
        lines.append(say("secant in words", h=h, x=number(point[0] + step[0]), rise=rise, slope=secant))
    return "\n".join(lines)


def errors_in_words(steps: Sequence[float], *errors: Sequence[float]) -> Iterator[str]:
    for name, each in zip((say("one side"), say("both sides")), errors):
        if not finite_only(each):
            continue
        least, h = least_error(steps, each)
        yield say(
            "error in words",
            name=name,
            first=number(each[0]),
            least=number(least),
            h=power_of_ten(h),
            last=number(each[-1]),
        )
    yield say("why errors")


def state_of_losses(losses: Sequence[float]) -> str:
    """What stands at a line of losses that has not begun, or breaks off."""
    broken = first_broken(losses)
    return say("no loss yet") if broken is None else say("broken loss", what=number(losses[broken]), step=broken)


def loss_in_words(name: str | None, losses: Sequence[float]) -> str:
    return with_name(name, _loss_in_words(losses))


def with_name(name: str | None, told: str) -> str:
    return told if name is None else say("named", name=name, told=told)


def _loss_in_words(losses: Sequence[float]) -> str:
    finite = [(loss, step) for step, loss in enumerate(losses) if math.isfinite(loss)]
    if not losses:
        return say("no loss in words")
    if not finite:
        return say("no finite loss in words", count=len(losses), what=number(losses[0]))
    least, step = min(finite)
    told = say(
        "loss in words",
        count=len(losses),
        first=number(losses[0]),
        last=number(losses[-1]),
        least=number(least),
        step=step,
    )
    broken = first_broken(losses)
    return told if broken is None else told + say("broken in words", what=number(losses[broken]), step=broken)


def boundary_in_words(labels: Sequence[int], right: int, scores: Sequence[Sequence[float]]) -> str:
    counts = {label: labels.count(label) for label in (-1, 1)}
    told = say("boundary in words", count=right, all=len(labels), positive=counts[1], negative=counts[-1])
    flat = [score for row in scores for score in row]
    if not min(flat) < 0 < max(flat):
        told += "\n" + say("no boundary")
    return told


def duration(seconds: float) -> str:
    """A time in two digits, in the unit that fits: 20 µs, 1.5 ms, 2 s."""
    unit, size = next((each for each in (("s", 1.0), ("ms", 1e-3)) if seconds >= 0.9995 * each[1]), ("µs", 1e-6))
    return f"{plain(float(f'{seconds / size:.2g}'))} {unit}"


def ratio_of(longer: float, shorter: float) -> str:
    """How many times as long a time is, in two digits: 3,500."""
    return f"{float(f'{longer / shorter:.2g}'):,.10g}"


def times_in_words(sizes: Sequence[float], paths: Sequence[float], walk: Sequence[float]) -> str:
    told = [say("times in words", first=plain(sizes[0]), last=plain(sizes[-1]))]
    for name, times in ((say("every path"), paths), (say("one walk"), walk)):
        told.append(say("time in words", name=name, first=duration(times[0]), last=duration(times[-1])))
    if paths[-1] > walk[-1] > 0:
        told.append(say("gap in times", last=plain(sizes[-1]), ratio=ratio_of(paths[-1], walk[-1])))
    return "\n".join(told)
