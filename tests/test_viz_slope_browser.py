"""viz.slope in a real browser: by mouse, finger and keys, with what is seen and what a screen reader hears."""

import math
import re

import pytest

import viz
from pages import opened, press, violations
from viz.words.messages import say

pytestmark = pytest.mark.usefixtures("english")
STILL = {"reduced_motion": "reduce"}


def relu(x):
    return x if x > 0 else 0.0


def square(x):
    return x**2


class Shown:
    """What a reader sees of it, and what he can move."""

    def __init__(self, page):
        self.page, self.host = page, page.locator(".mg-slope").first

    def number(self, name):
        return self.host.locator(f".mg-is-{name} b").last.inner_text()

    @property
    def numbers(self):
        return [self.number(name) for name in ("secant", "tangent", "error")]

    @property
    def note(self):
        return self.host.locator(".mg-note").inner_text()

    @property
    def labels(self):
        return self.host.locator(".mg-labels text").all_text_contents()

    @property
    def words(self):
        return self.host.locator("svg text").all_text_contents()

    @property
    def heard(self):
        return self.host.locator(".mg-heard").text_content()

    def slider(self, name):
        return self.host.get_by_label(say(f"slope.{name}")).and_(self.page.locator("input"))

    def handle(self, name):
        return self.host.locator(f"[data-handle={name}]")

    def button(self, name):
        return self.host.get_by_role("button", name=say(f"slope.{name}"), exact=True)

    def middle(self, name):
        box = self.handle(name).locator("circle").last.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    @property
    def tried(self):
        return self.host.locator(".mg-errors circle").count()

    @property
    def view(self):
        return self.page.evaluate("() => document.querySelector('.mg-slope').slope.view.width")

    def bent(self):
        """How far the curve bends away from a straight line, in px, in the part that is seen."""
        return self.page.evaluate("""() => {
            const { curve } = document.querySelector('.mg-slope').slope
            const points = [...curve.inside.querySelectorAll('path.mg-s-line')].flatMap(path =>
                path.getAttribute('d').slice(1).split('L').map(text => text.split(' ').map(Number)))
            const seen = points.filter(([x, y]) => x >= 0 && x <= curve.area[2] && y >= 0 && y <= curve.area[3])
            const [[x0, y0], [x1, y1]] = [seen[0], seen.at(-1)]
            return Math.max(...seen.map(([x, y]) => Math.abs(y0 + (y1 - y0) * (x - x0) / (x1 - x0) - y)))
        }""")


@pytest.fixture
def shown(browser, tmp_path):
    """Opens an output of viz.slope; everything that the page asks for or complains about is an error."""
    from contextlib import ExitStack

    with ExitStack() as pages:

        def show(*args, page=STILL, **options):
            path = viz.slope(*args, **options).save(tmp_path / "slope.html")
            return Shown(pages.enter_context(opened(browser, path, **page)))

        yield show


def test_the_numbers_stand_in_the_picture_and_below(shown):
    page = shown(square, 3, 1.5, span=(-4, 4))
    assert page.numbers == ["7.5", "6", "1.5"]
    assert set(page.labels) >= {"h = 1.5", "f(x + h) − f(x) = 11.25", "secant 7.5", "tangent 6", "f"}
    assert page.host.locator(".mg-sum").inner_text() == "(f(x + h) − f(x)) / h = 11.25 / 1.5 ="
    assert page.host.locator(".mg-still").count() == 0


def test_the_sliders_move_the_points(shown):
    page = shown(square, 3, 1.5, span=(-4, 4))
    page.slider("x").fill("20")
    assert page.numbers == ["-2.5", "-4", "1.5"]
    page.slider("h").fill("8")
    assert page.numbers == ["-3.99", "-4", "0.01"]
    assert "x = -2, h = 0.01. Slope of the secant -3.99, of the tangent -4, error 0.01." in page.heard
    assert page.slider("x").get_attribute("aria-valuetext") == "x = -2"


