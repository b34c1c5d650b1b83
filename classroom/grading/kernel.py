"""The kernel in which a hand-in runs: an ordinary one that can also be asked what a check says.

    python -m classroom.grading.kernel -f connection.json

The check is asked for by a message of its own and not by a cell, so that whatever the hand-in has done to the names of
its notebook, to `print`, to IPython or to the exercises does not stand in between.
"""

import resource
from contextlib import suppress
from typing import Any, cast

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp

from classroom.grading import judge
from exercises.predict_cell import register

MOST_MEMORY = 2 << 30  # bytes that a hand-in may have; more raise a MemoryError in it
MOST_IN_A_FILE = 64 << 20  # bytes


class GradingKernel(IPythonKernel):
    """A kernel that answers `check_request` with `check_reply`; what these hold is said in judge.py."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shell_handlers["check_request"] = self.check_request
        register()  # `%%predict`: when the exercises were imported there was no IPython yet

    async def check_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        reply = judge.judged(cast(Any, self.shell).user_ns, parent["content"])
        cast(Any, self.session).send(stream, "check_reply", reply, parent, ident)


if __name__ == "__main__":
    for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_FSIZE, MOST_IN_A_FILE)):
        with suppress(ValueError, OSError):  # less is allowed here already, or the system has no such limit
            resource.setrlimit(kind, (most, most))
    IPKernelApp.launch_instance(kernel_class=GradingKernel)
