"""Questions for a class on a page: what is seen of one, and what a teacher does."""

import contextlib
import re

from classroom.slides.asking import class_question
from pages import opened
from viz.outputs.html import document

SLIDE = "width:1200px;font-size:28px"
DONE = "hosts => hosts.map(host => [...host.querySelectorAll('.mg-hands input')].map(field => Number(field.value.normalize('NFKC'))))"


@contextlib.contextmanager
def asked_in(browser, folder):
    """A function: names of questions -> a page of them, each as wide as on a slide.

    Args:
        browser: a Playwright browser.
        folder: where the page is written.
    """
    with contextlib.ExitStack() as open_pages:

        def asked(*names, before="", after="", style=SLIDE, **options):
            """before is a script that runs first, after is HTML below the questions, options are the browser's."""
            body = "".join(f'<div style="{style}" id="{name}">{class_question(name)}</div>' for name in names)
            text = document("class", f"<script>{before}</script>{body}{after}")
            (folder / "page.html").write_text(text, encoding="utf-8")
            options = {"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce"} | options
            page = open_pages.enter_context(opened(browser, folder / "page.html", **options))
            page.set_default_timeout(5000)
            return page

        yield asked


def hands(page, k=0):
    return page.locator(".mg-poll").evaluate_all(DONE)[k]


def row(page, letter):
    return page.locator(".mg-rows > li").filter(has=page.locator("b", has_text=re.compile(f"^{letter}$")))


def count(page, *votes):
    for field, vote in zip(page.locator(".mg-hands input").all(), votes):
        field.fill(str(vote))


def call_out(page, text):
    page.locator(".mg-poll form input").fill(text)
    page.keyboard.press("Enter")


def texts(page, part):
    return [each.strip() for each in page.locator(f".mg-poll .{part}").all_inner_texts()]


def percents(page):
    return texts(page, "mg-percent")


def status(page):
    return page.locator(".mg-count").inner_text()
