"""The lesson as a reader meets it: in a real JupyterLab, in a real browser, with no network but the local server."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import chromium
from lab import run_all, server

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a JupyterLab that serves a clone."""
    clone, private = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("private")
    for folder in ("micrograd", "viz", "exercises", "notebooks"):
        shutil.copytree(ROOT / folder, clone / folder, ignore=shutil.ignore_patterns("__pycache__"))
    with server(clone, private) as address_of:
        yield address_of


def test_the_english_lesson_runs_and_shows_its_pictures(address):
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        asked = set()
        page.on("request", lambda request: asked.add(urlsplit(request.url)))
        run_all(page, address, "notebooks/en/02_add.ipynb")
        assert page.locator(".jp-OutputArea-output svg.mg").count() >= 8
        assert page.locator(".jp-OutputArea-output svg.mg").first.get_attribute("aria-label").startswith("Computation graph")
        assert page.locator(".mg-still:visible").count() == 0
        assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
        assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
        assert {url.hostname for url in asked if url.scheme in ("http", "https", "ws", "wss")} == {"127.0.0.1"}
