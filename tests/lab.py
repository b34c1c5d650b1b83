"""A real JupyterLab for browser tests: its own server, settings and folders, nothing of the user's."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

_TOKEN = "test"
_SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {
        "windowingMode": "none"
    },  # otherwise cells out of sight are not in the page
}


@contextlib.contextmanager
def server(root, private, start=(), environment=os.environ):
    """Serves the folder root; yields a function that makes an address from a path. private holds what Jupyter writes.
    A JupyterLab that is started in another way has a command and an environment of its own.
    """
    for name, value in _SETTINGS.items():
        path = private / "lab_settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {f"JUPYTER{name.upper()}_DIR": str(private / name) for name in ("lab_settings", "_config", "_runtime")}
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    with open(private / "server.log", "w") as log:
        process = subprocess.Popen(
            [
                *(start or [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}"]),
                *options,
                f"--IdentityProvider.token={_TOKEN}",
            ],
            env={**environment, **folders},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(lambda: _get(f"{address}/api?token={_TOKEN}"), "the server answers")
        yield lambda path: f"{address}{path}?token={_TOKEN}"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:  # it waits for kernels, which end without it, too
            process.kill()
            process.wait()


def opened(page, address, notebook):
    """Opens a notebook in page and waits until all its cells are there, and what each of them once put out."""
    page.goto(address(f"/doc/tree/{notebook}"))
    cells = _wait(lambda: _get(address(f"/api/contents/{notebook}")), f"the server gives {notebook}")["content"][
        "cells"
    ]
    answered = sum(bool(cell.get("outputs")) for cell in cells)
    shown = page.locator(".jp-Notebook .jp-Cell")
    put_out = shown.filter(has=page.locator(".jp-OutputArea-output"))
    _wait(
        lambda: shown.count() == len(cells) and put_out.count() >= answered,
        f"the {len(cells)} cells of {notebook} are there",
    )


def run_all(page, address, notebook):
    """Opens a notebook in page, runs all its cells and waits until the kernel has nothing left to do."""
    opened(page, address, notebook)
    run_opened(page, address, notebook)


def run_opened(page, address, notebook):
    """The same for a notebook that page shows."""
    _wait(lambda: _kernel_is_idle(address, notebook), "the kernel is there")
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
    last = page.locator(".jp-CodeCell .jp-InputArea-prompt").last
    _wait(
        lambda: last.inner_text().strip("[]: ").isdigit() and _kernel_is_idle(address, notebook),
        "the last cell has run",
    )


def toggle_presentation_mode(page):
    """Turns the mode in which a teacher shows a notebook on or off."""
    page.get_by_role("menuitem", name="View", exact=True).first.click()
    item = page.locator(".lm-Menu-itemLabel")
    item.get_by_text("Appearance", exact=True).hover()
    item.get_by_text("Presentation Mode", exact=True).click()


def _kernel_is_idle(address, notebook):
    sessions = [session for session in _get(address("/api/sessions")) or [] if session["path"] == notebook]
    kernel = sessions[0]["kernel"] if sessions else None
    return kernel and kernel["execution_state"] == "idle" and kernel["connections"] >= 1


def _get(url):
    try:
        return json.load(urllib.request.urlopen(url, timeout=5))
    except OSError:
        return None


def _wait(condition, what, seconds=90):
    deadline = time.monotonic() + seconds
    while not (met := condition()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain until {what}"
        time.sleep(0.1)
    return met
