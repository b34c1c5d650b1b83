"""Plots for the lessons: a tangent, the error of a nudged slope, a loss, a decision boundary, a way downhill.

    viz.plots.tangent(lambda x: x**2, 3, h=1.5)

Each is an ordinary matplotlib Figure, drawn here in one style whatever the rcParams are, and shown as an SVG that follows the
page's theme. Where matplotlib is missing, the same is said in words, so that a notebook goes on.
"""

import hashlib
import io
import math
import re
import warnings
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from functools import cache
from html import escape
from importlib import import_module
from numbers import Real
from xml.etree import ElementTree

from viz.palette import COLOURS, style_sheet
from viz.picture import shown
from viz.text import SANS, fit, number, shortened, width
from viz.words import say

_INCHES = (7.5, 4.2)
_PX_PER_INCH = 96
_LATIN = "DejaVu Sans"  # comes with matplotlib, so that Latin text is measured alike everywhere; wider than what browsers take
_CHINESE = (
    "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "PingFang HK", "Microsoft JhengHei", "Heiti TC",
    "Noto Sans CJK JP", "Arial Unicode MS",
)  # fmt: skip
_TEXT, _TICK_TEXT = 14, 12.5  # pt
_THICK, _LINE, _THIN = 3.2, 2.4, 1.0  # pt

_SAMPLES = 241  # of a curve
_NUDGE = 1e-5  # the best for a central difference of numbers of size 1
_SHORTEST_LEG = 16  # pt: a shorter side of the triangle gets no number of its own
_DECADES = range(17)  # h = 1, 0.1, ... 1e-16
_MOST_CURVES = 8
_NAME_COLUMNS = 16
_HUGE = 1e270  # what a diverging loss is drawn up to: the margins of a plot still are floats then
_SHAPE = 2.1  # width : height of a plot without its words
_GRID = 42, 21  # places at which a model is asked: its 882 calls take about a second
_FINE_GRID = 60, 30
_LEVELS = 9
_SHORTEST_ARROW = 13  # pt: a shorter step has no room for an arrow's head

# Two cycles of different lengths: lines differ in both.
_LINE_COLOURS = ("positive", "negative", "ink", "muted")
_LINE_STYLES = ("-", (0, (5, 1.6)), (0, (1.2, 1.2)), (0, (6, 1.6, 1.2, 1.6)), (0, (2.6, 1.2)))


def tangent(f, x, h=None, *, span=2.0):
    """The curve of f around x with its tangent; with h also the step to x + h, the rise, and the secant through both points.

    Args:
        f: a function from a number to a number. Where it raises or gives nan, the curve has a gap.
        x: where the tangent touches.
        h: the step to the second point, negative to go left.
        span: how far the curve is shown to both sides.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number at x; x, h or span is no number.
        ValueError: f has no finite value at x or x + h; h is 0; span is not above 0.
    """
    _check_function("f", f, "lambda x: x**2")
    x, span = _finite("x", x), _positive("span", span)
    point, slope = (x, _at(f, x)), _slope(f, x)
    step = None if h is None else _step(f, x, _finite("h", h))
    ends = [x] if step is None else [x, x + 1.15 * step[0]]
    first, last = min(x - span, *ends), max(x + span, *ends)
    xs = [first + (last - first) * i / (_SAMPLES - 1) for i in range(_SAMPLES)]
    ys = [_or_nan(f, at) for at in xs]
    description = _tangent_in_words(xs, ys, point, slope, step)
    return _drawn(description, lambda figure, ax: _paint_tangent(figure, ax, (xs, ys), point, slope, step))


def slope_error(f, x, slope):
    """How far a nudged slope is off, for h from 1 down to 1e-16: nudged to one side, and to both.

    Args:
        f: a function from a number to a number.
        x: where the slope is taken.
        slope: the true slope there.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number at x; x or slope is no number.
        ValueError: f has no finite value at x, or nowhere beside it.
    """
    _check_function("f", f, "lambda x: x**2")
    x, slope = _finite("x", x), _finite("slope", slope)
    value = _at(f, x)
    steps = [10.0**-n for n in _DECADES]
    one = [abs((_or_nan(f, x + h) - value) / h - slope) for h in steps]
    two = [abs((_or_nan(f, x + h) - _or_nan(f, x - h)) / (2 * h) - slope) for h in steps]
    if not any(math.isfinite(error) for error, h in zip(one, steps) if x + h != x):
        raise ValueError(say("no value beside", x=number(x)))
    description = "\n".join([say("errors in words", x=number(x), slope=number(slope)), *_errors_in_words(steps, one, two)])
    return _drawn(description, lambda figure, ax: _paint_errors(figure, ax, steps, one, two))


