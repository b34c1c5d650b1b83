"""viz.plots: the numbers are true, the words stand in their places, the SVG is safe, and nothing else of matplotlib
is touched.
"""

import itertools
import math
import random
import re
from functools import cache
from unittest import mock
from xml.etree import ElementTree

import pytest

import viz
from micrograd.engine import Value
from micrograd.moons import moons
from micrograd.nn import MLP
from viz import plots
from viz.drawing.palette import COLOURS
from viz.plots import figures
from viz.plots.matplotlib_sheet import MatplotlibSheet
from viz.plots.sheet import dots_along

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [(0.0, 1.0), (1.0, 2.0), (2.0, 0.5), (0.0, -1.0), (1.0, -2.0), (2.0, -0.3)]
LABELS = [1, 1, 1, -1, -1, -1]
STOREYS = [4, 8, 12, 16, 18]
PATHS, WALK = [13e-6, 83e-6, 1.3e-3, 19e-3, 77e-3], [15e-6, 7e-6, 7e-6, 12e-6, 22e-6]  # seconds


pytestmark = pytest.mark.usefixtures("english")


def square(x):
    return x**2


def bowl(u, v):
    return u**2 + 3 * v**2


def way(steps=6, rate=0.1):
    path = [(-2.0, 1.2)]
    for _ in range(steps):
        u, v = path[-1]
        path.append((u - rate * 2 * u, v - rate * 6 * v))
    return path


def upper(point):
    return point[1]


def nowhere(x):
    raise ArithmeticError("nowhere")


EXAMPLES = {
    "tangent": lambda: plots.tangent(square, 3),
    "big step": lambda: plots.tangent(square, 3, h=1.5),
    "small step": lambda: plots.tangent(square, 3, h=0.3),
    "step to the left": lambda: plots.tangent(square, 3, h=-0.3),
    "tiny step": lambda: plots.tangent(square, 3, h=1e-7),
    "falling": lambda: plots.tangent(lambda x: -(x**3) + 2 * x, 1.0, h=0.8),
    "kink": lambda: plots.tangent(abs, 0, h=1),
    "pole": lambda: plots.tangent(lambda x: 1 / x, 0.5, h=0.4),
    "slope error": lambda: plots.slope_error(lambda x: x**3, 2, 12),
    "slope error, one exact": lambda: plots.slope_error(square, 3, 6),
    "slope error, all exact": lambda: plots.slope_error(lambda x: 0, 0, 0),
    "loss": lambda: plots.loss_curve([2 * 0.95**i for i in range(100)]),
    "losses that end alike": lambda: plots.loss_curve({f"lr {i}": [2.0, 1.0 + i / 1000] for i in range(8)}),
    "losses that break": lambda: plots.loss_curve(
        {"lr 0.1": [2, 1, 0.5, 0.4], "lr 1": [2, 9, math.nan], "lr 2": [2, 1e5, math.inf]}
    ),
    "no losses yet": lambda: plots.loss_curve([]),
    "losses beside none": lambda: plots.loss_curve({"lr 0.1": [2, 1, 0.5], "lr 1": [], "lr 2": [math.nan]}),
    "losses that all break": lambda: plots.loss_curve({f"lr {i}": [1 + i / 1000, math.nan, 1.0] for i in range(8)}),
    "boundary": lambda: plots.decision_boundary(upper, POINTS, LABELS),
    "no boundary": lambda: plots.decision_boundary(lambda point: -1.0, POINTS, LABELS),
    "paths and walk": lambda: plots.paths_and_walk(STOREYS, PATHS, WALK),
    "a walk that was held up": lambda: plots.paths_and_walk(STOREYS, PATHS, [*WALK[:3], 16e-3, WALK[4]]),
    "many towers": lambda: plots.paths_and_walk(range(1, 60), [2.0**n for n in range(59)], [1e-6] * 59),
    "paths without a walk": lambda: plots.paths_and_walk(STOREYS, PATHS, [0.0] * 5),
    "no time at all": lambda: plots.paths_and_walk([1, 2], [0, 0], [0, 0]),
    "descent": lambda: plots.descent(bowl, way()),
    "descent to and fro": lambda: plots.descent(bowl, way(12, 0.31)),
    "descent without a step": lambda: plots.descent(bowl, [(1, 1), (1, 1)]),
}
each_example = pytest.mark.parametrize("name", EXAMPLES)
one_of_each = pytest.mark.parametrize(
    "name", ["big step", "slope error", "losses that break", "boundary", "paths and walk", "descent"]
)


