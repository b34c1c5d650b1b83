"""A page as PDF, printed by whatever Chromium is on this machine: Chromium itself, Chrome, Edge or Brave."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from viz.words.messages import say, together

_ON_THE_PATH = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge", "brave-browser", "brave",
)  # fmt: skip
_ON_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser")
_ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe", r"BraveSoftware\Brave-Browser\Application\brave.exe",
)  # fmt: skip
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--no-pdf-header-footer",
)  # fmt: skip
_SECONDS = 120  # on a slow and busy machine; it takes two
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class NotPrinted(Exception):
    """A browser made no PDF; the message says why, as far as it is known."""


def chromium(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """The program of a Chromium that is installed here; None where none is found.

    Args:
        environment: the variables that say where programs are.
        platform: as in sys.platform.
    """
    for name in _ON_THE_PATH:
        if found := shutil.which(name, path=environment.get("PATH", "")):
            return Path(found)
    return next((path for path in _places(environment, platform) if path.is_file()), None)


def _places(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where a Chromium is installed that is on no path."""
    if platform == "darwin":
        for root in ("/", environment.get("HOME", "/")):
            yield from (Path(root, "Applications", f"{name}.app", "Contents", "MacOS", name) for name in _ON_MACOS)
    if platform == "win32":
        for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if root in environment:
                yield from (Path(environment[root], *name.split("\\")) for name in _ON_WINDOWS)


def printed(page: Path) -> str:
    """Print a page into a PDF beside it, where that can be done; what was written, and what is left to be done."""
    browser, to_do = chromium(), say("handout.print", path=page)
    if browser is None:
        return f"{page}\n  {together([say('handout.no browser'), to_do])}"
    pdf = page.with_suffix(".pdf")
    try:
        count = print_pdf(page, pdf, browser)
    except NotPrinted as error:
        return f"{page}\n  {together([error, to_do])}"
    return f"{page}\n{say('handout.written', path=pdf, count=count)}"


def print_pdf(page: Path, pdf: Path, browser: Path, seconds: float = _SECONDS) -> int:
    """Print a page.

    Args:
        page: the HTML file.
        pdf: the file that is written; one that is there already is replaced.
        browser: the program, as chromium() finds it.
        seconds: how long it may take.

    Returns:
        How many pages the PDF has.

    Raises:
        NotPrinted: the browser does not start, does not end, or ends without a PDF; an old PDF cannot be replaced.
    """
    try:
        pdf.unlink(missing_ok=True)
    except OSError as error:
        raise NotPrinted(say("handout.kept", path=pdf, said=error.strerror)) from None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:  # one that is open would take over
        command = [str(browser), *_FLAGS, *_as_root(), f"--user-data-dir={profile}", f"--print-to-pdf={pdf.resolve()}"]
        said = _run([*command, page.resolve().as_uri()], browser, seconds)
    written = pdf.read_bytes() if pdf.is_file() else b""
    if not written.startswith(b"%PDF"):
        raise NotPrinted(
            say("handout.no pdf", browser=browser, said=said) if said else say("handout.silent", browser=browser)
        )
    return len(_PAGE.findall(written))


def _as_root() -> tuple[str, ...]:
    """A Chromium does not start as root with its sandbox."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()


def _run(command: list[str], browser: Path, seconds: float) -> str:
    """Run a browser to its end; the last line of what it said.

    Its helpers outlive it where it is stopped alone, so it runs in a group of its own, which is stopped as a whole.
    """
    group = {"start_new_session": True} if os.name == "posix" else {}
    try:
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **group)  # type: ignore[call-overload]
    except OSError as error:
        raise NotPrinted(say("handout.no pdf", browser=browser, said=error.strerror or error)) from None
    try:
        _, told = running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _stop(running)
        raise NotPrinted(say("handout.too slow", browser=browser, seconds=f"{seconds:g}")) from None
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else ""


def _stop(running: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        import signal

        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.communicate()
