"""A real JupyterHub with the configuration of docs/hub/, and its students: each logs in, has a server, and runs cells.

All stays on this machine, at 127.0.0.1 and free ports; homes and what the hub writes stand in a folder that is given.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from node import node
from requirements_of_ci import missing, required

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "node_modules" / ".bin"
CONFIGURATION = Path("docs", "hub", "jupyterhub_config.py")
SERVER = ROOT / "docs" / "hub" / "student_server.py"
CLONED = ("micrograd", "viz", "exercises", "classroom", "notebooks", "docs")
_SECONDS = 300  # for any one thing: so many students share two processors


def clone(folder):
    """A clone as docs/hub.md says to share it: compiled, then read-only."""
    for name in CLONED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder], check=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


@contextlib.contextmanager
def hub(clone, folder):
    """Yields the address of a hub whose students have their homes in folder/homes, and its process as psutil's."""
    psutil = required("psutil")
    required("jupyterhub")
    node()
    if not (PROGRAMS / "configurable-http-proxy").exists():
        missing("configurable-http-proxy (npm install)")
    folder.mkdir()
    short = tempfile.TemporaryDirectory(prefix="hub-")  # sockets stand there, whose paths may not be long
    address, own, proxys = (f"http://127.0.0.1:{port}" for port in _free_ports(3))
    options = {
        "JupyterHub.authenticator_class": "dummy",
        "JupyterHub.spawner_class": "simple",
        "SimpleLocalProcessSpawner.home_dir_template": f"{folder}/homes/{{username}}",
        "Spawner.args": "--allow-root",
        "Spawner.environment": f"TMPDIR={short.name}",
        "JupyterHub.bind_url": address,
        "JupyterHub.hub_bind_url": own,
        "ConfigurableHTTPProxy.api_url": proxys,
    }
    command = [sys.executable, "-m", "jupyterhub", "--config", clone / CONFIGURATION]
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    with open(folder / "hub.log", "w") as log:
        process = psutil.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            cwd=folder,
            env=os.environ | {"PATH": path, "PYTHONPATH": str(clone)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        _end(process, psutil)
        short.cleanup()


class Student:
    """Somebody who has logged in.

    Attributes:
        name: as they log in.
        address: of their own server.
    """

    def __init__(self, hub, name):
        self.name, self.address, self._hub = name, f"{hub}/user/{name}", hub
        self._session = required("requests").Session()
        self._call("get", f"{hub}/hub/login")
        form = {"username": name, "password": "any", "_xsrf": self._session.cookies["_xsrf"]}
        self._call("post", f"{hub}/hub/login", data=form, allow_redirects=False)
        self._call("get", f"{hub}/hub/token")
        token = self._of_hub("post", "tokens")["token"]
        self._session.headers["Authorization"] = f"token {token}"

    def start_server(self):
        """Start this student's server, and wait until it is there."""
        self._call("post", f"{self._hub}/hub/api/users/{self.name}/server")
        told = self._call("get", f"{self._hub}/hub/api/users/{self.name}/server/progress", stream=True)
        events = (json.loads(line.removeprefix(b"data:")) for line in told.iter_lines() if line.startswith(b"data:"))
        last = next(event for event in events if event.get("ready") or event.get("failed"))
        assert last.get("ready"), last

    def first_page(self):
        """Where whoever asks for this student's server is led to."""
        return self._session.get(f"{self.address}/", allow_redirects=False, timeout=_SECONDS).headers["Location"]

    def notebook(self, path):
        """The notebook in this student's home."""
        return self._call("get", f"{self.address}/api/contents/{path}").json()["content"]

    def save(self, path, notebook):
        self._call("put", f"{self.address}/api/contents/{path}", json={"type": "notebook", "content": notebook})

    def may_see(self, other):
        """Whether this student is let into the files of another one's server."""
        return self._session.get(f"{other.address}/api/contents", timeout=_SECONDS).ok

    def run(self, path, sources):
        """Run cells in a new kernel beside a notebook; gives for each a list of what it put out, as Jupyter's messages."""
        about = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = self._call("post", f"{self.address}/api/sessions", json=about).json()["kernel"]["id"]
        address = self.address.replace("http", "ws", 1) + f"/api/kernels/{kernel}/channels?session_id=test"
        headers = [f"Authorization: {self._session.headers['Authorization']}"]
        channels = required("websocket").create_connection(address, header=headers, timeout=_SECONDS)
        with contextlib.closing(channels):
            return [_outputs(channels, source) for source in sources]

    def _of_hub(self, method, what):
        headers = {"X-XSRFToken": self._session.cookies.get("_xsrf", path="/hub/")}
        return self._call(method, f"{self._hub}/hub/api/users/{self.name}/{what}", headers=headers).json()

    def _call(self, method, url, **options):
        answer = self._session.request(method, url, timeout=_SECONDS, **options)
        assert answer.ok, (url, answer.status_code, answer.text)
        return answer


def _outputs(channels, source):
    request = uuid.uuid4().hex
    header = {"msg_id": request, "msg_type": "execute_request", "session": request, "username": "", "version": "5.3"}
    asked = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
    message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": asked}
    channels.send(json.dumps(message | {"buffers": []}))
    outputs = []
    while True:
        frame = channels.recv()
        heard = json.loads(frame) if isinstance(frame, str) else {}  # what has buffers is binary, and for widgets
        if heard.get("parent_header", {}).get("msg_id") != request or heard["channel"] != "iopub":
            continue
        if heard["content"].get("execution_state") == "idle":
            return outputs
        if heard["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            outputs.append(heard["content"])


def _free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _wait_for(address, process):
    requests = required("requests")
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(f"{address}/hub/api/", timeout=_SECONDS).ok:
                return
        time.sleep(0.1)
    raise AssertionError("the hub does not answer: see its hub.log")


def _end(process, psutil):
    """End the hub and all that it has started: at once, as the hub itself would wait for each kernel."""
    with contextlib.suppress(psutil.NoSuchProcess):
        family = [process, *process.children(recursive=True)]  # who starts others is ended before them
        for each in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        assert not psutil.wait_procs(family, timeout=_SECONDS)[1]
