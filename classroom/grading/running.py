"""Runs the cells of one hand-in in a kernel: each with a limit, and whatever happens inside, an answer comes back."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any, Self

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from classroom.lesson import ROOT

STARTS_WITHIN = 60.0  # seconds, on a machine that is busy
_LOOK = 0.2  # seconds between two looks at whether the kernel is still there
_PATIENCE = 3.0  # seconds that an interrupt has to be heard
_RUNS = [sys.executable, "-m", "classroom.grading.kernel", "-f"]


class Ended(Exception):
    """The kernel is not there any more."""


@dataclass
class Ran:
    """How a cell, or a check, came out.

    Attributes:
        how: "done", "raised", "stopped" (it ran for too long) or "ended" (it has taken the kernel with it).
        seconds: that it took.
        answer: of a check.
        has_ended_kernel: whether the kernel is no more.
    """

    how: str = "done"
    seconds: float = 0.0
    answer: dict[str, Any] = field(default_factory=dict)
    has_ended_kernel: bool = False


class Kernel:
    """A kernel in a folder of its own, which is all that it may write into. Use it with `with`.

    Args:
        folder: an empty one, whose path is short: a socket's name has 107 letters at most.
        before: what stands before its command, as what bubblewrap is told.
    """

    def __init__(self, folder: Path, before: Sequence[str] = ()) -> None:
        file, key = folder / "kernel.json", secrets.token_hex().encode()
        # Sockets in the folder reach through a sandbox that has no network.
        write_connection_file(str(file), transport="ipc", ip=str(folder / "k"), key=key)
        self._process = subprocess.Popen(
            [*before, *_RUNS, str(file)],
            cwd=folder,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._client: Any = BlockingKernelClient(connection_file=str(file))
        self._client.load_connection_file()

    def __enter__(self) -> Self:
        self._client.start_channels(iopub=False, stdin=False, hb=False)  # what it displays, nobody looks at
        deadline = monotonic() + STARTS_WITHIN
        while not self._is_ready():
            if not self.is_there() or monotonic() > deadline:
                self.__exit__()
                raise Ended
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def run(self, source: str, seconds: float) -> Ran:
        """Run a cell for so many seconds at most."""
        return self._awaited(self._client.execute(source, allow_stdin=False, stop_on_error=False), seconds)

    def check(self, asked: dict[str, Any], seconds: float) -> Ran:
        """Ask what a check says (see judge.py)."""
        message = self._client.session.msg("check_request", asked)
        self._client.shell_channel.send(message)
        return self._awaited(message["header"]["msg_id"], seconds)

    def is_there(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def _is_ready(self) -> bool:
        self._client.kernel_info()
        with suppress(Empty):
            reply = self._client.get_shell_msg(timeout=_LOOK)
            return bool(reply["msg_type"] == "kernel_info_reply")
        return False

    def _awaited(self, request: str, seconds: float) -> Ran:
        """What came of a request; one that takes too long is interrupted, and if need be the kernel is ended."""
        begin = monotonic()
        ran = Ran()
        if not self._is_answered(request, ran, begin + seconds):
            ran.how = "stopped" if self.is_there() else "ended"
            if ran.how == "stopped":
                self._client.control_channel.send(self._client.session.msg("interrupt_request", {}))
                if not self._is_answered(request, Ran(), monotonic() + _PATIENCE):
                    self._process.kill()
                    self._process.wait()
        ran.seconds, ran.has_ended_kernel = monotonic() - begin, not self.is_there()
        return ran

    def _is_answered(self, request: str, ran: Ran, deadline: float) -> bool:
        """Whether the reply to a request came in time, which is then written down."""
        while monotonic() < deadline:
            with suppress(Empty):
                reply = self._client.get_shell_msg(timeout=_LOOK)
                if reply["parent_header"].get("msg_id") == request:
                    _note(reply["content"], ran)
                    return True
            if not self.is_there():
                return False
        return False


def _note(content: dict[str, Any], ran: Ran) -> None:
    if content.get("status") == "error":
        ran.how = "raised"
    ran.answer = content


def environment(folder: Path) -> dict[str, str]:
    """The environment of a kernel: it finds this series; home, progress and settings are in that folder."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ}
    places = {
        "HOME": "",
        "TMPDIR": "",
        "MICROGRAD_PROGRESS": ".progress",
        "IPYTHONDIR": ".ipython",
        "MPLCONFIGDIR": ".plots",
    }
    own = {name: str(folder / place) for name, place in places.items()}
    quiet = {"MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | own | quiet | {"PYTHONPATH": str(ROOT)}
