"""A site in other browsers than Chromium, and at an address that is not secure."""

import pytest

import lite
from browser import chromium
from other_browsers import firefox, webkit
from test_browser_site import EDIT, RECURSIONS, TEXT, TOLD
from viz.words.messages import say_in

LESSON = "zh-TW/06_backward.ipynb"
DONE = "from exercises import progress_store\nprogress_store.note('mul', 'right')"
KNOWN = "from exercises import progress_store\nprint(progress_store.load()['exercises'])"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    lite.build(folder)
    with lite.served(folder) as found:
        yield found


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def page(request, address):
    """A lesson, opened. WebKit's Python takes more than a minute of a processor to start."""
    with request.param() as window:
        yield lite.opened(window, address, LESSON)


@pytest.mark.multiplies(1)
def test_a_lesson_runs_to_its_end(page):
    assert lite.errors_in(lite.run_all(page)) == []


@pytest.mark.multiplies(1)
def test_endless_recursion_is_told_and_the_kernel_lives(page):
    told = {name: lite.run_beside(page, f"{program}\n{TOLD}") for name, program in RECURSIONS.items()}
    assert told == dict.fromkeys(RECURSIONS, "RecursionError RecursionError\n")


@pytest.mark.multiplies(1)
def test_what_was_done_is_found_again_after_a_reload(page, address):
    lite.run_beside(page, DONE)
    page.evaluate(EDIT)
    lite.opened(page, address, LESSON)
    assert page.evaluate(TEXT) == "my own words"
    assert "'mul': 'done'" in lite.run_beside(page, KNOWN)


@pytest.fixture
def plain(address):
    """A context of a browser that reaches the site by another machine's name, and its address there."""
    with chromium("--host-resolver-rules=MAP school.test 127.0.0.1") as browser:
        yield browser.new_context(), address.replace("127.0.0.1", "school.test")


def test_at_an_address_that_is_not_secure_all_runs_and_is_said_not_to_be_kept(plain):
    context, address = plain
    page = context.new_page()
    page.goto(f"{address}en/index.html")
    assert page.locator("#not-kept").is_visible() and not page.locator("#kept").is_visible()
    lesson = lite.opened(context, address, "en/02_add.ipynb")
    assert lite.errors_in(lite.run_all(lesson)) == []
    shown = lite.run_beside(lesson, f"{DONE}\nfrom exercises import progress\nprint(progress())")
    assert say_in("en", "progress.until closed") in shown and "progress.export" not in shown
    assert "'mul': 'done'" in lite.run_beside(lesson, KNOWN)
    lesson.evaluate(EDIT)
    lesson.close()
    assert lite.shown(context, address, "en/02_add.ipynb").evaluate(TEXT) == "my own words"
