"""The explorer in a real browser, in a saved page without a network: every number follows the sliders, and a kernel
helps where it must.
"""

import pytest

import viz
from explorers import KERNEL, Shown
from lookalikes import InSets, InTuples
from micrograd.engine import Value
from pages import press, shown_in, violations
from test_viz_browser import HOSTILE, rgb
from test_viz_explorer import Wavy
from viz.values.graph import read_with_values
from viz.words.messages import LANGUAGES, say
from viz.words.text import number

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def show(browser, tmp_path):
    """Shows explorers on a page: see pages.shown_in."""
    with shown_in(browser, tmp_path, Shown) as shown:
        yield shown


def lecture(a, b, c):
    return (a * b + c).relu() / (a + 6) - b**2 * a


LEAVES = {"a": 2.0, "b": -3.0, "c": 10.0}


def explorer(function=lecture, make=Value, **leaves):
    return viz.explore(function, **{name: make(x) for name, x in (leaves or LEAVES).items()})


def computed(function, leaves):
    """(all data, all gradients) by the engine, as the picture writes them."""
    root = function(**{name: Value(x) for name, x in leaves.items()})
    root.backward()
    values = read_with_values(root)[1]
    return [number(v.data) for v in values], [number(v.grad, signed=True) for v in values]


# ---- sliders and fields


def test_at_first_the_numbers_are_those_of_the_leaves(show):
    shown = show(explorer())
    assert shown.values(*"abc") == LEAVES and shown.numbers == computed(lecture, LEAVES) and shown.note == ""


def test_all_numbers_follow_a_slider_moved_by_keys(show):
    shown = show(explorer())
    for keys in (["ArrowRight"], ["ArrowLeft"] * 3, ["Home"], ["End"], ["PageUp"], ["Home", "ArrowUp"]):
        for name in "abc":
            before = shown.values(name)
            shown.slider(name).focus()
            press(shown.page, *keys)
            assert shown.values(name) != before, keys
            assert shown.numbers == computed(lecture, shown.values(*"abc")), keys
        shown.reset()


def test_all_numbers_follow_a_slider_moved_by_the_mouse(show):
    shown = show(explorer())
    box = shown.slider("b").bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shown.page.mouse.down()
    for part in (0.6, 0.75, 0.9):
        shown.page.mouse.move(box["x"] + part * box["width"], box["y"])
        assert shown.values("b")["b"] == pytest.approx((2 * part - 1) * 10, abs=0.4)
        assert shown.numbers == computed(lecture, shown.values(*"abc"))
    shown.page.mouse.up()


def test_keys_on_a_slider_do_not_reach_the_notebook_but_other_keys_do(show):
    shown = show(explorer())
    shown.page.evaluate(
        "() => { window.heard = []; document.addEventListener('keydown', event => window.heard.push(event.key), true) }"
    )
    for place in (shown.slider("a"), shown.field("a")):
        place.focus()
        press(shown.page, "ArrowRight", "ArrowUp", "Home", "End")
        assert shown.page.evaluate("window.heard") == []
    shown.slider("a").focus()
    press(shown.page, "x", "Shift+Enter")
    assert shown.page.evaluate("window.heard") == ["x", "Shift", "Enter"]


def test_a_typed_value_counts_exactly_also_beyond_the_slider(show):
    shown = show(explorer())
    for typed in (0.5, -7.25, 0.0, 1234.5, -98765.4321, 1e-7, 3.3333333333):
        shown.field("a").fill(str(typed))
        assert shown.numbers == computed(lecture, LEAVES | {"a": typed}), typed
        slider = shown.slider("a")
        assert float(slider.get_attribute("min")) <= typed <= float(slider.get_attribute("max")), typed
        assert float(slider.input_value()) == pytest.approx(typed, abs=float(slider.get_attribute("step")))
        slider.focus()
        press(shown.page, "ArrowRight")
        assert shown.numbers == computed(lecture, shown.values(*"abc")), typed
        shown.reset()


def test_a_half_typed_value_changes_nothing(show):
    shown = show(explorer())
    shown.field("a").fill("")
    press(shown.page, "-")
    assert shown.numbers == computed(lecture, LEAVES)
    press(shown.page, "4")
    assert shown.numbers == computed(lecture, LEAVES | {"a": -4.0})


