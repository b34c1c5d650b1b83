"""The lesson as a reader meets it: in a real JupyterLab, in a real browser, with no network but the local server."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import kernel
from browser import chromium
from lab import opened, run_all, server

ROOT = Path(__file__).resolve().parent.parent
LESSON = "notebooks/en/02_add.ipynb"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone")
    for part in ("micrograd", "viz", "exercises", "notebooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def address(clone, tmp_path_factory):
    """Makes addresses of a JupyterLab that serves the clone."""
    with server(clone, tmp_path_factory.mktemp("private")) as address_of:
        yield address_of


@pytest.fixture
def page():
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 800})


def test_the_english_lesson_runs_and_shows_its_pictures(page, address):
    asked = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url)))
    run_all(page, address, LESSON)
    assert page.locator(".jp-OutputArea-output svg.mg:visible").count() >= 5  # the others wait in questions
    assert (
        page.locator(".jp-OutputArea-output svg.mg").first.get_attribute("aria-label").startswith("Computation graph")
    )
    assert page.locator(".mg-still:visible").count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert {url.hostname for url in asked if url.scheme in ("http", "https", "ws", "wss")} == {"127.0.0.1"}


def test_an_untrusted_notebook_shows_still_pictures_and_no_stray_words(page, address, clone):
    notebook = kernel.executed(kernel.read(clone / LESSON), (clone / LESSON).parent)
    kernel.write(notebook, clone / "notebooks" / "en" / "from_elsewhere.ipynb")  # run, but not by this server: unsigned
    opened(page, address, "notebooks/en/from_elsewhere.ipynb")
    outputs = [
        output["data"].get("text/html", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    drawn = sum("mg-still" in html for html in outputs)
    shown = page.locator('.jp-OutputArea-output[data-mime-type="text/html"]')
    assert shown.count() == sum(map(bool, outputs))
    assert shown.locator("svg").count() == 0
    pictures = shown.filter(has=page.locator("img.mg-still"))
    assert pictures.count() == drawn >= 8
    alone = pictures.filter(has_not=page.locator("details:not(.mg-steps) img.mg-still"))  # the others wait in questions
    assert alone.locator("img.mg-still:visible").count() == alone.count() >= 5
    page.wait_for_function(
        "image => image.complete && image.naturalWidth > 100", arg=alone.first.locator("img").first.element_handle()
    )
    assert {text.strip() for text in alone.all_inner_texts()} == {"", "All steps as a table"}