def test_both_points_are_dragged_by_the_mouse(shown):
    page = shown(square, 3, 1.0, span=(-4, 4))
    (x, y), mouse = page.middle("x"), page.page.mouse
    per_place = page.page.evaluate("() => document.querySelector('.mg-slope').slope.pxOfAPlace()")
    scale = page.host.locator("svg").first.bounding_box()["width"] / 640
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 10 * per_place * scale, y + 40)
    mouse.up()
    assert page.numbers == ["5", "4", "1"]
    x, y = page.middle("x")
    mouse.move(*page.middle("h"))
    mouse.down()
    mouse.move(x - 5 * per_place * scale, y, steps=4)
    assert page.numbers == ["3.5", "4", "0.5"]  # h = -0.5: it is dragged to the other side
    mouse.up()
    assert "h = -0.5" in page.heard


def test_a_finger_moves_a_point_and_the_page_does_not_scroll_away(shown):
    page = shown(
        square, 3, 1.0, span=(-4, 4), page={**STILL, "has_touch": True, "viewport": {"width": 390, "height": 500}}
    )
    x, y = page.middle("x")
    touch = page.page.context.new_cdp_session(page.page)
    for kind, at in (("touchStart", x), ("touchMove", x - 40), ("touchMove", x - 90), ("touchEnd", None)):
        points = [] if at is None else [{"x": at, "y": y + (x - at) / 2}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.page.wait_for_function("() => document.querySelector('.mg-slope').slope.now.x < 1.5")
    assert page.page.evaluate("() => scrollY") == 0


def test_the_points_are_moved_by_keys(shown):
    page = shown(square, 3, 1.0, span=(-4, 4))
    page.handle("x").focus()
    press(page.page, "ArrowLeft", "ArrowLeft")
    assert page.numbers == ["6.6", "5.6", "1"] and page.handle("x").get_attribute("aria-valuetext") == "x = 2.8"
    page.handle("h").focus()
    press(page.page, "ArrowLeft")
    assert page.numbers == ["6.1", "5.6", "0.5"]
    press(page.page, "End")
    assert page.note == "h is so tiny that x + h is x again: nothing moves." and page.note in page.heard
    press(page.page, "Home", "Tab")
    assert page.numbers[0] == "7.6"


def test_each_h_that_was_tried_leaves_its_error_and_the_v_gets_its_words(shown):
    page = shown(square, 3, 1.0, span=(-4, 4))
    assert page.tried == 1 and "h too big" not in page.words
    page.slider("h").fill("6")
    assert page.tried == 6 and "h too big" not in page.words  # all on the way, from 1 to 0.02
    page.slider("h").press("End")
    assert page.tried == 23 and {"h too big", "h too tiny"} <= set(page.words)
    page.button("other_side").click()
    assert page.tried == 1 and page.numbers == ["0", "6", "6"]


def test_a_click_on_the_errors_chooses_h(shown):
    page = shown(square, 3, 1.0, span=(-4, 4))
    box = page.host.locator(".mg-errors").bounding_box()
    page.page.mouse.click(box["x"] + box["width"] * 0.53, box["y"] + 100)
    h = re.fullmatch("h = (1e-[0-9]+)", page.slider("h").get_attribute("aria-valuetext"))
    assert h and 1e-9 <= float(h[1]) <= 1e-7


def test_from_near_by_the_curve_is_straight_and_the_view_follows_h(shown):
    page = shown(square, 3, 1.0, span=(-4, 4))
    assert page.bent() > 40 and page.view > 8
    page.button("closer").click()
    assert page.button("closer").get_attribute("aria-pressed") == "true"
    for size in (3, 9, 15, 18):
        page.slider("h").fill(str(size))
        assert page.view < 12 * page.page.evaluate("() => document.querySelector('.mg-slope').slope.now.h")
        assert page.handle("h").is_visible() and page.handle("x").is_visible()
        assert abs(page.middle("h")[0] - page.middle("x")[0]) > 60
    assert page.bent() < 2
    page.button("closer").click()
    assert page.view >= 8


def test_the_view_travels_smoothly_where_motion_is_wanted(shown):
    page = shown(square, 3, 0.001, span=(-4, 4), page={"reduced_motion": "no-preference"})
    page.page.evaluate("""() => {
        const { slope } = document.querySelector('.mg-slope')
        globalThis.seen = []
        const draw = slope.draw.bind(slope)
        slope.draw = () => { seen.push(slope.view.width); draw() }
    }""")
    page.button("closer").click()
    page.page.wait_for_function("() => document.querySelector('.mg-slope').slope.view.width < 0.02")
    seen = page.page.evaluate("() => seen")
    assert len(seen) >= 3 and seen == sorted(seen, reverse=True) and any(0.02 < width < 7 for width in seen)


def test_at_a_corner_there_is_no_tangent_but_two_slopes(shown):
    page = shown(relu, 0.05, 1, span=(-2, 2))
    page.handle("x").focus()
    press(page.page, "ArrowLeft")
    assert page.numbers == ["1", "?", "?"]
    assert page.note == "There is no one slope here. From the left: 0. From the right: 1."
    assert not any(label.startswith("tangent") for label in page.labels)
    page.button("other_side").click()
    assert page.numbers == ["0", "?", "?"]


def test_where_f_has_no_value_there_is_a_gap_and_a_sentence(shown):
    page = shown(math.log, 0.5, -0.5, span=(-2, 2))
    assert page.note == "f has no value at x + h." and page.numbers == ["?", "2", "?"]
    page.slider("x").fill("0")
    assert page.note == "f has no value at this x." and page.numbers == ["?", "?", "?"]
    assert not page.handle("x").is_visible() and page.labels == ["f"]


def test_jumps_are_not_connected(shown):
    page = shown(math.floor, 0.5, 1, span=(-2, 3))
    for place in (0, 20, 40, 60, 80):
        page.slider("x").fill(str(place))
        paths = page.host.locator("path.mg-s-line").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        heights = [{point.split()[1] for point in path[1:].split("L")} for path in paths]
        assert len(paths) >= 5 and all(len(each) == 1 for each in heights), place


def test_two_of_the_same_in_one_page_move_by_themselves(browser, tmp_path):
    once = viz.slope(square, 3)
    path = tmp_path / "two.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{once.to_html()}{once.to_html()}", encoding="utf-8")
    with opened(browser, path, **STILL) as page:
        sliders = page.locator(".mg-slope input[type=range]")
        assert sliders.count() == 4
        sliders.nth(0).fill("0")
        assert page.locator(".mg-is-tangent b").all_inner_texts() == ["2", "6"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width, height", [(1090, 520), (390, 1100)])
def test_it_fits_is_accessible_and_hides_nothing(shown, scheme, width, height):
    page = shown(
        square,
        3,
        1.5,
        span=(-4, 4),
        page={**STILL, "color_scheme": scheme, "viewport": {"width": width + 16, "height": 900}},
    )
    assert page.host.bounding_box()["height"] <= height
    assert page.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations(page.page) == []
    boxes = [each.bounding_box() for each in page.host.locator(".mg-labels text").all()]
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = one["x"] + one["width"] <= other["x"] + 2 or other["x"] + other["width"] <= one["x"] + 2
            assert apart or one["y"] + one["height"] <= other["y"] + 6 or other["y"] + other["height"] <= one["y"] + 6


def test_without_scripts_the_still_picture_remains(browser, tmp_path):
    path = viz.slope(square, 3, 1.5, span=(-4, 4)).save(tmp_path / "slope.html")
    with opened(browser, path, java_script_enabled=False) as page:
        image = page.locator("img.mg-still")
        assert (
            image.is_visible()
            and "secant through both points has the slope 11.25 / 1.5 = 7.5" in image.get_attribute("alt")
        )


def test_the_still_picture_says_what_the_page_shows_at_first(shown):
    page = shown(math.tanh, 0.5, -0.5, span=2.5)
    still = re.findall(r"<text[^>]*>([^<]*)</text>", viz.slope(math.tanh, 0.5, -0.5, span=2.5).to_svg())
    assert set(page.words) - {"f"} <= set(still)
