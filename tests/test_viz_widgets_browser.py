"""The page's half of a widget: what a player or an explorer tells its model, and does as the model says. Here the model is a
stand-in; with a real kernel see test_widgets_in_jupyterlab.py.
"""

import pytest

import viz
from micrograd.engine import Value
from pages import opened
from players import lecture
from viz.words.messages import say

pytestmark = pytest.mark.usefixtures("english")
MODEL = """state => {
    const listeners = {}
    globalThis.saved = 0
    globalThis.model = {
        state,
        get: name => state[name],
        set: (name, value) => { state[name] = value; for (const listener of listeners["change:" + name] ?? []) listener() },
        on: (event, listener) => (listeners[event] ??= []).push(listener),
        save_changes: () => { globalThis.saved += 1 },
    }
    const token = document.querySelector("[data-mg]").dataset.mg
    globalThis.microgradLinks = new Map([[token, model]])
    dispatchEvent(new CustomEvent("micrograd-link", { detail: token }))
}"""


def product():
    a, b = Value(2.0), Value(3.0)
    viz.label(a=a, b=b)
    return a * b


@pytest.fixture
def linked(browser, tmp_path):
    """Opens a page on which an output stands twice, links both to one model with that state, and gives the page."""
    from contextlib import ExitStack

    with ExitStack() as pages:

        def link(output, **state):
            path = tmp_path / "twice.html"
            path.write_text(f"<!doctype html><meta charset=utf-8>{output.to_html() * 2}", encoding="utf-8")
            page = pages.enter_context(opened(browser, path, reduced_motion="reduce"))
            page.wait_for_function(
                "() => document.querySelectorAll('[data-claimed] .mg-bar, [data-claimed] .mg-sliders').length === 2"
            )
            page.evaluate(MODEL, state)
            return page

        yield link


def told(page, name):
    return page.evaluate("name => model.state[name]", name)


def said(page, **state):
    """Python sets some of the model."""
    page.evaluate("state => { for (const [name, value] of Object.entries(state)) model.set(name, value) }", state)


def counts(page):
    return [text.split(" ")[1] for text in page.locator(".mg-count").all_inner_texts()]


def click(page, which, word):
    page.locator(".mg-player").nth(which).get_by_role("button", name=say(f"player.{word}"), exact=True).click()


PLAYER = {"step": 0, "playing": False, "answers": []}


def test_what_is_pressed_in_one_player_is_told_and_done_in_the_other(linked):
    page = linked(viz.animate(product()), **PLAYER)
    click(page, 0, "forward")
    assert told(page, "step") == 1 and counts(page) == ["1", "1"]
    click(page, 1, "last")
    assert told(page, "step") == 4 and counts(page) == ["4", "4"]


def test_nothing_is_told_where_nothing_changed(linked):
    page = linked(viz.animate(product()), **PLAYER)
    click(page, 0, "forward")
    before = page.evaluate("() => saved")
    page.locator(".mg-player").first.locator("[data-value='0']").click()
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("() => saved") == before


def test_a_step_that_python_sets_is_shown_also_before_the_player_was_there(linked):
    page = linked(viz.animate(product()), **PLAYER | {"step": 2})
    assert counts(page) == ["2", "2"]
    said(page, step=3)
    assert counts(page) == ["3", "3"] and told(page, "step") == 3


def test_a_player_that_was_moved_before_its_model_came_is_not_set_back(browser, tmp_path):
    with opened(browser, viz.animate(product()).save(tmp_path / "player.html"), reduced_motion="reduce") as page:
        click(page, 0, "forward")
        page.evaluate(MODEL, PLAYER)
        assert counts(page) == ["1"] and told(page, "step") == 1


def test_a_step_behind_a_question_asks_it_first_and_says_where_it_stands(linked):
    page = linked(viz.animate(lecture(), ask=True), **PLAYER)
    last = page.evaluate("() => document.querySelector('.mg-player').player.steps.length - 1")
    said(page, step=last)
    assert 0 < told(page, "step") < last and page.locator(".mg-ask:visible").count() == 1
    assert counts(page)[1] == str(told(page, "step"))  # the other player stands before the question


def test_an_answer_is_told_and_counts_in_the_other_player(linked):
    page = linked(viz.animate(product(), ask=True), **PLAYER)
    said(page, step=4)
    fields = page.locator(".mg-ask input")
    fields.first.fill("2")
    fields.first.press("Enter")
    (answer,) = told(page, "answers")
    assert answer | {"question": ""} == {"step": 3, "question": "", "given": ["2"], "right": False, "shown": False}
    fields.first.fill("3.0")
    fields.first.press("Enter")
    (answer,) = told(page, "answers")
    assert answer["given"] == ["2", "3.0"] and answer["right"] and not answer["shown"]
    assert told(page, "step") == 3 and counts(page) == ["3", "3"]
    click(page, 1, "forward")  # to the second question
    page.locator(".mg-player").nth(1).get_by_role("button", name=say("question.show"), exact=True).click()
    assert [each["shown"] for each in told(page, "answers")] == [False, True] and counts(page) == ["4", "4"]
    assert page.evaluate("() => document.querySelector('.mg-player').player.asking.open") is False


def test_what_is_chosen_is_told_in_its_words(linked):
    page = linked(viz.animate(product(), ask="sign"), **PLAYER)
    said(page, step=4)
    chosen = page.locator(".mg-options").first.get_by_role("button").first
    words = chosen.inner_text()
    chosen.click()
    assert told(page, "answers")[0]["given"] == [words]


def test_python_lets_it_play_and_pause(linked):
    page = linked(viz.animate(lecture()), **PLAYER)
    said(page, playing=True)
    page.wait_for_function("() => model.state.step >= 1")
    said(page, playing=False)
    stands = told(page, "step")
    playing = "() => [...document.querySelectorAll('.mg-player')].map(host => host.player.playing || host.player.clock.isRunning)"
    assert page.evaluate(playing) == [False, False] and counts(page) == [str(stands)] * 2
    click(page, 1, "play")
    assert told(page, "playing") is True and page.evaluate(playing) == [False, True]
    page.wait_for_function("stands => model.state.step > stands", arg=stands)
    click(page, 1, "pause")
    assert told(page, "playing") is False and counts(page) == [str(told(page, "step"))] * 2


def test_sliders_of_two_explorers_follow_one_model(linked):
    page = linked(
        viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(3.0)), values={"a": 2, "b": -4}, question={}, answer={}
    )
    results = "() => [...document.querySelectorAll('.mg-player')].map(host => [...host.querySelectorAll('[data-part=data]')].at(-1).textContent)"
    assert page.evaluate(results) == ["-8.0", "-8.0"]
    page.locator(".mg-sliders input[type=number]").first.fill("5")
    assert told(page, "values") == {"a": 5, "b": -4} and page.evaluate(results) == ["-20.0", "-20.0"]
    said(page, values={"a": 700, "b": -4})
    assert page.evaluate(results) == ["-2800.0", "-2800.0"]
    assert [field.input_value() for field in page.locator(".mg-sliders input[type=number]").all()] == ["700", "-4"] * 2


def test_values_that_make_no_sense_move_nothing(linked):
    page = linked(viz.explore(lambda a: a * a, a=Value(2.0)), values={"a": 2}, question={}, answer={})
    said(page, values={"a": None, "__proto__": 3, "x": 4})
    assert page.locator("[data-part=data]").last.text_content() == "4.0"