@cache
def made(name, language="en"):
    """One of the examples, for tests that only look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        return EXAMPLES[name]()


@cache
def svg_made(name):
    """The SVG of an example that nobody has looked at: each drawing moves the layout by a fraction of a pixel."""
    return svg_of(EXAMPLES[name]())


def words(figure):
    """Every text that is really drawn: matplotlib keeps some more, such as labels of ticks outside of the axes."""
    from matplotlib.text import Text

    drawn, draw = {}, Text.draw
    with mock.patch.object(Text, "draw", lambda text, renderer: (drawn.setdefault(text), draw(text, renderer))):
        figure.draw_without_rendering()
    return [text for text in drawn if text.get_text().strip() and text.get_visible()]


@cache
def words_made(name, language="en"):
    return words(made(name, language))


def said(figure):
    return " | ".join(text.get_text() for text in words(figure))


def lines(figure):
    return figure.axes[0].get_lines()


def svg_of(figure):
    return re.search(r"<svg.*?</svg>", figure._repr_mimebundle_()["text/html"], re.DOTALL)[0]


# The numbers.


def test_the_tangent_has_the_slope_of_the_derivative():
    figure = plots.tangent(math.sin, 1.0)
    (x0, x1), (y0, y1) = lines(figure)[1].get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(math.cos(1.0), rel=1e-6)
    assert y0 + (y1 - y0) * (1.0 - x0) / (x1 - x0) == pytest.approx(math.sin(1.0))
    assert "tangent: slope 0.5403" in said(figure) and "slope 0.5403" in figure.description


def test_the_step_the_rise_and_their_quotient_are_told():
    figure = plots.tangent(square, 3, h=1.5)
    shown = said(figure)
    assert (
        "secant: rise / h = 11.25 / 1.5 = 7.5" in shown
        and "h = 1.5" in shown.split(" | ")
        and "rise 11.25" in shown.split(" | ")
    )
    assert "11.25 / 1.5 = 7.5" in figure.description and "slope 6.0" in figure.description


def test_a_step_to_the_left_has_a_negative_rise():
    assert "-1.71 / -0.3 = 5.7" in said(plots.tangent(square, 3, h=-0.3))


def test_a_tiny_triangle_bears_no_numbers_of_its_own():
    shown = said(plots.tangent(square, 3, h=1e-7)).split(" | ")
    assert not [text for text in shown if text.startswith(("h =", "rise"))]
    assert any(text.startswith("secant: rise / h = ") for text in shown)


def test_the_curve_is_shown_as_far_as_the_span():
    xs = lines(plots.tangent(square, 3, span=0.5))[0].get_xdata()
    assert (xs[0], xs[-1]) == (2.5, 3.5)


def test_the_second_point_is_always_in_view():
    figure = plots.tangent(square, 0, h=-7)
    low, high = figure.axes[0].get_xlim()
    assert low < -7 and figure.axes[0].get_ylim()[1] > 49


def test_a_curve_has_a_gap_where_the_function_has_no_value():
    figure = plots.tangent(math.sqrt, 0.5)
    xs, ys = lines(figure)[0].get_data()
    assert all(math.isnan(y) == (x < 0) for x, y in zip(xs, ys)) and math.isnan(ys[0])
    assert "f has no value" in figure.description and "no value" not in plots.tangent(square, 1).description


def test_nothing_connects_the_two_branches_of_a_pole():
    ys = lines(plots.tangent(lambda x: 1 / x, 0.51))[0].get_ydata()
    assert not any(one < -5 and other > 5 for one, other in itertools.pairwise(ys))


@pytest.mark.parametrize(
    "f, x, told",
    [
        (lambda x: max(0.0, x), 0, "slope 0.0 on its left, 1.0 on its right"),
        (abs, 0, "slope -1.0 on its left, 1.0 on its right"),
        (math.sqrt, 0, "no slope here"),
        (math.floor, 1, "no slope here"),
        (lambda x: 500 * x * x, 0, "slope 0.0"),
        (lambda x: 1e4 * x, 0, "slope 10000"),
        (math.cos, 0, "slope 0.0"),
    ],
)
def test_a_kink_or_a_jump_has_no_tangent_and_a_sharp_bend_has_one(f, x, told):
    figure = plots.tangent(f, x)
    assert told in said(figure) and told in figure.description
    assert ("tangent: slope" in said(figure)) == (not told.startswith("no") and "left" not in told)


def test_errors_of_the_nudged_slopes_are_those_of_the_formulas():
    one, two = lines(plots.slope_error(math.exp, 0.5, math.exp(0.5)))[:2]
    steps = [10.0**-n for n in range(17)]
    true = math.exp(0.5)
    assert list(one.get_xdata()) == steps
    assert list(one.get_ydata()) == pytest.approx([abs((math.exp(0.5 + h) - true) / h - true) for h in steps])
    assert list(two.get_ydata()) == pytest.approx(
        [abs((math.exp(0.5 + h) - math.exp(0.5 - h)) / (2 * h) - true) for h in steps]
    )


def test_the_smallest_errors_are_told_with_their_h():
    told = plots.slope_error(lambda x: x**3, 2, 12).description
    one, both = (
        re.search(rf"Nudged to {name}:.*smallest at h = (\S+)", told)[1] for name in ("one side", "both sides")
    )
    assert one == "1e-8" and both == "1e-5"


def test_h_gets_smaller_to_the_right_and_both_ends_are_named():
    figure = plots.slope_error(lambda x: x**3, 2, 12)
    left, right = figure.axes[0].get_xlim()
    assert left > 1 > 1e-16 > right
    big, tiny = (
        next(text for text in words(figure) if text.get_text().startswith(start))
        for start in ("h too big", "h too tiny")
    )
    assert big.get_position()[0] > 1e-5 and tiny.get_position()[0] < 1e-8


def test_exact_hits_stand_on_the_bottom_edge():
    figure = plots.slope_error(square, 3, 6)
    bottom = figure.axes[0].get_ylim()[0]
    assert lines(figure)[1].get_ydata()[0] == pytest.approx(bottom) and min(lines(figure)[0].get_ydata()) > bottom
    assert "0" in said(figure).split(" | ")
    assert "0" not in said(plots.slope_error(lambda x: x**3, 2, 12)).split(" | ")


def test_no_region_is_named_where_no_error_is():
    assert "rounding" not in said(plots.slope_error(lambda x: 0, 0, 0))
    assert "bends" not in said(plots.slope_error(lambda x: 3 * x, 2, 3))


def test_losses_are_drawn_as_they_are():
    losses = [3.0, 1.5, Value(0.75)]
    figure = plots.loss_curve(losses)
    assert list(lines(figure)[0].get_ydata()) == [3.0, 1.5, 0.75]
    assert {"3.0", "0.75"} <= set(said(figure).split(" | "))
    assert figure.description == "The loss over 3 steps: 3.0 at first, 0.75 at last, lowest at step 2 (0.75)."


@pytest.mark.parametrize("given", [({"slow": [3, 2], "fast": [3, 1]},), ([[3, 2], [3, 1]], ["slow", "fast"])])
def test_several_losses_differ_in_colour_and_in_style_and_bear_their_names(given):
    figure = plots.loss_curve(*given)
    slow, fast = lines(figure)
    assert slow.get_color() != fast.get_color() and slow._unscaled_dash_pattern != fast._unscaled_dash_pattern
    coloured = {text.get_text(): text.get_color() for text in words(figure)}
    assert coloured["slow"] == slow.get_color() and coloured["fast"] == fast.get_color()


def test_eight_losses_are_eight_different_lines():
    drawn = lines(plots.loss_curve([[2, 1]] * 8))
    assert len({(line.get_color(), str(line._unscaled_dash_pattern)) for line in drawn}) == 8


@pytest.mark.parametrize("end", [math.nan, math.inf])
def test_a_loss_that_is_no_number_any_more_is_marked_where_the_line_ends(end):
    figure = plots.loss_curve([2.0, 5.0, end, end])
    mark = lines(figure)[-1]
    assert mark.get_marker() == "X" and (mark.get_xdata()[0], mark.get_ydata()[0]) == (1, 5.0)
    assert f"{end} at step 2" in said(figure) and f"At step 2 it becomes {end}." in figure.description


def test_losses_of_very_different_size_are_told_apart_on_a_logarithmic_scale():
    assert plots.loss_curve([[1, 1e6], [1, 0.5]]).axes[0].get_yscale() == "log"
    assert (
        plots.loss_curve([1.0, 0.1]).axes[0].get_yscale()
        == plots.loss_curve([1e9, -1.0]).axes[0].get_yscale()
        == "linear"
    )


def test_a_diverging_loss_can_be_as_large_as_a_float(recwarn):
    figure = plots.loss_curve([2.0, 1e100, 1e308, math.inf])
    assert "inf at step 3" in said(figure) and not recwarn.list


def test_the_boundary_is_where_the_score_is_0():
    figure = plots.decision_boundary(lambda point: point[1] - 0.5 * point[0] + 0.1, POINTS, LABELS)
    boundary = next(
        each
        for each in figure.axes[0].collections
        if getattr(each, "levels", None) is not None and list(each.levels) == [0]
    )
    places = [place for path in boundary.get_paths() for place in path.vertices]
    assert len(places) > 5 and all(y == pytest.approx(0.5 * x - 0.1, abs=1e-6) for x, y in places)


def test_the_classes_have_their_own_marks_and_stand_in_their_own_regions():
    figure = plots.decision_boundary(upper, POINTS, LABELS)
    positive, negative = lines(figure)[:2]
    assert [*zip(*positive.get_data())] == POINTS[:3] and [*zip(*negative.get_data())] == POINTS[3:]
    assert positive.get_marker() != negative.get_marker()
    names = {text.get_text(): text.get_position() for text in figure.axes[0].texts}
    assert names["+1"][1] > 0 > names["-1"][1]


@pytest.mark.parametrize("seed, steps", [(20, 6), (25, 4), (37, 2)])
def test_the_names_of_two_regions_never_lie_on_each_other(seed, steps):
    """Networks in training, whose one region is a strip: its best place was beside the other's."""
    model, (points, labels) = MLP(2, [4, 1], rng=random.Random(seed)), moons(60)
    for _ in range(steps):
        loss = sum((1 - label * model(point)).relu() for label, point in zip(labels, points)) / len(points)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= 0.5 * p.grad
    plot = plots.decision_boundary(model, points, labels)
    plot.canvas.draw()
    one, other = (text.get_window_extent() for text in plot.axes[0].texts if text.get_text() in ("+1", "-1"))
    assert not one.overlaps(other)


