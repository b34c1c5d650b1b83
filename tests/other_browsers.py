"""Firefox and WebKit, as Debian has them: driven without any package, Firefox by its Marionette, WebKit by WebDriver."""

import base64
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from requirements_of_ci import missing

_MINI_BROWSER = "/usr/lib/*/webkit2gtk-4*/MiniBrowser"
_SECONDS = 60
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver marks an element
KEYS = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012", "Enter": "\ue007", "Escape": "\ue00c", "Home": "\ue011"}


class Browser:
    """One window; `call` is how a command of WebDriver is sent."""

    def __init__(self, call):
        self._call, self._seconds = call, _SECONDS

    def open(self, path):
        """A page from disk."""
        self.goto(Path(path).as_uri())
        self.wait("document.readyState === 'complete'")
        self.run("window.complaints = []; addEventListener('error', e => complaints.push(e.message))")

    def run(self, script):
        """What a script `return`s."""
        return self._call("ExecuteScript", "execute/sync", {"script": script, "args": []})

    def wait(self, condition):
        """Until a condition in JavaScript holds."""
        end = time.monotonic() + self._seconds
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, f"never so: {condition}"
            time.sleep(0.05)

    def press(self, selector, *keys):
        """Keys for an element, which has the focus then."""
        found = self._call("FindElement", "element", {"using": "css selector", "value": selector})
        element = (found.get("value") or found)[_ELEMENT]
        text = "".join(KEYS.get(key, key) for key in keys)
        self._call("ElementSendKeys", f"element/{element}/value", {"text": text, "id": element})

    def screenshot(self):
        return base64.b64decode(self._call("TakeScreenshot", "screenshot", {}))

    # As Playwright's contexts and pages do, so that what is written for them works here as well.

    def new_page(self):
        """The one window."""
        return self

    def set_default_timeout(self, milliseconds):
        self._seconds = milliseconds / 1000

    def goto(self, address):
        self._call("Navigate", "url", {"url": address})

    def wait_for_function(self, function, arg=None):
        self.wait(_call_of(function, arg))

    def evaluate(self, function, arg=None):
        given = f"async () => (await {_call_of(function, arg)}) ?? null"
        kept = "found => { window.outcome = { found } }, problem => { window.outcome = { problem: String(problem) } }"
        self.run(f"window.outcome = undefined; ({given})().then({kept})")
        self.wait("window.outcome")
        outcome = json.loads(self.run("return JSON.stringify(window.outcome)"))
        assert "problem" not in outcome, outcome["problem"]
        return outcome["found"]


def _call_of(function, arg):
    return f"({function})({'' if arg is None else json.dumps(arg)})"


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def firefox(*preferences):
    """A Browser; its preferences are lines of its user.js."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        missing("Firefox")
    with tempfile.TemporaryDirectory() as profile:
        port = _free_port()
        own = [
            f'user_pref("marionette.port", {port});',
            'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
        ]
        Path(profile, "user.js").write_text("\n".join([*own, *preferences]))
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command) as process, _connected(port, process) as connection:
            counted = iter(range(1, 10**6))

            def send(name, parameters):
                message = json.dumps([0, next(counted), name, parameters])
                connection.sendall(f"{len(message.encode())}:{message}".encode())
                _, _, error, result = _received(connection)
                assert error is None, error
                return result.get("value") if isinstance(result, dict) and set(result) == {"value"} else result

            _received(connection)  # its greeting
            send("WebDriver:NewSession", {})
            yield Browser(lambda name, path, parameters: send(f"WebDriver:{name}", parameters))


def _received(connection):
    length = b""
    while not length.endswith(b":"):
        length += connection.recv(1)
    text = b""
    while len(text) < int(length[:-1]):
        text += connection.recv(65536)
    return json.loads(text)


@contextlib.contextmanager
def webkit():
    """A Browser."""
    program, screen = shutil.which("WebKitWebDriver"), shutil.which("xvfb-run")
    windows = sorted(Path("/").glob(_MINI_BROWSER.removeprefix("/")))
    if not (program and screen and windows):
        missing("WebKit's driver, its MiniBrowser, or xvfb-run")
    port = _free_port()
    with _running([screen, "-a", program, f"--port={port}"]) as process, _connected(port, process):
        address = f"http://127.0.0.1:{port}/session"
        options = {"webkitgtk:browserOptions": {"binary": str(windows[-1]), "args": ["--automation"]}}
        session = f"{address}/{_asked(address, {'capabilities': {'alwaysMatch': options}})['sessionId']}"
        try:
            yield Browser(lambda name, path, parameters: _asked(f"{session}/{path}", parameters or None))
        finally:
            _asked(session, None, "DELETE")


def _asked(address, parameters, method=None):
    data = None if parameters is None else json.dumps(parameters).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        return json.load(answer)["value"]


@contextlib.contextmanager
def _running(command):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, start_new_session=True, **quiet)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # a screen and a browser have processes of their own
        process.wait(_SECONDS)


@contextlib.contextmanager
def _connected(port, process):
    end = time.monotonic() + _SECONDS
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=_SECONDS)
            break
        except OSError:
            assert process.poll() is None and time.monotonic() < end, "the browser does not answer"
            time.sleep(0.1)
    with connection:
        yield connection