def loss_curve(losses, labels=None):
    """The loss against the step; several runs, as with different learning rates, in one plot.

    Args:
        losses: a list of numbers, or several: {name: list}, or a list of lists. A nan or inf is marked where the line ends.
        labels: the names of the lists, in order, where losses does not carry them.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: losses holds something else.
        ValueError: there is nothing to draw, there are more than 8 lists, or as many labels as lists are not given.
    """
    curves = _curves(losses, labels)
    description = "\n".join(_loss_in_words(name, curve) for name, curve in curves)
    return _drawn(description, lambda figure, ax: _paint_losses(figure, ax, curves))


def decision_boundary(model, points, labels):
    """Which class a model gives to every place around the points: the sign of its score; the boundary is where that is 0.

    Args:
        model: called with [x, y]; gives a number, or something that holds one in `.data`.
        points: pairs (x, y).
        labels: the class of each point, -1 or 1.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: model is no function or gives no number; a point is no pair of numbers.
        ValueError: there are no points; a point is not finite; labels are not as many as points, or others than -1 and 1.
    """
    _check_function("model", model, "MLP(2, [8, 1])")
    points = _pairs("points", points, least=1)
    labels = _classes(labels, len(points))
    own = [_score(model, x, y) for x, y in points]
    right = sum(score * label > 0 for score, label in zip(own, labels))
    xs, ys = _window(points, _GRID, 1.2)
    scores = [[_score(model, x, y) for x in xs] for y in ys]
    description = _boundary_in_words(labels, right, scores)
    return _drawn(description, lambda figure, ax: _paint_boundary(figure, ax, (xs, ys, scores), points, labels, right))


def descent(f, path):
    """The way of a descent over the contour lines of the loss.

    Args:
        f: the loss, a function of two numbers.
        path: the places (u, v), from the first to the last; it is shown as far as they are finite.

    Returns:
        A Plot, or a Sentence where matplotlib is missing.

    Raises:
        TypeError: f is no function or gives no number on the path; a place is no pair of numbers.
        ValueError: fewer than two places are finite; f has no finite value at the first.
    """
    _check_function("f", f, "lambda u, v: u**2 + v**2")
    path = _pairs("path", path, least=2, cut=True)
    first, last = _at(f, *path[0]), _or_nan(f, *path[-1])
    us, vs = _window(path, _FINE_GRID, 1.5)
    heights = [[_or_nan(f, u, v) for u in us] for v in vs]
    (u, v), (end_u, end_v) = (map(number, path[0]), map(number, path[-1]))
    description = say(
        "descent in words", steps=len(path) - 1, u=u, v=v, first=number(first), end_u=end_u, end_v=end_v, last=number(last)
    )
    return _drawn(description, lambda figure, ax: _paint_descent(figure, ax, (us, vs, heights), path, first, last))


class Sentence:
    """What a plot would have shown, in words: stands for it where matplotlib is missing."""

    def __init__(self, text):
        self.text = text

    def _repr_html_(self):
        return f'<p style="white-space:pre-line">{escape(self.text)}</p>'

    def __repr__(self):
        return self.text


def __getattr__(name):
    if name == "Plot":
        return _plot_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _plot_class():
    """The class Plot, made when it is first needed: this module is imported also where matplotlib is missing."""
    from matplotlib.figure import Figure

    class Plot(Figure):
        """A matplotlib Figure that Jupyter shows as an SVG in the colours of the page.

        Attributes:
            description: the same in words, for screen readers and terminals.
        """

        def __init__(self, description):
            super().__init__(figsize=_INCHES, layout="constrained")
            self.description = description

        def _repr_mimebundle_(self, include=None, exclude=None):
            return {"text/html": shown(_svg(self), self.description), "text/plain": self.description}

        def __repr__(self):
            return self.description

        __str__ = __repr__

    Plot.__module__, Plot.__qualname__ = __name__, "Plot"
    return Plot


# What came in.


def _check_function(name, thing, example):
    if not callable(thing):
        raise TypeError(say("not a function", name=name, example=example, kind=type(thing).__name__, shown=shortened(thing)))


def _number(name, thing):
    """The float of a number, or of what holds a number in `.data`."""
    held = thing if isinstance(thing, Real) else getattr(thing, "data", None)
    if not isinstance(held, Real):
        raise TypeError(say("not one number", name=name, kind=type(thing).__name__, shown=shortened(thing)))
    return float(held)


def _finite(name, thing):
    x = _number(name, thing)
    if not math.isfinite(x):
        raise ValueError(say("not finite", name=name, shown=shortened(thing)))
    return x


def _positive(name, thing):
    x = _finite(name, thing)
    if x <= 0:
        raise ValueError(say("not above 0", name=name, shown=shortened(thing)))
    return x


