"""What one does with an explorer, in a real browser: shake, presets, sliders that reach where something happens, and the
field for another expression; by mouse, by keys and by touch.
"""

import pytest

import viz
from explorers import KERNEL, Shown
from micrograd.engine import Value
from pages import press_by, shown_in, violations
from test_viz_browser import HOSTILE
from test_viz_explorer import Wavy
from viz.words.messages import LANGUAGES, say
from viz.words.text import number

pytestmark = pytest.mark.usefixtures("english")
WAYS = ["mouse", "keyboard", "touch"]


@pytest.fixture
def show(browser, tmp_path):
    """Shows explorers on a page: see pages.shown_in."""
    with shown_in(browser, tmp_path, Shown) as shown:
        yield shown


def explorer(text, presets=None, make=Value, **numbers):
    return viz.explore(text, presets, **{name: make(x) for name, x in numbers.items()})


def neuron():
    return explorer("out = relu(w * x + b)", w=2.0, x=3.0, b=-1.0)


# ---- shake


def moved(text, leaf, h, **numbers):
    """For each value (grad of the result with respect to the leaf times h as the slopes tell it, the real change)."""
    values = []
    for x in (numbers[leaf], numbers[leaf] + h):
        root = viz.explore(text, **{name: Value(each) for name, each in (numbers | {leaf: x}).items()})
        values.append(root._explored.numbers.data)
    return [after - before for before, after in zip(*values)]


@pytest.mark.parametrize("how", WAYS)
def test_a_shake_shows_for_each_value_what_is_foretold_and_what_really_happens(show, how):
    text, numbers = "e = a * b; f = e**2; L = f + c", {"a": 2.0, "b": -3.0, "c": 10.0}
    shown = show(explorer(text, **numbers), has_touch=True)
    assert shown.bars == [()] * 6
    shown.nudge("b", 0.1)
    shown.shake(how)
    real = moved(text, "b", 0.1, **numbers)
    slopes = [0, 1, 2, -24, 0, -24]  # of a, b, e, f, c, L with respect to b, in the order of the picture
    assert shown.names == ["a", "b", "e", "f", "c", "L"]
    assert shown.bars == [(number(0.1 * s, signed=True), number(x, signed=True)) for s, x in zip(slopes, real)]
    assert shown.foretold == ["-24 × 0.1 = -2.4", "-2.36"]
    assert "b.grad × h foretells for L -24 × 0.1 = -2.4; really -2.36" in shown.heard


def test_the_bars_have_one_scale_and_a_sign_without_colour(show):
    shown = show(explorer("d = a * b", a=2.0, b=-3.0))
    shown.nudge("a", 0.1)
    shown.shake()
    bars = shown.page.evaluate(
        """() => [...document.querySelectorAll('.mg-moves g g')].map(foot => [...foot.querySelectorAll('rect')].map(
            bar => [bar.getAttribute('height'), bar.getAttribute('y'), bar.getAttribute('stroke-dasharray')]))"""
    )
    a, b, d = bars
    assert b == [] and shown.bars[1] == ("0.0", "0.0")  # a flat mark
    assert [float(height) for height, _, _ in d] == pytest.approx([3 * float(height) for height, _, _ in a], rel=0.01)
    assert {y for _, y, _ in d} != {y for _, y, _ in a}  # one hangs, the other stands
    assert [dash for _, _, dash in d] == ["3 2", None] and [dash for _, _, dash in a] == [None, None]


def test_at_rest_all_boxes_are_where_they_were(show):
    shown = show(neuron())
    places = "() => [...document.querySelectorAll('[data-value]')].map(box => box.getAttribute('transform'))"
    before = shown.page.evaluate(places)
    shown.shake()
    assert shown.page.evaluate(places) == before


def test_where_less_motion_is_wanted_nothing_swings(show):
    shown = show(neuron(), reduced_motion="reduce")
    shown.page.evaluate(
        """() => { window.moved = 0; const seen = new MutationObserver(all => { window.moved += all.filter(
            one => one.oldValue !== one.target.getAttribute('transform')).length })
            for (const box of document.querySelectorAll('[data-value]'))
                seen.observe(box, { attributeFilter: ['transform'], attributeOldValue: true }) }"""
    )
    shown.shake()
    assert shown.page.evaluate("() => window.moved") == 0 and shown.bars[-1] == ("+0.03", "+0.03")


