"""A real Chromium for browser tests: the one without windows where it is here, as it takes half the processor's time."""

import contextlib
import shutil

from requirements_of_ci import missing, required

_NO_NETWORK_OF_ITS_OWN = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_OPTIONS = ["--no-sandbox", "--disable-gpu", *_NO_NETWORK_OF_ITS_OWN]


@contextlib.contextmanager
def chromium(*options):
    """Playwright's Browser, started with these options, too. Where the driver or Chromium is missing the caller's tests are skipped, but under CI they
    fail.
    """
    playwright = required("playwright.sync_api")
    executable = _executable()
    if executable is None:
        missing("chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=[*_OPTIONS, *options])
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def profile(browser, folder):
    """Playwright's BrowserContext of another Chromium like this one, which keeps what pages store in a folder."""
    context = browser.browser_type.launch_persistent_context(folder, executable_path=_executable(), args=_OPTIONS)
    try:
        yield context
    finally:
        context.close()


def _executable():
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