def _at(f, *place):
    """f at a place where it must have a finite value."""
    call = f"f({', '.join(map(number, place))})"
    try:
        result = f(*place)
    except Exception as error:
        raise ValueError(say("f fails", call=call, kind=type(error).__name__, text=error)) from error
    return _finite(call, result)


def _or_nan(f, *place):
    """f at a place, nan where it has no finite value."""
    try:
        value = _number("f", f(*place))
    except Exception:
        return math.nan
    return value if math.isfinite(value) else math.nan


def _score(model, x, y):
    return _number(f"model([{number(x)}, {number(y)}])", model([x, y]))


def _step(f, x, h):
    """(h, the rise, the slope of the secant)"""
    if h == 0:
        raise ValueError(say("h is 0"))
    rise = _at(f, x + h) - _at(f, x)
    return h, rise, rise / h


def _listed(name, things):
    if not isinstance(things, Iterable) or isinstance(things, (str, bytes, Mapping)):
        raise TypeError(say("not a list", name=name, kind=type(things).__name__, shown=shortened(things)))
    return list(things)


def _curves(losses, labels):
    """[(name or None, [floats])]"""
    if isinstance(losses, Mapping):
        names, lists = [*losses], [*losses.values()]
    else:
        lists = _listed("losses", losses)
        lists = lists if lists and all(isinstance(each, (list, tuple)) for each in lists) else [lists]
        names = [None] * len(lists)
    if labels is not None:
        names = [labels] if isinstance(labels, str) else _listed("labels", labels)
    if len(names) != len(lists):
        raise ValueError(say("labels of curves", labels=len(names), curves=len(lists)))
    if not lists:
        raise ValueError(say("no losses"))
    if len(lists) > _MOST_CURVES:
        raise ValueError(say("too many curves", count=len(lists), most=_MOST_CURVES))
    if names == [None] * len(lists) and len(lists) > 1:
        names = range(1, len(lists) + 1)
    return [(None if name is None else fit(str(name), _NAME_COLUMNS), _loss_list(each)) for name, each in zip(names, lists)]


def _loss_list(losses):
    numbers = [_number(f"losses[{i}]", loss) for i, loss in enumerate(_listed("losses", losses))]
    if not _finite_only(numbers):
        raise ValueError(say("no losses"))
    return numbers


def _pairs(name, things, least, cut=False):
    """The pairs of floats; with cut only those before the first that is not finite."""
    pairs = []
    for i, thing in enumerate(_listed(name, things)):
        pair = _listed(f"{name}[{i}]", thing)
        if len(pair) != 2:
            raise TypeError(say("not a pair", name=f"{name}[{i}]", shown=shortened(thing)))
        pair = tuple(_number(f"{name}[{i}]", each) for each in pair)
        if not all(map(math.isfinite, pair)):
            if cut:
                break
            raise ValueError(say("not finite", name=f"{name}[{i}]", shown=shortened(thing)))
        pairs.append(pair)
    if len(pairs) < least:
        raise ValueError(say("too few places", name=name, least=least, count=len(pairs)))
    return pairs


def _classes(labels, count):
    labels = _listed("labels", labels)
    if len(labels) != count:
        raise ValueError(say("labels of points", labels=len(labels), points=count))
    for i, label in enumerate(labels):
        if not isinstance(label, Real) or label not in (-1, 1):
            raise ValueError(say("bad class", name=f"labels[{i}]", shown=shortened(label)))
    return labels


# What is computed, without numpy.


def _slope(f, x):
    """The slope at x, rounded to what a central difference can know; (left, right) at a kink; None where there is none."""
    left, right = _one_sided(f, x, _NUDGE)
    if math.isnan(left + right):
        return None
    # With a nudge 100 times smaller the two sides differ 100 times less where a curve bends, alike at a kink, more at a jump.
    difference, closer = abs(right - left), math.dist(*zip(_one_sided(f, x, _NUDGE / 100)))
    if difference > 1e-3 * (1 + abs(left) + abs(right)) and closer > difference / 2:
        return (_rounded(left), _rounded(right)) if closer < 2 * difference else None
    slope = (left + right) / 2
    return 0.0 if abs(slope) < 1e-10 * abs(_at(f, x)) else _rounded(slope)


def _one_sided(f, x, nudge):
    d = nudge * max(1, abs(x))
    value = _or_nan(f, x)
    return (value - _or_nan(f, x - d)) / (x - (x - d)), (_or_nan(f, x + d) - value) / (x + d - x)


def _rounded(x):
    return float(f"{x:.7g}")


def _finite_only(numbers):
    return [x for x in numbers if math.isfinite(x)]