def test_the_bars_follow_the_sliders_until_all_is_as_given(show):
    shown = show(explorer("d = a * b", a=2.0, b=3.0))
    shown.shake()
    shown.field("b").fill("7")
    assert shown.bars[-1] == ("+0.07", "+0.07")
    shown.nudge("b", 1)
    assert shown.bars == [("0.0", "0.0"), ("+1.0", "+1.0"), ("+2.0", "+2.0")]
    shown.reset()
    assert shown.bars == [()] * 3


def test_at_the_corner_what_is_foretold_and_what_happens_differ(show):
    shown = show(neuron())
    shown.field("b").fill("-6")
    shown.nudge("x", 0.1)
    shown.shake()
    assert shown.bars[-1] == ("0.0", "+0.2")


def test_everything_of_a_foot_lies_within_its_box_at_every_moment(show):
    shown = show(explorer("L = (w * x + b - t)**2 / 3e7", w=-1.2345, x=2.0, b=0.5, t=3.0))
    shown.nudge("w", 0.0001)
    inside = """() => {
        const { exploration } = document.querySelector('.mg-player').explorer, { shake } = exploration
        const all = exploration.moves(), found = []
        for (let ms = 0; ms <= shake.length(all); ms += 40) {
            shake.show(all, ms)
            document.querySelectorAll('.mg-moves > g').forEach((foot, i) => {
                const box = document.querySelector(`[data-value="${i}"] > rect`).getBoundingClientRect()
                const grad = document.querySelector(`[data-value="${i}"] [data-part=grad]`).getBoundingClientRect()
                const part = foot.getBoundingClientRect()
                const fits = part.left >= box.left - 1 && part.right <= box.right + 1 && part.bottom <= box.bottom + 1
                const marks = [...foot.lastChild.querySelectorAll('rect, path')].map(mark => mark.getBoundingClientRect().right)
                const texts = [...foot.lastChild.querySelectorAll('text')].map(text => text.getBoundingClientRect().left)
                const apart = Math.max(...marks) <= Math.min(...texts)
                if (!fits || !apart || part.top < grad.bottom - 6) found.push([ms, i])
            })
        }
        return found
    }"""
    assert shown.page.evaluate(inside) == []


def test_a_small_graph_is_read_from_the_last_row(show):
    shown = show(neuron())
    shown.shake()
    letters = """() => { const svg = document.querySelector('.mg-stage > svg'); const scale = svg.getScreenCTM().a
        return [...svg.querySelectorAll('.mg-moves text')].map(text => scale * text.getAttribute('font-size')) }"""
    assert min(shown.page.evaluate(letters)) >= 13


def test_what_is_no_number_has_no_bar(show):
    shown = show(explorer("d = 1 / a", a=1.0))
    shown.field("a").fill("-1")
    shown.nudge("a", 1)
    shown.shake()
    assert shown.bars[-1] == ("-1.0", "nan")


def test_where_the_browser_cannot_compute_the_kernel_shakes(show):
    python = viz.explore(lambda a, b: a.wave() * b, a=Wavy(0.0), b=Wavy(2.0))
    shown = show(python)
    assert not shown.host.get_by_role("button", name=say("explorer.shake")).is_visible()
    shown.connect(python)
    shown.shake()
    assert shown.bars[0] == ("+0.01", "+0.01") and shown.bars[-1] == ("+0.02", "+0.02")
    shown.nudge("a", 1)
    shown.page.wait_for_function("() => document.querySelector('.mg-nudge output').textContent === '2 × 1 = 2'")
    shown.page.wait_for_function(
        "() => document.querySelector('.mg-moves > g:last-child').textContent.includes('+1.683')"
    )


# ---- where something happens


