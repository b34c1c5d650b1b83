"""Animations and explorers in what nbconvert makes of a notebook: a page and slides, with the network refused."""

import re
from copy import deepcopy
from importlib import import_module

import pytest

import kernel
from test_player_in_jupyterlab import CELLS, ROOT

# What reveal.js does: it listens at the document and goes on to another slide, unless somebody has kept the key to
# himself.
SLIDES_LISTENER = (
    "document.addEventListener('keydown', event => { window.heard = [...(window.heard || []), event.key] })"
)


@pytest.fixture(scope="module")
def executed():
    run = kernel.notebook(*CELLS)
    for cell in run.cells:
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    return kernel.executed(run, ROOT)


def opened(browser, folder, html):
    """The page of an HTML text; page.asked holds what it asked the network for, which was refused."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    page.asked = set()

    def refuse(route):
        page.asked.add(route.request.url)
        route.abort()

    page.route(re.compile("^(https?|wss?):"), refuse)
    page.add_init_script(SLIDES_LISTENER)
    page.goto((folder / "page.html").as_uri(), wait_until="commit")
    page.locator(".mg-sliders").nth(1).wait_for(state="attached")
    return page


def exported(exporter, cells):
    return getattr(import_module("nbconvert"), exporter)().from_notebook_node(cells)[0]


def without_outputs(executed):
    bare = deepcopy(executed)
    for cell in bare.cells:
        cell.outputs = []
    return bare


def test_a_notebook_run_by_a_program_holds_no_widget(executed):
    assert "widgets" not in executed.metadata
    assert not any(
        "widget" in mime for cell in executed.cells for output in cell.outputs for mime in output.get("data", {})
    )


def test_a_page_asks_the_network_for_nothing_more_than_its_template_does(browser, executed, tmp_path):
    page = opened(browser, tmp_path, exported("HTMLExporter", executed))
    addresses = set(
        re.findall(r"""(?:src|href)=["'](https?:[^"']+)""", exported("HTMLExporter", without_outputs(executed)))
    )
    assert {url.partition("?")[0] for url in page.asked} <= {url.partition("?")[0] for url in addresses}
    page.close()


@pytest.mark.parametrize("exporter", ["HTMLExporter", "SlidesExporter"])
def test_players_and_explorers_work_and_keep_their_keys(browser, executed, tmp_path, exporter):
    page = opened(browser, tmp_path, exported(exporter, executed))
    if exporter == "SlidesExporter":  # reveal.js comes from the network: without it, show all slides
        assert page.locator(".jp-OutputArea section").count() == 0  # reveal.js would take each for a slide
        page.add_style_tag(
            content=".reveal .slides section, .reveal, .slides {display: block !important; visibility: visible !important}"
        )
    player = page.locator(".mg-player").first
    player.get_by_label("one step forward").click()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Home", "End"):
        page.keyboard.press(key)
    assert player.locator(".mg-number").all_inner_texts() == ["2", "× 1 = 2", "0 + 2 = 2"]
    assert page.evaluate("window.heard") is None
    page.keyboard.press("Escape")
    assert page.evaluate("window.heard") == ["Escape"]
    page.locator(".mg-sliders").first.locator("input[type=number]").first.fill("5")
    assert page.locator(".mg-player").nth(2).locator("[data-part=data]").nth(2).text_content() == "15.0"
    assert "A running kernel would compute it" in page.locator(".mg-note").nth(1).inner_text()
    page.close()