def _best(steps, errors):
    """(the smallest error, its h)"""
    return min(((error, h) for error, h in zip(errors, steps) if math.isfinite(error)), key=lambda pair: pair[0], default=(math.nan, 1.0))


def _view(ys, needed):
    """The lowest and highest y to show: all of a tame curve, not the far ends of a wild one, and what is needed in any case."""
    ordered = sorted(_finite_only(ys)) or list(needed)
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    room = 0.3 * (high - low)
    low, high = max(low - room, ordered[0]), min(high + room, ordered[-1])
    low, high = min(low, *needed), max(high, *needed)
    pad = 0.13 * (high - low) or 1.0  # room for a number below or above the triangle
    return low - pad, high + pad


def _without_jumps(ys, low, high):
    """The curve is broken where it leaves above and comes back below, as 1 / x does: nothing connects these."""
    broken = list(ys)
    for i, (one, other) in enumerate(zip(ys, ys[1:])):
        if min(one, other) < low and max(one, other) > high:
            broken[i] = math.nan
    return broken


def _window(points, grid, room):
    """The x and the y of a grid around the points, of the shape of the plot: a step to the right is as long as one upwards."""
    (left, right), (low, high) = ((min(side), max(side)) for side in zip(*points))
    wide = room * max(right - left, _SHAPE * (high - low)) or 2.0
    x, y = (left + right) / 2, (low + high) / 2
    across, up = ([i / (count - 1) - 0.5 for i in range(count)] for count in grid)
    return [x + wide * at for at in across], [y + wide / _SHAPE * at for at in up]


# In words.


def _tangent_in_words(xs, ys, point, slope, step):
    x, value = map(number, point)
    lines = [say("curve in words", first=number(xs[0]), last=number(xs[-1]), x=x, value=value)]
    if any(map(math.isnan, ys)):
        lines.append(say("gap in words"))
    lines.append(_slope_in_words(slope))
    if step is not None:
        h, rise, secant = map(number, step)
        lines.append(say("secant in words", h=h, x=number(point[0] + step[0]), rise=rise, slope=secant))
    return "\n".join(lines)


def _slope_in_words(slope):
    if slope is None:
        return say("no slope")
    if isinstance(slope, tuple):
        return say("kink", left=number(slope[0]), right=number(slope[1]))
    return say("tangent in words", slope=number(slope))


def _errors_in_words(steps, *errors):
    for name, each in zip((say("one side"), say("both sides")), errors):
        if not _finite_only(each):
            continue
        least, h = _best(steps, each)
        yield say("error in words", name=name, first=number(each[0]), least=number(least), h=_power(h), last=number(each[-1]))
    yield say("why errors")


def _loss_in_words(name, losses):
    finite = [(loss, step) for step, loss in enumerate(losses) if math.isfinite(loss)]
    least, step = min(finite)
    told = say("loss in words", count=len(losses), first=number(losses[0]), last=number(losses[-1]), least=number(least), step=step)
    broken = _first_broken(losses)
    if broken is not None:
        told += say("broken in words", what=number(losses[broken]), step=broken)
    return told if name is None else say("named", name=name, told=told)


def _first_broken(losses):
    return next((i for i, loss in enumerate(losses) if not math.isfinite(loss)), None)


def _boundary_in_words(labels, right, scores):
    counts = {label: labels.count(label) for label in (-1, 1)}
    told = say("boundary in words", count=len(labels), positive=counts[1], negative=counts[-1], right=right)
    flat = [score for row in scores for score in row]
    if not min(flat) < 0 < max(flat):
        told += "\n" + say("no boundary")
    return told


def _power(h):
    """1e-8, as one writes it in Python, or 1."""
    return f"1e{round(math.log10(h))}" if h != 1 else "1"


# What is painted.


def _drawn(description, paint):
    try:
        import_module("matplotlib")
    except ImportError:
        return Sentence(say("no matplotlib", description=description))
    with _style():
        figure = _plot_class()(description)
        ax = figure.add_subplot()
        # Once more for the ticks that are made later, outside of the style.
        ax.tick_params(labelfontfamily=_families(), labelsize=_TICK_TEXT, labelcolor=_light("ink"), color=_light("line"))
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
        "lines.linewidth": _LINE, "legend.frameon": False, "legend.fontsize": _TEXT, "legend.handlelength": 2.4,
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


def _light(name):
    return COLOURS[name][0]


def _signed(slope):
    """The colour of a slope: that of its sign, as in every picture."""
    return _light("positive" if slope > 0 else "negative" if slope < 0 else "ink")


def _lay_out(figure):
    """Gives the axes their places, as drawing would."""
    figure.get_layout_engine().execute(figure)
    figure.axes[0].apply_aspect()


def _few_ticks(ax, whole=False):
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for axis, integer in ((ax.xaxis, whole), (ax.yaxis, False)):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=integer))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.9g}"))


