"""viz.slope: its numbers are what f gives, a slope is told only where it is known, and how far off it may be is true."""

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import viz
from lookalikes import InTuples
from micrograd.engine import Value
from pages import sent
from viz.values.functions import slope_at

pytestmark = pytest.mark.usefixtures("english")

PLACES = st.floats(-4, 4)
SMOOTH = {
    "a square": (lambda x: x**2 - 9, lambda x: 2 * x),
    "a cube": (lambda x: x**3 - 2 * x, lambda x: 3 * x**2 - 2),
    "a line": (lambda x: 3 * x + 1, lambda x: 3.0),
    "nothing that moves": (lambda x: 7, lambda x: 0.0),
    "tanh": (math.tanh, lambda x: 1 - math.tanh(x) ** 2),
    "exp": (math.exp, math.exp),
    "a quick wave": (lambda x: math.sin(20 * math.pi * x), lambda x: 20 * math.pi * math.cos(20 * math.pi * x)),
    "a narrow bell": (lambda x: math.exp(-50 * x * x), lambda x: -100 * x * math.exp(-50 * x * x)),
    "large numbers": (lambda x: 1e6 * x * math.sin(x), lambda x: 1e6 * (math.sin(x) + x * math.cos(x))),
    "the size": (abs, lambda x: math.copysign(1, x)),
    "a gate": (lambda x: max(0.0, x), lambda x: float(x > 0)),
    "stairs": (math.floor, lambda x: 0.0),
    "a pole": (lambda x: 1 / x, lambda x: -1 / x**2),
    "a logarithm": (math.log, lambda x: 1 / x),
}  # {name: (f, its slope where it has one)}


def relu(x):
    return x if x > 0 else 0.0


def data(*args, **options):
    return sent(viz.slope(*args, **options).to_html())


def note_at(x, *args, **options):
    return next(note for at, *_, note in data(*args, **options)["places"] if at == x)


@pytest.mark.parametrize("name", SMOOTH)
@given(x=PLACES)
def test_a_slope_that_is_told_is_no_further_off_than_is_said(name, x):
    f, slope = SMOOTH[name]
    told = slope_at(f, x)
    if told.number is not None:
        assert abs(told.number - slope(x)) <= told.left.bound + 4e-16 * abs(slope(x)) + 1e-300


@pytest.mark.parametrize("name", ["a square", "a cube", "a line", "nothing that moves", "tanh", "exp", "a quick wave"])
@pytest.mark.parametrize("x", [-2.0, -0.5, 0.0, 0.1, 0.3, 3.0])
def test_the_slope_of_a_smooth_curve_is_told_to_ten_digits(name, x):
    f, slope = SMOOTH[name]
    assert slope_at(f, x).number == pytest.approx(slope(x), rel=1e-10, abs=1e-10)


@pytest.mark.parametrize(
    "f, x, left, right",
    [
        (relu, 0.0, 0.0, 1.0),
        (abs, 0.0, -1.0, 1.0),
        (lambda x: abs(x - 0.3), 0.3, -1.0, 1.0),
        (lambda x: x if x > 0 else 0.999 * x, 0.0, 0.999, 1.0),
        (math.floor, 1.0, "grows", 0.0),
        (math.sqrt, 0.0, "ends", "grows"),
        (math.asin, 1.0, "grows", "ends"),
        (lambda x: math.copysign(abs(x) ** (1 / 3), x), 0.0, "grows", "grows"),
        (lambda x: x if x >= 0 else math.log(x), 0.0, "ends", 1.0),
        (lambda x: (x + 1e8) - 1e8, 3.0, "unknown", "unknown"),
        (lambda x: math.floor(x * 1e6) / 1e6, 0.5, "unknown", "unknown"),
        (lambda x: x * math.sin(1 / x) if x else 0.0, 0.0, "unknown", "unknown"),
        (lambda x: 1 / x, 0.0, "unknown", "unknown"),
    ],
)
def test_where_there_is_no_one_slope_each_side_is_told_by_itself(f, x, left, right):
    told = slope_at(f, x)
    assert told.number is None
    assert [side.why or side.slope for side in (told.left, told.right)] == [left, right]


