"""`viz.slope`: a slope by nudging, two points on a curve that can be moved, with the secant, the tangent, the error."""

import math
from collections.abc import Iterable

from viz.drawing.slope import draw_slope
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.output import Output
from viz.values import graph as graphs
from viz.values.arguments import NumberLike, check_function, finite, positive, read_number
from viz.values.forward import leaf_maker
from viz.values.functions import Function, Side, Slope
from viz.values.nudges import Nudges, Place, Truth, nudges_of
from viz.values.operands import is_value_like, operands_of
from viz.words.messages import say, together, words_of
from viz.words.text import apart, number, plain, short_repr

_ENTRY, _STYLES = "slope.js", ("slope.css",)
_DIGITS, _DIGITS_OF_ERRORS = 7, 4  # more than is ever shown


def slope(
    f: Function,
    x: NumberLike,
    h: NumberLike = 1.0,
    *,
    span: NumberLike | tuple[NumberLike, NumberLike] = 2.0,
    slope: Function | NumberLike | None = None,
) -> "SlopePicture":
    """A slope by nudging, to be moved: a point on the curve of f, a second one a step h beside it, the secant through
    both, the tangent, and the error of the secant's slope for every h that is tried.

    All is computed here, when it is called; the page needs no kernel.

    Args:
        f: a function of one number, which gives a number. It may also work on Value-like objects: then x is one, and f
            is called with others of its class.
        x: where the point stands at first.
        h: the step to the second point at first, negative to go left.
        span: how far the point can be moved to both sides; or the two ends, such as (-4, 4).
        slope: the true slope, a function of x, or a number for the first place; by default it is told by nudging, where
            that is possible.

    Returns:
        A SlopePicture: shown by Jupyter, saved by `.save("name.html")`, `.svg` or `.png`.

    Raises:
        TypeError: f is no function or gives no number at x; x, h, span or slope is of another kind.
        ValueError: f has no finite value at x; h is 0; x does not lie between the ends.
    """
    check_function("f", f, "lambda x: x**2")
    if is_value_like(x):
        graphs.read(x, limit=1)  # says what is out of scope
        f = _of_numbers(f, x)
    start, step = finite("x", x), finite("h", h)
    if step == 0:
        raise ValueError(say("h is 0"))
    return SlopePicture(nudges_of(f, start, step, _ends(start, span), _truth(slope, start)), step)


def _of_numbers(f: Function, leaf: object) -> Function:
    """f, which works on objects, as a function of a number."""
    make = leaf_maker(leaf, operands_of(leaf))
    return f if make is None else lambda x: f(make(x))


def _ends(x: float, span: object) -> tuple[float, float]:
    if isinstance(span, (tuple, list)):
        ends = tuple(finite(f"span[{i}]", end) for i, end in enumerate(span))
    else:
        ends = (x - positive("span", span), x + positive("span", span))
    if len(ends) != 2 or not ends[0] <= x <= ends[1] or not ends[0] < ends[1]:
        raise ValueError(say("bad span", x=number(x), shown=short_repr(span)))
    if not math.isfinite(4 * (ends[1] - ends[0])):
        raise ValueError(say("bad span", x=number(x), shown=short_repr(span)))
    return ends[0], ends[1]


def _truth(slope: object, x: float) -> Truth:
    if slope is None or callable(slope):
        return slope
    told = read_number("slope", slope)
    return lambda place: told if place == x else math.nan


class SlopePicture(Output):
    """What `viz.slope` shows.

    Attributes:
        nudges: the Nudges, all that is known of f.
        h: the first step.
    """

    def __init__(self, nudges: Nudges, h: float) -> None:
        self.nudges, self.h = nudges, h

    @property
    def _begin(self) -> Place:
        return self.nudges.places[self.nudges.start]

    def to_html(self) -> str:
        still = html.still_image(self.to_svg(), self.to_text())
        return html.live(still, self._page_data(), _ENTRY, _STYLES, "mg-slope")

    def to_text(self) -> str:
        left, right, *_ = self.nudges.window
        at, rise = self._begin, self._rise
        x, value = number(at.x), number(at.value)
        lines = [say("curve in words", first=number(left), last=number(right), x=x, value=value)]
        if any(math.isnan(place.value) for place in self.nudges.places):
            lines.append(say("gap in words"))
        if math.isfinite(at.tangent):
            lines.append(say("tangent in words", slope=number(at.tangent)))
        lines.append(_note(at))
        if math.isfinite(rise):
            h, beyond, secant = number(self.h), number(at.x + self.h), number(rise / self.h)
            lines.append(say("secant in words", h=h, x=beyond, rise=number(rise), slope=secant))
        return "\n".join(filter(None, lines))

    def to_svg(self) -> str:
        return draw_slope(self.nudges, self.h, self.to_text(), _note(self._begin))

    @property
    def _rise(self) -> float:
        return self._begin.rises[self.nudges.steps.index(self.h)]

    def _page_data(self) -> Data:
        nudges, steps = self.nudges, self.nudges.steps
        (first, _), (second, _) = nudges.curve[:2]
        heights = _rounded((y for _, y in nudges.curve), _DIGITS)
        return {
            "words": words_of("slope"),
            "sizes": nudges.sizes,
            "start": [nudges.start, nudges.sizes.index(abs(self.h))],
            "side": 1 if self.h > 0 else -1,
            "window": nudges.window,
            "curve": {"first": first, "step": float(f"{second - first:.12g}"), "ys": heights},
            "jumps": nudges.jumps,
            "places": [
                [place.x, *_rounded((place.value, place.tangent, place.bound)), _note(place)]
                for place in nudges.places
            ],
            "rises": [_rounded(place.rises, _DIGITS) for place in nudges.places],
            "errors": [_rounded(place.errors(steps), _DIGITS_OF_ERRORS) for place in nudges.places],
        }  # fmt: skip


def _rounded(numbers: Iterable[float], digits: int = 17) -> list[float | None]:
    """The numbers as JSON has them, so long as is of use; None for what is not known."""
    return [_tidy(float(f"{x:.{digits}g}")) if math.isfinite(x) else None for x in numbers]


def _tidy(x: float) -> float:
    return int(x) if x == int(x) and abs(x) < 1e15 else x


def _note(place: Place) -> str:
    """What there is to say of a place, where it is not as smooth as others."""
    told = place.slope
    if math.isnan(place.value):
        return say("no value at x")
    notes = []
    if told.number is None:
        if told.left.why == told.right.why == "unknown":
            notes.append(say("slope not told"))
        else:
            left, right = _sides(told)
            notes.append(say("two sides", left=left, right=right))
        if math.isfinite(place.given):
            notes.append(say("slope was given", slope=plain(place.given)))
    elif place.contradicts:
        given, number_told = apart(place.given, told.number)
        notes.append(say("slope contradicts", slope=given, told=number_told))
    return together(notes)


def _sides(told: Slope) -> tuple[str, str]:
    if told.left.slope is not None and told.right.slope is not None:
        return apart(told.left.slope, told.right.slope)
    return _side(told.left), _side(told.right)


def _side(side: Side) -> str:
    if side.slope is not None:
        return plain(side.slope)
    if side.why == "ends":
        return say("side ends")
    return say("side grows") if side.why == "grows" else say("side unknown")