def _name_axes(ax, x, y):
    ax.set_xlabel(x)
    ax.set_ylabel(y, **({"rotation": 0, "ha": "right", "va": "center"} if len(y) < 5 else {}))


def _key(figure, handles, words, columns=1, title=None):
    key = figure.legend(handles, words, loc="outside upper left", ncols=columns, title=title, alignment="left", columnspacing=1.4)
    for handle, text in zip(handles, key.get_texts()):
        if hasattr(handle, "get_color"):
            text.set_color(handle.get_color())


def _paint_tangent(figure, ax, curve, point, slope, step):
    xs, ys = curve
    (x, value), ends = point, [point[1]]
    keys = []
    if step is not None:
        ends.append(value + step[1])
    low, high = _view(ys, ends if len(ends) > 1 else ends * 2)
    ax.set(xlim=(xs[0], xs[-1]), ylim=(low, high))
    drawn = [ax.plot(xs, _without_jumps(ys, low, high), color=_light("line"), lw=_THICK + 0.8)[0]]
    if isinstance(slope, float):
        drawn += ax.plot(xs[:: _SAMPLES - 1], [value + slope * (at - x) for at in xs[:: _SAMPLES - 1]], color=_signed(slope), lw=_THICK)
        keys.append((drawn[-1], say("tangent key", slope=number(slope))))
    else:
        keys.append((ax.plot([], [], "o", ms=9, color=_light("ink"))[0], _slope_in_words(slope)))
    if step is not None:
        drawn.append(_paint_step(ax, xs, point, step))
        h, rise, secant = map(number, step)
        keys.append((drawn[-1], say("secant key", rise=rise, h=h, slope=secant)))
    ax.plot(x, value, "o", ms=10, color=_light("ink"), zorder=5)
    _few_ticks(ax)
    _name_axes(ax, "x", "f(x)")
    _key(figure, *zip(*keys))
    if step is not None:
        _lay_out(figure)
        _number_the_step(ax, point, step, drawn)


def _paint_step(ax, xs, point, step):
    """The second point, the triangle from the one to the other, and the secant, which is returned."""
    (x, value), (h, rise, slope) = point, step
    ink = _light("ink")
    corners = [x, x + h, x + h], [value, value, value + rise]
    ax.fill(*corners, color=_light("muted"), alpha=0.2, lw=0)
    ax.plot(*corners, color=ink, lw=_LINE - 0.4, solid_joinstyle="miter")
    ax.plot(x + h, value + rise, "o", ms=10, mfc=_light("paper"), mec=ink, mew=2.2, zorder=5)
    ends = xs[:: _SAMPLES - 1]
    return ax.plot(ends, [value + slope * (at - x) for at in ends], color=ink, lw=_LINE, ls=(0, (4, 2)))[0]


def _number_the_step(ax, point, step, lines):
    (x, value), (h, rise, _) = point, step
    a, b = ax.transData.transform([point, (x + h, value + rise)])
    per_point = ax.figure.dpi / 72
    across, up = abs(b - a) / per_point
    below = [((x + h * at, value), "center", "top", 0, -7) for at in (0.5, 0.75)]
    above = [((x + h * at, value), "center", "bottom", 0, 7) for at in (0.5, 0.75)]
    right, left = ((x + h, value + rise / 2), "left", "center", 9, 0), ((x + h, value + rise / 2), "right", "center", -9, 0)
    corner = (x + h, value + rise / 4)
    inside = (corner, "right", "center", -9, 0) if h > 0 else (corner, "left", "center", 9, 0)
    dots = [dot for line in lines for dot in _dots(ax, *line.get_data())]
    if across > _SHORTEST_LEG:
        _label(ax, f"h = {number(h)}", below + above if rise >= 0 else above + below, dots)
    if up > _SHORTEST_LEG:
        _label(ax, say("rise", rise=number(rise)), [right if h > 0 else left, inside, left if h > 0 else right], dots)