def test_the_page_has_what_f_gives_at_each_place_and_each_h():
    calls = set()

    def f(x):
        calls.add(x)
        return math.sin(x)

    found = data(f, 0.5, -0.3, span=(-1, 3))
    steps = [*found["sizes"], *(-size for size in found["sizes"])]
    assert 60 <= len(found["places"]) <= 121 and found["places"][found["start"][0]][0] == 0.5
    assert found["sizes"][found["start"][1]] == 0.3 and found["side"] == -1
    for (x, value, slope, bound, note), rises, errors in zip(found["places"], found["rises"], found["errors"]):
        assert x in calls and value == math.sin(x) and abs(slope - math.cos(x)) <= bound and note == ""
        for h, rise, error in zip(steps, rises, errors):
            true = math.sin(x + h) - math.sin(x)
            assert x + h in calls and rise == pytest.approx(true, rel=1e-6)
            assert error == pytest.approx(abs(true / h - slope), rel=1e-3, abs=1e-12)


def test_the_places_are_round_numbers_with_the_first_one_among_them():
    xs = [place[0] for place in data(relu, 1 / 3, span=(-1, 1))["places"]]
    assert 0 in xs and 0.3 in xs and 1 / 3 in xs and xs[0] == -1 and xs[-1] == 1 and xs == sorted(set(xs))


def test_h_goes_from_large_to_where_nothing_moves():
    found = data(lambda x: x**2, 3)
    assert found["sizes"][:4] == [2, 1, 0.5, 0.2] and found["sizes"][-5:] == [1e-12, 1e-13, 1e-14, 1e-15, 1e-16]
    assert found["rises"][found["start"][0]][len(found["sizes"]) - 1] == 0


def test_at_a_corner_both_slopes_are_told_and_no_tangent():
    found = data(relu, 1)
    assert next(place for place in found["places"] if place[0] == 0)[2:] == [
        None,
        0,
        "There is no one slope here. From the left: 0. From the right: 1.",
    ]
    assert note_at(0, relu, 1, slope=lambda x: float(x > 0)).endswith("The tangent has the slope that was given, 0.")


def test_a_given_slope_that_the_curve_does_not_have_is_told():
    assert (
        note_at(2, lambda x: x**2, 3, slope=lambda x: 3 * x)
        == "The slope that was given here is 6, but nudging tells 4."
    )
    assert note_at(2, lambda x: x**2, 3, slope=lambda x: 2 * x) == ""
    assert note_at(2, lambda x: x**2, 2, slope=4.0) == "" != note_at(2, lambda x: x**2, 2, slope=5)


def test_two_numbers_that_look_alike_are_told_with_the_digits_that_differ():
    nearly = note_at(0, lambda x: x if x > 0 else 1.00001 * x, 1)
    assert nearly == "There is no one slope here. From the left: 1.00001. From the right: 1.00000."
    assert "2.00001" in note_at(1, lambda x: x**2, 1, slope=2.00001)


def test_a_gap_is_told_and_has_no_numbers():
    found = data(math.log, 1.0, span=2)
    at = next(k for k, place in enumerate(found["places"]) if place[0] == -0.5)
    assert found["places"][at][1:3] == [None, None] and found["places"][at][4] == "f has no value at this x."
    assert set(found["rises"][at]) == {None} and "In a part of this range f has no value." in repr(
        viz.slope(math.log, 1.0)
    )


@pytest.mark.parametrize(
    "f, jumps",
    [(math.floor, [0, 1, 2, 3]), (lambda x: 1 / (x - 0.333), [0.333]), (relu, []), (lambda x: 40 * x**3, [])],
)
def test_nothing_connects_the_curve_where_it_jumps(f, jumps):
    assert [round(at, 9) for at in viz.slope(f, 1.0, span=1).nudges.jumps if -1.5 < at < 3.5] == jumps


@pytest.mark.parametrize("cls", [Value, InTuples])
def test_a_function_of_values_is_asked_with_values(cls):
    told = sent(viz.slope(lambda v: v * v + v, cls(2.0)).to_html())
    assert told["places"][told["start"][0]][:3] == [2, 6, 5]