def test_a_slider_reaches_where_the_gate_closes_and_says_nothing_before(show):
    shown = show(neuron())
    assert float(shown.slider("b").get_attribute("min")) <= -8
    assert shown.marks == [] and "6" not in shown.note
    shown.slider("b").focus()
    shown.page.keyboard.press("ArrowLeft")
    assert shown.marks == [say("explorer.here_gate")]
    for _ in range(60):
        shown.page.keyboard.press("ArrowLeft")
        if shown.note:
            break
        assert shown.values("b")["b"] > -6
    assert shown.values("b")["b"] == -6 and shown.note == "b = -6: here the gate out closes."
    shown.page.keyboard.press("ArrowRight")
    assert shown.note == ""  # it was left, not passed
    shown.slider("b").fill("-8")
    shown.slider("b").fill("-4")
    assert shown.note == "b = -6: here the gate out opens."


@pytest.mark.parametrize("how", ["mouse", "touch"])
def test_a_place_that_is_passed_by_mouse_or_finger_is_told(show, how):
    shown = show(neuron(), has_touch=True)
    box = shown.slider("b").bounding_box()
    x, y = box["x"] + 0.1 * box["width"], box["y"] + box["height"] / 2
    shown.page.touchscreen.tap(x, y) if how == "touch" else shown.page.mouse.click(x, y)
    assert shown.values("b")["b"] < -7 and shown.note == "b = -6: here the gate out closes."


def test_the_mark_of_a_place_stands_below_the_thumb_that_is_there(show):
    shown = show(neuron())
    shown.slider("b").fill("-6")
    mark = shown.host.get_by_role("img").bounding_box()
    box = shown.slider("b").bounding_box()
    half = float(shown.slider("b").get_attribute("max"))
    thumb = box["x"] + 8 + (half - 6) / (2 * half) * (box["width"] - 16)
    assert abs(mark["x"] + mark["width"] / 2 - thumb) < 2


def test_ranges_change_only_once_a_slider_is_let_go(show):
    shown = show(neuron())
    box, middle = shown.slider("w").bounding_box(), lambda box: box["y"] + box["height"] / 2
    shown.page.mouse.move(box["x"] + 0.7 * box["width"], middle(box))
    shown.page.mouse.down()
    before = [shown.slider(name).get_attribute("max") for name in "wxb"]
    for part in (0.8, 0.9, 0.99):
        shown.page.mouse.move(box["x"] + part * box["width"], middle(box))
        assert [shown.slider(name).get_attribute("max") for name in "wxb"] == before
    shown.page.mouse.up()
    w = shown.values("w")["w"]
    assert float(shown.slider("b").get_attribute("max")) > 3 * w  # the gate closes at -3 w


def test_the_focus_stays_on_a_slider_whose_range_grows(show):
    shown = show(explorer("out = relu(w * x + b)", w=0.5, x=3.0, b=-1.0))
    shown.slider("w").focus()
    for _ in range(3):
        shown.page.keyboard.press("PageUp")
    assert shown.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "w"
    assert shown.values("w")["w"] > 0.5


# ---- presets


@pytest.mark.parametrize("how", WAYS)
def test_a_preset_closes_the_gate_well_beyond_the_place(show, how):
    shown = show(neuron(), has_touch=True)
    assert shown.presets == ["as given", "gate closed", "x = w", "all 1"]
    press_by(how, shown.preset("gate closed"))
    assert shown.values(*"wxb") == {"w": 2.0, "x": 3.0, "b": -8.0} and shown.numbers[0][-1] == "0.0"
    assert shown.preset("gate closed").get_attribute("aria-pressed") == "true"
    assert shown.marks == []  # nothing tells where exactly
    press_by(how, shown.preset("as given"))
    assert shown.values(*"wxb") == {"w": 2.0, "x": 3.0, "b": -1.0}
    assert shown.preset("gate closed").get_attribute("aria-pressed") == "false"


PRESETS = [  # (an expression, its leaves, the presets)
    ("out = tanh(w * x + b)", {"w": 1.0, "x": 0.5, "b": 0.0}, ["as given", "saturated", "x = w", "all 1"]),
    ("out = relu(b)", {"b": -1.0}, ["as given", "gate open", "all 1"]),
    ("d = a + b", {"a": 1.0, "b": 1.0}, ["as given"]),
    ("d = a / (a - b)", {"a": 1.0, "b": 2.0}, ["as given"]),  # all 1 and b = a have no value
    (
        "relu(a + b) + relu(a - b)",
        {"a": 3.0, "b": 1.0},
        ["as given", "gate closed: ReLU(a + b)", "gate closed: ReLU(a - b)", "b = a", "all 1"],
    ),
]