def _paint_errors(figure, ax, steps, one, two):
    logs = [math.log10(error) for error in _finite_only([*one, *two]) if error > 0] or [-16]
    low, high = math.floor(min(logs)), max(logs)
    bottom = low - max(1, (high - low) / 12)  # exact hits stand on the bottom edge, apart from the rest
    ax.set(xscale="log", yscale="log", xlim=(2.0, 0.5e-16), ylim=(10**bottom, 10 ** (high + 0.34 * (high - bottom) + 0.5)))
    looks = [("negative", (0, (4, 1.6)), "s", one), ("positive", "-", "o", two)]
    lines = [
        ax.plot(steps, [e or 10**bottom for e in errors], color=_light(colour), ls=style, marker=marker, ms=7, clip_on=False)[0]
        for colour, style, marker, errors in looks
    ]
    across, up, zero = _decades(-16, 0), _decades(low, high), [10**bottom] if 0 in [*one, *two] else []
    _ticks_at(ax.xaxis, across, [*map(_power, across)])
    _ticks_at(ax.yaxis, up + zero, [*map(_power, up), *["0" for _ in zero]])
    _name_axes(ax, say("h axis"), say("error axis"))
    formulas = (say("one side"), "(f(x + h) - f(x)) / h"), (say("both sides"), "(f(x + h) - f(x - h)) / 2h")
    _key(figure, lines, [say("named", name=name, told=formula) for name, formula in formulas])
    _lay_out(figure)
    best = [h for h in (_best(steps, one)[1], _best(steps, two)[1]) if h < 1] or [1.0]
    if any(error > 0 for error in [*one, *two]):
        _name_regions(ax, max(best), min(best))


def _decades(low, high):
    """A few powers of ten from 10**low to 10**high."""
    step = max(1, math.ceil((high - low) / 4))
    return [10.0**n for n in range(math.ceil(low), math.floor(high) + 1) if n % step == 0]


def _ticks_at(axis, places, names):
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

    axis.set_major_locator(FixedLocator(places))
    axis.set_major_formatter(FixedFormatter(names))
    axis.set_minor_locator(NullLocator())


def _name_regions(ax, big, tiny):
    """Tints where h is bigger or tinier than what is best, and says why it is worse there; between them it is about right."""
    start, end = ax.get_xlim()
    for left, right, words, tinted in (
        (start, big, say("h too big"), True), (big, tiny, say("h just right"), False), (tiny, end, say("h too tiny"), True),
    ):  # fmt: skip
        if tinted:
            ax.axvspan(left, right, color=_light("tint"), lw=0, zorder=0)
        text = ax.text(math.sqrt(left * right), 0.97, words, transform=ax.get_xaxis_transform(), ha="center", va="top", linespacing=1.15)
        room = abs(ax.transData.transform((right, 1))[0] - ax.transData.transform((left, 1))[0])
        if _extent(text).width > room:
            text.remove()


def _paint_losses(figure, ax, curves):
    heights = [[_height(loss) for loss in losses] for _, losses in curves]
    _scale_losses(ax, [height for each in heights for height in _finite_only(each)])
    ends = [_paint_loss(ax, n, *curve, heights[n]) for n, curve in enumerate(curves)]
    ax.set_xlim(0, max(1, *(len(losses) - 1 for _, losses in curves)))
    _lay_out(figure)
    column = _name_ends(ax, [end for end, (_, losses) in zip(ends, curves) if _first_broken(losses) is None])
    _lay_out(figure)
    dots = [dot for each in heights for dot in _dots(ax, range(len(each)), each)]
    broken = [end for end, (_, losses) in zip(ends, curves) if _first_broken(losses) is not None]
    crowded = [end for end in broken if not _label(ax, end[0], _around(end[2]), dots, color=end[1])]
    if crowded:
        for text in column:
            text.remove()
        _name_ends(ax, [end for end in ends if end in crowded or end not in broken])
    name, first = curves[0][0], curves[0][1][0]
    if name is None and len(heights[0]) > 1 and math.isfinite(first):
        _label(ax, number(first), _around((0, heights[0][0])), dots, most=0, color=ends[0][1])


def _height(loss):
    return max(-_HUGE, min(loss, _HUGE)) if math.isfinite(loss) else math.nan


def _scale_losses(ax, losses):
    """Losses of very different size, as when one run diverges, are shown on a logarithmic scale."""
    _few_ticks(ax, whole=True)
    low, high = min(losses), max(losses)
    logarithmic = low > 1 / _HUGE and high > 1000 * low
    if logarithmic:
        room = (high / low) ** 0.12 if high / low < _HUGE else 1e30
        ax.set(yscale="log", ylim=(low / room, high * room))
        powers = _decades(math.log10(low / room), math.log10(high * room))
        _ticks_at(ax.yaxis, powers, [*map(_power, powers)])
    else:
        room = 0.12 * (high - low) or 1.0
        ax.set_ylim(low - room, high + room)
    _name_axes(ax, say("step axis"), say("log loss axis") if logarithmic else say("loss axis"))


