"""The recording of a training in a real browser, opened from disk without a kernel."""

import math

import pytest

import viz
from micrograd.moons import moons
from pages import press, shown_in, violations
from players import with_clock
from training_pages import Shown
from trainings import Leaky, Line, gone_through, moons_training, network, step_of
from viz.values.scores import score_of
from viz.words.messages import LANGUAGES, say

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("english")]
HOSTILE = '<img src=x onerror="window.ran = 1">\'{n}</script>'


@pytest.fixture
def show(browser, tmp_path):
    with shown_in(browser, tmp_path, Shown, reduced_motion="reduce") as shown:
        yield shown


@pytest.fixture(scope="module")
def training():
    return gone_through(moons_training(6, 6, 1, steps=8, count=40))


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


def test_the_scrubber_stops_what_plays(show, training):
    shown = show(training, reduced_motion="no-preference")
    run_for = with_clock(shown)
    shown.button("play").click()
    run_for(250)
    shown.host.get_by_label(say("training.which")).fill("6")
    run_for(1000)
    assert shown.step == 6 and shown.button("play").is_visible()


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


def test_before_its_loop_has_begun_it_is_the_untrained_network_and_nothing_is_played(show):
    shown = show(moons_training(4, 1, steps=5))
    run_for = with_clock(shown)
    for word in ("play", "slow", "gradients"):
        shown.button(word).click()
        run_for(1000)
    press(shown.page, "Home", "End", "ArrowLeft", "ArrowRight", "s", "g", " ")
    run_for(1000)
    assert shown.step == 0 and shown.head[0] == "step 0 of 5" and shown.button("play").is_visible()


@pytest.mark.parametrize("letters", [14, 17, 20])
def test_with_large_letters_it_stays_on_one_screen(show, training, letters):
    shown = show(training, viewport={"width": 1280, "height": 720})
    shown.page.add_style_tag(content=f"body {{ font-size: {letters}px }}")
    assert shown.host.bounding_box()["height"] <= 560


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


def test_a_recording_without_a_kernel_takes_no_points(show, training):
    shown = show(training)
    shown.host.locator(".mg-plane svg").click(position={"x": 50, "y": 60})
    assert not shown.host.locator(".mg-class").is_visible()
    assert shown.host.locator("[data-point]").count() == 40
