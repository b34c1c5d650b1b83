"""What holds for all tests: a data directory of their own, and which of them are run while one works.

`-m quick` is what a contributor runs all the time. Of tests with many cases only some are run, the fewest of those that
are slow or multiply; `--cases=all` runs them all.
"""

import shutil
import sys
from itertools import groupby
from pathlib import Path

import hypothesis
import pytest

from browser import chromium

# A busy machine is no failure. .ci/run draws the same examples each time, all others draw new ones.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis.settings.load_profile("unhurried")
_CASES_OF_A_QUICK_TEST = 2
_FEW, _FEW_OF_WHAT_MULTIPLIES = 4, 2
_SOME, _SOME_OF_WHAT_IS_SLOW, _MOST_OF_WHAT_MULTIPLIES = 6, 2, 4
_SLOW_FIXTURES = {
    "browser",
    "page",
    "executed",
    "fresh_clone",
}  # a browser, a notebook run from end to end, an installation
FILES, QUICK_FILES = (
    pytest.StashKey[set](),
    pytest.StashKey[set](),
)  # of the tests that were found, and of the quick ones


@pytest.fixture(autouse=True, scope="session")
def data_directory(tmp_path_factory):
    """No test touches the progress of whoever runs it, nor do the kernels that tests start."""
    folder = str(tmp_path_factory.mktemp("data"))
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            patch.setenv(variable, folder)
        yield folder


@pytest.fixture(autouse=True, scope="module")
def nothing_done_before(data_directory):
    """Whoever has answered or solved something in another file has left nothing of it."""
    if "exercises" in sys.modules:
        sys.modules["exercises"].progress(reset=True)
    shutil.rmtree(Path(data_directory) / "micrograd-notebooks", ignore_errors=True)


@pytest.fixture
def english(monkeypatch):
    """All is said in English, whatever a test before has set."""
    monkeypatch.setattr("viz.words.messages._current", "en")


@pytest.fixture(scope="module")
def lessons_in_english():
    """The same for all tests of a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", "en")
        yield


@pytest.fixture(scope="module")
def browser():
    """A Chromium, one for all tests of a file."""
    with chromium() as found:
        yield found


@pytest.fixture
def show(browser, tmp_path):
    """Shows animations on a page: see pages.shown_in."""
    from pages import shown_in
    from players import Shown  # it imports all of viz, which few tests that stand alone need

    with shown_in(browser, tmp_path, Shown, reduced_motion="reduce") as shown:
        yield shown


def pytest_addoption(parser):
    parser.addoption(
        "--cases",
        choices=("few", "some", "all"),
        default="some",
        help="how many cases of tests that have many: a few of each; some, fewer of those that are slow or multiply; all",
    )


@pytest.hookimpl(tryfirst=True)  # before -m and -k choose
def pytest_collection_modifyitems(config, items):
    left_out = []
    config.stash[FILES], config.stash[QUICK_FILES] = {item.path for item in items}, set()
    for _, cases in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        cases = list(cases)
        if not is_slow(cases[0]):
            for item in spread(cases, _CASES_OF_A_QUICK_TEST):
                item.add_marker("quick")
                config.stash[QUICK_FILES].add(item.path)
        kept = spread(cases, most_cases(config.getoption("cases"), cases))
        left_out += [item for item in cases if item not in kept]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
    items.sort(
        key=lambda item: "jupyterlab" not in item.nodeid
    )  # they mostly wait: at the end a processor would stand idle


def most_cases(choice, cases):
    """How many of the cases of a test are run."""
    multiplies = cases[0].get_closest_marker("multiplies")
    if choice == "few":
        return _FEW_OF_WHAT_MULTIPLIES if multiplies else _FEW
    if choice == "all":
        return len(cases)
    return (
        min(multiplies.args[0], _MOST_OF_WHAT_MULTIPLIES)
        if multiplies
        else _SOME_OF_WHAT_IS_SLOW
        if is_slow(cases[0])
        else _SOME
    )


def is_slow(item):
    return bool(item.get_closest_marker("slow")) or not _SLOW_FIXTURES.isdisjoint(item.fixturenames)


def spread(cases, most):
    """At most so many of the cases, the first and the last among them."""
    count = min(most, len(cases))
    return [cases[round(i * (len(cases) - 1) / max(count - 1, 1))] for i in range(count)]
