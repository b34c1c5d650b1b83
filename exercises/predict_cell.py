"""`%%predict NAME` on top of a cell: the cell runs, and what it displays waits behind the question.

    %%predict secant
    viz.slope(f, 3, h=1.5)

The cell runs as any other. Its definitions stay, and errors are shown at once. All that it prints and displays stands
in one output together with the question, closed until that is answered or somebody asks to be shown.
"""

import io
import re
import sys
import tokenize
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

from exercises.predictions import predict

_LIVE = "application/vnd.jupyter.widget-view+json"  # a widget of ipywidgets: no HTML stands for it
_IMAGES = ("image/png", "image/jpeg", "image/gif")
_NO_CODE = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # of a terminal

Shown = dict[str, Any]  # what a cell shows: "data" {MIME type: contents}, "metadata", "transient", "update"


def register() -> None:
    """Make `%%predict` known, where IPython runs."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()  # not imported for this alone
    if shell is not None:
        shell.register_magic_function(run, "cell", "predict")


def run(line: str, cell: str) -> None:
    """Run a cell whose first line is `%%predict NAME`.

    Raises:
        AttributeError: no question has that name.
        Exception: whatever the cell raises.
    """
    from IPython import get_ipython
    from IPython.display import display, publish_display_data

    question, shell = getattr(predict, line.strip()), get_ipython()
    with _held(shell) as tracebacks, _captured(shell, cell) as shown, _the_same_number(shell):
        # The first line stands for that of the magic: lines keep their numbers.
        result = shell.run_cell(f"# {line}\n{cell}", store_history=False)
    error = result.error_before_exec or result.error_in_exec
    own = tracebacks.pop()[2] if error and tracebacks else None
    outputs = _brought_up_to_date(shown)
    display(question.over("".join(map(_html, outputs))))
    for each in outputs:
        if _LIVE in each["data"]:
            publish_display_data(each["data"], each.get("metadata"))
    for traceback in tracebacks:  # of what failed while it was displayed
        shell._showtraceback(*traceback)
    if error:
        if own is not None:
            error._render_traceback_ = lambda: own  # as it was, without the way through the magic
        raise error


@contextmanager
def _held(shell: Any) -> Iterator[list[Any]]:
    """Inside, tracebacks are put into a list: (type, error, lines)."""
    tracebacks: list[Any] = []
    shell._showtraceback = lambda *traceback: tracebacks.append(traceback)
    try:
        yield tracebacks
    finally:
        del shell._showtraceback


@contextmanager
def _the_same_number(shell: Any) -> Iterator[None]:
    """Inside, what runs is the cell that runs already, not the next one: so a traceback calls it."""
    shell.execution_count -= 1
    try:
        yield
    finally:
        shell.execution_count += 1


@contextmanager
def _captured(shell: Any, cell: str) -> Iterator[list[Shown]]:
    """Inside, what is displayed and printed is put into a list, in order, and shown nowhere."""
    from IPython.core.displaypub import CapturingDisplayPublisher

    publisher = CapturingDisplayPublisher()
    shown: list[Shown] = publisher.outputs
    silent = _ends_with_a_semicolon(cell)

    def hook(result: object = None) -> None:
        if result is not None and not silent:
            data, metadata = shell.display_formatter.format(result)
            shown.append({"data": data, "metadata": metadata})

    held = shell.display_pub, sys.displayhook, sys.stdout
    shell.display_pub, sys.displayhook, sys.stdout = publisher, hook, _Printed(shown)
    try:
        yield shown
    finally:
        shell.display_pub, sys.displayhook, sys.stdout = held


def _ends_with_a_semicolon(cell: str) -> bool:
    """Whether a cell's value is not to be shown. IPython knows from its version 8 on; Colab's is older."""
    try:
        tokens = [token for token in tokenize.generate_tokens(io.StringIO(cell).readline) if token.type not in _NO_CODE]
    except (tokenize.TokenError, SyntaxError):  # a bracket left open; what runs the cell says so
        return False
    return bool(tokens) and tokens[-1].string == ";"


class _Printed(io.TextIOBase):
    """Puts what is printed among what is displayed."""

    def __init__(self, shown: list[Shown]) -> None:
        self._shown = shown

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._shown and "printed" in self._shown[-1]:
            self._shown[-1]["data"]["text/plain"] += text
        else:
            self._shown.append({"data": {"text/plain": text}, "printed": True})
        return len(text)


def _brought_up_to_date(shown: list[Shown]) -> list[Shown]:
    """The outputs as they stand in the end: one that takes the place of another stands there."""
    places: dict[str, Shown] = {}
    outputs: list[Shown] = []
    for each in shown:
        name = (each.get("transient") or {}).get("display_id")
        if each.get("update"):
            if name in places:
                places[name]["data"] = each["data"]
            continue
        outputs.append(each)
        if name is not None:
            places[name] = each
    return outputs


def _html(shown: Shown) -> str:
    """The HTML of an output; "" where none stands for it."""
    data, text = shown["data"], _COLOURS.sub("", str(shown["data"].get("text/plain", "")))
    if _LIVE in data:
        return ""
    if found := data.get("text/html") or data.get("image/svg+xml"):
        return f"<div>{found}</div>"
    for kind in _IMAGES:
        if kind in data:
            image = data[kind] if isinstance(data[kind], str) else b64encode(data[kind]).decode()
            return f'<div><img alt="{escape(text)}" src="data:{kind};base64,{image.strip()}"></div>'
    if "text/latex" in data:
        return f"<div>{escape(data['text/latex'])}</div>"
    return f"<pre>{escape(text)}</pre>" if text.strip() else ""