def test_points_on_their_own_side_are_counted():
    figure = plots.decision_boundary(upper, POINTS, [1, 1, -1, -1, -1, -1])
    assert "5 of 6 points" in said(figure)
    assert "6 points, 2 of class +1 and 4 of class -1: 5 of them" in figure.description


def test_a_model_may_give_values_and_is_asked_for_pairs_at_few_places():
    asked = []

    def model(point):
        asked.append(point)
        return Value(point[0]) - 1.0

    figure = plots.decision_boundary(model, POINTS, LABELS)
    assert len(asked) <= 900 + len(POINTS) and all(type(point) is list and len(point) == 2 for point in asked)
    assert "decision boundary: score 0" in said(figure)


@pytest.mark.parametrize("nothing", [[], {}])
def test_a_training_that_has_not_begun_has_empty_axes(nothing):
    figure = plots.loss_curve(nothing)
    assert figure.axes[0].get_xlabel() == "step" and figure.axes[0].get_ylabel() == "loss" and not lines(figure)
    assert "no loss yet" in said(figure).split(" | ") and figure.description == "There is no loss yet."


def test_a_run_that_has_not_begun_stands_beside_those_that_have():
    figure = plots.loss_curve({"lr 0.1": [2, 1], "lr 1": []})
    assert "lr 1\nno loss yet" in said(figure).split(" | ") and "lr 1: There is no loss yet." in figure.description