def _paint_loss(ax, n, name, losses, heights):
    """One line; returns (its words, their colour, the place where it ends)."""
    colour = _light(_LINE_COLOURS[n % len(_LINE_COLOURS)])
    finite = [i for i, height in enumerate(heights) if math.isfinite(height)]
    marker = "o" if len(finite) <= 12 else None
    ax.plot(heights, color=colour, ls=_LINE_STYLES[n % len(_LINE_STYLES)], lw=_THICK - 0.2, marker=marker, ms=6, clip_on=False)
    broken = _first_broken(losses)
    if broken is None:
        return name or number(losses[-1]), colour, (finite[-1], heights[-1])
    last = broken - 1 if broken else finite[0]
    ax.plot(last, heights[last], "X", ms=13, color=colour, mec=_light("paper"), clip_on=False, zorder=6)
    words = say("broken loss", what=number(losses[broken]), step=broken)
    return f"{name}\n{words}" if name else words, colour, (last, heights[last])


def _name_ends(ax, ends):
    """The words for each line right of the plot at the height where it ends, moved apart where they would meet."""
    frame = ax.get_window_extent()
    texts = [ax.text(1.02, 0.5, words, transform=ax.transAxes, color=colour, va="center", linespacing=1.1) for words, colour, _ in ends]
    tall = [_extent(text).height / frame.height + 0.015 for text in texts]
    wanted = [(ax.transData.transform(place)[1] - frame.y0) / frame.height for *_, place in ends]
    for text, height in zip(texts, _moved_apart(wanted, tall)):
        text.set_y(height)
    return texts


def _moved_apart(wanted, tall):
    """Heights close to the wanted ones, in the same order, at which things so tall do not meet; from 0 up, to 1 where there is room."""
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


def _paint_boundary(figure, ax, grid, points, labels, right):
    import numpy as np

    xs, ys, scores = grid[0], grid[1], np.ma.masked_invalid(grid[2])
    ax.set(xlim=(xs[0], xs[-1]), ylim=(ys[0], ys[-1]), aspect="equal")
    low, high = (float(each) if scores.count() else 0.0 for each in (scores.min(), scores.max()))
    far = 1 + max(-low, high)
    ax.contourf(xs, ys, scores, levels=[-far, 0, far], colors=[_light("negative"), _light("positive")], alpha=0.16)
    keys = [_paint_class(ax, label, [p for p, own in zip(points, labels) if own == label]) for label in (1, -1) if label in labels]
    if low < 0 < high:
        faint = [step * share for step in (low, high) for share in (0.25, 0.5, 0.75)]
        ax.contour(xs, ys, scores, levels=sorted(faint), colors=_light("muted"), linewidths=_THIN, alpha=0.7)
        ax.contour(xs, ys, scores, levels=[0], colors=_light("ink"), linewidths=_THICK)
        keys.append((ax.plot([], [], color=_light("ink"), lw=_THICK)[0], say("boundary line")))
    _few_ticks(ax)
    _key(figure, *zip(*keys), columns=3, title=say("right points", right=right, count=len(points)))
    _lay_out(figure)
    for label in (1, -1):
        _name_region(ax, label, [(x, y) for x, column in zip(xs, scores.T) for y, s in zip(ys, column) if s * label > 0], points)


def _paint_class(ax, label, points):
    marker, colour = ("o", "positive") if label > 0 else ("^", "negative")
    marks = ax.scatter(*zip(*points), s=58, marker=marker, color=_light(colour), edgecolors=_light("paper"), linewidths=0.8, zorder=4)
    return marks, say("class", label=f"{label:+d}")


def _name_region(ax, label, places, points):
    """Writes the class into its region, where that is farthest from the points and from the frame."""
    import numpy as np

    if not places:
        return
    spots, dots = ax.transData.transform(places), ax.transData.transform(points)
    frame = ax.get_window_extent()
    from_dots = np.linalg.norm(spots[:, None] - dots[None], axis=2).min(axis=1)
    from_frame = np.minimum(spots - frame.min, frame.max - spots).min(axis=1)
    best = int(np.minimum(from_dots, 1.4 * from_frame).argmax())
    colour = _light("positive" if label > 0 else "negative")
    ax.text(*places[best], f"{label:+d}", color=colour, ha="center", va="center", fontsize=20, weight="bold", zorder=5)


def _paint_descent(figure, ax, grid, path, first, last):
    import numpy as np

    us, vs, heights = grid[0], grid[1], np.ma.masked_invalid(grid[2])
    ax.set(xlim=(us[0], us[-1]), ylim=(vs[0], vs[-1]), aspect="equal")
    _paint_heights(ax, us, vs, heights)
    ax.plot(*zip(*path), color=_light("positive"), lw=_LINE, marker="o", ms=4 if len(path) < 60 else 0)
    _few_ticks(ax)
    _name_axes(ax, "u", "v")
    _lay_out(figure)
    _paint_arrows(ax, path)
    ax.plot(*path[0], "o", ms=11, mfc=_light("paper"), mec=_light("positive"), mew=2.6, zorder=5)
    ax.plot(*path[-1], "s", ms=10, color=_light("positive"), mec=_light("paper"), zorder=5)
    dots = [*_dots(ax, *zip(*path))]
    _label(ax, say("descent start", loss=number(first)), _around(path[0]), dots, weight="bold")
    _label(ax, say("descent end", loss=number(last)), _around(path[-1]), dots, weight="bold")


