"""Notebooks and real Jupyter kernels: cell by cell, as a learner has them."""

import contextlib
import os

_SECONDS = 60  # for one cell; a cell that hangs fails the test

# nbformat and nbclient are imported where they are needed: collecting the tests should not take seconds.


def notebook(*cells):
    """A notebook with these code cells."""
    from nbformat import v4

    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return v4.new_notebook(cells=[v4.new_code_cell(cell.strip()) for cell in cells], metadata=kernel)


def read(path):
    import nbformat

    return nbformat.read(path, as_version=4)


def write(notebook, path):
    import nbformat

    nbformat.write(notebook, path)


def executed(notebook, folder, allow_errors=False, **environment):
    """The same notebook after Run All in a fresh kernel that works in folder, with these environment variables.

    What stood in an output for a moment, before something else took its place, is kept as well: HTML, in
    metadata.drawn.
    """
    from nbclient import NotebookClient

    class Client(NotebookClient):
        def process_message(self, message, cell, index):
            if message["msg_type"] in ("display_data", "update_display_data"):
                self.nb.metadata.setdefault("drawn", []).append(message["content"]["data"].get("text/html", ""))
            return super().process_message(message, cell, index)

    client = Client(notebook, timeout=_SECONDS, allow_errors=allow_errors, resources={"metadata": {"path": folder}})
    client.execute(env={**os.environ, **environment})
    return notebook


def answers(*cells, folder):
    """Runs the cells one after the other in a fresh kernel; gives for each what it printed and the names of its
    errors.
    """
    run = executed(notebook(*cells), folder, allow_errors=True)
    return ["".join(o.get("text", "") + o.get("ename", "") for o in cell.outputs).strip() for cell in run.cells]


@contextlib.contextmanager
def attended(folder):
    """A kernel with somebody before it, as a notebook's page says it is; yields a function that runs a cell and gives
    what it printed.
    """
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(cwd=str(folder))
    printed = []

    def hear(message):
        printed.append(message["content"].get("text") or message["content"].get("ename") or "")

    def run(cell):
        printed.clear()
        client.execute_interactive(cell, allow_stdin=True, timeout=_SECONDS, output_hook=hear)
        return "".join(printed).strip()

    try:
        yield run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