def test_losses_of_which_none_is_finite_are_told_so():
    figure = plots.loss_curve([math.nan, math.inf])
    assert (
        "nan at step 0" in said(figure).split(" | ")
        and figure.description == "None of the 2 losses is a finite number; the first is nan."
    )
    assert "lr 1\nnan at step 0" in said(plots.loss_curve({"lr 0.1": [2, 1], "lr 1": [math.nan]})).split(" | ")


def test_a_model_with_one_answer_has_no_boundary_in_view():
    figure = plots.decision_boundary(lambda point: -1.0, POINTS, LABELS)
    assert "decision boundary" not in said(figure) and "No boundary is in view" in figure.description


def test_an_error_of_the_model_is_not_hidden():
    with pytest.raises(ArithmeticError, match="nowhere"):
        plots.decision_boundary(nowhere, POINTS, LABELS)


def test_a_descent_shows_every_place_and_the_loss_at_both_ends():
    path = way()
    figure = plots.descent(bowl, path)
    assert list(zip(*lines(figure)[0].get_data())) == path
    assert "start: loss 8.32" in said(figure) and f"end: loss {viz.words.text.number(bowl(*path[-1]))}" in said(figure)
    assert "in 6 steps: from (-2.0, 1.2) with loss 8.32" in figure.description


