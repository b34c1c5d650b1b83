"""The training of lesson 7 in a real JupyterLab: its controls are pressed while its loop runs, and act; what is left
plays after a reload without a kernel's help.
"""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from browser import chromium
from lab import _kernel_is_idle, _wait, opened, server
from requirements_of_ci import required

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent
LESSON = "notebooks/en/07_a_network_learns.ipynb"
STEPS = 200
HEAD = "document.querySelector('.mg-training .mg-head')?.textContent"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    clone = tmp_path_factory.mktemp("clone")
    for part in ("micrograd", "viz", "exercises", "notebooks"):
        shutil.copytree(ROOT / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
    longer = (clone / LESSON).read_text(encoding="utf-8").replace("steps=80", f"steps={STEPS}")  # none is over too soon
    (clone / LESSON).write_text(longer, encoding="utf-8")
    with server(clone, tmp_path_factory.mktemp("private")) as address_of:
        yield address_of


@pytest.fixture(scope="module")
def page():
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.set_default_timeout(240_000)  # a training takes its time where others run beside it
        yield page


@pytest.fixture(scope="module")
def lesson(page, address):
    """The lesson, all of whose cells have been told to run: its training has begun."""
    opened(page, address, LESSON)
    _wait(lambda: _kernel_is_idle(address, LESSON), "the kernel is there")
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
    control(page, "pause").wait_for(timeout=120_000)
    return page


@pytest.fixture
def paused(lesson):
    """The lesson while its training runs, and waits."""
    for _ in range(3):  # a run in which nothing that is pressed arrives goes to its end: another one takes its place
        if is_paused(lesson):
            return lesson
    pytest.fail("nothing that was pressed has arrived in three runs")


def is_paused(lesson):
    """Have the training run, and wait; tell whether it does."""
    if not control(lesson, "pause").is_visible():
        lesson.wait_for_function(  # after an interrupt the kernel refuses what was asked of it before
            "() => [...document.querySelectorAll('.jp-InputPrompt')].every(prompt => prompt.textContent !== '[*]:')"
        )
        loop(lesson).locator(".cm-content").click()
        lesson.keyboard.press("Control+Enter")
    control(lesson, "pause").wait_for()
    if "mod-active" not in control(lesson, "pause").get_attribute("class"):
        control(lesson, "pause").click()
    control(lesson, "step").click()  # it waits at the latest after this one
    lesson.wait_for_function(f"() => {HEAD}?.includes('step ') && !{HEAD}.includes('step 0 ')")
    # A point is put in between two steps: once the second is there, no step is still to come.
    return put_in_a_point(lesson) and put_in_a_point(lesson)


def control(page, name):
    return page.locator(".jupyter-widgets.jupyter-button", has_text=name)


def put_in_a_point(page):
    """Click one into the picture; tell whether it has arrived before the training was over.

    A click that falls between two drawings of the picture is lost, as it would be for anybody: then it is made again.
    """
    before = points(page)
    for _ in range(20):
        page.locator(".mg-plane svg").click(position={"x": 60, "y": 200})
        with suppress(required("playwright.sync_api").TimeoutError):
            return page.wait_for_function(
                f"""before => Number(/of (\\d+) points/.exec({HEAD} ?? "")?.[1]) > before ? 1
                    : document.querySelector('.mg-training').training?.live === false ? -1 : 0""",
                arg=before, timeout=12_000,
            ).json_value() > 0  # fmt: skip
    pytest.fail("twenty points were put in, and none has arrived")


def points(page):
    return int(page.evaluate(HEAD).split(" points")[0].split(" ")[-1])


def until(page, text):
    """Waits until it stands above the pictures."""
    page.wait_for_function(f"text => {HEAD}?.includes(text)", arg=text)


def step(page):
    return int(page.evaluate(HEAD).split("step ")[1].split(" of")[0])


def loop(page):
    return page.locator(".jp-CodeCell", has_text="for step in training:").first


def test_the_controls_act_while_the_cell_runs(paused):
    rate = paused.locator(".widget-slider [role=slider]").first
    before = float(paused.evaluate(HEAD).split("learning rate ")[1])
    rate.focus()
    paused.keyboard.press("ArrowRight")
    control(paused, "step").click()
    paused.wait_for_function(f"before => Number({HEAD}.split('learning rate ')[1]) > before", arg=before)
    done = step(paused)
    for n in (1, 2, 3):  # each press is one step, and no other comes between
        control(paused, "step").click()
        until(paused, f"step {done + n} of {STEPS}")
    assert loop(paused).locator(".jp-InputPrompt").inner_text() == "[*]:"


def test_pictures_and_controls_are_on_one_screen(paused):
    box = loop(paused).locator(".jp-OutputArea").bounding_box()
    assert box["height"] <= 600
    assert loop(paused).locator(".mg-plane, .mg-mesh, .mg-loss").count() == 3


def test_data_layers_and_points_are_chosen_while_it_runs(paused):
    assert put_in_a_point(paused)
    for name in ("circles", "spirals"):
        paused.locator(".widget-dropdown select").select_option(name)
        until(paused, name)
        assert step(paused) == 0
    for hidden in ("3", "6, 5"):
        paused.locator(".widget-text input").last.fill(hidden)
        paused.keyboard.press("Enter")
        neurons = sum(map(int, hidden.split(","))) + 1
        paused.wait_for_function(
            "count => document.querySelectorAll('.mg-training .mg-neuron').length === count", arg=neurons
        )


def test_an_interrupt_comes_through_a_pause_and_leaves_a_recording(paused, address):
    done = step(paused)
    paused.locator('[data-command="notebook:interrupt-kernel"], [data-jp-item-name="interrupt"]').first.click()
    until(paused, f"stopped after step {done} of {STEPS}")
    assert paused.locator(".widget-slider").count() == 0
    _wait(lambda: _kernel_is_idle(address, LESSON), "the kernel is there")


def test_to_its_end_it_leaves_a_recording_that_plays_after_a_reload(paused, address):
    paused.locator(".widget-text input").last.fill("2")  # a small network is sooner at the end
    paused.keyboard.press("Enter")
    paused.wait_for_function("() => document.querySelectorAll('.mg-training .mg-neuron').length === 3")
    control(paused, "pause").click()
    until(paused, f"step {STEPS} of {STEPS}")
    paused.wait_for_function("() => document.querySelector('.mg-training').training?.live === false")
    _wait(lambda: _kernel_is_idle(address, LESSON), "the kernel is there")
    with paused.expect_response(lambda answer: answer.request.method == "PUT" and "07_a_network" in answer.url):
        paused.keyboard.press("Control+s")
    opened(paused, address, LESSON)
    until(paused, f"step {STEPS} of {STEPS}")
    paused.get_by_role("button", name="to the untrained network").click()
    until(paused, f"step 0 of {STEPS}")
    assert loop(paused).get_by_text("Error displaying widget").count() == 0
    assert loop(paused).locator(".jupyter-widgets").count() == 0
