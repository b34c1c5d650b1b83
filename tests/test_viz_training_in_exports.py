"""A training in what nbconvert makes of a notebook: a page and slides, with the network refused."""

import re
from importlib import import_module

import pytest

import kernel
import pages
from pages import press
from test_player_in_jupyterlab import ROOT
from training_pages import Shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("english")]


@pytest.fixture(scope="module")
def executed():
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
    html = getattr(import_module("nbconvert"), exporter)().from_notebook_node(executed)[0]
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