def test_long_steps_are_arrows():
    assert len(plots.descent(bowl, [(0, 0), (1, 0), (2, 0), (2, 0.001)]).axes[0].patches) == 2


def test_times_are_drawn_as_they_were_measured_on_a_scale_of_powers():
    figure = plots.paths_and_walk(STOREYS, PATHS, WALK)
    paths, walk = lines(figure)[-2:]
    assert list(paths.get_ydata()) == PATHS and list(walk.get_ydata()) == WALK
    assert list(paths.get_xdata()) == STOREYS and figure.axes[0].get_yscale() == "log"
    assert {"4", "8", "12", "16", "18", "10 ms"} <= set(said(figure).split(" | "))
    assert "one walk back: 15 µs at first, 22 µs at last." in figure.description.splitlines()


def test_how_many_times_as_long_the_paths_take_stands_beside_the_gap():
    figure = plots.paths_and_walk(STOREYS, PATHS, WALK)
    assert "3,500 times as long" in said(figure).split(" | ")
    assert "At 18 storeys the paths take 3,500 times as long as the walk." in figure.description.splitlines()


@pytest.mark.parametrize("walk", [[0.0] * 5, [*WALK[:4], 0.0], [*WALK[:4], 1.0]])
def test_no_gap_is_told_where_none_was_measured(walk):
    figure = plots.paths_and_walk(STOREYS, PATHS, walk)
    assert "times as long" not in said(figure) + figure.description


@pytest.mark.parametrize("name", ["paths and walk", "a walk that was held up"])
def test_no_line_runs_through_how_many_times_as_long_the_paths_take(name):
    figure = made(name)
    (told,) = [text for text in words_made(name) if "times as long" in text.get_text()]
    sheet = MatplotlibSheet(figure, figure.axes[0])
    dots = [dot for line in lines(figure)[-2:] for dot in dots_along(sheet, zip(*line.get_data()))]
    assert dots and not any(told.get_window_extent().contains(*dot) for dot in dots)


def test_a_time_can_be_as_large_as_a_float(recwarn):
    assert svg_of(plots.paths_and_walk([1, 2], [1.0, 1e308], [1e-6, 5e-324])) and not recwarn.list


def test_a_time_that_the_clock_was_too_coarse_for_has_no_place_on_the_scale():
    walk = lines(plots.paths_and_walk(STOREYS, PATHS, [0.0, *WALK[1:]]))[-1]
    assert math.isnan(walk.get_ydata()[0]) and list(walk.get_ydata()[1:]) == WALK[1:]


def test_a_step_to_the_right_is_as_long_as_one_upwards():
    assert plots.descent(bowl, way()).axes[0].get_aspect() == 1


def test_a_descent_is_shown_as_far_as_it_is_finite():
    assert "in 1 step" in plots.descent(bowl, [(1, 1), (2, 2), (math.nan, 1), (3, 3)]).description


# What comes in wrong.