def test_what_f_prints_does_not_bury_the_picture(capsys):
    viz.slope(lambda x: print(x) or x, 1.0)
    assert capsys.readouterr().out == ""


def test_a_slow_function_is_asked_less_often():
    clock = iter(range(10**6))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.perf_counter", lambda: next(clock) * 0.05)
        assert len(viz.slope(lambda x: x, 1.0).nudges.places) <= 12


@pytest.mark.parametrize(
    "call, error, told",
    [
        (lambda: viz.slope(3, 1), TypeError, "f should be a function"),
        (lambda: viz.slope(relu, "a"), TypeError, "x should be one number"),
        (lambda: viz.slope(relu, math.inf), ValueError, "x should be a finite number"),
        (lambda: viz.slope(relu, 1, 0), ValueError, "cannot be 0"),
        (lambda: viz.slope(relu, 1, None), TypeError, "h should be one number"),
        (lambda: viz.slope(lambda x: "a", 1), TypeError, r"f\(1.0\) should be one number"),
        (lambda: viz.slope(lambda x: x.relu(), 1), ValueError, r"f\(1.0\) has no value \(AttributeError"),
        (lambda: viz.slope(lambda x: exit(), 1), ValueError, r"f\(1.0\) has no value \(SystemExit"),
        (lambda: viz.slope(relu, 1, slope="a"), TypeError, "slope should be one number"),
        (lambda: viz.slope(relu, 1, span=0), ValueError, "span should be above 0"),
        (lambda: viz.slope(relu, 1, span=(2, 3)), ValueError, r"x = 1.0 between them; not \(2, 3\)"),
        (lambda: viz.slope(relu, 1, span=(0, 1, 2)), ValueError, "span says how far"),
        (lambda: viz.slope(relu, 1, span=(0, math.nan)), ValueError, r"span\[1\] should be a finite number"),
        (lambda: viz.slope(relu, 1e300, span=1), ValueError, "span says how far"),
        (lambda: viz.slope(relu, 0, span=1e308), ValueError, "span says how far"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told_at_once(call, error, told):
    with pytest.raises(error, match=told):
        call()


@pytest.mark.parametrize(
    "make",
    [
        lambda: viz.slope(lambda x: 10.0 ** (100 * x), 1.0),
        lambda: viz.slope(lambda x: 1e300 * x, 1.0),
        lambda: viz.slope(lambda x: 1e-300 * x, 1.0),
        lambda: viz.slope(lambda x: 10**400 if x > 1 else 0, 1.0),
        lambda: viz.slope(lambda x: x**0.5, 0.0),
        lambda: viz.slope(relu, 1e16, span=3),
        lambda: viz.slope(math.sin, 1.0, span=1e-9),
        lambda: viz.slope(math.sin, 1.0, 1e-20),
        lambda: viz.slope(math.sin, 1.0, 1e9),
        lambda: viz.slope(math.sin, 0, span=1e100),
        lambda: viz.slope({1.0: 2.0}.__getitem__, 1.0),
    ],
)
def test_the_still_picture_of_odd_numbers_is_right_and_the_page_can_be_sent(make):
    shown = make()
    svg = ElementTree.fromstring(shown.to_svg())
    numbers = [value for element in svg.iter() for value in element.attrib.values()]
    assert all("nan" not in value and "inf" not in value for value in numbers if "curve" not in value)
    assert sent(shown.to_html())["places"]


def test_it_is_saved_as_every_output_is(tmp_path):
    shown = viz.slope(math.tanh, 0.5)
    for name in ("slope.html", "slope.svg", "slope.png"):
        assert shown.save(tmp_path / name).stat().st_size > 1000
    assert repr(shown) == (
        "The curve of f for x from -1.5 to 2.5, with the point x = 0.5, f(x) = 0.4621.\n"
        "The tangent at this point has the slope 0.7864.\n"
        "A step of h = 1.0, to x = 1.5, makes f rise by 0.443: the secant through both points has the slope 0.443 / 1.0 = 0.443."
    )
