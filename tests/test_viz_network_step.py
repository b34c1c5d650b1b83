"""One step of training in the picture of a network: the gradients run back, then each weight takes its step."""

import math
import random

import pytest

import viz
from micrograd.nn import MLP
from pages import press, press_by, sent, shown_in, violations
from viz.words.messages import LANGUAGES, say
from viz.words.text import plain

pytestmark = pytest.mark.usefixtures("english")


def trained(went_back=True):
    model = MLP(2, [3, 1], rng=random.Random(3))
    if went_back:
        ((model([1.0, -2.0]) - 1.0) ** 2).backward()
    return model


def step_of(picture):
    return sent(picture._repr_mimebundle_()["text/html"])["step"]


def test_a_page_can_show_a_step_where_somebody_has_gone_back():
    assert step_of(viz.network(trained()))["sizes"] == [2, 3, 1]
    assert step_of(viz.network(trained(went_back=False))) is None


def test_the_rate_is_that_of_the_update_and_without_one_none_is_shown():
    assert step_of(viz.network(trained(), rate=0.1))["rate"] == 0.1
    assert step_of(viz.network(trained()))["rate"] is None


@pytest.mark.parametrize(
    "rate, error", [("fast", TypeError), (0, ValueError), (-1, ValueError), (math.inf, ValueError)]
)
def test_what_is_no_rate_is_refused(rate, error):
    with pytest.raises(error, match="rate"):
        viz.network(trained(), rate=rate)


# In a browser.


@pytest.fixture
def show_network(browser, tmp_path):
    """Shows a network on a page: see pages.shown_in."""
    with shown_in(browser, tmp_path, lambda page, _: page) as shown:
        yield shown


def caption(page):
    return page.locator(".mg-caption").inner_text()


def slide(page, at):
    page.evaluate("at => document.querySelector('.mg-network').network.view.show(at)", at)


def take(page):
    page.locator(".mg-take").click()
    page.evaluate("() => document.querySelector('.mg-network').network.view.stop()")


def test_gradients_run_back_and_then_the_weights_change(show_network):
    page = show_network(viz.network(trained(), rate=0.1))
    take(page)
    slide(page, 0.3)
    assert caption(page) == "1 backward: gradients run back" and page.locator(".mg-mesh circle[r='4']").count() > 0
    slide(page, 0.8)
    assert caption(page) == "2 update: weight - 0.1 × gradient; clear = changed most"


def test_after_the_step_each_weight_is_less_by_rate_times_gradient(show_network):
    model = trained()
    page = show_network(viz.network(model, rate=0.1))
    take(page)
    slide(page, 1)
    numbers = page.evaluate(
        "() => document.querySelector('.mg-network').network.view.mesh.seen.layers.map(l => [...l.numbers])"
    )
    for layer, found in zip(model.layers, numbers):
        due = [x for n in layer.neurons for x in (*(w.data - 0.1 * w.grad for w in n.w), n.b.data)]
        assert found == pytest.approx(due, abs=2e-4)


def test_without_a_rate_the_weights_stay(show_network):
    page = show_network(viz.network(trained()))
    take(page)
    slide(page, 1)
    assert caption(page) == "1 backward: gradients run back"


@pytest.mark.parametrize("how", ["mouse", "touch", "keyboard", "space"])
def test_it_opens_and_goes_back_to_its_button(show_network, how):
    page = show_network(viz.network(trained(), rate=0.1), has_touch=True)
    press_by(how, page.locator(".mg-take"))
    assert page.locator(".mg-step").is_visible()
    press(page, "Escape")
    assert page.locator(".mg-step").count() == 0
    assert page.evaluate("() => document.activeElement.className") == "mg-take"


def test_it_plays_to_its_end(show_network):
    page = show_network(viz.network(trained(), rate=0.1))
    page.clock.install()
    page.locator(".mg-take").click()
    page.clock.run_for(6000)
    assert page.locator(".mg-step input").input_value() == "1000"
    assert page.locator(".mg-play").get_attribute("aria-label") == say("opened.play")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_accessible_in_every_language(show_network, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    page = show_network(viz.network(trained(), rate=0.1))
    take(page)
    assert violations(page) == []
    slide(page, 1)
    assert plain(0.1) in caption(page)