def test_presets_are_found_in_the_graph(show):
    shown = show(*(explorer(text, **numbers) for text, numbers, _ in PRESETS))
    assert [each.presets for each in shown] == [presets for *_, presets in PRESETS]


def test_presets_of_the_author_stand_in_the_place_of_those_that_are_found(show):
    own = {HOSTILE[0]: {"b": 5}, "二": {"w": 1, "x": -1.5}}
    shown, none = show(explorer("relu(w * b) + x", own, w=2.0, x=3.0, b=1.0), explorer("relu(w * b)", {}, w=2.0, b=1.0))
    assert shown.presets == ["as given", HOSTILE[0], "二"] and none.presets == ["as given"]
    shown.preset("二").click()
    assert shown.values(*"wxb") == {"w": 1.0, "x": -1.5, "b": 1.0}
    shown.preset(HOSTILE[0]).click()
    assert shown.values(*"wxb") == {"w": 2.0, "x": 3.0, "b": 5.0}
    assert shown.page.evaluate("() => window.ran") is None


# ---- another expression


def test_without_a_kernel_there_is_no_field(show):
    shown = show(neuron())
    assert not shown.typing.is_visible()


@pytest.mark.parametrize("how", WAYS)
def test_an_expression_is_typed_and_explored_in_place(show, how):
    python = explorer("d = a * b + c", a=2.0, b=-3.0, c=10.0)
    shown = show(python, has_touch=True)
    shown.connect(python)
    assert shown.typing.input_value() == "d = a * b + c"
    shown.field("a").fill("4")
    shown.typing.fill("e = (a + b) * k; L = relu(e)")
    if how == "keyboard":
        shown.typing.press("Enter")
    else:
        press_by(how, shown.host.get_by_role("button", name=say("explorer.explore"), exact=True))
    shown.slider("k").wait_for()
    assert shown.names == ["a", "b", "a + b", "k", "e", "L"]
    assert shown.values("a", "b", "k") == {"a": 4.0, "b": -3.0, "k": 1.0}
    assert shown.typing.input_value() == "e = (a + b) * k; L = relu(e)"
    shown.field("k").fill("5")
    assert shown.numbers[0][-1] == "5.0"
    shown.page.wait_for_function("() => window.asked.at(-1).values.k === 5")
    python._link = type("Link", (), {"question": shown.page.evaluate("() => window.asked.at(-1)")})
    assert python.values == {"a": 4.0, "b": -3.0, "k": 5.0}
    shown.shake()
    assert shown.bars[-1] == ("+0.05", "+0.05")


def test_what_is_wrong_is_said_beside_the_field_and_the_text_is_kept(show):
    python = explorer("d = a * b", a=2.0, b=-3.0)
    shown = show(python)
    shown.connect(python)
    for text, said in (
        ("a ^ b", "a ^ b: in Python ^ is no power"),
        ("sin(a)", "Value has no function sin"),
        ("", "no expression yet"),
    ):
        shown.typing.fill(text)
        shown.typing.press("Enter")
        shown.host.locator(".mg-said").get_by_text(said).wait_for()
        assert shown.typing.input_value() == text and shown.names == ["a", "b", "d"]
        assert shown.typing.get_attribute("aria-invalid") == "true"
        assert shown.typing.evaluate("field => document.activeElement === field")
    shown.typing.fill("c = a + b")
    shown.typing.press("Enter")
    shown.host.get_by_role("button", name=say("explorer.play", result="c"), exact=True).wait_for()
    assert shown.names == ["a", "b", "c"] and shown.host.locator(".mg-said").inner_text() == ""
    assert shown.typing.get_attribute("aria-invalid") == "false"