def _paint_heights(ax, us, vs, heights):
    """Contour lines, each enclosing about as much more of the plot as the last: a bowl gets them evenly. Higher is darker."""
    ordered = sorted(set(heights.compressed().tolist()))
    levels = sorted({ordered[len(ordered) * i // _LEVELS] for i in range(1, _LEVELS)}) if ordered else []
    if len(levels) < 2:
        return
    shades = [0.04 + 0.26 * i / len(levels) for i in range(len(levels))]
    from matplotlib.colors import to_rgba

    ax.contourf(us, vs, heights, levels=levels, extend="max", colors=[to_rgba(_light("muted"), shade) for shade in shades])
    ax.contour(us, vs, heights, levels=levels, colors=_light("line"), linewidths=_THIN)


def _paint_arrows(ax, path):
    from matplotlib.patches import FancyArrowPatch

    shortest = _SHORTEST_ARROW * ax.figure.dpi / 72
    places = ax.transData.transform(path)
    look = {"arrowstyle": "-|>", "mutation_scale": 17, "color": _light("positive"), "lw": _LINE, "shrinkA": 0, "shrinkB": 2, "zorder": 3}
    for a, b, one, other in zip(path, path[1:], places, places[1:]):
        if math.dist(one, other) >= shortest:
            ax.add_patch(FancyArrowPatch(a, b, **look))


# Where words find room.


def _dots(ax, xs, ys):
    """Places along a line, in the pixels of the figure, so close that no word slips between them."""
    ends = ax.transData.transform([(x, y) for x, y in zip(xs, ys) if math.isfinite(x) and math.isfinite(y)])
    for (x, y), (to_x, to_y) in zip(ends, ends[1:]):
        count = min(400, int(math.hypot(to_x - x, to_y - y) / 6) + 1)
        yield from ((x + (to_x - x) * i / count, y + (to_y - y) * i / count) for i in range(count + 1))


def _extent(text):
    """The box of a text, a little wider than measured, as browsers take other fonts; one without Chinese would measure far too little."""
    box = text.get_window_extent().expanded(1.05, 1)
    em = text.get_fontsize() * text.get_figure().dpi / 72
    least = max(width(line) for line in text.get_text().split("\n")) * 0.52 * em
    return box if box.width >= least else box.expanded(least / max(box.width, 1), 1)


def _label(ax, words, sides, dots, most=math.inf, **look):
    """Words where they cover least; tells whether there is such a place inside of the plot and beside all other words.

    Args:
        sides: (the place, ha, va, dx, dy in points) in the order of preference.
        dots: places that should not be covered.
        most: how many of them may be covered.
    """
    dots = list(dots)
    taken = [_extent(text) for text in ax.texts]
    tried = []
    for n, side in enumerate(sides):
        text = _beside(ax, words, *side, look)
        box = _extent(text)
        text.remove()
        if _is_within(box, ax.get_window_extent()) and not any(box.overlaps(other) for other in taken):
            tried.append((sum(box.contains(*dot) for dot in dots), n))
    tried = [one for one in tried if one[0] <= most]
    if tried:
        _beside(ax, words, *sides[min(tried)[1]], look)
    return bool(tried)


def _beside(ax, words, place, ha, va, dx, dy, look):
    return ax.annotate(words, place, (dx, dy), textcoords="offset points", ha=ha, va=va, zorder=6, linespacing=1.1, **look)


def _around(place):
    """The sides of a place, for _label."""
    sides = [("left", 10), ("right", -10), ("center", 0)]
    return [(place, ha, va, dx, dy) for va, dy in (("bottom", 7), ("top", -7), ("center", 0)) for ha, dx in sides if dx or dy]


def _is_within(box, frame):
    return frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1


# The SVG.


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
        f'style="max-width:100%;min-width:{0.6 * wide:.0f}px;height:auto;display:block"><style>{style_sheet()}</style>\n{parts}</svg>\n'
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
    """The style of an element: colours of the palette follow the theme, and our text is set in the browser's own fonts."""
    style = re.sub(rf"'{_LATIN}'[^;]*", SANS, style)
    return re.sub(r"(fill|stroke): (#[0-9a-f]{6})", _themed_colour, style)


def _themed_colour(found):
    what, light = found.groups()
    dark = next((dark for own, dark in COLOURS.values() if own == light), None)
    return found[0] if dark is None else f"{found[0]}; {what}: light-dark({light},{dark})"
