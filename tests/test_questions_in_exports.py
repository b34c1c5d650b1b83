"""Questions in what nbconvert makes of a notebook: a page and slides, without a kernel; the answer waits there too."""

import re
from importlib import import_module

import pytest

import kernel
from test_notebooks import ROOT

CELLS = [
    "import sys\nsys.path.insert(0, '.')\nimport viz\nfrom exercises import predict\nfrom micrograd.engine import Value",
    '%%predict mul_slope\na, b = Value(2.0, label="a"), Value(-3.0, label="b")\nprint("printed")\nviz.animate(a * b)',
    "predict.secant",
]


@pytest.fixture(scope="module")
def executed():
    run = kernel.notebook(*CELLS)
    for cell in run.cells:
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    return kernel.executed(run, ROOT)


@pytest.fixture(params=["HTMLExporter", "SlidesExporter"])
def page(request, browser, executed, tmp_path):
    html = getattr(import_module("nbconvert"), request.param)().from_notebook_node(executed)[0]
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    page.route(re.compile("^(https?|wss?):"), lambda route: route.abort())
    page.goto((tmp_path / "page.html").as_uri(), wait_until="commit")
    page.wait_for_function("() => document.querySelectorAll('.mg-asks[data-claimed]').length === 2")
    yield page
    page.close()


def test_a_notebook_run_by_a_program_keeps_no_answer_and_no_empty_output(executed):
    assert [len(cell.outputs) for cell in executed.cells] == [0, 1, 1]
    assert "widgets" not in executed.metadata


def test_what_waits_is_closed_and_opens_with_the_answer(page):
    waiting = page.locator(".mg-asks > .mg-waiting")
    assert waiting.evaluate_all("boxes => boxes.map(box => box.open)") == [False, False]
    page.locator("[role=radio]").first.evaluate("button => button.click()")
    page.locator(".mg-predict input").evaluate("input => { input.value = '-3'; input.form.requestSubmit() }")
    assert waiting.evaluate_all("boxes => boxes.map(box => box.open)") == [True, True]
    assert page.locator(".mg-waiting .mg-player .mg-count").count() == 1
    assert page.locator(".mg-predict .mg-heard").evaluate_all("all => all.map(each => each.textContent.trim()[0])") == [
        "≠",
        "✓",
    ]