def test_what_was_typed_is_played_with_the_numbers_of_the_sliders(show):
    python = explorer("d = a * b", a=2.0, b=-3.0)
    shown = show(python)
    shown.connect(python)
    shown.field("a").fill("5")
    shown.host.get_by_role("button", name=say("explorer.play", result="d"), exact=True).click()
    player = shown.host.locator(".mg-played .mg-player")
    player.wait_for()
    shown.page.wait_for_function("() => document.querySelector('.mg-played .mg-player').player")
    player.get_by_role("button", name=say("player.last"), exact=True).click()
    assert player.locator("[data-part=grad]").all_text_contents() == ["-3.0", "+5.0", "+1.0"]
    shown.host.get_by_role("button", name=say("explorer.close"), exact=True).click()
    assert player.count() == 0


def test_an_expression_that_the_browser_cannot_compute_is_typed_and_computed_by_the_kernel(show):
    python = viz.explore("wave(a)", a=Wavy(1.0))
    shown = show(python)
    shown.connect(python)
    shown.typing.fill("d = wave(a) * b")
    shown.typing.press("Enter")
    shown.slider("b").wait_for()
    shown.field("b").fill("2")
    shown.page.wait_for_function("() => document.querySelector('.mg-room').textContent.includes('1.683')")


def test_a_question_that_the_kernel_has_not_answered_is_asked_on(show):
    shown = show(explorer("d = a * b", a=2.0, b=-3.0))
    shown.page.evaluate(KERNEL, shown.host.get_attribute("data-mg"))
    shown.typing.fill("a + b")
    shown.typing.press("Enter")
    shown.host.get_by_text(say("explorer.waiting")).wait_for()
    shown.field("a").fill("7")
    question = shown.page.evaluate("() => window.kernel.asked.at(-1)")
    assert question["asked"]["text"] == "a + b" and question["values"] == {"a": 7, "b": -3}


def test_leaves_of_a_typed_expression_are_not_taken_for_those_of_the_output(show):
    python = explorer("d = a * b", a=2.0, b=-3.0)
    shown = show(python)
    shown.connect(python)
    shown.field("a").fill("4")
    shown.typing.fill("c = a + k")
    shown.typing.press("Enter")
    shown.slider("k").wait_for()
    shown.field("a").fill("7")
    shown.page.wait_for_function("() => window.asked.at(-1).values.a === 7")
    values = "token => globalThis.microgradLinks.get(token).get('values')"
    assert shown.page.evaluate(values, shown.host.get_attribute("data-mg")) == {"a": 4, "b": -3}


def test_a_hostile_expression_does_nothing(show):
    python = explorer("d = a * b", a=2.0, b=-3.0)
    shown = show(python)
    shown.connect(python)
    for text in HOSTILE:
        shown.typing.fill(text)
        shown.typing.press("Enter")
        shown.page.wait_for_function("() => !document.querySelector('.mg-player').explorer.asked")
    assert shown.page.evaluate("() => window.ran") is None and shown.names == ["a", "b", "d"]


def test_the_same_output_twice_in_a_page_shows_another_expression_only_where_it_was_typed(show):
    python = explorer("d = a * b", a=2.0, b=-3.0)
    one, other = show(python, python)
    one.connect(python)
    one.typing.fill("c = a + b")
    one.typing.press("Enter")
    one.host.get_by_role("button", name=say("explorer.play", result="c"), exact=True).wait_for()
    assert one.names == ["a", "b", "c"] and other.names == ["a", "b", "d"]
    other.typing.fill("e = a - b")
    other.typing.press("Enter")
    other.host.get_by_role("button", name=say("explorer.play", result="e"), exact=True).wait_for()
    assert one.names == ["a", "b", "c"] and other.names == ["a", "b", "e"]


# ---- the page around it


@pytest.mark.multiplies(2)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1090, 390])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_shaken_explorer_is_accessible_and_no_wider_than_its_page(show, monkeypatch, language, width, system):
    monkeypatch.setattr("viz.words.messages._current", language)
    python = neuron()
    shown = show(python, viewport={"width": width, "height": 720}, color_scheme=system)
    shown.connect(python)
    shown.slider("b").fill("-6")
    shown.shake()
    assert violations(shown.page) == []
    assert shown.page.evaluate("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")
    said = [say(f"explorer.{word}") for word in ("shake", "reset", "preset_gate_closed", "explore", "type")]
    assert all(text in shown.host.inner_text() for text in said)