@pytest.mark.parametrize(
    "call, error, told",
    [
        (lambda: plots.tangent(3, 1), TypeError, r"f should be a function, such as lambda x: x\*\*2; this is int: 3"),
        (lambda: plots.tangent(square, "a"), TypeError, "x should be one number, but is str: 'a'"),
        (lambda: plots.tangent(square, math.nan), ValueError, "x should be a finite number, but is nan"),
        (lambda: plots.tangent(square, 1, h=0), ValueError, "cannot be 0"),
        (lambda: plots.tangent(square, 1, span=-1), ValueError, "span should be above 0, but is -1"),
        (lambda: plots.tangent(lambda x: [x], 1), TypeError, r"f\(1.0\) should be one number, but is list: \[1.0\]"),
        (lambda: plots.tangent(lambda x: 1 / x, 0), ValueError, r"f\(0.0\) has no value \(ZeroDivisionError"),
        (lambda: plots.tangent(math.log, 1, h=-1), ValueError, r"f\(0.0\) has no value"),
        (lambda: plots.slope_error(lambda x: {0: 1.0}[x], 0, 1), ValueError, "no value right of x = 0.0"),
        (lambda: plots.slope_error(square, 1, None), TypeError, "slope should be one number"),
        (lambda: plots.loss_curve(3), TypeError, "losses should be a list, but is int: 3"),
        (lambda: plots.loss_curve([1, "a"]), TypeError, r"losses\[1\] should be one number"),
        (lambda: plots.loss_curve([[1]] * 9), ValueError, "9 curves in one plot"),
        (lambda: plots.loss_curve([[1], [2]], ["a"]), ValueError, "1 label for 2 curves"),
        (lambda: plots.decision_boundary(None, POINTS, LABELS), TypeError, "model should be a function"),
        (
            lambda: plots.decision_boundary(lambda p: p, POINTS, LABELS),
            TypeError,
            r"model\(\[0.0, 1.0\]\) should be one number",
        ),
        (lambda: plots.decision_boundary(upper, [], []), ValueError, "points needs at least 1"),
        (lambda: plots.decision_boundary(upper, [(1, 2, 3)], [1]), TypeError, r"points\[0\] should be a pair"),
        (
            lambda: plots.decision_boundary(upper, [(1, math.inf)], [1]),
            ValueError,
            r"points\[0\] should be a finite number",
        ),
        (lambda: plots.decision_boundary(upper, POINTS, [1]), ValueError, "1 label for 6 points"),
        (lambda: plots.decision_boundary(upper, [(1, 2)], [0]), ValueError, r"labels\[0\] should be -1 or 1, but is 0"),
        (lambda: plots.paths_and_walk(3, [1], [1]), TypeError, "storeys should be a list, but is int: 3"),
        (lambda: plots.paths_and_walk([4], [1], [1]), ValueError, r"each larger than the one before, but is \[4\]"),
        (lambda: plots.paths_and_walk([4, 4], [1, 1], [1, 1]), ValueError, "storeys should be two or more numbers"),
        (lambda: plots.paths_and_walk([4, 8], [1], [1, 1]), ValueError, "paths has 1 time for 2 towers"),
        (lambda: plots.paths_and_walk([4, 8], [1, "a"], [1, 1]), TypeError, r"paths\[1\] should be one number"),
        (lambda: plots.paths_and_walk([4, 8], [1, 1], [1, -1]), ValueError, r"walk\[1\] should not be below 0"),
        (lambda: plots.paths_and_walk([4, 8], [1, 1], [1, math.nan]), ValueError, r"walk\[1\] should be a finite"),
        (lambda: plots.descent(bowl, [(1, 1)]), ValueError, "path needs at least 2"),
        (lambda: plots.descent(square, way()), ValueError, r"f\(-2.0, 1.2\) has no value \(TypeError"),
    ],
)
def test_what_cannot_be_drawn_is_told_at_once(call, error, told):
    with pytest.raises(error, match=told):
        call()


# How it looks.


@each_example
@pytest.mark.parametrize("language", viz.words.messages.LANGUAGES)
def test_no_word_is_cut_off_or_meets_another(name, language):
    boxes = {text: text.get_window_extent() for text in words_made(name, language)}
    frame = made(name, language).bbox
    for text, box in boxes.items():
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1, text
    pairs = [(one, other) for one in boxes for other in boxes if id(one) < id(other)]
    assert len(boxes) >= 5  # both axes, their ends, and what is said
    assert not [(one, other) for one, other in pairs if boxes[one].padded(-0.5).overlaps(boxes[other].padded(-0.5))]


@each_example
def test_words_are_large_enough_for_the_last_row(name):
    assert min(text.get_fontsize() for text in words_made(name)) >= 12


@one_of_each
def test_both_languages_are_spoken(name):
    english, chinese = (made(name, language) for language in ("en", "zh-TW"))
    chinese_letter = re.compile(r"[\u4e00-\u9fff]")
    assert not chinese_letter.search(said(english) + english.description)
    assert chinese_letter.search(said(chinese)) and not re.search(
        r"[A-Za-z]{5,}", said(chinese) + " " + chinese.description
    )


def test_the_colour_of_a_tangent_is_that_of_the_sign_of_its_slope():
    colours = [lines(plots.tangent(f, 1))[1].get_color() for f in (lambda x: x, lambda x: -x, lambda x: 1.0)]
    assert colours == [COLOURS[name][0] for name in ("positive", "negative", "ink")]


# The SVG.


