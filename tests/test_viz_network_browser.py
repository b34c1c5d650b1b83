"""A network in a real browser, in a saved page without a network: a neuron opens in the place of the picture, and back."""

import random

import pytest

import viz
from micrograd.engine import Value
from micrograd.nn import MLP
from pages import press, press_by, shown_in, violations
from test_viz_browser import HOSTILE
from viz.words.messages import LANGUAGES, say
from viz.words.text import number

PLACES = """page => JSON.stringify([...document.querySelectorAll('.mg-network, #after')].map(element => {
    const {x, y, width, height} = element.getBoundingClientRect()
    return [x, y, width, height, scrollY]
}))"""


pytestmark = pytest.mark.usefixtures("english")


class Shown:
    """A network on a page."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-network").nth(which)
        self.neurons, self.open = self.host.locator(".mg-opens"), self.host.locator(".mg-opened")

    def neuron(self, layer, n):
        return self.host.get_by_role("button", name=say("opened.open", name=self.title(layer, n)), exact=True)

    def title(self, layer, n):
        return say("unit name", layer=layer, n=n)

    @property
    def back(self):
        return self.host.get_by_role("button", name=say("opened.back"))

    @property
    def focused(self):
        return self.page.evaluate("() => document.activeElement.getAttribute('aria-label')")

    @property
    def places(self):
        return self.page.evaluate(PLACES)

    def texts(self, part):
        return self.open.locator(f"[data-part={part}]").all_text_contents()


def network(*sizes):
    net = MLP(2, sizes or (3, 2, 1), rng=random.Random(3))
    net([1.0, 1.0]).backward()
    return viz.network(net)


@pytest.fixture
def show(browser, tmp_path):
    """Shows networks on a page: see pages.shown_in."""
    with shown_in(browser, tmp_path, Shown, after="<p id=after>after</p>") as shown:
        yield lambda *networks, **options: shown(*(networks or (network(),)), **options)


@pytest.mark.multiplies(4)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["mouse", "touch", "keyboard", "space"])
def test_a_neuron_opens_in_its_place_and_goes_back_and_nothing_jumps(show, monkeypatch, how, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(has_touch=True)
    before = shown.places
    press_by(how, shown.neuron(1, 2))
    assert shown.open.get_attribute("aria-label") == shown.title(1, 2)
    assert shown.open.locator(".mg-title").inner_text() == shown.title(1, 2) and "x1 = 1" in shown.open.inner_text()
    assert shown.places == before and not shown.host.locator(".mg-picture").is_visible()
    assert shown.open.bounding_box() == shown.host.bounding_box()
    assert shown.back.evaluate("button => button === document.activeElement")
    shown.back.click()
    assert shown.open.count() == 0 and shown.neuron(1, 2).is_visible() and shown.places == before
    assert shown.focused == say("opened.open", name=shown.title(1, 2))


def test_escape_and_the_button_by_keys_go_back_to_the_neuron(show):
    shown = show()
    for key in ("Escape", "Enter", " "):
        press_by("keyboard", shown.neuron(2, 1))
        press(shown.page, key)
        assert shown.open.count() == 0 and shown.focused == "layer 2 no. 1: open its graph"


def test_one_tab_stop_and_arrow_keys_from_neuron_to_neuron(show):
    shown = show()
    press(shown.page, "Tab")
    seen = []
    for key in (
        "",
        "ArrowDown",
        "ArrowDown",
        "ArrowDown",
        "ArrowRight",
        "ArrowRight",
        "ArrowRight",
        "ArrowLeft",
        "ArrowUp",
    ):
        if key:
            press(shown.page, key)
        seen.append(shown.focused.removesuffix(": open its graph"))
    at = [(1, 1), (1, 2), (1, 3), (1, 3), (2, 2), (3, 1), (3, 1), (2, 1), (2, 1)]
    assert seen == [f"layer {k} no. {n}" for k, n in at]
    assert shown.host.locator("[tabindex='0']").count() == 1
    press(shown.page, "Tab")
    assert not shown.host.evaluate("host => host.contains(document.activeElement)")


def test_the_numbers_are_those_of_the_neuron(show):
    net = MLP(2, [2, 1], rng=random.Random(4))
    out = net([1.0, 1.0])
    out.backward()
    shown = show(viz.network(net))
    shown.neuron(2, 1).click()
    assert number(out.data) in shown.texts("data")
    bias = shown.open.locator("[data-value]").filter(has=shown.page.get_by_text("b", exact=True)).first
    assert bias.locator("[data-part=grad]").text_content() == "+1.0"
    assert shown.texts("grad").count("·") == 6  # two inputs, two products, two sums


def test_a_large_graph_is_looked_at_from_near_and_moved_by_keys_and_buttons(show):
    shown = show(network(16, 16, 1))
    shown.neuron(2, 4).click()

    def view():
        return shown.open.locator("svg").first.get_attribute("viewBox")

    seen = [view()]
    for act in (
        lambda: press(shown.page, "ArrowRight"),
        lambda: shown.host.get_by_role("button", name=say("opened.nearer")).click(),
        lambda: press(shown.page, "-"),
        lambda: press(shown.page, "0"),
    ):
        act()
        shown.page.wait_for_function(
            "before => document.querySelector('.mg-opened svg').getAttribute('viewBox') !== before", arg=seen[-1]
        )
        seen.append(view())
    assert seen[3] == seen[1] and len({*seen[:3]}) == 3  # nearer and farther are as much


def test_the_same_network_stands_twice_in_a_page_and_both_open(show):
    python = network()
    one, other = show(python, python)
    one.neuron(1, 1).click()
    other.neuron(2, 2).click()
    assert (one.open.count(), other.open.count()) == (1, 1)
    press(other.page, "Escape")
    assert (one.open.count(), other.open.count()) == (1, 0)


def test_hostile_labels_and_symbols_do_nothing(show):
    class Theirs:
        def __init__(self):
            self.w, self.b = [Value(2.0)], Value(1.0)

        def __call__(self, x):
            total = self.b
            for text in HOSTILE:
                total = total + self.w[0] * x[0]
                total.label = total._op = text
            return total

    shown = show(viz.network(Theirs()))
    shown.neuron(1, 1).click()
    assert len(shown.texts("data")) > len(HOSTILE)
    assert shown.page.evaluate("() => window.ran") is None
    assert shown.open.evaluate("panel => panel.querySelectorAll('img, iframe, a, foreignObject, script').length") == 0


def test_what_does_not_open_is_no_button(show):
    net = MLP(2, [3, 1], rng=random.Random(3))
    broken = type("Broken", (), {"w": net.layers[0].neurons[1].w, "b": Value(0.0)})()
    net.layers[0].neurons[1] = broken
    shown = show(viz.network(net))
    assert shown.neurons.count() == 2 and shown.host.locator(".mg-unit").count() == 4
    shown.neuron(1, 1).focus()
    press(shown.page, "ArrowDown")
    assert shown.focused == "layer 1 no. 3: open its graph"


def test_without_scripts_the_picture_remains(show):
    shown = show(java_script_enabled=False)
    assert shown.host.locator("svg").first.is_visible() and shown.neurons.count() == 0


def test_on_paper_stands_the_network(show):
    shown = show()
    shown.neuron(1, 1).click()
    shown.page.emulate_media(media="print")
    assert shown.host.locator(".mg-picture").is_visible() and not shown.open.is_visible()


def test_a_narrow_window_needs_no_scroll_bar(show):
    shown = show(viewport={"width": 360, "height": 700})
    shown.neuron(1, 1).click()
    assert shown.page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
    assert shown.open.locator(".mg-stage").bounding_box()["height"] > 80 and shown.back.is_visible()


@pytest.mark.multiplies(4)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sizes", [(4, 4, 1), (16, 16, 1)], ids=str)
@pytest.mark.parametrize("width", [420, 1090])
def test_numbers_are_large_enough_to_be_read_and_the_beginning_is_seen(show, monkeypatch, width, sizes, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(network(*sizes), viewport={"width": width, "height": 800})
    for layer in (1, 2, 3):
        shown.neuron(layer, 1).click()
        scale = shown.open.locator(".mg-stage > svg").evaluate("svg => svg.getScreenCTM().a")
        assert 22 * scale >= 9.5  # px: data and grad are 22 px in the picture
        stage = shown.open.locator(".mg-stage").bounding_box()
        first = shown.open.locator("[data-value]").filter(has=shown.page.get_by_text("w1", exact=True)).bounding_box()
        assert stage["x"] <= first["x"] and stage["y"] <= first["y"]
        assert first["x"] + first["width"] <= stage["x"] + stage["width"]
        assert first["y"] + first["height"] <= stage["y"] + stage["height"]
        shown.back.click()


def test_arrow_keys_scroll_the_page_where_the_whole_graph_is_seen(show):
    shown = show(network(), viewport={"width": 1090, "height": 300})
    press_by("keyboard", shown.neuron(1, 1))
    press(shown.page, "ArrowDown")
    shown.page.wait_for_function("() => scrollY > 0")


def test_a_large_graph_is_dragged(show):
    shown = show(network(16, 16, 1))
    shown.neuron(2, 4).click()
    stage = shown.open.locator(".mg-stage > svg")
    box, before = stage.bounding_box(), stage.get_attribute("viewBox")
    shown.page.mouse.move(box["x"] + 200, box["y"] + 50)
    shown.page.mouse.down()
    shown.page.mouse.move(box["x"] + 120, box["y"] + 50)
    shown.page.mouse.up()
    after = stage.get_attribute("viewBox")
    assert float(after.split()[0]) > float(before.split()[0]) and after.split()[1:] == before.split()[1:]
    assert stage.evaluate("svg => getComputedStyle(svg).touchAction") == "none"  # else the finger scrolls the page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(show, scheme):
    shown = show(color_scheme=scheme)
    found = [violations(shown.page)]
    shown.neuron(1, 2).click()
    found.append(violations(shown.page))
    assert found == [[], []]