def test_reset_puts_everything_back(show):
    shown = show(explorer())
    first = shown.numbers, shown.foretold
    shown.field("a").fill("5000")
    shown.slider("b").fill("4")
    assert (shown.numbers, shown.foretold) != first
    shown.reset()
    assert (shown.numbers, shown.foretold) == first and shown.values(*"abc") == LEAVES
    assert float(shown.slider("a").input_value()) == pytest.approx(
        2, abs=float(shown.slider("a").get_attribute("step")) / 2
    )


def test_a_number_of_the_function_itself_stays_as_it_is(show):
    shown = show(explorer(lambda a: (a + 5) * 2, a=1.0))
    shown.field("a").fill("3")
    assert shown.numbers == computed(lambda a: (a + 5) * 2, {"a": 3.0})


def test_what_has_changed_is_spoken(show):
    shown = show(explorer(lambda a, b: a * b, a=2.0, b=3.0))
    shown.slider("a").fill("4")
    assert shown.host.locator(".mg-heard").text_content().startswith("a*b 12.0, a.grad +3.0, b.grad +4.0")


def test_a_name_that_is_no_word_stands_in_brackets_before_grad(show):
    shown = show(explorer(lambda **leaves: leaves["the x"] * 2, **{"the x": 2.0}))
    shown.slider("the x").fill("4")
    assert "(the x).grad +2.0" in shown.host.locator(".mg-heard").text_content()


# ---- nudges


@pytest.mark.parametrize("h", [1, 0.01, 0.0001])
def test_a_nudge_shows_the_gradient_times_h_and_the_real_change(show, h):
    shown = show(explorer())
    shown.field("b").fill("-2.5")
    now = LEAVES | {"b": -2.5}
    for name in "abc":
        root, leaves = None, {n: Value(x) for n, x in now.items()}
        root = lecture(**leaves)
        root.backward()
        change = lecture(**{n: Value(x) for n, x in (now | {name: now[name] + h}).items()}).data - root.data
        predicted, real = shown.nudge(name, h)
        grad, times_h = (number(x).removesuffix(".0") for x in (leaves[name].grad, leaves[name].grad * h))
        assert predicted == f"{grad} × {h} = {times_h}".replace("0.0001 =", "0.0001 =")
        assert float(real) == pytest.approx(change, rel=1e-3, abs=1e-12)


def test_a_nudge_follows_the_sliders(show):
    shown = show(explorer(lambda a: a * a, a=3.0))
    assert shown.nudge("a", 0.1) == ["6 × 0.1 = 0.6", "0.61"]
    shown.field("a").fill("5")
    assert shown.foretold == ["10 × 0.1 = 1", "1.01"]


# ---- where there is no number


@pytest.mark.parametrize("function, bad", [(lambda x: 1 / x, "0"), (lambda x: x**-1, "0"), (lambda x: x**0.5, "-4")])
def test_where_there_is_no_real_value_it_is_said_and_over_when_there_is_one_again(show, function, bad):
    shown = show(explorer(function, x=2.0))
    first = shown.numbers
    shown.slider("x").fill(bad)
    assert (
        shown.note.endswith("has no real value here.")
        and "nan" in shown.numbers[0]
        and shown.foretold[1] in ("nan", "inf")
    )
    shown.slider("x").fill("2")
    assert not shown.note.endswith("has no real value here.") and shown.numbers == first


def test_the_value_without_a_real_value_is_named_as_it_is_called(show):
    def named(x):
        inverse = 1 / x
        inverse.label = "$& of $'"
        return inverse + 1

    shown = show(explorer(named, x=2.0))
    shown.slider("x").fill("0")
    assert shown.note == "$& of $' has no real value here."


# ---- a kernel


def wavy(a, b):
    return a.wave() * b


def wavy_explorer():
    return explorer(wavy, Wavy, a=1.0, b=2.0)


def connect(shown):
    shown.page.evaluate(KERNEL, shown.host.get_attribute("data-mg"))


def asked(shown):
    return shown.page.evaluate("() => window.kernel.asked.at(-1)")