@one_of_each
def test_colours_follow_the_theme(name):
    svg = svg_made(name)
    light, dark = COLOURS["ink"]
    assert f"light-dark({light},{dark})" in svg.partition("</style>")[2]
    for style in re.findall(r'style="([^"]*)"', svg.partition("</style>")[2]):
        for what, colour in re.findall(r"(fill|stroke): (#\w{6})", style):
            assert f"{what}: light-dark({colour}," in style, style


def test_the_page_shows_through():
    assert COLOURS["paper"][0] not in svg_made("tangent").partition("</style>")[2]


@one_of_each
def test_the_svg_is_well_formed_described_and_reaches_nothing_around_it(name):
    figure = made(name)
    root = ElementTree.fromstring(svg_made(name))
    assert root.tag == f"{SVG}svg" and root.get("role") == "img" and root.get("class") == "mg"
    assert root.get("aria-label").split() == figure.description.split() and "max-width:100%" in root.get("style")
    assert [sheet.text for sheet in root.iter(f"{SVG}style")] == [viz.drawing.palette.style_sheet()]
    assert not any("http" in value for element in root.iter() for value in element.attrib.values())


@one_of_each
def test_ids_are_referred_to_and_belong_to_the_contents(name):
    svg = svg_made(name)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) and {each.rpartition("-")[0] for each in ids} == {ids[0].rpartition("-")[0]}
    assert set(ids) == set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    other = svg_made("tangent")
    assert not set(ids) & set(re.findall(r'\bid="([^"]+)"', other)) and 'id="' in other


@one_of_each
def test_the_same_plot_gives_the_same_output(name):
    figure = EXAMPLES[name]()
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"} and svg_made(name) in bundle["text/html"]
    assert bundle["text/plain"] == repr(figure) == figure.description == made(name).description


def test_hostile_names_stay_words():
    name = "<b>&\"'$x^2$\x00"
    figure = plots.loss_curve({name: [2, 1], "fill: #1f2328": [2, 0]})
    svg = svg_of(figure)
    texts = [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert "<b>&\"'$x^2$\ufffd" in texts and "fill: #1f2328" in texts
    assert "<b>" not in figure._repr_mimebundle_()["text/html"]


def test_a_long_name_is_cut():
    assert "n" * 15 + "…" in said(plots.loss_curve({"n" * 500: [2, 1]})).split(" | ")


def test_the_font_is_the_browsers_own():
    assert "DejaVu" not in svg_of(plots.tangent(square, 3))


# An ordinary Figure that leaves matplotlib alone.


@one_of_each
def test_a_plot_is_a_figure_that_people_can_change(name, tmp_path):
    from matplotlib.figure import Figure

    figure = EXAMPLES[name]()
    assert isinstance(figure, Figure) and isinstance(figure, figures.Plot)
    figure.axes[0].set_title("mine and only mine")
    assert "mine and only mine" in svg_of(figure)
    figure.savefig(tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 5000


@one_of_each
def test_the_users_settings_neither_change_nor_matter(name):
    import matplotlib

    usual = svg_made(name)
    with matplotlib.rc_context({"font.size": 40, "lines.linewidth": 9, "axes.facecolor": "red", "text.color": "lime"}):
        before = dict(matplotlib.rcParams)
        changed = svg_of(EXAMPLES[name]())
        assert dict(matplotlib.rcParams) == before
    assert changed == usual


def test_no_figure_of_pyplot_is_left():
    from matplotlib import _pylab_helpers

    plots.tangent(square, 3)._repr_mimebundle_()
    assert not _pylab_helpers.Gcf.figs


def test_a_machine_without_chinese_fonts_is_not_warned(monkeypatch, recwarn):
    monkeypatch.setattr(figures, "_families", lambda: ["DejaVu Sans"])
    monkeypatch.setattr("viz.words.messages._current", "zh-TW")
    assert "切線：斜率 6.0" in svg_of(plots.tangent(square, 3, h=1))
    assert not recwarn.list


def test_the_first_loss_is_named_only_where_its_name_covers_no_line():
    steep = [0.9628, 0.85, 1.13, 0.6, *(0.5 * 0.9**k for k in range(36))]
    assert "0.9628" not in [text.get_text() for text in viz.plots.loss_curve(steep).axes[0].texts]
    assert "3.0" in [text.get_text() for text in viz.plots.loss_curve([3.0, 2.5, 1.0, 0.5]).axes[0].texts]
