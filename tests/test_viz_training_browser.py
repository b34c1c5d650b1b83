"""The recording of a training in a real browser, opened from disk without a kernel; and live, with a kernel's side that
the test plays.
"""

import contextlib
import math

import pytest

import pages
import viz
from micrograd.moons import moons
from pages import opened, press, violations
from players import with_clock
from trainings import Leaky, Line, gone_through, moons_training, network, step_of
from viz.values.scores import score_of
from viz.words.messages import LANGUAGES, say

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("english")]
HOSTILE = '<img src=x onerror="window.ran = 1">\'{n}</script>'

# The kernel's side of a training: what viz.outputs.link makes, as far as the page uses it.
KERNEL = """token => {
    const model = {
        state: { answer: {} }, heard: [], listeners: [],
        get(name) { return this.state[name] },
        send(content) { this.heard.push(structuredClone(content)) },
        on(event, listener) { this.listeners.push(listener) },
        say(answer) { this.state.answer = answer; this.listeners.forEach(listener => listener()) },
    }
    globalThis.kernel = model
    globalThis.microgradLinks = new Map([[token, model]])
    dispatchEvent(new CustomEvent("micrograd-link", { detail: token }))
}"""


class Shown:
    """A training on a page: what is seen of it, and what can be pressed."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-training").nth(which)

    @property
    def head(self):
        return self.host.locator(".mg-head span").all_inner_texts()

    @property
    def step(self):
        return int(self.host.locator(".mg-head").inner_text().split("step ")[1].split()[0])

    @property
    def caption(self):
        return self.host.locator(".mg-mesh .mg-caption").inner_text()

    @property
    def boundary(self):
        """The paths of the sides and of the line between them."""
        paths = self.host.locator(".mg-plane path[fill-opacity], [data-boundary]")
        return " ".join(paths.evaluate_all("paths => paths.map(path => path.getAttribute('d'))"))

    @property
    def lines(self):
        return self.host.locator(".mg-mesh line").evaluate_all(
            "lines => lines.map(line => [line.getAttribute('class'), line.style.strokeWidth, line.style.opacity])"
        )

    def button(self, word):
        return self.host.get_by_role("button", name=say(f"training.{word}"), exact=True)

    def at(self, place, slow=False):
        self.host.evaluate(
            "(host, [place, slow]) => { Object.assign(host.training, { place, isSlow: slow }); host.training.draw() }",
            [place, slow],
        )

    def until_step(self, n):
        self.page.wait_for_function("([host, n]) => host.training.place === n", arg=[self.host.element_handle(), n])

    def say(self, training, heard=True, note=""):
        """What the kernel says of a training as it stands."""
        state = training._state
        message = {"setup": state.setup(), "frame": state.recording.last, "heard": heard, "note": note}
        self.page.evaluate("message => kernel.say(message)", message)

    def drawn(self):
        """Waits until all that was said is drawn."""
        self.page.wait_for_function("host => !host.training.waits", arg=self.host.element_handle())

    @property
    def heard(self):
        return self.page.evaluate("() => kernel.heard")


@pytest.fixture
def show(browser, tmp_path):
    with contextlib.ExitStack() as open_pages:

        def show(*trainings, html=None, **options):
            body = html or "".join(each.to_html() for each in trainings)
            (tmp_path / "page.html").write_text(viz.outputs.html.document("page", body), encoding="utf-8")
            page = open_pages.enter_context(
                opened(browser, tmp_path / "page.html", **{"reduced_motion": "reduce"} | options)
            )
            page.set_default_timeout(5000)
            shown = [Shown(page, k) for k in range(max(1, len(trainings)))]
            return shown if len(shown) > 1 else shown[0]

        yield show


@pytest.fixture(scope="module")
def training():
    return gone_through(moons_training(6, 6, 1, steps=8, count=40))


@pytest.fixture
def live(show):
    """A training that has just begun, live in a page, and the page."""
    training = moons_training(4, 1, steps=5)
    shown = show(html=training._begun("abc"))
    shown.page.evaluate(KERNEL, "abc")
    return training, shown


# The recording.


def test_it_opens_at_the_last_step_and_counts_the_points_on_their_side(show, training):
    shown = show(training)
    right = sum((training.model(p).data > 0) == (y > 0) for p, y in zip(training.points, training.labels))
    assert shown.head == ["step 8 of 8", f"{right} of 40 points on their side", "learning rate 0.5"]
    assert shown.host.locator("[data-point]").count() == 40
    assert shown.host.locator("[data-wrong]").count() == 40 - right
    assert shown.host.locator(".mg-loss .mg-caption").inner_text().startswith("loss of this step ")


def test_every_step_is_in_it_the_untrained_network_first(show, training):
    shown, seen = show(training), []
    scrubber = shown.host.get_by_label(say("training.which"))
    for n in range(9):
        scrubber.fill(str(n))
        shown.drawn()
        seen.append((shown.step, shown.boundary))
    assert [n for n, _ in seen] == [*range(9)] and len({boundary for _, boundary in seen}) == 9
    assert scrubber.get_attribute("aria-valuetext").startswith("step 8 of 8, ")
    scrubber.fill("0")
    shown.drawn()
    assert shown.host.locator(".mg-loss .mg-caption").inner_text() == "no loss yet"


def test_it_is_played_and_paused_by_the_mouse(show, training):
    shown = show(training, reduced_motion="no-preference")
    run_for = with_clock(shown)
    shown.button("play").click()
    run_for(350)
    assert shown.step == 3
    shown.button("pause").click()
    run_for(1000)
    assert shown.step == 3
    shown.host.get_by_label(say("training.speed")).select_option("4")
    shown.button("play").click()
    run_for(150)
    assert shown.step == 8 and shown.button("play").is_visible()


@pytest.mark.parametrize("words", [("first", 0), ("back", 7)])
def test_its_buttons_go_where_they_say(show, training, words):
    shown = show(training)
    word, step = words
    shown.button(word).click()
    shown.drawn()
    assert shown.step == step
    shown.button("last").click()
    shown.drawn()
    assert shown.step == 8


def test_it_is_played_by_the_keys_alone(show, training):
    shown = show(training)
    shown.button("first").focus()
    for key, step in (("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 8), ("Home", 0)):
        press(shown.page, key)
        shown.drawn()
        assert shown.step == step
    shown.host.get_by_label(say("training.which")).focus()
    press(shown.page, "ArrowRight", "g")
    shown.drawn()
    assert shown.step == 1 and shown.button("gradients").get_attribute("aria-pressed") == "true"


def test_it_is_used_by_touch(show, training):
    shown = show(training, has_touch=True, viewport={"width": 390, "height": 844})
    shown.button("back").tap()
    shown.drawn()
    shown.button("gradients").tap()
    assert shown.step == 7 and shown.caption.startswith("gradients of the weights")


def test_the_lines_show_the_gradients_when_they_are_asked_for(show, training):
    shown = show(training)
    weights = shown.lines
    shown.button("gradients").click()
    assert shown.lines != weights
    shown.button("gradients").click()
    assert shown.lines == weights


def test_one_step_in_slow_motion_goes_forward_backward_and_updates(show, training):
    shown = show(training)
    seen = []
    for place in (2, 2.2, 2.5, 2.85, 3):
        shown.at(place, slow=True)
        seen.append((shown.caption, shown.boundary))
    captions = [caption.partition(":")[0] for caption, _ in seen]
    assert captions == ["weights", "1 forward", "2 backward", "3 update", "weights"]
    assert "weight - 0.5 × gradient" in seen[3][0]
    boundaries = [boundary for _, boundary in seen]
    assert boundaries[0] == boundaries[1] == boundaries[2] and len({*boundaries[2:]}) == 3


def test_in_slow_motion_gradients_travel_along_the_layers_from_the_last_to_the_first(show, training):
    shown, where = show(training), []
    for t in (0.4, 0.5, 0.6):
        shown.at(2 + t, slow=True)
        dots = shown.host.locator(".mg-mesh .mg-room circle[r='4']").evaluate_all(
            "all => all.map(dot => +dot.getAttribute('cx'))"
        )
        assert dots
        where.append(max(dots))
    assert where == sorted(where, reverse=True)


def test_a_step_that_is_no_descent_is_not_called_one(show):
    training = moons_training(4, 1, steps=2)
    for _ in training:
        step_of(training)
        for p in training.model.parameters():
            p.data += 0.3
    shown = show(training)
    shown.at(1.85, slow=True)
    assert shown.caption == "3 update: each weight takes its step"


def test_slow_motion_with_less_motion_stands_still_at_each_stage(show, training):
    shown = show(training)
    run_for = with_clock(shown)
    shown.button("first").click()
    shown.button("slow").click()
    captions = []
    for _ in range(8):
        run_for(550)
        captions.append(shown.caption.partition(":")[0])
    assert list(dict.fromkeys(captions)) == ["1 forward", "2 backward", "3 update", "weights"]
    assert shown.step == 1


def test_the_weight_under_the_pointer_is_told(show, training):
    shown = show(training)
    line = shown.host.locator(".mg-mesh line").first
    box = line.bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    weight = training.model.layers[0].neurons[0].w[0]
    assert shown.caption.startswith("layer 1 no. 1, input 1: weight ")
    told = [float(part.split()[-1]) for part in shown.caption.split(",")[1:]][0:]
    assert float(shown.caption.split("weight ")[1].split(",")[0]) == pytest.approx(weight.data, abs=2e-3)
    assert told[-1] == pytest.approx(weight.grad, abs=2e-3)


def test_the_score_under_the_pointer_is_that_of_the_model(show, training):
    shown = show(training)
    shown.host.locator(".mg-plane svg").hover(position={"x": 120, "y": 90})
    place, score = shown.host.locator(".mg-plane .mg-caption").inner_text().removeprefix("score at (").split("): ")
    x, y = map(float, place.split(", "))
    assert float(score) == pytest.approx(score_of(training.model, [x, y]), abs=0.1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1090, 390])
def test_all_of_it_has_room_and_is_large_enough_to_be_read(show, training, monkeypatch, width, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(training, viewport={"width": width, "height": 700})
    assert shown.page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
    box = shown.host.bounding_box()
    assert width < 500 or box["height"] <= 540  # the controls above it have some 40 px
    small = shown.host.evaluate("""host => [...host.querySelectorAll('.mg-grid *')]
        .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && each.checkVisibility())
        .map(each => [each.textContent, parseFloat(getComputedStyle(each).fontSize) * (each.getCTM ? each.getCTM().a : 1)])
        .filter(([, size]) => size < 13.9)""")
    assert small == []
    cut = shown.host.evaluate("""host => [...host.querySelectorAll('.mg-head, .mg-caption, button')]
        .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)""")
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(show, training, scheme):
    assert violations(show(training, color_scheme=scheme).page) == []


def test_without_scripts_a_still_picture_remains(show, training):
    shown = show(training, java_script_enabled=False)
    assert shown.host.locator("img").is_visible() and shown.host.locator(".mg-bar").count() == 0
    assert shown.host.locator("img").get_attribute("alt").startswith("step 8 of 8")


def test_on_paper_the_pictures_stand_without_the_controls(show, training):
    shown = show(training)
    shown.page.emulate_media(media="print")
    assert shown.host.locator(".mg-plane").is_visible() and not shown.host.locator(".mg-bar").is_visible()


def test_the_same_training_stands_twice_in_a_page_and_both_play(show, training):
    one, other = show(training, training)
    one.button("first").click()
    one.drawn()
    assert (one.step, other.step) == (0, 8)


@pytest.mark.parametrize("model", [Leaky(3, 1), Line()], ids=["leaky", "line"])
def test_where_the_model_was_asked_the_boundary_is_drawn_all_the_same(show, model):
    shown = show(gone_through(viz.training(model, *moons(20), steps=3)))
    assert shown.boundary and "so the model was asked" in shown.host.locator(".mg-note").inner_text()
    assert shown.host.locator(".mg-mesh").count() == (0 if isinstance(model, Line) else 1)
    assert len(shown.head) == 3


def test_where_there_is_no_plane_network_and_loss_are_shown(show):
    training = viz.training(lambda layers: network(1), [[1.0], [2.0]], [0.5, 1.5], steps=2)
    for step in training:
        training.loss = 2.0 / (step + 1)
    shown = show(training)
    assert shown.host.locator(".mg-plane").count() == 0 and shown.host.locator(".mg-loss svg circle").count() == 1


def test_numbers_that_are_none_break_nothing(show):
    training = moons_training(3, 1, steps=4)
    for step in training:
        step_of(training)
        training.model.layers[0].neurons[0].w[0].data = [math.nan, math.inf, -1e308, 1e308][step]
        training.loss = [math.inf, math.nan, 1e308, -1e308][step]
    shown = show(training)
    for n in range(5):
        shown.at(n)
        shown.at(n - 0.15 if n else 0, slow=True)
        assert shown.step >= n - 1


def test_hostile_texts_do_nothing(show):
    def model(x):
        raise ValueError(HOSTILE)

    sets = {HOSTILE: ([[0, 0], [1, 1]], [1, -1])}
    training = viz.training(model, *sets[HOSTILE], data={**sets, "other": sets[HOSTILE]}, steps=1)
    for _ in training:
        training._state.note = HOSTILE
    shown = show(training)
    assert shown.head[0] == HOSTILE and HOSTILE in shown.host.locator(".mg-note").inner_text()
    assert shown.page.evaluate("() => window.ran") is None
    assert shown.host.locator(".mg-grid img, .mg-grid script").count() == 0


# Live.


def test_live_every_step_is_drawn_as_it_comes(live):
    training, shown = live
    assert shown.step == 0 and shown.heard == [{"run": training._state.run, "added": []}]
    for step in training:
        shown.say(training)
        shown.drawn()
        assert shown.step == step
        step_of(training)


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
    shown = show(html=training._begun("abc"))
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
    shown = show(html=training._begun("abc"), has_touch=True, viewport={"width": 390, "height": 844})
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


def test_a_recording_without_a_kernel_takes_no_points(show, training):
    shown = show(training)
    shown.host.locator(".mg-plane svg").click(position={"x": 50, "y": 60})
    assert not shown.host.locator(".mg-class").is_visible()
    assert shown.host.locator("[data-point]").count() == 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_it_while_it_is_live(live, scheme):
    training, shown = live
    shown.page.emulate_media(color_scheme=scheme)
    shown.say(training)
    shown.drawn()
    assert violations(shown.page) == []


# In what is made of a notebook.


@pytest.fixture(scope="module")
def executed():
    import kernel
    from test_player_in_jupyterlab import ROOT

    cells = [
        "import sys; sys.path[:0] = ['.', 'tests']\nimport viz\nfrom trainings import moons_training, step_of",
        "training = moons_training(4, 1, steps=5)\nfor step in training:\n    step_of(training)",
    ]
    run = kernel.notebook(*cells)
    for cell in run.cells:
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    return kernel.executed(run, ROOT)


def test_a_notebook_run_by_a_program_holds_the_recording_and_no_widget(executed):
    (output,) = executed.cells[1].outputs
    assert [frame["n"] for frame in pages.sent(output.data["text/html"])["frames"]] == [*range(6)]
    assert output.data["text/plain"].startswith("step 5 of 5") and "widget" not in str(executed)


@pytest.mark.parametrize("exporter", ["HTMLExporter", "SlidesExporter"])
def test_it_plays_in_exported_pages_and_slides_and_keeps_its_keys(browser, executed, tmp_path, exporter):
    import re

    import nbconvert

    html = getattr(nbconvert, exporter)().from_notebook_node(executed)[0]
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    page.set_default_timeout(10_000)
    page.route(re.compile("^(https?|wss?):"), lambda route: route.abort())
    page.add_init_script("document.addEventListener('keydown', event => { (window.heard ??= []).push(event.key) })")
    page.goto((tmp_path / "page.html").as_uri(), wait_until="commit")
    shown = Shown(page)
    shown.host.locator(".mg-bar").wait_for(state="attached")
    if exporter == "SlidesExporter":  # reveal.js comes from the network: without it, show all slides
        page.add_style_tag(
            content=".reveal .slides section, .reveal, .slides {display: block !important; visibility: visible !important}"
        )
    page.wait_for_function("() => document.querySelector('.mg-plane svg').clientWidth > 100")
    shown.button("first").click()
    press(page, "ArrowRight", "ArrowRight")
    shown.drawn()
    assert shown.step == 2 and shown.boundary and page.evaluate("() => window.heard") is None
    page.close()