def answer(shown, given):
    shown.page.evaluate("given => window.kernel.answer(given)", given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_operation_that_the_browser_does_not_know_says_so_where_no_kernel_is(show, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(wavy_explorer())
    assert shown.note == say("explorer.no_kernel", symbols="wave") and shown.foretold[1] == "?"
    assert shown.numbers[0] == ["1.0", "0.8415", "2.0", "1.683"]


class Leaky(InTuples):
    def leaky_relu(self):
        return Leaky(max(self.data, 0.1 * self.data), (self,), "leaky_relu")


def test_every_operation_that_is_left_to_the_kernel_is_named_once_and_a_symbol_without_its_number_is_one(show):
    shown = show(
        explorer(lambda a: a.leaky_relu() * a.leaky_relu() + a, Leaky, a=-2.0),
        explorer(lambda a, b: a - b, InSets, a=1.0, b=2.0),
    )
    assert [one.note for one in shown] == [say("explorer.no_kernel", symbols=symbol) for symbol in ("leaky_relu", "-")]
    shown[0].field("a").fill("3")
    assert shown[0].numbers[0][:2] == ["-2.0", "-0.2"]  # what the cell computed, until a kernel answers


def test_a_kernel_computes_what_the_browser_cannot(show):
    python = wavy_explorer()
    shown = show(python)
    connect(shown)
    assert shown.note == "" and asked(shown) == {"values": {"a": 1, "b": 2}, "nudged": {"a": 1.01, "b": 2}}
    shown.field("a").fill("2")
    shown.nudge("b", 0.1)
    assert asked(shown) == {"values": {"a": 2, "b": 2}, "nudged": {"a": 2, "b": 2.1}}
    answer(shown, python.answer(asked(shown)))
    assert shown.numbers == (["2.0", "0.9093", "2.0", "1.819"], ["-0.8323", "+2.0", "+0.9093", "+1.0"])
    assert shown.foretold == ["0.9093 × 0.1 = 0.09093", "0.09093"]


def test_a_kernel_hears_of_a_leaf_by_its_whole_name(show):
    python = viz.explore(
        lambda the_first_of_the_two_leaves: the_first_of_the_two_leaves.wave(), the_first_of_the_two_leaves=Wavy(1.0)
    )
    shown = show(python)
    connect(shown)
    shown.page.locator("input[type=number]").first.fill("2")
    answer(shown, python.answer(asked(shown)))
    assert shown.numbers[0] == ["2.0", "0.9093"]


def test_an_answer_to_an_older_question_is_ignored(show):
    python = wavy_explorer()
    shown = show(python)
    connect(shown)
    older = asked(shown)
    shown.field("a").fill("2")
    before = shown.numbers
    answer(shown, python.answer(older | {"values": {"a": 1.5, "b": 2}}))
    assert shown.numbers == before
    answer(shown, {})  # as long as nothing was asked
    assert shown.numbers == before
    answer(shown, python.answer(asked(shown)))
    assert shown.numbers != before


def test_an_error_in_the_function_is_shown_and_over_with_the_next_answer(show):
    python = explorer(lambda a: a.wave() if a.data < 5 else a.no_such_thing(), Wavy, a=1.0)
    shown = show(python)
    connect(shown)
    shown.field("a").fill("6")
    answer(shown, python.answer(asked(shown)))
    assert shown.note.startswith("AttributeError")
    shown.field("a").fill("4")
    answer(shown, python.answer(asked(shown)))
    assert shown.note == "" and shown.numbers[0] == ["4.0", "-0.7568"]


def test_a_kernel_that_was_there_first_is_found_and_told_the_values(show):
    python = explorer()
    token = python._repr_mimebundle_()["text/html"].partition('data-mg="')[2].partition('"')[0]
    shown = show(python, before=f"({KERNEL})({token!r})")
    assert asked(shown) == {"values": LEAVES, "nudged": None}
    shown.field("c").fill("-1")
    assert asked(shown) == {"values": LEAVES | {"c": -1}, "nudged": None}
    assert shown.numbers == computed(lecture, LEAVES | {"c": -1.0})  # without waiting for an answer


def test_the_kernel_of_another_output_is_left_alone(show):
    shown = show(explorer())
    shown.page.evaluate(KERNEL, "another token")
    shown.field("a").fill("3")
    assert asked(shown) is None


# ---- the page around it


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_the_chosen_language(show, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(explorer(lambda x: 1 / x, x=2.0))
    text = shown.host.inner_text()
    assert all(
        say(word, leaf="x", result="1/x") in text
        for word in ("explorer.reset", "explorer.nudge", "explorer.predicted", "explorer.real", "explorer.shake")
    )
    assert shown.host.get_attribute("lang") == language
    shown.slider("x").fill("0")
    assert shown.note == say("explorer.undefined", name="1/x")
    shown.reset()
    assert shown.note == ""
    shown.slider("x").fill("1")
    mark = shown.host.get_by_role("img", name=say("explorer.here_zero", name="1/x"))
    assert mark.is_visible()


def test_the_same_output_stands_twice_in_a_page_and_both_work(show):
    python = explorer()
    one, other = show(python, python)
    one.field("a").fill("3")
    other.slider("b").fill("1")
    assert one.numbers == computed(lecture, LEAVES | {"a": 3.0}) and other.numbers == computed(
        lecture, LEAVES | {"b": 1.0}
    )
    ids = one.page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_hostile_labels_do_nothing(show):
    def hostile(a):
        root = a
        for label in HOSTILE:
            root = root + 1 / a
            root.label = label
        return root

    shown = show(explorer(hostile, a=2.0))
    for x in ("1", "0", "3"):
        shown.slider("a").fill(x)
    assert shown.page.evaluate("() => window.ran") is None
    assert (
        shown.host.evaluate(
            "host => host.querySelectorAll('img, iframe, a, foreignObject, script:not([type=module])').length"
        )
        == 0
    )


def test_what_a_function_says_does_nothing(show):
    python = explorer(lambda a: a.wave() if a.data < 5 else int(HOSTILE[0] + HOSTILE[1]), Wavy, a=1.0)
    shown = show(python)
    connect(shown)
    shown.field("a").fill("6")
    answer(shown, python.answer(asked(shown)))
    assert (
        HOSTILE[0] in shown.note
        and shown.page.evaluate("() => window.ran") is None
        and shown.host.locator("img").count() == 0
    )


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_explorer_follows_the_page_and_otherwise_the_system(show, system):
    shown = show(explorer(), color_scheme=system)
    for attribute, theme in ((None, system), ("true", "light"), ("false", "dark")):
        if attribute:
            shown.page.evaluate("value => document.body.setAttribute('data-jp-theme-light', value)", attribute)
        assert shown.host.evaluate("host => getComputedStyle(host).backgroundColor") == rgb("paper", theme)


def test_without_scripts_the_still_picture_remains(show):
    shown = show(explorer(), java_script_enabled=False)
    image = shown.host.locator("img")
    assert (
        image.is_visible()
        and image.bounding_box()["width"] > 300
        and image.get_attribute("alt").startswith("Computation graph of")
    )


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 360, "height": 700}},
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ],
)
def test_a_narrow_window_needs_no_scroll_bar(show, options):
    shown = show(explorer(lambda learning_rate, w: learning_rate * w / 3, learning_rate=0.1, w=-123456.0), **options)
    for typed in ("0", "-98765.4321"):
        shown.field("learning_rate").fill(typed)
        assert shown.page.evaluate(
            "() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
        )
        assert all(slider.bounding_box()["width"] > 60 for slider in shown.host.get_by_role("slider").all())


def test_nothing_jumps_while_a_slider_moves(show):
    shown = show(explorer())
    places = "host => JSON.stringify(['.mg-stage > svg', '.mg-sliders', '.mg-nudge', '.mg-note'].map(s => host.querySelector(s).getBoundingClientRect()).map(b => [b.top, b.height]))"
    seen = set()
    for x in ("2", "0.00012345", "-6", "1234.5"):
        shown.field("a").fill(x)
        seen.add(shown.host.evaluate(places))
    assert len(seen) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(show, scheme):
    shown = show(explorer(lambda x: 1 / x, x=2.0), color_scheme=scheme)
    found = [violations(shown.page)]
    shown.slider("x").fill("0")
    found.append(violations(shown.page))
    assert found == [[], []]
