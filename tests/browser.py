"""A real Chromium for browser tests."""

import contextlib
import os
import shutil

import pytest

from requirements_of_ci import required

_NO_NETWORK_OF_ITS_OWN = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextlib.contextmanager
def chromium():
    """Playwright's Browser. Where the driver or Chromium is missing the caller's tests are skipped, but under CI they fail."""
    playwright = required("playwright.sync_api")
    executable = shutil.which("chromium")
    if executable is None:
        missing_tool("chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu", *_NO_NETWORK_OF_ITS_OWN])
        try:
            yield browser
        finally:
            browser.close()


def missing_tool(name):
    """Skips the caller's test, but fails it under CI: there is no such command."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"there is no `{name}` on the PATH")
