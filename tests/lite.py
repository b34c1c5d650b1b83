"""A site of `python -m lessons browser`, built and served, and its notebooks run in a browser without a network."""

import functools
import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from requirements_of_ci import missing, required

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 240_000  # ms, on a busy machine: a kernel is there after 10 s on a quiet one

SHOWN = """path => {
  const panel = window.jupyterapp?.shell?.currentWidget
  return panel?.context?.path === path && panel.content?.model?.cells?.length > 1
}"""
HAS_KERNEL = "() => jupyterapp.shell.currentWidget.context.sessionContext.session?.kernel"
RUN_ALL = """async () => {
  await jupyterapp.commands.execute("notebook:run-all-cells")
  const kernel = jupyterapp.shell.currentWidget.context.sessionContext.session.kernel
  while (kernel.status !== "idle") await new Promise(resolve => kernel.statusChanged.connect(resolve))
}"""
CELLS = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
  .filter(cell => cell.type === "code").map(cell => cell.toJSON())"""
KERNEL = """async () => {
  const { kernels, kernelspecs } = jupyterapp.serviceManager
  await jupyterapp.restored
  while (!kernelspecs.specs?.kernelspecs?.python) {
    await kernelspecs.refreshSpecs()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  window.kernelOfTest = await kernels.startNew({ name: "python" })
}"""
KERNEL_OF_NOTEBOOK = """() => {
  window.kernelOfTest = jupyterapp.shell.currentWidget.context.sessionContext.session.kernel
}"""
EXECUTE = """async code => {
  const said = []
  const future = window.kernelOfTest.requestExecute({ code })
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream") said.push(content.text)
    if (header.msg_type === "error") said.push(`${content.ename}: ${content.evalue}`)
  }
  await future.done
  return said.join("")
}"""


def needs():
    """What a site is built of may be missing: then the caller's test is skipped, except under CI."""
    required("jupyterlite_core")
    if not (ROOT / "node_modules" / "pyodide").exists():
        missing("Pyodide (npm install)")


def build(folder):
    """Builds a site into a folder."""
    needs()
    command = [sys.executable, "-m", "lessons", "browser", "--out", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def served(folder):
    """The address of a folder's site, with a slash at the end, served as its own serve.py does."""
    from lessons.browser.serve import server

    serving = server(str(folder), 0)
    thread = threading.Thread(target=functools.partial(serving.serve_forever, poll_interval=0.05))
    thread.start()
    try:
        yield f"http://127.0.0.1:{serving.server_port}/"
    finally:
        serving.shutdown()
        serving.server_close()
        thread.join()


def shown(context, address, notebook):
    """The page of a notebook; its kernel may still be on its way."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}lab/index.html?path={quote(notebook)}&mode=single-document")
    page.wait_for_function(SHOWN, arg=notebook)
    return page


def opened(context, address, notebook):
    """The page of a notebook, with its kernel."""
    page = shown(context, address, notebook)
    page.wait_for_function(HAS_KERNEL)
    return page


def run_all(page):
    """Runs all cells of the notebook that a page shows, and gives its code cells, as they are saved."""
    page.evaluate(RUN_ALL)
    return page.evaluate(CELLS)


def run_beside(page, code):
    """What code prints in the kernel of the notebook that a page shows."""
    page.evaluate(KERNEL_OF_NOTEBOOK)
    return page.evaluate(EXECUTE, code)


def errors_in(cells):
    """What went wrong in them, and which did not run at all."""
    outputs = [output for cell in cells for output in cell["outputs"]]
    wrong = [f"{each['ename']}: {each['evalue']}" for each in outputs if each["output_type"] == "error"]
    wrong += ["".join(each["text"]) for each in outputs if each.get("name") == "stderr"]
    return wrong + ["".join(cell["source"]) for cell in cells if cell["source"] and not cell["execution_count"]]


class Kernel:
    """A kernel of the site, without a notebook."""

    def __init__(self, context, address):
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(f"{address}lab/index.html")
        self.page.wait_for_function("() => window.jupyterapp?.restored")
        self.replace()

    def replace(self):
        """Another kernel takes its place."""
        self.page.evaluate(KERNEL)

    def restart(self):
        """As the command of the menu does."""
        self.page.evaluate("() => window.kernelOfTest.restart()")

    def run(self, code):
        """What the code prints; of an error its name and message."""
        return self.page.evaluate(EXECUTE, code)

    def begin(self, code):
        """Hands it code, and does not wait for what becomes of it."""
        self.page.evaluate("code => void window.kernelOfTest.requestExecute({ code })", code)

    def value_of(self, code, expression):
        """What an expression is after the code, as JSON can hold it."""
        return json.loads(self.run(f"{code}\nimport json\nprint(json.dumps({expression}))"))
