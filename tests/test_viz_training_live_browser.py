"""A training while it runs, in a real browser, with a kernel's side that the test plays."""

import pytest

import viz
from micrograd.moons import moons
from pages import press, shown_in, violations
from training_pages import KERNEL, Shown
from trainings import moons_training, network, step_of
from viz.words.messages import say

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("english")]


@pytest.fixture
def show(browser, tmp_path):
    with shown_in(browser, tmp_path, Shown, reduced_motion="reduce") as shown:
        yield shown


@pytest.fixture
def live(show):
    """A training that has just begun, live in a page, and the page."""
    training = moons_training(4, 1, steps=5)
    shown = show(training._begun("abc"))
    shown.page.evaluate(KERNEL, "abc")
    return training, shown


def test_live_every_step_is_drawn_as_it_comes(live):
    training, shown = live
    assert shown.step == 0 and shown.heard == [{"run": training._state.run, "added": []}]
    for step in training:
        shown.say(training)
        shown.drawn()
        assert shown.step == step
        step_of(training)


def test_a_training_that_begins_below_the_screen_comes_into_sight(show):
    shown = show('<div style="height: 2000px"></div>' + moons_training(4, 1)._begun("abc"))
    assert not shown.host.evaluate("host => host.getBoundingClientRect().bottom <= innerHeight")
    shown.page.evaluate(KERNEL, "abc")
    shown.page.wait_for_function(
        "() => document.querySelector('.mg-training').getBoundingClientRect().bottom <= innerHeight + 1"
    )


def test_who_looks_back_while_it_trains_stays_there_until_he_goes_to_the_end(live):
    training, shown = live
    seen = []
    for step in training:
        shown.say(training)
        shown.drawn()
        seen.append(shown.step)
        if step in (1, 3):
            shown.button("back" if step == 1 else "last").click()
        step_of(training)
    assert seen == [0, 1, 0, 0, 4]


def test_other_layers_are_shown_from_the_next_message_on(show):
    training = viz.training(lambda layers: network(*layers), *moons(20), layers=[4, 1])
    shown = show(training._begun("abc"))
    shown.page.evaluate(KERNEL, "abc")
    training._state.choose_layers("3, 3")
    shown.say(training)
    shown.drawn()
    assert shown.host.locator(".mg-neuron").count() == 7


def added(shown):
    return shown.heard[-1]["added"]


def test_a_click_adds_a_point_and_shift_or_the_other_button_one_of_the_other_class(live):
    training, shown = live
    shown.say(training)
    field = shown.host.locator(".mg-plane svg")
    field.click(position={"x": 50, "y": 60})
    field.click(position={"x": 90, "y": 60}, modifiers=["Shift"])
    field.click(position={"x": 130, "y": 60}, button="right")
    shown.host.locator(".mg-class").click()
    field.click(position={"x": 170, "y": 60})
    points = added(shown)
    assert [label for _, _, label in points] == [1, -1, -1, -1]
    assert points[0][0] < points[1][0] < points[2][0] < points[3][0] and len({y for _, y, _ in points}) == 1
    assert shown.heard[-1]["run"] == training._state.run
    training._state.add_points(training._state.run, points)
    shown.say(training)
    shown.drawn()
    assert shown.host.locator("[data-point]").count() == 24
    last = shown.host.locator("[data-point]").last.bounding_box()
    box = field.bounding_box()
    assert last["x"] + last["width"] / 2 - box["x"] == pytest.approx(170, abs=1.5)


def test_points_are_added_by_touch(show):
    training = moons_training(4, 1)
    shown = show(training._begun("abc"), has_touch=True, viewport={"width": 390, "height": 844})
    shown.page.evaluate(KERNEL, "abc")
    shown.say(training)
    shown.host.locator(".mg-class").tap()
    shown.host.locator(".mg-plane svg").tap(position={"x": 50, "y": 60})
    assert [label for _, _, label in added(shown)] == [-1]


def test_points_are_added_by_the_keys_alone(live):
    training, shown = live
    shown.say(training)
    shown.host.locator(".mg-plane svg").focus()
    press(shown.page, "ArrowRight", "ArrowRight", "ArrowUp", "Enter", "ArrowLeft", "-")
    (x1, y1, one), (x2, y2, other) = added(shown)
    assert (one, other) == (1, -1) and x2 < x1 and y1 == y2
    left, bottom, right, top = training._state.setup()["window"]
    assert x1 > (left + right) / 2 and y1 > (bottom + top) / 2
    assert shown.host.locator(".mg-heard").inner_text() == say("training.added")


def test_points_are_added_only_where_the_kernel_has_heard_of_the_page(live):
    training, shown = live
    shown.say(training, heard=False)
    shown.host.locator(".mg-plane svg").click(position={"x": 50, "y": 60})
    assert {str(told["added"]) for told in shown.heard} == {"[]"} and not shown.host.locator(".mg-class").is_visible()


def test_a_kernel_that_hears_nothing_is_told_after_a_while(live):
    training, shown = live
    shown.say(training, heard=False)
    note = shown.host.locator(".mg-note")
    assert say("training.not_heard") not in note.inner_text()
    shown.host.evaluate("host => { host.training.linked -= 5000 }")
    shown.say(training, heard=False)
    assert say("training.not_heard") in note.inner_text()
    shown.say(training, heard=True)
    assert say("training.not_heard") not in note.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_it_while_it_is_live(live, scheme):
    training, shown = live
    shown.page.emulate_media(color_scheme=scheme)
    shown.say(training)
    shown.drawn()
    assert violations(shown.page) == []
